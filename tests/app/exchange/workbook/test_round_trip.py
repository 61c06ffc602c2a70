"""Out of a plan and in again: into an empty one the same records, into the same one nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.fields import Reference, Rule, Text, clean
from app.domain.plan_rules import Check
from app.domain.records import KINDS, Attachment, Record, Risk, problems, rules
from tests.app.domain.test_rows import held
from tests.app.exchange.workbook.plans import ALONE, back, everything, out, plan_of

RECORDS = everything()
PLAN = plan_of(RECORDS)


def test_into_the_same_plan_it_changes_nothing(tmp_path: Path):
    found = back(PLAN, out(PLAN, tmp_path / "plan.xlsx"))
    assert [(row.place, row.message) for row in found.rows] == []
    assert (found.records, found.clashes, found.notes) == ((), (), ())
    assert found.untouched == len(RECORDS)


def test_into_an_empty_plan_it_gives_the_same_records(tmp_path: Path):
    empty = plan_of(record for record in RECORDS if isinstance(record, ALONE))
    found = back(empty, out(PLAN, tmp_path / "plan.xlsx"))
    assert [(row.title, row.message) for row in found.rows if row.problem] == []
    there = {record.id: record for record in (*empty.all(ALONE[0]), *empty.all(ALONE[1]), *found.records)}
    wanted = {record.id: record for record in RECORDS if not isinstance(record, Attachment)}
    assert there.keys() == wanted.keys()
    for key, record in wanted.items():
        assert there[key] == record
    assert {type(record) for record in wanted.values()} == {*KINDS} - {Attachment}


def test_a_score_outside_the_scale_comes_back_as_it_was(tmp_path: Path):
    kept = [record for record in RECORDS if not isinstance(record, Risk)]
    risks = [replace(r, inherent_likelihood=6, inherent_impact=2) for r in RECORDS if isinstance(r, Risk)]
    empty = plan_of(record for record in RECORDS if isinstance(record, ALONE))
    found = back(empty, out(plan_of([*kept, *risks]), tmp_path / "plan.xlsx"))
    there = {record.id: record for record in found.records if isinstance(record, Risk)}
    assert there == {record.id: record for record in risks}


def filled(rule: Rule) -> st.SearchStrategy[object]:
    """What a field may hold, as a person or another program may have put it there."""
    if isinstance(rule, Text):
        words = st.text(max_size=60).map(clean).map(lambda text: text if rule.prose else " ".join(text.split("\n")))
        return st.one_of(words, st.sampled_from(NAUGHTY)).filter(lambda text: not rule.required or text.strip())
    found = held(rule)
    return found.filter(lambda value: value is not None and value != "") if rule.required else found


def other(record: Record) -> st.SearchStrategy[Record]:
    """The same record with other values in its fields, as far as it may hold them."""
    given = {name: filled(rule) for name, rule in rules(type(record)).items() if not isinstance(rule, Reference)}
    given = {name: values for name, values in given.items() if name not in record.NATURAL_KEY}
    return st.fixed_dictionaries({}, optional=given).map(lambda values: _allowed(record, values))


def _allowed(record: Record, values: dict[str, Any]) -> Record:
    for name, value in values.items():
        changed = replace(record, **{name: value})
        if not problems(changed) and not Check(PLAN, (changed,)).of(changed):
            record = changed
    return record


NAUGHTY = ["=1+1", "+1", "-1", "@x", "_x0041_", "1.10", "007", "2018-01-31", "1/2", "TRUE", " a  b ", "'quoted", "#N/A",
           "1e5", "👩‍👧", "ا", "<b>&amp;", "“”", "x" * 299]  # fmt: skip
WITHOUT_ALONE = [record for record in RECORDS if not isinstance(record, (*ALONE, Attachment))]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_records_hold_comes_back_to_the_letter(tmp_path: Path, data: st.DataObject):
    chosen = data.draw(st.lists(st.sampled_from(WITHOUT_ALONE), min_size=1, max_size=6, unique_by=id))
    others = {record.id: data.draw(other(record)) for record in chosen}
    plan = plan_of(others.get(record.id, record) for record in RECORDS)
    path = out(plan, tmp_path / "plan.xlsx")
    found = back(plan, path)
    assert [(row.title, row.message) for row in found.rows] == []
    empty = plan_of(record for record in RECORDS if isinstance(record, ALONE))
    restored = {record.id: record for record in back(empty, path).records}
    for key, record in others.items():
        assert restored[key] == record
