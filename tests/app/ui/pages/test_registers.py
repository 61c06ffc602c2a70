"""Every register on the demo plan at 1280 x 720: one scroller on any way, nothing cut off, edits where they can be."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.records import Audit, BudgetLine, Indicator, Partner, Recommendation, Record, Risk, Statement, Visit
from app.ui import operations
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.register.page import RegisterPage
from app.workspace import Person, Workspace
from tests.app.ui.whole import cut_off, scrolling

KINDS: tuple[type[Record], ...] = (
    Indicator, Risk, Recommendation, Visit, Partner, Audit, BudgetLine, Statement,
)  # fmt: skip
CHANGE = {each.word for each in operations.ACTS if not each.reads} | {"New risk", "New indicator", "New visit", "Add"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the demo plan."""
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder / "demo.goldthread", Person("Ann"), folder / "backups").close()
    return folder / "demo.goldthread"


@pytest.fixture
def window(qtbot: QtBot, told: Path, tmp_path: Path) -> Iterator[MainWindow]:
    plan = Workspace.open(Path(shutil.copy(told, tmp_path)), Person("Ann"), tmp_path / "backups")
    made = MainWindow(PLACES, Person("Ann"), tmp_path / "backups", lambda: plan)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show_plan(plan)
    made.show()
    yield made
    made.close()


def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def seen(window: MainWindow) -> RegisterPage:
    for _ in range(4):
        QApplication.processEvents()
    page = window.page()
    assert isinstance(page, RegisterPage)
    return page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_every_record_is_read_whole_in_a_panel_that_scrolls_as_one(window: MainWindow, kind: type[Record]):
    for record in workspace(window).all(kind):
        window.open_target(record)
        page = seen(window)
        assert page.register.panel.record == record
        assert not [[type(part).__name__ for part in way] for way in scrolling(page)]
        assert not cut_off(page), record.name


def look_back(window: MainWindow) -> None:
    workspace(window).look_back(workspace(window).closed_meetings[0])


def facts_only(window: MainWindow) -> None:
    workspace(window).facts_only = True


def present(window: MainWindow) -> None:
    window.session.reading = "you present"


@pytest.mark.parametrize("mode", [look_back, facts_only, present])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_where_nothing_can_be_edited_no_register_offers_it(
    window: MainWindow, kind: type[Record], mode: Callable[[MainWindow], None]
):
    mode(window)
    for record in workspace(window).all(kind)[:2]:
        window.open_target(record)
        page = seen(window)
        page.reload(frozenset({kind}))
        words = {b.text().replace("&", "") for b in page.findChildren(QPushButton) if b.isVisible() and b.isEnabled()}
        assert not words & CHANGE
        assert not page.register.panel.strands.line.isVisible()
