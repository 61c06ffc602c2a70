"""The parts of a paper below each other: ticked or not, and moved up and down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from app.briefing.paper_parts import ChosenPart
from app.ui import look
from app.ui.kit import button, clear, column, row
from app.ui.widgets.in_view import bring_into_view

UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


class PartBox(QCheckBox):
    """A part: Space puts it in or leaves it out, Ctrl+Up and Ctrl+Down move it, Up and Down go to the next.

    Signals:
        moved: it is to go so many places down, or up where that is below nothing.
        stepped: the keyboard is to go so many places down.
    """

    moved = Signal(int)
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (UP, DOWN):
            super().keyPressEvent(event)
            return
        by = 1 if event.key() == DOWN else -1
        (self.moved if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.stepped).emit(by)


class PartsList(QWidget):
    """The parts, those of an annex and the like below a heading of their own.

    Attributes:
        boxes: one for each part, in order.

    Signals:
        chosen: other parts, and what was done with which, such as "Move Themes up".
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName("Parts of the paper")
        self.boxes: list[PartBox] = []
        self._heads: list[str] = []
        self._lists: list[list[ChosenPart]] = []
        self._can_edit = True
        self._column = column(on=self, gap=look.space(0.5))

    def show_parts(self, parts: Sequence[tuple[str, Sequence[ChosenPart]]], *, can_edit: bool) -> None:
        """Show lists of parts, each under its heading; the keyboard stays at its place."""
        heads, lists = [head for head, _ in parts], [[*each] for _, each in parts]
        if (heads, lists, can_edit) == (self._heads, self._lists, self._can_edit) and self.boxes:
            return
        at = next((number for number, box in enumerate(self.boxes) if box.hasFocus()), None)
        self._heads, self._lists, self._can_edit = heads, lists, can_edit
        clear(self._column)
        self.boxes = []
        for number, each in enumerate(lists):
            if heads[number] and each:
                self._column.addWidget(look.label(heads[number], "small", quiet=True))
            for place in range(len(each)):
                self._add(number, place)
        if at is not None and self.boxes:
            self.take_keyboard(min(at, len(self.boxes) - 1))

    def put_back(self) -> None:
        """Show the same parts again, as when what was chosen could not be saved."""
        parts, self._lists = [*zip(self._heads, self._lists, strict=True)], []
        self.show_parts(parts, can_edit=self._can_edit)

    def take_keyboard(self, at: int) -> None:
        """Give the keyboard to the part at a place."""
        self.boxes[at].setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(self.boxes[at])

    def _add(self, number: int, place: int) -> None:
        parts = self._lists[number]
        part, on = parts[place]
        box = PartBox(part.title.replace("&", "&&"))
        box.setChecked(on)
        box.setEnabled(self._can_edit)
        box.setToolTip("Ctrl+Up and Ctrl+Down move it" if self._can_edit else "")
        box.toggled.connect(lambda on: self._tick(number, place, on=on))
        box.moved.connect(lambda by: self._move(number, place, by))
        at = len(self.boxes)
        box.stepped.connect(lambda by: 0 <= at + by < len(self.boxes) and self.take_keyboard(at + by))
        self.boxes.append(box)
        tools = list[QWidget]()
        for word, by, there in (("up", -1, place > 0), ("down", 1, place + 1 < len(parts))):
            sign = "↑" if by < 0 else "↓"
            tool = button(sign, lambda by=by: self._move(number, place, by), "quiet", f"Move it {word}")
            tool.setAccessibleName(f"Move {part.title} {word}")
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+Up and Ctrl+Down do it by keys
            tool.setEnabled(there)
            tool.setVisible(False)
            tools.append(tool)
        line = row((box, 1), *tools)
        self._column.addLayout(line)
        box.show()
        for tool in tools:
            tool.setVisible(self._can_edit)

    def _tick(self, number: int, place: int, *, on: bool) -> None:
        part = self._lists[number][place].part
        said = f"Put {part.title} into" if on else f"Leave {part.title} out of"
        self._change(number, place, [ChosenPart(part, on)], place, said)

    def _move(self, number: int, place: int, by: int) -> None:
        parts = self._lists[number]
        if not self._can_edit or not 0 <= place + by < len(parts):
            return
        said = f"Move {parts[place].part.title} {'down' if by > 0 else 'up'} in"
        self._change(number, place, [parts[place]], place + by, said, by)

    def _change(
        self, number: int, place: int, put: list[ChosenPart], to: int, said: str, by: int = 0
    ) -> None:  # fmt: skip
        """Take a part out of its place, put it into another, and follow it with the keyboard."""
        at = sum(map(len, self._lists[:number])) + place
        focused = self.boxes[at].hasFocus()
        parts = [*self._lists[number]]
        del parts[place]
        parts[to:to] = put
        lists = [*self._lists]
        lists[number] = parts
        self.chosen.emit([each for some in lists for each in some], said)
        if focused and by and at + by < len(self.boxes):
            self.take_keyboard(at + by)
