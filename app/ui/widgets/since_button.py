"""The button that says what is compared with, and lets one choose another meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.domain.meetings import ANY, body_name, meeting_name, own_body, the_body
from app.ui import look

from .rag_badge import plain_tip

if TYPE_CHECKING:
    from app.domain.records import Meeting
    from app.workspace import Workspace

ARROW, OTHER = " ▾", "Change"  # what it says where the name would be cut
LATEST = 10
"""How many meetings are offered one by one."""


class SinceButton(QPushButton):
    """The body that met, such as "Cabinet ▾", shortened where there is no room; hidden while no meeting is closed.

    Signals:
        chosen: the key of a body or of a meeting, `meetings.ANY`, or empty for the last meeting of the plan's own body.
        comparing: the person wants to compare two meetings.
    """

    chosen = Signal(str)
    comparing = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setFont(look.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.menu_ = QMenu(self)
        self._workspace: Workspace | None = None
        self._body = ""
        self.clicked.connect(self._choose)

    def show_workspace(self, workspace: Workspace) -> None:
        """Say what this plan is compared with."""
        self._workspace = workspace
        last, plan = workspace.last_meeting, workspace.plan
        name, self._body = (meeting_name(plan, last), body_name(plan, last)) if last else ("", "")
        self.updateGeometry()
        self._say()
        self.setAccessibleName(f"Changes since {name}. Choose another meeting")
        self.setToolTip(plain_tip(f"{name}: what is compared with, here and for “better” and “worse” on your screen"))
        self.setVisible(last is not None)

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._body), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(OTHER), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def fill(self) -> None:
        """Put into the menu what can be chosen now."""
        workspace, menu = self._workspace, self.menu_
        menu.clear()
        if workspace is None:
            return
        plan, meetings = workspace.plan, workspace.closed_meetings
        bodies: dict[str, Meeting] = {}
        for meeting in meetings:
            bodies.setdefault(meeting.body, meeting)
        own = own_body(plan)
        if own is not None:
            none = "" if own.id in bodies else ": none is closed yet"
            self._add(f"Last meeting of {the_body(own)}, whose plan this is{none}", "")
            bodies.pop(own.id, None)
        self._add("Last meeting of any body", ANY if own else "")
        for body, meeting in bodies.items() if own or len(bodies) > 1 else ():
            self._add(f"Last meeting of {body_name(plan, meeting)}", body)
        menu.addSeparator()
        chosen = [m for m in meetings if m.id == workspace.compare_with]
        for meeting in dict.fromkeys([*meetings[:LATEST], *chosen]):
            self._add(meeting_name(plan, meeting), meeting.id)
        menu.addSeparator()
        menu.addAction("Compare two meetings…", self.comparing.emit)

    def _add(self, text: str, key: str) -> None:
        action = self.menu_.addAction(text.replace("&", "&&"), lambda: self.chosen.emit(key))
        action.setCheckable(True)
        action.setChecked(self._workspace is not None and self._workspace.compare_with == key)

    def _width(self, name: str) -> int:
        """Pixels that the button takes with this name on it."""
        return self.fontMetrics().horizontalAdvance(f"{name}{ARROW}") + look.space(2.5)

    def _height(self) -> int:
        """Of a line, so that a heading beside it stands where those of other panels do."""
        return self.fontMetrics().height() + 2

    def _say(self) -> None:
        shown = self._body if self._width(self._body) <= self.width() + 2 else OTHER  # widths are rounded
        self.setText(f"{shown}{ARROW}")

    def _choose(self) -> None:
        self.fill()
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height())))
