"""The steps of the walk, each a widget that is made when it is come to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain import risk as risks
from app.domain.asked import about_words, questions_about, standing
from app.domain.attention import needs_attention
from app.domain.figures import capital, counted
from app.domain.pace import clock_starts
from app.domain.rating import Status
from app.domain.records import ASKED, Body, Indicator, Question, Risk, Stage, Theme
from app.domain.since import Change, fold, of_theme
from app.domain.unread import State
from app.domain.walk import (
    OVERVIEW,
    RISKS,
    THEME,
    Point,
    Step,
    appetite_words,
    exceptions,
    in_order,
    items,
    outside_appetite,
    title_of,
    worst_first,
)
from app.ui import look
from app.ui.pages.overview import words
from app.ui.widgets.card import rule
from app.ui.widgets.rag_badge import StatusLine
from app.ui.widgets.risk_matrix import RiskMatrix
from app.ui.widgets.stage_bar import StageBar

from .lines import Section, Told, column, link, side_by_side, written
from .trends import Trends

if TYPE_CHECKING:
    from app.workspace import Workspace

CHANGED = "Changed since you read it"
FIRST, MOST = 6, 12  # lines before "more": of a list among others, and of what a step is about
DRAWN = 6  # trends of a theme, the worst first


class StepView(QWidget):
    """One step as it is read.

    Signals:
        ask_wanted: a record that the reader asks about.
        step_wanted: the number of a step that the reader goes to.
        change_wanted: a question that the reader words anew.
        grown: more of it is shown than before.
    """

    ask_wanted = Signal(object)
    step_wanted = Signal(int)
    change_wanted = Signal(object)
    grown = Signal()

    def __init__(self, workspace: Workspace, step: Step, parent: QWidget | None = None):
        super().__init__(parent)
        self.workspace, self.step = workspace, step
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, look.space(3))
        self.body.setSpacing(look.space(4))

    def head(self, above: str, title: str, *under: QWidget) -> None:
        """The title, with a few quiet words above it."""
        held, inside = column(1)
        if above:
            inside.addWidget(look.label(above, quiet=True))
        inside.addWidget(written(title, "display"))
        for part in under:
            inside.addWidget(part)
        self.body.addWidget(held)

    def section(self, title: str, aside: str = "") -> Section:
        """A heading, whose lines can be asked about."""
        made = Section(title, aside)
        made.ask_wanted.connect(self.ask_wanted)
        made.grown.connect(self.grown)
        return made

    def status(self, record: Any) -> StatusLine:
        """How a record stands, large."""
        made = StatusLine()
        made.badge.setFont(look.font("heading"))
        made.direction.setFont(look.font("reading"))
        made.show_rating(self.workspace.ratings.of(record))  # once shown, it keeps the fonts that it has
        made.setContentsMargins(0, look.space(1), 0, look.space(1))
        return made

    def points(self, title: str, found: Sequence[Point]) -> Section:
        """What is off track, or at risk."""
        plan, asks = self.workspace.plan, self.workspace.writable

        def line(number: int) -> Told:
            point = found[number]
            fact = f"{point.what}. {point.why}" if point.why else f"{point.what}."
            return Told(
                point.record, title_of(plan, point), fact, f"{point.owner}, {point.by}" if point.by else point.owner,
                status=point.rating.status, illustrative=point.rating.illustrative, asks=asks,
            )  # fmt: skip

        return self.section(title).show_lines([partial(line, n) for n in range(len(found))], MOST)

    def since(self, found: Sequence[Change], nothing: str) -> Section:
        """What changed since the last meeting, with its cause."""
        meeting = self.workspace.last_meeting
        body = self.workspace.find(meeting.body) if meeting else None
        made = self.section(words.since_heading(self.workspace), body.title if isinstance(body, Body) else "")
        if self.workspace.compares_briefly:
            made.say(self.workspace.compares_briefly)
        if self.workspace.before is None:
            return made.say(words.nothing_since(self.workspace))
        if not found:
            return made.say(nothing)
        asks = self.workspace.writable
        folding = fold(found)
        first, rest = ([partial(self._change, c, asks=asks) for c in some] for some in folding)
        made.show_lines(first, FIRST, "more changes" if len(first) > FIRST + 1 else "more change")
        return made.fold_lines(rest, folding.words) if rest else made

    def asked(self, record: Any) -> Section | None:
        """What is asked about a record; None where nothing is."""
        plan = self.workspace.plan
        found = questions_about(plan, record)
        if not found:
            return None
        return self.section("Asked").show_lines([lambda q=q: self.question(q) for q in found], MOST)

    def question(self, question: Question) -> Told:
        """A question with its answer, and where it stands."""
        plan, gone = self.workspace.plan, self.workspace.gone(question.record)
        where = standing(plan, question)
        suggested = f": {Status(question.status).word.lower()}" if question.status else ""
        title = f"{ASKED[question.kind]}{suggested}. {about_words(plan, question, gone)}"
        answer = question.answer.strip()
        said = f"{question.text.strip()}\nAnswer: {answer}" if answer else question.text.strip()
        return Told(question, title, said, where.said, status=Status.COMPLETE if answer else "")

    def _change(self, change: Change, *, asks: bool) -> Told:
        record = self.workspace.find(change.record.id)
        return Told(
            record, change.name, change.fact, change.detail, direction=change.direction or "", word=change.word,
            illustrative=change.illustrative, asks=asks and record is not None,
        )  # fmt: skip


class OverviewStep(StepView):
    """The programme and its themes; what to look at first; what changed."""

    def __init__(self, workspace: Workspace, step: Step, parent: QWidget | None = None):
        super().__init__(workspace, step, parent)
        plan, ratings = workspace.plan, workspace.ratings
        programme = plan.programme
        reason = written(ratings.of(programme).reason, "lead")
        self.head(words.judgement(programme), programme.title or "A plan without a title", self.status(programme),
                  reason)  # fmt: skip
        bar = StageBar()
        bar.show_journey(plan.all(Stage), plan.position, programme.goal, clock_starts(plan))
        if bar.left_text or bar.right_text:
            self.body.addWidget(bar)
        themes = self._themes()
        if themes is not None:
            self.body.addWidget(themes)
        first = self.section("Look at first")
        found, asks = needs_attention(plan, ratings), workspace.writable

        def line(number: int) -> Told:
            said = found[number]
            return Told(
                said.records[0], said.what, said.why, status=said.status, illustrative=said.illustrative, asks=asks
            )

        makers = [partial(line, n) for n in range(len(found))]  # each is put into words when it is shown
        first.show_lines(makers, FIRST) if found else first.say("Nothing needs attention.")
        since = self.since(workspace.since, "Nothing has changed since then.")
        self.body.addLayout(side_by_side(first, since, (1, 1)))
        self.body.addStretch()

    def _themes(self) -> QWidget | None:
        """Each theme in a row: how it stands, and why; its title leads to its page."""
        plan, ratings = self.workspace.plan, self.workspace.ratings
        found = sorted(plan.all(Theme), key=lambda theme: theme.number or 0)
        if not found:
            return None
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(3))
        grid.setVerticalSpacing(look.space(1.25))
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 8)
        for number, theme in enumerate(found):
            rating, row = ratings.of(theme), 2 * number
            grid.addWidget(rule(), row, 0, 1, 3)
            grid.addWidget(StatusLine(rating), row + 1, 0, Qt.AlignmentFlag.AlignTop)
            title = link(theme.title, lambda n=number: self.step_wanted.emit(n + 1), "word")
            title.setFont(look.font("point"))
            title.setAccessibleName(f"Theme {theme.number}: {theme.title}, {rating.status.word}")
            grid.addWidget(title, row + 1, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            reason = written(rating.reason, "body")
            reason.setContentsMargins(0, 3, 0, 0)  # level with the badge's word
            grid.addWidget(reason, row + 1, 2, Qt.AlignmentFlag.AlignTop)
        return held


class ThemeStep(StepView):
    """A theme on one page: exceptions first, then what changed, the trends, and what is in order in a line.

    Attributes:
        trends: the charts of its indicators; None where there is nothing to draw.
    """

    def __init__(self, workspace: Workspace, step: Step, parent: QWidget | None = None):
        super().__init__(workspace, step, parent)
        plan, ratings, theme = workspace.plan, workspace.ratings, step.about
        assert isinstance(theme, Theme)
        self.head(
            f"Theme {theme.number} of {len(plan.all(Theme))}", theme.title, self.status(theme),
            written(ratings.of(theme).reason, "lead"),
        )  # fmt: skip
        belongs = items(plan, theme)
        left, inside = column(3)
        for status in (Status.RED, Status.AMBER):
            if some := exceptions(plan, ratings, belongs, [status]):
                inside.addWidget(self.points(status.word, some))
        if not inside.count():
            inside.addWidget(self.section("Exceptions").say("Nothing is off track or at risk."))
        told = of_theme(plan, workspace.before, theme, workspace.since)
        since = self.since(told, "Nothing of this theme has changed since then.")
        self.body.addLayout(side_by_side(left, since, (1, 1)))
        self.trends = self._trends(theme)
        order = in_order(ratings, belongs)
        if order:
            self.body.addWidget(rule())
            self.body.addWidget(written(order, quiet=True))
        asked = self.asked(theme)
        if asked is not None:
            self.body.addWidget(asked)
        self.body.addStretch()

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
        inside = section.layout()
        assert inside is not None
        inside.addWidget(made)
        if left := len(found) - len(drawn):
            section.say(f"{counted(left, 'other trend')} on the page of the indicators.")
        self.body.addWidget(section)
        return made


class RisksStep(StepView):
    """The risks outside appetite, or the high ones where none is set, beside the matrix of all."""

    def __init__(self, workspace: Workspace, step: Step, parent: QWidget | None = None):
        super().__init__(workspace, step, parent)
        plan = workspace.plan
        self.head("The register of risks", step.title, written(appetite_words(plan), "lead"))
        found = outside_appetite(plan, workspace.ratings)
        left = self.section("From the highest score")
        asks = workspace.writable

        def line(number: int) -> Told:
            point = found[number]
            risk = point.record
            assert isinstance(risk, Risk)
            mitigation = risk.mitigation.strip() or "No mitigation is written."
            goal = f"Target {risk.target_score}." if risk.target_score else "No target."
            return Told(
                risk, title_of(plan, point), f"Score {risks.score_words(risk)}. {goal} {mitigation}",
                f"{point.owner}, {point.by}", status=point.rating.status, illustrative=point.rating.illustrative,
                asks=asks,
            )  # fmt: skip

        if found:
            left.show_lines([partial(line, n) for n in range(len(found))], MOST)
        else:
            left.say("None of the open risks.")
        right = self.section("All open risks")
        matrix = RiskMatrix()
        matrix.setMinimumHeight(look.space(40))
        matrix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        matrix.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        matrix.show_counts(risks.matrix(plan.all(Risk)), lambda cell: risks.band(cell, plan.thresholds))
        inside = right.layout()
        assert inside is not None
        inside.addWidget(matrix)
        self.body.addLayout(side_by_side(left, right))
        self.body.addStretch()


class YoursStep(StepView):
    """What the reader asked, with the answers, and what is left to read."""

    def __init__(
        self, workspace: Workspace, step: Step, states: list[tuple[Step, State]], parent: QWidget | None = None
    ):
        super().__init__(workspace, step, parent)
        plan, person = workspace.plan, workspace.person
        mine = [q for q in plan.all(Question) if q.by in (person.name, str(person))]
        left_over = [(n, each, state) for n, (each, state) in enumerate(states) if not state.read]
        whole = [each for each, _ in states]
        said = "You have read all of it as it is now." if not left_over else (
            f"{len(whole) - len(left_over)} of {counted(len(whole), 'page')} read as they are now.")  # fmt: skip
        self.head(f"{person.name}", step.title, written(said, "lead"))
        asked = self.section("What you asked")
        if mine:
            asked.show_lines([lambda q=q: self._own(q) for q in mine], MOST)
        else:
            asked.say("Nothing yet. Press A on any page to ask a question, leave a note or suggest a status.")
        rest = self.section("Left to read")
        inside = rest.layout()
        assert isinstance(inside, QVBoxLayout)
        for number, each, state in left_over:
            inside.addSpacing(look.space(1))
            go = link(each.title, lambda n=number: self.step_wanted.emit(n), "word")
            go.setFont(look.font("point"))
            inside.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
            news = f"{CHANGED}: {state.news}" if state.day else "Not read yet"
            under = written(news, "body", quiet=True)
            under.setContentsMargins(2, 0, 0, 0)
            inside.addWidget(under)
        if not left_over:
            rest.say("Nothing.")
        self.body.addLayout(side_by_side(asked, rest))
        self.body.addStretch()

    def _own(self, question: Question) -> Told:
        made = self.question(question)
        if self.workspace.writable and not question.answer.strip():
            button = link("Change", lambda: self.change_wanted.emit(question))
            button.setAccessibleName(f"Change: {question.name}")
            inside = made.layout()
            assert isinstance(inside, QHBoxLayout)
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made


def view_of(workspace: Workspace, step: Step, states: list[tuple[Step, State]]) -> StepView:
    """The widget of a step."""
    if step.kind == OVERVIEW:
        return OverviewStep(workspace, step)
    if step.kind == THEME:
        return ThemeStep(workspace, step)
    return RisksStep(workspace, step) if step.kind == RISKS else YoursStep(workspace, step, states)
