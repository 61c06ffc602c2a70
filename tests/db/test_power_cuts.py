"""A power cut at any moment loses no acknowledged edit.

The statements that a real store sends to SQLite are recorded, and sent once more through a file system that notes what
SQLite asks of the disk. Then the power is cut again and again: what was synced stays, of the rest each write may be
there, missing or torn. The program must open what is left and find every edit that was acknowledged before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apsw
import pytest

from app.workspace.schema import SCHEMA
from db.errors import Refused
from db.store import Store
from tests.db.plans import RISK, THEME, mark, row, small_plan, write

SECTOR = 512
Operation = tuple[str, str, int, bytes]  # what, which file, offset or size, data


@dataclass
class Disk:
    """What lasts, and what was only asked for."""

    lasting: dict[str, bytes] = field(default_factory=dict)
    pending: dict[str, list[Operation]] = field(default_factory=dict)

    def run(self, operations: list[Operation]) -> None:
        for operation in operations:
            what, name = operation[:2]
            if what == "sync":
                self.lasting[name] = done(self.lasting.get(name, b""), self.pending.pop(name, []))
            else:
                self.pending.setdefault(name, []).append(operation)

    def after_the_cut(self, chance: random.Random) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for name in {*self.lasting, *self.pending}:
            kept = [torn for operation in self.pending.get(name, []) for torn in survivors(operation, chance)]
            found[name] = done(self.lasting.get(name, b""), kept)
        return found


def done(content: bytes, operations: list[Operation]) -> bytes:
    """A file after these operations."""
    for what, _name, place, data in operations:
        if what == "write":
            content = content.ljust(place, b"\0")
            content = content[:place] + data + content[place + len(data) :]
        else:
            content = content[:place].ljust(place, b"\0")
    return content


def survivors(operation: Operation, chance: random.Random) -> Iterator[Operation]:
    """What is left of an operation that was not synced: all, nothing, or some of its sectors."""
    what, name, place, data = operation
    fate = chance.random()
    if fate < 0.4:
        yield operation
    elif fate < 0.6 and what == "write":
        for start in range(0, len(data), SECTOR):
            if chance.random() < 0.5:
                yield what, name, place + start, data[start : start + SECTOR]


class Recorder(apsw.VFS):
    """A file system that notes what SQLite asks of the disk."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        super().__init__("recorder", "unix", iVersion=1)

    def xOpen(self, name, flags):
        return RecordedFile(self.operations, name, flags)

    def xDelete(self, name, syncdir):
        self.operations += [("truncate", Path(name).name, 0, b""), ("sync", Path(name).name, 0, b"")]
        super().xDelete(name, syncdir)


class RecordedFile(apsw.VFSFile):
    def __init__(self, operations: list[Operation], name, flags):
        self._operations = operations
        self._name = Path(name if isinstance(name, str) else name.filename()).name if name else ""
        super().__init__("unix", name, flags)

    def xWrite(self, data, offset):
        self._operations.append(("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size):
        self._operations.append(("truncate", self._name, size, b""))
        super().xTruncate(size)

    def xSync(self, flags):
        self._operations.append(("sync", self._name, 0, b""))
        super().xSync(flags)


def statements_of_a_session(plan: Path, chance: random.Random, edits: int) -> list[str]:
    """What a store sends to SQLite from its opening on, "-- saved 3" after an edit is acknowledged."""
    store = Store.open(plan, "Ann", SCHEMA)
    said = [f"PRAGMA {name} = {store.db.execute(f'PRAGMA {name}').fetchone()[0]}" for name in
            ("journal_mode", "synchronous", "secure_delete", "cache_spill", "foreign_keys")]  # fmt: skip
    connection = store.db.conn
    connection.set_trace_callback(said.append)
    for number in range(1, edits + 1):
        write(store, "risk", RISK, owner=str(number), cause="x" * chance.randrange(9000))
        if number % 5 == 0:
            write(store, "theme", THEME, progress="y" * chance.randrange(20_000))
        if number % 7 == 0:
            mark(store)
        said.append(f"-- saved {number}")
    connection.set_trace_callback(None)
    store.close()
    return said


def cut_again_and_again(tmp_path: Path, seed: int, cuts: int, *, careless: bool = False) -> None:
    """Raises AssertionError or Refused where a cut loses something; `careless` leaves out the waiting for the disk."""
    chance = random.Random(seed)
    plan = small_plan(tmp_path / "plan.goldthread")
    start = plan.read_bytes()
    said = statements_of_a_session(plan, chance, edits=20)
    assert said[:2] == ["PRAGMA journal_mode = truncate", "PRAGMA synchronous = 2"]
    if careless:
        said[1] = "PRAGMA synchronous = OFF"

    again = tmp_path / "again" / "plan.goldthread"
    again.parent.mkdir()
    again.write_bytes(start)
    recorder = Recorder()
    connection = apsw.Connection(str(again), vfs="recorder")
    acknowledged = [(0, 0)]  # how many operations had been asked for when that edit was acknowledged
    for statement in said:
        if statement.startswith("-- saved"):
            acknowledged.append((len(recorder.operations), int(statement.split()[-1])))
        elif not statement.startswith("--"):
            for _ in connection.execute(statement):
                pass
    connection.close()
    assert len(recorder.operations) > 100

    after = tmp_path / "after"
    for number in range(cuts):
        cut = chance.randrange(acknowledged[0][0], len(recorder.operations) + 1)
        expected = max(edit for place, edit in acknowledged if place <= cut)
        disk = Disk({"plan.goldthread": start})
        disk.run(recorder.operations[:cut])
        folder = after / str(number)
        folder.mkdir(parents=True)
        for name, content in disk.after_the_cut(chance).items():
            (folder / name).write_bytes(content)
        store = Store.open(folder / "plan.goldthread", "Ann", SCHEMA)
        try:
            assert store.check() == [], f"cut at {cut}"
            assert int(str(row(store, "risk", RISK)["owner"]).replace("Ann", "0")) >= expected, f"cut at {cut}"
        finally:
            store.close()


def test_a_power_cut_loses_no_acknowledged_edit(tmp_path: Path):
    cut_again_and_again(tmp_path, seed=1, cuts=25)


def test_the_simulation_finds_what_a_careless_program_loses(tmp_path: Path):
    with pytest.raises((AssertionError, Refused)):
        cut_again_and_again(tmp_path, seed=1, cuts=25, careless=True)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(20))
def test_a_thousand_power_cuts_lose_no_acknowledged_edit(tmp_path: Path, seed: int):
    cut_again_and_again(tmp_path, seed, cuts=50)
