"""What is said of the chosen cell: how its two records are tied and why, each a way in, and a line to link more."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.doubts import kept_back
from app.domain.records import Component, Link, Record
from app.domain.thread import served_by, serves
from app.ui import look, operations
from app.ui.kit import STRETCH, button, clear, column, row
from app.ui.page import Page
from app.ui.record.sections import say
from app.ui.record.thread_panel import ADD, RATED
from app.ui.trail import ThreadOf
from app.ui.widgets.card import ListRow, PressableRow
from app.ui.widgets.linking import LinkOffers, Tie, short, why
from app.ui.widgets.pick_line import AddLine
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import RecordMenu, mark

from .matrix_model import MatrixModel
from .matrix_table import MARK, draw_tie

TOP = Qt.AlignmentFlag.AlignTop


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


class CellCard(QWidget):
    """The chosen cell.

    Attributes:
        said: such as "A-15 serves Recommendation 6"; `because` the reason that is known.
        make: makes the link that is not there; `link_menu`: what can be done with one that is.
        ways: the two records, row and column.
        line: where one types what else to link to the row's record; `adder` says why it was not.
        edit, more: for a component of the vision, which lives on this page; its menu.

    Signals:
        opened: the person wants to see a record.
        link_wanted: make the link of these two.
    """

    opened = Signal(object)
    link_wanted = Signal(object, object)

    def __init__(self, page: Page):
        super().__init__()
        self._page = page
        self.cell: tuple[Record, Record] | None = None
        self.mark, self.said = TieMark(), look.label(role="strong", wrap=True)
        self.because = look.label(role="small", quiet=True, wrap=True)
        self.ours = Tag("our judgement")
        self.make = button("Link them", self._link, tip="Enter or Space on the cell does the same")
        self.link_menu = RecordMenu()
        self.ways: list[PressableRow] = []
        self.edit = button(operations.edit.word, lambda: self._do(operations.edit), "link")
        self.more = RecordMenu()
        names = AddLine(lambda: self._offers().all if self.cell else {}, ADD, lambda typed: self._offers().meant(typed))
        self.adder, self.line = names, names.line
        self.caption = look.label(role="small", quiet=True, wrap=True)
        self._held = column()
        gap = look.space(1)
        column(
            row((self.mark, TOP), (self.said, 1), (self.link_menu, TOP), gap=gap), self.because,
            row(self.make, self.ours, STRETCH, gap=gap), self._held, row(self.edit, STRETCH, self.more),
            self.caption, self.adder, on=self, gap=look.space(0.75),
        )  # fmt: skip
        self.adder.added.connect(self._add)

    def show_cell(self, matrix: MatrixModel, across: Record, up: Record) -> None:
        """Show what is known of the cell of a row's and a column's record."""
        if self.cell is None or self.cell[0].id != across.id:
            self.adder.done()
        self.cell = across, up
        tie, by, can_edit = matrix.tie(across, up), matrix.by(across, up), self._page.can_edit
        self.mark.tie = tie
        self.mark.setVisible(tie is not None)
        self.mark.update()
        self.said.setText(matrix.sentence(across, up) if tie else f"{short(up)} is not linked to {short(across)}")
        self.ours.setVisible(tie is Tie.OURS)
        reason = why(self._page.workspace.plan, by).removeprefix("Our judgement. ")
        say(self.because, "\n".join(filter(None, (reason, kept_back(across)))))
        self.make.setVisible(can_edit and by is None)
        self.link_menu.show_record(by if isinstance(by, Link) else None)
        self.link_menu.setAccessibleName(f"More for the link: {self.said.text()}")
        self._show_ways(across, up)
        self.edit.setVisible(isinstance(across, Component) and can_edit)
        self.more.show_record(across)
        mark(self, across)
        self.caption.setText(f"Link more to {short(across)}")
        self.line.setAccessibleName(f"{ADD}. It will be linked to {short(across)}")
        for part in (self.caption, self.adder):
            part.setVisible(can_edit)

    def _show_ways(self, *records: Record) -> None:
        focused = next((n for n, way in enumerate(self.ways) if way.hasFocus()), -1)
        clear(self._held)
        workspace, edge = self._page.workspace, (look.space(1), look.space(0.75), look.space(0.5), look.space(0.75))
        self.ways = []
        for record in records:
            status = str(workspace.ratings.of(record).status) if isinstance(record, RATED) else ""
            goal = ThreadOf(record.id) if isinstance(record, Component) else record  # a component lives on this page
            target = goal if self._page.can_open(goal) else None
            shown = ListRow(text=record.name, detail=getattr(record, "owner", ""), status=status, target=target,
                            illustrative=workspace.plan.illustrative(record))  # fmt: skip
            way = PressableRow(shown, marked=bool(status))
            way.setAccessibleName(f"Open {way.text()}" if target else way.text())
            inside = way.layout()
            assert inside is not None
            inside.setContentsMargins(*edge)
            way.clicked.connect(lambda _=False, goal=goal: self.opened.emit(goal))
            self._held.addWidget(way)
            self.ways.append(way)
        if focused >= 0:
            self.ways[focused].show()
            self.ways[focused].setFocus()

    def _link(self) -> None:
        if self.cell is not None:
            self.link_wanted.emit(*self.cell)

    def _do(self, act: operations.Act) -> None:
        if self.cell is not None:
            operations.start(act, self._page.session, self.cell[0], self)

    def _offers(self) -> LinkOffers:
        assert self.cell is not None
        plan, (across, up) = self._page.workspace.plan, self.cell
        there = [s for s in (*serves(plan, across), *served_by(plan, across)) if isinstance(s.record, type(up))]
        return LinkOffers(self._page.workspace, across, there, (type(up),))

    def _add(self, keys: tuple[str, str]) -> None:
        item, to = map(self._page.workspace.find, keys)
        if item and to and operations.link(self._page.session, item, to):
            self.adder.done()
