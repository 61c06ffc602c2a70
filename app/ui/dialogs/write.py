"""Write a record of the open plan in the dialog of its kind: saved as one edit, with what belongs to it.

made = new_record(workspace, Risk, self)
edit_record(workspace, risk, self)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from app.domain.kinds import KINDS
from app.domain.records import Record

from .kind_dialog import KindDialog, ask_new
from .special import SPECIAL

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)


def new_record(workspace: Workspace, kind: type[R], parent: QWidget | None = None, /, **values: Any) -> R | None:
    """Ask for a new record of a kind and save it, with some `values` filled in.

    Besides them: the `theme` that it serves, a `title` of the dialog, and `also`, what is saved in the same edit.

    Returns:
        The record as it was saved; None when nothing was.
    """
    about = KINDS[kind]
    if about.makes_parent and about.parent and not values.get(about.belongs) and not workspace.all(about.parent):
        above = new_record(workspace, about.parent, parent)
        if above is None:
            return None
        values[about.belongs] = above.id
    return ask_new(SPECIAL.get(kind, KindDialog), workspace, kind, parent, **values)


def edit_record(workspace: Workspace, record: R, parent: QWidget | None = None, **how: Any) -> R | None:
    """Let the person change a record; `how` is as of `KindDialog`.

    Returns:
        The record as it was saved; None when nothing was.
    """
    about = KINDS[type(record)]
    title, verb = how.pop("title", f"Edit {about.noun}"), how.pop("verb", f"Edit {about.label}".strip())
    return write(workspace, record, title, verb, parent, **how)


def edit_only(workspace: Workspace, kind: type[R], parent: QWidget | None = None) -> R | None:
    """Let the person change the one record of its kind that a plan has; a plan that has none yet gets it."""
    there = workspace.all(kind)
    return edit_record(workspace, there[0] if there else workspace.draft(kind), parent)


def write(
    workspace: Workspace, record: R, title: str, verb: str, parent: QWidget | None = None, *, at: str = "", **how: Any
) -> R | None:
    """Let the person write a record in the dialog of its kind, called as it is said; `how` is as of `KindDialog`.

    The keyboard begins in the field `at`.
    """
    dialog = SPECIAL.get(type(record), KindDialog)(workspace, record, title, verb, parent, **how)
    if at:
        dialog.begin_at(at)
    dialog.exec()
    return dialog.saved
