"""The scale of the risks: its levels, what they are called and mean, how a score is made, which place is in which band.

What another scale would move is said while it is set, before it is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from app.domain.fields import FieldError
from app.domain.records import AXES, BAND_WORDS, LEAST, MOST, SCORE_RULES, TOP, ScaleLevel, Thresholds, rules
from app.domain.scale import Cell
from app.domain.scale_change import ScaleDraft, ScaleMove, moves
from app.ui import kit, look
from app.ui.dialogs.dialog import Dialog
from app.ui.kit import STRETCH, column, row
from app.ui.widgets.card import rule
from app.ui.widgets.combo import Combo
from app.ui.widgets.fields import LineField
from app.ui.widgets.scale_grid import ScaleGrid

if TYPE_CHECKING:
    from app.workspace import Workspace

ABOUT = (
    "Likelihood and impact of every risk are scored by it. No score is lost when it is changed: one that the new scale "
    "does not hold stays as it is, is not rated, and is listed until it is scored anew."
)
CELLS = "Choose a place with the mouse or the arrow keys; L, M and H put it into a band, Backspace takes it out again."
LIMITS = ("risk_low_to", "risk_medium_to", "appetite")
NOTHING = "Nothing moves: every risk keeps its score, its band and its status."
AS_IT_IS = "The scale is as it was."


class ScaleDialog(Dialog):
    """The scale, set as a whole and saved as one edit.

    Attributes:
        levels: the numbers of levels to choose from, by axis.
        rule: how a score is made.
        limits: up to where a score is low and medium, and the appetite.
        words, meanings: the lines of each level, by axis and number.
        grid: the cells.
        band, figure: the band of the cell that one is in, and its score where the board gives its own.
        moves: what saving it would move, as it is said below.
    """

    def __init__(self, workspace: Workspace, attempt: Callable[..., bool] | None, parent: QWidget | None = None):
        """`attempt` does what may be refused and says why above the page; None where it is only looked at."""
        super().__init__(parent)
        self.setWindowTitle("Risk scale")
        self._workspace, self._attempt = workspace, attempt
        self._start = self._draft = ScaleDraft.of(workspace.plan)
        self.moves: list[ScaleMove] = []
        self.levels, self.rule, self.band = {axis: Combo() for axis in AXES}, Combo(), Combo()
        known = rules(Thresholds)
        self.limits = {name: LineField(known[name]) for name in LIMITS}
        self.words = {(axis, n): QLineEdit() for axis in AXES for n in range(1, MOST + 1)}
        self.meanings = {at: QLineEdit() for at in self.words}
        self._numbers = {at: look.label(str(at[1]), quiet=True) for at in self.words}
        self.grid, self.figure = ScaleGrid(self._draft.scale), QLineEdit()
        self._cell = look.label("", wrap=True)
        self.said = look.label("", wrap=True)
        self.save, self.cancel = QPushButton("Set the scale"), QPushButton("Cancel")
        self._fill()
        self._build()
        self._connect()
        self._change()

    @property
    def draft(self) -> ScaleDraft:
        """The scale as it is set in the dialog."""
        return self._draft

    def _fill(self) -> None:
        limits = self._start.thresholds
        for axis, box in self.levels.items():
            box.setAccessibleName(f"Levels of {axis}")
            for count in range(LEAST, MOST + 1):
                box.addItem(f"{count} levels", count)
            box.setCurrentIndex(box.findData(getattr(limits, f"{axis}_levels")))
        for value, word in SCORE_RULES.items():
            self.rule.addItem(word, value)
        self.rule.setAccessibleName("Score")
        self.rule.setCurrentIndex(max(0, self.rule.findData(limits.score_rule)))
        for name, field in self.limits.items():
            field.show_value(getattr(limits, name))
        known = rules(ScaleLevel)
        for lines, given, field in (
            (self.words, self._start.words, "word"),
            (self.meanings, self._start.meanings, "detail"),
        ):
            for (axis, number), line in lines.items():
                line.setText(given.get((axis, number), ""))
                line.setMaxLength(known[field].limit)  # type: ignore[attr-defined]
                line.setAccessibleName(f"{AXES[axis]} {number}: {known[field].label.lower()}")
        for value, word in BAND_WORDS.items():
            self.band.addItem(word, value)
        self.band.setAccessibleName("Band of this place")
        self.figure.setAccessibleName("Score of this place")
        self.figure.setMaximumWidth(look.space(10))
        self.figure.setMaxLength(3)

    def _connect(self) -> None:
        for box in (*self.levels.values(), self.rule):
            box.currentIndexChanged.connect(lambda _index: self._change())
        for field in self.limits.values():
            field.changed.connect(self._change)
        for line in (*self.words.values(), *self.meanings.values()):
            line.textChanged.connect(lambda _text: self._change())
        self.grid.moved.connect(self._show_cell)
        self.grid.band_set.connect(self._set_band)
        self.grid.score_typed.connect(self._set_score)
        self.band.activated.connect(lambda _index: self._set_band(self.grid.at, self.band.currentData()))
        self.figure.textEdited.connect(lambda text: self._set_score(self.grid.at, text))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        if self._attempt is None:
            self._only_read()

    def _only_read(self) -> None:
        self.save.hide()
        self.cancel.setText("Close")
        self.grid.read_only = True
        for part in (*self.levels.values(), self.rule, self.band):
            part.setEnabled(False)
        for line in (*self.words.values(), *self.meanings.values(), self.figure):
            line.setReadOnly(True)
        for field in self.limits.values():
            field.line.setReadOnly(True)

    def _change(self) -> None:
        """Take what is set, and say what it would move; words move nothing."""
        limits, wrong = dict[str, object](), dict[str, str]()
        for name, field in self.limits.items():
            try:
                limits[name] = field.value()
            except FieldError as error:
                wrong[name] = str(error)
        sizes = {f"{axis}_levels": box.currentData() for axis, box in self.levels.items()}
        thresholds = self._draft.thresholds.given({**limits, **sizes, "score_rule": self.rule.currentData()})
        wrong = wrong or thresholds.contradictions()
        self._draft = replace(
            self._draft, thresholds=thresholds, words=_given(self.words), meanings=_given(self.meanings)
        )  # fmt: skip
        self._show_scale(wrong)

    def _set_band(self, cell: Cell, band: str) -> None:
        bands = {at: each for at, each in self._draft.bands.items() if at != cell}
        self._draft = replace(self._draft, bands={**bands, cell: band} if band else bands)
        self._change()

    def _set_score(self, cell: Cell, figures: str) -> None:
        scores = {at: each for at, each in self._draft.scores.items() if at != cell}
        given = int(figures) if figures.isdecimal() and figures.isascii() else 0
        self._draft = replace(self._draft, scores={**scores, cell: given} if 0 < given <= TOP else scores)
        self._change()

    def _show_scale(self, wrong: dict[str, str]) -> None:
        scale = self._draft.scale
        for (axis, number), label in self._numbers.items():
            there, words = number in scale.words(axis), self.words[axis, number]
            for part in (label, words, self.meanings[axis, number]):
                part.setVisible(there)
            if there:
                words.setPlaceholderText(replace(self._draft, words={}).scale.level(axis, number))
        if scale != self.grid.scale:
            self.grid.show_scale(scale)
        self._show_cell()
        changed = self._draft.records(self._workspace.plan)
        self.save.setEnabled(bool(changed) and not wrong)
        if wrong:
            self.moves = []
            self.said.setText(" ".join(wrong.values()))
        else:
            self.moves = moves(self._workspace.plan, self._draft.made(self._workspace.plan)) if changed else []
            said = [f"{move.said}." for move in self.moves]
            self.said.setText("\n".join(said) if said else NOTHING if changed else AS_IT_IS)
        look.restyle(self.said, "wrong", bool(wrong))

    def _show_cell(self) -> None:
        cell, scale = self.grid.at, self.grid.scale
        self._cell.setText(self.grid.cell_text(cell))
        with QSignalBlocker(self.band):
            self.band.setCurrentIndex(self.band.findData(self._draft.bands.get(cell, "")))
        self.figure.setVisible(scale.rule == "matrix")
        typed = str(self._draft.scores.get(cell, ""))
        self.figure.setPlaceholderText(str(cell[0] * cell[1]))
        if not self.figure.hasFocus() or (typed and self.figure.text() != typed):
            self.figure.setText(typed)

    def _save(self) -> None:
        records = self._draft.records(self._workspace.plan)
        save = partial(self._workspace.save, *records, label="Set the risk scale")
        if self._attempt is not None and self._attempt(save, "The scale is set."):
            self.accept()

    def _build(self) -> None:
        self.save.setDefault(True)
        self.cancel.setAutoDefault(False)
        three, two = look.space(3), look.space(2)
        words = look.label("Risk scale", "title"), look.label(ABOUT, quiet=True, wrap=True)
        head = column(*words, gap=look.space(1), edge=(three, two, three, look.space(1)))
        sizes = [_over(f"Levels of {axis}", box) for axis, box in self.levels.items()]
        made = row(*sizes, (_over("Score", self.rule), 1), gap=two)
        limits = row(*((kit.block(column(field, STRETCH)), 1) for field in self.limits.values()), gap=two)
        tables = row(*((self._table(axis), 1) for axis in AXES), gap=three)
        cell = column(
            look.label("This place", "heading"), self._cell, row(self.band, self.figure, STRETCH, gap=look.space(1)),
            look.label(CELLS, "small", quiet=True, wrap=True), STRETCH, gap=look.space(1),
        )  # fmt: skip
        below = row((self.grid, 3), (cell, 2), gap=three)
        inside = kit.block(column(made, limits, tables, (below, 1), gap=two, edge=(three, look.space(1))))
        foot = row(STRETCH, self.cancel, self.save, gap=look.space(1), edge=(three, look.space(1.5), three, two))
        said = column(self.said, STRETCH, edge=(three, 0))
        moving = kit.scroll(kit.block(said))
        moving.setFixedHeight(look.space(9))
        told = row(look.label("What moves", "heading"), STRETCH, edge=(three, look.space(1), three, look.space(0.5)))
        column(head, (kit.scroll(inside), 1), rule(), told, moving, rule(), foot, on=self)
        self.resize(look.space(132), look.space(88))

    def _table(self, axis: str) -> QWidget:
        """The lines of the levels of an axis, the highest on top as in the matrix."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(1))
        grid.setVerticalSpacing(look.space(0.5))
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 5)
        known = rules(ScaleLevel)
        for at, text in enumerate((AXES[axis], known["word"].label, known["detail"].label)):
            grid.addWidget(look.label(text, "small", quiet=True), 0, at)
        for number in range(MOST, 0, -1):
            for at, part in enumerate((self._numbers, self.words, self.meanings)):
                grid.addWidget(part[axis, number], MOST + 1 - number, at)
        grid.setRowStretch(MOST + 2, 1)
        return made


def _over(title: str, control: QWidget) -> QWidget:
    """A control under its name."""
    name = look.label(title, "small", quiet=True)
    return kit.block(column(name, control, STRETCH, gap=look.space(0.5)))


def _given(lines: dict[tuple[str, int], QLineEdit]) -> dict[tuple[str, int], str]:
    return {at: text for at, line in lines.items() if (text := " ".join(line.text().split()))}
