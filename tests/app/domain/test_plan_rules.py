"""What a record may not say because of the rest of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import (
    Action,
    AgendaItem,
    Audit,
    Body,
    Component,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Link,
    Meeting,
    Milestone,
    Objective,
    Override,
    Programme,
    Provenance,
    Record,
    Risk,
    Settlement,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY, against_plan, plan_of

THEME = Theme(id="t", number=1, title="Practice")
ACTIONS = [Action(id=f"a{n}", ref=f"A-0{n}", title=f"Action {n}") for n in range(1, 6)]
ONE, TWO, THREE, FOUR, FIVE = ACTIONS


def waits(action: Record, other: Record) -> Dependency:
    return Dependency(id=f"{action.id} {other.id}", action=action.id, waits_for=other.id)


def test_what_the_plan_allows_has_no_problems():
    plan = plan_of(THEME, *ACTIONS)
    for record in (
        Objective(id="o", theme="t", title="Reach it"),
        Action(id="n", title="New"),
        Link(id="l", item="a1", serves="t"),
        waits(ONE, TWO),
    ):
        assert against_plan(record, plan) == {}


def test_two_actions_may_not_wait_for_each_other():
    plan = plan_of(*ACTIONS, waits(FOUR, ONE))
    assert against_plan(waits(ONE, FOUR), plan) == {
        "waits_for": "A-01 would wait for itself: A-01 waits for A-04, which waits for A-01."
    }


def test_a_long_circle_is_told_by_its_shortest_way():
    plan = plan_of(
        *ACTIONS, waits(TWO, THREE), waits(THREE, FOUR), waits(FOUR, ONE), waits(TWO, FIVE), waits(FIVE, ONE)
    )
    assert against_plan(waits(ONE, TWO), plan)["waits_for"] == (
        "A-01 would wait for itself: A-01 waits for A-02, which waits for A-05, which waits for A-01."
    )


def test_an_action_without_a_reference_is_named_by_its_title():
    nameless = replace(FOUR, ref="")
    plan = plan_of(ONE, nameless, waits(nameless, ONE))
    assert "A-01 waits for Action 4, which waits for A-01." in against_plan(waits(ONE, nameless), plan)["waits_for"]


def test_what_is_saved_together_counts_together():
    plan = plan_of(*ACTIONS)
    both = [waits(ONE, TWO), waits(TWO, ONE)]
    assert "waits_for" in against_plan(both[0], plan, both)
    held = plan_of(*ACTIONS, both[1])
    assert against_plan(both[0], held, [replace(both[1], deleted="removed")]) == {}
    new = Action(id="n", title="New")
    assert against_plan(waits(ONE, new), plan, [new]) == {}


def test_an_action_may_wait_for_one_that_is_finished():
    done = replace(TWO, done=True)
    assert against_plan(waits(ONE, done), plan_of(ONE, done)) == {}


def test_saving_a_dependency_again_is_no_circle():
    held = waits(ONE, TWO)
    assert against_plan(replace(held, why="The posts come first."), plan_of(*ACTIONS, held)) == {}


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_dependencies_accepted_one_by_one_never_make_a_circle(pairs: list[tuple[int, int]]):
    held: list[Dependency] = []
    for first, second in pairs:
        new = waits(ACTIONS[first], ACTIONS[second])
        if first != second and not against_plan(new, plan_of(*ACTIONS, *held)) and new not in held:
            held.append(new)
    left = {(d.action, d.waits_for) for d in held}
    while free := {action for action, _ in left} - {other for _, other in left}:
        left = {(action, other) for action, other in left if action not in free}
    assert not left


@pytest.mark.parametrize(
    ("record", "field", "sentence"),
    [
        (Link(id="l", item="a1", serves="gone"), "serves", "Serves refers to a record that is not there."),
        (Link(id="l", item="gone", serves="t"), "item", "Item refers to a record that is not there."),
        (waits(ONE, replace(ONE, id="gone")), "waits_for", "Waits for refers to a record that is not there."),
        (Milestone(id="m", action="t", title="Step"), "action", "Action refers to a record of another kind."),
        (Objective(id="o", theme="a1", title="Reach it"), "theme", "Theme refers to a record of another kind."),
        (Provenance(id="p", record="gone"), "record", "Record refers to a record that is not there."),
    ],
)
def test_a_reference_to_nothing_or_to_another_kind_is_refused(record: Record, field: str, sentence: str):
    assert against_plan(record, plan_of(THEME, *ACTIONS)) == {field: sentence}


def test_what_was_removed_or_is_removed_in_the_same_edit_is_not_there():
    link = Link(id="l", item="a1", serves="t")
    assert "serves" in against_plan(link, plan_of(ONE, replace(THEME, deleted="removed")))
    assert "serves" in against_plan(link, plan_of(ONE, THEME), [replace(THEME, deleted="removed")])
    assert against_plan(replace(link, deleted="removed"), plan_of(ONE)) == {}


def test_kinds_that_do_not_belong_together_are_not_linked():
    plan = plan_of(THEME, ONE, Component(id="c", number=1, title="Vision"), Risk(id="r", title="Culture"),
                   Milestone(id="m", action="a1", title="Step"))  # fmt: skip
    assert against_plan(Link(id="l", item="t", serves="a1"), plan) == {
        "serves": "A theme cannot be linked to an action, only to a vision component."
    }
    assert against_plan(Link(id="l", item="r", serves="c"), plan)["serves"] == (
        "A risk cannot be linked to a vision component, only to a theme, an objective or a recommendation."
    )
    assert against_plan(Link(id="l", item="m", serves="t"), plan) == {
        "item": "A milestone cannot be linked to another record."
    }


def test_a_settlement_names_a_field_that_its_record_has():
    plan = plan_of(ONE)
    settled = Settlement(id="s", record="a1", field="due", holds_true="May", reason="Later", by="Ann", day=DAY)
    assert against_plan(settled, plan) == {}
    assert against_plan(replace(settled, field=""), plan) == {}
    assert against_plan(replace(settled, field="colour"), plan) == {"field": "An action has no field “colour”."}


def test_a_finding_is_of_a_visit_or_a_check_and_only_what_is_due_is_moved():
    plan = plan_of(ONE, THEME, Visit(id="v", title="Second visit"), Audit(id="u", title="Practice Week"))
    assert against_plan(Finding(id="f", of="v", title="Caseloads"), plan) == {}
    assert against_plan(Finding(id="f", of="u", title="Caseloads"), plan) == {}
    assert "of" in against_plan(Finding(id="f", of="t", title="Caseloads"), plan)
    moved = DateChange(id="d", record="a1", was=PartialDate("2018-03"), reason="Two withdrew", day=DAY)
    assert against_plan(moved, plan) == {}
    assert "record" in against_plan(replace(moved, record="t"), plan)


BOARD, CABINET = Body(id="b", title="Improvement Board"), Body(id="c", title="Cabinet")
MARCH = Meeting(id="m", body="b", day=date(2018, 3, 20))


def test_a_body_does_not_meet_twice_on_a_day():
    plan = plan_of(BOARD, CABINET, MARCH)
    second = replace(MARCH, id="n")
    said = {"day": "Improvement Board meets on 20 Mar 2018 already."}
    assert against_plan(second, plan) == said
    assert against_plan(second, plan_of(BOARD), also=[MARCH]) == said
    assert against_plan(replace(second, body="c"), plan) == {}
    assert against_plan(replace(second, day=date(2018, 3, 21)), plan) == {}


def test_a_meeting_gives_its_day_free_when_it_is_moved_in_the_same_edit():
    moved = replace(MARCH, day=date(2018, 3, 27))
    assert against_plan(replace(MARCH, id="n"), plan_of(BOARD, MARCH), also=[moved]) == {}
    assert against_plan(replace(MARCH, id="n"), plan_of(BOARD, MARCH), also=[replace(MARCH, deleted="removed")]) == {}


def test_of_two_meetings_on_a_day_that_came_from_copies_each_can_still_be_written():
    plan = plan_of(BOARD, MARCH, replace(MARCH, id="n"))
    assert against_plan(replace(MARCH, note="Held together"), plan) == {}


def test_a_meeting_of_a_body_that_is_not_there_is_refused():
    assert against_plan(MARCH, plan_of()) == {"body": "Body refers to a record that is not there."}
    assert against_plan(MARCH, plan_of(BOARD), also=[replace(BOARD, deleted="removed")])


def test_a_decision_is_taken_under_an_item_of_its_own_meeting():
    item = AgendaItem(id="i", meeting="m", number=1, title="Progress")
    plan = plan_of(BOARD, MARCH, replace(MARCH, id="n", day=date(2018, 5, 15)), item)
    taken = Decision(id="d", meeting="m", item="i", title="Endorse it")
    assert against_plan(taken, plan) == {}
    assert against_plan(replace(taken, meeting="n"), plan) == {"item": "Agenda item is of another meeting."}


def test_a_status_set_by_hand_stands_at_the_latest_until_the_next_meeting_of_the_plan_s_own_body():
    programme, own, other = (
        Programme(id="p", title="P", body="b"),
        Body(id="b", title="Board"),
        Body(id="c", title="Cabinet"),
    )
    meetings = [
        Meeting(id="m", body="b", day=date(2018, 3, 1)),
        Meeting(id="n", body="c", day=date(2018, 2, 10)),
    ]
    plan = plan_of(programme, own, other, *meetings, THEME)
    by_hand = Override(id="o", record="t", status="amber", reason="So.", until=date(2018, 3, 1), by="Ann")
    assert against_plan(by_hand, plan) == {}
    later = replace(by_hand, until=date(2018, 3, 2))
    assert against_plan(later, plan) == {"until": "At the latest until the next meeting: Board, 1 Mar 2018."}
    assert against_plan(later, plan_of(THEME)) == {}
    assert against_plan(replace(later, reason="More."), plan_of(programme, own, *meetings, THEME, later)) == {}
