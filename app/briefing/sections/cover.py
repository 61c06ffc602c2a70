"""The first page: what this is, for whom, as at which day, and on what it rests; then the contents."""

from __future__ import annotations

from app.domain.figures import counted
from app.domain.meetings import lacks_meeting
from app.domain.schedule import show_date
from app.resources import program_version

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import clipped, sentence
from .asking import purposes

FACTS_ONLY = "Report’s facts only."
ILLUSTRATIVE = "Illustrative inputs are included."


def cover(m: BriefingContext, name: str) -> tuple[b.Block, ...]:
    """The cover of a briefing called `name`."""
    pairs: list[tuple[str, b.Words]] = []
    if m.meeting:
        if m.body(m.meeting):
            pairs.append(("For", b.words(b.bold(m.body(m.meeting)))))
        if m.meeting.day:
            pairs.append(("Meeting", b.words(show_date(m.meeting.day))))
        if m.meeting.purpose:
            pairs.append(("Purpose", clipped(b.words(m.meeting.purpose), 300)))
        pairs.append(("On its agenda", b.words(sentence(purposes(m)))))
    if m.past:
        pairs.append(("As it was at", b.words(b.bold(m.past))))
    pairs.append(("Classification", b.words(m.classification)))
    pairs.append(("Data as at", b.words(show_date(m.plan.position))))
    if m.options.version:
        pairs.append(("Version", clipped(b.words(m.options.version), 600)))
    if m.since:
        why = f". {lacks_meeting(m.plan, m.since)}" if lacks_meeting(m.plan, m.since) else ""
        pairs.append(("Compared with", b.words(f"{m.meeting_name(m.since)}{why}")))
    elif m.since_exempt:
        pairs.append(("Compared with", b.words(f"Nothing. {m.not_compared}")))
    version = f", Goldthread {program_version()}" if program_version() else ""
    pairs.append(("Printed", b.words(f"{show_date(m.printed)}{version}")))
    return (
        b.Cover(m.programme.council, m.title, name),
        b.Pairs(tuple(pairs), "About this briefing"),
        *_rests_on(m),
        b.Contents(),
    )


def _rests_on(m: BriefingContext) -> tuple[b.Block, ...]:
    said: list[b.Said] = []
    if m.past:
        said += [b.bold("Not the plan as it is now."), f" This is what was known at {m.past}. "]
    if m.facts_only:
        said += [b.bold(FACTS_ONLY), " Every illustrative value has been left out; what is shown has a source."]
    elif m.illustrative:
        said += [
            b.bold(ILLUSTRATIVE),
            " Some values have no source and show only what the plan could hold. They are marked “illustrative”, and"
            " so is every status that rests on them.",
        ]
    if m.options.exempt:
        said += [" " if said else "", b.bold("Not for publication."), " It holds what is exempt."]
    if m.suppressed:
        least, figures = m.plan.thresholds.small_numbers, counted(m.suppressed, "figure")
        said += [
            " " if said else "",
            f"{figures} below {least}, or made of such, left out, so that nobody can be known.",
        ]
    if m.withheld:
        left = counted(m.withheld, "exempt record is", "exempt records are")
        without = "it" if m.withheld == 1 else "them"
        said += [" " if said else "", sentence(f"{left} left out, and statuses are computed without {without}")]
    return (b.Note(b.words(*said)),) if said else ()
