"""Where a strand is missing, as lines: each a way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.figures import capital
from app.domain.plan import Plan
from app.domain.thread import gaps
from app.ui.widgets.line_list import Line
from app.ui.widgets.linking import short


def lines(plan: Plan, can_open: Callable[[Any], bool]) -> list[Line]:
    """Every gap of the plan: what is missing, and whose it is."""
    made: list[Line] = []
    for gap in gaps(plan):
        name, title = capital(short(gap.record)), getattr(gap.record, "title", "")
        more = "" if title.startswith(name.removesuffix("…")) else name
        made.append(
            Line(
                title=title or name, fact=capital(gap.what), more="", word=more or type(gap.record).NAME,
                direction="worse", illustrative=plan.illustrative(gap.record),
                target=gap.record if can_open(gap.record) else None,
            )
        )  # fmt: skip
    return made
