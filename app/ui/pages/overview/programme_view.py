"""The programme in full: its goal, its stages with their aims, its vision, and where the colours change."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.figures import counted
from app.domain.meetings import own_body, the_body
from app.domain.pace import pace
from app.domain.plan import Plan
from app.domain.records import Action, Component, Programme, Record, Stage, StageAim, Theme
from app.ui import look
from app.ui.dialogs.programme import edit_programme
from app.ui.dialogs.stage import edit_aim, edit_stage, new_aim, new_stage
from app.ui.dialogs.thresholds import edit_thresholds
from app.ui.page import Page, Several
from app.ui.widgets.card import ListRow, PressableRow
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import mark
from app.ui.widgets.stage_bar import StageBar

from . import words
from .record_view import RecordView, Words, clear, titled

SAID = ("summary", "capacity")


class ProgrammeView(RecordView[Programme]):
    """The programme.

    Attributes:
        rows: a button for each stage and aim, by key, that edits it; `removers` one that removes it.
        bar, dates: its stages on a bar with the position date, and the days that matter.
        pace: how much is done against how much of the time is gone.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.edit = self.button("Edit programme", lambda: edit_programme(self.workspace, self))
        self.thresholds = self.button("Thresholds", lambda: edit_thresholds(self.workspace, self))
        self.all_actions = QPushButton("All actions")
        self.all_actions.clicked.connect(self._open_actions)
        for button in (self.edit, self.thresholds, self.all_actions, self.more):
            self.header.row.addWidget(button)
        self.rows: dict[str, PressableRow] = {}
        self.removers: dict[str, QToolButton] = {}
        self.pace = look.label(wrap=True)
        self.bar, self.dates = StageBar(), look.label(wrap=True)
        journey = QVBoxLayout()
        for part in (self.bar, self.dates):
            journey.addWidget(part)
        self._journey = titled("Journey", _held(journey))
        self._stages, self._themes, self._components = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.add_stage = self.button("Add stage", lambda: new_stage(self.workspace, self), link=True)
        self.words = Words(SAID, "Nothing is written about the programme yet.")
        self._vision = titled("Components of the vision, and the themes that serve them", _held(self._components))
        for part in (
            self._journey,
            titled("Pace", self.pace),
            titled("Stages and their aims", _held(self._stages), self.add_stage),
            self._vision,
        ):
            self.main.addWidget(part)
        self.main.addStretch(1)
        for part in (titled("Themes", _held(self._themes)), titled("In words", self.words),
                     titled("Sources", self.sources), titled("History", self.history)):  # fmt: skip
            self.side.addWidget(part)
        self.side.addStretch(1)

    def fill(self, record: Programme, plan: Plan) -> None:
        council = f"{record.council}. " if record.council else ""
        own = own_body(plan)
        whose = f"The plan of {the_body(own)}. " if own else ""
        self.header.tell(record.title or "A plan without a title", f"{council}{whose}{words.judgement(record)}")
        self.dates.setText(words.dates(record))
        self.dates.setVisible(bool(self.dates.text()))
        started = record.started.first if record.started else None
        self.bar.show_journey(plan.all(Stage), plan.position, record.goal, started)
        self.bar.setVisible(bool(self.bar.left_text or self.bar.right_text))
        self._journey.setVisible(self.dates.isVisibleTo(self._journey) or self.bar.isVisibleTo(self._journey))
        self.all_actions.setText(f"All {counted(len(plan.all(Action)), 'action')}")
        self.all_actions.setVisible(bool(plan.all(Action)))
        self.show_status(record)
        self.words.show_record(plan, record)
        kept = pace(plan)
        self.pace.setText(f"{kept.sentence}{' (illustrative)' if kept.illustrative else ''}")
        at = self.window().focusWidget()
        focused = next((key for key, button in self.rows.items() if button is at), "")
        self.rows, self.removers = {}, {}
        self._show_stages(plan)
        if focused in self.rows:
            self.rows[focused].show()  # what is not seen yet takes no focus
            self.rows[focused].setFocus()
        self._show_themes(plan)
        self._show_components(plan)

    def reveal(self, record: Record) -> None:
        """Bring a stage or an aim into view."""
        if record.id in self.rows:
            self.rows[record.id].setFocus()

    def _show_stages(self, plan: Plan) -> None:
        clear(self._stages)
        stages = sorted(plan.all(Stage), key=lambda stage: stage.number or 0)
        for number, stage in enumerate(stages):
            if number:
                self._stages.addSpacing(look.space(1.5))
            when = " to ".join(str(day) for day in (stage.starts, stage.ends) if day)
            row = self._row(plan, stage, stage.name, when)
            add = QPushButton("Add aim")
            add.setProperty("kind", "link")
            add.setEnabled(self.workspace.writable)
            add.setAccessibleName(f"Add an aim to stage {stage.number}")
            add.clicked.connect(lambda _=False, stage=stage: new_aim(self.workspace, stage, self))
            row.insertWidget(row.count() - 1, add)
            self._stages.addLayout(row)
            if stage.summary.strip():
                summary = look.label(stage.summary.strip(), quiet=True, wrap=True)
                summary.setContentsMargins(look.space(1), 0, 0, 0)
                self._stages.addWidget(summary)
            for aim in plan.children(stage, StageAim, "stage"):
                self._stages.addWidget(self._aim(plan, aim))
        if not stages:
            self._stages.addWidget(look.label("No stage yet. Stages show how far the journey is.", quiet=True))

    def _aim(self, plan: Plan, aim: StageAim) -> QWidget:
        made = QFrame()
        made.setProperty("kind", "card")
        column = QVBoxLayout(made)
        column.setContentsMargins(look.space(1), look.space(0.75), look.space(2), look.space(1))
        column.setSpacing(look.space(0.5))
        column.addLayout(self._row(plan, aim, aim.title, ""))
        if aim.progress.strip():
            said = look.label(aim.progress.strip(), wrap=True)
            said.setContentsMargins(look.space(1), 0, 0, 0)
            column.addWidget(said)
        return made

    def _row(self, plan: Plan, record: Record, title: str, when: str) -> QHBoxLayout:
        """A stage or an aim as a row that edits it, with its dates, and a button that takes it out."""
        edit = edit_stage if isinstance(record, Stage) else edit_aim
        made = PressableRow(
            ListRow(text=title, detail=when, target=record if self.workspace.writable else None), marked=False
        )
        made.findChildren(QLabel)[0].setFont(look.font("strong"))
        made.setToolTip("Edit" if self.workspace.writable else "")
        made.clicked.connect(lambda _=False: edit(self.workspace, record, self))  # type: ignore[arg-type]
        self.rows[record.id] = made
        mark(made, record)
        remove = QToolButton()
        remove.setText("✕")
        remove.setEnabled(self.workspace.writable)
        remove.setToolTip(f"Remove the {record.NAME.lower()}")
        remove.setAccessibleName(f"Remove {record.name}")
        remove.clicked.connect(lambda: self._take_out(record))
        self.removers[record.id] = remove
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(made, 1)
        if any(p.illustrative for p in plan.sources(record)):
            row.addWidget(Tag())
        row.addWidget(remove)
        return row

    def _take_out(self, record: Record) -> None:
        """Take a stage, with its aims, or an aim out of the plan; undo brings it back."""
        said = f"Removed the {record.NAME.lower()}."
        self.page.attempt(lambda: self.workspace.remove(record, label=f"Remove {record.name}"), said)

    def _show_themes(self, plan: Plan) -> None:
        clear(self._themes)
        for theme in sorted(plan.all(Theme), key=lambda t: t.number or 0):
            status = self.workspace.ratings.of(theme).status
            row = PressableRow(ListRow(text=theme.name, word=status.word, status=status, target=theme))
            row.clicked.connect(lambda _=False, theme=theme: self.opened.emit(theme))
            self._themes.addWidget(row)

    def _show_components(self, plan: Plan) -> None:
        clear(self._components)
        components = sorted(plan.all(Component), key=lambda c: c.number or 0)
        for component in components:
            row = QHBoxLayout()
            row.setSpacing(look.space(2))
            row.addWidget(look.label(component.title, wrap=True), 1)
            numbers = sorted(theme.number or 0 for theme in plan.serving(component, Theme))
            said = ", ".join(str(number) for number in numbers)
            label = f"Theme {said}" if len(numbers) == 1 else f"Themes {said}" if numbers else "No theme serves it"
            row.addWidget(look.label(label, quiet=True))
            self._components.addLayout(row)
        self._vision.setVisible(bool(components))

    def _open_actions(self) -> None:
        keys = frozenset(action.id for action in self.workspace.all(Action))
        self.opened.emit(Several(Action, keys, "all actions"))


def _held(layout: QVBoxLayout) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look.space(0.75))
    made = QWidget()
    made.setLayout(layout)
    return made
