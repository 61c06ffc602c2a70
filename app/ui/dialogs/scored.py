"""Why a risk is scored otherwise: asked in the dialog in which it is, and never needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain.fields import FieldError, Text
from app.domain.records import SETS, Risk, Scoring
from app.domain.scoring import scored_because
from app.ui.widgets.form import Form

from .record_dialog import AskedReason

if TYPE_CHECKING:
    from app.workspace import Workspace

BECAUSE = Text(label="Why it is scored so", help="Kept with the score. It may be left empty.")


class WhyScored(AskedReason):
    """The reason; not there while the scores are as they were, or none."""

    def __init__(self, workspace: Workspace, record: Risk, form: Form[Any]):
        super().__init__(BECAUSE, form)
        self._workspace, self._form = workspace, form
        there = workspace.find(record.id)
        self._before = there if isinstance(there, Risk) else None
        self.reason.setObjectName("reason")
        self._ask()

    def records(self, record: Any) -> list[Scoring]:
        """The scores that are given now, with the reason; nothing where none is given."""
        reason = "" if self.isHidden() else str(self.reason.value())
        return scored_because(self._workspace.plan, record, reason) if reason else []

    def _ask(self) -> None:
        self.setVisible(any(self._is_scored_anew(names) for names in SETS.values()))

    def _is_scored_anew(self, names: Sequence[str]) -> bool:
        """Whether likelihood and impact are given, and are not what they were."""
        fields = self._form.fields
        try:
            now = [fields[name].value() if name in fields else None for name in names]
        except FieldError:
            return False
        return all(now) and now != [getattr(self._before, name, None) for name in names]
