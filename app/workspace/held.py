"""What a file holds, read once: every record and the baselines, and the plans that they make. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.plan import Plan
from app.domain.records import BY_TABLE, KINDS, Meeting, Record
from app.domain.rows import from_row, with_row
from db.edits import Baseline, Edit
from db.errors import Refused
from db.store import Store

from .refusals import Refusal, told

Rows = dict[type[Record], dict[str, Record]]


class Held:
    """The records of an open file.

    Attributes:
        rows: every record by kind and key, deleted ones too.
        marks: the baselines without their edits, oldest first.
        whole: the plan as it is now, with what is illustrative.
    """

    rows: Rows
    marks: list[Baseline]
    whole: Plan

    def __init__(self, store: Store, today: Callable[[], date]):
        self._store = store
        self._today = today
        self.read()

    def read(self) -> None:
        """Read every record. Raises Refused, and then nothing has changed here."""
        self.hold(*self.stored())

    def stored(self) -> tuple[Rows, list[Baseline]]:
        """Every record and the baselines without their edits, all of one moment. Raises Refused."""
        with self._store.reading():
            rows = {kind: self._records(kind) for kind in KINDS}
            marks = self._store.log.marks()
        try:
            for mark in marks:
                date.fromisoformat(mark.position)
        except ValueError as error:
            raise Refused("The file is damaged: a closed meeting has no day. Restore a backup.") from error
        return rows, marks

    def hold(self, rows: Rows, marks: list[Baseline]) -> None:
        """Take what `stored` gave for what the file holds."""
        self.rows, self.marks = rows, marks
        self._before_key: Baseline | None = None
        self._before: Plan | None = None
        self.forget()

    def forget(self) -> None:
        """Make the plan anew, as on another day."""
        self.whole = Plan({kind: tuple(rows.values()) for kind, rows in self.rows.items()}, self._today())

    def changed(self, edit: Edit, marks: Sequence[Baseline]) -> frozenset[type[Record]]:
        """Take in an edit that was just written, with the baselines it marked; the kinds that it changed."""
        self.marks = [*self.marks, *marks]
        for change in edit.changes:
            kind = BY_TABLE[change.table]
            there = self.rows[kind].get(change.record) or kind(id=change.record)
            row = {name: new for name, (_prevs, _old, new) in change.fields.items()}
            self.rows[kind][change.record] = with_row(there, row)
        kinds = frozenset(BY_TABLE[change.table] for change in edit.changes)
        if self.whole.today == self._today():
            self.whole = self.whole.changed({kind: self.rows[kind].values() for kind in kinds})
        else:
            self.forget()
        return kinds

    @property
    def before(self) -> Plan | None:
        """The plan as it was when the last meeting was closed. Raises Refusal where the file cannot be read."""
        if self._before_key != (key := self.last_baseline()):
            with told(Refusal):
                self._before = self.as_at(key) if key else None
            self._before_key = key
        return self._before

    def last_baseline(self) -> Baseline | None:
        """The baseline of the closed meeting that was held last."""
        closed = {m.id: m for m in self.whole.all(Meeting) if m.closed and m.day}
        marked = [b for b in self.marks if b.meeting in closed]
        return max(marked, key=lambda b: (closed[b.meeting].day or date.min, b.id), default=None)

    def as_at(self, baseline: Baseline) -> Plan:
        """The plan as it was when a baseline was marked. Raises Refused."""
        then = {kind: dict(rows) for kind, rows in self.rows.items()}
        for table, rows in self._store.log.rows_without(self._store.log.edits_outside(baseline.id)).items():
            kind = BY_TABLE[table]
            for key, row in rows.items():
                if row is None:
                    then[kind].pop(key, None)
                else:
                    then[kind][key] = from_row(kind, row)
        position = date.fromisoformat(baseline.position)
        return Plan({kind: tuple(rows.values()) for kind, rows in then.items()}, self._today(), position)

    def _records(self, kind: type[Record]) -> dict[str, Record]:
        try:
            return {str(row["id"]): from_row(kind, row) for row in self._store.rows(kind.TABLE)}
        except ValueError as error:
            what = kind.NAME[0].lower() + kind.NAME[1:]
            raise Refused(f"The file is damaged: a {what} holds what cannot be read. Restore a backup.") from error
