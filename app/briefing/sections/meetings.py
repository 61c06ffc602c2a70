"""What meetings decided, what was asked of them, and what lies ahead: the decision log, questions, the forward plan."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.asked import named
from app.domain.coming import Coming
from app.domain.figures import counted, listed, opening
from app.domain.forward import Month, months_ahead
from app.domain.meetings import about, is_unanswered, meeting_name
from app.domain.records import ASKED, STATUSES, Action, AgendaItem, Decision, Meeting, Question, Record
from app.domain.schedule import show_date
from app.domain.thread import serves

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import ILLUSTRATIVE, MOST, left_out, mark, sentence, small_lines, tabled


def decisions(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table by meeting."""
    found = sorted(m.plan.all(Decision), key=lambda decision: _day(m, decision), reverse=True)
    columns = b.columns(("Ref", 1.4), ("Decision", 10.6), ("Taken at", 5))
    rows = (_decision(m, decision) for decision in found[:MOST])
    about = "Decisions of meetings, the latest first"
    return tabled("decisions", "Decision log", about, columns, rows, whole=len(found), first="latest")


def recent_decisions(m: BriefingContext, most: int) -> tuple[b.Block, ...]:
    """The latest in a line each, with where they were taken."""
    found = sorted(m.plan.all(Decision), key=lambda decision: _day(m, decision), reverse=True)
    lines: list[b.Words] = []
    for decision in found[:most]:
        meeting = m.plan.get(Meeting, decision.meeting)
        taken = b.muted(f" {sentence(meeting_name(m.plan, meeting))}") if meeting else ""
        lines.append(
            b.words(b.bold(f"{decision.ref} " if decision.ref else ""), sentence(opening(decision.title, 200)), taken)
        )
    if not lines:
        return ()
    head = b.Heading(1, b.words("Latest decisions"), "recent-decisions")
    return (b.Need(0.2), head, b.Bullets(tuple(lines)), *left_out(len(lines), len(found), "latest"))


def _decision(m: BriefingContext, decision: Decision) -> tuple[b.Cell, ...]:
    meeting, item = m.plan.get(Meeting, decision.meeting), m.plan.get(AgendaItem, decision.item)
    text = [b.words(b.bold(sentence(decision.title)))]
    text += [b.words(sentence(decision.detail))] if decision.detail else []
    concerns = [_short(s.record) for s in serves(m.plan, decision) if not isinstance(s.record, Meeting | AgendaItem)]
    text += [b.words(b.muted("Concerns: "), sentence(listed(concerns)))] if concerns else []
    done = [_short(action) for action in m.plan.serving(decision, Action)]
    text += [b.words(b.muted("Carried out by: "), sentence(listed(done)))] if done else []
    taken = meeting_name(m.plan, meeting) if meeting else ""
    under = b.words(b.muted(f"Item {item.number}: {item.title}")) if item else ""
    return b.cell(decision.ref), (*b.cell(*text), *mark(m.plan, decision, "")), b.cell(taken, under)


def _day(m: BriefingContext, decision: Decision) -> tuple[str, str]:
    meeting = m.plan.get(Meeting, decision.meeting)
    return (meeting.day.isoformat() if meeting and meeting.day else "", decision.ref)


def _short(record: Record) -> str:
    number = getattr(record, "number", None)
    return getattr(record, "ref", "") or (f"{record.NAME.lower()} {number}" if number is not None else record.name)


def asked(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table: first what is not answered, then the rest."""
    found = sorted(m.plan.all(Question), key=lambda question: not is_unanswered(question))
    left = sum(map(is_unanswered, found))
    said = f"{counted(len(found), 'question, challenge or remark', 'questions, challenges and remarks')}, "
    said += f"{left} of them not answered." if left else "none of them unanswered."
    title, columns = "Questions and challenges", b.columns(("Ref", 1.4), ("What is asked", 8.2), ("Answer", 7.4))
    rows = (_question(m, question) for question in found[:MOST])
    return tabled("asked", title, f"{title} with their answers", columns, rows, lead=said, whole=len(found))


def _question(m: BriefingContext, question: Question) -> tuple[b.Cell, ...]:
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


MONTHS = 3
_LONGEST = 90  # characters of what is told of a thing


def forward(m: BriefingContext, most: int = 6) -> tuple[b.Block, ...]:
    """A table of the next months that hold something, of each so many things."""
    columns = b.columns(("Month", 2.6), ("Meetings, visits and reviews", 6.4), ("Due", 8))
    rows = (
        (
            b.cell(month.name),
            _month_cell(month, (*month.meetings, *month.events), most),
            _month_cell(month, (*month.milestones, *month.actions), most),
        )
        for month in [month for month in months_ahead(m.plan) if month.count][:MONTHS]
    )
    return tabled("forward", "Forward plan", "What lies ahead, month by month", columns, rows, need=0.3)


def _month_cell(month: Month, coming: Sequence[Coming], most: int) -> b.Cell:
    lines = [_coming(month, each) for each in sorted(coming, key=lambda each: each.day)[:most]]
    more = len(coming) - len(lines)
    return b.cell(*lines, b.muted(f"and {more:,} more") if more else "")


def _coming(month: Month, coming: Coming) -> b.Words:
    day = coming.day_in(month.year, month.number)
    told = coming.detail.removeprefix("Action due").removeprefix(", ")  # it stands under "Due"
    detail = "" if not told or told == Meeting.NAME else f", {opening(told, _LONGEST)}"
    mark = f" · {ILLUSTRATIVE}" if coming.illustrative else ""
    return b.words(f"{day}: " if day else "", b.bold(opening(coming.what, _LONGEST)), b.muted(f"{detail}{mark}"))
