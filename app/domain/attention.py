"""What a board should look at now; `coming` says what lies ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from . import asked
from .action_rules import held_up
from .bar import bar
from .broken_rules import broken_rules, number_word
from .clashes import Clash
from .coming import Coming, coming_up
from .disputes import Dispute, disputes
from .figures import capital, counted, during, figure, lies_ahead, listed, opening, short_name
from .frozen import Frozen
from .lazy import Lazy
from .plan import Plan
from .rating import RATED, Rating, Ratings, Status
from .records import (
    STATUSES,
    Action,
    Finding,
    Indicator,
    Meeting,
    Milestone,
    Objective,
    Override,
    Reading,
    Recommendation,
    Record,
    Risk,
    ScaleCell,
    Theme,
    Visit,
    reason_given,
)
from .risk import cell_of, from_the_highest, outside, score_of, with_score
from .schedule import PartialDate, days, show_date
from .scoring import asks_why, unmoved
from .series import late, stale
from .thread import gaps

__all__ = ["Attention", "Coming", "coming_up", "needs_attention"]

NAMED = 3
"""How many records of a group are named."""


class Attention(Frozen):
    """One thing to look at.

    Attributes:
        status: gives the mark: off track, at risk, or not rated for what is missing.
        what: the thing itself: "Management oversight: 7.1 points below target".
        why: what lies behind it: figures, names, who set it.
        kind: one or two words: "Indicator", "Action", "Risks", "Settle".
        records: what it is about; where a click leads.
        illustrative: without illustrative values this would not be said, or not so.
        to_settle: what is to be settled, where sources or copies disagree.
    """

    status: Status
    what: str
    why: str
    kind: str
    records: tuple[Record, ...]
    illustrative: bool = False
    to_settle: Dispute | Clash | None = None


class _Found(NamedTuple):
    """Something to look at that is not put into words yet."""

    records: tuple[Record, ...]
    say: Callable[[], Attention]


_Noticed = _Found | Indicator | Action | Milestone | Risk
"""Something to look at; a record itself where it is off track, of which there may be thousands."""


def needs_attention(plan: Plan, ratings: Ratings) -> Sequence[Attention]:
    """What is off track, overdue or falls due, what has expired, what is asked, what contradicts, what is missing.

    What is found is known at once; each is put into words when it is asked for.
    """
    found, alone = [*_off_track(plan, ratings), *_attention(plan, ratings)], ratings.alone
    if alone is ratings:
        return Lazy(found, partial(_said_of, ratings))
    return Lazy(found, _Facts(ratings, alone).compared)


class _Facts:
    """What the facts alone would have one look at."""

    def __init__(self, ratings: Ratings, alone: Ratings):
        self.ratings, self.alone = ratings, alone

    @cached_property
    def found(self) -> dict[tuple[str, ...], list[_Found]]:
        found: dict[tuple[str, ...], list[_Found]] = defaultdict(list)
        for each in _attention(self.alone.plan, self.alone):
            found[_keys(each)].append(each)
        return found

    def compared(self, found: _Noticed) -> Attention:
        """It in words, and whether the facts alone say otherwise."""
        said = _said_of(self.ratings, found)
        if isinstance(found, _Found):
            others: list[_Noticed] = [*self.found.get(_keys(found), ())]
        else:
            fact = self.alone.plan.same(found)
            others = [fact] if fact is not None and self.alone.of(fact).status is Status.RED else []
        facts = [(fact.what, fact.why) for each in others for fact in (_said_of(self.alone, each),)]
        return replace(said, illustrative=(said.what, said.why) not in facts)


def _said_of(ratings: Ratings, found: _Noticed) -> Attention:
    return found.say() if isinstance(found, _Found) else _off(ratings.plan, ratings, found)


def _keys(found: _Found) -> tuple[str, ...]:
    return tuple(record.id for record in found.records)


def unsettled(plan: Plan) -> Iterator[Attention]:
    """What copies and what sources disagree about; the same as among all that needs attention, without the rest."""
    yield from _clashing(plan)
    yield from _disagreeing(plan)


def _attention(plan: Plan, ratings: Ratings) -> Iterator[_Found]:
    """All but what is off track."""
    yield from _due(plan, ratings)
    yield from _still(plan, ratings)
    told = (*_expired(plan, ratings), *_asked(plan), *_clashing(plan), *_disagreeing(plan), *_untied(plan))
    yield from (_Found(each.records, lambda a=each: a) for each in (*told, *_missing(plan)))


def _off_track(plan: Plan, ratings: Ratings) -> Iterator[Indicator | Action | Milestone | Risk]:
    """Key indicators first, then the other indicators, actions and milestones, and risks from the highest score."""
    red = Status.RED
    yield from sorted(ratings.standing(Indicator, red), key=lambda i: not i.key)
    yield from ratings.standing(Action, red)
    yield from ratings.standing(Milestone, red)
    yield from from_the_highest(plan, ratings.standing(Risk, red))


def _off(plan: Plan, ratings: Ratings, record: Record) -> Attention:
    rating = ratings.of(record)
    late = "overdue" in rating.distance
    by_pace = isinstance(record, Action | Milestone) and not late
    what = "behind its pace" if by_pace else rating.distance
    return _one(record, rating, "off track" if rating.override else what, behind(plan, record, rating))


def behind(plan: Plan, record: Record, rating: Rating) -> str:
    """What a board asks next about something that is off track or late: the figures behind it, and its owner."""
    if rating.override:
        return rating.reason
    owner = getattr(record, "owner", "")
    by = f"Owner: {owner}" if owner else "No owner"
    if isinstance(record, Indicator):
        reading = plan.latest(record)
        against = bar(record, reading, plan)
        if reading and reading.period and reading.value is not None and against:
            about = "about " if reading.about else ""
            figures = f"{figure(reading.value, record.unit)} against {against.figure(record.unit)}"
            return f"{capital(about + figures)} {during(reading.period)}. {by}"
    if isinstance(record, Risk) and (cell := cell_of(record)) is not None:
        likelihood, impact = plan.scale.level("likelihood", cell[0]), plan.scale.level("impact", cell[1])
        return f"{likelihood}, with {impact.lower()} impact. {by}"
    if isinstance(record, Milestone):
        action = plan.find(record.action)
        due = f"Due {record.due}" if record.due else "No due date"
        return f"{due}. Milestone of {short_name(action)}" if action else due
    if isinstance(record, Action):
        said = _after_title(record, rating).removesuffix(f", {rating.status.word.lower()}")
        return f"{capital(said)}. {by}"
    return by


def _due(plan: Plan, ratings: Ratings) -> Iterator[_Found]:
    """Actions and milestones that are overdue, fall due or are blocked, and risks whose review is overdue, by day."""
    position, soon = plan.position, plan.thresholds.due_soon_days
    found: list[tuple[date, _Found]] = []
    for record in (*ratings.standing(Action, Status.AMBER), *ratings.standing(Milestone, Status.AMBER)):
        rating = ratings.of(record)
        near = record.due is not None and (record.due.last - position).days <= soon
        blocked = isinstance(record, Action) and bool(held_up(plan, record))
        if near or blocked or "no update" in rating.short or "its date" in rating.short:
            what = rating.distance if near else "blocked" if blocked else "at risk"
            day = record.due.last if record.due else date.max
            found.append((day, _Found((record,), partial(_at_risk, plan, record, rating, what))))
    found += [
        (risk.review.last, _Found((risk,), partial(_unreviewed, risk, risk.review, position)))
        for risk in plan.all(Risk)
        if risk.review and not risk.is_closed and risk.review.last < position
    ]
    yield from (each for _, each in sorted(found, key=lambda pair: pair[0]))


def _at_risk(plan: Plan, record: Record, rating: Rating, what: str) -> Attention:
    return _one(record, rating, what, behind(plan, record, rating))


def _unreviewed(risk: Risk, review: PartialDate, position: date) -> Attention:
    return Attention(
        status=Status.AMBER,
        what=f"{capital(short_name(risk))}: review {days((position - review.last).days)} overdue",
        why=f"Review was due {review}" + (f". Owner: {risk.owner}" if risk.owner else ". No owner"),
        kind="Review",
        records=(risk,),
    )


def _expired(plan: Plan, ratings: Ratings) -> Iterator[Attention]:
    for override in plan.all(Override):
        record = plan.find(override.record)
        if not isinstance(record, RATED):
            continue
        rating = ratings.of(record)
        if rating.expired is not None:
            day = f" on {show_date(override.until)}" if override.until else ""
            yield Attention(
                status=rating.status,
                what=f"{capital(short_name(record))}: the status set by hand expired{day}",
                why=f"{STATUSES[override.status]} by {override.by}, {override.reason.strip().removesuffix('.')}."
                f" Computed: {rating.computed.word.lower()}",
                kind="Settle",
                records=(record,),
            )


def _asked(plan: Plan) -> Iterator[Attention]:
    """Questions that their meeting did not answer, and suggested statuses that wait for a yes or no."""
    for question, standing in asked.waiting(plan):
        about = plan.find(question.record)
        about = (plan.find(about.indicator) if isinstance(about, Reading) else about) or about
        suggests = question.kind == "status"
        meeting = plan.get(Meeting, question.meeting)
        if suggests:
            named = asked.about_words(plan, question)
            what = f"{named}: {STATUSES[question.status].lower()} is suggested and waits for a yes or no"
            why = f"{question.by}: {opening(question.text)}"
            shown = about or meeting or question
        else:
            what = f"{question.kind.capitalize()} not answered: {opening(question.text)}"
            why = f"About {asked.about_words(plan, question)}. {question.by}. {standing.said}"
            shown = meeting or about or question
        kind = "Answer" if suggests else question.kind.capitalize()
        yield Attention(status=Status.AMBER, what=what, why=why, kind=kind, records=(shown,))


def _clashing(plan: Plan) -> Iterator[Attention]:
    """What copies disagree about, and what contradicts itself or is there twice, as when they were brought together."""
    for clash in plan.clashes:
        yield Attention(
            status=Status.AMBER,
            what=f"{capital(number_word(len(clash.versions)))} copies disagree: {clash.about}",
            why=capital("; ".join(version.short for version in reversed(clash.versions))),
            kind="Settle",
            records=(clash.record,),
            to_settle=clash,
        )
    for broken in broken_rules(plan):
        yield Attention(status=Status.AMBER, what=broken.what, why=broken.why, kind=broken.kind, records=broken.records)


def _disagreeing(plan: Plan) -> Iterator[Attention]:
    """Values of which sources say different things, and which nobody has settled."""
    for dispute in disputes(plan):
        yield Attention(
            status=Status.AMBER,
            what=f"{capital(number_word(len(dispute.statements)))} sources disagree: {dispute.about}",
            why="; ".join(f"{p.source}: {p.statement.strip().removesuffix('.')}" for p in dispute.statements),
            kind="Settle",
            records=(dispute.record,),
            to_settle=dispute,
        )


_UNTIED: dict[type[Record], tuple[str, str]] = {
    Finding: ("is answered by no action", "are answered by no action"),
    Recommendation: ("is served by no action", "are served by no action"),
    Risk: ("has no mitigation", "have no mitigation"),
    Action: ("serves nothing", "serve nothing"),
    Indicator: ("is acted on by nobody", "are acted on by nobody"),
}


def _untied(plan: Plan) -> Iterator[Attention]:
    """Where the golden thread is broken, grouped by kind.

    In a plan without anything to serve, no action is reproached for serving nothing; nor is an indicator where nobody
    says of any action what it acts on.
    """
    missing: dict[type[Record], list[Record]] = defaultdict(list)
    for gap in gaps(plan):
        missing[type(gap.record)].append(gap.record)
    if not (plan.all(Theme) or plan.all(Objective) or plan.all(Recommendation)):
        missing[Action].clear()
    if len(missing[Indicator]) == len(plan.wholes):
        missing[Indicator].clear()
    for kind, (one, several) in _UNTIED.items():
        if found := missing[kind]:
            yield _group(found, one if len(found) == 1 else several)


def _missing(plan: Plan) -> Iterator[Attention]:
    """Open risks and actions without an owner or a date, what was closed without a reason, indicators, grouped."""
    yield from plan.kept("risks miss", (Risk, ScaleCell), lambda: list(_risks_miss(plan)))
    yield from plan.kept("actions miss", (Action,), lambda: list(_actions_miss(plan)))
    for over in _told_ahead(plan):
        yield from _said(over, "is told as over on a day that lies ahead", "are told as over on days that lie ahead")
    yield from plan.kept("indicators miss", (Indicator, Reading), lambda: list(_indicators_miss(plan)))
    yield from plan.kept("unread", (Indicator, Reading), lambda: list(_not_read(plan)))


def _still(plan: Plan, ratings: Ratings) -> Iterator[_Found]:
    """Open risks that are off track and were scored so half a year ago or before; why do they not move."""
    for risk in ratings.standing(Risk, Status.RED):
        if not risk.is_closed and asks_why(plan, risk):
            yield _Found((risk,), partial(_unmoved, plan, risk))


def _unmoved(plan: Plan, risk: Risk) -> Attention:
    since, months = unmoved(plan, risk)
    what = f"{capital(short_name(risk))}: off track and not moved for {months} months. Why?"
    by = f"Owner: {risk.owner}" if risk.owner else "No owner"
    why = f"{capital(with_score(plan, risk))} since {since}. {by}"
    return Attention(status=Status.AMBER, what=what, why=why, kind="Review", records=(risk,))


def _risks_miss(plan: Plan) -> Iterator[Attention]:
    risks = [risk for risk in plan.all(Risk) if not risk.is_closed]
    yield from _gaps(risks, {"no owner": "owner", "no review date": "review"})
    yield from _said([risk for risk in risks if not risk.is_scored], "has no score", "have no score")
    left_out = list(dict.fromkeys(risk for risk, _of in outside(plan, risks)))
    yield from _said(left_out, "has a score outside the plan’s scale", "have a score outside the plan’s scale")
    scores = [(risk, score_of(plan, risk), score_of(plan, risk, "target")) for risk in risks]
    contradicted = [risk for risk, now, wanted in scores if now and wanted and wanted > now]
    yield from _said(contradicted, "has a target above its score", "have a target above their score")
    unexplained = [risk for risk in plan.all(Risk) if risk.is_closed and not reason_given(risk.closed_why)]
    yield from _said(unexplained, "was closed, reason not given", "were closed, reason not given")


def _actions_miss(plan: Plan) -> Iterator[Attention]:
    actions = [action for action in plan.all(Action) if action.is_open]
    yield from _gaps(actions, {"no owner": "owner", "no due date": "due"})
    undue = [a for a in plan.all(Action) if a.is_ended and not (a.ended and reason_given(a.ended_why))]
    yield from _said(undue, "ended, day or reason not given", "ended, day or reason not given")


def _indicators_miss(plan: Plan) -> Iterator[Attention]:
    yield from _gaps(_unplanned(plan), {"no target": "target"})
    asked_for = [i for i in plan.wholes if i.target is not None and i.better in ("unknown", "")]
    asked_for = [i for i in asked_for if not i.is_context]
    question = "a target, and nobody has said which way is better"
    yield from _said(asked_for, f"has {question}", f"have {question}")


_OVER: dict[type[Record], tuple[str, ...]] = {
    Action: ("done_on", "ended"),
    Milestone: ("done_on",),
    Risk: ("closed",),
    Recommendation: ("met",),
}
"""The fields that hold when something was done, ended, closed or accepted."""


def _told_ahead(plan: Plan) -> Iterator[list[Record]]:
    """By kind what counts as over although the day it is told to be over on has not come."""
    for kind, names in _OVER.items():
        yield plan.kept("told ahead", (kind,), lambda kind=kind, names=names: _ahead(plan, kind, names), kind.TABLE)
    yield [visit for visit in plan.all(Visit) if visit.happened and lies_ahead(visit.starts, plan.position)]


def _ahead(plan: Plan, kind: type[Record], names: Sequence[str]) -> list[Record]:
    told = ((record, [getattr(record, name) for name in names]) for record in plan.all(kind))
    return [record for record, days_of in told if any(lies_ahead(day, plan.position) for day in days_of)]


def _unplanned(plan: Plan) -> list[Indicator]:
    return [i for i in plan.wholes if not i.is_context and bar(i, plan.latest(i)) is None and i.target is None]


def _said(records: Sequence[Record], one: str, several: str) -> Iterator[Attention]:
    if records:
        yield _group(records, one if len(records) == 1 else several)


def _gaps(records: Sequence[Record], fields: dict[str, str]) -> Iterator[Attention]:
    """A line for each combination of gaps: those with both come first."""
    groups: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in records:
        gaps = tuple(words for words, field in fields.items() if not getattr(record, field))
        if gaps:
            groups[gaps].append(record)
    for gaps, found in sorted(groups.items(), key=lambda pair: -len(pair[0])):
        yield _group(found, f"{'has' if len(found) == 1 else 'have'} {listed(gaps)}")


def _not_read(plan: Plan) -> Iterator[Attention]:
    """Indicators without a reading, with one that is too old or late, or with figures of another cadence."""
    latest = [(i, plan.latest(i)) for i in plan.wholes]
    none = [i for i, reading in latest if reading is None]
    if none:
        yield _group(none, f"{'has' if len(none) == 1 else 'have'} no reading")
    known = [(i, r) for i, r in latest if r is not None]
    old = [(i, r) for i, r in known if stale(i, r, plan.position)]
    waiting = [(i, r) for i, r in known if late(i, r, plan.position) and not stale(i, r, plan.position)]
    for those, what in ((old, "not reported since"), (waiting, "late, as at")):
        if those:
            said = [f"{short_name(i)}: {what} {r.period}" for i, r in those]
            verb = "not reported any more" if those is old else "late"
            yield _group([i for i, _ in those], f"{'is' if len(those) == 1 else 'are'} {verb}", said)
    unfit = [(i, plan.unfit(i)) for i, _ in latest]
    said = [f"{short_name(i)}: {', '.join(str(r.period) for r in left)}" for i, left in unfit if left]
    if said:
        those = [i for i, left in unfit if left]
        verb = "has a figure that does" if len(those) == 1 else "have figures that do"
        yield _group(those, f"{verb} not fit the cadence", said)


def _group(records: Sequence[Record], verb: str, said: Sequence[str] = ()) -> Attention:
    kind = type(records[0])
    names = list(said) or [short_name(record) for record in records]
    more = len(names) - NAMED
    return Attention(
        status=Status.NOT_RATED,
        what=f"{counted(len(records), kind.NAME.lower(), kind.PLURAL.lower())} {verb}",
        why="; ".join([*names[:NAMED], *([f"and {more} more"] if more > 0 else [])]),
        kind=kind.NAME if len(records) == 1 else kind.PLURAL,
        records=tuple(records),
    )


def _one(record: Record, rating: Rating, what: str, why: str) -> Attention:
    return Attention(
        status=rating.status,
        what=f"{capital(short_name(record))}: {what}",
        why=why,
        kind=record.NAME,
        records=(record,),
    )


def _after_title(record: Record, rating: Rating) -> str:
    return rating.reason.removeprefix(f"{capital(short_name(record))}: ").removesuffix(".")
