"""The chosen theme or objective: how it stands, how much of it is done, and what is added under it."""

from __future__ import annotations

from app.domain.figures import capital
from app.domain.pace import pace
from app.domain.records import Action, Objective, Record, Theme
from app.domain.timeline import how_many
from app.ui import look, operations
from app.ui.kit import STRETCH, block, button, column, row
from app.ui.page import Page
from app.ui.widgets.rag_badge import StatusLine, Tag

from . import outline
from .items import Item, Items
from .side_panel import LEFT, SidePanel, section

Group = Theme | Objective


class GroupPanel(SidePanel[Group]):
    """A theme or an objective.

    Attributes:
        edit: of an objective; `open`: the whole page of a theme.
        add_objective, add_action: what is added under it.
        listed: the actions of an objective.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.status, self.tag = StatusLine(), Tag()
        self.reason, self.words, self.pace = (look.label(wrap=True) for _ in range(3))
        self.edit = self.button(operations.edit)
        self.open = button("Open the theme", lambda: self.opened.emit(self.record))
        self.add_objective, self.add_action = (self.button(operations.ADD[kind]) for kind in (Objective, Action))
        self.listed = Items("No action yet.")
        self.below = section("Its actions", self.listed)
        self.told = block(column(section("Where this comes from", self.sources), section("History", self.history)))
        self.assemble(
            (self.edit, self.open), self.status, (self.tag, LEFT), self.reason, self.pace, self.words,
            row(self.add_objective, self.add_action, STRETCH, gap=look.space(1)), self.below, self.told,
        )  # fmt: skip
        self.listed.opened.connect(self.opened)

    def show_group(self, group: Group) -> None:
        """Show a theme or an objective, as it is now."""
        plan = self.workspace.plan
        is_theme = isinstance(group, Theme)
        kicker = f"Theme {group.number}" if isinstance(group, Theme) else f"Objective {group.ref}".strip()
        self.show_titles(group, kicker, group.title)
        self.tag.setVisible(not is_theme and plan.illustrative(group))
        if isinstance(group, Theme):
            rating = self.workspace.ratings.of(group)
            self.status.show_rating(rating)
            self.reason.setText(capital(rating.reason))
            self.pace.setText(pace(plan, group).sentence)
            self.words.setText(group.focus)
        else:
            self._show_objective(group)
        self.words.setVisible(bool(self.words.text()))
        for part in (self.status, self.reason, self.open):
            part.setVisible(is_theme)
        for part in (self.below, self.told):  # a theme's actions are in the tree, its sources and history on its page
            part.setVisible(not is_theme)
        self.edit.setVisible(not is_theme and self.can_edit)  # a theme is edited on its page

    def _show_objective(self, objective: Objective) -> None:
        plan, ratings = self.workspace.plan, self.workspace.ratings
        theme, actions = plan.get(Theme, objective.theme), outline.actions(plan, objective)
        of = f"Of {theme.name[0].lower()}{theme.name[1:]}. " if theme else ""
        self.pace.setText(f"{of}{how_many(actions)}." if actions else f"{of}No action yet.")
        self.words.setText(objective.detail)
        rated = ((action, ratings.of(action)) for action in actions)
        self.listed.show_items(
            [Item(action, action.name, capital(of.short), status=of.status, opens=action) for action, of in rated],
            writable=True,
        )
        self.show_story(objective)

    def do(self, act: operations.Act) -> None:
        """Do something with what is shown; what was added is shown then."""
        if self.record is not None and isinstance(made := self.start(act, self.record), Record) and act.beside:
            self.opened.emit(made)
