"""What is typed and not saved survives a kill, and is offered at the next start: never put anywhere by itself."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Risk
from app.drafts import Drafts
from app.ui import drafting
from app.ui.dialogs.kind_dialog import KindDialog
from app.ui.drafting import Drafting
from app.ui.main_window import MainWindow
from app.ui.pages.risks.page import RisksPage
from app.ui.unsaved import UnsavedDialog
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into, window_of

ANN = Person("Ann", "Officer")

_TYPES = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app import places
from app.domain.records import Risk
from app.ui import drafting
from app.ui.main_window import MainWindow
drafting.LOOK = 20
plan, how = Path(sys.argv[1]), sys.argv[2]
places.backups = lambda: plan.parent / "backups"
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(plan.parent / "settings"))

def type_in(window):
    risk = window.session.workspace.all(Risk)[0]
    window.open_target(risk)
    if how == "dialog":
        QTimer.singleShot(0, lambda: type_in_dialog(window))
        window.menus["Risk…"].trigger()
        return
    fields = window.page().risks.fields.form.fields
    control = fields["mitigation" if how == "page" else "review"].control
    control.setFocus()
    QTest.keyClicks(control, "Half the team" if how == "page" else "32 May 2018")
    if how == "refused":
        fields["owner"].control.setFocus()
    wait_for_draft(window)

def type_in_dialog(window):
    dialog = QApplication.activeModalWidget()
    for name, text in (("title", "A new risk"), ("owner", "Head of service")):
        dialog.form.fields[name].control.setFocus()
        QTest.keyClicks(dialog.form.fields[name].control, text)
    wait_for_draft(window)

def wait_for_draft(window):
    path = window.session.workspace.drafts.path
    if path.exists() and (how != "dialog" or "Head of service" in path.read_text("utf-8")):
        print("typed", flush=True)
    else:
        QTimer.singleShot(5, lambda: wait_for_draft(window))

def begin():
    window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)
    feature = window and next(f for f in window.features if isinstance(f, drafting.Drafting))
    if not window or feature._typing is None:
        QTimer.singleShot(5, begin)
    else:
        type_in(window)

from app.__main__ import application, run
from app.workspace import Person
application()
QTimer.singleShot(0, begin)
code = run(plan, person=Person("Ann", "Officer"))
print("ended", code, flush=True)
"""


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "LOOK", 20)
    monkeypatch.setattr(drafting, "AFTERWARDS", 1)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.goldthread"
    made = Workspace.create(path, ANN, tmp_path / "backups", "Improvement")
    made.save(made.draft(Risk, title="Staff leave", owner="Bo"), label="Add a risk")
    made.save(made.draft(Risk, title="Money"), label="Add a risk")
    made.close()
    return path


@pytest.fixture
def workspace(plan: Path, tmp_path: Path) -> Workspace:
    return Workspace.open(plan, ANN, tmp_path / "backups")


@pytest.fixture
def window(workspace: Workspace) -> Iterator[MainWindow]:
    with window_of(workspace) as made:
        yield made
        made.end()


def feature(window: MainWindow) -> Drafting:
    return window.feature(Drafting)


def begun(window: MainWindow) -> bool:
    return feature(window)._typing is not None


def risks(window: MainWindow, number: int = 0) -> RisksPage:
    window.open_target(window.session.workspace.all(Risk)[number])
    page = window.page()
    assert isinstance(page, RisksPage)
    return page


def type_in_form(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    qtbot.waitUntil(lambda: begun(window))
    type_into(qtbot, risks(window).risks.fields.form.fields[name].control, text)


def kept(workspace: Workspace) -> list[str]:
    return [draft.typed for draft in workspace.drafts.read()]


def button(window: MainWindow, word: str) -> QPushButton:
    return next(b for b in feature(window).banner.buttons if b.text() == word)


def killed(plan: Path, how: str, number: int) -> tuple[str, int]:
    """A program in which somebody typed and that was then sent a signal; what it said last, and how it ended."""
    command = [sys.executable, "-c", _TYPES, str(plan), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "typed\n"
        program.send_signal(number)
        return program.stdout.read(), program.wait()


def open_again(plan: Path) -> Workspace:
    return Workspace.open(plan, ANN, plan.parent / "backups")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there a program is ended otherwise")
def test_what_was_typed_on_a_page_is_offered_after_a_kill_and_put_back_when_it_is_wanted(qtbot: QtBot, plan: Path):
    killed(plan, "page", signal.SIGKILL)
    workspace = open_again(plan)
    with window_of(workspace) as window:
        qtbot.waitUntil(feature(window).banner.isVisible)
        said = feature(window).banner.message.text()
        assert said == "You had typed “Half the team” in the controls in place of R-01 and not saved it." or (
            said.startswith("You had typed “Half the team” in the ") and said.endswith(" of R-01 and not saved it.")
        )
        assert workspace.all(Risk)[0].mitigation == "", "nothing is put there by itself"

        def save(dialog: KindDialog[Risk]) -> None:
            assert dialog.form.fields["mitigation"].text() == "Half the team"
            press(qtbot, dialog.save_button)

        with answering(save):
            press(qtbot, button(window, "Put back…"))
        assert workspace.all(Risk)[0].mitigation == "Half the team"
        assert not feature(window).banner.isVisible()
        assert kept(workspace) == []
        assert not workspace.drafts.path.exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there a program is ended otherwise")
def test_a_record_that_was_being_added_is_offered_with_all_that_was_typed_of_it(qtbot: QtBot, plan: Path):
    killed(plan, "dialog", signal.SIGKILL)
    workspace = open_again(plan)
    with window_of(workspace) as window:
        qtbot.waitUntil(feature(window).banner.isVisible)
        assert "You had typed 2 texts and not saved them" in feature(window).banner.message.text()

        def save(dialog: KindDialog[Risk]) -> None:
            assert dialog.form.fields["title"].text() == "A new risk"
            assert dialog.form.fields["owner"].text() == "Head of service"
            press(qtbot, dialog.save_button)

        def look(dialog: UnsavedDialog) -> None:
            assert len(dialog.entries) == 2
            with answering(save):
                press(qtbot, dialog.entries[0]["Put back…"])

        with answering(look):
            press(qtbot, button(window, "Look at them…"))
        assert [(r.ref, r.title, r.owner) for r in workspace.all(Risk)][-1] == ("R-03", "A new risk", "Head of service")
        assert kept(workspace) == []


@pytest.mark.skipif(os.name == "nt", reason="there no such signal comes")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_told_to_end_it_saves_what_is_typed_and_ends_in_order(plan: Path, number: int):
    said, code = killed(plan, "page", number)
    assert (said, code) == ("ended 0\n", 0)
    workspace = open_again(plan)
    assert workspace.all(Risk)[0].mitigation == "Half the team"
    assert kept(workspace) == []
    workspace.close()


@pytest.mark.skipif(os.name == "nt", reason="there no such signal comes")
@pytest.mark.parametrize(
    ("how", "typed"), [("refused", ["32 May 2018"]), ("dialog", ["A new risk", "Head of service"])]
)
def test_told_to_end_it_keeps_what_cannot_be_saved(plan: Path, how: str, typed: list[str]):
    said, code = killed(plan, how, signal.SIGTERM)
    assert (said, code) == ("ended 0\n", 0)
    workspace = open_again(plan)
    assert kept(workspace) == typed
    assert [risk.title for risk in workspace.all(Risk)] == ["Staff leave", "Money"]
    workspace.close()


@pytest.mark.skipif(os.name == "nt", reason="there the user's own folder sees to it")
def test_drafts_are_for_their_owner_alone(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    type_in_form(qtbot, window, "mitigation", "Half")
    qtbot.waitUntil(lambda: kept(workspace) == ["Half"])
    path = workspace.drafts.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_saved_is_no_draft_any_more(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    type_in_form(qtbot, window, "mitigation", "Half")
    qtbot.waitUntil(lambda: kept(workspace) == ["Half"])
    risks(window).risks.fields.form.fields["owner"].control.setFocus()
    assert workspace.all(Risk)[0].mitigation == "Half"
    qtbot.waitUntil(lambda: kept(workspace) == [])


def test_what_was_refused_and_left_is_kept_too(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    type_in_form(qtbot, window, "review", "32 May")
    risks(window, 1)
    qtbot.waitUntil(lambda: kept(workspace) == ["32 May"])
    assert workspace.drafts.read()[0].record == workspace.all(Risk)[0].id


def test_closing_with_text_that_was_refused_asks(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    type_in_form(qtbot, window, "review", "32 May")

    def answer(word: str):
        def act(box: QMessageBox) -> None:
            assert box.text() == "What you typed is not saved."
            assert "of R-01: “32 May”" in box.informativeText()
            press(qtbot, next(b for b in box.buttons() if b.text() == word))

        return act

    with answering(answer("Go back")):
        window.close()
    assert window.isVisible()
    drafts = workspace.drafts
    with answering(answer("Keep it for the next time")):
        window.close()
    assert not window.isVisible()
    assert [draft.typed for draft in drafts.read()] == ["32 May"]


def test_what_is_discarded_as_one_closes_is_not_offered(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    type_in_form(qtbot, window, "review", "32 May")
    drafts = workspace.drafts

    def discard(box: QMessageBox) -> None:
        press(qtbot, next(b for b in box.buttons() if b.text() == "Discard it"))

    with answering(discard):
        window.close()
    assert drafts.read() == []


def test_closing_saves_what_can_be_saved_and_asks_nothing(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, plan: Path
):
    type_in_form(qtbot, window, "mitigation", "Half")
    window.close()
    assert not window.isVisible()
    again = open_again(plan)
    assert again.all(Risk)[0].mitigation == "Half"
    again.close()


def test_where_the_record_was_changed_meanwhile_both_are_shown(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, plan: Path
):
    type_in_form(qtbot, window, "review", "32 May")
    qtbot.waitUntil(lambda: kept(workspace) == ["32 May"])
    draft = workspace.drafts.read()
    window.end()
    again = open_again(plan)
    again.drafts.write([draft[0]._replace(field="owner", label="Owner", was="Bo", typed="Cy")])
    again.save(replace(again.all(Risk)[0], owner="Dee"), label="Re-own R-01")
    with window_of(again) as other:
        qtbot.waitUntil(feature(other).banner.isVisible)
        said = feature(other).banner.message.text()
        assert said == (
            "You had typed “Cy” in the owner of R-01 and not saved it. It was changed since: it now reads “Dee”."
        )

        def look(dialog: KindDialog[Risk]) -> None:
            field = dialog.form.fields["owner"]
            assert field.text() == "Cy"
            assert field.hint.text() == "It was changed since: it now reads “Dee”."
            press(qtbot, dialog.save_button)

        with answering(look):
            press(qtbot, button(other, "Put back…"))
        assert again.all(Risk)[0].owner == "Cy"
        assert kept(again) == []


def offered(plan: Path, **values: str) -> Workspace:
    """A plan of whose first risk an owner was typed."""
    workspace = open_again(plan)
    from app.drafts import Draft

    draft = Draft("2018-01-31T10:00Z", "risk", workspace.all(Risk)[0].id, None, "", "owner", "Owner", "Bo", "Cy")
    workspace.drafts.write([draft._replace(**values)])
    return workspace


def test_it_can_be_kept_for_later_or_discarded(qtbot: QtBot, plan: Path):
    workspace = offered(plan)
    with window_of(workspace) as window:
        qtbot.waitUntil(feature(window).banner.isVisible)
        press(qtbot, button(window, "Keep for later"))
        assert not feature(window).banner.isVisible()
        assert kept(workspace) == ["Cy"]
        assert window.menus["What was typed and not saved…"].isEnabled()

        def discard(dialog: UnsavedDialog) -> None:
            press(qtbot, dialog.entries[0]["Discard"])
            assert not dialog.isVisible(), "nothing is left to be looked at"

        with answering(discard):
            window.menus["What was typed and not saved…"].trigger()
        assert kept(workspace) == []
        assert not window.menus["What was typed and not saved…"].isEnabled()
        assert workspace.all(Risk)[0].owner == "Bo"


def test_what_has_no_place_in_a_form_can_be_pasted(qtbot: QtBot, plan: Path):
    workspace = offered(plan, field="", label="Add an action")
    with window_of(workspace) as window:
        qtbot.waitUntil(feature(window).banner.isVisible)
        press(qtbot, button(window, "Put back…"))
        assert QApplication.clipboard().text() == "Cy"
        assert window.notice.message.text() == "It can be pasted where it belongs."
        assert kept(workspace) == ["Cy"], "it is not known to be anywhere else yet"


def test_what_was_saved_in_the_moment_before_a_kill_is_not_offered(qtbot: QtBot, plan: Path):
    workspace = offered(plan, typed="Bo", was="")
    with window_of(workspace) as window:
        qtbot.waitUntil(lambda: begun(window))
        assert not feature(window).banner.isVisible()
        assert kept(workspace) == []


def test_it_goes_with_the_record_that_is_erased_for_good(qtbot: QtBot, plan: Path):
    workspace = offered(plan)
    first, other = workspace.all(Risk)
    held = workspace.drafts.read()
    more = held[0]._replace(record=other.id, typed="As Staff leave says")
    stays = held[0]._replace(record=other.id, field="mitigation", typed="Something else")
    workspace.drafts.write([*held, more, stays])
    with window_of(workspace) as window:
        qtbot.waitUntil(lambda: begun(window))
        workspace.erase(first, reason="It names somebody", second="Bea")
        assert kept(workspace) == ["Something else"], "what it was called goes everywhere"
        qtbot.waitUntil(lambda: [draft.typed for draft in feature(window).kept] == ["Something else"])
        assert kept(workspace) == ["Something else"]


def test_what_was_typed_of_a_record_that_came_erased_is_not_offered(qtbot: QtBot, plan: Path):
    workspace = offered(plan)
    held = workspace.drafts.read()
    workspace.erase(workspace.all(Risk)[0], reason="It names somebody", second="Bea")
    workspace.drafts.write(held)  # as an older program would have left it
    with window_of(workspace) as window:
        qtbot.waitUntil(lambda: begun(window))
        assert kept(workspace) == []
        assert not feature(window).banner.isVisible()


def test_who_only_reads_keeps_nothing(qtbot: QtBot, plan: Path):
    reader = Workspace.open(plan, Person("Cy"), plan.parent / "backups", write=False)
    with window_of(reader) as window:
        risks(window)
        feature(window)._begin()
        feature(window).look()
        assert not begun(window)
        assert not reader.drafts.path.parent.exists()


def test_who_presents_keeps_nothing_and_gets_back_what_was_refused_before(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
):
    type_in_form(qtbot, window, "review", "32 May")
    qtbot.waitUntil(lambda: kept(workspace) == ["32 May"])
    window.menus["Present"].trigger()
    feature(window).look()
    assert kept(workspace) == ["32 May"], "it is not lost while one presents"
    window.menus["Present"].trigger()
    feature(window).look()
    assert kept(workspace) == ["32 May"]
    assert feature(window).banner.isVisible()


def test_what_one_types_to_find_something_is_kept_nowhere(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    qtbot.waitUntil(lambda: begun(window))
    page = risks(window)
    type_into(qtbot, page.risks.bar.line, "staff")
    feature(window).look()
    assert kept(workspace) == []


def test_drafts_that_nobody_asked_for_in_a_long_time_go(qtbot: QtBot, plan: Path, workspace: Workspace):
    folder = workspace.drafts.path.parent
    old, new = Drafts(folder, Path("/old")), Drafts(folder, Path("/new"))
    held = offered_draft(workspace)
    old.write([held])
    new.write([held])
    os.utime(old.path, (0, 0))
    with window_of(workspace) as window:
        qtbot.waitUntil(lambda: begun(window))
        assert not old.path.exists()
        assert new.path.exists()


def offered_draft(workspace: Workspace):
    from app.drafts import Draft

    return Draft("2018-01-31T10:00Z", "risk", workspace.all(Risk)[0].id, None, "", "owner", "Owner", "Bo", "Cy")
