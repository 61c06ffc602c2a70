"""What is done with a file that the plan holds, attached or issued; and issuing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Attachment, IssuedPaper, Meeting
from app.ui.acts import act
from app.ui.trail import PapersOf

if TYPE_CHECKING:
    from app.ui.session import Session


def is_kept(_session: Session, file: Attachment | IssuedPaper) -> bool:
    """Whether the plan holds its file."""
    return isinstance(file, Attachment) or bool(file.kept)


def _can_open(session: Session, file: Attachment | IssuedPaper) -> bool:
    from app.ui.record.copies import can_open

    return can_open(file.filename) and is_kept(session, file)


@act("Open read-only", Attachment, IssuedPaper, reads=True, when=_can_open)
def open_copy(session: Session, file: Attachment | IssuedPaper, parent: QWidget | None) -> None:
    """Open a read-only copy with the system's program."""
    from app.ui.record import copies

    copies.open_file(session, file)


@act("Save a copy…", Attachment, IssuedPaper, reads=True, when=is_kept)
def save_copy(session: Session, file: Attachment | IssuedPaper, parent: QWidget | None) -> None:
    """Put a copy where the person says."""
    from app.ui.record import copies

    copies.save_file(session, file, parent)


@act("Issue a paper", Meeting, beside=True, tip="Write it, and keep in the plan what was handed out")
def issue(session: Session, meeting: Meeting, parent: QWidget | None) -> None:
    """Show the papers for this meeting; what is exported there is proposed to be recorded as issued."""
    session.open(PapersOf(meeting.id, issue=True))
