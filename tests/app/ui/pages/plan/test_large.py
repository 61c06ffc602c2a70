"""A plan of thousands: what the page does grows with what it shows, not with what the plan holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Objective, Theme
from app.domain.schedule import PartialDate
from app.ui.page import ALL_KINDS
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan.rows import PlanRow
from app.ui.session import Session
from app.workspace import Workspace
from tests.app.ui.hands import page_alone

from .conftest import PERSON

MANY = 5000
SEEN = 60  # rows that a window of this size can show, and some more


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Four themes of ten objectives each, 5,000 actions over ten years."""
    folder = tmp_path_factory.mktemp("large")
    made = Workspace.create(folder / "plan.goldthread", PERSON, folder / "backups", "Improvement")
    themes = [made.draft(Theme, title=f"Theme of {n}", number=n + 1) for n in range(4)]
    objectives = [
        made.draft(Objective, title=f"Objective {n}", ref=f"O-{n:02}", theme=themes[n % 4].id) for n in range(40)
    ]
    actions = [
        made.draft(
            Action, title=f"Do thing {n}", ref=f"A-{n:04}", owner="Director", objective=objectives[n % 40].id,
            starts=PartialDate(f"{2010 + n % 10}-{n % 12 + 1:02}"), due=PartialDate(f"{2011 + n % 10}"),
            percent=n % 100,
        )
        for n in range(MANY)
    ]  # fmt: skip
    made.save(*themes, *objectives, *actions, label="Fill the plan")
    yield made
    made.close()


def asked(rows: list[PlanRow]) -> set[str]:
    """The references of the actions among rows that were asked how they stand."""
    return {row.ref for row in rows if "rating" in vars(row) and isinstance(row.record, Action)}


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, large: Workspace, tmp_path: Path) -> Iterator[PlanPage]:
    """The page on the large plan."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    with page_alone(qtbot, PlanPage(Session(large))) as page:
        yield page


@pytest.mark.parametrize("view", [0, 1, 2], ids=["tree", "table", "timeline"])
def test_only_rows_that_are_seen_are_asked_how_they_stand(qtbot: QtBot, page: PlanPage, view: int) -> None:
    words = page.tabs.words
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton, pos=words.tabRect(view).center())
    page.grab()
    if view != 1:
        page.branches.open.update({row.key: True for row in page.tree.records.rows})
        page.reload(ALL_KINDS)
        page.grab()
    rows = (page.tree, page.table, page.time.table)[view].records.rows
    assert len(rows) >= MANY
    assert 0 < len(asked(rows)) <= SEEN


def test_the_tree_begins_with_themes_and_objectives(page: PlanPage) -> None:
    assert len(page.tree.records.rows) == 44
    page.grab()
    assert asked(page.tree.records.rows) == set()


def test_the_end_of_it_is_reached_at_once(qtbot: QtBot, page: PlanPage) -> None:
    page.tabs.words.setCurrentIndex(1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    current = page.table.current()
    assert current is not None
    assert current.ref == f"A-{MANY - 1}"
    page.grab()
    assert len(asked(page.table.records.rows)) <= 2 * SEEN


def test_words_are_found_among_all_without_asking_any_other_how_it_stands(page: PlanPage) -> None:
    page.tabs.words.setCurrentIndex(1)
    before = page.table.records.rows
    page.filters.line.setText("A-4321")
    assert [row.ref for row in page.table.records.rows] == ["A-4321"]
    page.grab()
    assert asked(page.table.records.rows) == {"A-4321"}
    assert len(asked(before)) <= SEEN


def test_the_time_of_ten_years_is_scrolled_not_squeezed(page: PlanPage) -> None:
    page.tabs.words.setCurrentIndex(2)
    assert page.time.scale.first == date(2010, 1, 1)
    assert page.time.bar.maximum() > 0
