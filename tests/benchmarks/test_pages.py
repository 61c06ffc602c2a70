"""A page's own work when it is shown again, or after an edit, grows with what is shown, not with what is held."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from app import demo, large_demo
from app.domain.attention import needs_attention
from app.domain.rating import Ratings
from app.domain.records import Action, Link, Risk
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.workspace import Person, Workspace

TIMES = 7
GROWTH = 4
"""The large plan holds some hundred times the actions of the demo; no page may take this many times as long."""

EDIT_GROWTH = 12
"""What an edit leaves as it was is still looked through once, which is little beside working it out."""


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    def no_demo() -> Workspace:
        raise AssertionError("not asked for")

    made = MainWindow(PLACES, Person("Benchmark"), tmp_path / "backups", no_demo)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()


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
