"""What can be saved of a damaged plan is saved, and what was lost is said."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.errors import Refused
from db.ids import new_id
from db.log import Stamp
from db.repairing import Repaired, repair
from db.store import Store
from tests.db.plans import INDICATOR, OTHER_RISK, RISK, altered, content, row, small_plan, write

Repairing = Callable[[], tuple[Repaired, Store]]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "plan.goldthread")


@pytest.fixture
def repaired(plan: Path, tmp_path: Path) -> Repairing:
    """Repairs the plan, which is not touched, into a sound one."""

    def do() -> tuple[Repaired, Store]:
        before = plan.read_bytes()
        number = sum(1 for _ in tmp_path.iterdir())
        work = tmp_path / f"work {number}"
        work.mkdir()
        out = Store.create(tmp_path / f"out {number}.goldthread", "Ann", SCHEMA)
        try:
            done = repair(
                plan, work, out, lambda _last, label: Stamp(new_id(), "2018-01-01T09:00:00Z", "Ann", "", label)
            )
        except BaseException:
            out.discard()
            raise
        assert plan.read_bytes() == before
        assert out.check() == []
        return done, out

    return do


def rows_of(plan: Path) -> dict[str, list[dict[str, object]]]:
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    try:
        return content(store)
    finally:
        store.close()


def test_a_sound_plan_is_the_same_afterwards(plan: Path, repaired: Repairing):
    done, out = repaired()
    assert content(out) == rows_of(plan)
    assert (done.edits, done.lost, done.mended, done.kept, done.gone) == (5, (), (), (), ())
    assert len(out.log.baselines()) == 1
    out.close()


def test_a_row_that_was_altered_is_as_its_history_says(plan: Path, repaired: Repairing):
    altered(plan, "UPDATE risk SET owner = 'Bnn'")
    done, out = repaired()
    assert row(out, "risk", RISK)["owner"] == "Ann"
    assert [dict(fault.fields) for fault in done.mended] == [{"owner": ("Bnn", "Ann")}]
    assert (done.kept, done.lost) == ((), ())
    out.close()


def test_a_row_that_is_gone_comes_back(plan: Path, repaired: Repairing):
    altered(plan, "DELETE FROM risk")
    done, out = repaired()
    assert row(out, "risk", RISK)["title"] == "Staff leave"
    assert len(done.mended) == 1
    out.close()


def test_what_an_altered_edit_did_is_kept_as_the_file_shows_it(plan: Path, repaired: Repairing):
    altered(plan, "UPDATE change SET fields = replace(fields, '\"Ann\"', '\"Bnn\"')")
    done, out = repaired()
    assert row(out, "risk", RISK)["owner"] == "Ann"
    assert done.edits == 4
    assert done.lost == ("“Own the risk” of 2017-07-14T02:40:00.000Z by Ann",)
    assert [dict(fault.fields) for fault in done.kept] == [{"owner": ("Ann", "")}]
    out.close()


def test_a_record_whose_whole_history_is_lost_is_kept(plan: Path, repaired: Repairing):
    altered(plan, f"DELETE FROM change WHERE record = '{INDICATOR}'")
    done, out = repaired()
    assert row(out, "indicator", INDICATOR)["target"] == 95
    assert len(done.kept) == 1
    assert done.lost
    out.close()


def test_what_names_a_lost_record_names_none(plan: Path, repaired: Repairing):
    store = Store.open(plan, "Ann", SCHEMA)
    objective = new_id()
    write(store, "theme", OTHER_RISK, title="Another", number=3)
    write(store, "objective", objective, title="Reach it", theme=OTHER_RISK)
    store.close()
    altered(
        plan, "PRAGMA foreign_keys = OFF", f"DELETE FROM theme WHERE id = '{OTHER_RISK}'",
        f"DELETE FROM change WHERE record = '{OTHER_RISK}'",
    )  # fmt: skip
    done, out = repaired()
    assert row(out, "objective", objective)["theme"] is None
    assert done.gone == ("The objective “Reach it” named a theme that was lost.",)
    out.close()


def test_a_copy_can_still_be_brought_together_with_it(plan: Path, repaired: Repairing):
    copy = Store.open(plan, "Bob", SCHEMA)
    whole = list(copy.log.edits())
    copy.close()
    altered(plan, "UPDATE change SET fields = replace(fields, '\"Ann\"', '\"Bnn\"')")
    _done, out = repaired()
    out.apply(whole)
    assert out.check() == []
    assert row(out, "risk", RISK)["owner"] == "Ann"
    assert out.log.clashes() == []
    out.close()


def test_what_is_no_plan_is_refused(plan: Path, repaired: Repairing):
    for bits in (b"", b"PK\x03\x04", b"SQLite format 3\0" + bytes(200), plan.read_bytes()[:100] + bytes(5000)):
        plan.write_bytes(bits)
        with pytest.raises(Refused):
            repaired()


@pytest.mark.torture
def test_of_any_damaged_file_a_sound_plan_is_saved_or_none(tmp_path: Path, plan: Path, repaired: Repairing):
    store = Store.open(plan, "Ann", SCHEMA)
    for number in range(300):
        write(store, "risk", f"{number:026}", title=f"Risk {number}", mitigation="Word " * 50)
    store.close()
    sound, chance, saved = plan.read_bytes(), random.Random(3), 0
    for number in range(60):
        bits = bytearray(sound)
        if number % 3 == 0:
            begin = chance.randrange(4096, len(bits) - 4096) // 4096 * 4096
            bits[begin : begin + 4096] = bytes(4096) if number % 2 else chance.randbytes(4096)
        elif number % 3 == 1:
            del bits[chance.randrange(len(bits) // 2, len(bits)) :]
        else:
            for _ in range(20):
                bits[chance.randrange(100, len(bits))] ^= 1 << chance.randrange(8)
        plan.write_bytes(bits)
        try:
            done, out = repaired()
        except Refused:
            continue
        titles = {row["title"] for row in out.rows("risk")}
        saved += len(titles) > 100
        assert done.edits or done.kept or done.gone
        out.discard()
    assert saved > 30


@pytest.mark.parametrize("table", ["change", "edit", "baseline", "loose", "risk", "indicator"])
@pytest.mark.parametrize("other", ["risk", "theme", "edit", "content", "arrived"])
def test_a_page_of_another_table_holds_no_rows(plan: Path, repaired: Repairing, table: str, other: str):
    store = Store.open(plan, "Ann", SCHEMA)
    pages = dict(store.db.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").fetchall())
    store.close()
    content, (to, of) = bytearray(plan.read_bytes()), (4096 * (pages[name] - 1) for name in (table, other))
    content[to : to + 4096] = content[of : of + 4096]
    plan.write_bytes(content)
    try:
        _done, out = repaired()
    except Refused:
        return
    out.close()
