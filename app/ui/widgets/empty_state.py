"""What stands where nothing is yet: what belongs here, and the button that begins it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import look
from app.ui.kit import STRETCH, block, column, row


class EmptyState(QWidget):
    """A heading, a sentence and a button.

    Signals:
        started: the person wants to begin.
    """

    started = Signal()

    def __init__(self, heading: str, sentence: str, button: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.heading = look.label(heading, "heading")
        self.sentence = look.label(sentence, quiet=True, wrap=True)
        self.button = QPushButton(button)
        self.button.setProperty("kind", "primary")
        if not button:
            self.button.hide()
        self.button.clicked.connect(self.started)
        middle = Qt.AlignmentFlag.AlignHCenter
        for text in (self.heading, self.sentence):
            text.setAlignment(middle)
        self._more: list[QPushButton] = []
        self._words = column(self.heading, self.sentence, look.space(1), (self.button, middle), gap=look.space(1.5))
        inside = block(self._words)
        inside.setMaximumWidth(look.space(52))
        whole = column(on=self)
        whole.addStretch(2)
        whole.addLayout(row(STRETCH, (inside, 8), STRETCH))
        whole.addStretch(3)

    def add(self, word: str) -> QPushButton:
        """A further way to begin, below the button."""
        made = QPushButton(word)
        made.setProperty("kind", "link")
        self._more.append(made)
        self._words.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made

    def tell(self, heading: str, sentence: str, *, can_start: bool = True) -> None:
        """Say something else; without the button where nothing can be begun."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        for button in (self.button, *self._more):
            button.setVisible(can_start and bool(button.text()))
