"""Under a score, where a risk is changed in place: since when it holds, and why, which may be said there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.plan import Plan
from app.domain.records import Risk, Scoring
from app.domain.scoring import score_that_holds
from app.ui.widgets.in_place import InPlace


class ScoreReason(InPlace[Scoring]):
    """One line; not there while nobody knows when the score was given."""

    def __init__(self, of: str, save: Callable[[Scoring, Sequence[str]], object]):
        """Of the score that is called so, a key of `SETS`."""
        super().__init__(Scoring, ["reason"], save)
        self._of = of
        self.hide()

    def show_score(self, plan: Plan, risk: Risk) -> None:
        """Show what is known of the score that a risk has."""
        found = score_that_holds(plan, risk, self._of)
        if found is None:
            self.leave()
        elif self.shown is not None and self.shown.id == found.id:
            self.refresh(found)
        else:
            self.fill(found)
        self.setVisible(found is not None)
        if found is not None:
            field = self.fields["reason"]
            field.name.setText(f"Scored {found.day}, because")
            field.control.setAccessibleName(f"Why it was scored so on {found.day}")
