"""Which things wait for each other in a circle, found for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def circles(after: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Those that come round to themselves, with a number that is the same for all that reach each other.

    Args:
        after: by each thing, what it waits for. (Tarjan's algorithm, without recursion: a chain may be thousands long.)
    """
    place: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    open_ones: set[str] = set()
    found: dict[str, int] = {}
    for start in after:
        if start in place:
            continue
        ways: list[tuple[str, Iterator[str]]] = []
        at: str | None = start
        while at is not None or ways:
            if at is not None:
                place[at] = low[at] = len(place)
                waiting.append(at)
                open_ones.add(at)
                ways.append((at, iter(after.get(at, ()))))
            key, rest = ways[-1]
            at = None
            for other in rest:
                if other not in place:
                    at = other
                    break
                if other in open_ones:
                    low[key] = min(low[key], place[other])
            if at is None:
                ways.pop()
                if ways:
                    low[ways[-1][0]] = min(low[ways[-1][0]], low[key])
                if low[key] == place[key]:
                    _close(key, place[key], waiting, open_ones, found)
    return found


def _close(key: str, number: int, waiting: list[str], open_ones: set[str], found: dict[str, int]) -> None:
    """Take those off that reach each other; one alone is in no circle."""
    alone = waiting[-1] == key
    while True:
        last = waiting.pop()
        open_ones.remove(last)
        if not alone:
            found[last] = number
        if last == key:
            return
