"""What belongs to the chosen record, a line each: read, ticked and opened where it stands, and its menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from app.domain import timeline
from app.domain.doubts import kept_back
from app.domain.figures import capital
from app.domain.plan import Plan
from app.domain.records import Action, DateChange, Dependency, Milestone, Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.dialogs.move_date import told
from app.ui.kit import clear, column, row
from app.ui.widgets.card import ListRow, Mark, Pressable
from app.ui.widgets.rag_badge import IllustrativeDot
from app.ui.widgets.record_menu import RecordMenu, mark

from . import outline

if TYPE_CHECKING:
    from app.workspace import Workspace

TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Item:
    """One line.

    Attributes:
        record: what it stands for: what is ticked, and whose menu it has.
        text, detail: what it says, and in grey under it.
        ticked: whether its box is ticked; None for a line without a box.
        tick_name: what ticking it says to assistive software.
        status: whose shape stands before it; empty for none.
        opens: what it leads to when it is pressed; None for nowhere.
        menu: whether its menu stands at its right, where one can edit.
        illustrative: a small hollow dot says so.
    """

    record: Record
    text: str
    detail: str = ""
    ticked: bool | None = None
    tick_name: str = ""
    status: str = ""
    opens: Record | None = None
    menu: bool = False
    illustrative: bool = False


class Items(QWidget):
    """The lines.

    Attributes:
        boxes, opening, menus: what can be ticked and pressed, by the key of the item's record.

    Signals:
        opened: the record to which a pressed line leads.
        ticked: a record, and whether its box is ticked now.
    """

    opened = Signal(object)
    ticked = Signal(object, bool)

    def __init__(self, empty: str, parent: QWidget | None = None):
        """Lines; `empty` stands there where there is none."""
        super().__init__(parent)
        self._empty = empty
        self.boxes: dict[str, QCheckBox] = {}
        self.opening: dict[str, Pressable] = {}
        self.menus: dict[str, RecordMenu] = {}
        self._shown: object = None
        self._column = column(on=self, gap=look.space(0.5))

    def show_items(self, items: Sequence[Item], *, writable: bool) -> None:
        """Show other lines; the keyboard stays where it was."""
        state = (tuple(items), writable)
        if state == self._shown:
            return
        self._shown = state
        held = [(name, key) for name in ("boxes", "opening", "menus")
                for key, control in getattr(self, name).items() if control.hasFocus()]  # fmt: skip
        clear(self._column)
        self.boxes, self.opening, self.menus = {}, {}, {}
        for item in items:
            self._column.addWidget(self._line(item, writable))
        if not items:
            self._column.addWidget(look.label(self._empty, quiet=True, wrap=True))
        for name, key in held:
            if key in getattr(self, name):
                getattr(self, name)[key].setFocus()

    def _line(self, item: Item, writable: bool) -> QWidget:
        line = QWidget()
        mark(line, item.record)
        across = row(gap=look.space(0.5), on=line)
        if item.ticked is not None:
            box = QCheckBox()
            box.setChecked(item.ticked)
            box.setEnabled(writable)
            box.setAccessibleName(item.tick_name or item.text)
            box.setFixedHeight(look.space(4))
            box.clicked.connect(lambda on: self.ticked.emit(item.record, on))
            self.boxes[item.record.id] = box
            across.addWidget(box, 0, TOP)
        across.addWidget(self._words(item), 1)
        if writable and item.menu:
            menu = self.menus[item.record.id] = RecordMenu(framed=False)
            menu.show_record(item.record)
            menu.setAccessibleName(f"More for {item.text}")
            across.addWidget(menu, 0, TOP)
        return line

    def _words(self, item: Item) -> Pressable:
        made = Pressable()
        made.setText(". ".join(filter(None, (item.text, item.detail, "illustrative" if item.illustrative else ""))))
        made.setEnabled(item.opens is not None)
        made.clicked.connect(lambda: self.opened.emit(item.opens))
        self.opening[item.record.id] = made
        under = filter(None, (item.detail, kept_back(item.record)))
        words = [look.label(item.text, wrap=True)]
        words += [look.label(said, "small", quiet=True, wrap=True) for said in under]
        before = [(Mark(ListRow(item.text, status=item.status)), TOP)] if item.status else []
        after = [(IllustrativeDot(), TOP)] if item.illustrative else []
        edge = (look.space(0.75), look.space(0.5))
        row(*before, (column(*words), 1), *after, on=made, gap=look.space(1), edge=edge)
        for label in made.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not isinstance(label, IllustrativeDot))
        return made


def step(workspace: Workspace, milestone: Milestone) -> Item:
    """A milestone: a box to tick, when it is due or was reached, and what it was moved from."""
    rating = workspace.ratings.of(milestone)
    if milestone.done:
        when = f"reached {milestone.done_on}" if milestone.done_on else "reached, date not given"
    else:
        when = f"due {milestone.due}" if milestone.due else "no due date"
    original = timeline.moved(workspace.plan, milestone)[0]
    was = f"was {original}" if original else ""
    late = rating.distance if outline.is_overdue(workspace.plan, milestone) else ""
    return Item(
        milestone, milestone.title, capital(", ".join(filter(None, (when, was, late)))), ticked=milestone.done,
        tick_name=f"{milestone.title} is reached", status=rating.status, opens=milestone, menu=True,
        illustrative=workspace.plan.illustrative(milestone),
    )  # fmt: skip


def tie(workspace: Workspace, dependency: Dependency, other: Action) -> Item:
    """An action that waits or is waited for, how it stands, and why they are tied."""
    rating = workspace.ratings.of(other)
    detail = ". ".join(filter(None, (capital(rating.short), dependency.why)))
    return Item(
        dependency, other.name, detail, status=rating.status, opens=other, menu=True,
        illustrative=workspace.plan.illustrative(dependency),
    )  # fmt: skip


def moves(plan: Plan, action: Action) -> list[Item]:
    """How the dates of an action and of its milestones were moved, and why."""
    records = (action, *timeline.milestones(plan, action))
    return [_move(plan, change, record, action) for record in records for change in timeline.moved(plan, record)[2]]


def _move(plan: Plan, change: DateChange, moved: Action | Milestone, action: Action) -> Item:
    what = "" if moved is action else f"{moved.name}: "
    on = f", on {show_date(change.day)}" if change.day else ""
    return Item(
        change, f"{what}{told(change)}", f"{change.reason}{on}", menu=True,
        illustrative=plan.illustrative(change),
    )  # fmt: skip
