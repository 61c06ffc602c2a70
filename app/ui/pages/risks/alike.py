"""Which risks of a register are likely there twice: their titles say nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, utils

from app.domain.records import Risk

ALIKE = 90
"""From this likeness on, of 100, whatever the order of their words."""
COMMON = 60
"""A word that stands in more titles than this tells no two of them to be compared."""


def alike(risks: Iterable[Risk]) -> dict[str, str]:
    """By the key of each open risk whose title is nearly that of another open one the key of the most alike."""
    return _alike(tuple(sorted((risk.id, risk.title) for risk in risks if not risk.is_closed)))


@lru_cache(maxsize=2)
def _alike(titles: tuple[tuple[str, str], ...]) -> dict[str, str]:
    plain = {key: utils.default_process(title) for key, title in titles}
    best, by_title, by_word = dict[str, tuple[float, str]](), dict[str, str](), defaultdict[str, list[str]](list)

    def note(first: str, second: str, likeness: float) -> None:
        for key, other in ((first, second), (second, first)):
            if likeness > best.get(key, (0.0, ""))[0]:
                best[key] = likeness, other

    for key, title in plain.items():
        other = by_title.setdefault(" ".join(sorted(title.split())), key)
        if other != key and title:
            note(key, other, 100.0)
        for word in set(title.split()):
            by_word[word].append(key)
    for keys in by_word.values():
        if 1 < len(keys) <= COMMON:
            for number, key in enumerate(keys):
                for other in keys[number + 1 :]:
                    if likeness := fuzz.token_sort_ratio(plain[key], plain[other], score_cutoff=ALIKE):
                        note(key, other, likeness)
    return {key: other for key, (_likeness, other) in best.items()}
