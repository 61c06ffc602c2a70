"""Whatever a disk, a stick or a cloud did to the bytes of a plan: it is refused, put right, or without meaning.

Nothing of it is believed: where anything is shown otherwise than the sound file shows it, the check says so before a
paper is written, before a copy is brought in, and before a backup is thinned away.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.cli.plans import sound
from app.domain.lazy import all_at_once
from app.domain.records import Action, Body, Indicator, Meeting, Reading, Risk, Theme
from app.domain.schedule import PartialDate
from app.workspace import CannotOpen, Person, Refusal, Workspace
from app.workspace.repairing import repaired

ANN = Person("Ann", "Officer")
PAGE = 4096
Damaging = Callable[[bytearray, random.Random, bytes], None]


@dataclass(frozen=True)
class Sound:
    """A sound plan.

    Attributes:
        path: where it, and what was done to it, lies.
        home: the same before its last edits, into which it can be brought.
        content: its bytes.
        earlier: those of the same file before its last edits.
        shown: all that is shown of it.
        brings: what it brings home.
    """

    path: Path
    home: Path
    content: bytes
    earlier: bytes
    shown: dict[str, Any]
    brings: object


def opened(path: Path, *, write: bool = False) -> Workspace:
    return Workspace.open(path, ANN, path.parent / "backups", today=lambda: date(2018, 1, 31), write=write)


def brought(home: Path, copy: Path) -> object:
    """What a copy would bring. Raises Refusal."""
    workspace = opened(home, write=True)
    try:
        found = all_at_once(workspace.preview_merge(copy))
        return found.lines(), found.arrival
    finally:
        workspace.close()


@pytest.fixture
def plan(tmp_path: Path) -> Sound:
    path, home = tmp_path / "plan.goldthread", tmp_path / "home" / "plan.goldthread"
    home.parent.mkdir()
    (tmp_path / "letter.txt").write_text("To whom it may concern")
    workspace = Workspace.create(path, ANN, tmp_path / "backups", "Plan", today=lambda: date(2018, 1, 31))
    theme = workspace.draft(Theme, title="Leadership", number=1)
    body = workspace.draft(Body, title="Improvement board")
    indicator = workspace.draft(Indicator, title="Visits in time", target=Decimal(95), better="higher", unit="%")
    risks = [workspace.draft(Risk, title=f"Risk {n}", cause="Staff leave", likelihood=1 + n % 5, impact=3)
             for n in range(12)]  # fmt: skip
    workspace.save(theme, body, indicator, *risks, label="Begin")
    meeting = workspace.draft(Meeting, body=body.id, day=date(2018, 1, 31))
    readings = [workspace.draft(Reading, indicator=indicator.id, period=PartialDate(f"2017-{month:02}"),
                                value=Decimal(60 + month)) for month in range(1, 13)]  # fmt: skip
    workspace.save(meeting, *readings, label="Enter the year")
    workspace.close_meeting(workspace.all(Meeting)[0])
    workspace.attach(workspace.all(Risk)[0], tmp_path / "letter.txt")
    workspace.close()
    earlier = path.read_bytes()
    shutil.copy(path, home)
    workspace = opened(path, write=True)
    for number, risk in enumerate(workspace.all(Risk)[:6]):
        workspace.save(replace(risk, owner=f"Person {number}", cause="Pay"), label="Own it")
    workspace.save(workspace.draft(Action, title="Recruit", owner="Bob"), label="Add an action")
    workspace.remove(workspace.all(Risk)[-1], label="Remove a risk")
    shown = workspace.dump()
    workspace.close()
    shutil.rmtree(tmp_path / "backups")
    return Sound(path, home, path.read_bytes(), earlier, shown, brought(home, path))


def judged(plan: Sound, content: bytes) -> str:
    """What becomes of damage: "refused", "noticed" or "unchanged". Raises AssertionError where it is believed."""
    for left in plan.path.parent.glob("*.goldthread*"):
        left.unlink()
    plan.path.write_bytes(content)
    repair(plan)
    try:
        came = brought(plan.home, plan.path)
    except Refusal:
        pass
    else:
        assert came == plan.brings, "a damaged copy would be brought in"
    try:
        workspace = opened(plan.path)
    except CannotOpen:
        return "refused"
    try:
        shown = workspace.dump()
        known = {str(row["id"]): row for rows in plan.shown["records"].values() for row in rows}
        now = {str(row["id"]): row for rows in shown["records"].values() for row in rows}
        others = [key for key in now if now[key] != known.get(key)]
        for key in others:
            record = workspace.find(key)
            assert record
            assert workspace.look_at(record), "a record that is shown otherwise is opened as if it were sound"
        damage = workspace.verify()
        if shown == plan.shown:
            return "unchanged"
        assert damage, "what is shown otherwise was not noticed"
        assert {key for key in others if key in known} <= {each.record for each in damage}
        with pytest.raises(Refusal, match="is damaged, so that no paper was written"):
            sound(workspace, "no paper was written")
    except Refusal:
        return "refused"
    finally:
        workspace.close()
    edit_on_top(plan)
    return "noticed"


def repair(plan: Sound) -> None:
    """A repair is sound, and says that the file was where it holds just what the file held."""
    out, work = plan.path.with_name("repaired.goldthread"), plan.path.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        report = repaired(plan.path, out, ANN, work)
    except Refusal:
        assert not out.exists()
        return
    workspace = opened(out)
    try:
        if "is sound;" in report[0]:
            assert workspace.dump()["records"] == plan.shown["records"], "a repair says that a damaged plan is sound"
        else:
            assert len(report) > 2, report
        assert set(workspace.check()) <= set(report)  # as of an attached file that is lost
    finally:
        workspace.close()


def edit_on_top(plan: Sound) -> None:
    """An edit of something else does not make damage believed, nor does it cost a backup."""
    try:
        workspace = opened(plan.path, write=True)
    except CannotOpen:
        return
    try:
        old = [backup.path for backup in workspace.backups()]
        workspace.save(workspace.draft(Action, title="Another"), label="Add an action")
        assert set(old) <= {backup.path for backup in workspace.backups()}
        workspace.doubt()
        assert workspace.verify(), "an edit hid the damage"
    except Refusal:
        pass
    finally:
        workspace.close()


# -- damaged files


def _flip(content: bytearray, chance: random.Random, _earlier: bytes) -> None:
    for _ in range(chance.choice([1, 1, 3, 20])):
        content[_written(content, chance)] ^= 1 << chance.randrange(8)


def _change(content: bytearray, chance: random.Random, _earlier: bytes) -> None:
    begin = _written(content, chance)
    size = chance.choice([1, 2, 8, 64, 512])
    content[begin : begin + size] = chance.randbytes(min(size, len(content) - begin))


def _zero(content: bytearray, chance: random.Random, _earlier: bytes) -> None:
    begin, size = _written(content, chance), chance.choice([8, 512, PAGE])
    begin -= begin % size
    content[begin : begin + size] = bytes(min(size, len(content) - begin))


def _cut(content: bytearray, chance: random.Random, _earlier: bytes) -> None:
    del content[chance.choice([chance.randrange(len(content)), PAGE * chance.randrange(len(content) // PAGE)]) :]


def _extend(content: bytearray, chance: random.Random, _earlier: bytes) -> None:
    content += chance.choice([bytes, chance.randbytes])(chance.choice([1, 512, PAGE, 3 * PAGE]))


def _swap(content: bytearray, chance: random.Random, _earlier: bytes) -> None:
    one, other = (PAGE * chance.randrange(len(content) // PAGE) for _ in range(2))
    content[one : one + PAGE], content[other : other + PAGE] = (
        content[other : other + PAGE], content[one : one + PAGE],
    )  # fmt: skip


def _head(content: bytearray, chance: random.Random, _earlier: bytes) -> None:
    begin, size = chance.choice([(16, 2), (18, 1), (19, 1), (20, 1), *((at, 4) for at in (*range(24, 72, 4), 92, 96))])
    content[begin : begin + size] = chance.choice([bytes(size), chance.randbytes(size), b"\xff" * size])


def _lost_write(content: bytearray, chance: random.Random, earlier: bytes) -> None:
    """A page, or a sector of it, as it was before the last edits."""
    size = chance.choice([512, PAGE])
    changed = [at for at in range(0, len(earlier), size) if earlier[at : at + size] != content[at : at + size]]
    at = chance.choice(changed)
    content[at : at + size] = earlier[at : at + size]


def _written(content: bytearray, chance: random.Random) -> int:
    """A place at which there is something."""
    return next(at for at in iter(lambda: chance.randrange(len(content)), -1) if content[at])


DAMAGE: dict[str, Damaging] = {
    "flipped": _flip, "changed": _change, "zeroed": _zero, "cut off": _cut, "extended": _extend, "swapped": _swap,
    "in its head": _head, "as it was before": _lost_write,
}  # fmt: skip


def damage(plan: Sound, what: str, chance: random.Random, times: int) -> set[str]:
    """What became of so many damaged files."""
    came: set[str] = set()
    for number in range(times):
        content = bytearray(plan.content)
        DAMAGE[what](content, chance, plan.earlier)
        try:
            came.add(judged(plan, bytes(content)))
        except BaseException as error:
            plan.path.with_name("believed").write_bytes(content)
            error.add_note(f"{what}, number {number}")
            raise
    return came


def test_a_damaged_file_is_not_believed(plan: Sound):
    for what in DAMAGE:
        assert damage(plan, what, random.Random(what), 1)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("what", DAMAGE)
def test_of_five_hundred_damaged_files_none_is_believed(plan: Sound, what: str, seed: int):
    came = damage(plan, what, random.Random(f"{what} {seed}"), 32)
    assert came - {"unchanged"}


# -- a bit of a shown value


def bits(plan: Sound, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Files in which one bit of a value of a row that is shown is another, with what it belongs to."""
    twin = plan.path.with_name("twin")
    tables = {table: [str(row["id"]) for row in rows] for table, rows in plan.shown["records"].items() if rows}
    while True:
        table = chance.choice(sorted(tables))
        key = chance.choice(tables[table])
        twin.write_bytes(plan.content)
        with closing(sqlite3.connect(twin, isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            names = [name for _n, name, *_ in connection.execute(f'PRAGMA table_info("{table}")') if name != "id"]
            name = chance.choice(names)
            (value,) = connection.execute(f'SELECT "{name}" FROM "{table}" WHERE id = ?', (key,)).fetchone()
            if (other := flipped(value, chance)) is None:
                continue
            connection.execute(f'UPDATE "{table}" SET "{name}" = {other[0]} WHERE id = ?', (other[1], key))
        flips = [at for at, (old, new) in enumerate(zip(plan.content, twin.read_bytes(), strict=True))
                 if at >= 100 and (old ^ new).bit_count() == 1]  # fmt: skip
        content = bytearray(plan.content)
        if len(flips) == 1:
            content[flips[0]] = twin.read_bytes()[flips[0]]
            yield f"{table}.{name}: {value} at {flips[0]}", bytes(content)


def flipped(value: object, chance: random.Random) -> tuple[str, object] | None:
    """A value of which one bit is another, and how it is written in SQL; None where it has none."""
    match value:
        case str() if value:
            content = bytearray(value.encode())
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            return "CAST(? AS TEXT)", bytes(content)
        case int():
            return "?", value ^ (1 << chance.randrange(7))
        case float():
            return "?", value + chance.choice([1, -1]) * 2.0 ** chance.randrange(-20, 5)
        case _:
            return None


def flip(plan: Sound, chance: random.Random, times: int) -> None:
    found = bits(plan, chance)
    for _ in range(times):
        what, content = next(found)
        try:
            assert judged(plan, content) in ("refused", "noticed")
        except BaseException as error:
            error.add_note(what)
            raise


def test_a_bit_of_a_shown_value_is_not_believed(plan: Sound):
    flip(plan, random.Random(3), 3)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(10))
def test_of_five_hundred_bits_of_shown_values_none_is_believed(plan: Sound, seed: int):
    flip(plan, random.Random(seed), 50)
