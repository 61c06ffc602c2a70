"""What every view of the page has: a table at the left, the chosen record at the right, and a way to begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import capital
from app.domain.records import Record
from app.ui import look
from app.ui.page import Page, Several
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.rag_badge import plain_tip
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_table import RecordTable, TableBar

from .detail import Detail

D = TypeVar("D", bound=Detail[Any])


class View(QStackedWidget, Generic[D]):
    """Records of one kind.

    Attributes:
        KIND: of the rows.
        WHAT: what they are called ("recommendations").
        NEW: what the button says that begins one.
        SHARE: of 1,040 pixels, those that the table gets at first.
        NOTHING: the heading and the sentence that stand where there is none.
        table, bar, detail: what one works in.
        new_button: at the right of the tabs while the view is shown.
        several: the records to which another page narrowed the table.
    """

    KIND: type[Record]
    WHAT = ""
    NEW = ""
    NOTHING = ("", "")
    SHARE = 440

    def __init__(self, page: Page, columns: Sequence[Column[Any]], detail: D):
        super().__init__()
        self.page, self.detail = page, detail
        self.several: Several | None = None
        self.table: RecordTable[Any] = RecordTable(f"scrutiny {self.WHAT}", columns, two_lines=True)
        self.table.setAccessibleName(capital(self.WHAT))
        self.bar = TableBar(self.table, self.WHAT.removesuffix("s"))
        self.narrowed = QPushButton()
        self.new_button = QPushButton(self.NEW)
        self.new_button.setProperty("kind", "primary")
        self.empty = EmptyState(*self.NOTHING, self.NEW)
        self._chosen = ""
        self.assemble()
        self._connect()

    # -- what a view says of its own

    def rows(self) -> Iterable[Any]:
        """The rows of the table; each has an `id`."""
        raise NotImplementedError

    def first(self, rows: Sequence[Any]) -> Any:
        """The row that is chosen before anybody chose."""
        return rows[0]

    def below(self) -> QWidget | None:
        """What stands under the table."""
        return None

    def new(self) -> Record | None:
        """Let the person write a new record."""
        raise NotImplementedError

    def accepts(self, row: Any) -> bool:
        """Whether a row is among those that are looked at."""
        return self.several is None or row.id in self.several.keys

    def narrowed_words(self) -> str:
        """What the rows have in common that are looked at; empty where all are."""
        return self.several.title if self.several else ""

    # -- what the page asks for

    def refresh(self) -> None:
        """Show what is now in the plan."""
        workspace = self.page.workspace
        self.new_button.setEnabled(workspace.writable)
        self.new_button.setToolTip(workspace.why_read_only)
        self.empty.button.setVisible(workspace.writable)
        rows = list(self.rows())
        self.table.show_records(rows)
        self.setCurrentIndex(0 if rows else 1)
        if self._chosen and workspace.find(self._chosen) is None:
            self._chosen = ""
        if not self._chosen and rows:
            self._chosen = self.first(self.table.records.rows or rows).id
        self.table.select(self._chosen)
        self._show()

    def open(self, record: Record) -> None:
        """Show a record, whatever the table was narrowed to."""
        self._chosen = record.id
        if self.table.records.row_of(record.id) < 0:
            self.show_all()
        self.table.select(record.id)
        self._show()
        self.table.setFocus()

    def open_several(self, several: Several) -> None:
        """Narrow the table to some records."""
        self.show_all()
        self.several = several
        self.narrow()
        if self.table.records.rows:
            self.open(self.table.records.rows[0].record)

    def show_all(self) -> None:
        """Narrow the table no more."""
        self.several = None
        self.bar.line.clear()
        self.narrow()

    def narrow(self) -> None:
        """Show in the table what is looked at."""
        words = self.narrowed_words()
        self.bar.narrow(self.accepts if words else None)
        self.narrowed.setVisible(bool(words))
        shown = self.fontMetrics().elidedText(capital(words), Qt.TextElideMode.ElideRight, look.space(18))
        self.narrowed.setText(f"{shown}   ✕".replace("&", "&&"))
        self.narrowed.setToolTip(plain_tip(capital(words)))
        self.narrowed.setAccessibleName(f"Narrowed to {words}: show all again")

    def add(self) -> None:
        """Let the person write a new record, and show it."""
        made = self.new()
        if made is not None:
            self.page.opened.emit(made)

    # -- inside

    def _show(self) -> None:
        found = self.page.workspace.find(self._chosen)
        self.detail.show_record(found if isinstance(found, self.KIND) else None)

    def _follow(self, row: Any) -> None:
        if row is not None and row.id != self._chosen:
            self._chosen = row.id
            self._show()

    def assemble(self) -> None:
        """Put the parts together."""
        self.narrowed.hide()
        self.bar.row.insertWidget(1, self.narrowed)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1.5))
        column.addWidget(self.bar)
        column.addWidget(self.table, 3)
        below = self.below()
        if below is not None:
            column.addWidget(below)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(look.space(2))
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([self.SHARE, 1040 - self.SHARE])
        self.addWidget(split)
        self.addWidget(self.empty)

    def _connect(self) -> None:
        self.table.chosen.connect(self._follow)
        self.table.opened.connect(self._edit)
        self.narrowed.clicked.connect(self.show_all)
        self.new_button.clicked.connect(self.add)
        self.empty.started.connect(self.add)
        self.detail.opened.connect(self.page.opened)

    def _edit(self) -> None:
        if self.page.workspace.writable and self.detail.record is not None:
            self.detail.edit()
