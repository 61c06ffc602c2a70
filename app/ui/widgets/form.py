"""A form over a record: its fields by their rules, in rows, with headings between them.

form = Form(Risk, ["title", Heading(text="Score now"), ("likelihood", "impact"), "mitigation"])
form.fill(risk)
form.record()      the risk with what was typed; raises FormError while something is wrong
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.doubts import held_oddly
from app.domain.fields import FieldError, Value
from app.domain.kinds import Folded, FormHeading, Row
from app.domain.records import Record, rules
from app.ui import kit, look
from app.ui.kit import STRETCH, column

from .fields import Field
from .pick_line import make_field

R = TypeVar("R", bound=Record)


class FormError(ValueError):
    """Something in the form is wrong; `problems` says what, a sentence by field name."""

    def __init__(self, problems: Mapping[str, str]):
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


def level(field: Field, button: QPushButton) -> QVBoxLayout:
    """A button beside a field, level with what is typed there."""
    return column(field.name.minimumHeight() + look.space(0.5), button, STRETCH)


class Form(QWidget, Generic[R]):
    """The fields of one record.

    Attributes:
        fields: by name, in the order of the rows.
        folds: the buttons behind which rows are folded away, by the names of their fields.
        read_only: nothing can be typed, so that an empty row that is folded away is not offered.

    Signals:
        changed: something else is typed or chosen.
        left: the keyboard left this field, which has another value than it was shown and nothing wrong with it.
        entered: the person is done with this field (Enter; in text of several lines Ctrl+Enter), and wants it saved.
    """

    changed = Signal()
    left = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        kind: type[R],
        rows: Sequence[Row] | None = None,
        options: Mapping[str, Mapping[Any, str]] | None = None,
        parent: QWidget | None = None,
    ):
        """A form for `kind`. `rows` names the fields, several in one row as a tuple; all of them where left out.

        `options` gives the choices of references and scales: value to word, by field name.
        """
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.folds: dict[tuple[str, ...], QPushButton] = {}
        self.read_only = False
        self._record: R | None = None
        self._rules, self._options = rules(kind), options or {}
        whole = column(on=self, gap=look.space(1.5))
        for each in rows if rows is not None else list(self._rules):
            if isinstance(each, FormHeading):
                whole.addSpacing(look.space(1))
                whole.addWidget(look.label(each.text, "heading"))
            elif isinstance(each, Folded):
                self._fold(each, whole)
            else:
                whole.addLayout(self._row((each,) if isinstance(each, str) else each))
        whole.addStretch()

    def fill(self, record: R) -> None:
        """Show a record."""
        self._record = record
        odd = dict(record.odd)
        for name, field in self.fields.items():
            if name in odd:
                field.show_odd(held_oddly(field.rule, odd[name]))
            else:
                field.show_value(getattr(record, name))
        self.fold()
        self.changed.emit()

    @property
    def shown(self) -> R | None:
        """The record in the form, as it was shown."""
        return self._record

    def fold(self) -> None:
        """Fold away the rows that hold nothing, and show those that hold something."""
        for names in self.folds:
            self._unfold(names, any(self._holds(name) for name in names))

    def _holds(self, name: str) -> bool:
        """Whether something is given in a field, or typed."""
        field = self.fields[name]
        return field.is_changed() or getattr(self._record, name, field.rule.empty) != field.rule.empty

    def values(self) -> dict[str, Value]:
        """What every field holds; not what is odd and was left so. Raises FormError while one may not hold it."""
        found, problems = dict[str, Value](), dict[str, str]()
        for name, field in self.fields.items():
            if field.odd and not field.is_changed():
                continue
            try:
                found[name] = field.value()
            except FieldError as error:
                problems[name] = str(error)
        if problems:
            raise FormError(problems)
        return found

    def record(self) -> R:
        """The record that was shown, with what was typed. Raises FormError, also for what contradicts itself."""
        assert self._record is not None, "fill the form first"
        made = self._record.given(self.values())
        contradictions = made.contradictions()
        if contradictions:
            raise FormError(contradictions)
        return made

    def is_changed(self) -> bool:
        """Whether any field holds something else than it was shown."""
        return any(field.is_changed() for field in self.fields.values())

    def show_problems(self, problems: Mapping[str, str]) -> str:
        """Say beside each field what is wrong and go to the first.

        Returns:
            What is wrong with fields that are not in the form, as sentences; empty when there is none.
        """
        for name, sentence in problems.items():
            if name in self.fields:
                self.fields[name].say(sentence)
        for names in self.folds:
            if any(name in problems for name in names):
                self._unfold(names, True)
        first = next((field for name, field in self.fields.items() if name in problems), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return " ".join(sentence for name, sentence in problems.items() if name not in self.fields)

    def row_of(self, name: str) -> QHBoxLayout:
        """The row in which a field stands, to put something beside it."""
        whole = self.layout()
        items = [whole.itemAt(n) for n in range(whole.count())] if whole else []
        rows = [item.layout() for item in items if item is not None]
        return next(r for r in rows if isinstance(r, QHBoxLayout) and r.indexOf(self.fields[name]) >= 0)

    def beside(self, name: str, word: str, tip: str = "") -> QPushButton:
        """A button at the end of a field's row, level with what is typed there."""
        made = QPushButton(word)
        made.setToolTip(tip)
        made.setAutoDefault(False)
        self.row_of(name).addLayout(level(self.fields[name], made))
        return made

    def _fold(self, row: Folded, below: QVBoxLayout) -> None:
        """A row that a button shows."""
        button = self.folds[row.names] = kit.button(row.word, lambda: self._unfold(row.names, True), "quiet")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: self.fields[row.names[0]].control.setFocus())
        below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        below.addLayout(self._row(row.names))
        self._unfold(row.names, False)

    def unfold(self, names: tuple[str, ...]) -> None:
        """Show a row that is folded away."""
        self._unfold(names, True)

    def _unfold(self, names: tuple[str, ...], shown: bool) -> None:
        self.folds[names].setVisible(not shown and not self.read_only)
        for name in names:
            self.fields[name].setVisible(shown)

    def _row(self, names: Sequence[str]) -> QHBoxLayout:
        row = kit.row(gap=look.space(2))
        for name in names:
            field = self._made(name)
            field.setObjectName(name)
            field.changed.connect(self._on_change)
            field.left.connect(lambda name=name: self._on_left(name))
            field.takes_enter = True
            field.entered.connect(lambda name=name: self.entered.emit(name))
            self.fields[name] = field
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _made(self, name: str) -> Field:
        """The field of a name, as its rule has it."""
        return make_field(self._rules[name], self._options.get(name))

    def _on_change(self) -> None:
        if self._record is not None:
            self._show_contradictions()
            self.changed.emit()

    def _show_contradictions(self) -> None:
        """Fields that contradict each other are told while one types, those that the person has been in."""
        try:
            self.record()
        except FormError as error:
            found = error.problems
        else:
            found = {}
        for name, field in self.fields.items():
            field.set_clash(found.get(name, ""))

    def _on_left(self, name: str) -> None:
        field = self.fields[name]
        if field.is_changed() and not field.problem():
            self.left.emit(name)
