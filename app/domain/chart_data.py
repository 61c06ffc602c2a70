"""A chart as data: what it draws, a line for each period, to be pasted or saved."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from .chart import Chart, Line, Point

HEADINGS = (
    *("Period", "Value", "Unit", "Target", "Planned", "Mean", "Lower limit", "Upper limit", "Against target"),
    *("Special cause", "Provisional", "Restated", "Illustrative", "Note"),
)
_FORMULA = ("=", "+", "-", "@")


def rows(chart: Chart) -> list[list[str]]:
    """A line for each figure, oldest first, under `HEADINGS`; values without their unit."""
    return [[*HEADINGS], *(_row(chart, point) for point in chart.points)]


def csv_text(chart: Chart) -> str:
    """The same as comma-separated values; what a spreadsheet would take for a formula is kept a text."""
    held = StringIO()
    csv.writer(held).writerows([[_safe(cell) for cell in row] for row in rows(chart)])
    return held.getvalue()


def tab_text(chart: Chart) -> str:
    """The same for the clipboard, as spreadsheets paste it."""
    lines = ["\t".join(" ".join(_safe(cell).split()) for cell in row) for row in rows(chart)]
    return "\n".join(lines) + "\n"


def _row(chart: Chart, point: Point) -> list[str]:
    lines = (chart.target, chart.planned, chart.mean, chart.lower, chart.upper)
    return [
        point.label, f"{point.value:f}", chart.unit, *(_at(line, point.day) for line in lines), point.gap, point.why,
        "yes" if point.provisional else "", point.restated, "yes" if point.illustrative else "",
        point.reading.note.strip(),
    ]  # fmt: skip


def _at(line: Line | None, day: date) -> str:
    """The height of a line of steps on a day; empty where it does not reach."""
    if line is None or not line.through[0][0] <= day <= line.through[-1][0]:
        return ""
    before = [place for place in line.through if place[0] <= day][-1]
    after = next(place for place in line.through if place[0] >= day)
    days = (after[0] - before[0]).days
    share = Decimal((day - before[0]).days) / days if days else Decimal(0)
    value = before[1] + (after[1] - before[1]) * share
    return f"{value.normalize():f}" if value == round(value, 3) else f"{round(value, 3):f}"


def _safe(cell: str) -> str:
    numeric = cell.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not numeric else cell
