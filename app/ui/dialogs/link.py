"""Link what is there already: an indicator, an action or a risk to what it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from app.domain.records import Link, Record
from app.ui import look

from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)


def unlinked(workspace: Workspace, serves: Record, kind: type[R]) -> list[R]:
    """The records of a kind that do not serve `serves` yet."""
    there = {record.id for record in workspace.plan.serving(serves, kind)}
    return [record for record in workspace.all(kind) if record.id not in there]


def link_item(workspace: Workspace, serves: Record, kind: type[Record], parent: QWidget | None = None) -> Link | None:
    """Let the person choose a record of a kind that is to serve `serves`."""
    choices = {record.id: record.name for record in unlinked(workspace, serves, kind)}
    link = workspace.draft(Link, item="", serves=serves.id)
    note = look.label(f"It will count towards {serves.name}.", quiet=True, wrap=True)
    title, verb = f"Link an existing {kind.NAME.lower()}", f"Link {_a(kind)} to"
    return write(
        workspace, link, title, verb, parent,
        of=serves, options={"item": choices}, labels={"item": kind.NAME}, note=note,
    )  # fmt: skip


def _a(kind: type[Record]) -> str:
    name = kind.NAME.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
