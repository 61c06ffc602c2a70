"""The register of risks under the hands: a key in its filter, a cell saved and shown, a block pasted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app import demo
from app.domain.records import Risk
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.risks import RisksPage
from app.workspace import Person
from tests.benchmarks.conftest import settle

FEW, MANY = 500, 5_000
TIMES = 20
GROWTH = {"a key in the filter": 4, "a score saved and shown": 3, "1,000 cells pasted": 10}
"""How many times as much ten times the risks may cost: what is asked of all rows at once is little."""
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def register(window: MainWindow, folder: Path, count: int) -> RisksPage:
    """The page of a demo plan with so many risks; the first edit, before which a backup is made, is over."""
    plan = demo.make(folder / f"{count}.goldthread", Person("Benchmark"), folder / "backups")
    plan._store.db.execute("PRAGMA synchronous = OFF")  # pyright: ignore[reportUnknownMemberType]
    words = ("staff", "system", "money", "courts", "carers")
    rows = [
        {
            "title": f"{words[n % 5].title()} fail in case {n}", "owner": f"Officer {n % 40}",
            "likelihood": n % 5 + 1, "impact": n % 4 + 1,
        }
        for n in range(count - len(plan.all(Risk)))
    ]  # fmt: skip
    plan.save(*plan.new_records(Risk, rows), label="Add risks")
    window.show_plan(plan)
    settle(window)
    number = next(n for n, place in enumerate(PLACES) if place.load() is RisksPage)
    window.show_page(number)
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, RisksPage)
    return page


def timed(act: Callable[[], object]) -> float:
    """Milliseconds until what an act leads to is painted."""
    begun = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def keys_in_the_filter(page: RisksPage) -> list[float]:
    """What each key costs of words that are typed into the filter."""
    taken: list[float] = []
    line = page.risks.bar.line
    line.setFocus()
    for word in ("carers fail", "system", "case 49"):
        taken += [timed(lambda letter=letter: QTest.keyClicks(line, letter)) for letter in word]
        line.clear()
        QApplication.processEvents()
    return taken


def cells_saved(page: RisksPage) -> list[float]:
    """What Enter costs after a score was typed: it is saved, and shown with all that follows from it."""
    table = page.risks.table
    table.setFocus()
    column = next(n for n, each in enumerate(table.records.columns) if each.name == "score")
    taken: list[float] = []
    for number in range(TIMES + 2):
        index = table.records.index(number, column)
        table.setCurrentIndex(index)
        QTest.keyClicks(table, "3")
        line = table.indexWidget(index)
        assert isinstance(line, QLineEdit)
        line.setText(f"{number % 5 + 1}x{number % 3 + 2}")
        taken.append(timed(lambda line=line: QTest.keyClick(line, Key.Key_Return)))
    return taken[2:]  # the first works out what later ones keep


def blocks_pasted(page: RisksPage) -> list[float]:
    """What pasting 500 rows of two columns costs."""
    table = page.risks.table
    table.setFocus()
    owner = next(n for n, each in enumerate(table.records.columns) if each.name == "owner")
    taken: list[float] = []
    for number in range(4):
        rows = (f"Person {number} {row % 7}\t{(row + number) % 5 + 1}x{row % 5 + 1}" for row in range(min(500, FEW)))
        QGuiApplication.clipboard().setText("\n".join(rows))
        table.setCurrentIndex(table.records.index(0, owner))
        taken.append(timed(lambda: QTest.keyClick(table, Key.Key_V, Control)))
    assert page.workspace.undo_label.startswith("Paste into ")
    return taken


def measured(window: MainWindow, folder: Path, count: int) -> dict[str, list[float]]:
    page = register(window, folder, count)
    return {
        "a key in the filter": keys_in_the_filter(page),
        "a score saved and shown": cells_saved(page),
        "1,000 cells pasted": blocks_pasted(page),
    }


@pytest.mark.measured
def test_hands_are_as_quick_in_a_register_of_thousands(window: MainWindow, tmp_path: Path):
    few, many = measured(window, tmp_path, FEW), measured(window, tmp_path, MANY)
    for what, taken in many.items():
        before, now = few[what], taken
        print(
            f"\n  {what}: {median(now):.0f} ms, p95 {p95(now):.0f} of {MANY:,} risks; "
            f"{median(before):.0f} ms, p95 {p95(before):.0f} of {FEW:,}", end="",
        )  # fmt: skip
    assert all(median(many[what]) < GROWTH[what] * median(few[what]) for what in many)
