"""Actions and milestones as sheets: all of them in one table each, in which one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.records import Action, Milestone, Record
from app.domain.timeline import moved
from app.ui.page import Page
from app.ui.register import described
from app.ui.register.cell_table import CellTable
from app.ui.register.register import Register
from app.ui.register.row import RecordRow
from app.ui.register.sheet import Sheet
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.record_model import Column

from .action_form import edit_label
from .outline import is_overdue
from .rows import PlanRow, columns, flat_title


def action_table(page: Page) -> CellTable[PlanRow]:
    """The table of the actions; who can edit types in it."""
    made: CellTable[PlanRow] = CellTable(
        "plan-table", described.columns(Action, columns(flat_title())), lambda row: row.key, two_lines=True
    )
    made.setAccessibleName("The plan as a table")
    made.take(Sheet(page, Action, "action", made.records.columns, _label))
    made.refused.connect(page.session.say_wrong)
    return made


def _label(record: Record, names: Sequence[str]) -> str:
    assert isinstance(record, Action)
    return edit_label(record, names)


class MilestoneRow(RecordRow[Milestone]):
    """A milestone, with the action that it is a step of."""

    @property
    def action(self) -> Action | None:
        return self.plan.get(Action, self.record.action)

    @property
    def due_note(self) -> str:
        """Such as "was March 2018, overdue"."""
        was = moved(self.plan, self.record)[0]
        late = "overdue" if is_overdue(self.plan, self.record) else ""
        return ", ".join(filter(None, (f"was {was}" if was else "", late)))


def _action_words(row: MilestoneRow) -> str:
    return (row.action.ref or row.action.title) if row.action else ""


def _done_words(row: MilestoneRow) -> str:
    return str(row.record.done_on or "Date not given") if row.record.done else ""


MILESTONES: Sequence[Column[Any]] = [
    Column[MilestoneRow](
        name="action", title="Action", text=_action_words, width=96, sort=lambda r: _action_words(r).casefold() or None,
        tip=lambda r: r.action.name if r.action else "",
    ),
    Column[MilestoneRow](name="title", title="Milestone", text=lambda r: r.record.title, stretch=True),
    Column[MilestoneRow](
        name="due", title="Due", text=lambda r: str(r.record.due or "No date"), second=lambda r: r.due_note,
        sort=lambda r: r.record.due, width=128,
    ),
    Column[MilestoneRow](
        name="done", title="Done", text=_done_words, sets=("done", "done_on"),
        sort=lambda r: _done_words(r).casefold() or None, width=132, gives_way=2,
    ),
    Column[MilestoneRow](
        name="status", title="Status", text=lambda r: r.rating.word, sort=lambda r: r.rating.status.rank,
        cell=lambda r: r.rating.status, delegate=StatusDelegate, tip=lambda r: r.rating.reason, width=112,
    ),
    Column[MilestoneRow](
        name="moved", title="Moved", text=lambda r: str(r.rating.direction or ""), cell=lambda r: r.rating.direction,
        delegate=DirectionDelegate, tip=lambda r: "Since the last meeting", gives_way=1, width=84,
    ),
]  # fmt: skip


class MilestoneRegister(Register):
    """All milestones of all actions; they are opened beside their action."""

    KIND, WHAT, NEW = Milestone, "milestone", "New milestone"
    NOTHING = (
        "No milestones yet",
        "A milestone is a step of an action by which one sees that it gets there. Enter the first one for an action.",
    )

    def __init__(self, page: Page):
        super().__init__(page, "milestones", MILESTONES)
        self.bar.row.addWidget(self.new_button)

    def rows(self) -> list[MilestoneRow]:
        ratings = self.workspace.ratings
        return [MilestoneRow(each, ratings) for each in ratings.plan.all(Milestone)]
