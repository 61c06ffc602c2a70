"""What changed from one closed meeting to another, or to now, grouped by what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from app.domain.fields import Reference
from app.domain.lazy import Lazy
from app.domain.meaning import MEANINGS
from app.domain.meetings import meeting_name
from app.domain.records import Meeting, Record
from app.domain.since import Change
from app.ui import look
from app.ui.dialogs.dialog import EDGE, Dialog
from app.ui.kit import STRETCH, column, keep_nothing_of, row, scroll
from app.ui.widgets.change_lines import line_of
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.whole_lines import STEP, WholeLines

if TYPE_CHECKING:
    from app.workspace import Workspace

EARLIER = Reference(label="From", to="meeting", required=True)
LATER = Reference(label="To", to="meeting")
NOW = "Now"


class CompareDialog(Dialog):
    """Two moments, and what changed between them.

    Attributes:
        earlier, later: the moments; `later` offers now, too.
        groups: what the changes mean, with how many they are; the chosen group is shown in `lines`.
        export: writes the changes as a PDF.
        target: the record that the person wants to see; None where none.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Compare meetings")
        keep_nothing_of(self)
        self._workspace = workspace
        self._found: dict[str, list[Change]] = {}
        self.target: Record | None = None
        plan, meetings = workspace.plan, workspace.closed_meetings
        names = {m.id: meeting_name(plan, m) for m in meetings}
        self.earlier, self.later = ChoiceField(EARLIER, names), ChoiceField(LATER, {"": NOW, **names})
        self.earlier.name.setText(EARLIER.label)  # it is filled in from the beginning
        self.groups, self.lines = QListWidget(), WholeLines("What changed", STEP)
        self._area = scroll(self.lines)
        self.said = look.label(quiet=True, wrap=True)
        self.export, self.close_ = QPushButton("Export…"), QPushButton("Close")
        self._build(bool(meetings))
        last = workspace.last_meeting
        if meetings:
            self.earlier.show_value(last.id if last else meetings[0].id)
            self.later.show_value("")
            self.compare()
        for field in (self.earlier, self.later):
            field.changed.connect(self.compare)
        self.groups.currentRowChanged.connect(lambda _row: self._show_group())
        self.lines.opened.connect(self._open)
        self.export.clicked.connect(self._export)
        self.close_.clicked.connect(self.reject)

    @classmethod
    def ask(cls, workspace: Workspace, parent: QWidget | None = None) -> Record | None:
        """Let the person compare; the record to open then, or None."""
        dialog = cls(workspace, parent)
        dialog.exec()
        return dialog.target

    def moments(self) -> tuple[Meeting | None, Meeting | None]:
        """The two meetings; None stands for now."""
        found = [self._workspace.find(str(field.box.currentData() or "")) for field in (self.earlier, self.later)]
        earlier, later = (found if isinstance(found, Meeting) else None for found in found)
        return earlier, later

    def compare(self) -> None:
        """Show what changed between the two."""
        from app.workspace import Refusal

        earlier, later = self.moments()
        try:
            found = self._workspace.compare(earlier, later) if earlier else ()
        except Refusal as refusal:
            self._show((), str(refusal))
            return
        self._show(found, "" if found else "Nothing changed between the two.")

    def _show(self, found: Sequence[Change], said: str) -> None:
        groups: dict[str, list[Change]] = defaultdict(list)
        for change in found:
            groups[change.means].append(change)
        self._found = {means: groups[means] for means in MEANINGS if groups[means]}
        self.said.setText(said)
        self.said.setVisible(bool(said))
        for part in (self.groups, self._area):
            part.setVisible(not said)
        self.export.setEnabled(not said)
        self.groups.clear()
        self.groups.addItems([f"{MEANINGS[means]} ({len(changes):,})" for means, changes in self._found.items()])
        self.groups.setCurrentRow(0 if self._found else -1)
        self._show_group()

    def _show_group(self) -> None:
        row = self.groups.currentRow()
        chosen = [*self._found.values()][row] if 0 <= row < len(self._found) else []
        self.lines.begin()
        self.lines.show_lines(Lazy(chosen, lambda change: line_of(change, lambda c: self._workspace.find(c.record.id))))

    def _open(self, record: Record | None) -> None:
        if record is not None:
            self.target = record
            self.accept()

    def _export(self) -> None:
        from app.ui import files
        from app.ui.dialogs.export import Comparison, ExportDialog

        workspace = self._workspace
        earlier, later = self.moments()
        if earlier is not None:
            compared = Comparison(workspace.as_at(later), workspace.as_at(earlier), later, earlier)
            suggested = files.briefing_path(f"{workspace.plan.programme.title} what changed")
            ExportDialog.ask(workspace, suggested, self, compared)

    def _build(self, there: bool) -> None:
        for field in (self.earlier, self.later):
            field.setVisible(there)
        self.groups.setAccessibleName("What the changes mean")
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        gap = look.space(2)
        column(
            look.label("What changed between two meetings", "title"),
            row((self.earlier, 1), (self.later, 1), gap=gap),
            (row((self.groups, 2), (self._area, 5), gap=gap), 1), (self.said, 1),
            row(self.export, STRETCH, self.close_, gap=look.space(1)), on=self, gap=look.space(1.5), edge=EDGE,
        )  # fmt: skip
        self.resize(look.space(124), look.space(76))
        if not there:
            self._show((), "No meeting has been closed yet. Once one is, what changes after it can be compared.")
