"""A cell whose text is followed by tags, such as "key" and "illustrative", drawn as `rag_badge.Tag` draws them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.ui import look

from .delegates import CellDelegate
from .rag_badge import ILLUSTRATIVE
from .record_model import CELL, SECOND, Index


class TaggedDelegate(CellDelegate):
    """The column's `cell` gives the words of the tags; the text gives way to them."""

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        words: tuple[str, ...] = index.data(CELL) or ()
        small = QFontMetricsF(look.font("small"))
        widths = [small.horizontalAdvance(word) + look.space(1.5) for word in words]
        gap = look.space(0.75)
        room = max(0, round(box.width() - sum(widths) - gap * len(words)))
        text = box.adjusted(0, 0, room - box.width(), 0)
        self.draw_text(painter, text, option, index)
        said = option.fontMetrics.horizontalAdvance(str(index.data() or ""))  # type: ignore[attr-defined]
        x = text.left() + min(said, room) + (gap if said else 0)
        middle = box.center().y()
        if index.data(SECOND):
            middle -= option.fontMetrics.height() // 2  # type: ignore[attr-defined] - beside the upper of two lines
        for word, width in zip(words, widths, strict=True):
            height = small.height() + 2
            draw_tag(painter, QRectF(x, middle - height / 2 + 0.5, width, height), word, self._ink(option)[1])
            x += width + gap


def draw_tag(painter: QPainter, box: QRectF, word: str, ink: str) -> None:
    """A word in a thin frame; dashed for "illustrative"."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(ink))
    pen.setStyle(Qt.PenStyle.DashLine if word.startswith(ILLUSTRATIVE) else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(look.font("small"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()
