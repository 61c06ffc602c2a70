"""The rows of somebody else's file as the records that they will be, what is doubtful in amber, each with a tick."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionViewItem, QWidget

from app.domain.plan import Plan
from app.exchange.importing.preview import PreviewPart, preview, said_of
from app.exchange.importing.result import Outcome, RowResult
from app.ui import look
from app.ui.widgets.delegates import CellDelegate
from app.ui.widgets.record_model import CELL, Column, Index
from app.ui.widgets.tagged import TaggedDelegate
from app.ui.widgets.whole_table import WholeTable

ROW_WIDTH, WIDE_ROW_WIDTH = 56, 190
_TICK = 0  # the column with the ticks


class ImportRows(WholeTable[RowResult]):
    """What becomes of each row.

    Attributes:
        without: the rows of the grid whose tick was taken away.
        plan: the plan as it will be, by which what a record names is called.

    Signals:
        ticked: a tick was put or taken away.
    """

    ticked = Signal()

    def __init__(self) -> None:
        self.without: set[int] = set()
        self.plan: Plan | None = None
        columns: list[Column[RowResult]] = [
            Column(name="in", title="In", text=lambda _: "", width=36, delegate=TickDelegate, cell=self.tick_of,
                   spoken=lambda row: {True: "comes in", False: "left out", None: ""}[self.tick_of(row)]),
            Column(name="row", title="Row", text=_place, sort=lambda r: (r.sheet, r.number), right=True,
                   width=ROW_WIDTH),
            Column(name="outcome", title="What", text=_what, width=150, delegate=TaggedDelegate, cell=_tags),
            Column(name="title", title="Record", text=lambda r: r.title, width=240),
            Column(name="becomes", title="As it will be", text=lambda r: _in_words(self.parts_of(r)), width=330,
                   delegate=PartsDelegate, cell=self.parts_of, spoken=lambda r: _in_words(self.parts_of(r))),
            Column(name="message", title="Message", text=lambda r: r.message, stretch=True),
        ]  # fmt: skip
        super().__init__("import rows", columns, key=lambda r: _place(r) + r.part)

    def tick_of(self, row: RowResult) -> bool | None:
        """Whether a row comes in; None for one that holds no record."""
        return False if row.at in self.without else True if row.record is not None else None

    def parts_of(self, row: RowResult) -> tuple[PreviewPart, ...]:
        """What a row comes to, part by part."""
        return preview(row, self.plan)

    def toggle(self, row: RowResult | None) -> None:
        """Take a row out, or in again."""
        if row is not None and self.tick_of(row) is not None:
            self.without ^= {row.at}
            self.ticked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == _TICK:
            self.toggle(self.records.rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggle(self.records.rows[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)


def _in_words(parts: tuple[PreviewPart, ...]) -> str:
    return " · ".join(map(said_of, parts))


def _what(row: RowResult) -> str:
    named = {Outcome.GROUP: "Heading", Outcome.EARLIER: "Earlier score"}
    return named.get(row.outcome, row.outcome.capitalize())


def _place(row: RowResult) -> str:
    return f"{row.sheet}: {row.number}" if row.sheet else f"{row.number}"


def _tags(row: RowResult) -> tuple[str, ...]:
    return ("look",) if row.problem else ()


class TickDelegate(CellDelegate):
    """A box with a tick; nothing where there is nothing to tick."""

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        ticked = index.data(CELL)
        table = self.parent()
        if ticked is None or not isinstance(table, QWidget):
            return
        side = table.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        shown = QStyleOptionButton()
        shown.rect = QRect(box.center().x() - side // 2, box.center().y() - side // 2, side, side)  # type: ignore[attr-defined]
        shown.state = QStyle.StateFlag.State_Enabled | (  # type: ignore[attr-defined]
            QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        )
        table.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, shown, painter, table)


class PartsDelegate(CellDelegate):
    """The parts of a record, those that are doubtful in the colour of what is at risk."""

    def high(self, column: Column[Any], row: Any, width: int) -> int:
        parts = column.cell(row) if column.cell else ()
        document = self._document(parts, width - self.beside(column, row), ink := look.colours().text, ink)
        return round(document.size().height()) + look.space(1.75) if document.toPlainText() else 0

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        parts: tuple[PreviewPart, ...] = index.data(CELL) or ()
        ink = self._ink()[0]
        is_chosen = ink == look.colours().on_selected
        document = self._document(parts, box.width(), ink, ink if is_chosen else look.status("amber").mark)
        room: QRect = option.rect  # type: ignore[attr-defined]
        top = look.space(0.875)
        painter.save()
        painter.translate(box.left(), room.top() + top)
        document.drawContents(painter, QRectF(0, 0, box.width(), max(0, room.height() - top)))
        painter.restore()

    @staticmethod
    def _document(parts: tuple[PreviewPart, ...], width: int, ink: str, amber: str) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(QFont(look.font()))
        document.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        said = (
            f'<span style="color:{amber if part.doubtful else ink}">{escape(said_of(part))}</span>' for part in parts
        )
        document.setHtml(f'<span style="color:{ink}">{" · ".join(said)}</span>')
        document.setTextWidth(max(width, 1))
        return document
