"""What a record may not say because of the rest of the plan. What its own fields may hold is said beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from .circles import circles
from .figures import capital, either, short_name
from .meetings import judges_next, meeting_name
from .plan import Plan
from .records import (
    Action,
    AgendaItem,
    Audit,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Override,
    Record,
    Settlement,
    Visit,
    not_held,
    problems,
    references,
    rules,
)
from .schedule import show_date
from .thread import may_serve, words

NOT_THERE = "refers to a record that is not there"
_FEW = 20
REMOVED_SINCE = "It was removed from the plan: name another record, or none to ask about the plan as a whole."


class Check:
    """The plan as it will be when `records` are saved."""

    def __init__(self, plan: Plan, records: Iterable[Record]):
        self.plan, self.given = plan, {r.id: r for r in records}

    @cached_property
    def explained(self) -> set[str]:
        """The records whose date is moved with a reason."""
        return {other.record for other in self.given.values() if isinstance(other, DateChange)}

    @cached_property
    def waiting(self) -> dict[str, list[Dependency]]:
        """The dependencies among the records, by the action that waits: an import brings thousands."""
        found: dict[str, list[Dependency]] = {}
        for other in self.given.values():
            if isinstance(other, Dependency) and not other.deleted:
                found.setdefault(other.action, []).append(other)
        return found

    @cached_property
    def _circles(self) -> dict[str, int]:
        """The actions that would wait for themselves, by circle."""
        after: dict[str, list[str]] = {key: [d.waits_for for d in those] for key, those in self.waiting.items()}
        for held in self.plan.all(Dependency):
            if held.id not in self.given:
                after.setdefault(held.action, []).append(held.waits_for)
        return circles(after)

    @cached_property
    def _sizes(self) -> Mapping[int, int]:
        """How many actions are in each circle."""
        return Counter(self._circles.values())

    def leave_out(self, dependency: Dependency) -> None:
        """Go on without one of the dependencies among the records."""
        del self.given[dependency.id]
        self.waiting[dependency.action].remove(dependency)
        if self._sizes.get(self._circles.get(dependency.action, -1), 0) > _FEW:  # it may now be in none, or in two
            del self._circles, self._sizes

    def find(self, key: str) -> Record | None:
        if key in self.given:
            return None if self.given[key].deleted else self.given[key]
        return self.plan.find(key)

    def of(self, record: Record) -> dict[str, str]:
        """What is wrong with one of them, a sentence by field name."""
        if record.deleted:
            return {}
        found = self.references(record)
        if more := _MORE.get(type(record)):
            for name, said in more(self, record).items():
                found.setdefault(name, said)
        return found

    def worse(self, record: Record, differing: Sequence[str] | None = None) -> dict[str, str]:
        """What saving one of them makes wrong, in itself or against the plan, a sentence by field name.

        `differing` are the fields in which it is otherwise than there, where one asked before. What was wrong already,
        as when copies that were brought together contradict each other, may stay while nothing that it is about is
        changed.
        """
        there = self.plan.same(record)
        if record.deleted:
            return {}
        if there is None:
            return problems(record) or self.of(record)
        known = rules(type(record))
        changed = [name for name in (record.differing(there) if differing is None else differing) if name in known]
        if not (found := self._wrong(record, changed)):
            return {}
        was = Check(self.plan, ())._wrong(there, changed)
        return {
            name: said
            for name, said in found.items()
            if was.get(name) != said or name in changed or any(_rests_on(record, name, other) for other in changed)
        }

    def _wrong(self, record: Record, changed: Iterable[str]) -> dict[str, str]:
        """What is wrong with a record that is there; what a field may hold is asked of those that changed."""
        return {**self.of(record), **record.contradictions(), **not_held(record, changed)}

    def references(self, record: Record) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, rule in references(type(record)):
            key = getattr(record, name)
            if not key:
                continue
            other = self.find(key)
            if other is None and rule.outlives:
                if getattr(self.plan.same(record), name, "") != key:
                    found[name] = REMOVED_SINCE
            elif other is None:
                found[name] = f"{rule.label} {NOT_THERE}."
            elif rule.to and rule.to != other.TABLE:
                found[name] = f"{rule.label} refers to a record of another kind."
        return found

    def moved(self, record: Action | Milestone) -> dict[str, str]:
        """A due date that a person once set is not moved without a reason."""
        old = self.plan.find(record.id)
        if not isinstance(old, Action | Milestone) or not old.due or old.due == record.due:
            return {}
        if record.id in self.explained or self.plan.illustrative(old, "due"):
            return {}
        return {"due": f"It was due {old.due}: moving the date needs a reason."}

    def date_change(self, change: DateChange) -> dict[str, str]:
        if isinstance(self.find(change.record), Action | Milestone):
            return {}
        return {"record": "Only an action or a milestone has a due date to be moved."}

    def finding(self, finding: Finding) -> dict[str, str]:
        if isinstance(self.find(finding.of), Visit | Audit):
            return {}
        return {"of": "A finding is of a monitoring visit or of a check of the service's own."}

    def part(self, indicator: Indicator) -> dict[str, str]:
        """A part has no parts of its own: one level of teams, areas or groups."""
        if not indicator.part_of:
            return {}
        whole = self.find(indicator.part_of)
        if isinstance(whole, Indicator) and whole.part_of:
            return {"part_of": f"{capital(short_name(whole))} is a part itself: name its whole."}
        there = {p.id for p in self.plan.children(indicator, Indicator, "part_of") if p.id not in self.given}
        there |= {r.id for r in self.given.values() if isinstance(r, Indicator) and r.part_of == indicator.id}
        if there - {indicator.id}:
            return {"part_of": "It has parts of its own, so that it can be no part of another."}
        return {}

    def override(self, override: Override) -> dict[str, str]:
        """A status set by hand stands at the latest until the next meeting, which then sees it again."""
        following, old = judges_next(self.plan), self.plan.get(Override, override.id)
        if following is None or following.day is None or override.until is None or override.until <= following.day:
            return {}
        if old is not None and old.until == override.until:
            return {}
        return {"until": f"At the latest until the next meeting: {meeting_name(self.plan, following)}."}

    def meeting(self, meeting: Meeting) -> dict[str, str]:
        """A body does not meet twice on a day. Two that came from different copies stay until one is moved."""
        old, body = self.plan.get(Meeting, meeting.id), self.find(meeting.body)
        if body is None or (old and (old.body, old.day) == (meeting.body, meeting.day)):
            return {}
        there = {m.id: m for m in self.plan.children(body, Meeting, "body")}
        there |= {m.id: m for m in self.given.values() if isinstance(m, Meeting) and m.body == body.id}
        others = (self.find(key) for key in there if key != meeting.id)
        if any(isinstance(m, Meeting) and (m.body, m.day) == (body.id, meeting.day) for m in others):
            day = show_date(meeting.day) if meeting.day else "that day"
            return {"day": f"{capital(short_name(body))} meets on {day} already."}
        return {}

    def decision(self, decision: Decision) -> dict[str, str]:
        item = self.find(decision.item)
        meeting = item.meeting if isinstance(item, AgendaItem) else ""
        return {"item": "Agenda item is of another meeting."} if decision.item and meeting != decision.meeting else {}

    def link(self, link: Link) -> dict[str, str]:
        item, serves = self.find(link.item), self.find(link.serves)
        if item is None or serves is None or words(type(item), type(serves)):
            return {}
        kinds = [_one(kind) for kind in may_serve(type(item))]
        what, to = capital(_one(type(item))), _one(type(serves))
        if not kinds:
            return {"item": f"{what} cannot be linked to another record."}
        return {"serves": f"{what} cannot be linked to {to}, only to {either(kinds)}."}

    def dependency(self, dependency: Dependency) -> dict[str, str]:
        here, there = dependency.action, dependency.waits_for
        many = len(self.waiting) > _FEW  # to look along the chain from each of thousands would take its square
        if many and (here not in self._circles or self._circles.get(there) != self._circles[here]):
            return {}
        circle = self._way(there, here, self._circles if many else {})
        if circle is None:
            return {}
        names = [_short(self.find(key)) for key in circle]
        first = _short(self.find(dependency.action))
        return {"waits_for": f"{first} would wait for itself: {first} waits for {', which waits for '.join(names)}."}

    def _way(self, start: str, goal: str, within: Mapping[str, int]) -> list[str] | None:
        """The shortest way along what waits for what from one action to another, both included; `within` a circle."""
        came: dict[str, str] = {start: ""}
        queue = [start]
        for key in queue:
            if key == goal:
                way = [key]
                while came[way[-1]]:
                    way.append(came[way[-1]])
                return way[::-1]
            for other in self._waits_for(key):
                if other not in came and within.get(other) == within.get(start):
                    came[other] = key
                    queue.append(other)
        return None

    def _waits_for(self, key: str) -> Iterator[str]:
        action = self.find(key)
        held = self.plan.children(action, Dependency, "action") if action else ()
        yield from (d.waits_for for d in held if d.id not in self.given)
        yield from (d.waits_for for d in self.waiting.get(key, ()))

    def settlement(self, settlement: Settlement) -> dict[str, str]:
        record = self.find(settlement.record)
        if record is not None and settlement.field and settlement.field not in rules(type(record)):
            return {"field": f"{capital(_one(type(record)))} has no field “{settlement.field}”."}
        return {}


_MORE: Mapping[type[Record], Callable[[Check, Any], dict[str, str]]] = {
    Link: Check.link,
    Dependency: Check.dependency,
    Settlement: Check.settlement,
    Finding: Check.finding,
    Indicator: Check.part,
    Action: Check.moved,
    Milestone: Check.moved,
    Override: Check.override,
    Meeting: Check.meeting,
    Decision: Check.decision,
    DateChange: Check.date_change,
}
"""What else than the records that it names may be wrong with a record."""


def _rests_on(record: Record, name: str, other: str) -> bool:
    """Whether what a record says against itself in one field is also about another, so that without it nothing is."""
    if name not in record.contradictions():
        return False
    return name not in replace(record, **{other: rules(type(record))[other].empty}).contradictions()


def _one(kind: type[Record]) -> str:
    name = kind.NAME.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _short(record: Record | None) -> str:
    """A record's reference, which is how people speak of actions; its title where it has none."""
    return "" if record is None else getattr(record, "ref", "") or short_name(record)
