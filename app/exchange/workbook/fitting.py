"""Making what came back fit the plan: what goes together, what the rules refuse, and why a date is moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain import keys
from app.domain.figures import capital, lies_ahead, listed
from app.domain.plan import Plan
from app.domain.plan_rules import Check
from app.domain.records import Action, DateChange, Milestone, Record, Risk, Scoring, rules
from app.domain.reviewing import next_review
from app.domain.scoring import scored_because

from ..importing.result import Outcome, RowResult
from .rowsaid import RowSaid

_TRIES = 6


class ReturningRecords:
    """The records that come back, until none of them is refused.

    Attributes:
        untouched: how many rows come to nothing in the end.
    """

    def __init__(self, plan: Plan):
        self._plan = plan
        self._held: dict[str, Record] = {}
        self._before: dict[str, Record | None] = {}
        self._of: dict[str, list[RowSaid]] = {}
        self._dates: dict[str, DateChange] = {}
        self._scores: dict[str, Scoring] = {}
        self._more: list[RowResult] = []
        self._skipped: dict[str, str] = {}
        self._last: dict[type[Record], int] = {}
        self.untouched = 0

    def records(self) -> tuple[Record, ...]:
        """What is to be saved."""
        changed = [record for key, record in self._held.items() if record != self._before[key]]
        there = {record.id for record in changed}
        scores = (score for score in self._scores.values() if score.risk in there)
        return (*changed, *self._dates.values(), *scores)

    def add(self, record: Record, said: RowSaid) -> None:
        """A record that the plan does not hold, or takes over whole."""
        if not said.row.key:
            record = self._called(self._going_together(record, {}, said))
        self._put(record, self._plan.find(record.id), [said])

    def change(self, old: Record, values: Mapping[str, Any], those: Sequence[RowSaid], *, is_new: bool = False) -> None:
        """A record with what rows change of it; `is_new` where the plan does not hold it yet."""
        record = self._going_together(old.given(values), {**values}, those[-1], old) if values else old
        if is_new and record == old:
            self._rows_of_nothing(old, those)
            return
        self._put(record, None if is_new else old, those)
        self._move(record, old, those)
        if isinstance(record, Risk) and (reason := next((said.reason for said in those if said.reason), "")):
            self._scores |= {each.id: each for each in scored_because(self._plan, record, reason)}

    def settle(self) -> None:
        """Take out what the rules refuse, and say so."""
        refused: dict[str, dict[str, str]] = {}
        for _ in range(_TRIES):
            check = Check(self._plan, self.records())
            refused = {record.id: found for record in self.records() if (found := check.worse(record))}
            if not refused:
                return
            for key, found in refused.items():
                self._refuse(key, found)
        for key in refused:
            self._leave_out(self._owner(key), "its values contradict each other")

    def rows(self) -> list[RowResult]:
        """A line for each row that brings something, or of which something is to be known."""
        return [*self._more, *(row for key, those in self._of.items() for row in self._told(key, those))]

    # -- inside

    def _rows_of_nothing(self, record: Record, those: Sequence[RowSaid]) -> None:
        """A line for each row that brings nothing and of which something is to be known."""
        for said in those:
            message = " ".join(f"{capital(part)}." for part in ("Unchanged", *dict.fromkeys(said.wrong)))
            self._more.append(RowResult(said.row.number, record.name, Outcome.UNCHANGED, message, bool(said.wrong),
                                        record, said.place))  # fmt: skip

    def _put(self, record: Record, old: Record | None, those: Sequence[RowSaid]) -> None:
        self._held[record.id], self._before[record.id], self._of[record.id] = record, old, list(those)

    def _called(self, record: Record) -> Record:
        """With the next reference or number of its kind, where the row gives none."""
        kind = type(record)
        numbered = "number" in rules(kind)
        if (getattr(record, "number", 1) is not None if numbered else True) and (
            not kind.PREFIX or getattr(record, "ref", "")
        ):
            return record
        if kind not in self._last:
            there = [*self._plan.all(kind), *(r for r in self._held.values() if type(r) is kind)]
            given = [str(getattr(r, "number" if numbered else "ref", "") or "") for r in there]
            digits = [text.removeprefix(f"{kind.PREFIX}-") for text in given]
            self._last[kind] = max((int(text) for text in digits if text.isdecimal()), default=0)
        self._last[kind] += 1
        if numbered:
            return replace(record, number=self._last[kind])
        return replace(record, ref=f"{kind.PREFIX}-{self._last[kind]:02}")

    def _going_together(
        self, record: Record, values: dict[str, Any], said: RowSaid, old: Record | None = None
    ) -> Record:
        """A record with what follows from what was typed: who gives the day on which it was done says that it is."""
        known, more = rules(type(record)), dict[str, Any]()
        if isinstance(record, Risk) and "reviewed" in values and record.reviewed and "reviewed_by" not in values:
            more["reviewed_by"] = record.owner
            if "review" not in values:
                more["review"] = next_review(record, record.reviewed.last)
            return record.given(more)
        if "done" not in known:
            return record
        done_on = getattr(record, "done_on", None)
        is_done, was_done = bool(getattr(record, "done", False)), bool(getattr(old, "done", False))
        if done_on is not None and not is_done and values.get("done", True) is not False:
            if lies_ahead(done_on, self._plan.position):
                said.wrong.append(f"{done_on} lies ahead, so it is not taken as done")
                return record.given({"done_on": getattr(old, "done_on", None)})
            is_done = more["done"] = True
        if was_done and not is_done and done_on is not None and "done_on" not in values:
            more["done_on"] = None
        if is_done and not was_done:
            if (getattr(record, "percent", None) or 100) < 100 and "percent" not in values:
                more["percent"] = 100
            if "ended" in known and "ended" not in values and "ended_why" not in values:
                more |= {name: None if name == "ended" else "" for name in ("ended", "ended_why")
                         if getattr(record, name)}  # fmt: skip
        return record.given(more) if more else record

    def _move(self, record: Record, old: Record, those: Sequence[RowSaid]) -> None:
        """Keep why a due date is another than it was."""
        if not isinstance(record, Action | Milestone) or not isinstance(old, Action | Milestone):
            return
        if old.due is None or old.due == record.due:
            return
        saying = next((said for said in reversed(those) if said.values.get("due") == record.due), those[-1])
        if not saying.reason:
            saying.wrong.append("the date is moved without a reason")
        reason = saying.reason or f"No reason given in {saying.file.name}"
        name = ["workbook", DateChange.TABLE, record.id, old.due.text, record.due.text if record.due else ""]
        if self._plan.get(DateChange, keys.natural_key(*name)) is not None:  # moved there, and back, once before
            name.append(self._plan.position.isoformat())
        self._dates[record.id] = DateChange(
            id=keys.natural_key(*name), record=record.id, was=old.due, now=record.due, reason=reason[:300],
            day=self._plan.position,
        )  # fmt: skip

    def _refuse(self, key: str, found: Mapping[str, str]) -> None:
        """Take the fields out of a record that the rules refuse; the whole of it where it cannot be without them."""
        if self._scores.pop(key, None):
            return
        if key not in self._held:  # why a date is moved is refused with the date
            self._dates.pop(self._owner(key), None)
            return
        record, old = self._held[key], self._before[key]
        known = rules(type(record))
        before = {name: getattr(old, name) if old is not None else rule.empty for name, rule in known.items()}
        for name, sentence in found.items():
            at_fault = self._at_fault(record, before, name)
            if not at_fault or (old is None and known[at_fault].required):
                self._leave_out(key, _part(sentence))
                return
            self._of[key][-1].wrong.append(f"{known[at_fault].label} is left out: {_part(sentence)}")
            record = record.given({at_fault: before[at_fault]})
            if at_fault == "due":
                self._dates.pop(key, None)
        self._held[key] = record

    def _at_fault(self, record: Record, before: Mapping[str, Any], name: str) -> str:
        """The field without whose new value the one called `name` is not refused; empty where there is none."""
        if name in before and getattr(record, name) != before[name]:
            return name
        changed = [other for other, value in before.items() if getattr(record, other) != value]
        check = Check(self._plan, self.records())
        return next((other for other in changed if name not in check.worse(record.given({other: before[other]}))), "")

    def _owner(self, key: str) -> str:
        """The record whose date is moved for the reason with this key; any other key as it is."""
        return next((owner for owner, change in self._dates.items() if change.id == key), key)

    def _leave_out(self, key: str, why: str) -> None:
        self._skipped[key] = why
        old = self._before[key]
        self._dates.pop(key, None)
        if old is None:
            del self._held[key]
        else:
            self._held[key] = old

    def _told(self, key: str, those: Sequence[RowSaid]) -> list[RowResult]:
        record, old = self._held.get(key), self._before[key]
        found: list[RowResult] = []
        for said in those:
            wrong = list(dict.fromkeys(said.wrong))
            if key in self._skipped:
                outcome, first, problem = Outcome.SKIPPED, f"Skipped: {self._skipped[key]}", True
            elif old is None:
                outcome, first, problem = Outcome.CREATED, "Created", bool(wrong)
            else:
                assert record is not None
                names = [name for name in rules(type(record)) if getattr(record, name) != getattr(old, name)]
                labels = [rules(type(record))[name].label.lower() for name in names]
                if not names and not wrong:
                    self.untouched += 1
                    continue
                outcome = Outcome.CHANGED if names else Outcome.UNCHANGED
                first, problem = f"Changed {listed(labels)}" if names else "Unchanged", bool(wrong)
            shown = record or old
            name = shown.name if shown is not None else said.texts.get("title", "")
            message = " ".join(f"{capital(part)}." for part in (first, *wrong))
            found.append(RowResult(said.row.number, name, outcome, message, problem, shown, said.place))
        return found


def _part(sentence: str) -> str:
    """A sentence as the end of another."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
