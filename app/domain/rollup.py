"""How statuses add up: a theme from its indicators, actions and risks, the programme from its themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .figures import called, counted
from .records import Record
from .status import Status, Verdict

NAMED = 3
"""How many of the deciding items a reason names."""


class Standing(Protocol):
    """What the roll-up needs to know of an item's rating."""

    @property
    def status(self) -> Status: ...
    @property
    def short(self) -> str: ...
    @property
    def key(self) -> bool: ...
    @property
    def forecast(self) -> bool: ...


Item = tuple[Record, Standing]


def roll_up(items: Sequence[Item], singular: str = "item", plural: str = "items") -> Verdict:
    """The status of what `items` serve, by the first rule that fits.

    Off track: a key indicator is off track, or at least two items are, more than a quarter of the rated, with at
    least half of all rated. At risk: any is off track, or more than a quarter of the rated are at risk with at
    least half of all rated. On track: at least half are rated. Items count as they are shown, so a status
    set by hand counts, and the list under a theme always explains the theme.
    """
    total = len(items)
    rated = [item for item in items if item[1].status.rated]
    reds = [item for item in rated if item[1].status is Status.RED]
    ambers = [item for item in rated if item[1].status is Status.AMBER]
    keys = [item for item in reds if item[1].key]
    half = total > 0 and 2 * len(rated) >= total
    if keys:
        status, deciding = Status.RED, keys
        reason = ("Key indicator" if len(keys) == 1 else "Key indicators") + f" off track: {_named(keys)}."
    elif reds:
        many = len(reds) >= 2 and 4 * len(reds) > len(rated) and half
        status, deciding = Status.RED if many else Status.AMBER, reds
        reason = f"{_share(reds, rated, singular, plural)} off track: {_named(reds)}."
    elif half and 4 * len(ambers) > len(rated):
        status, deciding = Status.AMBER, ambers
        reason = f"{_share(ambers, rated, singular, plural)} at risk: {_named(ambers)}."
    elif half:
        status, deciding = Status.GREEN, rated
        reason = f"{len(rated)} of {counted(total, singular, plural)} rated, none off track"
        reason += f"; {len(ambers)} at risk: {_named(ambers)}." if ambers else "."
    else:
        status, deciding = Status.NOT_RATED, rated
        reason = (
            f"{len(rated)} of {counted(total, singular, plural)} rated, fewer than half: not rated."
            if total
            else f"No {singular} is linked to it: not rated."
        )
    return Verdict(
        status=status,
        reason=reason,
        forecast=bool(deciding) and all(standing.forecast for _, standing in deciding),
        known=(len(rated), total),
        deciding=tuple(record for record, _ in deciding),
    )


def _share(some: Sequence[Item], rated: Sequence[Item], singular: str, plural: str) -> str:
    verb = "is" if len(some) == 1 else "are"
    return f"{len(some)} of {counted(len(rated), 'rated ' + singular, 'rated ' + plural)} {verb}"


def _named(items: Sequence[Item]) -> str:
    said = [f"{called(record)}, {standing.short}" if standing.short else called(record) for record, standing in items]
    more = len(said) - NAMED
    return "; ".join([*said[:NAMED], *([f"and {more} more"] if more > 0 else [])])
