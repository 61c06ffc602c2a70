"""The figures of others in a public file: left out until somebody says whose come in, and kept by period."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.records import Benchmark, Indicator, Reading
from app.exchange.figures.comparing import is_usual, who_called
from app.exchange.importing.result import Import, Outcome
from tests.app.exchange.figures.sheets import answered, figures, plan_of, readings

VISITS = Indicator(id="visits", ref="I-01", title="Visits", unit="%", better="higher")
LONG = "Area,Indicator,Period,Value\n" + "".join(
    f"{area},Visits,{period},{value}{'' if value == 'c' else '%'}\n"
    for area, values in {"Barchester": (81, 82), "England": (84, 85), "London": (86, 87), "Hiram": (70, "c")}.items()
    for period, value in zip(("2016/17", "2017/18"), values, strict=True)
)
WIDE = (
    "Visits in time\n\nLocal authority,2016/17,2017/18\nBarchester,81%,82%\nEngland,84%,85%\nLondon,86%,87%\n"
    "Hiram,70%,c\n"
)
TIDY = (
    "time_period,geographic_level,country_name,region_name,la_name,category,visits_in_time\n"
    "201617,Local authority,England,Midlands,Barchester,Total,81\n"
    "201718,Local authority,England,Midlands,Barchester,Total,82\n"
    "201617,Local authority,England,Midlands,Barchester,Male,71\n"
    "201718,Local authority,England,Midlands,Barchester,Male,72\n"
    "201617,Regional,England,Midlands,,Total,83\n201718,Regional,England,Midlands,,Total,84\n"
    "201617,National,England,,,Total,84\n201718,National,England,,,Total,85\n"
    "201617,National,England,,,Male,64\n201718,National,England,,,Male,65\n"
)
ROWS = "Indicator,2016/17,2017/18\nVisits,81%,82%\nEngland average,84%,85%\nStat neighbours,80%,c\nCalls,5,6\n"
COLUMNS = "Year,Measure,Barchester,England,SN average\n2016/17,Visits %,81,84,80\n2017/18,Visits %,82,85,79\n"


def compared(found: Import) -> dict[str, dict[str, str]]:
    """The figures of others that come in, by whose they are and period."""
    told: dict[str, dict[str, str]] = {}
    for record in found.records:
        if isinstance(record, Benchmark) and record.period and record.value is not None:
            told.setdefault(record.who, {})[record.period.text] = f"{record.value:f}"
    return told


def asked(found: Import) -> list[str]:
    return [question.id for question in found.questions if question.id.startswith("compare.")]


def after(plan: Plan, found: Import) -> Plan:
    kinds = Indicator, Reading, Benchmark
    rows = {record.id: record for kind in kinds for record in plan.all(kind)}
    return plan_of(*(rows | {r.id: r for r in found.records if isinstance(r, kinds)}).values())


ENGLAND = {"England": {"2016/17": "84", "2017/18": "85"}}
SHEETS: Mapping[str, tuple[str, list[str]]] = {
    "a row for each area and period": (LONG, ["compare.england", "compare.london", "compare.hiram"]),
    "a row for each area": (WIDE, ["compare.england", "compare.london", "compare.hiram"]),
    "England and the region in rows without an authority": (TIDY, ["compare.midlands", "compare.england"]),
    "in the rows below ours": (ROWS, ["compare.england", "compare.statistical-neighbours"]),
    "in the columns beside ours": (COLUMNS, ["compare.england", "compare.statistical-neighbours"]),
}


@pytest.mark.parametrize("name", SHEETS)
def test_others_are_left_out_and_asked_about(name: str):
    text, questions = SHEETS[name]
    found = answered(text, {})
    assert asked(found) == questions
    assert all(question.holds == "leave" for question in found.questions if question.id in questions)
    assert compared(found) == {}
    assert [each for title in figures(found).values() for each in title.values()][:2] == ["81", "82"]


@pytest.mark.parametrize("name", SHEETS)
def test_whose_figures_are_wanted_come_in_by_period_beside_ours(name: str):
    text, _questions = SHEETS[name]
    found = answered(text, {"compare.england": "compare"})
    assert compared(found) == ENGLAND
    ours = answered(text, {})
    assert figures(found) == figures(ours), "ours are as they were"
    assert {r.note for r in readings(found)} == {r.note for r in readings(ours)}
    created = [row for row in found.rows if isinstance(row.record, Benchmark)]
    assert [row.outcome for row in created] == [Outcome.CREATED] * 2
    assert created[0].message in ("Created, to compare with: 84 %.", "Created, to compare with: 84.")


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_file_twice_changes_nothing(name: str):
    text, questions = SHEETS[name]
    answers = dict.fromkeys(questions, "compare")
    first = answered(text, answers)
    assert len(compared(first)) == len(questions)
    again = answered(text, answers, after(plan_of(), first))
    assert again.records == ()


def test_a_changed_figure_is_an_update_of_the_same_record_and_keeps_its_note():
    answers = {"compare.england": "compare"}
    plan = plan_of(VISITS)
    plan = after(plan, answered(LONG, answers, plan))
    before = {b.id: b for b in plan.all(Benchmark)}
    found = answered(LONG.replace("85%", "85.5%"), answers, plan)
    (made,) = [r for r in found.records if isinstance(r, Benchmark)]
    assert made == before[made.id].having({"value": Decimal("85.5")})
    assert [row.message for row in found.rows if row.outcome is Outcome.CHANGED] == ["Changed: 85.5 %, 85 % before."]
    assert answered(LONG, {}, plan).records == (), "what is left out now takes nothing away"


def test_what_is_suppressed_of_others_is_told_and_nothing_is_made_of_it():
    found = answered(LONG, {"compare.hiram": "compare"})
    assert compared(found) == {"Hiram": {"2016/17": "70"}}
    (row,) = [row for row in found.rows if row.outcome is Outcome.SKIPPED]
    assert (row.message, row.problem) == ("Skipped: it holds no figure. Suppressed (c).", False)


def test_what_comes_in_and_what_is_left_out_is_named():
    found = answered(LONG, {"compare.england": "compare", "compare.london": "compare"})
    assert "Read for “Barchester”; to compare with: England and London; left out: Hiram." in found.findings
    assert found.summary == "Add 2 readings and 4 figures of others"


def many(count: int = 30) -> str:
    areas = ["Barchester", "England", *(f"Area {n}" for n in range(count))]
    return "Area,Indicator,Period,Value\n" + "".join(f"{a},Visits,2017/18,{50 + n}%\n" for n, a in enumerate(areas))


def test_of_many_others_it_is_asked_which_one_after_the_other():
    assert asked(answered(many(), {})) == ["compare.england", "compare.another"]
    one = {"compare.another": "area-4"}
    assert asked(answered(many(), one)) == ["compare.england", "compare.another", "compare.another-2"]
    assert list(compared(answered(many(), one | {"compare.another-2": "area-9"}))) == ["Area 4", "Area 9"]
    assert list(compared(answered(many(), {"compare.area-7": "compare"}))) == ["Area 7"]


def test_teams_beside_their_total_are_no_others():
    rows = "North,Visits,2017/18,80%\nSouth,Visits,2017/18,84%\nAll teams,Visits,2017/18,82%\n"
    text = f"Team,Indicator,Period,Value\n{rows}"
    assert asked(answered(text, {})) == []


def test_while_nobody_says_which_area_is_ours_nothing_is_compared():
    text = "Area,Indicator,Period,Value\nLoamshire,Visits,2017/18,1\nEngland,Visits,2017/18,2\n"
    assert asked(answered(text, {})) == []


def test_counts_of_others_make_their_share():
    rows = "Barchester,Visits,2017/18,8,10,\nEngland,Visits,2017/18,85,100,\n"
    text = f"Area,Indicator,Period,Numerator,Denominator,%\n{rows}"
    assert compared(answered(text, {"compare.england": "compare"})) == {"England": {"2017/18": "85"}}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("England average", "England"), ("All England", "England"), ("National", "England"), ("england", "England"),
        ("Stat. neighbours", "Statistical neighbours"), ("SN avg", "Statistical neighbours"), ("London", "London"),
        ("Nearest neighbours mean", "Nearest neighbours"), ("Regional average", "Region"), ("Leeds", "Leeds"),
    ],
)  # fmt: skip
def test_others_are_kept_under_one_name_whatever_a_file_calls_them(name: str, who: str):
    assert who_called(name) == who


def test_england_regions_and_neighbours_are_those_one_compares_with():
    assert all(map(is_usual, ("England", "London", "Inner London", "North West", "Yorkshire and The Humber", "SN")))
    assert not any(map(is_usual, ("Leeds", "Barchester", "Southwark", "Northampton")))


@given(st.lists(st.sampled_from(["england", "london", "hiram"]), unique=True))
def test_each_answer_lets_in_just_whom_it_names(wanted: list[str]):
    found = answered(LONG, {f"compare.{name}": "compare" for name in wanted})
    assert {who.casefold() for who in compared(found)} == set(wanted)
    assert figures(found) == figures(answered(LONG, {}))


FOR_A_PERIOD = {
    "in one row": "Indicator,2021-22,2022-23,Stat Neighbours 2022-23,2022-23 (England)\nVisits,90,92,78,71\n",
    "in two rows": "Indicator,2021-22,2022-23,Stat Neighbours,England\n,,,2022-23,2022-23\nVisits,90,92,78,71\n",
}


@pytest.mark.parametrize("name", FOR_A_PERIOD)
def test_a_column_of_others_for_one_period_is_theirs(name: str):
    ours = {"Visits": {"2021/22": "90", "2022/23": "92"}}
    left = answered(FOR_A_PERIOD[name], {"periods.end": "march"})
    assert (figures(left), compared(left)) == (ours, {})
    answers = {"periods.end": "march", "compare.england": "compare", "compare.statistical-neighbours": "compare"}
    found = answered(FOR_A_PERIOD[name], answers)
    assert figures(found) == ours
    assert compared(found) == {"England": {"2022/23": "71"}, "Statistical neighbours": {"2022/23": "78"}}
