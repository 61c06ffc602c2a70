"""How statuses add up: a theme from its indicators, actions and risks, the programme from its themes.

A recommendation is as its worst action is, until somebody accepts it as met.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .figures import called, capital, counted
from .records import Recommendation, Record
from .schedule import show_date
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


def of_recommendation(recommendation: Recommendation, items: Sequence[Item]) -> Verdict:
    """The status of a recommendation: complete when it was accepted as met, otherwise that of its worst action.

    It is on track only when every action is on track or done. That all are done does not complete it: somebody has
    to accept it.
    """
    rated = [item for item in items if item[1].status.rated]
    worst = min((standing.status for _, standing in rated), key=lambda status: status.rank, default=Status.NOT_RATED)
    deciding = [item for item in rated if item[1].status is worst] or list(items)
    total, unknown = len(items), len(items) - len(rated)
    if recommendation.met and recommendation.evidence.strip():
        status, said = Status.COMPLETE, f"accepted as met on {show_date(recommendation.met)}, with evidence"
    elif not items:
        status, said = Status.NOT_RATED, "no action serves it, not rated"
    elif worst in (Status.RED, Status.AMBER):
        status = worst
        verb = "is" if len(deciding) == 1 else "are"
        said = f"{len(deciding)} of {counted(total, 'action')} {verb} {worst.word.lower()}: {_named(deciding)}"
    elif unknown:
        verb = "is" if unknown == 1 else "are"
        status, said = Status.NOT_RATED, f"{unknown} of {counted(total, 'action')} {verb} not rated, so neither is it"
    else:
        status, said = Status.GREEN, _on_track(items)
    return Verdict(
        status=status,
        reason=f"{capital(called(recommendation))}: {said}.",
        short=said,
        forecast=status is not Status.COMPLETE and bool(deciding) and all(s.forecast for _, s in deciding),
        known=None if status is Status.COMPLETE else (len(rated), total),
        deciding=() if status is Status.COMPLETE else tuple(record for record, _ in deciding),
    )


def _on_track(items: Sequence[Item]) -> str:
    done, total = sum(standing.status is Status.COMPLETE for _, standing in items), len(items)
    if done == total:
        return f"{done} of {counted(total, 'action')} done, not accepted as met yet"
    if done:
        return f"{done} of {counted(total, 'action')} done, the others on track"
    if total == 1:
        return "its action is on track, not done yet"
    return f"{'both' if total == 2 else f'all {total}'} actions on track, none done yet"


def _share(some: Sequence[Item], rated: Sequence[Item], singular: str, plural: str) -> str:
    verb = "is" if len(some) == 1 else "are"
    return f"{len(some)} of {counted(len(rated), 'rated ' + singular, 'rated ' + plural)} {verb}"


def _named(items: Sequence[Item]) -> str:
    said = [f"{called(record)}, {standing.short}" if standing.short else called(record) for record, standing in items]
    more = len(said) - NAMED
    return "; ".join([*said[:NAMED], *([f"and {more} more"] if more > 0 else [])])
