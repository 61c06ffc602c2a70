"""A line of text with words to choose from beside it; others may be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from app.domain.fields import Rule

from .combo import Combo, dress
from .fields import ROOM, Field


class SuggestedField(Field):
    """The line, and the list that opens from it."""

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
        self.box.setEditText(text)
        if (line := self.box.lineEdit()) is not None:
            line.setCursorPosition(0)
