"""The golden thread of one record: what it serves and what serves it, each a way in; links are made by typing.

panel = ThreadPanel(session)
panel.show_record(risk)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

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
from app.ui import look, operations
from app.ui.kit import STRETCH, button, clear, column, row
from app.ui.session import Session
from app.ui.trail import ThreadOf
from app.ui.widgets.card import ListRow, PressableRow
from app.ui.widgets.linking import Kinds, LinkOffers, Tie, short, tie_of, why
from app.ui.widgets.pick_line import AddLine
from app.ui.widgets.rag_badge import plain_tip
from app.ui.widgets.record_menu import Doing, RecordMenu, mark

ADD = "Add a link: type a reference or words"
RATED = (Action, Indicator, Milestone, Recommendation, Risk, Theme)
SAID_ELSEWHERE = (Programme, Reading)
"""Kinds that hang on every thread alike, or that have a list of their own."""
FIRST, MORE = 6, 60  # strands of one sort that are shown at once, and with each press on "more"
SIDE_BY_SIDE = 84  # steps of the grid from which both directions stand beside each other
LEFT = Qt.AlignmentFlag.AlignLeft


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
        adder: where one types what is to be linked; `line` is what takes the keyboard there.
        rows: the strands that are shown, as they are pressed; `menus` what can be done with a link, by the other's key.
        whole: leads to the whole thread, where `offers_whole`.
    """

    def __init__(
        self, session: Session, *, leave_out: Kinds = (), whole: bool = True, parent: QWidget | None = None
    ):  # fmt: skip
        """A panel of the open plan; `leave_out` are kinds that are shown beside it already.

        `whole`: whether there is a way to the whole thread.
        """
        super().__init__(parent)
        self._session = session
        self._leave_out, self.offers_whole = (*SAID_ELSEWHERE, *leave_out), whole
        self._else = "else " if leave_out else ""
        self.record: Record | None = None
        self._seen: object = None
        self._unfolded: dict[tuple[bool, str], int] = {}
        self.rows: dict[str, PressableRow] = {}
        self.menus: dict[str, RecordMenu] = {}
        self.adder = AddLine(self._names, ADD, lambda typed: self._offers().meant(typed))
        self.line = self.adder.line
        self.whole = button("See its whole thread", self._follow, "link")
        self._build()
        self.adder.added.connect(self._add)

    def show_record(self, record: Record) -> None:
        """Show the thread of a record as it is now."""
        if self.record is None or self.record.id != record.id:
            self.adder.done()
            self._unfolded = {}
        self.record = record
        self.adder.setVisible(self._session.can_edit)
        self.whole.setVisible(self.offers_whole and self._can_open(ThreadOf(record.id)))
        self._show_strands()

    def doings(self, key: str) -> list[Doing]:
        """What can be done with a record that is shown here, in the order of its menu."""
        return operations.doings(self._session, key, self)

    def _can_open(self, target: Record | ThreadOf) -> bool:
        return type(target) in self._session.openable

    def strands(self) -> tuple[list[Relation], list[Relation]]:
        """What the record serves, and what serves it."""
        if self.record is None:
            return [], []
        plan = self._session.workspace.plan
        up, down = (
            [strand for strand in found if not isinstance(strand.record, self._leave_out) and not _asked(strand)]
            for found in (serves(plan, self.record), served_by(plan, self.record))
        )
        return up, down

    def _show_strands(self) -> None:
        assert self.record is not None
        sides = [_groups(found) for found in self.strands()]
        seen = (
            self.record, self._session.can_edit, look.is_dark(),
            [[(said, len(group), [self._shown(s) for s in group[: self._many(up, said)]]) for said, group in side]
             for up, side in zip((True, False), sides, strict=True)],
        )  # fmt: skip
        if seen == self._seen:
            return
        self._seen = seen
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        was_in_menu = any(menu.hasFocus() for menu in self.menus.values())
        self.rows, self.menus = {}, {}
        for below, up, side in ((self._up, True, seen[3][0]), (self._down, False, seen[3][1])):
            clear(below)
            for said, count, group in side:
                self._show_group(below, up, said, count, group)
        for number, side in enumerate(sides):
            self._sides.setStretch(number, int(bool(side)))  # an empty side takes no room
        nothing = not sides[0] and not sides[1]
        self.nothing.setText(f"Nothing {self._else}is tied to {short(self.record)} yet.")
        self.nothing.setVisible(nothing)
        if focused in self.rows:
            self.rows[focused].setFocus()
        elif focused or was_in_menu:
            self.line.setFocus()

    def _show_group(self, below: QVBoxLayout, up: bool, said: str, count: int, group: Sequence[_Shown]) -> None:
        head = look.label(capital(said), "small", quiet=True)
        head.setContentsMargins(look.space(1), look.space(0.5), 0, 0)
        below.addWidget(head)
        head.show()
        for shown in group:
            line = self._row(shown)
            below.addWidget(line)
            line.show()
        if count > len(group):
            more = button(f"{count - len(group):,} more", lambda: self._unfold(up, said), "link")
            more.setAccessibleName(f"{capital(said)}: {count - len(group):,} more")
            below.addWidget(more, 0, LEFT)
            more.show()

    def _row(self, shown: _Shown) -> QWidget:
        strand, session = shown.strand, self._session
        record = strand.record
        target = record if self._can_open(record) else None
        judged = "our judgement" if shown.tie is Tie.OURS else ""
        marked = shown.illustrative or shown.tie is Tie.ILLUSTRATIVE
        made = PressableRow(
            ListRow(text=record.name, detail=judged, status=shown.status, target=target, illustrative=marked)
        )
        made.setText(f"{capital(strand.words)}: {made.text()}")
        made.setToolTip(plain_tip(why(session.workspace.plan, strand.by)))
        inside = made.layout()
        assert inside is not None
        inside.setContentsMargins(look.space(1), look.space(0.5), look.space(0.5), look.space(0.5))
        made.clicked.connect(lambda: session.open(record))
        self.rows[record.id] = made
        line, across = QWidget(), row((made, 1), gap=look.space(0.5))
        line.setLayout(across)
        if isinstance(strand.by, Link):
            mark(line, strand.by)
            if session.can_edit:
                across.addWidget(self._menu(strand.by, record), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _menu(self, made: Link, other: Record) -> RecordMenu:
        menu = self.menus[other.id] = RecordMenu(framed=False)
        menu.show_record(made)
        menu.setAccessibleName(f"More for the link to {other.name}")
        return menu

    def _shown(self, strand: Relation) -> _Shown:
        workspace = self._session.workspace
        record, plan = strand.record, workspace.plan
        status = str(workspace.ratings.of(record).status) if isinstance(record, RATED) else ""
        return _Shown(strand, status, tie_of(plan, strand.by), plan.illustrative(record))

    def _many(self, up: bool, said: str) -> int:
        return self._unfolded.get((up, said), FIRST)

    def _unfold(self, up: bool, said: str) -> None:
        self._unfolded[(up, said)] = self._many(up, said) + MORE
        self._show_strands()

    def _offers(self) -> LinkOffers:
        assert self.record is not None
        workspace = self._session.workspace
        there = [*serves(workspace.plan, self.record), *served_by(workspace.plan, self.record)]
        return LinkOffers(workspace, self.record, there)

    def _names(self) -> dict[str, str]:
        return self._offers().all if self.record else {}

    def _add(self, keys: tuple[str, str]) -> None:
        item, to = map(self._session.workspace.find, keys)
        if item and to and operations.link(self._session, item, to):
            self.adder.done()

    def _follow(self) -> None:
        if self.record is not None:
            self._session.open(ThreadOf(self.record.id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look.space(SIDE_BY_SIDE)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for number in range(2):
            self._sides.setStretch(number, int(wide))

    def _build(self) -> None:
        self.nothing = look.label(quiet=True, wrap=True)
        self._up, self._down = column(), column()
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(look.space(1))
        for side in (self._up, self._down):
            self._sides.addLayout(column(side, STRETCH))
        # the last stretch comes before those of the two sides, which only keep both at the top
        parts = (self.nothing, self._sides, self.adder, (self.whole, LEFT), STRETCH)
        column(*parts, on=self, gap=look.space(0.75))


def _asked(strand: Relation) -> bool:
    """Whether it is a question about the record: those stand with their answers where one asks."""
    return isinstance(strand.record, Question) and strand.by is None


def _groups(strands: Sequence[Relation]) -> list[tuple[str, list[Relation]]]:
    """The strands by their words, in the order in which the words first come up."""
    found: dict[str, list[Relation]] = {}
    for strand in strands:
        found.setdefault(strand.words, []).append(strand)
    return list(found.items())
