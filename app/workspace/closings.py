"""Meetings that two copies each closed: both baselines stay, and a person chooses which of them counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.chronicle import Names
from app.domain.clashes import Clash, Version
from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import Meeting
from app.domain.rows import to_row
from app.domain.schedule import PartialDate, show_date
from db.edits import Baseline, moment
from db.history import Log

from .person import Person


class Closing(NamedTuple):
    """One closing of a meeting.

    Attributes:
        by: "as Ann closed it on 10 Jan 2018, 09:12" where the meeting was closed more than once; otherwise empty.
    """

    meeting: Meeting
    baseline: Baseline
    by: str


CLOSING = "closing"
"""The field of a meeting that says which closing of it counts, by its edit; where it is empty, the last one."""


def in_use(plan: Plan, marks: Iterable[Baseline]) -> dict[str, Baseline]:
    """Of these baselines, oldest first, the one that counts of each meeting, by its key."""
    found: dict[str, Baseline] = {}
    for mark in marks:
        meeting, before = plan.get(Meeting, mark.meeting), found.get(mark.meeting)
        if before is None or meeting is None or meeting.closing != before.id:
            found[mark.meeting] = mark
    return found


def closed_twice(log: Log, names: Names, meetings: Iterable[Meeting], marks: Sequence[Baseline]) -> Iterator[Clash]:
    """The meetings of which copies marked several baselines without knowing of each other. Raises Refused."""
    by_meeting: dict[str, list[str]] = {}
    for mark in marks:
        by_meeting.setdefault(mark.meeting, []).append(mark.id)
    for meeting in meetings:
        ids = by_meeting.get(meeting.id, ())
        if len(ids) < 2 or meeting.deleted or not meeting.closed:
            continue
        heads = {head.edit: head for head in log.heads_of(meeting.id).get("closed", ()) if head.value}
        chosen = {edit: _marked_by(log, meeting.id, edit, head.said, ids) for edit, head in heads.items()}
        found = sorted({baseline for baseline in chosen.values() if baseline})
        if len(found) > 1:
            days = {chosen[edit]: head.value for edit, head in heads.items()}
            shown = meeting.closing if meeting.closing in found else found[-1]
            outside = {baseline: set(log.edits_outside(baseline)) for baseline in found}
            signed = log.signatures(found)
            yield Clash(
                record=meeting,
                name=names.of_record(meeting),
                fields=("closed", CLOSING) if len(set(days.values())) > 1 else (CLOSING,),
                versions=tuple(
                    Version(
                        edit=baseline,
                        by=str(Person(signed[baseline].author, signed[baseline].role)),
                        at=moment(signed[baseline].at),
                        says=_says(str(days[baseline]), baseline, outside),
                        values={**to_row(meeting), "closed": days[baseline], CLOSING: baseline},
                    )
                    for baseline in sorted(found, key=lambda each: (each == shown, each))
                ),
            )


def who_closed(log: Log, meeting: str, baseline: Baseline, marks: Iterable[Baseline]) -> str:
    """Who closed a meeting, where it was closed more than once; otherwise empty. Raises Refused."""
    if not any(mark.meeting == meeting and mark.id != baseline.id for mark in marks):
        return ""
    signed = log.signatures([baseline.id])[baseline.id]
    here = moment(signed.at).astimezone()
    return f"as {signed.author} closed it on {show_date(here.date())}, {here:%H:%M}"


def _marked_by(log: Log, meeting: str, edit: str, said: str, ids: Sequence[str]) -> str:
    """The baseline that a value of a meeting's closing stands for; empty for none."""
    if edit in ids:
        return edit
    _undoes, fields = log.step(edit, meeting)
    chosen = str(fields[CLOSING][2]) if CLOSING in fields else ""
    return chosen if chosen in ids else said if said in ids else ""


def _says(day: str, baseline: str, outside: dict[str, set[str]]) -> str:
    others = [those for other, those in outside.items() if other != baseline]
    more = len(set[str]().union(*others) - outside[baseline] - {baseline})
    known = f", with {counted(more, 'edit')} that the other closing lacks" if more else ""
    return f"closed on {PartialDate(day)}{known}"
