"""The golden thread, both ways; where it is broken; what may be tied to what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from app.domain import thread
from app.domain.records import (
    KINDS,
    Action,
    Attachment,
    Audit,
    Body,
    BudgetLine,
    Component,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Partner,
    PartnerReport,
    Programme,
    Reading,
    Recommendation,
    Record,
    Risk,
    Stage,
    StageAim,
    Statement,
    Theme,
    Visit,
)
from tests.app.domain.plans import linked, plan_of, reading

PEOPLE = Theme(id="t", number=3, title="Workforce")
OBJECTIVE = Objective(id="o", ref="O-01", theme="t", title="A permanent workforce")
POSTS = Action(id="a", ref="A-01", title="Fill the posts", objective="o")
OTHER = Action(id="b", ref="A-02", title="Train")
CULTURE = Risk(id="r", ref="R-01", title="Staff culture")
STAFF = Indicator(id="i", ref="I-01", title="Agency staff", better="higher")
FIFTEEN = Recommendation(id="n", number=15, title="A workforce strategy")
CASELOADS = Finding(id="f", of="v", title="Caseloads")


def up(record: Record, *records: Record) -> list[tuple[str, str]]:
    return [(s.words, s.record.id) for s in thread.serves(plan_of(record, *records), record)]


def down(record: Record, *records: Record) -> list[tuple[str, str]]:
    return [(s.words, s.record.id) for s in thread.served_by(plan_of(record, *records), record)]


def test_an_action_serves_its_objective_and_whatever_it_is_linked_to_in_the_words_of_each():
    plan = [PEOPLE, OBJECTIVE, CULTURE, STAFF, FIFTEEN, CASELOADS, NextStep(id="s", number=1, title="Recruit")]
    links = [Link(id=f"a {key}", item="a", serves=key) for key in ("i", "s", "r", "f", "n", "t")]
    assert up(POSTS, *plan, *links) == [
        ("works towards", "o"),
        ("serves", "t"),
        ("serves", "n"),
        ("answers", "f"),
        ("carries out", "s"),
        ("acts on", "i"),
        ("mitigates", "r"),
    ]


def test_a_theme_says_what_serves_it_kind_by_kind_in_order():
    records = linked("t", OTHER, replace(POSTS, objective=""), CULTURE, STAFF, CASELOADS)
    money, said = BudgetLine(id="m", title="Growth"), Statement(id="w", title="Turnover", says="Reduced")
    assert down(PEOPLE, OBJECTIVE, *records, *linked("t", money, said)) == [
        ("has the objective", "o"),
        ("served by", "a"),
        ("served by", "b"),
        ("measured by", "i"),
        ("threatened by", "r"),
        ("has the finding", "f"),
        ("has the statement", "w"),
        ("paid for by", "m"),
    ]


@pytest.mark.parametrize(
    ("child", "parent", "words"),
    [
        (Milestone(id="x", action="a", title="Adverts"), POSTS, ("is a step of", "has the step")),
        (StageAim(id="x", stage="s", title="Aim"), Stage(id="s", number=1, title="One"),
         ("is an aim of", "has the aim")),
        (reading("i", "2018-01", "3"), STAFF, ("is a reading of", "has the reading")),
        (CASELOADS, Visit(id="v", title="Second visit"), ("was found by", "found")),
        (replace(CASELOADS, of="u"), Audit(id="u", title="Practice Week"), ("was found by", "found")),
        (PartnerReport(id="x", partner="p", title="July"), Partner(id="p", title="Islington"),
         ("is a report of", "reported")),
        (Attachment(id="x", record="n", title="Letter", filename="l.pdf", digest="0", size=1), FIFTEEN,
         ("is evidence for", "has the evidence")),
        (Meeting(id="x", body="y", day=date(2018, 3, 20)), Body(id="y", title="Cabinet"),
         ("is a meeting of", "has the meeting")),
    ],
)  # fmt: skip
def test_what_belongs_to_a_record_is_a_strand_both_ways(child: Record, parent: Record, words: tuple[str, str]):
    assert up(child, parent) == [(words[0], parent.id)]
    assert down(parent, child) == [(words[1], child.id)]


def test_what_waits_for_an_action_is_a_strand_that_names_its_dependency():
    waits = Dependency(id="d", action="b", waits_for="a")
    assert up(replace(POSTS, objective=""), OTHER, waits) == [("holds up", "b")]
    (strand,) = thread.served_by(plan_of(POSTS, OTHER, waits), OTHER)
    assert (strand.words, strand.record, strand.by) == ("waits for", POSTS, waits)


def test_themes_components_and_stages_are_part_of_the_programme():
    programme, stage = Programme(id="p", title="Improvement"), Stage(id="s", number=1, title="One")
    component = Component(id="c", number=1, title="Golden thread")
    link = Link(id="t c", item="t", serves="c")
    assert up(PEOPLE, programme, component, link) == [("serves", "c"), ("is part of", "p")]
    assert up(PEOPLE) == []
    assert down(programme, PEOPLE, stage, component) == [("consists of", key) for key in ("t", "c", "s")]


def test_a_strand_to_something_removed_is_none():
    assert up(replace(POSTS, objective="gone"), Link(id="a x", item="a", serves="x")) == []
    assert down(PEOPLE, Link(id="x t", item="x", serves="t")) == []


def test_strands_are_the_same_seen_from_both_ends():
    records = [PEOPLE, OBJECTIVE, POSTS, OTHER, CULTURE, STAFF, FIFTEEN, CASELOADS, Visit(id="v", title="Visit")]
    ties = [("a", "t"), ("b", "t"), ("r", "t"), ("i", "a"), ("b", "f"), ("f", "t"), ("b", "r")]
    plan = plan_of(*records, *(Link(id=f"{a} {b}", item=a, serves=b) for a, b in ties))
    upwards = {(r.id, s.record.id) for r in records for s in thread.serves(plan, r)}
    downwards = {(s.record.id, r.id) for r in records for s in thread.served_by(plan, r)}
    assert upwards == downwards >= set(ties)


def test_a_theme_has_the_actions_linked_to_it_and_those_of_its_objectives_once_each():
    plan = plan_of(PEOPLE, OBJECTIVE, *linked("t", POSTS, OTHER), Action(id="c", title="Elsewhere"))
    assert thread.actions_of(plan, PEOPLE) == (POSTS, OTHER)
    assert thread.actions_of(plan, OBJECTIVE) == (POSTS,)


def gaps(*records: Record) -> list[tuple[str, str]]:
    return [(gap.record.id, gap.what) for gap in thread.gaps(plan_of(*records))]


def test_what_nothing_is_tied_to_is_a_gap():
    assert gaps(FIFTEEN, OTHER, STAFF, CULTURE, CASELOADS) == [
        ("n", "no action serves it"),
        ("b", "it serves nothing"),
        ("i", "nobody acts on it"),
        ("r", "no mitigation, and no action mitigates it"),
        ("f", "no action answers it"),
    ]


def test_one_strand_closes_a_gap():
    records = [FIFTEEN, OTHER, STAFF, CULTURE, CASELOADS]
    ties = [Link(id=f"b {key}", item="b", serves=key) for key in ("n", "i", "r", "f")]
    assert gaps(*records, *ties) == []
    assert gaps(OTHER, STAFF, Link(id="i b", item="i", serves="b")) == [("b", "it serves nothing")]
    assert gaps(OBJECTIVE, POSTS) == []
    assert gaps(replace(CULTURE, mitigation="Walk the floor.")) == []


def test_what_is_over_misses_nothing():
    met = replace(FIFTEEN, met=date(2018, 1, 1), evidence="The strategy.")
    good = replace(CASELOADS, kind="progress")
    assert gaps(met, replace(OTHER, done=True), replace(CULTURE, closed=date(2018, 1, 1)), good) == []


def test_a_link_from_something_else_does_not_close_a_gap():
    assert gaps(FIFTEEN, *linked("n", CULTURE))[0] == ("n", "no action serves it")
    assert gaps(*linked("gone", OTHER)) == [("b", "it serves nothing")]


def test_a_matrix_holds_the_links_and_what_is_tied_to_nothing():
    one, two = Component(id="1", number=1, title="Vision"), Component(id="2", number=2, title="Culture")
    practice = Theme(id="u", number=2, title="Practice")
    tie = Link(id="t 1", item="t", serves="1")
    found = thread.matrix(plan_of(one, two, PEOPLE, practice, tie), Component, Theme)
    assert (found.rows, found.columns) == ((one, two), (practice, PEOPLE))
    assert found.cells == {("1", "t"): tie}
    assert (found.empty_rows, found.empty_columns) == ({"2"}, {"u"})


def test_a_matrix_is_the_same_turned_round():
    records = [FIFTEEN, Recommendation(id="m", number=1, title="Standards"), POSTS, OTHER]
    plan = plan_of(*records, *(Link(id=f"{a} {b}", item=a, serves=b) for a, b in (("a", "n"), ("b", "n"), ("b", "m"))))
    there, back = thread.matrix(plan, Recommendation, Action), thread.matrix(plan, Action, Recommendation)
    assert set(there.cells) == {("n", "a"), ("n", "b"), ("m", "b")}
    assert {(column, row): link for (row, column), link in there.cells.items()} == back.cells


def test_a_matrix_knows_ties_that_a_field_makes():
    found = thread.matrix(plan_of(OBJECTIVE, POSTS, OTHER), Objective, Action)
    assert found.cells == {("o", "a"): POSTS}
    assert found.empty_columns == {"b"}


def test_what_may_be_linked_has_words_and_the_lists_agree():
    assert thread.may_serve(Theme) == (Component,)
    assert Recommendation in thread.may_serve(Action)
    assert thread.may_serve(Reading) == ()
    for item, serves in product(KINDS, KINDS):
        allowed = thread.words(item, serves) is not None
        assert (serves in thread.may_serve(item)) is allowed
        assert (item in thread.may_be_served_by(serves)) is allowed
