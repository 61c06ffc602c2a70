"""Several views in one place, one of them shown: flat words above, a line under the chosen one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.ui import look
from app.ui.kit import STRETCH, column, row

from .card import rule


class TabWords(QTabBar):
    """The words: chosen by mouse, by the arrow keys, or by Alt and the underlined letter."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tabSizeHint(self, index: int) -> QSize:
        wide = QFontMetrics(look.font("strong")).horizontalAdvance(self._word(index))  # as wide as it is when chosen
        return QSize(wide + look.space(2), self.fontMetrics().height() + look.space(1.5))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), look.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            box, chosen = QRectF(self.tabRect(index)), index == self.currentIndex()
            painter.setFont(look.font("strong" if chosen else "body"))
            painter.setPen(QColor(c.text if chosen else c.quiet))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._word(index))
            if chosen:
                painter.fillRect(box.adjusted(look.space(1), box.height() - 2, -look.space(1), 0), QColor(c.accent))
            if chosen and self.property("keys"):
                painter.setPen(QPen(QColor(c.focus), 2))
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -3), 5, 5)

    def _word(self, index: int) -> str:
        return self.tabText(index).replace("&", "")


class Tabs(QWidget):
    """Views by name. A view is brought up to date only when it is shown.

    Attributes:
        words: the bar.
        corner: the layout at the right of the words, for buttons that belong to all views.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.words, self._stack = TabWords(), QStackedWidget()
        self._fill: list[Callable[[], object]] = []
        self._stale: set[int] = set()
        self.corner = row(gap=look.space(1), edge=(0, 0, 0, look.space(0.5)))
        head = row((self.words, Qt.AlignmentFlag.AlignBottom), STRETCH, self.corner)
        head.addStrut(round(self.words.fontMetrics().height()) + look.space(2.5))  # as high as a button and a gap
        column(head, rule(), look.space(1), (self._stack, 1), on=self)
        self.words.currentChanged.connect(self._show)

    def add(self, word: str, view: QWidget, fill: Callable[[], object]) -> None:
        """Add a view; `fill` brings it up to date, at the first `refresh` if it is shown then."""
        self._stack.addWidget(view)
        self._fill.append(fill)
        self.words.addTab(word)

    def refresh(self) -> None:
        """What is shown is out of date: bring the chosen view up to date now, the others when they are chosen."""
        self._stale = set(range(self._stack.count()))
        self._show(self.words.currentIndex())

    def _show(self, index: int) -> None:
        if not 0 <= index < len(self._fill):
            return
        self._stack.setCurrentIndex(index)
        if index in self._stale:
            self._stale.discard(index)
            self._fill[index]()
