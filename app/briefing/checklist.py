"""What to look at before a paper goes out: what its readers would miss, doubt, or not be able to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.broken_rules import broken_rules
from app.domain.clashes import Clash
from app.domain.disputes import Dispute, disputes
from app.domain.figures import capital, counted, short_name
from app.domain.frozen import Frozen
from app.domain.meetings import is_unanswered, questions
from app.domain.mitigating import open_mitigations
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    Attachment,
    Indicator,
    Provenance,
    Record,
    Risk,
    Section,
)
from app.domain.series import late
from app.exchange import prose

from . import blocks as b
from .context import BriefingContext
from .sections.cabinet import unwritten
from .sections.exceptions import Exceptional, off_track

NAMED = 3
"""So many of a group are named; the rest by number."""


class Doubt(Frozen):
    """One thing to look at.

    Attributes:
        what: how many of what: "3 off-track records have no commentary".
        why: the first of them by name.
        records: what it is about; where a click leads.
        to_settle: what is to be settled, where sources or copies disagree.
    """

    what: str
    why: str
    records: tuple[Record, ...] = ()
    to_settle: Dispute | Clash | None = None


def checklist(m: BriefingContext, template: str, briefing: b.Briefing, *, pdf: bool = True) -> list[Doubt]:
    """What to look at, in the order of a reader's surprise; nothing where all is well.

    Args:
        m: what the paper was made of.
        template: which paper it is.
        briefing: the paper.
        pdf: it becomes a PDF, in which some words cannot be drawn.
    """
    drawn = _undrawable(briefing) if pdf else ()
    found = [*_asked(m), *_uncommented(m), *_unwritten(m, template), *_old(m), *_unsettled(m)]
    return [*found, *_small(m), *_illustrative(m), *drawn]


def commented(m: BriefingContext, record: Exceptional) -> bool:
    """Whether the plan says what something off track means for children, and what is done about it."""
    means, doing = commentary(m.plan, record)
    return bool(means and doing)


def commentary(plan: Plan, record: Exceptional) -> tuple[str, str]:
    """What something means for children, and what is done about it; empty for what nobody said."""
    match record:
        case Risk():
            doing = [each.title for each in open_mitigations(plan, record)] or [record.mitigation]
            return record.consequence.strip(), "; ".join(doing).strip()
        case Action():
            return record.for_children.strip(), record.progress.strip()
        case _:
            doing = [each.title for each in plan.serving(record, Action) if each.is_open] or [record.note]
            return record.for_children.strip(), "; ".join(doing).strip()


def _asked(m: BriefingContext) -> Iterator[Doubt]:
    """Of its meeting: nothing on the agenda, items without a recommendation or a paper, questions not answered."""
    if m.meeting is None:
        yield Doubt(what="The paper is for no meeting", why="What the meeting is asked cannot be told.")
        return
    if not m.agenda:
        yield Doubt(what="Nothing is on the agenda", why=f"{m.meeting_name(m.meeting)}.", records=(m.meeting,))
    decided = [item for item in m.agenda if item.purpose == "decision" and not item.recommendation.strip()]
    yield from _group(decided, "agenda item", "asks for a decision without a recommendation",
                      "ask for a decision without a recommendation")  # fmt: skip
    bare = [item for item in m.agenda if not m.plan.children(item, Attachment, "record")]
    if len(bare) < len(m.agenda):  # where no item has one, papers are kept elsewhere
        yield from _group(bare, "agenda item", "has no paper", "have no paper")
    waiting = [question for question in questions(m.plan, m.meeting) if is_unanswered(question)]
    yield from _group(waiting, "question", "to this meeting is not answered", "to this meeting are not answered")


def _uncommented(m: BriefingContext) -> Iterator[Doubt]:
    """What is off track of which nobody says what it means or what is done; by kind, as each opens on its page."""
    silent = [record for record in off_track(m) if not commented(m, record)]
    for kind in (Indicator, Risk, Action):
        found = [record for record in silent if isinstance(record, kind)]
        noun = f"off-track {kind.NAME.lower()}"
        yield from _group(found, noun, "has no commentary", "have no commentary")


def _unwritten(m: BriefingContext, template: str) -> Iterator[Doubt]:
    if template != "cabinet":
        return
    there = m.plan.all(Section)
    if missing := unwritten(there):
        names = _named([part.title for part in missing])
        verb = "section is" if len(missing) == 1 else "sections are"
        yield Doubt(what=f"{len(missing):,} {verb} not written", why=names)
    wrong = [each for each in there if prose.problems(prose.filled(each.body, m.plan, m.ratings))]
    yield from _group(wrong, "section", "has a live figure that names nothing", "have live figures that name nothing")


def _old(m: BriefingContext) -> Iterator[Doubt]:
    """Figures that should be there by now, and reviews that are overdue."""
    plan = m.plan
    latest = [(each, plan.latest(each)) for each in plan.wholes]
    overdue = [each for each, reading in latest if reading and late(each, reading, plan.position)]
    yield from _group(overdue, "indicator", "has a late figure", "have late figures")
    unreviewed = [
        risk for risk in plan.all(Risk)
        if risk.review and not risk.is_closed and risk.review.last < plan.position
    ]  # fmt: skip
    yield from _group(unreviewed, "risk", "has an overdue review", "have overdue reviews")


def _unsettled(m: BriefingContext) -> Iterator[Doubt]:
    """What sources or copies disagree about, and what contradicts itself."""
    apart = [*m.plan.clashes, *disputes(m.plan)]
    if apart:
        verb = "contradiction is" if len(apart) == 1 else "contradictions are"
        named = _named([capital(each.about) for each in apart])
        yield Doubt(what=f"{len(apart):,} {verb} not settled", why=named, records=(apart[0].record,),
                    to_settle=apart[0])  # fmt: skip
    for broken in broken_rules(m.plan):
        yield Doubt(what=broken.what, why=broken.why, records=broken.records)


def _small(m: BriefingContext) -> Iterator[Doubt]:
    """Texts of a public paper that may tell a figure that it keeps back, in words that the program cannot judge."""
    if found := m.may_tell:
        verb = "text may tell" if len(found) == 1 else "texts may tell"
        named = _named([capital(short_name(each)) for each in found])
        yield Doubt(what=f"{len(found):,} {verb} a figure too small to publish", why=named, records=found)


def _illustrative(m: BriefingContext) -> Iterator[Doubt]:
    if m.facts_only:
        return
    marks = [mark for mark in m.plan.all(Provenance) if mark.illustrative]
    marked = {record.id: record for mark in marks if (record := m.plan.find(mark.record)) is not None}
    if marked:
        verb = "value is" if len(marks) == 1 else "values are"
        names = _named([capital(short_name(record)) for record in marked.values()])
        said = f"The paper says so. {names}"
        yield Doubt(what=f"{len(marks):,} {verb} illustrative", why=said, records=tuple(marked.values()))


def _undrawable(briefing: b.Briefing) -> Iterator[Doubt]:
    from .drawable import undrawable  # with ReportLab, which the page that shows this loads on another thread

    if found := undrawable(briefing):
        verb = "word cannot" if len(found) == 1 else "words cannot"
        yield Doubt(what=f"{len(found):,} {verb} be drawn as written", why=f"{_named(found)}. Word and web pages show"
                    " them.")  # fmt: skip


def _group(records: Sequence[Record], noun: str, one: str, several: str) -> Iterator[Doubt]:
    if records:
        what = f"{counted(len(records), noun)} {one if len(records) == 1 else several}"
        yield Doubt(what=what, why=_named([capital(short_name(each)) for each in records]), records=tuple(records))


def _named(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return "; ".join([*names[:NAMED], *([f"and {more:,} more"] if more > 0 else [])])
