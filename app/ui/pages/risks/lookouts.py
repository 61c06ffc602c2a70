"""What stands out in a register: groups of open risks that somebody should look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import Category, Meeting, Risk
from app.domain.risk import appetite_of, exceeds
from app.domain.rules import reason_given
from app.domain.schedule import show_date
from app.ui.page import Several
from app.ui.widgets.card import ListRow

from .register import RiskRow


def lookouts(rows: Sequence[RiskRow], plan: Plan, meeting: Meeting | None) -> list[ListRow]:
    """One line for each group that is not empty, with the risks it opens: of the closed, those without a reason."""
    appetite, own = plan.thresholds.appetite, any(c.appetite is not None for c in plan.all(Category))
    since = f"since {show_date(meeting.day)}" if meeting and meeting.day else "since the last meeting"
    groups: list[tuple[str, str, Callable[[RiskRow], bool]]] = [
        (
            f"above the appetite of {appetite}" if appetite is not None and not own else "above their appetite",
            "red",
            lambda r: appetite_of(plan, r.risk) is not None and exceeds(plan, r.risk),
        ),
        ("in the high band", "red", lambda r: appetite_of(plan, r.risk) is None and exceeds(plan, r.risk)),
        ("above target", "amber", lambda r: r.above_target),
        (f"worse {since}", "down", lambda r: r.moved == "worse"),
        (f"better {since}", "up", lambda r: r.moved == "better"),
        ("with review overdue", "amber", lambda r: r.overdue),
        ("not scored", "not rated", lambda r: r.score is None),
        ("without an owner", "not rated", lambda r: not r.risk.owner),
        ("without a review date", "not rated", lambda r: r.risk.review is None),
        ("threatening no theme", "not rated", lambda r: not r.themes),
    ]
    unexplained = "closed, reason not given"
    groups.append((unexplained, "not rated", lambda r: not reason_given(r.risk.closed_why)))
    found: list[ListRow] = []
    for words, mark, accepts in groups:
        among = [row for row in rows if row.risk.is_closed == (words == unexplained) and accepts(row)]
        if among:
            keys = frozenset(row.risk.id for row in among)
            arrow = mark in ("up", "down")
            found.append(
                ListRow(
                    f"{counted(len(among), 'risk')} {words}",
                    status="" if arrow else mark,
                    shape=mark if arrow else "",
                    target=Several(Risk, keys, words),
                )
            )
    return found
