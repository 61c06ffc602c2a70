"""Finding the record of the plan that a cell speaks of: by its reference or number, its title, or nearly its title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from app.domain.figures import capital, short_name
from app.domain.plan import Plan
from app.domain.records import Recommendation, Record, Theme

from ..plantext import quoted

_LABELLED = re.compile(
    r"(?:(?:improvement )?theme|priority|workstream|strand|recommendations?|recs?\.?|ofsted rec|objective|action|area|"
    r"no\.?|[a-z])?"
    r"[\s:#.-]*(\d{1,2})\s*(?:[:.)–—-]|\s)\s*(.*\w.*)",
    re.I | re.S,
)
_NUMBERS = re.compile(
    r"(?:(?:themes?|priorit(?:y|ies)|recommendations?|recs?|numbers?|nos?|objectives?|and|to|[a-z])(?![a-z])\.?|"
    r"[\s,;&+/#().–-]|\d{1,2})+",
    re.I,
)
_NUMBER = re.compile(r"(\d{1,2})\s*(?:(?:-|–|to)\s*[a-z]*\s*(\d{1,2}))?", re.I)
_ZEROS = re.compile(r"(?<![\d.])0+(?=\d)")
_OTHERS: Mapping[type[Record], re.Pattern[str]] = {
    Recommendation: re.compile(r"\s*(improvement )?(theme|priority|work ?stream|strand)\s*\d", re.I),
    Theme: re.compile(r"\s*(ofsted )?rec(ommendation)?s?\.?\s*\d", re.I),
}
"""What says that the number after it is of another kind."""
_OF_NUMBER = re.compile(r"\s*((improvement )?(theme|priority|work ?stream|strand)\b[\s.#-]*)?\d{1,2}\b", re.I)
_LONGEST = 400
_SHORTEST = 6
"""Characters of a title that is looked for within another."""


class CellReferences(NamedTuple):
    """The records that a cell speaks of, and sentences: how it was understood, and what is not there or in doubt."""

    records: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)  # titles are asked after again and again
def plain(text: str) -> str:
    """Words by which titles are compared: without case and signs."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def plain_ref(text: str) -> str:
    """A reference as it is compared: "A - 002" is "a-2", and 1.10 is not 1.1."""
    return _ZEROS.sub("", "".join(text.casefold().split())).strip(".:()[]")


class RecordMatcher:
    """Finds records of one kind."""

    def __init__(self, plan: Plan, kind: type[Record], records: Iterable[Record] | None = None):
        self._name = kind.NAME.lower()
        self._others = _OTHERS.get(kind)
        self._found: dict[str, CellReferences] = {}
        self.by_ref: dict[str, list[Record]] = defaultdict(list)
        self.by_title: dict[str, list[Record]] = defaultdict(list)
        self.by_number: dict[int, list[Record]] = defaultdict(list)
        for record in plan.all(kind) if records is None else records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Know one more record."""
        self.by_title[plain(short_name(record))].append(record)
        if ref := plain_ref(getattr(record, "ref", "")):
            self.by_ref[ref].append(record)
        if number := getattr(record, "number", None):
            self.by_number[number].append(record)
        self._found.clear()

    def find(self, text: str) -> CellReferences:
        """The records that the words of a cell name, one or several."""
        if text not in self._found:  # hundreds of rows name the same theme
            self._found[text] = self._find(text.strip())
        return self._found[text]

    def _find(self, text: str) -> CellReferences:
        if not text:
            return CellReferences()
        for found in (self.by_ref.get(plain_ref(text)), self.by_title.get(plain(text))):
            if found:
                return self._only(text, found)
        if self._others and self._others.match(text):
            return CellReferences(missing=(f"{quoted(' '.join(text.split()))} is no {self._name}",))
        if self.by_number and _NUMBERS.fullmatch(text) and _NUMBER.search(text):
            return self._numbered(text)
        whole = self._one(text)
        if whole.records:
            return whole
        parts = [part.strip(" •-*\t") for part in re.split(r"[\n;]", text)]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            found = [self.find(part) for part in parts]
            if any(each.records for each in found):
                return CellReferences(
                    tuple(dict.fromkeys(record for each in found for record in each.records)),
                    tuple(dict.fromkeys(note for each in found for note in each.notes)),
                    tuple(dict.fromkeys(sentence for each in found for sentence in each.missing)),
                )
        return whole

    def knows(self, text: str) -> bool:
        """Whether a text is the title of one record, or nearly."""
        words = plain(text)
        if words in self.by_title:
            return True
        return len(words) < _LONGEST and bool(get_close_matches(words, self.by_title, 1, 0.9))

    def matches_name(self, name: str) -> bool:
        """Whether a sheet of that name, be it cut short, is about one record; "Q3 plan" is not about the third."""
        said, words = self.find(name), plain(name)
        begun = len(words) >= _SHORTEST and sum(1 for title in self.by_title if title.startswith(words)) == 1
        numbered = _OF_NUMBER.match(name) is not None and not said.notes and not said.missing
        return len(said.records) == 1 and (begun or numbered or self.knows(name))

    def _one(self, text: str) -> CellReferences:
        if match := _LABELLED.fullmatch(text):
            if found := self.by_title.get(plain(match[2])):
                return self._only(text, found)
            if found := self.by_number.get(int(match[1])):
                return self._only(text, found, plain(match[2]))
        first, _, rest = text.partition(" ")
        if rest and (found := self.by_ref.get(plain_ref(first))):
            return self._only(text, found)
        return self._near(text)

    def _near(self, text: str) -> CellReferences:
        words = plain(_LABELLED.sub(r"\2", text))
        near = get_close_matches(words, self.by_title, 1, 0.8) if len(words) < _LONGEST else []
        if not near and len(words) >= _SHORTEST:
            near = [t for t in self.by_title if words in t or (len(t) >= _SHORTEST and t in words)]
        if len(near) == 1:
            found = self.by_title[near[0]]
            if len(found) == 1:
                return CellReferences((found[0],), (f"{quoted(' '.join(text.split()))} is taken for {found[0].name}",))
        if not self.by_title:
            return CellReferences(
                missing=(f"the plan has no {self._name} yet, so {quoted(' '.join(text.split()))} is left out",)
            )
        shown = quoted(" ".join(text.split()))
        return CellReferences(missing=(f"no {self._name} of the plan is called {shown}",))

    def _only(self, text: str, found: list[Record], title: str = "") -> CellReferences:
        shown = quoted(" ".join(text.split()))
        if len(found) > 1:
            return CellReferences(missing=(f"{shown} stands for {len(found)} records of the plan",))
        own = plain(short_name(found[0]))
        if title and title not in own and own not in title and not get_close_matches(title, [own], 1, 0.6):
            return CellReferences((found[0],), missing=(f"{shown} is taken for {found[0].name} because of its number",))
        return CellReferences((found[0],))

    def _numbered(self, text: str) -> CellReferences:
        numbers: list[int] = []
        for match in _NUMBER.finditer(text):
            first, last = int(match[1]), int(match[2] or match[1])
            numbers += range(first, last + 1) if first <= last else [first, last]
        found: list[Record] = []
        missing: list[str] = []
        for number in dict.fromkeys(numbers):
            if len(there := self.by_number.get(number, ())) == 1:
                found.append(there[0])
            else:
                missing.append(f"{capital(self._name)} {number} is not in the plan")
        return CellReferences(tuple(found), (), tuple(missing))
