"""Rows that hold no record."""

from __future__ import annotations

from app.domain.records import Action, Link, Recommendation, Theme
from app.exchange.importing.grid import Area, Grid
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Outcome
from app.exchange.importing.row_classifier import heading, headings

from .sheets import PLAN, grid, imported, only, row

HEAD = "Ref | Action | Owner | Due"


def serves(found: object, title: str) -> list[str]:
    ids = {a.title: a.id for a in only(found, Action)}  # type: ignore[arg-type]
    return [link.serves for link in only(found, Link) if link.item == ids[title]]  # type: ignore[arg-type]


def test_a_theme_named_over_a_table_holds_for_its_rows():
    text = f"Theme 1: Leadership\n{HEAD}\n1 | A | x | 1/1/18\n\nTheme 2 – Practice\n{HEAD}\n2 | B | x | 1/1/18"
    found = imported(text)
    assert (serves(found, "A"), serves(found, "B")) == (["t1"], ["t2"])
    assert row(found, 1).outcome is Outcome.GROUP
    assert "Theme 1: Leadership, management and governance" in row(found, 1).message


def test_a_theme_named_in_a_row_of_the_table_by_its_title_alone_holds_from_there():
    found = imported(f"{HEAD}\nQuality of practice\n1 | A | x | 1/1/18\n2 | B | x | 1/1/18")
    assert (serves(found, "A"), serves(found, "B")) == (["t2"], ["t2"])


def test_number_and_title_of_a_heading_may_stand_in_two_cells():
    assert heading(grid("Theme 1 | Leadership | |x".replace("|x", "|")), 0) == ("theme", "Theme 1 Leadership")
    assert heading(grid("Recommendation 3 | | |"), 0)[0] == "recommendation"
    assert heading(grid("Action | Owner"), 0) == ("", "")


def test_recommendations_over_rows_are_served_too():
    found = imported(f"{HEAD}\nRecommendation 3: Supervise\n1 | A | x | 1/1/18")
    assert serves(found, "A") == ["r3"]


def test_a_heading_that_the_plan_does_not_know_is_said_once():
    found = imported(f"{HEAD}\nTheme 9: Housing\n1 | A | x | 1/1/18")
    assert row(found, 2).problem
    assert not row(found, 3).problem


def test_totals_keys_and_notes_are_no_records_and_no_problem():
    text = f"{HEAD}\n1 | A | x | 1/1/18\nTotal | 1\n\nKey\nR | Off track\nG | On track"
    found = imported(text)
    assert [r.outcome for r in found.rows] == [Outcome.CREATED, *[Outcome.SKIPPED] * 4]
    assert found.problems == 0


def test_one_cell_alone_over_others_groups_them_and_a_sentence_does_not():
    found = imported(f"{HEAD}\n1 | A | x | 1/1/18\nQuick wins\n2 | B | x | 1/1/18\nSee the letter of May.\n3 | C | x |")
    assert row(found, 3).message == "Heading “Quick wins”: kept with the rows below it."
    assert [action.progress for action in only(found, Action)] == ["", "Group: Quick wins", "Group: Quick wins"]
    assert row(found, 5).problem
    assert "looks like a heading or a note" in row(found, 5).message


def test_a_row_without_a_title_is_said():
    found = imported(f"{HEAD}\n1 | A | x | 1/1/18\n2 | | y | 1/2/18")
    assert row(found, 3).message == "Skipped: it has no Action."
    assert row(found, 3).title == "2 y 1 Feb 2018" or row(found, 3).title == "2 y 1/2/18"


def test_what_goes_on_after_a_page_break_belongs_to_the_row_above():
    found = imported("Ref | Action | Progress\n1 | A | begun\n | | and gone on\n2 | B | x")
    assert only(found, Action)[0].progress == "begun\nand gone on"
    assert row(found, 3).message == "Continues row 2."


def test_rows_merged_into_one_action_are_one_action():
    flat = grid("Ref | Action | Owner | Progress\n1 | A | Ann | one\n | | Bob | two\n2 | B | x | y")
    merged = Grid("", flat.rows, (Area(1, 0, 2, 0), Area(1, 1, 2, 1)))
    found = plan_import(merged, "actions", PLAN)
    assert [(a.title, a.progress) for a in only(found, Action)] == [("A", "one\ntwo"), ("B", "y")]
    assert "Owner “Bob” of row 3 is left out" in row(found, 2).message


def test_themes_named_over_tables_come_in_as_themes():
    text = f"Theme 3: Workforce\n{HEAD}\n1 | A | x | 1/1/18\n\nTheme 4 - Money\n{HEAD}\n2 | B | x | 1/1/18"
    found = imported(text, "themes")
    assert [(t.number, t.title) for t in only(found, Theme)] == [(3, "Workforce"), (4, "Money")]
    assert [each[1] for each in headings(grid(text))] == ["theme", "theme"]


def test_recommendations_in_two_columns_are_records_and_no_headings():
    found = imported(
        "Rec | Recommendation\nRecommendation 8 | Supervise staff\nRecommendation 9 | Listen", "recommendations"
    )
    assert [(r.number, r.title) for r in only(found, Recommendation)] == [(8, "Supervise staff"), (9, "Listen")]


def test_a_whole_number_over_its_parts_is_a_heading():
    found = imported(
        "Ref | Action | Owner | Due\n1 | Quality of practice\n1.1 | Audit | QA | 1/1/18\n1.2 | Feedback | QA | 1/2/18"
    )
    assert [record.title for record in only(found, Action)] == ["Audit", "Feedback"]
    assert row(found, 2).outcome is Outcome.GROUP
    assert "serves Theme 2" in row(found, 3).message


def test_rows_numbered_in_advance_are_one_message():
    rows = "\n".join(f"{n} | | | {state}" for n, state in ((2, ""), (3, "Not started"), (4, "Not started"), (5, "")))
    found = imported(f"Ref | Action | Owner | Status\n1 | A | x | Complete\n{rows}")
    assert [(line.number, line.message) for line in found.rows if line.record is None] == [
        (3, "Skipped: 4 rows not filled in yet, row 3 to row 6."),
    ]  # fmt: skip
    assert found.problems == 0
