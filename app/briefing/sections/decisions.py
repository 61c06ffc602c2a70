"""The decision log: what meetings decided, the latest first, and what each decision concerns."""

from __future__ import annotations

from app.domain.figures import listed
from app.domain.meetings import meeting_name
from app.domain.records import Action, AgendaItem, Decision, Meeting, Record
from app.domain.thread import serves

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import mark, sentence


def decisions(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table by meeting."""
    found = sorted(m.plan.all(Decision), key=lambda decision: _day(m, decision), reverse=True)
    if not found:
        return ()
    columns = (b.TableColumn("Ref", 1.4, names=True), b.TableColumn("Decision", 10.6), b.TableColumn("Taken at", 5))
    return (
        b.Need(0.3),
        b.Heading(1, b.words("Decision log"), "decisions"),
        b.Table(columns, tuple(_row(m, decision) for decision in found), "Decisions of meetings, the latest first"),
    )


def _row(m: BriefingContext, decision: Decision) -> tuple[b.Cell, ...]:
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
