"""What the views that open from the overview have in common: a head with buttons, and a body that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import rules
from app.domain.plan import Plan
from app.domain.records import Record
from app.ui import look
from app.ui.dialogs.confidence import judge_confidence
from app.ui.dialogs.override import let_computed_stand, set_status
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.status_block import StatusBlock

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)
SIDE_BY_SIDE = 900  # pixels from which the story stands beside the tables
BUTTON_HIGH = 28  # pixels of a heading's line, so that those with buttons and those without stand level


class RecordView(QWidget, Generic[R]):
    """One record in full.

    Attributes:
        record: what is shown; None before.
        header: its title, with the buttons at the right.
        main, side: the layouts of the body: what it consists of, and what is said of it.

    Signals:
        opened: what the person wants to see.
    """

    opened = Signal(object)

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.record: R | None = None
        self.header = PageHeader()
        self.status = StatusBlock()
        self.sources, self.history = SourceLines(), HistoryLines()
        self.more = RecordMenu()
        self.buttons: list[QPushButton] = []
        self.by_hand = self.button("Set status by hand", self.set_by_hand, link=True)
        self.confidence = self.button("Judge confidence", self.judge, link=True)
        for button in (self.by_hand, self.confidence):
            self.status.head.addWidget(button)
        self._assemble()
        self.status.lifted.connect(self._lift)
        self.sources.adopted.connect(self._adopt)
        self.history.opened.connect(self.opened)
        let_settle(self.sources.apart, lambda: self.workspace, page.attempt, self)
        let_ask(self.sources.asked, lambda: self.workspace, self)

    @property
    def workspace(self) -> Workspace:
        """The open plan."""
        return self.page.workspace

    def show_record(self, record: R) -> None:
        """Show a record as it is now."""
        self.record = record
        plan, writable = self.workspace.plan, self.workspace.writable
        for button in self.buttons:
            button.setEnabled(writable)
            button.setToolTip(self.workspace.why_read_only)
        self.more.show_record(record)
        mark(self, record)
        self.fill(record, plan)
        self.sources.show_record(plan, record, writable=writable)
        self.history.show_record(self.workspace, record)

    def fill(self, record: R, plan: Plan) -> None:
        """Show what is particular to this kind of record."""
        raise NotImplementedError

    def show_status(self, record: Record) -> None:
        """Show how a record stands in the status block."""
        workspace = self.workspace
        rating = workspace.ratings.of(record)
        self.status.show_record(workspace.plan, record, rating, writable=workspace.writable)

    def button(self, word: str, act: Callable[[], object], *, link: bool = False) -> QPushButton:
        """A button that needs the right to write."""
        made = QPushButton(word)
        made.setProperty("kind", "link" if link else None)
        made.clicked.connect(lambda _=False: act())
        self.buttons.append(made)
        return made

    def set_by_hand(self) -> None:
        """Ask for a status over the computed one."""
        if self.record is not None:
            set_status(self.workspace, self.record, self)

    def judge(self) -> None:
        """Ask how confident the person is."""
        if self.record is not None:
            judge_confidence(self.workspace, self.record, self)

    def remove(self) -> None:
        """Take the record out of the plan; undo brings it back."""
        record = self.record
        if record is not None and self.page.attempt(
            lambda: self.workspace.remove(record, label=f"Remove {record.name}"), f"Removed {record.name}."
        ):
            self.opened.emit(None)

    def _lift(self) -> None:
        record = self.record
        if record is not None:
            self.page.attempt(lambda: let_computed_stand(self.workspace, record))

    def _adopt(self, marks: Sequence[Record]) -> None:
        record = self.record
        if record is not None:
            label = f"Confirm values of {record.name}"
            self.page.attempt(lambda: self.workspace.remove(*marks, label=label), "The mark was taken away.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the columns beside each other where there is room."""
        wide = self.width() >= SIDE_BY_SIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _assemble(self) -> None:
        body = QWidget()
        self.main, self.side = QVBoxLayout(), QVBoxLayout()
        for column in (self.main, self.side):
            column.setSpacing(look.space(2))
        inside = QVBoxLayout(body)
        inside.setContentsMargins(look.space(3), look.space(0.5), look.space(3), look.space(3))
        inside.setSpacing(look.space(2))
        inside.addWidget(self.status)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(look.space(4))
        self._columns.addLayout(self.main, 2)
        self._columns.addLayout(self.side, 1)
        inside.addLayout(self._columns)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        self.header.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(0.5))
        column.addWidget(self.header)
        column.addWidget(area, 1)


class Words(QWidget):
    """What is said of a record, field after field; fields that say nothing are left out."""

    def __init__(self, names: Sequence[str], nothing: str = ""):
        super().__init__()
        self._names, self._nothing = names, nothing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(0.5))

    def show_record(self, plan: Plan, record: Record) -> None:
        """Show another record."""
        clear(self._column)
        said = 0
        for name in self._names:
            rule = rules(type(record))[name]
            text = rule.show(getattr(record, name)).strip()
            if text:
                if said:
                    self._column.addSpacing(look.space(1))
                said += 1
                self._column.addLayout(_headed(rule.label, illustrative=plan.illustrative(record, name)))
                shown = look.label(text, wrap=True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(shown)
        if not said and self._nothing:
            self._column.addWidget(look.label(self._nothing, quiet=True, wrap=True))


def titled(title: str, *content: QWidget) -> QWidget:
    """A heading over what it is about."""
    made = QFrame()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(1))
    header = SectionHeader(title)
    header.setMinimumHeight(BUTTON_HIGH)
    column.addWidget(header)
    for part in content:
        column.addWidget(part)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)
            inner.deleteLater()


def _headed(label: str, *, illustrative: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(1))
    row.addWidget(look.label(label, "small", quiet=True))
    if illustrative:
        row.addWidget(Tag())
    row.addStretch()
    return row
