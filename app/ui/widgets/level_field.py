"""A field for a level of likelihood or impact, which knows the words of the plan's scale."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.fields import Level, Value
from app.domain.scale import OUTSIDE, Scale

from .fields import ChoiceField
from .plan_of import terms_of


class LevelField(ChoiceField):
    """A level of likelihood or impact, by the words of the plan in whose window it stands."""

    def __init__(self, rule: Level, parent: QWidget | None = None):
        self._axis, self._offered = rule.axis, ""
        super().__init__(rule, {}, parent)
        self.offer_scale(terms_of(self).scale)

    def show_value(self, value: Value) -> None:
        """Show a level; one that the plan's scale does not hold is offered as it is."""
        if isinstance(value, int) and self.box.findData(value) < 0:
            with QSignalBlocker(self.box):
                self.box.addItem(f"{value}  {OUTSIDE}", value)
        super().show_value(value)

    def offer_scale(self, scale: Scale) -> None:
        """Offer the levels of a scale; what is chosen and what was shown stay."""
        words = numbered(scale.words(self._axis))
        meanings = {number: scale.meanings.get((self._axis, number), "") for number in words}
        if (offered := repr((words, meanings))) == self._offered:
            return
        self._offered = offered
        shown, chosen = self._shown, self.box.currentData()
        empty = {self.rule.empty: "Not given"} if not self.rule.required else {}
        outside = {n: f"{n}  {OUTSIDE}" for n in (shown, chosen) if isinstance(n, int) and n not in words}
        with QSignalBlocker(self.box):
            self.box.clear()
            self._fill({**empty, **words, **outside})
            for number, meaning in meanings.items():
                self.box.setItemData(self.box.findData(number), meaning, Qt.ItemDataRole.ToolTipRole)
            self._at = self._index(shown)
            self._typed = self.box.itemText(self._at) if self._at >= 0 else ""
            self.box.setCurrentIndex(self._index(chosen))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.offer_scale(terms_of(self).scale)


def numbered(words: Mapping[int, str]) -> dict[int, str]:
    """Options for a scale: {1: "1  Rare", ...}."""
    return {number: f"{number}  {word}" for number, word in words.items()}
