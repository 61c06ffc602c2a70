"""A theme as the overview shows it: its status, why, and what it is rated by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.brief_reason import brief_reason
from app.domain.figures import counted
from app.domain.pace import pace
from app.domain.rating import Rating, Ratings
from app.domain.records import Indicator, Risk, Theme
from app.ui import look
from app.ui.kit import STRETCH, block, row

from .card import PressableCard, rule
from .rag_badge import ILLUSTRATIVE, StatusLine, StatusMark
from .whole_lines import keep_units

COUNTED = ((Indicator, "indicator"), (Risk, "risk"))


class ThemeCard(PressableCard):
    """A card that opens its theme when it is clicked, or with Enter or the space bar; it grows with what it says."""

    LEAST_WIDTH = 216

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.number = look.label(role="small", quiet=True)
        self.title = look.label(role="strong", wrap=True)
        self.status = StatusLine()
        self.computed_word = look.label("Set by hand. Computed:", "small", quiet=True)
        self.computed = StatusMark()
        self.computed.setFont(look.font("small"))
        self.by_hand = block(row(self.computed_word, self.computed, STRETCH, gap=look.space(0.75)))
        self.reason = look.label(wrap=True)
        self.alone = look.label(role="small", quiet=True, wrap=True)
        self.counts = look.label(role="small", quiet=True, wrap=True)
        self.body.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.25))
        self.body.setSpacing(look.space(0.5))
        for part in (self.number, self.title, self.status, self.by_hand, self.reason, self.alone):
            self.body.addWidget(part)
        self.body.addStretch()
        self.body.addWidget(rule())
        self.body.addWidget(self.counts)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_theme(self, theme: Theme, ratings: Ratings) -> None:
        """Show a theme as it stands."""
        rating = ratings.of(theme)
        items = ratings.linked(theme)
        self.number.setText(f"Theme {theme.number}")
        self.title.setText(theme.title)
        self.status.show_rating(rating)
        self.status.by_hand.hide()
        self.by_hand.setVisible(rating.override is not None)
        self.computed.set_status(rating.computed)
        self.alone.setText(alone_of(rating))
        self.reason.setText(keep_units(reason_of(rating)))
        self.alone.setVisible(bool(self.alone.text()))
        numbers = [counted(sum(isinstance(item, kind) for item in items), word) for kind, word in COUNTED]
        kept = pace(ratings.plan, theme)
        marked = kept.illustrative and not rating.illustrative  # one mark for a card
        self.counts.setText(f"{', '.join(numbers)}. {kept.done_by_now}{f' ({ILLUSTRATIVE})' if marked else ''}")
        self.setText(theme.name)
        self.setAccessibleName(f"{theme.name}. {rating.status.word}")
        direction = f"Since the last meeting: {rating.direction}." if rating.direction else ""
        tag = "Illustrative." if rating.illustrative else ""
        told = (direction, tag, rating.reason, self.alone.text(), self.counts.text())
        self.setAccessibleDescription(" ".join(filter(None, told)))


def reason_of(rating: Rating) -> str:
    """Why a theme stands as it does, in few words and without the status that its badge says."""
    if rating.override:
        return f"{rating.override.by}: {rating.override.reason}"
    return brief_reason(rating)


def alone_of(rating: Rating) -> str:
    """What the report alone gives, where that is another status; otherwise empty."""
    if rating.alone is None or rating.alone.status is rating.status:
        return ""
    known = f", {rating.alone.known_words}" if rating.alone.known_words else ""
    return f"The report alone: {rating.alone.status.word.lower()}{known}."
