"""Reading the sheets of an Excel file, or the one of a file with commas, semicolons or tabs."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from ..plantext import quoted
from .delimited import grid_of
from .grid import CannotRead, Grid

LARGEST = 50_000_000
"""Bytes of a file; a plan of 10,000 actions has about two million."""
EXCEL = (".xlsx", ".xlsm", ".xltx", ".xltm")
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = {
    ".ods": "a LibreOffice file", ".docx": "a Word file", ".doc": "a Word file", ".pdf": "a PDF", ".xlsb": "a binary "
    "Excel file", ".numbers": "a Numbers file", ".pptx": "a PowerPoint file",
}  # fmt: skip

Steps = Generator[tuple[int, int, str], None, list[Grid]]


def read(path: Path) -> list[Grid]:
    """The sheets of a file in their order, empty ones left out.

    Raises:
        CannotRead: it is no such file, too large, damaged or protected, or holds nothing.
    """
    steps = reading(path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def reading(path: Path) -> Steps:
    """As `read`, step by step: (done, total, what is read)."""
    content = _content(path)
    if content.startswith(_ZIP):
        if path.suffix.casefold() in _OTHERS:
            raise CannotRead(f"This is {_OTHERS[path.suffix.casefold()]}: copy its table into Excel and save it there.")
        from .excel import sheets

        grids = yield from sheets(content)
    else:
        yield 0, 1, f"Reading {path.name}"
        grids = [grid_of(_words(content, path))]
    found = [grid for grid in grids if grid.rows]
    if not found:
        raise CannotRead(f"There is nothing in {quoted(path.name)}.")
    return found


def _content(path: Path) -> bytes:
    try:
        is_folder, size = path.is_dir(), path.stat().st_size
        if not is_folder and size <= LARGEST:
            return path.read_bytes()
    except FileNotFoundError:
        raise CannotRead(f"There is no file {quoted(path.name)}.") from None
    except (OSError, ValueError):
        raise CannotRead(f"{quoted(path.name)} cannot be read.") from None
    if is_folder:
        raise CannotRead(f"{quoted(path.name)} is a folder.")
    raise CannotRead(f"{quoted(path.name)} is larger than {LARGEST // 1_000_000} MB; no larger file is read.")


def _words(content: bytes, path: Path) -> bytes:
    """What is no Excel file, when it can be words. Raises CannotRead."""
    suffix = path.suffix.casefold()
    if content.startswith(_OLD):
        raise CannotRead("This is an old Excel file (.xls) or one with a password: save it as .xlsx without one.")
    if content.startswith(b"%PDF"):
        suffix = ".pdf"
    if suffix in _OTHERS:
        raise CannotRead(f"This is {_OTHERS[suffix]}: copy its table into Excel and save it there.")
    if suffix in EXCEL and content:
        raise CannotRead(f"{quoted(path.name)} is damaged, or no Excel file in spite of its name.")
    if content.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise CannotRead("This is a web page or XML: open it in Excel and save it as .xlsx.")
    return content
