"""Changes as the lines of a list: what moves something one by one, the rest under its number until it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.lazy import Lazy
from app.domain.since import Change, fold

from .line_list import ListLine

if TYPE_CHECKING:
    from .whole_lines import WholeLines


def show_changes(shown: WholeLines, found: Sequence[Change], target: Callable[[Change], Any]) -> None:
    """Show changes in their order; `target` gives what a line opens, or None."""
    folding = fold(found)
    lines = Lazy((*folding.first, *folding.rest), lambda change: line_of(change, target))
    shown.show_lines(lines, len(folding.first), folding.words)


def line_of(change: Change, target: Callable[[Change], Any]) -> ListLine:
    """One change as a line."""
    return ListLine(
        title=change.name, fact=change.fact, more=change.detail, word=change.word, direction=change.direction or "",
        illustrative=change.illustrative, target=target(change),
    )  # fmt: skip
