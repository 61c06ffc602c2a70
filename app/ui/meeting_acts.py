"""What is done with a meeting, beside what is done with any record: its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Meeting
from app.ui.acts import act
from app.ui.trail import PapersOf

if TYPE_CHECKING:
    from app.ui.session import Session


@act("Its papers", Meeting, reads=True, tip="Put together what goes out for it")
def papers_of(session: Session, meeting: Meeting, parent: QWidget | None) -> None:
    """Show the papers, for this meeting."""
    session.open(PapersOf(meeting.id))
