"""The way back."""

from __future__ import annotations

from dataclasses import replace

from app.domain.records import Risk
from app.ui.page import Several
from app.ui.trail import Location, Trail

RISK, OTHER = Risk(id="1", title="Staff leave"), Risk(id="2", title="Data is poor")


def test_back_leads_where_one_came_from_and_forward_there_again():
    trail = Trail()
    for step in (Location(0), Location(2, RISK), Location(1)):
        trail.go(step)
    assert trail.back() == Location(2, RISK)
    assert trail.back() == Location(0)
    assert trail.back() is None
    assert trail.forward() == Location(2, RISK)
    assert trail.forward() == Location(1)
    assert trail.forward() is None


def test_going_elsewhere_forgets_what_lay_ahead():
    trail = Trail()
    for step in (Location(0), Location(1), Location(2)):
        trail.go(step)
    trail.back()
    trail.go(Location(3))
    assert not trail.can_go_forward
    assert trail.back() == Location(1)


def test_going_where_one_is_takes_no_step_even_when_the_record_was_edited():
    trail = Trail()
    trail.go(Location(0))
    trail.go(Location(0, RISK))
    trail.go(Location(0, replace(RISK, owner="Bo")))
    trail.go(Location(0, OTHER))
    assert trail.back() == Location(0, RISK)
    assert trail.back() == Location(0)


def test_several_records_are_a_place_of_their_own():
    few, same = Several(Risk, frozenset("12"), "likely"), Several(Risk, frozenset("12"), "likely")
    assert Location(0, few).same_as(Location(0, same))
    assert not Location(0, few).same_as(Location(0, Several(Risk, frozenset("1"), "likely")))
    assert not Location(0, few).same_as(Location(0))


def test_the_trail_is_not_endless():
    trail = Trail()
    for number in range(3 * Trail.MOST):
        trail.go(Location(number))
    steps = 0
    while trail.back():
        steps += 1
    assert steps == Trail.MOST - 1


def test_nothing_is_behind_before_the_first_step():
    trail = Trail()
    assert trail.here is None
    assert not trail.can_go_back
    assert not trail.can_go_forward
