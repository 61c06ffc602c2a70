"""A body: who attends, its meetings, and those that its rhythm gives."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain import forward
from app.domain.figures import counted
from app.domain.meetings import next_first, roles
from app.domain.plan import Plan
from app.domain.records import EVERY, Body, Meeting
from app.domain.schedule import FULL_MONTHS, show_date
from app.ui import look
from app.ui.kit import STRETCH, block, button, column, scroll
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.whole_lines import WholeLines

from .rows import meeting_state


class BodyView(QWidget):
    """A body.

    Attributes:
        meetings: the next first, each a way in; `new_button` enters one.
        plan_button: enters those that the rhythm gives; `rhythm` says what that is.
        members: who attends, a role on each line.
        sources: where what is said of the body comes from.
        history: what was done to it last.

    Signals:
        opened: the person wants to see a meeting, or all of the body's history.
    """

    opened = Signal(object)

    def __init__(self, page: Page, parent: QWidget | None = None):
        super().__init__(parent)
        self._page = page
        self._body: Body | None = None
        self.header, self.meetings = SectionHeader("Its meetings"), WholeLines("Its meetings", 9)
        self.new_button = button("New meeting")
        self.plan_button = button("Plan ahead", self.plan_ahead, "primary")
        self.header.row.addWidget(self.new_button)
        self.header.row.addWidget(self.plan_button)
        self.rhythm, self.nothing = look.label(quiet=True, wrap=True), look.label("None is entered yet.", quiet=True)
        self.attends, self.members = SectionHeader("Who attends"), look.label(wrap=True)
        self.sources, self.history = SourceLines(), HistoryLines()
        gap = look.space(1)
        inside = column(
            self.header, rule(), self.rhythm, self.nothing, self.meetings, gap,
            self.attends, rule(), self.members, gap,
            SectionHeader("Where this comes from"), rule(), self.sources, gap,
            SectionHeader("History"), rule(), self.history, STRETCH,
            gap=gap, edge=(0, 0, look.space(1.5), 0),
        )  # fmt: skip
        column(scroll(block(inside)), on=self)
        self.meetings.opened.connect(self.opened)
        self.history.opened.connect(self.opened)

    def show_body(self, body: Body) -> None:
        """Show a body's meetings."""
        workspace, can_edit = self._page.workspace, self._page.can_edit
        if self._body is None or self._body.id != body.id:
            self.meetings.begin()
        self._body, plan = body, workspace.plan
        held = next_first(plan, plan.children(body, Meeting, "body"))
        self.header.note.setText(f"{len(held):,}" if held else "")
        self.nothing.setVisible(not held)
        self.meetings.setVisible(bool(held))
        self.meetings.show_lines([
            ListLine(title=m.name, fact=m.purpose, word=meeting_state(m, plan.position), target=m) for m in held
        ])  # fmt: skip
        attends = roles(body)
        self.attends.note.setText(f"{len(attends):,}" if attends else "")
        self.members.setText(
            "\n".join(f"•  {role}" for role in attends) or "Not said. Edit the body: a role on each line."
        )
        more = forward.planned(plan, body, workspace.removed(Meeting))
        self.rhythm.setText(_rhythm(plan, body, len(more)))
        self.new_button.setVisible(can_edit)
        self.plan_button.setVisible(bool(body.every) and can_edit)
        self.plan_button.setEnabled(bool(more))
        self.sources.show_record(plan, body, writable=False)
        self.sources.asked.show_record(plan, body, writable=can_edit)
        if self.sources.apart is not None:
            self.sources.apart.show_record(plan, body, writable=can_edit)
        self.history.show_record(workspace, body)

    def plan_ahead(self) -> None:
        """Enter the meetings that the rhythm gives."""
        workspace = self._page.workspace
        if self._body is not None:
            plan_ahead(self._page, forward.planned(workspace.plan, self._body, workspace.removed(Meeting)))


def plan_ahead(page: Page, meetings: list[Meeting]) -> None:
    """Enter planned meetings as one edit."""
    workspace = page.workspace
    said = f"Entered {counted(len(meetings), 'meeting')}. Each can be moved."
    page.attempt(lambda: workspace.save(*meetings, label=forward.label(workspace.plan, meetings)), said)


def _rhythm(plan: Plan, body: Body, more: int) -> str:
    if not body.every:
        return "It has no fixed rhythm: its meetings are entered one by one."
    end = forward.horizon(plan)
    to = f"{FULL_MONTHS[end.month - 1]} {end.year}"
    if not more:
        return f"{EVERY[body.every]}: planned to {to}."
    said = f"{EVERY[body.every]}: {counted(more, 'meeting')} to {to} can be planned, always on the same weekday."
    if plan.children(body, Meeting, "body"):
        return said
    return f"{said} They count from {show_date(plan.position)}; enter the first one by hand to choose another day."
