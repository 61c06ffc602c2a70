"""What one row of a sheet says, before a record is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.domain.schedule import PartialDate

from .vocabulary import TITLE


@dataclass
class RowReading:
    """What a row says.

    Attributes:
        row: in the sheet, counted from 0.
        values: by field, only what the row fills.
        texts: the words for what is found in the plan: themes, recommendations, an action.
        was_due: the date that was meant before; why_moved: why it is another now, where the row says so.
        remarks: words to be kept, by what they are about ("RAG").
        notes, wrong: sentences: how something was understood; what is left out and why.
        gone: why it is not wanted any more.
        is_open: whether a risk is said to be open.
        grouped: which of the texts stand in a heading over several rows.
        parts: the words of fields that several columns, or several rows, fill.
        doubted: the fields that could not be read, or were read on a doubt.
        scores: the header and the words of each column of scores, by target.
        as_at: the day or month of which the row speaks, where a record has a row for each.
        kept: which of the texts are kept as words, as the plan has nothing that is called so.
        whole: the figures of which the cell says itself that they stand in thousands or millions.
        past: the rows that speak of the same record at earlier times.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    was_due: PartialDate | None = None
    why_moved: str = ""
    remarks: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    gone: str = ""
    is_open: bool = False
    grouped: set[str] = field(default_factory=set)
    parts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)
    scores: dict[str, tuple[str, str]] = field(default_factory=dict)
    as_at: PartialDate | None = None
    kept: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    past: list[RowReading] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the row is called."""
        return str(self.values.get(TITLE, ""))

    @property
    def ref(self) -> str:
        """Its reference or number, as it stands in the file."""
        return str(self.values.get("ref") or self.values.get("number") or "")
