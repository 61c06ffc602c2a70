"""What a change amounts to for a board: the groups in which changes are told, and one fact of a change."""

from __future__ import annotations

from typing import NamedTuple

from .status import Direction

MOVED, FIGURES, NEW, CLOSED, SLIPPED, RESCORED, RESTATED, REASSIGNED, SAID, OTHER = (
    *("moved", "figures", "new", "closed", "slipped", "re-scored", "restated", "reassigned", "said", "other"),
)
MEANINGS = {
    MOVED: "Statuses that moved",
    FIGURES: "New figures",
    NEW: "New",
    CLOSED: "Done, closed, reopened or removed",
    SLIPPED: "Slipped, and other dates moved",
    RESCORED: "Re-scored",
    RESTATED: "Figures restated",
    REASSIGNED: "Reassigned",
    SAID: "Decided, asked and answered",
    OTHER: "Also changed",
}
"""The groups by name, in the order in which they are told, with their headings."""

_BY_WORD = {
    **dict.fromkeys(("new",), NEW),
    **dict.fromkeys(("done", "closed", "met", "reopened", "removed"), CLOSED),
    **dict.fromkeys(("slipped", "sooner", "due date", "moved", "review"), SLIPPED),
    **dict.fromkeys(("re-scored", "scored"), RESCORED),
    "restated": RESTATED,
    "reassigned": REASSIGNED,
    **dict.fromkeys(("decided", "asked", "answered"), SAID),
}


class Fact(NamedTuple):
    """One thing that changed.

    Attributes:
        said: what is said of it after the record's title.
        word: what it amounts to, in a word: "better", "new", "slipped".
        group: one of `MEANINGS` where the word alone does not tell.
    """

    said: str
    word: str
    direction: Direction | None = None
    group: str = ""

    @property
    def means(self) -> str:
        """One of `MEANINGS`."""
        return self.group or _BY_WORD.get(self.word, OTHER)
