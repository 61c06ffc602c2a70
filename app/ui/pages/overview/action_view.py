"""An action in full: how it stands, its milestones, what it serves, and what is said of it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import rules
from app.domain.plan import Plan
from app.domain.records import Action, Milestone, Theme
from app.ui import look
from app.ui.dialogs.action import edit_action
from app.ui.dialogs.milestone import edit_milestone, new_milestone
from app.ui.page import Page
from app.ui.widgets.rag_badge import Tag

from . import tables
from .record_view import RecordView, Section, Words, clear, titled

NO_THEME = "None: it counts towards no theme. “Edit action” is where that is said."
SHORT = 50  # characters of a fact that stands on one line
FACTS = ("owner", "starts", "due", "percent", "blocked")


class ActionView(RecordView[Action]):
    """An action.

    Attributes:
        milestones: the section of its milestones.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.edit = self.button("Edit action", self._edit)
        self.take_out = self.button("Remove", self.remove, link=True)
        for button in (self.edit, self.take_out):
            self.header.row.addWidget(button)
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(look.space(3))
        self._facts.setVerticalSpacing(look.space(0.75))
        self._facts.setColumnStretch(1, 1)
        facts = QWidget()
        facts.setLayout(self._facts)
        table = tables.milestones(lambda: self.workspace.ratings)
        self.add_milestone = self.button("Add milestone", self._add_milestone, link=True)
        self.milestones = Section("Milestones", table, "No milestone yet: steps that can be seen to be reached.",
                                  [self.add_milestone])  # fmt: skip
        table.opened.connect(self._edit_milestone)
        table.clicked.connect(lambda _index: self._edit_milestone(table.current()))
        self._themes = QVBoxLayout()
        self._themes.setContentsMargins(0, 0, 0, 0)
        self._themes.setSpacing(0)
        themes = QWidget()
        themes.setLayout(self._themes)
        self.words = Words(("detail", "progress"), "Nothing is written about this action yet.")
        for part in (titled("The action", facts), self.milestones, titled("In words", self.words)):
            self.main.addWidget(part)
        self.main.addStretch(1)
        for part in (titled("Themes it serves", themes), titled("Sources", self.sources),
                     titled("History", self.history)):  # fmt: skip
            self.side.addWidget(part)
        self.side.addStretch(1)

    def fill(self, record: Action, plan: Plan) -> None:
        self.header.tell(record.title, f"Action {record.ref}".strip())
        self.show_status(record)
        self._show_facts(record, plan)
        self.milestones.show_records(sorted(plan.children(record, Milestone, "action"), key=_when))
        self.words.show_record(plan, record)
        clear(self._themes)
        for theme in plan.served(record, Theme):
            button = QPushButton(theme.name)
            button.setProperty("kind", "link")
            button.clicked.connect(lambda _=False, theme=theme: self.opened.emit(theme))
            self._themes.addWidget(button)
        if not self._themes.count():
            self._themes.addWidget(
                look.label(
                    "None: it counts towards no theme. “Edit action” is where that is said.", quiet=True, wrap=True
                )
            )

    def _show_facts(self, record: Action, plan: Plan) -> None:
        clear(self._facts)
        rows = [(name, rules(Action)[name].label, rules(Action)[name].show(getattr(record, name))) for name in FACTS]
        if record.percent is not None:
            rows[3] = ("percent", "Done so far", f"{record.percent} %")
        if record.done:
            rows.append(("done_on", "Done", str(record.done_on or "Yes, date not given")))
        for number, (name, label, text) in enumerate(row for row in rows if row[2] or row[0] in ("owner", "due")):
            self._facts.addWidget(look.label(label, quiet=True), number, 0)
            value = QHBoxLayout()
            value.setSpacing(look.space(1))
            long = len(text) > SHORT
            value.addWidget(look.label(text or "Not given", wrap=long, quiet=not text), int(long))
            if plan.illustrative(record, name):
                value.addWidget(Tag())
            value.addStretch(int(not long))
            self._facts.addLayout(value, number, 1)

    def _edit(self) -> None:
        if self.record is not None:
            edit_action(self.workspace, self.record, self)

    def _add_milestone(self) -> None:
        if self.record is not None:
            new_milestone(self.workspace, self.record, self)

    def _edit_milestone(self, milestone: Milestone | None) -> None:
        if milestone is not None and self.workspace.writable:
            edit_milestone(self.workspace, milestone, self)


def _when(milestone: Milestone) -> tuple[bool, str]:
    return milestone.due is None, milestone.due.last.isoformat() if milestone.due else ""
