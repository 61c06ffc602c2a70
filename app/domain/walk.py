"""The chair's walk through a plan: which steps it has, and what is said on each, exceptions first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from .attention import behind
from .figures import capital, counted, listed, short_name
from .frozen import Frozen
from .lazy import Lazy
from .plan import Plan
from .rating import Rating, Ratings, Status
from .records import Action, Category, Finding, Indicator, Milestone, Objective, Record, Risk, Statement, Theme
from .risk import exceeds, from_the_highest, score_of
from .thread import actions_of

OVERVIEW, THEME, RISKS, YOURS = "overview", "theme", "risks", "yours"
NO_OWNER = "No owner"
READ_WITH = (Indicator, Action, Milestone, Risk, Finding, Objective, Statement, Theme)


class WalkStep(Frozen):
    """One thing on a screen.

    Attributes:
        kind: OVERVIEW, THEME, RISKS or YOURS.
        title: as it is called.
        about: the record that is read here, which is asked about and marked; None for what the reader did.
    """

    kind: str
    title: str
    about: Record | None = None


class OffCourse(Frozen):
    """Something that is off track or at risk.

    Attributes:
        what: "7.1 points below target".
        why: the figures behind it.
        owner, by: who is to put it right and by when, in words; both always say something.
    """

    record: Record
    rating: Rating
    what: str
    why: str
    owner: str
    by: str


def steps(plan: Plan) -> tuple[WalkStep, ...]:
    """The overview, each theme by number, the risks, and what the reader asked and has not read."""
    themes = sorted(plan.all(Theme), key=lambda theme: theme.number or 0)
    programme = plan.programme if plan.programme.id else None
    return (
        WalkStep(kind=OVERVIEW, title="Overview", about=programme),
        *(WalkStep(kind=THEME, title=theme.title, about=theme) for theme in themes),
        WalkStep(kind=RISKS, title="Risks outside appetite" if _has_appetite(plan) else "High risks"),
        WalkStep(kind=YOURS, title="What you asked, and what is left to read"),
    )


def read_here(plan: Plan, ratings: Ratings, step: WalkStep) -> tuple[Record, ...]:
    """What is marked as read on a step: its record; on that of the risks, each of them."""
    if step.kind == RISKS:
        return tuple(point.record for point in outside_appetite(plan, ratings))
    return (step.about,) if step.about else ()


def items(plan: Plan, theme: Theme) -> tuple[Record, ...]:
    """A theme's indicators, actions with their milestones, and open risks."""
    actions = actions_of(plan, theme)
    milestones = [m for action in actions for m in plan.children(action, Milestone, "action")]
    risks = [risk for risk in plan.serving(theme, Risk) if not risk.closed]
    return (*plan.serving(theme, Indicator), *actions, *milestones, *risks)


def exceptions(
    plan: Plan, ratings: Ratings, records: Iterable[Record], statuses: Collection[Status] = (Status.RED, Status.AMBER)
) -> Sequence[OffCourse]:
    """What is off track, then what is at risk: key indicators, others, actions, and risks from the highest score.

    How many there are is known at once; each is put into words when it is asked for.
    """
    wanted = [record for record in records if ratings.of(record).status in statuses]
    return Lazy(worst_first(ratings, wanted), lambda record: _point(plan, record, ratings.of(record)))


def worst_first(ratings: Ratings, records: Iterable[Record]) -> list[Record]:
    """Records by their status, what is not rated last; of one status as they are read with a theme."""

    def place(record: Record) -> tuple[int, bool, int, int]:
        rating = ratings.of(record)
        rank = rating.status.rank if rating.status.rated else len(Status)
        score = score_of(ratings.plan, record) if isinstance(record, Risk) else 0
        return rank, not rating.key, READ_WITH.index(type(record)), -(score or 0)

    return sorted(records, key=place)


def outside_appetite(plan: Plan, ratings: Ratings) -> Sequence[OffCourse]:
    """The open risks above their appetite, or in the high band where none is set, from the highest score."""
    risks = [risk for risk in plan.all(Risk) if exceeds(plan, risk)]
    risks = from_the_highest(plan, risks)
    return Lazy(risks, lambda risk: _point(plan, risk, ratings.of(risk)))


def appetite_words(plan: Plan) -> str:
    """What counts as outside appetite here, and how many of the open risks are."""
    limits = plan.thresholds
    there = [risk for risk in plan.all(Risk) if not risk.is_closed]
    if not there:
        return "No risk is open."
    said = f"{sum(exceeds(plan, risk) for risk in there)} of {counted(len(there), 'open risk')}"
    if any(category.appetite is not None for category in plan.all(Category)):
        return f"{said} above the appetite of their category, else the plan's."
    if limits.appetite is None:
        above = f"a score above {limits.risk_medium_to} of {plan.scale.highest}"
        return f"{said} in the high band, {above}. No appetite is set."
    return f"{said} above the appetite, a score of {limits.appetite} of {plan.scale.highest}."


def without_owner(records: Iterable[Record], which: str = "") -> str:
    """How many have no owner, said once for them all: "No owner: 9 of 11 off track" (`which`); empty where each has."""
    owners = [owner for record in records if isinstance(owner := getattr(record, "owner", None), str)]
    without = sum(not owner.strip() for owner in owners)
    if not without or len(owners) == 1:
        return (f"{NO_OWNER}: 1 {which}" if which else NO_OWNER) if without else ""
    said = f"{without} of {len(owners)}" if without < len(owners) else f"all {without}"
    return f"{NO_OWNER}: {said} {which}".rstrip()


def _has_appetite(plan: Plan) -> bool:
    return plan.thresholds.appetite is not None or any(c.appetite is not None for c in plan.all(Category))


def in_order(ratings: Ratings, records: Iterable[Record]) -> str:
    """What is in order, in one line: "In order: 1 indicator, 7 actions. Not rated: 2 actions."."""
    kept: dict[str, Counter[type[Record]]] = {"In order": Counter(), "Not rated": Counter()}
    for record in records:
        status = ratings.of(record).status
        if status in (Status.GREEN, Status.COMPLETE):
            kept["In order"][type(record)] += 1
        elif status is Status.NOT_RATED:
            kept["Not rated"][type(record)] += 1
    return " ".join(f"{word}: {_counts(counts)}." for word, counts in kept.items() if counts)


def _counts(counts: Counter[type[Record]]) -> str:
    return listed([counted(many, kind.NAME.lower(), kind.PLURAL.lower()) for kind, many in counts.items()])


def _point(plan: Plan, record: Record, rating: Rating) -> OffCourse:
    owner = getattr(record, "owner", "")
    if isinstance(record, Milestone) and (action := plan.get(Action, record.action)):
        owner = action.owner
    why = behind(plan, record, rating)
    for said in (f"Owner: {owner}", "No owner"):
        why = why.removesuffix(said).strip()
    what = rating.distance
    if rating.override:
        what = f"set by {rating.override.by}"
    elif isinstance(record, Action | Milestone):  # when it is due is said by whom it is due
        what, why = rating.short, ""
    return OffCourse(
        record=record, rating=rating, what=capital(what or rating.status.word), why=why,
        owner=f"Owner: {owner}" if owner else "No owner", by=_by(record),
    )  # fmt: skip


def _by(record: Record) -> str:
    """By when something is to be done, as far as the plan says: the day of a target is no forecast, and called so."""
    match record:
        case Indicator():
            return f"target date {record.target_by}" if record.target_by else "no target date"
        case Risk():
            return f"reviewed next {record.review}" if record.review else "no date of review"
        case Action() | Milestone():
            return f"due {record.due}" if record.due else "no due date"
        case _:
            return ""


def title_of(plan: Plan, point: OffCourse) -> str:
    """How a point is called, a milestone with its action."""
    record = point.record
    action = plan.get(Action, record.action) if isinstance(record, Milestone) else None
    title = capital(short_name(record))
    return f"{title} (a step of “{short_name(action)}”)" if action else title
