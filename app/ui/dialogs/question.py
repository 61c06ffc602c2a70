"""Ask about a record: a question, a challenge, a note or a suggested status with its reason; and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.asked import about_words, answered, named
from app.domain.figures import figure, gap
from app.domain.kinds import KINDS
from app.domain.meetings import goes_to, meeting_name, next_open, open_meetings
from app.domain.records import (
    ASKED,
    Action,
    Indicator,
    Meeting,
    Milestone,
    Override,
    Programme,
    Question,
    Reading,
    Recommendation,
    Record,
    Risk,
    Theme,
)
from app.ui import kit, look
from app.ui.widgets.asked import Asked
from app.ui.widgets.fields import ProseField
from app.ui.widgets.pick_line import Typed
from app.ui.widgets.rag_badge import StatusMark

from .judging import computed_note, until
from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace

RATED = (Programme, Theme, Indicator, Action, Milestone, Recommendation, Risk)
"""The kinds that have a status, so that another can be suggested."""
_TEXT = {"question": "Your question", "challenge": "Your challenge", "note": "Your note", "status": "Why"}
_VERB = {"question": "Ask", "challenge": "Challenge", "note": "Leave note", "status": "Suggest"}


class QuestionDialog(RecordDialog[Question]):
    """What is asked, about what, for which meeting, by whom."""

    ROWS = KINDS[Question].whole(KINDS[Question].rows)
    WIDTH = KINDS[Question].width

    def _connect(self) -> None:
        super()._connect()
        self.form.changed.connect(self._show_kind)
        self.save_button.setText("Ask")
        text = self.form.fields["text"]
        assert isinstance(text, ProseField)
        text.begin_with(5)

    def _show_kind(self) -> None:
        """A status is chosen only where one is suggested."""
        fields = self.form.fields
        kind, status, text = str(fields["kind"].value()), fields["status"], fields["text"]
        if kind != "status" and status.value():
            status.set_text("None")
        status.setVisible(kind == "status")
        before = text.control.accessibleName()
        text.name.setText(f"{_TEXT[kind]} (needed)")
        text.control.setAccessibleName(_TEXT[kind])
        if before != _TEXT[kind] and not text.is_changed():
            text.show_value(text.text())  # who went back to the kind has not left anything out yet
        if self.save_button.text() in _VERB.values():
            self.save_button.setText(_VERB[kind])


ANSWER = ("answer", ("answered_by", "answered_on"))


def ask(workspace: Workspace, record: Record | None, parent: QWidget | None = None) -> Question | None:
    """Let the person ask about a record, about a point of a chart (its reading), or about the whole plan (None)."""
    meeting = next_open(workspace.plan)
    question = workspace.draft(
        Question, record=record.id if record else "", text="", by=str(workspace.person), day=workspace.plan.position,
        meeting=meeting.id if meeting else "",
    )  # fmt: skip
    return _write(workspace, question, "Ask", parent)


def change(workspace: Workspace, question: Question, parent: QWidget | None = None) -> Question | None:
    """Let the person word anew what they asked, or withdraw it."""
    return _write(workspace, question, "Change", parent, gone=("Withdraw", "Withdraw"))


def answer(workspace: Workspace, question: Question, parent: QWidget | None = None) -> Question | None:
    """Let the person answer a question."""
    plan = workspace.plan
    drafted = question
    if not question.answer:
        drafted = answered(question, "", str(workspace.person), plan.position)
    note = _asked_note(workspace, question)
    return write(workspace, drafted, "Answer", "Answer", parent, of=question, note=note, rows=ANSWER, width=560)


def accept(workspace: Workspace, question: Question, parent: QWidget | None = None) -> Override | None:
    """Let the person accept a suggested status: it is set by hand, and the question answered, in one edit."""
    plan, record = workspace.plan, workspace.find(question.record)
    if record is None:
        return None
    override = workspace.draft(
        Override, record=record.id, status=question.status, reason=" ".join(question.text.split()),
        until=until(plan), by=str(workspace.person),
    )  # fmt: skip
    told = answered(question, "Accepted.", str(workspace.person), plan.position)
    note = computed_note(record, workspace.ratings.of(record))
    return write(
        workspace, override, "Accept the suggested status", "Accept the status suggested for", parent,
        of=record, also=lambda _: [told], note=note,
    )  # fmt: skip


def decline(workspace: Workspace, question: Question, parent: QWidget | None = None) -> Question | None:
    """Let the person say no to a suggested status, and why."""
    drafted = answered(question, "", str(workspace.person), workspace.plan.position)
    note = _asked_note(workspace, question)
    return write(
        workspace, drafted, "Do not accept", "Do not accept", parent, of=question, note=note, rows=ANSWER, width=560,
        labels={"answer": "Why not (needed)"},
    )  # fmt: skip


def let_ask(shown: Asked, workspace: Callable[[], Workspace], parent: QWidget) -> None:
    """Let the person ask and answer from where it is shown what is asked about a record."""
    shown.asking = True
    for signal, act in (
        (shown.ask_wanted, ask), (shown.answer_wanted, answer), (shown.accept_wanted, accept),
        (shown.decline_wanted, decline), (shown.change_wanted, change),
    ):  # fmt: skip
        signal.connect(lambda record, act=act: act(workspace(), record, parent))


def _write(
    workspace: Workspace, question: Question, verb: str, parent: QWidget | None, gone: tuple[str, str] | None = None
) -> Question | None:
    plan, record = workspace.plan, workspace.find(question.record)
    kinds = dict(ASKED)
    if question.kind != "status" and not isinstance(record, RATED):
        del kinds["status"]

    def names() -> dict[str, str]:
        found = {r.id: named(plan, r) for kind in RATED for r in plan.all(kind)}
        given = about_words(plan, question, workspace.gone(question.record))
        return found | ({question.record: given} if question.record else {})

    meetings = {"": "No meeting yet"} | {
        m.id: meeting_name(plan, m)
        for m in (*open_meetings(plan), *filter(None, (plan.get(Meeting, question.meeting),)))
    }
    options: dict[str, dict[Any, str]] = {"record": Typed(names), "kind": kinds, "meeting": meetings}

    def save(made: Question) -> None:
        workspace.save(made, label=f"{verb} about {about_words(workspace.plan, made, workspace.gone(made.record))}")

    dialog = QuestionDialog(question, "Ask" if verb == "Ask" else "Change what is asked", save, parent, options)
    said = dialog.form.fields["meeting"]

    def say_where() -> None:
        said.note(goes_to(plan, plan.get(Meeting, str(said.value() or ""))))

    said.changed.connect(say_where)
    say_where()
    note = _stands(workspace, record)
    if note is not None:
        dialog.put_above(note, 1)
    if gone:
        dialog.save_button.setText("Save")
        word, label = gone
        dialog.offer_removal(word, lambda: workspace.remove(question, label=f"{label} {question.name}"))
    dialog.form.fields["text"].control.setFocus()
    dialog.exec()
    return dialog.saved


def _stands(workspace: Workspace, record: Record | None) -> QWidget | None:
    """How what is asked about stands: its status and why, or the figure of a point."""
    plan = workspace.plan
    if isinstance(record, Reading):
        indicator = plan.get(Indicator, record.indicator)
        if indicator is None or record.value is None:
            return None
        return kit.block(kit.column(look.label(_figure(record, indicator), wrap=True)))
    if isinstance(record, RATED):
        rating = workspace.ratings.of(record)
        reason = look.label(rating.reason, "small", quiet=True, wrap=True)
        return kit.block(kit.column(StatusMark(rating.status), reason, gap=look.space(0.5)))
    return None


def _figure(reading: Reading, indicator: Indicator) -> str:
    assert reading.value is not None
    said = figure(reading.value, indicator.unit)
    if indicator.target is None:
        return said
    off = reading.value - indicator.target
    word = "at target" if not off else f"{gap(off, indicator.unit)} {'above' if off > 0 else 'below'} target"
    return f"{said}, {word}"


def _asked_note(workspace: Workspace, question: Question) -> QWidget:
    """What was asked, above its answer."""
    what = about_words(workspace.plan, question, workspace.gone(question.record))
    head = look.label(f"{ASKED[question.kind]} about {what}", "small", quiet=True, wrap=True)
    mark = (StatusMark(question.status),) if question.status else ()
    said = look.label(question.text.strip(), wrap=True), look.label(question.by, "small", quiet=True)
    return kit.block(kit.column(head, *mark, *said, gap=look.space(0.5), edge=(0, 0, 0, look.space(1))))
