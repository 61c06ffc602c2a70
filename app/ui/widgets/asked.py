"""What is asked about a record, with the answers; and where one asks. For the foot of any record's panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.asked import about_words, questions_about, standing
from app.domain.plan import Plan
from app.domain.records import ASKED, Question, Reading, Record
from app.domain.schedule import show_date
from app.ui import look

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
        self.ask_button = QPushButton("Ask about this")
        self.ask_button.setProperty("kind", "link")
        self.ask_button.clicked.connect(lambda: self.record and self.ask_wanted.emit(self.record))
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(self.ask_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        column.addLayout(head)
        column.addLayout(self._lines)

    def show_record(self, plan: Plan, record: Record, *, writable: bool) -> None:
        """Show what is asked about another record."""
        self.record = record
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
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
        column = QVBoxLayout(made)
        column.setContentsMargins(look.space(1.5), look.space(1), look.space(1.5), look.space(1))
        column.setSpacing(look.space(0.5))
        point = isinstance(plan.find(question.record), Reading)
        on = f", {show_date(question.day)}" if question.day else ""
        of = f" about {about_words(plan, question)}" if point else ""
        column.addWidget(look.label(f"{ASKED[question.kind]}{of}", "small", quiet=True, wrap=True))
        if question.status:
            column.addWidget(StatusMark(question.status))
        column.addWidget(_text(question.text))
        column.addWidget(look.label(f"{question.by}{on}", "small", quiet=True, wrap=True))
        where = standing(plan, question)
        if question.answer.strip():
            column.addWidget(_text(question.answer))
        if where.said:
            column.addWidget(look.label(where.said, "small", quiet=True, wrap=True))
        if writable and not question.answer.strip():
            column.addLayout(self._buttons(question))
        return made

    def _buttons(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        answers = [("Answer", self.answer_wanted)]
        if question.kind == "status":
            answers = [("Accept…", self.accept_wanted), ("Do not accept…", self.decline_wanted)]
        if question.kind == "note":
            answers = []
        answers.append(("Change", self.change_wanted))
        for word, signal in answers:
            button = QPushButton(word)
            button.setProperty("kind", "link")
            button.setAccessibleName(f"{word.removesuffix('…')}: {question.name}")
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(question))
            row.addWidget(button)
        row.addStretch()
        return row


def _text(text: str) -> QWidget:
    made = look.label(text.strip(), wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
