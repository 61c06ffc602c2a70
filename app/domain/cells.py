"""Cells of a register as a person types them: what one holds in words, what is typed as values, and whole blocks.

    typed(plan, risk, ("likelihood", "impact"))      "4 x 5"
    read(plan, Risk, ("owner",), "Ann")              {"owner": "Ann"}
    paste(plan, Risk, rows, columns, block(text))    what the rows become, or what does not fit

What is copied is what would be typed, so that a block that is copied and pasted again changes nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .fields import Choice, FieldError, Flag, Reference, Rule, Text, Value, When, Whole
from .naming import chosen
from .plan import Plan
from .records import BY_TABLE, Record, problems, rules

MOST = 100_000
"""Cells of a block; a larger one is brought in as a file."""
_PAIR = re.compile(r"l?\s*(\d)\s*(?:[x×*/,;]|\s|i)\s*i?\s*(\d)(?:\s*=\s*(\d+))?", re.IGNORECASE | re.ASCII)


class CellColumn(NamedTuple):
    """One column of a register.

    Attributes:
        title: its heading.
        names: the fields that a cell of it sets; none of what is worked out.
    """

    title: str
    names: tuple[str, ...]


class Misfit(NamedTuple):
    """A cell of a block that does not fit.

    Attributes:
        line: of the block, from 0; of a heading line before it nothing is counted.
        column: where it would go, by its heading.
        why: a sentence.
    """

    line: int
    column: str
    why: str


class Pasted(NamedTuple):
    """What a block comes to.

    Attributes:
        records: what rows that are there become, of those alone that become something else.
        new: the values of rows below the last.
        misfits: where there are any, nothing should be written.
    """

    records: tuple[Record, ...] = ()
    new: tuple[Mapping[str, Value], ...] = ()
    misfits: tuple[Misfit, ...] = ()


def typed(plan: Plan, record: Record, names: Sequence[str]) -> str:
    """What a cell holds, as one would type it: "4 x 5", "Treat", "30 Apr 2018"; empty for nothing."""
    if _is_done(rules(type(record)), names):
        done, day = (getattr(record, name) for name in names)
        return str(day or "Yes") if done else ""
    if len(names) > 1:
        values = [getattr(record, name) for name in names]
        return " x ".join("" if value is None else str(value) for value in values) if any(values) else ""
    (name,) = names
    rule, value = rules(type(record))[name], getattr(record, name)
    if isinstance(rule, Reference):
        found = plan.find(value)
        return found.name if found else ""
    return "" if isinstance(rule, Flag) and not value else rule.show(value)


def read(plan: Plan, kind: type[Record], names: Sequence[str], text: str) -> dict[str, Value]:
    """The values that a cell takes, by field. Raises FieldError where what is typed is none."""
    known = rules(kind)
    if _is_done(known, names):
        done, day = (known[name].within(plan) for name in names)
        return dict(zip(names, _done(done, day, text), strict=True))
    if len(names) > 1:
        return dict(zip(names, _pair([known[name].within(plan) for name in names], text.strip()), strict=True))
    (name,) = names
    rule = known[name].within(plan)
    match rule:
        case Reference():
            kinds = [BY_TABLE[rule.to]] if rule.to else list(BY_TABLE.values())
            there = {record.id: record.name for each in kinds for record in plan.all(each)}
            key = chosen(there, text, kinds[0].NAME.lower() if rule.to else "record")
            rule.check(key)
            return {name: key}
        case Choice():
            return {name: _choice(rule, text.strip())}
        case Text() if not rule.prose:
            return {name: rule.read(" ".join(text.split()))}
        case _:
            return {name: rule.read(text)}


def words(plan: Plan, kind: type[Record], names: Sequence[str]) -> list[str]:
    """The words to choose from in a column, those in use most often first; none where anything may be typed."""
    rule = rules(kind)[names[0]]
    if len(names) > 1:
        return []
    if isinstance(rule, Choice):
        return [word for stored, word in rule.options.items() if stored]
    if isinstance(rule, Reference) and rule.to:
        return [record.name for record in plan.all(BY_TABLE[rule.to])]
    if isinstance(rule, Text) and not rule.prose and names[0] not in ("ref", "title"):
        return [*dict.fromkeys([*_in_use(plan, names[0]), *rule.suggested])]
    return []


def _in_use(plan: Plan, name: str) -> list[str]:
    """What a field of this name holds anywhere in the plan, as owners own risks and actions."""
    count: dict[str, int] = {}
    for kind in BY_TABLE.values():
        if isinstance(rules(kind).get(name), Text):
            for record in plan.unordered(kind):
                if said := getattr(record, name):
                    count[said] = count.get(said, 0) + 1
    return sorted(count, key=lambda said: (-count[said], said.casefold()))


def block(text: str) -> list[list[str]]:
    """The lines and cells of what was copied in a spreadsheet. Raises FieldError where there are too many."""
    lines: list[list[str]] = []
    cells = 0
    for line in csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), dialect="excel-tab"):
        cells += len(line)
        if cells > MOST:
            raise FieldError(f"This is more than {MOST:,} cells: bring it in as a file (File > Import…).")
        lines.append([_bare(cell) for cell in line] or [""])
    return lines


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being taken as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "@", "-") else cell


def paste(
    plan: Plan, kind: type[Record], there: Sequence[Record], columns: Sequence[CellColumn],
    lines: Sequence[Sequence[str]], *, among: Sequence[CellColumn] = (),
) -> Pasted:  # fmt: skip
    """What becomes of rows when a block is pasted; nothing is written.

    Args:
        plan: in which they are.
        kind: of record.
        there: the rows from the one on which it is pasted, as they stand.
        columns: those from the one on which it is pasted, as they stand.
        lines: the block; a first line of headings says which columns it has.
        among: all columns that a line of headings may name.
    """
    if len(lines) > 1 and (headed := _headed(lines[0], among or columns)):
        columns, lines = headed, lines[1:]
    records: list[Record] = []
    new: list[Mapping[str, Value]] = []
    misfits: list[Misfit] = []
    for number, line in enumerate(lines):
        record = there[number] if number < len(there) else None
        values: dict[str, Value] = {}
        for at, text in enumerate(line):
            column = columns[at] if at < len(columns) else CellColumn("", ())
            try:
                values |= _cell(plan, kind, record, column, text)
            except FieldError as error:
                misfits.append(Misfit(number, column.title, str(error)))
        if record is None:
            if any(text.strip() for text in line):
                new.append(values)
                wrong = problems(kind(id="").having(values))
                misfits += [Misfit(number, rules(kind)[name].label, why) for name, why in wrong.items()]
        elif (then := record.having(values)) != record:
            records.append(then)
            was = problems(record)
            wrong = {name: why for name, why in problems(then).items() if was.get(name) != why}
            misfits += [Misfit(number, rules(kind)[name].label, why) for name, why in wrong.items()]
    return Pasted(tuple(records), tuple(new), tuple(dict.fromkeys(misfits)))


def _cell(plan: Plan, kind: type[Record], record: Record | None, column: CellColumn, text: str) -> dict[str, Value]:
    if column.names:
        if record is not None and text.strip() == typed(plan, record, column.names).strip():
            return {}  # as it is, however it is written
        return read(plan, kind, column.names, text)
    if text.strip():
        what = f"“{column.title}” is worked out and" if column.title else "Beside the last column nothing"
        raise FieldError(f"{what} takes no “{text.strip()[:40]}”." if column.title else f"{what} can be pasted.")
    return {}


def _headed(line: Sequence[str], columns: Sequence[CellColumn]) -> list[CellColumn]:
    """The columns that a line of headings names; none where it is no such line."""
    by_title = {" ".join(column.title.split()).casefold(): column for column in reversed(columns)}  # the first counts
    found = [by_title.get(" ".join(text.split()).casefold()) for text in line]
    return [column for column in found if column] if found and all(found) else []


def _is_done(known: Mapping[str, Rule], names: Sequence[str]) -> bool:
    """Whether a cell says that something is done and on which day."""
    return len(names) == 2 and isinstance(known[names[0]], Flag) and isinstance(known[names[1]], When)


def _done(done: Rule, day: Rule, text: str) -> tuple[Value, Value]:
    """Whether it is done and when: a day, "yes" where nobody knows it, "no" or nothing."""
    try:
        return done.read(text), None
    except FieldError:
        return True, day.read(text)


def _pair(known: Sequence[Rule], text: str) -> Iterator[Value]:
    """Likelihood and impact, as "4 x 5", "4 5", "L4 I5" or in the words of the scales; nothing for both empty."""
    if not text:
        return iter([None] * len(known))
    first, second = known
    assert isinstance(first, Whole)
    assert isinstance(second, Whole)
    if found := _PAIR.fullmatch(text):
        values = int(found[1]), int(found[2])
        if found[3] and int(found[3]) != values[0] * values[1]:
            raise FieldError(f"{values[0]} x {values[1]} is {values[0] * values[1]}, not {found[3]}.")
        for rule, value in zip(known, values, strict=True):
            rule.check(value)
        return iter(values)
    said = [part.strip().casefold() for part in re.split(r"[,/x×]", text)]
    meant = [
        next((number for number, word in (rule.words or {}).items() if word.casefold() == part), None)
        for rule, part in zip((first, second), said, strict=False)
    ]
    if len(said) == 2 and None not in meant:
        return iter(meant)
    raise FieldError(f"Write {first.label.lower()} and {second.label.lower()}, such as 4 x 5.")


def _choice(rule: Choice, text: str) -> str:
    """By its word, by the first letters that only one has, or by its number in the list."""
    try:
        value = rule.read(text)
        return str(value)
    except FieldError:
        offered = {stored: word for stored, word in rule.options.items() if stored}
        if text.isdecimal() and text.isascii() and 1 <= int(text) <= len(offered):
            return list(offered)[int(text) - 1]
        fits = [stored for stored, word in offered.items() if text and word.casefold().startswith(text.casefold())]
        if len(fits) == 1:
            return fits[0]
        raise
