"""The lines below what is typed: what is found, its words strong, its status before it, its kind at the right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui import look
from app.ui.widgets.rag_badge import ILLUSTRATIVE, plain_tip
from app.ui.widgets.shapes import draw_shape
from app.workspace.index import SnippetPiece

from .offers import Offer, plain

Index = QModelIndex | QPersistentModelIndex
OFFER = Qt.ItemDataRole.UserRole
_PAGE = 8  # lines that Page up and Page down go


class Lines(QListView):
    """What is offered. The keyboard stays where one types: `go` moves the chosen line.

    Signals:
        opened: an offer's target, when its line is clicked.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._offers, self.heights = _Offers(self), (0, 0)
        self.setModel(self._offers)
        self.setItemDelegate(_OfferDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    @property
    def offers(self) -> Sequence[Offer]:
        """What is shown."""
        return self._offers.offers

    @property
    def chosen(self) -> Offer | None:
        """The offer that Enter opens."""
        row = self.currentIndex().row()
        return self.offers[row] if 0 <= row < len(self.offers) else None

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show other offers; the first is chosen."""
        self.heights = _line_height(), _heading_height()
        self._offers.show(offers)
        self.setCurrentIndex(self._offers.index(0) if offers else QModelIndex())
        self.scrollToTop()

    def go(self, steps: int) -> None:
        """Choose the line so many lines below, or above; at either end it stays."""
        if self.offers:
            row = min(max(self.currentIndex().row() + steps, 0), len(self.offers) - 1)
            self.setCurrentIndex(self._offers.index(row))
            self.scrollTo(self._offers.index(row))

    def go_page(self, pages: int) -> None:
        """Choose the line so many pages below, or above."""
        self.go(pages * _PAGE)

    def height_within(self, most: int) -> int:
        """Pixels that the lines need, at most so many, and none of them cut."""
        heights = accumulate(self.row_height(offer) for offer in self.offers)
        return max((high for high in heights if high <= most), default=0)

    def row_height(self, offer: Offer) -> int:
        """Pixels that a line takes, with the heading above it."""
        line, heading = self.heights
        return line + heading if offer.heading else line

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.opened.emit(index.data(OFFER).target)


class _Offers(QAbstractListModel):
    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.offers: Sequence[Offer] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        offer = self.offers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain(offer.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return offer.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(offer.spoken)
            case _ if role == OFFER:
                return offer
        return None


def _line_height() -> int:
    return QFontMetrics(look.font()).height() + QFontMetrics(look.font("small")).height() + look.space(1.75)


def _heading_height() -> int:
    return QFontMetrics(look.font("small")).height() + look.space(1.5)


class _OfferDelegate(QStyledItemDelegate):
    """Draws a line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, Lines)
        return QSize(look.space(10), view.row_height(index.data(OFFER)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(OFFER)
        view = self.parent()
        assert isinstance(view, Lines)
        c, box = look.colours(), QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        if offer.heading:
            head = QRect(box.x() + look.space(2), box.y() + look.space(0.5), box.width(), _heading_height())
            small = look.font("small")
            small.setWeight(QFont.Weight.DemiBold)
            _write(painter, head, (SnippetPiece(offer.heading),), small, c.quiet)
            box.setTop(box.y() + _heading_height())
        chosen = index == view.currentIndex()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.selected))
            painter.drawRoundedRect(box.adjusted(look.space(1), 0, -look.space(1), 0), 6, 6)
        ink, quiet = (c.on_selected, c.on_selected) if chosen else (c.text, c.quiet)
        first, second = look.font(), look.font("small")
        tall = QFontMetrics(first).height()
        left, right, top = box.x() + look.space(2), box.right() - look.space(2), box.y() + look.space(0.875)
        side = QFontMetrics(first).ascent() * 0.86
        mark = QRectF(left, top + (tall - side) / 2, side, side)
        shape, colour = (look.status(offer.status).shape, look.status(offer.status).mark) if offer.status else (
            "dot", quiet)  # fmt: skip
        draw_shape(painter, shape, mark, colour)
        left += round(side) + look.space(1.25)
        upper = QRect(left, top, right - left, tall)
        lower = QRect(left, upper.bottom() + 1, upper.width(), QFontMetrics(second).height())
        for tag in reversed(offer.tags):
            upper.setRight(upper.right() - _tag(painter, upper, tag, quiet) - look.space(1))
        _write(painter, upper, offer.name, first, ink)
        if offer.word:
            wide = QFontMetrics(second).horizontalAdvance(offer.word)
            at = QRect(lower.right() - wide, lower.y(), wide + 1, lower.height())
            _write(painter, at, (SnippetPiece(offer.word),), second, quiet)
            lower.setRight(at.x() - look.space(2))
        where = (SnippetPiece(f"{offer.where}: "),) if offer.where else ()
        _write(painter, lower, (*where, *offer.context), second, quiet)
        painter.restore()


def _write(painter: QPainter, box: QRect, pieces: Sequence[SnippetPiece], font: QFont, ink: str) -> None:
    """Write pieces on one line, what was found strong, cut with an ellipsis where there is no room."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Bold)
    painter.setPen(QColor(ink))
    left = box.x()
    for piece in pieces:
        used = strong if piece.found else font
        metrics, room = QFontMetrics(used), box.right() + 1 - left
        if room <= 0:
            return
        wide = metrics.horizontalAdvance(piece.text)
        text = piece.text if wide <= room else metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(used)
        painter.drawText(QRect(left, box.y(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        left += wide


def _tag(painter: QPainter, box: QRect, word: str, colour: str) -> int:
    """Write a word in a frame at the right of a box; how wide it is."""
    font = look.font("small")
    wide = QFontMetrics(font).horizontalAdvance(word) + 10
    pen = QPen(QColor(colour))
    pen.setStyle(Qt.PenStyle.DashLine if word == ILLUSTRATIVE else Qt.PenStyle.SolidLine)
    frame = QRectF(box.right() - wide + 0.5, box.y() + 0.5, wide - 1, box.height() - 1)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(font)
    painter.drawRoundedRect(frame, 4, 4)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, word)
    return wide
