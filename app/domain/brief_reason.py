"""A theme's reason in few words: with what weighs most by name; or bare, where all that weighs is listed."""

from __future__ import annotations

import re

from .figures import short_name
from .rating import Rating, Ratings
from .records import Finding, Record, Statement, Theme
from .rollup import named, names

_CONCERNS = r"(\d+) concerns: (“.*?”)(?:, “.*?”)*(?: and “.*?”|, and \d+ more)(?=[;.,])"


def brief_reason(rating: Rating) -> str:
    """The reason with the first of the items that decide by its name, and the others counted.

    Several concerns are counted; where they decide, the first is named: "4 concerns: “Caseloads” and 3 more".
    """
    deciding = rating.deciding
    by_concern = bool(deciding) and isinstance(deciding[0], Finding | Statement)
    reason = re.sub(
        _CONCERNS,
        lambda found: f"{found[1]} concerns" + (f": {found[2]} and {int(found[1]) - 1} more" if by_concern else ""),
        rating.reason,
    )
    named = [short_name(record) for record in deciding]
    if by_concern or len(named) < 3:
        return reason
    begin = reason.find(f"; {named[1]}")
    last = reason.find(f"; {named[2]}", begin + 1)
    if min(begin, last) < 0:
        return reason
    rest = reason[last + 2 + len(named[2]) :]
    ends = re.search(r"; and \d+ more|(?=; )|(?=\.$)", rest)
    return f"{reason[:begin]}; and {len(named) - 1} more{rest[ends.end() :]}" if ends else reason


def what_decides(ratings: Ratings, theme: Theme) -> tuple[Record, ...]:
    """What a theme's computed status rests on, and then what weighs in it without being rated."""
    return tuple(dict.fromkeys((*ratings.of(theme).deciding, *ratings.concerns(theme))))


def bare_reason(ratings: Ratings, theme: Theme, reason: str) -> str:
    """The reason without the names that `what_decides` lists: "5 of 19 rated items are off track; 3 concerns."."""
    deciding = [record for record in ratings.of(theme).deciding if not isinstance(record, Finding | Statement)]
    listed = (
        named([(r, ratings.of(r)) for r in deciding], lambda record: ratings.of(record).short),
        names(ratings.concerns(theme)),
    )
    for found in filter(None, listed):
        reason = reason.replace(f": {found}", "", 1)
    return reason
