"""What happened to a plan, in words: its edits as lines of history, and what each record is called there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.fields import rules
from app.domain.records import (
    BY_TABLE,
    Confidence,
    DateChange,
    Dependency,
    Link,
    Milestone,
    Override,
    Programme,
    Provenance,
    Reading,
    Record,
    Settlement,
    Thresholds,
)  # fmt: skip
from app.domain.wording import describe
from db.edits import Edit
from db.history import LeftAlone


@dataclass(frozen=True)
class Entry:
    """One line of history.

    Attributes:
        at: when, UTC.
        details: what happened, a sentence each.
        records: the keys of the records it changed.
    """

    id: str
    at: datetime
    author: str
    role: str
    label: str
    details: tuple[str, ...]
    records: tuple[str, ...]


class Names:
    """What records are called where no table or page around them says which is meant; deleted ones too."""

    def __init__(self, rows: Mapping[type[Record], Mapping[str, Record]]):
        self._rows = rows

    def of(self, key: str) -> str:
        """The name of the record with a key."""
        record = next((rows[key] for rows in self._rows.values() if key in rows), None)
        return self.of_record(record) if record else "a record that is not there"

    def of_record(self, record: Record) -> str:
        """A record's name with what it belongs to."""
        match record:
            case Reading(indicator=indicator, period=period):
                return f"{self.of(indicator)}, {period}"
            case Milestone(action=action, title=title):
                return f"{self.of(action)}, {title}"
            case Link(item=item, serves=serves):
                return f"{self.of(item)} to {self.of(serves)}"
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

    def _label(self, key: str, field: str) -> str:
        """What people call a field of the record with a key."""
        kind = next((kind for kind, rows in self._rows.items() if key in rows), None)
        rule = rules(kind).get(field) if kind else None
        return rule.label if rule else field

    def entry(self, edit: Edit, keys: Collection[str] | None = None) -> Entry:
        """An edit as a line of history; with keys, only what happened to these records."""
        lines: list[str] = []
        for change in edit.changes:
            if keys is None or change.record in keys:
                lines += describe(change.table, self.of(change.record), change.fields, self.of)
        at = datetime.fromisoformat(edit.at)
        return Entry(
            edit.id, at, edit.author, edit.role, edit.label, tuple(lines), tuple(c.record for c in edit.changes)
        )

    def left_alone(self, field: LeftAlone) -> str:
        """A sentence about a field that an undo did not restore."""
        rule = rules(BY_TABLE[field.table]).get(field.field)
        what = rule.label if rule else "The record"
        return f"{what} of {self.of(field.record)} was changed since and left alone."


def called(record: Record) -> set[str]:
    """The names by which a person may speak of a record, folded: its reference, its kind and number, its key."""
    number = getattr(record, "number", None)
    alone = isinstance(record, Programme | Thresholds)
    names = (getattr(record, "ref", ""), record.id, f"{record.NAME} {number}" if number else "",
             record.NAME if alone else "")  # fmt: skip
    return {name.casefold() for name in names if name}
