"""A list of lines, each a way in: a mark, what it is, and in small what to know of it.

lines = LineList("Needs attention")
lines.show_lines([Line(title="Management oversight", fact="7.1 points below target", status="red", target=...)])
lines.opened.connect(...)     a click or Enter: the line's target
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.figures import capital
from app.domain.frozen import Frozen
from app.domain.lazy import Lazy
from app.ui import look

from .rag_badge import ILLUSTRATIVE, plain_tip
from .shapes import draw_shape

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
SHOW, HIDE = "Show them", "Hide them"
_FOLD = object()
"""What the line opens under which the last lines are folded."""


class Line(Frozen):
    """One line.

    Attributes:
        title: what it is about.
        fact: the telling part of the second line.
        more: what else to know, in grey after the fact.
        word: one or two words at the right of the second line, such as "Indicator" or "in 48 days".
        status, direction: which of the two gives the mark; with neither there is a dot.
        illustrative: whether it rests on illustrative values.
        target: what `opened` sends; None where the line leads nowhere.
        about: the record that is asked about, where it is another than what is opened.
        spark: the `Spark` that stands beside it, where there is one.
    """

    title: str
    fact: str = ""
    more: str = ""
    word: str = ""
    status: str = ""
    direction: str = ""
    illustrative: bool = False
    target: Any = None
    about: Any = None
    spark: Any = None

    @property
    def second(self) -> str:
        """The second line as it is read."""
        return ". ".join(part.removesuffix(".") for part in (self.fact, self.more) if part)

    @property
    def spoken(self) -> str:
        """All that the line says, for assistive software."""
        mark = look.status(self.status).word if self.status else ""
        tag = ILLUSTRATIVE if self.illustrative else ""
        return ", ".join(part for part in (mark, self.title, self.second, self.word, tag) if part)

    @property
    def shape(self) -> tuple[str, str]:
        """The mark's shape and its colour now."""
        if self.status:
            shown = look.status(self.status)
            return shown.shape, shown.mark
        charts, quiet = look.charts(), look.colours().quiet
        inks = {"better": charts.improvement, "worse": charts.concern, "new": look.colours().accent}
        return look.DIRECTIONS.get(self.direction, "dot"), inks.get(self.direction, quiet)


class LineList(QListView):
    """Lines below each other. Only those in view are drawn, so that a long list costs no more than a short one.

    Attributes:
        unfolded: the lines that matter least are shown too; as the person chose, also when other lines are shown.

    Signals:
        opened: a line's target: the person clicked it, or pressed Enter on it.
        refolded: the last lines were unfolded, or folded again.
    """

    opened = Signal(object)
    refolded = Signal()

    def __init__(self, name: str, parent: QWidget | None = None):
        """A list that assistive software calls `name`."""
        super().__init__(parent)
        self._name = name
        self.unfolded = False
        self._every: Sequence[Line] = ()
        self._first, self._fold_words = 0, ""
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(self.row_height())
        self.show_lines(())

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines.lines

    def show_lines(self, lines: Sequence[Line], first: int | None = None, fold_words: str = "") -> None:
        """Show other lines; the keyboard stays where it was in the list.

        Of many only the `first` may be shown, and under them a line such as "And 41 edits of wording" (`fold_words`),
        which shows the others when it is pressed.
        """
        self._every, self._first = lines, len(lines) if first is None else first
        self._fold_words = fold_words
        self._show()

    def _show(self) -> None:
        lines, row = self._every, self.currentIndex().row()
        if self._first < len(lines):
            lines = self._folding(lines)
        self._lines.show(lines)
        if lines:
            self.setCurrentIndex(self._lines.index(min(max(row, 0), len(lines) - 1)))
        count = f"{len(lines):,} {'line' if len(lines) == 1 else 'lines'}"
        self.setAccessibleName(f"{self._name}, {count}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lines else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(look.space(20), self.row_height())

    def row_height(self) -> int:
        """Pixels that a line takes."""
        small = QFontMetrics(look.font("small"))
        return self.fontMetrics().height() + small.height() + look.space(1.75)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        line = self.indexAt(event.position().toPoint()).data(LINE)
        leads = line is not None and line.target is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def _folding(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The first lines, the one that stands for the others, and those where they are unfolded."""
        makers = [partial(lines.__getitem__, number) for number in range(len(lines))]
        title = capital(self._fold_words if self.unfolded else f"and {self._fold_words}")
        fold = Line(title=title, fact=HIDE if self.unfolded else SHOW, target=_FOLD)
        shown = makers[self._first :] if self.unfolded else []
        return Lazy([*makers[: self._first], lambda: fold, *shown])

    def _open(self, index: Index) -> None:
        line = index.data(LINE)
        if line is not None and line.target is _FOLD:
            self.unfolded = not self.unfolded
            self._show()
            self.refolded.emit()
            if self.unfolded:
                self.scrollTo(self._lines.index(self._first), QListView.ScrollHint.PositionAtTop)
        elif line is not None and line.target is not None:
            self.opened.emit(line.target)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                tag = f" ({ILLUSTRATIVE})" if line.illustrative else ""
                return plain_tip(f"{line.title}. {line.second}{tag}")
            case _ if role == LINE:
                return line
        return None


class _LineDelegate(QStyledItemDelegate):
    """Draws a line: the mark before it, the title, under it the fact, what else to know, and the word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, LineList)
        return QSize(look.space(10), view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        view = self.parent()
        assert isinstance(view, LineList)
        c, box = look.colours(), QRect(option.rect)  # type: ignore[attr-defined]
        chosen = view.hasFocus() and index == view.currentIndex()
        painter.save()
        if chosen or (line.target is not None and view.underMouse() and _is_under_mouse(option)):
            _fill(painter, box, c.selected if chosen else c.raised)
        if index.row():
            _fill(painter, QRect(box.x(), box.y(), box.width(), 1), c.line)
        if chosen:
            _fill(painter, QRect(box.x(), box.y(), 3, box.height()), c.focus)
        first, second = option.font, look.font("small")  # type: ignore[attr-defined]
        ink, quiet = (c.on_selected, c.on_selected) if chosen else (c.text, c.quiet)
        shape, colour = line.shape
        side = QFontMetrics(first).ascent() * 0.86
        gap, top = look.space(1), box.y() + look.space(0.875)
        mark = QRectF(box.x() + gap, top + (QFontMetrics(first).height() - side) / 2, side, side)
        draw_shape(painter, shape, mark, colour)
        left = box.x() + gap + round(side) + look.space(1.25)
        upper = QRect(left, top, box.right() - gap - left, QFontMetrics(first).height())
        lower = QRect(left, upper.bottom() + 1, upper.width(), QFontMetrics(second).height())
        if line.illustrative:
            taken = _write(painter, upper, ILLUSTRATIVE, second, quiet, Qt.AlignmentFlag.AlignRight)
            upper.setRight(upper.right() - taken - look.space(1.5))
        _write(painter, upper, line.title, first, ink)
        if line.word:
            taken = _write(painter, lower, line.word, second, quiet, Qt.AlignmentFlag.AlignRight)
            lower.setRight(lower.right() - taken - look.space(1.5))
        fact = f"{line.fact.removesuffix('.')}." if line.fact and line.more else line.fact
        lower.setLeft(lower.left() + _write(painter, lower, fact, second, ink) + (look.space(0.5) if fact else 0))
        _write(painter, lower, line.more, second, quiet)
        painter.restore()


def _is_under_mouse(option: QStyleOptionViewItem) -> bool:
    from PySide6.QtWidgets import QStyle  # takes long to load; the first painting needs nothing of it

    return bool(option.state & QStyle.StateFlag.State_MouseOver)  # type: ignore[attr-defined]


def _fill(painter: QPainter, box: QRect, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _write(
    painter: QPainter, box: QRect, text: str, font: QFont, ink: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:  # fmt: skip
    """Write one line of text into a box, cut with an ellipsis where it does not fit; how wide it came out."""
    if not text or box.width() < look.space(2):
        return 0
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
