"""The next steps of the period: a list, and the chosen one with the actions that carry it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import capital
from app.domain.records import Action, Link, NextStep, Theme
from app.domain.timeline import how_many
from app.ui import look
from app.ui.dialogs.choices import names
from app.ui.dialogs.next_step import edit_next_step, new_next_step
from app.ui.dialogs.question import let_ask
from app.ui.widgets.card import ListArea, rule
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.record_table import RecordTable

from .items import AddLine, Item, Items

if TYPE_CHECKING:
    from app.workspace import Workspace

Attempt = Callable[..., bool]


class StepsView(QWidget):
    """The list and the chosen step.

    Attributes:
        table: the steps.
        panel: the chosen one.
        nothing: shown while there is none.

    Signals:
        opened: a record that the person wants to see.
    """

    opened = Signal(object)

    def __init__(self, attempt: Attempt, parent: QWidget | None = None):
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self.table: RecordTable[NextStep] = RecordTable("next-steps", self._columns(), two_lines=True)
        self.table.setAccessibleName("Next steps")
        self.panel = StepPanel(attempt)
        self.nothing = EmptyState(
            "No next steps yet",
            "Write down what the coming period is for, in its order. Then say of each which actions carry it out.",
            "Add the first next step",
        )
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(look.space(2))
        self.split.addWidget(self.table)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.nothing.started.connect(self.add)
        self.table.chosen.connect(self._choose)
        self.table.clicked.connect(self._clicked)
        self.table.opened.connect(self._edit)
        self.panel.opened.connect(self.opened)

    def show_workspace(self, workspace: Workspace) -> None:
        """Show the steps as they are now."""
        self._workspace = workspace
        steps = workspace.all(NextStep)
        can_start = workspace.writable and not workspace.facts_only
        self.nothing.tell(self.nothing.heading.text(), self.nothing.sentence.text(), can_start=can_start)
        self.stack.setCurrentWidget(self.split if steps else self.nothing)
        self.table.show_records(steps)
        if self.table.current() is None and steps:
            self.table.select(steps[0].id)
        self._choose(self.table.current())

    def reveal(self, step: NextStep) -> None:
        """Choose a step."""
        self.table.select(step.id)
        self._choose(self.table.current())

    def add(self) -> None:
        """Ask for a new next step."""
        if self._workspace is not None and (made := new_next_step(self._workspace, self)):
            self.reveal(made)

    def _choose(self, step: NextStep | None) -> None:
        self.panel.setVisible(step is not None)
        if step is not None and self._workspace is not None:
            self.panel.show_step(self._workspace, step)

    def _clicked(self, _index: QModelIndex) -> None:
        self._choose(self.table.current())

    def _edit(self, step: NextStep) -> None:
        if self._workspace is not None and self._workspace.writable:
            edit_next_step(self._workspace, step, self)

    def _carried(self, step: NextStep) -> str:
        if self._workspace is None:
            return ""
        found = self._workspace.plan.serving(step, Action)
        if not found:
            return "No action carries it out"
        return how_many(found)

    def _columns(self) -> list[Column[NextStep]]:
        return [
            Column(name="number", title="No.", text=lambda s: str(s.number or ""), sort=lambda s: s.number,
                   right=True, width=56),
            Column(name="title", title="Next step", text=lambda s: s.title, stretch=True,
                   second=lambda s: " ".join(s.detail.split())),
            Column(name="period", title="Period", text=lambda s: str(s.period or ""), sort=lambda s: s.period,
                   gives_way=1, width=136),
            Column(name="carried", title="Carried out by", text=self._carried, gives_way=2, width=184),
        ]  # fmt: skip


class StepPanel(QFrame):
    """One next step.

    Attributes:
        step: which; None while nothing is shown.
        edit, take_out: buttons.
        carriers: the actions that carry it out; `add_action`: where one types for another.

    Signals:
        opened: an action that the person wants to see.
    """

    opened = Signal(object)

    def __init__(self, attempt: Attempt, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._attempt = attempt
        self._workspace: Workspace | None = None
        self.step: NextStep | None = None
        self.number, self.name = look.label(role="strong", quiet=True), look.label(role="heading", wrap=True)
        self.detail = look.label(wrap=True)
        self.edit, self.take_out = QPushButton("Edit next step"), QPushButton("Remove")
        self.more = RecordMenu()
        self.take_out.setProperty("kind", "link")
        self.carriers = Items("No action carries it out yet.")
        self.add_action = AddLine(self._choices, "action", "Add an action that carries it out: type its title")
        self.themes = look.label(quiet=True, wrap=True)
        self.sources, self.history = SourceLines(), HistoryLines()
        let_ask(self.sources.asked, self._plan_open, self)
        self._assemble()
        self.edit.clicked.connect(self._edit)
        self.take_out.clicked.connect(self._remove)
        self.carriers.opened.connect(self.opened)
        self.history.opened.connect(self.opened)
        self.carriers.removed.connect(self._unlink)
        self.add_action.added.connect(self._link)

    def show_step(self, workspace: Workspace, step: NextStep) -> None:
        """Show a next step as it is now."""
        self._workspace, self.step = workspace, step
        self.more.show_record(step)
        mark(self, step)
        plan, writable = workspace.plan, workspace.writable and not workspace.facts_only
        when = f", {step.period}" if step.period else ""
        self.number.setText(f"Next step {step.number}{when}")
        self.name.setText(step.title)
        self.detail.setText(step.detail)
        self.detail.setVisible(bool(step.detail))
        themes = plan.served(step, Theme)
        self.themes.setText("Serves " + ", ".join(theme.name for theme in themes))
        self.themes.setVisible(bool(themes))
        for part in (self.edit, self.take_out, self.add_action):
            part.setVisible(writable)
        items = [self._item(workspace, action) for action in plan.serving(step, Action)]
        self.carriers.show_items(items, writable=writable)
        self.sources.show_record(plan, step, writable=False)
        self.sources.asked.show_record(plan, step, writable=writable)
        self.history.show_record(workspace, step)

    def _item(self, workspace: Workspace, action: Action) -> Item:
        rating = workspace.ratings.of(action)
        return Item(action, action.name, capital(rating.short), status=rating.status, opens=action, removes=True)

    def _choices(self) -> dict[str, str]:
        return names(self._workspace, Action) if self._workspace else {}

    def _plan_open(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    def _edit(self) -> None:
        if self._workspace is not None and self.step is not None:
            edit_next_step(self._workspace, self.step, self)

    def _remove(self) -> None:
        workspace, step = self._workspace, self.step
        if workspace is not None and step is not None:
            self._attempt(
                lambda: workspace.remove(step, label=f"Remove next step {step.name}"), f"Removed {step.name}."
            )

    def _link(self, key: str) -> None:
        workspace, step = self._workspace, self.step
        action = workspace.plan.get(Action, key) if workspace else None
        if workspace is None or step is None or action is None:
            return
        link = workspace.draft(Link, item=key, serves=step.id)
        label = f"{action.ref or action.title} carries out next step {step.number}"
        if self._attempt(lambda: workspace.save(link, label=label)):
            self.add_action.done()

    def _unlink(self, action: Action) -> None:
        workspace, step = self._workspace, self.step
        if workspace is None or step is None:
            return
        gone = [link for link in workspace.plan.links_to(step) if link.item == action.id]
        label = f"{action.ref or action.title} no longer carries out next step {step.number}"
        self._attempt(lambda: workspace.remove(*gone, label=label))

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(look.space(1))
        top.addWidget(self.number)
        top.addStretch()
        for button in (self.take_out, self.edit, self.more):
            top.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.5))
        head.setSpacing(look.space(1))
        head.addLayout(top)
        head.addWidget(self.name)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(2))
        inside.setSpacing(look.space(1))
        inside.addWidget(self.detail)
        inside.addWidget(self.themes)
        for title, *parts in (
            ("Carried out by", self.carriers, self.add_action),
            ("Where this comes from", self.sources),
            ("History", self.history),
        ):
            inside.addSpacing(look.space(1))
            inside.addWidget(look.label(title, "strong"))
            for part in parts:
                inside.addWidget(part)
        inside.addStretch()
        area = ListArea()
        area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(area, 1)
