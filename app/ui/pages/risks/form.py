"""The fields of a risk, edited in place: what they are, how their edits are called, and the scores they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox

from app.domain.fields import FieldError
from app.domain.kinds import KINDS, Row, exempting
from app.domain.plan import Plan
from app.domain.records import Risk, rules
from app.ui import kit, look
from app.ui.dialogs.categories import NO_CATEGORY, category_names
from app.ui.dialogs.special import NEW_CATEGORY_TIP, edit_name
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.in_place import InPlace
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.score import Score, ScoreChip

SCORE, TARGET = ("likelihood", "impact"), ("target_likelihood", "target_impact")
ROWS: Sequence[Row] = KINDS[Risk].whole([
    SCORE,
    TARGET,
    ("owner", "review"),
    ("response", "raised"),
    "category",
    "cause",
    "event",
    "consequence",
    "mitigation",
    ("ref", "title"),
])  # fmt: skip


def edit_label(risk: Risk, names: Sequence[str]) -> str:
    """What an edit of these fields is called, such as "Score R-12 4 x 4" or "Re-own R-12"."""
    name = edit_name(risk)
    if set(names) <= set(SCORE):
        return f"Score {name} {risk.likelihood} x {risk.impact}" if risk.score else f"Take the score of {name} away"
    if set(names) <= set(TARGET):
        scored = f"Set the target of {name} to {risk.target_likelihood} x {risk.target_impact}"
        return scored if risk.target_score else f"Take the target of {name} away"
    if len(names) == 1:
        single = {
            "owner": "Re-own {}" if risk.owner else "Take the owner of {} away",
            "review": f"Review {{}} {'on' if risk.review and risk.review.precision == 'day' else 'in'} {risk.review}"
            if risk.review
            else "Take the review of {} away",
            "title": "Rename {}",
            "exempt": exempting(risk, "{}"),
            "category": "Put {} into another category" if risk.category else "Take the category of {} away",
        }
        if names[0] in single:
            return single[names[0]].format(name)
    return f"Edit {name}: {', '.join(rules(Risk)[n].label.lower() for n in names)}"


class RiskForm(InPlace[Risk]):
    """The form, with the score that likelihood and impact make beside them while one types.

    Attributes:
        new_category: the button of a category that is not there yet.
    """

    def __init__(self, save: Callable[[Risk, Sequence[str]], object]):
        super().__init__(Risk, ROWS, save, together=(SCORE, TARGET), options={"category": {}})
        self.new_category = self.beside("category", "New…", NEW_CATEGORY_TIP)
        self._categories: dict[str, str] = {"": NO_CATEGORY}
        self.score, self.target = ScoreChip(), ScoreChip()
        self._plan: Plan | None = None
        self.heads = {SCORE: (look.label("Score", "small", quiet=True), Tag()),
                      TARGET: (look.label("Target", "small", quiet=True), Tag())}  # fmt: skip
        self._beside(SCORE, self.score)
        self._beside(TARGET, self.target)
        row = self.row_of("title")
        row.setStretch(row.indexOf(self.fields["ref"]), 1)
        row.setStretch(row.indexOf(self.fields["title"]), 4)
        self.changed.connect(self._show_scores)

    def show_plan(self, plan: Plan) -> None:
        """Judge by this plan's bands, and mark what is illustrative in it."""
        self._plan = plan
        self._offer_categories(plan)
        for name, field in self.fields.items():
            marked = name not in (*SCORE, *TARGET) and self._is_marked(name)
            if marked != (field.tag is not None):
                field.mark("illustrative" if marked else "")
        self._show_scores()

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.new_category.setVisible(not read_only)

    def _offer_categories(self, plan: Plan) -> None:
        field, there = self.fields["category"], category_names(plan)
        assert isinstance(field, ChoiceField)
        if there != self._categories:
            self._categories = there
            field.offer(there, self.shown.category if self.shown else "")

    def _show_scores(self) -> None:
        for chip, names in ((self.score, SCORE), (self.target, TARGET)):
            score = self._score(names)
            chip.show_score(score)
            title, mark = self.heads[names]
            marked = score is not None and score.illustrative
            title.setVisible(not marked)
            mark.setVisible(marked)

    def _is_marked(self, name: str) -> bool:
        """Whether a field shows an illustrative value, which it does no longer once another is typed."""
        risk, field = self.shown, self.fields[name]
        if risk is None or self._plan is None or field.is_changed() or getattr(risk, name) == field.rule.empty:
            return False
        return self._plan.illustrative(risk, name)

    def _score(self, names: tuple[str, str]) -> Score | None:
        if self._plan is None or self.shown is None:
            return None
        try:
            likelihood, impact = (self.fields[name].value() for name in names)
        except FieldError:
            return None
        if not isinstance(likelihood, int) or not isinstance(impact, int):
            return None
        marked = all(self._is_marked(name) for name in names)
        return Score.of(likelihood, impact, self._plan.thresholds, illustrative=marked)

    def _beside(self, names: tuple[str, str], chip: ScoreChip) -> None:
        """Put a score at the end of the row of its fields; above it its name, or that it is illustrative."""
        title, mark = self.heads[names]
        title.setMinimumHeight(self.fields[names[1]].name.minimumHeight())
        self.row_of(names[1]).addLayout(kit.column(title, mark, chip, kit.STRETCH, gap=look.space(0.5)))
        for name in names:
            box = self.fields[name].control
            assert isinstance(box, QComboBox)
            box.setMinimumContentsLength(8)
