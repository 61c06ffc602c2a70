"""The page: meetings and bodies at the left, the chosen one at the right; behind a tab the forward plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.domain.meetings import about, away, body_name, is_unanswered, lacks_next, next_first, next_meeting, next_open
from app.domain.records import AgendaItem, Attendance, Body, Decision, IssuedPaper, Meeting, Question, Record
from app.domain.schedule import show_date
from app.ui import look, operations
from app.ui.kit import block, button, column, split
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.card import SectionHeader
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.table_bar import FilterLine
from app.ui.widgets.tabs import Tabs
from app.ui.widgets.whole_table import WholeTable

from .detail import Detail
from .forward_view import ForwardView
from .rows import BODIES, MEETINGS, BodyRow, MeetingRow, is_ahead

MEETINGS_TAB = 0
LEFT_LEAST = 40  # steps of the grid: narrower tables would say nothing


class MeetingsPage(Page):
    """Meetings, bodies, and the chosen one of them.

    Attributes:
        meetings, bodies: the tables; only one of them has a chosen row.
        line: narrows both.
        detail: the chosen record.
        tabs: meetings, and `forward`, the forward plan.
    """

    title = "Meetings"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header = PageHeader(self.title)
        self.line = FilterLine()
        self.meetings, self.bodies = WholeTable("meetings", MEETINGS), WholeTable("bodies", BODIES)
        self.new_meeting_button = button("New meeting", self.new_meeting, "primary")
        self.new_body_button = button("New body", self.new_body)
        self.detail, self.forward, self.tabs = Detail(self), ForwardView(self), Tabs()
        self._chosen = ""
        self._build()
        self._connect()

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        plan = self.workspace.plan
        meetings = next_first(plan, plan.all(Meeting))
        with _Quiet(self):
            self.meetings.show_records(MeetingRow(meeting, plan) for meeting in meetings)
            self.bodies.show_records(BodyRow(body, plan) for body in plan.all(Body))
        self._share_height()
        self.new_meeting_button.setVisible(self.can_edit)
        self.new_body_button.setVisible(self.can_edit)
        self._fit_corner(self.tabs.words.currentIndex())
        self.header.tell(self.title, self._next())
        self._show(self.workspace.find(self._chosen) or self._first())
        self.tabs.refresh()

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            target = next((r for r in self.workspace.all(target.kind) if r.id in target.keys), None)
        if not isinstance(target, Record):
            self.line.clear()
            return
        whole = self._whole(target)
        table = self._table_of(whole) if whole else None
        if whole is None or table is None:
            return
        self.tabs.words.setCurrentIndex(MEETINGS_TAB)
        if table.records.row_of(whole.id) < 0:
            self.line.clear()
        self._show(whole)
        table.setFocus()
        if whole.id != target.id:
            self.detail.meeting.choose(target)

    def find(self) -> None:
        self.tabs.words.setCurrentIndex(MEETINGS_TAB)
        self.line.setFocus()
        self.line.selectAll()

    def half_typed(self) -> str:
        return self.detail.meeting.half_typed() if isinstance(self.detail.record, Meeting) else ""

    # -- what the person does

    def new_meeting(self) -> None:
        """Let the person write a new meeting, of the body that is shown if one is."""
        from app.ui.dialogs.write import new_record

        body = self.detail.record if isinstance(self.detail.record, Body) else None
        self._show_new(new_record(self.workspace, Meeting, self, body=body.id if body else ""))

    def new_body(self) -> None:
        """Let the person write a new body."""
        from app.ui.dialogs.write import new_record

        self._show_new(new_record(self.workspace, Body, self))

    def edit(self) -> None:
        """Let the person change what is shown."""
        if (record := self.detail.record) is not None and self.can_edit:
            operations.edit(self.session, record, self)

    # -- inside

    def _build(self) -> None:
        self.line.setPlaceholderText("Filter meetings and bodies")
        self.line.setAccessibleName("Filter meetings and bodies")
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(look.space(36))
        for title, table in (("Meetings", self.meetings), ("Bodies", self.bodies)):
            table.setAccessibleName(title)
        heads = SectionHeader("Meetings"), SectionHeader("Bodies")
        for head, new in zip(heads, (self.new_meeting_button, self.new_body_button), strict=True):
            head.row.addWidget(new)
        self._left = column(heads[0], self.meetings, 4, heads[1], self.bodies, gap=look.space(1))
        left = block(self._left)
        left.setMinimumWidth(look.space(LEFT_LEAST))
        self.tabs.add("Meetings", split((left, 4), (self.detail, 7)), lambda: None)
        self.tabs.add("Forward plan", self.forward, self.forward.refresh)
        self.tabs.corner.addWidget(self.line)
        self.tabs.corner.addWidget(self.forward.plan_button)
        self.tabs.words.currentChanged.connect(self._fit_corner)
        column(self.header, (self.tabs, 1), on=self, gap=look.space(1), edge=(look.space(3), look.space(2)))

    def _connect(self) -> None:
        self.line.textChanged.connect(self._narrow)
        self.line.left.connect(self.meetings.setFocus)
        for table in self._tables():
            table.chosen.connect(lambda row, table=table: self._choose(table, row))
            table.opened.connect(self.edit)
        self.detail.empty.started.connect(self.new_meeting)
        self.forward.opened.connect(self._open)

    def _tables(self) -> tuple[WholeTable[Any], ...]:
        return self.meetings, self.bodies

    def _table_of(self, record: Record) -> WholeTable[Any] | None:
        kinds: dict[type[Record], WholeTable[Any]] = {Meeting: self.meetings, Body: self.bodies}
        return kinds.get(type(record))

    def _whole(self, record: Record) -> Record | None:
        """The meeting to which a record belongs, or the record itself; a question put to none is at the next one."""
        match record:
            case AgendaItem() | Attendance() | Decision():
                return self.workspace.find(record.meeting)
            case IssuedPaper():
                plan = self.workspace.plan
                return plan.get(Meeting, record.meeting) or next_meeting(plan)
            case Question():
                plan = self.workspace.plan
                found = plan.get(Meeting, record.meeting) or next_open(plan)
                if not record.meeting and not is_unanswered(record) and (of := about(plan, record)):
                    self.opened.emit(of)  # it waits for no meeting: it stands with what it is about
                    return None
                if found is None:
                    self.session.say_wrong("Questions are answered at a meeting: enter the next one first.")
                return found
            case _:
                return self.workspace.find(record.id)

    def _fit_corner(self, index: int) -> None:
        self.line.setVisible(index == MEETINGS_TAB)
        self.forward.plan_button.setVisible(index != MEETINGS_TAB and self.can_edit)

    def _choose(self, table: WholeTable[Any], row: Any) -> None:
        record = None if row is None else self.workspace.find(row.id)
        if record is not None and record.id != self._chosen:
            self._show(record)

    def _show(self, record: Record | None) -> None:
        """Show a record at the right, and choose its row and no other."""
        self._chosen = record.id if record else ""
        with _Quiet(self):
            for table in self._tables():
                if record is None or not table.select(record.id):
                    table.clearSelection()
                    table.setCurrentIndex(QModelIndex())
        self.detail.show_record(record)
        closes = isinstance(record, Meeting) and self.detail.meeting.is_to_be_closed(record)
        look.restyle(self.new_meeting_button, "kind", "" if closes else "primary")

    def _share_height(self) -> None:
        """Give each table room by what it holds, up to a few rows."""
        for table in self._tables():
            rows = (
                table.horizontalHeader().height() + table.records.total() * table.verticalHeader().defaultSectionSize()
            )
            self._left.setStretchFactor(table, min(max(rows, look.space(10)), look.space(25)))

    def _show_new(self, made: Record | None) -> None:
        if made is not None:
            self.opened.emit(made)

    def _open(self, record: Record) -> None:
        if self._table_of(record) is not None or self.can_open(record):
            self.opened.emit(record)

    def _narrow(self, text: str) -> None:
        with _Quiet(self):
            for table in self._tables():
                table.filter(text)

    def _first(self) -> Record | None:
        """What is shown at first: the next meeting of the plan's body, or else the latest thing there is."""
        following = next_meeting(self.workspace.plan)
        if following is not None:
            return following
        for table in self._tables():
            if table.records.rows:
                return self.workspace.find(table.records.rows[0].id)
        return None

    def _next(self) -> str:
        plan = self.workspace.plan
        following = next_meeting(plan)
        ahead = sorted((m for m in plan.all(Meeting) if is_ahead(m, plan)), key=lambda m: m.day or date.max)
        ahead.sort(key=lambda m: following is None or m.id != following.id)
        said = [f"{body_name(plan, m)}, {show_date(m.day)}, {away(m.day, plan.position)}" for m in ahead[:3] if m.day]
        if not said:
            return "No meeting lies ahead."
        lacks = lacks_next(plan, following)
        return f"Next: {'; '.join(said)}{f'. {lacks}.' if lacks else ''}"


class _Quiet:
    """While tables are changed from inside, their choices are not the person's."""

    def __init__(self, page: MeetingsPage):
        self._tables: tuple[WholeTable[Any], ...] = (page.meetings, page.bodies)

    def __enter__(self) -> None:
        for table in self._tables:
            table.blockSignals(True)

    def __exit__(self, *_: object) -> None:
        for table in self._tables:
            table.blockSignals(False)
