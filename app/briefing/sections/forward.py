"""The forward plan: twelve months of meetings, visits, reviews and what falls due."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.coming import Coming
from app.domain.figures import opening
from app.domain.forward import Month, months_ahead
from app.domain.records import Meeting

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import ILLUSTRATIVE

_LONGEST = 90  # characters of what is told of a thing


def forward(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table, month by month; months that hold nothing are left out."""
    found = [month for month in months_ahead(m.plan) if month.count]
    if not found:
        return ()
    columns = (
        b.TableColumn("Month", 2.8, names=True),
        b.TableColumn("Meetings, visits and reviews", 7.4),
        b.TableColumn("Due", 6.8),
    )
    rows = tuple(
        (
            b.cell(month.name),
            _cell(month, (*month.meetings, *month.events)),
            _cell(month, (*month.milestones, *month.actions)),
        )
        for month in found
    )
    return (
        b.Need(0.4),
        b.Heading(1, b.words("Forward plan"), "forward"),
        b.Table(columns, rows, "What lies ahead, month by month"),
    )


def _cell(month: Month, coming: Sequence[Coming]) -> b.Cell:
    return b.cell(*(_line(month, each) for each in sorted(coming, key=lambda each: each.day)))


def _line(month: Month, coming: Coming) -> b.Words:
    day = coming.day_in(month.year, month.number)
    detail = "" if coming.detail == Meeting.NAME else f", {opening(coming.detail, _LONGEST)}"
    mark = f" · {ILLUSTRATIVE}" if coming.illustrative else ""
    return b.words(f"{day}: " if day else "", b.bold(coming.what), b.muted(f"{detail}{mark}"))
