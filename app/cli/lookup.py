"""The record, person, meeting or moment that is meant by the words of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.plantext import quoted
from app.workspace import Refusal, Workspace

from .plans import refusing

if TYPE_CHECKING:
    from app.domain.records import Meeting, Record
    from app.workspace import Moment
    from db.edits import Baseline


def the_record(workspace: Workspace, ref: str, *, removed: bool = False) -> Record:
    """The one record of that reference; with `removed`, also one that was taken out of the plan."""
    found = workspace.named(ref) or (workspace.removed_named(ref) if removed else [])
    if not found:
        raise Refusal(f"There is no record called {quoted(ref)}.")
    if len(found) > 1:
        names = "; ".join(record.name for record in found)
        raise Refusal(f"{ref} is the reference of {len(found)} records: {names}. Give one of them another first.")
    return found[0]


def record_meant(workspace: Workspace, table: str, text: str) -> Record:
    """The record that a field is to name: by its reference, or by its title, as one speaks of a body or a category."""
    from app.domain.records import BY_TABLE

    wanted = " ".join(text.split()).casefold()
    kinds = [BY_TABLE[table]] if table else []
    found = [r for kind in kinds for r in workspace.all(kind) if getattr(r, "title", "").casefold() == wanted]
    return found[0] if len(found) == 1 and not workspace.named(text) else the_record(workspace, text)


def the_author(workspace: Workspace, name: str) -> str:
    """Who has changed the plan under that name."""
    wanted = " ".join(name.split()).casefold()
    found = [author for author in workspace.logbook.authors() if author.casefold() == wanted]
    if not found:
        raise Refusal(f"Nobody called {quoted(name)} has changed this plan.")
    return found[0]


def meeting(workspace: Workspace, text: str) -> Meeting:
    """The meeting that is meant by its day, by its body and its day, or the last closed one of a body."""
    from app.domain.dates import read_date
    from app.domain.figures import during
    from app.domain.records import Body, Meeting

    plain = " ".join(text.split())
    if any(body.title.casefold() == plain.casefold() for body in workspace.all(Body)):
        return closed(workspace, text)
    bodies = [b for b in workspace.all(Body) if plain.casefold().startswith(f"{b.title.casefold()} ")]
    body = max(bodies, key=lambda b: len(b.title), default=None)
    with refusing(ValueError):
        day = read_date(plain[len(body.title) :] if body else plain, workspace.plan.quarters)
    found = [m for m in workspace.all(Meeting) if m.day and day.first <= m.day <= day.last]
    found = [m for m in found if body is None or m.body == body.id]
    if not found:
        raise Refusal(f"There is no meeting {f'of {body.title} ' if body else ''}{during(day)}.")
    if len(found) > 1:
        raise Refusal(f"There are {len(found)} meetings {during(day)}: name the body too, as in Cabinet 27 Jun 2017.")
    return found[0]


def paper_for(workspace: Workspace, text: str) -> Meeting:
    """The meeting of a paper: the next one of a body, its last one where none is ahead, or as `meeting` has it."""
    from app.domain.meetings import next_first
    from app.domain.records import Body, Meeting

    plan, wanted = workspace.plan, " ".join(text.split()).casefold()
    named = [body for body in plan.all(Body) if body.title.casefold() == wanted]
    if not named:
        return meeting(workspace, text)
    held = next_first(plan, (m for body in named for m in plan.children(body, Meeting, "body")))
    if not held:
        raise Refusal(f"{named[0].title} has no meeting.")
    return held[0]


def closed(workspace: Workspace, text: str) -> Meeting:
    """The closed meeting on a day, or the last one of a body."""
    found = _all_closed(workspace, text)
    if not found:
        raise Refusal(f"No meeting called {quoted(text)} is closed: give a body's name, or the day of a meeting.")
    return found[0]


def moment(workspace: Workspace, text: str, *, dated: bool = False) -> Moment:
    """The closed meeting that is meant, or the moment that a day, with or without a time, names.

    With `dated` a moment alone, at which what counts is when edits were made.
    """
    from app.workspace import Dated, has_time, read_moment

    if dated:
        return Dated(read_moment(text, workspace.plan.quarters))
    if closing := _one_of_several(workspace, text):
        return closing
    found = [] if has_time(text) else _all_closed(workspace, text)
    return found[0] if found else read_moment(text, workspace.plan.quarters)


def _one_of_several(workspace: Workspace, text: str) -> Baseline | None:
    """Of a meeting that was closed more than once, the closing that is meant: "Cabinet, as Ann closed it"."""
    from app.domain.meetings import body_name, meeting_name

    wanted = " ".join(text.split()).casefold()
    for closing in workspace.closings if " closed it" in wanted else ():
        for name in (body_name(workspace.plan, closing.meeting), meeting_name(workspace.plan, closing.meeting)):
            for by in (closing.by, closing.by.partition(" on ")[0]):
                if closing.by and wanted == f"{name}, {by}".casefold():
                    return closing.baseline
    return None


def _all_closed(workspace: Workspace, text: str) -> list[Meeting]:
    """The last closed meeting of the body of that name, or the one closed meeting within what is read as a date."""
    from app.domain.dates import read_date
    from app.domain.meetings import body_name, meeting_name

    wanted, meetings = " ".join(text.split()).casefold(), workspace.closed_meetings
    of_body = [m for m in meetings if body_name(workspace.plan, m).casefold() == wanted]
    if of_body:
        return of_body[:1]
    try:
        day = read_date(text, workspace.plan.quarters)
    except ValueError:
        return []
    found = [m for m in meetings if m.day and day.first <= m.day <= day.last]
    if len(found) > 1:
        names = "; ".join(meeting_name(workspace.plan, m) for m in found[:5])
        raise Refusal(f"{len(found)} closed meetings are meant by {day}: {names}. Give the body's name, or one day.")
    return found
