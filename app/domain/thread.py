"""The golden thread: what each record serves and what serves it, where a strand is missing, and who may serve whom.

A strand is a link that a person made, or a field by which a record names what it belongs to. Its words are read
from the record that was asked about: "threatens" towards a theme, "threatened by" from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .frozen import Frozen
from .kinds import KINDS
from .order import place
from .plan import Plan
from .records import (
    Action,
    BudgetLine,
    Component,
    Decision,
    Dependency,
    Finding,
    Indicator,
    IndicatorSet,
    Link,
    Mitigation,
    NextStep,
    Objective,
    Partner,
    Programme,
    Question,
    Recommendation,
    Record,
    Risk,
    Stage,
    Statement,
    Theme,
    Visit,
)

Kind = type[Record]


class LinkWords(NamedTuple):
    """What lies between two records: as the one says it that serves, and as the one does that is served."""

    serves: str
    served_by: str


SERVES = LinkWords("serves", "served by")
MEASURES = LinkWords("measures", "measured by")
THREATENS = LinkWords("threatens", "threatened by")
CONCERNS = LinkWords("concerns", "has the finding")
SPEAKS = LinkWords("speaks of", "has the statement")
PAYS = LinkWords("pays for", "paid for by")
DECIDES = LinkWords("decides on", "decided on by")

LINKS: Mapping[tuple[Kind, Kind], LinkWords] = {
    (Theme, Component): SERVES,
    (Action, Objective): SERVES,
    (Action, Theme): SERVES,
    (Action, Recommendation): SERVES,
    (Action, Finding): LinkWords("answers", "answered by"),
    (Action, NextStep): LinkWords("carries out", "carried out by"),
    (Action, Indicator): LinkWords("acts on", "acted on by"),
    (Action, Risk): LinkWords("mitigates", "mitigated by"),
    (Indicator, Theme): MEASURES,
    (Indicator, Objective): MEASURES,
    (Indicator, Recommendation): MEASURES,
    (Indicator, Action): MEASURES,
    (Indicator, IndicatorSet): LinkWords("is shown in", "shows"),
    (Risk, Theme): THREATENS,
    (Risk, Objective): THREATENS,
    (Risk, Recommendation): THREATENS,
    (Visit, Indicator): LinkWords("looked at", "looked at by"),
    (Finding, Theme): CONCERNS,
    (Finding, Recommendation): CONCERNS,
    (Statement, Theme): SPEAKS,
    (Statement, Recommendation): SPEAKS,
    (NextStep, Theme): SERVES,
    (Partner, Theme): LinkWords("helps with", "helped by"),
    (BudgetLine, Theme): PAYS,
    (BudgetLine, Action): PAYS,
    (Decision, Theme): DECIDES,
    (Decision, Recommendation): DECIDES,
    (Decision, Action): DECIDES,
    (Decision, Indicator): DECIDES,
    (Decision, Risk): DECIDES,
    (Decision, BudgetLine): DECIDES,
    (Decision, NextStep): DECIDES,
    (Action, Decision): LinkWords("carries out", "carried out by"),
    (Action, Question): LinkWords("answers", "answered by"),
}
"""Which kinds a person may link, and the words for it. Everything else does not belong together."""

FIELDS: Mapping[tuple[Kind, str], LinkWords] = {
    (kind, field): LinkWords(*said) for kind, about in KINDS.items() for field, said in (about.ties or {}).items()
}
"""The fields by which a record names what it belongs to."""

HOLDS_UP = LinkWords("holds up", "waits for")
PART = LinkWords("is part of", "consists of")
PARTS: tuple[Kind, ...] = (Theme, Component, Stage)
"""What the programme consists of without anybody saying so."""


class Relation(Frozen):
    """One strand of the golden thread, seen from the record that was asked about.

    Attributes:
        record: the other end.
        words: read between the two: "serves", "threatened by", "answers", "waits for".
        by: the link that makes it, or the dependency; None where a field of one of the two records does.
    """

    record: Record
    words: str
    by: Link | Dependency | None = None


class Gap(Frozen):
    """A strand that is missing. `what` follows the record's name: "no action serves it"."""

    record: Record
    what: str


class LinkMatrix(Frozen):
    """What of one kind is tied to what of another.

    Attributes:
        rows, columns: the records, in the order of their kind.
        cells: by (row's key, column's key) what ties them: a link, or the record of the two whose field does.
        empty_rows, empty_columns: the keys of those tied to nothing in it.
    """

    rows: tuple[Record, ...]
    columns: tuple[Record, ...]
    cells: Mapping[tuple[str, str], Record]
    empty_rows: frozenset[str]
    empty_columns: frozenset[str]


def may_serve(item: Kind) -> tuple[Kind, ...]:
    """The kinds that a record of a kind may be linked to."""
    return tuple(serves for kind, serves in LINKS if kind is item)


def may_be_served_by(serves: Kind) -> tuple[Kind, ...]:
    """The kinds that may be linked to a record of a kind."""
    return tuple(item for item, kind in LINKS if kind is serves)


def words(item: Kind, serves: Kind) -> LinkWords | None:
    """What a link between records of two kinds says; None where they may not be linked."""
    return LINKS.get((item, serves))


def serves(plan: Plan, record: Record) -> list[Relation]:
    """What `record` serves or belongs to."""
    return list(_serves(plan, record))


def _serves(plan: Plan, record: Record) -> Iterator[Relation]:
    for (kind, field), said in FIELDS.items():
        other = plan.find(getattr(record, field)) if isinstance(record, kind) else None
        if other:
            yield Relation(record=other, words=said.serves)
    if isinstance(record, Action):
        for dependency in plan.children(record, Dependency, "waits_for"):
            if other := plan.get(Action, dependency.action):
                yield Relation(record=other, words=HOLDS_UP.serves, by=dependency)
    yield from _linked(plan, [(link, link.serves) for link in plan.links_from(record)], record, towards=True)
    if isinstance(record, PARTS) and plan.programme.id:
        yield Relation(record=plan.programme, words=PART.serves)


def served_by(plan: Plan, record: Record) -> list[Relation]:
    """What serves `record` or belongs to it."""
    return list(_served_by(plan, record))


def _served_by(plan: Plan, record: Record) -> Iterator[Relation]:
    if isinstance(record, Programme):
        for kind in PARTS:
            yield from (Relation(record=part, words=PART.served_by) for part in plan.all(kind))
    for (kind, field), said in FIELDS.items():
        yield from (Relation(record=child, words=said.served_by) for child in plan.children(record, kind, field))
    if isinstance(record, Action):
        for dependency in plan.children(record, Dependency, "action"):
            if other := plan.get(Action, dependency.waits_for):
                yield Relation(record=other, words=HOLDS_UP.served_by, by=dependency)
    yield from _linked(plan, [(link, link.item) for link in plan.links_to(record)], record, towards=False)


def _linked(plan: Plan, ends: list[tuple[Link, str]], record: Record, *, towards: bool) -> Iterator[Relation]:
    """The strands that links make, kind by kind as LINKS names them."""
    order = {pair: at for at, pair in enumerate(LINKS)}
    found: list[tuple[int, Record, Relation]] = []
    for link, key in ends:
        other = plan.find(key)
        if other is None:
            continue
        pair = (type(record), type(other)) if towards else (type(other), type(record))
        said = LINKS.get(pair, SERVES)
        strand = Relation(record=other, words=said.serves if towards else said.served_by, by=link)
        found.append((order.get(pair, len(order)), other, strand))
    yield from (strand for _, _, strand in sorted(found, key=lambda each: (each[0], place(each[1]))))


def actions_of(plan: Plan, record: Record) -> tuple[Action, ...]:
    """The actions that serve a record: linked to it, or working towards it or towards one of its objectives."""
    if isinstance(record, Theme):
        return plan.kept("actions of", (Action, Link, Objective), lambda: _actions_of(plan, record), record.id)
    return _actions_of(plan, record)


def _actions_of(plan: Plan, record: Record) -> tuple[Action, ...]:
    found = {link.item for link in plan.links_to(record)}
    objectives = plan.children(record, Objective, "theme") if isinstance(record, Theme) else (record,)
    for objective in objectives:
        found.update(action.id for action in plan.children(objective, Action, "objective"))
    return plan.in_order(Action, found)


def gaps(plan: Plan) -> list[Gap]:
    """Where a strand is missing: what is finished, met or closed misses nothing any more."""
    found: list[Gap] = []
    for kind, what in _MISSING.items():
        served = [towards for item, towards in LINKS if item is Action] if kind is Action else ()
        rests_on = {kind, Action, Link, Mitigation, Objective, *served}
        found += plan.kept("gaps", rests_on, lambda kind=kind, what=what: _gaps(plan, kind, what), kind.TABLE)
    return found


_MISSING: dict[type[Record], str] = {
    Recommendation: "no action serves it",
    Action: "it serves nothing",
    Indicator: "nobody acts on it",
    Risk: "no mitigation, and no action mitigates it",
    Finding: "no action answers it",
}


def _gaps(plan: Plan, kind: type[Record], what: str) -> list[Gap]:
    return [Gap(record=record, what=what) for record in plan.all(kind) if _misses(plan, record)]


def _misses(plan: Plan, record: Record) -> bool:
    match record:
        case Recommendation():
            return not record.met and not _has(plan, record, Action)
        case Action():
            return record.is_open and not plan.get(Objective, record.objective) and not _serves_something(plan, record)
        case Indicator():
            measured = any(plan.get(Action, link.serves) for link in plan.links_from(record))
            aside = record.is_context or plan.is_part(record)
            return not aside and not measured and not _has(plan, record, Action)
        case Risk():
            return not record.is_closed and not record.mitigation.strip() and not mitigated(plan, record)
        case Finding():
            return record.kind == "further" and not _has(plan, record, Action)
        case _:
            return False


def mitigated(plan: Plan, risk: Risk) -> bool:
    """Whether anything is or was done about a risk: a mitigation of its own, or an action that is linked to it."""
    return bool(plan.children(risk, Mitigation, "risk")) or _has(plan, risk, Action)


def _has(plan: Plan, record: Record, kind: Kind) -> bool:
    return any(plan.get(kind, link.item) for link in plan.links_to(record))


def _serves_something(plan: Plan, action: Action) -> bool:
    return any(plan.find(link.serves) for link in plan.links_from(action))


def matrix(plan: Plan, rows: Kind, columns: Kind) -> LinkMatrix:
    """What of the kind `rows` is tied to what of the kind `columns`, whichever of the two serves the other."""
    down, across = plan.all(rows), plan.all(columns)
    keys_down, keys_across = {r.id for r in down}, {r.id for r in across}
    cells: dict[tuple[str, str], Record] = {}
    for kind, field in FIELDS:
        if kind is rows:
            cells.update({(r.id, getattr(r, field)): r for r in down if getattr(r, field) in keys_across})
        if kind is columns:
            cells.update({(getattr(r, field), r.id): r for r in across if getattr(r, field) in keys_down})
    fewer, many, turned = (down, keys_across, False) if len(down) <= len(across) else (across, keys_down, True)
    for record in fewer:
        ties = [(link, link.item) for link in plan.links_to(record)] + [(k, k.serves) for k in plan.links_from(record)]
        for link, other in ties:
            if other in many:
                cells[(other, record.id) if turned else (record.id, other)] = link
    tied_down, tied_across = {row for row, _ in cells}, {column for _, column in cells}
    return LinkMatrix(
        rows=down,
        columns=across,
        cells=cells,
        empty_rows=frozenset(keys_down - tied_down),
        empty_columns=frozenset(keys_across - tied_across),
    )
