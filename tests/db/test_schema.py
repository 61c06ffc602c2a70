"""What db is told of the program, against the program's own rules; and that it knows nothing else of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from app.domain.fields import Reference, Text
from app.domain.records import BY_TABLE, KINDS, Record, rules
from app.domain.rows import defaults
from app.workspace.schema import SCHEMA
from db.migrations import FORMAT_4
from db.store import Store
from tests.db.plans import composed

MODULES = [path for path in sorted(Path(db.__file__).parent.glob("*.py")) if path.stem != "migrations"]
EVERY_RECORDS = {"id", "deleted"}
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|JOIN|CREATE|DROP|PRAGMA)\b")
OWN = {
    *("id", "at", "author", "role", "label", "undoes", "digest", "record", "edit", "fields", "hash", "salt", "tbl"),
    *("field", "second", "reason", "rewritten", "meeting", "position", "parents", "bytes", "differs"),
    *("baseline", "value"),
}
"""Columns and tables of the log itself and of `json_each`, whatever the program calls so too."""


def words_for_sql(source: str) -> Iterator[str]:
    """The names in what a module says to SQLite, and those that stand alone between quotation marks."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    whole = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    sql = {id(part) for node in whole if SQL.search(ast.unparse(node)) for part in node.values}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in prose else None
        if isinstance(text, str) and (SQL.search(text) or id(node) in sql or text.isidentifier()):
            yield from re.findall(r"\b[a-z_]+\b", text)


def named(text: str) -> set[str]:
    """The tables and fields of the program that a module names."""
    fields = {name for kind in KINDS for name in defaults(kind)}
    return (set(words_for_sql(text)) & {*BY_TABLE, *fields}) - OWN - EVERY_RECORDS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_outside_the_migrations_names_a_table_or_a_field_of_the_program(path: Path):
    assert named(path.read_text(encoding="utf-8")) == set()


def test_a_module_that_does_is_found_out():
    assert named('x = "risk"') == {"risk"}
    assert named("x = f\"SELECT title FROM theme WHERE id = '{key}'\"") == {"title", "theme"}
    assert named('"""Of a risk."""\nx = "The risk is too great."\ny = "SELECT id FROM edit"') == set()


def columns_of(kind: type[Record]) -> set[str]:
    return set(defaults(kind))


def test_every_field_that_the_schema_names_is_there():
    table, reported = SCHEMA.report
    named = {(t, name) for t, groups in SCHEMA.together.items() for group in groups for name in group}
    named |= {*SCHEMA.contents, SCHEMA.day, *SCHEMA.not_words, *((table, name) for name in reported)}
    made = SCHEMA.made_of
    named |= {(made.table, name) for name in (made.named, made.knew, *made.goes)}
    assert SCHEMA.root in BY_TABLE
    assert {(t, name) for t, name in named if name not in columns_of(BY_TABLE[t])} == set()
    assert all(any(name in columns_of(kind) for kind in KINDS) for name in SCHEMA.called_by)


def test_the_words_of_a_person_are_told_from_the_rest():
    empty = {
        (table, name): rule
        for table, kind in BY_TABLE.items()
        for name, rule in rules(kind).items()
        if defaults(kind)[name] == "" and not isinstance(rule, Reference)
    }
    assert {at for at, rule in empty.items() if not isinstance(rule, Text) or rule.by_program} == (SCHEMA.not_words)
    words = {at for at, rule in empty.items() if isinstance(rule, Text)} - SCHEMA.not_words
    assert {("risk", "title"), ("action", "progress"), ("question", "text")} <= words
    texts = {(t, n) for t, kind in BY_TABLE.items() for n, rule in rules(kind).items() if isinstance(rule, Text)}
    assert {at for at in texts if defaults(BY_TABLE[at[0]])[at[1]] != ""} == set()


def test_a_fact_belongs_together_with_its_day_and_its_reason():
    groups = {(t, *group) for t, those in SCHEMA.together.items() for group in those}
    pairs = {
        (kind.TABLE, name, other)
        for kind in KINDS
        for name in rules(kind)
        for other in rules(kind)
        if other in (f"{name}_on", f"{name}_why")
    }
    assert pairs
    assert all(any({name, other} <= {*group} for t, *group in groups if t == table) for table, name, other in pairs)
    assert {("risk", "likelihood", "impact"), ("visit", "starts", "ends")} <= groups


@pytest.mark.parametrize("table", sorted(SCHEMA.together))
def test_changing_one_of_a_group_touches_the_others(tmp_path: Path, table: str):
    store = Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA)
    key = "0000000000000000000000KEY1"
    first = composed(store, {table: {key: {"exempt": "Not yet"}}})
    assert first
    store.apply([first])
    for group in SCHEMA.together[table]:
        for name in group:
            edit = composed(store, {table: {key: {name: 2}}})
            assert edit
            assert set(edit.changes[0].fields) == SCHEMA.with_groups(table, {name}) >= set(group)
    store.close()


def test_what_a_file_of_format_4_was_told_still_finds_its_edit():
    assert SCHEMA.brought_forward == FORMAT_4.brought_forward
    later = ("together", "not_words", "called_by", "hanging", "made_of", "contents")
    told = {name: getattr(SCHEMA, name) for name in later}
    assert FORMAT_4._replace(**told) == SCHEMA
