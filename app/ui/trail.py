"""What one goes to in the window, and the way back: where the person has been, where Back and Forward lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from app.domain.frozen import FrozenInOrder
from app.domain.records import Record


class HistoryOf(FrozenInOrder):
    """What one asks for to see all that was done to the record with this key, and to what belongs to it."""

    key: str


class ThreadOf(FrozenInOrder):
    """What one asks for to see the thread of the record with this key: what it serves, and what serves it."""

    key: str


class PapersOf(FrozenInOrder):
    """What one asks for to see the papers of the meeting with this key; with `issue`, to issue one."""

    key: str
    issue: bool = False


class Several(FrozenInOrder):
    """Some records of a kind that belong together, such as those of one cell of the risk matrix.

    Attributes:
        keys: their keys.
        title: what they have in common, as the page that narrows to them says it ("likely, major").
        mends: what is to be put right of each, as the page knows it; empty where one only looks at them.
    """

    kind: type[Record]
    keys: frozenset[str]
    title: str
    mends: str = ""


Asked: TypeAlias = Record | ThreadOf | HistoryOf | PapersOf
Target: TypeAlias = Asked | Several | None


class Location(FrozenInOrder):
    """A page by its number in the rail, and what was opened on it."""

    place: int
    target: Target = None

    def same_as(self, other: Location) -> bool:
        """Whether going from one to the other shows nothing else; a record that was edited is still the same."""
        if self.place != other.place or type(self.target) is not type(other.target):
            return False
        mine, theirs = getattr(self.target, "id", self.target), getattr(other.target, "id", other.target)
        return mine == theirs


class Trail:
    """Steps already taken, and those given up by going back."""

    MOST = 100

    def __init__(self) -> None:
        self._steps: list[Location] = []
        self._at = -1

    @property
    def here(self) -> Location | None:
        """Where the person is; None before the first step."""
        return self._steps[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a step was given up by going back."""
        return self._at < len(self._steps) - 1

    def lately(self) -> Iterator[Record]:
        """The records that were opened, each once, the last one first; where the person is aside."""
        here = self.here
        seen = {here.target.id} if here and isinstance(here.target, Record) else set[str]()
        for step in reversed(self._steps):
            if isinstance(step.target, Record) and step.target.id not in seen:
                seen.add(step.target.id)
                yield step.target

    def go(self, step: Location) -> None:
        """Take a step; what was given up before is forgotten."""
        if self.here is not None and self.here.same_as(step):
            return
        self._steps = [*self._steps[: self._at + 1], step][-self.MOST :]
        self._at = len(self._steps) - 1

    def back(self) -> Location | None:
        """One step back; None where there is none."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self.here

    def forward(self) -> Location | None:
        """One step forward again; None where there is none."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self.here
