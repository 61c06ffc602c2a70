"""The records of the page as rows of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.figures import counted, span
from app.domain.plan import Plan
from app.domain.rating import Rating, Ratings
from app.domain.records import (
    AUDITS,
    CONFIDENCE,
    Action,
    Attachment,
    Audit,
    Confidence,
    Finding,
    Indicator,
    Partner,
    PartnerReport,
    Recommendation,
    Record,
    Risk,
    Visit,
)
from app.domain.schedule import days, show_date
from app.ui.dialogs.attachment import size_words
from app.ui.widgets.delegates import StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_model import Column
from app.ui.widgets.tagged import TaggedDelegate

NOT_JUDGED = "Not judged"
LEVELS = {**CONFIDENCE, "": NOT_JUDGED}


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation on its two axes, with how much answers it.

    Attributes:
        confidence: what somebody judged; None where nobody did.
        strands: how many actions, indicators and risks are linked to it.
    """

    record: Recommendation
    rating: Rating
    confidence: Confidence | None
    strands: tuple[int, int, int]
    illustrative: bool
    confidence_illustrative: bool

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def cell(self) -> tuple[str, str]:
        """Where it stands on the two axes: status, level of confidence."""
        return str(self.rating.status), self.confidence.level if self.confidence else ""

    @property
    def linked(self) -> str:
        """Such as "2 actions, 1 risk"; that no action is among it comes first."""
        words = ("action", "indicator", "risk")
        said = [counted(count, word) for count, word in zip(self.strands, words, strict=True) if count]
        return ", ".join(said if self.strands[0] else ["No action answers it", *said])


@dataclass(frozen=True)
class ScrutinyRow:
    """Any other record, with the plan that says what belongs to it."""

    record: Any
    plan: Plan

    @property
    def id(self) -> str:
        return self.record.id


def recommendation_rows(plan: Plan, ratings: Ratings) -> list[RecommendationRow]:
    """All recommendations by number."""
    judged = {confidence.record: confidence for confidence in plan.all(Confidence)}
    made: list[RecommendationRow] = []
    for each in plan.all(Recommendation):
        rating, confidence = ratings.of(each), judged.get(each.id)
        counts = (
            len(plan.serving(each, Action)), len(plan.serving(each, Indicator)), len(plan.serving(each, Risk)),
        )  # fmt: skip
        made.append(
            RecommendationRow(
                each, rating, confidence, counts, rating.illustrative or plan.illustrative(each),
                bool(confidence and plan.illustrative(confidence, "level")),
            )
        )  # fmt: skip
    return made


def when(record: Visit | Audit) -> str:
    """When it was or will be."""
    return span(record.starts, record.ends) or "Date not given"


def visit_state(visit: Visit, plan: Plan) -> str:
    """Such as "Has taken place", "In 90 days"."""
    if visit.happened:
        return "Has taken place"
    if visit.starts is None:
        return "No date yet"
    position = plan.position
    if visit.starts.first <= position <= (visit.ends or visit.starts).last:
        return "Now" if visit.starts.precision == "day" else f"Due in {visit.starts}"
    left = (visit.starts.first - position).days
    return f"In {days(left)}" if left > 0 else f"Due {days(-left)} ago"


def unanswered(plan: Plan, record: Record) -> list[Finding]:
    """The findings of a visit that no action answers; of an audit, what nothing was done about."""
    return [finding for finding in plan.children(record, Finding, "of") if is_unanswered(plan, finding)]


def is_unanswered(plan: Plan, finding: Finding) -> bool:
    """Whether something is found wanting and nobody answers it."""
    if finding.kind == "progress" or plan.serving(finding, Action):
        return False
    return finding.kind == "further" or not finding.response.strip()


def owner_name(plan: Plan, attachment: Attachment) -> tuple[str, str]:
    """What an attachment belongs to, and what kind of record that is."""
    record = plan.find(attachment.record)
    return (record.name, record.NAME) if record else ("", "")


def _visit_findings(row: ScrutinyRow) -> str:
    found = row.plan.children(row.record, Finding, "of")
    made, further = (sum(f.kind == kind for f in found) for kind in ("progress", "further"))
    return f"{made} made, {further} needed" if found else ""


def _open(row: ScrutinyRow) -> str:
    count = len(unanswered(row.plan, row.record))
    return f"{count} unanswered" if count else ""


def _level(row: RecommendationRow) -> str:
    return LEVELS[row.confidence.level if row.confidence else ""]


def _by_level(row: RecommendationRow) -> int:
    return list(LEVELS).index(row.confidence.level if row.confidence else "")


def _under_title(row: RecommendationRow) -> str:
    if row.record.met:
        return f"Accepted as met on {show_date(row.record.met)}"
    return row.linked


def _reports(row: ScrutinyRow) -> str:
    return counted(len(row.plan.children(row.record, PartnerReport, "partner")), "report")


def _observed(row: ScrutinyRow) -> str:
    count = len(row.plan.children(row.record, Finding, "of"))
    return counted(count, "observation") if count else ""


RECOMMENDATIONS = [
    Column[RecommendationRow](
        name="number", title="No.", text=lambda r: str(r.record.number or ""), sort=lambda r: r.record.number, width=48,
    ),
    Column[RecommendationRow](
        name="title", title="Recommendation", text=lambda r: r.record.title, second=_under_title, stretch=True,
        delegate=TaggedDelegate, cell=lambda r: (ILLUSTRATIVE,) if r.illustrative or r.confidence_illustrative else (),
    ),
    Column[RecommendationRow](
        name="progress", title="Progress", text=lambda r: r.rating.word, sort=lambda r: r.rating.status.rank,
        cell=lambda r: r.rating.status,
        delegate=StatusDelegate, tip=lambda r: r.rating.reason, width=112,
    ),
    Column[RecommendationRow](
        name="confidence", title="Confidence", text=_level, sort=_by_level, width=104,
        tip=lambda r: r.confidence.reason if r.confidence else "Nobody has judged it yet",
    ),
    Column[RecommendationRow](
        name="owner", title="Owner", text=lambda r: r.record.owner, width=180, gives_way=3, shown=False,
    ),
]  # fmt: skip

VISITS = [
    Column[ScrutinyRow](
        name="title", title="Monitoring visit", text=lambda r: r.record.title, stretch=True,
        second=lambda r: r.record.focus,
    ),
    Column[ScrutinyRow](
        name="when", title="When", text=lambda r: when(r.record), width=152,
        sort=lambda r: r.record.starts, second=lambda r: visit_state(r.record, r.plan),
    ),
    Column[ScrutinyRow](
        name="found", title="Findings", text=_visit_findings, second=_open, width=140,
        sort=lambda r: -len(unanswered(r.plan, r.record)), gives_way=1,
    ),
]  # fmt: skip

AUDITS_COLUMNS = [
    Column[ScrutinyRow](
        name="title", title="Audit or practice week", text=lambda r: r.record.title, stretch=True,
        second=lambda r: AUDITS.get(r.record.kind, ""),
    ),
    Column[ScrutinyRow](
        name="when", title="When", text=lambda r: when(r.record), width=152, sort=lambda r: r.record.starts,
    ),
    Column[ScrutinyRow](
        name="observed", title="Observed", text=_observed, second=_open, width=128,
        sort=lambda r: -len(unanswered(r.plan, r.record)), gives_way=1,
    ),
]  # fmt: skip

PARTNERS = [
    Column[ScrutinyRow](
        name="title", title="Partner", text=lambda r: r.record.title, stretch=True,
        second=lambda r: ", ".join(focus_areas(r.record)),
    ),
    Column[ScrutinyRow](
        name="appointed", title="Appointed", text=lambda r: str(r.record.appointed or ""), width=128,
        sort=lambda r: r.record.appointed,
    ),
    Column[ScrutinyRow](name="reports", title="Reports", text=_reports, width=104, gives_way=1),
]  # fmt: skip

LETTERS = [
    Column[ScrutinyRow](
        name="title", title="Letter or evidence", text=lambda r: r.record.title, stretch=True,
        second=lambda r: r.record.filename,
    ),
    Column[ScrutinyRow](
        name="owner", title="Belongs to", text=lambda r: owner_name(r.plan, r.record)[0], width=184,
        second=lambda r: owner_name(r.plan, r.record)[1],
    ),
    Column[ScrutinyRow](
        name="day", title="Date", text=lambda r: str(r.record.day or ""), width=112, sort=lambda r: r.record.day,
        gives_way=2,
    ),
    Column[ScrutinyRow](
        name="size", title="Size", text=lambda r: size_words(r.record.size or 0), right=True, width=80,
        sort=lambda r: r.record.size, gives_way=1,
    ),
]  # fmt: skip


def focus_areas(partner: Partner) -> list[str]:
    """One area per line, without what people put before it."""
    return [line.strip(" -•–") for line in partner.focus.splitlines() if line.strip(" -•–")]


def latest_first(plan: Plan, kind: type[Visit] | type[Audit]) -> list[ScrutinyRow]:
    """Visits or audits, the latest first; those without a date last."""
    found: list[Visit | Audit] = [*plan.all(kind)]
    return [
        ScrutinyRow(r, plan) for r in sorted(found, key=lambda r: r.starts.last if r.starts else date.min, reverse=True)
    ]
