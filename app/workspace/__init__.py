"""The open plan: read records, save, remove, undo; tells its listeners what changed. No Qt.

Reading gives records and the snapshot they make (`Plan`); what they mean is worked out from it when it is asked for.
Writing is one call: `save(*records, label=...)` is one transaction, one undo step and one line of history.
"""

from typing import TYPE_CHECKING, Any

from app.chronicle import HISTORY, EntryPart, HistoryEntry, said_of_history
from db.backups import Backup

from .attaching import LARGEST_ATTACHMENT
from .closings import Closing
from .erasing import REASON, SECOND, TRACES, WORDS, Erasable, ErasureResult, Occurrence
from .issuing import Issue
from .logbook import ARRIVED, EVERY_EDIT, EditLine, Logbook
from .past import Dated, Moment, Past, has_time, meeting_name, read_moment
from .person import Person
from .refusals import CannotOpen, NotSaved, Refusal
from .undo import Reversal
from .workspace import Workspace, backups_of, recover

if TYPE_CHECKING:
    from .copies import Contribution, Copy, copies_beside

__all__ = [
    "ARRIVED",
    "EVERY_EDIT",
    "HISTORY",
    "LARGEST_ATTACHMENT",
    "REASON",
    "SECOND",
    "TRACES",
    "WORDS",
    "Backup",
    "CannotOpen",
    "Closing",
    "Contribution",
    "Copy",
    "Dated",
    "EditLine",
    "EntryPart",
    "Erasable",
    "ErasureResult",
    "HistoryEntry",
    "Issue",
    "Logbook",
    "Moment",
    "NotSaved",
    "Occurrence",
    "Past",
    "Person",
    "Refusal",
    "Reversal",
    "Workspace",
    "backups_of",
    "copies_beside",
    "has_time",
    "meeting_name",
    "read_moment",
    "recover",
    "said_of_history",
]


def __getattr__(name: str) -> Any:
    """What only a copy that comes home needs, which no start waits for. Raises AttributeError for another name."""
    if name not in ("Contribution", "Copy", "copies_beside"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import copies

    return getattr(copies, name)
