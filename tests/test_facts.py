"""Each fact of the source report, paragraph by paragraph, is in the dumped demo plan, with its source."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import demo
from app.exchange.shorthand import OURS
from app.workspace import HISTORY, Person

FACTS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
"""What is to be found, in our own words: `says` is in the field, `is` is all of it, `statement` is what the source says
of the field where another source says otherwise. Without a field, that the record is there is the fact."""

LENGTHS = {1: 1, 2: 1, 3: 37, 4: 4, 5: 5, 6: 1, 7: 2, 8: 1, 9: 3, 10: 1, 11: 2}
NUMBERED = [f"{section}.{number}" for section, length in LENGTHS.items() for number in range(1, length + 1)]
UNNUMBERED = ["Executive summary", "Recommendations", "Closing part"]
ELSEWHERE = [
    "Inspection report, 7 April 2017",
    "Scrutiny minutes, 23 November 2017",
    "Cabinet papers, 20 March 2018",
]
"""Publications beside the report."""


class Dump:
    """A dumped plan as it is searched: rows by table and key, and what is said of where they come from."""

    def __init__(self, dumped: dict[str, Any]):
        self.tables: dict[str, list[dict[str, Any]]] = dumped["records"]
        self.rows = {row["id"]: row for rows in self.tables.values() for row in rows}
        self.sources = self.tables["provenance"]

    def called(self, table: str, row: dict[str, Any]) -> str:
        """What a fact calls a record: by reference or number and title, or by what it joins."""
        match table:
            case "reading":
                return f"{self.rows[row['indicator']]['title']}, {row['period']}"
            case "link":
                return f"{self.title(row['item'])} > {self.title(row['serves'])}"
            case "dependency":
                return f"{self.title(row['action'])} > {self.title(row['waits_for'])}"
            case "partner_report":
                return f"{self.title(row['partner'])}: {row['title']}"
            case "meeting":
                return row["day"]
            case _:
                return self.title(row["id"])

    def title(self, key: str) -> str:
        row = self.rows[key]
        before = row.get("ref") or row.get("number")
        return f"{before} {row['title']}" if before else row["title"]

    def find(self, fact: dict[str, Any]) -> dict[str, Any]:
        """The one record that a fact names: by its whole name, or by words of it."""
        named = [(self.called(fact["kind"], row), row) for row in self.tables[fact["kind"]]]
        whole = [row for name, row in named if name == fact["record"]]
        found = whole or [row for name, row in named if fact["record"] in name]
        assert len(found) == 1, [name for name, _ in named]
        return found[0]

    def shown(self, value: Any) -> Any:
        """A value, or the name of the record that it refers to."""
        return self.title(value) if value in self.rows else value


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dump]:
    folder = tmp_path_factory.mktemp("facts")
    workspace = demo.make(folder / "demo.goldthread", Person("Demo", "Officer"), folder / "backups")
    yield Dump(json.loads(json.dumps(workspace.dump())))
    workspace.close()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['paragraph']}-{fact['kind']}-{fact['record'][:30]}")
def test_the_plan_holds_the_fact_and_says_where_it_comes_from(dump: Dump, fact: dict[str, Any]):
    row = dump.find(fact)
    field = fact.get("field", "")
    if "says" in fact:
        assert fact["says"] in dump.shown(row[field])
    if "is" in fact:
        assert (row[field] or 0 if isinstance(fact["is"], int) else row[field] or "") == fact["is"]
    said = [
        source
        for source in dump.sources
        if source["record"] == row["id"]
        and source["field"] in ("", field)
        and re.fullmatch(rf"{re.escape(fact['paragraph'])}(, on .*)?", source["source"])
        and fact.get("statement", "") in source["statement"]
    ]
    assert said
    assert not any(source["illustrative"] for source in said)


def test_the_facts_go_through_the_whole_report():
    assert {fact["paragraph"] for fact in FACTS} == {*NUMBERED, *UNNUMBERED, *ELSEWHERE}
    assert all({"says", "is", "statement"} & fact.keys() or "field" not in fact for fact in FACTS)


def test_no_fact_is_listed_twice():
    lines = Counter(json.dumps(fact, sort_keys=True) for fact in FACTS)
    assert [line for line, count in lines.items() if count > 1] == []


def test_every_source_that_the_plan_names_is_one_that_exists(dump: Dump):
    named = {re.sub(r", on .*", "", source["source"]) for source in dump.sources if not source["illustrative"]}
    assert named == {*NUMBERED, *UNNUMBERED, *ELSEWHERE, OURS, HISTORY}


def test_the_plan_holds_so_many_of_each_kind(dump: Dump):
    assert {table: len(rows) for table, rows in dump.tables.items() if rows and table != "provenance"} == {
        "programme": 1,
        "thresholds": 1,
        "stage": 3,
        "stage_aim": 3,
        "theme": 4,
        "component": 10,
        "objective": 11,
        "recommendation": 15,
        "indicator": 11,
        "reading": 35,
        "statement": 13,
        "risk": 13,
        "action": 30,
        "milestone": 18,
        "dependency": 1,
        "next_step": 8,
        "body": 8,
        "meeting": 3,
        "agenda_item": 2,
        "visit": 3,
        "audit": 2,
        "finding": 12,
        "partner": 2,
        "partner_report": 2,
        "budget_line": 4,
        "section": 14,
        "confidence": 6,
        "link": 184,
    }


def test_every_kind_that_the_report_fills_has_its_facts(dump: Dump):
    kinds = {table for table, rows in dump.tables.items() if rows} - {"thresholds", "confidence", "provenance"}
    assert {fact["kind"] for fact in FACTS} == kinds


def test_every_record_but_links_and_illustrative_figures_is_a_fact_of_some_paragraph(dump: Dump):
    listed = {dump.find(fact)["id"] for fact in FACTS}
    invented = {source["record"] for source in dump.sources if source["illustrative"] and not source["field"]}
    kinds = {fact["kind"] for fact in FACTS} - {"link"}
    missing = [
        dump.called(table, row) for table in kinds for row in dump.tables[table] if row["id"] not in listed | invented
    ]
    assert missing == []
