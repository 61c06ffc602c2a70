"""Nothing changes in silence: each field of each kind changed alone, each record added and removed, each link."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.domain.fields import Choice, Day, Flag, Number, Reference, Rule, Text, When, Whole
from app.domain.figures import short_name
from app.domain.meaning import MEANINGS, OTHER, YARDSTICKS
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import (
    BY_TABLE,
    KINDS,
    Action,
    AgendaItem,
    Attachment,
    Attendance,
    AuditGrade,
    Benchmark,
    BudgetLine,
    Confidence,
    Control,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Indicator,
    IssuedPaper,
    Link,
    Meeting,
    Milestone,
    Mitigation,
    Override,
    Programme,
    Provenance,
    Question,
    Reading,
    ReadMark,
    Rebase,
    Record,
    Risk,
    Scoring,
    Settlement,
    TargetStep,
    Theme,
    Thresholds,
    Visit,
    problems,
    rules,
)
from app.domain.schedule import PartialDate
from app.domain.since import Change, changes, fold
from app.domain.since_fields import NOT_WORDING, WITH_THE_TEXT, YARDSTICKS_OF
from app.domain.since_parts import NO_CHANGE_OF_THE_PLAN, PART_OF
from app.domain.thread import LINKS
from tests.app.domain.plans import DAY, against_plan, plan_of

BEFORE = date(2017, 11, 23)
ONE_OF_EACH_PLAN = (Programme, Thresholds)

ITS_OWN: dict[type[Record], dict[str, Any]] = {
    Programme: {"goal": date(2019, 4, 30), "position": None},
    Thresholds: {name: getattr(Thresholds(id=""), name) for name in rules(Thresholds)} | {"appetite": 8},
    Meeting: {"closed": None}, AgendaItem: {"meeting": "meeting-1"},
    Decision: {"meeting": "meeting-1", "item": "agenda_item-1"},
    Action: {"done": False, "done_on": None, "percent": 40, "blocked": "A vacancy"},
    Milestone: {"done": False, "done_on": None},
    Dependency: {"action": "action-1", "waits_for": "action-2"},
    DateChange: {"record": "action-1", "now": PartialDate("2018-08")},
    Reading: {"indicator": "indicator-1", "period": PartialDate("2017-10"), "gap": ""},
    Mitigation: {"done": False, "done_on": None, "ended": None, "ended_why": ""},
    Risk: {"closed": None, "closed_why": "", "likelihood": 3, "impact": 4, "target_likelihood": 1, "target_impact": 4},
    Question: {"kind": "question", "status": "", "answered_on": date(2018, 1, 30)},
    Visit: {"happened": True},
    Finding: {"of": "visit-1"},
    Link: {"item": "action-1", "serves": "risk-1"},
    Override: {"record": "risk-1", "until": DAY + timedelta(days=30)},
    Confidence: {"record": "recommendation-1"},
    Provenance: {"record": "action-1", "field": "owner", "illustrative": False},
    Settlement: {"record": "action-1", "field": "owner"},
}  # fmt: skip
"""What a record needs beyond what its fields allow, so that it stands in the plan without a contradiction."""

ALSO: list[Record] = [
    Action(id="action-done", title="Done already", done=True, done_on=PartialDate("2017-12")),
    Action(id="action-open", title="Still open"),
    Milestone(id="milestone-done", action="action-1", title="Reached", done=True, done_on=PartialDate("2017-12")),
    Mitigation(id="mitigation-done", risk="risk-1", title="Did", done=True, done_on=PartialDate("2017-12")),
    Reading(id="reading-gap", indicator="indicator-1", period=PartialDate("2017-08"), gap="Suppressed"),
    Reading(id="reading-ahead", indicator="indicator-1", period=PartialDate("2018-03"), planned=Decimal(80)),
    Question(id="question-status", kind="status", status="red", text="I doubt it", by="Chair", day=BEFORE),
    Question(id="question-open", text="Why?", by="Chair", day=BEFORE),
    Override(id="override-past", record="risk-2", status="red", reason="It was", until=BEFORE, by="Ann"),
    Provenance(id="provenance-mark", record="risk-1", field="impact", illustrative=True),
    Provenance(id="provenance-deep", record="reading-1", field="value", source="3.24"),
    Risk(id="risk-closed", title="Gone", closed=date(2017, 10, 2), closed_why="It passed"),
    Decision(id="decision-loose", meeting="meeting-1", title="Loose"),
    TargetStep(id="step-plain", indicator="indicator-1", starts=PartialDate("2017-06"), target=Decimal(70)),
    Theme(id="theme-more", number=7, title="Another theme"),
    IssuedPaper(id="issued-exempt", version=3, size=1, digest="d", exempt="Paragraph 3"),
]
"""Records of which fields can be changed alone that cannot be in those above."""


def value_of(rule: Rule, name: str, number: int) -> Any:
    """A value that a field may hold, another for each number."""
    match rule:
        case Text():
            return f"{rule.label} {number}"
        case Whole():
            return min(rule.low + number, rule.high)
        case Number():
            return rule.low + number if rule.low >= 0 else Decimal(number)
        case Day():
            return date(2018, 1, 2) + timedelta(days=number)
        case When():
            return PartialDate(f"2018-0{3 + number}")
        case Flag():
            return False
        case Choice():
            return [*rule.options][number % len(rule.options)]
        case Reference():
            return f"{rule.to or 'action'}-{number}"
        case _:
            raise AssertionError(f"no value for {name}")


def made(kind: type[Record], number: int) -> Record:
    """A record with a value in every field, but for what would keep it out of public papers."""
    values = {name: value_of(rule, name, number) for name, rule in rules(kind).items() if name != "exempt"}
    key = f"{kind.TABLE}-{number}"
    values = {name: "" if value == key else value for name, value in values.items()}  # nothing belongs to itself
    return kind(id=key, **(values | (ITS_OWN.get(kind, {}) if number == 1 else {})))


def a_plan() -> dict[str, Record]:
    """One record of each kind with every field filled, a second one to refer to, and those for the fields left over."""
    one = [made(kind, 1) for kind in KINDS]
    second = [
        dataclasses.replace(record, **{name: value_of(rules(type(record))[name], name, 2) for name in other(record)},
                            id=f"{record.TABLE}-2")
        for record in one
        if type(record) not in (*ONE_OF_EACH_PLAN, *PART_OF, ReadMark, Settlement)
    ]  # fmt: skip
    return {record.id: record for record in (*one, *second, *ALSO)}


def other(record: Record) -> list[str]:
    """The fields by which a second record of a kind is told from the first."""
    known = rules(type(record))
    told = [name for name in ("ref", "title", "number", "day", "text") if name in known]
    return told or [name for name in type(record).NATURAL_KEY if not isinstance(known[name], Reference)]


RECORDS = a_plan()
FIELDS = [(kind, name) for kind in KINDS for name in rules(kind) if kind not in NO_CHANGE_OF_THE_PLAN]


def the_plan(*, without: str = "", instead: Record | None = None, on: date = DAY) -> Plan:
    rows = {key: record for key, record in RECORDS.items() if key != without}
    if instead is not None:
        rows[instead.id] = instead
    return plan_of(*rows.values(), on=on)


WHOLE = the_plan()


def told(now: Plan, then: Plan) -> list[Change]:
    return changes(now, then, Ratings(now, then))


def others(rule: Rule, value: Any) -> Iterator[Any]:
    """Other values that the field may hold."""
    match rule:
        case Text():
            yield from (f"{value} anew", "owner", "")
        case Whole():
            yield from (n for n in range(rule.low, min(rule.high, rule.low + 120) + 1) if n != value)
            yield None
        case Number():
            yield from ((value or 0) + 1, None)
        case Day():
            yield from ((value or DAY) + timedelta(days=shift) for shift in (9, -9))
            yield None
        case When():
            yield from (PartialDate(text) for text in ("2018-05", "2018-02", "2017-09"))
            yield None
        case Flag():
            yield not value
        case Choice():
            yield from (option for option in rule.options if option != value)
        case Reference():
            kinds = [BY_TABLE[rule.to]] if rule.to else KINDS
            yield from (key for key, record in RECORDS.items() if type(record) in kinds and key != value)
            yield ""
        case _:
            raise AssertionError(f"no other value for {rule.label}")


def changed_alone(kind: type[Record], name: str) -> Iterator[tuple[Record, Record]]:
    """The records of a kind with only this field changed, in a way that the plan allows, each with what it was."""
    rule = rules(kind)[name]
    for old in (record for record in RECORDS.values() if type(record) is kind):
        for value in others(rule, getattr(old, name)):
            new = dataclasses.replace(old, **{name: value})
            moved_with_reason = name == "due" and isinstance(new, Action | Milestone)
            if new != old and not problems(new) and (moved_with_reason or not against_plan(new, WHOLE)):
                yield new, old
                break


WRITTEN: dict[type[Record], dict[str, str]] = {
    Programme: {"judgement": "judged", "position": "position date"},
    Risk: {"likelihood": "score", "impact": "score", "target_likelihood": "target", "target_impact": "target",
           "inherent_likelihood": "inherent score", "inherent_impact": "inherent score", "reviewed": "reviewed",
           "escalated_to": "escalated to", "occurred": "occurred", "occurred_what": "occurred",
           "closed": "closed, reason not given", "closed_why": "closed, anew"},
    Link: {"item": "mitigated by", "serves": "mitigated by"},
    Dependency: {"action": "waits for", "waits_for": "waits for"},
    Action: {"percent": "% done", "done": "done", "due": "due", "blocked": "blocked by",
             "ended": "ended without being done in May 2018", "ended_why": "ended without being done, anew"},
    Milestone: {"done": "done", "due": "due"},
    Mitigation: {"title": "edited in the mitigation"},
    Control: {"title": "edited in the control"},
    Rebase: {"title": "edited in the new limits"},
    Meeting: {"day": "now on", "closed": "closed on"},
    Attendance: {"state": "attendance"},
    Confidence: {"level": "confidence", "record": "confidence"},
    Override: dict.fromkeys(("record", "status", "reason", "by"), "[Ss]et (by|to)"),
    Visit: {"happened": "taken place", "starts": "now .* before", "ends": "now .* before"},
    Reading: {"indicator": "reading", "period": "reading", "value": "restated as .* before"},
    Provenance: {"illustrative": "illustrative"},
    Settlement: {"holds_true": "settled by", "by": "settled by"},
    BudgetLine: {"amount": "£2, £1 before"},
    Attachment: {"digest": "the file is another one"},
}  # fmt: skip
"""The fields whose label is not said, because a sentence is written about them, and words of that sentence."""


def whole(change: Change) -> str:
    return f"{change.text}. {change.detail}"


def owners(*records: Record) -> set[str]:
    """The keys of records and of what they belong to."""
    found = {record.id for record in records}
    for record in records:
        if (field := PART_OF.get(type(record))) and (above := RECORDS.get(getattr(record, field))):
            found |= owners(above)
    return found


def test_the_plan_of_this_test_keeps_the_rules_of_plans():
    assert {type(record) for record in RECORDS.values()} == set(KINDS)
    wrong = {key: problems(record) | against_plan(record, WHOLE) for key, record in RECORDS.items()}
    assert {key: said for key, said in wrong.items() if said} == {}


def test_only_what_somebody_has_read_is_no_change_of_the_plan():
    assert set(NO_CHANGE_OF_THE_PLAN) == {ReadMark}
    assert all(why.endswith(".") for why in NO_CHANGE_OF_THE_PLAN.values())


def test_what_is_set_apart_are_fields():
    for kind, names in [*NOT_WORDING.items(), *WITH_THE_TEXT.items()]:
        assert names <= rules(kind).keys() | ({"owner", "ref"} if kind is Record else set()), kind
    for table, names in YARDSTICKS_OF.items():
        assert names <= rules(BY_TABLE[table]).keys(), table


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{kind.TABLE}.{name}" for kind, name in FIELDS])
def test_a_field_that_is_changed_alone_is_told(kind: type[Record], name: str):
    rule, tried = rules(kind)[name], [*changed_alone(kind, name)]
    assert tried, f"No record of this test lets {rule.label} be changed alone: add one to ALSO."
    for new, old in tried:
        found = told(the_plan(instead=new), WHOLE)
        about = [change for change in found if change.record.id in owners(new, old)]
        assert any(_tells(change, new, old, name) for change in about), [*map(whole, found)]
        assert all(change.means in MEANINGS for change in found)


def _tells(change: Change, new: Record, old: Record, name: str) -> bool:
    """Whether a change names a field with both its values one step away, or is the sentence written about it."""
    if (written := WRITTEN.get(type(new), {}).get(name)) and re.search(written, whole(change)):
        return True
    rule = rules(type(new))[name]
    was, now = (shown(rule, getattr(record, name)) for record in (old, new))
    edited = any(edit.label.startswith(rule.label) and (edit.was, edit.now) == (was, now) for edit in change.edits)
    said = whole(change).casefold()
    both = all(value.casefold() in said for value in (was or "none", now or "none"))
    if name == "title":
        return edited and f"put differently: “{was}” before".casefold() in said
    return rule.label.casefold() in said and (edited or both)


def shown(rule: Rule, value: Any) -> str:
    """A value as people read it."""
    return short_name(RECORDS[value]) if isinstance(rule, Reference) and value else rule.show(value)


IN_WORDS: dict[type[Record], str] = {
    Mitigation: "mitigation “.*” (added|removed)",
    Control: "control “.*” (added|removed)",
    Scoring: r"score of .* (added|removed)",
    Reading: "for|the first reading", TargetStep: "target from .* (added|removed)",
    Benchmark: "figure of .* for .* (added|removed)", Rebase: "new limits from .* (added|removed)",
    AuditGrade: "grade “.*” (added|removed)",
    Dependency: "waits for", Override: "by hand|[Ss]et (to|by)", Confidence: "confidence",
    DateChange: "change of date",
    Provenance: "source|illustrative", Link: "mitigated by", Attendance: "attendance",
}  # fmt: skip
"""What is said where a part of a record comes or goes; other kinds are named themselves."""


@pytest.mark.parametrize("came", [True, False], ids=["added", "removed"])
@pytest.mark.parametrize("key", [key for key, record in RECORDS.items() if type(record) not in NO_CHANGE_OF_THE_PLAN])
def test_a_record_that_comes_or_goes_alone_is_told(key: str, came: bool):
    record, less = RECORDS[key], the_plan(without=key)
    found = told(WHOLE, less) if came else told(less, WHOLE)
    if type(record) in PART_OF:
        about = [whole(change) for change in found if change.record.id in owners(record)]
        assert any(re.search(IN_WORDS[type(record)], said) for said in about), about
    else:
        (change,) = (change for change in found if change.record.id == key)
        assert change.word in ("new", "decided", "asked", "settled", "target") if came else ("removed", "reopened")


@pytest.mark.parametrize("pair", LINKS, ids=[f"{item.TABLE}-{serves.TABLE}" for item, serves in LINKS])
def test_a_link_between_what_both_plans_hold_is_told_in_its_words(pair: tuple[type[Record], type[Record]]):
    item, serves = (next(r for r in RECORDS.values() if type(r) is kind) for kind in pair)
    link = Link(id="of-the-test", item=item.id, serves=serves.id)
    there = [record for record in RECORDS.values() if not isinstance(record, Link)]
    more, less = plan_of(*there, link), plan_of(*there)
    for now, then, said in ((more, less, "now "), (less, more, "no longer ")):
        (change,) = (change for change in told(now, then) if change.record.id == serves.id)
        assert re.search(f"{said}(also )?{LINKS[pair].served_by} .*{short_name(item)}", whole(change), re.IGNORECASE)


def test_what_comes_with_a_new_record_is_not_told_beside_it():
    new = Risk(id="new", title="New", likelihood=2, impact=2)
    with_it = [
        Link(id="l", item="new", serves="theme-1"),
        Provenance(id="p", record="new", field="impact", illustrative=True),
        Override(id="o", record="new", status="red", reason="So", until=DAY, by="Ann"),
    ]
    found = told(plan_of(*RECORDS.values(), new, *with_it), WHOLE)
    assert [change.record.id for change in found if change.moved is None] == ["new"]


def test_of_a_plan_that_did_not_change_nothing_is_told():
    assert told(the_plan(), WHOLE) == []


def plans(*pairs: tuple[Record, Record]) -> list[Change]:
    return told(plan_of(*(now for now, _ in pairs)), plan_of(*(then for _, then in pairs)))


RISK = Risk(id="r", title="Staff leave", mitigation="Seminars", response="treat")
VISITS = Indicator(id="i", title="Visits", better="higher", tolerance=Decimal(5), note="Old")


def test_fields_without_a_sentence_are_told_by_their_names_with_what_was_and_is():
    new = dataclasses.replace(RISK, mitigation="Seminars and pay", response="transfer")
    (change,) = plans((new, RISK))
    assert change.text == "Staff leave: edited: Mitigation, Response"
    assert change.detail == "Mitigation from “Seminars” to “Seminars and pay”. Response from Treat to Transfer"
    assert [(edit.label, edit.was, edit.now) for edit in change.edits] == [
        ("Mitigation", "Seminars", "Seminars and pay"),
        ("Response", "Treat", "Transfer"),
    ]
    assert change.means == OTHER


def test_what_is_edited_stands_under_the_sentences_that_are_written():
    new = dataclasses.replace(RISK, mitigation="Pay", likelihood=2, impact=2, owner="Bo")
    (change,) = plans((new, RISK))
    assert change.text == "Staff leave: score 4, not scored before"
    assert change.detail.startswith("Owner Bo, none before. Now on track, not rated before. Mitigation from")


def test_yardsticks_that_moved_are_each_told_before_what_is_only_reworded():
    new = dataclasses.replace(VISITS, tolerance=Decimal(3), key=True, note="New")
    (change,) = plans((new, VISITS))
    assert change.text == "Visits: tolerance 3 points, 5 points before"
    assert change.detail == "Key indicator: yes, no before. Note from “Old” to “New”"
    assert change.means == YARDSTICKS


def test_a_choice_keeps_its_capitals_inside_a_sentence():
    programme = Programme(id="p", title="Plan")
    (change,) = plans((dataclasses.replace(programme, quarters="calendar"), programme))
    assert "the calendar's: Q3 2017 is July to September 2017" in f"{change.text} {change.detail}"


def test_a_status_that_only_time_moved_is_told_before_an_edit_of_wording():
    late = Action(id="a", title="Hire", due=PartialDate("2018-01"), reported=PartialDate("2017-12"), detail="Old")
    then = plan_of(late, on=BEFORE)
    (change,) = told(plan_of(dataclasses.replace(late, detail="New")), then)
    assert change.text == "Hire: at risk, on track before"
    assert change.detail == "Time passed: due today, per cent not given. Detail from “Old” to “New”"


def test_edits_of_wording_are_folded_and_a_single_one_is_not():
    texts = [
        (dataclasses.replace(RISK, id=f"r{n}", cause="New"), dataclasses.replace(RISK, id=f"r{n}")) for n in range(3)
    ]
    scored = (dataclasses.replace(RISK, id="s", likelihood=2, impact=2), dataclasses.replace(RISK, id="s"))
    found = plans(*texts, scored)
    folding = fold(found)
    assert [change.record.id for change in folding.first] == ["s"]
    assert folding.words == "3 edits of wording"
    assert [*folding.first, *folding.rest] == found
    assert fold(plans(texts[0], scored)) == (plans(texts[0], scored), ())
    alone = plans(*texts)
    assert fold(alone) == (alone, ()), "nothing else is there to be read first"


def test_sources_are_folded_under_their_own_name():
    sources = [Provenance(id=f"p{n}", record=f"r{n}", field="cause", source="3.4") for n in range(2)]
    risks = [dataclasses.replace(RISK, id=f"r{n}") for n in range(2)]
    reworded = dataclasses.replace(RISK, id="x", cause="New")
    new = dataclasses.replace(RISK, id="y")
    found = told(plan_of(*risks, *sources, reworded, new), plan_of(*risks, dataclasses.replace(RISK, id="x")))
    assert found[2].text == "Staff leave: source given for Cause: Paragraph 3.4"
    assert fold(found).words == "1 edit of wording and 2 of sources"


def test_a_mark_that_fell_is_told_and_does_not_itself_rest_on_illustrative_values():
    mark = Provenance(id="p", record="i", field="note", illustrative=True)
    change = next(c for c in told(plan_of(VISITS), plan_of(VISITS, mark)))
    assert change.text == "Visits: no longer marked as illustrative: Note"
    assert not change.illustrative


def test_a_figure_within_a_band_or_of_unknown_polarity_is_neither_better_nor_worse_by_rising():
    figures = [Reading(id=f"f{n}", indicator="i", period=PartialDate(f"2017-1{n}"), value=Decimal(n)) for n in (0, 1)]
    for better in ("", "unknown", "band"):
        indicator = dataclasses.replace(VISITS, better=better)
        change = next(c for c in told(plan_of(indicator, *figures), plan_of(indicator, figures[0])))
        assert change.direction is None, better
