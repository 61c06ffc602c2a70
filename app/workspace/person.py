"""Who edits."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.fields import clean


@dataclass(frozen=True)
class Person:
    """Who edits: the name and role that every edit carries, on one line each."""

    name: str
    role: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", " ".join(clean(self.name).split()) or "Somebody")
        object.__setattr__(self, "role", " ".join(clean(self.role).split()))

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name
