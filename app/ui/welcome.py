"""What is seen while no plan is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import look
from app.ui.dialogs.ask import WHAT
from app.ui.widgets.card import ListRow, RowList


class Welcome(QWidget):
    """Three ways to begin, and the plans opened lately.

    Signals:
        open_wanted, new_wanted, demo_wanted: what the buttons say.
        recent_wanted: a path.
    """

    open_wanted = Signal()
    new_wanted = Signal()
    demo_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        inside = QWidget()
        inside.setFixedWidth(look.space(72))
        column = QVBoxLayout(inside)
        column.setSpacing(look.space(2))
        column.addWidget(look.label("Goldthread", "title"))
        column.addWidget(look.label(WHAT, wrap=True))
        self.open, self.new, self.demo = (
            QPushButton("Open the plan I was sent"),
            QPushButton("New plan"),
            QPushButton("See the demo"),
        )
        self.open.setProperty("kind", "primary")
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.demo.clicked.connect(self.demo_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(1))
        for button in (self.open, self.new, self.demo):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        more = "A new plan begins empty and can take in your workbook. The demo tells the plan of a real council."
        column.addWidget(look.label(more, quiet=True, wrap=True))
        self._lately = look.label("Opened lately", "strong")
        self.recent = RowList()
        self.recent.opened.connect(self.recent_wanted)
        column.addSpacing(look.space(1))
        column.addWidget(self._lately)
        column.addWidget(self.recent)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(inside)
        middle.addStretch()
        outside = QVBoxLayout(self)
        outside.addStretch(2)
        outside.addLayout(middle)
        outside.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List these plans, the latest first."""
        self._lately.setVisible(bool(paths))
        self.recent.setVisible(bool(paths))
        self.recent.show_rows([ListRow(path.stem, str(path.parent), target=path) for path in paths])
