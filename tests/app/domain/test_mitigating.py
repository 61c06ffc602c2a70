"""What is done about a risk."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.mitigating import lines_of, open_mitigations, overdue, standing
from app.domain.records import Action, Link, Mitigation, Risk
from app.domain.schedule import PartialDate
from tests.app.domain.plans import plan_of

DAY = date(2018, 1, 31)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. Refresh the strategy 2. Join the framework", ["Refresh the strategy", "Join the framework"]),
        ("(1) Cut to 2.5 days; (2) Train", ["Cut to 2.5 days", "Train"]),
        ("1. Alone", ["Alone"]),
        ("Phase 1. Then 2. more", ["Phase 1. Then 2. more"]),
        ("Recruit; retain", ["Recruit", "retain"]),
        (
            "• Exit interviews\n- Bonus; for all\n\n3. An agency cap",
            ["Exit interviews", "Bonus; for all", "An agency cap"],
        ),
        ("Retention offer", ["Retention offer"]),
        ("A-01 is under way", ["A-01 is under way"]),
        (" \n", []),
    ],
)
def test_a_text_is_taken_line_by_line_or_where_semicolons_part_it(text: str, lines: list[str]):
    assert lines_of(text) == lines


def test_linked_actions_count_as_mitigations_and_what_is_over_does_not():
    risk = Risk(id="r", title="Staff leave")
    late = Mitigation(id="m", risk="r", title="Bonus", due=PartialDate("2018-01-22"))
    over = (
        Mitigation(id="d", risk="r", title="Done", done=True),
        Mitigation(id="e", risk="r", title="Ended", ended_why="No money"),
    )
    actions = Action(id="a", title="Recruit"), Action(id="b", title="Did", done=True)
    links = [Link(id=f"l{a.id}", item=a.id, serves="r") for a in actions]
    plan = plan_of(risk, late, *over, *actions, *links, on=DAY)
    assert open_mitigations(plan, risk) == [late, actions[0]]
    assert overdue(late, DAY) == 9
    assert [standing(each, DAY) for each in (late, *over)] == [
        "9 days overdue", "done, date not given", "ended without being done, No money",
    ]  # fmt: skip
