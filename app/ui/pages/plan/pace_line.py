"""How much is done against how much time is gone, a bar for each theme."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.domain.pace import Pace, pace
from app.domain.plan import Plan
from app.domain.records import Action, Link, Objective, Programme, Provenance, Theme, Thresholds
from app.ui import look
from app.ui.kit import clear, row
from app.ui.widgets.card import Pressable
from app.ui.widgets.rag_badge import ILLUSTRATIVE, plain_tip

BAR, IN_A_ROW = 6, 6
PACED = (Action, Link, Objective, Programme, Provenance, Theme, Thresholds)
"""The kinds that the pace rests on."""


class PaceBar(QWidget):
    """The share that is done as a bar, and a mark where it would be if it kept up with the time."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._done: Decimal | None = None
        self._gone: Decimal | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(look.space(6))

    def show_pace(self, shown: Pace) -> None:
        """Show another pace."""
        self._done, self._gone = shown.share_done, shown.time_gone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.space(14), BAR + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = look.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - BAR) / 2
        painter.setBrush(QColor(c.line))
        painter.drawRoundedRect(QRectF(0, top, self.width(), BAR), 3, 3)
        if self._done:
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(QRectF(0, top, max(4.0, self.width() * float(self._done)), BAR), 3, 3)
        if self._gone is not None:
            x = min(self.width() - 2.0, self.width() * float(self._gone))
            painter.setBrush(QColor(c.text))
            painter.drawRect(QRectF(x, top - 4, 2, BAR + 8))


class ThemePace(Pressable):
    """A theme's pace, which narrows the plan to the theme when it is pressed.

    Attributes:
        theme: whose.
    """

    def __init__(self, theme: Theme, shown: Pace, parent: QWidget | None = None):
        super().__init__(parent)
        self.theme = theme
        self.setCheckable(True)
        bar = PaceBar()
        bar.show_pace(shown)
        name = look.label(f"Theme {theme.number}", "strong")
        count = look.label(f"{shown.done} of {shown.total}", "small", quiet=True)
        row(name, (bar, 1), count, on=self, gap=look.space(1), edge=(look.space(1), look.space(0.5)))
        mark = f" ({ILLUSTRATIVE})" if shown.illustrative else ""
        said = f"{theme.name}: {shown.sentence[:1].lower()}{shown.sentence[1:]}{mark}"
        self.setText(said)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(f"{said}\n\nThe dark mark shows how much of the time is gone."))
        for part in (bar, *self.findChildren(QLabel)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.colours().selected))
            painter.drawRoundedRect(QRectF(self.rect()), self.radius, self.radius)
            painter.end()
        super().paintEvent(event)


class PaceLine(QWidget):
    """Each theme's pace.

    Attributes:
        themes: a part for each theme.

    Signals:
        chosen: the key of the theme to which the plan is to be narrowed; empty for all.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.themes: list[ThemePace] = []
        self._shown: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.space(1))

    def show_plan(self, plan: Plan) -> None:
        """Show the themes' paces."""
        paces = [(theme, pace(plan, theme)) for theme in plan.all(Theme)]
        if paces == self._shown:
            return
        self._shown = paces
        clear(self._grid)
        self.themes = [ThemePace(theme, shown) for theme, shown in paces]
        for number, part in enumerate(self.themes):
            part.clicked.connect(lambda on, key=part.theme.id: self.chosen.emit(key if on else ""))
            self._grid.addWidget(part, number // IN_A_ROW, number % IN_A_ROW)
        self.setVisible(bool(paces))

    def mark(self, theme: str) -> None:
        """Show to which theme the plan is narrowed; empty for none."""
        for part in self.themes:
            part.setChecked(part.theme.id == theme)
