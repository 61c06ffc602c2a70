"""What is asked about a record, with the answers; and where one asks. For the foot of any record's panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.asked import about_words, questions_about, standing
from app.domain.doubts import kept_back
from app.domain.plan import Plan
from app.domain.records import ASKED, Question, Reading, Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.kit import STRETCH, button, clear, column, row

from .rag_badge import StatusMark
from .record_menu import mark


class Asked(QWidget):
    """Questions, challenges, notes and suggested statuses about one record.

    Attributes:
        asking: whether one can ask and answer from here (`dialogs.question.let_ask`).
        ask_button: asks about the record.
        record: what is shown; None before.

    Signals:
        ask_wanted: the record.
        answer_wanted, accept_wanted, decline_wanted, change_wanted: the `Question`.
    """

    ask_wanted = Signal(object)
    answer_wanted = Signal(object)
    accept_wanted = Signal(object)
    decline_wanted = Signal(object)
    change_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.asking = False
        self.record: Record | None = None
        self.heading = look.label("Asked", "strong")
        self.ask_button = button("Ask about this", lambda: self.record and self.ask_wanted.emit(self.record), "link")
        self._lines = column(gap=look.space(1))
        head = row(self.heading, STRETCH, self.ask_button, gap=look.space(2))
        column(head, self._lines, on=self, gap=look.space(1))

    def show_record(self, plan: Plan, record: Record, *, writable: bool) -> None:
        """Show what is asked about another record."""
        self.record = record
        clear(self._lines)
        found = questions_about(plan, record)
        self.heading.setVisible(bool(found))
        self.ask_button.setVisible(self.asking and writable)
        self.ask_button.setAccessibleName(f"Ask about {record.name}")
        self.setVisible(bool(found) or self.asking)
        for question in found:
            told = self._told(plan, question, writable=writable and self.asking)
            self._lines.addWidget(told)
            told.show()  # at once, so that it can take the keyboard

    def _told(self, plan: Plan, question: Question, *, writable: bool) -> QFrame:
        made = QFrame()
        made.setProperty("kind", "note")
        mark(made, question)
        inside = column(on=made, gap=look.space(0.5), edge=(look.space(1.5), look.space(1)))
        point = isinstance(plan.find(question.record), Reading)
        on = f", {show_date(question.day)}" if question.day else ""
        of = f" about {about_words(plan, question)}" if point else ""
        first = " · ".join(filter(None, (question.ref, f"{ASKED[question.kind]}{of}", kept_back(question))))
        inside.addWidget(look.label(first, "small", quiet=True, wrap=True))
        if question.status:
            inside.addWidget(StatusMark(question.status))
        inside.addWidget(_text(question.text))
        inside.addWidget(look.label(f"{question.by}{on}", "small", quiet=True, wrap=True))
        where = standing(plan, question)
        if question.answer.strip():
            inside.addWidget(_text(question.answer))
        if where.said:
            inside.addWidget(look.label(where.said, "small", quiet=True, wrap=True))
        if writable and not question.answer.strip():
            inside.addLayout(self._buttons(question))
        return made

    def _buttons(self, question: Question) -> QHBoxLayout:
        answers = [("Answer", self.answer_wanted)]
        if question.kind == "status":
            answers = [("Accept…", self.accept_wanted), ("Do not accept…", self.decline_wanted)]
        if question.kind == "note":
            answers = []
        answers.append(("Change", self.change_wanted))
        made = [button(word, lambda signal=signal: signal.emit(question), "link") for word, signal in answers]
        for pressed in made:
            pressed.setAccessibleName(f"{pressed.text().removesuffix('…')}: {question.name}")
        return row(*made, STRETCH, gap=look.space(1))


def _text(text: str) -> QWidget:
    made = look.label(text.strip(), wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
