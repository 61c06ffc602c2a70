"""Themes of the plan and components of the vision they serve."""

from __future__ import annotations

from ..fields import Text, Whole, holds
from .base import Record


class Theme(Record):
    """A theme of the plan: what the board asks about."""

    TABLE, NAME, PLURAL = "theme", "Theme", "Themes"

    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Title", required=True))
    focus: str = holds(Text(label="Focus", prose=True))
    progress: str = holds(Text(label="Progress", prose=True))
    challenge: str = holds(Text(label="Challenge", prose=True))
    next_focus: str = holds(Text(label="Next focus", prose=True))

    @property
    def name(self) -> str:
        return f"Theme {self.number}: {self.title}"


class Component(Record):
    """A component of the vision of a good service; themes serve it."""

    TABLE, NAME, PLURAL = "component", "Vision component", "Vision components"

    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Title", required=True))
