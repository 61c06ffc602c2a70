"""Bringing a copy home from the File menu; a copy that a cloud folder left is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Risk
from app.ui.bringing import Bringing
from app.ui.dialogs.bring_in import CopyDialog
from app.ui.dialogs.settle import ClashDialog
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.risks.page import RisksPage
from app.ui.plan_files import PlanFiles
from app.workspace import Person, Workspace
from tests.app.ui.hands import Key, answering, press, type_into

ANN, CHAIR = Person("Ann"), Person("Cleo Carr", "Chair")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the plan, in which the chair gave the risk another owner; so did Ann in the plan."""
    with_risk = Workspace.create(
        tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "Plan", today=lambda: date(2018, 1, 31)
    )
    risk = with_risk.draft(Risk, title="Staff leave", owner="Nobody")
    with_risk.save(risk, label="Add a risk")
    path = tmp_path / "chair's.goldthread"
    with_risk.save_copy(path)
    chair = Workspace.open(path, CHAIR, tmp_path / "b")
    chair.save(replace(risk, owner="Director"), label="Re-own R-01")
    chair.close()
    with_risk.save(replace(risk, owner="Head of HR"), label="Own R-01")
    with_risk.close()
    return path


@pytest.fixture
def window(qtbot: QtBot, copy: Path, tmp_path: Path) -> Iterator[MainWindow]:
    def no_demo() -> Workspace:
        raise AssertionError("no demo is asked for")

    made = MainWindow(PLACES, ANN, tmp_path / "backups", no_demo)
    qtbot.addWidget(made)
    made.show()
    made.feature(PlanFiles).open(tmp_path / "plan.goldthread")
    yield made
    made.close()


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Answers the system's file dialog, which no test can reach."""

    def choosing(path: Path | None) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path) if path else "", ""))

    return choosing


def said(dialog: CopyDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def read(qtbot: QtBot, dialog: CopyDialog) -> None:
    qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=60_000)


def test_the_copy_is_read_brought_in_by_keyboard_and_its_clash_settled_from_the_overview(
    qtbot: QtBot, window: MainWindow, copy: Path, choose: Callable[[Path | None], None]
):
    workspace = window.workspace
    assert workspace is not None

    def look(dialog: CopyDialog) -> None:
        read(qtbot, dialog)
        qtbot.waitUntil(lambda: "Re-own R-01" in said(dialog), timeout=60_000)
        told = said(dialog)
        assert "1 edit by Cleo Carr." in told
        assert "Both changed (1)" in told
        assert "“Director”" in told
        assert dialog.area.hasFocus()
        assert workspace.all(Risk)[0].owner == "Head of HR"
        qtbot.keyClick(dialog, Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60_000)

    choose(copy)
    with answering(look):
        window.menus["Bring in a copy…"].trigger()
    assert window.notice.message.text() == (
        "Brought in chair's.goldthread. 1 thing to settle, under “Needs attention” on the overview."
    )
    (clash,) = workspace.plan.clashes
    window.show_page(3)
    assert isinstance(window.page(), RisksPage)
    press(qtbot, window.notice.buttons[0])

    def settle(dialog: ClashDialog) -> None:
        assert dialog.choices[0].radio.text().startswith("Ann, ")
        assert dialog.choices[0].radio.isChecked()
        assert dialog.form.fields["owner"].text() == "Head of HR"
        press(qtbot, dialog.choices[1].radio)
        assert dialog.form.fields["owner"].text() == "Director"
        press(qtbot, dialog.save_button)

    page = window.page()
    assert isinstance(page, OverviewPage)
    lines = page.dashboard.attention
    while lines.more.isVisible():
        press(qtbot, lines.more)
    row = next(row for row in lines.rows if row.line.target == clash)
    with answering(settle):
        qtbot.keyClick(row, Key.Key_Return)
    assert workspace.plan.clashes == ()
    assert workspace.all(Risk)[0].owner == "Director"


def test_what_is_wrong_with_a_copy_is_said_there(
    qtbot: QtBot, window: MainWindow, copy: Path, choose: Callable[[Path | None], None]
):
    copy.write_bytes(copy.read_bytes()[:9000])

    def look(dialog: CopyDialog) -> None:
        read(qtbot, dialog)
        assert dialog.outcome.message.text().startswith("Nothing was brought in. The file is cut off")
        assert dialog.bring.isHidden()
        qtbot.keyClick(dialog, Key.Key_Escape)

    choose(copy)
    with answering(look):
        window.menus["Bring in a copy…"].trigger()


def test_a_copy_with_nothing_new_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, choose: Callable[[Path | None], None]
):
    workspace = window.workspace
    assert workspace is not None
    workspace.save_copy(tmp_path / "same.goldthread")

    def look(dialog: CopyDialog) -> None:
        read(qtbot, dialog)
        assert "The copy holds nothing that this plan lacks." in said(dialog)
        assert dialog.bring.isHidden()
        assert dialog.cancel.hasFocus()
        qtbot.keyClick(dialog.cancel, Key.Key_Space)

    choose(tmp_path / "same.goldthread")
    with answering(look):
        window.menus["Bring in a copy…"].trigger()


def test_who_thinks_better_of_it_brings_nothing_in(
    qtbot: QtBot, window: MainWindow, copy: Path, choose: Callable[[Path | None], None]
):
    def look(dialog: CopyDialog) -> None:
        read(qtbot, dialog)
        press(qtbot, dialog.cancel)

    workspace = window.workspace
    assert workspace is not None
    choose(copy)
    with answering(look):
        window.menus["Bring in a copy…"].trigger()
    choose(None)
    window.menus["Bring in a copy…"].trigger()
    assert workspace.all(Risk)[0].owner == "Head of HR"


def test_a_copy_that_a_cloud_folder_left_beside_the_plan_is_offered_on_opening(
    qtbot: QtBot, window: MainWindow, copy: Path, tmp_path: Path
):
    plan = tmp_path / "plan.goldthread"
    left = copy.rename(tmp_path / "plan (Cleo's conflicted copy 2018-03-01).goldthread")
    window.show_welcome()
    window.feature(PlanFiles).open(plan)
    qtbot.waitUntil(window.notice.isVisible, timeout=60_000)
    assert window.notice.message.text() == (
        f"Beside this plan lies {left.name}, which holds what the plan lacks: 1 edit by Cleo Carr."
    )

    def look(dialog: CopyDialog) -> None:
        read(qtbot, dialog)
        press(qtbot, dialog.bring)
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60_000)

    with answering(look):
        press(qtbot, window.notice.buttons[0])
    assert window.workspace is not None
    assert len(window.workspace.plan.clashes) == 1
    window.feature(PlanFiles).open(plan.with_name(left.name))
    window.feature(PlanFiles).open(plan)
    qtbot.waitUntil(lambda: window.feature(Bringing).job is not None)
    job = window.feature(Bringing).job
    assert job is not None
    job.wait()
    assert not window.notice.isVisible()


def test_a_plan_that_is_closed_is_not_looked_beside_any_more(window: MainWindow, copy: Path, tmp_path: Path):
    copy.rename(tmp_path / "plan-LAPTOP.goldthread")
    window.show_welcome()
    window.feature(PlanFiles).open(tmp_path / "plan.goldthread")
    window.show_welcome()
    assert window.feature(Bringing).job is None


def test_in_the_panel_of_a_record_it_stands_what_copies_disagree_about_and_is_settled_there(
    qtbot: QtBot, window: MainWindow, copy: Path, choose: Callable[[Path | None], None]
):
    workspace = window.workspace
    assert workspace is not None

    def look(dialog: CopyDialog) -> None:
        read(qtbot, dialog)
        press(qtbot, dialog.bring)
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60_000)

    choose(copy)
    with answering(look):
        window.menus["Bring in a copy…"].trigger()
    window.open_target(workspace.all(Risk)[0])
    page = window.page()
    assert isinstance(page, RisksPage)
    apart = page.risks.panel.sources.apart
    (button,) = [b for b in apart.findChildren(QPushButton) if b.text() == "Settle"]
    assert button.accessibleName() == "Settle: owner"

    def settle(dialog: ClashDialog) -> None:
        type_into(qtbot, dialog.form.fields["owner"].control, "Somebody new")
        qtbot.keyClick(dialog, Key.Key_Return)

    with answering(settle):
        button.click()
    assert workspace.all(Risk)[0].owner == "Somebody new"
    assert apart.isHidden()
