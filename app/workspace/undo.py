"""Undoing an edit of whatever time: what it would restore, and what stays because of what came since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.chronicle import Names
from app.domain.plan_rules import Check
from app.domain.records import BY_TABLE, KINDS, Record, references
from app.domain.rows import with_row
from db.edits import Edit
from db.history import Log
from db.log import Stamp
from db.taking_back import compose_taking_back

from .record_cache import RecordCache


class Reversal(NamedTuple):
    """What undoing an edit comes to.

    Attributes:
        edit: what would be written; None where nothing is left to undo.
        left_alone: what would stay as it is, and why, a sentence each.
    """

    edit: Edit | None
    left_alone: tuple[str, ...]


def reversal(log: Log, held: RecordCache, edit: str, stamp: Stamp) -> Reversal:
    """How an edit can be undone now, or all that came in at the time that stands for its id. Raises Refused.

    Besides fields that were changed since, records stay as they are where undoing would break a rule of the plan:
    one to which something else belongs by now is not taken away, a link to what is gone does not come back. What was so
    before the edit, as what one copy removed and another added to before that was settled, may be so again.
    """
    names = Names(held.rows)
    kept: dict[str, str] = {}
    together = log.came_at(edit)
    if len(together) == 1 and not log.erasures(together[0]):
        (edit,), together = together, ()  # what it settled is open again
    while True:
        if together:
            made, fields = compose_taking_back(log, together, stamp, kept.keys())
        else:
            made, fields = log.compose_undo(edit, stamp, kept.keys())
        found = _InTheWay(held, log, names, together or (edit,), made).found() if made else {}
        if not found:
            sentences = [*names.left_alone(fields), *kept.values()]
            return Reversal(made, tuple(dict.fromkeys(sentences)))
        kept |= found


class _InTheWay:
    """Why records cannot become what an edit makes of them that undoes others."""

    def __init__(self, held: RecordCache, log: Log, names: Names, undone: Sequence[str], edit: Edit):
        self._held, self._log, self._names, self._undone, self._first = held, log, names, undone, min(undone)
        self._after: dict[str, Record] = {}
        for change in edit.changes:
            there = held.rows[BY_TABLE[change.table]][change.record]
            self._after[there.id] = with_row(there, {name: new for name, (_p, _old, new) in change.fields.items()})
        self._check = Check(held.whole, self._after.values())
        self._check.explained.update(self._after)  # that a date is moved back needs no other reason

    def found(self) -> dict[str, str]:
        """A sentence by key."""
        found: dict[str, str] = {}
        for key, record in self._after.items():
            name = self._names.of(key)
            if record.deleted:
                there = self._held.rows[type(record)][key]
                if not there.deleted and (other := next(self._referring(record), None)):
                    found[key] = f"{name} stays, because of {self._names.of_record(other)}."
                continue
            gone = self._gone(record)
            if lost := [above for above in gone.values() if not self._was_gone(above)]:
                found[key] = f"{name} is left as it is, because {self._names.of(lost[0])} is gone."
            elif why := [said for field, said in self._check.worse(record).items() if field not in gone]:
                found[key] = f"{name} is left as it is. {why[0]}"
        return found

    def _gone(self, record: Record) -> dict[str, str]:
        """The keys of the records that one would name although they are gone, by field."""
        named = {n: getattr(record, n) for n, rule in references(type(record)) if not rule.outlives}
        return {name: key for name, key in named.items() if key and self._check.find(key) is None}

    def _was_gone(self, key: str) -> bool:
        """Whether a record was gone already when the first edit was made that is undone."""
        kind = self._held.kind_of(key)
        return kind is not None and self._set_by(self._held.rows[kind][key], "deleted") < self._first

    def _referring(self, record: Record) -> Iterator[Record]:
        """The records that name one, would still do so, and did not before the edit."""
        came_back = any(
            change.fields.get("deleted", ((), "", ""))[1]
            for edit in self._undone
            for change in self._log.changes(edit, [record.id])
        )
        for kind in KINDS:
            for field, rule in references(kind):
                if not rule.outlives and rule.to in ("", record.TABLE):
                    for other in self._held.whole.children(record, kind, field):
                        then = self._after.get(other.id, other)
                        if then.deleted or getattr(then, field) != record.id:
                            continue
                        if not (came_back and self._set_by(other, field) < self._first):
                            yield other

    def _set_by(self, record: Record, field: str) -> str:
        return self._log.current(record.TABLE, record.id, [field])[field].edit
