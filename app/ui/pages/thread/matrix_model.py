"""A matrix for a table to show: what ties row and column, and how both are called in full and in short."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.figures import capital
from app.domain.plan import Plan
from app.domain.records import Record
from app.domain.thread import LinkMatrix
from app.ui.widgets.linking import Tie, either_way, short, tie_of
from app.ui.widgets.rag_badge import plain_tip

from .filter import Pair, Shown

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """The shown part of a matrix. What a cell says is worked out when it is drawn.

    Attributes:
        rows, columns: the records.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Record, ...] = ()
        self.columns: tuple[Record, ...] = ()
        self._plan: Plan | None = None
        self._matrix: LinkMatrix | None = None
        self._pair: Pair | None = None

    def show(self, plan: Plan, pair: Pair, matrix: LinkMatrix, shown: Shown) -> None:
        """Show a part of a matrix."""
        self.beginResetModel()
        self._plan, self._pair, self._matrix = plan, pair, matrix
        self.rows, self.columns = shown.rows, shown.columns
        self.endResetModel()

    def by(self, row: Record, column: Record) -> Record | None:
        """What ties the two; None where nothing does."""
        return self._matrix.cells.get((row.id, column.id)) if self._matrix else None

    def tie(self, row: Record, column: Record) -> Tie | None:
        """How the two are tied; None where they are not."""
        found = self.by(row, column)
        return tie_of(self._plan, found) if found is not None and self._plan is not None else None

    def is_gap(self, record: Record) -> bool:
        """Whether a row or a column is tied to nothing in the whole matrix."""
        matrix = self._matrix
        return matrix is not None and (record.id in matrix.empty_rows or record.id in matrix.empty_columns)

    def lacks(self, record: Record) -> str:
        """What is said of a row or a column that is tied to nothing."""
        if self._pair is None or not self.is_gap(record):
            return ""
        if isinstance(record, self._pair.rows):
            return self._pair.lacking
        return f"linked to none of the {self._pair.what}"

    def cell_words(self, row: Record, column: Record) -> str:
        """Such as "Recommendation 6, A-15: linked, our judgement"."""
        return f"{capital(short(row))}, {short(column)}: {self.tie(row, column) or 'not linked'}"

    def sentence(self, row: Record, column: Record) -> str:
        """Such as "A-15 serves Recommendation 6"; what it would say where they are not linked."""
        found = either_way(column, row)
        if found is None:
            return ""
        item, serves, said = found
        return f"{capital(short(item))} {said.serves} {short(serves)}"

    def place(self, row: str, column: str) -> QModelIndex:
        """Where two keys meet; invalid where one of them is not shown."""
        at = next((n for n, record in enumerate(self.rows) if record.id == row), -1)
        across = next((n for n, record in enumerate(self.columns) if record.id == column), -1)
        return self.index(at, across) if at >= 0 and across >= 0 else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.cell_words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            verb = self.sentence(row, column) if self.by(row, column) else "Not linked"
            return plain_tip(f"{verb}. {row.name}. {column.name}.")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        records = self.columns if orientation == Qt.Orientation.Horizontal else self.rows
        if not 0 <= section < len(records):
            return None
        record = records[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return short(record)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = ": ".join(filter(None, (record.name, self.lacks(record))))
            return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None
