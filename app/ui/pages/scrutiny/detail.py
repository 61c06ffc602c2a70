"""What the chosen record of any view has: a head with what can be done, a body that scrolls, sources and history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.plan import Plan
from app.domain.records import Provenance, Record
from app.ui import look
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.evidence import Evidence
from app.ui.page import Page
from app.ui.widgets.card import ListArea, SectionHeader, rule
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)


class Detail(QFrame, Generic[R]):
    """One record.

    Attributes:
        record: what is shown; None while there is nothing.
        body: the layout between head and story.
        edit_button, remove_button: at the right of the head.
        HAS_FILES: whether files can be attached to such a record.
        evidence: what is attached to the record.

    Signals:
        opened: the person wants to see another record.
    """

    HAS_FILES = True
    opened = Signal(object)

    def __init__(self, page: Page):
        super().__init__()
        self.setProperty("kind", "card")
        self.page = page
        self.record: R | None = None
        self.kicker, self.title = look.label(role="small", quiet=True, wrap=True), look.label(role="heading", wrap=True)
        self.tag = Tag()
        self.buttons: list[QPushButton] = []
        self.edit_button = self.button("Ed&it", self.edit)
        self.remove_button = self.button("Remove", self.remove)
        self.more = RecordMenu()
        self.body = QVBoxLayout()
        self.evidence, self.sources, self.history = Evidence(page), SourceLines(), HistoryLines()
        self._assemble()
        self.evidence.opened.connect(self.opened)
        self.sources.adopted.connect(self._adopt)
        self.history.opened.connect(self.opened)
        let_settle(self.sources.apart, lambda: self.workspace, page.attempt, self)
        let_ask(self.sources.asked, lambda: page.workspace, self)

    @property
    def workspace(self) -> Workspace:
        """The open plan."""
        return self.page.workspace

    def show_record(self, record: R | None) -> None:
        """Show a record as it is now; nothing of it where there is none."""
        another = self.record is None or record is None or self.record.id != record.id
        self.record = record
        self.setEnabled(record is not None)
        self._whole.setVisible(record is not None)
        if record is None:
            return
        plan = self.workspace.plan
        for button in self.buttons:
            button.setEnabled(self.workspace.writable)
            button.setToolTip(self.workspace.why_read_only)
        self.more.show_record(record)
        mark(self, record)
        self.tag.setVisible(plan.illustrative(record))
        if another:
            self.area.verticalScrollBar().setValue(0)
        self.fill(record, plan)
        if self.HAS_FILES:
            self.evidence.show_record(record)
        self.sources.show_record(plan, record, writable=self.workspace.writable)
        self.history.show_record(self.workspace, record)

    def fill(self, record: R, plan: Plan) -> None:
        """Show what is particular to this kind of record."""
        raise NotImplementedError

    def choose(self, record: Record) -> None:
        """Unfold something that belongs to the record that is shown."""

    def edit(self) -> None:
        """Let the person change the record."""
        raise NotImplementedError

    def remove(self) -> None:
        """Take the record out of the plan; undo brings it back."""
        if self.record is not None:
            self.take_out(self.record)

    def take_out(self, record: Record) -> None:
        """Take a record out of the plan; undo brings it back."""
        said = f"Removed the {type(record).NAME.lower()}."
        self.page.attempt(lambda: self.workspace.remove(record, label=f"Remove {record.name}"), said)

    def button(self, word: str, act: Callable[[], object], *, link: bool = False) -> QPushButton:
        """A button that needs the right to write."""
        made = QPushButton(word)
        made.setProperty("kind", "link" if link else None)
        made.clicked.connect(lambda _=False: act())
        self.buttons.append(made)
        return made

    def say(self, label: QWidget, text: str) -> None:
        """Let a label say something; without words it is not there."""
        label.setText(text)  # type: ignore[attr-defined]
        label.setVisible(bool(text))

    def _adopt(self, marks: Sequence[Provenance]) -> None:
        if self.record is not None:
            label = f"Confirm values of {self.record.name}"
            self.page.attempt(lambda: self.workspace.remove(*marks, label=label), "The mark was taken away.")

    def _assemble(self) -> None:
        self.head = QHBoxLayout()
        self.head.setSpacing(look.space(1))
        self.head.setContentsMargins(0, 0, look.space(1.5), 0)
        self.head.addWidget(self.kicker, 1)
        self.head.addWidget(self.tag)
        for button in (self.edit_button, self.remove_button, self.more):
            self.head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        self.body.setSpacing(look.space(1.5))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, look.space(1), look.space(1.5), look.space(1))
        column.setSpacing(look.space(1.5))
        column.addLayout(self.body)
        if self.HAS_FILES:
            column.addWidget(self.evidence)
        for title, part in (("Where this comes from", self.sources), ("History", self.history)):
            column.addWidget(heading(title))
            column.addWidget(part)
        column.addStretch()
        self.area = ListArea()
        self.area.setWidget(inside)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.space(0.5))
        whole.addLayout(self.head)
        whole.addWidget(self.title)
        whole.addSpacing(look.space(0.5))
        whole.addWidget(rule())
        whole.addWidget(self.area, 1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(look.space(2), look.space(1.5), look.space(0.5), look.space(0.5))
        outside.addWidget(self._whole)


def heading(title: str) -> QWidget:
    """A heading over a thin line."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, look.space(0.5), 0, 0)
    column.setSpacing(look.space(0.5))
    column.addWidget(SectionHeader(title))
    column.addWidget(rule())
    return made
