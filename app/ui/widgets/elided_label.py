"""A label of one line that never pushes others aside: what does not fit ends in an ellipsis, whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.ui import look

from .rag_badge import plain_tip


class ElidedLabel(QLabel):
    """Shows as much of its text as fits."""

    def __init__(self, text: str = "", role: str = "body", *, quiet: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self._quiet = quiet
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tip()

    def minimumSizeHint(self) -> QSize:
        return QSize(look.space(3), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def shown(self) -> str:
        """What can be read of the text."""
        plain = self.text().replace("\n", " ")
        return self.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), look.colours()
        ink = self.palette().color(QPalette.ColorRole.WindowText) if self.isEnabled() else QColor(c.border)
        painter.setPen(QColor(c.quiet) if self._quiet else ink)
        painter.drawText(self.contentsRect(), self.alignment(), self.shown())

    def _tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.shown() != self.text() else "")
