"""What a sheet would bring into a plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.plan_rules import Check
from app.domain.records import Action, Theme, problems
from app.exchange.importing.files import laid_out, read
from app.exchange.importing.grid import Area, CannotRead, Grid
from app.exchange.importing.plan import plan_import, planning
from app.exchange.importing.result import Outcome
from app.exchange.importing.vocabulary import KINDS

from .sheets import PLAN, after, grid, imported, only, row

CASES = Path(__file__).parents[3] / "data" / "cases" / "import"


def test_every_row_that_holds_something_has_a_message():
    found = imported("The plan\n\nRef | Action | Due\n1 | A | 31/3/18\n\n2 | B | TBC\n3 | | x\nTotal | 2")
    assert [r.number for r in found.rows] == [4, 6, 7, 8]
    assert [r.outcome for r in found.rows] == [Outcome.CREATED, Outcome.CREATED, Outcome.SKIPPED, Outcome.SKIPPED]
    assert all(r.message.endswith(".") for r in found.rows)
    assert found.summary == "Add 2 actions"
    assert found.label == "Import actions from plan.xlsx"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Just a letter", "There is no table of actions"),
        ("Foo | Bar\nx | y", "No header says which column holds the action"),
        ("Action | Owner", "There is no table of actions"),
    ],
)
def test_where_nothing_can_be_read_a_sentence_says_so(text: str, why: str):
    found = imported(text)
    assert why in found.wrong
    assert (found.rows, found.records) == ((), ())


def test_columns_are_given_as_they_were_understood_with_a_few_rows():
    found = imported("Ref | Action | Budget\n1 | A | 5\n2 | B | 6")
    assert [(c.title, c.target, c.example) for c in found.columns] == [
        ("Ref", "ref", "1"), ("Action", "title", "A"), ("Budget", "", "5"),
    ]  # fmt: skip
    assert found.sample == ((2, ("1", "A", "5")), (3, ("2", "B", "6")))


def test_a_correction_is_taken():
    found = imported("Foo | Bar\nRecruit | Ann", mapping={"Foo": "title", "bar": "owner"})
    assert [(a.title, a.owner) for a in only(found, Action)] == [("Recruit", "Ann")]


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ({"Leed": "owner"}, "No column is headed “Leed”. Did you mean “Lead”?"),
        ({"Lead": "owner of it"}, "Actions have no field “owner of it”. Did you mean “owner”?"),
    ],
)
def test_a_correction_of_what_is_not_there_is_refused(mapping: dict[str, str], why: str):
    with pytest.raises(CannotRead, match=why.replace("?", r"\?")):
        imported("Action | Lead\nA | x", mapping=mapping)


def test_a_table_without_what_a_row_is_called_is_said_beside_one_that_has_it():
    found = imported("Ref | Action | Due\n1 | A | 1/1/18\n\nRef | Owner | Due\n2 | x | 1/1/18")
    assert row(found, 4).problem
    assert "its rows are left out" in row(found, 4).message


def test_a_row_that_reads_like_a_header_by_chance_is_no_header():
    found = imported("Ref | Action | Owner | Agreed | Status\n1 | A | x | No | Complete\n2 | B | Lead | Yes | Open")
    assert [a.title for a in only(found, Action)] == ["A", "B"]


def test_a_row_hidden_in_the_sheet_comes_in_and_says_so():
    hidden = Grid("Plan", grid("Ref | Action\n1 | A").rows, hidden_rows=frozenset({1}))
    assert "The row is hidden in the sheet." in plan_import(hidden, "actions", PLAN).rows[0].message


def test_progress_is_told_to_the_end():
    steps = list(planning(grid("Ref | Action\n" + "\n".join(f"{n} | A {n}" for n in range(120))), "actions", PLAN))
    assert all(0 <= done <= total for done, total, _ in steps)
    assert len(steps) > 4


CELL = st.one_of(
    st.sampled_from(
        ["", "", "Ref", "Action", "Owner", "Due", "Theme", "Status", "Blocked by", "Milestone", "Risk", "Likelihood",
         "Recommendation", "Theme 1: Leadership", "1", "2", "1.1", "A-1", "A-1; 1.1", "31/3/18", "TBC", "Complete",
         "Total", "Key", "Red", "a\nb", "x" * 350, "Start date", "Number", "Progress", "Cancelled", "=A1", "60%",
         "1/1/18 - 1/2/17"]
    ),
    st.text(max_size=8),
)  # fmt: skip


def test_a_row_that_came_in_with_a_number_of_its_own_keeps_it_the_next_time_also_among_more_that_are_known():
    sheet = grid("Number | Theme\n1 | Leadership\n31 | Action\n3 | Ref")
    found = plan_import(sheet, "themes", PLAN)
    numbers = {theme.title: theme.number for theme in only(found, Theme)}
    assert numbers["Leadership"] not in (None, 1)
    again = plan_import(sheet, "themes", after(PLAN, found))
    assert again.records == ()
    assert "“Leadership, management and governance” in the plan" in row(again, 2).message


ROWS = st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=10)


@given(ROWS, st.sampled_from(list(KINDS)), st.booleans(), st.booleans())
@settings(max_examples=300)
def test_any_sheet_gives_messages_and_sound_records_and_a_second_time_nothing(
    rows: list[list[str]], kind: str, headed: bool, merged: bool
):
    head = {"milestones": ["Action", "Milestone", "Due", "Status"], "risks": ["Ref", "Risk", "Likelihood", "Impact"],
            "themes": ["Number", "Theme", "Focus", "Progress"]}  # fmt: skip
    first = head.get(kind, ["Ref", "Action", "Owner", "Due", "Status", "Blocked by"])
    sheet = laid_out([first, *rows] if headed else rows)
    if merged and len(sheet.rows) > 3:
        sheet = Grid("S", sheet.rows, (Area(1, 0, 3, 1),))
    found = plan_import(sheet, kind, PLAN)
    assert bool(found.wrong) or not found.records or found.rows
    check = Check(PLAN, found.records)
    for record in found.records:
        assert problems(record) == {}
        assert check.of(record) == {}
    assert len({record.id for record in found.records}) == len(found.records)
    again = plan_import(sheet, kind, after(PLAN, found))
    assert again.records == ()


def test_the_hyphens_of_a_sheet_arrive_as_they_stand():
    (sheet,) = read(CASES / "hyphens.csv")
    made = only(plan_import(sheet, "actions", PLAN), Action)
    assert [(a.title, a.progress) for a in made] == [
        ("Review short- and long-term placements", "pre- and post-natal visits"),
        ("Loss of link SolidWorks - CSV", "text - with dash"),
        ("Train 16- to 18-year-olds", "step -by- step"),
        ("Agree plan – stage two", "a – b"),
        ("Foster- and adoptive carers", "ok"),
    ]


def test_two_rows_whose_titles_differ_by_signs_alone_are_two_also_the_next_time():
    table = "Indicator | Target | Owner\n{}\n{}"
    first, second = "Seen within 5 - 10 days | 90 | Ann", "Seen within 5-10 days | 80 | Bob"
    found = imported(table.format(first, second), "indicators")
    assert [r.outcome for r in found.rows] == [Outcome.CREATED, Outcome.CREATED]
    again = imported(table.format(second, first), "indicators", after(PLAN, found))
    assert [r.outcome for r in again.rows] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


@pytest.mark.parametrize(
    ("kind", "header", "fields"),
    [
        ("themes", "No | Theme | Focus | Progress | Challenge | Next steps",
         "title focus progress challenge next_focus"),
        ("objectives", "Ref | Objective | Theme | Detail", "title - detail"),
        ("recommendations", "No | Recommendation | Detail | Lead | Evidence of impact", "title detail owner evidence"),
        ("actions", "Ref | Action | Detail | Lead | Progress", "title detail owner progress"),
        ("indicators", "Ref | Indicator | Definition | Owner | Note", "title definition owner note"),
        ("risks", "Ref | Risk | Cause | Event | Consequence | Mitigation | Owner",
         "title cause event consequence mitigation owner"),
    ],
)  # fmt: skip
@settings(max_examples=60)
@given(
    words=st.text("ab Zé–—--··•*:;,.()/&%£'’\"#5", min_size=1, max_size=60),
    bullet=st.sampled_from(["", "• ", "- ", "o "]),
)
def test_every_text_of_a_row_arrives_as_it_was(kind: str, header: str, fields: str, words: str, bullet: str):
    text = " ".join(f"W{words}W".split())
    count = header.count("|")
    cells = ["7", bullet + text, *[text] * (count - 1)]
    if kind == "objectives":
        cells[2] = "Theme 1"
    found = plan_import(laid_out([header.split(" | "), cells]), kind, PLAN, answers={"references": "update"})
    (made,) = only(found, KINDS[kind])
    for name in set(fields.split()) - {"-"}:
        assert getattr(made, name) == text, name
