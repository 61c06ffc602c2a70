"""The risk register as rows: each risk with what it means today, the columns that show it, and what stands out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.closing import closed_words
from app.domain.figures import capital, counted
from app.domain.plan import Plan
from app.domain.rating import Direction, Rating, Ratings
from app.domain.records import Category, Meeting, Risk, Theme
from app.domain.risk import appetite_of, exceeds
from app.domain.rules import reason_given
from app.domain.schedule import show_date
from app.ui.page import Several
from app.ui.widgets.card import ListRow
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE, ILLUSTRATIVE_TIP
from app.ui.widgets.record_model import Column
from app.ui.widgets.score import NOT_SCORED, FigureDelegate, Score, ScoreDelegate
from app.ui.widgets.tagged import TaggedDelegate


@dataclass(frozen=True)
class RiskRow:
    """One line of the register.

    Attributes:
        score, target: now and wanted; None where not scored.
        was: the score at the last meeting.
        themes: those it threatens, by number.
        category: the name of its category; empty for none.
        illustrative: whether its status rests on an illustrative value, or the whole risk is one.
        overdue: whether its review lies behind the day the plan speaks of.
    """

    risk: Risk
    rating: Rating
    score: Score | None
    target: Score | None
    was: int | None
    themes: tuple[Theme, ...]
    illustrative: bool
    overdue: bool
    category: str = ""

    @property
    def id(self) -> str:
        return self.risk.id

    @property
    def record(self) -> Risk:
        """The risk, as every row of a table calls what it shows."""
        return self.risk

    @property
    def moved(self) -> str:
        """Which way it moved since the last meeting; empty without a closed one."""
        return str(self.rating.direction or "")

    @property
    def was_words(self) -> str:
        """Such as "was 12", where the score is another now."""
        return f"was {self.was}" if self.was and self.was != self.risk.score else ""

    @property
    def status_words(self) -> str:
        """The register's own word: high, medium, low, closed."""
        return self.rating.word

    @property
    def owner(self) -> str:
        """Who owns it, in words also where nobody does."""
        return self.risk.owner or "No owner"

    @property
    def gist(self) -> str:
        """What may happen and what it would lead to, in one line; of a closed risk when and why it was closed."""
        if self.risk.is_closed:
            return capital(closed_words(self.risk))
        return ", ".join(
            " ".join(part.split()).rstrip(".") for part in (self.risk.event, self.risk.consequence) if part
        )

    @property
    def above_target(self) -> bool:
        """Whether an open risk is scored higher than where it should be."""
        now, wanted = self.risk.score, self.risk.target_score
        return bool(not self.risk.is_closed and now and wanted and now > wanted)


def rows(plan: Plan, ratings: Ratings, before: Plan | None) -> list[RiskRow]:
    """The whole register, the highest open score first, closed risks last."""
    found = [_row(plan, ratings, before, risk) for risk in plan.all(Risk)]
    return sorted(found, key=lambda row: (row.risk.is_closed, -(row.risk.score or 0)))


def _row(plan: Plan, ratings: Ratings, before: Plan | None, risk: Risk) -> RiskRow:
    old = before.find(risk.id) if before else None
    rating = ratings.of(risk)

    def score(*names: str) -> Score | None:
        marked = any(plan.illustrative(risk, name) for name in names)
        likelihood, impact = (getattr(risk, name) for name in names)
        return Score.of(likelihood, impact, plan.thresholds, illustrative=marked)

    return RiskRow(
        risk=risk,
        rating=rating,
        score=score("likelihood", "impact"),
        target=score("target_likelihood", "target_impact"),
        was=old.score if isinstance(old, Risk) else None,
        themes=tuple(sorted(plan.served(risk, Theme), key=lambda theme: theme.number or 0)),
        illustrative=rating.illustrative or plan.illustrative(risk),
        overdue=bool(risk.review and not risk.is_closed and risk.review.last < plan.position),
        category=category.title if (category := plan.get(Category, risk.category)) else "",
    )


def columns(second: Callable[[RiskRow], str] | None = None) -> list[Column[RiskRow]]:
    """What the register shows, from left to right; `second` gives the grey line under a risk's title."""
    return [
        Column(name="ref", title="Ref", text=lambda r: r.risk.ref, sort=_by_ref, width=60),
        Column(
            name="title", title="Risk", text=lambda r: r.risk.title, stretch=True, second=second,
            delegate=TaggedDelegate, cell=lambda r: (ILLUSTRATIVE,) if r.illustrative else (),
        ),
        Column(
            name="owner", title="Owner", text=lambda r: r.owner, sort=lambda r: r.risk.owner or None,
            gives_way=6, width=240,
        ),
        Column(
            name="score", title="Score", text=lambda r: _score_text(r.score), sort=lambda r: r.risk.score,
            cell=lambda r: r.score, delegate=ScoreDelegate, tip=lambda r: _score_tip(r.score), width=108,
        ),
        Column(
            name="target", title="Target", text=lambda r: _score_text(r.target) if r.target else "",
            sort=lambda r: r.risk.target_score, cell=lambda r: r.target, delegate=FigureDelegate,
            tip=lambda r: _score_tip(r.target) if r.target else "No target", gives_way=3, width=72,
        ),
        Column(
            name="moved", title="Moved", text=lambda r: r.moved, second=lambda r: r.was_words, sort=_by_movement,
            cell=lambda r: r.rating.direction, delegate=DirectionDelegate, tip=_movement_tip, gives_way=2, width=96,
        ),
        Column(
            name="status", title="Status", text=lambda r: r.status_words,
            sort=lambda r: r.rating.status.rank, cell=lambda r: r.rating.status, delegate=StatusDelegate,
            tip=lambda r: r.rating.reason, width=116,
        ),
        Column(
            name="review", title="Next review", text=lambda r: str(r.risk.review or "Not set"),
            second=lambda r: "overdue" if r.overdue else "", sort=lambda r: r.risk.review, gives_way=4, width=116,
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
            name="raised", title="Raised", text=lambda r: str(r.risk.raised or ""), sort=lambda r: r.risk.raised,
            shown=False, gives_way=7, width=104,
        ),
        Column(
            name="closed", title="Closed", text=_closed_text,
            sort=lambda r: r.risk.closed, shown=False, gives_way=7, width=104,
        ),
    ]  # fmt: skip


def _closed_text(row: RiskRow) -> str:
    if row.risk.closed:
        return show_date(row.risk.closed)
    return "Date not given" if row.risk.is_closed else ""


def _score_text(score: Score | None) -> str:
    """In words for the clipboard too, where a dashed frame is not seen."""
    if score is None:
        return NOT_SCORED
    return f"{score}, {ILLUSTRATIVE}" if score.illustrative else str(score)


def _score_tip(score: Score | None) -> str:
    return f"{score}. {ILLUSTRATIVE_TIP}" if score and score.illustrative else str(score or NOT_SCORED)


def _by_ref(row: RiskRow) -> tuple[str, int, str]:
    """R-2 before R-10."""
    head, _, tail = row.risk.ref.rpartition("-")
    return (head.casefold(), int(tail), "") if tail.isdecimal() else (row.risk.ref.casefold(), 0, tail)


def _by_movement(row: RiskRow) -> int | None:
    order = (Direction.WORSE, Direction.LESS_KNOWN, Direction.NEW, Direction.MEASURED_DIFFERENTLY, Direction.SAME)
    found = row.rating.direction
    return None if found is None else order.index(found) if found in order else len(order)


def _movement_tip(row: RiskRow) -> str:
    if not row.moved:
        return "No meeting has been closed yet."
    return f"Since the last meeting: {', '.join(part for part in (row.moved, row.was_words) if part)}"


def lookouts(rows: Sequence[RiskRow], plan: Plan, meeting: Meeting | None) -> list[ListRow]:
    """One line for each group that is not empty, with the risks it opens: of the closed, those without a reason."""
    appetite, own = plan.thresholds.appetite, any(c.appetite is not None for c in plan.all(Category))
    since = f"since {show_date(meeting.day)}" if meeting and meeting.day else "since the last meeting"
    groups: list[tuple[str, str, Callable[[RiskRow], bool]]] = [
        (
            f"above the appetite of {appetite}" if appetite is not None and not own else "above their appetite",
            "red",
            lambda r: appetite_of(plan, r.risk) is not None and exceeds(plan, r.risk),
        ),
        ("in the high band", "red", lambda r: appetite_of(plan, r.risk) is None and exceeds(plan, r.risk)),
        ("above target", "amber", lambda r: r.above_target),
        (f"worse {since}", "down", lambda r: r.moved == "worse"),
        (f"better {since}", "up", lambda r: r.moved == "better"),
        ("with review overdue", "amber", lambda r: r.overdue),
        ("not scored", "not rated", lambda r: r.score is None),
        ("without an owner", "not rated", lambda r: not r.risk.owner),
        ("without a review date", "not rated", lambda r: r.risk.review is None),
        ("threatening no theme", "not rated", lambda r: not r.themes),
    ]
    unexplained = "closed, reason not given"
    groups.append((unexplained, "not rated", lambda r: not reason_given(r.risk.closed_why)))
    found: list[ListRow] = []
    for words, mark, accepts in groups:
        among = [row for row in rows if row.risk.is_closed == (words == unexplained) and accepts(row)]
        if among:
            keys = frozenset(row.risk.id for row in among)
            arrow = mark in ("up", "down")
            found.append(
                ListRow(
                    f"{counted(len(among), 'risk')} {words}",
                    status="" if arrow else mark,
                    shape=mark if arrow else "",
                    target=Several(Risk, keys, words),
                )
            )
    return found
