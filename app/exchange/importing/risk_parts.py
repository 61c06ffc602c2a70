"""What comes in with a risk: its category, how it stands, its controls and mitigations, and its earlier scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain import keys
from app.domain.fields import LINE
from app.domain.figures import counted
from app.domain.mitigating import lines_of
from app.domain.plan import Plan
from app.domain.records import NOT_GIVEN, SETS, Category, Control, Mitigation, Record, Risk, Scoring

from ..plantext import quoted
from .dates import read_when
from .finding import plain
from .grid import Cell
from .row_reading import RowReading
from .values import on_one_line

NOBODY = ("", "all", "n a", "na", "none", "nil", "various", "tbc")
"""Words of a cell that names nobody and nothing."""
_LISTS: Mapping[str, type[Control] | type[Mitigation]] = {"controls": Control, "further": Mitigation}


class RiskParts:
    """Makes what belongs to the risks of one import; what is made stands in `also`, by its key."""

    def __init__(self, plan: Plan, also: dict[str, Record]):
        self._plan, self._also = plan, also
        self._categories = {plain(category.title): category.id for category in plan.all(Category)}

    def values(self, said: RowReading, values: Mapping[str, Any], old: Record | None) -> dict[str, Any]:
        """Its category, made where it is new; and that it is open or closed, with what is said of that."""
        found: dict[str, Any] = {}
        if (text := on_one_line(said.texts.get("category", ""))) and plain(text) not in NOBODY:
            found["category"] = self._category(said, text)
        is_closed = bool(values.get("closed") or values.get("closed_why"))
        if is_closed and not said.is_open:
            found["closed_why"] = values.get("closed_why") or getattr(old, "closed_why", "") or NOT_GIVEN
        elif said.is_open and is_closed:
            said.wrong.append("it is said to be open and to be closed, so it is not taken as closed")
            said.doubted.add("closed_why")
            found |= {"closed": None, "closed_why": ""}
        elif said.is_open and old is not None and getattr(old, "is_closed", False):
            found |= {"closed": None, "closed_why": ""}
        return found

    def _category(self, said: RowReading, text: str) -> str:
        """The key of the category called so."""
        title = text[:LINE].strip()
        if plain(title) not in self._categories:
            made = Category(id=keys.natural_key("import", Category.TABLE, plain(title)), title=title)
            self._also[made.id] = made
            self._categories[plain(title)] = made.id
            said.notes.append(f"the category {quoted(title)} is made")
        return self._categories[plain(title)]

    def too_long(self, said: RowReading) -> None:
        """Controls and mitigations that no line can hold are kept as the sheet has them."""
        for name in _LISTS:
            for title, text in [
                each for each in said.parts.get(name, ()) if any(len(x) > LINE for x in lines_of(each[1]))
            ]:
                said.parts[name].remove((title, text))
                said.remarks[title] = text

    def made_of(self, said: RowReading, risk: Risk) -> list[str]:
        """Its controls, mitigations and past scores; what was made, in words."""
        told: list[str] = []
        for name, kind in _LISTS.items():
            there = {plain(each.title) for each in self._plan.children(risk, kind, "risk")}
            titles = [line for _, text in said.parts.get(name, ()) for line in lines_of(text)]
            new = [title for title in dict.fromkeys(titles) if plain(title) not in (*there, *NOBODY)]
            for title in new:
                key = keys.natural_key("import", kind.TABLE, risk.id, plain(title))
                made = kind(id=key, risk=risk.id, title=title)
                self._also[key] = self._by_whom(said, made) if isinstance(made, Mitigation) else made
            told += [counted(len(new), kind.NAME.lower())] if new else []
        scores = self._scores(said, risk)
        return told + ([counted(scores, "earlier score")] if scores else [])

    def _by_whom(self, said: RowReading, made: Mitigation) -> Mitigation:
        """A mitigation with who carries it out and by when, as the columns beside it say."""
        owner, due = (on_one_line(said.texts.get(f"further_{name}", "")) for name in ("owner", "due"))
        if owner and plain(owner) not in NOBODY:
            made = replace(made, owner=owner[:LINE])
        if due and plain(due) not in NOBODY:
            try:
                made = replace(made, due=read_when(Cell(due), quarters=self._plan.quarters).date)
            except ValueError:
                made = replace(made, progress=f"To be done by: {due}")
        return made

    def _scores(self, said: RowReading, risk: Risk) -> int:
        """How it was scored before, of rows that tell of earlier days; the score that holds is not counted."""
        if not said.past:
            return 0
        rows = sorted([*said.past, said], key=lambda each: each.as_at.order if each.as_at else ())
        count = 0
        for of, names in SETS.items():
            last: Sequence[Any] = ()
            for each in rows:
                score = [each.values.get(name) for name in names]
                if each.as_at is None or None in score or score == last:
                    continue
                last = score
                made = Scoring(id="", risk=risk.id, of=of, day=each.as_at, likelihood=score[0], impact=score[1])
                made = replace(made, id=keys.key_of(made))
                if self._plan.get(Scoring, made.id) is None:
                    self._also[made.id] = made
                    count += each is not said
        return count


def with_histories(readings: Sequence[RowReading]) -> tuple[list[RowReading], list[tuple[RowReading, RowReading]]]:
    """The rows without those that tell of an earlier day of a risk; and each of these, with the row that it goes to.

    Rows are of one risk where their reference is the same, or, without any, their title.
    """
    groups: dict[str, list[RowReading]] = {}
    for said in readings:
        groups.setdefault(plain(said.ref) or plain(said.title), []).append(said)
    earlier: dict[int, RowReading] = {}
    for rows in groups.values():
        days = {said.as_at.text for said in rows if said.as_at}
        if len(rows) < 2 or len(days) != len(rows):
            continue
        rows.sort(key=lambda said: said.as_at.order if said.as_at else ())
        rows[-1].past = rows[:-1]
        earlier |= {said.row: rows[-1] for said in rows[:-1]}
    kept = [said for said in readings if said.row not in earlier]
    return kept, [(said, earlier[said.row]) for said in readings if said.row in earlier]
