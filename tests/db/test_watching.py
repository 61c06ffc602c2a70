"""What other programs do to an open file is noticed at the next look; no edit is acknowledged that it would lose."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.errors import Refused
from db.rescue import rescue
from db.store import Store
from tests.db.plans import RISK, content, row, small_plan, write

_SAVES = """
import sys
from pathlib import Path
from app.workspace.schema import SCHEMA
from db.errors import Refused
from db.rescue import rescue
from db.store import Store
from tests.db.plans import RISK, write
store, number = Store.open(Path(sys.argv[1]), "Ann", SCHEMA), 0
try:
    while True:
        with store.transaction():
            edit = write(store, "risk", RISK, owner=f"Officer {(number := number + 1)}")
        print(edit.id, flush=True)
        sys.stdin.readline()
except Refused as refusal:
    rescue(store, [Path(sys.argv[2])], Path(sys.argv[3]), "Ann")
    print(refusal, flush=True)
"""

posix = pytest.mark.skipif(os.name == "nt", reason="there no open file can be taken away")


def replace(plan: Path) -> None:
    (plan.parent / "synced").write_bytes(plan.read_bytes())
    (plan.parent / "synced").replace(plan)


def replace_by_other(plan: Path) -> None:
    small_plan(plan.parent / "other.goldthread").replace(plan)


def overwrite(plan: Path) -> None:
    plan.write_bytes(small_plan(plan.parent / "other.goldthread").read_bytes())


def overwrite_with_text(plan: Path) -> None:
    plan.write_bytes(b"not a plan" * 1000)


def cut_off(plan: Path) -> None:
    os.truncate(plan, plan.stat().st_size // 2)


def empty(plan: Path) -> None:
    os.truncate(plan, 0)


def delete(plan: Path) -> None:
    plan.unlink()


def take_folder_away(plan: Path) -> None:
    plan.parent.rename(plan.parent.with_name("elsewhere"))


HARM = [
    pytest.param(replace_by_other, marks=posix),
    overwrite, overwrite_with_text, cut_off, empty,
    pytest.param(delete, marks=posix), pytest.param(take_folder_away, marks=posix),
]  # fmt: skip
named = pytest.mark.parametrize("harm", HARM, ids=lambda harm: getattr(harm, "__name__", ""))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return small_plan(folder / "plan.goldthread")


@pytest.fixture
def store(plan: Path):
    opened = Store.open(plan, "Ann", SCHEMA)
    yield opened
    opened.close()


def backup_of(store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "backup.goldthread"
    store.copy_to(path)
    return path


@named
def test_it_is_said_to_who_writes_and_nothing_more_is_acknowledged(
    plan: Path, store: Store, harm: Callable[[Path], None]
):
    write(store, "risk", RISK, owner="Bob")
    assert store.look() == ""
    harm(plan)
    there = plan.read_bytes() if plan.exists() else None
    said = store.look()
    assert plan.name in said
    assert "save a copy under another name" in said
    with pytest.raises(Refused) as refusal, store.transaction():
        write(store, "risk", RISK, owner="Cy")
    assert str(refusal.value) == said
    assert (plan.read_bytes() if plan.exists() else None) == there, "what others put there is not touched"


@named
def test_an_edit_that_nobody_looked_before_is_refused_all_the_same(
    plan: Path, store: Store, harm: Callable[[Path], None]
):
    harm(plan)
    with pytest.raises(Refused, match="save a copy under another name"), store.transaction():
        write(store, "risk", RISK, owner="Cy")


@named
def test_a_copy_then_holds_every_edit_that_was_acknowledged(
    plan: Path, store: Store, tmp_path: Path, harm: Callable[[Path], None]
):
    backup = backup_of(store, tmp_path)
    digest = store.keep(b"a letter")
    write(store, "attachment", "0000000000000000000000ATT1", title="Letter", filename="a.txt", digest=digest, size=8)
    write(store, "risk", RISK, owner="Bob")
    before, edits = content(store), [edit.id for edit in store.log.edits()]
    harm(plan)
    assert store.look()
    rescue(store, [backup], tmp_path / "rescued.goldthread", "Ann")
    rescued = Store.open(tmp_path / "rescued.goldthread", "Ann", SCHEMA)
    assert content(rescued) == before
    assert [edit.id for edit in rescued.log.edits()] == edits
    assert rescued.content(digest) == b"a letter"
    assert rescued.check() == []
    rescued.close()


@named
def test_what_is_read_of_it_then_is_no_fault_of_the_program(plan: Path, store: Store, harm: Callable[[Path], None]):
    harm(plan)
    for read in (store.log.last, store.log.count, store.check, lambda: store.rows("risk"), store.contents):
        with contextlib.suppress(Refused):
            read()


def test_without_a_backup_that_fits_nothing_is_written_that_only_looks_like_it(
    plan: Path, store: Store, tmp_path: Path
):
    write(store, "risk", RISK, owner="Bob")
    overwrite(plan)
    assert store.look()
    with pytest.raises(Refused, match="No whole copy can be written"):
        rescue(store, [], tmp_path / "rescued.goldthread", "Ann")
    assert not (tmp_path / "rescued.goldthread").exists()


@posix
def test_how_many_edits_are_gone_is_said(plan: Path, store: Store, tmp_path: Path):
    old = shutil.copy(plan, tmp_path / "old")
    write(store, "risk", RISK, owner="Bob")
    write(store, "risk", RISK, owner="Cy")
    Path(old).replace(plan)
    assert "and 2 of its last changes are not in what lies there now" in store.look()


def test_an_older_version_of_the_plan_over_it_is_noticed_also_where_nothing_was_written_in_this_opening(
    plan: Path, tmp_path: Path
):
    old = plan.read_bytes()
    first = Store.open(plan, "Ann", SCHEMA)
    write(first, "risk", RISK, owner="Bob")
    first.close()
    again = Store.open(plan, "Ann", SCHEMA)
    plan.write_bytes(old)
    assert "and 1 of its last changes is not in what lies there now" in again.look()
    again.close()


def test_another_time_alone_is_nothing(plan: Path, store: Store):
    os.utime(plan, (1, 1))
    assert store.look() == ""
    write(store, "risk", RISK, owner="Bob")
    assert row(store, "risk", RISK)["owner"] == "Bob"


def test_a_version_over_it_that_holds_all_of_it_and_more_is_read_before_anything_is_saved(
    plan: Path, store: Store, tmp_path: Path
):
    with store.reading():
        store.rows("risk")
    newer = Path(shutil.copy(plan, tmp_path / "newer.goldthread"))
    other = Store.open(newer, "Bob", SCHEMA)
    write(other, "risk", RISK, owner="Bob")
    other.close()
    plan.write_bytes(newer.read_bytes())
    with pytest.raises(Refused, match="look at what it holds, and save again"), store.transaction():
        write(store, "risk", RISK, owner="Cy")
    assert store.moved()
    with store.reading():
        assert row(store, "risk", RISK)["owner"] == "Bob"
    write(store, "risk", RISK, owner="Cy")
    assert store.look() == ""


@posix
def test_a_folder_that_comes_back_ends_it(plan: Path, store: Store):
    take_folder_away(plan)
    assert "its folder is out of reach" in store.look()
    plan.parent.with_name("elsewhere").rename(plan.parent)
    assert store.look() == ""
    write(store, "risk", RISK, owner="Bob")


@pytest.mark.parametrize("harm", HARM[:-1], ids=lambda harm: getattr(harm, "__name__", ""))
def test_an_edit_is_refused_also_where_it_is_done_while_the_edit_is_made(
    plan: Path, store: Store, harm: Callable[[Path], None]
):
    def save() -> None:
        with store.transaction():
            write(store, "risk", RISK, owner="Bob")
            harm(plan)
            there.append(plan.read_bytes() if plan.exists() else b"")

    there: list[bytes] = []
    with pytest.raises(Refused, match=r"by another program while it was open|no longer there"):
        save()
    assert (plan.read_bytes() if plan.exists() else b"") == there[0]


@posix
def test_an_edit_is_refused_whose_file_was_replaced_while_it_was_written(plan: Path, store: Store):
    def save() -> None:
        with store.transaction():
            write(store, "risk", RISK, owner="Bob")
            replace(plan)

    edits = store.log.count()
    with pytest.raises(Refused, match="moved, replaced or deleted"):
        save()
    there = Store.open(plan, "Bob", SCHEMA, write=False)
    assert there.log.count() == edits
    there.close()


def test_what_was_rolled_back_is_not_missed(store: Store, plan: Path):
    def fails() -> None:
        with store.transaction():
            write(store, "risk", RISK, owner="Bob")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    os.utime(plan, (1, 1))
    assert store.look() == ""
    write(store, "risk", RISK, owner="Cy")
    os.utime(plan, (1, 1))
    assert store.look() == ""


@pytest.mark.parametrize(
    "harm", [overwrite_with_text, cut_off, empty, pytest.param(delete, marks=posix),
             pytest.param(take_folder_away, marks=posix)],
    ids=lambda harm: getattr(harm, "__name__", ""),
)  # fmt: skip
def test_it_is_said_to_who_reads_too(plan: Path, harm: Callable[[Path], None]):
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    with reader.reading():
        reader.rows("risk")
    harm(plan)
    assert "What is shown is what was read last: save a copy to keep it." in reader.look()
    assert not reader.moved()
    reader.close()


def test_who_reads_follows_another_plan_that_is_written_over_it_however_alike_their_counters_are(plan: Path):
    copy = plan.with_name("copy.goldthread")
    shutil.copy(plan, copy)
    for path, owner in ((plan, "Bob"), (copy, "Cyd")):
        writer = Store.open(path, "Ann", SCHEMA)
        write(writer, "risk", RISK, owner=owner)
        writer.close()
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    with reader.reading():
        assert row(reader, "risk", RISK)["owner"] == "Bob"
    assert plan.stat().st_size == copy.stat().st_size
    plan.write_bytes(copy.read_bytes())
    assert reader.look() == ""
    assert reader.moved()
    with reader.reading():
        assert row(reader, "risk", RISK)["owner"] == "Cyd"
    reader.close()


@pytest.mark.parametrize("harm", HARM[:-1], ids=lambda harm: getattr(harm, "__name__", ""))
def test_a_program_in_the_middle_of_its_work_says_so_and_loses_no_edit_that_it_acknowledged(
    plan: Path, tmp_path: Path, harm: Callable[[Path], None]
):
    backup, rescued = Path(shutil.copy(plan, tmp_path / "backup.goldthread")), tmp_path / "rescued.goldthread"
    command = [sys.executable, "-c", _SAVES, str(plan), str(backup), str(rescued)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        lines: list[str] = []
        for number in range(1, 6):
            lines.append(program.stdout.readline().strip())
            if number == 5:
                harm(plan)
            program.stdin.write("\n")
            program.stdin.flush()
        lines += [line.strip() for line in program.stdout]
    assert program.returncode == 0
    *acknowledged, said = lines
    assert plan.name in said
    copy = Store.open(rescued, "Ann", SCHEMA)
    assert set(acknowledged) <= {edit.id for edit in copy.log.edits()}
    assert copy.check() == []
    copy.close()
