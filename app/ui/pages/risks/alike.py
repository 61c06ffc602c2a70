"""Which risks of a register are likely there twice: their titles say nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process, utils

LIKENESS = 90
"""From this likeness on, of 100, two titles are alike, whatever the order of their words."""


class Alike:
    """Titles, and of each the one that it is most alike; of an edit those alone are looked at again that it concerns.

    Attributes:
        COMMON: a word that stands in more titles than this tells no two of them to be compared.
        twins: by the key of each title that is nearly another one the key of the most alike.
    """

    COMMON = 60

    def __init__(self) -> None:
        self.twins: dict[str, str] = {}
        self._titles: dict[str, str] = {}  # their words in order, by key
        self._likeness: dict[str, float] = {}
        self._same: dict[str, set[str]] = defaultdict(set)  # keys by title
        self._having: dict[str, set[str]] = defaultdict(set)  # keys by word

    def tell(self, titles: Mapping[str, str]) -> None:
        """Take other titles by key; an empty one is there no more."""
        plain = {key: " ".join(sorted(utils.default_process(title).split())) for key, title in titles.items()}
        new = {key: title for key, title in plain.items() if title != self._titles.get(key, "")}
        if not new:
            return
        untold = {key for key, other in self.twins.items() if other in new} | new.keys()
        were_common = {word for key in new for word in self._words(key) if self._is_common(word)}
        for key, title in new.items():
            self._take_out(key)
            if title:
                self._titles[key] = title
                self._same[title].add(key)
                for word in self._words(key):
                    self._having[word].add(key)
        told = {word for key in new for word in self._words(key)}
        for word in were_common ^ {word for word in told | were_common if self._is_common(word)}:
            untold |= self._having[word]
        for key in untold:
            self._find_most_alike(key)
        for key in new.keys() & self._titles.keys():
            self._be_found_by(key, self._near(key) - untold)

    def _words(self, key: str) -> set[str]:
        return set(self._titles.get(key, "").split())

    def _is_common(self, word: str) -> bool:
        return len(self._having[word]) > self.COMMON

    def _take_out(self, key: str) -> None:
        for word in self._words(key):
            self._having[word].discard(key)
        self._same[self._titles.pop(key, "")].discard(key)

    def _near(self, key: str) -> set[str]:
        """The titles with which one is to be compared."""
        found = {other for word in self._words(key) if not self._is_common(word) for other in self._having[word]}
        return found - {key}

    def _find_most_alike(self, key: str) -> None:
        self.twins.pop(key, None)
        title = self._titles.get(key, "")
        if others := self._same[title] - {key} if title else None:
            self.twins[key], self._likeness[key] = min(others), 100.0
        elif found := _most_alike(title, {other: self._titles[other] for other in sorted(self._near(key))}):
            self.twins[key], self._likeness[key] = found

    def _be_found_by(self, key: str, others: Iterable[str]) -> None:
        """Let those titles that are alike a new one know it, where none is more alike."""
        title = self._titles[key]
        for other in {*others, *self._same[title]} - {key}:
            likeness = fuzz.ratio(title, self._titles[other], score_cutoff=LIKENESS)
            known = (self._likeness[other], self.twins[other]) if other in self.twins else (0.0, "")
            if likeness > known[0] or (likeness and likeness == known[0] and key < known[1]):
                self.twins[other], self._likeness[other] = key, likeness


def _most_alike(title: str, others: Mapping[str, str]) -> tuple[str, float] | None:
    """The key of the title that is most like one, the first of several, and how much; None where none is."""
    found = process.extractOne(title, others, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return (found[2], found[1]) if found else None
