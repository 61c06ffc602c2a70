"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from db.lock import WriterLock

HOLD = """
import sys; from pathlib import Path; from db.lock import WriterLock
lock = WriterLock(Path(sys.argv[1])); assert lock.take("Cy, Officer"); print("held", flush=True); sys.stdin.read()
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.goldthread"


def test_only_one_holds_the_lock_and_says_who(plan: Path):
    ours, theirs = WriterLock(plan), WriterLock(plan)
    assert ours.take("Ann, Officer")
    assert ours.held
    assert not theirs.take("Bob")
    assert not theirs.held
    assert not theirs.free
    assert theirs.writer() == "Ann, Officer"


def test_a_released_lock_can_be_taken_and_its_holder_s_name_is_gone(plan: Path):
    ours, theirs = WriterLock(plan), WriterLock(plan)
    ours.take("Ann")
    ours.release()
    assert theirs.writer() == "Somebody"
    assert theirs.free
    assert not theirs.held
    assert theirs.take("Bob")
    assert ours.writer() == "Bob"
    ours.release()
    assert theirs.held
    assert not ours.free


def test_asking_whether_the_lock_is_free_names_nobody(plan: Path):
    ours = WriterLock(plan)
    assert ours.free
    assert not plan.with_name(".plan.goldthread.writer").exists()


def test_a_killed_writer_holds_no_lock(plan: Path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(plan)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        ours = WriterLock(plan)
        assert not ours.take("Ann")
        assert ours.writer() == "Cy, Officer"
        writer.kill()
        writer.wait()
    assert ours.take("Ann")
    assert ours.writer() == "Ann"
    ours.release()


def test_a_lock_that_was_made_for_nothing_leaves_no_trace(plan: Path):
    ours = WriterLock(plan)
    ours.take("Ann")
    ours.release(without_trace=True)
    assert list(plan.parent.iterdir()) == []


def test_a_lock_file_that_was_there_stays(plan: Path):
    WriterLock(plan).take("Ann")
    ours = WriterLock(plan)
    ours.take("Bob")
    ours.release(without_trace=True)
    assert [path.name for path in plan.parent.iterdir()] == [".plan.goldthread.lock"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann\nBob", "Ann"),
        ("  ", "Somebody"),
        ("\x1b[31mAnn\x07", "[31mAnn"),
        ("x" * 5000, "x" * 200),
        ("Ζωή, 负责人", "Ζωή, 负责人"),
        ("Ann\ud800", "Ann?"),
        ("Ann\u202eBob", "AnnBob"),
    ],
)
def test_a_writer_s_name_is_shown_on_one_line(plan: Path, name: str, shown: str):
    ours = WriterLock(plan)
    ours.take(name)
    assert ours.writer() == shown
    ours.release()


def test_a_holder_s_name_that_is_no_text_is_somebody(plan: Path):
    plan.with_name(".plan.goldthread.writer").write_bytes(b"\xff\xfe")
    assert WriterLock(plan).writer() == "Somebody"


def test_a_folder_that_allows_no_lock_file_says_so(
    open_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    open_folder.chmod(0o555)
    with without_rights():
        for ask in (lambda lock: lock.take("Ann"), lambda lock: lock.free):
            with pytest.raises(OSError, match="Permission"):
                ask(WriterLock(open_folder / "plan.goldthread"))


def test_where_the_holder_s_name_cannot_be_written_the_lock_is_let_go(plan: Path):
    plan.with_name(".plan.goldthread.writer").mkdir()
    ours = WriterLock(plan)
    with pytest.raises(OSError, match="directory"):
        ours.take("Ann")
    assert WriterLock(plan).free
