"""Papers that were issued: what left the plan, in which version, and what it was made of."""

from __future__ import annotations

from datetime import date

from ..choices import ChoiceWords
from ..fields import Choice, Day, Flag, Reference, Text, Whole, holds
from .base import Record

PAPER_NAMES = ChoiceWords(
    {
        "board": "Board briefing",
        "chair": "Chair’s brief",
        "cabinet": "Cabinet report",
        "theme": "Theme in depth",
        "risks": "Risk register",
        "indicators": "Indicator pack",
        "changes": "What changed",
    }
)
"""What each paper is called, by the name of its template."""

PAPER_FORMS = ChoiceWords({"pdf": "PDF", "docx": "Document for Word", "html": "Web page"})
"""What a paper is written as, by the ending of its file."""


class IssuedPaper(Record):
    """A paper that was issued. Its file is kept in the plan until somebody drops it, or something in it is erased.

    Attributes:
        paper: which of the papers it is.
        version: counted for each paper, meeting and theme; what is issued as a pair has one version.
        since: the meeting that it compares with.
        position: the day of which the plan spoke then.
        restricted: it holds what is exempt.
        supersedes: the issued version before, for publication or not as this one is.
        changed: what changed in the plan since that version.
        digest: SHA-256 of the file as it was issued; it stays whatever becomes of the file.
        kept: the digest again while the file is kept; empty once it was dropped.
        made_of: marks of the keys of all records that it names (`db.made_of`).
        knew: the edits that had erased something for good when it was made.
    """

    TABLE, NAME, PLURAL = "issued_paper", "Issued paper", "Issued papers"

    paper: str = holds(Choice(label="Paper", options=PAPER_NAMES, required=True), "board")
    version: int | None = holds(Whole(label="Version", low=1, high=9_999, required=True))
    meeting: str = holds(Reference(label="For the meeting", to="meeting"))
    since: str = holds(Reference(label="Compared with", to="meeting"))
    theme: str = holds(Reference(label="Theme", to="theme"))
    position: date | None = holds(Day(label="Data as at"))
    form: str = holds(Choice(label="Format", options=PAPER_FORMS, required=True), "pdf")
    restricted: bool = holds(Flag(label="Not for publication"))
    locked: bool = holds(Flag(label="Opens with a password"))
    by: str = holds(Text(label="Issued by"))
    day: date | None = holds(Day(label="Issued on"))
    supersedes: str = holds(Reference(label="Supersedes", to="issued_paper"))
    changed: str = holds(Text(label="Changed since the version before", prose=True))
    size: int | None = holds(Whole(label="Size in bytes", low=0, high=1_000_000_000, required=True))
    digest: str = holds(Text(label="Digest", required=True, by_program=True))
    kept: str = holds(Text(label="File", by_program=True))
    made_of: str = holds(Text(label="Made of", prose=True, by_program=True))
    knew: str = holds(Text(label="Erased before", prose=True, by_program=True))

    @property
    def name(self) -> str:
        return f"{PAPER_NAMES.get(self.paper, self.paper)}, version {self.version}"

    @property
    def filename(self) -> str:
        """What its file is called where it is written again."""
        return f"{self.name.replace(',', '')}{' exempt' if self.restricted else ''}.{self.form}"

    def contradictions(self) -> dict[str, str]:
        if self.restricted and not self.exempt.strip():
            return {"exempt": "It holds what is exempt, so that it stays out of public papers: say why."}
        return {}
