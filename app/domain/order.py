"""The order of the records of a kind, the same on every laptop, and how it is kept when a few of them are edited."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from .records import Record
from .schedule import PartialDate

V = TypeVar("V")
_SORTED_SOONER = 16  # where more than this part of all records come, all are sorted sooner than these put in place
_DIGITS = re.compile(r"(\d+)")


def place(record: Record) -> tuple[Any, ...]:
    """Where a record stands among its kind: by number, reference ("R-9" before "R-10"), day, title, key."""
    held = vars(record).get
    day = held("day")
    day = day.first if isinstance(day, PartialDate) else day or date.min
    return (held("number") or 0, natural(held("ref", "")), day, held("title", ""), record.id)


def in_one_place(record: Record, other: Record) -> bool:
    """Whether two versions of a record stand in the same place."""
    now, was = vars(record).get, vars(other).get
    named = now("number") == was("number") and now("ref") == was("ref")
    return named and now("day") == was("day") and now("title") == was("title")


@lru_cache(maxsize=16384)  # sorting asks again and again after the same references
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort by in which numbers count as such: "R-9" before "R-10", paragraph 3.5 before 3.25."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(text) if part)


def put_in_place(
    order: Sequence[Record], there: Mapping[str, Record], edited: Collection[Record], ranks: Mapping[str, int]
) -> tuple[tuple[Record, ...], bool] | None:
    """Records in order with some of them edited, new or deleted; None where so many come that all are to be sorted.

    Args:
        order: the records as they stood.
        there: the same by key.
        edited: what they are now, the deleted included.
        ranks: the place by its key of each that was there.

    Returns:
        The records, and whether each stands where it stood, with what is new below them.
    """
    rows = list(order)
    leaving: list[int] = []
    coming: list[Record] = []
    for record in edited:
        old = there.get(record.id)
        if old is not None and not record.deleted and in_one_place(old, record):
            rows[ranks[record.id]] = record
            continue
        if old is not None:
            leaving.append(ranks[record.id])
        if not record.deleted:
            coming.append(record)
    if len(coming) > len(rows) // _SORTED_SOONER + 1:
        return None
    for rank in sorted(leaving, reverse=True):
        del rows[rank]
    stay = not leaving
    for record in coming:
        at = bisect_left(rows, place(record), key=place)
        stay = stay and at == len(rows)
        rows.insert(at, record)
    return tuple(rows), stay


def regrouped(
    groups: Mapping[str, tuple[Record, ...]], field: str, before: Iterable[Record], after: Collection[Record]
) -> dict[str, tuple[Record, ...]]:
    """Records by what a field of theirs names, where some became others or were deleted."""
    edited, found = {record.id for record in after}, dict(groups)
    coming = grouped((getattr(record, field), record) for record in after if not record.deleted)
    for key in {getattr(record, field) for record in before} | coming.keys():
        rows = [record for record in groups.get(key, ()) if record.id not in edited]
        for record in coming.get(key, ()) if key else ():
            insort(rows, record, key=place)
        found[key] = tuple(rows)
    return found


def grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, list[V]]:
    """Values by their key."""
    found: dict[str, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
