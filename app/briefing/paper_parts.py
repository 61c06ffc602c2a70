"""The parts of a paper: which a board wants in it, and in which order. The plan keeps that as lines of their titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import blocks as b

if TYPE_CHECKING:
    from app.domain.records import Programme

WITHOUT = "Without: "
"""What stands before the title of a part that is left out."""


class PaperPart(NamedTuple):
    """A part of a paper.

    Attributes:
        title: by which a person knows it, and the plan keeps it.
        make: its blocks; none where there is nothing to say. Of a part that is told of each theme, it takes the theme
            and what is told of it in full, too.
        always: it can neither be left out nor moved.
        usual: it is in the paper where nobody chose.
    """

    title: str
    make: Callable[..., tuple[b.Block, ...]]
    always: bool = False
    usual: bool = True


class ChosenPart(NamedTuple):
    """A part, and whether it is in the paper."""

    part: PaperPart
    on: bool = True


def field_of(template: str) -> str:
    """The field of the programme in which the parts of a paper are kept; a paper without one comes as it is."""
    return f"{template}_parts"


def kept_parts(programme: Programme, template: str) -> str:
    """What a board keeps of the parts of a paper; empty where it chose nothing."""
    return str(getattr(programme, field_of(template), ""))


def chosen_parts(parts: Sequence[PaperPart], kept: str) -> list[ChosenPart]:
    """Parts as a board wants them. A title that is none of theirs is passed over.

    A part that is not named, as one that is newer than the choice, stands behind the one that it usually follows.
    """
    by_title = {part.title.casefold(): part for part in parts}
    wanted: list[ChosenPart] = []
    for line in kept.splitlines():
        off = line.strip().casefold().startswith(WITHOUT.strip().casefold())
        title = line.strip()[len(WITHOUT.strip()) :].strip() if off else line.strip()
        part = by_title.pop(title.casefold(), None)
        if part is not None and not part.always:
            wanted.append(ChosenPart(part, not off))
    named = {each.part for each in wanted}
    for place, part in enumerate(parts):
        if part not in named:
            before = parts[place - 1] if place else None
            at = next((n + 1 for n, each in enumerate(wanted) if each.part is before), 0)
            wanted.insert(at, ChosenPart(part, part.usual))
    return wanted


def as_kept(chosen: Iterable[ChosenPart], usual: Sequence[PaperPart]) -> str:
    """How the plan keeps a choice; empty where it is the usual one."""
    chosen = [each for each in chosen if not each.part.always]
    if chosen == [ChosenPart(part, part.usual) for part in usual if not part.always]:
        return ""
    return "\n".join(f"{'' if each.on else WITHOUT}{each.part.title}" for each in chosen)
