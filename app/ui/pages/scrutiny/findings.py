"""Findings as entries: what was found, the themes it is about, who answers it; unfolded, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from app.domain.figures import listed
from app.domain.plan import Plan
from app.domain.records import Action, Attachment, Audit, Finding, Theme, Visit
from app.ui import look
from app.ui.dialogs.finding import edit_finding
from app.ui.evidence import Evidence
from app.ui.widgets.entry import Entry, Lit
from app.ui.widgets.thread_panel import ThreadPanel

from .detail import Detail
from .rows import is_unanswered

SHAPES = {"progress": "up", "further": "dot", "observed": "dot"}
UNANSWERED = {"further": "Nobody answers it yet", "observed": "Nothing is done about it yet"}


class Told(NamedTuple):
    """A finding, and what the plan says of it.

    Attributes:
        themes: such as "Theme 1 and Theme 2".
        answered: by which actions, in words.
        unanswered: whether something is found wanting and nobody answers it.
    """

    finding: Finding
    themes: str
    answered: str
    unanswered: bool
    illustrative: bool


def told(plan: Plan, finding: Finding) -> Told:
    """What a plan says of a finding."""
    themes = listed([f"Theme {theme.number}" for theme in plan.served(finding, Theme)])
    actions = listed([action.name for action in plan.serving(finding, Action)])
    answered = f"Answered by {actions}" if actions else ""
    return Told(finding, themes, answered, is_unanswered(plan, finding), plan.illustrative(finding))


def finding_entry(said: Told) -> Entry[Finding]:
    """A finding in words."""
    finding = said.finding
    made = Entry(finding, finding.title, SHAPES[finding.kind], illustrative=said.illustrative)
    for text in filter(None, (said.themes, said.answered)):
        made.brief.append(look.label(text, "small", quiet=True, wrap=True))
        made.words.addWidget(made.brief[-1])
    if finding.kind != "observed" and finding.response.strip():
        made.words.addWidget(look.label(finding.response.strip(), "small", wrap=True))
    if said.unanswered:
        made.words.addWidget(Lit(UNANSWERED[finding.kind]))
    return made


def unfold(detail: Detail, entry: Entry[Finding]) -> None:
    """Put into a finding's entry what can be done with it: links by typing, files, changing, removing."""
    finding, page = entry.record, detail.page
    thread = ThreadPanel(page.attempt, page.can_open, leave_out=(Attachment, Visit, Audit), whole=False)
    thread.opened.connect(detail.opened)
    entry.tools.addWidget(thread)
    thread.show_record(detail.workspace, finding)
    tools(detail, entry, lambda: edit_finding(detail.workspace, finding, detail))


def tools(detail: Detail, entry: Entry[Any], edit: Callable[[], object]) -> None:
    """Put at the foot of an entry its files, and the buttons that every entry has."""
    record = entry.record
    evidence = Evidence(detail.page, brief=True)
    evidence.opened.connect(detail.opened)
    entry.tools.addWidget(evidence)
    evidence.show_record(record)
    if detail.workspace.writable:
        entry.add_tools(("Edit", edit), ("Add a file", evidence.add), ("Remove", lambda: detail.take_out(record)))
