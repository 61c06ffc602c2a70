"""Temporary folders: for their owner alone, and gone with the program, also with one that was killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app import temporary

_MAKE = """
import sys
from app import temporary
folder = temporary.Folder("files")
(folder.path / "letter.pdf").write_bytes(b"about a child")
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def left() -> Callable[[], Path]:
    """Leaves a folder as a killed program does."""

    def leave() -> Path:
        program = subprocess.Popen([sys.executable, "-c", _MAKE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert program.stdout is not None
        path = Path(program.stdout.readline().decode().strip())
        assert (path / "letter.pdf").exists()
        old(path)
        temporary.sweep()
        assert (path / "letter.pdf").exists(), "it is in use"
        program.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        program.communicate()
        return path

    return leave


def old(path: Path) -> None:
    os.utime(path, (0, 0))


def test_a_folder_is_for_its_owner_alone_and_goes_when_it_is_closed():
    folder = temporary.Folder("demo")
    inner = folder.path / "001"
    inner.mkdir()
    (inner / "letter.pdf").write_bytes(b"x")
    (inner / "letter.pdf").chmod(stat.S_IREAD)
    if os.name != "nt":
        assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    folder.close()
    assert not folder.path.exists()


def test_what_a_killed_program_left_goes_at_the_next_start(left: Callable[[], Path]):
    path = left()
    assert path.exists()
    old(path)
    temporary.sweep()
    assert not path.exists()


def test_nothing_else_is_swept(temporary_files: Path):
    other, mine = temporary_files / "another-program", temporary.Folder("files")
    target = temporary_files / "target"
    for folder in (other, target):
        folder.mkdir()
        (folder / "kept").write_bytes(b"")
    (temporary_files / "goldthread-link").symlink_to(target)
    (temporary_files / "goldthread-note").write_bytes(b"")
    young = temporary_files / "goldthread-just-being-made"
    young.mkdir()
    for path in (other, mine.path, temporary_files / "goldthread-note"):
        old(path)
    temporary.sweep()
    assert {path.name for path in temporary_files.iterdir()} == {
        "another-program", "target", "goldthread-link", "goldthread-note", young.name, mine.path.name,
    }  # fmt: skip
    assert (target / "kept").exists()
    mine.close()


def test_an_erasure_takes_the_opened_copies_away():
    temporary.opened.cache_clear()
    assert temporary.forget() == []
    copy = temporary.opened().path / "letter.pdf"
    copy.write_bytes(b"x")
    assert temporary.forget() == []
    assert not copy.exists()
    temporary.opened().close()
    temporary.opened.cache_clear()
