"""That an action waits for another: which, for which, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.records import Dependency, Record

from .kind_dialog import KindDialog

if TYPE_CHECKING:
    from app.workspace import Workspace


class DependencyDialog(KindDialog[Dependency]):
    """Which action waits, for which other, and why. One that is there keeps its ends: another is another dependency."""

    def __init__(self, workspace: Workspace, record: Dependency, title: str, *args: Any, **how: Any):
        there = workspace.find(record.id) is not None
        super().__init__(workspace, record, "Why it waits" if there else title, *args, **how)
        for name in ("action", "waits_for"):
            self.form.fields[name].control.setEnabled(not there)
        if there or record.action:
            self.form.fields["why" if there else "waits_for"].control.setFocus()

    def label_of(self, record: Dependency) -> str:
        return waits(self.workspace, record)


def waits(workspace: Workspace, dependency: Dependency, word: str = "waits for") -> str:
    """The edit's line of history, such as "A-01 waits for A-02"."""
    ends = (workspace.find(key) for key in (dependency.action, dependency.waits_for))
    return f" {word} ".join(_short(end) for end in ends)


def remove(workspace: Workspace, dependency: Dependency) -> None:
    """Take a dependency away. Raises NotSaved."""
    workspace.remove(dependency, label=waits(workspace, dependency, "no longer waits for"))


def _short(record: Record | None) -> str:
    return "" if record is None else getattr(record, "ref", "") or record.name
