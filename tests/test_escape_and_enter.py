"""In every form of every kind Esc in a field puts back what was there, and Enter saves it.

In text of several lines Enter begins a line, and Ctrl+Enter saves.
"""

# ruff: noqa: F811 - `hands` is a fixture

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import (
    KINDS,
    Action,
    Attachment,
    Attendance,
    Body,
    IssuedPaper,
    Link,
    Meeting,
    Provenance,
    Question,
    ReadMark,
    Record,
    Risk,
    ScaleCell,
    ScaleLevel,
    Section,
    Settlement,
    Theme,
)
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.pages.compose import PapersPage
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.report import ReportPage
from app.ui.widgets.fields import Field
from app.ui.widgets.in_place import InPlace
from app.ui.widgets.pick_line import TypedField
from tests.app.ui.hands import Control, Key, press, type_into
from tests.test_every_kind import (  # noqa: F401 - a fixture among them
    WAYS,
    Hands,
    begins_with,
    hands,
    needs_meeting,
    ready,
    the_action,
    the_risk,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus on the offscreen platform

WITHOUT_FORM: dict[type[Record], str] = {
    ScaleLevel: "the scale is set as a whole: tests/app/ui/dialogs/test_scale.py",
    ScaleCell: "the scale is set as a whole: tests/app/ui/dialogs/test_scale.py",
    Attendance: "it is a tick",
    Link: "it is a line that finds the other end",
    ReadMark: "it is a mark",
    Provenance: "it is a line of the form of its reading",
    Section: "it is written on its page, which is tried below",
}
"""Kinds that are made without a dialog of their own."""
SCORES = ("likelihood", "impact", "target_likelihood", "target_impact")
OTHER_FORMS = {Attachment, IssuedPaper, Settlement}
"""Kinds whose way through the dialog is their own; the dialogs are the same."""


def change(qtbot: QtBot, field: Field) -> bool:
    """Type or choose something else; whether it can be done by keys."""
    control = field.control
    control.setFocus()
    if isinstance(control, QLineEdit | QPlainTextEdit):
        if control.isReadOnly():
            return False
        qtbot.keyClicks(control, "7")
    elif isinstance(control, QCheckBox):
        qtbot.keyClick(control, Key.Key_Space)
    elif isinstance(control, QComboBox):
        if control.count() < 2:
            return False
        qtbot.keyClick(control, Key.Key_Up if control.currentIndex() > 0 else Key.Key_Down)
    assert field.is_changed(), field.rule.label
    return True


def hide_list(field: Field) -> None:
    """A list of what fits takes Esc first."""
    if isinstance(field, TypedField) and (popup := field.line.completer().popup()) is not None:
        popup.hide()


def puts_back(qtbot: QtBot, field: Field) -> None:
    if field.is_changed():  # it was filled in for the person
        field.put_back()
    before, shown = field.text(), field.value() if not field.problem() else None
    if not change(qtbot, field):
        return
    hide_list(field)
    qtbot.keyClick(field.control, Key.Key_Escape)
    assert field.text() == before, field.rule.label
    assert not field.is_changed()
    assert field.isVisible()
    if shown is not None:
        assert field.value() == shown


def done(qtbot: QtBot, field: Field) -> None:
    """The key of one who is done with a field."""
    hide_list(field)
    if isinstance(field.control, QPlainTextEdit):
        lines = field.text().count("\n")
        qtbot.keyClick(field.control, Key.Key_Return)
        assert field.text().count("\n") == lines + 1
        qtbot.keyClick(field.control, Key.Key_Backspace)
        qtbot.keyClick(field.control, Key.Key_Return, Control)
    else:
        qtbot.keyClick(field.control, Key.Key_Return)


class Keyboard(Hands):
    """A person who tries Esc in every field of a form, and saves by keys."""

    forms = 0

    def writes(self, **typed: str) -> Callable[[Any], None]:
        def act(dialog: Any) -> None:
            self.forms += 1
            fields = [field for field in dialog.findChildren(Field) if field.isVisible() and field.control.isEnabled()]
            assert fields
            for field in fields:
                puts_back(self.qtbot, field)
                assert dialog.isVisible()
            for name, text in typed.items():
                self.fill(dialog.form.fields[name].control, text)
            last = dialog.form.fields[name]
            done(self.qtbot, last)
            assert dialog.saved is not None, [field.problem() for field in dialog.form.fields.values()]
            assert not dialog.isVisible()

        return act


@pytest.fixture
def keyboard(hands: Hands) -> Keyboard:
    return Keyboard(hands.qtbot, hands.window, hands.workspace, hands.folder)


def test_every_kind_is_tried():
    assert set(WAYS) == set(KINDS)
    assert set(WITHOUT_FORM) <= set(KINDS)


@pytest.mark.parametrize(
    ("hands", "kind"),
    [
        pytest.param(begins_with(kind), kind, id=kind.TABLE)
        for kind in KINDS
        if kind not in WITHOUT_FORM and kind not in OTHER_FORMS
    ],
    indirect=["hands"],
)
def test_in_the_form_of_every_kind(keyboard: Keyboard, kind: type[Record]):
    way = WAYS[kind]
    way.needs(keyboard)
    ready(keyboard)
    way.make(keyboard)
    assert keyboard.forms == 1
    assert len(keyboard.workspace.all(kind)) == 1
    if way.edit is not None and kind not in (Action, Risk):  # they are changed in place
        ready(keyboard)
        way.edit(keyboard)
        assert keyboard.forms == 2


def in_place(hands: Hands, form: InPlace[Any], current: Callable[[], Record]) -> None:
    """Esc puts each field back and saves nothing; Enter saves it while one stays in it."""
    tried = 0
    for name, field in form.fields.items():
        if not field.isVisible() or not field.control.isEnabled():
            continue
        steps = len(hands.workspace.history())
        puts_back(hands.qtbot, field)
        assert len(hands.workspace.history()) == steps, name
        if isinstance(field, TypedField) or not change(hands.qtbot, field) or field.problem():
            field.put_back()
            continue
        before = getattr(current(), name)
        done(hands.qtbot, field)
        assert field.control.hasFocus()
        if any(other.problem() for other in form.fields.values()):  # it contradicts another, which is said
            for other in form.fields.values():
                other.put_back()
            continue
        assert len(hands.workspace.history()) == steps + 1, name
        assert getattr(current(), name) != before, name
        tried += 1
    assert tried > len(form.fields) // 3


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_in_the_risk_that_is_changed_where_it_stands(hands: Hands):
    hands.have(Risk, title="Staff leave", **dict.fromkeys(SCORES, 3))
    page = the_risk(hands)
    in_place(hands, page.risks.fields.form, lambda: hands.one(Risk))


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_in_the_action_that_is_changed_where_it_stands(hands: Hands):
    hands.have(Action, title="Recruit all year", starts=PartialDate("2018"))
    page = the_action(hands)
    in_place(hands, page.panel.form, lambda: hands.one(Action))


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_in_the_minutes(hands: Hands):
    needs_meeting(hands)
    page = hands.go(MeetingsPage)
    view = page.detail.meeting
    form = view.minutes.form
    view.area.ensureWidgetVisible(form)
    in_place(hands, form, lambda: hands.one(Meeting))


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_in_the_report(hands: Hands):
    page = hands.go(ReportPage)
    hands.press(page.sections.empty.button)
    writer = page.sections.writer
    editor = writer.editor
    for fold in editor.form.folds.values():
        press(hands.qtbot, fold)
    for field in (*editor.form.fields.values(), editor.body):
        puts_back(hands.qtbot, field)
    title = editor.form.fields["title"].control
    type_into(hands.qtbot, title, "Summary")
    hands.qtbot.keyClick(title, Key.Key_Return)
    assert not writer.is_writing
    assert hands.one(Section).title == "Summary"
    hands.press(writer.buttons[operations.edit])
    hands.qtbot.keyClicks(editor.body.control, "It gets better.")
    hands.qtbot.keyClick(editor.body.control, Key.Key_Return, Control)
    assert not writer.is_writing
    assert hands.one(Section).body == "It gets better."
    hands.press(writer.buttons[operations.edit])
    hands.qtbot.keyClick(editor.body.control, Key.Key_Escape)
    assert not writer.is_writing


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_in_the_answer_and_in_the_action_that_arises_at_a_meeting(hands: Hands):
    needs_meeting(hands)
    hands.have(Question, text="Why so many?", by="Chair", day=date(2018, 1, 31), meeting=hands.one(Meeting).id)
    page = hands.go(MeetingsPage)
    view = page.detail.meeting
    view.area.ensureWidgetVisible(view.arising.add_button)
    hands.press(view.arising.add_button)
    title = view.arising.form.fields["title"]
    puts_back(hands.qtbot, title)
    hands.qtbot.keyClick(title.control, Key.Key_Escape)
    assert view.arising.writing.isHidden()
    hands.press(view.arising.add_button)
    owner = view.arising.form.fields["owner"].control
    type_into(hands.qtbot, title.control, "Recruit")
    owner.setFocus()
    hands.qtbot.keyClick(owner, Key.Key_Escape)
    assert view.arising.banner.isVisible()
    press(hands.qtbot, view.arising.banner.buttons[0])
    hands.qtbot.keyClick(title.control, Key.Key_Return)
    assert hands.one(Action).title == "Recruit"
    view.questions.choose(hands.one(Question))
    answer = view.questions.answer
    assert answer is not None
    view.area.ensureWidgetVisible(answer)
    text = answer.form.fields["answer"]
    puts_back(hands.qtbot, text)
    type_into(hands.qtbot, text.control, "They left.")
    done(hands.qtbot, text)
    assert hands.one(Question).answer == "They left."


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_the_second_esc_closes_a_dialog_and_asks_only_where_something_typed_would_be_lost(hands: Hands):
    hands.have(Body, title="Board")
    hands.have(Theme, title="Leadership")

    def act(dialog: Any) -> None:
        title, focus = dialog.form.fields["title"], dialog.form.fields["focus"]
        change(hands.qtbot, title)
        hands.qtbot.keyClick(title.control, Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.banner.isHidden()
        change(hands.qtbot, title)
        focus.control.setFocus()
        hands.qtbot.keyClick(focus.control, Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.banner.isVisible()
        press(hands.qtbot, dialog.banner.buttons[0])
        title.control.setFocus()
        hands.qtbot.keyClick(title.control, Key.Key_Escape)
        assert dialog.isVisible()
        hands.qtbot.keyClick(title.control, Key.Key_Escape)
        assert not dialog.isVisible()

    hands.dialog(hands.window.menus["Theme…"].trigger, act)
    assert len(hands.workspace.all(Theme)) == 1


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
@pytest.mark.parametrize("command", ["Settings…", "Export a paper", "As at…"])
def test_in_the_dialogs_that_write_no_record(hands: Hands, command: str):
    tried: list[QWidget] = []

    def act(dialog: Any) -> None:
        fields = [field for field in dialog.findChildren(Field) if field.isVisible() and field.control.isEnabled()]
        for field in fields:
            puts_back(hands.qtbot, field)
            assert dialog.isVisible()
            tried.append(field)
        hands.qtbot.keyClick(fields[0].control, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    def begin() -> None:
        if command in ("Settings…", "As at…"):
            hands.window.menus[command].trigger()
            return
        hands.window.menus["Papers"].trigger()
        page = hands.window.page()
        assert isinstance(page, PapersPage)
        press(hands.qtbot, page.export)

    hands.dialog(begin, act)
    assert tried
