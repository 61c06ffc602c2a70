"""The lists of the overview as lines: what needs a look, what is new, what is ahead, which risks are highest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.attention import coming_up, needs_attention
from app.domain.figures import capital, short_name
from app.domain.lazy import Lazy
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Override, Record, Risk, Settlement, Theme
from app.domain.risk import from_the_highest, score_words, target_words
from app.domain.schedule import days
from app.domain.since import Change, of_theme
from app.domain.walk import NO_OWNER
from app.ui.page import Several
from app.ui.widgets.change_lines import show_changes
from app.ui.widgets.line_list import ListLine

if TYPE_CHECKING:
    from app.ui.widgets.whole_lines import WholeLines
    from app.workspace import Workspace

CanOpen = Callable[[Any], bool]


def attention(plan: Plan, ratings: Ratings, can_open: CanOpen, *, settling: bool = False) -> Sequence[ListLine]:
    """What needs attention, the worst first; `settling`: what sources or copies disagree about opens as that."""
    found = needs_attention(plan, ratings)

    def line(number: int) -> ListLine:
        noticed = found[number]
        title, fact = _parted(noticed.what, noticed.records)
        settled_here = noticed.to_settle if settling else None
        why = noticed.why.removesuffix(NO_OWNER).strip()  # said once for them all
        return ListLine(
            title=title, fact=fact, more=why, word=noticed.kind, status=noticed.status,
            illustrative=noticed.illustrative,
            target=settled_here or target(plan, noticed.records, title, can_open),
        )  # fmt: skip

    return Lazy(range(len(found)), line)


def show_since(shown: WholeLines, workspace: Workspace, can_open: CanOpen, theme: Theme | None = None) -> None:
    """Show what changed since the closed meeting that is compared with; of a theme only what belongs to it."""

    def leads_to(change: Change) -> Any:
        there = workspace.find(change.record.id)
        return target(workspace.plan, (there,), "", can_open) if there else None

    found = workspace.since
    if theme is not None:
        found = of_theme(workspace.plan, workspace.before, theme, found)
    show_changes(shown, found, leads_to)


def coming(plan: Plan, can_open: CanOpen) -> Sequence[ListLine]:
    """What lies ahead, the soonest first."""
    found = coming_up(plan)

    def line(number: int) -> ListLine:
        ahead = found[number]
        left = (ahead.day - plan.position).days
        return ListLine(
            title=ahead.what, fact=ahead.when, more=ahead.detail.removesuffix(f", {NO_OWNER.lower()}"),
            word=f"in {days(left)}" if left else "today",
            illustrative=ahead.illustrative, target=target(plan, (ahead.record,), "", can_open),
        )  # fmt: skip

    return Lazy(range(len(found)), line)


def highest(plan: Plan, ratings: Ratings, can_open: CanOpen) -> Sequence[ListLine]:
    """The open risks from the highest score; those that nobody scored come last."""
    risks = [risk for risk in plan.all(Risk) if not risk.is_closed]

    def line(risk: Risk) -> ListLine:
        rating = ratings.of(risk)
        fact = f"Score {score_words(plan, risk)}" if risk.is_scored else "Not scored"
        return ListLine(
            title=capital(short_name(risk)), fact=fact,
            word=target_words(plan, risk), status=rating.status,
            illustrative=rating.illustrative, target=target(plan, (risk,), "", can_open),
        )  # fmt: skip

    return Lazy(from_the_highest(plan, risks), line)


def target(plan: Plan, records: Sequence[Record], title: str, can_open: CanOpen) -> Any:
    """What a line about these records opens: the one record, or all of them; None where that leads nowhere."""
    shown = [about(plan, record) for record in records]
    if not shown:
        return None
    kind = type(shown[0])
    if len(shown) == 1 or any(type(record) is not kind for record in shown):
        found: Any = shown[0]
    else:
        found = Several(kind, frozenset(record.id for record in shown), title)
    return found if can_open(found) else None


def about(plan: Plan, record: Record) -> Record:
    """The record that a person means: of a status set by hand or a settled disagreement, the one it is about."""
    if isinstance(record, Override | Settlement):
        return plan.find(record.record) or record
    return record


def _parted(text: str, records: Sequence[Record]) -> tuple[str, str]:
    """A sentence in two: the record's title, and what is said of it."""
    if len(records) == 1:
        for name in (capital(short_name(records[0])), records[0].name):
            for mark in (": ", ", "):
                if text.startswith(name + mark):
                    return name, capital(text.removeprefix(name + mark))
    return text, ""
