"""The grades of an audit: how many cases were given which, by team, moderated or not, and over time.

Cases that were graded again are the same cases: both grades are kept and told. The moderated ones of a team, where
there are any, count for it, also over time, which says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .figures import capital, counted, listed
from .plan import Plan
from .records import GRADES, Audit, AuditGrade

_ORDER = [word.casefold() for stored, word in GRADES.items() if stored]
_GOOD = ("outstanding", "good")
SHOWN = 6
"""So many audits are told of over time."""


class Grades(NamedTuple):
    """How many cases were given which grade.

    Attributes:
        team: whose; empty for all together.
        counts: by grade, in the inspectors' order, then in that of the alphabet.
        moderation: "moderated", "partly moderated" where only some teams' were; empty where none was looked at again.
        before: what cases that were moderated had been given at first, by grade.
    """

    team: str
    counts: dict[str, int]
    moderation: str
    before: dict[str, int]

    @property
    def cases(self) -> int:
        """How many were graded."""
        return sum(self.counts.values())

    @property
    def good(self) -> int | None:
        """How many are good or better; None where grades are the audit's own words."""
        known = {grade.casefold(): number for grade, number in self.counts.items()}
        return sum(known.get(word, 0) for word in _GOOD) if set(known) <= set(_ORDER) else None

    @property
    def words(self) -> str:
        """Such as "24 cases: good 58 % (14), requires improvement 42 % (10)"."""
        return _words(self.counts)

    @property
    def words_before(self) -> str:
        """The same of what they had been given at first, without their number where that did not change."""
        said = _words(self.before)
        return said.partition(": ")[2] if sum(self.before.values()) == self.cases > 0 else said


def _words(counts: dict[str, int]) -> str:
    cases = sum(counts.values())
    parts = [f"{_inside(grade)} {percent(number, cases)} ({number:,})" for grade, number in counts.items()]
    return f"{counted(cases, 'case')}: {', '.join(parts)}" if cases else "no case"


def percent(some: int, whole: int) -> str:
    """A share in whole per cent, a half rounded up: "58 %"."""
    share = Decimal(some * 100) / whole if whole else Decimal(0)
    return f"{share.quantize(Decimal(1), ROUND_HALF_UP)} %"


def grades_of(plan: Plan, audit: Audit) -> Grades | None:
    """The grades of all cases of an audit, moderated where they were; None where none is entered."""
    found = [*_by_team(plan, audit).values()]
    return _grades("", found) if found else None


def by_team(plan: Plan, audit: Audit) -> list[Grades]:
    """The same of each team, where more than one is named."""
    found = _by_team(plan, audit)
    return [_grades(team, [rows]) for team, rows in found.items()] if len(found) > 1 else []


def _grades(team: str, teams: list[list[AuditGrade]]) -> Grades:
    again = [rows for rows in teams if any(row.moderated for row in rows)]
    moderation = "" if not again else "moderated" if len(again) == len(teams) else "partly moderated"
    kept = [row for rows in teams for row in rows if row.moderated or rows not in again]
    return Grades(team, _counts(kept), moderation, _counts(row for rows in again for row in rows if not row.moderated))


def moderation_words(plan: Plan, audit: Audit) -> str:
    """Whether the grades were moderated, and what that changed; empty where there are none."""
    whole = grades_of(plan, audit)
    if whole is None:
        return ""
    if not whole.moderation:
        return "Not moderated."
    open_teams = [team for team, rows in _by_team(plan, audit).items() if not any(row.moderated for row in rows)]
    rest = f" Not moderated: {listed([team or 'cases of no team' for team in open_teams])}." if open_teams else ""
    return (f"Moderated; before that {whole.words_before}." if whole.before else "Moderated.") + rest


def over_time(plan: Plan, audit: Audit) -> str:
    """How many were good or better in the latest audits of the same kind until this one; empty with fewer than two.

    Of cases that were moderated the moderated grades count, and it says so.
    """
    dated = [a for a in plan.all(Audit) if a.kind == audit.kind and _day(a) and _day(a) <= _day(audit)]
    found = [(a, grades) for a in sorted(dated, key=_day) if (grades := grades_of(plan, a)) is not None]
    shares = [(a, g) for a, g in found if g.good is not None and g.cases][-SHOWN:]
    if len(shares) < 2 or shares[-1][0].id != audit.id:
        return ""
    told = [
        f"{percent(g.good or 0, g.cases)} ({', '.join(filter(None, (str(a.ends or a.starts), g.moderation)))})"
        for a, g in shares
    ]
    few = " So few cases say little of a trend." if min(g.cases for _a, g in shares) < 20 else ""
    return f"Good or better: {', '.join(told)}.{few}"


def first_of(plan: Plan, grade: AuditGrade) -> AuditGrade | None:
    """How many of the same team were given the same grade before they were moderated; None of a first grade."""
    audit = plan.get(Audit, grade.audit) if grade.moderated else None
    rows = plan.children(audit, AuditGrade, "audit") if audit else ()
    return next((row for row in rows if (row.team, row.grade, row.moderated) == (grade.team, grade.grade, False)), None)


def learning(audit: Audit) -> list[str]:
    """The themes of learning, one for each line."""
    return [line.strip(" -•–") for line in audit.learning.splitlines() if line.strip(" -•–")]


def sentences(plan: Plan, audit: Audit) -> list[str]:
    """All that its grades say, a sentence each: of all cases, of each team, moderation, and over time."""
    whole = grades_of(plan, audit)
    if whole is None:
        return []
    good = f" Good or better: {percent(whole.good, whole.cases)}." if whole.good is not None and whole.cases else ""
    said = [f"{capital(whole.words)}.{good}", moderation_words(plan, audit)]
    for each in by_team(plan, audit):
        before = f"; before moderation {each.words_before}" if each.before else ""
        said.append(f"{each.team or 'No team'}: {each.words}{before}.")
    return [*said, *filter(None, (over_time(plan, audit),))]


def _by_team(plan: Plan, audit: Audit) -> dict[str, list[AuditGrade]]:
    found: dict[str, list[AuditGrade]] = {}
    for row in sorted(plan.children(audit, AuditGrade, "audit"), key=lambda row: row.team.casefold()):
        found.setdefault(row.team, []).append(row)
    return found


def _counts(rows: Iterable[AuditGrade]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found[row.grade] = found.get(row.grade, 0) + (row.number or 0)
    return dict(sorted(found.items(), key=lambda each: _place(each[0])))


def _place(grade: str) -> tuple[int, str]:
    word = grade.casefold()
    return (_ORDER.index(word) if word in _ORDER else len(_ORDER), word)


def _inside(grade: str) -> str:
    return grade[:1].lower() + grade[1:] if grade[1:2].islower() else grade


def _day(audit: Audit) -> tuple[int, int]:
    when = audit.ends or audit.starts
    return (when.last.toordinal(), when.first.toordinal()) if when else (0, 0)
