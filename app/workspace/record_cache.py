"""What a file holds, read once: every record and the baselines, and the plans that they make. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.log_facts import YARDSTICKS, LogFacts
from app.domain.meetings import compared
from app.domain.past_plan import PastPlan
from app.domain.plan import Plan
from app.domain.records import BY_TABLE, KINDS, Action, Record
from app.domain.rows import doubted, from_row, with_row
from app.domain.schedule import PartialDate
from db.edits import Baseline, Edit
from db.errors import Damaged
from db.snapshot import AsOf
from db.store import Store

from .clashing import Clashes, clashes_of
from .closings import in_use
from .recalling import facts_then, log_facts, reported_then
from .refusals import Refusal, as_refusal

_KEPT = 8
"""As many plans as they were at a baseline are kept."""
Rows = dict[type[Record], dict[str, Record]]
Stored = tuple[Rows, list[Baseline], Clashes, LogFacts]
"""Every record, deleted ones too; the baselines without their edits, oldest first; what copies disagree about; what
only the log tells."""


class RecordCache:
    """The records of an open file.

    Attributes:
        rows: every record by kind and key, deleted ones too.
        marks: the baselines without their edits, oldest first.
        whole: the plan as it is now, with what is illustrative.
        doubted: the fields, by key of the record, that are known to hold something else than their history says.
    """

    rows: Rows
    marks: list[Baseline]
    whole: Plan

    def __init__(self, store: Store, today: Callable[[], date]):
        self._store = store
        self._today = today
        self.doubted: Mapping[str, Collection[str]] = {}
        self.read()

    def read(self) -> None:
        """Read every record. Raises Refused, and then nothing has changed here."""
        self.hold(*self.stored())

    def stored(self, touched: Mapping[str, Collection[str]] | None = None) -> Stored:
        """What the file holds, all of one moment; where only these records were touched, by table, the rest as held.

        Raises Refused.
        """
        try:
            return self._read_all(touched)
        except Damaged:
            if not self._store.read_leniently():
                raise
            return self._read_all(touched)

    def _read_all(self, touched: Mapping[str, Collection[str]] | None) -> Stored:
        with self._store.reading():
            if touched is None:
                rows = {kind: self._records(kind) for kind in KINDS}
            else:
                some = {kind: self._records(kind, touched[kind.TABLE]) for kind in KINDS if kind.TABLE in touched}
                rows = {kind: held | some.get(kind, {}) for kind, held in self.rows.items()}
            marks = [mark for mark in self._store.log.marks() if _is_day(mark.position)]  # the check tells of others
            clashes = clashes_of(self._store.log, rows, marks)
            told_by_log = self._told_by_log(rows, touched)
        return rows, marks, clashes, told_by_log

    def _told_by_log(self, rows: Rows, touched: Mapping[str, Collection[str]] | None) -> LogFacts:
        """What the log tells; of what was not touched, as it is known."""
        if touched is None:
            return log_facts(self._store.log, rows)
        tables = {kind.TABLE for kind in YARDSTICKS}
        keys = {key for table, some in touched.items() if table in tables for key in some}
        known = self._log
        if Action.TABLE in touched:  # a copy may bring the edit that says when actions were last reported
            known = known._replace(forward=self._store.log.brought_forward())
        return log_facts(self._store.log, rows, known, keys)

    def hold(self, rows: Rows, marks: list[Baseline], clashes: Clashes, told_by_log: LogFacts) -> None:
        """Take what `stored` gave for what the file holds."""
        self.rows, self.marks, self._clashes, self._log = rows, marks, clashes, told_by_log
        self._then: dict[str, tuple[AsOf, Plan]] = {}
        self._kinds: dict[str, type[Record]] = {}
        self._doubt(self.doubted)
        self.forget()

    def doubt(self, fields: Mapping[str, Collection[str]]) -> bool:
        """Believe these fields no more, by key of the record, and all others; whether that is something new."""
        if fields == self.doubted:
            return False
        believed, self.doubted = self.doubted.keys(), fields
        with self._store.reading():
            for kind, rows in self.rows.items():
                if keys := believed & rows.keys():
                    rows.update(self._records(kind, keys))
        self._doubt(fields)
        self._then = {}  # what was not changed since was taken from what is held
        self.forget()
        return True

    def _doubt(self, fields: Mapping[str, Collection[str]]) -> None:
        for rows in self.rows.values():
            for key in fields.keys() & rows.keys():
                rows[key] = doubted(rows[key], fields[key])

    def forget(self) -> None:
        """Make the plan anew, as on another day."""
        whole = Plan({kind: tuple(rows.values()) for kind, rows in self.rows.items()}, self._today())
        self.whole = self._noted(whole).recalling(self._log)

    def _noted(self, plan: Plan) -> Plan:
        """A plan with what is to be settled, where anything is or was."""
        told, lost = self._clashes.told, self._clashes.lost
        return plan.noting(told, lost) if told or lost or plan.clashes or plan.lost else plan

    def changed(self, edit: Edit, marks: Sequence[Baseline]) -> frozenset[type[Record]]:
        """Take in an edit that was just written, with the baselines it marked; the kinds that it changed."""
        if marks:
            self.marks = [*self.marks, *marks]
        edited: list[Record] = []
        for change in edit.changes:
            kind = BY_TABLE[change.table]
            rows = self.rows[kind]
            row = {name: new for name, (_prevs, _old, new) in change.fields.items()}
            there = rows.get(change.record)
            record = with_row(there, row) if there else from_row(kind, {**row, "id": change.record})
            rows[change.record] = record
            edited.append(record)
            if self._kinds:
                self._kinds[change.record] = kind
        kinds = frozenset(map(type, edited))
        before = self._clashes
        if edit.undoes or not before.rests_on.isdisjoint([each.id for each in edited]):  # no other begins one
            self._clashes = clashes_of(self._store.log, self.rows, self.marks)
        if touched := [each.id for each in edited if type(each) in YARDSTICKS]:
            self._log = log_facts(self._store.log, self.rows, self._log, touched)
        if self.whole.today == self._today():
            self.whole = self.whole.changed({kind: self.rows[kind].values() for kind in kinds}, edited)
            if self._log is not self.whole.log:
                self.whole = self.whole.recalling(self._log)
            if before is not self._clashes:
                self.whole = self._noted(self.whole)
        else:
            self.forget()
        return kinds

    def last_closed(self, plan: Plan, marks: Sequence[Baseline], wanted: str = "") -> Baseline | None:
        """Of these baselines that of the meeting that `plan` is compared with; `wanted` as in `meetings.compared`."""
        last = in_use(plan, sorted(marks, key=lambda mark: mark.id))
        found = compared(plan, {meeting: mark.id for meeting, mark in last.items()}, wanted)
        return last[found.id] if found else None

    def then(self, baseline: Baseline) -> AsOf:
        """What was known when a baseline was marked. Raises Refusal where the file cannot be read."""
        if baseline.id not in self._then:
            while len(self._then) >= _KEPT:
                del self._then[next(iter(self._then))]
            with as_refusal(Refusal):
                then = self._store.log.as_of(baseline.id)
            self._then[baseline.id] = then, self.as_of(then, date.fromisoformat(baseline.position))
        return self._then[baseline.id][0]

    def as_at(self, baseline: Baseline) -> Plan:
        """The plan as it was when a baseline was marked. Raises Refusal where the file cannot be read."""
        self.then(baseline)
        return self._then[baseline.id][1]

    def as_of(self, then: AsOf, position: date | None = None, day: date | None = None) -> Plan:
        """The plan as it was known then; it asks the file when its records are asked for, which raises Refusal.

        `position` is the day that it spoke of; without one its programme says, or `day` is meant.
        """
        plan = PastPlan(_Source(self, then), position, day or position or self._today())
        plan.log = facts_then(self._log, then)
        return plan

    def reported(self, then: AsOf, actions: Sequence[Action]) -> dict[str, PartialDate]:
        """When actions were last reported at a moment, where the file did not keep it then. Raises Refused."""
        return reported_then(self._store.log, then, actions, self._log.forward)

    def kind_of(self, key: str) -> type[Record] | None:
        """The kind of the record with a key, also of a deleted one."""
        if not self._kinds:
            self._kinds = {key: kind for kind, rows in self.rows.items() for key in rows}
        return self._kinds.get(key)

    def _records(self, kind: type[Record], keys: Collection[str] | None = None) -> dict[str, Record]:
        return {str(row["id"]): from_row(kind, row) for row in self._store.rows(kind.TABLE, keys)}


class _Source:
    """What was held at a moment: what is held now, but for what was changed since."""

    def __init__(self, held: RecordCache, then: AsOf):
        self._held, self._then = held, then
        self.kind_of = held.kind_of

    def read(self, kind: type[Record]) -> tuple[Record, ...]:
        rows = self._held.rows[kind]
        keys = self.touched() & rows.keys()
        with as_refusal(Refusal):
            values = self._then.values(kind.TABLE, keys) if keys else {}
        there = [with_row(rows[key], held) for key, held in values.items() if held is not None]
        if kind is Action:
            there = self._as_reported(there)
        kept = self.now().unordered(kind)
        return (*(r for r in kept if r.id not in values), *(r for r in there if not r.deleted)) if values else kept

    def _as_reported(self, actions: list[Record]) -> list[Record]:
        """Actions with the day on which they were last reported, where the file did not keep it at that moment."""
        with as_refusal(Refusal):
            days = self._held.reported(self._then, [a for a in actions if isinstance(a, Action)])
        return [replace(a, reported=days[a.id]) if isinstance(a, Action) and a.id in days else a for a in actions]

    def now(self) -> Plan:
        return self._held.whole

    def touched(self) -> set[str]:
        with as_refusal(Refusal):
            return self._then.touched()


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
