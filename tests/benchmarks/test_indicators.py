"""The page of the indicators with 120,000 readings: opening one, the first screen of all at once, scrolling there."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles

import pytest
from PySide6.QtWidgets import QApplication

from app import collector, demo
from app.domain import spc
from app.domain.records import Indicator, Link, Reading, Record, Theme
from app.domain.schedule import period_at
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.indicators import IndicatorsPage
from app.workspace import Person

FEW, MANY, PERIODS, TOGETHER = 50, 500, 240, 25
ASKED = {"an indicator opened": 33, "the first screen of all at once": 150, "a paint while scrolling, p95": 16,
         "limits and causes of 240 figures": 1}  # fmt: skip
"""Milliseconds that are asked for, to be read beside those that are reported."""
GROWTH = {"an indicator opened": 3.0, "the first screen of all at once": 8.0, "a paint while scrolling, p95": 3.0}
"""How many times as much ten times the readings may cost."""


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of work until what an act leads to is painted; what others do on the machine does not count."""
    begun = time.process_time()
    act()
    QApplication.processEvents()
    return (time.process_time() - begun) * 1000


def with_readings(window: MainWindow, folder: Path, count: int) -> IndicatorsPage:
    """The page of a demo plan with so many indicators of twenty years each, spread over its themes."""
    plan = demo.make(folder / f"{count}.goldthread", Person("Benchmark"), folder / "backups")
    plan._store.db.execute("PRAGMA synchronous = OFF")  # pyright: ignore[reportUnknownMemberType]
    chance, themes = random.Random(7), plan.all(Theme)
    rows = [{"title": f"Figure {n}", "better": "higher", "target": Decimal(80)} for n in range(count)]
    indicators = list(plan.new_records(Indicator, rows))
    for start in range(0, count, TOGETHER):
        records: list[Record] = []
        for n, each in enumerate(indicators[start : start + TOGETHER], start):
            records += [each, plan.draft(Link, item=each.id, serves=themes[n % len(themes)].id)]
            records += [
                plan.draft(Reading, indicator=each.id, period=period_at(1998 * 12 + k, "month"),
                           value=Decimal(chance.randint(600, 900)) / 10)
                for k in range(PERIODS)
            ]  # fmt: skip
        plan.save(*records, label=f"Add figures from {start}")
    window.show_plan(plan)
    collector.keep()  # as the program does once a plan is open
    window.show_page(next(n for n, place in enumerate(PLACES) if place.load() is IndicatorsPage))
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, IndicatorsPage)
    return page


def measured(page: IndicatorsPage) -> dict[str, float]:
    """Milliseconds of each."""
    found: dict[str, float] = {}
    indicators = page.workspace.all(Indicator)
    page.reveal(indicators[-1])
    QApplication.processEvents()
    found["an indicator opened"] = median([timed(lambda i=i: page.reveal(i)) for i in indicators[-12:-2]])
    words, grid = page.tabs.words, page.at_once.grid
    at = [words.tabText(n).replace("&", "") for n in range(words.count())].index("All at once")
    found["the first screen of all at once"] = timed(lambda: words.setCurrentIndex(at))
    bar, paints = grid.verticalScrollBar(), list[float]()
    for _ in range(60):
        bar.setValue(bar.value() + 3 * bar.singleStep())  # as a notch of the wheel
        begun = time.process_time()
        grid.viewport().repaint()
        paints.append((time.process_time() - begun) * 1000)
        QApplication.processEvents()
    found["a paint while scrolling, p95"] = quantiles(paints, n=20)[-1]
    return found


@pytest.mark.measured
def test_ten_times_the_readings_cost_little_more_under_the_hands(
    window: MainWindow, tmp_path: Path, record_property: Callable[[str, object], None]
):
    few = measured(with_readings(window, tmp_path, FEW))
    many = measured(with_readings(window, tmp_path, MANY))
    for what, most in GROWTH.items():
        print(f"{what}: {few[what]:.1f} ms, of 120,000 readings {many[what]:.1f} ms; asked for {ASKED[what]} ms")
        record_property(what, many[what])
        assert many[what] < most * max(few[what], 1.0), what


@pytest.mark.measured
def test_limits_and_causes_grow_with_the_figures():
    chance = random.Random(7)

    def took(count: int) -> float:
        values = [Decimal(chance.randint(600, 900)) / 10 for _ in range(count)]
        times = []
        for _ in range(15):
            begun = time.process_time()
            spc.segments(values)
            times.append((time.process_time() - begun) * 1000)
        return min(times)

    few, many = took(PERIODS), took(4 * PERIODS)
    print(f"limits and causes of 240 figures: {few:.2f} ms, of 960 {many:.2f} ms; asked for 1 ms")
    assert many < 8 * few
