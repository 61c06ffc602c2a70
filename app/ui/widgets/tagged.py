"""A cell whose text is followed by tags, such as "key" and "illustrative", drawn as `rag_badge.Tag` draws them.

“Illustrative” is a small hollow dot: rows of words outshouted the statuses.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.ui import look

from .delegates import CellDelegate
from .rag_badge import ILLUSTRATIVE
from .record_model import CELL, SECOND, Column, Index
from .shapes import draw_shape

GAP = 0.75  # steps of the grid before a tag


class TaggedDelegate(CellDelegate):
    """The column's `cell` gives the words of the tags; the text gives way to them."""

    draws_tags = True

    def beside(self, column: Column[Any], row: Any) -> int:
        words = column.cell(row) if column.cell else ()
        return super().beside(column, row) + ceil(sum(_width(word) + look.space(GAP) for word in words))

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        words: tuple[str, ...] = index.data(CELL) or ()
        small, side, gap = QFontMetricsF(look.font("small")), look.space(1), look.space(GAP)
        widths = [_width(word) for word in words]
        room = max(0, round(box.width() - sum(widths) - gap * len(words)))
        text = box.adjusted(0, 0, room - box.width(), 0)
        self.draw_text(painter, text, option, index)
        said = option.fontMetrics.horizontalAdvance(str(index.data() or ""))  # type: ignore[attr-defined]
        x = text.left() + min(said, room) + (gap if said else 0)
        middle = box.center().y()
        if index.data(SECOND):
            middle -= option.fontMetrics.height() // 2  # type: ignore[attr-defined] - beside the upper of two lines
        for word, width in zip(words, widths, strict=True):
            height, ink = small.height() + 2, self._ink()[1]
            if is_dot(word):
                draw_shape(painter, "ring", QRectF(x, middle - side / 2 + 0.5, side, side), ink)
            else:
                draw_tag(painter, QRectF(x, middle - height / 2 + 0.5, width, height), word, ink)
            x += width + gap


def _width(word: str) -> float:
    """How wide a tag is, in pixels."""
    wide = QFontMetricsF(look.font("small")).horizontalAdvance(word)
    return look.space(1) if is_dot(word) else wide + look.space(1.5)


def is_dot(word: str) -> bool:
    """Whether a tag is a small hollow dot in a row, whose word is said by tooltip and screen reader."""
    return word == ILLUSTRATIVE


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
