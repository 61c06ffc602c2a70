"""Records of the tests' plan by what people call them, and whether two are linked."""

from __future__ import annotations

from app.domain.records import Action, Link, Recommendation, Record
from app.workspace import Workspace


def action(workspace: Workspace, ref: str) -> Action:
    return next(a for a in workspace.all(Action) if a.ref == ref)


def goal(workspace: Workspace, number: int) -> Recommendation:
    return next(r for r in workspace.all(Recommendation) if r.number == number)


def linked(workspace: Workspace, item: Record, serves: Record) -> bool:
    return any((link.item, link.serves) == (item.id, serves.id) for link in workspace.all(Link))
