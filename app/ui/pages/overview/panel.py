"""A card of lists, or a sentence while there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui import look
from app.ui.widgets.card import Card
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.line_list import LineList
from app.ui.widgets.risk_matrix import RiskMatrix


class Panel(Card):
    """A card of the overview: lists that fill it, or a sentence while there is nothing to list."""

    def __init__(self, title: str, *content: QWidget):
        super().__init__(title)
        self.nothing = look.label(quiet=True, wrap=True)
        self.nothing.hide()
        self.remark = look.label(role="small", wrap=True)
        self.remark.setContentsMargins(look.space(1), 0, look.space(1), 0)
        self.remark.hide()
        self.aside = ElidedLabel(quiet=True)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.header.note.hide()
        self.header.row.insertWidget(1, self.aside, 1)
        outer = self.layout()
        assert outer is not None
        outer.setSpacing(look.space(1))
        outer.setContentsMargins(look.space(1), look.space(1.25), look.space(1), look.space(1))
        self.header.row.setContentsMargins(look.space(1), 0, look.space(1), 0)
        self.nothing.setContentsMargins(look.space(1), 0, look.space(1), 0)
        self.body.addWidget(self.remark)
        self.body.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look.space(17))
        self._lists = [part for part in content if isinstance(part, LineList)]
        self._picture: tuple[RiskMatrix, QHBoxLayout] | None = None
        for part in content:
            if isinstance(part, LineList):
                self.body.addWidget(part, 2)
            else:
                inset = QHBoxLayout()
                inset.setContentsMargins(look.space(1), 0, look.space(1), 0)
                inset.addWidget(part)
                self.body.addLayout(inset)
                if isinstance(part, RiskMatrix):
                    self._picture = (part, inset)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_picture(self, on: bool) -> None:
        """Show the picture over the lists, or leave its room to them: Qt keeps the stretch of what is hidden."""
        if self._picture is not None:
            picture, inset = self._picture
            picture.setVisible(on)
            self.body.setStretchFactor(inset, 3 if on else 0)

    def note(self, sentence: str) -> None:
        """Say a sentence above the lists, such as what they go by; with an empty one nothing is said."""
        self.remark.setText(sentence)
        self.remark.setVisible(bool(sentence))

    def say(self, sentence: str) -> None:
        """Say a sentence in place of the lists; with an empty one they are shown."""
        self.nothing.setText(sentence)
        self.nothing.setVisible(bool(sentence))
        for part in self._lists:
            part.setVisible(not sentence)
