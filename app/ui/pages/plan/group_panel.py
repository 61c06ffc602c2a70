"""The chosen theme or objective: how it stands, how much of it is done, and what is added under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.figures import capital
from app.domain.pace import pace
from app.domain.records import Objective, Theme
from app.domain.timeline import how_many
from app.ui import look
from app.ui.dialogs.action import new_action
from app.ui.dialogs.objective import edit_objective, new_objective
from app.ui.dialogs.question import let_ask
from app.ui.widgets.card import ListArea, rule
from app.ui.widgets.rag_badge import StatusLine, Tag
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines

from . import outline
from .items import Item, Items

if TYPE_CHECKING:
    from app.workspace import Workspace

Group = Theme | Objective


class GroupPanel(QFrame):
    """A theme or an objective.

    Attributes:
        group: which; None while nothing is shown.
        edit, take_out: of an objective; `open`: the whole page of a theme.
        add_objective, add_action: what is added under it.
        listed: the actions of an objective.

    Signals:
        backed_out: the person is done with it.
        opened: a record that the person wants to see.
        added: a record that was just added under it.
    """

    backed_out = Signal()
    opened = Signal(object)
    added = Signal(object)

    def __init__(self, attempt: Callable[..., bool], parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._attempt = attempt
        self._workspace: Workspace | None = None
        self.group: Group | None = None
        self.kind, self.name = look.label(role="strong", quiet=True), look.label(role="heading", wrap=True)
        self.status, self.tag = StatusLine(), Tag()
        self.reason, self.words = look.label(wrap=True), look.label(wrap=True)
        self.pace = look.label(wrap=True)
        self.edit, self.take_out = QPushButton("Edit objective"), QPushButton("Remove")
        self.more = RecordMenu()
        self.open = QPushButton("Open the theme")
        self.back = QPushButton("Close")
        self.take_out.setProperty("kind", "link")
        self.add_objective, self.add_action = QPushButton("New objective"), QPushButton("New action")
        self.listed = Items("No action yet.")
        self.sources, self.history = SourceLines(), HistoryLines()
        let_ask(self.sources.asked, self._plan_open, self)
        self._assemble()
        self.back.clicked.connect(self.backed_out)
        self.open.clicked.connect(lambda: self.opened.emit(self.group))
        self.edit.clicked.connect(self._edit)
        self.take_out.clicked.connect(self._remove)
        self.add_objective.clicked.connect(self._add_objective)
        self.add_action.clicked.connect(self._add_action)
        self.listed.opened.connect(self.opened)
        self.history.opened.connect(self.opened)

    def show_group(self, workspace: Workspace, group: Group) -> None:
        """Show a theme or an objective, as it is now."""
        self._workspace, self.group = workspace, group
        plan, writable = workspace.plan, workspace.writable and not workspace.facts_only
        is_theme = isinstance(group, Theme)
        self.kind.setText(f"Theme {group.number}" if isinstance(group, Theme) else f"Objective {group.ref}".strip())
        self.name.setText(group.title)
        self.more.show_record(group)
        mark(self, group)
        self.status.setVisible(is_theme)
        self.reason.setVisible(is_theme)
        self.tag.setVisible(not is_theme and plan.illustrative(group))
        if isinstance(group, Theme):
            rating = workspace.ratings.of(group)
            self.status.show_rating(rating)
            self.reason.setText(capital(rating.reason))
            self.pace.setText(pace(plan, group).sentence)
            self.words.setText(group.focus)
        else:
            theme = plan.get(Theme, group.theme)
            found = outline.actions(plan, group)
            of = f"Of {theme.name[0].lower()}{theme.name[1:]}. " if theme else ""
            self.pace.setText(f"{of}{how_many(found)}." if found else f"{of}No action yet.")
            self.words.setText(group.detail)
        self.words.setVisible(bool(self.words.text()))
        self.open.setVisible(is_theme)
        self.edit.setVisible(writable and not is_theme)
        self.take_out.setVisible(writable and not is_theme)
        self.add_objective.setVisible(writable and is_theme)
        self.add_action.setVisible(writable)
        self._show_below(workspace, group)
        self.told.setVisible(not is_theme)  # a theme's sources and history stand on its own page
        if not is_theme:
            self.sources.show_record(plan, group, writable=False)
            self.sources.asked.show_record(plan, group, writable=writable)
            self.history.show_record(workspace, group)

    def _show_below(self, workspace: Workspace, group: Group) -> None:
        """The actions of an objective; a theme's are in the tree, and too many to repeat."""
        self.below.setVisible(isinstance(group, Objective))
        if isinstance(group, Objective):
            found = outline.actions(workspace.plan, group)
            self.listed.show_items(
                [
                    Item(a, a.name, capital(rating.short), status=rating.status, opens=a)
                    for a in found
                    if (rating := workspace.ratings.of(a))
                ],
                writable=True,
            )

    def _plan_open(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    def _edit(self) -> None:
        if self._workspace is not None and isinstance(self.group, Objective):
            edit_objective(self._workspace, self.group, self)

    def _remove(self) -> None:
        """Take an objective away; its actions stay, under their themes."""
        workspace, group = self._workspace, self.group
        if workspace is None or not isinstance(group, Objective):
            return
        self.backed_out.emit()
        self._attempt(lambda: workspace.remove(group, label=f"Remove {group.name}"), f"Removed {group.name}.")

    def _add_objective(self) -> None:
        if self._workspace is not None and isinstance(self.group, Theme):
            self._tell(new_objective(self._workspace, self.group, self))

    def _add_action(self) -> None:
        if self._workspace is None or self.group is None:
            return
        theme = self.group if isinstance(self.group, Theme) else self._workspace.plan.get(Theme, self.group.theme)
        objective = self.group if isinstance(self.group, Objective) else None
        self._tell(new_action(self._workspace, theme, self, objective=objective))

    def _tell(self, made: object) -> None:
        if made is not None:
            self.added.emit(made)

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(look.space(1))
        top.addWidget(self.kind)
        top.addStretch()
        for button in (self.take_out, self.edit, self.open, self.back, self.more):
            top.addWidget(button)
        add = QHBoxLayout()
        add.setSpacing(look.space(1))
        for button in (self.add_objective, self.add_action):
            add.addWidget(button)
        add.addStretch()
        self.below = QWidget()
        below = QVBoxLayout(self.below)
        below.setContentsMargins(0, look.space(1), 0, 0)
        below.addWidget(look.label("Its actions", "strong"))
        below.addWidget(self.listed)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(2))
        inside.setSpacing(look.space(1))
        left = Qt.AlignmentFlag.AlignLeft
        inside.addWidget(self.status)
        inside.addWidget(self.tag, 0, left)
        for part in (self.reason, self.pace, self.words):
            inside.addWidget(part)
        inside.addLayout(add)
        inside.addWidget(self.below)
        self.told = QWidget()
        told = QVBoxLayout(self.told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(look.space(1))
        for title, part in (("Where this comes from", self.sources), ("History", self.history)):
            told.addSpacing(look.space(1.5))
            told.addWidget(look.label(title, "strong"))
            told.addWidget(part)
        inside.addWidget(self.told)
        inside.addStretch()
        area = ListArea()
        area.setWidget(body)
        head = QVBoxLayout()
        head.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.5))
        head.setSpacing(look.space(1))
        head.addLayout(top)
        head.addWidget(self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(area, 1)
