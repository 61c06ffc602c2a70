"""Text in which live figures are written: after a brace it offers those of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
    QTextCursor,
)
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.fields import Rule
from app.domain.live import FigureOffer
from app.ui import look

from .fields import ProseField

WRITTEN = Qt.ItemDataRole.UserRole
_OFFERED = 200
_FOR_THE_LIST = (Qt.Key.Key_Enter, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class FigureOffers(QStandardItemModel):
    """Live figures that can be written, each with what it stands for."""

    def show(self, offers: Sequence[FigureOffer]) -> None:
        """Offer others."""
        self.clear()
        for offer in offers[:_OFFERED]:
            item = QStandardItem(f"{offer.about[:1].upper()}{offer.about[1:]}")
            item.setToolTip(offer.written)
            item.setData(offer.written, WRITTEN)
            item.setEditable(False)
            self.appendRow(item)


class OfferDelegate(QStyledItemDelegate):
    """What it stands for, and under it in small how it is written."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(look.space(20), self._upper() + QFontMetrics(look.font("small")).height() + look.space(1))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        from PySide6.QtWidgets import QStyle  # takes long to load

        c, box = look.colours(), QRect(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        chosen, under = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen or under:
            painter.fillRect(box, QColor(c.selected if chosen else c.raised))
        inside = box.adjusted(look.space(0.75), look.space(0.5), -look.space(0.75), 0)
        lines = ((look.font(), c.text, str(index.data())), (look.font("small"), c.quiet, str(index.data(WRITTEN))))
        for font, ink, text in lines:
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(c.on_selected if chosen else ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
            inside.translate(0, metrics.height())
        painter.restore()

    def _upper(self) -> int:
        return QFontMetrics(look.font()).height()


class FigureBox(QPlainTextEdit):
    """Plain text with live figures in braces.

    Attributes:
        offers: gives what can be written, by what is typed after the brace.
        list: what is offered just now; `popup` is where it comes up.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.offers: Callable[[str], Sequence[FigureOffer]] = lambda typed: ()
        self.list = FigureOffers()
        self._completer = QCompleter(self.list, self)
        self.popup = QListView()
        self.popup.setUniformItemSizes(True)
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(OfferDelegate(self.popup))
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(6)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._offer)

    def insert_figure(self, written: str) -> None:
        """Write a live figure where the cursor is, in the place of what is begun there."""
        cursor = self.textCursor()
        begun = self._begun()
        if begun is not None:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun) + 1)
        after = QTextCursor(self.textCursor())
        if begun is not None and self._next() == "}":
            after.deleteChar()
        cursor.insertText(written)
        self.setTextCursor(cursor)
        self.popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup.isVisible() and event.key() in _FOR_THE_LIST:
            event.ignore()  # the list takes them
            return
        super().keyPressEvent(event)

    def _offer(self) -> None:
        begun = self._begun()
        if begun is None or not self.hasFocus():
            self.popup.hide()
            return
        self.list.show(self.offers(begun))
        if not self.list.rowCount():
            self.popup.hide()
            return
        at = self.cursorRect()
        wide = min(self.viewport().width() - look.space(2), look.space(72))
        left = min(at.left(), max(0, self.viewport().width() - wide))
        self._completer.complete(QRect(left, at.top(), wide, at.height()))
        self.popup.setCurrentIndex(self.list.index(0, 0))

    def _begun(self) -> str | None:
        """What stands between the cursor and the brace before it; None where no live figure is begun."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        brace = before.rfind("{")
        return before[brace + 1 :] if brace >= 0 and "}" not in before[brace:] else None

    def _next(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[cursor.positionInBlock() : cursor.positionInBlock() + 1]

    def _take(self, index: QModelIndex) -> None:
        self.insert_figure(str(index.data(WRITTEN)))


class FigureField(ProseField):
    """The same as a field that grows with its text.

    Attributes:
        box: where one types.
    """

    box: FigureBox

    def __init__(self, rule: Rule, parent: QWidget | None = None):
        super().__init__(rule, parent, FigureBox())

    def _offers(self) -> bool:
        return self.box.popup.isVisible()
