"""The columns of somebody else's table: over the first rows of each, where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.exchange.importing.grid import SheetColumn
from app.exchange.importing.result import Import
from app.exchange.importing.vocabulary import TITLE, targets
from app.ui import look
from app.ui.widgets.combo import Combo
from app.ui.widgets.delegates import CellDelegate
from app.ui.widgets.rag_badge import plain_tip

LEFT_OUT = "Left out"
_FEW = 1  # rows of the file that are shown where there is little room
_LONGEST, _LONGEST_TIP = 40, 1000  # characters of a header, and of what is said when the mouse rests on a cell


class ColumnsTable(QTableWidget):
    """One column for each of theirs: its header, a box that says where it goes, and its first rows.

    Attributes:
        boxes: by the key of the column.

    Signals:
        corrected: the column with this key is to go to this target; empty to leave it out.
    """

    corrected = Signal(str, str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.boxes: dict[str, Combo] = {}
        self._kind = ""
        self._shown: tuple[object, ...] = ()
        self.setAccessibleName("Columns of the file and where they go")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setItemDelegate(CellDelegate(self))
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_import(self, found: Import, *, few: bool = False) -> None:
        """Show how the columns are understood; boxes of the same table stay, so that the keyboard stays in them.

        With `few` rows it leaves room to what stands below it.
        """
        shown = (found.kind, found.sheet, tuple(column.key for column in found.columns), found.sample)
        if shown != self._shown:
            self._shown, self._kind = shown, found.kind
            self._build(found)
        for row in range(_FEW + 1, self.rowCount()):
            self.setRowHidden(row, few)
        self.setFixedHeight(self._height())
        for column in found.columns:
            box = self.boxes[column.key]
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(column.target)))
            box.blockSignals(False)

    def empty(self) -> None:
        """Show no columns."""
        self._shown = ()
        self.boxes = {}
        self.clear()
        self.setRowCount(0)
        self.setColumnCount(0)

    def _build(self, found: Import) -> None:
        self.empty()
        self._shown = (found.kind, found.sheet, tuple(column.key for column in found.columns), found.sample)
        self.setColumnCount(len(found.columns))
        self.setRowCount(1 + len(found.sample))
        self.setVerticalHeaderLabels(["Goes to", *(f"Row {number}" for number, _ in found.sample)])
        for place, column in enumerate(found.columns):
            self.setHorizontalHeaderItem(place, _header(column))
            self.setItem(0, place, _item(""))
            self.setCellWidget(0, place, self._box(column))
            for row, (_, cells) in enumerate(found.sample, 1):
                text = cells[column.number] if column.number < len(cells) else ""
                item = _item(" ".join(text.split())[:200])
                item.setToolTip(plain_tip(text[:_LONGEST_TIP]))
                if column.hidden:
                    item.setForeground(QColor(look.colours().quiet))
                self.setItem(row, place, item)
            self.setColumnWidth(place, look.space(22))
        line = self.fontMetrics().height() + look.space(1)
        for row in range(self.rowCount()):
            self.setRowHeight(row, line + look.space(1.5) if row == 0 else line)
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()) if not self.isRowHidden(row))
        return rows + self.horizontalHeader().sizeHint().height() + self.horizontalScrollBar().sizeHint().height() + 4

    def _box(self, column: SheetColumn) -> Combo:
        box = Combo()
        box.setFrame(False)
        box.setAccessibleName(f"{column.title} goes to")
        box.addItem(LEFT_OUT, "")
        for name, target in _in_order(self._kind):
            box.addItem(target, name)
        box.activated.connect(lambda _, key=column.key, box=box: self.corrected.emit(key, str(box.currentData() or "")))
        box.view().setMinimumWidth(look.space(32))
        self.boxes[column.key] = box
        return box


def _item(text: str) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    made.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def _in_order(kind: str) -> Sequence[tuple[str, str]]:
    """Where columns can go, what every row needs first."""
    named = [(name, target.label) for name, target in targets(kind).items()]
    return sorted(named, key=lambda each: each[0] != TITLE)


def _header(column: SheetColumn) -> QTableWidgetItem:
    words = column.title if len(column.title) <= _LONGEST else column.title[:_LONGEST].rstrip() + "…"
    item = QTableWidgetItem(f"{words} (hidden)" if column.hidden else words)
    item.setToolTip(plain_tip(column.title))
    return item
