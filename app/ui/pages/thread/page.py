"""The page of the golden thread: matrices with their gaps lit, or one record's thread; beside it what is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import capital, counted
from app.domain.records import Component, Link, Record
from app.domain.thread import Matrix, matrix
from app.ui import look
from app.ui.dialogs.component import edit_component, new_component
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.card import Card, ListArea, rule
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.line_list import LineList
from app.ui.widgets.linking import either_way, link, unlink, why_not
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.tabs import TabWords
from app.ui.widgets.thread_of import ThreadOf
from app.ui.widgets.thread_panel import ThreadPanel

from . import gaps
from .cell_card import CellCard
from .matrix_table import MatrixTable
from .one_thread import OneThread
from .sieve import PAIRS, Pair, narrow
from .sieve_bar import SieveBar

SIDE = 42  # steps of the grid


class ThreadPage(Page):
    """The golden thread.

    Attributes:
        words: chooses a matrix, or last the thread of one record.
        bar: narrows the matrix. `table`: the matrix.
        one: the thread of one record.
        cell, panel: the chosen cell, or all that is tied to the record of the chosen heading.
        gaps: what is missing, each a way in.
    """

    title = "Thread"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header = PageHeader("Golden thread")
        self.new = QPushButton("New component")
        self.new.setToolTip("A part of the vision of a good service")
        self.words = TabWords()
        self.words.setAccessibleName("What is shown")
        for pair in PAIRS:
            self.words.setTabToolTip(self.words.addTab(pair.tab or pair.title), pair.title)
            self.words.setAccessibleTabName(self.words.count() - 1, pair.title)
        self.words.addTab("One thread")
        self.bar, self.table = SieveBar(), MatrixTable()
        self.one = OneThread(self.can_open)
        self.cell, self.panel = CellCard(self.attempt, self.can_open), ThreadPanel(self.attempt, self.can_open)
        self.gaps = LineList("Gaps")
        self.nothing = EmptyState("Nothing here yet", "", "Add the first component")
        self.no_match = EmptyState("Nothing fits", "Neither a row nor a column fits what was typed.", "Show all")
        self._matrix: Matrix | None = None
        self._heading = ""
        self._assemble()
        self._connect()

    @property
    def pair(self) -> Pair | None:
        """The matrix that is chosen; None while one thread is shown."""
        at = self.words.currentIndex()
        return PAIRS[at] if at < len(PAIRS) else None

    # -- what the window asks for

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        self.new.setVisible(not why_not(self.workspace))
        found = gaps.lines(self.workspace.plan, self.can_open)
        self.gaps.show_lines(found)
        self.gaps_card.header.title.setText("Gaps")
        self.gaps_card.header.note.setText(f"{len(found):,}" if found else "")
        self.no_gaps.setVisible(not found)
        self.gaps.setVisible(bool(found))
        self.bar.show_themes(self.workspace.plan)
        self._show()

    def reveal(self, target: Target) -> None:
        if isinstance(target, ThreadOf):
            self.one.show_thread(self.workspace, self.workspace.find(target.key))
            self._choose(len(PAIRS))
            self._go_into_thread()
        elif isinstance(target, Component):
            self._reveal_cell(PAIRS[0], target.id)
        elif isinstance(target, Link):
            self._reveal_link(target)
        elif isinstance(target, Several):
            self._choose(0)
        else:
            self._clear()

    def find(self) -> None:
        line = self.one.line if self.pair is None else self.bar.line
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    # -- showing

    def _show(self) -> None:
        """Show what is chosen at the top, as it is now."""
        pair, plan = self.pair, self.workspace.plan
        self.bar.setVisible(pair is not None)
        if pair is None:
            self.header.tell("Golden thread", "What a record serves and what serves it, from vision to findings")
            self.one.show_thread(self.workspace)
            self.left.setCurrentWidget(self.one)
            self._show_panel(self.one.record)
            return
        self._matrix = matrix(plan, pair.rows, pair.columns)
        self.header.tell("Golden thread", _summary(pair, self._matrix))
        self.bar.show_matrix(pair, self._matrix)
        self._narrow()

    def _narrow(self) -> None:
        pair, found = self.pair, self._matrix
        if pair is None or found is None:
            return
        bar = self.bar
        shown = narrow(self.workspace.plan, found, scope=bar.scope, theme=bar.theme, text=bar.line.text())
        self.table.show_matrix(self.workspace.plan, pair, found, shown)
        bar.show_count(len(shown.rows), len(found.rows), len(shown.columns), len(found.columns))
        if not found.rows or not found.columns:
            self._show_nothing(pair, found)
        else:
            there = bool(shown.rows and shown.columns)
            self.left.setCurrentWidget(self.table if there else self.no_match)
        self._show_side()

    def _show_nothing(self, pair: Pair, found: Matrix) -> None:
        vision = pair.rows is Component
        if not found.rows:
            self.nothing.tell(f"No {pair.what} yet", pair.start, can_start=vision and not why_not(self.workspace))
        else:
            which = f"which of the {len(found.rows):,} {pair.what} they are for"
            which = which if len(found.rows) > 1 else f"whether they are for the one {pair.one_row}"
            sentence = f"Once there are some, one sees here {which}."
            self.nothing.tell(f"No {pair.many} yet", sentence, can_start=False)
        self.left.setCurrentWidget(self.nothing)

    def _show_side(self) -> None:
        """Show the chosen heading's record, or the cell that the keyboard is in."""
        record = self.workspace.find(self._heading) if self._heading else None
        at = self.table.cell() if self.left.currentWidget() is self.table else None
        if record is not None:
            self._show_panel(record)
        elif at is not None:
            self.side_title.setText("This cell")
            self.cell.show_cell(self.workspace, self.table.matrix, *at)
            self.side.setCurrentWidget(self.cell)
            self.side_card.show()
        else:
            self.side_card.hide()

    def _show_panel(self, record: Record | None) -> None:
        self.side_card.setVisible(record is not None)
        if record is not None:
            self.side_title.setText(record.name)
            self.panel.offers_whole = self.pair is not None
            self.panel.show_record(self.workspace, record)
            self.side.setCurrentWidget(self.panel_area)

    # -- hands

    def _choose(self, number: int) -> None:
        if self.words.currentIndex() == number:
            self._show()
        else:
            self.words.setCurrentIndex(number)  # shows it

    def _turn(self) -> None:
        """Another word is chosen at the top."""
        self._heading = ""
        self._show()

    def _clear(self) -> None:
        """Nothing typed, no theme, the usual columns."""
        self._heading = ""
        self.bar.clear()
        self._show()

    def _move(self, row: Record, column: Record) -> None:
        self._heading = ""
        self.cell.show_cell(self.workspace, self.table.matrix, row, column)
        self._show_side()

    def _choose_heading(self, record: Record) -> None:
        self._heading = record.id
        self._show_side()

    def _toggle(self, row: Record, column: Record) -> None:
        """Make the link of a cell, or take it away."""
        workspace, by = self.workspace, self.table.matrix.by(row, column)
        if refused := why_not(workspace):
            self.session.say_wrong(refused)
        elif isinstance(by, Link):
            self.attempt(lambda: unlink(workspace, by), "The link was taken away.")
        elif by is None and (found := either_way(column, row)) is not None:
            item, serves, _words = found
            self.attempt(lambda: link(workspace, item, serves), "Linked.")

    def _reveal_cell(self, pair: Pair, row: str, column: str = "") -> None:
        self._heading = ""
        self.bar.clear()
        self._choose(PAIRS.index(pair))
        if not self.table.go_to(row, column):
            self.bar.choose("all")
            self._narrow()
            self.table.go_to(row, column)
        self._show_side()
        self.table.setFocus()

    def _reveal_link(self, made: Link) -> None:
        """Show the cell of a link; where no matrix has it, the thread of what it makes serve."""
        item, serves = self.workspace.find(made.item), self.workspace.find(made.serves)
        for pair in PAIRS:
            if isinstance(item, pair.columns) and isinstance(serves, pair.rows):
                self._reveal_cell(pair, serves.id, item.id)
                return
        if item is not None:
            self.reveal(ThreadOf(item.id))

    def _go_into_thread(self) -> None:
        if self.one.record is not None and (row := self.one.rows.get(self.one.record.id)):
            row.show()
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if (made := new_component(self.workspace, self)) is not None:
            self.opened.emit(made)

    def _edit(self, component: Record) -> None:
        if isinstance(component, Component):
            edit_component(self.workspace, component, self)

    def _remove(self, component: Record) -> None:
        label = f"Remove {component.name}"
        self.attempt(lambda: self.workspace.remove(component, label=label), "Removed the component.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.pair is not None and self.side_card.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()
        elif self.pair is not None and self.bar.is_narrowed:
            self._clear()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.split.setSizes([max(1, self.width() - look.space(SIDE)), look.space(SIDE)])

    # -- putting together

    def _assemble(self) -> None:
        self.header.row.addWidget(self.new)
        self.left = QStackedWidget()
        for view in (self.table, self.one, self.nothing, self.no_match):
            self.left.addWidget(view)
        self.panel_area = ListArea()
        self.panel_area.setWidget(self.panel)
        self.side = QStackedWidget()
        self.side.addWidget(self.cell)
        self.side.addWidget(self.panel_area)
        self.side_card = Card("This cell")
        self.side_title = self.side_card.header.title
        self.side_title.setWordWrap(True)
        self.side_card.header.row.setStretch(0, 1)
        self.side_card.body.addWidget(self.side)
        self.gaps_card = Card("Gaps")
        self.no_gaps = look.label("No strand is missing.", quiet=True, wrap=True)
        self.gaps_card.body.addWidget(self.no_gaps)
        self.gaps_card.body.addWidget(self.gaps, 1)
        beside = QWidget()
        self.beside = QVBoxLayout(beside)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.setSpacing(look.space(1.5))
        self.side_card.setMinimumHeight(look.space(41))
        self.beside.addWidget(self.side_card, 2)
        self.beside.addWidget(self.gaps_card, 3)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1.5))
        column.addWidget(self.bar)
        column.addWidget(self.left, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(look.space(2))
        self.split.addWidget(main)
        self.split.addWidget(beside)
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        line = QHBoxLayout()
        line.addWidget(self.words)
        line.addStretch()
        tabs.addLayout(line)
        tabs.addWidget(rule())
        page = QVBoxLayout(self)
        page.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        page.setSpacing(look.space(1.5))
        page.addWidget(self.header)
        page.addLayout(tabs)
        page.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self._add)
        self.nothing.started.connect(self._add)
        self.no_match.started.connect(self._clear)
        self.words.currentChanged.connect(self._turn)
        self.bar.changed.connect(self._narrow)
        self.bar.left.connect(self.table.setFocus)
        self.table.moved.connect(self._move)
        self.table.toggled.connect(self._toggle)
        self.table.heading_chosen.connect(self._choose_heading)
        self.cell.toggled.connect(self._toggle)
        self.cell.edit_wanted.connect(self._edit)
        self.cell.remove_wanted.connect(self._remove)
        for part in (self.table, self.one, self.cell, self.panel, self.gaps):
            part.opened.connect(self.opened)


def _summary(pair: Pair, found: Matrix) -> str:
    """Such as "18 links. 1 of 15 recommendations and 13 of 30 actions are linked to nothing here"."""
    if not found.rows or not found.columns:
        return ""
    parts = [
        f"{len(empty):,} of {counted(len(all_), word, plural)}"
        for empty, all_, word, plural in (
            (found.empty_rows, found.rows, pair.one_row, pair.what),
            (found.empty_columns, found.columns, pair.one_column, pair.many),
        )
        if empty
    ]
    links = counted(len(found.cells), "link")
    if not parts:
        return f"{links}. Everything is linked to something here."
    return f"{links}. {capital(' and '.join(parts))} are linked to nothing here."
