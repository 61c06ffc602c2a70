"""The steps of the walk, each a widget that is made when it is come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain import risk as risks
from app.domain.asked import about_words, questions_about, standing
from app.domain.attention import needs_attention
from app.domain.disputes import disputes
from app.domain.figures import capital, counted
from app.domain.lazy import Lazy
from app.domain.pace import clock_starts
from app.domain.plan import Plan
from app.domain.rating import Status
from app.domain.records import (
    ASKED,
    STATUSES,
    Action,
    Body,
    Finding,
    Indicator,
    Question,
    Recommendation,
    Risk,
    Stage,
    Theme,
    rules,
)
from app.domain.since import Change, of_theme
from app.domain.thread import gaps
from app.domain.unread import State
from app.domain.walk import (
    NO_OWNER,
    OVERVIEW,
    RISKS,
    THEME,
    OffCourse,
    WalkStep,
    appetite_words,
    exceptions,
    in_order,
    items,
    outside_appetite,
    title_of,
    without_owner,
    worst_first,
)
from app.ui import look
from app.ui.kit import column
from app.ui.pages.overview import theme_lines, words
from app.ui.widgets.card import rule
from app.ui.widgets.change_lines import show_changes
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.rag_badge import StatusLine
from app.ui.widgets.risk_matrix import RiskMatrix
from app.ui.widgets.stage_bar import StageBar
from app.ui.widgets.whole_lines import Prose

from .parts import EDGE, FEW, MOST, Trends, WalkSection

if TYPE_CHECKING:
    from app.workspace import Workspace

CHANGED = "Changed since you read it"
DRAWN = 6  # trends of a theme, the worst first
SAID = ("progress", "challenge", "next_focus")
CanOpen = Callable[[Any], bool]


class StepView(QWidget):
    """One step as it is read.

    Signals:
        opened: what a line speaks of, which the reader wants to see in full.
        ask_wanted: a record that the reader asks about.
        step_wanted: the number of a step that the reader goes to.
        grown: more of it is shown than before.
    """

    opened = Signal(object)
    ask_wanted = Signal(object)
    step_wanted = Signal(int)
    grown = Signal()

    def __init__(self, workspace: Workspace, step: WalkStep, can_open: CanOpen):
        super().__init__()
        self.workspace, self.step, self.can_open = workspace, step, can_open
        self.body = column(on=self, gap=look.space(4), edge=(0, 0, 0, look.space(3)))

    def head(self, above: str, title: str, *under: QWidget) -> None:
        """The title, with a few quiet words above it."""
        quiet = [look.label(above, quiet=True)] if above else []
        self.body.addLayout(column(*quiet, Prose(title, "display"), *under, gap=look.space(1), edge=EDGE))

    def section(self, title: str, aside: str = "", few: int = MOST) -> WalkSection:
        """A heading, whose lines open what they speak of and can be asked about."""
        made = WalkSection(title, aside, few, asks=self.workspace.writable)
        made.lines.asked.connect(self.ask_wanted)
        made.lines.opened.connect(self.opened)
        made.lines.grown.connect(self.grown)
        self.body.addWidget(made)
        return made

    def opens(self, record: Any) -> Any:
        """A record, where a press on its line shows it."""
        return record if record is not None and self.can_open(record) else None

    def status(self, record: Any) -> StatusLine:
        """How a record stands, large."""
        made = StatusLine()
        made.badge.setFont(look.font("heading"))
        made.direction.setFont(look.font("reading"))
        made.show_rating(self.workspace.ratings.of(record))  # once shown, it keeps the fonts that it has
        made.setContentsMargins(0, look.space(1), 0, look.space(1))
        return made

    def points(
        self, title: str, found: Sequence[OffCourse], note: str, say: Callable[[OffCourse], tuple[str, str]]
    ) -> WalkSection:
        """What is off track, or at risk; `say` gives its figures, and who is to put it right by when."""
        plan = self.workspace.plan

        def line(number: int) -> ListLine:
            point = found[number]
            fact, more = say(point)
            return ListLine(
                title=title_of(plan, point), fact=fact, more=more, status=point.rating.status,
                illustrative=point.rating.illustrative, target=self.opens(point.record), about=point.record,
            )  # fmt: skip

        return self.section(title).say(note).show_lines(Lazy(range(len(found)), line))

    def since(self, found: Sequence[Change], nothing: str) -> None:
        """What changed since the last meeting, with its cause."""
        meeting = self.workspace.last_meeting
        body = self.workspace.find(meeting.body) if meeting else None
        made = self.section(words.since_heading(self.workspace), body.title if isinstance(body, Body) else "", FEW)
        made.say(self.workspace.compares_briefly)
        if self.workspace.before is None:
            made.say(words.nothing_since(self.workspace), "reading")
        elif not found:
            made.say(nothing, "reading")
        else:
            show_changes(made.lines, found, lambda change: self.opens(self.workspace.find(change.record.id)))

    def question(self, question: Question) -> ListLine:
        """A question with its answer, and where it stands."""
        plan, gone = self.workspace.plan, self.workspace.gone(question.record)
        suggested = f": {STATUSES[question.status].lower()}" if question.status else ""
        answer = question.answer.strip()
        said = f"{question.text.strip()}\nAnswer: {answer}" if answer else question.text.strip()
        return ListLine(
            title=f"{ASKED[question.kind]}{suggested}. {about_words(plan, question, gone)}", fact=said,
            more=standing(plan, question).said, status=Status.COMPLETE if answer else "", target=self.opens(question),
        )  # fmt: skip


class OverviewStep(StepView):
    """The programme and its themes; what to look at first; what changed; what nobody answers, and who disagrees."""

    def __init__(self, workspace: Workspace, step: WalkStep, can_open: CanOpen):
        super().__init__(workspace, step, can_open)
        plan, ratings = workspace.plan, workspace.ratings
        programme = plan.programme
        reason = Prose(ratings.of(programme).reason, "lead")
        self.head(words.judgement(programme), programme.title or "A plan without a title", self.status(programme),
                  reason)  # fmt: skip
        bar = StageBar()
        bar.show_journey(plan.all(Stage), plan.position, programme.goal, clock_starts(plan))
        if bar.left_text or bar.right_text:
            self.body.addLayout(column(bar, edge=EDGE))
        self._themes()
        self._first()
        self.since(workspace.since, "Nothing has changed since then.")
        self._unanswered()
        self._apart()
        self.body.addStretch()

    def _themes(self) -> None:
        """Each theme: how it stands, and why; a press leads to its page of the walk."""
        ratings = self.workspace.ratings
        found = sorted(self.workspace.plan.all(Theme), key=lambda theme: theme.number or 0)
        if not found:
            return
        shown = WalkSection("Themes", few=len(found))
        shown.lines.opened.connect(lambda number: self.step_wanted.emit(int(number)))
        shown.show_lines([
            ListLine(title=theme.title, fact=ratings.of(theme).reason, word=ratings.of(theme).status.word,
                 status=ratings.of(theme).status, illustrative=ratings.of(theme).illustrative, target=number)
            for number, theme in enumerate(found, 1)
        ])  # fmt: skip
        self.body.addWidget(shown)

    def _first(self) -> None:
        plan, ratings = self.workspace.plan, self.workspace.ratings
        found = needs_attention(plan, ratings)

        def line(number: int) -> ListLine:
            said = found[number]
            return ListLine(
                title=said.what, fact=said.why.removesuffix(NO_OWNER).strip(), status=said.status,
                illustrative=said.illustrative, target=self.opens(said.records[0]), about=said.records[0],
            )  # fmt: skip

        made = self.section("Look at first", few=FEW)
        red = [r for kind in (Indicator, Action, Risk) for r in plan.all(kind) if ratings.of(r).status is Status.RED]
        made.say(without_owner(red, "off track")).show_lines(Lazy(range(len(found)), line))
        if not found:
            made.say("Nothing needs attention.", "reading")

    def _unanswered(self) -> None:
        """Recommendations that nothing answers."""
        found = [gap.record for gap in gaps(self.workspace.plan) if isinstance(gap.record, Recommendation)]
        if found:
            self.section("Recommendations that nothing answers", few=FEW).show_lines([
                ListLine(title=capital(record.name), fact=record.detail.strip().partition("\n")[0],
                     target=self.opens(record), about=record)
                for record in found
            ])  # fmt: skip

    def _apart(self) -> None:
        """Where sources disagree, and nobody has settled it."""
        found = disputes(self.workspace.plan)
        if found:
            self.section("Sources that disagree", few=FEW).show_lines([
                ListLine(
                    title=capital(each.about), target=self.opens(each.record), about=each.record,
                    fact="\n".join(f"{said.source}: {said.statement.strip()}" for said in each.statements),
                )
                for each in found
            ])  # fmt: skip


class ThemeStep(StepView):
    """A theme on one page: exceptions first, then what changed, what is said and asked of it, trends, what is in order.

    Attributes:
        trends: the charts of its indicators; None where there is nothing to draw.
    """

    def __init__(self, workspace: Workspace, step: WalkStep, can_open: CanOpen):
        super().__init__(workspace, step, can_open)
        plan, ratings, theme = workspace.plan, workspace.ratings, step.about
        assert isinstance(theme, Theme)
        self.head(
            f"Theme {theme.number} of {len(plan.all(Theme))}", theme.title, self.status(theme),
            Prose(ratings.of(theme).reason, "lead"),
        )  # fmt: skip
        belongs = items(plan, theme)
        anything = False
        for status in (Status.RED, Status.AMBER):
            if some := exceptions(plan, ratings, belongs, [status]):
                anything = True
                concerned = [record for record in belongs if ratings.of(record).status is status]
                self.points(status.word, some, without_owner(concerned), _figures_and_owner)
        if not anything:
            self.section("Exceptions").say("Nothing is off track or at risk.", "reading")
        told = of_theme(plan, workspace.before, theme, workspace.since)
        self.since(told, "Nothing of this theme has changed since then.")
        self._said(theme)
        self._inspectors(theme)
        self.trends = self._trends(theme)
        if order := in_order(ratings, belongs):
            self.body.addLayout(column(rule(), look.space(2), Prose(order, quiet=True), edge=EDGE))
        if asked := questions_about(plan, theme):
            self.section("Asked").show_lines([self.question(each) for each in asked])
        self.body.addStretch()

    def _said(self, theme: Theme) -> None:
        written_of = [(rules(Theme)[name].label, getattr(theme, name).strip()) for name in SAID]
        if any(text for _, text in written_of):
            made = self.section("In words")
            for label, text in written_of:
                if text:
                    made.prose(label, text)

    def _inspectors(self, theme: Theme) -> None:
        """What inspectors still ask: recommendations and further progress, with what answers it."""
        found = [
            replace(line, about=line.target)
            for line in theme_lines.findings(self.workspace.plan, self.workspace.ratings, theme, lambda _: True)
            if isinstance(line.target, Recommendation)
            or (isinstance(line.target, Finding) and line.target.kind == "further")
        ]
        if found:
            lines = [replace(line, target=self.opens(line.about)) for line in found]
            self.section("What inspectors still ask", few=FEW).show_lines(lines)

    def _trends(self, theme: Theme) -> Trends | None:
        from app.domain.trend import chart

        plan, ratings = self.workspace.plan, self.workspace.ratings
        found = [each for each in plan.serving(theme, Indicator) if len(plan.readings(each)) > 1]
        if not found:
            return None
        drawn = [each for each in worst_first(ratings, found)[:DRAWN] if isinstance(each, Indicator)]
        section = self.section("Trends", "Choose a point to ask about it" if self.workspace.writable else "")
        made = Trends([(i, capital(ratings.of(i).short), partial(chart, plan, i, ratings)) for i in drawn])
        made.point_chosen.connect(self.ask_wanted)
        made.grown.connect(self.grown)
        left = len(found) - len(drawn)
        note = [Prose(f"{counted(left, 'other trend')} on the page of the indicators.", quiet=True)] if left else []
        self.body.addLayout(column(made, *note, edge=EDGE))
        section.lines.hide()
        return made


class RisksStep(StepView):
    """The risks outside appetite, or the high ones where none is set, and the matrix of all."""

    def __init__(self, workspace: Workspace, step: WalkStep, can_open: CanOpen):
        super().__init__(workspace, step, can_open)
        plan = workspace.plan
        self.head("The register of risks", step.title, Prose(appetite_words(plan), "lead"))
        matrix = RiskMatrix()
        matrix.setFixedHeight(look.space(32))
        matrix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        matrix.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        matrix.show_plan(plan)
        self.body.addLayout(column(matrix, edge=EDGE))
        found = outside_appetite(plan, workspace.ratings)
        owners = without_owner(point.record for point in found)
        made = self.points("From the highest score", found, owners, partial(_score_and_owner, plan))
        if not found:
            made.say("None of the open risks.", "reading")
        self.body.addStretch()


class YoursStep(StepView):
    """What the reader asked, with the answers, and what is left to read."""

    def __init__(self, workspace: Workspace, step: WalkStep, can_open: CanOpen, states: list[tuple[WalkStep, State]],
                 change: Callable[[Question], object]):  # fmt: skip
        """`change` has the reader word a question anew."""
        super().__init__(workspace, step, can_open)
        plan, person = workspace.plan, workspace.person
        mine = [q for q in plan.all(Question) if q.by in (person.name, str(person))]
        left_over = [(n, each, state) for n, (each, state) in enumerate(states) if not state.read]
        said = "You have read all of it as it is now." if not left_over else (
            f"{len(states) - len(left_over)} of {counted(len(states), 'page')} read as they are now.")  # fmt: skip
        self.head(person.name, step.title, Prose(said, "lead"))
        self._mine(mine, change)
        rest = WalkSection("Left to read", few=len(states))
        rest.lines.opened.connect(lambda number: self.step_wanted.emit(int(number)))
        rest.show_lines([
            ListLine(title=each.title, fact=f"{CHANGED}: {state.news}" if state.day else "Not read yet", target=number)
            for number, each, state in left_over
        ])  # fmt: skip
        if not left_over:
            rest.say("Nothing.", "reading")
        self.body.addWidget(rest)
        self.body.addStretch()

    def _mine(self, mine: Sequence[Question], change: Callable[[Question], object]) -> None:
        """What was asked; a press on what waits for an answer words it anew or takes it back."""
        waiting = [q for q in mine if not q.answer.strip()] if self.workspace.writable else []
        made = WalkSection("What you asked")
        made.lines.opened.connect(lambda q: change(q) if q in waiting else self.opened.emit(q))
        made.show_lines([
            replace(self.question(q), target=q, word="Change") if q in waiting else self.question(q) for q in mine
        ])  # fmt: skip
        if not mine:
            made.say("Nothing yet. Press A on any page to ask a question, leave a note or suggest a status.", "reading")
        self.body.addWidget(made)


def _figures_and_owner(point: OffCourse) -> tuple[str, str]:
    fact = f"{point.what}. {point.why}" if point.why else f"{point.what}."
    return fact, _who(point)


def _score_and_owner(plan: Plan, point: OffCourse) -> tuple[str, str]:
    risk = point.record
    assert isinstance(risk, Risk)
    mitigation = risk.mitigation.strip() or "No mitigation is written."
    goal = (
        "No target." if risks.cell_of(risk, "target") is None else f"Target {risks.short_score(plan, risk, 'target')}."
    )
    return f"Score {risks.score_words(plan, risk)}. {goal} {mitigation}", _who(point)


def _who(point: OffCourse) -> str:
    """Who is to put it right by when; that nobody is, is said once for them all."""
    owner = "" if point.owner == NO_OWNER else point.owner
    return capital(", ".join(filter(None, (owner, point.by))))


def view_of(
    workspace: Workspace, step: WalkStep, can_open: CanOpen, states: list[tuple[WalkStep, State]],
    change: Callable[[Question], object],
) -> StepView:  # fmt: skip
    """The widget of a step."""
    if step.kind == OVERVIEW:
        return OverviewStep(workspace, step, can_open)
    if step.kind == THEME:
        return ThemeStep(workspace, step, can_open)
    return (
        RisksStep(workspace, step, can_open)
        if step.kind == RISKS
        else YoursStep(workspace, step, can_open, states, change)
    )
