"""Open what is held in the plan: as a copy in a temporary folder that cannot be written, with the system's program."""

from __future__ import annotations

import re
import shutil
import stat
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app import temporary
from app.domain.records import Attachment, IssuedPaper
from app.named_file import NoSuchFile, why_not_written, write_whole
from app.ui import files

if TYPE_CHECKING:
    from app.ui.session import Session

READABLE = frozenset([
    ".pdf", ".txt", ".md", ".csv", ".rtf", ".eml", ".msg", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt",
    ".pptx", ".odp", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp",
])  # fmt: skip
"""What the system shows. Anything else could be a program, which a plan from somebody else must not start."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\s*$)", re.I)
"""Names that Windows keeps for what is no file, whatever ends them."""


def can_open(filename: str) -> bool:
    """Whether a file of that name is a document or a picture."""
    return Path(filename).suffix.casefold() in READABLE


def read_only_copy(filename: str, content: bytes) -> Path:
    """Write `content` into a temporary folder, under its name as far as every system takes it; nobody may write to it.

    The folder is gone with the program. Raises OSError.
    """
    folder = Path(mkdtemp(dir=temporary.opened().path))
    path = folder / _safe(filename)
    try:
        path.write_bytes(content)
        path.chmod(stat.S_IREAD)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)  # no half of it is left
        raise
    return path


def open_copy(filename: str, content: bytes) -> bool:
    """Open a read-only copy with the system's program; whether there was one. Raises OSError."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(read_only_copy(filename, content))))


def open_file(session: Session, file: Attachment | IssuedPaper) -> None:
    """Open a read-only copy of a file of the plan, and say so, or why not."""
    if (content := _content(session, file)) is None:
        return
    try:
        opened = open_copy(file.filename, content)
    except OSError as error:
        why = why_not_written(error)
        session.say_wrong(f"No copy could be written to the folder for temporary files: {why}.")
        return
    if opened:
        session.say("Opened a read-only copy: changes to it do not reach the plan.")
    else:
        session.say_wrong("No program opens this kind of file here. Save a copy instead.")


def save_file(session: Session, file: Attachment | IssuedPaper, parent: QWidget | None) -> None:
    """Put a copy of a file of the plan where the person says."""
    paths: list[Path | None] = []
    content, over = _content(session, file), parent or QWidget()
    if content is None or not session.attempt(lambda: paths.append(files.ask_file(over, file.filename))):
        return
    if paths[0] is not None:
        write_copy(session, paths[0], content)


def write_copy(session: Session, path: Path, content: bytes) -> None:
    """Write a copy; where the folder does not allow it, that is said."""
    try:
        write_whole(path, content)
    except NoSuchFile as error:
        session.say_wrong(str(error))
    except OSError as error:
        session.say_wrong(f"The copy could not be written: {why_not_written(error)}.")
    else:
        session.say(f"Saved {path.name}.")


def _content(session: Session, file: Attachment | IssuedPaper) -> bytes | None:
    found: list[bytes] = []
    return found[0] if session.attempt(lambda: found.append(session.workspace.content(file))) else None


def _safe(filename: str) -> str:
    """A file's name alone, without what leads elsewhere, hides its ending, or is refused by some system."""
    plain = "".join(letter if letter.isprintable() else "_" for letter in re.split(r"[/\\]", filename)[-1])
    name = re.sub(r'[<>:"|?*]', "_", plain).strip(" .")
    stem, suffix = _cut(Path(name).stem, 100), _cut(Path(name).suffix, 20)
    return f"{'_' if _DEVICE.match(stem) else ''}{stem or 'file'}{suffix}"


def _cut(text: str, most: int) -> str:
    """A text of at most so many bytes: of those a disk counts."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
