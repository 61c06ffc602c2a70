"""The headings of a matrix: rows in full at the left; columns above, lying where there is room, else standing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.domain.figures import called
from app.domain.records import Record
from app.ui import look
from app.ui.widgets.shapes import draw_shape

from .matrix_model import MatrixModel

LYING_FROM = 80  # pixels: a column this wide has its heading lie
STANDING_HIGH, LYING_HIGH = 168, 100
GAP_SHAPE = "diamond"
FIRST = 30  # rows by whose titles the column of titles is measured


def lead(record: Record) -> str:
    """What stands before a title: "A-15", "6"; empty where it has neither reference nor number."""
    number = getattr(record, "number", None)
    return getattr(record, "ref", "") or (str(number) if number is not None else "")


class _Headings(QHeaderView):
    """What both have in common: the background, which tells where the keyboard is and what is tied to nothing."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget):
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setMouseTracking(True)

    def here(self) -> int:
        """The section that the keyboard is in."""
        table = self.parent()
        assert isinstance(table, QTableView)
        at = table.currentIndex()
        return at.column() if self.orientation() == Qt.Orientation.Horizontal else at.row()

    def model_shown(self) -> MatrixModel:
        """What is shown."""
        model = self.model()
        assert isinstance(model, MatrixModel)
        return model

    def draw_back(self, painter: QPainter, box: QRect, record: Record, section: int) -> str:
        """Draw the background; the colour of what is read on it."""
        c, chosen = look.colours(), section == self.here()
        gap = self.model_shown().is_gap(record)
        painter.fillRect(box, QColor(c.selected if chosen else c.wrong_back if gap else c.raised))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, QColor(c.line))
        return c.on_selected if chosen else c.text


class RowHeadings(_Headings):
    """Rows: number or reference, then the title on one line."""

    def __init__(self, parent: QWidget):
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setDefaultSectionSize(look.space(3.75))
        self.setAccessibleName("Rows")

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        record = self.model_shown().rows[logicalIndex]
        painter.save()
        ink = self.draw_back(painter, rect, record, logicalIndex)
        box = rect.adjusted(look.space(1), 0, -look.space(1), 0)
        first = lead(record)
        strong = look.font("strong")
        wide = self.lead_width()
        painter.setFont(strong)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, first)
        box.setLeft(box.left() + wide)
        if self.model_shown().is_gap(record):
            side = 9.0
            mark = QRectF(box.right() - side, box.center().y() - side / 2 + 1, side, side)
            draw_shape(painter, GAP_SHAPE, mark, look.colours().wrong)
            box.setRight(box.right() - round(side) - look.space(1))
        painter.setFont(look.font())
        shown = painter.fontMetrics().elidedText(called(record), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def wanted(self) -> int:
        """Pixels in which the titles of the first rows can be read whole."""
        metrics = QFontMetrics(look.font())
        titles = (metrics.horizontalAdvance(called(row)) for row in self.model_shown().rows[:FIRST])
        return max(titles, default=0) + self.lead_width() + look.space(5)

    def lead_width(self) -> int:
        """Pixels that numbers or references take before the titles."""
        rows = self.model_shown().rows
        longest = max((lead(row) for row in (*rows[:1], *rows[-1:])), key=len, default="")
        return QFontMetrics(look.font("strong")).horizontalAdvance(longest) + look.space(1) if longest else 0


class ColumnHeadings(_Headings):
    """Columns: reference below, title above it, lying in up to three lines or standing."""

    def __init__(self, parent: QWidget):
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Columns")
        self.setMinimumSectionSize(look.space(3))

    def least(self) -> int:
        """Pixels that a column takes so that every reference can be read."""
        columns = self.model_shown().columns
        metrics = QFontMetrics(look.font("small"))
        leads = (lead(column) for column in (*columns[:20], *columns[-1:]))
        return max([look.space(4), *(metrics.horizontalAdvance(each) + look.space(1) for each in leads)])

    @property
    def lying(self) -> bool:
        """Whether there is room for the headings to lie."""
        return self.defaultSectionSize() >= LYING_FROM

    def fit(self, room: int) -> None:
        """Share `room` pixels out among the columns, and be as high as that needs."""
        count = len(self.model_shown().columns) or 1
        self.setDefaultSectionSize(min(200, max(self.least(), room // count)))
        self.setFixedHeight(LYING_HIGH if self.lying else STANDING_HIGH)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        record = self.model_shown().columns[logicalIndex]
        painter.save()
        ink = self.draw_back(painter, rect, record, logicalIndex)
        draw = self._lie if self.lying else self._stand
        draw(painter, rect, record, ink)
        if self.model_shown().is_gap(record):
            side = 9.0
            mark = QRectF(rect.center().x() - side / 2 + 0.5, rect.y() + look.space(0.75), side, side)
            if self.lying:
                mark.moveRight(rect.right() - look.space(0.75))
            draw_shape(painter, GAP_SHAPE, mark, look.colours().wrong)
        painter.restore()

    def _lie(self, painter: QPainter, rect: QRect, record: Record, ink: str) -> None:
        box = QRectF(rect.adjusted(look.space(1), look.space(0.75), -look.space(1), -look.space(0.75)))
        painter.setPen(QColor(ink))
        painter.setFont(look.font("strong"))
        high = painter.fontMetrics().height()
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, lead(record))
        painter.setFont(look.font("small"))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.drawText(box.adjusted(0, high, 0, 0), called(record), option)

    def _stand(self, painter: QPainter, rect: QRect, record: Record, ink: str) -> None:
        small, strong = look.font("small"), look.font("small")
        strong.setWeight(look.font("strong").weight())
        below = QFontMetrics(strong).height() + look.space(1)
        painter.setPen(QColor(ink))
        painter.setFont(strong)
        foot = QRect(rect.x(), rect.bottom() - below, rect.width(), below)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, lead(record))
        painter.setFont(small)
        painter.save()
        painter.translate(rect.x(), rect.bottom() - below)
        painter.rotate(-90)
        top = look.space(2.5) if self.model_shown().is_gap(record) else look.space(0.75)
        room = rect.height() - below - top
        painter.drawText(
            QRectF(0, 0, room, rect.width()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            painter.fontMetrics().elidedText(called(record), Qt.TextElideMode.ElideRight, room),
        )  # fmt: skip
        painter.restore()
