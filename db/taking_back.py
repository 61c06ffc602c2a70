"""Taking back what came in together: one edit that gives records the values that they had without it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from .edits import Edit, Fields, Scalar
from .history import Log
from .log import Current, LeftAlone, Stamp
from .undoing import Origins


def compose_taking_back(
    log: Log, edits: Collection[str], stamp: Stamp, passing_over: Collection[str] = ()
) -> tuple[Edit | None, list[LeftAlone]]:
    """The edit that takes back what these edits did, and the fields left alone because they were changed since.

    A value of theirs that is not shown, where copies disagree, is withdrawn. What one of them erased for good stays so.
    The records whose keys are in `passing_over` are not looked at.
    """
    brought = frozenset(edit for edit in edits if not log.erasures(edit))
    records = {change.record: change.table for edit in brought for change in log.changes(edit)}
    values: dict[str, dict[str, dict[str, Scalar]]] = {}
    naming: dict[str, dict[str, set[str]]] = {}
    left_alone: list[LeftAlone] = []
    for record, table in sorted(records.items()):
        if record in passing_over:
            continue
        taking = _TakingBack(log, brought, table, record)
        if taking.back or taking.naming:
            values.setdefault(table, {})[record] = taking.back
            naming[record] = taking.naming
        left_alone += [LeftAlone(table, record, name) for name in sorted(taking.left_alone)]
    return log.compose(values, stamp, naming=naming), left_alone


class _TakingBack:
    """What it does to one record; the attributes as in `Undoing`."""

    def __init__(self, log: Log, brought: frozenset[str], table: str, record: str):
        self.back: dict[str, Scalar] = {}
        self.naming: dict[str, set[str]] = {}
        self.left_alone: set[str] = set()
        now, origins, found = log.current(table, record), Origins(log, record), log.heads_of(record)
        steps = list(log.steps(record))
        births = [edit for edit, fields in steps if "deleted" in fields and not fields["deleted"][0]]
        if births and brought.issuperset(births):
            self._take_away(now, brought, steps)
            return
        for name, before in _before(brought, steps).items():
            heads = found.get(name, ())
            shown, *theirs = (
                edit in brought or origins.of(name, edit) in brought
                for edit in (now[name].edit, *(h.edit for h in heads))
            )
            if shown:
                others = [head.value for head, their in zip(heads, theirs, strict=True) if not their]
                value = others[-1] if others else before.old
                if value != now[name].value:
                    self.back[name] = value
            elif now[name].edit in before.since and now[name].value not in before.elsewhere:
                self.left_alone.add(name)
            if withdrawn := {head.edit for head, their in zip(heads, theirs, strict=True) if their}:
                self.naming[name] = withdrawn

    def _take_away(
        self, now: Mapping[str, Current], brought: frozenset[str], steps: Sequence[tuple[str, Fields]]
    ) -> None:
        """Take away a record that came with them, unless somebody has changed it since."""
        if now["deleted"].value:
            return
        self.left_alone = {
            name for edit, fields in steps if edit not in brought
            for name, (_prevs, old, new) in fields.items() if old != new
        }  # fmt: skip
        if not self.left_alone:
            self.back = {"deleted": "undone"}


class _Before:
    """What a field held before the first of some edits, the edits that rest on theirs, and the values of the others."""

    def __init__(self, old: Scalar):
        self.old = old
        self.since: set[str] = set()
        self.elsewhere: set[Scalar] = {old}


def _before(brought: frozenset[str], steps: Sequence[tuple[str, Fields]]) -> dict[str, _Before]:
    """By the fields that these edits touched."""
    found: dict[str, _Before] = {}
    for edit, fields in steps:
        if edit in brought:
            for name, (_prevs, old, _new) in fields.items():
                found.setdefault(name, _Before(old))
    for edit, fields in steps:
        for name in fields.keys() & found.keys():
            prevs, _old, new = fields[name]
            if edit in brought:
                continue
            if not (brought | found[name].since).isdisjoint(prevs):
                found[name].since.add(edit)
            else:
                found[name].elsewhere.add(new)
    return found
