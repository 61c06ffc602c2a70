"""The dialogs of kinds that need more than their description says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.kinds import Row
from app.domain.records import (
    Benchmark,
    Category,
    DateChange,
    Dependency,
    Finding,
    Indicator,
    Meeting,
    Rebase,
    Record,
    Risk,
    TargetStep,
)
from app.domain.schedule import show_date
from app.ui import look
from app.ui.widgets.fields import ChoiceField

from .indicator import IndicatorDialog
from .kind_dialog import KindDialog, ask_new
from .move_date import told
from .scored import WhyScored

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


def remove_dependency(workspace: Workspace, dependency: Dependency) -> None:
    """Take a dependency away. Raises NotSaved."""
    workspace.remove(dependency, label=waits(workspace, dependency, "no longer waits for"))


def _short(record: Record | None) -> str:
    return "" if record is None else getattr(record, "ref", "") or record.name


NEW_CATEGORY_TIP = "Make a category that is not in the list yet"
_OF_VISIT = {"progress": "Progress made", "further": "Further progress needed"}


class FindingDialog(KindDialog[Finding]):
    """What was found, or what was observed: that is of no kind but its own."""

    def __init__(self, workspace: Workspace, record: Finding, title: str, verb: str, *args: Any, **how: Any):
        observed = record.kind == "observed"
        words = verb.replace("finding", "observation") if observed else verb
        super().__init__(workspace, record, "What was observed" if observed else title, words, *args, **how)
        if observed:
            self.label("title", "What was observed")

    def rows(self, record: Finding) -> Sequence[Row]:
        rows = super().rows(record)
        return [row for row in rows if row != "kind"] if record.kind == "observed" else rows

    def choices(self, record: Finding) -> dict[str, Mapping[Any, str]]:
        return {**super().choices(record), "kind": _OF_VISIT}


class DateChangeDialog(KindDialog[DateChange]):
    """What is kept of a date that was moved: to put the reason in better words."""

    def note(self, record: DateChange) -> QWidget | None:
        return look.label(f"{self._moved(record)}: {told(record)}", quiet=True, wrap=True)

    def label_of(self, record: DateChange) -> str:
        return f"Edit why {self._moved(record)} was moved"

    def _moved(self, record: DateChange) -> str:
        found = self.workspace.find(record.record)
        return found.name if found else ""


class AroundDialog(KindDialog[Any]):
    """A target, a figure of others or new limits of an indicator, whose reference stands in the line of history."""

    def label_of(self, record: TargetStep | Benchmark | Rebase) -> str:
        of = _short(self.workspace.find(record.indicator))
        match record:
            case TargetStep():
                return f"{self.verb} the target of {of} from {record.starts}"
            case Benchmark():
                return f"{self.verb} the figure of {record.who} for {record.period} beside {of}"
            case Rebase():
                return f"Begin the limits of {of} anew from {record.starts}"


class MeetingDialog(KindDialog[Meeting]):
    """Who meets and when; of a meeting that was closed or planned ahead, what stays as it was."""

    def note(self, record: Meeting) -> QWidget | None:
        said = ""
        if record.closed:
            said = "This meeting is closed. What later changes are compared with stays as it was marked."
        elif record.planned:
            said = f"Planned for {show_date(record.planned)}, which stays known when the meeting is moved."
        return look.label(said, quiet=True, wrap=True) if said else None


def edit_name(risk: Risk) -> str:
    """How an edit names a risk: by its reference, or by the beginning of its title."""
    if risk.ref or not risk.title:
        return risk.ref or "risk"
    return risk.title if len(risk.title) <= 40 else f"{risk.title[:40].rstrip()}…"


class RiskDialog(KindDialog[Risk]):
    """A risk; a category that is not there yet is made on the way.

    Attributes:
        scored: asks why it is scored so; None where no score is asked for.
    """

    def __init__(self, *args: Any, **how: Any):
        self.scored: WhyScored | None = None
        super().__init__(*args, **how)
        if "category" in self.form.fields:
            self.form.beside("category", "New…", NEW_CATEGORY_TIP).clicked.connect(self._make_category)

    def add_parts(self) -> None:
        if "likelihood" in self.form.fields:
            self.scored = WhyScored(self.workspace, self._record, self.form)
            self.add(self.scored)
        super().add_parts()

    def label_of(self, record: Risk) -> str:
        return self._label or f"{self.verb} {edit_name(record)}"

    def _make_category(self) -> None:
        field = self.form.fields["category"]
        if isinstance(field, ChoiceField) and (made := ask_new(KindDialog, self.workspace, Category, self)):
            field.offer(self.choices(self._record)["category"], made.id)


SPECIAL: Mapping[type[Record], type[KindDialog[Any]]] = {
    Benchmark: AroundDialog,
    DateChange: DateChangeDialog,
    Dependency: DependencyDialog,
    Finding: FindingDialog,
    Indicator: IndicatorDialog,
    Meeting: MeetingDialog,
    Rebase: AroundDialog,
    Risk: RiskDialog,
    TargetStep: AroundDialog,
}
"""The dialog by the kind; every other kind has `KindDialog`."""
