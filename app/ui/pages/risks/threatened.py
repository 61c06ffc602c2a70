"""Which themes a risk threatens: one box to tick for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.plan import Plan
from app.domain.records import Link, Risk, Theme
from app.ui import look
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_story import source_words


class ThreatenedThemes(QWidget):
    """The plan's themes, ticked where the risk threatens them.

    Attributes:
        boxes: by the theme's key.

    Signals:
        ticked: a theme, and whether it is threatened.
    """

    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(0.75))

    def show_links(self, plan: Plan, risk: Risk, *, writable: bool) -> None:
        """Show what `risk` threatens."""
        themes = sorted(plan.all(Theme), key=lambda theme: theme.number or 0)
        links = {link.serves: link for link in plan.all(Link) if link.item == risk.id}
        said = {key: plan.sources(link) for key, link in links.items()}
        state = (tuple(themes), tuple(links), said)
        if state != self._shown:
            self._shown = state
            self._rebuild(plan, themes, links)
        for box in self.boxes.values():
            box.setEnabled(writable)

    def _rebuild(self, plan: Plan, themes: list[Theme], links: dict[str, Link]) -> None:
        focused = next((key for key, box in self.boxes.items() if box.hasFocus()), "")
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for theme in themes:
            self._column.addWidget(self._line(plan, theme, links.get(theme.id)))
        if not themes:
            self._column.addWidget(look.label("The plan has no themes yet.", quiet=True))
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def _line(self, plan: Plan, theme: Theme, link: Link | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1))
        box = QCheckBox()
        box.setChecked(link is not None)
        box.setAccessibleName(f"Threatens {theme.name}")
        box.clicked.connect(lambda on, theme=theme: self.ticked.emit(theme, on))
        self.boxes[theme.id] = box
        row.addWidget(box)
        row.addWidget(_Beside(theme.name, box), 1)
        for source in plan.sources(link) if link else ():
            tip = ". ".join(part for part in (source_words(source.source), source.statement) if part)
            if source.illustrative:
                row.addWidget(Tag())
            elif source.statement and not source.source:
                row.addWidget(Tag("our link", tip))
        return line


class _Beside(ElidedLabel):
    """The words beside a box, which tick it too."""

    def __init__(self, text: str, box: QCheckBox):
        super().__init__(text)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.setFocus()
            self._box.click()
