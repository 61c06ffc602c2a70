"""What changed between two moments of a plan, a sentence for each record that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from . import kinds
from .figures import capital, listed, short_name
from .frozen import Frozen
from .meaning import CLOSED, FIGURES, FOLDED, MEANINGS, MOVED, RESCORED, RESTATED, SLIPPED, YARDSTICKS, Fact, FieldEdit
from .meetings import meeting_name
from .order import place
from .plan import Plan
from .rating import Direction, Rating, Ratings
from .records import (
    KINDS,
    Action,
    Attachment,
    Audit,
    BudgetLine,
    Decision,
    Finding,
    Indicator,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Partner,
    PartnerReport,
    Programme,
    Question,
    Recommendation,
    Record,
    Risk,
    ScaleCell,
    Settlement,
    Stage,
    Statement,
    Theme,
    Thresholds,
    Visit,
)
from .schedule import show_date
from .since_facts import about, facts_of
from .since_parts import Belonging
from .since_ties import Strands
from .status import Status
from .thread import actions_of
from .wording import in_one_line

RATED = (Indicator, Risk, Action, Milestone, Recommendation, Theme, Programme)
ADDED_UP = (Recommendation, Theme, Programme)
_FIRST = (
    *(Programme, Theme, Indicator, Statement, Visit, Audit, Finding, PartnerReport, Risk, Action, Milestone),
    *(Recommendation, Decision, Question, Meeting, BudgetLine, NextStep, Objective, Attachment, Partner, Settlement),
    Stage,
)
_KINDS = {kind: at for at, kind in enumerate((*_FIRST, *(kind for kind in KINDS if kind not in _FIRST)))}
"""The order of kinds within a group: themes before their items, what happened before what follows from it."""
_GROUPS = {means: at for at, means in enumerate(MEANINGS)}
_DIRECTIONS = (
    *(Direction.WORSE, Direction.LESS_KNOWN, Direction.MEASURED_DIFFERENTLY, Direction.BETTER, Direction.NEW),
    *(Direction.NO_REAL_CHANGE, Direction.SAME, None),
)
"""The directions in the order in which they are told: what a board is to worry about first."""
_BY_FIGURE = frozenset((Direction.BETTER, Direction.WORSE, Direction.NO_REAL_CHANGE))
"""The directions that a figure gives by itself."""
MOVES = (FIGURES, RESTATED, RESCORED, CLOSED, SLIPPED, YARDSTICKS)
"""The groups of what can move a status by itself, and is told with it, as is what is better or worse itself; before
anything else the status is told."""
ASIDE = ("edited", "renamed", "mark", "position", "attendance")
"""The words of what never moves a status by itself, and is told after one that moved."""


class Change(Frozen):
    """One record's change since the moment before.

    Attributes:
        record: as it is now; as it was, when it is gone.
        name: what the record is called.
        said: what changed, after the name: "74 %, 49 % in July".
        word: one word for it: "better", "worse", "new", "done", "closed", "slipped", "reassigned", ...
        detail: what else changed, how the status moved and why, and the fields that were edited; or empty.
        direction: None where the change is neither good nor bad.
        illustrative: without illustrative values this would not be said, or not so.
        moved: the status before and now, where it moved.
        means: one of `meaning.MEANINGS`: what the change amounts to.
        edits: the fields that are told by their names alone, as they were and are.
    """

    record: Record
    name: str
    said: str
    word: str
    detail: str = ""
    direction: Direction | None = None
    illustrative: bool = False
    moved: tuple[Status, Status] | None = None
    means: str = ""
    edits: tuple[FieldEdit, ...] = ()

    @property
    def fact(self) -> str:
        """What changed, where the name stands above it: "74 %, 49 % in July"."""
        return capital(self.said.removeprefix(", "))

    @property
    def text(self) -> str:
        """Name and what changed: "Contacts with an initial decision within 1 day: 74 %, 49 % in July"."""
        return f"{self.name}{'' if self.said.startswith(',') else ': '}{self.said}"


class FoldedChanges(NamedTuple):
    """A list of changes as it is shown: those that move something, and the rest by its number.

    Attributes:
        first: shown one by one.
        rest: shown when somebody asks for them.
    """

    first: Sequence[Change]
    rest: Sequence[Change]

    @property
    def words(self) -> str:
        """Such as "41 edits of wording"; empty where nothing is folded."""
        counts = Counter(change.means for change in self.rest)
        said: list[str] = []
        for means, of in FOLDED.items():
            if count := counts[means]:
                noun = "" if said else " edit" if count == 1 else " edits"
                said.append(f"{count:,}{noun} {of}")
        return listed(said)


def fold(found: Sequence[Change]) -> FoldedChanges:
    """Changes in their order, with those folded that move nothing.

    Where there is nothing else they are all shown; and so is a single one, which takes no more room than its number.
    """
    first = [change for change in found if change.means not in FOLDED]
    rest = [change for change in found if change.means in FOLDED]
    return FoldedChanges(first, rest) if first and len(rest) > 1 else FoldedChanges(found, ())


def changes(plan: Plan, before: Plan | None, ratings: Ratings) -> list[Change]:
    """What changed from `before` to `plan`; nothing when there is no moment before.

    `ratings` are those of `plan` against `before`. One change for each record: its most telling fact is the text,
    the others are in the detail. A status that moved is told with its cause: what changed of the record, or time that
    passed, a status set by hand, other thresholds, the items under it. Looked at is only what differs between the two,
    and what time or thresholds can have moved.

    What matters most comes first: statuses that moved, then figures, then the rest, and last what moves nothing
    (`fold`); of each the programme and the themes before what is under them, and what is worse before what is better.
    """
    if before is None:
        return []
    found = list(_Changes(plan, before, ratings).every())
    alone = ratings.alone
    if alone is not ratings and alone.before:
        only = {change.record.id for change in found}
        facts = {(c.record.id, *_words(c)) for c in _Changes(alone.plan, alone.before, alone).every(only)}
        found = [c if (c.record.id, *_words(c)) in facts else replace(c, illustrative=_rests(c)) for c in found]
    return sorted(found, key=_place)


def _words(change: Change) -> tuple[str, ...]:
    return change.text, change.detail


def _rests(change: Change) -> bool:
    """Whether a change rests on illustrative values that the facts alone do not make; a mark that fell does not."""
    return change.word != "mark"


def _place(change: Change) -> tuple[int, int, int, int, tuple[object, ...]]:
    level = min(_KINDS[type(change.record)], 2)
    direction = change.direction
    if direction is None and change.moved:
        was, now = (status.rank for status in change.moved)
        direction = Direction.WORSE if now < was else Direction.BETTER
    way = _DIRECTIONS.index(direction)
    return _GROUPS[change.means], level, way, _KINDS[type(change.record)], place(change.record)


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
        self.here, self.gone = ratings.differing
        self.strands = Strands.between(self.here, self.gone)
        self.belonging = Belonging(plan, before, self.here, self.gone)
        self.other_day = plan.position != before.position
        self.other_terms = plan.thresholds != before.thresholds or not plan.scale.rates_as(before.scale)

    def every(self, only: Collection[str] | None = None) -> Iterator[Change]:
        """Every change, in no order; or those of the records with these keys."""
        looked_at = self.belonging.alone
        for record in looked_at.values():
            if only is not None and record.id not in only:
                continue
            if (now := self.plan.same(record)) is not None:
                yield from self._of(now, tell=True)
            else:
                yield self._lost(record)
        for kind in RATED:
            for record in self.plan.unordered(kind):
                wanted = record.id not in looked_at and (only is None or record.id in only)
                if wanted and self._may_move(record):
                    yield from self._of(record, tell=False)

    def _lost(self, old: Record) -> Change:
        said, word = "removed from the plan", "removed"
        if isinstance(old, Settlement):
            said, word = "no longer settled", "reopened"
        return Change(record=old, name=_name(self.before, old), said=said, word=word, means=Fact(said, word).means)

    def _may_move(self, record: Record) -> bool:
        """Whether a record of which nothing changed may stand otherwise."""
        until = override.until if (override := self.plan.override(record)) else None
        expired = until is not None and (until < self.before.position) is not (until < self.plan.position)
        return expired or isinstance(record, ADDED_UP) or self.ratings.may_have_moved(record)

    def _of(self, record: Record, *, tell: bool) -> Iterator[Change]:
        """The change of a record, if there is any; with `tell`, not only of its status."""
        old = self.before.same(record)
        parts = self.belonging.parts.get(record.id, ())
        facts = facts_of(self.plan, self.before, record, old, self.strands, parts) if tell else []
        now = self.ratings.of(record) if isinstance(record, RATED) and old is not None else None
        if now and isinstance(record, Indicator):
            facts = [_as_rated(fact, now) for fact in facts]
        then = now.before if now else None
        moved = (then.status, now.status) if now and then and now.status is not then.status else None
        if moved and now and then and now.override != then.override:
            facts = [fact for fact in facts if fact.word != "by hand"]  # the cause says so
        if not facts and not moved:
            return
        name = _name(self.plan, record)
        weighty = [fact for fact in facts if not _is_aside(fact)]
        facts = [*weighty, *(fact for fact in facts if fact not in weighty)]
        edits = tuple(edit for fact in facts for edit in fact.edits)
        first = facts[0] if facts else None
        before: list[str] = []
        if now and then and moved and old:
            said = f"{moved[1].word.lower()}, {moved[0].word.lower()} before"
            cause = self._cause(now, then, old, weighty)
            if first is not None and not _is_aside(first) and (first.direction or first.means in MOVES):
                stands = f"Now {said}{f': {cause[0].lower()}{cause[1:]}' if cause else ''}"
                before = [*_told(weighty[1:]), stands]
            else:
                direction = now.direction or Direction.SAME
                first = Fact(said, direction.value, direction)
                before = [*filter(None, (cause,)), *_told(weighty)]
        else:
            before = _told(weighty[1:])
        assert first is not None
        yield Change(
            record=record, name=name, said=first.said, word=first.word,
            detail=in_one_line([*before, *_named(facts, first)]), direction=first.direction, moved=moved,
            means=MOVED if moved else first.means, edits=edits,
        )  # fmt: skip

    def _cause(self, now: Rating, then: Rating, old: Record, facts: Sequence[Fact]) -> str:
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
        terms: dict[type[Record], Sequence[Record]] = {
            kind: self.plan.unordered(kind) for kind in (Thresholds, ScaleCell)
        }
        return Ratings(self.before.changed(terms).at(self.plan.position))


def _as_rated(fact: Fact, now: Rating) -> Fact:
    """A fact of a new figure, called better or worse only where the indicator's own direction says so."""
    if now.direction and fact.means == FIGURES and {fact.direction, now.direction} <= _BY_FIGURE:
        return fact._replace(word=now.direction.value, direction=now.direction)
    return fact


def _told(facts: Sequence[Fact]) -> list[str]:
    """What is told in a sentence of its own."""
    return [capital(fact.said) for fact in facts]


def _named(facts: Sequence[Fact], called_by: Fact) -> Iterator[str]:
    """What is told last: what was and is of the fields that are only named, then whatever else moves nothing.

    Of the fact that the change is called by, only what was and is; of sources beside anything else, not which.
    """
    for fact in facts:
        words = [edit.words for edit in fact.edits if edit.words]
        if fact.word == "source" and fact is not called_by:
            words = []
        if fact is not called_by and not words and _is_aside(fact):
            yield capital(fact.said)
        yield from words


def _is_aside(fact: Fact) -> bool:
    return fact.means in FOLDED or fact.word in ASIDE


def _name(plan: Plan, record: Record) -> str:
    if isinstance(record, Settlement):
        return capital(about(plan, record))
    if isinstance(record, Meeting):
        return meeting_name(plan, record)
    if isinstance(record, Theme | Recommendation | Decision | Question):
        return record.name
    kind = kinds.KINDS[type(record)]
    above = plan.find(getattr(record, kind.belongs)) if kind.nameless else None
    if above is None:
        return capital(short_name(record))
    name = meeting_name(plan, above) if isinstance(above, Meeting) else short_name(above)
    said, _ = (kind.ties or {})[kind.belongs]
    return f"{capital(short_name(record))} ({said.removeprefix('is ')} “{name}”)"
