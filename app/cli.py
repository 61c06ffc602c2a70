"""The command `goldthread`: open the window, or work on a plan without a display.

Every command ends with 0, or with 1 and one sentence on standard error.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click_default_group import DefaultGroup

from app import places
from app.workspace import CannotOpen, NotSaved, Person, Refusal, Workspace

if TYPE_CHECKING:
    from app.domain.records import Meeting, Record

PLAN = click.argument("plan", type=click.Path(path_type=Path))


def by_whom(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --author and --role."""
    command = click.option("--role", default="", help="The author's role, such as Officer.")(command)
    return click.option("--author", default=None, help="Who edits; by default your name on this computer.")(command)


@click.group(
    cls=DefaultGroup, default="open", default_if_no_args=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="goldthread", message="%(prog)s %(version)s")
def commands() -> None:
    """Goldthread: the improvement plan, risks and indicators of a board in one file."""


@commands.command("open")
@click.argument("plan", required=False, type=click.Path(path_type=Path))
@click.option("--demo", is_flag=True, help="Open a fresh copy of the demo plan.")
@by_whom
def open_(plan: Path | None, demo: bool, author: str | None, role: str) -> None:
    """Open the window, on PLAN or on the demo plan."""
    if plan and demo:
        raise Refusal("Give a plan or --demo, not both.")
    from app.__main__ import run

    sys.exit(run(plan=plan, demo=demo, person=Person(author, role) if author else None))


@commands.command()
@PLAN
@click.option("--title", default="Improvement programme", help="The programme's title.")
@by_whom
def new(plan: Path, title: str, author: str | None, role: str) -> None:
    """Make a new, empty plan."""
    Workspace.create(plan, _person(author, role), places.backups(), title).close()
    click.echo(f"Made {plan.name}.")


@commands.command()
@PLAN
@by_whom
def demo(plan: Path, author: str | None, role: str) -> None:
    """Write the demo plan to PLAN."""
    from app import demo as demo_plan

    demo_plan.make(plan, _person(author, role), places.backups()).close()
    click.echo(f"Wrote the demo plan to {plan.name}.")


@commands.command()
@PLAN
def dump(plan: Path) -> None:
    """Print the plan as JSON: its edits, baselines, records and computed statuses."""
    with _reading(plan) as workspace:
        click.echo(json.dumps(workspace.dump(), indent=1, ensure_ascii=False, sort_keys=False))


@commands.command()
@PLAN
@click.argument("file", type=click.Path(path_type=Path))
@by_whom
def load(plan: Path, file: Path, author: str | None, role: str) -> None:
    """Add the edits of FILE, as `dump` writes it, to PLAN; a plan that is not there is made."""
    from app.exchange import planfile

    try:
        given = planfile.parse(file.read_bytes())
    except OSError:
        raise Refusal(f"{file.name} cannot be read.") from None
    except planfile.PlanFileError as error:
        raise Refusal(str(error)) from error
    person, is_new = _person(author, role), not plan.exists()
    workspace = Workspace.create(plan, person, places.backups()) if is_new else _opened(plan, person)
    done = False
    try:
        document = planfile.expand(given, workspace.tables)
        count = workspace.bring_in(document.edits, document.baselines)
        done = True
    except planfile.PlanFileError as error:
        raise Refusal(str(error)) from error
    finally:
        workspace.close()
        if is_new and not done:  # a file that is refused leaves no empty plan behind
            plan.unlink()
    click.echo(f"Added {count:,} {'edit' if count == 1 else 'edits'} to {plan.name}.")


@commands.command()
@PLAN
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--template", default="board", show_default=True, help="Which paper.")
@click.option("--meeting", default=None, help="The day of the meeting it is for; by default the next open one.")
@click.option("--facts-only", is_flag=True, help="Leave everything illustrative out.")
def export(plan: Path, out: Path, template: str, meeting: str | None, facts_only: bool) -> None:
    """Write the briefing to OUT, a PDF."""
    from app.briefing.export import CannotExport, export as write

    with _reading(plan) as workspace:
        try:
            for _done, _total, _what in write(
                workspace.plan,
                out,
                before=workspace.before,
                meeting=_meeting(workspace, meeting) if meeting else None,
                since=workspace.last_meeting,
                facts_only=facts_only,
                template=template,
            ):
                pass
        except CannotExport as error:
            raise Refusal(str(error)) from error
    click.echo(f"Wrote {out.name}.")


@commands.command("set")
@PLAN
@click.argument("ref")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@by_whom
def set_(plan: Path, ref: str, values: tuple[str, ...], author: str | None, role: str) -> None:
    """Change fields of the record REF (R-014, theme 2, programme ...) as one edit, under the form's own rules."""
    with _writing(plan, author, role) as workspace:
        record = _the_record(workspace, ref)
        changed = replace(record, **dict(_value(record, given) for given in values))
        if changed == record:
            click.echo(f"Nothing to change: {record.name} has these values already.")
            return
        names = ", ".join(given.partition("=")[0].strip() for given in values)
        workspace.save(changed, label=f"Set {names} of {getattr(record, 'ref', '') or record.name}")
        click.echo(f"Changed {changed.name}.")


@commands.command()
@PLAN
@click.option("--record", "ref", default=None, help="Only this record, such as R-014.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def history(plan: Path, ref: str | None, as_json: bool) -> None:
    """Print who changed what, newest first."""
    with _reading(plan) as workspace:
        entries = workspace.history(_the_record(workspace, ref) if ref else None)
    if as_json:
        rows = [{"id": e.id, "at": e.at.isoformat(), "author": e.author, "role": e.role, "label": e.label,
                 "details": list(e.details)} for e in entries]  # fmt: skip
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for entry in entries:
        click.echo(f"{entry.at:%Y-%m-%d %H:%M}  {Person(entry.author, entry.role)}: {entry.label}")
        for line in entry.details:
            click.echo(f"    {line}")


@commands.command()
@PLAN
def check(plan: Path) -> None:
    """Check the file from its first page to its last edit."""
    with _reading(plan) as workspace:
        found = workspace.check()
    if found:
        raise Refusal("\n".join(found))
    click.echo(f"{plan.name} is sound.")


def main(arguments: list[str] | None = None) -> None:
    """Run the command; ends the process with 0, or with 1 and a sentence on standard error."""
    try:
        commands.main(arguments, prog_name="goldthread", standalone_mode=False)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        _fail("Stopped.")
    except Refusal as error:
        _fail(str(error))
    except BrokenPipeError:  # the reader of the output has gone, as in `goldthread dump plan | head`
        sys.stderr.close()
        sys.exit(1)


def _fail(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(1)


def _person(author: str | None, role: str) -> Person:
    if author:
        return Person(author, role)
    try:
        return Person(getpass.getuser(), role)
    except (OSError, KeyError):
        raise Refusal("Your name on this computer is not known: give --author.") from None


def _opened(plan: Path, person: Person) -> Workspace:
    workspace = Workspace.open(plan, person, places.backups())
    if not workspace.writable:
        why = workspace.why_read_only
        workspace.close()
        raise CannotOpen(why)
    return workspace


@contextmanager
def _writing(plan: Path, author: str | None, role: str) -> Iterator[Workspace]:
    workspace = _opened(plan, _person(author, role))
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def _reading(plan: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(plan, Person("Reader"), places.backups(), write=False)
    try:
        yield workspace
    finally:
        workspace.close()


def _the_record(workspace: Workspace, ref: str) -> Record:
    found = workspace.named(ref)
    if not found:
        raise Refusal(f"There is no record called {ref}.")
    if len(found) > 1:
        names = "; ".join(record.name for record in found)
        raise Refusal(f"{ref} is the reference of {len(found)} records: {names}. Give one of them another first.")
    return found[0]


def _value(record: Record, given: str) -> tuple[str, Any]:
    from app.domain.fields import FieldError, rules

    name, equals, text = given.partition("=")
    known = rules(type(record))
    if not equals:
        raise Refusal(f"“{given}” is not of the form FIELD=VALUE.")
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f" Did you mean {near[0]}?" if near else f" It has: {', '.join(known)}."
        raise Refusal(f"{record.NAME} has no field {name}.{hint}")
    try:
        return name, known[name].read(text)
    except FieldError as error:
        raise NotSaved(str(error), {name: str(error)}) from None


def _meeting(workspace: Workspace, text: str) -> Meeting:
    from app.domain.records import Meeting
    from app.domain.schedule import read_date

    try:
        day = read_date(text)
    except ValueError as error:
        raise Refusal(str(error)) from None
    found = [m for m in workspace.all(Meeting) if m.day and day.first <= m.day <= day.last]
    if not found:
        raise Refusal(f"There is no meeting on {day}.")
    if len(found) > 1:
        raise Refusal(f"There are {len(found)} meetings on {day}.")
    return found[0]
