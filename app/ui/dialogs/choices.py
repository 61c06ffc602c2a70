"""What can be named in a form that refers to a record: names by key, of the plan as it is when somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.records import Record
from app.ui.widgets.pick_line import Typed

if TYPE_CHECKING:
    from app.workspace import Workspace


def names(workspace: Workspace, *kinds: type[Record]) -> dict[str, str]:
    """The names of all records of some kinds, by key."""
    return {record.id: record.name for kind in kinds for record in workspace.all(kind)}


def typed(workspace: Workspace, *kinds: type[Record]) -> Typed:
    """Options of a field in which a record of one of the kinds is named by typing."""
    what = " or ".join(kind.NAME.lower() for kind in kinds)
    return Typed(lambda: names(workspace, *kinds), what)
