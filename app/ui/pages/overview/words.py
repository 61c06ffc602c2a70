"""What the overview says, apart from how it is drawn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.domain import risk
from app.domain.plan import Plan
from app.domain.records import GRADES, Action, Meeting, Programme, Reading, Record, Risk, Theme
from app.domain.scale import OUTSIDE, Cell
from app.domain.schedule import FULL_MONTHS, PartialDate, show_date

if TYPE_CHECKING:
    from app.workspace import Workspace

NO_MEETING = "No meeting has been closed yet. Once one is, what changes after it is told here."

NO_GOAL = "Open the programme to say what it was judged, and what it is to reach by when."


def judgement(programme: Programme) -> str:
    """Such as "Inadequate, April 2017. Goal: at least good by 30 Apr 2019."; empty when nothing is known."""
    parts: list[str] = []
    if programme.judgement:
        when = f", {_month(programme.judged_on)}" if programme.judged_on else ""
        parts.append(f"{GRADES[programme.judgement]}{when}.")
    wanted = f"at least {GRADES[programme.wanted].lower()}" if programme.wanted else ""
    by = f"by {show_date(programme.goal)}" if programme.goal else ""
    if wanted or by:
        parts.append(f"Goal: {' '.join(filter(None, (wanted, by)))}.")
    return " ".join(parts)


def dates(programme: Programme) -> str:
    """Such as "Judged 7 Apr 2017. Plan agreed 27 Jun 2017. Goal 30 Apr 2019."; empty when no day is known."""
    days = (("Judged", programme.judged_on), ("Plan agreed", programme.started))
    said = [f"{name} {day}." for name, day in days if day]
    return " ".join([*said, *([f"Goal {show_date(programme.goal)}."] if programme.goal else [])])


def since_heading(workspace: Workspace) -> str:
    """Since when changes are told: "Since 23 Nov 2017"."""
    meeting = workspace.last_meeting
    return f"Since {show_date(meeting.day)}" if meeting and meeting.day else "Since the last meeting"


def nothing_since(workspace: Workspace) -> str:
    """Why no change is told."""
    if workspace.before:
        return "Nothing has changed since then."
    return "No meeting had been closed before it." if workspace.past else NO_MEETING


def risk_counts(plan: Plan) -> str:
    """Such as "13 open: 5 high, 8 medium"; empty when none is open."""
    there = [r for r in plan.all(Risk) if not r.is_closed]
    if not there:
        return ""
    bands = Counter(risk.band_of(plan, r) for r in there)
    said = [f"{bands[word]} {word}" for word in ("high", "medium", "low", "not scored", OUTSIDE) if bands[word]]
    return f"{len(there)} open: {', '.join(said)}"


def cell_name(plan: Plan, cell: Cell) -> str:
    """A cell of the matrix in words: "likely, major"."""
    return f"{plan.scale.level('likelihood', cell[0]).lower()}, {plan.scale.level('impact', cell[1]).lower()}"


def steps_done(plan: Plan) -> dict[type[Record], bool]:
    """The first steps to a plan, by the kind of record that each makes, and whether they have been taken."""
    programme = plan.programme
    others = {kind: bool(plan.unordered(kind)) for kind in (Theme, Action, Meeting, Reading)}
    return {Programme: bool(programme.goal or programme.wanted), **others}


def columns(count: int, most: int) -> int:
    """In how many columns to stand `count` cards, of which `most` fit across, so that the rows are even."""
    most = max(1, most)
    rows = -(-count // most) or 1
    return -(-count // rows) or 1


def _month(day: PartialDate) -> str:
    """A day by its month alone, as people speak of an inspection; what is known less exactly stays as it is."""
    return f"{FULL_MONTHS[day.first.month - 1]} {day.first.year}" if day.precision == "day" else str(day)
