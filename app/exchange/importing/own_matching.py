"""Which record of the plan a row is about, and what becomes of a reference that stands for another record there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from app.domain.figures import counted, short_name
from app.domain.plan import Plan
from app.domain.records import Record

from ..plantext import quoted
from .finding import RecordMatcher, plain, plain_ref
from .questions import Asking
from .row_reading import RowReading

_ALIKE = 0.6


class OwnMatcher:
    """Matches the rows of one import with the plan's records of their kind.

    Attributes:
        refs: how many rows have each reference.
        collided: the rows whose reference stands for another record of the plan, with it.
        answer: what becomes of those: "renumber", "update", "add" or "leave".
    """

    def __init__(
        self, plan: Plan, record_kind: type[Record], finders: Mapping[str, RecordMatcher], asking: Asking, *,
        numbered: bool,
    ):  # fmt: skip
        self._own = RecordMatcher(plan, record_kind)
        self._word = record_kind.NAME.lower()
        self._is_milestone = record_kind.TABLE == "milestone"
        self._finders, self._asking, self._numbered = finders, asking, numbered
        self._titles, self._exact = Counter[str](), Counter[str]()
        self.refs = Counter[str]()
        self.collided: dict[int, Record] = {}
        self.answer = ""

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers that the plan's records have."""
        return [*self._own.by_number]

    def look(self, readings: Sequence[RowReading]) -> None:
        """Count what the rows are called, and find the references that stand for something else in the plan."""
        self.refs = Counter(plain_ref(said.ref) for said in readings)
        self._titles = Counter(plain(said.title) for said in readings)
        self._exact = Counter(said.title for said in readings)
        if self._is_milestone:
            return
        same = 0
        moved = {record.id: said for said in readings if (record := self._by_title(said)) and said.title}
        for said in readings:
            there = self._by_ref(said)
            if there is None or not said.title:
                continue
            if self._is_alike(there, said):
                same += 1
            elif (by_title := self._by_title(said)) is None or by_title is not there:
                if by_title is not None and there.id in moved:
                    continue  # the file numbers its rows anew: each is known by its title
                self.collided[said.row] = there
        if self.collided:
            self._ask(readings, same)

    def _ask(self, readings: Sequence[RowReading], same: int) -> None:
        first = next(said for said in readings if said.row in self.collided)
        there = short_name(self.collided[first.row])
        count = counted(len(self.collided), "reference")
        words = (
            f"{count} of the file {'stands' if len(self.collided) == 1 else 'stand'} for something else in the plan:"
            f" {first.ref} is {quoted(first.title)} there and {quoted(there)} in the plan. What becomes of such rows?"
        )
        choices = {
            "renumber": "they come in as new, with references of their own, and the plan's stay as they are",
            "update": "they change the plan's, which are called otherwise then",
            "add": "they come in as new, with the same references",
            "leave": "they are left out",
        }
        self.answer = self._asking.ask(
            "references", words, choices, "update" if same > len(self.collided) else "renumber"
        )

    def find(self, said: RowReading) -> Record | None:
        """The record of the plan that a row is about."""
        title = plain(said.title)
        if self._is_milestone:
            parents = {record.id for record in self._finders["action"].find(said.texts.get("action", "")).records}
            titled = self._own.by_title.get(title, [])
            return next((m for m in titled if getattr(m, "action", "") in parents), None)
        by_ref, by_title = self._by_ref(said), self._by_title(said)
        if said.row in self.collided:
            return by_ref if self.answer == "update" and by_title is None else by_title
        if by_ref is None or by_title is None:
            return by_ref or by_title
        return by_ref if self._is_alike(by_ref, said) else by_title

    def keeps_ref(self, said: RowReading) -> bool:
        """Whether a row's reference becomes that of its record; never that of another record of the plan."""
        if said.row not in self.collided or self.answer == "add":
            return True
        return self.answer == "update" and self._by_title(said) is None

    def _by_ref(self, said: RowReading) -> Record | None:
        ref = plain_ref(said.ref)
        if not ref or self.refs[ref] != 1:
            return None
        number = int(ref) if self._numbered and ref.isdecimal() else 0
        found = self._own.by_number.get(number, []) if number else self._own.by_ref.get(ref, [])
        return found[0] if len(found) == 1 else None

    def _by_title(self, said: RowReading) -> Record | None:
        title = plain(said.title)
        titled = self._own.by_title.get(title, []) if title else []
        exact = [record for record in titled if getattr(record, "title", "") == said.title]
        if len(exact) == 1 and self._exact[said.title] == 1:
            titled = exact
        elif self._titles[title] > 1:
            titled = []
        return titled[0] if len(titled) == 1 else None

    @staticmethod
    def _is_alike(record: Record, said: RowReading) -> bool:
        """Whether a record and a row are called nearly the same."""
        name, title = plain(short_name(record)), plain(said.title)
        return name == title or SequenceMatcher(None, name, title).ratio() > _ALIKE
