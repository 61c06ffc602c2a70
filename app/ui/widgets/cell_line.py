"""The line in which one types a cell of a table, with words offered below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

from .combo import dress

_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellLine(QLineEdit):
    """The line. The key that ends a value ends it whether or not words are offered; Qt would only close their list."""

    def offer(self, words: Sequence[str]) -> None:
        """Offer words that hold what is typed."""
        completer = QCompleter(list(words), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        dress(completer)
        self.setCompleter(completer)
        if (offers := completer.popup()) is not None:
            offers.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        offers = completer.popup() if (completer := self.completer()) else None
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in _DONE:
            return super().eventFilter(watched, event)
        if offers is None or watched is not offers:
            return super().eventFilter(watched, event)
        if (chosen := offers.currentIndex()).isValid():
            self.setText(str(chosen.data()))
        offers.hide()
        QApplication.sendEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
        return True
