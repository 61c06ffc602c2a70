"""Open what is held in the plan: as a copy in a temporary folder that cannot be written, with the system's program."""

from __future__ import annotations

import re
import stat
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

READABLE = frozenset([
    ".pdf", ".txt", ".md", ".csv", ".rtf", ".eml", ".msg", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt",
    ".pptx", ".odp", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp",
])  # fmt: skip
"""What the system shows. Anything else could be a program, which a plan from somebody else must not start."""


def can_open(filename: str) -> bool:
    """Whether a file of that name is a document or a picture."""
    return Path(filename).suffix.casefold() in READABLE


def read_only_copy(filename: str, content: bytes) -> Path:
    """Write `content` into a temporary folder, under its name as far as every system takes it; nobody may write to it.

    The folder is gone with the program. Raises OSError.
    """
    folder = Path(_folder().name)
    number = sum(1 for _ in folder.iterdir())
    place = folder / f"{number:03}"
    place.mkdir()
    path = place / _safe(filename)
    path.write_bytes(content)
    path.chmod(stat.S_IREAD)
    return path


def open_copy(filename: str, content: bytes) -> bool:
    """Open a read-only copy with the system's program; whether there was one. Raises OSError."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(read_only_copy(filename, content))))


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="goldthread-", ignore_cleanup_errors=True)


def _safe(filename: str) -> str:
    """A file's name alone, without what leads elsewhere or what some system refuses."""
    name = re.sub(r'[\x00-\x1f<>:"|?*]', "_", re.split(r"[/\\]", filename)[-1]).strip(" .")
    stem, suffix = Path(name).stem[:100], Path(name).suffix[:20]
    return f"{stem}{suffix}" if stem else f"file{suffix}"
