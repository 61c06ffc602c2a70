"""The plan as a workbook: out with `export`, the sheets of owners, and back with `import`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from app.domain.figures import counted
from app.domain.lazy import all_at_once
from app.exchange.plantext import quoted
from app.named_file import NoSuchFile, why_not_written, write_whole
from app.workspace import Person, Refusal, Workspace

from .plans import reading, refusing, say, writing

if TYPE_CHECKING:
    from app.domain.plan import Plan
    from app.exchange.workbook.reading import FileIn
    from app.exchange.workbook.scope import Scope

ENDING = ".xlsx"


def of_papers() -> str:
    """An option that was given and means something only for a paper; empty where none was."""
    context = click.get_current_context()
    for name in (
        *("template", "meeting", "since", "body", "annex", "draft", "printed", "password_stdin", "issue", "check"),
    ):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            return f"--{name.replace('_', '-')}"
    return "--pair" if context.params.get("version") == "pair" else ""


def scope_of(workspace: Workspace, kinds: Sequence[str], theme: str, owner: str, *, exempt: bool) -> Scope:
    """What is to go out, as the command line says it. Raises Refusal."""
    from app.exchange.workbook.scope import NotThere, Scope, kind_called, theme_called

    with refusing(NotThere):
        found = tuple(kind_called(word) for word in kinds)
        return Scope(found, theme_called(workspace.plan, theme) if theme else None, owner, exempt)


def write_workbook(workspace: Workspace, out: Path, scope: Scope) -> None:
    """Write the workbook of a plan to OUT. Raises Refusal."""
    from app.exchange.workbook.leaving import workbook
    from app.exchange.workbook.scope import NotThere
    from app.workspace.leaving import history_of

    def history(part: Plan) -> Iterator[tuple[str, str, str, str]]:
        return history_of(workspace, part, exempt=scope.exempt)

    with refusing(NotThere):
        content = all_at_once(workbook(workspace.plan, scope, workspace.kept_back, history))
    _write(out, content)
    say(f"Wrote {out.name}.")


def write_updates(workspace: Workspace, folder: Path, scope: Scope) -> None:
    """Write an update sheet for each owner into a folder, which is made where it is not there. Raises Refusal."""
    from app.exchange.workbook.leaving import update_sheets
    from app.exchange.workbook.scope import NotThere

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refusal(f"The folder {quoted(folder.name)} cannot be made: {why_not_written(error)}.") from None
    with refusing(NotThere):
        sheets = all_at_once(update_sheets(workspace.plan, scope, workspace.kept_back))
    if not sheets:
        raise Refusal("Nothing is open that anybody could report on, so no update sheet was written.")
    for name, content in sheets.items():
        _write(folder / name, content)
    say(f"Wrote {counted(len(sheets), 'update sheet')} to {folder.name}.")


def ours(files: Sequence[Path]) -> list[FileIn]:
    """The files, where they are workbooks of Goldthread's own; nothing where one is to be read as a stranger's.

    Raises Refusal where some are and others are not.
    """
    from app.exchange.importing.grid import CannotRead
    from app.exchange.workbook.reading import came_back

    with refusing(CannotRead):
        found = [came_back(file) for file in files]
    others = [file.name for file, read in zip(files, found, strict=True) if read is None]
    if others and (len(others) < len(files) or len(files) > 1):
        raise Refusal(f"{quoted(others[0])} is no workbook that Goldthread wrote: import it by itself.")
    return [read for read in found if read is not None]


def bring_back(
    plan: Path, files: Sequence[FileIn], answers: Mapping[str, str], by: Person, *, dry_run: bool, as_json: bool
) -> None:
    """Bring workbooks back into a plan as one edit, with a line for each row that brings something. Raises Refusal."""
    from app.exchange.importing.grid import CannotRead
    from app.exchange.workbook.bringing import brought_back

    with refusing(CannotRead), reading(plan) if dry_run else writing(plan, by) as workspace:
        found = brought_back(files, workspace.plan, answers, lambda key: workspace.gone(key) is not None)
        if as_json:
            say(json.dumps(found.as_data(), indent=1, ensure_ascii=False))
        else:
            for line in found.lines():
                say(line)
        if found.records and not dry_run:
            workspace.save(*found.records, label=found.label, as_they_are=found.restored)
    if not as_json:
        say(found.total + (" Nothing was saved: this was a dry run." if dry_run else ""))


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except NoSuchFile as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"{quoted(path.name)} cannot be written: {why_not_written(error)}.") from None
