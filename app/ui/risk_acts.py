"""What is done with a risk, beside what is done with any record: reviewed, escalated and handed back, occurred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.fields import LINE, Text
from app.domain.figures import counted, listed
from app.domain.mitigating import unsplit
from app.domain.plan import Plan
from app.domain.records import NOT_GIVEN, Body, Mitigation, Risk, Scoring, reason_given, rules
from app.domain.reviewing import reviewed_now
from app.domain.schedule import PartialDate
from app.domain.scoring import score_that_holds
from app.ui.acts import act

if TYPE_CHECKING:
    from app.ui.session import Session


@act("Make its text mitigations…", Risk, when=lambda _s, risk: _is_open(risk) and bool(risk.mitigation.strip()),
     tip="A record of each line, with owner and date; the text stays as it was given")  # fmt: skip
def split_mitigation(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Show the lines of the text as they would be taken, and make a mitigation of each that is left."""
    from app.ui.dialogs.ask import AskDialog

    workspace = session.workspace
    lines = unsplit(workspace.plan, risk)
    dialog = AskDialog(
        "Make its text mitigations", "Each line becomes a mitigation, to be given an owner and a date. Change what is "
        "not meant; the text itself stays as it was given.",
        {"lines": Text(label="Mitigations, one on each line", prose=True, required=True)}, "Make mitigations",
        {"lines": "\n".join(lines)}, parent,
    )  # fmt: skip
    if not dialog.exec():
        return
    titles = [line[:LINE] for line in str(dialog.values()["lines"]).split("\n") if line.strip()]
    made = [workspace.draft(Mitigation, risk=risk.id, title=" ".join(title.split())) for title in titles]
    label = f"Make {counted(len(made), 'mitigation')} of the text of {risk.ref or risk.title}"
    session.attempt(lambda: workspace.save(*made, label=label), f"Made {counted(len(made), 'mitigation')}.")


def can_review(plan: Plan, risk: Risk) -> bool:
    """Whether it would say anything that a risk was reviewed: it is open, and nobody said so yet on this day."""
    return not risk.is_closed and risk.reviewed != PartialDate.of(plan.position)


@act(
    "Reviewed, nothing changed", Risk, when=lambda session, risk: can_review(session.workspace.plan, risk),
    tip="Somebody looked at it, and it stands as it did: the next review is set by its rhythm",
)  # fmt: skip
def reviewed(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Say who looked at it and when; where no rhythm gives the next review, it is asked for."""
    workspace = session.workspace
    done = reviewed_now(risk, workspace.plan.position, workspace.person.name)
    label = f"Review {risk.ref or risk.title}, nothing changed"
    if risk.rhythm:
        session.attempt(lambda: workspace.save(done, label=label), "Reviewed, nothing changed.")
        return
    _write(session, done, label, "Reviewed", parent, rows=("review", "rhythm"))


@act("Escalate…", Risk, when=lambda s, risk: _is_open(risk) and not risk.is_escalated and bool(s.workspace.all(Body)))
def escalate(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Ask to which body it is handed up, and why."""
    today = PartialDate.of(session.workspace.plan.position)
    up = replace(risk, escalated_to="", escalated=today, escalated_why="", returned=None, returned_why="")
    _write(session, up, f"Escalate {risk.ref or risk.title}", "Escalate", parent,
           rows=("escalated_to", "escalated_why", "escalated"))  # fmt: skip


@act("Hand back…", Risk, when=lambda _s, risk: risk.is_escalated, tip="It lies with that body no longer")
def hand_back(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Ask since when and why it no longer lies with the body to which it was escalated."""
    back = replace(risk, returned=PartialDate.of(session.workspace.plan.position))
    _write(session, back, f"Hand {risk.ref or risk.title} back", "Hand back", parent, rows=("returned_why", "returned"))


@act("It occurred…", Risk, when=lambda _s, risk: _is_open(risk) and not risk.has_occurred,
     tip="It is an issue now; it stays in the register until it is closed")  # fmt: skip
def occurred(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Ask when it happened, and what did."""
    from app.ui.dialogs.write import write

    title, today = f"{risk.ref or risk.title} occurred", PartialDate.of(session.workspace.plan.position)
    write(
        session.workspace, replace(risk, occurred=today), title, title, parent,
        rows=("occurred_what", "occurred"), width=520, save_word="It occurred", label=title,
        finish=lambda done: done if done.has_occurred else replace(done, occurred_what=NOT_GIVEN),
    )  # fmt: skip


@act("It did not occur after all", Risk, when=lambda _s, risk: _is_open(risk) and risk.has_occurred)
def not_after_all(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """It is a risk still, no issue."""
    label = f"{risk.ref or risk.title} did not occur after all"
    undone = replace(risk, occurred=None, occurred_what="")
    session.attempt(lambda: session.workspace.save(undone, label=label), "It is no issue any more.")


@act("Say why it was closed…", Risk, when=lambda _s, risk: risk.is_closed and not reason_given(risk.closed_why))
def say_why_closed(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Ask why it was closed, where nobody said so then."""
    said = f"Say why {risk.ref or risk.title} was closed"
    _write(session, replace(risk, closed_why=""), said, "Save", parent, rows=("closed_why", "closed"))


@act("Say why it is scored so…", Risk, when=lambda s, risk: _unexplained(s.workspace.plan, risk) is not None,
     tip="Kept with the score and its day")  # fmt: skip
def say_why_scored(session: Session, risk: Risk, parent: QWidget | None) -> None:
    """Ask why it has the score that it has, where nobody has said so yet."""
    from app.ui.dialogs.write import write

    found = _unexplained(session.workspace.plan, risk)
    if found is not None:
        said = f"Say why {risk.ref or risk.title} is scored {found.likelihood} x {found.impact}"
        write(session.workspace, found, said, said, parent, rows=("reason",), width=520, label=said)


def unexplained(plan: Plan, risks: Iterable[Risk]) -> list[Scoring]:
    """What is known of the scores of open risks, where nobody says why they were given."""
    return [found for risk in risks if (found := _unexplained(plan, risk)) is not None]


def say_why_several(session: Session, risks: Sequence[Risk], parent: QWidget | None) -> None:
    """Ask why several risks have the scores that they have, and say it of each in one edit."""
    from app.ui.dialogs.ask import AskDialog

    found = unexplained(session.workspace.plan, risks)
    said = f"Say why {counted(len(found), 'risk')} are scored so"
    about = "It is kept with the score and its day, for each of them: " + listed(_names(risks))
    dialog = AskDialog(said, about + ".", {"reason": rules(Scoring)["reason"]}, said, None, parent)
    if dialog.exec() and (reason := str(dialog.values()["reason"])):
        changed = [replace(scoring, reason=reason) for scoring in found]
        session.attempt(lambda: session.workspace.save(*changed, label=said), "Said.")


def _names(risks: Sequence[Risk]) -> list[str]:
    """What risks are called, the first few of many."""
    few = 6
    names = [risk.ref or risk.title for risk in risks]
    return names if len(names) <= few else [*names[: few - 1], f"{len(names) - few + 1:,} more"]


def _unexplained(plan: Plan, risk: Risk) -> Scoring | None:
    """What is known of the score of an open risk, where nobody says why it was given."""
    found = score_that_holds(plan, risk, "current") if _is_open(risk) else None
    return found if found is not None and not found.reason else None


def _is_open(risk: Risk) -> bool:
    return not risk.is_closed


def _write(
    session: Session, risk: Risk, title: str, save_word: str, parent: QWidget | None, rows: tuple[str, ...]
) -> None:
    from app.ui.dialogs.write import write

    write(session.workspace, risk, title, title, parent, rows=rows, width=520, save_word=save_word, label=title)
