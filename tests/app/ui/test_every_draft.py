"""Whatever field one types in, of every kind and on every page, what is typed is known, and can be put back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.records import KINDS, AgendaItem, Decision, Record, Risk
from app.ui.dialogs.erase import EraseDialog
from app.ui.kit import KEEPS_NOTHING
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.typed import Typing, text_of
from app.workspace import Person, Workspace
from tests.app.domain.test_since_everything import made
from tests.app.ui.hands import press, window_of
from tests.app.ui.test_every_field import dialog_of, set_another

SOUGHT = {"FilterLine", "_Line", "PickLine", "QLineEdit"}
"""The classes of lines in which one seeks: they narrow a table or a list."""


@pytest.fixture
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("demo")
    opened = demo.make(folder / "demo.goldthread", Person("Ann"), folder / "backups")
    yield opened
    opened.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_every_field_of_every_kind_is_known_while_it_is_typed_and_put_back(
    qtbot: QtBot, workspace: Workspace, kind: type[Record]
):
    record: Any = made(kind, 1)
    if isinstance(record, Decision):
        record = record.having({"meeting": workspace.all(AgendaItem)[0].meeting})
    dialog = dialog_of(workspace, record)
    qtbot.addWidget(dialog)
    dialog.show()
    for button in dialog.form.folds.values():
        if button.isVisible():  # a row that holds something is not folded away
            press(qtbot, button)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    typing = Typing(workspace)
    typed: dict[str, str] = {}
    for name, field in dialog.form.fields.items():
        try:
            set_another(field, name)
        except StopIteration:
            continue  # there is nothing else to choose
        field.control.setFocus()
        if field.is_changed():
            typed[name] = field.text()
    assert typed
    found = {draft.field: draft for draft in typing.drafts()}
    assert {name: draft.typed for name, draft in found.items()} == typed
    assert {draft.record for draft in found.values()} == {record.id}
    assert all(draft.row is not None and draft.place == "Edit" for draft in found.values())
    dialog.hide()
    assert typing.drafts() == [], "what was answered is no draft"
    typing.stop()
    again = dialog_of(workspace, record)
    qtbot.addWidget(again)
    for name, text in typed.items():
        again.put_back(name, text)
    assert {name: again.form.fields[name].text() for name in typed} == typed


def texts(window: MainWindow) -> Iterator[QLineEdit | QPlainTextEdit]:
    """Where one can type on the page that is seen."""
    page = window.page()
    assert page is not None
    for control in (*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)):
        if control.isVisible() and control.isEnabled() and not control.isReadOnly():
            yield control


def seeks(control: QWidget | None) -> bool:
    while control is not None:
        if control.property(KEEPS_NOTHING):
            return True
        control = control.parentWidget()
    return False


@pytest.mark.parametrize("number", range(len(PLACES)), ids=lambda number: PLACES[number].title)
def test_so_is_whatever_one_types_on_a_page(qtbot: QtBot, workspace: Workspace, number: int):
    with window_of(workspace) as window:
        typing = Typing(workspace)
        window.show_page(number)
        page = window.page()
        assert page is not None
        tabs = page.findChildren(QTabBar)
        for at in range(max((bar.count() for bar in tabs), default=1)):
            for bar in tabs:
                if at < bar.count():
                    bar.setCurrentIndex(at)
            QApplication.processEvents()
            for control in [*texts(window)]:
                before = text_of(control)
                control.setFocus()
                if not control.hasFocus():
                    continue
                control.setText("7x7") if isinstance(control, QLineEdit) else control.setPlainText("7x7")
                known = any(draft.typed == "7x7" for draft in typing.drafts())
                if seeks(control):
                    assert type(control).__name__ in SOUGHT
                    assert not known, control.accessibleName()
                else:
                    assert known, control.accessibleName()
                control.setText(before) if isinstance(control, QLineEdit) else control.setPlainText(before)
        typing.stop()
        window.end()


def test_what_is_to_be_erased_is_written_nowhere(qtbot: QtBot, workspace: Workspace):
    dialog = EraseDialog(workspace, workspace.all(Risk)[0])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    typing = Typing(workspace)
    for field in dialog.fields.values():
        field.control.setFocus()
        field.set_text("Smith")
    assert typing.drafts() == []
    typing.stop()
