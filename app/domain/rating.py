"""How a record stands, and why: computed when asked, never stored.

Over the verdict of a rule goes a status set by hand; beside it, what rests on illustrative values, and which way
the record moved (`direction`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from . import action_rules, rollup, rules
from .direction import DirectionBasis, direction, moved_words, yardsticks_of
from .doubts import why_not_rated
from .figures import capital
from .plan import Plan
from .records import (
    Action,
    Finding,
    Indicator,
    Milestone,
    Override,
    Programme,
    Recommendation,
    Record,
    Risk,
    Statement,
    Theme,
    Visit,
)
from .schedule import show_date
from .standing import Rating
from .status import Direction, Status, Verdict
from .validity import holds_until, in_either, same_terms, terms, touched

RATED = (Programme, Theme, Recommendation, Indicator, Action, Milestone, Risk)
"""The kinds of records that have a status."""

R = TypeVar("R", bound=Record)

__all__ = ["Direction", "Rating", "Ratings", "Status", "Verdict"]


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
        self._taken: dict[str, tuple[Record, Verdict]] = {}
        self._standings: dict[str, tuple[Record, rollup.ItemRating]] = {}
        self._earlier: dict[str, tuple[Record, rollup.ItemRating]] = {}
        self._until: dict[str, date] = {}
        self._lent: Callable[[Record], Verdict | None] | None = None
        self.then = _by_itself(before) if before else None

    def after(self, plan: Plan, before: Plan | None) -> Ratings:
        """The ratings of the plan as it is after an edit; those that rest on nothing that changed are kept."""
        new = Ratings(plan, None)
        new.before, new.then = before, self.then
        if before is not self.before or terms(self.plan) != terms(plan) or "_of_facts" not in self.__dict__:
            return Ratings(plan, before)
        stale, alone = touched(self.plan, plan), self._of_facts
        if alone is not None:
            new._of_facts = alone.after(plan.facts_only, before.facts_only if before else None)
            stale |= touched(alone.plan, plan.facts_only)
        elif plan.facts_only is not plan:
            return Ratings(plan, before)
        new._found, new._verdicts, new._taken = self._found.copy(), self._verdicts.copy(), self._taken.copy()
        kinds = set[type[Record]]()
        for key in stale:
            for kept in (new._found, new._verdicts, new._taken):
                kept.pop(key, None)
            kinds.update(type(record) for _, record in in_either(self.plan, plan, key))
        new._earlier = {key: each for key, each in self._standings.items() if key not in stale}
        self._earlier = {}  # or what is earlier than that would be kept with it
        new._standing = {at: those for at, those in self._standing.items() if at[0] not in kinds}
        return new

    def release(self) -> None:
        """Hold nothing any more, nor any ratings made for these: all of it goes at once, and nothing is asked again.

        They refer to themselves, so that otherwise they would stay until Python's collector of cycles comes by.
        """
        held, self.__dict__ = self.__dict__, {}
        for each in held.values():
            if isinstance(each, Ratings) and each.__dict__:
                each.release()

    @property
    def alone(self) -> Ratings:
        """The ratings of the facts only; itself when nothing is illustrative."""
        return self._of_facts or self

    @cached_property
    def _of_facts(self) -> Ratings | None:
        """None for itself: what holds itself is not let go of before somebody looks for circles."""
        before = self.before.facts_only if self.before else None
        if self.plan.facts_only is self.plan and before is self.before:
            return None
        return Ratings(self.plan.facts_only, before)

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
            those = tuple(record for record in self.plan.all(kind) if self._stands(record) is status)
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
            return self.plan.all(Theme)
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
        if finding.kind in ("progress", "observed") or self.plan.get(Visit, finding.of) is None:
            return False
        going = (Status.COMPLETE, Status.GREEN, Status.AMBER)
        return not any(self._item(action).status in going for action in self.plan.serving(finding, Action))

    def _counts(self, record: Record, item: Record) -> bool:
        match item:
            case Indicator():
                if self.plan.is_part(item):
                    return False
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
        figures = (each for each in self._rated(record) if isinstance(each[0], Indicator))
        return [each for each in figures if rollup.counts_as(each[1]) is Status.RED]

    def _rate(self, record: Record, *, compared: bool = True) -> Rating:
        """How a record stands; unless it is `compared`, without what it was at the meeting, and which way it moved."""
        verdict = self._verdict(record)
        status, reason = verdict.status, verdict.full_reason
        override, in_force = self.plan.override(record), self._in_force(record)
        if in_force and in_force.until:
            status = Status(in_force.status)
            because = in_force.reason.strip().removesuffix(".")
            until = show_date(in_force.until)
            reason = f"{status.word}, set by {in_force.by} until {until}: {because}. Computed: {reason}"
        alone = self._alone(record, verdict, status)
        before = self.before if compared else None
        then = self._then(record) if before else None
        return Rating(
            status=status,
            word=status.word if in_force or not verdict.word else verdict.word,
            reason=reason,
            short=self._short(record),
            distance=verdict.distance,
            computed=verdict.status,
            override=in_force,
            expired=override if override and not in_force else None,
            illustrative=alone is not None,
            alone=alone,
            direction=self._direction(record, status, verdict, then) if before else None,
            moved=moved_words(self.plan, before, record) if before and isinstance(record, Indicator) else "",
            before=then,
            key=_is_key(record),
            forecast=verdict.forecast,
            stood=None if in_force else verdict.stood,
            at_target=verdict.at_target,
            known=verdict.known,
            deciding=verdict.deciding,
        )

    def _short(self, record: Record) -> str:
        """The figures alone by which a record stands as it does; nothing else of its rating is worked out."""
        verdict, in_force = self._verdict(record), self._in_force(record)
        if in_force is None or in_force.until is None:
            return verdict.short
        return f"set by {in_force.by} until {show_date(in_force.until)}, computed {verdict.status.word.lower()}"

    def _in_force(self, record: Record) -> Override | None:
        by = self.plan.override(record)
        return by if by and by.until and not by.odd and self.plan.position <= by.until else None

    def _stands(self, record: Record) -> Status:
        """The status of a record; nothing else of its rating is worked out."""
        in_force = self._in_force(record)
        return Status(in_force.status) if in_force else self._verdict(record).status

    def computed(self, record: Record) -> Status:
        """The status that the rules give, whatever is set by hand; nothing else of its rating is worked out."""
        return self._verdict(record).status

    def _verdict(self, record: Record) -> Verdict:
        found = self._verdicts.get(record.id)
        if found is None or (found[0] is not record and found[0] != record):
            found = self._verdicts[record.id] = record, self._judge(record)
        return found[1]

    def _judge(self, record: Record) -> Verdict:
        if why := why_not_rated(self.plan, record):
            return Verdict(status=Status.NOT_RATED, reason=why, short="holds what is not believed")
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
                return rollup.recommendation(
                    record, self._rated(record), self._slipped(record), self.plan.position, self._short
                )
            case Theme():
                return rollup.theme(self._rated(record), self.concerns(record), self._beside(record), self._short)
            case Programme():
                return rollup.programme(self._rated(record), self._short)
            case _:
                raise TypeError(f"{record.NAME} has no status")

    def _rated(self, record: Record) -> list[rollup.Item]:
        found: list[rollup.Item] = []
        for item in self.items(record):
            known = self._standings.get(item.id)
            if known is None or known[0] is not item:
                known = self._standings[item.id] = item, self._item(item)
            found.append(known)
        return found

    def _item(self, item: Record) -> rollup.ItemRating:
        record, earlier = self._earlier.pop(item.id, (None, None)) if self._earlier else self._stood_then(item)
        if record is item and earlier is not None:
            return earlier
        verdict, set_by = self._counting(item), self._in_force(item)
        status, stood = (Status(set_by.status), None) if set_by else (verdict.status, verdict.stood)
        return rollup.ItemStanding(
            status, _is_key(item), verdict.forecast, stood, verdict.at_target, by_hand=set_by is not None
        )

    def _stood_then(self, item: Record) -> tuple[Record | None, rollup.ItemRating | None]:
        """An item and how it counted at the meeting before, where nothing has changed by which that may be another."""
        if self.then is None or self.may_have_moved(item) or self.plan.override(item):
            return None, None
        there, standing = self.then._standings.get(item.id, (None, None))
        return (item, standing) if there is not None and there is self.then.plan.same(item) else (None, None)

    def _counting(self, record: Record) -> Verdict:
        """A verdict whose status holds, but whose words may be those of the meeting before."""
        found = self._verdicts.get(record.id) or self._taken.get(record.id)
        if found is not None and found[0] is record:
            return found[1]
        if (taken := (self._lent or self._as_then)(record)) is None:
            return self._verdict(record)
        self._taken[record.id] = record, taken
        return taken

    def _as_then(self, record: Record) -> Verdict | None:
        """The verdict of the meeting before where nothing has changed by which it could be another; else None."""
        if self.then is None or self.may_have_moved(record):
            return None
        old = self.then.plan.same(record)
        return self.then._verdict(old) if old else None

    def may_have_moved(self, record: Record) -> bool:
        """Whether the rules may give a record another status than at the meeting before."""
        if self.then is None or not self._same_terms or record.id in self.stale:
            return True
        until = self.then._until.get(record.id)
        if until is None:
            old = self.then.plan.same(record)
            until = self.then._until[record.id] = holds_until(self.then.plan, old) if old else self.then.plan.position
        return self.plan.position >= until

    @cached_property
    def differing(self) -> tuple[Sequence[Record], Sequence[Record]]:
        """What the plan holds otherwise than at the meeting: as it is now, and as it was then."""
        if self.before is None:
            return (), ()
        return tuple(self.plan.differing(self.before)), tuple(self.before.differing(self.plan))

    @cached_property
    def stale(self) -> set[str]:
        """The keys of the records of which something changed since the meeting by which they are rated."""
        return touched(self.plan, self.before, chain(*self.differing)) if self.before else set()

    @cached_property
    def _same_terms(self) -> bool:
        return bool(self.before and self.before.position <= self.plan.position and same_terms(self.plan, self.before))

    def _alone(self, record: Record, verdict: Verdict, status: Status) -> Rating | None:
        """What the facts give where it differs. How many items are known may differ: that alone is no other result."""
        if self.alone is self:
            return None
        fact = self.plan.fact(record)
        if fact is None:
            reason = f"{capital(record.name)} is not in the report: not rated."
            return Rating(status=Status.NOT_RATED, computed=Status.NOT_RATED, reason=reason)
        same = self.alone._stands(fact) is status and self.alone._verdict(fact).reason == verdict.reason
        return None if same else self.alone._rate(fact, compared=False)

    def _then(self, record: Record) -> Rating | None:
        if self.then is None or self.before is None:
            return None
        old = self.before.same(record)
        return self.then.of(old) if old else None

    def _direction(self, record: Record, status: Status, verdict: Verdict, then: Rating | None) -> Direction | None:
        if then is None or self.before is None:
            return Direction.NEW
        moves = (self._way(item) for item in verdict.deciding if not isinstance(item, Statement | Finding))
        return direction(
            self.plan, self.before, record, status, DirectionBasis(then.status, moves), self._measured_as_then
        )

    def _way(self, item: Record) -> Direction | None:
        """The direction of an item; of one of which nothing changed its rating is not worked out for that."""
        if self.then and not isinstance(item, Theme) and self._as_then(item) and item.id not in self._found:
            old = self.then.plan.same(item)
            if old and self._item(item).status is self.then._item(old).status:
                return Direction.SAME
        return self.of(item).direction

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
        there = Ratings(yardsticks_of(self.plan, self.before, self.differing, only_counted=only_counted))
        there._of_facts = None
        if same_terms(there.plan, self.plan) and there.plan.programme == self.plan.programme:
            stale = touched(self.plan, there.plan)
            there._verdicts = {key: verdict for key, verdict in self._verdicts.items() if key not in stale}
            there._lent = lambda record: None if record.id in stale else self._as_then(record)
        return there


def _by_itself(plan: Plan) -> Ratings:
    """The ratings of a plan before, worked out once while it is kept; they do not say what of them is illustrative."""
    if plan.by_itself is None:
        plan.by_itself = Ratings(plan)
        plan.by_itself._of_facts = None
    return plan.by_itself


def _is_key(record: Record) -> bool:
    return isinstance(record, Indicator) and record.key and not record.is_context
