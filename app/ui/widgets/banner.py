"""A message that stays until it is settled, with what can be done about it. See `message.py` for what floats."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.ui import kit, look

Choice: TypeAlias = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """One sentence with buttons; hidden while there is nothing to say.

    Attributes:
        message: the sentence.
        buttons: what can be done about it, from left to right.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.message = look.label(wrap=True)
        self.buttons: list[QPushButton] = []
        one = look.space(1)
        self._row = kit.row((self.message, 1), on=self, gap=one, edge=(look.space(2), one, one, one))
        high = QPushButton("Close").sizeHint().height()  # as high with buttons and without: nothing below it moves
        self.setMinimumHeight(high + 2 * one)
        self.hide()

    def show_note(self, sentence: str, *choices: Choice) -> None:
        """Say something that the person should know, with buttons (word, what it does)."""
        self._show("note", sentence, choices)

    def show_wrong(self, sentence: str, *choices: Choice) -> None:
        """Say what went wrong."""
        self._show("wrong", sentence, choices)

    def show_past(self, sentence: str, *choices: Choice) -> None:
        """Say that not the plan as it is now is shown."""
        self._show("past", sentence, choices)

    def _show(self, kind: str, sentence: str, choices: tuple[Choice, ...]) -> None:
        look.restyle(self, "kind", kind)
        look.restyle(self.message, "over", kind)
        self.message.setText(sentence)
        self.setAccessibleName(sentence)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for word, act in choices:
            button = kit.button(word, act)
            button.setAutoDefault(False)
            self._row.addWidget(button)
            self.buttons.append(button)
        self.show()
        self._announce(sentence, urgent=kind == "wrong")

    def _announce(self, sentence: str, *, urgent: bool) -> None:
        """Have assistive software say it; what that takes is loaded when there is something to say."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        said = QAccessibleAnnouncementEvent(self, sentence)
        if urgent:
            said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(said)
