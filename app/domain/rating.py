"""How a record stands, and why: computed when asked, never stored.

Over the verdict of a rule goes a status set by hand; beside it, what rests on illustrative values, and which way
the record moved.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from . import rules
from .figures import capital
from .frozen import Frozen
from .plan import Plan
from .records import (
    Action,
    Dependency,
    Indicator,
    Link,
    Milestone,
    Override,
    Programme,
    Reading,
    Recommendation,
    Record,
    Risk,
    Theme,
)
from .rollup import of_recommendation, roll_up
from .schedule import show_date
from .status import Direction, Status, Verdict

__all__ = ["Direction", "Rating", "Ratings", "Status", "Verdict"]


class Rating(Frozen):
    """How a record stands, and why.

    Attributes:
        status: what is shown: the computed one, unless a status set by hand is in force.
        reason: a sentence with figures.
        short: the figures alone, for lists; empty for what is added up.
        distance: "7.1 points below target", "9 days overdue", "score 16, target 8", or empty.
        computed: the status without the one set by hand.
        override: the status set by hand that is in force.
        expired: the status set by hand whose day has passed; it decides nothing, but somebody should settle it.
        illustrative: without illustrative values, status or reason would be another.
        alone: what the facts alone give, where that is another; None otherwise.
        before: how it stood at the latest closed meeting; None without one, or where it was not there yet.
        direction: against `before`; None without a closed meeting.
        key: a key indicator, which decides its theme when off track.
        forecast: judged from the pace before its day comes; otherwise it is how things are now.
        known: of a theme or programme, how many of its items are rated, and how many it has.
        deciding: of a theme or programme, the items that decide it.
    """

    status: Status
    reason: str
    short: str = ""
    distance: str = ""
    computed: Status
    override: Override | None = None
    expired: Override | None = None
    illustrative: bool = False
    alone: Rating | None = None
    direction: Direction | None = None
    before: Rating | None = None
    key: bool = False
    forecast: bool = False
    known: tuple[int, int] | None = None
    deciding: tuple[Record, ...] = ()

    @property
    def known_words(self) -> str:
        """Such as "8 of 24 known", or empty for what is not added up."""
        return f"{self.known[0]} of {self.known[1]} known" if self.known else ""

    @property
    def partial(self) -> bool:
        """Whether it is rated although fewer than half of its items are."""
        return bool(self.known and self.computed.rated and 2 * self.known[0] < self.known[1])

    @property
    def alone_words(self) -> str:
        """Such as "At risk, illustrative; the report alone: not rated, 8 of 24 known", or empty.

        Where the facts give the same for another reason: "At risk, in part illustrative; at risk without that too".
        """
        if self.alone is None:
            return ""
        if self.alone.status is self.status:
            return f"{self.status.word}, in part illustrative; {self.status.word.lower()} without that too"
        alone = ", ".join(filter(None, (self.alone.status.word.lower(), self.alone.known_words)))
        return f"{self.status.word}, illustrative; the report alone: {alone}"


class Ratings:
    """The ratings of one plan, each worked out when first asked for.

    Attributes:
        plan: what is rated.
        before: the plan as it was when the latest closed meeting's baseline was marked, with that position date.
        then: the ratings of the plan before, as they were on its position date.
    """

    def __init__(self, plan: Plan, before: Plan | None = None):
        self.plan, self.before = plan, before
        self._found: dict[Record, Rating] = {}
        self._verdicts: dict[Record, Verdict] = {}
        self.then = Ratings(before) if before else None

    def after(self, plan: Plan, before: Plan | None) -> Ratings:
        """The ratings of the plan as it is after an edit; those that rest on nothing that changed are kept."""
        new = Ratings(plan, None)
        new.before, new.then = before, self.then
        old_terms, terms = ((p.position, p.thresholds) for p in (self.plan, plan))
        alone: Ratings | None = self.__dict__.get("alone")
        if before is not self.before or terms != old_terms or alone is None:
            return Ratings(plan, before)
        stale = touched(self.plan, plan)
        if alone is not self:
            new.alone = alone.after(plan.facts_only, before.facts_only if before else None)
            stale |= touched(alone.plan, plan.facts_only)
        elif plan.facts_only is not plan:
            return Ratings(plan, before)
        new._found = {record: rating for record, rating in self._found.items() if record.id not in stale}
        new._verdicts = {record: verdict for record, verdict in self._verdicts.items() if record.id not in stale}
        return new

    @cached_property
    def alone(self) -> Ratings:
        """The ratings of the facts only; itself when nothing is illustrative."""
        before = self.before.facts_only if self.before else None
        if self.plan.facts_only is self.plan and before is self.before:
            return self
        alone = Ratings(self.plan.facts_only, before)
        alone.then = self.then.alone if self.then else None
        return alone

    def of(self, record: Record) -> Rating:
        """How an indicator, action, milestone, risk, recommendation, theme or the programme stands.

        `record` need not be in the plan: a form may ask about what is being typed.

        Raises:
            TypeError: that kind of record has no status.
        """
        if record not in self._found:
            self._found[record] = self._rate(record)
        return self._found[record]

    def items(self, record: Record) -> tuple[Record, ...]:
        """What a theme is rated by: its indicators, actions and risks.

        Of a recommendation: its actions; of the programme: the themes by number.
        """
        if isinstance(record, Recommendation):
            return self.plan.serving(record, Action)
        if isinstance(record, Programme):
            themes = sorted(self.plan.all(Theme), key=lambda theme: theme.number or 0)
            return tuple(themes)
        kinds = (Indicator, Action, Risk)
        return tuple(item for kind in kinds for item in self.plan.serving(record, kind))

    def _rate(self, record: Record) -> Rating:
        verdict = self._verdict(record)
        status, reason, short = verdict.status, _known(verdict), verdict.short
        override = self.plan.override(record)
        in_force = override if override and override.until and self.plan.position <= override.until else None
        if in_force and in_force.until:
            status = Status(in_force.status)
            until = show_date(in_force.until)
            because = in_force.reason.strip().removesuffix(".")
            reason = f"{status.word}, set by {in_force.by} until {until}: {because}. Computed: {reason}"
            short = f"set by {in_force.by} until {until}, computed {verdict.status.word.lower()}"
        alone = self._alone(record, verdict, status)
        then = self._then(record)
        return Rating(
            status=status,
            reason=reason,
            short=short,
            distance=verdict.distance,
            computed=verdict.status,
            override=in_force,
            expired=override if override and not in_force else None,
            illustrative=alone is not None,
            alone=alone,
            direction=self._direction(record, status, verdict, then),
            before=then,
            key=isinstance(record, Indicator) and record.key,
            forecast=verdict.forecast,
            known=verdict.known,
            deciding=verdict.deciding,
        )

    def computed(self, record: Record) -> Status:
        """The status that the rules give, whatever is set by hand; nothing else of its rating is worked out."""
        return self._verdict(record).status

    def _verdict(self, record: Record) -> Verdict:
        if record not in self._verdicts:
            self._verdicts[record] = self._judge(record)
        return self._verdicts[record]

    def _judge(self, record: Record) -> Verdict:
        match record:
            case Indicator():
                return rules.indicator(self.plan, record)
            case Action():
                return rules.action(self.plan, record)
            case Milestone():
                return rules.milestone(self.plan, record)
            case Risk():
                return rules.risk(self.plan, record)
            case Recommendation():
                return of_recommendation(record, [(item, self.of(item)) for item in self.items(record)])
            case Theme():
                return roll_up([(item, self.of(item)) for item in self.items(record)])
            case Programme():
                themes = [(theme, self.of(theme)) for theme in self.items(record)]
                return roll_up(themes, "theme", "themes")
            case _:
                raise TypeError(f"{record.NAME} has no status")

    def _alone(self, record: Record, verdict: Verdict, status: Status) -> Rating | None:
        """What the facts give where it differs. How many items are known may differ: that alone is no other result."""
        if self.alone is self:
            return None
        fact = self.plan.fact(record)
        if fact is None:
            reason = f"{capital(record.name)} is not in the report: not rated."
            return Rating(status=Status.NOT_RATED, computed=Status.NOT_RATED, reason=reason)
        alone = self.alone.of(fact)
        same = alone.status is status and self.alone._verdict(fact).reason == verdict.reason
        return None if same else alone

    def _then(self, record: Record) -> Rating | None:
        if self.then is None or self.before is None:
            return None
        old = self.before.same(record)
        return self.then.of(old) if old else None

    def _direction(self, record: Record, status: Status, verdict: Verdict, then: Rating | None) -> Direction | None:
        """Statuses that are both known and differ decide; otherwise what lies under them: figures, scores, items.

        So an indicator that is off track still, or could not be rated then, is "better" when its figure is. What
        is rated no longer is worse: the board knows less than it did.
        """
        if self.before is None:
            return None
        if then is None:
            return Direction.NEW
        if status.rated and then.status.rated and status is not then.status:
            return _way(status.rank - then.status.rank)
        if then.status.rated and not status.rated:
            return Direction.WORSE
        lean = self._lean(record, verdict)
        if lean or status.rated == then.status.rated:
            return _way(lean)
        return Direction.NEW

    def _lean(self, record: Record, verdict: Verdict) -> int:
        """Above 0 where the figures under a status moved for the better, below 0 for the worse."""
        assert self.before is not None
        old = self.before.same(record)
        if isinstance(record, Indicator) and isinstance(old, Indicator):
            now, then = self.plan.latest(record), self.before.latest(old)
            if now is None or then is None or now.value is None or then.value is None or not record.better:
                return 0
            moved = _sign(now.value > then.value, now.value < then.value)
            return moved if record.better == "higher" else -moved
        if isinstance(record, Risk) and isinstance(old, Risk) and record.score and old.score:
            return _sign(record.score < old.score, record.score > old.score)
        moves = {self.of(item).direction for item in verdict.deciding}
        return _sign(Direction.BETTER in moves, Direction.WORSE in moves)


def touched(old: Plan, new: Plan, differing: Iterable[Record] | None = None) -> set[str]:
    """The keys of the records whose ratings may be others than they were: what differs, and what rests on it.

    `differing` are the records of both plans that the other does not hold so, where that is known already.
    """
    found: set[str] = set()
    for record in (*old.differing(new), *new.differing(old)) if differing is None else differing:
        match record:
            case Reading():
                found.add(record.indicator)
            case Override():
                found.add(record.record)
            case Dependency():
                found.add(record.action)
            case Link():
                found.update((record.item, record.serves))
            case Action():
                waiting = (d.action for p in (old, new) for d in p.children(record, Dependency, "waits_for"))
                found.update((record.id, *waiting))
            case _:
                found.add(record.id)
    items = (record for key in found for plan in (old, new) if (record := plan.find(key)) is not None)
    found |= {link.serves for record in items for plan in (old, new) for link in plan.links_from(record)}
    return found | {old.programme.id, new.programme.id} if found else found


def _known(verdict: Verdict) -> str:
    if verdict.known and verdict.status.rated and 2 * verdict.known[0] < verdict.known[1]:
        return f"{verdict.reason.removesuffix('.')}, on what is known ({verdict.known[0]} of {verdict.known[1]})."
    return verdict.reason


def _sign(better: bool, worse: bool) -> int:
    return int(better) - int(worse)


def _way(lean: int) -> Direction:
    return Direction.BETTER if lean > 0 else Direction.WORSE if lean < 0 else Direction.SAME
