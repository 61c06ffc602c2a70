"""Rows matched with the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.disputes import disputes
from app.domain.keys import is_key
from app.domain.records import Action, Body, DateChange, Link, Milestone, Provenance, Recommendation, Theme
from app.domain.schedule import PartialDate
from app.exchange.importing.build_records import with_remarks
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Outcome

from .sheets import PLAN, after, grid, imported, only, plan_of, row

OLD = Action(id="old", ref="A-001", title="Recruit social workers", owner="HR", due=PartialDate("2018-03-31"))


def test_a_row_is_known_by_its_reference_and_changes_only_what_it_fills():
    found = imported("Ref | Action | Lead | Due\nA-1 | Recruit more social workers | | 31/3/18", plan=plan_of(OLD))
    (made,) = only(found, Action)
    assert (made.id, made.title, made.owner, made.due) == ("old", "Recruit more social workers", "HR", OLD.due)
    assert row(found, 2).message.startswith("Changed reference and action.")
    assert found.summary == "Change 1 action"


def test_a_row_is_known_by_its_title_when_its_reference_is_new():
    found = imported("Ref | Action | Lead\n7 | Recruit SOCIAL workers | DCS", plan=plan_of(OLD))
    assert [(a.id, a.owner) for a in only(found, Action)] == [("old", "DCS")]


def test_a_title_counts_for_more_than_a_reference_that_stands_for_something_else():
    other = Action(id="other", ref="A-002", title="Train managers")
    found = imported("Ref | Action | Lead\nA-001 | Train managers | DCS", plan=plan_of(OLD, other))
    assert [(a.id, a.ref, a.owner) for a in only(found, Action)] == [("other", "A-002", "DCS")]
    moved = imported("Ref | Action\nA-001 | Train managers\nA-002 | Recruit social workers", plan=plan_of(OLD, other))
    assert {a.id: a.ref for a in only(moved, Action)} == {"other": "A-001", "old": "A-002"}, "the file numbers all anew"


def test_a_reference_of_another_sheet_never_overwrites():
    text = "Ref | Action\nA-01 | Buy chairs"
    found = imported(text, plan=plan_of(OLD))
    (made,) = only(found, Action)
    assert (made.ref, made.title) == ("A-002", "Buy chairs")
    assert row(found, 2).problem
    assert "A-01 is “Recruit social workers” in the plan" in row(found, 2).message
    (question,) = found.questions
    assert (question.id, question.default) == ("references", "renumber")
    assert "“Buy chairs”" in question.words
    assert not imported(text, plan=after(plan_of(OLD), found)).records


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("update", [("old", "A-01", "Buy chairs")]),
        ("add", [("", "A-01", "Buy chairs")]),
        ("leave", []),
    ],
)
def test_what_becomes_of_such_a_reference_is_as_a_person_says(answer: str, expected: list[tuple[str, str, str]]):
    sheet = grid("Ref | Action\nA-01 | Buy chairs")
    found = plan_import(sheet, "actions", plan_of(OLD), answers={"references": answer})
    made = [(a.id if a.id == "old" else "", a.ref, a.title) for a in only(found, Action)]
    assert made == expected


def test_in_an_edition_of_the_plans_own_list_one_that_is_called_otherwise_is_changed():
    others = [Action(id=f"o{n}", ref=f"A-00{n}", title=f"Review the placements of {word}")
              for n, word in enumerate(("babies", "children", "teenagers"), 2)]  # fmt: skip
    rows = "\n".join(f"{a.ref} | {a.title}" for a in others)
    found = imported(f"Ref | Action\nA-001 | Buy chairs\n{rows}", plan=plan_of(OLD, *others))
    assert [(a.id, a.title) for a in only(found, Action)] == [("old", "Buy chairs")]
    assert "It was called “Recruit social workers”." in row(found, 2).message


def test_what_is_there_already_is_unchanged_and_nothing_is_saved():
    found = imported("Ref | Action | Lead\nA-001 | Recruit social workers | HR", plan=plan_of(OLD))
    assert (row(found, 2).outcome, found.records) == (Outcome.UNCHANGED, ())
    assert found.summary == "Nothing to import"


def test_a_date_that_moves_is_kept_with_the_file_as_its_reason():
    found = imported("Ref | Action | Due\nA-001 | Recruit social workers | 30/6/18", plan=plan_of(OLD))
    (change,) = only(found, DateChange)
    assert (change.record, change.was, change.now) == ("old", OLD.due, PartialDate("2018-06-30"))
    assert (change.reason, change.day) == ("Imported from plan.xlsx", date(2018, 1, 31))


def test_an_original_date_is_kept_for_a_new_action_too():
    found = imported("Ref | Action | Original date | Revised date\n1 | A | 31/12/17 | 31/3/18\n2 | B | 31/12/17 |")
    assert [a.due.text for a in only(found, Action)] == ["2018-03-31", "2017-12-31"]
    assert [change.was.text for change in only(found, DateChange)] == ["2017-12-31"]


def test_keys_are_the_same_on_every_laptop_and_not_made_of_the_reference_alone():
    first, again = imported("Ref | Action\n1 | A"), imported("No | Task | Lead\n1 | a | x")
    other = imported("Ref | Action\n1 | B")
    key = only(first, Action)[0].id
    assert is_key(key)
    assert only(again, Action)[0].id == key
    assert only(other, Action)[0].id != key


def test_a_second_import_finds_what_the_first_one_made_even_when_its_words_were_changed_since():
    found = imported("Ref | Action\n1 | A\n2 | B")
    plan = after(PLAN, found)
    from dataclasses import replace

    renamed = [replace(a, ref=f"A-{n}", title=f"Title {n}") for n, a in enumerate(plan.all(Action))]
    second = imported("Ref | Action\n1 | A\n2 | B", plan=plan.changed({Action: renamed}))
    assert {a.id for a in only(second, Action)} == {a.id for a in renamed}


def test_references_that_begin_anew_in_every_table_tell_nothing_apart():
    text = "No | Action\n1 | A\n2 | B\n\nNo | Action\n1 | C\n2 | D"
    found = imported(text)
    assert found.count(Outcome.CREATED) == 4
    assert "2 rows have the reference 1." in row(found, 2).message
    assert not imported(text, plan=after(PLAN, found)).records


def test_the_same_row_twice_is_one_record():
    found = imported("Ref | Action | Lead\n1 | A | x\n1 | A | x\n | B | y\n | B | y\n | B | z")
    assert [(a.title, a.owner) for a in only(found, Action)] == [("A", "x"), ("B", "y"), ("B", "z")]
    assert row(found, 3).message == "Skipped: row 2 is about the same action."


def test_what_has_no_reference_gets_the_next_one():
    found = imported("Action | Lead\nA | x\nB | y", plan=plan_of(OLD))
    assert [a.ref for a in only(found, Action)] == ["A-002", "A-003"]


def test_themes_and_recommendations_are_linked_once_and_links_are_never_taken_away():
    text = "Ref | Action | Theme | Rec\n1 | A | 2 | 1, 3"
    found = imported(text)
    assert sorted(link.serves for link in only(found, Link)) == ["r1", "r3", "t2"]
    plan = after(PLAN, found)
    assert not imported(text, plan=plan).records
    more = imported("Ref | Action | Theme\n1 | A | 1", plan=plan)
    assert [link.serves for link in more.records if isinstance(link, Link)] == ["t1"]
    assert row(more, 2).message == "Now serves Theme 1."


def test_a_theme_in_the_first_of_its_rows_holds_for_those_below():
    text = "Theme | Ref | Action\nTheme 1 | 1 | A\n | 2 | B\nQuality of practice | 3 | C\n | 4 | D"
    assert [link.serves for link in only(imported(text), Link)] == ["t1", "t1", "t2", "t2"]


def test_each_new_record_says_which_file_it_comes_from():
    found = imported("Ref | Action\n1 | A")
    (source,) = only(found, Provenance)
    assert (source.record, source.source, source.illustrative) == (only(found, Action)[0].id, "plan.xlsx", False)


def test_what_its_own_rules_refuse_is_left_out_and_the_rest_comes_in():
    found = imported("Ref | Action | Start date | Due\n1 | A | 1/5/18 | 1/4/18")
    (made,) = only(found, Action)
    assert (made.starts and made.starts.text, made.due) == ("2018-05-01", None)
    assert "Due 1 Apr 2018 is left out: it is due before it starts." in row(found, 2).message


def test_what_the_file_calls_off_has_ended_without_being_done():
    found = imported(
        "Ref | Action | Status\nA-001 | Recruit social workers | Cancelled\n2 | B | No longer required",
        plan=plan_of(OLD),
    )
    assert [(a.ref, a.ended_why, a.is_ended) for a in only(found, Action)] == [
        ("A-001", "Cancelled", True),
        ("2", "No longer required", True),
    ]
    assert "“Cancelled” is read as ended without being done." in row(found, 2).message


def test_what_ended_in_the_file_and_was_done_in_the_plan_is_done_no_longer_and_the_other_way_round():
    done = Action(id="old", ref="1", title="A", done=True, done_on=PartialDate("2017-10"))
    (made,) = only(imported("Ref | Action | Status\n1 | A | Superseded", plan=plan_of(done)), Action)
    assert (made.done, made.done_on, made.ended_why) == (False, None, "Superseded")
    (again,) = only(imported("Ref | Action | Status\n1 | A | Complete", plan=plan_of(made)), Action)
    assert (again.done, again.ended_why, again.is_ended) == (True, "", False)


def test_an_action_done_in_the_file_and_begun_in_the_plan_is_whole():
    begun = Action(id="old", ref="1", title="A", percent=60)
    (made,) = only(imported("Ref | Action | Status\n1 | A | Complete", plan=plan_of(begun)), Action)
    assert (made.done, made.percent) == (True, 100)


def test_milestones_belong_to_the_action_that_they_name_or_that_stands_above_them():
    text = (
        "Action ref | Milestone | Date | Status\nA-1 | Kick off | 31/1/18 | Done\n | Report | Mar 18 |\nA-99 | Lost | |"
    )
    found = imported(text, "milestones", plan_of(OLD))
    (made,) = only(found, Action)
    assert [(m.action, m.title, m.done) for m in only(found, Milestone)] == [
        ("old", "Kick off", True),
        ("old", "Report", False),
        (made.id, "Lost", False),
    ]
    left = plan_import(grid(text), "milestones", plan_of(OLD), answers={"milestones-alone": "leave"})
    assert row(left, 4).message == "Skipped: no action of the plan is called “A-99”."
    assert row(found, 2).message == "Created, a step of A-001 Recruit social workers."
    assert "“A-99” is no action of the plan, so one is made." in row(found, 4).message
    assert row(found, 4).problem
    assert not imported(text, "milestones", after(plan_of(OLD), found)).records


def test_themes_and_recommendations_are_known_by_number():
    found = imported("No | Theme | Focus\n2. | Quality of practice | Supervise\n | Workforce |", "themes")
    assert [(t.number, t.title, t.focus) for t in only(found, Theme)] == [
        (2, "Quality of practice", "Supervise"),
        (3, "Workforce", ""),
    ]
    found = imported("Recommendation | Lead\n8. Listen to children | DCS", "recommendations")
    assert [(r.number, r.title) for r in only(found, Recommendation)] == [(8, "Listen to children")]


def test_a_theme_on_every_row_of_a_plan_comes_in_once():
    found = imported("Theme | Action\nWorkforce | A\nWorkforce | B\nMoney | C", "themes")
    assert [t.title for t in only(found, Theme)] == ["Workforce", "Money"]


def test_a_remark_takes_the_place_of_what_it_said_before():
    assert with_remarks("Begun\nRAG: Amber", {"RAG": "Green"}) == "Begun\nRAG: Green"
    assert with_remarks("", {"RAG": "Green", "Due": "TBC"}) == "RAG: Green\nDue: TBC"


def test_rows_without_titles_change_the_plan_by_reference_only_when_a_person_says_so():
    other = Action(id="other", ref="A-002", title="Train managers")
    plan = plan_of(OLD, other)
    text = "Ref | Due date\nA-001 | 30/4/18\nA-002 | 31/5/18\nA-077 | 1/6/18"
    asked = imported(text, plan=plan)
    assert "by-reference" in asked.wrong
    assert [question.id for question in asked.questions] == ["by-reference"]
    found = plan_import(grid(text), "actions", plan, answers={"by-reference": "update"})
    assert {a.id: (a.title, a.due.text) for a in only(found, Action)} == {
        "old": ("Recruit social workers", "2018-04-30"),
        "other": ("Train managers", "2018-05-31"),
    }
    assert row(found, 4).message == "Skipped: no action of the plan has the reference “A-077”."
    assert len(only(found, DateChange)) == 1


def test_what_a_kind_has_no_field_for_is_kept_beside_the_record() -> None:
    plan = after(PLAN, imported("Ref | Action | Owner\nA-1 | Recruit | Ann"))
    text = "Action ref | Milestone | Due date | Status\nA-1 | Advert | Once funded, we hope | Waits for HR"
    sheet = replace(grid(text), notes={(1, 1): ("Ask Bob",)})
    for file in ("plan.xlsx", "plan.xlsx", "another.xlsx"):
        found = plan_import(sheet, "milestones", plan, file=file)
        plan = after(plan, found)
        assert len(plan.all(Milestone)) == 1
    assert plan.all(Action)[0].progress.split("\n") == [
        "Milestone “Advert”, Note on Milestone: Ask Bob",
        "Milestone “Advert”, Due date: Once funded, we hope",
        "Milestone “Advert”, Status: Waits for HR",
    ]
    assert "Unchanged" in found.rows[-1].message
    bodies = replace(grid("Body | Chair | Frequency\nBoard | Ann | Monthly"), notes={(1, 1): ("From May",)})
    for file in ("a.xlsx", "b.xlsx"):
        found = plan_import(bodies, "bodies", plan, file=file)
        plan = after(plan, found)
    (body,) = plan.all(Body)
    assert [s.statement for s in plan.sources(body) if s.statement] == ["Note on Chair: From May"]
    assert disputes(plan) == []
