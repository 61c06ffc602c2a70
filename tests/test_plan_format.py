"""docs/plan-format.md says what the code does."""

from __future__ import annotations

import re

from app.domain.records import KINDS
from app.exchange.planfile import EDIT_PARTS, PARTS, expand, parse
from app.exchange.shorthand import MARKS
from tools.plan_format import DOCUMENT, rewritten

TEXT = DOCUMENT.read_text(encoding="utf-8")


def keys_of(heading: str) -> set[str]:
    """The keys in the first column of the table under a heading."""
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {key for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)}


def test_the_tables_of_fields_are_those_of_the_rules():
    assert rewritten(TEXT) == TEXT, "Run `python -m tools.plan_format`."


def test_every_table_is_listed_once():
    assert re.findall(r"^### `(\w+)`", TEXT, re.MULTILINE) == [kind.TABLE for kind in KINDS]


def test_every_key_is_listed():
    assert keys_of("The whole") == set(PARTS)
    assert keys_of("An edit") == set(EDIT_PARTS)
    assert keys_of("A baseline") == {"id", "meeting", "position", "parents", "edits"}


def test_every_mark_is_described():
    assert set(re.findall(r"^- \*\*`(@\w+)`\*\*", TEXT, re.MULTILINE)) == set(MARKS)


def test_the_example_can_be_loaded():
    example = parse(TEXT.split("```json\n")[1].split("```")[0])
    values = expand(example).edits[0]["values"]
    assert values is not None
    assert {table: len(records) for table, records in values.items()} == {
        "indicator": 1,
        "reading": 1,
        "provenance": 6,
    }
