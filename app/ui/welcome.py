"""What is seen while no plan is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import look
from app.ui.dialogs.ask import WHAT
from app.ui.kit import STRETCH, block, button, column, row
from app.ui.widgets.card import ListRow, RowList


class Welcome(QWidget):
    """Four ways to begin, and the plans opened lately.

    Signals:
        open_wanted, new_wanted, workbook_wanted, demo_wanted: what the buttons say.
        recent_wanted: a path.
    """

    open_wanted = Signal()
    new_wanted = Signal()
    workbook_wanted = Signal()
    demo_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.open = button("Open the plan I was sent", self.open_wanted.emit, "primary")
        self.new = button("New plan", self.new_wanted.emit)
        self.workbook = button("Bring in your workbook…", self.workbook_wanted.emit)
        self.demo = button("See the demo", self.demo_wanted.emit)
        more = (
            "A new plan begins empty, and leads on. A workbook is read into a new plan, and stays as it is. The demo "
            "tells the plan of a real council."
        )
        self._lately, self.recent = look.label("Opened lately", "strong"), RowList()
        self.recent.opened.connect(self.recent_wanted)
        ways = row(self.open, self.new, self.workbook, self.demo, STRETCH, gap=look.space(1))
        inside = block(
            column(
                look.label("Goldthread", "title"), look.label(WHAT, wrap=True), ways,
                look.label(more, quiet=True, wrap=True), look.space(1), self._lately, self.recent, gap=look.space(2),
            )
        )  # fmt: skip
        inside.setFixedWidth(look.space(88))
        outside = column(on=self)
        outside.addStretch(2)
        outside.addLayout(row(STRETCH, inside, STRETCH))
        outside.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List these plans, the latest first."""
        self._lately.setVisible(bool(paths))
        self.recent.setVisible(bool(paths))
        self.recent.show_rows([ListRow(path.stem, str(path.parent), target=path) for path in paths])
