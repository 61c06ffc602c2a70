"""How statuses add up: a theme from what is linked to it, the programme from its themes, a recommendation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from .figures import capital, counted, happened, listed, short_name
from .records import Indicator, Recommendation, Record
from .status import Status, Stood, Verdict

NAMED = 3
"""How many of the deciding items a reason names."""


class ItemRating(Protocol):
    """What the roll-up needs to know of an item's rating."""

    @property
    def status(self) -> Status: ...
    @property
    def key(self) -> bool: ...
    @property
    def forecast(self) -> bool: ...
    @property
    def stood(self) -> Stood | None: ...
    @property
    def at_target(self) -> bool: ...
    @property
    def by_hand(self) -> bool: ...


class ItemStanding(NamedTuple):
    """How an item counts in what it rolls up into: as its rating says, without the words, which few are asked for."""

    status: Status
    key: bool
    forecast: bool
    stood: Stood | None
    at_target: bool
    by_hand: bool


Item = tuple[Record, ItemRating]
Short = Callable[[Record], str]
"""The figures by which an item stands as it does, "16 days overdue"; empty for none."""


def no_figures(_item: Record) -> str:
    """Nothing."""
    return ""


class Beside(NamedTuple):
    """What is said beside a theme's count and not in it.

    Attributes:
        done, ended, closed: actions done, actions that ended without being done, risks closed.
        not_started: open actions whose start lies ahead.
    """

    done: int = 0
    ended: int = 0
    closed: int = 0
    not_started: int = 0

    @property
    def words(self) -> str:
        """Such as "12 actions done, 3 ended, 2 not started", or empty."""
        parts = [
            (self.done, counted(self.done, "action") + " done"),
            (self.ended, f"{self.ended} ended" if self.done else counted(self.ended, "action") + " ended"),
            (self.not_started, f"{self.not_started} not started"),
            (self.closed, counted(self.closed, "risk") + " closed"),
        ]
        return ", ".join(words for count, words in parts if count)


NOTHING_BESIDE = Beside()


def counts_as(standing: ItemRating) -> Status:
    """What an item counts as: what can no longer be rated counts as it last stood, where that was not well."""
    if standing.status is Status.NOT_RATED and standing.stood is not None and standing.stood.weighs:
        return standing.stood.status
    return standing.status


class _Count:
    """Items by what they count as, with what says their figures."""

    def __init__(self, items: Sequence[Item], short: Short):
        self.total, self._short = len(items), short
        counted = [(item, counts_as(item[1])) for item in items]
        self.rated = [item for item, status in counted if status.rated]
        self.reds = [item for item, status in counted if status is Status.RED]
        self.ambers = [item for item, status in counted if status is Status.AMBER]
        self.well = len(self.rated) - len(self.reds) - len(self.ambers)

    @property
    def off_track(self) -> bool:
        """Whether what is off track is enough for the whole to be.

        What is at risk does not thin out what is off track: otherwise an item nobody rated would help by falling late.
        """
        reds = len(self.reds)
        many = reds >= 2 and 4 * reds >= reds + self.well
        return many or (reds > 0 and not self.well and 2 * reds >= self.total)

    def named(self, some: Sequence[Item]) -> str:
        """The first of these by their names and figures."""
        return named(some, self._short)

    def share(self, some: Sequence[Item], singular: str, plural: str) -> str:
        """Such as "2 of 8 rated items are"."""
        rated = len(self.rated)
        verb = "is" if len(some) == 1 else "are"
        return f"{len(some)} of {counted(rated, f'rated {singular}', f'rated {plural}')} {verb}"


def theme(
    items: Sequence[Item], concerns: Sequence[Record] = (), beside: Beside = NOTHING_BESIDE, short: Short = no_figures
) -> Verdict:
    """The status of a theme, by the first rule that fits (`rules_described.THEME`).

    Items count as they are shown, so a status set by hand counts, and the list under a theme always explains the theme.

    Args:
        items: the linked indicators that are not context, the open actions that have begun, the open risks.
        concerns: what a source says still needs improvement, and what inspectors asked for and nobody acts on.
        beside: what is done, ended, closed or not begun.
        short: says the figures of an item that a reason names.
    """
    count = _Count(items, short)
    keys = [item for item in items if item[1].key]
    red_keys = [item for item in keys if counts_as(item[1]) is Status.RED]
    unknown_keys = [item for item in keys if not item[1].status.rated]
    figures = [item for item in items if isinstance(item[0], Indicator)]
    reds, ambers, rated = count.reds, count.ambers, count.rated
    worried = len(ambers) + len(concerns)
    concerns_told = not concerns
    nothing_open = len(figures) == len(items) and not concerns and not beside.not_started
    if (
        nothing_open
        and figures
        and all(s.status in (Status.GREEN, Status.COMPLETE) and s.at_target for _, s in figures)
    ):
        status, deciding = Status.COMPLETE, figures
        reason = f"Nothing is open, and {_each(figures, 'indicator')} at its target"
    elif red_keys:
        status, deciding = Status.RED, red_keys
        reason = f"Key {'indicator' if len(red_keys) == 1 else 'indicators'} off track: {count.named(red_keys)}"
    elif count.off_track:
        status, deciding = Status.RED, reds
        beside_it = f", {len(ambers)} at risk, none on track" if ambers and not count.well else ""
        reason = f"{count.share(reds, 'item', 'items')} off track{beside_it}: {count.named(reds)}"
    elif reds:
        status, deciding = Status.AMBER, reds
        reason = f"{count.share(reds, 'item', 'items')} off track: {count.named(reds)}"
    elif worried and 4 * worried >= len(rated) + len(concerns):
        status, deciding = Status.AMBER, ambers
        reason, concerns_told = _worries(count, ambers, concerns), True
    elif unknown_keys:
        status, deciding = Status.AMBER, unknown_keys
        reason = f"Key {'indicator' if len(unknown_keys) == 1 else 'indicators'} not rated: {count.named(unknown_keys)}"
    elif items and 2 * count.well >= count.total:
        status, deciding = Status.GREEN, rated
        reason = f"{len(rated)} of {counted(count.total, 'item')} rated, none off track"
        if ambers:
            reason += f"; {len(ambers)} at risk: {count.named(ambers)}"
    else:
        status, deciding = Status.NOT_RATED, rated
        reason = _unrated(count, beside)
    also: list[str] = []
    if not concerns_told:
        also.append(f"{counted(len(concerns), 'concern')}: {names(concerns)}")
    if (by_hand := sum(standing.by_hand for _, standing in items)) > 0:
        also.append(f"{by_hand} of these set by hand")
    if beside.words:
        also.append(beside.words)
    return Verdict(
        status=status,
        reason="; ".join([reason, *also]) + ".",
        forecast=bool(deciding) and all(standing.forecast for _, standing in deciding),
        known=(len(rated), count.total),
        deciding=(*(record for record, _ in deciding), *(concerns if not deciding else ())),
    )


def programme(themes: Sequence[Item], short: Short = no_figures) -> Verdict:
    """The status of the programme from its themes, by the first rule that fits (`rules_described.PROGRAMME`)."""
    count = _Count(themes, short)
    reds, ambers, rated = count.reds, count.ambers, count.rated
    if count.off_track:
        status, deciding = Status.RED, reds
    elif reds or ambers:
        status, deciding = Status.AMBER, reds or ambers
    elif themes and all(standing.status is Status.COMPLETE for _, standing in themes):
        status, deciding = Status.COMPLETE, list(themes)
    elif rated and 4 * len(rated) >= 3 * count.total:
        status, deciding = Status.GREEN, rated
    else:
        status, deciding = Status.NOT_RATED, rated
    parts: list[str] = []
    if reds:
        parts.append(f"{count.share(reds, 'theme', 'themes')} off track: {count.named(reds)}")
    if ambers:
        parts.append(f"{len(ambers)} at risk: {count.named(ambers)}")
    if status is Status.COMPLETE:
        parts.append(
            f"All {counted(count.total, 'theme')} complete" if count.total > 1 else "Its one theme is complete"
        )
    elif not parts:
        known = f"{len(rated)} of {counted(count.total, 'theme')} rated"
        few = "There is no theme" if not themes else f"{known}, fewer than three quarters"
        parts.append(f"{known}, none at risk or off track" if status.rated else f"{few}: not rated")
    if (by_hand := sum(standing.by_hand for _, standing in themes)) > 0:
        parts.append(f"{by_hand} of these set by hand")
    return Verdict(
        status=status,
        reason="; ".join(parts) + ".",
        forecast=bool(deciding) and all(standing.forecast for _, standing in deciding),
        known=(len(rated), count.total),
        deciding=tuple(record for record, _ in deciding),
    )


def recommendation(
    record: Recommendation, items: Sequence[Item], slipped: Sequence[Item] = (), position: date = date.max,
    short: Short = no_figures,
) -> Verdict:  # fmt: skip
    """The status of a recommendation by the actions and figures linked to it, until somebody accepts it as met.

    That all are done does not complete it: somebody has to accept it.

    Args:
        record: the recommendation.
        items: the linked actions, other than those that ended, and the linked indicators that are not context.
        slipped: of these the figures that are off track now.
        position: the day that the plan speaks of.
        short: says the figures of an item that a reason names.
    """
    count = _Count(items, short)
    unknown = [item for item in items if not counts_as(item[1]).rated]
    deciding: Sequence[Item] = count.rated
    if record.met and record.evidence.strip():
        said = f"accepted as met {happened(record.met, position)}, with evidence"
        status, deciding = Status.COMPLETE, []
        if slipped:
            status, deciding = Status.AMBER, slipped
            said = f"{said}, but off track now: {count.named(slipped)}"
    elif not items:
        status, said = Status.NOT_RATED, "no action or figure that counts is linked to it, not rated"
    elif count.reds or count.ambers:
        deciding = count.reds or count.ambers
        status = counts_as(deciding[0][1])
        verb = "is" if len(deciding) == 1 else "are"
        those = f"{len(deciding)} of {counted(count.total, 'linked item')}"
        said = f"{those} {verb} {status.word.lower()}: {count.named(deciding)}"
    elif unknown:
        verb = "is" if len(unknown) == 1 else "are"
        status, deciding = Status.NOT_RATED, unknown
        said = f"{len(unknown)} of {counted(count.total, 'linked item')} {verb} not rated, so neither is it"
    else:
        status, said = Status.GREEN, _on_track(items)
    return Verdict(
        status=status,
        reason=f"{capital(short_name(record))}: {said}.",
        short=said,
        forecast=status is not Status.COMPLETE and bool(deciding) and all(s.forecast for _, s in deciding),
        known=None if status is Status.COMPLETE else (len(count.rated), count.total),
        deciding=tuple(item for item, _ in deciding),
    )


def _worries(count: _Count, ambers: Sequence[Item], concerns: Sequence[Record]) -> str:
    parts: list[str] = []
    worried, among = len(ambers) + len(concerns), len(count.rated) + len(concerns)
    if not concerns:
        return f"{count.share(ambers, 'item', 'items')} at risk: {count.named(ambers)}"
    if ambers:
        parts.append(f"{len(ambers)} at risk: {count.named(ambers)}")
    parts.append(f"{counted(len(concerns), 'concern')}: {names(concerns)}")
    told = counted(among, "rated item or concern", "rated items and concerns")
    verb = "is" if worried == 1 else "are"
    return f"{worried} of {told} {verb} at risk or of concern: {'; '.join(parts)}"


def _unrated(count: _Count, beside: Beside) -> str:
    if count.total:
        few = f"{len(count.rated)} of {counted(count.total, 'item')} rated"
        well = (
            f", {len(count.ambers)} of these at risk: fewer than half on track" if count.ambers else ", fewer than half"
        )
        return f"{few}{well}: not rated"
    if beside.done or beside.ended or beside.closed:
        open_ = "Nothing that has begun is open" if beside.not_started else "Nothing is open"
        return f"{open_}, and nothing says whether it worked: not rated"
    return "Nothing has begun: not rated" if beside.not_started else "No item that counts is linked to it: not rated"


def _on_track(items: Sequence[Item]) -> str:
    done, total = sum(standing.status is Status.COMPLETE for _, standing in items), len(items)
    if done == total:
        return f"{done} of {counted(total, 'linked item')} done, not accepted as met yet"
    if done:
        return f"{done} of {counted(total, 'linked item')} done, the others on track"
    if total == 1:
        return "what is linked to it is on track, not done yet"
    return f"{'both' if total == 2 else f'all {total}'} linked items on track, none done yet"


def _each(items: Sequence[Item], singular: str) -> str:
    return f"the {singular} is" if len(items) == 1 else f"each of the {len(items)} {singular}s is"


def named(items: Sequence[Item], short: Short) -> str:
    """The first of these by their names and figures, as reasons name what decides."""
    said = [", ".join(filter(None, (short_name(record), short(record)))) for record, _ in items[:NAMED]]
    return "; ".join([*said, *_more(items)])


def names(records: Sequence[Record]) -> str:
    """The first of these by their names, as reasons name concerns."""
    said = [f"“{short_name(record)}”" for record in records[:NAMED]]
    return listed(said) if len(records) <= NAMED else ", ".join([*said, *_more(records)])


def _more(named: Sequence[object]) -> list[str]:
    more = len(named) - NAMED
    return [f"and {more} more"] if more > 0 else []
