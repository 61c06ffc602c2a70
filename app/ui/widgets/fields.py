"""The fields of a form: each is built from its rule, which also judges what is typed and says what is wrong.

A field never changes or drops what was typed; it says beside it how it was understood, or what is wrong.

Everywhere, Esc in a field puts back what was there, and Enter is the word of one who is done with it: it saves. In text
of several lines Enter begins a line, and Ctrl+Enter saves. Esc in a field that is as it was goes on to what holds it,
which closes; so does Enter unless the field `takes_enter`, which whoever saves by `entered` sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.dates import DAY_HELP, HELP, spelt_out
from app.domain.fields import Choice, Day, FieldError, Number, Rule, Value, When, Whole
from app.domain.figures import figure
from app.domain.schedule import PartialDate, show_date
from app.ui import kit, look

from .combo import Combo
from .plan_of import terms_of
from .rag_badge import Tag

ROOM = 1_000_000  # characters; Qt's own limit would drop what goes beyond it in silence


_STILL_THERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why the keyboard goes from a field to which it returns."""


class Field(QWidget):
    """A label, a control, and one line under it: what is wrong, how it was understood, or what the field is for.

    Attributes:
        rule: what the field may hold.
        control: what takes the keyboard.
        touched: whether the person has been in it; before, a missing value is not complained about.
        tag: what `mark` put beside the label.
        takes_enter: whether `entered` is all that Enter does.
        odd: what is stored, where that is none that it may hold; empty mostly.

    Signals:
        changed: what is typed or chosen is another than it was.
        left: the keyboard leaves the field.
        entered: the person is done with the field, and wants what is typed to be saved.
    """

    changed = Signal()
    left = Signal()
    entered = Signal()
    takes_enter = False
    odd = ""
    control: QWidget

    def __init__(self, rule: Rule, parent: QWidget | None = None):
        super().__init__(parent)
        self.rule, self.touched, self._said, self._clash, self._note = rule, False, "", "", ""
        self._shown: Value = rule.empty
        self._typed, self._was_left = "", False
        self.tag: Tag | None = None
        self.name = look.label(rule.label if not rule.required else f"{rule.label} (needed)", "small", quiet=True)
        self.name.setMinimumHeight(self.name.fontMetrics().height() + 3)  # as high as a tag beside it
        self.hint = look.label("", "small", quiet=True, wrap=True)
        self._head = kit.row(self.name, kit.STRETCH, gap=look.space(1))
        self._column = kit.column(self._head, on=self, gap=look.space(0.5))

    def show_odd(self, stored: str) -> None:
        """Say beside it what is stored, and why it is not believed; that stays until something else is typed."""
        self.show_value(self.rule.empty)
        self.odd = stored
        self.note(f"The file holds {stored}.", look_again=True)

    def show_value(self, value: Value) -> None:
        """Show a stored value. While it is left as it is, `value` gives back exactly this one."""
        self._odd_no_more()
        self._shown = value
        self.set_text(self.rule.show(value))
        self._typed = self.text()
        self.touched, self._was_left, self._said, self._clash = False, False, "", ""
        self._explain()

    def text(self) -> str:
        """What is typed or chosen, as text that the rule reads."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put text into the control as if it were typed."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Whether it holds something else than it was shown."""
        return self.text() != self._typed

    def before(self) -> str:
        """What it was shown, as text."""
        return self._typed

    def value(self) -> Value:
        """What the field holds. Raises FieldError while that is not allowed."""
        if self.is_changed():
            return self._read()
        if not self.odd:
            self.rule.check(self._shown)
        return self._shown

    def problem(self) -> str:
        """What is wrong with what is typed, or what was said about it last; empty when nothing is."""
        try:
            self.value()
        except FieldError as error:
            return str(error)
        return self._said or self._clash

    def put_back(self) -> None:
        """Give up what is typed: what was shown stands there again."""
        self.show_odd(self.odd) if self.odd else self.show_value(self._shown)
        self.changed.emit()

    def _odd_no_more(self) -> None:
        if self.odd:
            self.odd = ""
            self.note("")

    def say(self, sentence: str) -> None:
        """Say what is wrong with the field in relation to others; it stands until the field changes."""
        self._said, self.touched = sentence, True
        self._explain()

    def note(self, sentence: str, *, look_again: bool = False) -> None:
        """Say something about what is typed that is not wrong, louder where one should `look_again`; empty: nothing."""
        if sentence != self._note:
            self._note = sentence
            look.restyle(self.hint, "quiet", not look_again)
            self._explain()

    def set_clash(self, sentence: str) -> None:
        """Say what another field contradicts, once the person has been here; empty when nothing does."""
        if sentence != self._clash:
            self._clash = sentence
            self._explain()

    def reveal_problem(self) -> None:
        """Complain also about what has not been filled in yet."""
        self.touched = self._was_left = True
        self._explain()

    def mark(self, word: str = "", tip: str = "") -> None:
        """Put a tag beside the label, such as "illustrative"; without a word, take it away."""
        if self.tag is not None:
            self._head.removeWidget(self.tag)
            self.tag.hide()
            self.tag.deleteLater()
            self.tag = None
        if word:
            self.tag = Tag(word, tip)
            self._head.insertWidget(1, self.tag)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.control:
            assert isinstance(event, QFocusEvent)
            if event.reason() not in _STILL_THERE:
                self.touched = self._was_left = True
            self._explain()
            self.left.emit()
        elif isinstance(event, QKeyEvent) and watched is self.control and not self._offers() and self._means(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # it is meant here, whatever it is short for elsewhere
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _read(self) -> Value:
        """What is typed, as the rule reads it. Raises FieldError."""
        return self.rule.read(self.text())

    def _means(self, event: QKeyEvent) -> bool:
        """Whether a key puts the field back or saves it."""
        if event.key() == Qt.Key.Key_Escape:
            return self.is_changed()
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._saves(event)

    def _saves(self, event: QKeyEvent) -> bool:
        """Whether Enter, with what is held down beside it, saves."""
        return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

    def _on_key(self, event: QKeyEvent) -> bool:
        """Do what the key means here; whether it is done with."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_back()
            return True
        self.entered.emit()
        return self.takes_enter

    def _offers(self) -> bool:
        """Whether a list lies open over the field, to which its keys go."""
        return False

    def _put(self, control: QWidget) -> None:
        self.control = control
        control.setAccessibleName(self.rule.label)
        control.installEventFilter(self)
        self.setFocusProxy(control)
        self.name.setBuddy(control)
        self._column.addWidget(control)
        self._column.addWidget(self.hint)

    def _on_change(self) -> None:
        self._said = ""
        self.touched = self.touched or self.is_changed()
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        missing = not self.text().strip() and not self._was_left and not self._said  # it may be typed yet
        wrong = self.problem() if self.touched and not missing else ""
        shown = wrong or self._told() or self.rule.help
        self.hint.setText(shown)
        self.hint.setVisible(bool(shown))
        look.restyle(self.hint, "wrong", bool(wrong))
        look.restyle(self.control, "wrong", bool(wrong))
        self.control.setAccessibleDescription(shown)

    def _told(self) -> str:
        return self._note or self._understood()

    def _understood(self) -> str:
        return ""


def saves_prose(event: QKeyEvent) -> bool:
    """Whether Enter, with what is held down beside it, saves text of several lines."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier


class LineField(Field):
    """One line of text, a number or a date, each typed as people write it."""

    def __init__(self, rule: Rule, parent: QWidget | None = None):
        super().__init__(rule, parent)
        self.line = QLineEdit()
        self.line.setMaxLength(ROOM)
        if isinstance(rule, Day | When):
            is_day = isinstance(rule, Day)
            self.line.setPlaceholderText("such as 30 Apr 2018" if is_day else "such as April 2018")
            self.line.setToolTip(DAY_HELP if is_day else HELP)
        if isinstance(rule, Number | Whole):
            self.line.setMaximumWidth(look.space(24))
        self._put(self.line)
        self.line.textChanged.connect(self._on_change)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def _understood(self) -> str:
        if isinstance(self.rule, Number) and self.rule.unit:
            return self._spelt()
        when = self._date()
        if when is None:
            return ""
        return f"Up to {show_date(when.last)}" if when.precision == "month" else spelt_out(when)

    def _told(self) -> str:
        """What a quarter or a council's year was taken for is said whatever else is: not all mean the same by it."""
        when = self._date()
        if self._note and when and (when.precision == "quarter" or when.is_council_year):
            return f"{spelt_out(when)}. {self._note}"
        return super()._told()

    def _spelt(self) -> str:
        """A sum as people say it."""
        try:
            value = self.value()
        except FieldError:
            return ""
        return figure(value, self.rule.unit) if isinstance(self.rule, Number) and isinstance(value, Decimal) else ""

    def _date(self) -> PartialDate | None:
        """The date that is typed."""
        if not isinstance(self.rule, Day | When) or not self.is_changed():
            return None
        try:
            value = self._read()
        except FieldError:
            return None
        value = PartialDate.of(value) if isinstance(value, date) else value
        return value if isinstance(value, PartialDate) else None

    def _read(self) -> Value:
        return self.rule.within(terms_of(self)).read(self.text())


class ProseField(Field):
    """Text of several lines; the box grows with it up to ten. Tab leaves the field, Ctrl+Enter saves it.

    Attributes:
        most: lines to which the box grows; beyond them it scrolls.
    """

    LEAST, MOST = 2, 10

    def __init__(self, rule: Rule, parent: QWidget | None = None, box: QPlainTextEdit | None = None):
        super().__init__(rule, parent)
        self._least, self.most = self.LEAST, self.MOST
        self.box = box or QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self._put(self.box)
        self.box.textChanged.connect(self._on_change)
        self.box.viewport().installEventFilter(self)
        self.box.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def text(self) -> str:
        return self.box.toPlainText()

    def set_text(self, text: str) -> None:
        self.box.setPlainText(text)

    def begin_with(self, lines: int) -> None:
        """Give the box so many lines, at the least, where its text is what a form is for."""
        self._least = lines
        self._grow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.box.viewport():
            self._grow()
            QTimer.singleShot(0, self, self._grow)  # its lines are broken anew only after this
        return super().eventFilter(watched, event)

    def _saves(self, event: QKeyEvent) -> bool:
        return saves_prose(event)

    def _grow(self) -> None:
        lines = max(self._least, min(self.most, round(self.box.document().size().height())))
        edges = round(2 * self.box.document().documentMargin()) + look.space(2)
        first = self.box.document().firstBlock().layout()
        laid = first.lineAt(0).height() if first.lineCount() else 0  # in the type of before, where that has just grown
        self.box.setFixedHeight(ceil(lines * max(laid, self.box.fontMetrics().lineSpacing())) + edges)


class FlagField(Field):
    """Yes or no."""

    def __init__(self, rule: Rule, parent: QWidget | None = None):
        super().__init__(rule, parent)
        self.name.hide()
        self.box = QCheckBox(rule.label)
        self._put(self.box)
        self.box.toggled.connect(self._on_change)

    def text(self) -> str:
        return "yes" if self.box.isChecked() else "no"

    def set_text(self, text: str) -> None:
        self.box.setChecked(text.casefold() == "yes")


class ChoiceField(Field):
    """One of a few: the options of the rule, or those that the form was given (value to word)."""

    def __init__(self, rule: Rule, options: Mapping[Any, str] | None = None, parent: QWidget | None = None):
        super().__init__(rule, parent)
        words = dict(options if options is not None else rule.options if isinstance(rule, Choice) else {})
        if not rule.required and rule.empty not in words:
            words = {rule.empty: "Not given", **words}
        self._at = -1  # the option that was shown: two may read alike
        self.box = Combo()
        self._fill(words)
        self._put(self.box)
        self.box.currentIndexChanged.connect(self._on_change)

    def offer(self, options: Mapping[Any, str], value: Value) -> None:
        """Offer other options, and show one of them."""
        with QSignalBlocker(self.box):
            self.box.clear()
            self._fill(options)
            self.show_value(value)

    def show_value(self, value: Value) -> None:
        """Show a stored value; one that is not among the options stays as it is until another is chosen."""
        self._odd_no_more()
        self._shown = value
        self._at = self._index(value)
        self.box.setCurrentIndex(self._at)
        self._typed = self.text()
        self.touched, self._was_left, self._said, self._clash = False, False, "", ""
        self._explain()

    def is_changed(self) -> bool:
        return self.box.currentIndex() != self._at

    def value(self) -> Value:
        """What is chosen. Whatever the form offers may be chosen: the rule need not know its words."""
        found = self.box.currentData() if self.is_changed() else self._shown
        if found == self.rule.empty or self._index(found) < 0:
            self.rule.check(found)
        return found

    def text(self) -> str:
        return self.box.currentText()

    def set_text(self, text: str) -> None:
        self.box.setCurrentIndex(self.box.findText(text))

    def _fill(self, options: Mapping[Any, str]) -> None:
        for value, word in options.items():
            self.box.addItem(word, value)

    def _offers(self) -> bool:
        return self.box.view().isVisible()

    def _index(self, value: Value) -> int:
        found = (n for n in range(self.box.count()) if self.box.itemData(n) == value)
        return next(found, -1)
