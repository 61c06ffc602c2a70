"""What can be done with a record, each act once: its word, when it can be done, what it does and what is said then.

    operations.acts(session, risk)              what can be done with it now, in the order of its menu
    operations.start(act, session, risk, self)  as a button or a menu does it: what is being typed is saved first
    operations.remove(session, risk)            at once

The acts of a record stand in its menu (`widgets.record_menu`), which “…” in its head and a right click bring up; the
first of them also in the head of its panel. Dialogs are imported when they are wanted: together they take long to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain import forward
from app.domain.figures import counted, size_words
from app.domain.kinds import PAPERS
from app.domain.meetings import closing_doubts
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    AgendaItem,
    Attachment,
    Audit,
    AuditGrade,
    Benchmark,
    Body,
    BudgetLine,
    Category,
    Component,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Indicator,
    IndicatorSet,
    IssuedPaper,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Partner,
    PartnerReport,
    Programme,
    Provenance,
    Question,
    Reading,
    ReadMark,
    Rebase,
    Recommendation,
    Record,
    Risk,
    ScaleCell,
    ScaleLevel,
    Section,
    Stage,
    StageAim,
    Statement,
    TargetStep,
    Theme,
    Thresholds,
    Visit,
)
from app.ui.action_acts import confirm_no_change, end_action, mark_done, move_due_date
from app.ui.acts import ACTS, Act, Kinds, Writer, act, acts, brief, doings, start
from app.ui.adding import ADD, FINDING, LINK
from app.ui.file_acts import is_kept, issue, open_copy, save_copy
from app.ui.meeting_acts import papers_of
from app.ui.reading_acts import make_final
from app.ui.risk_acts import (
    escalate,
    hand_back,
    not_after_all,
    occurred,
    reviewed,
    say_why_closed,
    say_why_scored,
    split_mitigation,
)

if TYPE_CHECKING:
    from app.ui.session import Session
    from app.workspace import Workspace

__all__ = [
    "ACTS", "ADD", "FINDING", "LINK", "Act", "accept_as_met", "act", "acts", "ask", "attach", "clear_status",
    "close_meeting", "close_risk", "confirm", "confirm_all", "confirm_no_change", "correct_reading", "doings",
    "drop_file", "edit", "edit_thresholds", "end_action", "enter_meetings", "enter_reading", "erase", "escalate",
    "hand_back", "issue", "judge_confidence", "lift_status", "link", "make_final", "mark_done", "move_due_date",
    "not_after_all", "not_met", "occurred", "open_copy", "papers_of", "plan_ahead", "remove", "reopen", "reviewed",
    "save_copy", "say_why_closed", "say_why_scored", "set_status", "split_mitigation", "start", "unlink",
]  # fmt: skip

JUDGED: Kinds = (Programme, Theme, Action, Indicator, Recommendation, Risk)
"""Kinds whose status a person may set by hand."""
SURE: Kinds = (Programme, Theme, Recommendation)
"""Kinds of whose outcome a person judges how confident they are."""
ASKED: Kinds = (
    Action, Audit, Body, BudgetLine, Component, Decision, Indicator, Meeting, Milestone, NextStep, Objective, Partner,
    Programme, Reading, Recommendation, Risk, Section, Statement, Theme, Visit,
)  # fmt: skip
"""Kinds about which one asks from their menu."""
STANDS: Kinds = (Programme, Thresholds, ScaleLevel, ScaleCell, ReadMark, Provenance)
"""Kinds of which nothing is taken out of the plan: a plan always has one, or it goes with something else."""


# -- what its own kind is for


@act("Enter reading", Indicator, tip="Ctrl+Return")
def enter_reading(session: Session, indicator: Indicator, parent: QWidget | None) -> Reading | None:
    """Let the person enter the next reading."""
    return _write_reading(session, indicator, None, parent)


@act("Correct", Reading, tip="Correct the reading (Enter)")
def correct_reading(session: Session, reading: Reading, parent: QWidget | None) -> Reading | None:
    """Let the person correct a reading."""
    indicator = session.workspace.plan.get(Indicator, reading.indicator)
    return None if indicator is None else _write_reading(session, indicator, reading, parent)


@act("Accept as met", Recommendation, when=lambda _s, each: each.met is None)
def accept_as_met(session: Session, recommendation: Recommendation, parent: QWidget | None) -> None:
    """Ask what shows that it is met, and since when."""
    from app.ui.dialogs import closing

    closing.accept_as_met(session.workspace, recommendation, parent)


@act("Not met after all", Recommendation, when=lambda _s, each: each.met is not None)
def not_met(session: Session, recommendation: Recommendation, parent: QWidget | None) -> None:
    """It is not met after all; the evidence stays."""
    label = f"Not met after all: {recommendation.name}"
    session.attempt(lambda: session.workspace.save(replace(recommendation, met=None), label=label))


# -- writing


@act(
    "Edit", AgendaItem, Attachment, Audit, AuditGrade, Benchmark, Body, BudgetLine, Category, Component,
    DateChange, Decision, Dependency, Finding, Indicator, IndicatorSet, Meeting, Milestone, NextStep, Objective,
    Partner, PartnerReport, Programme, Rebase, Recommendation, Section, Stage, StageAim, Statement, TargetStep,
    Theme, Visit,
)  # fmt: skip
def edit(session: Session, record: Record, parent: QWidget | None) -> object:
    """Let the person change a record, in its form or where it is read."""
    from app.ui.dialogs.write import edit_record

    if isinstance(parent, Writer) and parent.edits_here(record):
        return None
    return edit_record(session.workspace, record, parent)


@act("Close risk…", Risk, when=lambda _s, risk: not risk.is_closed)
def close_risk(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Ask why it is closed, and since when."""
    from app.ui.dialogs import closing

    closing.close_risk(session.workspace, risk, parent)


@act("Thresholds", Programme, tip="Where the colours change")
def edit_thresholds(session: Session, programme: Programme, parent: QWidget | None) -> object:
    """Let the person change by what every status is worked out."""
    from app.ui.dialogs.write import edit_only

    return edit_only(session.workspace, Thresholds, parent)


@act("Plan ahead", Body, when=lambda s, body: bool(_meetings_ahead(s.workspace, body)), beside=True,
     tip="Enter the meetings that its rhythm gives")  # fmt: skip
def plan_ahead(session: Session, body: Body, parent: QWidget | None) -> None:
    """Enter the meetings that the rhythm of a body gives."""
    enter_meetings(session, _meetings_ahead(session.workspace, body))


def _meetings_ahead(workspace: Workspace, body: Body) -> list[Meeting]:
    return forward.planned(workspace.plan, body, workspace.removed(Meeting))


def enter_meetings(session: Session, meetings: list[Meeting]) -> None:
    """Enter planned meetings as one edit."""
    workspace = session.workspace
    said = f"Entered {counted(len(meetings), 'meeting')}. Each can be moved."
    session.attempt(lambda: workspace.save(*meetings, label=forward.label(workspace.plan, meetings)), said)


@act("Close the meeting", Meeting, when=lambda _s, meeting: not meeting.closed, tip="It marks where the plan stands")
def close_meeting(session: Session, meeting: Meeting, parent: QWidget | None) -> None:
    """Close it; where that may not be meant, it is asked first."""
    from app.ui import messages

    typed = parent.half_typed() if isinstance(parent, Writer) else ""
    doubts = closing_doubts(session.workspace.plan, meeting)
    doubts += [f"Typed and not saved yet: {typed}."] if typed else []
    if doubts and not messages.ask(
        parent, "Close this meeting now?", "\n".join(doubts), "Close the meeting", "Keep it open"
    ):
        return
    done = "Closed. What changes from now on is shown as changed since this meeting."
    session.attempt(lambda: session.workspace.close_meeting(meeting), done)


def _is_over(_session: Session, record: Action | Risk | Meeting) -> bool:
    match record:
        case Risk():
            return record.is_closed
        case Meeting():
            return bool(record.closed)
        case _:
            return not record.is_open


@act("Reopen", Action, Risk, Meeting, when=_is_over)
def reopen(session: Session, record: Action | Risk | Meeting, parent: QWidget | None) -> None:
    """It is open after all; how much of an action that was done is then done nobody knows."""
    opened: Record
    if isinstance(record, Meeting):
        session.attempt(lambda: session.workspace.reopen_meeting(record), "Reopened.")
        return
    if isinstance(record, Risk):
        opened = replace(record, closed=None, closed_why="")
    else:
        percent = None if record.done and record.percent == 100 else record.percent
        opened = replace(record, done=False, done_on=None, ended=None, ended_why="", percent=percent)
    session.attempt(lambda: session.workspace.save(opened, label=f"Reopen {brief(record)}"))


def _may_be_set(session: Session, record: Record) -> bool:
    """Whether a status set by hand would say something: not of what is over, nor of what is shown for context only."""
    return not (
        (isinstance(record, Risk) and record.is_closed)
        or (isinstance(record, Action) and record.is_ended)
        or (isinstance(record, Indicator) and record.is_context)
    )


@act("Set status by hand", *JUDGED, when=_may_be_set, tip="The computed status stays visible beside it")
def set_status(session: Session, record: Record, parent: QWidget | None) -> None:
    """Ask for a status over the computed one, or change the one that is set."""
    from app.ui.dialogs import judging

    judging.set_status(session.workspace, record, parent)


def _let_stand(session: Session, record: Record, parent: QWidget | None) -> None:
    override = session.workspace.plan.override(record)
    if override is not None:
        label = f"Let the computed status of {record.name} stand"
        session.attempt(lambda: session.workspace.remove(override, label=label))


def _is_set(session: Session, record: Record) -> bool:
    return session.workspace.ratings.of(record).override is not None


def _has_ended(session: Session, record: Record) -> bool:
    return session.workspace.ratings.of(record).expired is not None


lift_status = act("Let the computed status stand", *JUDGED, when=_is_set)(_let_stand)
"""Take the status that was set by hand away."""
clear_status = act("Clear the status that has ended", *JUDGED, when=_has_ended)(_let_stand)
"""Take a status away that was set by hand and has had its day."""


@act("Judge confidence", *SURE, tip="How confident are you that the outcome will be reached?")
def judge_confidence(session: Session, record: Record, parent: QWidget | None) -> None:
    """Ask how confident the person is."""
    from app.ui.dialogs import judging

    judging.judge_confidence(session.workspace, record, parent)


@act(
    "Confirm its values",
    when=lambda s, record: not isinstance(record, STANDS) and bool(_marks(s.workspace.plan, record)),
    tip="Keep them: they are illustrative no longer",
)
def confirm_all(session: Session, record: Record, parent: QWidget | None) -> None:
    """Stand by all values of a record that no source supports."""
    confirm(session, record, _marks(session.workspace.plan, record))


def confirm(session: Session, record: Record, marks: Sequence[Provenance]) -> None:
    """Stand by illustrative values: the marks that say so go."""
    label = f"Confirm values of {brief(record)}"
    session.attempt(lambda: session.workspace.remove(*marks, label=label), "Confirmed: illustrative no longer.")


@act("Ask about this", *ASKED)
def ask(session: Session, record: Record, parent: QWidget | None) -> None:
    """Let the person ask about it, challenge it, leave a note or suggest a status."""
    from app.ui.dialogs import question

    question.ask(session.workspace, record, parent)


@act("Add a file", when=lambda _s, record: isinstance(record, PAPERS))
def attach(session: Session, record: Record, parent: QWidget | None) -> None:
    """Take a letter or evidence into the plan that belongs to it."""
    from app.ui.dialogs import attachment

    attachment.attach(session.workspace, record, None, parent)


# -- links


def link(session: Session, item: Record, serves: Record) -> bool:
    """Link two records; whether that was done."""
    from app.ui.widgets import linking

    return session.attempt(lambda: linking.link(session.workspace, item, serves), "Linked.")


@act("Drop its file…", IssuedPaper, when=is_kept, apart=True, tip="The plan becomes smaller; record and digest stay")
def drop_file(session: Session, paper: IssuedPaper, parent: QWidget | None) -> None:
    """Drop the file of an issued paper, once the person said so again."""
    from app.ui import messages

    said = (
        f"The plan becomes smaller by {size_words(paper.size or 0)}. The record and its digest stay, by which a copy "
        "of the file can be known again. Nothing brings the file back into the plan, not even undo."
    )
    if messages.ask(parent, f"Drop the file of {paper.name}?", said, "Drop the file", "Keep it"):
        session.attempt(lambda: session.workspace.drop_files(paper), f"Dropped the file of {paper.name}.")


@act("Take the link away", Link, apart=True, tip="Undo brings it back")
def unlink(session: Session, made: Link, parent: QWidget | None) -> bool:
    """Take a link away; whether that was done."""
    from app.ui.widgets import linking

    return session.attempt(lambda: linking.unlink(session.workspace, made), "The link was taken away.")


# -- taking away


@act(
    "Remove", when=lambda _s, record: not isinstance(record, (*STANDS, Question, Link)), apart=True,
    tip="Take it out of the plan; undo brings it back",
)  # fmt: skip
def remove(session: Session, record: Record, parent: QWidget | None) -> bool:
    """Take a record out of the plan, with what belongs to it alone; whether that was done. Undo brings it back."""
    workspace = session.workspace
    plan = workspace.plan
    match record:
        case Dependency():
            from app.ui.dialogs.special import remove_dependency

            return session.attempt(lambda: remove_dependency(workspace, record), "It waits no longer.")
        case Body() if held := plan.children(record, Meeting, "body"):
            session.say_wrong(f"{record.name} has {counted(len(held), 'meeting')}: remove these first.")
            return False
        case DateChange():
            moved = plan.find(record.record)
            label = f"Forget that {moved.name if moved else 'a record'} was moved"
            return session.attempt(lambda: workspace.remove(record, label=label))
        case Reading():
            indicator = plan.find(record.indicator)
            name = f"the reading of {brief(indicator)} for {record.period}" if indicator else record.name
        case Section() | Stage() | NextStep() | Milestone() | Category():
            name = f"{record.NAME.lower()} {record.name.removeprefix(f'{record.NAME} ')}"
        case _:
            name = record.name
    return session.attempt(lambda: workspace.remove(record, label=f"Remove {name}"), f"Removed {name}.")


@act("Erase for good…", when=lambda _s, record: not isinstance(record, (Thresholds, Link)), apart=True,
     tip="From the plan, its history and its backups")  # fmt: skip
def erase(session: Session, record: Record, parent: QWidget | None) -> None:
    """Let the person erase a record, or words of it, for good."""
    from app.ui.dialogs import erase as dialogs

    dialogs.erase(session.workspace, record, parent)


# -- inside


def fallen(mark: Provenance) -> Provenance:
    """A mark that a value is illustrative, gone because a person entered another value."""
    return replace(mark, deleted="a value was entered")


def _marks(plan: Plan, record: Record) -> list[Provenance]:
    return [mark for mark in plan.sources(record) if mark.illustrative]


def _write_reading(
    session: Session, indicator: Indicator, reading: Reading | None, parent: QWidget | None
) -> Reading | None:
    from app.ui.dialogs.reading import ReadingDialog

    dialog = ReadingDialog(session.workspace, indicator, reading, parent)
    dialog.exec()
    if dialog.done_words:
        session.say(dialog.done_words)
    return dialog.saved
