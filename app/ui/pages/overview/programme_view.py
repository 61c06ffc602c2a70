"""The programme in full: its goal, its stages with their aims, its vision, and where the colours change."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.domain.doubts import kept_back
from app.domain.figures import counted
from app.domain.meetings import own_body, the_body
from app.domain.pace import pace
from app.domain.plan import Plan
from app.domain.records import Action, Component, Programme, Record, Stage, StageAim, Theme
from app.ui import look, operations
from app.ui.dialogs.write import edit_only, edit_record
from app.ui.kit import block, button, clear, column, row
from app.ui.page import Page, Several
from app.ui.record.sections import Words, titled
from app.ui.record.view import RecordView
from app.ui.widgets.card import ListRow, PressableRow
from app.ui.widgets.rag_badge import IllustrativeDot
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.stage_bar import StageBar

from . import words

_AIM = operations.ADD[StageAim]
SAID = ("summary", "capacity", "report_of", "lead_member", "contact", "wards")


class ProgrammeView(RecordView[Programme]):
    """The programme.

    Attributes:
        rows: a button for each stage and aim, by key, that edits it; `menus` what else can be done with it.
        bar, dates: its stages on a bar with the position date, and the days that matter.
        pace: how much is done against how much of the time is gone.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.thresholds = self.button(operations.edit_thresholds)
        self.all_actions = button("All actions", self._open_actions)
        for each in (self.all_actions, self.thresholds):
            self.header.row.insertWidget(self.header.row.indexOf(self.buttons[operations.edit]), each)
        self.rows: dict[str, PressableRow] = {}
        self.menus: dict[str, RecordMenu] = {}
        self.pace = look.label(wrap=True)
        self.bar, self.dates = StageBar(), look.label(wrap=True)
        self._journey = titled("Journey", self.bar, self.dates)
        self._stages, self._themes, self._components = (column(gap=look.space(0.75)) for _ in range(3))
        self.add_stage = self.button(operations.ADD[Stage], "link")
        self.words = Words(SAID, "Nothing is written about the programme yet.")
        self._vision = titled("Components of the vision, and the themes that serve them", block(self._components))
        stages = titled("Stages and their aims", block(self._stages), self.add_stage)
        for part in (self._journey, titled("Pace", self.pace), stages, self._vision):
            self.main.addWidget(part)
        self.main.addStretch(1)
        for part in (titled("Themes", block(self._themes)), titled("In words", self.words),
                     titled("Sources", self.sources), titled("History", self.history)):  # fmt: skip
            self.side.addWidget(part)
        self.side.addStretch(1)

    def do(self, act: operations.Act) -> None:
        if act is operations.edit:
            edit_only(self.workspace, Programme, self)
        elif self.record is not None and act in (operations.edit_thresholds, operations.ADD[Stage]):
            act(self.page.session, self.record, self.page)  # also of a plan that has no programme yet
        else:
            super().do(act)

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
        self.rows, self.menus = {}, {}
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
            add = button(_AIM.word, lambda stage=stage: self.start(_AIM, stage), "link")
            add.setAccessibleName(f"{_AIM.word}, to stage {stage.number}")
            self._stages.addLayout(self._row(plan, stage, stage.name, when, add))
            if stage.summary.strip():
                summary = look.label(stage.summary.strip(), quiet=True, wrap=True)
                summary.setContentsMargins(look.space(1), 0, 0, 0)
                self._stages.addWidget(summary)
            for each in plan.children(stage, StageAim, "stage"):
                self._stages.addWidget(self._aim(plan, each))
        if not stages:
            self._stages.addWidget(look.label("No stage yet. Stages show how far the journey is.", quiet=True))

    def _aim(self, plan: Plan, aim: StageAim) -> QWidget:
        made = QFrame()
        made.setProperty("kind", "card")
        edge = (look.space(1), look.space(0.75), look.space(2), look.space(1))
        inside = column(self._row(plan, aim, aim.title, ""), on=made, gap=look.space(0.5), edge=edge)
        if aim.progress.strip():
            said = look.label(aim.progress.strip(), wrap=True)
            said.setContentsMargins(look.space(1), 0, 0, 0)
            inside.addWidget(said)
        return made

    def _row(self, plan: Plan, record: Record, title: str, when: str, *acts: QWidget) -> QHBoxLayout:
        """A stage or an aim as a row that edits it, with its dates and its menu."""
        can_edit = self.page.can_edit
        detail = "\n".join(filter(None, (when, kept_back(record))))
        made = PressableRow(ListRow(text=title, detail=detail, target=record if can_edit else None), marked=False)
        made.findChildren(QLabel)[0].setFont(look.font("strong"))
        made.setToolTip("Edit" if can_edit else "")
        made.clicked.connect(lambda _=False: edit_record(self.workspace, record, self))
        self.rows[record.id] = made
        mark(made, record)
        menu = self.menus[record.id] = RecordMenu(framed=False)
        line = row((made, 1), gap=look.space(1))
        if any(p.illustrative for p in plan.sources(record)):
            line.addWidget(IllustrativeDot())
        for act in acts if can_edit else ():
            line.addWidget(act)
        line.addWidget(menu)
        menu.show_record(record)
        return line

    def _show_themes(self, plan: Plan) -> None:
        clear(self._themes)
        for theme in sorted(plan.all(Theme), key=lambda t: t.number or 0):
            status = self.workspace.ratings.of(theme).status
            line = PressableRow(ListRow(text=theme.name, word=status.word, status=status, target=theme))
            line.clicked.connect(lambda _=False, theme=theme: self.opened.emit(theme))
            self._themes.addWidget(line)

    def _show_components(self, plan: Plan) -> None:
        clear(self._components)
        components = sorted(plan.all(Component), key=lambda c: c.number or 0)
        for component in components:
            numbers = sorted(theme.number or 0 for theme in plan.serving(component, Theme))
            said = ", ".join(str(number) for number in numbers)
            label = f"Theme {said}" if len(numbers) == 1 else f"Themes {said}" if numbers else "No theme serves it"
            said = "\n".join(filter(None, (component.title, kept_back(component))))
            parts = (look.label(said, wrap=True), 1), look.label(label, quiet=True)
            self._components.addLayout(row(*parts, gap=look.space(2)))
        self._vision.setVisible(bool(components))

    def _open_actions(self) -> None:
        keys = frozenset(action.id for action in self.workspace.all(Action))
        self.opened.emit(Several(Action, keys, "all actions"))
