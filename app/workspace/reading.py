"""The open plan, read: as it is now, or as it was; compared with a meeting; with or without what is illustrative."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from app.chronicle import HistoryEntry, known_names
from app.domain.meetings import seen_by
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import (
    KINDS,
    Attachment,
    IssuedPaper,
    Meeting,
    ReadMark,
    Record,
)
from app.domain.since import Change
from app.domain.since import changes as changes_since
from db.edits import Baseline
from db.erasing import GONE
from db.store import Store

from .closings import Closing, in_use, who_closed
from .opened import EVERYTHING, Opened
from .past import Moment, Past
from .person import Person
from .refusals import Refusal, as_refusal

R = TypeVar("R", bound=Record)
REMOVED = "removed"
"""Why a record is gone that somebody took out of the plan."""


class PlanReader(Opened):
    """The open plan, read."""

    def __init__(self, store: Store, person: Person, backups: Path, today: Callable[[], date]):
        super().__init__(store, person, backups, today)
        self._facts_only = False
        self._ratings: Ratings | None = None
        self._since: tuple[Ratings, Sequence[Change]] | None = None
        self._present: Ratings | None = None  # the statuses of now, while one looks back
        self._compare_with = ""
        self._meant: tuple[Plan, dict[str, Baseline | None]] | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it is now, or as it was where one looks back; without what is illustrative while `facts_only`."""
        whole = self.past.plan if self.past else self._held.whole
        return whole.facts_only if self._facts_only else whole

    @property
    def before(self) -> Plan | None:
        """The plan as it was when the meeting that is compared with was closed; None where none was."""
        return self._before(self._compared(self._compare_with))

    @property
    def paper_before(self) -> Plan | None:
        """As `before`, but as papers have it, which go by the plan's own body whatever a person looks by."""
        return self.before_of("")

    def before_of(self, wanted: str) -> Plan | None:
        """As `before`, but by what is `wanted`, as `compare_with`, whatever a person looks by."""
        return self._before(self._compared(wanted))

    @property
    def kept_back(self) -> frozenset[str]:
        """The keys of what no public paper may hold: what is exempt now, and what was when it was removed."""
        return frozenset(key for rows in self._held.rows.values() for key, record in rows.items() if record.exempt)

    @property
    def ratings(self) -> Ratings:
        """The statuses of the plan, compared with that meeting."""
        plan, before = self.plan, self.before
        if self._ratings is None:
            self._ratings = Ratings(plan, before)
        elif self._ratings.plan is not plan or self._ratings.before is not before:
            self._ratings = self._ratings.after(plan, before)
        return self._ratings

    @property
    def since(self) -> Sequence[Change]:
        """What changed since that meeting; nothing where none was closed."""
        ratings = self.ratings
        if self._since is None or self._since[0] is not ratings:
            self._since = ratings, changes_since(ratings.plan, ratings.before, ratings)
        return self._since[1]

    @property
    def last_meeting(self) -> Meeting | None:
        """The closed meeting that is compared with: "since the last meeting" speaks of it."""
        return self._marked(self._compared(self._compare_with))

    @property
    def paper_meeting(self) -> Meeting | None:
        """The closed meeting that papers compare with."""
        return self.compared_with("")

    def compared_with(self, wanted: str) -> Meeting | None:
        """The closed meeting that `before_of` belongs to."""
        return self._marked(self._compared(wanted))

    @property
    def compares(self) -> str:
        """What is to be said of the meeting that is compared with: another body's than the plan's; often nothing."""
        return " ".join(
            filter(None, (seen_by(self.plan, self.last_meeting, self.paper_meeting), self.closed_by(self.last_meeting)))
        )

    @property
    def compares_briefly(self) -> str:
        """The same under a heading that names the meeting."""
        said = seen_by(self.plan, self.last_meeting, self.paper_meeting, under_its_day=True)
        return " ".join(filter(None, (said, self.closed_by(self.last_meeting))))

    def closed_by(self, meeting: Meeting | None) -> str:
        """Whose closing of a meeting is compared with, a sentence where it was closed more than once; or empty."""
        baseline = in_use(self._held.whole, self._held.marks).get(meeting.id) if meeting else None
        by = self._who_closed(baseline) if baseline else ""
        return f"It was closed more than once: compared with the plan {by}." if by else ""

    def _who_closed(self, baseline: Baseline) -> str:
        with as_refusal(Refusal):
            return who_closed(self._store.log, baseline.meeting, baseline, self._held.marks)

    @property
    def compare_with(self) -> str:
        """What a person looks by: the key of a body or of one meeting, `meetings.ANY`; empty: the plan's own body."""
        return self._compare_with

    @compare_with.setter
    def compare_with(self, key: str) -> None:
        if key != self._compare_with:
            self._compare_with = key
            self._tell(EVERYTHING)

    def look_back(self, to: Moment) -> None:
        """Show the plan as it was at a closed meeting or a moment, which can only be read; None: as it is now.

        Raises:
            Refusal: the meeting is not closed, or nothing is known of that moment.
        """
        past = None if to is None else Past(self._held, self._store, to)
        if past is None and self.past is None:
            return
        if self.past is None:
            self._present, self._ratings = self._ratings, None
        elif past is None:
            self._present, self._ratings = None, self._present
        self.past = past
        self.logbook.then = past.then if past else None
        self._tell(EVERYTHING)

    def as_at(self, moment: Moment) -> Plan:
        """The plan as it was at a moment, whatever is shown. Raises Refusal as `look_back` does."""
        whole = self._held.whole if moment is None else Past(self._held, self._store, moment).plan
        return whole.facts_only if self._facts_only else whole

    def compare(self, earlier: Moment, later: Moment = None) -> Sequence[Change]:
        """What changed from one moment to another.

        Raises:
            Refusal: as `look_back` does; or the two are one meeting, or the wrong way round.
        """
        if isinstance(earlier, Meeting) and isinstance(later, Meeting):
            if earlier.id == later.id:
                raise Refusal("Choose two different meetings.")
            if (earlier.day or date.min, earlier.id) > (later.day or date.min, later.id):
                raise Refusal("Choose an earlier meeting to compare from.")
        then, plan = self.as_at(earlier), self.as_at(later)
        return changes_since(plan, then, Ratings(plan, then))

    @property
    def closed_meetings(self) -> tuple[Meeting, ...]:
        """The closed meetings of which it is known how the plan was, the one held last first."""
        marked = {mark.meeting for mark in self._held.marks}
        found = [m for m in self.plan.all(Meeting) if m.closed and m.day and m.id in marked]
        return tuple(sorted(found, key=lambda m: (m.day or date.min, m.id), reverse=True))

    @property
    def closings(self) -> tuple[Closing, ...]:
        """How the closed meetings were closed, in their order, each time: the closing that counts first."""
        used = in_use(self.plan, self._held.marks)
        marks = sorted(self._held.marks, key=lambda mark: (mark is used.get(mark.meeting), mark.id), reverse=True)
        return tuple(
            Closing(meeting, mark, self._who_closed(mark))
            for meeting in self.closed_meetings
            for mark in marks
            if mark.meeting == meeting.id
        )

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind."""
        return self.plan.all(kind)

    def find(self, key: str) -> Record | None:
        """The record with this key."""
        return self.plan.find(key)

    def named(self, name: str) -> list[Record]:
        """The records that people know by this name: none, one, or several.

        A reference such as "R-014", a kind and number such as "theme 2", the kind alone where a plan has one
        such record ("programme", "thresholds"), or a key.
        """
        wanted = " ".join(name.split()).casefold()
        return [r for kind in KINDS for r in self.plan.all(kind) if wanted and wanted in known_names(r)]

    def gone(self, key: str) -> Record | None:
        """A record that was removed, as it last was; None where it is there, or never was."""
        found = next((rows[key] for rows in self._held.rows.values() if key in rows), None)
        return found if found and found.deleted else None

    @property
    def last_edit(self) -> str:
        """The id of the last edit that the file holds; empty for a new file. Raises Refusal."""
        with as_refusal(Refusal):
            return self._store.log.last()

    @property
    def edit_count(self) -> int:
        """How many edits the file holds. Raises Refusal."""
        with as_refusal(Refusal):
            return self._store.log.count()

    def touched_since(self, mark: ReadMark) -> list[Record]:
        """The records that were changed since somebody marked what they read, be it by edits that came in since.

        As they are now, removed ones too. Raises Refusal.
        """
        with as_refusal(Refusal):
            keys = self._store.log.touched_since(mark.edit, mark.id)
        return [rows[key] for key in keys for rows in self._held.rows.values() if key in rows]

    def removed_named(self, name: str) -> list[Record]:
        """The removed records that people knew by this name; not what was erased for good."""
        wanted = " ".join(name.split()).casefold()
        rows = (record for held in self._held.rows.values() for record in held.values())
        return [r for r in rows if r.deleted not in ("", GONE) and wanted in known_names(r)]

    @property
    def tables(self) -> dict[str, str]:
        """The table of every record by its key, deleted ones too."""
        return {key: kind.TABLE for kind, rows in self._held.rows.items() for key in rows}

    @property
    def keys_gone(self) -> frozenset[str]:
        """The keys of all records that were in the plan and are no more."""
        return frozenset(key for rows in self._held.rows.values() for key, record in rows.items() if record.deleted)

    def removed(self, kind: type[Record]) -> frozenset[str]:
        """The keys of the records of a kind that somebody took out of the plan; not of those whose entry was undone."""
        return frozenset(key for key, r in self._held.rows[kind].items() if r.deleted in (REMOVED, GONE))

    @property
    def facts_only(self) -> bool:
        """Whether illustrative values are left out."""
        return self._facts_only

    @facts_only.setter
    def facts_only(self, on: bool) -> None:
        if on != self._facts_only:
            self._facts_only = on
            self._ratings = None
            self._tell(EVERYTHING)

    def history(self, record: Record | None = None) -> list[HistoryEntry]:
        """Every edit in words, newest first; with a record, those that changed it or what belongs to it.

        To an indicator belong its readings, removed ones too; to any record the status and confidence that people
        set, what they settled where sources disagree, and where its values come from.

        Raises:
            Refusal: the file cannot be read.
        """
        return list(self.logbook.entries(self.logbook.narrowed(record=record)))

    def latest(self, record: Record, limit: int, most: int) -> list[HistoryEntry]:
        """The newest of a record's history, at most `limit`, each with its first `most` parts. Raises Refusal."""
        return list(islice(self.logbook.entries(self.logbook.narrowed(record=record), most), limit))

    def content(self, file: Attachment | IssuedPaper) -> bytes:
        """What an attachment or an issued paper holds. Raises Refusal where it is dropped, lost or damaged."""
        if isinstance(file, IssuedPaper) and not file.kept:
            raise Refusal("Its file is not kept any more; its record and its digest are.")
        with as_refusal(Refusal):
            return self._store.content(file.digest)

    def _read(self) -> None:
        super()._read()
        self._ratings = self._present = None

    def _forget(self) -> None:
        super()._forget()
        self._ratings = None

    def _compared(self, wanted: str) -> Baseline | None:
        """The baseline of the meeting that is compared with by what is `wanted`."""
        whole = self.past.plan if self.past else self._held.whole
        if self._meant is None or self._meant[0] is not whole:
            self._meant = whole, {}
        meant = self._meant[1]
        if wanted not in meant:
            past, held = self.past, self._held
            meant[wanted] = past.compared_with(wanted) if past else held.last_closed(whole, held.marks, wanted)
        return meant[wanted]

    def _before(self, baseline: Baseline | None) -> Plan | None:
        before = self._held.as_at(baseline) if baseline else None
        return before.facts_only if before and self._facts_only else before

    def _marked(self, baseline: Baseline | None) -> Meeting | None:
        return self.plan.get(Meeting, baseline.meeting) if baseline else None
