"""Who attended, by role: one press says how."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from app.domain.doubts import kept_back
from app.domain.figures import counted
from app.domain.meetings import attendance, meeting_name
from app.domain.plan import Plan
from app.domain.records import ATTENDED, Attendance, Meeting, Record
from app.ui import look
from app.ui.dialogs.write import edit_record
from app.ui.kit import block, button, clear, column
from app.ui.page import Page
from app.ui.widgets.record_menu import mark

from .part import MeetingPart

WORDS = {"present": "Present", "deputy": "Deputy", "apologies": "Apologies", "absent": "Absent"}
"""As `ATTENDED`, where there is little room."""


class AttendancePart(MeetingPart):
    """The roles, each with the ways to attend; the one that holds is ticked, and pressed again nothing is recorded.

    Attributes:
        choices: the buttons by role and state; `notes` leads to what else is known of a role.
        line: where another role is typed.
    """

    TITLE, ADD = "Attendance", "All present"

    def __init__(self, page: Page):
        super().__init__(page)
        self.choices: dict[tuple[str, str], QPushButton] = {}
        self.notes: dict[str, QPushButton] = {}
        self._seen: object = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.space(0.5))
        self._grid.setVerticalSpacing(look.space(0.5))
        self._grid.setColumnStretch(0, 1)
        self.nobody = look.label(
            "Who attends is not said yet: edit the body, or type a role here.", quiet=True, wrap=True
        )
        self.line = QLineEdit()
        self.line.setPlaceholderText("Add a role that came, and press Enter")
        self.line.setAccessibleName("Add a role that came")
        self._more = block(column(self.line, edge=(0, look.space(0.5), 0, 0)))
        self.body.addWidget(self.nobody)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._more)
        self.line.returnPressed.connect(self._add_role)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        found, can_edit = attendance(plan, meeting), self.page.can_edit
        came = sum(1 for _, each in found if each and each.state in ("present", "deputy"))
        known = any(each for _, each in found)
        self.header.note.setText(f"{came:,} of {counted(len(found), 'role')}" if known else "")
        self.add_button.setVisible(can_edit and any(each is None for _, each in found))
        self.nobody.setVisible(not found)
        self._more.setVisible(can_edit)
        seen = (meeting.id, found, can_edit)
        if seen == self._seen:
            return
        self._seen = seen
        focused = next((at for at, button in self.choices.items() if button.hasFocus()), None)
        self.choices, self.notes = {}, {}
        clear(self._grid)
        for number, (role, each) in enumerate(found):
            self._show_role(number, role, each, can_edit=can_edit)
        if focused in self.choices:
            self.choices[focused].setFocus()

    def half_typed(self) -> str:
        return "a role" if self.line.text().strip() else ""

    def forget(self) -> None:
        self.line.clear()

    def add(self) -> None:
        """Say of every role that nothing is known of that it was present."""
        if self.meeting is not None:
            meeting, plan = self.meeting, self.workspace.plan
            made = [self._draft(role) for role, each in attendance(plan, meeting) if each is None]
            self.save(*made, label=f"All present at {meeting_name(self.workspace.plan, meeting)}")

    def choose(self, record: Record) -> None:
        """Put the keyboard to a role."""
        if isinstance(record, Attendance) and (record.role, record.state) in self.choices:
            self.choices[record.role, record.state].setFocus()

    def _draft(self, role: str) -> Attendance:
        assert self.meeting is not None
        return self.workspace.draft(Attendance, meeting=self.meeting.id, role=role)

    def _show_role(self, line: int, role: str, each: Attendance | None, *, can_edit: bool) -> None:
        name = look.label("\n".join(filter(None, (role, kept_back(each) if each else ""))), wrap=True)
        self._put(name, line, 0, each)
        if not can_edit:
            said = look.label(ATTENDED[each.state] if each else "Not said", quiet=each is None)
            self._put(said, line, 1, each)
        for number, (state, word) in enumerate(WORDS.items() if can_edit else (), 1):
            on = each is not None and each.state == state
            choice = button(f"✓ {word}" if on else word, lambda s=state: self._record(role, each, s), "choice")
            choice.setCheckable(True)
            choice.setChecked(on)
            choice.setAccessibleName(f"{role}: {ATTENDED[state].lower()}")
            choice.setToolTip("Press again to record nothing" if on else "")
            self._put(choice, line, number, each)
            self.choices[role, state] = choice
        if each is not None and can_edit:
            note = button(each.note or "Note…", lambda: self._edit(each), "link")
            note.setAccessibleName(f"{role}: {each.note or 'add a note'}")
            self._grid.addWidget(note, line, 5, Qt.AlignmentFlag.AlignLeft)
            note.show()
            self.notes[role] = note
        elif each is not None and each.note:
            self._put(look.label(each.note, quiet=True, wrap=True), line, 2, each)

    def _put(self, widget: QWidget, line: int, at: int, each: Attendance | None) -> None:
        self._grid.addWidget(widget, line, at)
        widget.show()
        if each is not None:
            mark(widget, each)

    def _edit(self, each: Attendance) -> None:
        gone = ("Not recorded", "Forget attendance of")
        edit_record(self.workspace, each, self, title=each.role, gone=gone)

    def _record(self, role: str, each: Attendance | None, state: str) -> None:
        if each is not None and each.state == state:
            done = self.page.attempt(lambda: self.workspace.remove(each, label=f"Forget attendance of {role}"))
        else:
            made = replace(each or self._draft(role), state=state)
            done = self.save(made, label=f"{role}: {ATTENDED[state].lower()}")
        if not done:
            self._seen = None
            self.again()

    def _add_role(self) -> None:
        role = " ".join(self.line.text().split())
        if role and self.save(self._draft(role), label=f"{role}: present"):
            self.line.clear()
