"""A snapshot of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.order import natural
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    Indicator,
    Link,
    Milestone,
    Override,
    Programme,
    Provenance,
    Reading,
    Record,
    Risk,
    Scoring,
    Theme,
    Thresholds,
)
from tests.app.domain.plans import DAY, illustrative, linked, plan_of, reading

THEME = Theme(id="t", number=1, title="Leadership")
CULTURE = Risk(id="r", title="Staff culture", likelihood=4, impact=4)
CONTACTS = Indicator(id="i", title="Contacts", unit="£", target=Decimal(75), better="higher")


def test_the_position_is_the_one_asked_for_or_the_plan_s_own_or_today():
    fixed: dict[type[Record], list[Record]] = {Programme: [Programme(id="p", title="P", position=DAY)]}
    today = date(2018, 6, 1)
    assert Plan(fixed, today, date(2018, 2, 2)).position == date(2018, 2, 2)
    assert Plan(fixed, today).position == DAY
    assert Plan({}, today).position == today
    assert Plan(fixed, today).at(today).position == today


def test_what_is_deleted_is_not_there():
    plan = plan_of(THEME, *linked("t", replace(CULTURE, deleted="a mistake")))
    assert plan.all(Risk) == ()
    assert plan.find("r") is None
    assert plan.serving(THEME, Risk) == ()


def test_links_lead_both_ways_and_only_to_the_kind_asked_for():
    plan = plan_of(THEME, *linked("t", CULTURE, CONTACTS), Link(id="l", item="gone", serves="t"))
    assert plan.serving(THEME, Risk) == (CULTURE,)
    assert plan.served(CULTURE, Theme) == (THEME,)
    assert plan.served(CULTURE, Risk) == ()


def test_readings_are_in_order_and_the_latest_has_a_value_and_has_begun():
    planned, december, april = (
        reading("i", "2018-01", None, planned="80"),
        reading("i", "2017-12", "74"),
        reading("i", "2017-04", "40"),
    )
    later = reading("i", "2018-02", "99")
    plan = plan_of(CONTACTS, later, planned, december, april)
    assert plan.readings(CONTACTS) == (april, december, planned, later)
    assert plan.latest(CONTACTS) == december
    assert plan.at(date(2018, 2, 1)).latest(CONTACTS) == later
    assert plan_of(CONTACTS).latest(CONTACTS) is None


def test_children_refer_to_their_record():
    action, step = Action(id="a", title="A"), Milestone(id="m", action="a", title="M")
    assert plan_of(action, step, Milestone(id="n", action="b", title="N")).children(action, Milestone, "action") == (
        step,
    )


def test_sources_are_asked_by_field_or_all_together():
    whole = Provenance(id="1", record="r", source="9.3")
    field = Provenance(id="2", record="r", field="owner", source="3.2")
    plan = plan_of(CULTURE, whole, field)
    assert plan.sources(CULTURE) == (whole, field)
    assert plan.sources(CULTURE, "owner") == (field,)
    assert plan.sources(CULTURE, "") == (whole,)
    assert not plan.illustrative(CULTURE, "owner")


def test_a_plan_without_records_still_has_a_programme_and_thresholds():
    plan = plan_of()
    assert plan.programme == Programme(id="", title="")
    assert plan.thresholds == Thresholds(id="")
    assert plan.override(CULTURE) is None


def test_an_override_is_found_by_its_record():
    override = Override(id="o", record="r", status="green", reason="x", until=DAY, by="A")
    assert plan_of(CULTURE, override).override(CULTURE) == override


class TestFactsOnly:
    """The plan without what no source supports."""

    def test_illustrative_fields_are_emptied_and_illustrative_records_left_out(self):
        other = replace(CULTURE, id="s")
        plan = plan_of(CULTURE, other, *illustrative("r", "likelihood"), *illustrative("s", ""))
        facts = plan.facts_only
        assert facts.all(Risk) == (replace(CULTURE, likelihood=None),)
        assert plan.all(Risk) == (CULTURE, other)
        assert plan.illustrative(other, "owner")

    def test_a_field_with_a_default_returns_to_it(self):
        limits = Thresholds(id="t", overdue_days=30)
        assert plan_of(limits, *illustrative("t", "overdue_days")).facts_only.thresholds.overdue_days == 14

    def test_a_mark_on_a_field_that_is_not_there_changes_nothing(self):
        assert plan_of(CULTURE, *illustrative("r", "colour", "id")).facts_only.all(Risk) == (CULTURE,)

    def test_an_illustrative_reading_or_link_is_left_out(self):
        december = reading("i", "2017-12", "74")
        plan = plan_of(
            THEME, *linked("t", CONTACTS), december, *illustrative(december.id, ""), *illustrative("i t", "")
        )
        assert plan.facts_only.all(Reading) == ()
        assert plan.facts_only.serving(THEME, Indicator) == ()

    def test_it_keeps_the_position_and_has_nothing_more_to_leave_out(self):
        plan = plan_of(CULTURE, *illustrative("r", "likelihood"), on=date(2017, 11, 23))
        facts = plan.facts_only
        assert facts.position == date(2017, 11, 23)
        assert facts.facts_only is facts
        assert plan_of(CULTURE).facts_only.all(Risk) == (CULTURE,)


def test_a_record_is_found_by_its_kind_and_key():
    plan = plan_of(THEME, CULTURE)
    assert plan.get(Risk, "r") == CULTURE
    assert plan.get(Theme, "r") is None
    assert plan.get(Milestone, "") is None


def test_links_are_listed_from_both_ends():
    records = linked("t", CULTURE, CONTACTS)
    plan = plan_of(THEME, *records)
    assert {link.item for link in plan.links_to(THEME)} == {"r", "i"}
    assert [link.serves for link in plan.links_from(CULTURE)] == ["t"]
    assert list(plan.links_from(THEME)) == []


def test_children_follow_a_change_of_their_kind():
    action, step = Action(id="a", title="Recruit"), Milestone(id="m", action="a", title="Advert out")
    plan = plan_of(action, step)
    assert plan.children(action, Milestone, "action") == (step,)
    assert plan.changed({Milestone: []}).children(action, Milestone, "action") == ()
    assert plan.changed({Action: [action]}).children(action, Milestone, "action") == (step,)
    assert plan.children(action, Milestone, "action") == (step,)


@given(st.data())
def test_what_is_said_to_be_edited_alone_gives_the_same_plan(data: st.DataObject):
    keys, gone = st.sampled_from("abcdef"), st.sampled_from(["", "", "a mistake"])
    records = st.one_of(
        st.builds(Risk, id=keys, ref=st.sampled_from(["R-1", "R-2", "R-10"]), owner=st.sampled_from(["", "Ann"]),
                  title=st.sampled_from(["A", "B"]), deleted=gone),
        st.builds(Scoring, id=st.sampled_from(["s1", "s2", "s3"]), risk=keys, likelihood=st.sampled_from([1, 2]),
                  deleted=gone),
        st.builds(Provenance, id=st.sampled_from(["p1", "p2"]), record=keys, deleted=gone, illustrative=st.booleans(),
                  field=st.sampled_from(["", "owner", "title"])),
    )  # fmt: skip
    rows: dict[str, Record] = {each.id: each for each in data.draw(st.lists(records))}
    plan = plan_of(THEME, *rows.values())
    for _ in range(data.draw(st.integers(1, 3))):
        if data.draw(st.booleans()):
            same_plan(plan, plan_of(THEME, *rows.values()))  # which has all worked out that is kept
        edited = data.draw(st.lists(records, unique_by=lambda each: each.id))
        before, was = plan, plan_of(THEME, *rows.values())
        rows |= {each.id: each for each in edited}
        kinds = {type(each) for each in edited}
        plan = plan.changed({k: [r for r in rows.values() if type(r) is k] for k in kinds}, edited)
        anew = plan_of(THEME, *rows.values())
        same_plan(plan, anew)
        assert set(plan.differing(before)) == set(anew.differing(was))
        assert set(before.facts_only.differing(plan.facts_only)) == set(was.facts_only.differing(anew.facts_only))


def same_plan(plan: Plan, other: Plan):
    for one, two in ((plan, other), (plan.facts_only, other.facts_only)):
        for kind in (Risk, Scoring, Provenance):
            assert one.all(kind) == two.all(kind)
            assert set(one.unordered(kind)) == set(two.unordered(kind))
        assert one.in_order(Risk, "ba") == two.in_order(Risk, "ba")
        owners = [[*each.of_each("owners", Risk, lambda risk: risk.owner).items()] for each in (one, two)]
        assert owners[0] == owners[1]
        assert [one.find(key) for key in ("a", "s1", "p1")] == [two.find(key) for key in ("a", "s1", "p1")]
        for risk in two.all(Risk):
            assert one.children(risk, Scoring, "risk") == two.children(risk, Scoring, "risk")


def test_numbers_in_a_text_count_as_numbers():
    assert sorted(["3.25", "3.5", "R-10", "3.5, again", "R-9"], key=natural) == [
        "3.5", "3.5, again", "3.25", "R-9", "R-10",
    ]  # fmt: skip


def test_a_record_is_found_as_it_is_in_another_plan():
    before = replace(CULTURE, title="Culture")
    assert plan_of(before, THEME).same(CULTURE) == before
    assert plan_of(replace(THEME, id=CULTURE.id)).same(CULTURE) is None
    assert plan_of().same(CULTURE) is None


def test_a_plan_on_another_day_holds_the_same_records():
    plan, june = plan_of(THEME, *linked("t", CULTURE), *illustrative("r", "")), date(2018, 6, 1)
    facts, later = plan.facts_only, plan.at(june)
    assert (plan.position, facts.position, later.position, later.facts_only.position) == (DAY, DAY, june, june)
    assert later.serving(THEME, Risk) == (CULTURE,)
    assert later.facts_only.all(Risk) == facts.all(Risk) == ()
