"""Every way by which a file comes in or goes out, given what is none: one sentence at once, and nothing is touched."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app import cli
from app.cli.group import commands
from app.workspace import Person, Refusal, Workspace
from db.safety import followers
from tests.odd_files import ODD, at_once, odd_file

__all__ = ["at_once"]

ALSO = {"set": ["R-01", "title=x"], "erase": ["R-01", "--reason=x", "--second=y", "--yes"], "history": ["R-01"]}
"""What a command is given besides its files."""


def doors() -> Iterator[tuple[str, str]]:
    """Each command with each of its files, but the one that opens the window."""
    with click.Context(commands) as context:
        for name in commands.list_commands(context):
            command = commands.get_command(context, name)
            assert command
            files = [p.name for p in command.params if isinstance(p.type, click.Path) and p.name]
            yield from ((name, file) for file in files if name != "open")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a plan."""
    path = tmp_path_factory.mktemp("sound") / "plan.goldthread"
    Workspace.create(path, Person("Ann"), path.parent / "backups", "Our plan").close()
    return path.read_bytes()


@pytest.fixture
def plan(sound: bytes, tmp_path: Path) -> Path:
    """A plan in a folder of its own."""
    path = tmp_path / "plan.goldthread"
    path.write_bytes(sound)
    return path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as end:
        cli.main(list(arguments))
    out, err = capsys.readouterr()
    assert (end.value.code, out, err.count("\n")) == (1, "", 1)
    return err


def test_the_doors_are_those_of_the_command():
    assert {"load", "import", "export", "dump", "new"} <= {name for name, _file in doors()}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("what", ODD)
@pytest.mark.parametrize(("command", "file"), [*doors()])
def test_a_command_refuses_what_is_no_file(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, file: str, what: str
):
    odd = odd_file(tmp_path, what, "odd.pdf" if file == "out" else "odd.goldthread")
    before, kind = plan.read_bytes(), odd.lstat().st_mode
    files = [str(odd if name == file else plan) for each, name in doors() if each == command]
    assert refused(capsys, command, *files, *(["--kind", "risks"] if command == "import" else ALSO.get(command, [])))
    assert (plan.read_bytes(), odd.lstat().st_mode) == (before, kind)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("what", ODD)
def test_what_lies_beside_a_plan_keeps_nobody_waiting(plan: Path, tmp_path: Path, what: str):
    journal = followers(plan)[0]
    odd_file(tmp_path, what, journal.name)
    with pytest.raises(Refusal, match="-journal is no file"):
        Workspace.open(plan, Person("Ann"), tmp_path / "backups")


@pytest.mark.usefixtures("at_once")
@pytest.mark.skipif("pipe" not in ODD, reason="this system has no pipes in folders")
def test_a_pipe_where_the_writer_is_named_is_taken_away(plan: Path, tmp_path: Path):
    holder = odd_file(tmp_path, "pipe", f".{plan.name}.writer")
    workspace = Workspace.open(plan, Person("Ann"), tmp_path / "backups")
    assert workspace.writable
    assert stat.S_ISREG(holder.stat().st_mode)
    workspace.close()


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("what", ODD)
def test_a_copy_is_not_saved_over_what_is_no_file(plan: Path, tmp_path: Path, what: str):
    odd = odd_file(tmp_path, what)
    kind = odd.lstat().st_mode
    workspace = Workspace.open(plan, Person("Ann"), tmp_path / "backups")
    with pytest.raises(Refusal, match="is no file"):
        workspace.save_copy(odd)
    workspace.close()
    assert odd.lstat().st_mode == kind
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".{plan.name}.lock", "odd", plan.name]
