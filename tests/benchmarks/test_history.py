"""What history's first screen costs grows with what it shows, not with how long the log is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from app import demo
from app.domain.records import Reading, Risk, Theme
from app.ui.page import ALL_KINDS
from app.ui.pages.history import HistoryPage
from app.ui.session import Session
from app.workspace import Person, Workspace

TIMES = 7
GROWTH = 4
"""The large log is some 700 times as long as the short one; its first screen may not take this many times as long."""


@pytest.fixture
def plans(large_log: Path, tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The demo plan, grown to as many edits as a screen reads at once; and the large log."""
    small = demo.make(tmp_path / "demo.goldthread", Person("Benchmark"), tmp_path / "backups")
    for number in range(100):
        small.save(small.draft(Risk, title=f"Risk {number}"), label=f"Add risk {number}")
    large = Workspace.open(large_log, Person("Benchmark"), tmp_path / "backups", write=False)
    yield small, large
    small.close()
    large.close()


def milliseconds(work: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


@pytest.mark.measured
def test_the_first_screen_of_a_long_history_is_there_as_soon(qapp: QApplication, plans: tuple[Workspace, Workspace]):
    taken: list[float] = []
    for workspace in plans:
        page = HistoryPage(Session(workspace))
        page.resize(1104, 690)
        page.reload(ALL_KINDS)
        page.show()
        QApplication.processEvents()

        def shown_again(page: HistoryPage = page) -> None:
            page.reload(ALL_KINDS)
            QApplication.processEvents()

        taken.append(milliseconds(shown_again))
        page.close()
    print(f"\n  history's first screen: {taken[0]:.0f} ms on a short log, {taken[1]:.0f} ms on 100,000 edits")
    assert taken[1] / taken[0] < GROWTH


@pytest.mark.measured
def test_how_long_each_filter_takes_on_the_long_log(plans: tuple[Workspace, Workspace]):
    """Reported: what is seldom is looked for further back, so that these may grow with the log."""
    large = plans[1]
    closed = large.closed_meetings
    asked = {
        "a record": large.logbook.narrowed(record=large.all(Risk)[0]),
        "a kind of few": large.logbook.narrowed(kind=Theme),
        "a kind of many": large.logbook.narrowed(kind=Reading),
        "a person": large.logbook.narrowed(author=large.logbook.authors()[0]),
        "since the last meeting": large.logbook.narrowed(since=closed[0]),
        "since the first meeting": large.logbook.narrowed(since=closed[-1]),
    }
    for name, sought in asked.items():
        print(f"\n  {name}: {milliseconds(lambda sought=sought: large.logbook.lines(sought)):.0f} ms", end="")
        assert len(large.logbook.lines(sought)) <= 100
