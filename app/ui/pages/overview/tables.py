"""The tables of what a theme is rated by, each row with its status and the reason in figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from app.domain.figures import capital, counted, figure
from app.domain.plan import Plan
from app.domain.rating import Rating, Ratings
from app.domain.records import Action, Indicator, Milestone, Record, Risk
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.tagged import TaggedDelegate

R = TypeVar("R", bound=Record)
Now = Callable[[], Ratings]
"""Gives the ratings in force, as a table outlives many of them."""


def indicators(now: Now) -> RecordTable[Indicator]:
    """Indicators with their latest reading."""
    latest = Column[Indicator](
        name="latest", title="Latest", text=lambda i: _latest(now().plan, i), width=96, right=True
    )
    return _table("theme-indicators", now, lambda i: "", latest, _owner())


def actions(now: Now) -> RecordTable[Action]:
    """Actions with their due date and how many milestones are reached."""
    due = Column[Action](
        name="due", title="Due", text=lambda a: str(a.due or ""), sort=lambda a: a.due and a.due.last, width=128
    )
    return _table("theme-actions", now, lambda a: milestones_reached(now().plan, a), due, _owner())


def risks(now: Now) -> RecordTable[Risk]:
    """Risks with their score."""
    score = Column[Risk](
        name="score", title="Score", text=lambda r: str(r.score or ""), sort=lambda r: r.score, width=64, right=True
    )
    return _table("theme-risks", now, lambda r: "", score, _owner())


def milestones(now: Now) -> RecordTable[Milestone]:
    """An action's milestones."""
    due = Column[Milestone](
        name="due", title="Due", text=lambda m: str(m.due or ""), sort=lambda m: m.due and m.due.last, width=112
    )
    done = Column[Milestone](
        name="done", title="Reached", text=lambda m: str(m.done_on or "Yes") if m.done else "", width=112
    )
    return _table("action-milestones", now, lambda m: "", due, done)


def milestones_reached(plan: Plan, action: Action) -> str:
    """Such as "1 of 3 milestones reached"; empty without any."""
    steps = plan.children(action, Milestone, "action")
    return f"{sum(m.done for m in steps)} of {counted(len(steps), 'milestone')} reached" if steps else ""


def _table(name: str, now: Now, more: Callable[[R], str], *columns: Column[R]) -> RecordTable[R]:
    def rating(record: R) -> Rating:
        return now().of(record)

    def second(record: R) -> str:
        ref, owner = getattr(record, "ref", ""), getattr(record, "owner", "")
        return ". ".join(filter(None, (ref, capital(rating(record).short), more(record), owner)))

    def tags(record: R) -> tuple[str, ...]:
        found = rating(record)
        named = {"key": found.key, "set by hand": found.override is not None, ILLUSTRATIVE: found.illustrative}
        return tuple(word for word, is_so in named.items() if is_so)

    return RecordTable(
        name,
        [
            Column(
                name="status", title="Status", text=lambda r: rating(r).status.word,
                sort=lambda r: rating(r).status.rank, cell=lambda r: rating(r).status, delegate=StatusDelegate,
                tip=lambda r: rating(r).reason, width=104,
            ),
            Column(
                name="title", title="Title", text=lambda r: getattr(r, "title", r.name), second=second, cell=tags,
                stretch=True, delegate=TaggedDelegate, tip=lambda r: rating(r).reason, width=240,
            ),
            *columns,
            Column(
                name="since", title="Since", text=lambda r: rating(r).direction or "",
                cell=lambda r: rating(r).direction, delegate=DirectionDelegate, width=80,
                tip=lambda r: "Since the last meeting",
            ),
        ],
        two_lines=True,
    )  # fmt: skip


def _owner() -> Column[Any]:
    return Column(name="owner", title="Owner", text=lambda r: getattr(r, "owner", ""), width=120, shown=False)


def _latest(plan: Plan, indicator: Indicator) -> str:
    reading = plan.latest(indicator)
    return figure(reading.value, indicator.unit) if reading and reading.value is not None else ""
