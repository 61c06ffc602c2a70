"""The whole thread of a record, station by station: from the vision and the recommendations to what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.order import place
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    AgendaItem,
    Attachment,
    Audit,
    BudgetLine,
    Component,
    Decision,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Partner,
    PartnerReport,
    Question,
    Recommendation,
    Record,
    Risk,
    Stage,
    StageAim,
    Statement,
    Theme,
    Visit,
)
from app.domain.thread import Relation, served_by, serves
from app.ui.widgets.linking import Tie, short, tie_of

STATIONS: tuple[tuple[str, tuple[type[Record], ...]], ...] = (
    ("Vision and goals", (Component, Recommendation)),
    ("Themes", (Theme,)),
    ("Objectives", (Objective, NextStep)),
    ("Actions", (Action, Milestone)),
    ("Indicators", (Indicator,)),
    ("Risks", (Risk,)),
    ("Findings", (Finding, Visit, Audit, Statement)),
    ("Meetings", (Meeting, AgendaItem, Decision, Question)),
    ("Help and money", (Partner, PartnerReport, BudgetLine, Attachment, Stage, StageAim)),
)
FOLLOWED = 60  # strands of a record; where it has more, what lies behind each is not followed


@dataclass(frozen=True)
class Stop:
    """A record on the thread.

    Attributes:
        record: which.
        words: what lies between it and the record whose thread it is: "serves"; "through A-15" where that is
            another record; empty for the record itself.
        tie: how well founded a direct strand is; None where there is no single one.
    """

    record: Record
    words: str = ""
    tie: Tie | None = None


@dataclass(frozen=True)
class Station:
    """The records of one station, the directly tied ones first."""

    title: str
    stops: tuple[Stop, ...]


def stations(plan: Plan, record: Record) -> list[Station]:
    """The thread of a record: what it serves and what that serves, what serves it, what its actions are for besides.

    Stations without a record are left out.
    """
    found: dict[str, Stop] = {record.id: Stop(record)}
    up, down = serves(plan, record), served_by(plan, record)
    for strand in (*up, *down):
        if isinstance(strand.record, KNOWN) and strand.record.id not in found:
            by = strand.by if isinstance(strand.by, Link) else None
            found[strand.record.id] = Stop(strand.record, strand.words, tie_of(plan, by))
    if len(up) + len(down) <= FOLLOWED:
        for strand in up:
            _follow(plan, strand.record, serves, found)
        for strand in down:
            _follow(plan, strand.record, served_by, found)
        for strand in down:
            if isinstance(strand.record, Action):
                _beside(plan, strand.record, type(record), found)
    return list(_in_order(found))


def _beside(plan: Plan, action: Action, kind: type[Record], found: dict[str, Stop]) -> None:
    """Add what an action is for besides, other records of the same kind left out: they have a thread of their own."""
    for strand in serves(plan, action):
        others = [strand.record]
        if isinstance(strand.record, Objective):
            others += [above.record for above in serves(plan, strand.record)]
        for other in others:
            if isinstance(other, KNOWN) and not isinstance(other, (kind, Action)) and other.id not in found:
                found[other.id] = Stop(other, f"through {short(action)}")


KNOWN = tuple(kind for _, kinds in STATIONS for kind in kinds)


def _follow(
    plan: Plan, start: Record, way: Callable[[Plan, Record], list[Relation]], found: dict[str, Stop]
) -> None:  # fmt: skip
    """Add what lies behind a record on one way, said to be through it."""
    if not isinstance(start, KNOWN):
        return
    queue = [start]
    for record in queue:
        for strand in way(plan, record):
            other = strand.record
            if other.id not in found and isinstance(other, KNOWN):
                found[other.id] = Stop(other, f"through {short(start)}")
                queue.append(other)


def _in_order(found: dict[str, Stop]) -> Iterator[Station]:
    for title, kinds in STATIONS:
        stops = [stop for stop in found.values() if isinstance(stop.record, kinds)]
        if stops:
            stops.sort(key=lambda stop: (stop.tie is None and bool(stop.words), kinds.index(type(stop.record)),
                                         place(stop.record)))  # fmt: skip
            yield Station(title, tuple(stops))
