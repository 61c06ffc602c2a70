"""What a meeting decided, and what each decision concerns."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.figures import listed
from app.domain.plan import Plan
from app.domain.records import Action, AgendaItem, Decision, Meeting
from app.domain.thread import served_by, serves
from app.ui import look
from app.ui.dialogs.decision import edit_decision, new_decision
from app.ui.widgets.entry import Entry
from app.ui.widgets.linking import short
from app.ui.widgets.thread_panel import ThreadPanel

from .part import ListedPart


class Told(NamedTuple):
    """A decision, and what the plan says of it."""

    decision: Decision
    under: str
    concerns: str
    carried_out: str
    illustrative: bool


class Decisions(ListedPart[Decision]):
    """The decisions."""

    TITLE, ADD = "Decisions", "Add a decision"

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        found = [_told(plan, decision) for decision in plan.children(meeting, Decision, "meeting")]
        self.count(len(found))
        self.items.show_entries(found, _entry, self._chosen, self._tools, "Nothing is decided yet.")

    def add(self) -> None:
        if self.meeting is not None:
            made = new_decision(self.workspace, self.meeting, self)
            if made is not None:
                self.choose(made)

    def _tools(self, entry: Entry[Decision]) -> None:
        decision = entry.record
        thread = ThreadPanel(self.page.attempt, self.page.can_open, leave_out=(Meeting, AgendaItem), whole=True)
        thread.opened.connect(self.opened)
        entry.tools.addWidget(thread)
        thread.show_record(self.workspace, decision)
        if self.workspace.writable:
            entry.add_tools(
                ("Edit", lambda: edit_decision(self.workspace, decision, self)),
                ("Remove", lambda: self.take_out(decision)),
            )


def _told(plan: Plan, decision: Decision) -> Told:
    item = plan.get(AgendaItem, decision.item)
    concerns = [short(s.record) for s in serves(plan, decision) if not isinstance(s.record, Meeting | AgendaItem)]
    done = [short(s.record) for s in served_by(plan, decision) if isinstance(s.record, Action)]
    under = f"Under item {item.number}" if item else ""
    return Told(decision, under, listed(concerns), listed(done), plan.illustrative(decision))


def _entry(said: Told) -> Entry[Decision]:
    decision = said.decision
    made = Entry(decision, decision.name, "tick", illustrative=said.illustrative)
    if decision.detail.strip():
        made.words.addWidget(look.label(decision.detail.strip(), "small", wrap=True))
    words = [
        said.under,
        f"concerns {said.concerns}" if said.concerns else "",
        f"carried out by {said.carried_out}" if said.carried_out else "",
    ]
    text = " · ".join(filter(None, words))
    if text:
        made.brief.append(look.label(text, "small", quiet=True, wrap=True))
        made.words.addWidget(made.brief[-1])
    return made
