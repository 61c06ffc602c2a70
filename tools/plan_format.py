"""Write the tables of docs/plan-format.md from the field rules: `python -m tools.plan_format`."""

from __future__ import annotations

from pathlib import Path

from app.domain.fields import Choice, Day, Flag, Number, OpenChoice, Reference, Rule, Text, When, Whole
from app.domain.records import KINDS, Record, rules
from app.domain.rows import defaults, to_scalar

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "plan-format.md"
BEGIN, END = "<!-- from the field rules: begin -->\n", "<!-- from the field rules: end -->\n"


def holds(rule: Rule) -> str:
    """What a field may hold, as it is written in a plan's text."""
    match rule:
        case Text():
            return f"{'prose' if rule.prose else 'one line'}, at most {rule.limit:,} characters"
        case Whole():
            return f"whole number, {rule.low} to {rule.high}"
        case Number():
            return f"number as text, {rule.low:,f} to {rule.high:,f}"
        case Day():
            return "day"
        case When():
            return "day, month, quarter or year"
        case Flag():
            return "`true` or `false`"
        case Choice():
            words = ", ".join(f"`{word}`" for word in rule.options if word)
            other = f", or such as `{rule.such_as}`" if isinstance(rule, OpenChoice) else ""
            return f"one of {words}{other}" + (f", or empty: {rule.options[''].lower()}" if "" in rule.options else "")
        case Reference():
            return f"a record of `{rule.to}`" if rule.to else "a record of any table"
        case _:
            raise TypeError(type(rule).__name__)


def lines(kind: type[Record]) -> list[str]:
    """A table of the fields of one kind, `exempt` aside."""
    slot = ", ".join(f"`{name}`" for name in kind.NATURAL_KEY)
    found = ["", f"### `{kind.TABLE}`: {kind.PLURAL.lower()}", ""]
    if slot:
        found += [f"One record for each {slot}. By hand: a list.", ""]
    found += ["| field | what it is | holds |", "|---|---|---|"]
    for name, rule in rules(kind).items():
        if name == "exempt":
            continue
        said = [holds(rule)]
        if (value := defaults(kind)[name]) != to_scalar(rule.empty):
            said.append(f"unless given, `{'true' if isinstance(rule, Flag) else value}`")
        elif rule.required:
            said.append("needed")
        found.append(f"| `{name}` | {rule.label} | {'; '.join(said)} |")
    return found


def tables() -> str:
    """The generated part of the document."""
    return "\n".join(line for kind in KINDS for line in lines(kind)) + "\n\n"


def rewritten(text: str) -> str:
    """The document with its generated part as the rules are now."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + tables() + END + rest.split(END)[1]


if __name__ == "__main__":
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
