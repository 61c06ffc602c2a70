"""Which risks the register shows: open, closed, or all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from app.ui import kit, look

from .register import RiskRow

SCOPES = {"open": "Open", "closed": "Closed", "all": "All"}


class ScopeSwitch(QWidget):
    """Open, closed or all: three buttons of which one is down; the arrow keys go from one to the next.

    Attributes:
        scope: "open", "closed" or "all".

    Signals:
        chosen: the person chose another scope.
    """

    chosen = Signal()

    def __init__(self):
        super().__init__()
        self.scope, self._group = "open", QButtonGroup(self)
        self.buttons = {
            scope: kit.button(word, lambda scope=scope: self._choose(scope)) for scope, word in SCOPES.items()
        }
        for scope, button in self.buttons.items():
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(f"Show {SCOPES[scope].lower()} risks")
            self._group.addButton(button)
        kit.row(*self.buttons.values(), on=self, gap=look.space(0.5))
        self.choose("open")

    def accepts(self, row: RiskRow) -> bool:
        """Whether the scope lets a risk through."""
        return self.scope == "all" or row.record.is_closed == (self.scope == "closed")

    def choose(self, scope: str) -> None:
        """Take a scope, without telling anybody."""
        self.scope = scope
        self.buttons[scope].setChecked(True)

    def show_counts(self, open_risks: int, closed: int) -> None:
        """Say how many there are of each."""
        for scope, count in {"open": open_risks, "closed": closed, "all": open_risks + closed}.items():
            self.buttons[scope].setText(f"{SCOPES[scope]} {count:,}")

    def _choose(self, scope: str) -> None:
        self.scope = scope
        self.chosen.emit()
