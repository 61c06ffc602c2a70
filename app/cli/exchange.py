"""What goes out of a plan and comes in: its text, and copies."""

from __future__ import annotations

import json
from pathlib import Path

import click

from app.domain.figures import counted
from app.domain.lazy import all_at_once
from app.exchange.plantext import LARGEST_TEXT
from app.named_file import why_no_file
from app.workspace import Person, Refusal
from app.workspace.damage import summary

from .group import PLAN, by_whom, commands
from .plans import new_plan, person, printable, reading, refusing, say, writing_or_making

_SQLITE = b"SQLite format 3"


@commands.command()
@PLAN
def dump(plan: Path) -> None:
    """Print the plan as JSON: its edits, baselines, records and computed statuses."""
    with reading(plan) as workspace:
        if damage := workspace.verify():
            click.echo(printable(f"{plan.name} is damaged: {summary(damage)}"), err=True)
        text = json.dumps(workspace.dump(), indent=1, ensure_ascii=False)
        say(text)
        if len(text.encode()) > LARGEST_TEXT:
            click.echo("This text is larger than load takes: to move the plan, copy its file.", err=True)


@commands.command()
@PLAN
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Of a copy: say what it would bring, and do nothing.")
@by_whom
def load(plan: Path, file: Path, dry_run: bool, author: str | None, role: str) -> None:
    """Bring FILE into PLAN: another copy of the plan, or edits as `dump` writes them; a plan that is not there is made.

    Of a copy, it is said first who changed what, and what both changed.
    """
    plan = plan if plan.exists() else new_plan(plan)
    if _is_plan_file(file):
        _bring_home(plan, file, person(author, role), dry_run=dry_run)
    elif dry_run:
        raise Refusal("--dry-run is for a copy of the plan.")
    else:
        _load_text(plan, file, person(author, role))


def _bring_home(plan: Path, copy: Path, person: Person, *, dry_run: bool) -> None:
    """Say what a copy would bring, and bring it."""
    with writing_or_making(plan, person, keep=not dry_run) as workspace:
        found = all_at_once(workspace.preview_merge(copy))
        for line in found.lines():
            say(line)
        if found.brings and not dry_run:
            workspace.reload_after(all_at_once(workspace.merge(found)))
    if found.brings and not dry_run:
        say(f"Brought {counted(found.edits, 'edit')} into {plan.name}.")


def _load_text(plan: Path, file: Path, person: Person) -> None:
    from app.exchange import planfile

    with refusing(planfile.PlanFileError):
        given = planfile.read_text(file)
        if not plan.exists():
            planfile.expand(given)  # what is refused makes no plan
        with writing_or_making(plan, person) as workspace:
            document = planfile.expand(given, workspace.tables)
            count = workspace.bring_in(document.edits, document.baselines, document.contents)
    say(f"Added {counted(count, 'edit')} to {plan.name}.")


def _is_plan_file(file: Path) -> bool:
    """Whether this is a plan file, or would be one if it were whole, and no text."""
    try:
        if why_no_file(file):
            return False
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):
        return False
