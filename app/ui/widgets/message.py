"""A message that floats over what it is said of: nothing moves when it comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.ui import look

from .banner import Banner, Choice

SHORT, LONG = 6000, 20_000  # milliseconds for which a message stands, and one that offers something
AGAIN = 2000  # milliseconds until it is asked again whether somebody still reads it
WIDEST = 90  # steps of the grid
EDGE = 2  # steps of the grid to the edge of what it floats over
_BIG = 120  # pixels from which of what has the keyboard only the place of its cursor is kept free


class Message(Banner):
    """Floats over a widget, where it covers neither what has the keyboard nor what the mouse points at.

    What is told by `tell` goes by itself, unless the mouse is over it or the keyboard in it, or the window is not the
    one that is used; what is shown by `show_note` or `show_wrong` stays until it is settled. Esc in it closes it.

    Signals:
        shown: whether it is there.
    """

    shown = Signal(bool)
    # Qt still sends events to what Python's collector is taking apart; then there is nothing over which it could lie.
    _over: QWidget | None = None
    _before: QWidget | None = None
    _timer: QTimer | None = None

    def __init__(self, over: QWidget):
        super().__init__(over)
        self.setProperty("floats", True)
        self._over = over
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go)
        over.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def tell(self, sentence: str, *choices: Choice) -> None:
        """Say something that need not be answered: it goes by itself."""
        self.show_note(sentence, *choices, *self._close(choices))
        self._wait(LONG if choices else SHORT)

    def tell_wrong(self, sentence: str, *choices: Choice) -> None:
        """Say what went wrong, until it is closed."""
        self.show_wrong(sentence, *choices, ("Close", self.hide))

    def go_to(self) -> None:
        """Take the keyboard to what can be done about it."""
        if self.isVisible():
            (self.buttons[0] if self.buttons else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def place(self) -> None:
        """Lie where least is hidden: at the foot where that can be."""
        if self._over is None:
            return
        edge = look.space(EDGE)
        room = self._over.rect().adjusted(edge, edge, -edge, -edge)
        wide = min(room.width(), look.space(WIDEST), self._wanted_width())
        layout = self.layout()
        assert layout is not None
        size = QSize(wide, max(layout.totalHeightForWidth(wide), self.minimumHeight()))
        across = (room.center().x() - wide // 2, room.right() - wide, room.left())
        places = [QRect(QPoint(x, y), size) for y in (room.bottom() - size.height(), room.top()) for x in across]
        kept = self._kept_free()

        def hidden(at: QRect) -> int:
            return sum(1000 for each in kept if each.intersects(at)) + self._controls_in(at)

        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)  # what lies beneath is asked for
        best, least = places[0], -1
        for at in places:
            if (much := hidden(at)) < least or least < 0:
                best, least = at, much
            if not least:
                break
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setGeometry(best)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            self._over is not None
            and watched is self._over
            and event.type() == QEvent.Type.Resize
            and not self.isHidden()
        ):
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._wait(0)
        before, self._before = self._before, None
        if before is not None and self.has_keyboard() and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)
        self.shown.emit(False)

    def _show(self, kind: str, sentence: str, choices: tuple[Choice, ...]) -> None:
        self._wait(0)
        super()._show(kind, sentence, choices)
        self.place()
        self.shown.emit(True)

    def _close(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return (("Close", self.hide),) if choices else ()

    def _go(self) -> None:
        mouse = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        if mouse or self.has_keyboard() or not self.isActiveWindow():
            self._wait(AGAIN)
        else:
            self.hide()

    def _wait(self, milliseconds: int) -> None:
        """Let it go after so long; 0: never."""
        if self._timer is not None:
            self._timer.start(milliseconds) if milliseconds else self._timer.stop()

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if self._over is None or now is None or self.isHidden():
            return
        if self.isAncestorOf(now):
            if old is not None and not self.isAncestorOf(old):
                self._before = old
                old.destroyed.connect(self._forget)
        elif any(each.intersects(self.geometry()) for each in self._kept_free()):
            self.place()

    def _forget(self) -> None:
        self._before = None

    def _wanted_width(self) -> int:
        words = self.message.fontMetrics().horizontalAdvance(self.message.text())
        return words + sum(button.sizeHint().width() + look.space(1) for button in self.buttons) + look.space(5)

    def _kept_free(self) -> list[QRect]:
        """Where the keyboard and the mouse are."""
        found: list[QRect] = []
        if self._over is None:
            return found
        focus = QApplication.focusWidget()
        if focus is not None and self._over.isAncestorOf(focus) and not self.isAncestorOf(focus):
            found.append(self._mapped(focus, _cursor_of(focus)))
        mouse = self._over.mapFromGlobal(QCursor.pos())
        if self._over.rect().contains(mouse):
            around = QPoint(look.space(2), look.space(2))
            found.append(QRect(mouse - around, mouse + around))
        return found

    def _controls_in(self, place: QRect) -> int:
        """In how many points of a grid something lies that can be pressed or typed in.

        Points are asked, not all children of the window: each that is asked for gets a Python object, and Qt's own take
        theirs along without a word when they go, which ends the program sooner or later.
        """
        assert self._over is not None
        step, found = look.space(2), 0
        for x in range(place.left(), place.right() + 1, step):
            for y in range(place.top(), place.bottom() + 1, step):
                there = self._over.childAt(x, y)
                while there is not None and there is not self._over and not _is_control(there):
                    there = there.parentWidget()
                found += there is not None and _is_control(there)
        return found

    def _mapped(self, widget: QWidget, rect: QRect) -> QRect:
        assert self._over is not None
        return QRect(widget.mapTo(self._over, rect.topLeft()), rect.size())


def _is_control(widget: QWidget) -> bool:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit  # made by Qt's binding when they are first named

    return isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit)


def _cursor_of(widget: QWidget) -> QRect:
    """What of a widget with the keyboard is looked at."""
    from PySide6.QtWidgets import QAbstractItemView

    if isinstance(widget, QAbstractItemView):
        shown = widget.visualRect(widget.currentIndex())
        return shown.translated(widget.viewport().pos()) if shown.isValid() else QRect()
    if widget.height() <= _BIG:
        return widget.rect()
    cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    return cursor if isinstance(cursor, QRect) else cursor.toRect()
