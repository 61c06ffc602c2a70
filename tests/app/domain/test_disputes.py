"""Values about which sources disagree."""

from __future__ import annotations

from dataclasses import replace

from app.domain.disputes import all_disputes, disputes, disputes_of
from app.domain.records import Action, Provenance, Record, Settlement
from tests.app.domain.plans import DAY, plan_of

EARLY = Action(id="a", title="Early help, phase 1")
MAY = Provenance(id="1", record="a", field="due", source="3.5", statement="Complete in May 2018")
APRIL = Provenance(id="2", record="a", field="due", source="3.25", statement="In place by April 2018")
SETTLED = Settlement(id="s", record="a", field="due", holds_true="April 2018", reason="Later paper", by="Ann", day=DAY)


def found(*records: Record) -> list[tuple[str, int]]:
    return [(dispute.about, len(dispute.statements)) for dispute in disputes(plan_of(*records))]


def test_two_sources_that_say_different_things_disagree():
    (dispute,) = disputes(plan_of(EARLY, MAY, APRIL))
    assert (dispute.record, dispute.field, dispute.label) == (EARLY, "due", "Due")
    assert (dispute.about, dispute.statements) == ("Early help, phase 1 (due)", (MAY, APRIL))


def test_three_sources_of_which_two_agree_still_disagree():
    assert found(EARLY, MAY, APRIL, replace(MAY, id="3", source="3.6")) == [("Early help, phase 1 (due)", 3)]


def test_sources_that_say_the_same_or_nothing_or_speak_of_another_field_do_not():
    assert found(EARLY, MAY, replace(APRIL, statement="Complete in May 2018 ")) == []
    assert found(EARLY, MAY, replace(APRIL, statement=" ")) == []
    assert found(EARLY, MAY, replace(APRIL, source="")) == []
    assert found(EARLY, MAY, replace(APRIL, field="starts")) == []
    assert found(EARLY, MAY, replace(APRIL, illustrative=True)) == []
    assert found(MAY, APRIL) == []


def test_what_a_person_settled_is_over_but_remembered():
    assert found(EARLY, MAY, APRIL, SETTLED) == []
    (dispute,) = all_disputes(plan_of(EARLY, MAY, APRIL, SETTLED))
    assert dispute.settlement == SETTLED
    assert found(EARLY, MAY, APRIL, replace(SETTLED, field="starts")) == [("Early help, phase 1 (due)", 2)]


def test_sources_may_disagree_about_a_record_as_a_whole():
    assert found(EARLY, replace(MAY, field=""), replace(APRIL, field="")) == [("Early help, phase 1", 2)]


def test_one_record_is_asked_about_its_own():
    other = Action(id="b", title="Recruit")
    held = plan_of(EARLY, other, MAY, APRIL, SETTLED, replace(MAY, id="3", record="b"))
    assert [dispute.settlement for dispute in disputes_of(held, EARLY)] == [SETTLED]
    assert disputes_of(held, other) == []
