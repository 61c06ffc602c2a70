"""Undoing an edit of whatever time: what it would restore, and what stays because of what came since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.chronicle import Names
from app.domain.fields import Reference
from app.domain.plan_rules import Check
from app.domain.records import BY_TABLE, KINDS, Action, Milestone, Record, problems, rules
from app.domain.rows import with_row
from db.edits import Edit
from db.history import Log
from db.log import Stamp

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
    """How an edit can be undone now. Raises Refused.

    Besides fields that were changed since, records stay as they are where undoing would break a rule of the plan:
    one to which something else belongs by now is not taken away, a link to what is gone does not come back.
    """
    names = Names(held.rows)
    kept: dict[str, str] = {}
    while True:
        made, fields = log.compose_undo(edit, stamp, kept.keys())
        found = _in_the_way(held, names, made) if made else {}
        if not found:
            sentences = [*names.left_alone(fields), *kept.values()]
            return Reversal(made, tuple(dict.fromkeys(sentences)))
        kept |= found


def _in_the_way(held: RecordCache, names: Names, edit: Edit) -> dict[str, str]:
    """Why records cannot become what an edit makes of them, a sentence by key."""
    after: dict[str, Record] = {}
    for change in edit.changes:
        there = held.rows[BY_TABLE[change.table]][change.record]
        after[there.id] = with_row(there, {name: new for name, (_prevs, _old, new) in change.fields.items()})
    check = Check(held.whole, after.values())
    found: dict[str, str] = {}
    for key, record in after.items():
        there = held.rows[type(record)][key]
        if record.deleted and not there.deleted:
            if other := next(_referring(held, record, after), None):
                found[key] = f"{names.of(key)} stays, because of {names.of_record(other)}."
        elif gone := _gone(check, record):
            found[key] = f"{names.of(key)} is left as it is, because {names.of(gone)} is gone."
        elif why := _against(check, there, record):
            found[key] = f"{names.of(key)} is left as it is. {why}"
    return found


def _gone(check: Check, after: Record) -> str:
    """The key of a record that one would refer to although it is gone; empty for none."""
    named = [name for name, rule in rules(type(after)).items() if isinstance(rule, Reference) and not rule.outlives]
    keys = (getattr(after, name) for name in named)
    return "" if after.deleted else next((key for key in keys if key and check.find(key) is None), "")


def _against(check: Check, there: Record, after: Record) -> str:
    """What rule a record would break that it does not break now; that a date is moved needs no other reason."""
    if after.deleted:
        return ""
    wrong = check.references(after) if isinstance(after, Action | Milestone) else check.of(after)
    wrong = wrong or (problems(after) if not problems(there) else {})
    return next(iter(wrong.values()), "")


def _referring(held: RecordCache, record: Record, after: dict[str, Record]) -> Iterator[Record]:
    """The records that name one, and would still do so."""
    for kind in KINDS:
        for field, rule in rules(kind).items():
            if isinstance(rule, Reference) and not rule.outlives and rule.to in ("", record.TABLE):
                for other in held.whole.children(record, kind, field):
                    then = after.get(other.id, other)
                    if not then.deleted and getattr(then, field) == record.id:
                        yield other
