"""A theme on one page: how it stands, why, what changes it, what changed, what to ask; then all that is of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.brief_reason import bare_reason
from app.domain.effect import NOT_BECAUSE
from app.domain.figures import counted
from app.domain.pace import pace
from app.domain.plan import Plan
from app.domain.records import Action, Finding, Indicator, Objective, Record, Risk, Statement, Theme
from app.domain.walk import without_owner
from app.ui import look, looking_back, operations
from app.ui.kit import STRETCH, block, button, column, row, tab_as_read
from app.ui.page import Page
from app.ui.record import effects
from app.ui.record.sections import Words, titled
from app.ui.record.thread_panel import ThreadPanel
from app.ui.record.view import RecordView
from app.ui.widgets.card import Card, rule
from app.ui.widgets.in_view import bring_into_view
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.since_button import SinceButton
from app.ui.widgets.status_block import computed_reason
from app.ui.widgets.whole_lines import WholeLines, keep_units

from . import lines, theme_lines, words
from .panel import Panel

SAID = ("focus", "progress", "challenge", "next_focus")
TWO_FROM = 800  # pixels of room from which two panels stand beside each other
LEFT = look.space(17)  # pixels of what is asked at the left of its answer
FIRST = 3  # lines of an answer, before "9 more"


@dataclass(frozen=True)
class PanelKind:
    """What a panel shows.

    Attributes:
        nothing: said while there is none.
        lines: makes its lines.
    """

    kind: type[Record]
    title: str
    nothing: str
    lines: theme_lines.Lines


KINDS = (
    PanelKind(Indicator, "Figures", "Nothing is measured to see whether it gets better.", theme_lines.indicators),
    PanelKind(Action, "Actions", "Nobody does anything for it yet.", theme_lines.actions),
    PanelKind(Risk, "Risks", "No open risk is linked to it.", theme_lines.risks),
    PanelKind(Finding, "What inspectors ask, and what they found", "No finding is about it.", theme_lines.findings),
    PanelKind(Objective, "Objectives", "It has no objective yet.", theme_lines.objectives),
    PanelKind(Statement, "Said without a figure", "Nothing is said of it without a figure.", theme_lines.statements),
)  # fmt: skip


class ThemeView(RecordView[Theme]):
    """A theme.

    Attributes:
        why, changing, outlook, worked, since, to_ask: the answers to the board's questions.
        panels, lists: what belongs to it, by kind.
        words: what is said of it.
        story: shows where it comes from and what it serves, at the foot.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.header.row.insertWidget(self.header.row.indexOf(self.buttons[operations.edit]), self.story)

    def fill(self, record: Theme, plan: Plan) -> None:
        if record.id != self._shown:
            self._shown = record.id
            for each in (*self._answers, *self.lists.values()):
                each.begin()
            self.area.verticalScrollBar().setValue(0)
        ratings, can_open = self.workspace.ratings, self.page.can_open
        items, rating, kept = ratings.items(record), ratings.of(record), pace(plan, record)
        known = f"{rating.known[0]} of {counted(len(items), 'item')} rated" if rating.known and items else ""
        tag = f" ({ILLUSTRATIVE})" if kept.illustrative else ""
        self.header.tell(record.title, ". ".join(filter(None, (f"Theme {record.number}", known, kept.short + tag))))
        self.show_status(record)
        self.why.show_lines(theme_lines.deciding(plan, ratings, record, can_open))
        self.changing.show_lines(theme_lines.changing(plan, ratings, record, can_open))
        self.outlook.show_lines(theme_lines.outlook(plan, ratings, record, can_open))
        self.worked.show_lines(theme_lines.worked(plan, record, can_open))
        for part in self._worked_parts:
            part.setVisible(bool(self.worked.lines))
        self.owners.setText(without_owner(theme_lines.open_actions(plan, record)))
        self.owners.setVisible(bool(self.owners.text()))
        self.nothing_changes.setVisible(not self.changing.lines)
        self.to_ask.show_lines(theme_lines.asked(plan, ratings, record, can_open))
        self._show_since(record)
        for each in KINDS:
            found = each.lines(plan, ratings, record, can_open)
            note = without_owner(line.target for line in found if line.target) if each.kind is Risk else ""
            self.panels[each.kind].show_lines(found, each.nothing, note)
        self.words.show_record(plan, record)
        self.strands.show_record(record)
        tab_as_read(self)

    def show_status(self, record: Theme) -> None:
        """Show how it stands; what decides it is named under that, line by line."""
        super().show_status(record)
        ratings = self.workspace.ratings
        rating = ratings.of(record)
        shown = self.status.computed_reason if rating.override else self.status.reason
        shown.setText(keep_units(bare_reason(ratings, record, computed_reason(rating))))

    def _show_since(self, record: Theme) -> None:
        workspace = self.workspace
        lines.show_since(self.since, workspace, self.page.can_open, record)
        count = len(self.since.lines)
        self.since_title.setText(words.since_heading(workspace))
        self.since_count.setText(f"{counted(count, 'change')} in all" if count else words.nothing_since(workspace))
        self.compared.show_workspace(workspace)
        self.compared_by.setText(workspace.compares)
        self.compared_by.setVisible(bool(workspace.compares))

    def arrange(self) -> None:
        """Two panels beside each other where there is room."""
        wide = self.width() >= TWO_FROM
        if wide == self._wide:
            return
        self._wide = wide
        for side in self._sides:
            while side.takeAt(0) is not None:
                pass
        beside = [
            *(self.panels[each.kind] for each in KINDS[1:4]),
            self._said,
            *map(self.panels.get, (Objective, Statement)),
        ]
        for number, panel in enumerate(beside):
            self._sides[number % 2 if wide else 0].addWidget(panel)
        for side in self._sides:
            side.addStretch(1)
        self._across.setStretch(1, int(wide))
        self._across.setSpacing(look.space(1.5) if wide else 0)

    def _build(self) -> None:
        self._shown, self._wide = "", None
        self.words = Words(SAID, "Nothing is written about this theme yet. “Edit” is the place for its focus, "
                                 "progress, challenge and next focus.")  # fmt: skip
        self.story = button("Sources and history")
        self.story.setCheckable(True)
        self.story.toggled.connect(self._tell_story)
        self.strands = ThreadPanel(self.page.session, leave_out=tuple(each.kind for each in KINDS))
        self.panels: dict[type[Record], Panel] = {}
        self.lists: dict[type[Record], WholeLines] = {}
        for each in KINDS:
            self._add_panel(each)
        self._said = Card("Focus, progress, challenge and next")
        self._said.body.addWidget(self.words)
        self._sides = (column(gap=look.space(1.5)), column(gap=look.space(1.5)))
        self._across = row((self._sides[0], 1), (self._sides[1], 1), gap=look.space(1.5))
        titles = ("What it serves, and what else serves it", "Where this comes from", "History")
        told = zip(titles, (self.strands, self.sources, self.history), strict=True)
        parts = [(column(titled(title, part), STRETCH), 1) for title, part in told]
        self._story = block(row(*parts, gap=look.space(4)))
        self._story.hide()
        self.assemble(self.status, self._questions(), self.panels[Indicator], self._across, self._story, STRETCH)
        for panel in (*self.panels.values(), self._said):
            panel.setParent(self.body)  # at once: what is shown without a parent flashes up as a window
        self.arrange()

    def _questions(self) -> Card:
        """Why, what changes it, what changed, what to ask: each at the left of its answer."""
        self.why, self.changing = WholeLines("Why", FIRST), WholeLines("What changes it", FIRST)
        self.worked, not_because = (
            WholeLines(effects.TITLE, FIRST),
            look.label(NOT_BECAUSE, "small", quiet=True, wrap=True),
        )
        self._worked_parts: list[QWidget] = [self.worked]
        self.outlook, self.since = WholeLines("At this pace", FIRST), WholeLines("Since the last meeting", FIRST)
        self.to_ask = WholeLines("To ask", FIRST)
        self._answers = (self.why, self.changing, self.outlook, self.worked, self.since, self.to_ask)
        self.owners, self.compared_by = (look.label(role="small", quiet=True, wrap=True) for _ in range(2))
        self.nothing_changes = look.label("No open action is under way for it.", quiet=True, wrap=True)
        self.since_title, self.since_count = (
            look.label(role="strong", wrap=True),
            look.label(role="small", quiet=True, wrap=True),
        )
        self.compared = SinceButton()
        self.compared.comparing.connect(self._compare)
        self.compared.chosen.connect(lambda key: looking_back.compare_with(self.workspace, key))
        for shown in self._answers:
            shown.opened.connect(self.opened)
            shown.grown.connect(lambda: tab_as_read(self))
        made, grid = Card(), QGridLayout()
        grid.setHorizontalSpacing(look.space(1))
        grid.setVerticalSpacing(look.space(1))
        grid.setColumnMinimumWidth(0, LEFT)
        grid.setColumnStretch(1, 1)
        changes = column(look.label("What changes it", "strong", wrap=True), self.owners, STRETCH, gap=look.space(0.5))
        since = column(
            self.since_title, self.since_count, self.compared_by, self.compared, STRETCH, gap=look.space(0.5)
        )
        for number, (left, *answers) in enumerate((
            (column(look.label("Why", "strong"), STRETCH), self.why),
            (changes, self.nothing_changes, self.changing, self.outlook),
            (column(look.label(effects.TITLE, "strong"), not_because, STRETCH, gap=look.space(0.5)), self.worked),
            (since, self.since),
            (column(look.label("To ask", "strong"), STRETCH), self.to_ask, self.sources.asked),
        )):  # fmt: skip
            line, held = rule(), block(left)
            if number:
                grid.addWidget(line, 2 * number - 1, 0, 1, 2)
            if self.worked in answers:
                self._worked_parts += [line, held]
            held.setFixedWidth(LEFT)
            held.setContentsMargins(0, look.space(0.75), 0, 0)  # level with the first line of the answer
            grid.addWidget(held, 2 * number, 0)
            grid.addLayout(column(*answers, STRETCH), 2 * number, 1)
        made.body.addLayout(grid)
        return made

    def _add_panel(self, each: PanelKind) -> None:
        panel = Panel(each.title, 8 if each.kind is Indicator else 5)
        for word, act in (("Add", operations.ADD.get(each.kind)), ("Link", operations.LINK.get(each.kind))):
            if act is not None:
                made = self.button(act, "link")
                made.setText(word)
                made.setAccessibleName(act.word)
                panel.header.row.addWidget(made)
        panel.lines.opened.connect(self.opened)
        panel.lines.grown.connect(lambda: tab_as_read(self))
        self.panels[each.kind], self.lists[each.kind] = panel, panel.lines

    def _tell_story(self, on: bool) -> None:
        self._story.setVisible(on)
        if on:
            tab_as_read(self)
            bring_into_view(self._story)

    def _compare(self) -> None:
        from app.ui.dialogs.compare import CompareDialog

        if (target := CompareDialog.ask(self.workspace, self)) is not None:
            self.opened.emit(target)
