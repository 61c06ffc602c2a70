"""New, open, save a copy, restore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app import settings
from app.domain.records import Programme
from app.ui.dialogs.ask import AskDialog
from app.ui.dialogs.restore import RestoreDialog
from app.ui.main_window import MainWindow
from app.ui.page import Page, Place
from app.ui.plan_files import PlanFiles
from app.ui.welcome import Welcome
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into

ANN = Person("Ann")


class Blank(Page):
    def reload(self, kinds: object) -> None:
        pass


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    def demo() -> Workspace:
        number = sum(1 for _ in tmp_path.glob("demo*.goldthread"))
        return Workspace.create(tmp_path / f"demo{number or ''}.goldthread", ANN, tmp_path / "backups", "Demo")

    made = MainWindow([Place("Blank", lambda: Blank)], ANN, tmp_path / "backups", demo)
    qtbot.addWidget(made, before_close_func=MainWindow.show_welcome)  # a demo that was changed would ask
    made.show_welcome()
    made.show()
    yield made
    made.close()


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Answers the system's file dialog, which no test can reach."""

    def choosing(path: Path | None) -> None:
        answer = (str(path) if path else "", "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)

    return choosing


def title(window: MainWindow) -> str:
    return window.workspace.plan.programme.title if window.workspace else ""


def name_it(qtbot: QtBot) -> Callable[[AskDialog], None]:
    def answer(dialog: AskDialog) -> None:
        type_into(qtbot, dialog.fields["title"].control, "Our plan")
        press(qtbot, dialog.button)

    return answer


def test_a_new_plan_is_made_opened_and_remembered(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path | None], None], tmp_path: Path
):
    choose(tmp_path / "ours")
    with answering(name_it(qtbot)):
        window.feature(PlanFiles).new()
    assert title(window) == "Our plan"
    assert window.feature(PlanFiles).recent() == [tmp_path / "ours.goldthread"]


def test_a_workbook_is_brought_into_a_new_plan(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path | None], None], tmp_path: Path
):
    welcome = window.findChild(Welcome)
    assert isinstance(welcome, Welcome)
    choose(tmp_path / "ours")
    seen: list[str] = []
    with answering(name_it(qtbot), lambda dialog: seen.append(dialog.windowTitle())):
        press(qtbot, welcome.workbook)
    assert seen == ["Import an existing plan"]
    assert title(window) == "Our plan"


def test_who_thinks_better_of_a_new_plan_is_not_asked_for_a_workbook(
    window: MainWindow, choose: Callable[[Path | None], None]
):
    with answering(lambda dialog: dialog.reject()):
        window.feature(PlanFiles).begin_with_workbook()
    assert window.workspace is None


def test_a_place_that_is_taken_is_refused_and_the_open_plan_stays(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path | None], None], tmp_path: Path
):
    window.feature(PlanFiles).demo()
    (tmp_path / "taken.goldthread").write_text("mine", encoding="utf-8")
    choose(tmp_path / "taken.goldthread")
    with answering(name_it(qtbot)):
        window.feature(PlanFiles).new()
    assert title(window) == "Demo"
    assert window.notice.isVisible()
    assert (tmp_path / "taken.goldthread").read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_opened_is_said_in_a_sentence_and_the_open_plan_stays(window: MainWindow, tmp_path: Path):
    window.feature(PlanFiles).demo()
    (tmp_path / "empty.goldthread").touch()
    window.feature(PlanFiles).open(tmp_path / "empty.goldthread")
    assert title(window) == "Demo"
    assert window.notice.message.text() == "The file is empty: a copy or a download did not finish."


def test_a_plan_that_is_gone_is_forgotten(window: MainWindow, tmp_path: Path):
    settings.put(settings.RECENT, [str(tmp_path / "gone.goldthread")])
    window.feature(PlanFiles).open(tmp_path / "gone.goldthread")
    assert settings.get(settings.RECENT) == []
    assert window.notice.isVisible()


def test_a_plan_that_is_open_is_not_opened_again(window: MainWindow, tmp_path: Path):
    window.feature(PlanFiles).demo()
    workspace = window.workspace
    window.feature(PlanFiles).open(tmp_path / "demo.goldthread")
    assert window.workspace is workspace
    assert window.notice.message.text() == "This plan is open already."


def test_a_copy_is_a_whole_plan_of_its_own(window: MainWindow, choose: Callable[[Path | None], None], tmp_path: Path):
    window.feature(PlanFiles).demo()
    choose(tmp_path / "copy")
    window.feature(PlanFiles).save_copy()
    assert window.notice.message.text() == "A copy was saved as copy.goldthread."
    window.feature(PlanFiles).open(tmp_path / "copy.goldthread")
    assert title(window) == "Demo"
    assert window.workspace is not None
    assert window.workspace.writable


def test_a_backup_is_put_back_and_what_was_there_is_kept_too(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    Workspace.create(tmp_path / "plan.goldthread", ANN, window.backups, "Demo").close()
    window.feature(PlanFiles).open(tmp_path / "plan.goldthread")
    workspace = window.workspace
    assert workspace is not None
    workspace.save(replace(workspace.all(Programme)[0], title="Changed"), label="Rename")
    kept = len(workspace.backups())
    assert kept >= 1

    def take_the_oldest(dialog: RestoreDialog) -> None:
        dialog.table.select(str(workspace.backups()[-1].path))
        press(qtbot, dialog.restore)

    with answering(take_the_oldest):
        window.feature(PlanFiles).restore()
    assert title(window) == "Demo"
    assert len(workspace.backups()) == kept + 1
    assert window.notice.message.text().startswith("The plan is as it was on ")


def test_who_thinks_better_of_it_changes_nothing(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path | None], None]
):
    choose(None)
    window.feature(PlanFiles).open()
    with answering(lambda dialog: press(qtbot, dialog.cancel)):
        window.feature(PlanFiles).new()
    assert window.workspace is None
    assert not window.notice.isVisible()


def test_a_plan_that_is_damaged_is_put_back_from_its_backup(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    path = tmp_path / "plan.goldthread"
    Workspace.create(path, ANN, tmp_path / "backups", "Our plan").close()
    made = Workspace.open(path, ANN, tmp_path / "backups")
    made.save(replace(made.plan.programme, council="Town"), label="Name the council")
    made.close()
    path.write_bytes(path.read_bytes()[:9000])
    window.feature(PlanFiles).open(path)
    assert "cut off" in window.notice.message.text()
    assert [button.text() for button in window.notice.buttons] == ["Restore a backup…", "Close"]
    with answering(lambda dialog: press(qtbot, dialog.restore)):
        press(qtbot, window.notice.buttons[0])
    assert title(window) == "Our plan"
    assert window.workspace is not None
    assert window.workspace.plan.programme.council == "", "as it was before its last change"
    assert window.notice.message.text().startswith("The plan is as it was on ")
    (aside,) = tmp_path.glob("plan (damaged*).goldthread")
    assert aside.name in window.notice.message.text()
    assert len(aside.read_bytes()) == 9000


def test_a_file_without_backups_offers_none(window: MainWindow, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("Nothing")
    window.feature(PlanFiles).open(tmp_path / "notes.txt")
    assert [button.text() for button in window.notice.buttons] == ["Close"]


# -- leaving the demo


def rename(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.save(replace(window.workspace.plan.programme, council="Town"), label="Name the council")


def answer(qtbot: QtBot, word: str) -> Callable[[QMessageBox], None]:
    def act(box: QMessageBox) -> None:
        assert [button.text().replace("&", "") for button in box.buttons()].count(word) == 1
        press(qtbot, next(b for b in box.buttons() if b.text().replace("&", "") == word))

    return act


SAVE, LEAVE, STAY = "Save it as a file…", "Leave without saving", "Stay"
WAYS: dict[str, Callable[[MainWindow, Path], object]] = {
    "close the window": lambda window, _: window.close(),
    "quit": lambda window, _: window.menus["Quit"].trigger(),
    "open another plan": lambda window, other: window.feature(PlanFiles).open(other),
    "open one of those opened lately": lambda window, other: window.feature(PlanFiles).open(other),
    "a new plan": lambda window, _: window.menus["New plan…"].trigger(),
    "a fresh demo": lambda window, _: window.menus["See the demo"].trigger(),
}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    Workspace.create(tmp_path / "North plan.goldthread", ANN, tmp_path / "backups", "North").close()
    return tmp_path / "North plan.goldthread"


def left(window: MainWindow, demo: Workspace | None) -> bool:
    return not window.isVisible() or window.workspace is not demo


@pytest.mark.parametrize("way", WAYS)
def test_leaving_the_demo_with_edits_asks_and_one_may_stay(qtbot: QtBot, window: MainWindow, other: Path, way: str):
    window.feature(PlanFiles).demo()
    demo = window.workspace
    rename(window)
    for stay in (answer(qtbot, STAY), lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape)):
        with answering(stay):
            WAYS[way](window, other)
        assert not left(window, demo)
    assert demo is not None
    assert demo.plan.programme.council == "Town"


@pytest.mark.parametrize("way", WAYS)
def test_leaving_the_demo_as_it_came_asks_nothing(
    qtbot: QtBot, window: MainWindow, other: Path, choose: Callable[[Path | None], None], tmp_path: Path, way: str
):
    choose(tmp_path / "ours")
    window.feature(PlanFiles).demo()
    demo = window.workspace
    with answering(*([name_it(qtbot)] if way == "a new plan" else [])):
        WAYS[way](window, other)
    assert left(window, demo)


@pytest.mark.parametrize("way", WAYS)
def test_leaving_the_demo_with_edits_can_be_meant(
    qtbot: QtBot, window: MainWindow, other: Path, choose: Callable[[Path | None], None], tmp_path: Path, way: str
):
    choose(tmp_path / "ours")
    window.feature(PlanFiles).demo()
    demo = window.workspace
    rename(window)
    with answering(answer(qtbot, LEAVE), *([name_it(qtbot)] if way == "a new plan" else [])):
        WAYS[way](window, other)
    assert left(window, demo)


def test_the_demo_is_saved_as_a_file_before_it_is_left_and_then_never_asks_again(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path | None], None], tmp_path: Path
):
    window.feature(PlanFiles).demo()
    rename(window)
    choose(None)
    with answering(answer(qtbot, SAVE)):
        window.close()
    assert window.isVisible(), "who names no file stays"
    choose(tmp_path / "kept")
    window.feature(PlanFiles).save_copy()
    assert window.feature(PlanFiles).recent() == [tmp_path / "kept.goldthread"]
    window.close()
    assert not window.isVisible(), "a copy holds what was changed"
    kept = Workspace.open(tmp_path / "kept.goldthread", ANN, tmp_path / "backups")
    assert kept.plan.programme.council == "Town"
    kept.close()


def test_what_is_asked_saves_the_demo(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Path | None], None], tmp_path: Path
):
    window.feature(PlanFiles).demo()
    rename(window)
    choose(tmp_path / "kept")
    with answering(answer(qtbot, SAVE)):
        window.close()
    assert not window.isVisible()
    kept = Workspace.open(tmp_path / "kept.goldthread", ANN, tmp_path / "backups")
    assert kept.plan.programme.council == "Town"
    kept.close()


def test_a_plan_of_ones_own_is_left_without_a_word(window: MainWindow, other: Path):
    window.feature(PlanFiles).open(other)
    rename(window)
    window.feature(PlanFiles).demo()
    assert title(window) == "Demo"


def test_the_title_bar_names_the_file_or_the_demo(window: MainWindow, other: Path, tmp_path: Path):
    assert window.windowTitle() == "Goldthread"
    window.feature(PlanFiles).demo()
    assert window.windowTitle() == "Demo plan – Goldthread"
    assert window.rail.saved.text() == "Demo: changes are not kept"
    rename(window)
    assert window.windowTitle() == "Demo plan, edited – Goldthread"
    assert window.workspace is not None
    window.workspace.undo()
    first = Workspace.open(other, Person("Pat"), tmp_path / "backups")
    window.show_plan(Workspace.open(other, ANN, tmp_path / "backups"))
    assert window.windowTitle() == "North plan, read only – Goldthread"
    first.close()
    window.show_plan(Workspace.open(other, ANN, tmp_path / "backups"))
    assert window.windowTitle() == "North plan – Goldthread"
    rename(window)
    assert window.windowTitle() == "North plan – Goldthread", "a plan is saved as it is changed"
