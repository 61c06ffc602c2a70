"""The headings of a matrix: rows in full at the left; columns above, lying where there is room, else standing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.domain.figures import short_name
from app.domain.records import Record
from app.ui import look
from app.ui.widgets.delegates import words_high
from app.ui.widgets.shapes import draw_shape

from .matrix_model import MatrixModel

LYING_FROM = 80  # pixels: a column this wide has its heading lie
STANDING, LYING = (168, 248), (100, 164)  # pixels that headings of columns are high: at least, at most
GAP_SHAPE, SIDE = "diamond", 9.0  # the mark of what is tied to nothing, and how many pixels it takes
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
FIRST = 30  # rows by whose titles the column of titles is measured
MOST = 300  # titles that are measured so that each is whole


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
    """Rows: number or reference, then the title, whole; of a great many rows on one line."""

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
            mark = QRectF(box.right() - SIDE, box.center().y() - SIDE / 2 + 1, SIDE, SIDE)
            draw_shape(painter, GAP_SHAPE, mark, look.colours().wrong)
            box.setRight(box.right() - round(SIDE) - look.space(1))
        painter.setFont(look.font())
        shown = short_name(record)
        if len(self.model_shown().rows) > MOST:
            shown = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(WRAPPED | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def fit(self, wide: int) -> None:
        """Be so wide, and let each row be as high as its title."""
        self.setFixedWidth(wide)
        rows, font = self.model_shown().rows, look.font()
        beside = look.space(2) + self.lead_width()
        for number, record in enumerate(rows if len(rows) <= MOST else ()):
            mark = round(SIDE) + look.space(1) if self.model_shown().is_gap(record) else 0
            high = words_high(short_name(record), font, wide - beside - mark) + look.space(1.75)
            self.resizeSection(number, max(high, self.defaultSectionSize()))

    def wanted(self) -> int:
        """Pixels in which the titles of the first rows can be read whole."""
        metrics = QFontMetrics(look.font())
        titles = (metrics.horizontalAdvance(short_name(row)) for row in self.model_shown().rows[:FIRST])
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
        """Pixels that a column takes so that every reference and, standing, every title can be read."""
        columns, small = self.model_shown().columns, look.font("small")
        metrics = QFontMetrics(small)
        leads = (lead(column) for column in (*columns[:20], *columns[-1:]))
        titles = (words_high(short_name(column), small, STANDING[1] - self._around()) for column in columns[:MOST])
        wide = (metrics.horizontalAdvance(each) + look.space(1) for each in leads)
        three_lines = words_high("x\nx\nx", small, STANDING[1])
        return max([look.space(4), *wide, min(max(titles, default=0), three_lines)])

    @property
    def lying(self) -> bool:
        """Whether there is room for the headings to lie."""
        return self.defaultSectionSize() >= LYING_FROM

    def fit(self, room: int) -> None:
        """Share `room` pixels out among the columns, and be as high as that needs."""
        count = len(self.model_shown().columns) or 1
        self.setDefaultSectionSize(min(200, max(self.least(), room // count)))
        least, most = LYING if self.lying else STANDING
        columns = self.model_shown().columns[:MOST]
        self.setFixedHeight(min(most, max([least, *(self._needed(short_name(column)) for column in columns)])))

    def _needed(self, title: str) -> int:
        """Pixels in height in which a title is whole."""
        wide, small = self.defaultSectionSize(), look.font("small")
        if self.lying:
            above = QFontMetrics(look.font("strong")).height() + look.space(1.5)
            return words_high(title, small, wide - look.space(2)) + above
        lengths = range(STANDING[0], STANDING[1], look.space(1))
        found = (high for high in lengths if words_high(title, small, high - self._around()) <= wide)
        return next(found, STANDING[1])

    @staticmethod
    def _around() -> int:
        """Pixels in height that a standing heading leaves to its reference and to the mark of a gap."""
        return QFontMetrics(look.font("small")).height() + look.space(3.5)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        record = self.model_shown().columns[logicalIndex]
        painter.save()
        ink = self.draw_back(painter, rect, record, logicalIndex)
        draw = self._lie if self.lying else self._stand
        draw(painter, rect, record, ink)
        if self.model_shown().is_gap(record):
            mark = QRectF(rect.center().x() - SIDE / 2 + 0.5, rect.y() + look.space(0.75), SIDE, SIDE)
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
        painter.drawText(box.adjusted(0, high, 0, 0), short_name(record), option)

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
        room, title = rect.height() - self._around(), short_name(record)
        if words_high(title, small, room) > rect.width():
            lines = max(1, rect.width() // painter.fontMetrics().height())
            title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, round(room * (lines - 0.3)))
        painter.drawText(QRect(0, 0, room, rect.width()), int(WRAPPED | Qt.AlignmentFlag.AlignVCenter), title)
        painter.restore()
