"""How far the walk is: a segment for each step, full where it was read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.unread import State
from app.ui import look

HIGH, WIDE = 8, 36  # pixels of a segment


class Progress(QWidget):
    """The segments; the one that is seen has a line under it."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._states: Sequence[State] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, states: Sequence[State], at: int) -> None:
        """Show how far each step was read, and at which one the reader is."""
        self._states, self._at = states, at
        read = sum(state.read for state in states)
        self.setAccessibleName(f"Step {at + 1} of {len(states)}. {read} read as they are now")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self._states)) * (WIDE + look.space(0.75)), HIGH + look.space(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = look.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, state in enumerate(self._states):
            box = QRectF(number * (WIDE + look.space(0.75)) + 1, 1, WIDE, HIGH)
            painter.setPen(QPen(QColor(c.accent if state.day else c.border), 1))
            painter.setBrush(QColor(c.accent) if state.read else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
            if state.day and not state.read:  # half full: read once, and changed since
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(c.accent))
                painter.drawRoundedRect(QRectF(box.x(), box.y(), WIDE / 2, HIGH), 4, 4)
            if number == self._at:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(c.text))
                painter.drawRoundedRect(QRectF(box.x(), box.bottom() + 4, WIDE, 2), 1, 1)
