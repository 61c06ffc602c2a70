"""The log as people read it: page by page, narrowed, each edit a line that opens to what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from app.chronicle import EntryPart, HistoryEntry, Names
from app.domain.bonds import told_with
from app.domain.figures import counted, listed
from app.domain.order import grouped
from app.domain.plan import Plan
from app.domain.records import Meeting, Record
from app.domain.schedule import show_date
from app.domain.wording import in_one_line
from db.arrivals import ArrivedEdits
from db.edits import Erasure, RecordChange, moment
from db.query import EditFilter, Summary
from db.snapshot import AsOf
from db.store import Store

from .past import baseline_of
from .record_cache import RecordCache
from .refusals import Refusal, as_refusal

_FEW = 2
"""An edit of so many records is told in its line; what a larger one did is shown when it is opened."""
_AT_ONCE = 100  # edits
ARRIVED = "Its edits stand under the days on which they were made"
_SELDOM = 2_000
"""The edits of a kind of at most so many records are looked up by these; more are met at once by reading backwards."""

EVERY_EDIT = EditFilter()


class EditLine(NamedTuple):
    """An edit in one line, or what another copy brought.

    Attributes:
        id: of the edit; of what a copy brought, the time at which it came in, as the file has it.
        at: when, UTC.
        touched: how many records it changed, 1,000 at most.
        told: what it did, where that is little; empty otherwise.
        undoes: the edit that it reversed; empty for none.
        meeting: the meeting that it closed.
        came: how many edits a copy brought; none for an edit.
    """

    id: str
    at: datetime
    author: str
    role: str
    label: str
    touched: int
    told: str
    undoes: str
    meeting: Meeting | None
    came: int = 0


class Logbook:
    """The log of an open plan.

    Attributes:
        then: where one looks back, what was known then; nothing later is told.
    """

    def __init__(self, store: Store, held: RecordCache):
        self._store = store
        self._held = held
        self.then: AsOf | None = None
        self._asked: tuple[str, Plan, AsOf] | None = None
        self._kept: dict[tuple[type[Record], str], tuple[object, dict[str, list[str]]]] = {}

    def narrowed(
        self, *, record: Record | None = None, kind: type[Record] | None = None, author: str = "",
        first: date | None = None, last: date | None = None, since: Meeting | None = None,
    ) -> EditFilter:  # fmt: skip
        """What to ask for; the whole log where nothing is said.

        Args:
            record: what changed this record, or what belongs to it.
            kind: what changed records of this kind.
            author: what this person did.
            first: what was done from this day on, by the clock of this computer.
            last: what was done up to this day, itself included.
            since: what came after this meeting was closed.
        """
        records: list[frozenset[str]] = []
        if record and (own := self._own(record)):
            records.append(own | {p.id for p in self._held.whole.sources(record)})
        of_kind = self._held.rows[kind].keys() if kind else ()
        if kind and len(of_kind) <= _SELDOM:
            records.append(frozenset(of_kind))
        return EditFilter(
            records=tuple(records),
            tables=frozenset({kind.TABLE} if kind and len(of_kind) > _SELDOM else ()),
            author=author,
            first=_moment(first) if first else "",
            last=_moment(last + timedelta(days=1)) if last and last < date.max else "",
            since=self._after(since) if since else None,
            told=self._own(record),
        )

    def entries(self, wanted: EditFilter = EVERY_EDIT, most: int = 0) -> Iterator[HistoryEntry]:
        """The edits with all that they did, newest first; of a narrowing record, only what happened to it.

        Each tells of the first `most` records that it changed, or of all where none is given.

        Raises:
            Refusal: the file cannot be read.
        """
        names, before = Names(self._held.rows), ""
        while summaries := self._summaries(wanted, before, _AT_ONCE):
            for summary in summaries:
                changes, erases = self._changes(summary.id, wanted.told), self._erases(summary.id)
                with as_refusal(Refusal):
                    entry = names.entry(summary, changes, erases, most)
                yield entry
            before = summaries[-1].id

    def lines(self, wanted: EditFilter = EVERY_EDIT, before: str = "", limit: int = 100) -> list[EditLine]:
        """The newest edits that are wanted, at most `limit`; with `before`, those older than the edit of that id.

        Where nothing is asked, what other copies brought stands between them, when it came in, and is not counted.

        Raises:
            Refusal: the file cannot be read.
        """
        closed = {mark.id: mark.meeting for mark in self._held.marks}
        found = self._summaries(wanted, before, limit)
        with as_refusal(Refusal):
            lines = [self._line(summary, wanted.told, closed) for summary in found]
            return lines if wanted != EVERY_EDIT else self._with_arrivals(lines, before, to_end=len(found) < limit)

    def parts(self, edit: str, record: Record | None = None) -> list[EntryPart]:
        """What an edit, or what came in, did, record by record; with a record, only to it and what belongs to it.

        Raises Refusal.
        """
        names, own = Names(self._held.rows), self._own(record)
        with as_refusal(Refusal):
            edits = self._store.log.came_at(edit) or (edit,)
        return [part for each in edits for part in names.parts(self._changes(each, own), self._erases(each))]

    def label(self, edit: str) -> str:
        """What an edit, or what came in, is called. Raises Refusal where there is none."""
        with as_refusal(Refusal):
            came = next((came for came in self._store.log.brought() if came.at == edit), None)
            label = self._store.log.label(edit) if came is None else f"{_by(came)} that arrived on {_day(came.at)}"
        if label is None:
            raise Refusal("This edit is not in the plan any more.")
        return label

    def arrivals(self) -> list[EditLine]:
        """What other copies brought, the newest first; what was known, where one looks back. Raises Refusal."""
        with as_refusal(Refusal):
            return [self._arrival(came) for came in self._brought()]

    def authors(self) -> list[str]:
        """Everybody who made an edit. Raises Refusal."""
        with as_refusal(Refusal):
            return self._store.log.authors()

    def kinds(self) -> list[type[Record]]:
        """The kinds of record that the plan holds, or held."""
        return [kind for kind, rows in self._held.rows.items() if rows]

    def records(self, kind: type[Record]) -> Iterable[Record]:
        """The records of a kind, those that were removed too."""
        return self._held.rows[kind].values()

    def record(self, key: str) -> Record | None:
        """The record with a key, one that was removed too."""
        return next((rows[key] for rows in self._held.rows.values() if key in rows), None)

    # -- inside

    def _summaries(self, wanted: EditFilter, before: str, limit: int) -> list[Summary]:
        with as_refusal(Refusal):
            return self._store.log.summaries(wanted._replace(known=self.then), before, limit)

    def _changes(self, edit: str, own: frozenset[str] | None) -> tuple[RecordChange, ...]:
        with as_refusal(Refusal):
            return self._store.log.changes(edit, own)

    def _erases(self, edit: str) -> tuple[Erasure, ...]:
        with as_refusal(Refusal):
            return self._store.log.erasures(edit)

    def _own(self, record: Record | None) -> frozenset[str] | None:
        """The keys of a record and of what is told with it; None for any record."""
        return frozenset({record.id, *told_with(self._held.rows, record, self._below)}) if record else None

    def _below(self, kind: type[Record], field: str, key: str) -> Sequence[str]:
        """The keys of the records of a kind whose field names a key, removed ones too; kept while none is edited."""
        rows = self._held.whole.unordered(kind)
        if (kept := self._kept.get((kind, field))) is None or kept[0] is not rows:
            groups = grouped((getattr(other, field), name) for name, other in self._held.rows[kind].items())
            kept = self._kept[kind, field] = rows, groups
        return kept[1].get(key, ())

    def _after(self, meeting: Meeting) -> AsOf:
        """What was known when a meeting was closed; worked out once for all the pages of the same plan."""
        baseline = baseline_of(self._held, meeting)
        if self._asked is None or self._asked[:2] != (baseline.id, self._held.whole):
            with as_refusal(Refusal):
                self._asked = baseline.id, self._held.whole, self._store.log.as_of(baseline.id)
        return self._asked[2]

    def _line(self, summary: Summary, own: frozenset[str] | None, closed: dict[str, str]) -> EditLine:
        meeting = self._held.rows[Meeting].get(closed.get(summary.id, ""))
        few = summary.touched <= _FEW or own is not None
        return EditLine(
            id=summary.id, at=moment(summary.at), author=summary.author, role=summary.role,
            label=summary.label, touched=summary.touched, told=self._told(summary.id, own) if few else "",
            undoes=summary.undoes, meeting=meeting if isinstance(meeting, Meeting) else None,
        )  # fmt: skip

    def _brought(self) -> list[ArrivedEdits]:
        brought, then = self._store.log.brought(), self.then
        return brought if then is None else [came for came in brought if any(edit in then for edit in came.edits)]

    def _with_arrivals(self, lines: list[EditLine], before: str, *, to_end: bool) -> list[EditLine]:
        """Lines with what came in, each above what was here before it."""
        waiting = self._brought()
        if not waiting:
            return lines
        told = self._store.log.earliest_here(before) if before else ""
        here = {edit: came.at for came in waiting for edit in came.edits}
        waiting = [came for came in waiting if not told or came.at < told]
        found: list[EditLine] = []
        for line in lines:
            since = moment(here[line.id]) if line.id in here else line.at + timedelta(microseconds=1)
            while waiting and moment(waiting[0].at) >= since:
                found.append(self._arrival(waiting.pop(0)))
            found.append(line)
        return [*found, *map(self._arrival, waiting if to_end else ())]

    def _arrival(self, came: ArrivedEdits) -> EditLine:
        return EditLine(
            id=came.at, at=moment(came.at), author="", role="", label=f"{_by(came)} arrived on {_day(came.at)}",
            touched=self._store.log.records_of(came.edits), told=ARRIVED, undoes="", meeting=None, came=len(came.edits),
        )  # fmt: skip

    def _told(self, edit: str, own: frozenset[str] | None) -> str:
        """What an edit did, in one line without the names that are plain: "Owner set to “Ann”"."""
        parts = Names(self._held.rows).parts(self._changes(edit, own), self._erases(edit))
        return in_one_line(sentence for part in parts[:_FEW] for sentence in part.told)


def _by(came: ArrivedEdits) -> str:
    return f"{counted(len(came.edits), 'edit')} by {listed(came.authors)}"


def _day(at: str) -> str:
    return show_date(moment(at).astimezone().date())


def _moment(day: date) -> str:
    """When a day begins on this computer, as the log writes times."""
    return datetime.combine(day, time.min).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
