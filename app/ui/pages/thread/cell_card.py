"""What is said of the chosen cell: how its two records are tied and why, each a way in, and a line to link more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import FieldError
from app.domain.records import Component, Link, Record
from app.domain.thread import served_by, serves
from app.ui import look
from app.ui.widgets.card import ListArea, ListRow, PressableRow
from app.ui.widgets.linking import Offers, Tie, link, short, why, why_not
from app.ui.widgets.pick_line import PickLine
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.thread_of import ThreadOf
from app.ui.widgets.thread_panel import ADD, RATED

from .matrix_model import MatrixModel
from .matrix_table import MARK, draw_tie

if TYPE_CHECKING:
    from app.workspace import Workspace


class TieMark(QWidget):
    """The mark of a cell, beside the sentence about it."""

    def __init__(self) -> None:
        super().__init__()
        self.tie: Tie | None = None
        self.setFixedSize(round(MARK) + 2, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.tie is not None:
            draw_tie(QPainter(self), self.tie, QRectF(1, (self.height() - MARK) / 2, MARK, MARK))


class CellCard(ListArea):
    """The chosen cell.

    Attributes:
        said: such as "A-15 serves Recommendation 6"; `because` the reason that is known.
        toggle: makes the link, or takes it away.
        ways: the two records, row and column.
        line: where one types what else to link to the row's record; `wrong` says why it was not.
        edit, remove: for a component of the vision, which lives on this page.

    Signals:
        opened: the person wants to see a record.
        toggled: make the link of these two, or take it away.
        edit_wanted, remove_wanted: a component.
    """

    opened = Signal(object)
    toggled = Signal(object, object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, attempt: Callable[..., bool], can_open: Callable[[Any], bool]):
        super().__init__()
        self._attempt, self._can_open = attempt, can_open
        self._workspace: Workspace | None = None
        self.cell: tuple[Record, Record] | None = None
        self.mark, self.said = TieMark(), look.label(role="strong", wrap=True)
        self.because = look.label(role="small", quiet=True, wrap=True)
        self.ours = Tag("our judgement")
        self.toggle = QPushButton("Link")
        self.ways: list[PressableRow] = []
        self.edit, self.remove = QPushButton("Edit component"), QPushButton("Remove component")
        self.more = RecordMenu()
        self.line = PickLine(self._names)
        self.line.setPlaceholderText(ADD)
        self.caption = look.label(role="small", quiet=True, wrap=True)
        self.wrong = look.label(role="small", wrap=True)
        look.restyle(self.wrong, "wrong", True)
        self._assemble()
        self._connect()

    def show_cell(self, workspace: Workspace, matrix: MatrixModel, row: Record, column: Record) -> None:
        """Show what is known of a cell."""
        if self.cell is None or self.cell[0].id != row.id:
            self.line.clear()
            self.wrong.hide()
        self._workspace, self.cell = workspace, (row, column)
        tie, by, writable = matrix.tie(row, column), matrix.by(row, column), not why_not(workspace)
        self.mark.tie = tie
        self.mark.setVisible(tie is not None)
        self.mark.update()
        sentence = matrix.sentence(row, column)
        self.said.setText(sentence if tie else f"{short(column)} is not linked to {short(row)}")
        self.ours.setVisible(tie is Tie.OURS)
        reason = why(workspace.plan, by).removeprefix("Our judgement. ")
        self.because.setText(reason)
        self.because.setVisible(bool(reason))
        self.toggle.setText("Take the link away" if tie else "Link them")
        self.toggle.setVisible(writable and (by is None or isinstance(by, Link)))
        self._show_ways(workspace, row, column)
        is_part = isinstance(row, Component)
        for button in (self.edit, self.remove):
            button.setVisible(is_part and writable)
        self.more.show_record(row)
        mark(self, row)
        self.caption.setText(f"Link more to {short(row)}")
        self.line.setAccessibleName(f"{ADD}. It will be linked to {short(row)}")
        for part in (self.caption, self.line):
            part.setVisible(writable)

    def _show_ways(self, workspace: Workspace, row: Record, column: Record) -> None:
        focused = next((n for n, way in enumerate(self.ways) if way.hasFocus()), -1)
        while (item := self._held.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.ways = []
        for record in (row, column):
            status = str(workspace.ratings.of(record).status) if isinstance(record, RATED) else ""
            goal = ThreadOf(record.id) if isinstance(record, Component) else record  # a component lives on this page
            target = goal if self._can_open(goal) else None
            detail = getattr(record, "owner", "")
            way = PressableRow(ListRow(text=record.name, detail=detail, status=status, target=target,
                                       illustrative=workspace.plan.illustrative(record)),
                               marked=bool(status))  # fmt: skip
            way.setAccessibleName(f"Open {way.text()}" if target else way.text())
            inside = way.layout()
            assert inside is not None
            inside.setContentsMargins(look.space(1), look.space(0.75), look.space(0.5), look.space(0.75))
            way.clicked.connect(lambda _=False, goal=goal: self.opened.emit(goal))
            self._held.addWidget(way)
            self.ways.append(way)
        if focused >= 0:
            self.ways[focused].show()
            self.ways[focused].setFocus()

    def _offers(self) -> Offers:
        assert self._workspace is not None
        assert self.cell is not None
        row, column = self.cell
        plan = self._workspace.plan
        there = [s for s in (*serves(plan, row), *served_by(plan, row)) if isinstance(s.record, type(column))]
        return Offers(self._workspace, row, there, (type(column),))

    def _names(self) -> dict[str, str]:
        return self._offers().all if self._workspace and self.cell else {}

    def _add(self) -> None:
        workspace = self._workspace
        if workspace is None or self.cell is None:
            return
        try:
            item, to = map(workspace.find, self._offers().meant(self.line.text()))
        except FieldError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        if item and to and self._attempt(lambda: link(workspace, item, to), "Linked."):
            self.line.clear()

    def _connect(self) -> None:
        self.toggle.clicked.connect(lambda: self.cell and self.toggled.emit(*self.cell))
        self.edit.clicked.connect(lambda: self.cell and self.edit_wanted.emit(self.cell[0]))
        self.remove.clicked.connect(lambda: self.cell and self.remove_wanted.emit(self.cell[0]))
        self.line.entered.connect(self._add)
        self.line.textEdited.connect(self.wrong.hide)

    def _assemble(self) -> None:
        self.wrong.hide()
        self.toggle.setToolTip("Enter or Space on the cell does the same")
        for button in (self.edit, self.remove):
            button.setProperty("kind", "link")
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.said, 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        tools = QHBoxLayout()
        tools.setSpacing(look.space(1))
        tools.addWidget(self.toggle)
        tools.addWidget(self.ours)
        tools.addStretch()
        parts = QHBoxLayout()
        parts.addWidget(self.edit)
        parts.addWidget(self.remove)
        parts.addStretch()
        self._held = QVBoxLayout()
        self._held.setSpacing(0)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, look.space(0.5), 0)
        column.setSpacing(look.space(0.75))
        column.addLayout(head)
        column.addWidget(self.because)
        column.addLayout(tools)
        column.addLayout(self._held)
        column.addLayout(parts)
        for part in (self.caption, self.line, self.wrong):
            column.addWidget(part)
        column.addStretch()
        self.setWidget(body)
