"""Programs that kill themselves at a given moment of their work, as `tests/app/test_killed.py` asks for.

It reads a line of JSON for each: what to do, in which folder, and at which event to die. An event is something that
changes files: SQLite's writing and cutting off, and Python's opening, renaming, removing, making and rights. Between
two of them files stay as they are, so that these are all the moments there are. A program is forked for each line:
it has the locks of a process of its own and dies by SIGKILL. What it says is printed, and "end" with how it ended.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app import cli, temporary
from app.domain.records import Action, Meeting, Risk
from app.workspace import Person, Workspace

ANN = Person("Ann", "Officer")
SECRET = "Smith family"
"""Words that are erased for good."""
Say = Callable[..., None]

# -- what is done


def plan_in(folder: Path) -> Path:
    return folder / "plans" / "plan.goldthread"


def backups_in(folder: Path) -> Path:
    return folder / "data" / "goldthread" / "backups"


def opened(folder: Path) -> Workspace:
    return Workspace.open(plan_in(folder), ANN, backups_in(folder))


def command(say: Say, *arguments: object) -> None:
    """What the command line does, and whether it said that it was done."""
    try:
        cli.main([str(argument) for argument in arguments])
    except SystemExit as end:
        if end.code:
            raise
    say("done")


def edit(folder: Path, say: Say) -> None:
    workspace = opened(folder)
    for number in range(3):
        risk = workspace.all(Risk)[0]
        workspace.save(replace(risk, owner=f"Person {number}", cause="x" * 2000 * number), label="Own it")
        say(edit=workspace.last_edit)
    workspace.attach(workspace.all(Risk)[0], folder / "letter.txt")
    say(edit=workspace.last_edit)
    for act in (workspace.undo, workspace.redo):
        act()
        say(edit=workspace.last_edit)
    meeting = workspace.all(Meeting)[0]
    workspace.close_meeting(meeting)
    say(edit=workspace.last_edit)
    workspace.close()


def import_a_table(folder: Path, say: Say) -> None:
    command(say, "import", plan_in(folder), folder / "actions.csv", "--kind", "action", "--author", "Ann")


def bring_a_copy_home(folder: Path, say: Say) -> None:
    command(say, "load", plan_in(folder), folder / "chair.goldthread", "--author", "Ann")


def bring_an_erasure_home(folder: Path, say: Say) -> None:
    command(say, "load", plan_in(folder), folder / "erased.goldthread", "--author", "Ann")


def load_a_text(folder: Path, say: Say) -> None:
    command(say, "load", plan_in(folder), folder / "chair.json", "--author", "Ann")


def erase(folder: Path, say: Say) -> None:
    workspace = opened(folder)
    workspace.erase(workspace.all(Action)[0], reason="A child is named", second="Di")
    say("done")
    workspace.close()


def write_backups(folder: Path, say: Say) -> None:
    workspace = opened(folder)
    write = workspace.backup_ahead()
    assert write
    write()
    for name in ("copy", "copy"):  # the second lies over the first
        workspace.save_copy(folder / "plans" / f"{name}.goldthread")
    workspace.save(replace(workspace.all(Risk)[0], owner="Cy"), label="Own it")
    workspace.close()


def restore_a_backup(folder: Path, say: Say) -> None:
    workspace = opened(folder)
    workspace.restore(workspace.backups()[-1])
    say("done")
    workspace.close()


def repair(folder: Path, say: Say) -> None:
    command(say, "repair", plan_in(folder), folder / "plans" / "repaired.goldthread", "--author", "Ann")


def bring_up_to_date(folder: Path, say: Say) -> None:
    plan_in(folder).write_bytes((folder / "older.goldthread").read_bytes())
    say("laid")
    workspace = opened(folder)
    say("done")
    workspace.close()


WORKS: dict[str, Callable[[Path, Say], None]] = {
    work.__name__: work
    for work in (
        edit, import_a_table, bring_a_copy_home, bring_an_erasure_home, load_a_text, erase, write_backups,
        restore_a_backup, repair, bring_up_to_date,
    )
}  # fmt: skip

# -- how they die


class Fuse:
    """Counts events, and kills the program at one of them."""

    _AUDITED = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "tempfile.mkdtemp")

    def __init__(self, at: int):
        self._at, self.count = at, 0

    def light(self) -> None:
        """Count from now on."""
        sys.addaudithook(self._audited)
        self._kept = [*intercepted(self)]

    def burn(self) -> bool:
        """An event is about to happen; whether it is the last."""
        self.count += 1
        return self.count == self._at

    def _audited(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and not (len(arguments) == 3 and _writes(arguments[2])):
            return
        if event in self._AUDITED and self.burn():
            die()


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


_WRITE = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64)
_CUT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64)
_BEFORE_SET_CALL = 13
"""How many functions a `sqlite3_vfs` names before the one that replaces what it asks of the system."""


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_int), ("file_size", ctypes.c_int), ("longest", ctypes.c_int), ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p), ("data", ctypes.c_void_p), ("functions", ctypes.c_void_p * _BEFORE_SET_CALL),
        ("set_call", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)),
        ("get_call", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)),
    ]  # fmt: skip


def intercepted(fuse: Fuse):
    """SQLite's writes and cuts are counted from now on; what must be kept alive meanwhile."""
    library = ctypes.CDLL(_sqlite())
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    found = library.sqlite3_vfs_find(None)
    for name, form in ((b"pwrite64", _WRITE), (b"pwrite", _WRITE), (b"ftruncate", _CUT)):
        address = found.contents.get_call(ctypes.cast(found, ctypes.c_void_p), name)
        if not address:
            continue
        call = form(_torn(fuse, form(address)) if form is _WRITE else _cut(fuse, form(address)))
        found.contents.set_call(ctypes.cast(found, ctypes.c_void_p), name, ctypes.cast(call, ctypes.c_void_p))
        yield call


def _torn(fuse: Fuse, write: Callable[..., int]) -> Callable[..., int]:
    def writing(file: int, data: int, size: int, at: int) -> int:
        if fuse.burn():  # before it
            die()
        if fuse.burn():  # in the middle
            write(file, data, size // 2, at)
            die()
        done = write(file, data, size, at)
        if fuse.burn():  # after it, and before the disk is waited for
            die()
        return done

    return writing


def _cut(fuse: Fuse, cut: Callable[..., int]) -> Callable[..., int]:
    def cutting(file: int, size: int) -> int:
        if fuse.burn():
            die()
        done = cut(file, size)
        if fuse.burn():
            die()
        return done

    return cutting


def _sqlite() -> str | None:
    """The library that Python itself uses; None where it is a part of Python."""
    import sqlite3  # noqa: F401 - loads it

    maps = Path("/proc/self/maps")
    lines = maps.read_text().splitlines() if maps.exists() else []
    return next((line.split()[-1] for line in lines if "libsqlite3" in line), None)


# -- one program for each line


def run(work: str, folder: Path, at: int, out: int) -> None:
    """Do it, in this process."""
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    tempfile.tempdir = str(folder / "temporary")

    def say(word: str = "", **more: object) -> None:
        os.write(out, f"{json.dumps([word, more])}\n".encode())

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    fuse = Fuse(at)
    fuse.light()
    WORKS[work](folder, say)
    temporary.sweep()
    say("count", count=fuse.count)


def main() -> None:
    """Until nothing more is asked for."""
    for line in sys.stdin:
        work, folder, at = json.loads(line)
        program = os.fork()
        if not program:
            code = 1
            try:
                run(work, Path(folder), at, os.dup(1))
                code = 0
            except BaseException:  # noqa: BLE001 - told by the code, after what it was
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        _id, status = os.waitpid(program, 0)
        os.write(1, f"end {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
