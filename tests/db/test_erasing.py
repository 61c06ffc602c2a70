"""Erasing for good: whatever order copies meet in, nothing of what was erased is left, and nothing else is lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workspace.schema import SCHEMA
from db.blobs import digest_of
from db.edits import Edit, Erasure, Scalar
from db.erasing import GONE, NEUTRAL, PLACEHOLDER, compose
from db.errors import Refused
from db.store import Store
from tests.db.plans import RISK, START, altered, content, row, small_plan, stamp, undo, write

NAME = "Kezia Umbridge"
ATTACHMENT = "000000000000000000000ATT01"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "plan.goldthread")


@pytest.fixture
def store(plan: Path) -> Iterator[Store]:
    store = Store.open(plan, "Ann", SCHEMA)
    yield store
    assert store.check() == []
    store.close()


def erase(store: Store, record: str = RISK, *names: str, table: str = "risk", at: int = START, **left: Scalar) -> Edit:
    """Erase fields of a record, or all of it."""
    wanted = {name: store.log.defaults[table][name] for name in names} | left
    edit = compose(store.log, {(table, record): wanted or None}, stamp(store, "Erase for good", at), "Bob", "A child")
    assert edit is not None
    store.apply([edit])
    return edit


def bring(store: Store, *others: Store) -> None:
    """Bring in all that other copies hold."""
    for other in others:
        with store.transaction():
            for held in other.contents().values():
                store.keep(held)
            store.apply(list(other.log.edits()), other.log.baselines())


def log(store: Store) -> list[Edit]:
    return sorted(store.log.edits(), key=lambda edit: edit.id)


def raw(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.glob(f"*{path.name}*"))


def copied(plan: Path, name: str) -> Path:
    return Path(shutil.copy(plan, plan.with_name(f"{name}.goldthread")))


def test_an_erased_field_is_back_at_its_default_and_gone_from_every_edit(store: Store):
    write(store, "risk", RISK, title=NAME, label=f"Rename to {NAME}")
    write(store, "risk", RISK, title="Staff leave again", owner="Cid", label="Rename")
    erase(store, RISK, title=PLACEHOLDER)
    assert row(store, "risk", RISK)["title"] == PLACEHOLDER
    assert row(store, "risk", RISK)["owner"] == "Cid"
    assert "Kezia" not in repr(log(store))
    assert NAME.encode() not in raw(store.path)


def test_an_edit_that_told_of_it_has_a_neutral_label_and_a_digest_that_nothing_can_be_guessed_from(store: Store):
    told = write(store, "risk", RISK, title=NAME, owner="Cid", label=f"Rename to {NAME}")
    about_another = write(store, "theme", "0000000000000000000000TH22", title="T", label=f"Link {NAME} to Leadership")
    innocent = write(store, "theme", "0000000000000000000000TH22", title="U", label="Rename a theme")
    erase(store, RISK, title=PLACEHOLDER)
    after = store.log.edit(told.id)
    assert after
    assert (after.label, after.changes[0].salt) == (NEUTRAL, "")
    assert after.changes[0].fields.keys() == told.changes[0].fields.keys() - {"title"}
    assert after.digest != told.digest
    assert after.changes[0].hash != told.changes[0].hash
    assert [e.label for e in log(store) if e.id in (about_another.id, innocent.id)] == [NEUTRAL, "Rename a theme"]
    assert store.log.edit(innocent.id) == innocent


def test_an_erased_record_is_gone_as_if_it_had_never_been(store: Store):
    write(store, "risk", RISK, title=NAME, cause="Cause told")
    (baseline,) = store.log.baselines()
    edit = erase(store)
    assert row(store, "risk", RISK) == {"id": RISK, **store.log.defaults["risk"], "deleted": GONE}
    assert store.log.as_of(baseline.id).values("risk", [RISK]) == {RISK: None}
    assert b"Cause told" not in raw(store.path)
    assert store.log.edit(edit.id) == edit


def test_an_erasure_cannot_be_undone_and_neither_can_what_was_erased(store: Store):
    named = write(store, "risk", RISK, title=NAME, owner="Cid")
    erasure = erase(store, RISK, title=PLACEHOLDER)
    with pytest.raises(Refused, match="cannot be brought back"):
        undo(store, erasure)
    undone, left_alone = undo(store, named)
    assert left_alone == []
    assert undone
    assert list(undone.changes[0].fields) == ["owner"]
    assert row(store, "risk", RISK)["title"] == PLACEHOLDER


def test_what_is_written_anew_after_an_erasure_stays(store: Store):
    erase(store)
    write(store, "risk", RISK, title="Born again", deleted="")
    write(store, "risk", RISK, title="And changed")
    assert row(store, "risk", RISK)["title"] == "And changed"


def test_a_copy_that_had_not_heard_loses_only_what_it_says_of_the_erased(plan: Path, store: Store):
    other = Store.open(copied(plan, "other"), "Bob", SCHEMA)
    write(other, "risk", RISK, title=NAME, owner="Cid", label=f"Rename to {NAME}", at=START + 9_000_000)
    write(other, "theme", "0000000000000000000000TH22", title="T", label=f"Tie to {NAME.upper()}", at=START + 9_000_001)
    erase(store, RISK, title=PLACEHOLDER)
    bring(store, other)
    assert (row(store, "risk", RISK)["title"], row(store, "risk", RISK)["owner"]) == (PLACEHOLDER, "Cid")
    assert b"KEZIA" not in raw(store.path).upper()
    bring(other, store)
    assert (log(other), content(other)) == (log(store), content(store))
    assert b"KEZIA" not in raw(other.path).upper()
    assert other.check() == []
    other.close()


def test_an_old_copy_brought_in_again_brings_nothing_back(plan: Path, store: Store):
    write(store, "risk", RISK, title=NAME)
    old = Store.open(copied(store.path, "old"), "Bob", SCHEMA)
    erase(store)
    before = log(store)
    bring(store, old)
    assert log(store) == before
    assert NAME.encode() not in raw(store.path)
    old.close()


def test_what_both_copies_erase_is_the_same_in_both(plan: Path, store: Store):
    other = Store.open(copied(plan, "other"), "Bob", SCHEMA)
    erase(store, RISK, title=PLACEHOLDER)
    erase(other, RISK, title=PLACEHOLDER, at=START + 9_000_000)
    erase(other, RISK, "owner", at=START + 9_000_000)
    bring(store, other)
    bring(other, store)
    assert (log(store), content(store)) == (log(other), content(other))
    assert row(store, "risk", RISK)["title"] == PLACEHOLDER
    assert other.check() == []
    other.close()


def test_an_edit_that_was_tampered_with_is_refused_although_something_in_it_was_erased(plan: Path, store: Store):
    other = Store.open(copied(plan, "other"), "Bob", SCHEMA)
    erase(store, RISK, title=PLACEHOLDER)
    (birth,) = [edit for edit in other.log.edits(RISK) if "title" in edit.changes[0].fields]
    fields = {**birth.changes[0].fields, "impact": ((), None, 5)}
    forged = birth._replace(changes=(replace(birth.changes[0], fields=fields),)).sealed()
    with pytest.raises(Refused, match="tampered"):
        store.apply([forged])
    other.close()


@pytest.mark.parametrize(
    ("erasure", "sentence"),
    [
        (Erasure("theme", "0000000000000000000000TH22", "", "Bob", "Why"), "does not touch"),
        (Erasure("risk", RISK, "owner", "Bob", "Why"), "still holds"),
        (Erasure("risk", RISK, "", "Bob", "Why"), "does not touch"),
    ],
)
def test_an_edit_that_pretends_to_erase_is_refused(store: Store, erasure: Erasure, sentence: str):
    edit = store.log.compose({"risk": {RISK: {"owner": "Eve"}}}, stamp(store))
    assert edit
    before = content(store), log(store)
    with pytest.raises(Refused, match=sentence):
        store.apply([edit._replace(erases=(erasure,)).sealed()])
    assert (content(store), log(store)) == before


def test_an_erasure_whose_reason_was_changed_is_found(plan: Path):
    store = Store.open(plan, "Ann", SCHEMA)
    erase(store)
    store.close()
    altered(plan, "UPDATE erasure SET reason = 'Another'")
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    assert len(store.check()) == 1
    store.close()


def test_what_was_erased_and_stands_there_again_is_found(plan: Path):
    before = raw(plan)
    store = Store.open(plan, "Ann", SCHEMA)
    erase(store, RISK, title=PLACEHOLDER)
    store.close()
    assert b"Staff leave" in before
    assert b"Staff leave" not in raw(plan)
    again = "json_set(fields, '$.title', json('[[], \"\", \"Staff\"]'))"
    altered(plan, f"UPDATE change SET fields = {again} WHERE record = '{RISK}'")
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    assert any("erased for good" in fault.said for fault in store.check())
    store.close()


def attach(store: Store, held: bytes, record: str = ATTACHMENT) -> None:
    with store.transaction():
        store.keep(held)
        write(store, "attachment", record, title=NAME, filename="a.pdf", digest=digest_of(held), size=9)


def test_an_erased_attachment_takes_its_content_along_unless_another_holds_it(plan: Path, store: Store):
    held = b"A letter about Kezia " * 999
    attach(store, held)
    attach(store, held, "000000000000000000000ATT02")
    other = Store.open(copied(store.path, "other"), "Bob", SCHEMA)
    erase(store, ATTACHMENT, table="attachment")
    assert store.contents() == {digest_of(held): held}
    erase(store, "000000000000000000000ATT02", table="attachment")
    assert store.contents() == {}
    assert b"Kezia" not in raw(store.path)
    bring(store, other)
    assert store.contents() == {}
    assert b"Kezia" not in raw(store.path)
    bring(other, store)
    assert b"Kezia" not in raw(other.path)
    assert other.check() == []
    other.close()


# the file itself


def test_a_file_that_somebody_reads_just_then_is_rewritten_later(plan: Path):
    store = Store.open(plan, "Ann", SCHEMA)
    store._connection.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(plan, isolation_level=None)) as reader:

        def read(statement: str) -> None:
            if statement == "VACUUM":
                reader.execute("BEGIN")
                reader.execute("SELECT * FROM risk").fetchone()

        store._connection.set_trace_callback(read)
        erase(store)
        store._connection.set_trace_callback(None)
        assert row(store, "risk", RISK)["deleted"] == GONE
        assert not store.rewrite()
    assert store.rewrite()
    store.close()


_KILLED = """
import os, signal, sys
from pathlib import Path
from app.workspace.schema import SCHEMA
from db.store import Store
from tests.db.test_erasing import erase
store = Store.open(Path(sys.argv[1]), "Ann", SCHEMA)
store._connection.set_trace_callback(lambda statement: statement == "VACUUM" and os.kill(os.getpid(), signal.SIGKILL))
erase(store)
"""


def test_a_program_killed_before_the_file_was_rewritten_leaves_that_to_the_next(plan: Path):
    with closing(Store.open(plan, "Ann", SCHEMA)) as store:
        for number in range(200):
            write(store, "risk", RISK, cause=f"{NAME} {number} " * 40)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(plan)], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    with closing(sqlite3.connect(plan)) as connection:
        assert connection.execute("SELECT rewritten FROM erasure").fetchall() == [(0,)]
        pages = connection.execute("PRAGMA freelist_count").fetchone()[0]
    assert pages > 0
    with closing(Store.open(plan, "Bob", SCHEMA)) as store:
        assert store.check() == []
        assert row(store, "risk", RISK)["deleted"] == GONE
    with closing(sqlite3.connect(plan)) as connection:
        assert connection.execute("SELECT rewritten FROM erasure").fetchall() == [(1,)]
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] == 0
    assert NAME.encode() not in raw(plan)


# random histories of several copies

FIELDS = ("title", "cause", "owner")
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            ["write", "write", "write", "erase field", "erase record", "remove", "undo", "bring", "attach"]
        ),
        st.integers(0, 2),
        st.sampled_from(FIELDS),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=24,
)
RISKS = ("0000000000000000000000RSK7", "0000000000000000000000RSK8", "0000000000000000000000RSK9")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "plan.goldthread"
    with closing(Store.create(path, "Ann", SCHEMA)) as store:
        for key in RISKS:
            write(store, "risk", key, title="Plain", label="Add a risk")
    return path


@settings(max_examples=60)
@given(steps=STEPS)
def test_in_any_order_of_meeting_nothing_of_the_erased_is_left_and_nothing_else_is_lost(
    empty: Path, steps: list[tuple[int, str, int, str, int, int]]
):
    """Every text is a word of its own, so that each byte of a file tells whose it is."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / f"{name}.goldthread" for name in "abc"]
        for path in copies:
            shutil.copy(empty, path)
        stores = [Store.open(path, "Ann", SCHEMA) for path in copies]
        for store in stores:
            store._connection.execute("PRAGMA synchronous = OFF")
        clean: dict[str, tuple[str, str]] = {}  # where each word was written
        heard: list[set[tuple[str, str]]] = [set(), set(), set()]  # the erasures that each copy has heard of
        erased: dict[tuple[str, str], set[str]] = {}  # the words that each erasure may not reach: written knowing it
        for number, (who, what, which, field, other, ago) in enumerate(steps):
            store, key, at = stores[who], RISKS[which], START + number * 1000 + ago * 1_000_000
            if what == "write":
                word = f"word{number:04}zz"
                write(store, "risk", key, label=f"Say {word} here", at=at, **{field: word, "deleted": ""})
                clean[word] = (key, field)
                for erasure in heard[who]:
                    erased[erasure].add(word)
            elif what == "erase field":
                left = {field: PLACEHOLDER} if field == "title" else {}
                edit = erase(store, key, *(() if left else (field,)), at=at, **left)
                heard[who].add((edit.id, f"{key} {field}"))
                erased[edit.id, f"{key} {field}"] = set()
            elif what == "erase record":
                edit = erase(store, key, at=at)
                heard[who].add((edit.id, f"{key} "))
                erased[edit.id, f"{key} "] = set()
            elif what == "remove":
                write(store, "risk", key, deleted="removed", at=at) if row(store, "risk", key)[
                    "deleted"
                ] == "" else None
            elif what == "undo":
                last = next(e for e in store.log.edits(key) if not e.erases)
                undo(store, last)
            elif what == "attach":
                word = f"word{number:04}zz"
                attachment = f"{number:04}{key[4:-3]}ATT"
                held = f"Bytes of {word}".encode()
                with store.transaction():
                    store.keep(held)
                    write(store, "attachment", attachment, title=word, digest=digest_of(held), size=9, at=at)
            elif other != who:
                bring(store, stores[other])
                heard[who] |= heard[other]
        for order in list(permutations(range(3)))[: 1 + steps[0][5]]:
            for target, source in ((order[0], order[1]), (order[0], order[2])):
                bring(stores[target], stores[source])
            for target in order[1:]:
                bring(stores[target], stores[order[0]])
        everything = set.union(*heard)
        gone = {
            word
            for word, (key, field) in clean.items()
            if any(what in (f"{key} {field}", f"{key} ") and word not in erased[id_, what] for id_, what in everything)
        }
        first = log(stores[0]), content(stores[0]), stores[0].contents()
        for store in stores:
            assert store.check() == []
            assert (log(store), content(store), store.contents()) == first
            assert store.rewrite()
            bytes_ = raw(store.path)
            assert {word for word in gone if word.encode() in bytes_} == set()
            assert {word for word in clean if word not in gone and word.encode() not in bytes_} == set()
            store.close()
