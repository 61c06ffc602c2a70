"""A body: who attends, its meetings, and those that its rhythm gives."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain import forward
from app.domain.figures import counted
from app.domain.meetings import next_first, roles
from app.domain.plan import Plan
from app.domain.records import EVERY, Body, Meeting
from app.domain.schedule import FULL_MONTHS, show_date
from app.ui import look
from app.ui.page import Page
from app.ui.widgets.card import ListArea, SectionHeader, rule
from app.ui.widgets.line_list import Line, LineList
from app.ui.widgets.record_story import HistoryLines, SourceLines

from .rows import meeting_state

_MOST = 9  # meetings that are seen without scrolling


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
        self.header, self.meetings = SectionHeader("Its meetings"), LineList("Its meetings")
        self.new_button, self.plan_button = QPushButton("New meeting"), QPushButton("Plan ahead")
        self.plan_button.setProperty("kind", "primary")
        self.header.row.addWidget(self.new_button)
        self.header.row.addWidget(self.plan_button)
        self.rhythm, self.nothing = look.label(quiet=True, wrap=True), look.label("None is entered yet.", quiet=True)
        self.attends, self.members = SectionHeader("Who attends"), look.label(wrap=True)
        self.sources, self.history = SourceLines(), HistoryLines()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1.5), 0)
        column.setSpacing(look.space(1))
        for part in (self.header, rule(), self.rhythm, self.nothing, self.meetings):
            column.addWidget(part)
        column.addSpacing(look.space(1))
        for part in (self.attends, rule(), self.members):
            column.addWidget(part)
        column.addSpacing(look.space(1))
        for part in (SectionHeader("Where this comes from"), rule(), self.sources):
            column.addWidget(part)
        column.addSpacing(look.space(1))
        for part in (SectionHeader("History"), rule(), self.history):
            column.addWidget(part)
        column.addStretch()
        area = ListArea()
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.meetings.opened.connect(self.opened)
        self.history.opened.connect(self.opened)
        self.plan_button.clicked.connect(lambda _=False: self.plan_ahead())

    def show_body(self, body: Body) -> None:
        """Show a body's meetings."""
        workspace = self._page.workspace
        self._body, plan = body, workspace.plan
        held = next_first(plan, plan.children(body, Meeting, "body"))
        self.header.note.setText(f"{len(held):,}" if held else "")
        self.nothing.setVisible(not held)
        self.meetings.setVisible(bool(held))
        self.meetings.setFixedHeight(min(len(held), _MOST) * self.meetings.row_height() + 2)
        self.meetings.show_lines([
            Line(title=m.name, fact=m.purpose, word=meeting_state(m, plan.position), target=m) for m in held
        ])  # fmt: skip
        attends = roles(body)
        self.attends.note.setText(f"{len(attends):,}" if attends else "")
        self.members.setText(
            "\n".join(f"•  {role}" for role in attends) or "Not said. Edit the body: a role on each line."
        )
        more = forward.planned(plan, body, workspace.removed(Meeting))
        self.rhythm.setText(_rhythm(plan, body, len(more)))
        self.new_button.setEnabled(workspace.writable)
        self.plan_button.setVisible(bool(body.every))
        self.plan_button.setEnabled(workspace.writable and bool(more))
        self.plan_button.setToolTip(workspace.why_read_only)
        self.sources.show_record(plan, body, writable=False)
        self.sources.asked.show_record(plan, body, writable=workspace.writable)
        if self.sources.apart is not None:
            self.sources.apart.show_record(plan, body, writable=workspace.writable)
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
