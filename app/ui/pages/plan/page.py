"""The page of the plan: tree, table, timeline and next steps, and what is chosen in them at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QToolButton, QWidget

from app.domain.pace import pace
from app.domain.records import (
    Action,
    DateChange,
    Dependency,
    Milestone,
    NextStep,
    Objective,
    Record,
    Theme,
)  # fmt: skip
from app.ui import look
from app.ui.adding import add_new
from app.ui.kit import block, button, column, row, split
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.tabs import Tabs

from .action_form import edit_name
from .action_panel import ActionPanel
from .adding import AddMenu
from .filter import ActionFilter
from .filter_bar import PlanFilters
from .group_panel import GroupPanel
from .pace_line import PACED, PaceLine
from .rows import FEW, Now, PlanRow, Tree, columns, table
from .sheets import MilestoneRegister, action_table
from .steps import StepsView
from .timeline_view import TimelineView
from .tree import PlanTree, tree_title

PANEL_LEAST = 58  # steps of the grid: the panel is never narrower
ONE_BELOW = 126  # steps of the grid: on a narrower page what is chosen takes the place of the plan
TREE, TABLE, TIME, STEPS, MILESTONES = range(5)


class PlanPage(Page):
    """The plan.

    Attributes:
        tabs: the five views: `tree`, `table`, `time`, `steps` and `milestones`.
        filters: above the first three; no_match: said in each of them where nothing fits.
        panel, group: the chosen action; the chosen theme or objective.
        new: the button of everything that can be added; `adding` its menu.
        nothing: shown while there is no plan; `first_action` begins it with an action instead of a theme, `workbook`
            with what lies in a file.
    """

    title = "Plan"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header, self.pace = PageHeader("Plan"), PaceLine()
        self.new, self.adding = QToolButton(), AddMenu(self)
        self.unsaved = button("", self._return_to_unsaved, tip="It was refused, and is kept until you return")
        self.filters = PlanFilters()
        self.branches = Tree()
        self.tree = PlanTree("plan-tree", columns(tree_title()))
        self.tree.setAccessibleName("The plan as a tree")
        self.table = action_table(self)
        self.time = TimelineView()
        self.steps, self.milestones = StepsView(self), MilestoneRegister(self)
        self.panel, self.group = ActionPanel(self), GroupPanel(self)
        self.tabs = Tabs()
        self.nothing = EmptyState(
            "No plan yet",
            "Begin with a theme: what the board asks about. Then say what it wants to reach, who does what by when, "
            "and by which steps one can see that it gets there.",
            "Add the first theme",
        )
        self.first_action = self.nothing.add("Add the first action")
        self.workbook = self.nothing.add("Bring in your workbook…")
        self.no_match: list[EmptyState] = []
        self._accepted: list[Action] = []
        self._build()
        self._connect()

    # -- what the window asks for

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        plan = self.workspace.plan
        self.panel.form.forget({key for key in self.panel.form.kept if plan.find(key) is None})
        if not kinds.isdisjoint(PACED):
            self.header.tell("Plan", pace(plan).sentence)
            self.pace.show_plan(plan)
        self._show_state()
        self.filters.show_plan(plan, self.workspace.person)
        self._sift()
        self._show_chosen()

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            self._close()
            self.filters.narrow(None if target.title == "all actions" else target)
            self.tabs.words.setCurrentIndex(TABLE)
            self.table.setFocus()
            return
        found = self.workspace.find(target.id) if isinstance(target, Record) else None
        match found:
            case NextStep():
                self.tabs.words.setCurrentIndex(STEPS)
                self.steps.reveal(found)
            case Action():
                self._open(found)
            case Milestone() | Dependency() | DateChange():
                self._open_with(found)
            case Objective() | Theme():
                self._open_group(found)
            case _:
                self._close()
                self.filters.narrow(None)
                self.tabs.words.setCurrentIndex(TREE)

    def new_row(self) -> bool:
        if self.tabs.words.currentIndex() == MILESTONES:
            return self.milestones.new_row()
        if not self.can_edit or not self.workspace.all(Action):
            return False
        self._close()
        self.tabs.words.setCurrentIndex(TABLE)
        return self.table.begin()

    def find(self) -> None:
        if self.tabs.words.currentIndex() == MILESTONES:
            self.milestones.bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if self.tabs.words.currentIndex() == STEPS:
            self.tabs.words.setCurrentIndex(TREE)
        self.filters.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.line.selectAll()

    # -- the chosen record

    def _open(self, action: Action) -> None:
        """Show an action beside the plan, whatever the plan was narrowed to."""
        if self.tabs.words.currentIndex() in (STEPS, MILESTONES):
            self.tabs.words.setCurrentIndex(TREE)
        if not any(action.id == other.id for other in self._accepted):
            self.filters.narrow(None)
        self._show_side(self.panel)
        self._select(action)
        if self.panel.action != action:
            self.panel.show_action(action)
        if self.left.isHidden():
            self._go_into_fields()
        else:
            self._shown().setFocus()

    def _open_with(self, part: Milestone | Dependency | DateChange) -> None:
        """Show the action of a milestone, a dependency or a date that was moved, and in it that part."""
        key = part.record if isinstance(part, DateChange) else part.action
        above = self.workspace.find(key)
        if isinstance(above, Milestone):
            above = self.workspace.find(above.action)
        if isinstance(above, Action):
            self._open(above)
            self.panel.bring_into_view(part)

    def _open_group(self, group: Theme | Objective) -> None:
        if self.tabs.words.currentIndex() not in (TREE, TIME):
            self.tabs.words.setCurrentIndex(TREE)
        self._show_side(self.group)
        self._select(group)
        self.group.show_group(group)

    def _show_side(self, side: QWidget) -> None:
        if side is not self.panel:
            self.panel.leave()
        for panel in (self.panel, self.group):
            panel.setVisible(panel is side)
        self._lay_out()

    def _show_chosen(self) -> None:
        """Show what is open at the right as it is now; what is gone leaves."""
        if not self.group.isHidden() and self.group.record is not None:
            now = self.workspace.find(self.group.record.id)
            if isinstance(now, Theme | Objective):
                self.group.show_group(now)
            else:
                self._close()
        action = self.panel.action
        if action is not None:
            now = self.workspace.find(action.id)
            if isinstance(now, Action):
                self.panel.show_action(now)
            else:
                self._close()

    def _close(self) -> None:
        if self.panel.isHidden() and self.group.isHidden():
            return
        self.panel.leave()
        self.panel.hide()
        self.group.hide()
        self._lay_out()
        self._shown().setFocus()

    def _select(self, record: Record) -> None:
        """Choose the row of a record where it is seen; in the tree, what lies over it is opened."""
        if self._shown() is self.table:
            self.table.select(record.id)
            return
        shown = self._shown()
        assert isinstance(shown, PlanTree)
        current = shown.current()
        if current is not None and current.record is not None and current.record.id == record.id:
            return
        if not shown.select_record(record.id):
            self.branches.reveal(self.workspace.plan, record)
            self._fill()
            shown.select_record(record.id)

    def _follow(self, row: PlanRow | None) -> None:
        """Another row is chosen while something is open at the right: show that."""
        if row is None or (self.panel.isHidden() and self.group.isHidden()):
            return
        record = self.workspace.find(row.record.action) if isinstance(row.record, Milestone) else row.record
        if isinstance(record, Action):
            self._show_side(self.panel)
            self.panel.show_action(record)
        elif isinstance(record, Theme | Objective):
            self._show_side(self.group)
            self.group.show_group(record)

    def _clicked(self, index: QModelIndex) -> None:
        shown = self._shown()
        if shown is self.table and not self.table.opens(index.column()):
            return
        row, one = shown.current(), len({each.row() for each in shown.selectedIndexes()}) == 1
        if one and row is not None and row.record is not None:
            self._show_added(row.record)

    def _entered(self, row: PlanRow) -> None:
        """Enter or a double click: into the fields; a theme's own page."""
        if row.record is None:
            self._toggle(row)
        elif isinstance(row.record, Action):
            if self.panel.action is None or self.panel.action.id != row.record.id:
                self.opened.emit(row.record)
            self._go_into_fields()
        else:
            self.opened.emit(row.record)

    def _go_into_fields(self) -> None:
        if not self.panel.isHidden():
            next(iter(self.panel.form.fields.values())).control.setFocus(Qt.FocusReason.TabFocusReason)

    def _return_to_unsaved(self) -> None:
        action = self.workspace.find(next(iter(self.panel.form.kept), ""))
        if isinstance(action, Action):
            self.opened.emit(action)

    def _show_unsaved(self) -> None:
        kept = [self.workspace.find(key) for key in self.panel.form.kept]
        known = [edit_name(action) for action in kept if isinstance(action, Action)]
        self.unsaved.setVisible(bool(known))
        if known:
            more = f" and {len(known) - 1} more" if len(known) > 1 else ""
            self.unsaved.setText(f"Not saved: {known[0]}{more}")

    # -- adding

    def _show_added(self, made: Record | None) -> None:
        """Show beside the plan what was added, or pressed."""
        there = self.workspace.find(made.id) if made is not None else None
        if isinstance(there, Theme):  # its own page is one press further
            self._open_group(there)
        elif there is not None:
            self.opened.emit(there)

    def _add_step(self) -> None:
        self.tabs.words.setCurrentIndex(STEPS)
        self.steps.add()

    def _chosen(self) -> Action | Theme | Objective | None:
        """What is open at the right."""
        if not self.panel.isHidden():
            return self.panel.action
        return self.group.record if not self.group.isHidden() else None

    # -- what is seen

    def _sift(self) -> None:
        """Take what the filters let through, and show it in the view that is seen."""
        plan, wanted = self.workspace.plan, self.filters.filter
        everything = wanted.lets_all_through and not wanted.theme
        self._accepted = list(plan.all(Action)) if everything else wanted.accepted(plan, self.workspace.ratings)
        unowned = sum(not action.owner and action.is_open for action in self._accepted)
        self.filters.show_count(len(self._accepted), len(plan.all(Action)), unowned)
        self.pace.mark(wanted.theme)
        self.stack.setCurrentIndex(0 if plan.all(Theme) or plan.all(Action) or plan.all(NextStep) else 1)
        no_match = bool(plan.all(Action)) and not self._accepted
        for stack, empty in zip(self._stacks, self.no_match, strict=True):
            empty.tell(*wanted.nothing)
            stack.setCurrentIndex(1 if no_match else 0)
        self.tabs.refresh()

    def _fill(self) -> None:
        """Fill the view that is seen."""
        match self.tabs.words.currentIndex():
            case 0:
                self.tree.show_records(self._rows())
            case 1:
                self.table.show_records(table(self._now(), self._accepted))
            case _:
                self.time.show_rows(self.workspace.plan, self._rows())

    def _rows(self) -> list[PlanRow]:
        wanted = self.filters.filter
        accepted = None if wanted.lets_all_through else frozenset(action.id for action in self._accepted)
        return self.branches.rows(self._now(), accepted, wanted.theme)

    def _now(self) -> Now:
        return Now(self.workspace.plan, self.workspace.ratings)

    def _toggle(self, row: PlanRow) -> None:
        self.branches.toggle(row)
        self._fill()

    def _shown(self) -> RecordTable[PlanRow]:
        """The table that is seen."""
        return {TABLE: self.table, TIME: self.time.table}.get(self.tabs.words.currentIndex(), self.tree)

    def _changed_view(self, number: int) -> None:
        """Filters belong to the first three views; what is open at the right stays with them."""
        for part in (self.filters, self.filters.count):
            part.setVisible(number in (TREE, TABLE, TIME))
        self.columns.setVisible(number in (TREE, TABLE))
        if number in (STEPS, MILESTONES):
            self._close()
        elif not self.panel.isHidden() and self.panel.action is not None:
            self._select(self.panel.action)

    def _show_state(self) -> None:
        self.new.setVisible(self.can_edit)
        self.table.let_type(self.can_edit)
        for shown in (self.tree, self.table, self.steps.table):
            shown.hides_empty = not self.can_edit and len(self.workspace.plan.all(Action)) <= FEW
        heading = "No plan yet" if not self.workspace.facts_only else "No plan in the report"
        self.nothing.tell(heading, self.nothing.sentence.text(), can_start=self.can_edit)

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.side.isAncestorOf(self.focusWidget() or self) and not self.left.isHidden():
            self._shown().setFocus()
        elif not (self.panel.isHidden() and self.group.isHidden()):
            self._close()
        elif not self.filters.filter.lets_all_through or self.filters.filter.theme:
            self.filters.clear()
            self._shown().setFocus()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.panel.form.settle()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """The plan and what is chosen side by side where there is room."""
        alone = self.panel.isHidden() and self.group.isHidden()
        side = 0 if alone else max(look.space(PANEL_LEAST), round(self.width() * 0.36))
        self.side.setVisible(not alone)
        self.left.setVisible(alone or self.width() >= look.space(ONE_BELOW))
        self.split.setSizes([max(1, self.width() - side), side])

    # -- building

    def _build(self) -> None:
        self.columns, columns_menu = QToolButton(), QMenu(self)
        columns_menu.aboutToShow.connect(lambda: self._shown().fill_columns(columns_menu))
        for tool, word, menu in ((self.new, "New", self.adding), (self.columns, "Columns", columns_menu)):
            tool.setText(word)
            tool.setProperty("kind", "button")
            tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            tool.setMenu(menu)
        self.new.setProperty("main", True)
        self.unsaved.hide()
        self.header.row.addWidget(self.unsaved)
        self.header.row.addWidget(self.new)
        self._stacks: list[QStackedWidget] = []
        for word, view in (("Tree", self.tree), ("Table", self.table), ("Timeline", self.time)):
            self.tabs.add(word, self._with_no_match(view), self._fill)
        self.tabs.add("Next steps", self.steps, self.steps.refresh)
        self.tabs.add("Milestones", self.milestones, self.milestones.refresh)
        self.tabs.corner.addWidget(self.filters.count)
        self.tabs.corner.addWidget(self.columns)
        self.left, self.side = self.tabs, block(row(self.panel, self.group))
        for part in (self.panel, self.group, self.side):
            part.hide()
        self.side.setMinimumWidth(look.space(50))
        self.split, self.stack = split((self.left, 0), (self.side, 0)), QStackedWidget()
        self.stack.addWidget(block(column(self.filters, (self.split, 1), gap=look.space(1))))
        self.stack.addWidget(self.nothing)
        edge = (look.space(3), look.space(2))
        column(self.header, self.pace, (self.stack, 1), on=self, gap=look.space(1), edge=edge)

    def _with_no_match(self, view: QWidget) -> QStackedWidget:
        empty = EmptyState(*ActionFilter().nothing, "Show the whole plan")
        empty.started.connect(self.filters.clear)
        stack = QStackedWidget()
        stack.addWidget(view)
        stack.addWidget(empty)
        self.no_match.append(empty)
        self._stacks.append(stack)
        return stack

    def _connect(self) -> None:
        self.adding.aboutToShow.connect(lambda: self.adding.offer(self.session, self._chosen()))
        self.adding.step_wanted.connect(self._add_step)
        self.adding.added.connect(self._show_added)
        self.nothing.started.connect(lambda: self._show_added(add_new(self.session, Theme, self)))
        self.first_action.clicked.connect(lambda: self._show_added(add_new(self.session, Action, self)))
        self.workbook.clicked.connect(lambda: self.session.wanted.emit("Import…"))
        self.filters.changed.connect(self._sift)
        self.filters.line.left.connect(lambda: self._shown().setFocus())
        self.pace.chosen.connect(self.filters.choose_theme)
        self.tabs.words.currentChanged.connect(self._changed_view)
        for shown in (self.tree, self.table, self.time.table):
            shown.clicked.connect(self._clicked)
            shown.opened.connect(self._entered)
            shown.chosen.connect(self._follow)
        for shown in (self.tree, self.time.table):
            shown.toggled.connect(self._toggle)
        for panel in (self.panel, self.group):
            panel.backed_out.connect(self._close)
        self.panel.form.kept_changed.connect(self._show_unsaved)
