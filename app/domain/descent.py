"""Whether mitigation works: the score of a risk over time, what was finished meanwhile, and the way to its target.

A score is a place on an ordinal scale, given a few times a year. It is told what it was before something was finished
and what it has been since; that the one caused the other is not said, and nothing is drawn into the future but what
the board itself planned.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from .figures import capital, counted, during, listed
from .frozen import Frozen
from .plan import Plan
from .records import SETS, Action, Mitigation, Risk, Scoring
from .risk import score_of, with_score
from .schedule import PartialDate, days
from .scoring import score_that_holds, scores


class Effect(StrEnum):
    """What came of what was done about a risk, in the word that is shown."""

    LOWER = "Lower since"
    SAME = "Not lower since"
    HIGHER = "Higher since"
    UNKNOWN = "Cannot be judged yet"


class Scored(Frozen):
    """A score and since when it held.

    Attributes:
        day: as precisely as it is known.
        score: on the plan's scale.
        reason: why it was scored so; often empty.
    """

    day: PartialDate
    score: int
    reason: str = ""


class Finished(Frozen):
    """Something that was done about a risk, and when; a mitigation of its own or an action that is linked to it."""

    day: PartialDate
    record: Mitigation | Action

    @property
    def title(self) -> str:
        return self.record.title


class Way(Frozen):
    """The way that a board planned to the target: from one score on a day to another on a later one."""

    starts: date
    score: int
    ends: date
    target: int


class Descent(Frozen):
    """A risk's score over time.

    Attributes:
        scored: the scores whose day is known, the earliest first.
        finished: what was done about it, the earliest first, of which the day is known.
        score, target: as they are now; None where there is none.
        day: that the plan speaks of: the last score holds until then.
        way: to the target; None where nothing says by when or from where.
        verdict: what came of it; `why` says so in a sentence, or what is missing to judge it.
        planned: how far it is to the target, in a sentence.
    """

    scored: tuple[Scored, ...]
    finished: tuple[Finished, ...]
    score: int | None
    target: int | None
    day: date
    way: Way | None
    verdict: Effect
    why: str
    planned: str

    @property
    def is_open_ended(self) -> bool:
        """Whether the score is another now than the last of which the day is known."""
        return bool(self.scored) and self.score is not None and self.scored[-1].score != self.score

    @property
    def alt(self) -> str:
        """The chart in words."""
        said = [f"{each.score} since {each.day}" for each in self.scored]
        said += [f"{self.score} now, since when is not known"] if self.is_open_ended else []
        done = [f"{each.title} done {during(each.day)}" for each in self.finished]
        parts = [f"Score {listed(said)}" if said else "", "; ".join(done), self.planned, f"{self.verdict}: {self.why}"]
        return ". ".join(part.removesuffix(".") for part in parts if part) + "."


def descent(plan: Plan, risk: Risk) -> Descent:
    """How the score of a risk went, and whether what was done about it brought it down."""
    score, target = score_of(plan, risk), score_of(plan, risk, "target")
    kept = scores(plan, risk, "current") if score is not None else []
    scored = _changes(plan, kept)
    done, undated = _finished(plan, risk)
    verdict, why = _judged(plan, risk, kept, done, undated)
    way = _way(plan, risk, scored)
    return Descent(
        scored=tuple(scored), finished=tuple(done), score=score, target=target, day=plan.position,
        way=way, verdict=verdict, why=why, planned=_planned(plan, risk, scored),
    )  # fmt: skip


def effect(plan: Plan, risk: Risk) -> Effect:
    """What came of what was done about a risk, as `descent` has it, without the rest of it."""
    kept = scores(plan, risk, "current") if score_of(plan, risk) is not None else []
    return _judged(plan, risk, kept, *_finished(plan, risk))[0]


def planned_by(plan: Plan, risk: Risk) -> tuple[PartialDate | None, bool]:
    """By when the target is to be reached, and whether a board said so: else it is when the last mitigation is due."""
    if risk.target_by is not None:
        return risk.target_by, True
    own = [each for each in plan.children(risk, Mitigation, "risk") if each.is_open or each.done]
    due = [each.due for each in (*own, *plan.serving(risk, Action)) if each.due is not None]
    return (max(due), False) if due else (None, False)


def _changes(plan: Plan, kept: list[Scoring]) -> list[Scored]:
    """The scores by today's scale, one where the same was said again: since when each held; none outside the scale."""
    found = list[Scored]()
    for each in kept:
        if each.day is None or (score := score_of(plan, each)) is None:
            continue
        made = Scored(day=each.day, score=score, reason=each.reason)
        if found and found[-1].day == made.day:
            found.pop()  # of one day the score that held in the end
        if not found or found[-1].score != made.score:
            found.append(made)
    return found


def _finished(plan: Plan, risk: Risk) -> tuple[list[Finished], int]:
    """What was done about a risk, and of how much more nobody says when."""
    own = [each for each in plan.children(risk, Mitigation, "risk") if each.done]
    done = [*own, *(action for action in plan.serving(risk, Action) if action.done)]
    dated = [Finished(day=each.done_on, record=each) for each in done if each.done_on is not None]
    return sorted(dated, key=lambda each: each.day), len(done) - len(dated)


def _judged(
    plan: Plan, risk: Risk, kept: list[Scoring], done: list[Finished], undated: int
) -> tuple[Effect, str]:  # fmt: skip
    """What is known of the score before the first thing was done and since."""
    unknown = Effect.UNKNOWN
    now = score_of(plan, risk)
    if now is None:
        return unknown, f"The risk is {with_score(plan, risk)}."
    if not done:
        if undated:
            return (
                unknown,
                f"Nobody says when {counted(undated, 'mitigation')} {'was' if undated == 1 else 'were'} finished.",
            )
        return unknown, "No mitigation is finished."
    first = done[0].day
    holds = score_that_holds(plan, risk, "current")
    if holds is None or holds.day is None:
        return unknown, f"Nobody says when it was scored {now}."
    before = [each for each in kept if each.day and score_of(plan, each) and each.day.last < first.first]
    if not before:
        return unknown, f"No score is known from before {first}, when the first mitigation was finished."
    looked = [each.day for each in kept if each.day and each.day.first >= first.last]
    looked += [risk.reviewed] if risk.reviewed and risk.reviewed.first >= first.last else []
    if not looked:
        return unknown, f"Nobody has scored or reviewed it since {first}, when the first mitigation was finished."
    was = score_of(plan, before[-1]) or 0
    many = counted(len(done) + undated, "mitigation is", "mitigations are")
    if now < was:
        return Effect.LOWER, f"Score {was} before the first mitigation was finished, {now} now; {many} finished."
    word = Effect.SAME if now == was else Effect.HIGHER
    return word, f"{capital(many)} finished since {first}; score {was} before, {now} now."


def _way(plan: Plan, risk: Risk, scored: list[Scored]) -> Way | None:
    """From the score that held when the target was set, or the first that is known after it, to the target."""
    by, _said = planned_by(plan, risk)
    target = score_that_holds(plan, risk, "target")
    wanted = score_of(plan, risk, "target")
    if by is None or wanted is None or not scored or scored[-1].score != score_of(plan, risk):
        return None
    earlier = [each for each in scored if target is None or target.day is None or each.day.last <= target.day.last]
    start = earlier[-1] if earlier and target is not None else scored[0]
    starts = max(start.day.last, target.day.last) if earlier and target is not None and target.day else start.day.last
    if starts >= by.last or start.score <= wanted:
        return None
    return Way(starts=starts, score=start.score, ends=by.last, target=wanted)


def _planned(plan: Plan, risk: Risk, scored: list[Scored]) -> str:
    """Such as "Target 6 by 30 Apr 2018: 12 now, 89 days left"."""
    now, target = score_of(plan, risk), score_of(plan, risk, "target")
    if target is None:
        return "No target is set."
    if now is None:
        return f"Target {target}; the risk is {with_score(plan, risk)}."
    if now <= target:
        since = next((each.day for each in reversed(scored) if each.score == now), None)
        return f"The target of {target} is reached" + (f", score {now} since {since}." if since else f": score {now}.")
    by, said = planned_by(plan, risk)
    if by is None:
        return f"Target {target}, score {now} now; nobody says by when."
    when = f"by {by}" if said else f"by {by}, when the last mitigation is due"
    left = (by.last - plan.position).days
    if left < 0:
        return f"Target {target} {when}: not reached, score {now}, {days(-left)} late."
    return f"Target {target} {when}: score {now} now, {days(left)} left."


def marked(plan: Plan, risk: Risk) -> bool:
    """Whether the score rests on an illustrative value."""
    return any(plan.illustrative(risk, name) for name in SETS["current"])


def span_of(found: Descent) -> tuple[date, date] | None:
    """The days from which to which it is drawn; None where nothing can be."""
    if not found.scored:
        return None
    days_of = [each.day.last for each in (*found.scored, *found.finished)]
    return min(days_of), max([found.day, *days_of, *([found.way.ends] if found.way else [])])
