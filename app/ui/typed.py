"""What is typed in the window and its dialogs and not saved yet, wherever that is: nothing else need say so.

Whoever types has the keyboard in a line, a text or a box: these are remembered as the keyboard comes to them, each with
the form and the record in which it stands. So that a new field is covered by itself, what is not to be kept says so
(`kit.keep_nothing_of`): what one types only to find something, and what one types to have it erased.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol, runtime_checkable

import shiboken6
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from app.domain.fields import Flag, Level, Reference
from app.domain.records import Record, rules
from app.domain.rows import to_row
from app.drafts import Draft
from app.ui.kit import KEEPS_NOTHING
from app.ui.widgets.fields import Field
from app.ui.widgets.form import Form
from app.ui.widgets.level_field import numbered
from app.ui.widgets.record_menu import record_at
from app.workspace import Workspace


@runtime_checkable
class _Keeper(Protocol):
    """A form that keeps what was refused in records that one left, by record and field."""

    kept: Mapping[str, Mapping[str, str]]


class _Bare(NamedTuple):
    """A line or box that is no field, and what stood in it when the keyboard came to it first."""

    control: QWidget
    was: str


class Typing:
    """Knows what is typed. It is asked now and then, and listens to nothing but where the keyboard goes."""

    def __init__(self, workspace: Workspace):
        """What is typed while this plan is open."""
        self._workspace = workspace
        self._forms: list[Form[Any]] = []
        self._fields: list[Field] = []
        self._bare: list[_Bare] = []
        self._keepers: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def stop(self) -> None:
        """Know of nothing any more."""
        self._app.focusChanged.disconnect(self._on_focus)
        self._forms, self._fields, self._bare, self._keepers = [], [], [], []

    def drafts(self) -> list[Draft]:
        """All that is typed now and not saved."""
        self._forms = [form for form in self._forms if _is_there(form)]
        self._fields = [field for field in self._fields if _is_there(field)]
        self._bare = [bare for bare in self._bare if _is_there(bare.control)]
        self._keepers = [keeper for keeper in self._keepers if _is_there(keeper)]
        found = {draft.address: draft for draft in self._found()}
        return [*found.values()]

    def _found(self) -> Iterator[Draft]:
        for keeper in self._keepers:
            for key, typed in keeper.kept.items() if isinstance(keeper, _Keeper) else ():
                if (record := self._workspace.find(key)) is not None:
                    for name, text in typed.items():
                        rule = rules(type(record))[name]
                        yield self._draft(record, "", name, rule.label, rule.show(getattr(record, name)), text)
        for form in self._forms:
            for name, field in form.fields.items():
                if field.is_changed():
                    yield self._of_field(field, name)
        for field in self._fields:
            if field.is_changed():
                yield self._of_field(field, field.objectName())
        for control, was in self._bare:
            text = text_of(control)
            if text != was and text.strip():
                label = control.accessibleName() or (control.text() if isinstance(control, QCheckBox) else "")
                yield self._draft(_written(control), record_at(control), "", label, was, text, _place(control))

    def _of_field(self, field: Field, name: str) -> Draft:
        label = field.control.accessibleName() or field.rule.label
        record = _written(field)
        return self._draft(record, record_at(field), name, label, field.before(), field.text(), _place(field))

    def _draft(
        self, record: Record | None, key: str, name: str, label: str, was: str, typed: str, place: str = ""
    ) -> Draft:
        there = self._workspace.find(record.id if record else key)
        row = to_row(record) if record is not None and there is None else None
        about = record or there
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")  # to the minute: it says nothing new every two seconds
        return Draft(at, about.TABLE if about else "", about.id if about else "", row, place, name, label, was, typed)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isinstance(now, QLineEdit | QPlainTextEdit | QComboBox | QCheckBox):
            return
        above = [*_upwards(now)]
        if any(each.property(KEEPS_NOTHING) for each in above):
            return
        for each in above:
            if isinstance(each, _Keeper) and each not in self._keepers:
                self._keepers.append(each)
        form = next((each for each in above if isinstance(each, Form)), None)
        field = next((each for each in above if isinstance(each, Field)), None)
        if form is not None and field is not None:
            if form not in self._forms:
                self._forms.append(form)
        elif field is not None:
            if field not in self._fields:
                self._fields.append(field)
        elif all(now is not bare.control for bare in self._bare):
            if isinstance(now, QLineEdit | QPlainTextEdit):
                self._bare.append(_Bare(now, ""))
            elif isinstance(now.window(), QDialog):  # a box on a page acts at once
                self._bare.append(_Bare(now, text_of(now)))


def stands_now(workspace: Workspace, draft: Draft) -> str | None:
    """What the plan holds now where a text was typed, as a field shows it; None where there is no such place."""
    record = workspace.find(draft.record)
    rule = rules(type(record)).get(draft.field) if record is not None else None
    if record is None or rule is None:
        return None
    value = getattr(record, draft.field)
    if isinstance(rule, Reference):
        found = workspace.find(str(value)) if value else None
        return found.name if found else ""
    if isinstance(rule, Flag):
        return "yes" if value else "no"
    if isinstance(rule := rule.within(workspace.plan), Level) and rule.words:
        return numbered(rule.words).get(value, rule.show(value)) if value is not None else rule.show(value)
    return rule.show(value)


def is_saved(workspace: Workspace, draft: Draft) -> bool:
    """Whether a text is in the plan, or its record was erased for good: then it is kept no longer."""
    return stands_now(workspace, draft) == draft.typed or workspace.is_erased(draft.record)


def text_of(control: QWidget) -> str:
    """What is typed or chosen in a control, as text."""
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QComboBox):
        return control.currentText()
    return ("yes" if control.isChecked() else "no") if isinstance(control, QCheckBox) else ""


def _upwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = None if widget.isWindow() else widget.parentWidget()


def _written(widget: QWidget) -> Record | None:
    """The record that is written where a control stands; it may not be in the plan yet."""
    found = (getattr(each, "shown", None) for each in _upwards(widget))
    return next((each for each in found if isinstance(each, Record)), None)


def _place(widget: QWidget) -> str:
    window = widget.window()
    return window.windowTitle().removesuffix("[*]") if isinstance(window, QDialog) else ""


def _is_there(widget: QWidget) -> bool:
    """Whether a widget still exists, its page was not dropped, and its dialog has not been answered."""
    if not shiboken6.isValid(widget):
        return False
    for each in _upwards(widget):
        held = each.parentWidget()
        if isinstance(held, QStackedWidget) and held.indexOf(each) < 0:
            return False
    window = widget.window()
    return not isinstance(window, QDialog) or window.isVisible()
