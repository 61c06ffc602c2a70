"""The actions: what is overdue or due soon first, then the rest by date, then what is done, then what ended."""

from __future__ import annotations

from app.domain.figures import capital, counted
from app.domain.records import Action, Milestone, reason
from app.domain.schedule import show_date

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import brief, mark, sentence, small_lines, status_cell

SOON_DAYS = 90
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
            blocks.append(_table(m, title, group, owned))
    return tuple(blocks)


def _table(m: BriefingContext, title: str, group: list[Action], owned: bool) -> b.Table:
    columns = (
        b.TableColumn("Ref", 1.2, names=True),
        b.TableColumn("Action and progress", 7.8 if owned else 9.8),
        *([b.TableColumn("Owner", 2)] if owned else []),
        b.TableColumn({"Done": "Done on", ENDED: "Ended, and why"}.get(title, "Due"), 2.9),
        b.TableColumn("Status", 3.3),
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
