"""What changed: since a meeting, and by whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.workspace import EVERY_EDIT, Person, Refusal, said_of_history

from .group import PLAN, commands
from .lookup import closed, meeting, the_author, the_record
from .plans import reading, say

if TYPE_CHECKING:
    from app.domain.since import Change


@commands.command("since")
@PLAN
@click.option("--from", "earlier", default=None, metavar="MEETING", help="A closed meeting; the last one if left out.")
@click.option("--to", "later", default=None, metavar="MEETING", help="A closed meeting; now if left out.")
@click.option("--all", "every", is_flag=True, help="List edits of wording and of sources too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with what each field was and is.")
def since_(plan: Path, earlier: str | None, later: str | None, every: bool, as_json: bool) -> None:
    """Print what changed since a closed meeting, what matters most first."""
    from app.domain.meaning import MEANINGS
    from app.domain.meetings import fallback, meeting_name
    from app.domain.since import fold

    with reading(plan) as workspace:
        begin = closed(workspace, earlier) if earlier else workspace.last_meeting
        if begin is None:
            raise Refusal("No meeting has been closed yet. Once one is, what changes after it is told.")
        found = workspace.compare(begin, closed(workspace, later) if later else None)
        if as_json:
            say(json.dumps([_change(each) for each in found], indent=1, ensure_ascii=False))
            return
        name = meeting_name(workspace.plan, begin)
        if later:
            say(f"From {name} to {meeting_name(workspace.plan, closed(workspace, later))}.")
        else:
            say((not earlier and fallback(workspace.plan, begin)) or f"Compared with {name}.")
        told = fold(found)
        for means, heading in MEANINGS.items():
            if some := [each for each in (found if every else told.first) if each.means == means]:
                say(f"{heading} ({len(some):,})")
                for each in some:
                    say(f"  {each.text}{' (illustrative)' if each.illustrative else ''}")
                    if each.detail:
                        say(f"    {each.detail}")
        if told.rest and not every:
            say(f"And {told.words}; --all lists them.")
        if not found:
            say("Nothing has changed since then.")


def _change(change: Change) -> dict[str, Any]:
    """A change as plain data."""
    return {
        "record": change.record.id,
        "kind": change.record.TABLE,
        "name": change.name,
        "said": change.fact,
        "word": change.word,
        "means": change.means,
        "direction": change.direction.value if change.direction else None,
        "status": [status.value for status in change.moved] if change.moved else None,
        "detail": change.detail,
        "edits": [{"field": edit.label, "was": edit.was, "now": edit.now} for edit in change.edits],
        "illustrative": change.illustrative,
    }


@commands.command()
@PLAN
@click.option("--since", default=None, metavar="MEETING", help='A body, a day, or "Cabinet 27 Jun 2017".')
@click.option("--record", "ref", default=None, help="Only this record, such as R-014.")
@click.option("--person", default="", help="Only what this person did.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def history(plan: Path, since: str | None, ref: str | None, person: str, as_json: bool) -> None:
    """Print who changed what, newest first."""
    with reading(plan) as workspace:
        wanted = workspace.logbook.narrowed(
            record=the_record(workspace, ref) if ref else None,
            author=the_author(workspace, person) if person else "",
            since=meeting(workspace, since) if since else None,
        )
        if as_json:
            rows = [{"id": e.id, "at": e.at.isoformat(), "author": e.author, "role": e.role, "label": e.label,
                     "details": list(e.details)} for e in workspace.logbook.entries(wanted)]  # fmt: skip
            say(json.dumps(rows, indent=1, ensure_ascii=False))
            return
        for line in workspace.logbook.arrivals() if wanted == EVERY_EDIT else ():
            say(f"{line.at:%Y-%m-%d %H:%M} UTC  {line.label}")
        for entry in workspace.logbook.entries(wanted):
            say(f"{entry.at:%Y-%m-%d %H:%M} UTC  {Person(entry.author, entry.role)}: {entry.label}")
            for line in entry.details:
                say(f"    {line}")
        if said := said_of_history(workspace.plan):
            say(said)
