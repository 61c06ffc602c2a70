"""What a file could mean twice, each question with its answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.exchange.importing.questions import ImportQuestion
from app.ui import kit, look
from app.ui.widgets.combo import Combo

_MOST = 76  # characters of an answer in its box; the whole stands in its tip


class ImportQuestions(QFrame):
    """The questions of a file; hidden where there are none.

    Attributes:
        boxes: by the id of the question.

    Signals:
        answered: the question with this id was answered so.
    """

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "note")
        self.boxes: dict[str, Combo] = {}
        self._shown: tuple[ImportQuestion, ...] = ()
        one, two = look.space(1), look.space(2)
        self._rows = kit.column(on=self, gap=one, edge=(two, one, two, one))
        self.hide()

    def show_questions(self, questions: Sequence[ImportQuestion]) -> None:
        """Show questions with the answers that hold; boxes of the same questions stay, with the keyboard in them."""
        same = [(q.id, q.words, tuple(q.choices)) for q in questions]
        if same != [(q.id, q.words, tuple(q.choices)) for q in self._shown]:
            kit.clear(self._rows)
            self.boxes = {}
            for question in questions:
                self._rows.addWidget(kit.block(self._row(question)))
        self._shown = tuple(questions)
        for question in questions:
            box = self.boxes[question.id]
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(question.holds)))
            box.blockSignals(False)
        self.setVisible(bool(questions))

    def _row(self, question: ImportQuestion) -> QHBoxLayout:
        words = look.label(question.words, wrap=True)
        box = Combo()
        box.setAccessibleName(question.words)
        box.setMinimumContentsLength(24)
        for value, said in question.choices.items():
            box.addItem(said if len(said) <= _MOST else said[: _MOST - 1].rstrip() + "…", value)
            box.setItemData(box.count() - 1, said, Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(lambda _, key=question.id, box=box: self.answered.emit(key, str(box.currentData())))
        self.boxes[question.id] = box
        words.setBuddy(box)
        return kit.row((words, 3), (box, 2), gap=look.space(2))
