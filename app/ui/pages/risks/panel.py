"""The chosen risk: how it stands and why, its fields to edit in place, its themes, sources and history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.figures import called as title_words
from app.domain.figures import capital
from app.domain.records import NOT_GIVEN, Link, Override, Provenance, Risk, Theme
from app.domain.rules import reason_given
from app.domain.schedule import show_date
from app.ui import look, operations
from app.ui.dialogs.categories import new_category
from app.ui.dialogs.override import let_computed_stand, set_status
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.risk import CloseRiskDialog, called
from app.ui.dialogs.settle import let_settle
from app.ui.widgets.card import rule
from app.ui.widgets.rag_badge import StatusLine
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines, SourceLines
from app.ui.widgets.thread_panel import ThreadPanel

from .form import SCORE, TARGET, RiskForm, edit_label
from .threatened import ThreatenedThemes

if TYPE_CHECKING:
    from app.workspace import Workspace

Attempt = Callable[..., bool]


class RiskPanel(QFrame):
    """One risk.

    Attributes:
        form: its fields.
        ties: what else it is tied to.
        risk: as it is saved; None while nothing is shown.

    Signals:
        backed_out: the person is done with it.
    """

    backed_out = Signal()

    def __init__(self, attempt: Attempt, parent: QWidget | None = None):
        """A panel; `attempt` does what may be refused and says why above the page."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._attempt = attempt
        self._workspace: Workspace | None = None
        self.form = RiskForm(self._save)
        self.ref = look.label(role="strong", quiet=True)
        self.name = look.label(role="heading", wrap=True)
        self.status = StatusLine()
        self.reason, self.closed_why = look.label(wrap=True), look.label(wrap=True)
        self.alone, self.expired = look.label(quiet=True, wrap=True), look.label(quiet=True, wrap=True)
        self.set_status, self.close_risk, self.reopen = (
            QPushButton(operations.set_status.word), QPushButton("Close risk…"), QPushButton("Reopen")
        )  # fmt: skip
        self.take_out = QPushButton("Remove")
        self.more = RecordMenu()
        self.take_out.setToolTip("For what was entered by mistake; a risk that has passed is closed")
        self.lift = QPushButton("Let the computed status stand")
        for button in (self.lift, self.take_out):
            button.setProperty("kind", "link")
        self.back = QPushButton("Done")
        self.back.setToolTip("Back to the register (Esc)")
        self.themes, self.sources, self.history = ThreatenedThemes(), SourceLines(), HistoryLines()
        self.ties = ThreadPanel(attempt, leave_out=(Theme,))
        self._assemble()
        self.back.clicked.connect(self.backed_out)
        self.close_risk.clicked.connect(self._close_risk)
        self.reopen.clicked.connect(self._reopen)
        self.form.new_category.clicked.connect(self._new_category)
        self.set_status.clicked.connect(self._set_status)
        self.lift.clicked.connect(self._lift)
        self.take_out.clicked.connect(self._remove)
        self.themes.ticked.connect(self._tick)
        self.sources.adopted.connect(self._adopt)
        let_settle(self.sources.apart, self._plan_open, attempt, self)
        let_ask(self.sources.asked, self._plan_open, self)

    def _plan_open(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    @property
    def risk(self) -> Risk | None:
        return self.form.shown

    def show_risk(self, workspace: Workspace, risk: Risk) -> None:
        """Show a risk, or the one that is shown in a newer state."""
        self._workspace = workspace
        same = self.risk is not None and self.risk.id == risk.id
        if same:
            self.form.refresh(risk)
        else:
            self.form.fill(risk)
        self._show_rest(workspace, risk)
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        """Show nothing any more; what is typed is saved, or kept where it is refused."""
        self.form.leave()

    def _show_rest(self, workspace: Workspace, risk: Risk) -> None:
        plan, rating = workspace.plan, workspace.ratings.of(risk)
        writable = workspace.writable and not workspace.facts_only
        self.form.set_read_only(not writable)
        self.form.show_plan(plan)
        self.ref.setText(risk.ref or "No reference")
        self.name.setText(risk.title)
        self.status.show_rating(rating)
        self.reason.setText(capital(rating.reason.removeprefix(f"{capital(title_words(risk))}: ")))
        self._say(self.closed_why, f"Closed because: {risk.closed_why}" if reason_given(risk.closed_why) else "")
        self._say(self.alone, f"{rating.alone_words}." if rating.alone_words else "")
        self._say(self.expired, _expired(rating.expired))
        self.close_risk.setVisible(writable and not risk.is_closed)
        self.reopen.setVisible(writable and risk.is_closed)
        self.set_status.setVisible(writable and not risk.is_closed)
        self.take_out.setVisible(writable)
        self.more.show_record(risk)
        mark(self, risk)
        self.lift.setVisible(writable and bool(rating.override or rating.expired))
        self.lift.setText("Let the computed status stand" if rating.override else "Clear the status that has ended")
        self._say(self.only_facts, "Only the report’s facts are shown. To edit, show illustrative values again."
                  if workspace.facts_only and workspace.writable else "")  # fmt: skip
        self.themes.show_links(plan, risk, writable=writable)
        self.ties.show_record(workspace, risk)
        self.sources.show_record(plan, risk, writable=writable)
        self.history.show_record(workspace, risk)

    def _say(self, label: QWidget, text: str) -> None:
        label.setText(text)  # type: ignore[attr-defined]
        label.setVisible(bool(text))

    def _save(self, risk: Risk, names: Sequence[str]) -> None:
        """One edit; a score is entered as a whole, so that both its marks fall."""
        assert self._workspace is not None
        whole = next((pair for pair in (SCORE, TARGET) if set(names) <= set(pair)), ())
        marks = [p for n in whole for p in self._workspace.plan.sources(risk, n) if p.illustrative]
        self._workspace.save(risk, *map(_fallen, marks), label=edit_label(risk, names))

    def _close_risk(self) -> None:
        workspace, risk = self._workspace, self.risk
        if workspace is None or risk is None or not self.form.settle():
            return
        assert self.risk is not None
        risk = replace(self.risk, closed=workspace.plan.position)

        def save(closed: Risk) -> None:
            why = closed.closed_why or NOT_GIVEN
            workspace.save(replace(closed, closed_why=why), label=f"Close {called(closed)}")

        CloseRiskDialog.ask(risk, f"Close {called(risk)}", save, self)

    def _new_category(self) -> None:
        if self._workspace is not None and self.form.settle() and self.risk is not None:
            new_category(self._workspace, self, of=self.risk)

    def _reopen(self) -> None:
        workspace, risk = self._workspace, self.risk
        if workspace is not None and risk is not None:
            opened = replace(risk, closed=None, closed_why="")
            self._attempt(lambda: workspace.save(opened, label=f"Reopen {called(risk)}"))

    def _set_status(self) -> None:
        if self._workspace is not None and self.risk is not None and self.form.settle():
            set_status(self._workspace, self.risk, self)

    def _lift(self) -> None:
        workspace, risk = self._workspace, self.risk
        if workspace is not None and risk is not None:
            self._attempt(lambda: let_computed_stand(workspace, risk))

    def _remove(self) -> None:
        workspace, risk = self._workspace, self.risk
        if workspace is not None and risk is not None:
            self.backed_out.emit()
            self._attempt(lambda: workspace.remove(risk, label=f"Remove {risk.name}"), f"Removed {risk.name}.")

    def _tick(self, theme: Theme, on: bool) -> None:
        workspace, risk = self._workspace, self.risk
        if workspace is None or risk is None:
            return
        name = f"theme {theme.number}"
        if on:
            link = workspace.draft(Link, item=risk.id, serves=theme.id)
            done = self._attempt(lambda: workspace.save(link, label=f"{called(risk)} threatens {name}"))
        else:
            gone = [k for k in workspace.all(Link) if k.item == risk.id and k.serves == theme.id]
            done = self._attempt(lambda: workspace.remove(*gone, label=f"{called(risk)} no longer threatens {name}"))
        if not done:
            self.themes.boxes[theme.id].setChecked(not on)

    def _adopt(self, marks: Sequence[Provenance]) -> None:
        workspace, risk = self._workspace, self.risk
        if workspace is not None and risk is not None:
            self._attempt(lambda: workspace.save(*map(_fallen, marks), label=f"Confirm values of {called(risk)}"))

    def _assemble(self) -> None:
        self.only_facts = look.label(quiet=True, wrap=True)
        top = QHBoxLayout()
        top.setSpacing(look.space(1))
        top.addWidget(self.ref)
        top.addStretch()
        for button in (self.set_status, self.close_risk, self.reopen, self.back, self.more):
            top.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.5))
        head.setSpacing(look.space(1))
        stands = QHBoxLayout()
        stands.addWidget(self.status, 1)
        stands.addWidget(self.take_out, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(top)
        head.addWidget(self.name)
        head.addLayout(stands)
        for part in (self.reason, self.closed_why, self.alone, self.expired, self.only_facts):
            head.addWidget(part)
        head.insertWidget(head.indexOf(self.expired) + 1, self.lift, 0, Qt.AlignmentFlag.AlignLeft)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(2))
        inside.setSpacing(look.space(1.5))
        inside.addWidget(self.form)
        for title, part in (
            ("Themes it threatens", self.themes),
            ("Golden thread", self.ties),
            ("Where this comes from", self.sources),
            ("History", self.history),
        ):
            inside.addSpacing(look.space(1))
            inside.addWidget(look.label(title, "strong"))
            inside.addWidget(part)
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


def _fallen(mark: Provenance) -> Provenance:
    return replace(mark, deleted="a value was entered")


def _expired(override: Override | None) -> str:
    if override is None or override.until is None:
        return ""
    word = look.status(override.status).word
    return f"“{word}”, set by {override.by}, ended on {show_date(override.until)} and decides nothing any more."
