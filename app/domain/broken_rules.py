"""What contradicts itself or the rest of the plan, as it may when copies come together that each kept the rules."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from .counts import disagreement
from .figures import capital, counted, short_name
from .meetings import at_once, meeting_name
from .plan import Plan
from .plan_rules import Check
from .records import (
    KINDS,
    Action,
    AgendaItem,
    Decision,
    Dependency,
    Indicator,
    Meeting,
    Reading,
    Record,
    references,
    rules,
)

_WORDS = {2: "two", 3: "three", 4: "four", 5: "five"}


class BrokenRule(NamedTuple):
    """One rule that does not hold.

    Attributes:
        what: "Recruit contradicts itself".
        why: what is wrong, in sentences without the last full stop.
        kind: one or two words.
        records: that it is about.
    """

    what: str
    why: str
    kind: str
    records: tuple[Record, ...]


def broken_rules(plan: Plan) -> Iterator[BrokenRule]:
    """All that contradicts itself, names what is not there, or is there twice."""
    yield from contradictions(plan)
    yield from _naming_nothing(plan)
    for ref, records in plan.given_twice():
        yield _several(records, f"are called {ref}", "Reference")


def contradictions(plan: Plan) -> Iterator[BrokenRule]:
    """What contradicts itself in one record or between records, a reference that two records have aside."""
    for kind in KINDS:
        if kind.contradictions is not Record.contradictions:
            yield from plan.kept("contradicts", (kind,), lambda kind=kind: list(_contradicting(plan, kind)), kind.TABLE)
    yield from plan.kept("counts", (Indicator, Reading), lambda: list(_miscounted(plan)))
    yield from plan.kept("in circles", (Action, Dependency), lambda: list(_circles(plan)))
    yield from plan.kept("of another", (Decision, AgendaItem, Meeting), lambda: list(_of_another(plan)))
    yield from _twice(plan)


def number_word(count: int) -> str:
    """Such as "two"; "12" of more than five."""
    return _WORDS.get(count, str(count))


def _contradicting(plan: Plan, kind: type[Record]) -> Iterator[BrokenRule]:
    for record in plan.all(kind):
        if wrong := record.contradictions():
            said = " ".join(wrong.values()).removesuffix(".")
            yield BrokenRule(f"{capital(short_name(record))} contradicts itself", said, record.NAME, (record,))


def _miscounted(plan: Plan) -> Iterator[BrokenRule]:
    """Figures that are not what their counts come to, beyond how they are rounded."""
    for reading in plan.unordered(Reading):
        if reading.denominator is None or reading.numerator is None:
            continue
        indicator = plan.get(Indicator, reading.indicator)
        if indicator is not None and (said := disagreement(indicator, reading)):
            what = f"{capital(short_name(indicator))} for {reading.period} contradicts its counts"
            yield BrokenRule(what, said.removesuffix("."), Reading.NAME, (reading,))


def _circles(plan: Plan) -> Iterator[BrokenRule]:
    """Actions that wait for each other."""
    actions = {action.id: action for action in plan.all(Action)}
    waiting: dict[str, list[str]] = {}
    for tie in plan.all(Dependency):
        if tie.action in actions and tie.waits_for in actions:
            waiting.setdefault(tie.action, []).append(tie.waits_for)
    while True:
        try:
            TopologicalSorter(waiting).prepare()
            return
        except CycleError as error:
            circle: list[str] = error.args[1][::-1]  # each waits for the next, and the last is the first again
            waiting[circle[0]].remove(circle[1])
            found = [actions[key] for key in circle]
            said = ", which waits for ".join(action.ref or short_name(action) for action in found[1:])
            yield BrokenRule(
                f"{capital(counted(len(found) - 1, 'action waits', 'actions wait'))} in a circle",
                f"{found[0].ref or short_name(found[0])} waits for {said}",
                Action.PLURAL,
                tuple(found[:-1]),
            )


def _of_another(plan: Plan) -> Iterator[BrokenRule]:
    for decision in plan.all(Decision):
        if wrong := Check(plan, ()).of(decision).get("item"):
            yield BrokenRule(
                f"{capital(short_name(decision))} contradicts the agenda", wrong.removesuffix("."), decision.NAME,
                (decision,),
            )  # fmt: skip


def _naming_nothing(plan: Plan) -> Iterator[BrokenRule]:
    """What names a record that was erased for good."""
    for key, field in plan.lost:
        record = plan.find(key)
        if record is not None and (name := getattr(record, field)) and plan.find(name) is None:
            rule = dict(references(type(record)))[field]
            yield BrokenRule(
                f"{capital(short_name(record))} names what was erased for good",
                f"{rule.label}: choose another" + ("" if rule.required else ", or none"),
                record.NAME,
                (record,),
            )


def _twice(plan: Plan) -> Iterator[BrokenRule]:
    """What two copies each entered: a theme numbered 3, a meeting of one body on one day."""
    for kind in KINDS:
        if "number" in rules(kind) and "number" not in kind.NATURAL_KEY:
            for number, records in plan.kept("numbers", (kind,), lambda k=kind: _numbered_alike(plan, k), kind.TABLE):
                yield _several(records, f"are numbered {number}", "Number")
    for meetings in at_once(plan):
        yield BrokenRule(
            f"{capital(number_word(len(meetings)))} meetings on one day: {meeting_name(plan, meetings[0])}",
            "Two copies each entered one. Move or remove all but one",
            Meeting.NAME,
            meetings,
        )


def _several(records: tuple[Record, ...], are: str, kind: str) -> BrokenRule:
    what = f"{capital(number_word(len(records)))} {type(records[0]).PLURAL.lower()} {are}"
    return BrokenRule(what, "; ".join(capital(short_name(record)) for record in records), kind, records)


def _numbered_alike(plan: Plan, kind: type[Record]) -> list[tuple[int, tuple[Record, ...]]]:
    """The records of a kind that have one number, of agenda items those of one meeting."""
    found: dict[tuple[str, int], list[Record]] = {}
    for record in plan.all(kind):
        number = getattr(record, "number", None)
        if number is not None:
            found.setdefault((getattr(record, "meeting", ""), number), []).append(record)
    return [(number, tuple(those)) for (_meeting, number), those in found.items() if len(those) > 1]
