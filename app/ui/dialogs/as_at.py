"""Choosing the moment to look back to: a closed meeting, or any day and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from app.domain.dates import spelt_out
from app.domain.fields import Text
from app.domain.meetings import body_name
from app.domain.plan import Plan
from app.domain.records import Meeting
from app.domain.schedule import PartialDate, show_date
from app.ui import look
from app.ui.dialogs.dialog import EDGE, Dialog
from app.ui.kit import STRETCH, column, keep_nothing_of, row
from app.ui.widgets.fields import LineField
from app.ui.widgets.record_model import Column
from app.ui.widgets.whole_table import WholeTable

if TYPE_CHECKING:
    from app.workspace import Closing, Moment, Workspace

MOMENT = Text(label="Or a day", help="Such as 5 Jan 2018 or Q3 2017/18, for its end, or 5 Jan 2018 14:30.")


class AsAtDialog(Dialog):
    """The closed meetings, the latest first, and a line for any other moment, which comes first where it is filled in.

    Attributes:
        table, moment: what is chosen, and what is typed instead.
        dated: whether then what counts is when edits were made, where some came in later from a copy.
        show_it: looks back; what is refused is said beside the line.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("As at")
        keep_nothing_of(self)
        self._workspace = workspace
        self._by: dict[str, str] = {}  # whose closing a row is, where a meeting was closed more than once
        self._others: dict[str, Closing] = {}  # the closings that do not count, by the key of their row
        self.table: WholeTable[Meeting] = WholeTable("as at", self._columns(workspace.plan), key=lambda m: m.id)
        self.moment = LineField(MOMENT)
        self.moment.show_value("")
        self.dated = QCheckBox("By the dates of the edits, also of those that came in later from a copy")
        self.show_it, self.cancel = QPushButton("Show"), QPushButton("Cancel")
        self._build([self._row(closing) for closing in workspace.closings])
        self.show_it.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.table.opened.connect(lambda _meeting: self.accept())
        self.table.chosen.connect(lambda _meeting: self._allow())
        self.moment.changed.connect(self._on_typed)
        self._allow()

    @classmethod
    def ask(cls, workspace: Workspace, parent: QWidget | None = None) -> bool:
        """Let the person choose, and look back; whether it was done."""
        return bool(cls(workspace, parent).exec())

    def accept(self) -> None:
        """Look back to what is typed, or to the chosen meeting."""
        from app.workspace import Refusal

        typed, meeting = self.moment.text().strip(), self.table.current()
        if not typed and meeting is None:
            return
        try:
            self._workspace.look_back(self._wanted(typed) if typed else self._closed(meeting))
        except Refusal as refusal:
            self.moment.say(str(refusal))
            self.moment.control.setFocus()
            return
        super().accept()

    def _row(self, closing: Closing) -> Meeting:
        """A closing as a row: of one that does not count, with a key of its own."""
        meeting, by = closing.meeting, closing.by
        if meeting.id in self._by:
            meeting = replace(meeting, id=closing.baseline.id)
            self._others[meeting.id] = closing
        self._by[meeting.id] = by
        return meeting

    def _closed(self, meeting: Meeting | None) -> Moment:
        other = self._others.get(meeting.id) if meeting else None
        return other.baseline if other else meeting

    def _wanted(self, typed: str) -> Moment:
        """The moment that is typed, by what counts. Raises Refusal."""
        from app.workspace import Dated

        moment = self._moment(typed)
        return Dated(moment) if self.dated.isChecked() else moment

    def _moment(self, typed: str) -> datetime:
        """What is typed. Raises Refusal."""
        from app.workspace import read_moment

        return read_moment(typed, self._workspace.plan.quarters)

    def _on_typed(self) -> None:
        """Say how what is typed is understood."""
        from app.workspace import Refusal

        self._allow()
        try:
            moment = self._moment(self.moment.text())
        except Refusal:
            self.moment.note("")
        else:
            self.moment.note(f"{spelt_out(PartialDate.of(moment.date()))}, {moment:%H:%M}")

    def _allow(self) -> None:
        self.show_it.setEnabled(bool(self.moment.text().strip()) or self.table.current() is not None)

    def _build(self, meetings: Sequence[Meeting]) -> None:
        self.show_it.setProperty("kind", "primary")
        self.show_it.setDefault(True)
        said = "Every page then shows what was known at that moment. Nothing can be changed there."
        nothing = look.label("No meeting has been closed yet, so that only a day can be chosen.", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        column(
            look.label("The plan as it was", "title"), look.label(said, quiet=True, wrap=True), (self.table, 1),
            (nothing, 1), self.moment, self.dated, row(STRETCH, self.cancel, self.show_it, gap=look.space(1)),
            on=self, gap=look.space(1.5), edge=EDGE,
        )  # fmt: skip
        self.table.show_records(meetings)
        self.table.setVisible(bool(meetings))
        nothing.setVisible(not meetings)
        self.dated.setVisible(bool(self._workspace.logbook.arrivals()))
        self.resize(look.space(76), look.space(60))
        if meetings:
            self.table.select(meetings[0].id)
            self.table.setFocus()
        else:
            self.moment.control.setFocus()

    def _columns(self, plan: Plan) -> list[Column[Meeting]]:
        def body(meeting: Meeting) -> str:
            return ", ".join(filter(None, (body_name(plan, meeting), self._by[meeting.id])))

        return [
            Column(name="day", title="Met on", text=lambda m: show_date(m.day) if m.day else "",
                   sort=lambda m: m.day or date.min, width=120),
            Column(name="body", title="Body", text=body, stretch=True),
            Column(name="closed", title="Closed on", text=lambda m: show_date(m.closed) if m.closed else "",
                   sort=lambda m: m.closed or date.min, width=120),
        ]  # fmt: skip
