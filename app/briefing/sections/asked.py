"""Questions and challenges: what was asked, about what, and what was answered."""

from __future__ import annotations

from app.domain.asked import named
from app.domain.figures import counted
from app.domain.meetings import about, is_unanswered, meeting_name
from app.domain.records import ASKED, STATUSES, Meeting, Question
from app.domain.schedule import show_date

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import mark, sentence, small_lines


def asked(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table: first what is not answered, then the rest."""
    found = sorted(m.plan.all(Question), key=lambda question: not is_unanswered(question))
    if not found:
        return ()
    left = sum(map(is_unanswered, found))
    said = f"{counted(len(found), 'question, challenge or remark', 'questions, challenges and remarks')}, "
    said += f"{left} of them not answered." if left else "none of them unanswered."
    columns = (b.TableColumn("Ref", 1.4, names=True), b.TableColumn("What is asked", 8.2), b.TableColumn("Answer", 7.4))
    return (
        b.Need(0.3),
        b.Heading(1, b.words("Questions and challenges"), "asked"),
        b.Paragraph(b.words(said), "lead"),
        b.Table(columns, tuple(_row(m, question) for question in found), "Questions and challenges with their answers"),
    )


def _row(m: BriefingContext, question: Question) -> tuple[b.Cell, ...]:
    record, meeting = about(m.plan, question), m.plan.get(Meeting, question.meeting)
    kind = ASKED.get(question.kind, "")
    kind += f": {STATUSES[question.status].lower()}" if question.status else ""
    on = f", {show_date(question.day)}" if question.day else ""
    text = (
        *b.cell(b.words(b.bold(sentence(question.text)))),
        *(b.cell(b.words(b.muted("About: "), sentence(named(m.plan, record)))) if record else ()),
        *small_lines(f"{kind} · {question.by}{on}"),
        *mark(m.plan, question, ""),
    )
    if question.answer.strip():
        on = f", {show_date(question.answered_on)}" if question.answered_on else ""
        answer = (*b.cell(sentence(question.answer)), *small_lines(f"{question.answered_by}{on}"))
    elif is_unanswered(question):
        at = f"For {meeting_name(m.plan, meeting)}." if meeting else "Put to no meeting yet."
        answer = b.cell(b.bold("Not answered yet."), b.muted(at))
    else:
        answer = b.cell(b.muted("A remark."))
    return b.cell(question.ref), text, answer
