"""What a row says, by the fields' own rules."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.records import Action, Indicator, Milestone, Recommendation, Risk, Theme

from .sheets import imported, only, plan_of, row


def action(header: str, cells: str) -> Action:
    (found,) = only(imported(f"Ref | Action | {header}\n1 | Recruit | {cells}"), Action)
    return found


def test_status_words_become_done_and_per_cent():
    assert action("Status", "Complete").done
    assert action("Status", "In progress 60%").percent == 60
    assert (action("Status", "Not started").done, action("Status", "Not started").percent) == (False, 0)


def test_a_colour_is_kept_in_the_progress_note_and_is_no_status():
    found = action("RAG | Progress", "G | Begun")
    assert (found.done, found.progress) == (False, "Begun\nRAG: Green")


def test_a_status_that_says_more_stays_in_the_note():
    assert action("Status", "On track").progress == "Status: On track"


def test_the_day_it_was_completed_makes_it_done():
    found = action("Date completed", "31/12/17")
    assert (found.done, found.done_on and found.done_on.text) == (True, "2017-12-31")


def test_a_due_date_that_says_complete_makes_it_done():
    found = action("By when", "Sept 17 (complete)")
    assert (found.done, found.due and found.due.text) == (True, "2017-09")
    assert not action("By when", "Sept 17 (not complete)").done


def test_a_day_of_completion_that_lies_ahead_is_when_it_is_due():
    found = action("Status | Date completed", " | 31/12/18")
    assert (found.done, found.due and found.due.text) == (False, "2018-12-31")


def test_complete_and_less_than_all_is_said_and_not_taken_as_done():
    found = imported("Ref | Action | Status | % complete\n1 | A | Complete | 80%\n2 | B | | 100%")
    first, second = only(found, Action)
    assert (first.done, first.percent, second.done, second.percent) == (False, 80, False, 100)
    assert row(found, 2).problem
    assert "100 % is not said to be done." in row(found, 3).message


def test_per_cent_may_stand_as_a_share_of_one():
    found = imported("Ref | Action | % complete\n1 | A | 0.6\n2 | B | 1\n3 | C | 0")
    assert [a.percent for a in only(found, Action)] == [60, 100, 0]


def test_a_date_that_is_none_is_kept_in_words_and_said():
    found = imported("Ref | Action | Due\n1 | A | ongoing")
    (made,) = only(found, Action)
    assert (made.due, made.progress) == (None, "Due: ongoing")
    assert row(found, 2).problem


def test_several_columns_of_progress_stand_under_each_other_by_their_headers():
    found = action("Progress (Dec 17) | Progress (Jan 18)", "Drafted | Agreed")
    assert found.progress == "Progress (Dec 17): Drafted\nProgress (Jan 18): Agreed"


def test_an_owner_on_several_lines_is_one_line():
    assert action("Lead", "Head of ¶ Service").owner == "Head of Service"
    assert action("Lead", "Monitoring ¶ Officer").owner == "Monitoring Officer"


def test_a_title_with_a_list_under_it_keeps_the_list_as_detail():
    (found,) = only(imported("Ref | Action\n1 | Case audits: ¶ • monthly ¶ • themed"), Action)
    assert (found.title, found.detail) == ("Case audits", "Case audits:\n• monthly\n• themed")


def test_a_title_that_is_too_long_is_shortened_and_kept_whole_as_detail():
    long = "Recruit " + "social workers " * 40
    (found,) = only(imported(f"Ref | Action\n1 | {long}"), Action)
    assert found.title.endswith("…")
    assert found.detail == long.strip()


def test_risks_are_scored_in_words_or_numbers():
    text = "Risk ref | Risk | Likelihood | Impact\nR-1 | A | 4 - Likely | Major\nR-2 | B | Rare | 2\nR-3 | C | 9 | 2"
    found = imported(text, "risks")
    assert [(r.likelihood, r.impact) for r in only(found, Risk)] == [(4, 4), (1, 2), (None, None)]
    assert row(found, 4).problem


def test_indicators_read_unit_direction_and_cadence_in_the_words_of_others():
    text = "Ref | Indicator | Unit | Polarity | Frequency | Target\nP1 | Visits | Percentage | Low | Monthly | 95%"
    (found,) = only(imported(text, "indicators"), Indicator)
    assert (found.unit, found.better, found.cadence, found.target) == ("%", "lower", "month", Decimal(95))


@pytest.mark.parametrize("cells", ["=1+1", "<b>x</b>", "’; DROP TABLE", "🙂 \u202eabc", "x" * 400])
def test_hostile_words_are_only_words(cells: str):
    found = imported(f"Ref | Action | Lead\n1 | {cells} | {cells}")
    assert len(only(found, Action)) == 1


def test_blue_is_done_unless_the_key_says_otherwise_or_something_is_left():
    found = imported("Ref | Action | BRAG\n1 | A | B\n2 | B | G")
    assert [record.done for record in only(found, Action)] == [True, False]
    assert "Blue is read as done." in row(found, 2).message
    key = "Ref | Action | BRAG | % complete\n1 | A | Blue | \n\nKey:\nBlue | Not yet due"
    assert not only(imported(key), Action)[0].done
    assert not only(imported("Key: B = not started, G = on track\nRef | Action | BRAG\n1 | A | B"), Action)[0].done
    half = imported("Ref | Action | BRAG | % complete\n1 | A | Blue | 50%")
    assert (only(half, Action)[0].done, row(half, 2).problem) == (False, True)


@pytest.mark.parametrize("nothing", ["-", "–", "N/A", "n/a", "None", "…".replace("…", "--")])
def test_what_stands_for_nothing_is_no_value_and_no_problem(nothing: str):
    found = imported(f"Ref | Action | Owner | Due | Progress\n1 | A | {nothing} | {nothing} | {nothing}")
    (action,) = only(found, Action)
    assert (action.owner, action.due, action.progress) == ("", None, "")
    assert row(found, 2).message == "Created."


def test_a_due_date_that_only_says_completed_makes_it_done():
    (action,) = only(imported("Ref | Action | Timescale\n1 | A | Completed"), Action)
    assert (action.done, action.due) == (True, None)


def test_a_share_among_whole_numbers_is_a_share_still():
    found = only(imported("Ref | Action | % complete\n1 | A | 50\n2 | B | 0.5\n3 | C | 100"), Action)
    assert [record.percent for record in found] == [50, 50, 100]


def test_a_first_point_of_a_list_is_the_title_without_its_mark():
    (action,) = only(imported("Ref | Action\n1 | • Appoint interim AD ¶ • Appoint permanent AD"), Action)
    assert (action.title, action.detail) == ("Appoint interim AD", "• Appoint interim AD\n• Appoint permanent AD")


def test_an_indicator_without_a_unit_is_a_share_only_where_it_says_so():
    found = only(
        imported("Ref | Indicator | Target\n1 | Average caseload | 18\n2 | % seen | 9\n3 | Seen | 90%", "indicators"),
        Indicator,
    )
    assert [record.unit for record in found] == ["", "%", "%"]


def test_the_rating_of_a_recommendation_is_kept_in_words():
    found = imported("Rec No | Recommendation | RAG\n9 | Improve supervision | A", "recommendations")
    assert only(found, Recommendation)[0].detail == "RAG: Amber"


def test_what_a_title_cannot_hold_stays_where_its_kind_has_room_for_it():
    (risk,) = only(imported("Ref | Risk | Event\n1 | Failure to: ¶ - recruit ¶ - retain | Staff leave", "risks"), Risk)
    assert (risk.title, risk.event) == ("Failure to", "Failure to:\n- recruit\n- retain\nStaff leave")
    (risk,) = only(imported("Ref | Event | Risk\n1 | Staff leave | Failure to: ¶ - recruit", "risks"), Risk)
    assert risk.event == "Failure to:\n- recruit\nStaff leave"
    text = "Ref | Indicator | Target\n1 | Seen: ¶ • alone ¶ • at home | 90"
    (indicator,) = only(imported(text, "indicators"), Indicator)
    assert (indicator.title, indicator.definition) == ("Seen", "Seen:\n• alone\n• at home")


def test_a_title_whose_kind_has_no_room_for_more_is_all_of_its_lines():
    plan = plan_of(Action(id="a", ref="A-1", title="Recruit"))
    found = imported("Action | Milestone | Due\nA-1 | Agree: ¶ - the plan ¶ - the day | 31/3/18", "milestones", plan)
    (milestone,) = only(found, Milestone)
    assert milestone.title == "Agree: - the plan - the day"
    long = "Agree the plan with everybody " * 12
    found = imported(f"Action | Milestone | Due\nA-1 | {long} | 31/3/18", "milestones", plan)
    assert row(found, 2).problem
    assert "Milestone is longer than 300 characters; “" in row(found, 2).message


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1. Leadership", 1, "Leadership"), ("Theme 2 – Practice", 2, "Practice"), ("3 Partners", 3, "Partners"),
        ("4) Voice", 4, "Voice"), ("Priority 5: help", 5, "help"), ("16 and 17 year olds", None, ""),
        ("16-18 pathway", None, ""), ("24-hour cover", None, ""), ("1.5 posts", None, ""), ("18–25 offer", None, ""),
        ("Priority 1 children", None, ""), ("10:30 huddles", None, ""),
    ],
)  # fmt: skip
def test_only_a_number_that_counts_the_title_is_taken_off_it(text: str, number: int | None, title: str):
    (theme,) = only(imported(f"Theme | Focus\n{text} | x", "themes", plan_of()), Theme)
    assert theme.title == (title or text)
    assert number in (None, theme.number)


def test_under_completed_a_day_says_when() -> None:
    found = imported(
        "Ref | Action | Completed\n1 | Recruit | 12/1/18\n2 | Train | No\n3 | Buy | Y - 1/1/18\n4 | Do | 1/3/19"
    )
    assert [(a.done, str(a.done_on or "")) for a in only(found, Action)] == [
        (True, "12 Jan 2018"), (False, ""), (True, "1 Jan 2018"), (False, ""),
    ]  # fmt: skip


def test_one_column_that_is_called_by_the_kind_is_enough() -> None:
    found = imported("Ofsted recommendation | Where we are in June\nMore visits | Rota changed", "recommendations")
    assert [(r.title, r.detail) for r in only(found, Recommendation)] == [("More visits", "Rota changed")]
