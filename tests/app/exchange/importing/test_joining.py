"""Several sheets read as one."""

from __future__ import annotations

from dataclasses import replace

from app.domain.records import Action, Theme
from app.exchange.importing.grid import Area, Grid
from app.exchange.importing.joining import joined, others, parts, whole
from app.exchange.importing.plan import plan_import

from .sheets import PLAN, grid, only, plan_of


def sheet(name: str, text: str) -> Grid:
    return replace(grid(text), name=name)


FIRST = sheet("Theme 1", "Ref | Action | Owner | RAG\n1.1 | Recruit | HR | G\n1.2 | Induct | HR | A")
SECOND = sheet("Quality of practice", "Updated\nRef | Action | Owner | RAG\n2.1 | Audit | QA | G\n2.1 | Audit | QA | G")
COVER = sheet("Cover", "Improvement plan\nOwner | DCS")


def test_sheets_with_the_same_headers_and_other_rows_are_parts_of_one_plan():
    assert parts([COVER, FIRST, SECOND], "actions") == [FIRST, SECOND]


def test_another_edition_of_a_sheet_is_no_part_of_it_and_is_named():
    december = sheet("December", "Ref | Action | Owner | RAG\n1.1 | Recruit | HR | R\n1.2 | Induct | HR | R")
    assert parts([FIRST, december], "actions") == [FIRST]
    assert others([COVER, FIRST, december], FIRST, "actions") == ["December"]


def test_hidden_sheets_and_tables_of_other_columns_are_no_parts():
    risks = sheet("Risks", "Ref | Risk | Likelihood | Impact\nR1 | Fire | 4 | 4")
    assert parts([FIRST, replace(SECOND, hidden=True), risks], "actions") == [FIRST]


def test_rows_are_counted_in_their_own_sheets_and_serve_the_theme_that_these_are_called_by():
    found = plan_import(whole([FIRST, SECOND], "actions"), "actions", PLAN)
    assert [(row.place, row.message) for row in found.rows if row.record or row.problem] == [
        ("Theme 1, row 2", "Created, serves Theme 1."),
        ("Theme 1, row 3", "Created, serves Theme 1."),
        (
            "Quality of practice, row 1",
            "Skipped: “Updated” stands alone in its row and looks like a heading or a note.",
        ),
        ("Quality of practice, row 3", "Created, serves Theme 2."),
        ("Quality of practice, row 4", "Skipped: row 3 of “Quality of practice” is about the same action."),
    ]
    assert [number for number, _ in found.sample] == [2, 3, 3, 4]
    assert found.sheet == "Theme 1 and Quality of practice"


def test_a_sheet_that_only_looks_as_if_it_had_a_number_serves_no_theme():
    for name in ("Q2 plan", "Sheet2", "2018", "V2 final", "Plan"):
        found = plan_import(replace(FIRST, name=name), "actions", PLAN)
        assert found.rows[0].message == "Created."


def test_themes_are_brought_in_from_the_headings_of_all_sheets():
    sheets = [COVER, *(sheet(f"{n}", f"Theme {n}: Practice {n}\nRef | Action\n1 | A") for n in (1, 2))]
    found = plan_import(whole(sheets, "themes"), "themes", plan_of())
    assert [(theme.number, theme.title) for theme in only(found, Theme)] == [(1, "Practice 1"), (2, "Practice 2")]


def test_what_belongs_to_cells_moves_with_them():
    marked = replace(
        SECOND,
        merged=(Area(1, 0, 1, 1),),
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({3}),
        uncalculated=frozenset({(2, 1)}),
        colours={(3, 3): "Red"},
        cut=2,
    )
    both = joined([FIRST, marked])
    assert (both.merged, both.hidden_rows, both.hidden_columns) == ((Area(4, 0, 4, 1),), {5}, set())
    assert (both.uncalculated, both.colours, both.cut) == ({(5, 1)}, {(6, 3): "Red"}, 2)
    assert joined([FIRST]) is FIRST
    wide = joined([FIRST, sheet("c", "a | b | c | d | e | f")])
    assert {len(row) for row in wide.rows} == {6}
    assert len(only(plan_import(both, "actions", PLAN), Action)) == 3
