"""What every place has where a record is shown: what can be done with it, where it comes from, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.domain.doubts import kept_back
from app.domain.records import Provenance, Record
from app.ui import look, operations
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.kit import button
from app.ui.operations import Act
from app.ui.page import Page
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.status_block import StatusBlock

from .sections import say

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)


class RecordFrame(QFrame, Generic[R]):
    """One record, and what can be done with it.

    Attributes:
        page: where it stands.
        record: what is shown; None while there is nothing.
        buttons: what can be done with it from here, by act.
        more: its menu, with all that can be done.
        acts: the layout of the buttons under its title, and of the menu.
        status: how it stands, where its kind has a status.
        kept_back: says of what is exempt that no public paper holds it, and why.
        sources, history: where it comes from and what is asked about it, and what was done to it.
    """

    def __init__(self, page: Page, *, framed: bool = False):
        """A place for a record; `framed`: its status stands in a card of its own."""
        super().__init__()
        self.page = page
        self.record: R | None = None
        self.buttons: dict[Act, QPushButton] = {}
        self.more, self.kept_back = RecordMenu(), look.label(role="small", wrap=True)
        self.status = StatusBlock(framed=framed)
        self.sources, self.history = SourceLines(), HistoryLines()
        self.status.lifted.connect(self._lift)
        self.sources.adopted.connect(self._confirm)
        self.history.opened.connect(self.opened)
        let_settle(self.sources.apart, lambda: self.workspace, page.attempt, self)
        let_ask(self.sources.asked, lambda: self.workspace, self)

    @property
    def workspace(self) -> Workspace:
        """The open plan."""
        return self.page.workspace

    @property
    def can_edit(self) -> bool:
        """Whether the plan can be changed now."""
        return self.page.can_edit

    @property
    def opened(self) -> SignalInstance:
        """Sent, or connected to, it has the window go to what the person wants to see."""
        return self.page.opened

    def button(self, act: Act, kind: str = "") -> QPushButton:
        """A button that does something with the record; it is there while that can be done."""
        made = self.buttons[act] = button(act.word, lambda: self.do(act), kind, act.tip)
        made.hide()
        return made

    def deeds(self, *buttons: QWidget) -> QWidget:
        """What can be done with the record, under its title, in a row that turns: the main act first, its menu last."""
        self.acts = FlowLayout(whole := QWidget())
        for each in (*buttons, self.more):
            self.acts.addWidget(each)
        return whole

    def do(self, act: Act) -> None:
        """Do something with the record that is shown, where it can be done and what is typed could be saved."""
        if self.record is not None and self.settle():
            self.start(act, self.record)

    def start(self, act: Act, record: Record) -> Any:
        """Do something with a record that is shown in it; what the act gives."""
        return operations.start(act, self.page.session, record, self.page)

    def settle(self) -> bool:
        """Save what is typed; whether nothing is left unsaved."""
        return True

    def show_head(self, record: R) -> None:
        """Offer what can be done with a record, and say where it is kept back."""
        self.record = record
        for act, pressed in self.buttons.items():
            pressed.setVisible(act.can(self.page.session, record))
        self.more.show_record(record)
        mark(self, record)
        say(self.kept_back, kept_back(record))

    def show_status(self, record: R) -> None:
        """Say how it stands."""
        rating = self.workspace.ratings.of(record)
        self.status.show_record(self.workspace.plan, record, rating, writable=self.can_edit)

    def show_story(self, record: R) -> None:
        """Say where it comes from, what is asked about it, and what was done to it."""
        self.sources.show_record(self.workspace.plan, record, writable=self.can_edit)
        self.history.show_record(self.workspace, record)

    def _lift(self) -> None:
        rating = self.workspace.ratings.of(self.record) if self.record else None
        self.do(operations.lift_status if rating and rating.override else operations.clear_status)

    def _confirm(self, marks: Sequence[Provenance]) -> None:
        if self.record is not None and self.settle():
            operations.confirm(self.page.session, self.record, marks)
