"""Which risks the register shows: the open ones, the closed ones, or all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.ui import look

from .register import RiskRow

SCOPES = {"open": "Open", "closed": "Closed", "all": "All"}


class ScopeSwitch(QWidget):
    """Three buttons of which one is down; the arrow keys go from one to the next.

    Attributes:
        scope: "open", "closed" or "all".

    Signals:
        chosen: the person chose another scope.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.scope = "open"
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(0.5))
        for scope, word in SCOPES.items():
            button = QPushButton(word)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(f"Show {word.lower()} risks")
            button.clicked.connect(lambda _=False, scope=scope: self._choose(scope))
            self._group.addButton(button)
            self.buttons[scope] = button
            row.addWidget(button)
        self.choose("open")

    def accepts(self, row: RiskRow) -> bool:
        """Whether the scope lets a risk through."""
        return self.scope == "all" or row.risk.is_closed == (self.scope == "closed")

    def choose(self, scope: str) -> None:
        """Take a scope, without telling anybody."""
        self.scope = scope
        self.buttons[scope].setChecked(True)

    def show_counts(self, open_risks: int, closed: int) -> None:
        """Say how many there are of each."""
        counts = {"open": open_risks, "closed": closed, "all": open_risks + closed}
        for scope, button in self.buttons.items():
            button.setText(f"{SCOPES[scope]} {counts[scope]:,}")

    def _choose(self, scope: str) -> None:
        self.scope = scope
        self.chosen.emit()
