"""The fields of an action, edited in place: what they are, and how their edits are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit

from app.domain.kinds import KINDS, Row, exempting
from app.domain.plan import Plan
from app.domain.records import Action, rules
from app.ui.widgets.in_place import InPlace
from app.ui.widgets.pick_line import Typed
from app.ui.widgets.rag_badge import ILLUSTRATIVE

HOW_FAR = ("percent", "done", "done_on")
ENDED = ("ended", "ended_why")
ROWS: Sequence[Row] = KINDS[Action].whole([
    ("owner", "due"),
    "objective",
    ("starts", "percent", "done_on"),
    "done",
    ENDED,
    "reported",
    "progress",
    "blocked",
    "detail",
    ("ref", "title"),
])  # fmt: skip


def edit_name(action: Action) -> str:
    """How an edit names an action: by its reference, or by its title."""
    return action.ref or action.title or "action"


def edit_label(action: Action, names: Sequence[str]) -> str:
    """What an edit of these fields is called, such as "A-04 is 60 % done" or "Re-own A-04"."""
    name = edit_name(action)
    if set(names) <= set(HOW_FAR):
        if action.done:
            return f"{name} is done"
        return f"{name} is not done yet" if action.percent is None else f"{name} is {action.percent} % done"
    single = {
        "exempt": exempting(action, name),
        "owner": f"Re-own {name}" if action.owner else f"Take the owner of {name} away",
        "title": f"Rename {name}",
        "progress": f"Say how {name} goes",
        "reported": f"{name} was last reported {action.reported}" if action.reported else f"{name} was never reported",
        "due": f"{name} is due {action.due}" if action.due else f"Take the due date of {name} away",
    }
    if len(names) == 1 and names[0] in single:
        return single[names[0]]
    return f"Edit {name}: {', '.join(rules(Action)[n].label.lower() for n in names)}"


class ActionForm(InPlace[Action]):
    """The form.

    Attributes:
        mover: the button beside a due date that is there: it is moved with a reason, not written over.
    """

    def __init__(self, save: Callable[[Action, Sequence[str]], object], objectives: Typed):
        super().__init__(Action, ROWS, save, together=(HOW_FAR, ENDED), options={"objective": objectives})
        self.mover = self.beside("due", "Move…", "Move the due date, with a reason that is kept")
        for name, hint in (("owner", "A role"), ("objective", "Type to find")):
            self.ask(name, hint)
        row = self.row_of("title")
        row.setStretch(row.indexOf(self.fields["ref"]), 1)
        row.setStretch(row.indexOf(self.fields["title"]), 4)

    def show_plan(self, plan: Plan) -> None:
        """Mark what is illustrative in this plan; a due date that is there is moved, not written over."""
        action = self.shown
        if action is None:
            return
        for name, field in self.fields.items():
            empty = getattr(action, name) == field.rule.empty
            marked = not empty and not field.is_changed() and plan.illustrative(action, name)
            if marked != (field.tag is not None):
                field.mark(ILLUSTRATIVE if marked else "")
        due = self.fields["due"].control
        assert isinstance(due, QLineEdit)
        due.setReadOnly(self.read_only or action.due is not None)
        self.mover.setVisible(not self.read_only and action.due is not None and action.is_open)
        for name in ENDED:
            self.fields[name].setVisible(action.is_ended)
