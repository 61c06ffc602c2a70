"""The records of the page as rows of its tables."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from app.domain.figures import counted, size_words, span
from app.domain.plan import Plan
from app.domain.rating import Ratings
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
from app.ui.register.row import RecordRow
from app.ui.widgets.delegates import StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_model import Column
from app.ui.widgets.tagged import TaggedDelegate

NOT_JUDGED = "Not judged"
LEVELS = {**CONFIDENCE, "": NOT_JUDGED}


class RecommendationRow(RecordRow[Recommendation]):
    """A recommendation on its two axes, with how much answers it."""

    @cached_property
    def confidence(self) -> Confidence | None:
        """What somebody judged; None where nobody did."""
        return next(iter(self.plan.children(self.record, Confidence, "record")), None)

    @property
    def level(self) -> str:
        """How sure somebody is; empty where nobody judged it, or in a word that is not known."""
        return self.confidence.level if self.confidence and self.confidence.level in LEVELS else ""

    @property
    def illustrative(self) -> bool:
        """Whether where it stands on either axis rests on illustrative values."""
        judged = self.confidence and self.plan.illustrative(self.confidence, "level")
        return self.rating.illustrative or self.plan.illustrative(self.record) or bool(judged)

    @property
    def cell(self) -> tuple[str, str]:
        """Where it stands on the two axes: status, level of confidence."""
        return str(self.rating.status), self.level

    @property
    def linked(self) -> str:
        """Such as "2 actions, 1 risk"; that no action is among it comes first."""
        kinds = {"action": Action, "indicator": Indicator, "risk": Risk}
        counts = {word: len(self.plan.serving(self.record, kind)) for word, kind in kinds.items()}
        said = [counted(count, word) for word, count in counts.items() if count]
        return ", ".join(said if counts["action"] else ["No action answers it", *said])


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


def _visit_findings(row: RecordRow[Any]) -> str:
    found = row.plan.children(row.record, Finding, "of")
    made, further = (sum(f.kind == kind for f in found) for kind in ("progress", "further"))
    return f"{made} made, {further} needed" if found else ""


def _open(row: RecordRow[Any]) -> str:
    count = len(unanswered(row.plan, row.record))
    return f"{count} unanswered" if count else ""


def _under_title(row: RecommendationRow) -> str:
    if row.record.met:
        return f"Accepted as met on {show_date(row.record.met)}"
    return row.linked


def _reports(row: RecordRow[Any]) -> str:
    return counted(len(row.plan.children(row.record, PartnerReport, "partner")), "report")


def _observed(row: RecordRow[Any]) -> str:
    count = len(row.plan.children(row.record, Finding, "of"))
    return counted(count, "observation") if count else ""


RECOMMENDATIONS = [
    Column[RecommendationRow](
        name="number", title="No.", text=lambda r: str(r.record.number or ""), sort=lambda r: r.record.number, width=48,
    ),
    Column[RecommendationRow](
        name="title", title="Recommendation", text=lambda r: r.record.title, second=_under_title, stretch=True,
        delegate=TaggedDelegate, cell=lambda r: (ILLUSTRATIVE,) if r.illustrative else (),
    ),
    Column[RecommendationRow](
        name="progress", title="Progress", text=lambda r: r.rating.word, sort=lambda r: r.rating.status.rank,
        cell=lambda r: r.rating.status,
        delegate=StatusDelegate, tip=lambda r: r.rating.reason, width=112,
    ),
    Column[RecommendationRow](
        name="confidence", title="Confidence",
        text=lambda r: r.confidence.level if r.confidence and not r.level else LEVELS[r.level],
        sort=lambda r: list(LEVELS).index(r.level), width=104,
        tip=lambda r: r.confidence.reason if r.confidence else "Nobody has judged it yet",
    ),
    Column[RecommendationRow](
        name="owner", title="Owner", text=lambda r: r.record.owner, width=180, gives_way=3, shown=False,
    ),
]  # fmt: skip

VISITS = [
    Column[RecordRow[Any]](
        name="title", title="Monitoring visit", text=lambda r: r.record.title, stretch=True,
        second=lambda r: r.record.focus,
    ),
    Column[RecordRow[Any]](
        name="when", title="When", text=lambda r: when(r.record), width=152,
        sort=lambda r: r.record.starts, second=lambda r: visit_state(r.record, r.plan),
    ),
    Column[RecordRow[Any]](
        name="found", title="Findings", text=_visit_findings, second=_open, width=140,
        sort=lambda r: -len(unanswered(r.plan, r.record)), gives_way=1,
    ),
]  # fmt: skip

AUDITS_COLUMNS = [
    Column[RecordRow[Any]](
        name="title", title="Audit or practice week", text=lambda r: r.record.title, stretch=True,
        second=lambda r: AUDITS.get(r.record.kind, ""),
    ),
    Column[RecordRow[Any]](
        name="when", title="When", text=lambda r: when(r.record), width=152, sort=lambda r: r.record.starts,
    ),
    Column[RecordRow[Any]](
        name="observed", title="Observed", text=_observed, second=_open, width=128,
        sort=lambda r: -len(unanswered(r.plan, r.record)), gives_way=1,
    ),
]  # fmt: skip

PARTNERS = [
    Column[RecordRow[Any]](
        name="title", title="Partner", text=lambda r: r.record.title, stretch=True,
        second=lambda r: ", ".join(focus_areas(r.record)),
    ),
    Column[RecordRow[Any]](
        name="appointed", title="Appointed", text=lambda r: str(r.record.appointed or ""), width=128,
        sort=lambda r: r.record.appointed,
    ),
    Column[RecordRow[Any]](name="reports", title="Reports", text=_reports, width=104, gives_way=1),
]  # fmt: skip

LETTERS = [
    Column[RecordRow[Any]](
        name="title", title="Letter or evidence", text=lambda r: r.record.title, stretch=True,
        second=lambda r: r.record.filename,
    ),
    Column[RecordRow[Any]](
        name="owner", title="Belongs to", text=lambda r: owner_name(r.plan, r.record)[0], width=184,
        second=lambda r: owner_name(r.plan, r.record)[1],
    ),
    Column[RecordRow[Any]](
        name="day", title="Date", text=lambda r: str(r.record.day or ""), width=112, sort=lambda r: r.record.day,
        gives_way=2,
    ),
    Column[RecordRow[Any]](
        name="size", title="Size", text=lambda r: size_words(r.record.size or 0), right=True, width=80,
        sort=lambda r: r.record.size, gives_way=1,
    ),
]  # fmt: skip


def focus_areas(partner: Partner) -> list[str]:
    """One area per line, without what people put before it."""
    return [line.strip(" -•–") for line in partner.focus.splitlines() if line.strip(" -•–")]


def latest_first(ratings: Ratings, kind: type[Visit] | type[Audit]) -> list[RecordRow[Any]]:
    """Visits or audits, the latest first; those without a date last."""
    found: list[Visit | Audit] = [*ratings.plan.all(kind)]
    found.sort(key=lambda record: record.starts.last if record.starts else date.min, reverse=True)
    return [RecordRow(record, ratings) for record in found]
