"""What every panel beside the plan has: a head with what can be done, and below it the rest, which scrolls as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QWidget

from app.domain.records import Record
from app.ui import look, operations
from app.ui.dialogs.question import let_ask
from app.ui.kit import STRETCH, Part, block, button, column, row, scroll
from app.ui.operations import Act
from app.ui.page import Page
from app.ui.widgets.card import rule
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines

if TYPE_CHECKING:
    from app.workspace import Workspace

LEFT = Qt.AlignmentFlag.AlignLeft


class SidePanel(QFrame):
    """One record.

    Attributes:
        page: to write through.
        kicker, name: what it is, and its title.
        more, back: its menu; the way back to the plan.
        sources, history: where it comes from and what is asked about it; what was done to it.
        area: scrolls.

    Signals:
        backed_out: the person is done with it.
        opened: another record that the person wants to see.
    """

    backed_out = Signal()
    opened = Signal(object)

    def __init__(self, page: Page):
        super().__init__()
        self.setProperty("kind", "card")
        self.page = page
        self.kicker, self.name = look.label(role="strong", quiet=True), look.label(role="heading", wrap=True)
        self.more, self.back = RecordMenu(), button("Close", self.backed_out.emit, tip="Back to the plan (Esc)")
        self.sources, self.history = SourceLines(), HistoryLines()
        self.history.opened.connect(self.opened)
        let_ask(self.sources.asked, lambda: self.workspace, self)

    @property
    def workspace(self) -> Workspace:
        """The open plan."""
        return self.page.workspace

    @property
    def can_edit(self) -> bool:
        """Whether the plan can be changed now."""
        return self.page.can_edit

    def record(self) -> Record | None:
        """What is shown."""
        raise NotImplementedError

    def settle(self) -> bool:
        """Save what is typed; whether nothing is left unsaved."""
        return True

    def act(self, act: Act, kind: str = "", after: Callable[[], object] | None = None) -> QPushButton:
        """A button that does something with the record; `after` it was pressed and before it is done."""

        def press() -> None:
            record = self.record()
            if record is not None and self.settle():
                if after is not None:
                    after()
                operations.start(act, self.page.session, record, self)

        return button(act.word, press, kind, act.tip)

    def show_head(self, record: Record, kicker: str, title: str) -> None:
        """Say what is shown."""
        self.kicker.setText(kicker)
        self.name.setText(title)
        self.more.show_record(record)
        mark(self, record)

    def show_story(self, record: Record) -> None:
        """Show where a record comes from, what is asked about it, and what was done to it."""
        plan = self.workspace.plan
        self.sources.show_record(plan, record, writable=False)
        self.sources.asked.show_record(plan, record, writable=self.can_edit)
        self.history.show_record(self.workspace, record)

    def assemble(self, buttons: Sequence[QWidget], head: Sequence[Part], *body: Part) -> None:
        """Put it together: buttons beside the kicker, below the title what stays, and what scrolls."""
        gap, edge = look.space(1), (look.space(2), look.space(1.5))
        top = row(self.kicker, STRETCH, *buttons, gap=gap)
        self.area = scroll(block(column(*body, STRETCH, gap=gap, edge=edge)))
        whole = column(top, self.name, *head, gap=gap, edge=edge)
        column(whole, rule(), (self.area, 1), on=self, edge=1)


def section(title: str, *parts: QWidget | QLayout) -> QWidget:
    """A part of the body under its heading; what is pressed stands at the left."""
    placed = [(part, LEFT) if isinstance(part, QPushButton) else part for part in parts]
    return block(column(look.label(title, "strong"), *placed, gap=look.space(1), edge=(0, look.space(1.5), 0, 0)))
