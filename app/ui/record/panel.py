"""The panel of one record: its head with what can be done, its parts, and where it comes from, asked and history.

    panel = RecordPanel(page, lambda plan, visit: "Monitoring visit", Findings(page), acts=(operations.edit,))
    panel.show_record(visit)

Only the panel scrolls, as one; its head stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.domain.plan import Plan
from app.domain.records import Attachment, Provenance, Record
from app.ui import kit, look, operations
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.evidence import Evidence
from app.ui.operations import Act
from app.ui.page import Page
from app.ui.record.thread_panel import ThreadPanel
from app.ui.widgets.card import rule
from app.ui.widgets.entry import WarningLine
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.status_block import StatusBlock

from .sections import PanelSection, kept_back, say, titled

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=PanelSection[Any])
Kinds = tuple[type[Record], ...]


class RecordPanel(QFrame, Generic[R]):
    """One record.

    Attributes:
        record: what is shown; None while there is nothing.
        buttons: those of the head, by what they do; the page's main act comes first and is filled.
        more: its menu, with all that can be done.
        status: how it stands, where the kind has a status.
        kept_back: says of what is exempt that no public paper holds it, and why.
        strands: what it serves and what serves it; not shown where nothing is linked to such a record.
        evidence: its files, where it can have any.
        sources, history: where it comes from and what is asked about it, and what was done to it.
        deeds: the layout of its buttons; area: what scrolls.
    """

    def __init__(
        self, page: Page, kicker: Callable[[Plan, R], str], *parts: PanelSection[Any],
        acts: Sequence[Act] = (operations.edit,), title: Callable[[R], str] | None = None, rated: bool = False,
        thread: str = "", leave_out: Kinds = (Attachment,), gap: Callable[[Plan, R], str] | None = None,
        files: str = "Letters and evidence", filled: bool = True,
    ):  # fmt: skip
        """A panel of a kind of record.

        Args:
            page: where it stands.
            kicker: what stands in small over the title, such as "Recommendation 6".
            parts: what is particular to the kind, in this order.
            acts: those of the head.
            title: as it is headed, where that is not its title.
            rated: whether it has a status.
            thread: the heading of its golden thread; empty where nothing is linked to it.
            leave_out: kinds that are no part of the thread, because they stand elsewhere in the panel.
            gap: what is missing in the thread, lit there; empty words where nothing is.
            files: the heading of its files; empty where it can have none.
            filled: whether the first of `acts` is the page's main one.
        """
        super().__init__()
        self.setProperty("kind", "card")
        self.page, self.record = page, None
        self._kicker, self._title, self._gap = kicker, title or (lambda r: getattr(r, "title", "") or r.name), gap
        self.kicker, self.title = look.label(role="small", quiet=True, wrap=True), look.label(role="heading", wrap=True)
        self.tag, self.more, self.kept_back = Tag(), RecordMenu(), look.label(role="small", wrap=True)
        self.buttons: dict[Act, QPushButton] = {
            act: self._button(act, first=filled and not n) for n, act in enumerate(acts)
        }
        self.parts: list[PanelSection[Any]] = list(parts)
        self.status = StatusBlock(framed=False)
        self.strands = ThreadPanel(page.session, leave_out=leave_out)
        self.gap = WarningLine()
        self.evidence = Evidence(page, files)
        self._rated, self._linked, self._files = rated, bool(thread), bool(files)
        self.sources, self.history = SourceLines(), HistoryLines()
        self._build(thread)
        self._connect()

    @property
    def workspace(self) -> Workspace:
        """The open plan."""
        return self.page.workspace

    def _lay_out_again(self) -> None:
        """Lay out by the sizes that all has now: of what is styled when it is first shown Qt kept those before."""
        for part in self.area.findChildren(QWidget):
            if (laid := part.layout()) is not None:
                laid.invalidate()
                part.updateGeometry()

    def show_record(self, record: R | None) -> None:
        """Show a record as it is now; nothing of it where there is none."""
        another = self.record is None or record is None or self.record.id != record.id
        self.record = record
        self._whole.setVisible(record is not None)
        if record is None:
            for part in self.parts:
                part.leave()
            return
        session, plan = self.page.session, self.workspace.plan
        for act, button in self.buttons.items():
            button.setVisible(act.can(session, record))
        self.more.show_record(record)
        mark(self, record)
        self.kicker.setText(self._kicker(plan, record))
        self.title.setText(self._title(record))
        say(self.kept_back, kept_back(record))
        self.tag.setVisible(not self._rated and plan.illustrative(record))
        if another:
            self.area.verticalScrollBar().setValue(0)
        if self._rated:
            self.status.show_record(plan, record, self.workspace.ratings.of(record), writable=session.can_edit)
            self.status.line.setVisible(not getattr(record, "is_context", False))
        for part in self.parts:
            part.setVisible(part.show_record(record, plan))
        QTimer.singleShot(0, self, self._lay_out_again)
        if self._linked:
            missing = self._gap(plan, record) if self._gap else ""
            self.gap.words.setText(missing)
            self.gap.setVisible(bool(missing))
            self.strands.show_record(record)
        if self._files:
            self.evidence.show_record(record)
        self.sources.show_record(plan, record, writable=session.can_edit)
        self.history.show_record(self.workspace, record)

    def choose(self, record: Record) -> None:
        """Unfold something that belongs to the record that is shown."""
        for part in self.parts:
            if (shown := part.unfold(record)) is not None:
                self.area.ensureWidgetVisible(shown)

    def part(self, kind: type[P]) -> P:
        """The part of a certain kind."""
        return next(part for part in self.parts if isinstance(part, kind))

    def do(self, act: Act) -> None:
        """Do something with the record that is shown, where it can be done."""
        if self.record is not None:
            operations.start(act, self.page.session, self.record, self.page)

    # -- inside

    def _button(self, act: Act, *, first: bool) -> QPushButton:
        made = kit.button(act.word, lambda: self.do(act), "primary" if first else "", act.tip)
        made.hide()
        return made

    def _confirm(self, marks: Sequence[Provenance]) -> None:
        if self.record is not None:
            operations.confirm(self.page.session, self.record, marks)

    def _connect(self) -> None:
        page, opened = self.page, self.page.opened
        for part in (self.evidence, self.history):
            part.opened.connect(opened)
        if self._rated:
            self.status.lifted.connect(self._lift)
        self.sources.adopted.connect(self._confirm)
        let_settle(self.sources.apart, lambda: page.workspace, page.attempt, self)
        let_ask(self.sources.asked, lambda: page.workspace, self)

    def _lift(self) -> None:
        rating = self.workspace.ratings.of(self.record) if self.record else None
        self.do(operations.lift_status if rating and rating.override else operations.clear_status)

    def _build(self, thread: str) -> None:
        deeds = QWidget()
        self.deeds = FlowLayout(deeds)
        for button in (*self.buttons.values(), self.more):
            self.deeds.addWidget(button)
        right = look.space(1.5)
        head = kit.row((self.kicker, 1), (self.tag, Qt.AlignmentFlag.AlignTop), edge=(0, 0, right, 0))
        below: list[QWidget] = [self.status] if self._rated else []
        below += self.parts
        if self._linked:
            below.append(titled(thread, self.gap, self.strands))
        if self._files:
            below.append(self.evidence)
        below += [titled("Where this comes from", self.sources), titled("History", self.history)]
        one = look.space(1)
        inside = kit.block(kit.column(*below, kit.STRETCH, gap=look.space(1.5), edge=(0, one, look.space(1.5), one)))
        self.area = kit.scroll(inside)
        self._whole = kit.block(
            kit.column(head, self.title, self.kept_back, deeds, rule(), (self.area, 1), gap=look.space(0.5))
        )
        kit.column(self._whole, on=self, edge=(look.space(2), look.space(1.5), look.space(0.5), look.space(0.5)))
