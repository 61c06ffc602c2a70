"""The sections of the report as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.domain.live import fill
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Section
from app.domain.schedule import show_date
from app.ui.widgets.record_model import Column
from app.ui.widgets.tagged import TaggedDelegate

UNKNOWN = "unknown figure"
UNSAVED = "not saved"


@dataclass(frozen=True)
class SectionRow:
    """A section with the plan that its live figures speak of.

    Attributes:
        unsaved: something typed into it was refused and is kept.
    """

    section: Section
    plan: Plan
    ratings: Ratings
    unsaved: bool = False

    @property
    def id(self) -> str:
        return self.section.id

    @property
    def signed(self) -> str:
        return signed(self.section)

    @cached_property
    def figures(self) -> int:
        """How many live figures it holds."""
        return sum(bool(piece.written) for piece in fill(self.section.body, self.plan, self.ratings))

    @cached_property
    def unknown(self) -> int:
        """How many of them name nothing."""
        return sum(bool(piece.problem) for piece in fill(self.section.body, self.plan, self.ratings))

    @property
    def tags(self) -> tuple[str, ...]:
        return (*((UNSAVED,) if self.unsaved else ()), *((UNKNOWN,) if self.unknown else ()))


def signed(section: Section) -> str:
    """Such as "Improvement team, 30 Jan 2018"; who and when, as far as they are given."""
    return ", ".join(part for part in (section.author, show_date(section.day) if section.day else "") if part)


def in_order(section: Section) -> tuple[int, str]:
    """As they are printed: those without a number come first."""
    return section.number or 0, "" if section.number is None else section.title


COLUMNS = [
    Column[SectionRow](
        name="title", title="Section", text=lambda r: r.section.name, stretch=True, delegate=TaggedDelegate,
        cell=lambda r: r.tags, second=lambda r: r.signed,
    ),
]  # fmt: skip
