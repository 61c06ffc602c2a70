"""What an indicator is: what it measures, how it is judged, its golden thread, and where that comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.bar import judged
from app.domain.figures import figure
from app.domain.plan import Plan
from app.domain.records import BETTER, Indicator, Theme
from app.domain.schedule import CADENCES
from app.ui import look
from app.ui.dialogs.indicator import ASKED, minimum_words
from app.ui.widgets.card import ListArea
from app.ui.widgets.plan_of import why_not_editing
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_story import SourceLines
from app.ui.widgets.thread_panel import ThreadPanel

if TYPE_CHECKING:
    from app.workspace import Workspace

_UNITS = {"%": "in per cent", "": "as a number", "£": "in pounds", "days": "in days", "weeks": "in weeks"}


class About(ListArea):
    """An indicator's own words, one line under the other.

    Attributes:
        ties: what it serves and what serves it.

    Signals:
        opened: the person wants to see what it is tied to.
        adopted: the person stands by illustrative values: their marks.
    """

    opened = Signal(object)
    adopted = Signal(object)

    def __init__(self, attempt: Callable[..., bool], can_open: Callable[[Any], bool], parent: QWidget | None = None):
        super().__init__(parent)
        self._facts = QWidget()
        self.ties = ThreadPanel(attempt, can_open)
        self.ties.opened.connect(self.opened)
        self.sources = SourceLines()
        self.sources.adopted.connect(self.adopted)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, look.space(1), 0)
        self._column.setSpacing(look.space(1.5))
        self._column.addWidget(self._facts)
        for title, part in (("Golden thread", self.ties), ("Sources", self.sources)):
            self._column.addWidget(look.label(title, "strong"))
            self._column.addWidget(part)
        self._column.addStretch()
        self.setWidget(body)

    def show_indicator(self, workspace: Workspace, indicator: Indicator) -> None:
        """Show another indicator."""
        plan = workspace.plan
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(look.space(2))
        grid.setVerticalSpacing(look.space(1))
        lines: list[tuple[str, QWidget]] = [
            (name, look.label(text, wrap=True)) for name, text in _facts(plan, indicator) if text
        ]
        if not plan.served(indicator, Theme):
            lines.append(("Serves", look.label("No theme yet, so that it counts for none.", wrap=True)))
        for row, (name, widget) in enumerate(lines):
            grid.addWidget(look.label(name, quiet=True), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, row, 1)
        self._column.replaceWidget(self._facts, facts)
        self._facts.hide()
        self._facts.deleteLater()
        self._facts = facts
        self.ties.show_record(workspace, indicator)
        self.sources.show_record(plan, indicator, writable=not why_not_editing(self))


def _facts(plan: Plan, indicator: Indicator) -> list[tuple[str, str]]:
    target = "None"
    if indicator.is_context:
        target = "None is meant: it is shown for context only."
    elif indicator.target is not None:
        target = figure(indicator.target, indicator.unit)
        target += f" to {figure(indicator.target_high, indicator.unit)}" if indicator.target_high is not None else ""
        target += f", by {indicator.target_by}" if indicator.target_by else ""
        target += f" ({ILLUSTRATIVE})" if plan.illustrative(indicator, "target") else ""
    asked = indicator.target is not None and indicator.better in ("unknown", "")
    dated = indicator.target_by is not None
    key = "It is a key indicator: off track, it puts its themes off track." if indicator.key else ""
    return [
        ("Definition", indicator.definition),
        ("Measured", f"{CADENCES[indicator.cadence]}, {_UNITS.get(indicator.unit, 'in ' + indicator.unit)}"),
        ("Direction", f"{BETTER[indicator.better]}. {ASKED}" if asked else BETTER[indicator.better]),
        ("Target", target),
        ("Tolerance", minimum_words(indicator)),
        ("Starting reading", f"That of {indicator.baseline}" if indicator.baseline else ""),
        ("Until its date", "Judged against the target itself." if indicator.target_now and dated else ""),
        ("Judged", " ".join(filter(None, (judged(indicator, plan.thresholds), key)))),
        ("Owner", indicator.owner or "Nobody yet"),
        ("Workforce", "It is shown with the money and the workforce too." if indicator.workforce else ""),
        ("Note", indicator.note),
    ]
