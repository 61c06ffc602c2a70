"""The agenda of a meeting: numbered items with purpose, presenter and papers; unfolded, what can be done with one."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtWidgets import QPushButton

from app.domain.figures import counted
from app.domain.meetings import agenda
from app.domain.plan import Plan
from app.domain.records import PURPOSES, AgendaItem, Attachment, Decision, Meeting, Record
from app.ui import look, operations
from app.ui.evidence import Evidence
from app.ui.widgets.card import ListRow
from app.ui.widgets.entry import Entry

from .part import ListedPart

PAPERS = "Papers"


class AgendaLine(NamedTuple):
    """An item, and what the plan says of it."""

    item: AgendaItem
    about: Record | None
    papers: int
    decisions: tuple[Decision, ...]
    illustrative: bool


class Agenda(ListedPart[AgendaItem]):
    """The agenda."""

    TITLE, ADD = "Agenda", operations.ADD[AgendaItem].word

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        lines = [_line(plan, item) for item in agenda(plan, meeting)]
        self.count(len(lines))
        self.items.show_entries(lines, _entry, self._chosen, self._tools, "Nothing is on the agenda yet.")

    def add(self) -> None:
        if self.meeting is not None:
            operations.start(operations.ADD[AgendaItem], self.page.session, self.meeting, self.page)

    def _tools(self, entry: Entry[AgendaItem]) -> None:
        item, plan = entry.record, self.workspace.plan
        if item.recommendation.strip():
            entry.tools.addWidget(look.label(item.recommendation.strip(), wrap=True))
        if item.detail.strip():
            entry.tools.addWidget(look.label(item.detail.strip(), wrap=True))
        about = plan.find(item.about) if item.about else None
        rows = [ListRow(text=about.name, word="About", target=self.target(about))] if about else []
        decided = plan.children(item, Decision, "item")
        rows += [ListRow(text=each.name, word="Decided", target=self.target(each)) for each in decided]
        self.list_under(entry, rows)
        papers = Evidence(self.page, PAPERS, brief=not self.page.can_edit)
        papers.opened.connect(self.opened)
        entry.tools.addWidget(papers)
        papers.show_record(item)
        if not self.page.can_edit:
            return
        entry.add_tools(
            (operations.edit.word, lambda: operations.start(operations.edit, self.page.session, item, self.page)),
            ("Decide", lambda: operations.start(operations.ADD[Decision], self.page.session, item, self.page)),
            ("Move up", lambda: self._move(item, -1)),
            ("Move down", lambda: self._move(item, 1)),
        )
        for word, by in (("Move up", -1), ("Move down", 1)):
            button = entry.findChild(QPushButton, word)
            assert isinstance(button, QPushButton)
            button.setEnabled(self._beside(item, by) is not None)

    def _move(self, item: AgendaItem, by: int) -> None:
        """Let an item change places with the one before or after it."""
        other = self._beside(item, by)
        if other is not None:
            number = other.number if other.number != item.number else (item.number or 0) + by
            moved = replace(item, number=number), replace(other, number=item.number)
            self.save(*moved, label=f"Move {item.title} to {number}")

    def _beside(self, item: AgendaItem, by: int) -> AgendaItem | None:
        """The item before or after another; None at the end."""
        assert self.meeting is not None
        items = agenda(self.workspace.plan, self.meeting)
        at = items.index(item) + by
        return items[at] if 0 <= at < len(items) else None


def _line(plan: Plan, item: AgendaItem) -> AgendaLine:
    about = plan.find(item.about) if item.about else None
    papers = len(plan.children(item, Attachment, "record"))
    return AgendaLine(item, about, papers, plan.children(item, Decision, "item"), plan.illustrative(item))


def _entry(line: AgendaLine) -> Entry[AgendaItem]:
    item = line.item
    made = Entry(item, item.title, number=f"{item.number}", illustrative=line.illustrative)
    words = [PURPOSES.get(item.purpose, ""), item.presenter, line.about.name if line.about else ""]
    words += [counted(line.papers, "paper")] if line.papers else []
    words += [f"decided: {decision.ref}" for decision in line.decisions]
    made.words.addWidget(look.label(" · ".join(filter(None, words)), "small", quiet=True, wrap=True))
    return made
