"""The recommendations: a tracker with two axes, progress and confidence in the outcome, and what answers each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.figures import called, capital
from app.domain.plan import Plan
from app.domain.records import CONFIDENCE, Action, Attachment, Recommendation, Record
from app.domain.schedule import show_date
from app.ui import look, operations
from app.ui.dialogs.confidence import confidence_in, judge_confidence
from app.ui.dialogs.override import let_computed_stand, set_status
from app.ui.dialogs.recommendation import accept_as_met, edit_recommendation, new_recommendation
from app.ui.page import Page, Several
from app.ui.widgets.card import Card
from app.ui.widgets.entry import Lit
from app.ui.widgets.rag_badge import StatusLine, Tag
from app.ui.widgets.thread_panel import ThreadPanel

from .axes import AxesGrid, Cell
from .detail import Detail, heading
from .rows import LEVELS, NOT_JUDGED, RECOMMENDATIONS, RecommendationRow, recommendation_rows
from .view import View


class RecommendationDetail(Detail[Recommendation]):
    """A recommendation: progress and confidence side by side, whether it is met, what answers it, the evidence.

    Attributes:
        progress, reason: how it stands, and why.
        level, because: what somebody judged, and why.
        strands: what is linked; `gap` is lit where no action is.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.met_button = self.button("Accept as met", self.accept)
        self.reopen_button = self.button("Not met after all", self.reopen, link=True)
        self.by_hand = self.button(operations.set_status.word, self.set_by_hand, link=True)
        self.lift = self.button("Let the computed status stand", self.let_stand, link=True)
        self.judge_button = self.button("Judge", self.judge, link=True)
        self.progress, self.reason = StatusLine(), look.label(wrap=True)
        self.alone, self.expired = look.label(quiet=True, wrap=True), look.label(quiet=True, wrap=True)
        self.level, self.because = look.label(role="heading"), look.label(quiet=True, wrap=True)
        self.judged_tag = Tag()
        self.met, self.detail, self.owner = look.label(wrap=True), look.label(wrap=True), look.label(quiet=True)
        self.gap = Lit("No action answers it yet")
        self.strands = ThreadPanel(page.attempt, page.can_open, leave_out=(Attachment,))
        self.strands.opened.connect(self.opened)
        self._put_together()

    def fill(self, record: Recommendation, plan: Plan) -> None:
        rating, judged = self.workspace.ratings.of(record), confidence_in(plan, record)
        self.kicker.setText(f"Recommendation {record.number}")
        self.title.setText(record.title)
        self.progress.show_rating(rating)
        self.reason.setText(capital(rating.reason.removeprefix(f"{capital(called(record))}: ")))
        self.say(self.alone, f"{rating.alone_words}." if rating.alone_words else "")
        gone = rating.expired
        self.say(self.expired, f"The status that {gone.by} set has ended." if gone else "")
        self.lift.setVisible(bool(rating.override or rating.expired))
        self.level.setText(CONFIDENCE.get(judged.level, NOT_JUDGED) if judged else NOT_JUDGED)
        self.judged_tag.setVisible(bool(judged and plan.illustrative(judged, "level")))
        said = "Nobody has said how confident they are that the outcome will be reached."
        if judged:
            on = f", {show_date(judged.day)}" if judged.day else ""
            said = " ".join(filter(None, (_sentence(judged.reason), f"Judged by {judged.by}{on}.")))
        self.because.setText(said)
        self._note.setVisible(bool(record.met or record.evidence.strip()))
        self.met.setText(_met(record))
        self.met_button.setVisible(record.met is None)
        self.reopen_button.setVisible(record.met is not None)
        self.say(self.detail, record.detail)
        self.say(self.owner, f"Owner: {record.owner}" if record.owner else "")
        self.strands.show_record(self.workspace, record)
        self.gap.setVisible(record.met is None and not plan.serving(record, Action))

    def edit(self) -> None:
        if self.record is not None:
            edit_recommendation(self.workspace, self.record, self)

    def accept(self) -> None:
        """Ask what shows that it is met."""
        if self.record is not None:
            accept_as_met(self.workspace, self.record, self)

    def reopen(self) -> None:
        """It is not met after all; the evidence stays."""
        record = self.record
        if record is not None:
            label = f"Not met after all: {record.name}"
            self.page.attempt(lambda: self.workspace.save(replace(record, met=None), label=label))

    def set_by_hand(self) -> None:
        """Ask for a status over the computed one."""
        if self.record is not None:
            set_status(self.workspace, self.record, self)

    def let_stand(self) -> None:
        """Take the status that was set by hand away."""
        record = self.record
        if record is not None:
            self.page.attempt(lambda: let_computed_stand(self.workspace, record))

    def judge(self) -> None:
        """Ask how confident the person is."""
        if self.record is not None:
            judge_confidence(self.workspace, self.record, self)

    def _put_together(self) -> None:
        self.head.insertWidget(2, self.met_button, 0, Qt.AlignmentFlag.AlignTop)
        progress, confidence = Card("Progress"), Card("Confidence in the outcome")
        for part in (self.progress, self.reason, self.alone, self.expired):
            progress.body.addWidget(part)
        level = QHBoxLayout()
        level.addWidget(self.level)
        level.addWidget(self.judged_tag)
        level.addStretch()
        confidence.body.addLayout(level)
        confidence.body.addWidget(self.because)
        for card, buttons in ((progress, (self.lift, self.by_hand)), (confidence, (self.judge_button,))):
            card.body.addStretch()
            for button in buttons:
                card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        axes = QHBoxLayout()
        axes.setSpacing(look.space(1.5))
        axes.addWidget(progress, 1)
        axes.addWidget(confidence, 1)
        self._note = QFrame()
        self._note.setProperty("kind", "note")
        inside = QVBoxLayout(self._note)
        inside.setContentsMargins(look.space(1.5), look.space(1), look.space(1.5), look.space(1))
        inside.addWidget(self.met)
        inside.addWidget(self.reopen_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.detail, self.owner):
            self.body.addWidget(part)
        self.body.addLayout(axes)
        for part in (self._note, heading("What answers it"), self.gap, self.strands):
            self.body.addWidget(part)
        self.evidence.header.title.setText("Evidence")


class RecommendationsView(View[RecommendationDetail]):
    """The tracker.

    Attributes:
        grid: how many stand where; a cell narrows the table.
        cell: to which the table is narrowed.
    """

    KIND = Recommendation
    WHAT = "recommendations"
    NEW = "New recommendation"
    SHARE = 510
    NOTHING = (
        "No recommendations yet",
        "Enter what the inspectors recommended. Each shows its progress, worked out from what is linked to it, beside "
        "how confident you are in the outcome.",
    )

    def __init__(self, page: Page):
        self.cell: Cell | None = None
        self.grid, self.grid_tag = AxesGrid(), Tag()
        super().__init__(page, RECOMMENDATIONS, RecommendationDetail(page))
        self.grid.cell_chosen.connect(self._choose_cell)

    def rows(self) -> Iterable[RecommendationRow]:
        found = recommendation_rows(self.page.workspace.plan, self.page.workspace.ratings)
        marked = {row.cell for row in found if row.illustrative or row.confidence_illustrative}
        self.grid.show_counts(Counter(row.cell for row in found), marked)
        self.grid_tag.setVisible(bool(marked))
        return found

    def below(self) -> QWidget:
        card = Card("Progress and confidence", "Press a cell to narrow the table")
        card.header.row.insertWidget(1, self.grid_tag)
        card.body.addWidget(self.grid)
        return card

    def new(self) -> Record | None:
        return new_recommendation(self.page.workspace, self)

    def accepts(self, row: Any) -> bool:
        return super().accepts(row) and (self.cell is None or row.cell == self.cell)

    def narrowed_words(self) -> str:
        if self.cell is None:
            return super().narrowed_words()
        return f"{look.status(self.cell[0]).word}, {LEVELS[self.cell[1]].lower()}"

    def show_all(self) -> None:
        self.cell = None
        super().show_all()

    def narrow(self) -> None:
        self.grid.choose(self.cell)
        super().narrow()

    def open_several(self, several: Several) -> None:
        self.cell = None
        super().open_several(several)

    def _choose_cell(self, cell: Cell | None) -> None:
        self.several, self.cell = None, cell
        self.narrow()


def _met(record: Recommendation) -> str:
    evidence = _sentence(record.evidence)
    if record.met is None:
        return f"Evidence so far: {evidence}" if evidence else ""
    return f"Accepted as met on {show_date(record.met)}. {evidence}".strip()


def _sentence(text: str) -> str:
    """With a full stop at its end."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
