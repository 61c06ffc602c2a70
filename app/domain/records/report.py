"""The written report of the period."""

from __future__ import annotations

from datetime import date

from ..fields import Day, Text, Whole, holds
from .base import Record


class Section(Record):
    """A section of the written report.

    Attributes:
        number: as it is printed; None in a section without one, which stands before those that have one.
        body: Markdown for bold, lists and links; live figures such as `{indicator:I-02 latest}`.
    """

    TABLE, NAME, PLURAL = "section", "Section", "The written report"

    number: int | None = holds(Whole(label="Number", low=1, high=99, help="Sections without a number come first."))
    title: str = holds(Text(label="Heading", required=True))
    body: str = holds(Text(label="Text", prose=True, live=True))
    author: str = holds(Text(label="Written by"))
    day: date | None = holds(Day(label="Written on"))

    @property
    def name(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title
