"""How a record stands, in full: status, why, what the report alone gives, who set it by hand, and the confidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.figures import capital, short_name
from app.domain.plan import Plan
from app.domain.rating import Rating
from app.domain.records import CONFIDENCE, STATUSES, Confidence, Recommendation, Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.kit import STRETCH, block, button, column, row

from .card import Card
from .rag_badge import ILLUSTRATIVE, StatusLine, StatusMark


def computed_reason(rating: Rating) -> str:
    """Why the computed status is what it is, without what a person set over it."""
    return rating.reason.rpartition("Computed: ")[2] if rating.override else rating.reason


class StatusBlock(Card):
    """A card that says all there is to say about a record's status.

    Attributes:
        head: the row of the status, for what a page can do about it.

    Signals:
        lifted: the person wants the computed status to stand again.
    """

    lifted = Signal()

    def __init__(self, parent: QWidget | None = None, *, framed: bool = True):
        """A card; without its frame where it stands in one already."""
        super().__init__(parent=parent)
        if not framed:
            self.setProperty("kind", None)
            kept = self.layout()
            assert kept is not None
            kept.setContentsMargins(0, 0, 0, 0)
        self.line = StatusLine()
        self.distance = look.label(quiet=True)
        self.reason = look.label("", "heading" if framed else "body", wrap=True)
        self.by_hand = look.label(wrap=True)
        self.computed_word = look.label("Computed:", quiet=True)
        self.computed = StatusMark()
        self.computed_reason = look.label(quiet=True, wrap=True)
        self.lift = button("Let the computed status stand", self.lifted.emit, "link")
        self.alone = look.label(quiet=True, wrap=True)
        self.expired = look.label(wrap=True)
        self.confidence = look.label(wrap=True)
        self._build()

    def show_record(self, plan: Plan, record: Record, rating: Rating, *, writable: bool) -> None:
        """Show how a record stands in `plan`."""
        self.line.show_rating(rating)
        self.line.by_hand.setVisible(rating.override is not None)
        self.distance.setText("forecast" if rating.forecast else "")
        override = rating.override
        title = f"{capital(short_name(record))}: "  # stands above
        said = rating.reason.removeprefix(title)
        self.reason.setText(override.reason.strip() if override else capital(said))
        if override and override.until:
            self.by_hand.setText(f"Set by {override.by}, until {show_date(override.until)}.")
        self.computed.set_status(rating.computed)
        self.computed_reason.setText(computed_reason(rating))
        for part in (self.by_hand, self._beside):
            part.setVisible(override is not None)
        self.computed_reason.setVisible(override is not None)
        gone = rating.expired
        self.lift.setVisible(bool(override or gone) and writable)
        if gone and gone.until:
            self.expired.setText(
                f"{STATUSES[gone.status]}, set by {gone.by}, held until {show_date(gone.until)} and no longer "
                f"stands: {gone.reason.strip()}"
            )
        self.expired.setVisible(gone is not None)
        self.lift.setText("Let the computed status stand" if override else "Clear the status that has ended")
        if rating.alone is not None:
            word = f"{rating.alone.word.lower()}. " if rating.alone.status.rated else ""  # else the reason says so
            self.alone.setText(f"The report alone: {word}{rating.alone.reason.removeprefix(title)}")
        self.alone.setVisible(rating.alone is not None)
        self._show_confidence(plan, record)

    def _show_confidence(self, plan: Plan, record: Record) -> None:
        judged = next((c for c in plan.all(Confidence) if c.record == record.id), None)
        self.confidence.setVisible(judged is not None or isinstance(record, Recommendation))
        self.confidence.setText("Nobody has said yet how confident they are in the outcome.")
        if judged is not None:
            on = f" on {show_date(judged.day)}" if judged.day else ""
            because = f" {_sentence(judged.reason)}" if judged.reason else ""
            level = CONFIDENCE.get(judged.level, judged.level).lower()
            marked = f" ({ILLUSTRATIVE})" if plan.illustrative(judged, "level") else ""
            said = f"Confidence in the outcome: {level}{marked}, judged by {judged.by}{on}.{because}"
            self.confidence.setText(said)

    def _build(self) -> None:
        self.head = row(self.line, self.distance, STRETCH, self.lift, gap=look.space(1))
        self.line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._beside = block(row(self.computed_word, self.computed, STRETCH, gap=look.space(1)))
        words = (self.reason, self.by_hand, self.computed_reason, self.expired, self.alone, self.confidence)
        self.body.addLayout(column(self.head, *words[:2], self._beside, *words[2:], gap=look.space(0.75)))
        for part in words:
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _sentence(text: str) -> str:
    """With a full stop at its end."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
