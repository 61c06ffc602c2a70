"""A file that a person names, to be read or to be written over: a file and nothing else, and no larger than is said.

A pipe would keep the program waiting, a device never ends, and a folder is none: each gets one sentence instead.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "there is no room left for you on the disk",
    errno.EFBIG: "the disk takes no file as large as this",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder does not exist",
    errno.EACCES: "you may not write in that folder",
    errno.EPERM: "you may not write in that folder",
    errno.EROFS: "the disk can only be read",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EINVAL: "its name cannot be used on this disk",
    errno.EILSEQ: "its name cannot be used on this disk",
}
_PIECE = 1 << 20
_PLAINLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
"""A pipe that is put there after one looked keeps nobody waiting either."""


class NoSuchFile(Exception):
    """What lies there cannot be read, or written over; one sentence for the person who named it."""


def content_of_file(path: Path, most: int) -> bytes:
    """All that a file holds, at most so many bytes. Raises NoSuchFile."""
    try:
        if why := why_no_file(path):
            raise NoSuchFile(why)
        handle = os.open(path, _PLAINLY)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise NoSuchFile(_cannot(path))
            content = _read(handle, most + 1) if found.st_size <= most else None
        finally:
            os.close(handle)
    except FileNotFoundError:
        raise NoSuchFile(f"There is no file {_called(path)}.") from None
    except (OSError, ValueError):
        raise NoSuchFile(_cannot(path)) from None
    if content is None or len(content) > most:
        raise NoSuchFile(f"{_called(path)} is larger than {most // 1_000_000} MB, the most that is taken.")
    return content


def why_no_file(path: Path) -> str:
    """Why what lies there is no file; empty where it is one. Raises OSError, also where nothing lies there."""
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        return f"{_called(path)} is a folder."
    return "" if stat.S_ISREG(kind) else f"{_called(path)} is no file, but a pipe or a device: choose a file."


def why_not_written(error: OSError) -> str:
    """Why a file could not be written, as the end of a sentence."""
    return _WHY.get(error.errno or 0) or (error.strerror or "the disk refused it").lower()


def fill(path: Path, content: bytes) -> None:
    """Write a file so that it lasts. Raises OSError, and then there may be a part of it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that a person names: all of it, or what lies there stays. Raises NoSuchFile and OSError."""
    with contextlib.suppress(FileNotFoundError):
        if why := why_no_file(path):
            raise NoSuchFile(why)
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        fill(part, content)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _read(handle: int, most: int) -> bytes:
    """What is there, however long it says that it is: a file may grow while it is read."""
    pieces: list[bytes] = []
    while most and (piece := os.read(handle, min(most, _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _cannot(path: Path) -> str:
    return f"{_called(path)} cannot be read."


def _called(path: Path) -> str:
    name = "".join(letter if letter.isprintable() else "?" for letter in (path.name or str(path))[:80])
    return f"“{name}”"
