"""What comes out of a meeting: its decisions, the actions that arose, and the minutes; each written where one reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent

from app.domain.effect import effect, occasions_of
from app.domain.figures import listed
from app.domain.meetings import meeting_name
from app.domain.plan import Plan
from app.domain.records import Action, AgendaItem, Decision, Meeting
from app.domain.thread import served_by, serves
from app.ui import look, operations
from app.ui.kit import STRETCH, block, button, column, row
from app.ui.page import Page
from app.ui.record.thread_panel import ThreadPanel
from app.ui.widgets.card import ListRow, RowList
from app.ui.widgets.entry import Entry
from app.ui.widgets.form import Form, FormError
from app.ui.widgets.in_place import InPlace
from app.ui.widgets.linking import short
from app.ui.widgets.message import Message

from .part import ListedPart, MeetingPart


class DecisionLine(NamedTuple):
    """A decision, and what the plan says of it."""

    decision: Decision
    under: str
    concerns: str
    carried_out: str
    illustrative: bool
    worked: tuple[str, ...]


class Decisions(ListedPart[Decision]):
    """What the meeting decided, and what each decision concerns."""

    TITLE, ADD = "Decisions", operations.ADD[Decision].word

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        lines = [_decision_line(plan, decision) for decision in plan.children(meeting, Decision, "meeting")]
        self.count(len(lines))
        self.items.show_entries(lines, _decision_entry, self._chosen, self._tools, "Nothing is decided yet.")

    def add(self) -> None:
        if self.meeting is None:
            return
        made = operations.start(operations.ADD[Decision], self.page.session, self.meeting, self.page)
        if made is not None:
            self.choose(made)

    def _tools(self, entry: Entry[Decision]) -> None:
        decision = entry.record
        thread = ThreadPanel(self.page.session, leave_out=(Meeting, AgendaItem))
        entry.tools.addWidget(thread)
        thread.show_record(decision)
        if self.page.can_edit:
            edit = operations.edit
            entry.add_tools((edit.word, lambda: operations.start(edit, self.page.session, decision, self.page)))


class Arising(MeetingPart):
    """The actions that arose at the meeting, as the plan holds them.

    Attributes:
        rows: each leads to its place in the plan.
        form: what is to be done, by whom and by when; shown while one is written.
        save_button, cancel_button: under the form.
    """

    TITLE, ADD = "Actions arising", "Add an action"

    def __init__(self, page: Page):
        super().__init__(page)
        self._of = ""  # the meeting that an action is being written for
        self._kept: dict[str, dict[str, str]] = {}
        self.rows = RowList()
        self.form: Form[Action] = Form(Action, ["title", ("owner", "due")])
        self.save_button = button("Add to the plan", self.write, "primary")
        self.cancel_button = button("Cancel", self._cancel)
        foot = row(self.save_button, self.cancel_button, STRETCH, gap=look.space(1))
        self.writing = block(column(self.form, foot, gap=look.space(1), edge=(0, look.space(1))))
        self.banner = Message(self.writing)
        self.writing.hide()
        self.body.addWidget(self.writing)
        self.body.addWidget(self.rows)
        self.rows.opened.connect(self.opened)
        self.form.entered.connect(self.write)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        actions = plan.children(meeting, Action, "meeting")
        self.count(len(actions))
        self.writing.setVisible(self._of == meeting.id and self.page.can_edit)
        self.add_button.setEnabled(self._of != meeting.id)
        rows = [
            ListRow(
                text=action.name,
                detail=f"{action.owner or 'no owner'} · {f'due {action.due}' if action.due else 'no due date'}",
                status=str(self.workspace.ratings.of(action).status),
                target=self.target(action),
                illustrative=plan.illustrative(action),
            )
            for action in actions
        ]
        self.rows.show_rows(rows, "None yet. What is added here stands in the plan at once.")

    def add(self) -> None:
        """Show the form for a new action; what was typed for another meeting is kept until one writes there again."""
        if self.meeting is None:
            return
        if self._of and self.form.is_changed():
            self._kept[self._of] = {name: field.text() for name, field in self.form.fields.items()}
        self._of = self.meeting.id
        self.banner.hide()
        self.form.fill(self.workspace.draft(Action, title=""))
        for name, text in self._kept.pop(self._of, {}).items():
            self.form.fields[name].set_text(text)
        self.again()
        self.form.fields["title"].control.setFocus()
        self.grown.emit(self.writing)

    def half_typed(self) -> str:
        if self.meeting is None:
            return ""
        here = self._of == self.meeting.id and self.form.is_changed()
        return "an action" if here or self.meeting.id in self._kept else ""

    def write(self) -> None:
        """Put what is typed into the plan; where it is refused, it stays and the reason stands beside it."""
        from app.workspace import NotSaved

        if self.meeting is None:
            return
        try:
            made = self.workspace.draft(Action, meeting=self.meeting.id, **self.form.values())
            at = meeting_name(self.workspace.plan, self.meeting)
            self.workspace.save(made, label=f"Add {made.name}, which arose at {at}")
        except FormError as error:
            self.form.show_problems(error.problems)
        except NotSaved as refusal:
            rest = self.form.show_problems(refusal.problems or {"": str(refusal)})
            self.banner.show_wrong(rest) if rest else self.banner.hide()
        else:
            self._cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or self.writing.isHidden():
            super().keyPressEvent(event)
        elif self.form.is_changed():
            self.banner.show_note(
                "What you have typed is not saved.", ("Keep writing", self._keep_writing), ("Discard", self._cancel)
            )
        else:
            self._cancel()

    def _keep_writing(self) -> None:
        self.banner.hide()
        self.form.fields["title"].control.setFocus()

    def _cancel(self) -> None:
        self.banner.hide()
        self._of = ""
        self.form.fill(self.workspace.draft(Action, title=""))
        self.again()
        self.add_button.setFocus()


class Minutes(MeetingPart):
    """What was said: the note of the meeting, saved as one leaves it.

    Attributes:
        form: the field.
    """

    TITLE = "Minutes"

    def __init__(self, page: Page):
        super().__init__(page)
        self.form: InPlace[Meeting] = InPlace(Meeting, ["note"], self._save)
        field = self.form.fields["note"]
        field.name.hide()
        field.control.setAccessibleName("Minutes")
        self.form.ask("note", "What was said: it is saved as you leave the field")
        self.body.addWidget(self.form)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        shown = self.form.shown
        if shown is not None and shown.id == meeting.id:
            self.form.refresh(meeting)
        else:
            self.form.fill(meeting)
        self.form.set_read_only(not self.page.can_edit)
        self.setVisible(self.page.can_edit or bool(meeting.note))

    def half_typed(self) -> str:
        return "" if self.form.settle() else "the minutes"  # what may be saved is, as when the field is left

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.settle()
        super().hideEvent(event)

    def _save(self, meeting: Meeting, _names: Sequence[str]) -> None:
        self.workspace.save(meeting, label=f"Write the minutes of {meeting_name(self.workspace.plan, meeting)}")


def _decision_line(plan: Plan, decision: Decision) -> DecisionLine:
    item = plan.get(AgendaItem, decision.item)
    concerns = [short(s.record) for s in serves(plan, decision) if not isinstance(s.record, Meeting | AgendaItem)]
    done = [short(s.record) for s in served_by(plan, decision) if isinstance(s.record, Action)]
    under = f"Under item {item.number}" if item else ""
    found = [effect(plan, occasion) for occasion in occasions_of(plan, decision)]
    worked = [f"{short(each.indicator)}: {each.verdict}. {each.rests_on}" for each in found]
    return DecisionLine(decision, under, listed(concerns), listed(done), plan.illustrative(decision), tuple(worked))


def _decision_entry(line: DecisionLine) -> Entry[Decision]:
    decision = line.decision
    made = Entry(decision, decision.name, "tick", illustrative=line.illustrative)
    if decision.detail.strip():
        made.words.addWidget(look.label(decision.detail.strip(), "small", wrap=True))
    words = (
        line.under,
        f"concerns {line.concerns}" if line.concerns else "",
        f"carried out by {line.carried_out}" if line.carried_out else "",
    )
    if text := " · ".join(filter(None, words)):
        made.brief.append(look.label(text, "small", quiet=True, wrap=True))
        made.words.addWidget(made.brief[-1])
    for text in line.worked:
        made.words.addWidget(look.label(f"Did it work? {text}", "small", wrap=True))
    return made
