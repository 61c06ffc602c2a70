"""The plan in time: the tree at the left, and beside each row its bar. Only what is seen is drawn.

Up and Down go from row to row, Left and Right close and open what is chosen; with Ctrl, Left and Right go through
time. Plus and minus zoom, T comes back to the day that the plan speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QLineF, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPushButton, QScrollBar, QWidget

from app.domain.plan import Plan
from app.domain.records import Action, Milestone
from app.domain.schedule import show_date
from app.ui import kit, look
from app.ui.widgets.rag_badge import plain_tip
from app.ui.widgets.record_model import Column

from .rows import PlanRow
from .time_drawing import Marker, TimeDelegate, sentence, under
from .time_scale import ZOOM, TimeScale, span_of
from .tree import BranchDelegate, PlanTree

_NO_TIME = date(2000, 1, 1), date(2000, 12, 31)
HINT_FROM = 88  # steps of the grid from which there is room to say what the keys do
HANDS = "Ctrl with ← or → moves through time, + and − zoom, T comes back to the position date."


class TimeAxis(QWidget):
    """Over the bars: years, months, and the days that are marked, by name.

    Attributes:
        left: pixels at its left that belong to the titles.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.left = 0
        self._scale: TimeScale | None = None
        self._markers: tuple[Marker, ...] = ()
        self.setFont(look.font("small"))
        self.setFixedHeight(3 * self.fontMetrics().height() + look.space(1.5))

    def show_scale(self, scale: TimeScale, markers: tuple[Marker, ...]) -> None:
        """Show another part of time."""
        self._scale, self._markers = scale, markers
        self.setAccessibleName("Time")
        first, last = scale.day_at(0), scale.day_at(self.width() - self.left)
        said = [f"From {show_date(first)} to {show_date(last)}", *(marker.text for marker in markers)]
        self.setAccessibleDescription(". ".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scale is None:
            return
        c, painter, scale = look.colours(), QPainter(self), self._scale
        line, room = self.fontMetrics().height(), self.width() - self.left
        painter.translate(self.left, 0)
        painter.setClipRect(QRectF(0, 0, room, self.height()))
        base = self.height() - 2 * line - look.space(0.75)
        self._markers_by_name(painter, room)
        bold = look.font("small")
        bold.setBold(True)
        left = Qt.AlignmentFlag.AlignLeft
        years = list(scale.years(room))
        painter.setFont(bold)
        painter.setPen(QColor(c.text))
        for number, (day, text) in enumerate(years):
            x = max(0.0, scale.x(day))
            following = scale.x(years[number + 1][0]) if number + 1 < len(years) else room
            if following - x >= painter.fontMetrics().horizontalAdvance(text) + 6:
                painter.drawText(QRectF(x + 4, base, 80, line), left, text)
        painter.setFont(self.font())
        painter.setPen(QColor(c.quiet))
        for day, text in scale.months(room):
            if scale.x(day) > -4:
                painter.drawText(QRectF(scale.x(day) + 4, base + line, 60, line), left, text)
        painter.setPen(QColor(c.line))
        painter.drawLine(QLineF(0, self.height() - 1, room, self.height() - 1))

    def _markers_by_name(self, painter: QPainter, room: float) -> None:
        """The names of the marked days over their lines, those that fit beside each other."""
        assert self._scale is not None
        taken: list[tuple[float, float]] = []
        for marker in sorted(self._markers, key=lambda marker: not marker.strong):
            font = look.font("small")
            font.setBold(marker.strong)
            painter.setFont(font)
            wide = painter.fontMetrics().horizontalAdvance(marker.text)
            x = self._scale.x(marker.day)
            if not -1 <= x <= room + 1:
                continue
            start = min(max(0.0, x - wide / 2), room - wide)
            painter.setPen(QPen(marker.pen().color(), 2))
            below = self.fontMetrics().height() + 1
            painter.drawLine(QLineF(x, below, x, below + look.space(0.5)))
            if all(start + wide + 8 <= a or start >= b + 8 for a, b in taken):
                painter.setPen(QColor(look.colours().text if marker.strong else look.colours().quiet))
                box = QRectF(start, 0, wide + 2, self.fontMetrics().height())
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, marker.text)
                taken.append((start, start + wide))


class TimelineView(QWidget):
    """The timeline.

    Attributes:
        table: the rows, with their bars.
        axis, bar: the time over them, and what scrolls it.
        scale: which part of time is seen, and how close.
    """

    scaled = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.scale = TimeScale(*_NO_TIME)
        self._markers: tuple[Marker, ...] = ()
        self._known: object = None
        self._position = self.scale.first
        self._fitted = False
        self.table = PlanTree("timeline", _columns())
        self.table.setAccessibleName("Timeline")
        self.table.setAccessibleDescription(HANDS)
        self.table.horizontalHeader().hide()
        self.table.takes = self._takes
        self.table.viewport().installEventFilter(self)
        delegate = self.table.itemDelegateForColumn(1)
        assert isinstance(delegate, TimeDelegate)
        delegate.scale, delegate.markers = lambda: self.scale, lambda: self._markers
        self.axis = TimeAxis()
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setAccessibleName("Time")
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.closer, self.wider, self.here = QPushButton("+"), QPushButton("−"), QPushButton("Position date")
        for button, name in ((self.closer, "Zoom in"), (self.wider, "Zoom out")):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFixedWidth(look.space(5))
        self.here.setToolTip("Back to the day that the plan speaks of (T)")
        self._build()
        self.closer.clicked.connect(lambda: self.zoom(ZOOM))
        self.wider.clicked.connect(lambda: self.zoom(1 / ZOOM))
        self.here.clicked.connect(self.go_to_position)
        self.bar.valueChanged.connect(self._scroll)

    def show_rows(self, plan: Plan, rows: Sequence[PlanRow]) -> None:
        """Show these rows; the part of time that is seen stays."""
        known = (plan.all(Action), plan.all(Milestone), plan.programme, plan.position)
        if self._known is None or any(a is not b for a, b in zip(known, self._known, strict=True)):  # type: ignore[arg-type]
            self._known = known
            first, last = span_of(plan)
            same = (first, last) == (self.scale.first, self.scale.last)
            self.scale = self.scale if same else TimeScale(first, last, self.scale.per_day)
            self._fitted = self._fitted and same
            self._position, self._markers = plan.position, markers(plan)
        self.table.show_records(rows)
        self._lay_out()

    @property
    def room(self) -> int:
        """Pixels that the bars have."""
        return max(1, self.table.viewport().width() - self.table.columnWidth(0))

    def zoom(self, factor: float) -> None:
        """Closer or wider, around the position date where that is seen, otherwise around the middle."""
        at = self.scale.x(self._position)
        self._take(self.scale.zoomed(factor, self.room, at if 0 <= at <= self.room else self.room / 2))

    def go_to_position(self) -> None:
        """Bring the position date into view."""
        offset = (self._position - self.scale.first).days * self.scale.per_day - self.room / 3
        self._take(self.scale.scrolled(offset, self.room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and watched is self.table.viewport():
            turn, keys = event.angleDelta(), event.modifiers()
            if keys & Qt.KeyboardModifier.ControlModifier:
                left = self.table.columnWidth(0)
                factor = ZOOM if turn.y() > 0 else 1 / ZOOM
                self._take(self.scale.zoomed(factor, self.room, max(0.0, event.position().x() - left)))
                return True
            sideways = turn.x() or (turn.y() if keys & Qt.KeyboardModifier.ShiftModifier else 0)
            if sideways:
                self.bar.setValue(self.bar.value() - sideways)
                return True
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            self._lay_out()
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Keys that go through time; the rest is the tree's."""
        step = self.room // 4
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left if control:
                self.bar.setValue(self.bar.value() - step)
            case Qt.Key.Key_Right if control:
                self.bar.setValue(self.bar.value() + step)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / ZOOM)
            case Qt.Key.Key_T if not event.modifiers():
                self.go_to_position()
            case _:
                return False
        return True

    def _lay_out(self) -> None:
        wide = self.table.viewport().width()
        self.hint.setVisible(wide >= look.space(HINT_FROM))
        self.table.give_width(0, min(look.space(50), max(look.space(28), round(wide * 0.32))))
        if not self._fitted and self.isVisible() and self._known is not None:
            self._fitted = True
            self.scale = self.scale.fitted(self.room, self._position)
        self._take(self.scale.scrolled(self.scale.offset, self.room))

    def _scroll(self, value: int) -> None:
        if round(self.scale.offset) != value:
            self._take(self.scale.scrolled(value, self.room))

    def _take(self, scale: TimeScale) -> None:
        self.scale = scale
        self.bar.blockSignals(True)
        self.bar.setRange(0, max(0, round(scale.width - self.room)))
        self.bar.setPageStep(self.room)
        self.bar.setSingleStep(max(1, round(30 * scale.per_day)))
        self.bar.setValue(round(scale.offset))
        self.bar.blockSignals(False)
        self.axis.left = self.table.columnWidth(0) + 1
        self.axis.show_scale(scale, self._markers)
        self.table.viewport().update()
        self.scaled.emit()

    def _build(self) -> None:
        self.hint = look.label("Ctrl+← → time   + − zoom   T position date", "small", quiet=True)
        self.hint.setToolTip(plain_tip(HANDS))
        foot = kit.row(self.wider, self.closer, self.here, (self.bar, 1), self.hint, gap=look.space(1))
        kit.column(self.axis, (self.table, 1), foot, on=self, gap=look.space(0.5))


def markers(plan: Plan) -> tuple[Marker, ...]:
    """The day that the plan speaks of, today where that is another, and the goal."""
    same = plan.position == plan.today
    name = "Today" if same else "Position"
    found = [Marker(plan.position, f"{name} {show_date(plan.position)}", Qt.PenStyle.SolidLine, strong=True)]
    if not same:
        found.append(Marker(plan.today, f"Today {show_date(plan.today)}", Qt.PenStyle.DashLine))
    if plan.programme.goal:
        found.append(Marker(plan.programme.goal, f"Goal {show_date(plan.programme.goal)}", Qt.PenStyle.DotLine))
    return tuple(found)


def _columns() -> list[Column[PlanRow]]:
    return [
        Column(
            name="title", title="Action", text=lambda r: r.title, second=under, cell=lambda r: r,
            delegate=BranchDelegate, spoken=lambda r: r.spoken, width=320,
        ),
        Column(
            name="time", title="Time", text=sentence, cell=lambda r: r, delegate=TimeDelegate, stretch=True,
            tip=lambda r: f"{r.title}: {sentence(r)}",
        ),
    ]  # fmt: skip
