"""What the register of risks shows: its rows and columns, what is worth a look, and a risk's fields in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from app.domain.descent import Effect, effect
from app.domain.fields import FieldError
from app.domain.figures import capital
from app.domain.kinds import KINDS, Folded, Row, exempting
from app.domain.mitigating import open_mitigations, overdue
from app.domain.plan import Plan
from app.domain.rating import Direction
from app.domain.records import SETS, Action, Category, Mitigation, Risk, Scoring, Theme, rules
from app.domain.risk import outside, score_of
from app.domain.schedule import show_date
from app.ui import kit, look
from app.ui.dialogs.special import NEW_CATEGORY_TIP, edit_name
from app.ui.register.row import RecordRow
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.in_place import InPlace
from app.ui.widgets.level_field import LevelField
from app.ui.widgets.rag_badge import ILLUSTRATIVE, ILLUSTRATIVE_TIP, Tag
from app.ui.widgets.record_model import Column
from app.ui.widgets.score import NOT_SCORED, FigureDelegate, Score, ScoreChip, ScoreDelegate
from app.ui.widgets.tagged import TaggedDelegate

from .categories import NO_CATEGORY, category_names
from .why_scored import ScoreReason


class RiskRow(RecordRow[Risk]):
    """One line of the register."""

    @cached_property
    def score(self) -> Score | None:
        """How it is scored now; None where it is not."""
        return self._scored("likelihood", "impact")

    @cached_property
    def target(self) -> Score | None:
        """How it should be scored; None where nobody says."""
        return self._scored("target_likelihood", "target_impact")

    @cached_property
    def was(self) -> int | None:
        """The score at the last meeting."""
        old = self.ratings.before.find(self.id) if self.ratings.before else None
        return score_of(self.plan, old) if isinstance(old, Risk) else None  # by today's scale, as both are compared

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Those that it threatens, by number."""
        return tuple(sorted(self.plan.served(self.record, Theme), key=lambda theme: theme.number or 0))

    @property
    def category(self) -> str:
        """The name of its category; empty for none."""
        category = self.plan.get(Category, self.record.category)
        return category.title if category else ""

    @property
    def illustrative(self) -> bool:
        """Whether its status rests on an illustrative value, or the whole risk is one."""
        return self.rating.illustrative or self.plan.illustrative(self.record)

    @property
    def overdue(self) -> bool:
        """Whether its review lies behind the day the plan speaks of."""
        review = self.record.review
        return bool(review and not self.record.is_closed and review.last < self.plan.position)

    @property
    def moved(self) -> str:
        """Which way it moved since the last meeting; empty without a closed one."""
        return str(self.rating.direction or "")

    @property
    def was_words(self) -> str:
        """Such as "was 12", where the score is another now."""
        return f"was {self.was}" if self.was and self.was != self.number else ""

    @cached_property
    def number(self) -> int | None:
        """Its score on the plan's scale; None without one, and outside the scale."""
        return score_of(self.plan, self.record)

    @property
    def is_outside(self) -> bool:
        """Whether one of its scores lies outside the plan's scale."""
        return any(outside(self.plan, [self.record]))

    @cached_property
    def wanted(self) -> int | None:
        """Its target on the plan's scale."""
        return score_of(self.plan, self.record, "target")

    @property
    def owner(self) -> str:
        """Who owns it, in words also where nobody does."""
        return self.record.owner or "No owner"

    @property
    def gist(self) -> str:
        """What may happen and what it would lead to, in one line; of a closed risk when and why it was closed."""
        risk = self.record
        if risk.is_closed:
            return capital(risk.closed_words)
        return ", ".join(" ".join(part.split()).rstrip(".") for part in (risk.event, risk.consequence) if part)

    @cached_property
    def mitigations(self) -> Sequence[Mitigation | Action]:
        """What is still to be done about it."""
        return open_mitigations(self.plan, self.record)

    @property
    def mitigation_overdue(self) -> bool:
        """Whether anything that is to be done about it is overdue."""
        return any(overdue(each, self.plan.position) for each in self.mitigations)

    @property
    def no_lower(self) -> bool:
        """Whether something was done about it, and its score is not lower for that."""
        done = any(each.done for each in self.plan.children(self.record, Mitigation, "risk"))
        done = done or any(each.done for each in self.plan.serving(self.record, Action))
        return done and effect(self.plan, self.record) in (Effect.SAME, Effect.HIGHER)

    @property
    def target_not_below(self) -> bool:
        """Whether a risk that is to be brought down has a target that would not."""
        now, wanted = self.number, self.wanted
        return bool(now and wanted and wanted >= now and self.record.response != "tolerate")

    @property
    def above_target(self) -> bool:
        """Whether an open risk is scored higher than where it should be."""
        now, wanted = self.number, self.wanted
        return bool(not self.record.is_closed and now and wanted and now > wanted)

    def _scored(self, *names: str) -> Score | None:
        likelihood, impact = (getattr(self.record, name) for name in names)
        if likelihood is None or impact is None:
            return None
        marked = any(self.plan.illustrative(self.record, name) for name in names)
        return Score.of(likelihood, impact, self.plan.scale, illustrative=marked)


def columns(second: Callable[[RiskRow], str] | None = None) -> list[Column[RiskRow]]:
    """What the register shows, from left to right; `second` gives the grey line under a risk's title."""
    return [
        Column(name="ref", title="Ref", text=lambda r: r.record.ref, sort=_by_ref, width=60),
        Column(
            name="title", title="Risk", text=lambda r: r.record.title, stretch=True, second=second,
            delegate=TaggedDelegate, cell=lambda r: (ILLUSTRATIVE,) if r.illustrative else (),
        ),
        Column(
            name="owner", title="Owner", text=lambda r: r.owner, sort=lambda r: r.record.owner or None,
            gives_way=6, width=150,
        ),
        Column(
            name="score", title="Score", text=lambda r: _score_text(r.score), sort=lambda r: r.number,
            sets=("likelihood", "impact"),
            cell=lambda r: r.score, delegate=ScoreDelegate, tip=lambda r: _score_tip(r.score), width=108,
        ),
        Column(
            name="target", title="Target", text=lambda r: _score_text(r.target) if r.target else "",
            sets=("target_likelihood", "target_impact"),
            sort=lambda r: r.wanted, cell=lambda r: r.target, delegate=FigureDelegate,
            tip=lambda r: _score_tip(r.target) if r.target else "No target", gives_way=3, width=72,
        ),
        Column(
            name="moved", title="Moved", text=lambda r: r.moved, second=lambda r: r.was_words, sort=_by_movement,
            cell=lambda r: r.rating.direction, delegate=DirectionDelegate, tip=_movement_tip, gives_way=2, width=96,
        ),
        Column(
            name="status", title="Status", text=lambda r: r.rating.word,
            sort=lambda r: r.rating.status.rank, cell=lambda r: r.rating.status, delegate=StatusDelegate,
            tip=lambda r: r.rating.reason, width=116,
        ),
        Column(
            name="review", title="Next review", text=lambda r: str(r.record.review or "Not set"),
            second=lambda r: "overdue" if r.overdue else "", sort=lambda r: r.record.review, gives_way=4, width=116,
        ),
        Column(
            name="themes", title="Themes", text=lambda r: ", ".join(str(theme.number) for theme in r.themes),
            sort=lambda r: tuple(theme.number or 0 for theme in r.themes) or None,
            tip=lambda r: ", ".join(theme.name for theme in r.themes) or "Threatens no theme", gives_way=5, width=84,
        ),
        Column(
            name="category", title="Category", text=lambda r: r.category, sort=lambda r: r.category.casefold() or None,
            shown=False, gives_way=5, width=132,
        ),
        Column(
            name="raised", title="Raised", text=lambda r: str(r.record.raised or ""), sort=lambda r: r.record.raised,
            shown=False, gives_way=7, width=104,
        ),
        Column(
            name="closed", title="Closed", text=_closed_text,
            sort=lambda r: r.record.closed, shown=False, gives_way=7, width=104,
        ),
    ]  # fmt: skip


def _closed_text(row: RiskRow) -> str:
    if row.record.closed:
        return show_date(row.record.closed)
    return "Date not given" if row.record.is_closed else ""


def _score_text(score: Score | None) -> str:
    """In words for the clipboard too, where a dashed frame is not seen."""
    if score is None:
        return NOT_SCORED
    return f"{score}, {ILLUSTRATIVE}" if score.illustrative else str(score)


def _score_tip(score: Score | None) -> str:
    return f"{score}. {ILLUSTRATIVE_TIP}" if score and score.illustrative else str(score or NOT_SCORED)


def _by_ref(row: RiskRow) -> tuple[str, int, str]:
    """R-2 before R-10."""
    head, _, tail = row.record.ref.rpartition("-")
    return (head.casefold(), int(tail), "") if tail.isdecimal() else (row.record.ref.casefold(), 0, tail)


def _by_movement(row: RiskRow) -> int | None:
    order = (Direction.WORSE, Direction.LESS_KNOWN, Direction.NEW, Direction.MEASURED_DIFFERENTLY, Direction.SAME)
    found = row.rating.direction
    return None if found is None else order.index(found) if found in order else len(order)


def _movement_tip(row: RiskRow) -> str:
    if not row.moved:
        return "No meeting has been closed yet."
    return f"Since the last meeting: {', '.join(part for part in (row.moved, row.was_words) if part)}"


SCORE, TARGET, INHERENT = SETS["current"], SETS["target"], SETS["inherent"]
ROWS: Sequence[Row] = KINDS[Risk].whole([
    SCORE,
    TARGET,
    Folded(word="Inherent score, if nothing were done…", names=INHERENT),
    ("owner", "review"),
    Folded(word="Review rhythm and proximity…", names=("rhythm", "proximity")),
    ("response", "target_by"),
    ("category", "raised"),
    "cause",
    "event",
    "consequence",
    Folded(word="All of it in one text, as it was given…", names=("description",)),
    "mitigation",
    ("ref", "title"),
])  # fmt: skip


def edit_label(risk: Risk, names: Sequence[str]) -> str:
    """What an edit of these fields is called, such as "Score R-12 4 x 4" or "Re-own R-12"."""
    name = edit_name(risk)
    if set(names) <= set(SCORE):
        return f"Score {name} {risk.likelihood} x {risk.impact}" if risk.is_scored else f"Take the score of {name} away"
    if set(names) <= set(TARGET):
        scored = f"Set the target of {name} to {risk.target_likelihood} x {risk.target_impact}"
        return scored if risk.target_likelihood and risk.target_impact else f"Take the target of {name} away"
    if set(names) <= set(INHERENT):
        scored = f"Set the inherent score of {name} to {risk.inherent_likelihood} x {risk.inherent_impact}"
        return (
            scored if risk.inherent_likelihood and risk.inherent_impact else f"Take the inherent score of {name} away"
        )
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
        whys: under each score since when it holds and why, by the keys of `SETS`.
    """

    def __init__(
        self, save: Callable[[Risk, Sequence[str]], object], say_why: Callable[[Scoring, Sequence[str]], object]
    ):
        super().__init__(Risk, ROWS, save, together=(SCORE, TARGET, INHERENT), options={"category": {"": NO_CATEGORY}})
        self.new_category = self.beside("category", "New…", NEW_CATEGORY_TIP)
        self._categories: dict[str, str] = {"": NO_CATEGORY}
        self.score, self.target = ScoreChip(), ScoreChip()
        self._plan: Plan | None = None
        self.heads = {SCORE: (look.label("Score", "small", quiet=True), Tag()),
                      TARGET: (look.label("Target", "small", quiet=True), Tag())}  # fmt: skip
        self.whys = {of: ScoreReason(of, say_why) for of in SETS}
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        for of, names in SETS.items():
            whole.insertWidget(whole.indexOf(self.row_of(names[0])) + 1, self.whys[of])
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
            if isinstance(field, LevelField):
                field.offer_scale(plan.scale)
            marked = name not in (*SCORE, *TARGET) and self._is_marked(name)
            if marked != (field.tag is not None):
                field.mark("illustrative" if marked else "")
        self._show_scores()
        if self.shown is not None:
            for why in self.whys.values():
                why.show_score(plan, self.shown)

    def leave(self) -> None:
        for why in self.whys.values():
            why.leave()
        super().leave()

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        for why in self.whys.values():
            why.set_read_only(read_only)
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
        return Score.of(likelihood, impact, self._plan.scale, illustrative=marked)

    def _beside(self, names: tuple[str, str], chip: ScoreChip) -> None:
        """Put a score at the end of the row of its fields; above it its name, or that it is illustrative."""
        title, mark = self.heads[names]
        title.setMinimumHeight(self.fields[names[1]].name.minimumHeight())
        self.row_of(names[1]).addLayout(kit.column(title, mark, chip, kit.STRETCH, gap=look.space(0.5)))
        for name in names:
            box = self.fields[name].control
            assert isinstance(box, QComboBox)
            box.setMinimumContentsLength(8)
