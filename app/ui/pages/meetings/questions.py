"""What is asked of a meeting, each with the record that it is about; answered where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from app.domain.asked import about_words, named
from app.domain.figures import listed
from app.domain.meetings import about, is_unanswered, meeting_name, next_open, open_meetings, questions, waiting
from app.domain.plan import Plan
from app.domain.records import ASKED, STATUSES, Action, Indicator, Meeting, Question, Reading, Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.dialogs.question import accept
from app.ui.kit import STRETCH, button, column, row
from app.ui.page import Page
from app.ui.widgets.card import ListRow
from app.ui.widgets.combo import Combo
from app.ui.widgets.entry import Entries, Entry, WarningLine
from app.ui.widgets.form import Form, FormError
from app.ui.widgets.linking import short

from .part import MeetingPart


class QuestionLine(NamedTuple):
    """A question, and what the plan says of it."""

    question: Question
    about: str
    answered_by: str
    waits: bool
    illustrative: bool


class AnswerForm(QWidget):
    """The answer to a question, who gives it and when.

    Attributes:
        form: the fields. `button` saves them.
    """

    def __init__(self, question: Question, by: str, day: object):
        super().__init__()
        self.form: Form[Question] = Form(Question, ["answer", ("answered_by", "answered_on")])
        self.form.fill(question)
        if not question.answer:
            self.form.fields["answered_by"].set_text(by)
            self.form.fields["answered_on"].set_text(str(day))
        self.button = button("Change the answer" if question.answer else "Answer", kind="primary")
        column(self.form, row(self.button, STRETCH), on=self, gap=look.space(1))

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        return {name: field.text() for name, field in self.form.fields.items()}


class Questions(MeetingPart):
    """The questions put to the meeting; at the next one, also those that are put to none.

    Attributes:
        items: those put to it; `others` those put to none, under `loose`.
        answer: the form of the unfolded one; None while none is unfolded.
        elsewhere: where the unfolded one can be put to another meeting.
    """

    TITLE = "Questions and challenges"

    def __init__(self, page: Page):
        super().__init__(page)
        self._chosen = ""
        self.kept: dict[str, dict[str, str]] = {}
        self._seen: object = None
        self.answer: AnswerForm | None = None
        self.elsewhere: Combo | None = None
        self.items: Entries[Question] = Entries()
        self.others: Entries[Question] = Entries()
        self.loose = look.label("Put to no meeting yet", "small", quiet=True)
        self.loose.setContentsMargins(0, look.space(1), 0, 0)
        for part in (self.items, self.loose, self.others):
            self.body.addWidget(part)
        for entries in (self.items, self.others):
            entries.chosen.connect(self._unfold)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        following = next_open(plan)
        mine = [self._told(plan, q) for q in questions(plan, meeting)]
        loose = [self._told(plan, q) for q in waiting(plan)] if following and following.id == meeting.id else []
        unanswered = sum(told.waits for told in mine)
        self.header.note.setText(f"{unanswered:,} of {len(mine):,} not answered" if unanswered else "")
        if not unanswered:
            self.count(len(mine))
        seen = (mine, loose, self._chosen, self.page.can_edit, open_meetings(plan), look.is_dark())
        if seen == self._seen:
            return
        self._seen = seen
        self._keep_typed()
        self.answer = self.elsewhere = None
        empty = "Nothing is asked of this meeting." if not loose else "Nothing else is asked of this meeting."
        self.items.show_entries(mine, _entry, self._chosen, self._tools, empty)
        self.others.show_entries(loose, _entry, self._chosen, self._tools)
        self.loose.setVisible(bool(loose))
        self.others.setVisible(bool(loose))

    def choose(self, record: Record) -> None:
        """Unfold a question and put the keyboard there."""
        if self._chosen != record.id:
            self._unfold(record)
        entry = self.items.entry_of(record.id) or self.others.entry_of(record.id)
        if entry is not None:
            entry.head.setFocus()

    def forget(self) -> None:
        self._keep_typed()
        self._chosen = ""

    def half_typed(self) -> str:
        self._keep_typed()
        mine = {q.id for q in questions(self.workspace.plan, self.meeting)} if self.meeting else set[str]()
        count = len(mine & self.kept.keys())
        return "" if not count else "an answer" if count == 1 else f"{count:,} answers"

    def put(self, question: Question, meeting: Meeting | None) -> None:
        """Put a question to a meeting, while that is there."""
        if meeting is None:
            return
        name = meeting_name(self.workspace.plan, meeting)
        self.save(replace(question, meeting=meeting.id), label=f"Put {short(question)} to {name}")

    # -- inside

    def _unfold(self, record: Record | None) -> None:
        self._chosen = record.id if record else ""
        self.again()
        if self.answer is not None:
            self.grown.emit(self.answer)

    def _keep_typed(self) -> None:
        """Nothing that is typed is lost while something else is looked at."""
        entry = next((e for es in (self.items, self.others) for e in es.entries if e.unfolded), None)
        if self.answer is not None and entry is not None:
            if self.answer.form.fields["answer"].is_changed():
                self.kept[entry.record.id] = self.answer.typed()
            else:
                self.kept.pop(entry.record.id, None)

    def _told(self, plan: Plan, question: Question) -> QuestionLine:
        said = listed([short(action) for action in plan.serving(question, Action)])
        of = about_words(plan, question, self.workspace.gone(question.record)) if question.record else ""
        return QuestionLine(question, of, said, is_unanswered(question), plan.illustrative(question))

    def _tools(self, entry: Entry[Question]) -> None:
        question, plan = entry.record, self.workspace.plan
        record = about(plan, question)
        leads = plan.get(Indicator, record.indicator) if isinstance(record, Reading) else record
        rows = [ListRow(text=named(plan, record), word="About", target=self.target(leads))] if record else []
        answering = plan.serving(question, Action)
        rows += [ListRow(text=action.name, word="Answered by", target=self.target(action)) for action in answering]
        self.list_under(entry, rows)
        if not self.page.can_edit:
            return
        if question.kind == "status" and is_unanswered(question) and record is not None:
            self._offer_status(entry, question)
        if question.kind != "note":
            self._offer_answer(entry, question)
        if not question.answer.strip():
            self._offer_move(entry, question)

    def _offer_status(self, entry: Entry[Question], question: Question) -> None:
        """A suggested status is accepted here; whoever does not accept it answers why."""
        accepts = button("Accept the status…", lambda: accept(self.workspace, question, self))
        accepts.setAccessibleName(f"Accept the status: {question.name}")
        entry.tools.addLayout(row(accepts, look.label("or answer why not", quiet=True), STRETCH, gap=look.space(1)))

    def _offer_answer(self, entry: Entry[Question], question: Question) -> None:
        self.answer = made = AnswerForm(question, str(self.workspace.person), show_date(self.workspace.plan.position))
        for name, text in self.kept.get(question.id, {}).items():
            made.form.fields[name].set_text(text)
        made.button.clicked.connect(lambda _=False: self._answer(made))
        made.form.entered.connect(lambda _name: self._answer(made))
        entry.tools.addWidget(made)

    def _answer(self, made: AnswerForm) -> None:
        from app.workspace import NotSaved

        try:
            answered = made.form.record()
            if not answered.answer.strip():
                made.form.show_problems({"answer": "Write the answer."})
                return
            self.workspace.save(answered, label=f"Answer {short(answered)}")
        except FormError as error:
            made.form.show_problems(error.problems)
        except NotSaved as refusal:
            rest = made.form.show_problems(refusal.problems)
            if rest or not refusal.problems:
                self.page.session.say_wrong(rest or str(refusal))
        else:
            self.kept.pop(answered.id, None)

    def _offer_move(self, entry: Entry[Question], question: Question) -> None:
        plan = self.workspace.plan
        others = [m for m in open_meetings(plan) if m.id != question.meeting]
        if not others:
            return
        box = Combo()
        box.setAccessibleName("Put to another meeting" if question.meeting else "Put to a meeting")
        here = self.meeting
        others.sort(key=lambda m: here is None or m.id != here.id)
        for meeting in others:
            box.addItem(meeting_name(plan, meeting), meeting.id)
        put = button("Put to it", lambda: self.put(question, self.workspace.plan.get(Meeting, box.currentData())))
        put.setAccessibleName("Put the question to the chosen meeting")
        said = look.label("Another meeting" if question.meeting else "For the meeting", "small", quiet=True)
        entry.tools.addLayout(row(said, (box, 1), put, gap=look.space(1)))
        self.elsewhere = box


def _entry(line: QuestionLine) -> Entry[Question]:
    question = line.question
    title = question.text.strip() or STATUSES.get(question.status, "")
    made = Entry(question, title, "diamond" if question.kind == "challenge" else "dot", illustrative=line.illustrative)
    kind = ASKED.get(question.kind, "")
    if question.status:
        kind += f": {STATUSES[question.status].lower()}"
    on = f", {show_date(question.day)}" if question.day else ""
    first = " · ".join(filter(None, (question.ref, kind, f"{question.by}{on}")))
    made.words.addWidget(look.label(first, "small", quiet=True, wrap=True))
    if line.about:
        made.brief.append(look.label(f"About {line.about}", "small", quiet=True, wrap=True))
        made.words.addWidget(made.brief[-1])
    if question.answer.strip():
        made.words.addWidget(look.label(question.answer.strip(), wrap=True))
        on = f", {show_date(question.answered_on)}" if question.answered_on else ""
        made.words.addWidget(look.label(f"Answered by {question.answered_by}{on}", "small", quiet=True, wrap=True))
    elif line.waits:
        made.brief.append(WarningLine("Not answered yet"))
        made.words.addWidget(made.brief[-1])
    return made
