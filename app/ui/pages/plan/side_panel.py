"""What every panel beside the plan has: a head with what can be done, and below it the rest, which scrolls as one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from app.ui import look
from app.ui.kit import STRETCH, Part, block, button, column, row, scroll
from app.ui.page import Page
from app.ui.record.frame import R, RecordFrame
from app.ui.widgets.card import rule

LEFT = Qt.AlignmentFlag.AlignLeft


class SidePanel(RecordFrame[R]):
    """One record.

    Attributes:
        kicker, name: what it is, and its title.
        back: the way back to the plan.
        area: scrolls.

    Signals:
        backed_out: the person is done with it.
    """

    backed_out = Signal()

    def __init__(self, page: Page):
        super().__init__(page)
        self.setProperty("kind", "card")
        self.kicker, self.name = look.label(role="strong", quiet=True), look.label(role="heading", wrap=True)
        self.back = button("Close", self.backed_out.emit, tip="Back to the plan (Esc)")

    def show_titles(self, record: R, kicker: str, title: str) -> None:
        """Say what is shown, and offer what can be done with it."""
        self.show_head(record)
        self.kicker.setText(kicker)
        self.name.setText(title)

    def assemble(self, buttons: Sequence[QWidget], *body: Part) -> None:
        """Put it together: its kicker with the way back, its title, what can be done with it, and what scrolls."""
        gap, edge = look.space(1), (look.space(2), look.space(1.5))
        top = row(self.kicker, STRETCH, self.back, gap=gap)
        self.area = scroll(block(column(*body, STRETCH, gap=gap, edge=edge)))
        whole = column(top, self.name, self.kept_back, self.deeds(*buttons), gap=look.space(0.5), edge=edge)
        column(whole, rule(), (self.area, 1), on=self, edge=1)


def section(title: str, *parts: QWidget | QLayout) -> QWidget:
    """A part of the body under its heading; what is pressed stands at the left."""
    placed = [(part, LEFT) if isinstance(part, QPushButton) else part for part in parts]
    return block(column(look.label(title, "strong"), *placed, gap=look.space(1), edge=(0, look.space(1.5), 0, 0)))
