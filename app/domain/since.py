"""What changed between two moments of a plan, a sentence for each record that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from .figures import called, capital
from .frozen import Frozen
from .meaning import MOVED, Fact
from .plan import Plan
from .rating import Direction, Rating, Ratings, touched
from .records import (
    Action,
    Attachment,
    Audit,
    BudgetLine,
    Confidence,
    Decision,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Override,
    Partner,
    PartnerReport,
    Programme,
    Question,
    Reading,
    Recommendation,
    Record,
    Risk,
    Settlement,
    Stage,
    Statement,
    Theme,
    Thresholds,
    Visit,
)
from .schedule import show_date
from .since_facts import about, facts_of
from .since_ties import Strands
from .status import Status
from .thread import actions_of

RATED = (Indicator, Risk, Action, Milestone, Recommendation, Theme, Programme)
ADDED_UP = (Recommendation, Theme, Programme)
KINDS = (
    *(Indicator, Statement, Visit, Audit, Finding, PartnerReport, Risk, Action, Milestone, Recommendation),
    *(Decision, Question, Meeting, BudgetLine, NextStep, Objective, Attachment, Partner, Settlement, Stage, Theme),
    *(Programme, Thresholds),
)
"""The kinds whose changes are told, in this order: what happened, then what follows from it."""

_ORDER = (Direction.WORSE, Direction.BETTER, Direction.NEW, Direction.SAME, None)


class Change(Frozen):
    """One record's change since the moment before.

    Attributes:
        record: as it is now; as it was, when it is gone.
        text: what changed: "Contacts with an initial decision within 1 day: 74 %, 49 % in July".
        word: one word for it: "better", "worse", "new", "done", "closed", "slipped", "reassigned", ...
        detail: what else changed, how the status moved and why; or empty.
        direction: None where the change is neither good nor bad.
        illustrative: without illustrative values this would not be said, or not so.
        moved: the status before and now, where it moved.
        means: one of `meaning.MEANINGS`: what the change amounts to.
    """

    record: Record
    text: str
    word: str
    detail: str = ""
    direction: Direction | None = None
    illustrative: bool = False
    moved: tuple[Status, Status] | None = None
    means: str = ""


def changes(plan: Plan, before: Plan | None, ratings: Ratings) -> list[Change]:
    """What changed from `before` to `plan`; nothing when there is no moment before.

    `ratings` are those of `plan` against `before`. One change for each record: its most telling fact is the text,
    the others are in the detail. A status that moved is told with its cause: what changed of the record, or time that
    passed, a status set by hand, other thresholds, the items under it. Looked at is only what differs between the two,
    and what time or thresholds can have moved.
    """
    if before is None:
        return []
    found = list(_Changes(plan, before, ratings).every())
    alone = ratings.alone
    if alone is not ratings and alone.before:
        facts = {(c.record.id, c.text, c.detail) for c in _Changes(alone.plan, alone.before, alone).every()}
        found = [c if (c.record.id, c.text, c.detail) in facts else replace(c, illustrative=True) for c in found]
    return sorted(found, key=lambda c: (KINDS.index(type(c.record)), _ORDER.index(c.direction)))


def of_theme(plan: Plan, before: Plan | None, theme: Theme, found: Sequence[Change]) -> list[Change]:
    """Of changes those of a theme and of what serves it, then or now."""
    keys = {theme.id}
    for each in (plan, before):
        if each is not None:
            keys.update(link.item for link in each.links_to(theme))
            keys.update(action.id for action in actions_of(each, theme))
    return [change for change in found if keys & {change.record.id, _above(change.record)}]


def _above(record: Record) -> str:
    """The key of what a record is a part of, or empty."""
    match record:
        case Milestone():
            return record.action
        case Objective():
            return record.theme
        case _:
            return ""


class _Changes:
    """What changed from one plan to another."""

    def __init__(self, plan: Plan, before: Plan, ratings: Ratings):
        self.plan, self.before, self.ratings = plan, before, ratings
        self.here, self.gone = list(plan.differing(before)), list(before.differing(plan))
        self.strands = Strands.between(self.here, self.gone)
        self.other_day = plan.position != before.position
        self.other_terms = plan.thresholds != before.thresholds

    def every(self) -> Iterator[Change]:
        """Every change, by kind."""
        looked_at = self._concerned()
        stale = touched(self.plan, self.before, (*self.here, *self.gone))
        for kind in KINDS:
            for record in self.plan.all(kind):
                if record.id in looked_at:
                    yield from self._of(record, tell=True)
                elif isinstance(record, RATED) and self._may_move(record, stale):
                    yield from self._of(record, tell=False)
        lost = [old for old in self.gone if type(old) in KINDS and self.plan.same(old) is None]
        for old in sorted(lost, key=lambda old: KINDS.index(type(old))):
            said, word = "removed from the plan", "removed"
            if isinstance(old, Settlement):
                said, word = "no longer settled", "reopened"
            yield Change(record=old, text=f"{_name(self.before, old)}: {said}", word=word, means=Fact(said, word).means)

    def _concerned(self) -> set[str]:
        """The keys of the records of which something changed: themselves, or what is told with them."""
        found: set[str] = set()
        for record in (*self.here, *self.gone):
            match record:
                case Reading():
                    found.add(record.indicator)
                case Link():
                    found.update((record.item, record.serves))
                case Dependency():
                    found.add(record.action)
                case Override() | Confidence():
                    found.add(record.record)
                case _:
                    found.add(record.id)
        return found

    def _may_move(self, record: Record, stale: set[str]) -> bool:
        """Whether a record of which nothing changed may stand otherwise."""
        if record.id in stale or self.other_terms or isinstance(record, ADDED_UP):
            return True
        if not self.other_day:
            return False
        if isinstance(record, Action | Milestone) and (record.due is None or record.done):
            return self.plan.override(record) is not None
        return not isinstance(record, Risk) or self.plan.override(record) is not None

    def _of(self, record: Record, *, tell: bool) -> Iterator[Change]:
        """The change of a record, if there is any; with `tell`, not only of its status."""
        old = self.before.same(record)
        facts = list(facts_of(self.plan, self.before, record, old, self.strands)) if tell else []
        now = self.ratings.of(record) if isinstance(record, RATED) and old is not None else None
        then = now.before if now else None
        moved = (then.status, now.status) if now and then and now.status is not then.status else None
        if moved:
            facts = [fact for fact in facts if fact.word != "by hand"]  # the cause says so
        if not facts and not moved:
            return
        name, cause = _name(self.plan, record), ""
        if now and then and moved and old:
            cause = self._cause(now, then, old, facts)
        if facts:
            first, *others = facts
            said = [capital(fact.said) for fact in others]
            if moved:
                because = f": {cause[0].lower()}{cause[1:]}" if cause else ""
                said.append(f"Now {moved[1].word.lower()}, {moved[0].word.lower()} before{because}")
            yield Change(
                record=record, text=f"{name}{first.said if first.said[0] == ',' else ': ' + first.said}",
                word=first.word, detail=". ".join(said), direction=first.direction, moved=moved,
                means=MOVED if moved else first.means,
            )  # fmt: skip
        elif now and moved:
            direction = now.direction or Direction.SAME
            yield Change(
                record=record, text=f"{name}: {moved[1].word.lower()}, {moved[0].word.lower()} before",
                word=direction.value, detail=cause, direction=direction, moved=moved, means=MOVED,
            )  # fmt: skip

    def _cause(self, now: Rating, then: Rating, old: Record, facts: list[Fact]) -> str:
        """Why a status moved; empty where what changed of the record says it."""
        stands = now.short or now.reason.removesuffix(".")
        if now.override != then.override:
            if now.override:
                return f"Set by {now.override.by}: {now.override.reason.strip().removesuffix('.')}"
            if now.expired and now.expired.until:
                return f"The status set by hand expired on {show_date(now.expired.until)}: {stands}"
            return f"The status set by hand was taken away: {stands}"
        if now.known:
            return capital(stands)
        if self.other_day and self._aged.computed(old) is now.computed:
            return f"Time passed: {stands}"
        if self.other_terms and self._aged_by_these_terms.computed(old) is now.computed:
            return f"The thresholds changed: {stands}"
        return "" if facts else capital(stands)

    @cached_property
    def _aged(self) -> Ratings:
        """How the records before would stand today."""
        return Ratings(self.before.at(self.plan.position))

    @cached_property
    def _aged_by_these_terms(self) -> Ratings:
        terms = self.plan.unordered(Thresholds)
        return Ratings(self.before.changed({Thresholds: terms}).at(self.plan.position))


def _name(plan: Plan, record: Record) -> str:
    if isinstance(record, Settlement):
        return capital(about(plan, record))
    return record.name if isinstance(record, Theme | Recommendation | Decision | Question) else capital(called(record))
