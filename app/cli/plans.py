"""Opening, making and closing the plan of a command, and what is said meanwhile."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app import places
from app.endings import PLAN, WrongEnding, ended
from app.named_file import why_not_written
from app.workspace import CannotOpen, Person, Refusal, Workspace
from app.workspace.damage import summary

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line end, and marks that turn the direction of a line."""


def printable(text: str) -> str:
    """Words of a plan or of a file's name as a terminal may show them: what would steer it is spelt out, as in JSON."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str) -> None:
    """Print a line in UTF-8, whatever the terminal's own coding is: what `dump` writes is read back by `load`."""
    stream = sys.stdout.buffer
    try:
        stream.write(f"{printable(text)}\n".encode(errors="replace"))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal(f"The output cannot be written: {why_not_written(error)}.") from None


@contextmanager
def refusing(kind: type[Exception]) -> Iterator[None]:
    """Turns another module's known error into a refusal, with its sentence."""
    try:
        yield
    except kind as error:
        raise Refusal(str(error)) from error


def person(author: str | None, role: str) -> Person:
    """Who edits: as given, or by the name on this computer."""
    import getpass

    try:
        name = getpass.getuser() if author is None else author
        if not name.strip():
            raise Refusal("--author needs a name.")
        return Person(name, role)
    except (OSError, KeyError, ImportError):
        raise Refusal("Your name on this computer is not known: give --author.") from None


def new_plan(plan: Path) -> Path:
    """Where a plan is made that a person calls so."""
    with refusing(WrongEnding):
        return ended(plan, PLAN, "A plan")


@contextmanager
def reading(plan: Path) -> Iterator[Workspace]:
    """The plan, to read only."""
    workspace = Workspace.open(plan, Person("Reader"), places.backups(), write=False)
    try:
        yield workspace
    finally:
        workspace.close()


def sound(workspace: Workspace, what: str) -> None:
    """Hold the plan against its history before anything of it goes out. Raises Refusal where it is damaged.

    `what` says what was not done then, such as "no paper was written".
    """
    if damage := workspace.verify():
        raise Refusal(
            f"{workspace.path.name} is damaged, so that {what}: {summary(damage)} goldthread check names it all, and"
            " goldthread repair writes what can be saved to a new file."
        )


@contextmanager
def writing(plan: Path, person: Person) -> Iterator[Workspace]:
    """The plan, to write to. Raises CannotOpen, also where it can only be read; says so where it was not backed up."""
    workspace = Workspace.open(plan, person, places.backups())
    if not workspace.writable:
        why = workspace.why_read_only
        workspace.close()
        raise CannotOpen(why)
    try:
        yield workspace
    finally:
        workspace.close()
        if workspace.backup_problem:
            click.echo(printable(workspace.backup_problem), err=True)


@contextmanager
def writing_or_making(plan: Path, person: Person, *, keep: bool = True) -> Iterator[Workspace]:
    """The plan, to write to; one that is not there is made, and goes again unless it is kept and all went well."""
    if plan.exists():
        with writing(plan, person) as workspace:
            yield workspace
        return
    workspace, done = Workspace.create(plan, person, places.backups()), False
    try:
        yield workspace
        done = keep
    finally:
        if done:
            workspace.close()
        else:
            workspace.discard()
