"""A form over a record that is edited where it stands: what is typed is saved by Enter, or as one leaves the field.

It is read as text: a field looks like one where it is pointed at or has the keyboard, and is as long as what it says.

    form = InPlace(Risk, ROWS, save, together=[("likelihood", "impact")])
    form.fill(risk)          another record: what is typed is saved first; what was refused is kept for when one returns
    form.refresh(risk)       the same record, newer: what is being typed stays

`save(record, names)` writes the record, in which the fields `names` are new, and may raise `Refusal`; where it writes
more than that, it gives back the record as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from app.domain.fields import FieldError
from app.domain.records import Record
from app.ui import look

from .fields import ROOM, ProseField
from .form import Form, Row

R = TypeVar("R", bound=Record)
NOT_GIVEN = "None"


class InPlace(Form[R]):
    """A form without a Save button.

    Attributes:
        kept: what was typed into other records and refused: text by field name, by the record's key.

    Signals:
        kept_changed: something was refused and left, taken up again or saved.
    """

    kept_changed = Signal()

    def __init__(
        self,
        kind: type[R],
        rows: Sequence[Row],
        save: Callable[[R, Sequence[str]], object],
        together: Sequence[tuple[str, ...]] = (),
        options: Mapping[str, Mapping[Any, str]] | None = None,
        parent: QWidget | None = None,
    ):
        """A form as `Form`; the fields of each tuple of `together` are saved in one edit, once all are left."""
        super().__init__(kind, rows, options, parent)
        self.kept: dict[str, dict[str, str]] = {}
        self._save = save
        self._groups = {name: names for names in together for name in names}
        for name, field in self.fields.items():
            field.left.connect(lambda name=name: self._on_field_left(name))
            field.control.installEventFilter(self)
            field.control.setProperty("reads", "field")
            if isinstance(field.control, QLineEdit | QPlainTextEdit):
                self.ask(name, field.control.placeholderText())
            for words in (field.name, field.hint):
                words.setIndent(look.space(1))  # over the words in the field
            if isinstance(field, ProseField):
                field.most = ROOM
                field.box.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
                field.box.cursorPositionChanged.connect(lambda box=field.box: _follow(box))
        self.entered.connect(lambda name: self._settle(self._groups.get(name, (name,))))

    def ask(self, name: str, hint: str) -> None:
        """Say in an empty field, while one is in it, what belongs there; otherwise it reads that nothing is given."""
        control = self.fields[name].control
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        control.setProperty("asks", hint)
        control.setPlaceholderText(NOT_GIVEN)

    def fill(self, record: R) -> None:
        """Show another record; text that was refused earlier comes back with it."""
        self.leave()
        super().fill(record)
        typed = self.kept.pop(record.id, {})
        for name, text in typed.items():
            self.fields[name].set_text(text)
            self.fields[name].reveal_problem()
        if typed:
            self.kept_changed.emit()

    def refresh(self, record: R, done: Collection[str] = ()) -> None:
        """Show a newer state of the same record. What is typed and not saved stays, except in the fields `done`."""
        old, self._record = self._record, record
        for name, field in self.fields.items():
            value = getattr(record, name)
            if name in done or (not field.is_changed() and (old is None or value != getattr(old, name))):
                field.show_value(value)
        if not any(self.fields[name].control.hasFocus() for names in self.folds for name in names):
            self.fold()
        self.changed.emit()

    def leave(self) -> None:
        """Save what may be saved, keep the rest for when the person returns, and show nothing any more."""
        record = self._record
        if record is None:
            return
        self.settle()
        typed = {name: field.text() for name, field in self.fields.items() if field.is_changed()}
        self._record = None
        for field in self.fields.values():
            field.show_value(field.rule.empty)
        if typed:
            self.kept[record.id] = typed
            self.kept_changed.emit()

    def forget(self, keys: Collection[str]) -> None:
        """Keep nothing for records that are gone."""
        for key in keys:
            if self.kept.pop(key, None) is not None:
                self.kept_changed.emit()

    def settle(self) -> bool:
        """Save everything that is typed and may be saved; whether nothing is left unsaved."""
        groups = dict.fromkeys(self._groups.get(name, (name,)) for name in self.fields)
        return not [group for group in groups if not self._settle(group)]

    def set_read_only(self, read_only: bool) -> None:
        """Let the fields be read and copied only."""
        self.read_only = read_only
        self.fold()
        for field in self.fields.values():
            control = field.control
            if isinstance(control, QLineEdit | QPlainTextEdit):
                control.setReadOnly(read_only)
            else:
                control.setEnabled(not read_only)
            look.restyle(control, "reads", "text" if read_only else "field")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and Redo go to the plan where the field itself has nothing to undo or redo."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not _can(watched, "Undo")
            redo = event.matches(QKeySequence.StandardKey.Redo) and not _can(watched, "Redo")
            if undo or redo:
                event.ignore()
                return True
        if isinstance(watched, QLineEdit | QPlainTextEdit) and isinstance(event, QFocusEvent):
            asks = event.gotFocus() and not watched.isReadOnly()
            watched.setPlaceholderText(watched.property("asks") if asks else NOT_GIVEN)
        return super().eventFilter(watched, event)

    def _on_field_left(self, name: str) -> None:
        group, now = self._groups.get(name, (name,)), QApplication.focusWidget()
        if QApplication.activePopupWidget() is not None:  # its list of choices, or a menu: the field is not left
            return
        if not any(self.fields[other].control is now for other in group if other != name):
            self._settle(group)

    def _settle(self, group: Sequence[str]) -> bool:
        from app.workspace import NotSaved, Refusal

        names = [name for name in group if self.fields[name].is_changed()]
        if self._record is None or not names:
            return True
        try:
            record = self._record.having({name: self.fields[name].value() for name in names})
        except FieldError:
            return False  # the field itself says why
        clashes = {} if record == self._record else record.contradictions()
        if clashes:
            self._refuse(names, clashes, next(iter(clashes.values())))
            return False
        try:
            if record != self._record:
                written = self._save(record, names)
                record = written if isinstance(written, type(record)) else record
        except NotSaved as refusal:
            self._refuse(names, refusal.problems, str(refusal))
            return False
        except Refusal as refusal:
            self._refuse(names, {}, str(refusal))
            return False
        self.refresh(record, done=names)
        return True

    def _refuse(self, names: Sequence[str], problems: Mapping[str, str], sentence: str) -> None:
        said = {name: text for name, text in problems.items() if name in self.fields} or {names[0]: sentence}
        for name, text in said.items():
            self.fields[name].say(text)


def _follow(box: QPlainTextEdit) -> None:
    """Keep where one types in view: the box itself never scrolls, what it stands in does."""
    area = box.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if box.hasFocus() and area is not None and (inside := area.widget()) is not None:
        at = box.viewport().mapTo(inside, box.cursorRect().center())
        area.ensureVisible(at.x(), at.y(), 0, look.space(3))


def _can(control: QObject, what: str) -> bool:
    if isinstance(control, QLineEdit):
        return control.isUndoAvailable() if what == "Undo" else control.isRedoAvailable()
    if isinstance(control, QPlainTextEdit):
        document = control.document()
        return document.isUndoAvailable() if what == "Undo" else document.isRedoAvailable()
    return False
