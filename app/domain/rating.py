"""How a record stands, and why: computed when asked, never stored.

Over the verdict of a rule goes a status set by hand; beside it, what rests on illustrative values, and which way
the record moved (`direction`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from . import action_rules, rollup, rules
from .direction import DirectionBasis, direction, moved_words, yardsticks_of
from .figures import capital
from .frozen import Frozen
from .plan import Plan
from .records import (
    Action,
    Body,
    Category,
    DateChange,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Override,
    Programme,
    Reading,
    Recommendation,
    Record,
    Risk,
    Statement,
    Theme,
    Visit,
)
from .schedule import show_date
from .status import Direction, Status, Stood, Verdict

R = TypeVar("R", bound=Record)

__all__ = ["Direction", "Rating", "Ratings", "Status", "Verdict"]


class Rating(Frozen):
    """How a record stands, and why.

    Attributes:
        status: what is shown: the computed one, unless a status set by hand is in force.
        word: the status as people read it; of a risk its band: "High", "Medium", "Low", "Closed".
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
        moved: how far its figure moved since: "up 4.1 points since 23 Nov 2017"; empty where it has none.
        key: a key indicator, which decides its theme when off track.
        forecast: judged from the pace before its day comes; otherwise it is how things are now.
        stood: how it last stood, at risk or off track, where it can no longer be rated.
        at_target: of an indicator or a risk, at its target or better.
        known: of a theme or programme, how many of its items are rated, and how many it has.
        deciding: of a theme or programme, the items that decide it.
    """

    status: Status
    word: str = ""
    reason: str
    short: str = ""
    distance: str = ""
    computed: Status
    override: Override | None = None
    expired: Override | None = None
    illustrative: bool = False
    alone: Rating | None = None
    direction: Direction | None = None
    moved: str = ""
    before: Rating | None = None
    key: bool = False
    forecast: bool = False
    stood: Stood | None = None
    at_target: bool = False
    known: tuple[int, int] | None = None
    deciding: tuple[Record, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether a status set by hand is in force."""
        return self.override is not None

    @property
    def counts_as(self) -> Status:
        """What it counts as in what it rolls up into."""
        return rollup.counts_as(self)

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
        self._found: dict[str, tuple[Record, Rating]] = {}
        self._verdicts: dict[str, tuple[Record, Verdict]] = {}
        self._standing: dict[tuple[type[Record], Status], tuple[Any, ...]] = {}
        self.then = _by_itself(before) if before else None

    def after(self, plan: Plan, before: Plan | None) -> Ratings:
        """The ratings of the plan as it is after an edit; those that rest on nothing that changed are kept."""
        new = Ratings(plan, None)
        new.before, new.then = before, self.then
        alone: Ratings | None = self.__dict__.get("alone")
        if before is not self.before or terms(self.plan) != terms(plan) or alone is None:
            return Ratings(plan, before)
        stale = touched(self.plan, plan)
        if alone is not self:
            new.alone = alone.after(plan.facts_only, before.facts_only if before else None)
            stale |= touched(alone.plan, plan.facts_only)
        elif plan.facts_only is not plan:
            return Ratings(plan, before)
        new._found, new._verdicts = self._found.copy(), self._verdicts.copy()
        kinds = set[type[Record]]()
        for key in stale:
            new._found.pop(key, None)
            new._verdicts.pop(key, None)
            kinds.update(type(record) for _, record in _there(self.plan, plan, key))
        new._standing = {at: those for at, those in self._standing.items() if at[0] not in kinds}
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
        found = self._found.get(record.id)
        if found is None or (found[0] is not record and found[0] != record):
            found = self._found[record.id] = record, self._rate(record)
        return found[1]

    def standing(self, kind: type[R], status: Status) -> tuple[R, ...]:
        """Every record of a kind that stands so; worked out again only when one of them may stand otherwise."""
        if (kind, status) not in self._standing:
            those = tuple(record for record in self.plan.all(kind) if self.of(record).status is status)
            self._standing[kind, status] = those
        return self._standing[kind, status]

    def items(self, record: Record) -> tuple[Record, ...]:
        """What a record is rated by.

        A theme: its linked indicators that are not context, its open actions that have begun, its open risks. What is
        done, ended, closed or not begun is in `linked` alone. A recommendation: its actions and figures. The programme:
        its themes by number.
        """
        return tuple(item for item in self.linked(record) if self._counts(record, item))

    def linked(self, record: Record) -> tuple[Record, ...]:
        """All indicators, actions and risks linked to a theme; of a recommendation its actions and indicators."""
        if isinstance(record, Programme):
            return tuple[Record, ...](sorted(self.plan.all(Theme), key=_number))
        kinds = (Action, Indicator) if isinstance(record, Recommendation) else (Indicator, Action, Risk)
        return tuple(item for kind in kinds for item in self.plan.serving(record, kind))

    def concerns(self, theme: Theme) -> tuple[Statement | Finding, ...]:
        """What weighs in a theme without being rated.

        What a source says still needs improvement, and what a visit asked for and no action answers that is done, on
        track or at risk.
        """
        said = (statement for statement in self.plan.serving(theme, Statement) if statement.concern)
        asked = (finding for finding in self.plan.serving(theme, Finding) if self._unanswered(finding))
        return (*said, *asked)

    def _unanswered(self, finding: Finding) -> bool:
        if finding.kind != "further" or self.plan.get(Visit, finding.of) is None:
            return False
        going = (Status.COMPLETE, Status.GREEN, Status.AMBER)
        return not any(self.of(action).status in going for action in self.plan.serving(finding, Action))

    def _counts(self, record: Record, item: Record) -> bool:
        match item:
            case Indicator():
                return not item.is_context or (not item.context and item.id in self.plan.log.withdrawn)
            case Action() if isinstance(record, Recommendation):
                return not item.is_ended
            case Action():
                return item.is_open and not self._ahead(item)
            case Risk():
                return not item.is_closed
            case _:
                return True

    def _ahead(self, action: Action) -> bool:
        return action.starts is not None and action.starts.first > self.plan.position

    def _beside(self, theme: Theme) -> rollup.Beside:
        actions, risks = self.plan.serving(theme, Action), self.plan.serving(theme, Risk)
        return rollup.Beside(
            done=sum(a.done for a in actions),
            ended=sum(a.is_ended for a in actions),
            closed=sum(r.is_closed for r in risks),
            not_started=sum(a.is_open and self._ahead(a) for a in actions),
        )

    def _slipped(self, record: Recommendation) -> list[rollup.Item]:
        """The figures of a recommendation that are off track now, whenever it was accepted."""
        rated = [(item, self.of(item)) for item in self.items(record) if isinstance(item, Indicator)]
        return [(item, rating) for item, rating in rated if rating.counts_as is Status.RED]

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
            word=status.word if in_force or not verdict.word else verdict.word,
            reason=reason,
            short=short,
            distance=verdict.distance,
            computed=verdict.status,
            override=in_force,
            expired=override if override and not in_force else None,
            illustrative=alone is not None,
            alone=alone,
            direction=self._direction(record, status, verdict, then),
            moved=self._moved(record),
            before=then,
            key=isinstance(record, Indicator) and record.key and not record.is_context,
            forecast=verdict.forecast,
            stood=None if in_force else verdict.stood,
            at_target=verdict.at_target,
            known=verdict.known,
            deciding=verdict.deciding,
        )

    def computed(self, record: Record) -> Status:
        """The status that the rules give, whatever is set by hand; nothing else of its rating is worked out."""
        return self._verdict(record).status

    def _verdict(self, record: Record) -> Verdict:
        found = self._verdicts.get(record.id)
        if found is None or (found[0] is not record and found[0] != record):
            found = self._verdicts[record.id] = record, self._judge(record)
        return found[1]

    def _judge(self, record: Record) -> Verdict:
        match record:
            case Indicator():
                return rules.indicator(self.plan, record)
            case Action():
                return action_rules.action(self.plan, record)
            case Milestone():
                return action_rules.milestone(self.plan, record)
            case Risk():
                return rules.risk(self.plan, record)
            case Recommendation():
                return rollup.recommendation(record, self._rated(record), self._slipped(record), self.plan.position)
            case Theme():
                return rollup.theme(self._rated(record), self.concerns(record), self._beside(record))
            case Programme():
                return rollup.programme(self._rated(record))
            case _:
                raise TypeError(f"{record.NAME} has no status")

    def _rated(self, record: Record) -> list[rollup.Item]:
        return [(item, self.of(item)) for item in self.items(record)]

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
        if self.before is None:
            return None
        if then is None:
            return Direction.NEW
        moves = {self.of(item).direction for item in verdict.deciding if not isinstance(item, Statement | Finding)}
        return direction(
            self.plan, self.before, record, status, DirectionBasis(then.status, moves), self._measured_as_then
        )

    def _moved(self, record: Record) -> str:
        if self.before is None or not isinstance(record, Indicator):
            return ""
        return moved_words(self.plan, self.before, record)

    def _measured_as_then(self, record: Record, *, counted: bool = False) -> Status:
        """How a record would stand by the yardsticks of that meeting; with `counted`, only by what counted then."""
        there = self._counted_as_then if counted else self._by_old_yardsticks
        old = there.plan.same(record)
        return there.of(old).status if old is not None else Status.NOT_RATED

    @cached_property
    def _by_old_yardsticks(self) -> Ratings:
        return self._measured(only_counted=False)

    @cached_property
    def _counted_as_then(self) -> Ratings:
        return self._measured(only_counted=True)

    def _measured(self, *, only_counted: bool) -> Ratings:
        """The statuses alone of today's records with yardsticks of the meeting; what these leave alone is shared."""
        assert self.before is not None
        there = Ratings(yardsticks_of(self.plan, self.before, only_counted=only_counted))
        there.__dict__["alone"] = there
        if there.plan.thresholds == self.plan.thresholds and there.plan.programme == self.plan.programme:
            stale = touched(self.plan, there.plan)
            there._verdicts = {key: verdict for key, verdict in self._verdicts.items() if key not in stale}
        return there


def _by_itself(plan: Plan) -> Ratings:
    """The ratings of a plan before, worked out once while it is kept."""
    if plan.by_itself is None:
        plan.by_itself = Ratings(plan)
    return plan.by_itself


def terms(plan: Plan) -> tuple[object, ...]:
    """What all ratings of a plan rest on: its day, its thresholds, its programme."""
    return plan.position, plan.thresholds, plan.programme


def touched(old: Plan, new: Plan, differing: Iterable[Record] | None = None) -> set[str]:
    """The keys of the records whose ratings may be others than they were: what differs, and what rests on it.

    `differing` are the records of both plans that the other does not hold so, where that is known already.
    """
    found: set[str] = set()
    for record in (*old.differing(new), *new.differing(old)) if differing is None else differing:
        match record:
            case Reading():
                found.add(record.indicator)
            case Override() | DateChange():
                found.add(record.record)
            case Dependency() | Milestone():
                found.update((record.id, record.action))
            case Link():
                found.update((record.item, record.serves))
            case Category():
                found.update(risk.id for plan in (old, new) for risk in plan.children(record, Risk, "category"))
            case Visit():
                found.update(finding.id for plan in (old, new) for finding in plan.children(record, Finding, "of"))
            case Body():
                found.update(action.id for plan in (old, new) for action in plan.all(Action))
            case Meeting():
                found.update(change.record for plan in (old, new) for change in plan.all(DateChange))
                found.update(key for plan in (old, new) for key in plan.log.moved)
            case _:
                found.add(record.id)
    found |= old.log.differing(new.log)
    for plan in (old, new):
        actions = [action for key in found if (action := plan.get(Action, key)) is not None]
        found.update(d.action for action in actions for d in plan.children(action, Dependency, "waits_for"))
    served = _served(old, new, found)
    found |= served | _served(old, new, served)  # an action answers a finding, which concerns a theme
    return found | {old.programme.id, new.programme.id} if found else found


def _there(old: Plan, new: Plan, key: str) -> Iterable[tuple[Plan, Record]]:
    return ((plan, record) for plan in (old, new) if (record := plan.find(key)) is not None)


def _served(old: Plan, new: Plan, keys: Iterable[str]) -> set[str]:
    return {link.serves for key in keys for plan, record in _there(old, new, key) for link in plan.links_from(record)}


def _number(theme: Theme) -> int:
    return theme.number or 0


def _known(verdict: Verdict) -> str:
    if verdict.known and verdict.status.rated and 2 * verdict.known[0] < verdict.known[1]:
        return f"{verdict.reason.removesuffix('.')}, on what is known ({verdict.known[0]} of {verdict.known[1]})."
    return verdict.reason
