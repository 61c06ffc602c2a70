"""The one door to a plan file: one writer, readers beside it, all of an edit or nothing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.arrivals import digest_of
from db.backups import put_back
from db.edits import Baseline, RecordChange
from db.errors import Busy, Refused, refused
from db.ids import new_id
from db.store import Store
from tests.db.plans import (
    INDICATOR,
    OTHER_RISK,
    RISK,
    THEME,
    altered,
    composed,
    content,
    mark,
    row,
    small_plan,
    write,
)

pytestmark = pytest.mark.usefixtures("no_file_left_open")

WRITER = """
import sys; from pathlib import Path; from app.workspace.schema import SCHEMA; from db.store import Store
from tests.db.plans import RISK, write
store = Store.open(Path(sys.argv[1]), "Cy", SCHEMA)
"""
DIES_WRITING = (
    WRITER
    + """
store.db.execute("PRAGMA cache_spill = 1"); store.db.execute("PRAGMA cache_size = 2")
with store.transaction() as connection:
    for number in range(300):
        connection.execute("UPDATE risk SET cause = ?, title = 'half written'", ("x" * 5000 + str(number),))
        connection.execute("INSERT INTO theme(id, title) VALUES(?, ?)", (f"{number:026}", "y" * 3000))
    print("writing", flush=True)
    sys.stdin.read()
"""
)
DIES_AFTER_AN_EDIT = (
    WRITER
    + """
number = int(store.log.current("risk", RISK)["owner"].value or 0)
while True:
    number += 1
    write(store, "risk", RISK, owner=str(number))
    print(number, flush=True)
"""
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "plan.goldthread")


@pytest.fixture
def store(plan: Path) -> Iterator[Store]:
    store = Store.open(plan, "Ann", SCHEMA)
    yield store
    store.close()


def run(program: str, plan: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", program, str(plan)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def killed_while_writing(plan: Path) -> None:
    with run(DIES_WRITING, plan) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        writer.kill()
    assert plan.with_name(plan.name + "-journal").stat().st_size > 0


# -- making and closing


def test_a_new_plan_is_one_sound_file(tmp_path: Path):
    store = Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA)
    assert store.check() == []
    store.close()
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".")] == ["plan.goldthread"]


def test_a_plan_is_not_made_where_something_is(plan: Path):
    before = plan.read_bytes()
    with pytest.raises(Refused, match=r"already a file called plan\.goldthread"):
        Store.create(plan, "Bob", SCHEMA)
    assert plan.read_bytes() == before


def test_a_plan_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(Refused, match="cannot be made here"):
        Store.create(tmp_path / "none" / "plan.goldthread", "Ann", SCHEMA)


def test_a_plan_is_not_made_where_somebody_is_making_one(tmp_path: Path):
    path = tmp_path / "plan.goldthread"
    first = Store.create(path, "Ann", SCHEMA)
    path.rename(tmp_path / "elsewhere.goldthread")
    with pytest.raises(Refused, match="Ann is writing a plan of this name"):
        Store.create(path, "Bob", SCHEMA)
    first.close()


def test_a_plan_that_was_made_for_nothing_leaves_no_trace(tmp_path: Path):
    store = Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA)
    write(store, "risk", RISK, title="x")
    store.discard()
    assert list(tmp_path.iterdir()) == []


def test_closing_leaves_nothing_but_the_plan_and_its_lock(plan: Path):
    store = Store.open(plan, "Ann", SCHEMA)
    write(store, "risk", RISK, title="x")
    store.close()
    store.close()
    assert sorted(p.name for p in plan.parent.iterdir()) == [".plan.goldthread.lock", "plan.goldthread"]


# -- one writer


def test_a_second_opening_reads_and_names_the_writer(plan: Path, store: Store):
    reader = Store.open(plan, "Bob", SCHEMA)
    assert not reader.writable
    assert reader.why_read_only == "Ann is writing in this plan."
    assert reader.writer == "Ann"
    assert not reader.free
    with pytest.raises(Refused, match="Ann is writing in this plan"):
        write(reader, "risk", RISK, title="x")
    reader.close()
    assert store.writer == "Ann"


def test_a_link_to_a_plan_has_the_plan_s_own_lock(plan: Path, store: Store, tmp_path: Path):
    link = tmp_path / "folder" / "link.goldthread"
    link.parent.mkdir()
    link.symlink_to(plan)
    reader = Store.open(link, "Bob", SCHEMA)
    assert reader.why_read_only == "Ann is writing in this plan."
    assert reader.path == plan.resolve()
    reader.close()


def test_a_reader_sees_the_writer_s_edits(plan: Path, store: Store):
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    with reader.reading():
        reader.rows("risk")
    assert not reader.moved()
    write(store, "risk", RISK, owner="Bob")
    assert reader.moved()
    assert reader.moved(), "until it has been read"
    with reader.reading():
        assert row(reader, "risk", RISK)["owner"] == "Bob"
    assert not reader.moved()
    reader.close()


def test_what_is_read_together_is_of_one_moment(plan: Path, store: Store):
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    with reader.reading():
        reader.rows("theme")
        other = sqlite3.connect(plan, timeout=0, isolation_level=None)
        with closing(other):
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE risk SET owner = 'Di'")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("COMMIT")
        assert row(reader, "risk", RISK)["owner"] == "Ann"
    reader.close()


def test_a_writer_s_own_edits_are_no_news_to_it(store: Store):
    with store.reading():
        store.rows("risk")
    write(store, "risk", RISK, owner="Bob")
    assert not store.moved()


def test_a_reader_takes_over_after_the_writer_has_left(plan: Path):
    writer = Store.open(plan, "Ann", SCHEMA)
    reader = Store.open(plan, "Bob", SCHEMA)
    assert not reader.start_writing("Bob")
    writer.close()
    assert reader.free
    assert reader.start_writing("Bob")
    assert reader.start_writing("Bob"), "it holds it already"
    assert reader.writable
    assert reader.why_read_only == ""
    write(reader, "risk", RISK, owner="Bob")
    third = Store.open(plan, "Cy", SCHEMA)
    assert third.why_read_only == "Bob is writing in this plan."
    third.close()
    reader.close()


def test_taking_over_a_plan_that_was_damaged_meanwhile_is_refused(plan: Path):
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    altered(plan, "CREATE TABLE extra(x)")
    with pytest.raises(Refused, match="structure"):
        reader.start_writing("Bob")
    assert not reader.writable
    other = Store.open(small_plan(plan.with_name("other.goldthread")), "Cy", SCHEMA)
    assert other.writable
    other.close()
    reader.close()


@pytest.mark.parametrize("write_too", [True, False], ids=["a writer", "a reader"])
def test_what_a_killed_writer_left_is_undone_by(plan: Path, write_too: bool):
    with closing(sqlite3.connect(plan)) as connection:
        before = connection.execute("SELECT * FROM risk").fetchall()
    killed_while_writing(plan)
    store = Store.open(plan, "Ann", SCHEMA, write=write_too)
    assert [tuple(r.values()) for r in store.rows("risk")] == before
    assert store.check() == []
    assert store.writable == write_too
    store.close()


def test_a_reader_that_was_there_when_the_writer_was_killed_goes_on(plan: Path):
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    with reader.reading():
        before = content(reader)
    killed_while_writing(plan)
    assert reader.moved()
    with reader.reading():
        assert content(reader) == before
    assert reader.start_writing("Bob")
    write(reader, "risk", RISK, owner="Bob")
    assert reader.check() == []
    reader.close()


def test_what_a_killed_writer_left_where_nothing_can_be_written_is_said(open_folder: Path, without_rights):
    plan = small_plan(open_folder / "plan.goldthread")
    killed_while_writing(plan)
    for path in open_folder.iterdir():
        path.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights(), pytest.raises(Refused, match="not closed properly and lies where it cannot be written"):
        Store.open(plan, "Bob", SCHEMA)


@pytest.mark.parametrize("kills", [4, pytest.param(150, marks=pytest.mark.torture)])
def test_a_killed_program_loses_no_acknowledged_edit(plan: Path, kills: int):
    store = Store.open(plan, "Ann", SCHEMA)
    write(store, "risk", RISK, owner="0")
    store.close()
    for _ in range(kills):
        with run(DIES_AFTER_AN_EDIT, plan) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline() for _ in range(5)]
            writer.kill()
            lines += writer.stdout.readlines()
        acknowledged = max(int(line) for line in lines if line.endswith("\n"))
        store = Store.open(plan, "Ann", SCHEMA, write=False)
        assert int(str(row(store, "risk", RISK)["owner"])) >= acknowledged
        assert store.check() == []
        store.close()


def test_a_backup_that_was_half_put_back_is_gone_once_the_plan_is_opened_to_write(plan: Path):
    left = [plan.with_name(f"{plan.name}.part{ending}") for ending in ("", "-journal")]
    for path in left:
        path.write_bytes(b"half")
    Store.open(plan, "Ann", SCHEMA, write=False).close()
    assert all(path.exists() for path in left)
    Store.open(plan, "Ann", SCHEMA).close()
    assert not any(path.exists() for path in left)


# -- all of it or nothing


def test_a_full_disk_refuses_the_edit_and_keeps_what_was_saved(store: Store):
    before = content(store)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Refused, match="The disk is full: the change was not saved"):
        write(store, "risk", RISK, cause="x" * 100_000)
    assert content(store) == before
    assert store.check() == []
    store.db.execute(f"PRAGMA max_page_count = {pages + 1000}")
    write(store, "risk", RISK, cause="x" * 100_000)
    assert row(store, "risk", RISK)["cause"] == "x" * 100_000


def test_a_plan_that_another_program_locks_is_busy_and_nothing_is_lost(plan: Path, store: Store):
    store.db.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="Try again in a moment"):
            write(store, "risk", RISK, owner="Bob")
        other.execute("ROLLBACK")
    write(store, "risk", RISK, owner="Bob")
    assert row(store, "risk", RISK)["owner"] == "Bob"


def test_an_error_in_the_middle_of_a_transaction_undoes_all_of_it(store: Store):
    def fails_half_way() -> None:
        with store.transaction():
            write(store, "risk", RISK, owner="Bob")
            raise ZeroDivisionError

    before = content(store)
    with pytest.raises(ZeroDivisionError):
        fails_half_way()
    assert content(store) == before
    write(store, "risk", RISK, owner="Cy")


def test_a_plan_that_was_replaced_while_it_was_open_takes_no_edits(plan: Path, store: Store, tmp_path: Path):
    synced = shutil.copy(plan, tmp_path / "synced.goldthread")
    Path(synced).replace(plan)
    before = plan.read_bytes()
    with pytest.raises(Refused, match=r"moved, replaced or deleted .* save a copy under another name"):
        write(store, "risk", RISK, owner="Bob")
    store.copy_to(tmp_path / "rescued.goldthread")
    assert plan.read_bytes() == before


def test_a_plan_that_was_deleted_while_it_was_open_can_be_saved_as_a_copy(plan: Path, store: Store, tmp_path: Path):
    before = content(store)
    plan.unlink()
    with pytest.raises(Refused, match="deleted"):
        write(store, "risk", RISK, owner="Bob")
    store.copy_to(tmp_path / "rescued.goldthread")
    rescued = Store.open(tmp_path / "rescued.goldthread", "Ann", SCHEMA)
    assert content(rescued) == before
    rescued.close()


def test_a_reader_follows_a_plan_that_is_replaced(plan: Path, tmp_path: Path):
    other = small_plan(tmp_path / "other.goldthread")
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    with reader.reading():
        reader.rows("risk")
    writer = Store.open(other, "Ann", SCHEMA)
    write(writer, "risk", RISK, owner="From the backup")
    writer.close()
    put_back(other, plan)
    assert reader.moved()
    with reader.reading():
        assert row(reader, "risk", RISK)["owner"] == "From the backup"
    assert not reader.moved()
    reader.close()


def test_a_reader_stays_with_what_it_has_when_the_plan_is_replaced_by_something_else(plan: Path, tmp_path: Path):
    reader = Store.open(plan, "Bob", SCHEMA, write=False)
    (tmp_path / "x").write_text("no plan")
    (tmp_path / "x").replace(plan)
    assert not reader.moved()
    assert len(reader.rows("risk")) == 1
    reader.close()


def test_a_copy_over_a_plan_that_somebody_writes_is_refused(store: Store, tmp_path: Path):
    path = small_plan(tmp_path / "other.goldthread")
    other = Store.open(path, "Bob", SCHEMA)
    with pytest.raises(Refused, match=r"Bob is writing in other\.goldthread"):
        store.copy_to(path)
    other.close()
    store.copy_to(path)
    copy = Store.open(path, "Cy", SCHEMA)
    assert content(copy) == content(store)
    copy.close()


# -- edits of others


def test_an_edit_that_was_tampered_with_is_refused_and_nothing_is_written(store: Store):
    before, count = content(store), store.log.count()
    good = composed(store, {"theme": {THEME: {"focus": "Practice"}}})
    assert good is not None
    change = good.changes[0]
    bad = [
        good._replace(author="Mallory"),
        good._replace(changes=(replace(change, fields={**change.fields, "focus": ((), "", "Lies")}),)),
        good._replace(changes=(*good.changes, RecordChange("risk", RISK, {"owner": ((), "", "Mallory")}, ""))),
        good._replace(changes=()),
    ]
    for edit in bad:
        with pytest.raises(Refused, match="was changed after it was written"):
            store.apply([good._replace(id=new_id()).sealed(), edit])
        assert (content(store), store.log.count()) == (before, count)
    store.apply([good])
    assert row(store, "theme", THEME)["focus"] == "Practice"


def test_another_edit_under_a_known_id_is_refused(store: Store):
    edit = next(store.log.edits())
    with pytest.raises(Refused, match="one of the two copies was tampered with"):
        store.apply([edit._replace(author="Mallory").sealed()])


def test_another_baseline_under_a_known_id_is_refused(store: Store):
    baseline = store.log.baselines()[0]
    store.apply([], [baseline])
    with pytest.raises(Refused, match="one of the two copies was changed"):
        store.apply([], [baseline._replace(position="2018-01-31")])
    assert store.log.baselines() == [baseline]


def test_an_edit_that_refers_to_nothing_is_refused(store: Store):
    before = content(store)
    edit = composed(store, {"reading": {OTHER_RISK: {"indicator": new_id(), "value": "1"}}})
    assert edit is not None
    with pytest.raises(Refused, match="does not fit the plan"):
        store.apply([edit])
    assert content(store) == before


@pytest.mark.parametrize("values", [{"likelihood": "high"}, {"impact": "2.5"}, {"title": None}])
def test_a_value_that_no_column_holds_is_refused(store: Store, values: dict[str, object]):
    before = content(store)
    edit = composed(store, {"risk": {RISK: values}})  # type: ignore[dict-item]
    assert edit is not None
    with pytest.raises(Refused, match="does not fit the plan"):
        store.apply([edit])
    assert content(store) == before


def test_a_field_that_the_table_does_not_have_is_refused(store: Store):
    change = RecordChange("risk", RISK, {"colour": ((), "", "red")}, "s")
    edit = next(store.log.edits())._replace(id=new_id(), changes=(change,)).sealed()
    with pytest.raises(Refused, match="a field that risk does not have: colour"):
        store.apply([edit])


def test_a_baseline_of_edits_that_are_not_there_is_refused(store: Store):
    with pytest.raises(Refused, match="does not fit the plan"):
        store.apply([], [Baseline(new_id(), new_id(), "2018-01-31", (), (new_id(),))])
    assert len(store.log.baselines()) == 1


def test_a_table_that_is_no_record_s_is_never_written_or_read(store: Store):
    assert set(store.tables).isdisjoint(("edit", "change", "baseline", "loose", "_sqlite_migrations"))
    with pytest.raises(KeyError):
        store.rows("edit")


# -- checking

FLIPS = {
    "the author of an edit": "UPDATE edit SET author = 'Bnn' WHERE label = 'Own the risk'",
    "the time of an edit": "UPDATE edit SET at = '2017-07-15T02:40:00Z' WHERE label = 'Own the risk'",
    "what an edit is called": "UPDATE edit SET label = 'Own the Risk' WHERE label = 'Own the risk'",
    "a digest": "UPDATE edit SET digest = replace(digest, substr(digest, 1, 1), 'x') WHERE label = 'Own the risk'",
    "a change": "UPDATE change SET fields = replace(fields, 'Ann', 'Bnn')",
    "a change so that it is none any more": "UPDATE change SET fields = substr(fields, 2)",
    "a salt": "UPDATE change SET salt = 'x' || substr(salt, 2)",
    "a hash": "UPDATE change SET hash = 'x' || substr(hash, 2)",
    "the table of a change": "UPDATE change SET tbl = 'theme' WHERE tbl = 'risk'",
    "the record of a change": f"UPDATE change SET record = '{OTHER_RISK}' WHERE record = '{RISK}'",
    "a change that is gone": f"DELETE FROM change WHERE record = '{RISK}' AND fields LIKE '%owner%'",
    "text in a row": "UPDATE risk SET owner = 'Bnn'",
    "a number in a row": "UPDATE risk SET likelihood = 2",
    "a decimal in a row": "UPDATE indicator SET target = 94.9",
    "a row that is gone": "DELETE FROM risk",
    "a row that came from nowhere": f"INSERT INTO risk(id, title) VALUES('{OTHER_RISK}', 'Invented')",
    "a deleted mark": "UPDATE risk SET deleted = 'removed'",
    "an edit that no baseline holds": "DELETE FROM loose",
    "a baseline's parents": "UPDATE baseline SET parents = '[\"x\"]'",
    "the day of a baseline": "UPDATE baseline SET position = '2017-11-24'",
    "the meeting of a baseline": "UPDATE baseline SET meeting = replace(meeting, 'MEET', 'MEEX')",
    "the edits of a baseline": "DELETE FROM baseline_edit WHERE edit = (SELECT min(edit) FROM baseline_edit);",
    "a digest of a baseline": "UPDATE baseline SET digest = 'x' || substr(digest, 2)",
    "a baseline's parents that are none": "UPDATE baseline SET parents = '{'",
}


@pytest.mark.parametrize("what", FLIPS)
def test_the_check_finds_an_altered(plan: Path, what: str):
    altered(plan, FLIPS[what])
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    found = store.check()
    assert found
    assert all(fault.said.endswith(".") and "\n" not in fault.said for fault in found)
    store.close()


def test_a_sound_plan_has_nothing_wrong(store: Store):
    write(store, "indicator", INDICATOR, target="0.1", tolerance="2.5")
    mark(store)
    assert store.check() == []


def test_a_bug_is_not_told_as_the_world_s_fault(store: Store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.transaction() as connection:
        connection.execute("SELECT * FROM nowhere")


def test_each_of_sqlite_s_complaints_has_its_sentence():
    def complaint(code: int) -> sqlite3.Error:
        error = sqlite3.OperationalError("x")
        error.sqlite_errorcode = code
        return error

    for code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_READONLY_DBMOVED,
                 sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT_INDEX, sqlite3.SQLITE_CANTOPEN,
                 sqlite3.SQLITE_CONSTRAINT_CHECK):  # fmt: skip
        assert not isinstance(refused(complaint(code)), Busy)
    assert isinstance(refused(complaint(sqlite3.SQLITE_BUSY_SNAPSHOT)), Busy)
    with pytest.raises(sqlite3.OperationalError):
        refused(complaint(sqlite3.SQLITE_ERROR))
    assert str(refused(complaint(sqlite3.SQLITE_ERROR), "Not a plan.")) == "Not a plan."


def test_what_came_in_from_elsewhere_is_kept_with_its_time_and_what_was_made_here_is_not(store: Store):
    here = write(store, "risk", RISK, owner="Cat")
    there = composed(store, {"risk": {RISK: {"owner": "Bob"}}})
    assert there
    store.apply([here, there], arrived="2018-03-12T09:00:00Z")
    store.apply([there], arrived="2018-04-01T09:00:00Z")  # it was there already
    assert store.db.execute("SELECT * FROM arrived").fetchall() == [
        (there.id, "2018-03-12T09:00:00Z", digest_of(there.id, "2018-03-12T09:00:00Z"))
    ]
    assert store.check() == []
    store.db.execute("UPDATE arrived SET at = '2018-03-13T09:00:00Z'")
    assert [fault.said for fault in store.check()] == ["When 1 edit came in from another copy is not as it was kept."]


def test_a_baseline_has_the_digest_of_all_that_it_says(store: Store):
    mark(store)
    write(store, "risk", RISK, owner="Cat")
    mark(store)
    written = dict(store.db.execute("SELECT id, digest FROM baseline").fetchall())
    *others, second = store.log.baselines()
    assert written == {each.id: each.digest() for each in (*others, second)}
    for other in (
        second._replace(meeting="0000000000000000000000MEE2"), second._replace(position="2017-11-24"),
        second._replace(parents=()), second._replace(edits=second.edits[1:]),
    ):  # fmt: skip
        assert other.digest() != second.digest()
    assert second._replace(edits=second.edits[::-1]).digest() == second.digest()
