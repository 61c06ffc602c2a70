"""A label that shows as many whole lines as there is room for, the last with an ellipsis; nothing is cut in half."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import look

from .rag_badge import plain_tip


class ClampedLabel(QLabel):
    """Wrapped text of at most `most` lines. What does not fit stands in the tooltip."""

    def __init__(self, text: str = "", role: str = "body", most: int = 3, parent: QWidget | None = None):
        super().__init__(parent)
        self.most = most
        self._known: dict[tuple[int, int], tuple[list[str], bool]] = {}  # layouts ask for the same width many times
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._known.clear()
        self.setText(text)
        self._tell_rest()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(1, len(self._lines(width)[0])) * self.fontMetrics().lineSpacing() if self.text() else 0

    def sizeHint(self) -> QSize:
        return QSize(look.space(20), self.heightForWidth(max(self.width(), look.space(10))))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.space(6), self.fontMetrics().lineSpacing() if self.text() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, step = QPainter(self), self.fontMetrics().lineSpacing()
        painter.setPen(QColor(look.colours().quiet if self.property("quiet") else look.colours().text))
        room = max(1, self.height() // step) if self.text() else 0
        lines, _whole = self._lines(self.width(), room)
        for number, line in enumerate(lines):
            painter.drawText(QPointF(0, number * step + self.fontMetrics().ascent()), line)

    def _tell_rest(self) -> None:
        whole = self._lines(self.width())[1]
        self.setToolTip("" if whole else plain_tip(self.text()))

    def _lines(self, width: int, room: int | None = None) -> tuple[list[str], bool]:
        """The lines that are shown, and whether they hold the whole text."""
        most = min(self.most, room or self.most)
        if (width, most) not in self._known:
            self._known[width, most] = self._broken(width, most)
        return self._known[width, most]

    def _broken(self, width: int, most: int) -> tuple[list[str], bool]:
        plain = self.text().replace("\n", "\u2028").replace(" %", "\u00a0%")  # a figure keeps its unit
        layout = QTextLayout(plain, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        found: list[str] = []
        text = layout.text()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            if len(found) == most - 1:
                rest = text[line.textStart() :].replace("\u2028", " ")
                shown = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, max(width, 1))
                layout.endLayout()
                return [*found, shown], shown == rest
            found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip("\u2028"))
        layout.endLayout()
        return found, True
