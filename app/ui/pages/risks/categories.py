"""The categories of risk and their appetites: made, edited and removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import Category, Risk
from app.ui import kit, look, operations
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.write import new_record
from app.ui.kit import STRETCH, column, row
from app.ui.widgets.card import rule

if TYPE_CHECKING:
    from app.ui.session import Session
    from app.workspace import Workspace

NO_CATEGORY = "No category"
ABOUT = "A category can have an appetite of its own; it then decides about its risks in place of the plan’s."


def new_category(workspace: Workspace, parent: QWidget | None, of: Risk) -> Category | None:
    """Ask for a new category and save it; in the same edit the risk `of` is put into it."""
    return new_record(workspace, Category, parent, also=lambda made: [replace(of, category=made.id)])


def category_names(plan: Plan) -> dict[str, str]:
    """What a risk's category can be, by key."""
    return {"": NO_CATEGORY, **{category.id: category.title for category in ordered(plan)}}


def ordered(plan: Plan) -> list[Category]:
    """The categories by name."""
    return sorted(plan.all(Category), key=lambda category: category.title.casefold())


class CategoriesDialog(Dialog):
    """The list.

    Attributes:
        new: the button of another category.
        editing, removing: the buttons of each, by its key.
    """

    def __init__(self, session: Session, parent: QWidget | None = None):
        """A list; what is refused is said above the page."""
        super().__init__(parent)
        self.setWindowTitle("Risk categories")
        self._session, self._workspace = session, session.workspace
        self.new, self.close_button = QPushButton("New category…"), QPushButton("Close")
        self.editing: dict[str, QPushButton] = {}
        self.removing: dict[str, QPushButton] = {}
        self._area = kit.scroll(QWidget())
        self._build()
        self.new.clicked.connect(self._add)
        self.close_button.clicked.connect(self.accept)
        self._show()

    def _show(self) -> None:
        self.editing, self.removing = {}, {}
        plan, body = self._workspace.plan, QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(look.space(3), look.space(1), look.space(3), look.space(2))
        grid.setHorizontalSpacing(look.space(2))
        grid.setVerticalSpacing(look.space(1))
        grid.setColumnStretch(0, 1)
        own = "none" if plan.thresholds.appetite is None else str(plan.thresholds.appetite)
        there = ordered(plan)
        for line, category in enumerate(there):
            grid.addWidget(look.label(category.title, wrap=True), line, 0)
            appetite = f"the plan’s own, {own}" if category.appetite is None else str(category.appetite)
            grid.addWidget(look.label(f"Appetite {appetite}", quiet=True), line, 1)
            risks = sum(risk.category == category.id for risk in plan.all(Risk))
            grid.addWidget(look.label(counted(risks, "risk"), quiet=True), line, 2)
            if self._session.can_edit:
                self.editing[category.id] = self._link(operations.edit, category, line, 3, grid)
                self.removing[category.id] = self._link(operations.remove, category, line, 4, grid)
        if not there:
            grid.addWidget(look.label("No category yet.", quiet=True), 0, 0)
        grid.setRowStretch(len(there) + 1, 1)
        self._area.setWidget(body)

    def _link(self, act: operations.Act, category: Category, line: int, at: int, grid: QGridLayout) -> QPushButton:
        made = kit.button(act.word, lambda: self._do(act, category), "link")
        made.setAutoDefault(False)
        made.setAccessibleName(f"{act.word} {category.title}")
        grid.addWidget(made, line, at)
        return made

    def _add(self) -> None:
        new_record(self._workspace, Category, self)
        self._show()

    def _do(self, act: operations.Act, category: Category) -> None:
        operations.start(act, self._session, category, self)
        self._show()
        if act is operations.remove:  # its risks stay, without one
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.new.setAutoDefault(False)
        self.new.setVisible(self._session.can_edit)
        self.close_button.setDefault(True)
        three = look.space(3)
        words = look.label("Risk categories", "title"), look.label(ABOUT, quiet=True, wrap=True)
        head = column(*words, gap=look.space(1), edge=(three, look.space(2), three, look.space(1)))
        foot = row(self.new, STRETCH, self.close_button, edge=(three, look.space(1.5), three, look.space(2)))
        column(head, (self._area, 1), rule(), foot, on=self)
        self.resize(look.space(75), look.space(48))
