"""The palette: it lies over the window while one looks for something, and leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from app.ui import kit, look
from app.ui.kit import keep_nothing_of

from .lines import Lines
from .offers import Offer, told

WIDTH, _HIGH = 760, 0.72  # pixels; of the window's height
_DIM = {False: QColor(21, 25, 30, 70), True: QColor(0, 0, 0, 130)}
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_HINT = "↑ ↓ to choose   Enter opens   Esc closes"


class Palette(QWidget):
    """A line to type in, and what is offered for it.

    Attributes:
        line: where one types.
        lines: what is offered.
        told: how much that is.

    Signals:
        chosen: an offer's target; the palette is closed by then.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget, ask: Callable[[str], tuple[Sequence[Offer], str]]):
        """Over `window`; `ask` gives what is offered for a text, and a note where there is something to say."""
        super().__init__(window)
        self._over, self._ask = window, ask
        self._before: QWidget | None = None
        self.line, self.lines = _Line(), Lines()
        self.told = look.label(role="small", quiet=True)
        self.nothing = look.label(role="body", quiet=True, wrap=True)
        self._panel, self._inner = QFrame(), QWidget()
        self._build()
        self.line.textChanged.connect(self.refresh)
        self.line.left.connect(self._leave)
        self.line.installEventFilter(self)
        window.installEventFilter(self)
        self.lines.opened.connect(self._choose)
        self.hide()

    def open(self) -> None:
        """Come up, and wait for what is typed."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
            self.line.clear()
            self.refresh()
            self._place()
            self.show()
            self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_palette(self) -> None:
        """Go, and give the keyboard back to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def refresh(self) -> None:
        """Offer what there is now for what is typed."""
        offers, note = self._ask(self.line.text())
        self.lines.show_offers(offers)
        count = told(offers) if offers and self.line.text().strip() else ""
        self.told.setText(" · ".join(filter(None, (note, count))))
        self.nothing.setText("" if offers or note else "Nothing holds all of these words.")
        self.nothing.setVisible(bool(self.nothing.text()))
        self.lines.setVisible(bool(offers))
        self.lines.setAccessibleName(f"Results, {len(offers)}")
        self._tell(self.told.text() or self.nothing.text())
        self._place()

    # -- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            return self._pressed(cast("QKeyEvent", event))
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _DIM[look.is_dark()])

    # -- inside

    def _build(self) -> None:
        self.setAccessibleName("Find anything")
        self._panel.setProperty("kind", "palette")
        self._panel.setParent(self)
        self.line.setFont(look.font("heading"))
        foot = kit.row((self.told, 1), look.label(_HINT, "small", quiet=True), edge=(look.space(1), 0))
        self.nothing.setContentsMargins(look.space(1), look.space(2), look.space(1), look.space(2))
        inner = self._inner
        inner.setAutoFillBackground(True)  # so that the page beneath need not be painted again with it
        side = look.space(1.5)
        kit.column(inner, on=self._panel, edge=(side, side, side, look.space(1.25)))
        kit.column(self.line, self.nothing, (self.lines, 1), foot, on=inner, gap=look.space(1))

    def _place(self) -> None:
        """In the middle, as high as what is offered needs."""
        self.setGeometry(self._over.rect())
        wide = min(WIDTH, self.width() - look.space(6))
        most = round(self.height() * _HIGH)
        self.lines.setFixedHeight(self.lines.height_within(most - look.space(14)))
        self._panel.setFixedWidth(wide)
        for part in (self._inner, self._panel):  # at once, that it need not be placed again
            if (layout := part.layout()) is not None:
                layout.activate()
        high = min(self._panel.sizeHint().height(), most)
        self._panel.setGeometry((self.width() - wide) // 2, round(self.height() * 0.11), wide, high)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether a key meant the palette and not what is typed."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                self._go(self.lines.go, 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self._go(self.lines.go, -1)
            case Qt.Key.Key_PageDown:
                self._go(self.lines.go_page, 1)
            case Qt.Key.Key_PageUp:
                self._go(self.lines.go_page, -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if offer := self.lines.chosen:
                    self._choose(offer.target)
            case Qt.Key.Key_Escape:
                self.close_palette()
            case _:
                return False
        return True

    def _go(self, go: Callable[[int], None], steps: int) -> None:
        go(steps)
        if offer := self.lines.chosen:
            self._tell(offer.spoken)

    def _choose(self, target: object) -> None:
        self.close_palette()
        self.chosen.emit(target)

    def _leave(self) -> None:
        """The keyboard went elsewhere: it is not fetched back."""
        self._before = None
        self.hide()

    def _tell(self, sentence: str) -> None:
        """Say something to who does not see the screen; the keyboard stays in the line."""
        self.line.setAccessibleDescription(sentence)
        if self.isVisible() and sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, sentence))


class _Line(QLineEdit):
    """Where one types.

    Signals:
        left: the keyboard went to another part of the window.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Find anything")
        keep_nothing_of(self)
        self.setPlaceholderText("Find anything: a reference, any words, a command")
        self.setClearButtonEnabled(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in _STAYS:
            self.left.emit()
