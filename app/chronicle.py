"""What happened to a plan, in words: its edits as lines of history, and what each record is called there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.domain.figures import listed
from app.domain.order import natural
from app.domain.plan import Plan
from app.domain.records import (
    BY_TABLE,
    KINDS,
    AgendaItem,
    Attendance,
    Benchmark,
    Confidence,
    DateChange,
    Dependency,
    IssuedPaper,
    Link,
    Meeting,
    Milestone,
    Override,
    Programme,
    Provenance,
    Reading,
    ReadMark,
    Record,
    Settlement,
    Thresholds,  # fmt: skip
    rules,
)
from app.domain.thread import words
from app.domain.wording import describe
from db.edits import Erasure, RecordChange, moment
from db.erasing import GONE
from db.log import LeftAlone
from db.query import Summary

HISTORY = "History"
"""The source under which a plan says something of its own history, beside the sources of its programme."""


class HistoryEntry(NamedTuple):
    """One line of history.

    Attributes:
        at: when, UTC.
        details: what happened, a sentence each.
        more: how many records it changed besides, of which nothing is said.
    """

    id: str
    at: datetime
    author: str
    role: str
    label: str
    details: tuple[str, ...]
    more: int = 0


class EntryPart(NamedTuple):
    """What an edit did to one record.

    Attributes:
        key: of the record.
        name: what it is called.
        told: what happened to it, a sentence each, without its name.
        change: the same as it is stored.
    """

    key: str
    kind: type[Record]
    name: str
    told: tuple[str, ...]
    change: RecordChange


class Names:
    """What records are called where no table or page around them says which is meant; deleted ones too.

    Attributes:
        asked: the keys of the records that were asked after: what was told rests on them.
    """

    def __init__(self, rows: Mapping[type[Record], Mapping[str, Record]]):
        self.asked: set[str] = set()
        self._rows = rows
        self._being_named: set[str] = set()  # in a damaged file records may be named by each other in a circle
        self._circles = 0
        self._told: dict[str, str] = {}  # of hundreds of readings each is named by its indicator

    def of(self, key: str) -> str:
        """The name of the record with a key."""
        if (told := self._told.get(key)) is None:
            kind = self._kind(key)
            circles = self._circles
            told = self.of_record(self._rows[kind][key]) if kind else "a record that is not there"
            if circles == self._circles:
                self._told[key] = told
        return told

    def record(self, key: str) -> Record:
        """The record with a key, which is there."""
        kind = self._kind(key)
        assert kind
        return self._rows[kind][key]

    def of_record(self, record: Record) -> str:
        """A record's name with what it belongs to."""
        self.asked.add(record.id)
        if record.id in self._being_named:
            self._circles += 1
            return record.NAME.lower()
        self._being_named.add(record.id)
        try:
            return self._named(record)
        finally:
            self._being_named.discard(record.id)

    def _named(self, record: Record) -> str:
        if record.deleted == GONE:
            return f"an erased {record.NAME.lower()}"
        match record:
            case Reading(indicator=indicator, period=period):
                return f"{self.of(indicator)}, {period}"
            case Milestone(action=action, title=title):
                return f"{self.of(action)}, {title}"
            case Meeting(body=body) if body:
                return f"{self.of(body)}, {record.name[0].lower()}{record.name[1:]}"
            case AgendaItem(meeting=key) | Attendance(meeting=key):
                return f"{self.of(key)}, {record.name}"
            case ReadMark(record=key, by=by):
                return f"{self.of(key)}, read by {by}"
            case Link(item=item, serves=serves):
                return f"{self.of(item)} {self._verb(item, serves)} {self.of(serves)}"
            case Dependency(action=action, waits_for=other):
                return f"{self.of(action)} waits for {self.of(other)}"
            case DateChange(record=key):
                return f"{self.of(key)}, date moved"
            case Override(record=key) | Confidence(record=key):
                return self.of(key)
            case Provenance(record=key, field=field) | Settlement(record=key, field=field):
                return ", ".join(filter(None, (self.of(key), self._label(key, field).lower())))
            case _:
                return record.name

    def _kind(self, key: str) -> type[Record] | None:
        self.asked.add(key)
        return next((kind for kind, rows in self._rows.items() if key in rows), None)

    def _label(self, key: str, field: str) -> str:
        """What people call a field of the record with a key."""
        kind = self._kind(key)
        rule = rules(kind).get(field) if kind else None
        return rule.label if rule else field

    def _verb(self, item: str, serves: str) -> str:
        """What a link says of the two that it ties."""
        one, other = (self._kind(key) for key in (item, serves))
        said = words(one, other) if one and other else None
        return said.serves if said else "is linked to"

    def parts(self, changes: Iterable[RecordChange], erases: Iterable[Erasure] = ()) -> list[EntryPart]:
        """What an edit did, record by record: first what people speak of, last what is only noted about it.

        `erases` is what it erased for good.
        """
        return [self._part(change, erased) for change, erased in self._in_order(changes, erases)]

    def _in_order(
        self, changes: Iterable[RecordChange], erases: Iterable[Erasure]
    ) -> list[tuple[RecordChange, Sequence[str]]]:
        """Changes in the order of `parts`, with what was erased of each."""
        by_record: dict[str, list[str]] = {}
        for erasure in erases:
            by_record.setdefault(erasure.record, []).append(_erased(erasure))
        told = (change for change in changes if change.fields or not by_record)  # who erases names what stays, too
        return [(each, by_record.get(each.record, ())) for each in sorted(told, key=self._place)]

    def _place(self, change: RecordChange) -> tuple[int, tuple[tuple[int, int, str], ...], date]:
        """Where a change stands among others: by kind and by name, figures of one indicator by period."""
        kind = BY_TABLE[change.table]
        record = self._rows.get(kind, {}).get(change.record)
        if isinstance(record, Reading | Benchmark) and record.period:
            return KINDS.index(kind), natural(self.of(record.indicator)), record.period.first
        return KINDS.index(kind), natural(self.of(change.record)), date.min

    def _part(self, change: RecordChange, erased: Sequence[str]) -> EntryPart:
        name = self.of(change.record)
        told = erased or describe(change.table, name, change.fields, self.of, under_name=True)
        told = told if change.fields else ["What it held was erased for good"]
        return EntryPart(change.record, BY_TABLE[change.table], name, tuple(told), change)

    def entry(
        self, summary: Summary, changes: Iterable[RecordChange], erases: Collection[Erasure] = (), most: int = 0
    ) -> HistoryEntry:
        """An edit as a line of history, with these of its changes and what it erased for good.

        It tells of the first `most` records that it changed, or of all where none is given.
        """
        lines: list[str] = []
        found = self._in_order(changes, erases)
        told = found[: most or None]
        for change, erased in told:
            if erases or not change.fields:
                part = self._part(change, erased)
                lines += [f"{part.name}: {sentence}" for sentence in part.told]
            else:
                lines += describe(change.table, self.of(change.record), change.fields, self.of)
        return HistoryEntry(
            summary.id, moment(summary.at), summary.author, summary.role, summary.label, tuple(lines),
            len(found) - len(told),
        )  # fmt: skip

    def left_alone(self, fields: Iterable[LeftAlone]) -> list[str]:
        """Sentences about the fields that an undo would not restore, one for each record."""
        by_record: dict[str, list[LeftAlone]] = {}
        for field in fields:
            by_record.setdefault(field.record, []).append(field)
        return [self._left(key, left) for key, left in by_record.items()]

    def _left(self, key: str, left: Sequence[LeftAlone]) -> str:
        kind, name = BY_TABLE[left[0].table], self.of(key)
        if "deleted" in [field.field for field in left] and self._rows[kind][key].deleted:
            return f"{name} was removed since."
        labels = [rule.label if (rule := rules(kind).get(field.field)) else "The record" for field in left]
        what = listed([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])
        return f"{what} of {name} " + ("was changed since and stays as it is." if len(left) == 1 else
                                       "were changed since and stay as they are.")  # fmt: skip


def _erased(erasure: Erasure) -> str:
    if (erasure.table, erasure.field) == (IssuedPaper.TABLE, "kept"):
        return f"its file was dropped for good: {erasure.reason}"
    rule = rules(BY_TABLE[erasure.table]).get(erasure.field)
    what = f"“{rule.label if rule else erasure.field}”" if erasure.field else "all of it"
    return f"{what} was erased for good, seconded by {erasure.second}: {erasure.reason}"


def said_of_history(plan: Plan) -> str:
    """What a plan says of its own history as a whole, such as that its times are illustrative; mostly nothing."""
    return next((p.statement for p in plan.sources(plan.programme, "") if p.source == HISTORY), "")


def known_names(record: Record) -> set[str]:
    """The names by which a person may speak of a record, folded: its reference, its kind and number, its key."""
    number = getattr(record, "number", None)
    alone = isinstance(record, Programme | Thresholds)
    names = (getattr(record, "ref", ""), record.id, f"{record.NAME} {number}" if number else "",
             record.NAME if alone else "")  # fmt: skip
    return {name.casefold() for name in names if name}
