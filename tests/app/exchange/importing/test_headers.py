"""Finding tables and what their columns mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.importing.grid import Area, Grid
from app.exchange.importing.headers import best, find_tables, known, score
from app.exchange.importing.vocabulary import KINDS

from .sheets import goes, grid, imported


def test_the_headers_of_a_councils_plan_are_understood():
    text = """
        Ref No. | Action / Task | Lead Officer | Target Date | RAG | Progress update (Jan 18) | Rec | Budget code
        1.1 | Recruit | DCS | 31/3/18 | G | Begun | 1 | X1
    """
    assert goes(text) == {
        "Ref No.": "ref", "Action / Task": "title", "Lead Officer": "owner", "Target Date": "due", "RAG": "rag",
        "Progress update (Jan 18)": "progress", "Rec": "recommendation", "Budget code": "",
    }  # fmt: skip


def test_titles_above_the_header_are_passed_over():
    (table,) = find_tables(grid("Children's services\nUpdated | Jan 2018\n\nAction | Owner\nRecruit | HR"), "actions")
    assert (table.first, list(table.rows)) == (3, [4])


def test_a_header_again_further_down_begins_another_table_that_may_have_other_columns():
    text = "Ref | Action | Owner\n1 | A | HR\n\nRef | Action | Due\n2 | B | 1/1/18"
    first, second = find_tables(grid(text), "actions")
    assert [c.target for c in first.columns] == ["ref", "title", "owner"]
    assert [c.target for c in second.columns] == ["ref", "title", "due"]
    assert (list(first.rows), list(second.rows)) == ([1, 2], [4])


def test_a_header_of_two_rows_reads_as_both():
    flat = grid("Ref | Action | Dates | |\n | | Start | End |\n1 | A | 1/1/18 | 1/2/18 | x")
    merged = Grid("", flat.rows, (Area(0, 2, 0, 3), Area(0, 0, 1, 0), Area(0, 1, 1, 1)))
    (table,) = find_tables(merged, "actions")
    assert [(c.title, c.target) for c in table.columns][:4] == [
        ("Ref", "ref"), ("Action", "title"), ("Dates Start", "starts"), ("Dates End", "due"),
    ]  # fmt: skip
    assert list(table.rows) == [2]


def test_a_correction_wins_and_frees_what_was_guessed():
    text = "Ref | Action | Lead | Sponsor\n1 | A | Ann | Bob"
    assert goes(text)["Lead"] == "owner"
    assert goes(text, mapping={"Sponsor": "owner"}) == {"Ref": "ref", "Action": "title", "Lead": "", "Sponsor": "owner"}
    assert goes(text, mapping={"lead": ""})["Lead"] == ""


def test_of_two_columns_sent_to_one_field_the_first_goes_there():
    text = "Action | Lead | Sponsor\nA | Ann | Bob"
    assert list(goes(text, mapping={"Lead": "owner", "Sponsor": "owner"}).values()) == ["title", "owner", ""]


def test_a_hidden_column_gives_way_to_one_that_is_seen():
    flat = grid("Action | Progress (Nov) | Progress (Dec) | Due\nA | old | new | 1/1/18")
    hidden = Grid("", flat.rows, hidden_columns=frozenset({1, 3}))
    (table,) = find_tables(hidden, "actions")
    assert [c.target for c in table.columns] == ["title", "", "progress", "due"]


def test_of_a_date_and_a_revised_date_the_revised_one_holds():
    assert goes("Action | Target date | Revised target date\nA | 1/1/18 | 1/2/18") == {
        "Action": "title", "Target date": "was_due", "Revised target date": "due",
    }  # fmt: skip


def test_two_columns_of_one_name_are_told_apart():
    assert list(goes("Action | Date | Date\nA | 1/1/18 | 1/2/18")) == ["Action", "Date", "Date (2)"]


def test_a_table_of_another_kind_is_not_taken_for_this_one():
    text = "Ref | Risk | Owner | Review date\nR1 | Staff leave in large numbers | HR | 1/1/18"
    assert not [table for table in find_tables(grid(text), "actions") if table.at("title")]
    assert goes(text, "risks") == {"Ref": "ref", "Risk": "title", "Owner": "owner", "Review date": "review"}


def test_themes_named_in_a_plan_of_actions_do_not_take_the_actions_own_columns():
    text = "Ref | Theme | Action | Progress\n1.1 | Leadership | Recruit | Begun"
    assert goes(text, "themes") == {"Ref": "", "Theme": "title", "Action": "", "Progress": ""}


def test_where_no_header_can_be_told_the_first_row_of_words_stands_for_a_person_to_explain():
    text = "Foo | Bar\nDo this | Ann"
    assert goes(text) == {"Foo": "", "Bar": ""}
    assert goes(text, mapping={"Foo": "title", "Bar": "owner"}) == {"Foo": "title", "Bar": "owner"}


def test_a_list_of_one_column_is_a_table_too():
    assert goes("Theme\nLeadership\nPractice", "themes") == {"Theme": "title"}


def test_the_sheet_that_fits_best_is_chosen_whatever_its_place():
    cover, plan = grid("How to use this\nOwner | Ann"), grid("Ref | Action | Owner\n1 | A | x")
    assert best([cover, plan], "actions") is plan
    assert score(cover, "actions") == 0
    assert best([Grid("a", plan.rows, hidden=True), Grid("b", plan.rows)], "actions").name == "b"


def test_what_was_corrected_elsewhere_counts_only_where_its_header_is():
    sheet = grid("Action | Lead\nA | Ann")
    assert known(sheet, "actions", {"lead": "owner", "sponsor": "owner", "action": "no such field"}) == {
        "lead": "owner"
    }


HEADERS = st.sampled_from(
    ["Ref", "Action", "Owner", "Due", "Theme", "Progress", "RAG", "", "x" * 130, "1.1", "Risk", "%"]
)


@given(
    st.lists(st.lists(HEADERS | st.text(max_size=12), min_size=3, max_size=3), max_size=12),
    st.sampled_from(list(KINDS)),
)
def test_in_any_sheet_tables_do_not_overlap_and_no_target_is_taken_twice(rows: list[list[str]], kind: str):
    from app.exchange.importing.files import laid_out
    from app.exchange.importing.vocabulary import targets

    end = -1
    for table in find_tables(laid_out(rows), kind):
        assert table.first > end
        end = table.rows[-1]
        taken = [c.target for c in table.columns if c.target and not targets(kind)[c.target].several]
        assert len(taken) == len(set(taken))
        assert len({c.key for c in table.columns}) == len(table.columns)


@pytest.mark.parametrize(
    "cells",
    [
        "3.1 | Lead officer to be appointed | End of March 2018 | Complete",
        "3.1 | Action plan for fostering | From April 2018 | Closed",
        "3.1 | Recruitment | Manager | Ongoing",
        "3.1 | Timescales for assessments | Owner to be agreed | Done",
    ],
)
def test_a_row_of_the_table_is_no_header_though_its_words_are_those_of_headers(cells: str):
    found = find_tables(grid(f"Ref | Action | When | Status\n1.1 | Recruit | 1/1/18 | Open\n{cells}"), "actions")
    assert [list(table.rows) for table in found] == [[1, 2]]


def test_another_table_may_have_a_header_of_other_words():
    text = "Ref | Action | Owner\n1 | A | x\n\nNo | Task | Lead | By when\n2 | B | y | 1/1/18"
    assert [table.last for table in find_tables(grid(text), "actions")] == [0, 3]


def test_per_cent_in_brackets_tells_a_column_of_numbers_from_one_of_words():
    assert goes("Ref | Action | Complete (%)\n1 | A | 50") == {
        "Ref": "ref",
        "Action": "title",
        "Complete (%)": "percent",
    }


def test_next_steps_of_a_theme_are_no_table_of_steps():
    text = "Priority | Title | Current position | Key challenges | Next steps\nPriority 1 | Practice | a | b | c"
    assert list(goes(text, "themes").values()) == ["number", "title", "progress", "challenge", "next_focus"]


@pytest.mark.parametrize(
    ("headers", "targets"),
    [
        (
            "Inherent L | Inherent I | Residual L | Residual I",
            ["inherent_likelihood", "inherent_impact", "likelihood", "impact"],
        ),
        (
            "Current L | Current I | Residual L | Residual I",
            ["likelihood", "impact", "target_likelihood", "target_impact"],
        ),
        ("Inherent likelihood | Inherent impact", ["inherent_likelihood", "inherent_impact"]),
    ],
)
def test_of_a_risk_what_is_left_with_its_controls_is_its_score(headers: str, targets: list[str]):
    assert list(goes(f"Ref | Risk | {headers}\nR1 | Fire" + " | 3" * len(targets), "risks").values())[2:] == targets


def test_a_heading_cell_may_say_at_length_what_to_write_there():
    told = "Please describe in full what could happen, why, and what it would lead to. " * 3
    text = (
        f"Ref | Risk ¶ {told} | Likelihood (please score from 1 to 5 using the guide) | Impact ¶ (use the guide below)"
    )
    text += " | Owner: the person who is accountable\nR1 | Fire | 4 | 5 | Ann"
    assert goes(text, "risks") == {
        "Ref": "ref", "Risk": "title", "Likelihood": "likelihood", "Impact": "impact", "Owner": "owner",
    }  # fmt: skip
    assert goes(text, "risks", {"Owner: the person who is accountable": ""})["Owner"] == ""


def test_a_row_like_the_others_is_no_header() -> None:
    found = imported(
        "Kind | Code | Headline | Carrier | Step | Until\nTask | 1 | Recruit | Ann | Done | 31 Mar\n"
        "Task | 2 | Buy | Bob | Closed | 30 Apr\nTask | 5 | Mend | Di | Done | 30 Jun"
    )
    assert "choose it" in found.wrong


def test_a_list_of_people_is_none_of_themes() -> None:
    assert "choose it" in imported("Name | Role | First aid\nAnn | Nurse | Yes\nBob | Cook | No", "themes").wrong
