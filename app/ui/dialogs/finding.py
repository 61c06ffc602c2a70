"""A finding of a monitoring visit, or what was observed in a check of the service's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.records import Audit, Finding, Visit
from app.ui import look
from app.ui.widgets.rag_badge import ILLUSTRATIVE

from .record_dialog import RecordDialog
from .served_themes import ServedThemes

if TYPE_CHECKING:
    from app.workspace import Workspace

OF_VISIT = {"progress": "Progress made", "further": "Further progress needed"}


class FindingDialog(RecordDialog[Finding]):
    """What was found and which themes it is about.

    Attributes:
        themes: boxes to tick.
    """

    ROWS = ["title", "kind", "response"]
    OPTIONS = {"kind": OF_VISIT}

    def __init__(self, workspace: Workspace, finding: Finding, title: str, verb: str, parent: QWidget | None = None):
        """A dialog called `title`; `verb` begins the edit's line of history."""
        self._workspace, self._verb = workspace, verb
        super().__init__(finding, title, self._write, parent)
        of, inside = workspace.find(finding.of), self.form.layout()
        if of is not None and isinstance(inside, QVBoxLayout):
            inside.insertWidget(0, look.label(of.name, quiet=True, wrap=True))
        self.themes = ServedThemes(workspace, finding, heading="Which themes it is about")
        self.add(self.themes)
        for name, field in self.form.fields.items():
            if workspace.plan.illustrative(finding, name):
                field.mark(ILLUSTRATIVE)

    def _write(self, finding: Finding) -> None:
        self._workspace.save(finding, *self.themes.links(finding), label=f"{self._verb} {finding.name}")


class ObservationDialog(FindingDialog):
    """What was observed, what was done about it, and which themes it is about."""

    ROWS = ["title", "response"]

    def __init__(self, workspace: Workspace, finding: Finding, title: str, verb: str, parent: QWidget | None = None):
        super().__init__(workspace, finding, title, verb, parent)
        self.form.fields["title"].name.setText("What was observed (needed)")


def new_finding(
    workspace: Workspace, of: Visit | Audit, kind: str = "further", parent: QWidget | None = None
) -> Finding | None:
    """Ask for a new finding of a visit, or for something observed in an audit, and save it."""
    kind = "observed" if isinstance(of, Audit) else kind
    draft = workspace.draft(Finding, of=of.id, kind=kind, title="")
    if kind == "observed":
        return _ask(ObservationDialog(workspace, draft, "What was observed", "Add the observation", parent))
    return _ask(FindingDialog(workspace, draft, "New finding", "Add the finding", parent))


def edit_finding(workspace: Workspace, finding: Finding, parent: QWidget | None = None) -> Finding | None:
    """Let the person change a finding."""
    if finding.kind == "observed":
        return _ask(ObservationDialog(workspace, finding, "What was observed", "Edit the observation", parent))
    return _ask(FindingDialog(workspace, finding, "Edit finding", "Edit the finding", parent))


def _ask(dialog: FindingDialog) -> Finding | None:
    dialog.exec()
    return dialog.saved
