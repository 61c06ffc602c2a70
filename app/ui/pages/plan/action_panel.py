"""The chosen action: how it stands and why, its fields to edit in place, its milestones, ties and dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain import timeline
from app.domain.figures import called as title_words
from app.domain.figures import capital
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    DateChange,
    Dependency,
    Link,
    Milestone,
    NextStep,
    Objective,
    Provenance,
    Record,
    Theme,
)
from app.domain.schedule import PartialDate
from app.ui import look, operations
from app.ui.dialogs.choices import names
from app.ui.dialogs.dependency import edit_dependency
from app.ui.dialogs.dependency import remove as remove_dependency
from app.ui.dialogs.dependency import save as save_dependency
from app.ui.dialogs.ending import end_action
from app.ui.dialogs.milestone import edit_milestone, new_milestone
from app.ui.dialogs.move_date import edit_date_change, move_date
from app.ui.dialogs.override import let_computed_stand, set_status
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.widgets.card import rule
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.pick_line import Typed
from app.ui.widgets.rag_badge import StatusLine
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.thread_panel import ThreadPanel

from . import lines, outline
from .action_form import ActionForm, called, edit_label
from .acts import NO_CHANGE_TIP, REPORTED_TODAY, can_confirm, confirm_no_change, mark_done, reopen
from .items import AddLine, Items

if TYPE_CHECKING:
    from app.workspace import Workspace

Attempt = Callable[..., bool]
SAID_ABOVE = (Theme, NextStep, Objective, Milestone, Action)
"""What an action is tied to that the panel shows in lists of their own."""


class ActionPanel(QFrame):
    """One action.

    Attributes:
        form: its fields.
        milestones, waits, holds, dates, themes, steps: what belongs to it.
        add_wait: where one types for what it waits.
        ties: what else it is tied to.

    Signals:
        backed_out: the person is done with it.
        opened: another record that the person wants to see.
    """

    backed_out = Signal()
    opened = Signal(object)

    def __init__(self, attempt: Attempt, parent: QWidget | None = None):
        """A panel; `attempt` does what may be refused and says why above the page."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._attempt = attempt
        self._workspace: Workspace | None = None
        self.form = ActionForm(self._save, Typed(self._objectives, "objective"))
        self.ref = look.label(role="strong", quiet=True)
        self.name = look.label(role="heading", wrap=True)
        self.status = StatusLine()
        self.reason = look.label(wrap=True)
        self.alone = look.label(quiet=True, wrap=True)
        self.reported = look.label(quiet=True, wrap=True)
        self.mark_done, self.set_status = QPushButton("Mark done"), QPushButton(operations.set_status.word)
        self.no_change = QPushButton("Confirm no change")
        self.end, self.reopen = QPushButton("End without being done…"), QPushButton("Reopen")
        self.lift, self.take_out = QPushButton("Let the computed status stand"), QPushButton("Remove")
        self.more = RecordMenu()
        for button in (self.lift, self.take_out):
            button.setProperty("kind", "link")
        self.back = QPushButton("Close")
        self.back.setToolTip("Back to the plan (Esc)")
        self.milestones = Items("No milestone yet: steps that can be seen to be reached.")
        self.add_milestone = QPushButton("Add milestone")
        self.add_milestone.setProperty("kind", "link")
        self.waits, self.holds = Items("It waits for no other action."), Items("No other action waits for it.")
        self.add_wait = AddLine(self._others, "action", "Add an action that it waits for: type its reference or title")
        self.dates = Items("Its due date was never moved.")
        self.themes, self.steps = Items("The plan has no theme yet."), Items("The plan has no next step yet.")
        self.ties = ThreadPanel(attempt, leave_out=SAID_ABOVE)
        self.sources, self.history = SourceLines(), HistoryLines()
        self._assemble()
        self._connect()

    @property
    def action(self) -> Action | None:
        return self.form.shown

    def show_action(self, workspace: Workspace, action: Action) -> None:
        """Show an action, or the one that is shown in a newer state."""
        self._workspace = workspace
        same = self.action is not None and self.action.id == action.id
        if same:
            self.form.refresh(action)
        else:
            self.form.fill(action)
            self.add_wait.done()
        self._show_rest(workspace, action)
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
                control = part.boxes.get(record.id) or part.editing.get(record.id)
                if control is not None:
                    control.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing

    def _show_rest(self, workspace: Workspace, action: Action) -> None:
        plan, rating = workspace.plan, workspace.ratings.of(action)
        writable = workspace.writable and not workspace.facts_only
        self.form.set_read_only(not writable)
        self.form.show_plan(plan)
        self.ref.setText(f"Action {action.ref}".strip())
        self.name.setText(action.title)
        self.status.show_rating(rating)
        self.reason.setText(capital(rating.reason.removeprefix(f"{capital(title_words(action))}: ")))
        self.alone.setText(f"{rating.alone_words}." if rating.alone_words else "")
        self.alone.setVisible(bool(rating.alone_words))
        self.more.show_record(action)
        mark(self, action)
        self.reported.setText(_reported(action))
        self.reported.setVisible(bool(self.reported.text()) and "last reported" not in rating.reason)
        for button in (self.take_out, self.add_milestone, self.add_wait):
            button.setVisible(writable)
        for button in (self.mark_done, self.no_change, self.end):
            button.setVisible(writable and action.is_open)
        self.set_status.setVisible(writable and not action.is_ended)
        self.reopen.setVisible(writable and not action.is_open)
        self.no_change.setEnabled(can_confirm(plan, action))
        self.no_change.setToolTip(NO_CHANGE_TIP if can_confirm(plan, action) else REPORTED_TODAY)
        self.lift.setVisible(writable and bool(rating.override or rating.expired))
        self._show_items(workspace, plan, action, writable=writable)
        self.ties.show_record(workspace, action)
        self.sources.show_record(plan, action, writable=writable)
        self.history.show_record(workspace, action)

    def _show_items(self, workspace: Workspace, plan: Plan, action: Action, *, writable: bool) -> None:
        steps = [lines.step(workspace, step) for step in timeline.milestones(plan, action)]
        self.milestones.show_items(steps, writable=writable)
        waits = [lines.tie(workspace, d, other, removes=True) for d, other in outline.waits(plan, action)]
        self.waits.show_items(waits, writable=writable)
        holds = [lines.tie(workspace, d, other, removes=False) for d, other in outline.holds_up(plan, action)]
        self.holds.show_items(holds, writable=writable)
        self.dates.show_items(lines.moves(plan, action), writable=writable)
        for part, kind in ((self.themes, Theme), (self.steps, NextStep)):
            served = {record.id for record in plan.served(action, kind)}
            part.show_items([lines.served(record, served) for record in plan.all(kind)], writable=writable)

    # -- writing

    def _save(self, action: Action, changed: Sequence[str]) -> None:
        assert self._workspace is not None
        self._workspace.save(action, label=edit_label(action, changed))

    def _now(self) -> tuple[Workspace, Action] | None:
        """The workspace and the action, once everything typed is saved; None while something is not."""
        if self._workspace is None or self.action is None or not self.form.settle() or self.action is None:
            return None
        return self._workspace, self.action

    def _mark_done(self) -> None:
        if now := self._now():
            self._attempt(lambda: mark_done(*now))

    def _confirm_no_change(self) -> None:
        if now := self._now():
            self._attempt(lambda: confirm_no_change(*now))

    def _end(self) -> None:
        if now := self._now():
            end_action(*now, self)

    def _reopen(self) -> None:
        if now := self._now():
            self._attempt(lambda: reopen(*now))

    def _move(self) -> None:
        if now := self._now():
            move_date(*now, self)

    def _set_status(self) -> None:
        if now := self._now():
            set_status(*now, self)

    def _lift(self) -> None:
        if now := self._now():
            self._attempt(lambda: let_computed_stand(*now))

    def _remove(self) -> None:
        workspace, action = self._workspace, self.action
        if workspace is not None and action is not None:
            self.backed_out.emit()
            self._attempt(lambda: workspace.remove(action, label=f"Remove {action.name}"), f"Removed {action.name}.")

    def _add_milestone(self) -> None:
        if now := self._now():
            new_milestone(*now, self)

    def _reach(self, step: Milestone, on: bool) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        reached = replace(step, done=on, done_on=PartialDate.of(workspace.plan.position) if on else None)
        said = "is reached" if on else "is not reached yet"
        if not self._attempt(lambda: workspace.save(reached, label=f"Milestone {step.name} {said}")):
            self.milestones.boxes[step.id].setChecked(not on)

    def _add_wait(self, key: str) -> None:
        from app.workspace import Refusal

        if self._workspace is None or self.action is None:
            return
        wait = self._workspace.draft(Dependency, action=self.action.id, waits_for=key)
        clash = wait.contradictions().get("waits_for", "")
        try:
            if not clash:
                save_dependency(self._workspace, wait)
        except Refusal as refusal:
            clash = str(refusal)
        if clash:
            self.add_wait.say(clash)
        else:
            self.add_wait.done()

    def _objectives(self) -> dict[str, str]:
        return names(self._workspace, Objective) if self._workspace else {}

    def _others(self) -> dict[str, str]:
        if self._workspace is None or self.action is None:
            return {}
        return names(self._workspace, Action)

    def _edit(self, record: Record) -> None:
        workspace = self._workspace
        if workspace is None or not workspace.writable:
            return
        match record:
            case Milestone():
                edit_milestone(workspace, record, self)
            case Dependency():
                edit_dependency(workspace, record, self)
            case DateChange():
                edit_date_change(workspace, record, self)

    def _take_away(self, record: Record) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        match record:
            case Dependency():
                self._attempt(lambda: remove_dependency(workspace, record), "It waits no longer.")
            case DateChange():
                moved = workspace.find(record.record)
                name = moved.name if moved else "a record"
                self._attempt(lambda: workspace.remove(record, label=f"Forget that {name} was moved"))
            case _:
                self._attempt(
                    lambda: workspace.remove(record, label=f"Remove {record.NAME.lower()} {record.name}"),
                    f"Removed {record.name}.",
                )

    def _serve(self, record: Record, on: bool) -> None:
        workspace, action = self._workspace, self.action
        if workspace is None or action is None:
            return
        name = f"{record.NAME.lower()} {getattr(record, 'number', '')}".strip()
        verb = "carries out" if isinstance(record, NextStep) else "serves"
        if on:
            link = workspace.draft(Link, item=action.id, serves=record.id)
            done = self._attempt(lambda: workspace.save(link, label=f"{called(action)} {verb} {name}"))
        else:
            gone = [link for link in workspace.plan.links_from(action) if link.serves == record.id]
            label = f"{called(action)} no longer {verb} {name}"
            done = self._attempt(lambda: workspace.remove(*gone, label=label))
        if not done:
            part = self.steps if isinstance(record, NextStep) else self.themes
            part.boxes[record.id].setChecked(not on)

    def _adopt(self, marks: Sequence[Provenance]) -> None:
        if now := self._now():
            workspace, action = now
            fallen = [replace(mark, deleted="a value was entered") for mark in marks]
            self._attempt(lambda: workspace.save(*fallen, label=f"Confirm values of {called(action)}"))

    # -- building

    def _connect(self) -> None:
        self.back.clicked.connect(self.backed_out)
        self.mark_done.clicked.connect(self._mark_done)
        self.no_change.clicked.connect(self._confirm_no_change)
        self.end.clicked.connect(self._end)
        self.reopen.clicked.connect(self._reopen)
        self.set_status.clicked.connect(self._set_status)
        self.lift.clicked.connect(self._lift)
        self.take_out.clicked.connect(self._remove)
        self.form.mover.clicked.connect(self._move)
        self.add_milestone.clicked.connect(self._add_milestone)
        self.milestones.ticked.connect(self._reach)
        self.add_wait.added.connect(self._add_wait)
        self.milestones.opened.connect(self._edit)
        for part in (self.milestones, self.waits, self.holds, self.dates):
            part.edited.connect(self._edit)
            part.removed.connect(self._take_away)
        for part in (self.waits, self.holds, self.themes, self.steps, self.ties):
            part.opened.connect(self.opened)
        for part in (self.themes, self.steps):
            part.ticked.connect(self._serve)
        self.sources.adopted.connect(self._adopt)
        self.history.opened.connect(self.opened)
        let_settle(self.sources.apart, self._plan_open, self._attempt, self)
        let_ask(self.sources.asked, self._plan_open, self)

    def _plan_open(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(look.space(1))
        top.addWidget(self.ref)
        top.addStretch()
        top.addWidget(self.back)
        top.addWidget(self.more)
        acts = QWidget()
        act = FlowLayout(acts)
        for button in (self.mark_done, self.no_change, self.end, self.reopen, self.set_status, self.take_out):
            act.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.5))
        head.setSpacing(look.space(1))
        head.addLayout(top)
        for part in (self.name, self.status, self.reason, self.reported, self.alone):
            head.addWidget(part)
        head.addWidget(self.lift, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(acts)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(2))
        inside.setSpacing(look.space(1))
        inside.addWidget(self.form)
        for title, *parts in (
            ("Milestones", self.milestones, self.add_milestone),
            ("Waits for", self.waits, self.add_wait),
            ("Holds up", self.holds),
            ("Dates that were moved", self.dates),
            ("Themes it serves", self.themes),
            ("Next steps it carries out", self.steps),
            ("Golden thread", self.ties),
            ("Where this comes from", self.sources),
            ("History", self.history),
        ):
            inside.addSpacing(look.space(1.5))
            inside.addWidget(look.label(title, "strong"))
            for part in parts:
                link = isinstance(part, QPushButton)
                inside.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if link else Qt.AlignmentFlag(0))
        inside.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.area, 1)


def _reported(action: Action) -> str:
    """When somebody last said how far it is; of what is over only where that is known."""
    if action.reported:
        return f"Last reported {action.reported}."
    return "Not reported on any known day yet." if action.is_open else ""
