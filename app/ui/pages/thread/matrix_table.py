"""The matrix as it is seen: painted cells, of which only those in view cost anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import Link, Record
from app.domain.thread import LinkMatrix
from app.ui import look
from app.ui.page import Page
from app.ui.widgets.linking import Tie, short, tie_of
from app.ui.widgets.record_menu import add_doings
from app.ui.widgets.shapes import draw_shape

from .filter import Pair, Shown
from .headings import GAP_SHAPE, ColumnHeadings, RowHeadings
from .matrix_model import Index, MatrixModel

MARK = 12.0  # pixels of a cell's mark
LIT = 130  # of 255: how far the cells of a gap take the colour that its heading has in full


def draw_tie(painter: QPainter, tie: Tie, box: QRectF) -> None:
    """Draw how two records are tied: full, hollow for our judgement, broken for illustrative."""
    colour = look.colours().accent
    if tie is Tie.ILLUSTRATIVE:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colour), 2)
        pen.setDashPattern([1.2, 1.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.restore()
    else:
        draw_shape(painter, "circle" if tie is Tie.LINKED else "ring", box, colour)


class MatrixTable(QTableView):
    """The matrix. Arrow keys move, Enter or Space makes the link of a cell, or brings up its menu.

    Attributes:
        matrix: the model.
        across, down: the headings.
        key: what the marks mean, in the corner.
        menu: what can be done with a cell.

    Signals:
        moved: the cell that the keyboard is in is another: its row's and its column's record.
        link_wanted: make the link of these two.
        heading_chosen: the person pressed a heading: its record.
        opened: the person wants to see a record.
    """

    moved = Signal(object, object)
    link_wanted = Signal(object, object)
    heading_chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, page: Page):
        super().__init__()
        self._page = page
        self.matrix, self.menu = MatrixModel(), QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.across, self.down = ColumnHeadings(self), RowHeadings(self)
        self.setModel(self.matrix)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.setItemDelegate(_Cells(self))
        self.key = _Key(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.selectionModel().currentChanged.connect(self._move)
        self.doubleClicked.connect(lambda index: self._act(index, by_keys=False))
        self.across.sectionClicked.connect(self._press_column)
        self.down.sectionClicked.connect(self._press_row)

    def show_matrix(self, plan: Plan, pair: Pair, matrix: LinkMatrix, shown: Shown) -> None:
        """Show a part of a matrix; the keyboard stays in the cell of the same two records."""
        at = self.cell()
        self.selectionModel().blockSignals(True)
        self.matrix.show(plan, pair, matrix, shown)
        self._lay_out()
        if shown.rows and shown.columns:
            place = self.matrix.place(at[0].id, at[1].id) if at else QModelIndex()
            self.setCurrentIndex(place if place.isValid() else self.matrix.index(0, 0))
        self.selectionModel().blockSignals(False)
        self.key.show_ties(illustrative=any(tie_of(plan, by) is Tie.ILLUSTRATIVE for by in matrix.cells.values()))
        rows = counted(len(shown.rows), pair.one_row, pair.what)
        columns = counted(len(shown.columns), pair.one_column, pair.many)
        self.setAccessibleName(f"{pair.title}: {rows}, {columns}")
        self._draw_anew()

    def cell(self) -> tuple[Record, Record] | None:
        """Row and column of the cell that the keyboard is in."""
        at = self.currentIndex()
        if not at.isValid() or at.row() >= len(self.matrix.rows) or at.column() >= len(self.matrix.columns):
            return None
        return self.matrix.rows[at.row()], self.matrix.columns[at.column()]

    def go_to(self, row: str, column: str = "") -> bool:
        """Go to the cell of two keys, or of a row alone, whether it is shown at all."""
        if not column and self.matrix.columns:
            at = self.currentIndex().column()
            column = self.matrix.columns[max(0, min(at, len(self.matrix.columns) - 1))].id
        place = self.matrix.place(row, column)
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)
        return place.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(self.currentIndex(), by_keys=True)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (cell := self.cell()) is not None:
            self.cell_menu(*cell).popup(event.globalPos())

    def cell_menu(self, row: Record, column: Record) -> QMenu:
        """The menu with what can be done with a cell now."""
        menu, by = self.menu, self.matrix.by(row, column)
        menu.clear()
        for record in (row, column):
            menu.addAction(f"Open {short(record)}".replace("&", "&&"), lambda record=record: self.opened.emit(record))
        menu.addSeparator()
        if by is None and self._page.can_edit:
            menu.addAction("Link", lambda: self.link_wanted.emit(row, column))
        elif isinstance(by, Link):
            add_doings(menu, self, by.id)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_anew()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "key"):
            self.key.setGeometry(1, 1, self.down.width(), self.across.height())

    def _lay_out(self) -> None:
        """Titles at the left get their share; the rest belongs to the columns."""
        spare = self.width() - len(self.matrix.columns) * look.space(12.5)
        most = max(round(self.width() * 0.38), spare, look.space(27))
        wide = min(most, max(self.down.wanted(), look.space(27)))
        self.down.fit(wide)
        self.across.fit(self.width() - wide - look.space(2))
        self.updateGeometries()

    def _move(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._draw_anew()
        if (cell := self.cell()) is not None:
            self.moved.emit(*cell)

    def _act(self, index: QModelIndex, *, by_keys: bool) -> None:
        """Make the link of a cell that has none; of one that has, keys bring up the menu."""
        cell = self.cell()
        if not index.isValid() or cell is None:
            return
        if self.matrix.by(*cell) is None:
            self.link_wanted.emit(*cell)
        elif by_keys:
            self.cell_menu(*cell).popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _press_column(self, section: int) -> None:
        self.setCurrentIndex(self.matrix.index(max(self.currentIndex().row(), 0), section))
        self.heading_chosen.emit(self.matrix.columns[section])

    def _press_row(self, section: int) -> None:
        self.setCurrentIndex(self.matrix.index(section, max(self.currentIndex().column(), 0)))
        self.heading_chosen.emit(self.matrix.rows[section])

    def _draw_anew(self) -> None:
        for part in (self.viewport(), self.across.viewport(), self.down.viewport(), self.key):
            part.update()


class _Cells(QStyledItemDelegate):
    """Draws a cell: its mark; behind it what is tied to nothing, and the row and column of the keyboard."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, MatrixTable)
        c, box, at = look.colours(), option.rect, table.currentIndex()  # type: ignore[attr-defined]
        row, column = table.matrix.rows[index.row()], table.matrix.columns[index.column()]
        here = index.row() == at.row(), index.column() == at.column()
        painter.fillRect(box, QColor(c.selected if all(here) else c.raised if any(here) else c.window))
        if not any(here) and (table.matrix.is_gap(row) or table.matrix.is_gap(column)):
            lit = QColor(c.wrong_back)
            lit.setAlpha(LIT)
            painter.fillRect(box, lit)
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, QColor(c.line))
        painter.fillRect(box.right(), box.y(), 1, box.height(), QColor(c.line))
        tie = table.matrix.tie(row, column)
        if tie is not None:
            place = QRectF(box.center().x() - MARK / 2 + 0.5, box.center().y() - MARK / 2 + 0.5, MARK, MARK)
            draw_tie(painter, tie, place)
        if all(here):
            painter.save()
            by_keys = table.property("keys")
            painter.setPen(QPen(QColor(c.focus if by_keys else c.border), 2 if by_keys else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -2))
            painter.restore()


class _Key(QWidget):
    """What the marks mean, in the corner between the headings."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setFont(look.font("small"))
        self._lines: list[tuple[Tie | None, str]] = []
        self.show_ties(illustrative=False)

    def show_ties(self, *, illustrative: bool) -> None:
        """Explain the marks; the one for illustrative links only where there is one."""
        self._lines = [(Tie.LINKED, "linked"), (Tie.OURS, "linked, our judgement")]
        self._lines += [(Tie.ILLUSTRATIVE, "linked, illustrative")] if illustrative else []
        self._lines.append((None, "a gap: tied to nothing here"))
        self.setAccessibleName("Key: " + "; ".join(said for _, said in self._lines))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), look.colours()
        painter.fillRect(self.rect(), QColor(c.raised))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(c.line))
        painter.setFont(self.font())
        high = self.fontMetrics().height() + look.space(0.5)
        top = self.height() - high * len(self._lines) - look.space(0.75)
        for number, (tie, said) in enumerate(self._lines):
            y = top + number * high
            mark = QRectF(look.space(1), y + (high - MARK) / 2, MARK, MARK)
            if tie is None:
                draw_shape(painter, GAP_SHAPE, mark.adjusted(1.5, 1.5, -1.5, -1.5), c.wrong)
            else:
                draw_tie(painter, tie, mark)
            painter.setPen(QColor(c.quiet))
            left = look.space(1.75) + MARK
            place = QRectF(left, y, self.width() - left, high)
            shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, round(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
