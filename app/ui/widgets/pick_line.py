"""The field of a rule. And lines with a list: in one a record is named by typing, in the other words are offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.domain.fields import Choice, FieldError, Flag, Level, OpenChoice, Rule, Text, Value
from app.domain.naming import chosen
from app.ui import look
from app.ui.kit import column

from .combo import Combo, dress
from .fields import ROOM, ChoiceField, Field, FlagField, LineField, ProseField
from .level_field import LevelField

Choices = Callable[[], Mapping[str, str]]
"""Gives the records to choose from when somebody begins to type: names by key."""

_OFFERED = 12


class PickLine(QLineEdit):
    """The line.

    Attributes:
        choices: what can be named.

    Signals:
        entered: the person pressed Enter, or chose from the list.
    """

    entered = Signal()

    def __init__(self, choices: Choices, parent: QWidget | None = None):
        super().__init__(parent)
        self.choices = choices
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_OFFERED)
        completer.activated.connect(lambda _text: self.entered.emit(), Qt.ConnectionType.QueuedConnection)
        self.setCompleter(completer)
        self.setPlaceholderText("Type a reference or words of the title")

    def focusInEvent(self, event: QFocusEvent) -> None:
        names = list(self.choices().values())
        if names != self._names.stringList():
            self._names.setStringList(names)
        dress(self.completer())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            if (popup := self.completer().popup()) is not None:
                popup.hide()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class AddLine(QWidget):
    """A line in which a record is named by typing, to add or to link it.

    Attributes:
        line: where one types.
        wrong: says under it why nothing was added.

    Signals:
        added: what was meant.
    """

    added = Signal(object)

    def __init__(self, choices: Choices, hint: str, meant: Callable[[str], object]):
        """A line; `hint` stands in it while it is empty, and `meant` gives what is named, or raises FieldError."""
        super().__init__()
        self._meant = meant
        self.line = PickLine(choices)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.wrong = look.label("", "small", wrap=True)
        self.wrong.setProperty("wrong", True)
        self.wrong.hide()
        column(self.line, self.wrong, on=self, gap=look.space(0.5))
        self.line.entered.connect(self._add)
        self.line.textEdited.connect(lambda _text: self.say(""))

    def say(self, sentence: str) -> None:
        """Say what is wrong with what is typed; empty for nothing."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        look.restyle(self.line, "wrong", bool(sentence))
        self.line.setAccessibleDescription(sentence)

    def done(self) -> None:
        """What was named is added, or something else is shown: be ready for the next."""
        self.line.clear()
        self.say("")

    def _add(self) -> None:
        try:
            found = self._meant(self.line.text())
        except FieldError as error:
            self.say(str(error))
            return
        if found:
            self.added.emit(found)


class Typed(dict[str, str]):
    """Options of a reference that is typed, not chosen from a box: give it to a form as `options`."""

    def __init__(self, choices: Choices, what: str = "record"):
        super().__init__()
        self.choices, self.what = choices, what


class TypedField(Field):
    """A reference that is typed."""

    def __init__(self, rule: Rule, options: Typed, parent: QWidget | None = None):
        super().__init__(rule, parent)
        self._options = options
        self.line = PickLine(options.choices)
        self._put(self.line)
        self.line.textChanged.connect(self._on_change)
        self.line.entered.connect(self._complete)

    def show_value(self, value: Value) -> None:
        self._odd_no_more()
        self._shown = value
        self.set_text(self._options.choices().get(str(value), "") if value else "")
        self._typed = self.text()
        self.touched, self._was_left, self._said, self._clash = False, False, "", ""
        self._explain()

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def value(self) -> Value:
        found = chosen(self._options.choices(), self.text(), self._options.what) if self.is_changed() else self._shown
        self.rule.check(found)
        return found

    def _complete(self) -> None:
        """Spell out what is meant, where that is clear."""
        try:
            name = self._options.choices().get(str(self.value()), "")
        except FieldError:
            self.reveal_problem()
            return
        if name:
            self.set_text(name)
        self.focusNextChild()

    def _offers(self) -> bool:
        popup = self.line.completer().popup()
        return popup is not None and popup.isVisible()

    def _saves(self, event: QKeyEvent) -> bool:
        """In what is not understood, Enter says so."""
        return super()._saves(event) and (not self.text().strip() or not self.problem())

    def _understood(self) -> str:
        if not self.is_changed():
            return ""
        try:
            name = self._options.choices().get(str(self.value()), "")
        except FieldError:
            return ""
        return name if name != self.text() else ""


class SuggestedField(Field):
    """A line of text, and the list of words that opens from it; others may be typed."""

    def __init__(self, rule: Rule, words: Sequence[str], parent: QWidget | None = None):
        super().__init__(rule, parent)
        self.box = Combo()
        self.box.setEditable(True)
        self.box.addItems(list(words))
        self.box.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.box.setCurrentIndex(-1)
        line, completer = self.box.lineEdit(), self.box.completer()
        assert line is not None
        assert isinstance(completer, QCompleter)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        dress(completer)
        line.setMaxLength(ROOM)
        line.setPlaceholderText("Choose, or type your own words")
        self._put(self.box)
        self.box.editTextChanged.connect(self._on_change)

    def text(self) -> str:
        return self.box.currentText()

    def set_text(self, text: str) -> None:
        self.box.setCurrentIndex(self.box.findText(text))  # from which the arrows go on
        self.box.setEditText(text)
        if (line := self.box.lineEdit()) is not None:
            line.setCursorPosition(0)


def make_field(rule: Rule, options: Mapping[Any, str] | None = None) -> Field:
    """The field for a rule. A reference needs `options`: the keys of the records to choose from, with their names.

    Where the options are `Typed`, the record is named by typing.
    """
    if isinstance(options, Typed):
        return TypedField(rule, options)
    if isinstance(rule, Text) and rule.suggested:
        return SuggestedField(rule, rule.suggested)
    if isinstance(rule, OpenChoice):
        return SuggestedField(rule, tuple(rule.options.values()))
    if isinstance(rule, Level):
        return LevelField(rule)
    if options is not None or isinstance(rule, Choice):
        return ChoiceField(rule, options)
    if isinstance(rule, Flag):
        return FlagField(rule)
    if isinstance(rule, Text) and rule.prose:
        return ProseField(rule)
    return LineField(rule)
