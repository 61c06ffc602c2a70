"""What the log of a file tells that its records do not hold, for the rules that ask for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from app.domain.fields import Rule, Value
from app.domain.log_facts import YARDSTICKS, LogFacts, Moved, Withdrawn
from app.domain.records import Action, Indicator, Milestone, Reading, Record, Risk, rules
from app.domain.rows import from_scalar
from app.domain.schedule import PartialDate
from db.edits import Scalar
from db.history import Log
from db.snapshot import AsOf

_DUE = rules(Action)["due"]
_EMPTY = (None, "", "unknown")
K = TypeVar("K")
Rows = Mapping[type[Record], Mapping[str, Record]]


def log_facts(log: Log, rows: Rows, known: LogFacts | None = None, touched: Collection[str] | None = None) -> LogFacts:
    """What the log tells of these records; of those that were not `touched` as `known`. Raises Refused."""
    if known is not None and touched is not None and _asks_nothing(rows, known, touched):
        return known
    forward = known.forward if known is not None else log.brought_forward()
    actions = [a for a in _some(rows[Action], touched) if isinstance(a, Action) and a.is_open and not a.deleted]
    unstarted = [a.id for a in actions if a.starts is None]
    made = log.first_edits(unstarted) if unstarted else {}
    entered = _days(log, made)
    silent = {key for key in (a.id for a in actions if not a.reported) if made.get(key, "") < forward}
    fresh = LogFacts(
        entered=entered,
        silent_from={key: day for key, day in entered.items() if key in silent},
        withdrawn=_withdrawn(log, [r for kind in YARDSTICKS for r in _some(rows[kind], touched)]),
        started=_started(log, rows, touched),
        moved=_moved(log, [r for kind in (Action, Milestone) for r in _some(rows[kind], touched)]),
        forward=forward,
    )
    if known is None or touched is None:
        return fresh
    parts = ((known.entered, fresh.entered), (known.silent_from, fresh.silent_from),
             (known.withdrawn, fresh.withdrawn), (known.started, fresh.started),
             (known.moved, fresh.moved))  # fmt: skip
    if not any(new or not there.keys().isdisjoint(touched) for there, new in parts):
        return known
    return LogFacts(
        entered=_with(known.entered, fresh.entered, touched),
        silent_from=_with(known.silent_from, fresh.silent_from, touched),
        withdrawn=_with(known.withdrawn, fresh.withdrawn, touched),
        started=_with(known.started, fresh.started, touched),
        moved=_with(known.moved, fresh.moved, touched),
        forward=forward,
    )


def _asks_nothing(rows: Rows, known: LogFacts, touched: Collection[str]) -> bool:
    """Whether the log is asked nothing of what was touched: of risks that are scored, the most usual edit."""
    for key in touched:
        risk = rows[Risk].get(key)
        if not isinstance(risk, Risk) or not risk.is_scored or key in known.withdrawn:
            return False
    return True


def facts_then(facts: LogFacts, then: AsOf) -> LogFacts:
    """What the log told at a moment."""
    moved = {
        key: moves if then.knew_all_to(moves[-1].edit) else tuple(move for move in moves if move.edit in then)
        for key, moves in facts.moved.items()
    }
    return facts._replace(
        withdrawn={key: w for key, w in facts.withdrawn.items() if w.edit in then},
        moved={key: moves for key, moves in moved.items() if moves},
    )


def reported_then(log: Log, then: AsOf, actions: Iterable[Action], forward: str) -> dict[str, PartialDate]:
    """When actions were last reported by the edits known at a moment, in a file that did not keep it at that time.

    `forward` is the edit that says so since; empty where the file always kept it.
    """
    silent = [a.id for a in actions if a.reported is None]
    if not forward or forward in then or not silent:
        return {}
    known = {key: [e for e in edits if e in then] for key, edits in log.reports(silent, forward).items()}
    days = log.positions({key: edits[-1] for key, edits in known.items() if edits})
    return {key: PartialDate(day) for key, day in days.items()}


def _started(log: Log, rows: Rows, touched: Collection[str] | None) -> dict[str, PartialDate]:
    """Of indicators with a dated target and no starting reading, the first reading there was when it was set."""
    found: dict[str, PartialDate] = {}
    for indicator in _some(rows[Indicator], touched):
        if not isinstance(indicator, Indicator) or indicator.deleted or indicator.baseline is not None:
            continue
        if indicator.target is None or indicator.target_by is None:
            continue
        set_by = [edit for edit, fields in log.steps(indicator.id) if "target" in fields and fields["target"][2]]
        readings = [r for r in rows[Reading].values() if isinstance(r, Reading) and r.indicator == indicator.id]
        made = log.first_edits([r.id for r in readings]) if set_by else {}
        there = [r.period for r in readings if r.period and r.value is not None and made.get(r.id, "~") <= set_by[-1]]
        if there:
            found[indicator.id] = min(there)
    return found


def _withdrawn(log: Log, records: Iterable[Record]) -> dict[str, Withdrawn]:
    asked: dict[str, list[str]] = {}
    kinds: dict[str, type[Record]] = {}
    for record in records:
        names = [n for n in YARDSTICKS[type(record)] if getattr(record, n) in _EMPTY] if _is_rated(record) else []
        names = [n for n in names if not record.odd or n not in dict(record.odd)]
        if isinstance(record, Indicator) and record.better != "band":
            names = [n for n in names if n != "target_high"]
        if names:
            asked[record.id], kinds[record.id] = names, type(record)
    found = log.emptied(asked) if asked else {}
    days = _days(log, {key: edit for key, (edit, _values) in found.items()})
    return {
        key: Withdrawn(
            days[key],
            {name: _value(rules(kinds[key]).get(name), value) for name, value in values.items()},
            edit,
        )
        for key, (edit, values) in found.items()
        if key in days
    }


def _moved(log: Log, records: Iterable[Record]) -> dict[str, tuple[Moved, ...]]:
    found = log.moved([r.id for r in records if not r.deleted], "due")
    moves = [(key, *move) for key, those in found.items() for move in those]
    days = _days(log, {edit: edit for _key, edit, _was, _now in moves})
    told: dict[str, tuple[Moved, ...]] = {}
    for key, edit, was, now in moves:
        if edit in days:
            move = Moved(_due(was), _due(now), days[edit], edit)
            told[key] = (*told.get(key, ()), move)
    return told


def _value(rule: Rule | None, stored: Scalar) -> Value:
    """A value of the log; None where its field may not hold it."""
    try:
        return from_scalar(rule, stored)
    except ValueError:
        return None


def _due(stored: Scalar) -> PartialDate | None:
    due = _value(_DUE, stored)
    return due if isinstance(due, PartialDate) else None


def _is_rated(record: Record) -> bool:
    match record:
        case Indicator():
            return not record.context and not record.deleted
        case Action():
            return record.is_open and not record.deleted
        case Milestone():
            return not record.done and not record.deleted
        case Risk():
            return not record.is_closed and not record.deleted
        case _:
            return False


def _days(log: Log, edits: Mapping[str, str]) -> dict[str, date]:
    return {key: date.fromisoformat(day) for key, day in log.positions(edits).items()} if edits else {}


def _some(rows: Mapping[str, Record], keys: Collection[str] | None) -> Iterable[Record]:
    return rows.values() if keys is None else (rows[key] for key in keys if key in rows)


def _with(known: Mapping[str, K], fresh: Mapping[str, K], touched: Collection[str]) -> dict[str, K]:
    return {key: value for key, value in known.items() if key not in touched} | dict(fresh)
