"""Making records of what rows say: matched with those of the plan, sound by their rules, with what belongs to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from app.domain import keys
from app.domain.fields import LINE
from app.domain.figures import capital, counted, listed, short_name
from app.domain.kinds import KINDS
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    DateChange,
    Link,
    Milestone,
    Provenance,
    Record,
    Risk,
    problems,
    rules,
)
from app.domain.schedule import PartialDate

from ..plantext import quoted
from .dependencies import DependencyBuilder, is_refs
from .finding import RecordMatcher, plain, plain_ref
from .named_maker import NamedMaker
from .own_matching import OwnMatcher
from .questions import Asking
from .reading import is_ahead
from .result import Outcome, RowResult
from .risk_parts import NOBODY, RiskParts
from .row_reading import RowReading
from .vocabulary import KEPT_IN, targets

_PARENTS = {about.imports: about.belongs for about in KINDS.values() if about.imports and about.belongs}
"""For each kind the field that names what a row must belong to."""


class RecordBuilder:
    """Makes the records of one import.

    Attributes:
        said: a message for every row, by row.
    """

    def __init__(
        self, plan: Plan, record_kind: type[Record], kind: str, file: str, finders: Mapping[str, RecordMatcher],
        where: Callable[[int], str], asking: Asking,
    ):  # fmt: skip
        """`where` tells what people call a row."""
        self._plan, self._record_kind, self._kind, self._file, self._finders = plan, record_kind, kind, file, finders
        self._rules, self._where, self._asking = rules(record_kind), where, asking
        self._numbered = "number" in self._rules
        self._own = OwnMatcher(plan, record_kind, finders, asking, numbered=self._numbered)
        self._there = {record.id: record for record in plan.all(record_kind)}
        self._names = Counter[tuple[str, ...]]()
        self._taken: dict[str, int] = {}  # the row that each record belongs to, by key
        self._made: dict[str, Record] = {}
        self._also: dict[str, Record] = {}
        self._parts = RiskParts(plan, self._also)
        self._maker = NamedMaker(plan, kind, file, finders, asking, self._also)
        self._given: set[str] = set()
        self._last = 0
        self.said: dict[int, RowResult] = {}

    def records(self) -> tuple[Record, ...]:
        """What is created or changed, then links, dependencies, reasons and sources."""
        return (*self._made.values(), *self._also.values())

    def make(self, readings: Sequence[RowReading], total: int) -> Generator[tuple[int, int, str], None, None]:
        """Make the records of all rows; a reference or title must be known to stand for one row only."""
        readings = self._without_twins(readings)
        self._own.look(readings)
        self._given = {getattr(record, "ref", "") for record in self._there.values()} | {said.ref for said in readings}
        of_row: dict[int, Record] = {}
        for number, said in enumerate(readings):
            if number % 50 == 0:
                yield (total + said.row) // 2, total, f"Comparing row {said.row + 1:,} with the plan"
            if record := self._make(said):
                of_row[said.row] = record
        if self._kind == "actions":
            builder = DependencyBuilder(self._plan, self._finders["action"], of_row)
            self._also |= builder.dependencies(readings)
            for row, (gained, wrong) in builder.said.items():
                self._add(row, gained, wrong)

    def _without_twins(self, readings: Sequence[RowReading]) -> list[RowReading]:
        """The rows that are not about the same record as one above them."""
        first: dict[tuple[str, ...], RowReading] = {}
        kept: list[RowReading] = []
        for said in readings:
            name = self._name(said)
            twin = first.setdefault(name, said)
            alike = bool(name[0]) or self._numbered or (said.values, said.texts) == (twin.values, twin.texts)
            if twin is not said and self._is_control_of(said, twin):
                twin.parts["controls"] += said.parts["controls"]
                there = f"Goes on with {self._where(twin.row)}: a further control of that risk."
                self.said[said.row] = RowResult(said.row + 1, said.title, Outcome.GROUP, there)
            elif twin is said or not alike:
                kept.append(said)
            else:
                self._skip(said, f"{self._where(twin.row)} is about the same {self._word}")
        return kept

    def _is_control_of(self, said: RowReading, twin: RowReading) -> bool:
        """Whether a row only gives a further control of the risk of another: called so, and scored so."""
        scores = [{n: v for n, v in row.values.items() if n.endswith(("likelihood", "impact"))} for row in (said, twin)]
        both = bool(said.parts.get("controls") and twin.parts.get("controls"))
        return self._kind == "risks" and both and not said.ref and not twin.ref and scores[0] == scores[1]

    @property
    def _word(self) -> str:
        return self._record_kind.NAME.lower()

    def _name(self, said: RowReading) -> tuple[str, str, str]:
        """What tells a row apart from the others of its file."""
        parent = plain(said.texts.get(_PARENTS.get(self._kind, ""), ""))
        return ("" if self._numbered else plain_ref(said.ref), plain(said.title), parent)

    # -- one record

    def _make(self, said: RowReading) -> Record | None:
        old = self._own.find(said)
        if said.row in self._own.collided and self._own.answer == "leave":
            there = quoted(short_name(self._own.collided[said.row]))
            self._skip(said, f"{said.ref} is {there} in the plan")
            return None
        if old is None and not said.title:
            self._skip(said, f"no {self._word} of the plan has the reference {quoted(said.ref)}")
            return None
        if said.gone:
            stays = f"the plan's {self._word} stays as it is" if old else "it does not come in"
            self._skip(said, f"the file calls it {quoted(said.gone)}; {stays}")
            return None
        values = self._values(said, old)
        parent = ""
        if field := _PARENTS.get(self._kind):
            if field == "theme" and plain(said.texts.get(field, "")) not in NOBODY:
                self._maker.is_there(said, field)
            found = self._found(said, field)
            parent = found[0].id if found else str(getattr(old, field, ""))
            if not parent and self._kind == "milestones":
                parent = self._maker.action_for(said)
            if not parent:
                missing = self._finders[field].find(said.texts.get(field, "")).missing
                self._skip(said, missing[0] if missing else f"it names no {field}")
                return None
            values[field] = parent
        elif self._kind == "actions" and (found := self._found(said, "objective")):
            values["objective"] = found[0].id
        key = self._key(said, parent)
        old = old or self._there.get(key)
        if old is not None and old.id in self._taken:
            self._skip(said, f"{self._where(self._taken[old.id])} is about the same {self._word}")
            return None
        record = self._sound(said, replace(old or self._record_kind(id=key), **values), old)
        if record is None:
            return None
        self._taken[record.id] = said.row
        served = self._serve(said, record)
        parts = self._parts.made_of(said, record) if isinstance(record, Risk) else []
        changed = record != old
        if changed:
            self._made[record.id] = record
        if old is None:
            self._source(record)
        parts += self._kept_beside(said, record)
        self._move(said, record, old)
        self._tell(said, record, old, served, parts)
        return record

    def _key(self, said: RowReading, parent: str) -> str:
        """The same on every laptop that imports the same row; of the reference and the words together."""
        name = self._name(said)[:2]
        self._names[*name, parent] += 1
        again = self._names[*name, parent]
        return keys.natural_key("import", self._record_kind.TABLE, *name, parent, *([str(again)] if again > 1 else []))

    def _values(self, said: RowReading, old: Record | None) -> dict[str, Any]:
        """The fields that the row fills, made to agree with each other and with what the plan holds."""
        values = dict(said.values)
        if not self._own.keeps_ref(said):
            there = quoted(short_name(self._own.collided[said.row]))
            values.pop("number" if self._numbered else "ref", None)
            said.wrong.append(f"{said.ref} is {there} in the plan, so it has a reference of its own")
            said.remarks["Reference in the file"] = said.ref
            said.doubted.add("ref")
        if values.get("done_on") and "done" not in values:
            if is_ahead(values["done_on"], self._plan.position):
                ahead = values.pop("done_on")
                said.wrong.append(f"{ahead} lies ahead, so it is not taken as done")
                values.setdefault("due", ahead)
            else:
                values["done"] = True
        if values.get("done") is False:
            values.pop("done_on", None)
            if old is not None and getattr(old, "done", False):
                values["done_on"] = None
        if values.get("done") and getattr(old, "is_ended", False):
            values |= {"ended": None, "ended_why": ""}  # the file says that it was done after all
        if values.get("ended_why") and old is not None and getattr(old, "done", False):
            values["done_on"] = None
        if values.get("done") and (getattr(old, "percent", None) or 100) < 100:
            values.setdefault("percent", 100)
        if old is None and self._kind == "indicators":
            is_share = re.search(r"%|\bper ?cent|\bproportion\b", said.title, re.I)
            values.setdefault("unit", said.texts.get("unit") or ("%" if is_share else ""))
            values.setdefault("cadence", "unknown")  # nobody has said how often it is measured
        unsaid = values.get("percent") == 100 and "done" not in values and not getattr(old, "done", False)
        if self._kind == "actions" and unsaid:
            said.wrong.append("100 % is not said to be done")
        if self._kind == "risks":
            self._parts.too_long(said)
            values |= self._parts.values(said, values, old)
        for name in ("theme", "objective") if self._kind != "milestones" else ():
            text = " ".join(said.texts.get(name, "").split())
            asked = name in targets(self._kind) and name not in self._parents_of
            unknown = asked and plain(text) not in NOBODY
            if unknown and not self._maker.is_there(said, name) and (name != "theme" or name not in said.grouped):
                own = text.casefold().startswith(name) and text[len(name) :].strip(" :.–-")
                said.remarks[capital(name)] = own or text
                said.kept.add(name)
        if group := self._group(said):
            said.remarks["Group"] = group
        text = " ".join(said.texts.get("recommendation", "").split())
        if plain(text) not in NOBODY and not self._finders["recommendation"].find(text).records:
            said.remarks["Recommendation"] = text
            said.kept.add("recommendation")
        if (text := " ".join(said.texts.get("escalated_to", "").split())) and plain(text) not in (*NOBODY, "no", "yes"):
            if self._maker.is_there(said, "body"):
                values["escalated_to"] = self._finders["body"].find(text).records[0].id
            else:
                said.remarks["Escalated to"] = text
        if said.was_due and not values.get("due") and "due" in self._rules:
            values["due"], said.was_due = said.was_due, None
        if said.remarks and (kept := KEPT_IN.get(self._kind)):
            values[kept] = with_remarks(values.get(kept) or getattr(old, kept, ""), said.remarks)
        elif colour := said.remarks.pop("RAG", ""):
            said.notes.append(f"RAG {quoted(colour)} is left out")
        text = " ".join(said.texts.get("blocked_by", "").split())
        if "blocked" in self._rules and text and not is_refs(text):
            del said.texts["blocked_by"]
            if plain(text) not in (*NOBODY, "no"):
                values["blocked"] = text[:300]
        return values

    @property
    def _parents_of(self) -> tuple[str, ...]:
        return (_PARENTS.get(self._kind, ""),)

    def _group(self, said: RowReading) -> str:
        """The words of what a row is grouped under, where that is no theme of the plan."""
        text = " ".join(said.texts.get("group", "").split())
        if text and "theme" not in said.texts and self._finders["theme"].find(text).records:
            said.texts["theme"] = text
            return ""
        if not text and "theme" in said.grouped and not self._finders["theme"].find(said.texts["theme"]).records:
            text = " ".join(said.texts["theme"].split())
        return text

    def _sound(self, said: RowReading, record: Record, old: Record | None) -> Record | None:
        """The record without what its own rules refuse; None, with a message, where it cannot be kept at all."""
        record = self._with_ref(record)
        for _ in range(5):
            found = problems(record)
            if not found:
                return record
            for refused, sentence in found.items():
                name = self._at_fault(record, old, refused)
                if not name:
                    self._skip(said, sentence[0].lower() + sentence[1:].rstrip("."))
                    return None
                default = getattr(old, name) if old is not None else self._rules[name].empty
                why = sentence[0].lower() + sentence[1:].rstrip(".")
                value = getattr(record, name)
                shown = f" {value}" if isinstance(value, PartialDate) else ""
                said.wrong.append(f"{self._rules[name].label}{shown} is left out: {why}")
                record = self._with_ref(replace(record, **{name: default}))
        self._skip(said, "its values contradict each other")
        return None

    def _at_fault(self, record: Record, old: Record | None, name: str) -> str:
        """The field to be left out so that the one called `name` is not refused; empty where there is none."""
        before = {n: getattr(old, n) if old is not None else rule.empty for n, rule in self._rules.items()}
        if getattr(record, name) != before[name]:
            return name
        filled = [n for n, value in before.items() if getattr(record, n) != value and not self._rules[n].required]
        return next((n for n in filled if name not in problems(replace(record, **{n: before[n]}))), "")

    def _with_ref(self, record: Record) -> Record:
        """With the next reference or number of its kind, where the file gives none."""
        prefix = f"{record.PREFIX}-".lower()
        if self._numbered and getattr(record, "number", None) is None:
            if not self._last:
                given = [int(ref) for ref in self._own.refs if ref.isdecimal() and len(ref) < 3]
                self._last = max([0, *self._own.numbers, *given])
            self._last += 1
            return replace(record, number=self._last)
        if not record.PREFIX or getattr(record, "ref", ""):
            return record
        known = (ref[len(prefix) :] for ref in self._given if ref.casefold().startswith(prefix))
        digits = [number for number in known if number.isdecimal()]
        self._last = max(self._last, *map(int, digits), 0)
        self._last += 1
        return replace(record, ref=f"{record.PREFIX}-{self._last:0{max(map(len, digits), default=2)}}")

    # -- what belongs to it

    def _found(self, said: RowReading, name: str) -> tuple[Record, ...]:
        text = said.texts.get(name, "")
        if plain(text) in NOBODY:
            if text and name not in said.grouped:
                said.notes.append(f"{quoted(text)} names no {name}, so no link is made")
            return ()
        found = self._finders[name].find(text)
        if name not in said.grouped:  # what a heading is taken for is said beside it
            said.notes += found.notes
            if name in said.kept:
                said.notes.append(f"the plan has no {name} that is called {quoted(text)}, so its name is kept as words")
            else:
                said.wrong += found.missing
        return found.records

    def _serve(self, said: RowReading, record: Record) -> list[Record]:
        """Link a record to the themes and recommendations that its row names; returns those it did not serve yet."""
        served: list[Record] = []
        for name in ("theme", "recommendation"):
            if name not in targets(self._kind) or name in self._rules or self._kind == "milestones":
                continue
            for other in self._found(said, name):
                link = Link(id="", item=record.id, serves=other.id)
                link = replace(link, id=keys.key_of(link))
                if self._plan.get(Link, link.id) is None and link.id not in self._also:
                    self._also[link.id] = link
                    served.append(other)
        return served

    def _source(self, record: Record) -> None:
        source = Provenance(id="", record=record.id, source=self._file)
        source = source.having({"id": keys.key_of(source)})
        self._also[source.id] = source

    def _kept_beside(self, said: RowReading, record: Record) -> list[str]:
        """Words for which a kind has no field: of a milestone in the progress of its action, else with the source.

        Returns where they are kept, where that is news.
        """
        if not said.remarks or self._kind in KEPT_IN:
            return []
        holder: Record | None = None
        if isinstance(record, Milestone):
            holder = self._also.get(record.action) or self._plan.get(Action, record.action)
        if isinstance(holder, Action):
            words = {f"Milestone {quoted(record.name)}, {what}": text for what, text in said.remarks.items()}
            field, where = "progress", f"the progress of {holder.name}"
        else:
            source = Provenance(id="", record=record.id, source=self._file)
            source = source.having({"id": keys.key_of(source)})
            stated = (each for each in self._plan.sources(record) if each.statement and not each.field)
            holder = next(stated, self._plan.get(Provenance, source.id) or source)
            words, field, where = said.remarks, "statement", "what its source says"
        there = getattr(holder, field)
        new = {what: text for what, text in words.items() if f"{what}: {text}" not in there.split("\n")}
        if not new:
            return []
        self._also[holder.id] = replace(holder, **{field: with_remarks(there, new)})
        return [f"{listed(list(map(quoted, new.values())))} kept in {where}"]

    def _move(self, said: RowReading, record: Record, old: Record | None) -> None:
        """Keep why a due date is another than it was."""
        if not isinstance(record, Action | Milestone):
            return
        was = getattr(old, "due", None)
        if said.was_due and was in (None, record.due) and not self._plan.children(record, DateChange, "record"):
            was = said.was_due
        if was is None or was == record.due:
            return
        name = ["import", DateChange.TABLE, record.id, was.text, record.due.text if record.due else ""]
        if self._plan.get(DateChange, keys.natural_key(*name)) is not None:  # moved there, and back, once before
            name.append(self._plan.position.isoformat())
        reason = said.why_moved[:LINE] or f"Imported from {self._file}"
        change = DateChange(id=keys.natural_key(*name), record=record.id, was=was, now=record.due,
                            reason=reason, day=self._plan.position)  # fmt: skip
        self._also[change.id] = change

    # -- telling

    def _tell(
        self, said: RowReading, record: Record, old: Record | None, served: Sequence[Record], parts: Sequence[str]
    ) -> None:
        fields = [r.label.lower() for n, r in self._rules.items() if old and getattr(record, n) != getattr(old, n)]
        serves = f"serves {listed([_short(other) for other in served])}" if served else ""
        if old is None and isinstance(record, Milestone) and (action := self._plan.get(Action, record.action)):
            serves = f"a step of {action.name}"
        if old is None:
            outcome, first = Outcome.CREATED, ", ".join(filter(None, ("Created", serves)))
        elif fields or served or parts:
            told = [f"changed {listed(fields)}" if fields else "", f"now {serves}" if serves else ""]
            outcome, first = Outcome.CHANGED, capital(", ".join(filter(None, told))) or "Changed"
        else:
            outcome, first = Outcome.UNCHANGED, "Unchanged"
        if parts:
            said.notes.append(f"with {listed(list(parts))}")
        if old is not None and said.title and plain(short_name(old)) != plain(short_name(record)):
            alike = SequenceMatcher(None, plain(short_name(old)), plain(short_name(record))).ratio() > 0.4
            (said.notes if alike else said.wrong).insert(0, f"it was called {quoted(short_name(old))}")
        if said.ref and self._own.refs[plain_ref(said.ref)] > 1 and not self._numbered:
            said.notes.append(f"{counted(self._own.refs[plain_ref(said.ref)], 'row')} have the reference {said.ref}")
        message = " ".join(f"{capital(part)}." for part in dict.fromkeys((first, *said.wrong, *said.notes)))
        doubted = frozenset(said.doubted)
        self.said[said.row] = RowResult(
            said.row + 1, record.name, outcome, message, bool(said.wrong), record, doubted=doubted
        )

    def _add(self, row: int, gained: Sequence[str], wrong: Sequence[str]) -> None:
        """Say more of a row: what it waits for now, and what that could not be."""
        told = self.said[row]
        outcome, message = told.outcome, told.message
        waits = f"waits for {listed(gained)}"
        if gained and outcome is Outcome.UNCHANGED:
            outcome, message = Outcome.CHANGED, message.replace("Unchanged.", f"Now {waits}.", 1)
        elif gained:
            message += f" It {waits}."
        message = " ".join([message, *(f"{capital(sentence)}." for sentence in wrong)])
        self.said[row] = told._replace(outcome=outcome, message=message, problem=told.problem or bool(wrong))

    def _skip(self, said: RowReading, why: str) -> None:
        name = " ".join(filter(None, (said.ref, said.title)))
        self.said[said.row] = RowResult(said.row + 1, name, Outcome.SKIPPED, f"Skipped: {why}.", True)


def with_remarks(text: str, remarks: Mapping[str, str]) -> str:
    """A text with a line "what: words" for each remark; a line that says the same of an earlier day gives way."""
    lines = [line for line in text.split("\n") if not any(line.startswith(f"{name}: ") for name in remarks)]
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join([*lines, *(f"{name}: {words}" for name, words in remarks.items())])


def _short(record: Record) -> str:
    number = getattr(record, "number", None)
    return f"{record.NAME} {number}" if number else record.name
