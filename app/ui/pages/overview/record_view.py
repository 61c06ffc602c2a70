"""What the views that open from the overview have in common: a head with buttons, and a body that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from app.domain.plan import Plan
from app.domain.records import Provenance, Record, rules
from app.ui import kit, look, operations
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.kit import STRETCH, block, clear, column, row, scroll
from app.ui.operations import Act
from app.ui.page import Page
from app.ui.record.sections import kept_back, say
from app.ui.widgets.card import SectionHeader
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.rag_badge import IllustrativeDot
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.status_block import StatusBlock
from app.ui.widgets.whole_lines import Prose

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
        acts: the buttons of its head and beside its status, by what they do; `more` is its menu, with all of them.
        buttons: what else edits; none of them is seen while nothing can be edited.

    Signals:
        opened: what the person wants to see.
    """

    opened = Signal(object)

    HEAD = (operations.edit,)
    STATUS = (operations.set_status, operations.judge_confidence)
    """The acts in its head, before its menu, and those beside its status."""

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.record: R | None = None
        self.header = PageHeader()
        self.status = StatusBlock()
        self.sources, self.history = SourceLines(), HistoryLines()
        self.more = RecordMenu()
        self.buttons: list[QPushButton] = []
        self.kept_back = look.label(role="small", wrap=True)
        self.acts = {
            act: kit.button(act.word, lambda act=act: self.do(act), "link" if act in self.STATUS else "", act.tip)
            for act in (*self.HEAD, *self.STATUS)
        }
        for act, each in self.acts.items():
            (self.status.head if act in self.STATUS else self.header.row).addWidget(each)
        self.header.row.addWidget(self.more)
        self._build()
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
        plan, can_edit = self.workspace.plan, self.page.can_edit
        for button in self.buttons:
            button.setVisible(can_edit)
        for act, button in self.acts.items():
            button.setVisible(act.can(self.page.session, record))
        self.more.show_record(record)
        mark(self, record)
        say(self.kept_back, kept_back(record))
        self.fill(record, plan)
        self.sources.show_record(plan, record, writable=can_edit)
        self.history.show_record(self.workspace, record)

    def fill(self, record: R, plan: Plan) -> None:
        """Show what is particular to this kind of record."""
        raise NotImplementedError

    def show_status(self, record: Record) -> None:
        """Show how a record stands in the status block."""
        rating = self.workspace.ratings.of(record)
        self.status.show_record(self.workspace.plan, record, rating, writable=self.page.can_edit)

    def button(self, word: str, act: Callable[[], object], *, link: bool = False) -> QPushButton:
        """A button that edits."""
        made = kit.button(word, act, "link" if link else "")
        self.buttons.append(made)
        return made

    def do(self, act: Act) -> None:
        """Do something with the record that is shown, where it can be done."""
        if self.record is not None:
            operations.start(act, self.page.session, self.record, self)

    def _lift(self) -> None:
        rating = self.workspace.ratings.of(self.record) if self.record else None
        self.do(operations.lift_status if rating and rating.override else operations.clear_status)

    def _adopt(self, marks: Sequence[Provenance]) -> None:
        if self.record is not None:
            operations.confirm(self.page.session, self.record, marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the columns beside each other where there is room."""
        wide = self.width() >= SIDE_BY_SIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        self.main, self.side = column(gap=look.space(2)), column(gap=look.space(2))
        self._columns = row((self.main, 2), (self.side, 1), gap=look.space(4))
        self.frame(self.status, self._columns, STRETCH)

    def frame(self, *parts: kit.Part) -> None:
        """Put the head above a body of these parts, which scrolls as one."""
        edge = look.space(3)
        self.body = block(column(*parts, gap=look.space(2), edge=(edge, look.space(0.5), edge, edge)))
        self.header.setContentsMargins(edge, look.space(2), edge, look.space(0.5))
        self.area = scroll(self.body)
        self.kept_back.setContentsMargins(edge, 0, edge, 0)
        column(self.header, self.kept_back, (self.area, 1), on=self, gap=look.space(1))


class Words(QWidget):
    """What is said of a record, field after field; fields that say nothing are left out."""

    def __init__(self, names: Sequence[str], nothing: str = ""):
        super().__init__()
        self._names, self._nothing = names, nothing
        self._column = column(on=self, gap=look.space(0.5))

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
                dot = (IllustrativeDot(),) if plan.illustrative(record, name) else ()
                self._column.addLayout(row(look.label(rule.label, "small", quiet=True), *dot, STRETCH, gap=6))
                shown = Prose(text, "body")
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(shown)
        if not said and self._nothing:
            self._column.addWidget(look.label(self._nothing, quiet=True, wrap=True))


def titled(title: str, *content: QWidget) -> QWidget:
    """A heading over what it is about."""
    header = SectionHeader(title)
    header.setMinimumHeight(BUTTON_HIGH)
    return block(column(header, *content, gap=look.space(1)))
