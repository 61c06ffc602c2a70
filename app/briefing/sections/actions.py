"""The actions: by when they fall due, by the meeting at which they arose; and the next steps."""

from __future__ import annotations

from datetime import date

from app.domain.figures import capital, counted, listed
from app.domain.meetings import meeting_name
from app.domain.records import Action, Meeting, Milestone, NextStep, reason
from app.domain.schedule import show_date

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import MOST, brief, left_out, mark, sentence, small_lines, status_cell

SOON_DAYS = 90
MOST_MEETINGS = 6
ENDED = "Ended without being done"


def actions(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table for each stretch of time."""
    found = list(m.plan.all(Action))
    if not found:
        return ()
    position = m.plan.position
    there = [action for action in found if action.is_open]
    done, ended = [a for a in found if a.done], [a for a in found if a.is_ended]
    dated = sorted((a for a in there if a.due), key=lambda a: a.due.last if a.due else position)
    overdue = [a for a in dated if a.due and a.due.last < position]
    soon = [a for a in dated if a not in overdue and a.due and (a.due.last - position).days <= SOON_DAYS]
    groups = (
        ("Overdue", overdue),
        (f"Due within {SOON_DAYS} days", soon),
        ("Due later", [a for a in dated if a not in overdue and a not in soon]),
        ("No due date", [a for a in there if not a.due]),
        ("Done", done),
        (ENDED, ended),
    )
    late = f"{len(overdue)} of them {'is' if len(overdue) == 1 else 'are'}" if overdue else "no action is"
    over = f"{len(done)} done" + (f", {len(ended)} ended without being done" if ended else "")
    said = f"{counted(len(there), 'open action')}, {over}; {late} overdue on {show_date(position)}."
    said += " None of the open ones has an owner." if there and not any(a.owner for a in there) else ""
    owned = any(action.owner for action in found)
    blocks: list[b.Block] = [
        b.Need(0.4),
        b.Heading(1, b.words("Actions"), "actions"),
        b.Paragraph(b.words(said), "lead"),
    ]
    for title, group in groups:
        if group:
            blocks.append(
                b.Heading(2, b.words(title, b.muted(f" ({len(group)})")), f"actions-{title.split()[-1].lower()}")
            )
            blocks.append(_table(m, title, group[:MOST], owned))
            blocks += left_out(min(MOST, len(group)), len(group))
    return tuple(blocks)


def _table(m: BriefingContext, title: str, group: list[Action], owned: bool) -> b.Table:
    due = {"Done": "Done on", ENDED: "Ended, and why"}.get(title, "Due")
    owner = [("Owner", 2)] if owned else []
    columns = b.columns(
        ("Ref", 1.2), ("Action and progress", 7.8 if owned else 9.8), *owner, (due, 2.9), ("Status", 3.3)
    )
    return b.Table(columns, tuple(_row(m, action, owned) for action in group), f"Actions: {title.lower()}")


def _row(m: BriefingContext, action: Action, owned: bool) -> tuple[b.Cell, ...]:
    rating = m.ratings.of(action)
    text = [b.words(b.bold(action.title))]
    text += [b.words(sentence(said)) for said in (action.detail, action.progress) if said]
    text += [b.words(b.muted("Blocked by: "), sentence(action.blocked))] if action.blocked else []
    for milestone in m.plan.children(action, Milestone, "action"):
        judged = m.ratings.of(milestone)
        standing = ", ".join(filter(None, (judged.status.word.lower(), judged.distance)))
        text.append(b.words(b.Run(milestone.title, sign=judged.status.value), b.muted(f" {standing}")))
    if action.done:
        due = b.cell(brief(action.done_on) or "Date not given")
        small = mark(m.plan, action, "done", "done_on")
    elif action.is_ended:
        due = b.cell(brief(action.ended) or "Date not given")
        small = (*small_lines(capital(reason(action.ended_why))), *mark(m.plan, action, "ended", "ended_why"))
    else:
        due = b.cell(brief(action.due) or "No date")
        percent = f"{action.percent} % done" if action.percent is not None else ""
        reported = f"last reported {brief(action.reported)}" if action.reported else ""
        small = (*small_lines(rating.distance, percent, reported), *mark(m.plan, action, "due", "percent"))
    owner = (*b.cell(action.owner or "No owner"), *mark(m.plan, action, "owner"))
    return (b.cell(action.ref), b.cell(*text), *([owner] if owned else []), (*due, *small), status_cell(rating))


def arising(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table for each meeting at which an action arose."""
    meetings = sorted(m.plan.all(Meeting), key=lambda meeting: meeting.day or date.min, reverse=True)
    groups = [(meeting, m.plan.children(meeting, Action, "meeting")) for meeting in meetings]
    blocks: list[b.Block] = []
    for meeting, found in [each for each in groups if each[1]][:MOST_MEETINGS]:
        if found:
            name = meeting_name(m.plan, meeting)
            blocks.append(b.Heading(2, b.words(name), f"arising-{meeting.id}"))
            blocks.append(_arisen_table(m, name, found[:MOST]))
            blocks += left_out(min(MOST, len(found)), len(found))
    return (b.Need(0.3), b.Heading(1, b.words("Actions from meetings"), "arising"), *blocks) if blocks else ()


def _arisen_table(m: BriefingContext, name: str, found: tuple[Action, ...]) -> b.Table:
    columns = b.columns(("Ref", 1.4), ("Action", 7), ("Owner", 3), ("Due", 2.4), ("Status", 3.2))
    return b.Table(columns, tuple(_arisen_row(m, action) for action in found), f"Actions that arose at {name}")


def _arisen_row(m: BriefingContext, action: Action) -> tuple[b.Cell, ...]:
    rating = m.ratings.of(action)
    text = [b.words(b.bold(action.title)), *([b.words(sentence(action.progress))] if action.progress else [])]
    due = brief(action.due) or "No date"
    return (
        b.cell(action.ref),
        b.cell(*text),
        (*b.cell(action.owner or "No owner"), *mark(m.plan, action, "owner")),
        (*b.cell(due), *small_lines(rating.distance), *mark(m.plan, action, "due")),
        status_cell(rating),
    )


def steps(m: BriefingContext) -> tuple[b.Block, ...]:
    """A numbered list."""
    found = m.plan.all(NextStep)
    if not found:
        return ()
    return (
        b.Need(0.25),
        b.Heading(1, b.words("Next steps"), "steps"),
        b.Bullets(tuple(_step(m, step) for step in found[:MOST]), numbered=True),
        *left_out(min(MOST, len(found)), len(found)),
    )


def _step(m: BriefingContext, step: NextStep) -> b.Words:
    refs = [action.ref or action.title for action in m.plan.serving(step, Action)]
    by = f" Carried out by {listed(refs)}." if refs else " No action carries it out."
    detail = f" {sentence(step.detail)}" if step.detail else ""
    return b.words(b.bold(sentence(step.title)), detail, b.muted(by))
