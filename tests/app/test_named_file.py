"""A file that somebody names is a file, and no larger than is said."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.named_file import NoSuchFile, content_of_file, why_not_written, write_whole
from tests.odd_files import ODD, at_once, odd_file

__all__ = ["at_once"]


@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_is_neither_read_nor_written_over(tmp_path: Path, at_once: None, what: str):
    odd = odd_file(tmp_path, what)
    with pytest.raises(NoSuchFile, match="is a folder" if what == "folder" else "is no file"):
        content_of_file(odd, 100)
    with pytest.raises(NoSuchFile):
        write_whole(odd, b"new")
    assert not odd.is_file()


def test_a_file_is_read_up_to_what_is_taken(tmp_path: Path):
    (tmp_path / "letter").write_bytes(b"0123456789")
    assert content_of_file(tmp_path / "letter", 10) == b"0123456789"
    with pytest.raises(NoSuchFile, match="larger than"):
        content_of_file(tmp_path / "letter", 9)
    os.truncate(tmp_path / "letter", 1 << 40)  # a hole of a terabyte
    with pytest.raises(NoSuchFile, match="larger than"):
        content_of_file(tmp_path / "letter", 9)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="this system has no files without a size")
def test_a_file_that_says_it_is_empty_is_read_no_further_either():
    assert content_of_file(Path("/proc/self/maps"), 1_000_000)
    with pytest.raises(NoSuchFile, match="larger than"):
        content_of_file(Path("/proc/self/maps"), 10)


def test_a_file_is_written_whole_or_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_whole(tmp_path / "letter", b"old")
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", lambda _handle: (_ for _ in ()).throw(full))
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "letter", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("letter", b"old")]


def test_a_full_disk_is_called_one():
    assert why_not_written(OSError(errno.ENOSPC, "No space left on device")) == "the disk is full"
    assert why_not_written(OSError(errno.EIO, "Input/output error")) == "input/output error"
