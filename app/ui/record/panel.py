"""The panel of one record: its head with what can be done, its parts, and where it comes from, asked and history.

    panel = RecordPanel(page, lambda plan, visit: "Monitoring visit", Findings(page), acts=(operations.edit,))
    panel.show_record(visit)

Only the panel scrolls, as one; its head stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.domain.plan import Plan
from app.domain.records import Attachment, Record
from app.ui import kit, look, operations
from app.ui.evidence import Evidence
from app.ui.operations import Act
from app.ui.page import Page
from app.ui.record.thread_panel import ThreadPanel
from app.ui.widgets.card import rule
from app.ui.widgets.entry import WarningLine
from app.ui.widgets.rag_badge import Tag

from .frame import R, RecordFrame
from .sections import PanelSection, titled

P = TypeVar("P", bound=PanelSection[Any])
Kinds = tuple[type[Record], ...]


class RecordPanel(RecordFrame[R]):
    """One record.

    Attributes:
        buttons: those of the head; none is filled, as the page has a main act of its own.
        strands: what it serves and what serves it; not shown where nothing is linked to such a record.
        evidence: its files, where it can have any.
        back: leaves it, where it is not always there.
        area: what scrolls.

    Signals:
        laid_out: what it `needs` may be otherwise now.
    """

    laid_out = Signal()

    def __init__(
        self, page: Page, kicker: Callable[[Plan, R], str], *parts: PanelSection[Any],
        acts: Sequence[Act] = (operations.edit,), title: Callable[[R], str] | None = None, rated: bool = False,
        thread: str = "", leave_out: Kinds = (Attachment,), gap: Callable[[Plan, R], str] | None = None,
        files: str = "Letters and evidence",
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
        """
        super().__init__(page)
        self.setProperty("kind", "card")
        self._kicker, self._title, self._gap = kicker, title or (lambda r: getattr(r, "title", "") or r.name), gap
        self.kicker, self.title = look.label(role="small", quiet=True, wrap=True), look.label(role="heading", wrap=True)
        self.tag, self.back = Tag(), QPushButton("Close")
        self.back.hide()
        for act in acts:
            self.button(act)
        self.parts: list[PanelSection[Any]] = list(parts)
        self.strands = ThreadPanel(page.session, leave_out=leave_out)
        self.gap = WarningLine()
        self.evidence = Evidence(page, files)
        self._rated, self._linked, self._files = rated, bool(thread), bool(files)
        self._build(thread)
        self.evidence.opened.connect(self.opened)

    def _lay_out(self) -> None:
        """Style what is new, then lay all out at once: else Qt would keep the sizes of before, and paint in between."""
        for part in self.area.findChildren(QWidget):
            if not part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                part.ensurePolished()
                if (above := part.parentWidget()) is not None and (laid := above.layout()) is not None:
                    laid.invalidate()
                    above.updateGeometry()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # pyright: ignore[reportArgumentType]
        QTimer.singleShot(0, self, self.laid_out.emit)  # once it is shown

    def show_record(self, record: R | None) -> None:
        """Show a record as it is now; nothing of it where there is none."""
        another = self.record is None or record is None or self.record.id != record.id
        self.record = record
        self._whole.setVisible(record is not None)
        if record is None:
            for part in self.parts:
                part.leave()
            return
        plan = self.workspace.plan
        self.show_head(record)
        self.kicker.setText(self._kicker(plan, record))
        self.title.setText(self._title(record))
        self.tag.setVisible(not self._rated and plan.illustrative(record))
        if another:
            self.area.verticalScrollBar().setValue(0)
        if self._rated:
            self.show_status(record)
            self.status.line.setVisible(not getattr(record, "is_context", False))
        for part in self.parts:
            part.setVisible(part.show_record(record, plan))
        if self._linked:
            missing = self._gap(plan, record) if self._gap else ""
            self.gap.words.setText(missing)
            self.gap.setVisible(bool(missing))
            self.strands.show_record(record)
        if self._files:
            self.evidence.show_record(record)
        self.show_story(record)
        self._lay_out()

    def choose(self, record: Record) -> None:
        """Unfold something that belongs to the record that is shown."""
        for part in self.parts:
            if (shown := part.unfold(record)) is not None:
                self.area.ensureWidgetVisible(shown)

    def part(self, kind: type[P]) -> P:
        """The part of a certain kind."""
        return next(part for part in self.parts if isinstance(part, kind))

    @property
    def needs(self) -> int:
        """Pixels across that it needs so that nothing in it is cut off."""
        return (
            self._inside.minimumSizeHint().width() + look.space(2.5) + self.area.verticalScrollBar().sizeHint().width()
        )

    # -- inside

    def _build(self, thread: str) -> None:
        right = look.space(1.5)
        top = kit.row((self.kicker, 1), (self.tag, Qt.AlignmentFlag.AlignTop), self.back, edge=(0, 0, right, 0))
        below: list[QWidget] = [self.status] if self._rated else []
        below += self.parts
        if self._linked:
            below.append(titled(thread, self.gap, self.strands))
        if self._files:
            below.append(self.evidence)
        below += [titled("Where this comes from", self.sources), titled("History", self.history)]
        one = look.space(1)
        self._inside = kit.block(
            kit.column(*below, kit.STRETCH, gap=look.space(1.5), edge=(0, one, look.space(1.5), one))
        )
        self.area = kit.scroll(self._inside)
        self._whole = kit.block(
            kit.column(
                top, self.title, self.kept_back, self.deeds(*self.buttons.values()), rule(), (self.area, 1),
                gap=look.space(0.5),
            )
        )  # fmt: skip
        kit.column(self._whole, on=self, edge=(look.space(2), look.space(1.5), look.space(0.5), look.space(0.5)))
