"""The chosen action: how it stands and why, its fields to edit in place, its milestones, ties and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain import timeline
from app.domain.figures import capital
from app.domain.figures import short_name as title_words
from app.domain.naming import chosen
from app.domain.records import Action, Dependency, Milestone, Objective, Record
from app.domain.schedule import PartialDate
from app.ui import look, operations
from app.ui.dialogs.kind_dialog import names
from app.ui.dialogs.special import waits
from app.ui.page import Page
from app.ui.record.effects import DidItWork
from app.ui.record.thread_panel import ThreadPanel
from app.ui.widgets.pick_line import AddLine, Typed
from app.ui.widgets.rag_badge import StatusLine

from . import items, outline
from .action_form import ActionForm, edit_label
from .items import Items
from .side_panel import LEFT, SidePanel, section

SAID_ABOVE = (Objective, Milestone, Action)
"""What an action is tied to that the panel shows in lists of their own."""
REPORTED_TODAY = "It is reported already on the day that the plan speaks of"


class ActionPanel(SidePanel[Action]):
    """One action.

    Attributes:
        form: its fields.
        milestones, waits, holds, dates: what belongs to it.
        add_wait: where one types for what it waits.
        effects: what came after it in the indicators that it acts on.
        ties: what else it is tied to.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.form = ActionForm(self._save, Typed(lambda: names(self.workspace, Objective), "objective"))
        self.status, self.reason = StatusLine(), look.label(wrap=True)
        self.alone, self.reported = look.label(quiet=True, wrap=True), look.label(quiet=True, wrap=True)
        self.mark_done = self.button(operations.mark_done, "primary")
        self.no_change, self.set_status = map(self.button, (operations.confirm_no_change, operations.set_status))
        self.end, self.reopen = self.button(operations.end_action), self.button(operations.reopen)
        self.lift = self.button(operations.lift_status, "link")
        self.clear = self.button(operations.clear_status, "link")
        self.milestones = Items("No milestone yet: steps that can be seen to be reached.")
        self.add_milestone = self.button(operations.ADD[Milestone], "link")
        self.waits, self.holds = Items("It waits for no other action."), Items("No other action waits for it.")
        hint = "Add an action that it waits for: type its reference or title"
        self.add_wait = AddLine(self._actions, hint, lambda typed: chosen(self._actions(), typed, "action"))
        self.dates = Items("Its due date was never moved.")
        self.effects = DidItWork(page)
        self.ties = ThreadPanel(page.session, leave_out=SAID_ABOVE)
        self._build()
        self._connect()

    @property
    def action(self) -> Action | None:
        return self.form.shown

    def settle(self) -> bool:
        return self.form.settle()

    def show_action(self, action: Action) -> None:
        """Show an action, or the one that is shown in a newer state."""
        same = self.action is not None and self.action.id == action.id
        if same:
            self.form.refresh(action)
        else:
            self.form.fill(action)
            self.add_wait.done()
        self._show_rest(action)
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        """Show nothing any more; what is typed is saved, or kept where it is refused."""
        self.form.leave()

    def bring_into_view(self, record: Record) -> None:
        """Scroll to a milestone, a dependency or a date that was moved."""
        for part in (self.milestones, self.waits, self.dates):
            if record.id in part.opening:
                self.area.ensureWidgetVisible(part.opening[record.id], 0, look.space(6))
                control = part.boxes.get(record.id) or part.menus.get(record.id)
                if control is not None:
                    control.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing

    def _show_rest(self, action: Action) -> None:
        plan, rating = self.workspace.plan, self.workspace.ratings.of(action)
        self.form.set_read_only(not self.can_edit)
        self.form.show_plan(plan)
        self.show_titles(action, f"Action {action.ref}".strip(), action.title)
        self.status.show_rating(rating)
        self.reason.setText(capital(rating.reason.removeprefix(f"{capital(title_words(action))}: ")))
        self.alone.setText(f"{rating.alone_words}." if rating.alone_words else "")
        self.alone.setVisible(bool(rating.alone_words))
        self.reported.setText(_reported(action))
        self.reported.setVisible(bool(self.reported.text()) and "last reported" not in rating.reason)
        news = operations.confirm_no_change.can(self.page.session, action)
        self.no_change.setVisible(self.can_edit and action.is_open)
        self.no_change.setEnabled(news)
        self.no_change.setToolTip(operations.confirm_no_change.tip if news else REPORTED_TODAY)
        self.add_wait.setVisible(self.can_edit)
        self._show_items(action)
        self.effects.setVisible(self.effects.show_record(action, plan))
        self.ties.show_record(action)
        self.show_story(action)

    def _show_items(self, action: Action) -> None:
        workspace, plan, can_edit = self.workspace, self.workspace.plan, self.can_edit
        shown = {
            self.milestones: [items.step(workspace, step) for step in timeline.milestones(plan, action)],
            self.waits: [items.tie(workspace, d, o) for d, o in outline.waits(plan, action)],
            self.holds: [items.tie(workspace, d, o) for d, o in outline.holds_up(plan, action)],
            self.dates: items.moves(plan, action),
        }
        for part, lines in shown.items():
            part.show_items(lines, writable=can_edit)
            self._sections[part].setVisible(can_edit or bool(lines))  # who reads is not told what there is not

    # -- writing

    def _save(self, action: Action, changed: Sequence[str]) -> None:
        self.workspace.save(action, label=edit_label(action, changed))

    def _reach(self, step: Milestone, on: bool) -> None:
        workspace = self.workspace
        reached = replace(step, done=on, done_on=PartialDate.of(workspace.plan.position) if on else None)
        said = "is reached" if on else "is not reached yet"
        if not self.page.attempt(lambda: workspace.save(reached, label=f"Milestone {step.name} {said}")):
            self.milestones.boxes[step.id].setChecked(not on)

    def _add_wait(self, key: str) -> None:
        from app.workspace import Refusal

        if self.action is None:
            return
        wait = self.workspace.draft(Dependency, action=self.action.id, waits_for=key)
        clash = wait.contradictions().get("waits_for", "")
        try:
            if not clash:
                self.workspace.save(wait, label=waits(self.workspace, wait))
        except Refusal as refusal:
            clash = str(refusal)
        if clash:
            self.add_wait.say(clash)
        else:
            self.add_wait.done()

    def _actions(self) -> dict[str, str]:
        return names(self.workspace, Action)

    def _edit(self, record: Record) -> None:
        if self.can_edit:
            operations.edit(self.page.session, record, self)

    # -- building

    def _connect(self) -> None:
        self.form.mover.clicked.connect(lambda: self.do(operations.move_due_date))
        self.milestones.ticked.connect(self._reach)
        self.add_wait.added.connect(self._add_wait)
        self.milestones.opened.connect(self._edit)
        for part in (self.waits, self.holds):
            part.opened.connect(self.opened)

    def _build(self) -> None:
        said = (self.status, self.reason, self.reported, self.alone, (self.lift, LEFT), (self.clear, LEFT))
        self._sections: dict[Items, QWidget] = {
            self.milestones: section("Milestones", self.milestones, self.add_milestone),
            self.waits: section("Waits for", self.waits, self.add_wait),
            self.holds: section("Holds up", self.holds),
            self.dates: section("Dates that were moved", self.dates),
        }
        self.assemble(
            (self.mark_done, self.no_change, self.set_status, self.end, self.reopen),
            *said, self.form, *self._sections.values(), self.effects,
            section("Golden thread", self.ties), section("Where this comes from", self.sources),
            section("History", self.history),
        )  # fmt: skip


def _reported(action: Action) -> str:
    """When somebody last said how far it is; of what is over only where that is known."""
    if action.reported:
        return f"Last reported {action.reported}."
    return "Not reported on any known day yet." if action.is_open else ""
