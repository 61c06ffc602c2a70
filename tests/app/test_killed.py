"""Killed at any moment of its work, the program loses nothing that it acknowledged and leaves nothing half done.

The moments are counted: SIGKILL comes at the n-th event that changes a file (`tests/dying.py`), before a write, in the
middle of it, and between it and the waiting for the disk.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from app import temporary
from app.domain.records import Action, Body, Meeting, Risk
from app.workspace import Workspace
from app.workspace.schema import SCHEMA
from db.format import FORMAT
from db.safety import PART, read_format
from db.store import Store
from tests.dying import ANN, SECRET, WORKS, backups_in, opened, plan_in

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the moments are counted by Linux' means")

ROOT = Path(__file__).parents[2]
OLDER = ROOT / "tests" / "data" / f"format-{FORMAT - 1}.goldthread"
TABLE = "Action,Owner,Due\nRecruit,Ann,31/03/2018\nTrain,Bob,30/04/2018\nAudit files,Cy,31/05/2018\n"
AGO = 3600.0
"""Seconds by which what was left is made older, since nothing is swept that may still be written."""
_FIRST = 1000
"""About as many moments as the shortest work has."""
Said = list[tuple[str, dict[str, str]]]


class Start(NamedTuple):
    """What every program starts with.

    Attributes:
        folder: where it works; made anew for each.
        kept: the same, to be copied.
        edits: those of the plan.
        coming: those that the copies hold besides.
        older: those of the oldest backup.
    """

    folder: Path
    kept: Path
    edits: frozenset[str]
    coming: dict[str, frozenset[str]]
    older: frozenset[str]


def edits_of(path: Path) -> frozenset[str]:
    store = Store.open(path, "Reader", SCHEMA, write=False)
    try:
        assert store.check() == [], path
        return frozenset(edit.id for edit in store.log.edits())
    finally:
        store.close()


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A plan with a history, backups and an attached letter; two copies; a table and a text to be brought in."""
    folder = tmp_path / "work"
    for name in ("plans", "temporary"):
        (folder / name).mkdir(parents=True)
    (folder / "letter.txt").write_text(f"About the {SECRET}")
    (folder / "actions.csv").write_text(TABLE)
    shutil.copy(OLDER, folder / "older.goldthread")
    workspace = Workspace.create(plan_in(folder), ANN, backups_in(folder), "Plan")
    workspace.save(workspace.draft(Risk, title="Staff leave", likelihood=2, impact=2), label="Add a risk")
    body = workspace.draft(Body, title="Improvement board")
    workspace.save(body, label="Add a body")
    workspace.save(workspace.draft(Meeting, body=body.id, day=date(2018, 1, 31)), label="Add a meeting")
    action = workspace.draft(Action, title=f"Visit the {SECRET}", detail="y" * 9000)
    workspace.save(action, label="Add an action")
    workspace.attach(action, folder / "letter.txt", title=f"From the {SECRET}")
    workspace.close()
    workspace = opened(folder)
    workspace.save(replace(workspace.all(Action)[0], progress=f"Rang the {SECRET}"), label=f"Ring the {SECRET}")
    for name in ("chair", "erased"):
        workspace.save_copy(folder / f"{name}.goldthread")
    workspace.close()
    edits, (older,) = edits_of(plan_in(folder)), opened_backups(folder)

    chair = Workspace.open(folder / "chair.goldthread", ANN, tmp_path / "others")
    chair.save(replace(chair.all(Risk)[0], impact=5), label="Score it")
    chair.save(*(chair.draft(Action, title=f"Action {n}", detail="z" * 3000) for n in range(3)), label="Add three")
    (folder / "chair.json").write_text(json.dumps(chair.dump()))
    chair.close()
    erased = Workspace.open(folder / "erased.goldthread", ANN, tmp_path / "others")
    erased.erase(erased.all(Action)[0], reason="A child is named", second="Di")
    erased.close()
    coming = {name: edits_of(folder / f"{name}.goldthread") - edits for name in ("chair", "erased")}
    (folder / "letter.txt").write_text("A letter")
    shutil.copytree(folder, tmp_path / "kept")
    return Start(folder, tmp_path / "kept", edits, coming, edits_of(older))


def opened_backups(folder: Path) -> list[Path]:
    return sorted(backups_in(folder).glob("*/*.goldthread"))


class Programs:
    """Starts programs, each of which dies at an event."""

    def __init__(self, started: subprocess.Popen[str], start: Start):
        self._started, self._start = started, start

    def run(self, work: str, at: int = 0) -> tuple[Said, bool]:
        """What it said, and whether it was killed before it was done."""
        shutil.rmtree(self._start.folder)
        shutil.copytree(self._start.kept, self._start.folder)
        asked, told = self._started.stdin, self._started.stdout
        assert asked
        assert told
        asked.write(json.dumps([work, str(self._start.folder), at]) + "\n")
        asked.flush()
        said: Said = []
        while not (line := told.readline()).startswith("end "):
            assert line, "the program that starts the others ended"
            said.append(tuple(json.loads(line)))
        assert line in ("end 0\n", "end -9\n"), work
        return said, line == "end -9\n"


@contextmanager
def programs(start: Start) -> Iterator[Programs]:
    command = [sys.executable, "-m", "tests.dying"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"TZ": "UTC"}
    ) as started:
        yield Programs(started, start)
        assert started.stdin
        started.stdin.close()


def words(said: Said) -> list[str]:
    return [word for word, _more in said]


def grow_older(folder: Path) -> None:
    """Make what was left so old that nobody may be writing it any more."""
    for path in [*folder.rglob(f"*{PART}*"), *(folder / "temporary").iterdir()]:
        found = path.stat()
        os.utime(path, (found.st_atime - AGO, found.st_mtime - AGO))


def look_after(start: Start, work: str, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that must hold after the program was killed; raises AssertionError."""
    folder, done = start.folder, "done" in words(said)
    grow_older(folder)
    older = work == "bring_up_to_date"
    if older and "laid" not in words(said):
        return
    version = read_format(plan_in(folder))
    assert version == FORMAT or (older and not done and version == FORMAT - 1)

    workspace = opened(folder)
    assert workspace.writable
    assert workspace.check() == []
    edits = edits_of(plan_in(folder))
    new = edits - start.edits
    if older:
        assert edits == edits_of(OLDER)
    elif work == "restore_a_backup":
        assert edits == start.older or (edits == start.edits and not done)
    else:
        assert edits >= start.edits
        assert edits >= {more["edit"] for _word, more in said if "edit" in more}
        assert new or not done or work == "repair"
    if work == "import_a_table":
        assert len(new) <= 1
        assert len(workspace.all(Action)) == 1 + 3 * len(new)
    if coming := start.coming.get({"bring_an_erasure_home": "erased", "load_a_text": "chair",
                                   "bring_a_copy_home": "chair"}.get(work, "")):  # fmt: skip
        assert not new or new >= coming
        assert work == "bring_an_erasure_home" or len(workspace.all(Action)) == 1 + 3 * bool(new)
    erasing = work in ("erase", "bring_an_erasure_home")
    if erasing:
        assert bool(workspace.all(Action)) == (not new)

    risk = workspace.all(Risk)
    workspace.save(replace(risk[0], owner="Di"), label="Go on")
    workspace.close()
    assert workspace.backup_problem == ""
    assert workspace.backed_up
    for backup in opened_backups(folder):
        assert edits_of(backup)
    for copy in (folder / "plans").glob("*.goldthread"):
        assert edits_of(copy)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))
    temporary.sweep()
    assert list((folder / "temporary").iterdir()) == []
    assert not list((folder / "data").rglob(f"*{PART}*"))
    assert not list((folder / "plans").glob("plan.goldthread?*"))
    if erasing and new:
        plans = [plan_in(folder).parent, folder / "data"]  # the backups at the latest when it is opened again
        told = [path for place in plans for path in place.rglob("*") if path.is_file() and SECRET in text_of(path)]
        assert told == []


def text_of(path: Path) -> str:
    return path.read_bytes().decode("latin-1")


def kill(
    start: Start, works: Iterable[str], chance: random.Random, kills: int, monkeypatch: pytest.MonkeyPatch,
    *, counted: bool = False,
) -> int:  # fmt: skip
    """Kill so many programs of each kind; how many died.

    Where the moments of the work are `counted` first, the kills are spread over all of them.
    """
    died = 0
    with programs(start) as started:
        for work in works:
            moments = _FIRST
            if counted:
                said, killed = started.run(work)
                assert not killed
                look_after(start, work, said, monkeypatch)
                moments = int(said[-1][1]["count"])
            for number in range(kills):
                at = 1 + int(moments * (number + chance.random()) / kills)
                said, killed = started.run(work, at)
                died += killed
                try:
                    look_after(start, work, said, monkeypatch)
                except BaseException as error:
                    error.add_note(f"{work}, killed at {at} of {moments}")
                    raise
    return died


def test_a_killed_program_leaves_nothing_half_done(start: Start, monkeypatch: pytest.MonkeyPatch):
    assert kill(start, WORKS, random.Random(1), 1, monkeypatch) >= len(WORKS) // 2


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("work", WORKS)
def test_a_thousand_kills_leave_nothing_half_done(start: Start, work: str, seed: int, monkeypatch: pytest.MonkeyPatch):
    assert kill(start, [work], random.Random(f"{work} {seed}"), 26, monkeypatch, counted=True) >= 25
