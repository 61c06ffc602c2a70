"""What belongs to the chosen record, a line each: read, ticked, opened, edited and taken away where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import FieldError
from app.domain.records import Record
from app.ui import look
from app.ui.widgets.card import ListRow, Mark, Pressable
from app.ui.widgets.pick_line import Choices, PickLine, chosen
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import mark


@dataclass(frozen=True)
class Item:
    """One line.

    Attributes:
        record: what it stands for: what is ticked, edited or taken away.
        text, detail: what it says, and in grey under it.
        ticked: whether its box is ticked; None for a line without a box.
        tick_name: what ticking it says to assistive software.
        status: whose shape stands before it; empty for none.
        opens: what it leads to when it is pressed; None for nowhere.
        edits, removes: whether it can be edited and taken away.
        illustrative: a tag says so.
    """

    record: Record
    text: str
    detail: str = ""
    ticked: bool | None = None
    tick_name: str = ""
    status: str = ""
    opens: Record | None = None
    edits: bool = False
    removes: bool = False
    illustrative: bool = False


class Items(QWidget):
    """The lines.

    Attributes:
        boxes, opening, editing, removing: what can be ticked and pressed, by the key of the item's record.

    Signals:
        opened: the record to which a pressed line leads.
        ticked: a record, and whether its box is ticked now.
        edited, removed: the record.
    """

    opened = Signal(object)
    ticked = Signal(object, bool)
    edited = Signal(object)
    removed = Signal(object)

    def __init__(self, empty: str, parent: QWidget | None = None):
        """Lines; `empty` stands there where there is none."""
        super().__init__(parent)
        self._empty = empty
        self.boxes: dict[str, QCheckBox] = {}
        self.opening: dict[str, Pressable] = {}
        self.editing: dict[str, QPushButton] = {}
        self.removing: dict[str, QPushButton] = {}
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(0.5))

    def show_items(self, items: Sequence[Item], *, writable: bool) -> None:
        """Show other lines; the keyboard stays where it was."""
        state = (tuple(items), writable)
        if state == self._shown:
            return
        self._shown = state
        held = [(name, key) for name in ("boxes", "opening", "editing", "removing")
                for key, control in getattr(self, name).items() if control.hasFocus()]  # fmt: skip
        while (old := self._column.takeAt(0)) is not None:
            if widget := old.widget():
                widget.hide()
                widget.deleteLater()
        self.boxes, self.opening, self.editing, self.removing = {}, {}, {}, {}
        for item in items:
            self._column.addWidget(self._line(item, writable))
        if not items:
            self._column.addWidget(look.label(self._empty, quiet=True, wrap=True))
        for name, key in held:
            if key in getattr(self, name):
                getattr(self, name)[key].setFocus()

    def _line(self, item: Item, writable: bool) -> QWidget:
        line, top = QWidget(), Qt.AlignmentFlag.AlignTop
        mark(line, item.record)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(0.5))
        if item.ticked is not None:
            box = QCheckBox()
            box.setChecked(item.ticked)
            box.setEnabled(writable)
            box.setAccessibleName(item.tick_name or item.text)
            box.setFixedHeight(look.space(4))
            box.clicked.connect(lambda on: self.ticked.emit(item.record, on))
            self.boxes[item.record.id] = box
            row.addWidget(box, 0, top)
        row.addWidget(self._words(item), 1)
        for can, word, held, signal in (
            (item.edits, "Edit", self.editing, self.edited),
            (item.removes, "Remove", self.removing, self.removed),
        ):
            if can and writable:
                button = QPushButton(word)
                button.setProperty("kind", "link")
                button.setAccessibleName(f"{word} {item.text}")
                button.clicked.connect(lambda _=False, signal=signal: signal.emit(item.record))
                held[item.record.id] = button
                row.addWidget(button, 0, top)
        return line

    def _words(self, item: Item) -> Pressable:
        made = Pressable()
        made.setText(". ".join(filter(None, (item.text, item.detail, "illustrative" if item.illustrative else ""))))
        made.setEnabled(item.opens is not None)
        made.clicked.connect(lambda: self.opened.emit(item.opens))
        self.opening[item.record.id] = made
        row = QHBoxLayout(made)
        row.setContentsMargins(look.space(0.75), look.space(0.5), look.space(0.75), look.space(0.5))
        row.setSpacing(look.space(1))
        if item.status:
            row.addWidget(Mark(ListRow(item.text, status=item.status)), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(look.label(item.text, wrap=True))
        if item.detail:
            words.addWidget(look.label(item.detail, "small", quiet=True, wrap=True))
        row.addLayout(words, 1)
        if item.illustrative:
            row.addWidget(Tag(), 0, Qt.AlignmentFlag.AlignTop)
        for label in made.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made


class AddLine(QWidget):
    """A line in which a record is named by typing, to add it above.

    Attributes:
        line: where one types.
        wrong: says under it why nothing was added.

    Signals:
        added: the key of the record that was named.
    """

    added = Signal(str)

    def __init__(self, choices: Choices, what: str, hint: str, parent: QWidget | None = None):
        """A line for a `what` ("action"); `hint` stands in it while it is empty."""
        super().__init__(parent)
        self._what = what
        self.line = PickLine(choices)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.wrong = look.label("", "small", wrap=True)
        self.wrong.setProperty("wrong", True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.5))
        column.addWidget(self.line)
        column.addWidget(self.wrong)
        self.line.entered.connect(self._add)
        self.line.textEdited.connect(lambda _text: self.say(""))

    def say(self, sentence: str) -> None:
        """Say what is wrong with what is typed; empty for nothing."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        look.restyle(self.line, "wrong", bool(sentence))
        self.line.setAccessibleDescription(sentence)

    def done(self) -> None:
        """What was named is added: be ready for the next."""
        self.line.clear()
        self.say("")

    def _add(self) -> None:
        try:
            key = chosen(self.line.choices(), self.line.text(), self._what)
        except FieldError as error:
            self.say(str(error))
            return
        if key:
            self.added.emit(key)
