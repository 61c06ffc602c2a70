"""Opening somebody's file: one sentence for each way it can be wrong, and the file stays as it is."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.errors import Busy, Refused
from db.format import APPLICATION_ID, FORMAT
from db.safety import connect, copy_to, prepare, read_header, verify
from db.store import Store
from tests.db.plans import RISK, THEME, altered, content, small_plan, write

pytestmark = pytest.mark.usefixtures("no_file_left_open")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "plan.goldthread")


def refusal(path: Path, *, write: bool) -> str:
    """Why a file is refused; nothing in its folder may have changed but for SQLite's own followers."""
    before = {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(Refused) as caught:
        Store.open(path, "Bob", SCHEMA, write=write).close()
    after = {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    assert after == before
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith((".", "!", "?", ")"))
    return sentence


WRITE = pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])


@WRITE
@pytest.mark.parametrize(
    ("bytes_", "sentence"),
    [
        (b"", "empty"),
        (b"S", "cut off after 1 bytes"),
        (b"SQLite format 3\0" + bytes(50), "cut off after 66 bytes"),
        (b"Title,Owner\nStaff leave,Ann\n", "not a plan file"),
        (b"{}", "not a plan file"),
        (b"PK\x03\x04" + bytes(100), "Office or zip"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "Office or zip"),
        (b"%PDF-1.7\n" + bytes(200), "not a plan file"),
        (random.Random(1).randbytes(5000), "not a plan file"),
        (b"SQLite format 3\0" + bytes(84), "another program"),
    ],
)
def test_what_is_no_plan_is_named(tmp_path: Path, bytes_: bytes, sentence: str, write: bool):
    path = tmp_path / "x.goldthread"
    path.write_bytes(bytes_)
    assert sentence in refusal(path, write=write)


@WRITE
def test_nothing_there_is_said(tmp_path: Path, write: bool):
    assert refusal(tmp_path / "x.goldthread", write=write) == "There is no file at this place."
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="There is no file at this place"):
        Store.open(tmp_path / "file" / "x.goldthread", "Bob", SCHEMA, write=write)


def test_a_name_that_no_disk_can_hold_is_refused(tmp_path: Path):
    with pytest.raises(Refused):
        Store.open(tmp_path / ("x" * 300), "Bob", SCHEMA)
    with pytest.raises(Refused):
        Store.create(tmp_path / ("x" * 300), "Bob", SCHEMA)


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path):
    (tmp_path / "loop.goldthread").symlink_to(tmp_path / "loop.goldthread")
    with pytest.raises(Refused, match="no file"):
        Store.open(tmp_path / "loop.goldthread", "Bob", SCHEMA)


@WRITE
def test_a_folder_is_no_plan(tmp_path: Path, write: bool):
    (tmp_path / "folder.goldthread").mkdir()
    assert refusal(tmp_path / "folder.goldthread", write=write) == "This is a folder, not a plan."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system knows no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.goldthread")
    with pytest.raises(Refused, match="not a plan file"):
        Store.open(tmp_path / "pipe.goldthread", "Bob", SCHEMA)


@WRITE
def test_a_spreadsheet_is_named(tmp_path: Path, write: bool):
    path = tmp_path / "risks.goldthread"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    assert "Office or zip" in refusal(path, write=write)


@WRITE
def test_a_database_of_another_program_is_named(tmp_path: Path, write: bool):
    path = altered(tmp_path / "other.goldthread", "CREATE TABLE t(x)", "PRAGMA application_id = 252006674")
    assert "another program" in refusal(path, write=write)


@WRITE
def test_a_newer_format_is_refused(plan: Path, write: bool):
    altered(plan, f"PRAGMA user_version = {FORMAT + 1}")
    assert f"(format {FORMAT + 1}; this one knows {FORMAT})" in refusal(plan, write=write)


@WRITE
@pytest.mark.parametrize("version", [0, -1])
def test_a_format_that_never_was_is_refused(plan: Path, version: int, write: bool):
    altered(plan, f"PRAGMA user_version = {version}")
    refusal(plan, write=write)


@WRITE
@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_refused(plan: Path, share: float, write: bool):
    whole = plan.read_bytes()
    plan.write_bytes(whole[: int(len(whole) * share)])
    assert "cut off" in refusal(plan, write=write)


@WRITE
def test_a_file_cut_off_at_the_end_of_a_page_is_refused(plan: Path, write: bool):
    whole = plan.read_bytes()
    for size in range(4096, len(whole), 4096 * 7):
        plan.write_bytes(whole[:size])
        assert refusal(plan, write=write) == f"The file is cut off: {size:,} of {len(whole):,} bytes are there."


@WRITE
def test_a_file_with_something_added_is_refused(plan: Path, write: bool):
    plan.write_bytes(plan.read_bytes() + b"\n")
    assert "cut off" in refusal(plan, write=write)


HOSTILE = {
    "a trigger": ["CREATE TRIGGER t AFTER INSERT ON risk BEGIN DELETE FROM edit; END"],
    "a view": ["CREATE VIEW v AS SELECT 1"],
    "a table": ["CREATE TABLE extra(x)"],
    "a virtual table": ["CREATE VIRTUAL TABLE f USING fts5(x)"],
    "an index": ["CREATE INDEX i ON risk(owner)"],
    "an index with an expression": ["CREATE INDEX i ON risk(lower(owner))"],
    "a column more": ["ALTER TABLE risk ADD COLUMN colour TEXT"],
    "a column less": ["ALTER TABLE risk DROP COLUMN owner"],
    "a column of another name": ["ALTER TABLE risk RENAME COLUMN owner TO who"],
    "a table less": ["DROP TABLE visit"],
    "a view in the place of a table": ["DROP TABLE visit", "CREATE VIEW visit AS SELECT 1 AS id"],
    "a column with another default": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'owner TEXT NOT NULL DEFAULT ''''', 'owner TEXT DEFAULT ''me''')"
        " WHERE name = 'risk'",
    ],
    "a trigger on what sqlite-utils keeps": [
        'CREATE TRIGGER t AFTER INSERT ON "_sqlite_migrations" BEGIN DELETE FROM edit; END'
    ],
    "a trigger that says it is a table of sqlite-utils": [
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema VALUES('table', 't', '_sqlite_migrations', 0,"
        " 'CREATE TRIGGER t AFTER INSERT ON risk BEGIN DELETE FROM edit; END')",
    ],
    "a trigger under the name of sqlite-utils' table": [
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema VALUES('table', '_sqlite_migrations', '_sqlite_migrations', 0,"
        " 'CREATE TRIGGER t AFTER INSERT ON risk BEGIN DELETE FROM edit; END')",
    ],
    "a table that computes in the place of sqlite-utils' own": [
        'DROP TABLE "_sqlite_migrations"',
        'CREATE TABLE "_sqlite_migrations"(id INTEGER PRIMARY KEY, name TEXT AS (hex(id)))',
    ],
    "statistics that are a view": [
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema VALUES('view', 'sqlite_stat1', 'sqlite_stat1', 0, 'CREATE VIEW sqlite_stat1 AS"
        " SELECT 1')",
    ],
    "a table whose text is gone": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = NULL WHERE name = 'risk'",
    ],
    "a table whose text makes no sense": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE (' WHERE name = 'risk'",
    ],
    "two tables on one page": [
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'theme')"
        " WHERE name = 'risk'",
    ],
}


@WRITE
@pytest.mark.parametrize("what", HOSTILE)
def test_a_structure_that_is_not_ours_is_refused(plan: Path, what: str, write: bool):
    altered(plan, *HOSTILE[what])
    sentence = refusal(plan, write=write)
    assert "structure of the file is not Goldthread's own" in sentence or "damaged" in sentence


@pytest.mark.parametrize("statements", [["ANALYZE"], ["VACUUM"], ["PRAGMA auto_vacuum = FULL", "VACUUM"], ["REINDEX"]])
def test_what_another_program_may_do_without_harm_is_allowed(plan: Path, statements: list[str]):
    altered(plan, *statements)
    store = Store.open(plan, "Bob", SCHEMA)
    write(store, "risk", RISK, owner="Bob")
    assert store.check() == []
    store.close()


def test_a_plan_that_another_program_switched_to_a_write_ahead_log_is_switched_back(plan: Path):
    altered(plan, "PRAGMA journal_mode = WAL")
    store = Store.open(plan, "Bob", SCHEMA)
    write(store, "risk", RISK, owner="Bob")
    store.close()
    assert plan.read_bytes()[18:20] == b"\x01\x01"
    assert not plan.with_name(plan.name + "-wal").exists()


def test_a_refused_plan_keeps_its_write_ahead_log(plan: Path):
    altered(plan, "PRAGMA journal_mode = WAL", "CREATE TABLE extra(x)")
    before = plan.read_bytes()
    with pytest.raises(Refused):
        Store.open(plan, "Bob", SCHEMA)
    assert plan.read_bytes() == before


def test_a_row_that_refers_to_nothing_is_refused(plan: Path):
    altered(plan, "PRAGMA foreign_keys = OFF", f"INSERT INTO stage_aim(id, stage) VALUES('{THEME}', '{RISK}')")
    assert refusal(plan, write=True) == "The file is damaged: a record refers to one that is not there."


def test_flipped_bits_never_end_in_anything_but_a_sentence(plan: Path, tmp_path: Path):
    whole = plan.read_bytes()
    chance = random.Random(7)
    damaged = tmp_path / "damaged.goldthread"
    refused = 0
    for _ in range(200):
        flipped = bytearray(whole)
        place = chance.choice([chance.randrange(100), chance.randrange(4096), chance.randrange(len(whole))])
        flipped[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(flipped)
        try:
            store = Store.open(damaged, "Bob", SCHEMA, write=False)
        except Refused:
            refused += 1
            continue
        try:
            content(store)
            store.check()
        except Refused:
            refused += 1
        finally:
            store.close()
    assert refused > 30


@pytest.mark.torture
def test_flipped_bits_never_end_in_anything_but_a_sentence_for_long(plan: Path, tmp_path: Path):
    whole = plan.read_bytes()
    chance = random.Random()
    damaged = tmp_path / "damaged.goldthread"
    for _ in range(5000):
        flipped = bytearray(whole)
        for _ in range(chance.randrange(1, 20)):
            flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        damaged.write_bytes(flipped)
        with contextlib.suppress(Refused):
            store = Store.open(damaged, "Bob", SCHEMA, write=False)
            try:
                content(store)
                store.check()
            finally:
                store.close()


def test_a_name_in_the_structure_that_is_no_text_is_refused(plan: Path):
    no_text = "name = CAST(x'ff' || name AS TEXT), sql = 'CREATE TABLE ('"
    altered(plan, "PRAGMA writable_schema = ON", f"UPDATE sqlite_schema SET {no_text} WHERE name = 'risk'")
    for write_too in (True, False):
        assert "damaged" in refusal(plan, write=write_too)


def test_damaged_pages_are_found(plan: Path):
    whole = bytearray(plan.read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = bytes(64)
    plan.write_bytes(whole)
    assert "damaged" in refusal(plan, write=True)


def test_a_file_that_may_not_be_read_is_refused(
    open_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    plan = small_plan(open_folder / "plan.goldthread")
    plan.chmod(0o000)
    with without_rights(), pytest.raises(Refused, match="you may not have the right to open it"):
        Store.open(plan, "Bob", SCHEMA)


def test_a_file_that_may_not_be_written_opens_to_read_and_says_so(
    open_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    plan = small_plan(open_folder / "plan.goldthread")
    plan.chmod(0o444)
    open_folder.chmod(0o777)
    with without_rights():
        store = Store.open(plan, "Bob", SCHEMA)
        assert not store.writable
        assert store.why_read_only == "The plan lies where it cannot be written."
        assert len(store.rows("risk")) == 1
        assert not store.free
        with pytest.raises(Refused, match="cannot be written"), store.transaction():
            pass
        store.close()


def test_a_folder_that_may_not_be_written_opens_to_read_and_stays_as_it_is(
    open_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    plan = small_plan(open_folder / "plan.goldthread")
    for path in open_folder.iterdir():
        path.chmod(0o666)
    (open_folder / ".plan.goldthread.lock").unlink()
    open_folder.chmod(0o555)
    before = sorted(open_folder.iterdir())
    with without_rights():
        store = Store.open(plan, "Bob", SCHEMA)
        assert store.why_read_only == "The plan lies where it cannot be written."
        assert len(store.rows("risk")) == 1
        store.close()
        with pytest.raises(Refused, match="cannot be made here"):
            Store.create(open_folder / "new.goldthread", "Bob", SCHEMA)
        with pytest.raises(Refused, match="folder does not allow it"), closing(connect(plan, write=False)) as open_plan:
            copy_to(open_plan, open_folder / "copy.goldthread")
    assert sorted(open_folder.iterdir()) == before


@pytest.mark.parametrize(
    "name",
    [
        "two words",
        "a#b",
        "what?",
        "100%",
        "%41",
        "a&mode=memory",
        "naïve – Ελλάδα 计划",
        "quo'te\"s",
        "-dash",
        "a:b",
        " ",
    ],
)
def test_a_plan_may_have_any_name(tmp_path: Path, name: str):
    folder = tmp_path / name
    folder.mkdir()
    path = small_plan(folder / f"{name}.goldthread")
    store = Store.open(path, "Bob", SCHEMA)
    write(store, "risk", RISK, owner="Bob")
    store.copy_to(folder / f"{name} copy.goldthread")
    store.close()
    assert {p.name for p in folder.iterdir() if not p.name.startswith(".")} == {path.name, f"{name} copy.goldthread"}


def test_a_name_that_is_no_text_is_a_name_all_the_same(tmp_path: Path):
    path = small_plan(tmp_path / os.fsdecode(b"caf\xe9.goldthread"))
    store = Store.open(path, "Bob", SCHEMA)
    assert store.writable
    store.close()


def test_the_pragmas_are_those_that_keep_a_plan_whole(plan: Path):
    with closing(connect(plan, write=True)) as connection:
        prepare(connection)
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema",
                         "cell_size_check", "cache_spill", "locking_mode")
        }  # fmt: skip
    assert found == {
        "journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0,
        "cell_size_check": 1, "cache_spill": 0, "locking_mode": "normal",
    }  # fmt: skip
    assert APPLICATION_ID.to_bytes(4, "big") == plan.read_bytes()[68:72] == b"Gold"


def test_a_copy_is_whole_and_of_its_own(plan: Path, tmp_path: Path):
    target = tmp_path / "copy.goldthread"
    target.with_name("copy.goldthread-journal").write_bytes(b"left by what lay there")
    with closing(connect(plan, write=False)) as connection:
        copy_to(connection, target)
    assert not target.with_name("copy.goldthread-journal").exists()
    with closing(connect(target, write=False)) as connection:
        verify(connection, read_header(target))
    one, other = Store.open(plan, "Bob", SCHEMA), Store.open(target, "Bob", SCHEMA)
    assert content(one) == content(other)
    assert other.writable
    one.close()
    other.close()


def test_a_copy_into_a_folder_that_is_not_there_is_refused(plan: Path, tmp_path: Path):
    with closing(connect(plan, write=False)) as connection, pytest.raises(Refused, match="folder does not allow it"):
        copy_to(connection, tmp_path / "none" / "copy.goldthread")


def test_a_copy_that_cannot_be_finished_leaves_nothing_behind(plan: Path, tmp_path: Path):
    (tmp_path / "copy.goldthread").mkdir()
    with closing(connect(plan, write=False)) as connection, pytest.raises(Refused):
        copy_to(connection, tmp_path / "copy.goldthread")
    assert not (tmp_path / "copy.goldthread.part").exists()


def test_a_plan_that_stays_busy_does_not_hold_up_a_copy_for_ever(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("db.safety._COPY_SECONDS", 0)
    with closing(sqlite3.connect(plan, isolation_level=None)) as writer, closing(connect(plan, write=False)) as reader:
        writer.execute("BEGIN EXCLUSIVE")
        reader.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(Refused, match="busy"):
            copy_to(reader, tmp_path / "copy.goldthread")


def test_a_plan_that_is_written_just_now_is_busy_and_not_damaged(plan: Path, monkeypatch: pytest.MonkeyPatch):
    with closing(sqlite3.connect(plan, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        connection = connect(plan, write=False)
        connection.execute("PRAGMA busy_timeout = 0")
        with closing(connection), pytest.raises(Busy):
            verify(connection, FORMAT)


def test_a_hot_journal_does_not_make_a_file_look_cut_off(plan: Path):
    whole = plan.read_bytes()
    plan.write_bytes(whole[:-4096])
    shutil.copy(plan, plan.with_name(plan.name + "-journal"))
    assert read_header(plan) == FORMAT
