"""A page's own work when it is shown again, or after an edit, grows with what is shown, not with what is held."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from app import collector, demo, large_demo
from app.domain.attention import needs_attention
from app.domain.rating import Ratings
from app.domain.records import Action, Link, Risk, Theme
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_table import RecordTable
from app.workspace import Person, Workspace
from tests.benchmarks.conftest import settle

TIMES = 7
GROWTH = 4
"""The large plan holds some hundred times the actions of the demo; no page may take this many times as long."""

EDIT_GROWTH = 12
"""What an edit leaves as it was is still looked through once, which is little beside working it out."""


@dataclass(frozen=True)
class Cell:
    """A row of a table without a plan."""

    id: str
    title: str
    score: int


def shown_again(window: MainWindow, workspace: Workspace) -> dict[str, float]:
    """Milliseconds to show each page again, with what it paints; the median of several."""
    window.show_plan(workspace)
    found: dict[str, float] = {}
    for number, place in enumerate(PLACES):
        window.show_page(number)
        QApplication.processEvents()
        taken: list[float] = []
        for _ in range(TIMES):
            window.show_page((number + 1) % len(PLACES))
            QApplication.processEvents()
            begun = time.perf_counter()
            window.show_page(number)
            QApplication.processEvents()
            taken.append((time.perf_counter() - begun) * 1000)
        found[place.title] = median(taken)
    return found


def after_an_edit(window: MainWindow, workspace: Workspace) -> dict[str, float]:
    """Milliseconds to save one link with each page in view, and to show what follows; the median of several."""
    found: dict[str, float] = {}
    links = iter([(a, r) for r in workspace.all(Risk)[:9] for a in workspace.all(Action)[:20]])
    for number, place in enumerate(PLACES):
        window.show_page(number)
        QApplication.processEvents()
        taken: list[float] = []
        for _ in range(TIMES):
            action, risk = next(links)
            begun = time.perf_counter()
            workspace.save(workspace.draft(Link, item=action.id, serves=risk.id), label="Link")
            QApplication.processEvents()
            taken.append((time.perf_counter() - begun) * 1000)
        found[place.title] = median(taken)
    return found


@pytest.mark.measured
def test_what_needs_attention_is_worked_out_again_for_what_an_edit_touched(tmp_path: Path):
    workspace = demo.make(tmp_path / "large.goldthread", Person("Benchmark"), tmp_path / "backups")
    large_demo.grow(workspace)
    anew: list[float] = []
    after: list[float] = []
    for action in workspace.all(Action)[:TIMES]:
        begun = time.perf_counter()
        needs_attention(workspace.plan, Ratings(workspace.plan, workspace.before))
        anew.append((time.perf_counter() - begun) * 1000)
        needs_attention(workspace.plan, workspace.ratings)
        workspace.save(workspace.draft(Link, item=action.id, serves=workspace.all(Risk)[0].id), label="Link")
        begun = time.perf_counter()
        needs_attention(workspace.plan, workspace.ratings)
        after.append((time.perf_counter() - begun) * 1000)
    workspace.close()
    print(f"\n  what needs attention: {median(anew):.0f} ms anew, {median(after):.0f} ms after a link")
    assert median(after) < median(anew) / 2


@pytest.mark.measured
def test_an_edit_is_shown_nearly_as_soon_in_a_large_plan(window: MainWindow, tmp_path: Path):
    small = demo.make(tmp_path / "demo.goldthread", Person("Benchmark"), tmp_path / "backups")
    window.show_plan(small)
    usual = after_an_edit(window, small)
    large = demo.make(tmp_path / "large.goldthread", Person("Benchmark"), tmp_path / "backups")
    large_demo.grow(large)
    window.show_plan(large)
    big = after_an_edit(window, large)
    for title, milliseconds in big.items():
        print(f"\n  {title}: {usual[title]:.0f} ms on the demo, {milliseconds:.0f} ms on the large plan", end="")
    assert max(big[title] / usual[title] for title in big) < EDIT_GROWTH


def rescored(window: MainWindow, workspace: Workspace) -> tuple[dict[str, float], float]:
    """Milliseconds to save another score of a risk and show what follows, by page and view; and the bare save's."""
    risk = next(r for r in reversed(workspace.all(Risk)) if not r.is_closed)
    views: dict[str, Callable[[], object]] = {
        place.title: lambda n=number: window.show_page(n) for number, place in enumerate(PLACES)
    }
    views |= {
        "a risk": lambda: window.open_target(risk),
        "a theme": lambda: window.open_target(workspace.all(Theme)[0]),
    }

    def once(number: int) -> float:
        begun = time.perf_counter()
        workspace.save(replace(risk, likelihood=number % 5 + 1, impact=4), label="Score")
        QApplication.processEvents()
        return (time.perf_counter() - begun) * 1000

    found: dict[str, float] = {}
    settle(window)
    collector.keep()  # as the program does once a plan is open
    for title, go in views.items():
        go()
        QApplication.processEvents()
        once(9)  # the first edit on a page works out what later ones keep
        found[title] = median(once(number) for number in range(TIMES))
    window.show_welcome()
    alone = Workspace.open(workspace.path, Person("Benchmark"), workspace.path.parent / "backups")
    bare: list[float] = []
    for number in range(TIMES):
        begun = time.perf_counter()
        alone.save(replace(risk, likelihood=number % 5 + 1, impact=4), label="Score")
        bare.append((time.perf_counter() - begun) * 1000)
    alone.close()
    return found, median(bare)


@pytest.mark.measured
def test_a_saved_score_is_shown_nearly_as_soon_in_a_large_plan(window: MainWindow, tmp_path: Path):
    small = demo.make(tmp_path / "demo.goldthread", Person("Benchmark"), tmp_path / "backups")
    window.show_plan(small)
    usual, _ = rescored(window, small)
    large = demo.make(tmp_path / "large.goldthread", Person("Benchmark"), tmp_path / "backups")
    large_demo.grow(large)
    window.show_plan(large)
    big, bare = rescored(window, large)
    for title, milliseconds in big.items():
        print(f"\n  {title}: {usual[title]:.0f} ms on the demo, {milliseconds:.0f} ms on the large plan", end="")
    print(f"\n  the bare save: {bare:.1f} ms")
    assert max(big[title] / usual[title] for title in big) < GROWTH


@pytest.mark.measured
def test_a_changed_row_of_5000_is_shown_at_little_more_than_its_drawing(qapp: QApplication):
    columns: list[Column[Cell]] = [
        Column(name="id", title="No.", text=lambda r: r.id),
        Column(name="title", title="Title", text=lambda r: r.title, stretch=True),
        Column(name="score", title="Score", text=lambda r: str(r.score), sort=lambda r: r.score),
    ]
    table: RecordTable[Cell] = RecordTable("5000", columns)
    rows = [Cell(str(number), f"Title {number}", number % 25) for number in range(5_000)]
    table.show_records(rows)
    table.resize(900, 600)
    table.show()
    table.select("7")
    qapp.processEvents()
    shown: list[float] = []
    anew: list[float] = []
    for number in range(TIMES * 3):
        rows[7] = replace(rows[7], score=number)
        begun = time.perf_counter()
        table.show_records(list(rows), {"7"})
        qapp.processEvents()
        shown.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        table.arrange()
        table.viewport().repaint()
        anew.append((time.perf_counter() - begun) * 1000)
    table.hide()
    print(f"\n  one row of 5,000: {median(shown):.1f} ms; all arranged and drawn anew: {median(anew):.1f} ms")
    assert median(shown) < median(anew)


@pytest.mark.measured
def test_a_page_is_shown_again_as_soon_in_a_large_plan(window: MainWindow, tmp_path: Path):
    small = demo.make(tmp_path / "demo.goldthread", Person("Benchmark"), tmp_path / "backups")
    usual = shown_again(window, small)
    large = demo.make(tmp_path / "large.goldthread", Person("Benchmark"), tmp_path / "backups")
    large_demo.grow(large)
    big = shown_again(window, large)
    for title, milliseconds in big.items():
        print(f"\n  {title}: {usual[title]:.0f} ms on the demo, {milliseconds:.0f} ms on the large plan", end="")
    assert max(big[title] / usual[title] for title in big) < GROWTH
