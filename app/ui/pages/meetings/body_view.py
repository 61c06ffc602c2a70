"""A body: who attends, its meetings, and those that its rhythm gives."""

from __future__ import annotations

from app.domain import forward
from app.domain.figures import counted
from app.domain.meetings import next_first, roles
from app.domain.plan import Plan
from app.domain.records import EVERY, Body, Meeting
from app.domain.schedule import FULL_MONTHS, show_date
from app.ui import look, operations
from app.ui.kit import button
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.whole_lines import WholeLines

from .part import HeadedView
from .rows import meeting_state


class BodyView(HeadedView[Body]):
    """A body.

    Attributes:
        meetings: the next first, each a way in; `new_button` enters one.
        plan_button: enters those that the rhythm gives; `rhythm` says what that is.
        members: who attends, a role on each line.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.header, self.meetings = SectionHeader("Its meetings"), WholeLines("Its meetings", 9)
        self.new_button = button(operations.ADD[Meeting].word, self.new_meeting)
        self.plan_button = self.button(operations.plan_ahead)
        self.header.row.addWidget(self.new_button)
        self.rhythm, self.nothing = look.label(quiet=True, wrap=True), look.label("None is entered yet.", quiet=True)
        self.attends, self.members = SectionHeader("Who attends"), look.label(wrap=True)
        self.assemble(
            self.header, rule(), self.rhythm, self.nothing, self.meetings, look.space(1),
            self.attends, rule(), self.members,
        )  # fmt: skip
        self.meetings.opened.connect(self.opened)

    def show_body(self, body: Body) -> None:
        """Show a body's meetings."""
        workspace, plan = self.workspace, self.workspace.plan
        if self.record is None or self.record.id != body.id:
            self.meetings.begin()
        meets = body.meets or (EVERY[body.every] if body.every else "")
        chair = f"chair: {body.chair}" if body.chair else ""
        self.show_titles(body, body.title, " · ".join(filter(None, (meets, chair))))
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
        self.new_button.setVisible(self.can_edit)
        self.show_story(body)

    def new_meeting(self) -> None:
        """Let the person enter a meeting of the body, and show it."""
        if self.record is not None and (made := self.start(operations.ADD[Meeting], self.record)) is not None:
            self.opened.emit(made)


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
