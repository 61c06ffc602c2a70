"""The golden thread of one record: what it serves and what serves it, each a way in; links are made by typing.

panel = ThreadPanel(page.attempt, page.can_open)
panel.opened.connect(page.opened)
panel.show_record(workspace, risk)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.fields import FieldError
from app.domain.figures import capital
from app.domain.records import (
    Action,
    Indicator,
    Link,
    Milestone,
    Programme,
    Question,
    Reading,
    Recommendation,
    Record,
    Risk,
    Theme,
)
from app.domain.thread import Relation, served_by, serves
from app.ui import look

from .card import ListRow, PressableRow
from .linking import Kinds, LinkOffers, Tie, link, short, tie_of, unlink, why, why_not
from .pick_line import PickLine
from .plan_of import why_not_editing
from .rag_badge import plain_tip
from .thread_of import ThreadOf

if TYPE_CHECKING:
    from app.workspace import Workspace

ADD = "Add a link: type a reference or words"
RATED = (Action, Indicator, Milestone, Recommendation, Risk, Theme)
SAID_ELSEWHERE = (Programme, Reading)
"""Kinds that hang on every thread alike, or that have a list of their own."""
FIRST, MORE = 6, 60  # strands of one sort that are shown at once, and with each press on "more"
SIDE_BY_SIDE = 84  # steps of the grid from which both directions stand beside each other


@dataclass(frozen=True)
class _Shown:
    """A strand as it is seen, to tell whether anything has changed."""

    strand: Relation
    status: str
    tie: Tie
    illustrative: bool


class ThreadPanel(QWidget):
    """The strands of a record, by what is between them ("Serves", "Threatened by").

    Attributes:
        line: where one types what is to be linked; `wrong` says why it was not.
        rows: the strands that are shown, as they are pressed; `off` the buttons that unlink, by the other's key.
        whole: leads to the whole thread, where `offers_whole`.
        reads: nothing is linked from here now, whatever the plan allows.

    Signals:
        opened: the person wants to see a record, or with `ThreadOf` the whole thread of one.
    """

    opened = Signal(object)

    def __init__(
        self, attempt: Callable[..., bool], can_open: Callable[[Any], bool] | None = None, *,
        leave_out: Kinds = (), whole: bool = True, parent: QWidget | None = None,
    ):  # fmt: skip
        """A panel that writes through `attempt`.

        Args:
            attempt: as of `Page`: does what may be refused, and says what was done.
            can_open: whether something leads anywhere.
            leave_out: kinds that are shown beside the panel already.
            whole: whether there is a way to the whole thread.
            parent: as of any widget.
        """
        super().__init__(parent)
        self._attempt = attempt
        self.can_open = can_open or (lambda _record: True)
        self._leave_out, self.offers_whole = (*SAID_ELSEWHERE, *leave_out), whole
        self._else, self.reads = "else " if leave_out else "", False
        self._workspace: Workspace | None = None
        self.record: Record | None = None
        self._seen: object = None
        self._unfolded: dict[tuple[bool, str], int] = {}
        self.rows: dict[str, PressableRow] = {}
        self.off: dict[str, QToolButton] = {}
        self.line = PickLine(self._names)
        self.line.setPlaceholderText(ADD)
        self.line.setAccessibleName(ADD)
        self.wrong = look.label(role="small", wrap=True)
        look.restyle(self.wrong, "wrong", True)
        self.wrong.hide()
        self.whole = QPushButton("See its whole thread")
        self.whole.setProperty("kind", "link")
        self._up, self._down = QVBoxLayout(), QVBoxLayout()
        self._assemble()
        self.line.entered.connect(self._add)
        self.line.textEdited.connect(self.wrong.hide)
        self.whole.clicked.connect(self._follow)

    def show_record(self, workspace: Workspace, record: Record) -> None:
        """Show the thread of a record as it is now."""
        if self.record is None or self.record.id != record.id:
            self.line.clear()
            self.wrong.hide()
            self._unfolded = {}
        self._workspace, self.record = workspace, record
        self.line.setVisible(not self._why_not())
        self.whole.setVisible(self.offers_whole and self.can_open(ThreadOf(record.id)))
        self._show_strands()

    def _why_not(self) -> str:
        assert self._workspace is not None
        return "It is only read now." if self.reads else why_not_editing(self) or why_not(self._workspace)

    def strands(self) -> tuple[list[Relation], list[Relation]]:
        """What the record serves, and what serves it."""
        if self._workspace is None or self.record is None:
            return [], []
        plan = self._workspace.plan
        return tuple(  # type: ignore[return-value]
            [strand for strand in found if not isinstance(strand.record, self._leave_out) and not _asked(strand)]
            for found in (serves(plan, self.record), served_by(plan, self.record))
        )

    def _show_strands(self) -> None:
        assert self._workspace is not None
        assert self.record is not None
        sides = [_groups(found) for found in self.strands()]
        seen = (
            self.record, self._why_not(), look.is_dark(),
            [[(said, len(group), [self._shown(s) for s in group[: self._many(up, said)]]) for said, group in side]
             for up, side in zip((True, False), sides, strict=True)],
        )  # fmt: skip
        if seen == self._seen:
            return
        self._seen = seen
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        was_off = any(button.hasFocus() for button in self.off.values())
        self.rows, self.off = {}, {}
        for column, up, side in ((self._up, True, seen[3][0]), (self._down, False, seen[3][1])):
            _empty(column)
            for said, count, group in side:
                self._show_group(column, up, said, count, group)
        for number, side in enumerate(sides):
            self._sides.setStretch(number, int(bool(side)))  # an empty side takes no room
        nothing = not sides[0] and not sides[1]
        self.nothing.setText(f"Nothing {self._else}is tied to {short(self.record)} yet.")
        self.nothing.setVisible(nothing)
        if focused in self.rows:
            self.rows[focused].setFocus()
        elif focused or was_off:
            self.line.setFocus()

    def _show_group(self, column: QVBoxLayout, up: bool, said: str, count: int, group: Sequence[_Shown]) -> None:
        head = look.label(capital(said), "small", quiet=True)
        head.setContentsMargins(look.space(1), look.space(0.5), 0, 0)
        column.addWidget(head)
        head.show()
        for shown in group:
            line = self._row(shown)
            column.addWidget(line)
            line.show()
        if count > len(group):
            more = QPushButton(f"{count - len(group):,} more")
            more.setProperty("kind", "link")
            more.setAccessibleName(f"{capital(said)}: {count - len(group):,} more")
            more.clicked.connect(lambda: self._unfold(up, said))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            more.show()

    def _row(self, shown: _Shown) -> QWidget:
        assert self._workspace is not None
        assert self.record is not None
        strand, plan = shown.strand, self._workspace.plan
        record = strand.record
        target = record if self.can_open(record) else None
        judged = "our judgement" if shown.tie is Tie.OURS else ""
        marked = shown.illustrative or shown.tie is Tie.ILLUSTRATIVE
        made = PressableRow(
            ListRow(text=record.name, detail=judged, status=shown.status, target=target, illustrative=marked)
        )
        made.setText(f"{capital(strand.words)}: {made.text()}")
        made.setToolTip(plain_tip(why(plan, strand.by)))
        inside = made.layout()
        assert inside is not None
        inside.setContentsMargins(look.space(1), look.space(0.5), look.space(0.5), look.space(0.5))
        made.clicked.connect(lambda: self.opened.emit(record))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(0.5))
        row.addWidget(made, 1)
        if isinstance(strand.by, Link) and not self._why_not():
            row.addWidget(self._off_button(strand, strand.by), 0, Qt.AlignmentFlag.AlignTop)
        self.rows[record.id] = made
        return line

    def _off_button(self, strand: Relation, made: Link) -> QToolButton:
        off = QToolButton()
        off.setText("✕")
        off.setToolTip("Take this link away")
        off.setAccessibleName(f"Take the link to {strand.record.name} away")
        off.clicked.connect(lambda: self._take_away(made))
        self.off[strand.record.id] = off
        return off

    def _shown(self, strand: Relation) -> _Shown:
        assert self._workspace is not None
        record, plan = strand.record, self._workspace.plan
        status = str(self._workspace.ratings.of(record).status) if isinstance(record, RATED) else ""
        return _Shown(strand, status, tie_of(plan, strand.by), plan.illustrative(record))

    def _many(self, up: bool, said: str) -> int:
        return self._unfolded.get((up, said), FIRST)

    def _unfold(self, up: bool, said: str) -> None:
        self._unfolded[(up, said)] = self._many(up, said) + MORE
        self._show_strands()

    def _offers(self) -> LinkOffers:
        assert self._workspace is not None
        assert self.record is not None
        plan = self._workspace.plan
        there = [*serves(plan, self.record), *served_by(plan, self.record)]
        return LinkOffers(self._workspace, self.record, there)

    def _names(self) -> dict[str, str]:
        return self._offers().all if self._workspace and self.record else {}

    def _add(self) -> None:
        workspace = self._workspace
        if workspace is None or self.record is None:
            return
        try:
            item, to = map(workspace.find, self._offers().meant(self.line.text()))
        except FieldError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        if item and to and self._attempt(lambda: link(workspace, item, to), "Linked."):
            self.line.clear()

    def _take_away(self, made: Link) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: unlink(workspace, made), "The link was taken away.")

    def _follow(self) -> None:
        if self.record is not None:
            self.opened.emit(ThreadOf(self.record.id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look.space(SIDE_BY_SIDE)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for number in range(2):
            self._sides.setStretch(number, int(wide))

    def _assemble(self) -> None:
        self.nothing = look.label(quiet=True, wrap=True)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(look.space(1))
        for column in (self._up, self._down):
            column.setSpacing(0)
            held = QVBoxLayout()
            held.addLayout(column)
            held.addStretch()
            self._sides.addLayout(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.75))
        column.addWidget(self.nothing)
        column.addLayout(self._sides)
        column.addWidget(self.line)
        column.addWidget(self.wrong)
        column.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)  # before the stretches of the two sides, which only keep both at the top


def _asked(strand: Relation) -> bool:
    """Whether it is a question about the record: those stand with their answers where one asks."""
    return isinstance(strand.record, Question) and strand.by is None


def _groups(strands: Sequence[Relation]) -> list[tuple[str, list[Relation]]]:
    """The strands by their words, in the order in which the words first come up."""
    found: dict[str, list[Relation]] = {}
    for strand in strands:
        found.setdefault(strand.words, []).append(strand)
    return list(found.items())


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
