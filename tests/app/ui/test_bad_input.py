"""What the world does wrong is said where the person is looking, and nothing is lost or half-written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.fields import Day, Number, Text, When, Whole, clean
from app.domain.records import (
    Action,
    Body,
    Indicator,
    Meeting,
    Milestone,
    Programme,
    Reading,
    Record,
    Risk,
    Stage,
    StageAim,
    Theme,
    Thresholds,
    Visit,
)
from app.ui import operations
from app.ui.dialogs.judging import judge_confidence, set_status
from app.ui.dialogs.reading import ReadingDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.write import edit_only, edit_record
from app.ui.main_window import MainWindow
from app.ui.pages.indicators.page import IndicatorsPage
from app.ui.pages.meetings.page import MeetingsPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.risks.page import RisksPage
from app.ui.plan_files import PlanFiles
from app.ui.welcome import Welcome
from app.workspace import Person, Workspace
from db.format import FORMAT
from tests.app.ui.hands import (
    Control,
    Key,
    answering,
    click_row,
    keys,
    name_file,
    press,
    sit_down,
    type_into,
    window_of,
)
from tests.db.plans import altered
from tests.demo_plan import write_demo

ANN, BOB = Person("Ann Officer"), Person("Bob Lead", "Performance")
Changing = Callable[[Path], object]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_demo(tmp_path / "our plan.goldthread")


@pytest.fixture
def window(plan: Path, tmp_path: Path) -> Iterator[MainWindow]:
    with window_of(Workspace.open(plan, ANN, tmp_path / "backups")) as window:
        yield window


def of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def risk_page(window: MainWindow, qtbot: QtBot, ref: str) -> RisksPage:
    """The page of the risks with one of them open."""
    keys(qtbot, window, Key.Key_4, Control)
    page = window.page()
    assert isinstance(page, RisksPage)
    click_row(qtbot, page.risks.table, the_risk(window, ref).id)
    assert page.risks.panel.isVisible()
    return page


def the_risk(window: MainWindow, ref: str) -> Risk:
    return next(risk for risk in of(window).all(Risk) if risk.ref == ref)


def paste(qtbot: QtBot, control: QWidget, text: str) -> None:
    """Put `text` in the place of what a field holds, through the clipboard: no keyboard types all of it."""
    QGuiApplication.clipboard().setText(text)
    control.setFocus()
    qtbot.keyClick(control, Key.Key_A, Control)
    qtbot.keyClick(control, Key.Key_V, Control)


# -- files that are no plan, each in its way


def damage(path: Path) -> None:
    """Overwrite the middle of a file."""
    whole = bytearray(path.read_bytes())
    half = len(whole) // 2
    whole[half : half + 20_000] = random.Random(1).randbytes(20_000)
    path.write_bytes(whole)


def no_longer(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


WRONG: dict[str, tuple[Changing, str]] = {
    "not there": (no_longer, "There is no file at this place."),
    "a folder": (a_folder, "This is a folder, not a plan."),
    "not a plan": (lambda path: path.write_text("Title,Owner\nStaff leave,Ann\n"), "not a plan file"),
    "a workbook": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200)), "Office or zip"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:9000]), "cut off"),
    "another program's": (lambda path: altered(path, "PRAGMA application_id = 252006674"), "another program"),
    "a newer format": (lambda path: altered(path, f"PRAGMA user_version = {FORMAT + 1}"), f"format {FORMAT + 1}"),
    "a hostile structure": (
        lambda path: altered(path, "CREATE TRIGGER t AFTER INSERT ON risk BEGIN DELETE FROM edit; END"),
        "not Goldthread's own",
    ),
    "damaged": (damage, "damaged"),
}


@pytest.fixture(params=WRONG)
def wrong(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A file that is wrong in one way, and what is to be said of it."""
    change, sentence = WRONG[request.param]
    path = write_demo(tmp_path / "wrong.goldthread")
    change(path)
    return path, sentence


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def check_said(window: MainWindow, sentence: str) -> None:
    """One clear sentence stands above the page, and no dialog."""
    assert QApplication.activeModalWidget() is None
    assert window.notice.isVisible()
    assert window.notice.property("kind") == "wrong"
    said = window.notice.message.text()
    assert sentence in said
    assert said.endswith((".", ")"))
    assert "\n" not in said
    assert window.notice.message.textFormat() == Qt.TextFormat.PlainText


def test_a_file_that_is_wrong_is_said_above_the_plan_that_stays_open(
    qtbot: QtBot, window: MainWindow, plan: Path, wrong: tuple[Path, str]
):
    path, sentence = wrong
    before = content(path)
    if path.is_file():
        with answering(name_file(qtbot, path)):
            keys(qtbot, window, Key.Key_O, Control)
    else:  # the file dialog itself lets nobody choose what is not there
        window.feature(PlanFiles).open(path)
    check_said(window, sentence)
    assert content(path) == before
    assert of(window).path == plan
    assert of(window).writable
    keys(qtbot, window, Key.Key_Escape)
    assert not window.notice.isVisible()
    page = risk_page(window, qtbot, "R-01")
    type_into(qtbot, page.risks.fields.form.fields["owner"].control, "Bo")
    keys(qtbot, window, Key.Key_Tab)
    assert the_risk(window, "R-01").owner == "Bo"


def test_a_file_that_is_wrong_is_said_when_the_program_starts_with_it(
    wrong: tuple[Path, str], capsys: pytest.CaptureFixture[str]
):
    path, sentence = wrong
    before = content(path)

    def look(window: MainWindow) -> None:
        assert isinstance(window.stack.currentWidget(), Welcome)
        check_said(window, sentence)

    assert sit_down(look, plan=path, person=ANN) == 1
    assert sentence in capsys.readouterr().err
    assert content(path) == before


# -- plans that may be read only


CHANGES = ("Add", "New", "Edit", "Set", "Judge", "Enter", "Correct", "Remove", "Link", "Confirm", "Close the",
           "Close risk", "Reopen", "Thresholds", "Let the", "Clear the status")  # fmt: skip


def ways_to_change(page: QWidget) -> list[str]:
    """The buttons one could press now to change something; what only shows a dialog counts."""
    shown = (b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled())
    return [b.text() for b in shown if b.text().replace("&", "").startswith(CHANGES)]


def everywhere(window: MainWindow) -> Iterator[QWidget]:
    """Every view of every page."""
    workspace = of(window)
    targets: list[Record | None] = [None, workspace.plan.programme]
    targets += [workspace.all(kind)[0] for kind in (Theme, Action, Indicator, Risk, Meeting, Body, Visit)]
    targets += [meeting for meeting in workspace.all(Meeting) if meeting.closed]
    for target in targets:
        window.open_target(target)
        page = window.page()
        assert page is not None
        yield page


def check_nothing_can_be_changed(qtbot: QtBot, window: MainWindow) -> None:
    before = of(window).dump()
    for page in everywhere(window):
        assert ways_to_change(page) == [], page
    keys(qtbot, window, Key.Key_3, Control)
    page = window.page()
    assert isinstance(page, IndicatorsPage)
    for table in (page.indicators.table, page.indicators.readings.table):
        for key, modifier in ((Key.Key_Return, Control), (Key.Key_Return, None), (Key.Key_Delete, None)):
            table.setFocus()
            qtbot.keyClick(table, key, modifier or Qt.KeyboardModifier.NoModifier)
            assert QApplication.activeModalWidget() is None
    fields = risk_page(window, qtbot, "R-01").risks.fields.form.fields
    for field in fields.values():
        control = field.control
        assert control.isReadOnly() if isinstance(control, QLineEdit | QPlainTextEdit) else not control.isEnabled()
    keys(qtbot, window, Key.Key_9, Control)
    meetings = window.page()
    assert isinstance(meetings, MeetingsPage)
    meetings.meetings.setFocus()
    keys(qtbot, window, Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    for command in (window.menus["Undo"], window.menus["Redo"], window.menus["Restore a backup…"]):
        assert not command.isEnabled()
    assert window.menus["Papers"].isEnabled()
    assert window.menus["Save a copy…"].isEnabled()
    assert of(window).dump() == before


def test_a_plan_in_a_folder_that_may_only_be_read_opens_to_read(
    qtbot: QtBot, tmp_path: Path, open_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    path = write_demo(open_folder / "plan.goldthread")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    import_module("app.ui.widgets.trend_chart")  # who has no rights may not read Python's own library everywhere
    backups = tmp_path / "backups"
    with without_rights(), window_of(Workspace.open(path, ANN, backups), tmp_path) as window:
        assert window.state.isVisible()
        assert window.state.message.text() == "The plan lies where it cannot be written."
        assert window.state.buttons == []
        assert window.rail.saved.text() == "Read only"
        check_nothing_can_be_changed(qtbot, window)


def test_while_somebody_writes_others_read_and_go_on_when_they_leave(qtbot: QtBot, plan: Path, tmp_path: Path):
    writer = Workspace.open(plan, BOB, tmp_path / "backups")
    reader = Workspace.open(plan, ANN, tmp_path / "backups")
    with window_of(reader) as window:
        assert window.state.message.text() == "Bob Lead, Performance is writing in this plan."
        assert window.state.buttons == []
        check_nothing_can_be_changed(qtbot, window)
        risk = next(risk for risk in writer.all(Risk) if risk.ref == "R-02")
        writer.save(replace(risk, owner="Di Rector"), label="Re-own R-02")
        qtbot.waitUntil(lambda: the_risk(window, "R-02").owner == "Di Rector", timeout=10_000)

        writer.close()
        qtbot.waitUntil(lambda: any(button.isVisible() for button in window.state.buttons), timeout=10_000)
        assert window.state.buttons[0].text() == "Start editing"
        press(qtbot, window.state.buttons[0])
        assert not window.state.isVisible()
        for page in everywhere(window):
            assert ways_to_change(page), page
        page = risk_page(window, qtbot, "R-02")
        type_into(qtbot, page.risks.fields.form.fields["owner"].control, "Ed Lead")
        keys(qtbot, window, Key.Key_Tab)
        assert the_risk(window, "R-02").owner == "Ed Lead"


# -- a disk that is full


@pytest.fixture
def room(window: MainWindow) -> Callable[[int], None]:
    """Sets how many pages the file may still grow by; a small change needs a few."""
    database = of(window)._store.db

    def leave(pages: int) -> None:
        there = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {there + pages}")

    return leave


FULL = "The disk is full: the change was not saved; everything saved before is still there."
LONG = "A long word about it. " * 4000


def test_a_full_disk_is_said_beside_the_field_and_what_was_typed_stays(
    qtbot: QtBot, window: MainWindow, room: Callable[[int], None]
):
    page = risk_page(window, qtbot, "R-01")
    before = the_risk(window, "R-01")
    field = page.risks.fields.form.fields["mitigation"]
    room(2)
    paste(qtbot, field.control, LONG)
    keys(qtbot, window, Key.Key_Tab)
    assert field.hint.text() == FULL
    assert field.text() == LONG
    assert the_risk(window, "R-01") == before
    room(1000)
    field.control.setFocus()
    keys(qtbot, window, Key.Key_Tab)
    assert the_risk(window, "R-01").mitigation == LONG.strip()
    assert field.hint.text() != FULL
    assert of(window).check() == []


def test_a_full_disk_is_said_in_the_dialog_and_saving_works_when_there_is_room(
    qtbot: QtBot, window: MainWindow, room: Callable[[int], None]
):
    def write_much(dialog: RecordDialog[Theme]) -> None:
        paste(qtbot, dialog.form.fields["challenge"].control, LONG)
        room(2)
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert dialog.banner.message.text() == FULL
        assert dialog.form.fields["challenge"].text() == LONG
        room(1000)
        press(qtbot, dialog.save_button)
        assert not dialog.isVisible()

    window.open_target(of(window).all(Theme)[0])
    page = window.page()
    assert isinstance(page, OverviewPage)
    with answering(write_much):
        press(qtbot, page.theme_view.buttons[operations.edit])
    assert of(window).all(Theme)[0].challenge == LONG.strip()


def test_what_a_button_is_refused_is_said_above_the_page(qtbot: QtBot, window: MainWindow):
    coming = next(m for m in of(window).all(Meeting) if not m.closed)
    window.open_target(coming)
    page = window.page()
    assert isinstance(page, MeetingsPage)
    of(window)._store.db.execute("PRAGMA query_only = ON")
    with answering(lambda box: press(qtbot, next(b for b in box.buttons() if b.text() == "Close the meeting"))):
        press(qtbot, page.detail.meeting.close_button)
    assert window.notice.message.text() == "The plan cannot be written where it lies: the change was not saved."
    assert of(window).find(coming.id) == coming
    assert page.detail.meeting.close_button.isVisible()


# -- text, dates and numbers, in every kind of form


NASTY = (
    "=SUM(A1) <b>bold</b> <img src='x'> &amp; </p> %s {0} [*] "  # markup, and what others calculate or fill in
    "one\x00two\x07three\x1b[31mfour\u202efive\ufeff "  # control characters
    "👩🏽‍⚕️ nurse 🏳️‍🌈 𝔘𝔫𝔦 e\u0301 مسؤول المخاطر: שלום 12%"
)

Opening = Callable[[Workspace, QWidget], object]


def first(workspace: Workspace, kind: type[Any]) -> Any:
    return workspace.all(kind)[0]


def correct(workspace: Workspace, parent: QWidget) -> object:
    reading = first(workspace, Reading)
    indicator = workspace.find(reading.indicator)
    assert isinstance(indicator, Indicator)
    return ReadingDialog(workspace, indicator, reading, parent).exec()


def edits(kind: type[Any]) -> Opening:
    return lambda workspace, parent: edit_record(workspace, first(workspace, kind), parent)


FORMS: dict[str, Opening] = {
    "programme": lambda w, p: edit_only(w, Programme, p),
    "thresholds": lambda w, p: edit_only(w, Thresholds, p),
    "stage": edits(Stage),
    "aim": edits(StageAim),
    "theme": edits(Theme),
    "action": edits(Action),
    "milestone": edits(Milestone),
    "indicator": edits(Indicator),
    "reading": correct,
    "risk": edits(Risk),
    "body": edits(Body),
    "meeting": edits(Meeting),
    "visit": edits(Visit),
    "status by hand": lambda w, p: set_status(w, first(w, Theme), p),
    "confidence": lambda w, p: judge_confidence(w, first(w, Theme), p),
}
WORDED = [name for name in FORMS if name != "thresholds"]


def choose_something(dialog: RecordDialog[Any]) -> None:
    """Choose in boxes that need a choice and have none."""
    for name in ("status", "level"):
        if name in dialog.form.fields:
            dialog.form.fields[name].control.setCurrentIndex(1)  # type: ignore[attr-defined]


def worded(dialog: RecordDialog[Any]) -> dict[str, Text]:
    """The fields that take words; why there is no figure is none of a figure that is there."""
    fields = {name: field.rule for name, field in dialog.form.fields.items() if name != "gap"}
    return {name: rule for name, rule in fields.items() if isinstance(rule, Text)}


def check_plain(window: MainWindow) -> None:
    """No label takes a person's words for markup."""
    for label in window.findChildren(QLabel):
        if "<b>" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()[:80]


def test_any_text_is_kept_as_it_was_written(qtbot: QtBot, window: MainWindow, subtests: pytest.Subtests):
    kept: list[tuple[str, str, object]] = []

    def fill(dialog: RecordDialog[Any]) -> None:
        choose_something(dialog)
        written = worded(dialog)
        for name in written:
            paste(qtbot, dialog.form.fields[name].control, NASTY)
        press(qtbot, dialog.save_button)
        assert dialog.saved is not None, [field.problem() for field in dialog.form.fields.values()]
        kept.extend((dialog.saved.id, name, rule.read(NASTY)) for name, rule in written.items())

    for form in WORDED:
        with subtests.test(form=form):
            many = len(kept)
            with answering(fill):
                FORMS[form](of(window), window)
            assert len(kept) > many
    for key, name, text in kept:
        assert getattr(of(window).find(key), name) == text, name
    for page in everywhere(window):
        assert page.isVisible()
        check_plain(window)
    assert of(window).check() == []


def test_control_characters_are_taken_out_and_line_ends_of_a_line_too(qtbot: QtBot, window: MainWindow):
    page = risk_page(window, qtbot, "R-01")
    paste(qtbot, page.risks.fields.form.fields["owner"].control, "Bo\x00\x07\x1b Lead\u202e\nsecond line")
    keys(qtbot, window, Key.Key_Tab)
    owner = the_risk(window, "R-01").owner
    assert owner == clean(owner)
    assert owner.startswith("Bo Lead")
    assert "\n" not in owner


def test_a_hundred_thousand_characters_are_kept_in_prose_and_refused_beside_a_line(
    qtbot: QtBot, window: MainWindow, subtests: pytest.Subtests
):
    long = "word " * 20_000

    def fill(dialog: RecordDialog[Any]) -> None:
        choose_something(dialog)
        fields = worded(dialog)
        prose = next((name for name, rule in fields.items() if rule.prose), "")
        for name, rule in fields.items():
            field = dialog.form.fields[name]
            before = field.text()
            paste(qtbot, field.control, long)
            assert field.text() == long, "what is pasted is not cut off in silence"
            if not rule.prose:
                assert "may be 300 characters long; this has" in field.hint.text()
                press(qtbot, dialog.save_button)
                assert dialog.isVisible()
                assert dialog.saved is None
            if name != prose:
                field.set_text(before or "x")
        press(qtbot, dialog.save_button)
        assert dialog.saved is not None, [field.problem() for field in dialog.form.fields.values()]
        if prose:
            assert len(getattr(dialog.saved, prose)) == len(long.strip())

    for form in WORDED:
        with subtests.test(form=form), answering(fill):
            FORMS[form](of(window), window)
    assert all(page.isVisible() for page in everywhere(window))


def test_dates_that_do_not_exist_and_numbers_out_of_range_are_said_beside_the_field(
    qtbot: QtBot, window: MainWindow, subtests: pytest.Subtests
):
    before = of(window).dump()["edits"]

    def fill(dialog: RecordDialog[Any]) -> None:
        for names in dialog.form.folds:
            dialog.form.unfold(names)
        for field in dialog.form.fields.values():
            if isinstance(field.rule, Day | When):
                for typed in ("31 Feb 2018", "2018-13", "soon", "0000-00-00", "99999"):
                    check_refused(dialog, field, typed)
            elif isinstance(field.rule, Whole | Number) and isinstance(field.control, QLineEdit):
                high = field.rule.high
                for typed in (str(high + 1), "-9999999999", "1e3", "nan", "87,9", "twelve", "0x10", "١٢"):
                    check_refused(dialog, field, typed)
        for field in dialog.form.fields.values():
            field.show_value(field._shown)
        dialog.reject()

    def check_refused(dialog: RecordDialog[Any], field: Any, typed: str) -> None:
        paste(qtbot, field.control, typed)
        wrong = field.hint.text()
        assert field.problem(), f"{field.rule.label} takes {typed}"
        assert wrong == field.problem()
        assert wrong.endswith(".")
        assert field.hint.isVisible()
        assert field.control.accessibleDescription() == wrong
        dialog.save_button.click()
        assert dialog.saved is None
        assert field.text() == typed

    for form, opening in FORMS.items():
        with subtests.test(form=form), answering(fill):
            opening(of(window), window)
    assert of(window).dump()["edits"] == before
