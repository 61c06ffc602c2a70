"""One thread: any record, and station by station what it serves and what serves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QWidget

from app.domain.naming import chosen
from app.domain.plan import Plan
from app.domain.records import Recommendation, Record, Theme
from app.domain.thread import LINKS
from app.ui import look
from app.ui.kit import STRETCH, block, button, clear, column, row, scroll
from app.ui.record.thread_panel import RATED
from app.ui.trail import ThreadOf
from app.ui.widgets.card import ListRow, PressableRow, SectionHeader
from app.ui.widgets.linking import short
from app.ui.widgets.pick_line import AddLine

from .stations import FOLLOWED, Station, Stop, stations

if TYPE_CHECKING:
    from app.workspace import Workspace

ASK = "Whose thread? Type a reference or words"
COLUMN, ABREAST = 22, 28  # steps of the grid: a station, or a record beside others in it, is never narrower
FIRST, MORE = 8, 40  # records of a station that are shown at once, and with each press on "more"
KINDS = tuple(dict.fromkeys(kind for pair in LINKS for kind in pair))


class OneThread(QWidget):
    """The thread of a record.

    Attributes:
        record: whose; None where the plan holds nothing that could have one.
        asked: where one types whose thread to see; `line` is what takes the keyboard there.
        rows: what is pressed to follow the thread, by key.

    Signals:
        opened: the person wants to see a record, or with `ThreadOf` the thread of another.
    """

    opened = Signal(object)

    def __init__(self, can_open: Callable[[Any], bool]):
        super().__init__()
        self._can_open = can_open
        self._workspace: Workspace | None = None
        self._unfolded: dict[str, int] = {}
        self._seen: object = None
        self._of: tuple[Plan, Record] | None = None
        self._found: list[Station] = []
        self._abreast = 1
        self.record: Record | None = None
        self.rows: dict[str, PressableRow] = {}
        self.asked = AddLine(self._names, ASK, lambda typed: chosen(self._names(), typed))
        self.line = self.asked.line
        self.line.setMaximumWidth(look.space(52))
        self.name = look.label(role="heading", wrap=True)
        self.open_button = button("Open", lambda: self.opened.emit(self.record))
        self.note = look.label(role="small", quiet=True, wrap=True)
        self._build()
        self.asked.added.connect(self._choose)

    def show_thread(self, workspace: Workspace, record: Record | None = None) -> None:
        """Show the thread of a record, or of the one that is shown as it is now; at first that of a theme."""
        self._workspace = workspace
        before = self.record
        wanted = record or before
        now = workspace.find(wanted.id) if wanted else None
        self.record = now or next(iter((*workspace.all(Theme), *workspace.all(Recommendation))), None)
        if self.record is None:
            self.name.setText("The plan holds nothing yet that could be tied to anything.")
        elif before is None or before.id != self.record.id:
            self._unfolded = {}
            self.area.verticalScrollBar().setValue(0)
        self._show()

    def _show(self) -> None:
        record, workspace = self.record, self._workspace
        if record is None or workspace is None:
            self.open_button.hide()
            self._empty()
            return
        self.name.setText(record.name)
        self.open_button.setText(f"Open {short(record)}".replace("&", "&&"))
        self.open_button.setVisible(self._can_open(record))
        if self._of != (workspace.plan, record):
            self._of, self._found = (workspace.plan, record), stations(workspace.plan, record)
        found = self._found
        self._arrange(len(found))
        seen = (record, found, dict(self._unfolded), workspace.plan, self._abreast)
        if seen == self._seen:
            return
        self._seen = seen
        many = sum(1 for station in found for stop in station.stops if stop.tie) > FOLLOWED
        self.note.setText(
            "Only what is tied to it directly: there is too much to follow further. Choose one of it to go on." if many
            else "Press a record to follow its thread. What is grey lies further along."
        )  # fmt: skip
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        self._empty()
        for station in found:
            self._columns.addWidget(self._station(workspace, station), self._abreast == 1)
        if focused:
            self.rows.get(focused, self.rows[record.id]).setFocus()

    def _station(self, workspace: Workspace, station: Station) -> QWidget:
        made, gap = QFrame(), look.space(0.25)
        made.setProperty("kind", "card")
        head = SectionHeader(station.title, f"{len(station.stops):,}")
        head.setContentsMargins(look.space(1), 0, look.space(1), 0)
        shown = station.stops[: self._unfolded.get(station.title, FIRST)]
        grid = QGridLayout()
        grid.setSpacing(gap)
        for number, stop in enumerate(shown):
            at = divmod(number, self._abreast)
            grid.addWidget(self._stop(workspace, stop), *at, Qt.AlignmentFlag.AlignTop)
        for number in range(self._abreast):
            grid.setColumnStretch(number, 1)
        rest = len(station.stops) - len(shown)
        more = button(f"{rest:,} more", lambda: self._unfold(station.title), "link")
        more.setAccessibleName(f"{station.title}: {rest:,} more")
        edge = (look.space(0.75), look.space(1), look.space(0.75), look.space(0.75))
        column(head, grid, row(more, STRETCH), STRETCH, on=made, gap=gap, edge=edge)
        more.setVisible(bool(rest))  # in its place: it would be a window of its own before
        return made

    def _stop(self, workspace: Workspace, stop: Stop) -> QWidget:
        assert self.record is not None
        record, itself = stop.record, stop.record.id == self.record.id
        status = str(workspace.ratings.of(record).status) if isinstance(record, RATED) else ""
        judged = "our judgement" if stop.tie == "linked, our judgement" else ""
        said = ", ".join(filter(None, (stop.words, judged)))
        made = _StopRow(
            ListRow(text=record.name, detail="this one" if itself else said, status=status, target=record,
                    illustrative=workspace.plan.illustrative(record)),
            itself=itself, direct=itself or stop.tie is not None,
        )  # fmt: skip
        made.clicked.connect(lambda: self.opened.emit(record if itself else ThreadOf(record.id)))
        self.rows[record.id] = made
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from record to record."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        there = list(self.rows.values())
        at = next((n for n, row in enumerate(there) if row.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(there):
            there[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(there[at + step])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._workspace is not None:
            self._show()

    def _arrange(self, count: int) -> None:
        """Stations beside each other where all fit, else below each other with records abreast."""
        room = self.width() or look.space(90)
        beside = room >= count * look.space(COLUMN)
        self._abreast = 1 if beside else max(1, room // look.space(ABREAST))
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _unfold(self, title: str) -> None:
        self._unfolded[title] = self._unfolded.get(title, FIRST) + MORE
        self._show()

    def _names(self) -> dict[str, str]:
        workspace = self._workspace
        return {r.id: r.name for kind in KINDS for r in workspace.all(kind)} if workspace else {}

    def _choose(self, key: str) -> None:
        self.asked.done()
        self.opened.emit(ThreadOf(key))

    def _empty(self) -> None:
        self.rows = {}
        clear(self._columns)

    def _build(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(look.space(1))
        self.area = scroll(block(column(self._columns, STRETCH)))
        gap = look.space(1)
        head = row((self.name, 1), self.open_button, gap=gap)
        column(self.asked, head, self.note, (self.area, 1), on=self, gap=gap)


class _StopRow(PressableRow):
    """A record of a station; framed where it is the one whose thread this is, grey where it lies further along."""

    def __init__(self, row: ListRow, *, itself: bool, direct: bool):
        super().__init__(row, marked=bool(row.status))
        self.framed = itself
        name = "Open it" if itself else "Follow its thread"
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(name)
        self.setToolTip(name)
        inside = self.layout()
        assert inside is not None
        inside.setContentsMargins(look.space(1), look.space(0.5), look.space(0.5), look.space(0.5))
        if not direct:
            for label in self.findChildren(QWidget):
                label.setProperty("quiet", True)
