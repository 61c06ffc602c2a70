"""Find a record of the small plan by its title."""

from __future__ import annotations

from typing import TypeVar

from app.domain.records import Record
from app.workspace import Workspace

R = TypeVar("R", bound=Record)


def named(workspace: Workspace, kind: type[R], title: str) -> R:
    """The record of a kind with this title."""
    return next(record for record in workspace.all(kind) if getattr(record, "title", "") == title)
