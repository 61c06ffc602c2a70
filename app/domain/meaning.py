"""What a change amounts to for a board: the groups in which changes are told, and one fact of a change."""

from __future__ import annotations

from typing import NamedTuple

from .status import Direction

MOVED, FIGURES, RESTATED, RESCORED, NEW, CLOSED, SLIPPED, REASSIGNED, SAID, YARDSTICKS, OTHER, WORDING, SOURCES = (
    *("moved", "figures", "restated", "re-scored", "new", "closed", "slipped", "reassigned", "said", "yardsticks"),
    *("other", "wording", "sources"),
)
MEANINGS = {
    MOVED: "Statuses that moved",
    FIGURES: "New figures",
    RESTATED: "Figures restated",
    RESCORED: "Re-scored",
    NEW: "New",
    CLOSED: "Done, closed, reopened or removed",
    SLIPPED: "Slipped, and other dates moved",
    REASSIGNED: "Reassigned",
    SAID: "Decided, asked and answered",
    YARDSTICKS: "Yardsticks that moved",
    OTHER: "Also changed",
    WORDING: "Edits of wording",
    SOURCES: "Sources given or taken away",
}
"""The groups by name, in the order in which they are told, with their headings: what matters most comes first."""

FOLDED = {WORDING: "of wording", SOURCES: "of sources"}
"""The groups that move no status, figure, date, owner or score: of a list their number is told, and who wants to see
them asks for them."""

_BY_WORD = {
    **dict.fromkeys(("new",), NEW),
    **dict.fromkeys(("done", "closed", "met", "reopened", "removed"), CLOSED),
    **dict.fromkeys(("slipped", "sooner", "due date", "moved", "review"), SLIPPED),
    **dict.fromkeys(("re-scored", "scored"), RESCORED),
    "restated": RESTATED,
    "reassigned": REASSIGNED,
    "target": YARDSTICKS,
    **dict.fromkeys(("decided", "asked", "answered"), SAID),
}


class FieldEdit(NamedTuple):
    """One field that was edited, as it was and as it is now.

    Attributes:
        label: what the field is called.
        was, now: what it held and holds, as people read it; empty for nothing.
        words: both in a sentence, long texts cut to where they differ.
    """

    label: str
    was: str
    now: str
    words: str


class Fact(NamedTuple):
    """One thing that changed.

    Attributes:
        said: what is said of it after the record's title.
        word: what it amounts to, in a word: "better", "new", "slipped".
        group: one of `MEANINGS` where the word alone does not tell.
        tells: what this leaves nothing more to say of: fields of the record by name, and of what is told with it the
            whole by key ("01J…") or a field ("01J….note").
        edits: the fields that it only names, as they were and are.
    """

    said: str
    word: str
    direction: Direction | None = None
    group: str = ""
    tells: tuple[str, ...] = ()
    edits: tuple[FieldEdit, ...] = ()

    @property
    def means(self) -> str:
        """One of `MEANINGS`."""
        return self.group or _BY_WORD.get(self.word, OTHER)
