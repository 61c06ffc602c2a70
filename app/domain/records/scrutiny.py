"""What inspectors asked and found, who helps, and what the service checks itself."""

from __future__ import annotations

from datetime import date

from ..choices import ChoiceWords
from ..fields import Choice, Day, Flag, Reference, Text, When, Whole, holds
from ..schedule import PartialDate
from .base import Record, in_order
from .programme import GRADES


class Recommendation(Record):
    """What the inspectors recommended. Actions, indicators and risks serve it through links.

    Attributes:
        met: the day on which it was accepted as met.
        evidence: what shows that it is met.
    """

    TABLE, NAME, PLURAL = "recommendation", "Recommendation", "Recommendations"

    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Recommendation", required=True))
    detail: str = holds(Text(label="Detail", prose=True))
    owner: str = holds(Text(label="Owner"))
    met: date | None = holds(Day(label="Accepted as met"))
    evidence: str = holds(Text(label="Evidence", prose=True, help="What shows that it is met."))

    @property
    def name(self) -> str:
        return f"Recommendation {self.number}: {self.title}"

    def contradictions(self) -> dict[str, str]:
        if self.met and not self.evidence.strip():
            return {"evidence": "Say what shows that it is met."}
        return {}


class Visit(Record):
    """A monitoring visit of the inspectorate."""

    TABLE, NAME, PLURAL = "visit", "Monitoring visit", "Monitoring visits"
    TOGETHER = (("starts", "ends"),)

    title: str = holds(Text(label="Title", required=True))
    starts: PartialDate | None = holds(When(label="From"))
    ends: PartialDate | None = holds(When(label="To"))
    happened: bool = holds(Flag(label="Has taken place"))
    focus: str = holds(Text(label="Focus", prose=True))
    progress_found: str = holds(Text(label="Progress found", prose=True, help="One finding per line."))
    progress_needed: str = holds(Text(label="Further progress needed", prose=True, help="One finding per line."))
    letter: str = holds(Text(label="Letter"))

    def contradictions(self) -> dict[str, str]:
        return in_order(self.starts, self.ends, "ends", "The visit ends before it begins.")


FINDINGS = ChoiceWords({"progress": "Progress made", "further": "Further progress needed", "observed": "Observed"})


class Finding(Record):
    """One finding of a monitoring visit, or of a check of the service's own. Actions answer it through links."""

    TABLE, NAME, PLURAL = "finding", "Finding", "Findings"

    of: str = holds(Reference(label="Found by", required=True))
    kind: str = holds(Choice(label="Kind", options=FINDINGS, required=True), "further")
    title: str = holds(Text(label="Finding", required=True))
    response: str = holds(Text(label="What was done about it", prose=True))


AUDITS = ChoiceWords(
    {"audit": "Case audit", "dip": "Dip sample", "practice week": "Practice week", "other": "Other check"}
)


class Audit(Record):
    """A check that the service makes of its own practice."""

    TABLE, NAME, PLURAL = "audit", "Audit", "Audits and practice weeks"

    title: str = holds(Text(label="Title", required=True))
    kind: str = holds(Choice(label="Kind", options=AUDITS, required=True), "audit")
    starts: PartialDate | None = holds(When(label="From"))
    ends: PartialDate | None = holds(When(label="To"))
    took_part: str = holds(Text(label="Who took part", prose=True))
    summary: str = holds(Text(label="Summary", prose=True))
    learning: str = holds(Text(label="Themes of learning", prose=True, help="One per line."))

    def contradictions(self) -> dict[str, str]:
        return in_order(self.starts, self.ends, "ends", "It ends before it begins.")


_GRADE_WORDS = tuple(word for stored, word in GRADES.items() if stored)


class AuditGrade(Record):
    """How many cases of an audit were given a grade, of one team or of all.

    Attributes:
        team: whose cases; empty where nobody said.
        grade: as the inspectors grade, or in the audit's own words.
        moderated: somebody else looked at the grades again; it stands beside the first grade of the same cases.
    """

    TABLE, NAME, PLURAL = "audit_grade", "Grade of an audit", "Grades of audits"
    NATURAL_KEY = ("audit", "team", "grade", "moderated")

    audit: str = holds(Reference(label="Audit", to="audit", required=True))
    team: str = holds(Text(label="Team"))
    grade: str = holds(Text(label="Grade", required=True, suggested=_GRADE_WORDS))
    number: int | None = holds(Whole(label="Cases", low=0, high=100_000, required=True))
    moderated: bool = holds(
        Flag(label="Moderated", help="The same cases, looked at again. The first grade stays beside it.")
    )

    @property
    def name(self) -> str:
        return f"{self.grade}{f' ({self.team})' if self.team else ''}{', moderated' if self.moderated else ''}"


class Partner(Record):
    """An improvement partner: somebody outside who helps."""

    TABLE, NAME, PLURAL = "partner", "Improvement partner", "Improvement partners"

    title: str = holds(Text(label="Name", required=True))
    appointed: PartialDate | None = holds(When(label="Appointed"))
    appointed_by: str = holds(Text(label="Appointed by"))
    focus: str = holds(Text(label="Focus", prose=True, help="One area per line."))


class PartnerReport(Record):
    """A report of an improvement partner."""

    TABLE, NAME, PLURAL = "partner_report", "Partner's report", "Partners' reports"

    partner: str = holds(Reference(label="Partner", to="partner", required=True))
    title: str = holds(Text(label="Title", required=True))
    day: PartialDate | None = holds(When(label="Date"))
    summary: str = holds(Text(label="Summary", prose=True))


class Attachment(Record):
    """A file held in the plan: a letter, or evidence for the record that it belongs to.

    Attributes:
        digest: SHA-256 of its content, which the file keeps under it.
        size: bytes.
    """

    TABLE, NAME, PLURAL = "attachment", "Attachment", "Letters and evidence"

    record: str = holds(Reference(label="Belongs to", required=True))
    title: str = holds(Text(label="Title", required=True))
    filename: str = holds(Text(label="File name", required=True))
    digest: str = holds(Text(label="Digest", required=True, by_program=True))
    size: int | None = holds(Whole(label="Size in bytes", low=0, high=1_000_000_000, required=True))
    day: PartialDate | None = holds(When(label="Date"))
