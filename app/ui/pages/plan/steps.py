"""The next steps of the period: a list, and the chosen one with the actions that carry it out."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.figures import capital
from app.domain.naming import chosen
from app.domain.records import Action, NextStep, Theme
from app.domain.timeline import how_many
from app.ui import look, operations
from app.ui.adding import add_new
from app.ui.dialogs.kind_dialog import names
from app.ui.kit import column, split
from app.ui.page import Page
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.pick_line import AddLine
from app.ui.widgets.record_model import Column
from app.ui.widgets.whole_table import WholeTable

from .items import Item, Items
from .side_panel import SidePanel, section


class StepTable(WholeTable[NextStep]):
    """The steps; their titles have the room."""

    LEAST_STRETCH = 44


class StepsView(QWidget):
    """The list and the chosen step.

    Attributes:
        table: the steps.
        panel: the chosen one.
        nothing: shown while there is none.
    """

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.table = StepTable("next-steps", self._columns(), two_lines=True)
        self.table.setAccessibleName("Next steps")
        self.panel = StepPanel(page)
        self.nothing = EmptyState(
            "No next steps yet",
            "Write down what the coming period is for, in its order. Then say of each which actions carry it out.",
            "Add the first next step",
        )
        self.split, self.stack = split((self.table, 3), (self.panel, 2)), QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.nothing)
        column(self.stack, on=self)
        self.nothing.started.connect(self.add)
        self.table.chosen.connect(self._choose)
        self.table.clicked.connect(lambda _index: self._choose(self.table.current()))
        self.table.opened.connect(self._edit)

    def refresh(self) -> None:
        """Show the steps as they are now."""
        steps = self.page.workspace.all(NextStep)
        self.nothing.tell(self.nothing.heading.text(), self.nothing.sentence.text(), can_start=self.page.can_edit)
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
        if made := add_new(self.page.session, NextStep, self):
            self.reveal(made)

    def _choose(self, step: NextStep | None) -> None:
        self.panel.setVisible(step is not None)
        if step is not None:
            self.panel.show_step(step)

    def _edit(self, step: NextStep) -> None:
        if operations.edit.can(self.page.session, step):
            operations.edit(self.page.session, step, self)

    def _carried(self, step: NextStep) -> str:
        carriers = self.page.workspace.plan.serving(step, Action)
        return how_many(carriers) if carriers else "No action carries it out"

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


class StepPanel(SidePanel[NextStep]):
    """One next step.

    Attributes:
        edit: the button.
        carriers: the actions that carry it out; `add_action`: where one types for another.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.detail, self.themes = look.label(wrap=True), look.label(quiet=True, wrap=True)
        self.edit = self.button(operations.edit)
        self.back.hide()  # the table stays beside it
        self.carriers = Items("No action carries it out yet.")
        hint = "Add an action that carries it out: type its title"
        self.add_action = AddLine(self._actions, hint, lambda typed: chosen(self._actions(), typed, "action"))
        self.assemble(
            (self.edit,), self.detail, self.themes,
            section("Carried out by", self.carriers, self.add_action),
            section("Where this comes from", self.sources), section("History", self.history),
        )  # fmt: skip
        self.carriers.opened.connect(self.opened)
        self.add_action.added.connect(self._link)

    def show_step(self, step: NextStep) -> None:
        """Show a next step as it is now."""
        plan = self.workspace.plan
        when = f", {step.period}" if step.period else ""
        self.show_titles(step, f"Next step {step.number}{when}", step.title)
        self.detail.setText(step.detail)
        self.detail.setVisible(bool(step.detail))
        themes = plan.served(step, Theme)
        self.themes.setText("Serves " + ", ".join(theme.name for theme in themes))
        self.themes.setVisible(bool(themes))
        self.add_action.setVisible(self.can_edit)
        links = {link.item: link for link in plan.links_to(step)}
        rated = ((action, self.workspace.ratings.of(action)) for action in plan.serving(step, Action))
        self.carriers.show_items(
            [
                Item(links[action.id], action.name, capital(of.short), status=of.status, opens=action, menu=True)
                for action, of in rated
            ],
            writable=self.can_edit,
        )
        self.show_story(step)

    def _actions(self) -> dict[str, str]:
        return names(self.workspace, Action)

    def _link(self, key: str) -> None:
        action = self.workspace.plan.get(Action, key)
        if self.record is not None and action is not None and operations.link(self.page.session, action, self.record):
            self.add_action.done()
