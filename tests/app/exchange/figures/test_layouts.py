"""Figures as councils and the government publish them, in one layout after the other."""

from __future__ import annotations

import pytest

from tests.app.exchange.figures.sheets import answered, brought, figures, indicators, readings

A = {"2017-04": "81", "2017-05": "82.5"}

SAME = {
    "wide": "Ref,Indicator,Apr-17,May-17\nK1,Visits,81,82.5\n",
    "wide with a title above": "Performance report\n\nRef,Indicator,April 2017,May 2017\nK1,Visits,81,82.5\n",
    "wide with a note below": "Ref,Indicator,Apr-17,May-17\nK1,Visits,81,82.5\n\nSource: our own system\n",
    "the year above the months": "Indicator,2017/18,\n,Apr,May\nVisits,81,82.5\n",
    "the year above, on a row of its own": "KPI report 2017/18\nIndicator,Apr,May\nVisits,81,82.5\n",
    "the year among the rows": "KPI,April,May,June\nVisits,81,82.5,\nAll of 2017/18,,,\n",
    "targets and actuals under the same months": "Ref,Measure,Apr-17,Apr-17,May-17,May-17\n"
    ",,Target,Actual,Target,Actual\nK1,Visits,90,81,90,82.5\n",
    "three rows of headings": "Measures,2017/18,,,\n,Apr,,May,\n,Actual,Target,Actual,Target\nVisits,81,,82.5,\n",
    "periods and words in one heading": "Indicator,Apr-17 Actual,Apr-17 RAG,May-17 Actual,May-17 RAG\n"
    "Visits,81,G,82.5,A\n",
    "a total among the months": "Indicator,Apr-17,May-17,2017/18,YTD\nVisits,81,82.5,81.7,81.7\n",
    "long": "Measure,Month,Value\nVisits,Apr-17,81\nVisits,May-17,82.5\n",
    "long with the dates of its months": "Measure,Period end,Actual\nVisits,30/04/2017,81\nVisits,31/05/2017,82.5\n",
    "year and month in two columns": "Measure,Year,Month,Value\nVisits,2017,April,81\nVisits,2017,May,82.5\n",
    "a council's year and month in two columns": "KPI,Financial year,Month,Value\nVisits,2017/18,Apr,81\n"
    "Visits,2017/18,May,82.5\n",
    "indicators as columns": "Month,Visits,Calls\nApr-17,81,4\nMay-17,82.5,5\n",
    "tidy": "time_period,time_identifier,geographic_level,la_name,visits\n2017,April,Local authority,Barchester,81\n"
    "2017,May,Local authority,Barchester,82.5\n",
    "footnotes": "Indicator,Apr-17 (1),May-17 [note 2]\nVisits,81 (3),82.5 [r]\n",
    "semicolons": "Ref;Indicator;Apr-17;May-17\nK1;Visits;81;82.5\n",
    "tabs": "Ref\tIndicator\tApr-17\tMay-17\nK1\tVisits\t81\t82.5\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_figures_in_many_layouts(name: str):
    found = brought(SAME[name])
    told = figures(found)
    title = next(title for title in told if title.casefold() == "visits")
    got = {period[:7]: value for period, value in told[title].items()}
    assert got == A, found.rows


def test_quarters_of_a_council():
    found = brought("Indicator,Q1 2017/18,Q2 2017/18,2018-19;Q1\nVisits,1,2,3\n")
    assert figures(found) == {"Visits": {"2017-Q2": "1", "2017-Q3": "2", "2018-Q2": "3"}}


def test_our_area_is_read_and_the_others_are_named():
    text = "Area,Area code,Indicator,Period,Value\n" + "".join(
        f"{area},E0{n},Visits,2017/18,{n}\n" for n, area in enumerate(("Loamshire", "Barchester", "Hiram"))
    )
    found = brought(text)
    assert figures(found) == {"Visits": {"2017/18": "1"}}
    assert "left out: “" not in found.findings[0]
    assert "Read for “Barchester”; left out: Loamshire and Hiram." in found.findings
    assert figures(brought(text, area="hiram")) == {"Visits": {"2017/18": "2"}}


def test_whose_area_is_asked_and_nothing_comes_in_until_then():
    text = "Area,Indicator,Period,Value\nLoamshire,Visits,2017/18,1\nHiram,Visits,2017/18,2\n"
    found = brought(text)
    assert (found.records, [q.id for q in found.questions]) == ((), ["area"])
    assert figures(brought(text, area="loamshire")) == {"Visits": {"2017/18": "1"}}


def test_by_area_with_the_indicator_above():
    text = "Visits within five days\n\nLocal authority,2016/17,2017/18\nLoamshire,1,2\nBarchester,3,4\n"
    assert figures(brought(text)) == {"Visits within five days": {"2016/17": "3", "2017/18": "4"}}


def test_a_column_of_words_splits_the_series_and_its_total_is_taken():
    text = "Measure,Period,Sex,Value\nVisits,2017/18,Female,4\nVisits,2017/18,Male,5\nVisits,2017/18,Total,9\n"
    found = brought(text)
    assert figures(found) == {"Visits": {"2017/18": "9"}}
    assert "“Sex” splits the figures: “Total” is read." in found.findings
    assert figures(answered(text, {"split.sex": "male"})) == {"Visits": {"2017/18": "5"}}


def test_without_a_total_it_is_asked_and_counts_are_added_and_rates_worked_out_again():
    text = (
        "Measure,Period,Sex,Numerator,Denominator,%\nVisits,2017/18,Female,40,50,80%\nVisits,2017/18,Male,10,50,20%\n"
    )
    found = brought(text)
    assert (found.records, [q.id for q in found.questions]) == ((), ["split.sex"])
    (reading,) = readings(answered(text, {"split.sex": "add"}))
    assert (reading.numerator, reading.denominator, reading.value) == (50, 100, 50)


@pytest.mark.parametrize(
    ("texts", "answers", "periods"),
    [
        (("2010-11", "2011-12", "2012-13"), {}, ["2010/11", "2011/12", "2012/13"]),
        (("2010-10", "2010-11", "2010-12"), {}, ["2010-10", "2010-11", "2010-12"]),
        (("2010-11", "2011-12"), {}, []),
        (("2010-11", "2011-12"), {"periods.years": "year"}, ["2010/11", "2011/12"]),
        (("2010-11", "2011-12"), {"periods.years": "month"}, ["2010-11", "2011-12"]),
        (("201011", "201112", "201213"), {"periods.end": "august"}, ["2011-08-31", "2012-08-31", "2013-08-31"]),
    ],
)
def test_a_year_or_a_month_as_the_column_shows(texts: tuple[str, ...], answers: dict[str, str], periods: list[str]):
    text = "Measure,Time period,Value\n" + "".join(f"Visits,{text},{n}\n" for n, text in enumerate(texts))
    assert [*figures(answered(text, answers)).get("Visits", {})] == periods


def test_the_identifier_of_a_tidy_file_says_which_year():
    text = "time_period,time_identifier,la_name,visits\n"
    text += "201718,Academic year,Barchester,4\n201819,Academic year,Barchester,5\n"
    assert [*figures(brought(text))["visits"]] == ["2018-08-31", "2019-08-31"]
    text = text.replace("Academic", "Financial")
    assert [*figures(brought(text))["visits"]] == ["2017/18", "2018/19"]


def test_goal_forecast_and_actual_are_told_apart():
    text = "Indicator,Apr-17 Actual,Apr-17 Target,May-17 Forecast,May-17 Target\nVisits,81,85,84,86\n"
    first, second = readings(brought(text))
    assert (first.value, first.planned) == (81, 85)
    assert (second.value, second.planned, second.note) == (None, 86, "Forecast: 84")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("c", "[Suppressed (c)]"), ("[x]", "[Not available ([x])]"), ("z", "[Not applicable (z)]"),
        ("low", "[Too small to be shown (low)]"), ("n/a", "[Not available or not applicable (n/a)]"),
        ("u", "[Too unreliable to be shown (u)]"), (".", "[Not applicable (.)]"),
        ("NA", "[Not available or not applicable (NA)]"),
        ("[n]", "[Not available ([n])]"), ("[note 4]", "[See the source’s note 4]"), ("<5", "[Given only as “<5”]"),
        ("*", "[Suppressed (*)]"), ("1.2k", "1200"), ("£1.2m", "1200000"), ('"1,020"', "1020"), ("12.3p", "12.3"),
        ("-4", "-4"), ("k", "[Too small to be shown (k)]"), (":", "[Not available (:)]"),
    ],
)  # fmt: skip
def test_marks_are_gaps_with_their_reason(cell: str, kept: str):
    found = brought(f"Indicator,Apr-17,May-17\nVisits,7,{cell}\n")
    assert figures(found)["Visits"]["2017-05"] == kept


@pytest.mark.parametrize("cell", ["(17.1)", "12-", "about right", "12 or 13"])
def test_what_can_mean_two_things_is_flagged_and_left_out(cell: str):
    found = brought(f"Indicator,Apr-17,May-17\nVisits,7,{cell}\n")
    assert figures(found) == {"Visits": {"2017-04": "7"}}
    assert [row.problem for row in found.rows] == [False, True]


def test_an_absent_period_stays_absent():
    assert figures(brought("Indicator,Apr-17,May-17,Jun-17\nVisits,7,,9\n")) == {
        "Visits": {"2017-04": "7", "2017-06": "9"}
    }


@pytest.mark.parametrize(
    ("unit", "cell", "kept"),
    [
        ("£000", "1250", ("£", "1250000")), ("£k", "1250", ("£", "1250000")), ("£m", "2.5", ("£", "2500000")),
        ("Rate per 10000", "550", ("per 10,000", "550")), ("percentage points", "5", ("points", "5")),
        ("% (1dp)", "95", ("%", "95")), ("working days", "10", ("days", "10")), ("hours", "24", ("hours", "24")),
        ("months", "6", ("months", "6")), ("No.", "30", ("", "30")), ("Percent", "95%", ("%", "95")),
    ],
)  # fmt: skip
def test_units_are_kept_and_multiplied(unit: str, cell: str, kept: tuple[str, str]):
    found = brought(f"Indicator,Unit,Apr-17,May-17\nSpend,{unit},{cell},{cell}\n")
    assert (indicators(found)["Spend"].unit, figures(found)["Spend"]["2017-04"]) == kept


def test_shares_are_asked_about_once_and_left_out_until_then():
    text = "Indicator,Unit,Apr-17,May-17\nVisits,%,0.95,0.9\nCalls,%,0.5,0.6\n"
    found = brought(text)
    assert (figures(found), [q.id for q in found.questions if q.id.startswith("shares")]) == ({}, ["shares.readings"])
    assert figures(answered(text, {"shares.readings": "share"})) == {
        "Visits": {"2017-04": "95", "2017-05": "90"}, "Calls": {"2017-04": "50", "2017-05": "60"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "better"),
    [
        ("High", "higher"), ("grow", "higher"), ("reduce", "lower"), ("Low", "lower"), ("maintain", "unknown"),
        ("-", "unknown"), ("NA", "unknown"), ("perhaps", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_which_way_is_better_is_never_taken_for_granted(said: str, better: str):
    found = brought(f"Indicator,Good is,Apr-17,May-17\nVisits,{said},7,8\n")
    assert indicators(found)["Visits"].better == better
    asked = [q.id for q in found.questions]
    assert asked == ([] if better != "unknown" else ["better.visits"])


def test_targets_of_years_and_a_baseline():
    rows = ("1.1,k-1,Visits,grow,percent,70%,80%,90%", "1.1,k-2,Calls,reduce,days,20,15,10")
    found = brought("\n".join(["Ref,ID,KPI name,Direction,Unit,Baseline,Y1 2026/27,Y2 2027/28", *rows]))
    visits = indicators(found)["Visits"]
    assert (visits.ref, visits.target, visits.target_by and visits.target_by.text) == ("k-1", 90, "2027/28")
    assert visits.note == "Baseline: 70 %"
    assert figures(found)["Calls"] == {"2026/27": "[planned 15]", "2027/28": "[planned 10]"}


def test_no_figures_at_all():
    found = brought("Ref,Action,Owner\nA1,Recruit,Ann\n")
    assert found.records == ()
    assert "There are no figures that can be told" in found.wrong


TIDY = """time_period,time_identifier,geographic_level,country_name,region_name,la_name,new_la_code,category,number,\
rate_per_10000
201718,Financial year,National,England,,,,Total,75000,64
201718,Financial year,Local authority,England,West,Barchester,E08000025,Total,1800,62
201718,Financial year,Local authority,England,West,Barchester,E08000025,Male,c,x
201819,Financial year,Local authority,England,West,Barchester,E08000025,Total,1850,63.5
201819,Financial year,Local authority,England,West,Loamshire,E08000026,Total,700,90
"""


def test_a_tidy_file_of_the_government():
    found = brought(TIDY)
    assert figures(found) == {
        "number": {"2017/18": "1800", "2018/19": "1850"}, "rate per 10000": {"2017/18": "62", "2018/19": "63.5"},
    }  # fmt: skip
    assert indicators(found)["rate per 10000"].unit == "per 10,000"
    assert "Read for “Barchester”; left out: Loamshire." in found.findings
    assert "“category” splits the figures: “Total” is read." in found.findings


def test_a_description_is_the_name_where_nothing_else_is():
    found = brought("PI,Description,Apr-17,May-17\nPI1,Visits,7,8\n")
    assert [(i.ref, i.title) for i in indicators(found).values()] == [("PI1", "Visits")]
    found = brought("Indicator,Description,Apr-17,May-17\nVisits,How many were made,7,8\n")
    assert [*figures(found)] == ["Visits"]


def test_a_column_of_percentages_is_in_per_cent():
    found = brought("Indicator,Year,Numerator,Denominator,Percentage\nVisits,2019/20,45,210,21.4\n")
    assert indicators(found)["Visits"].unit == "%"


def test_totals_and_notes_below_a_table_are_no_matter():
    found = brought("Month,Visits\nApr-17,7\nMay-17,8\nTotal,15\nSource: our own system\n")
    assert figures(found) == {"Visits": {"2017-04": "7", "2017-05": "8"}}
    assert found.problems == 0


def test_the_year_of_months_is_asked_where_nothing_names_it():
    text = "KPI,Apr,May,Jun\nVisits,81,82.5,83\n"
    found = brought(text)
    assert (found.records, [question.id for question in found.questions]) == ((), ["periods.which"])
    assert "say which year" in found.wrong
    assert figures(answered(text, {"periods.which": "2019-20"})) == {
        "Visits": {"2019-04": "81", "2019-05": "82.5", "2019-06": "83"},
    }  # fmt: skip


def test_the_target_of_a_year_is_no_figure_of_a_month():
    found = brought("KPI,2016/17 Actual,2017/18 Target,Apr-17,May-17,Jun-17,Q1,YTD\nVisits,70,95,81,82.5,83,82,82\n")
    assert figures(found) == {"Visits": {"2017-04": "81", "2017-05": "82.5", "2017-06": "83"}}
    assert str(indicators(found)["Visits"].target) == "95"


def test_a_row_without_any_figure_makes_no_indicator():
    found = brought("KPI,Apr-17,May-17\nVisits,81,82\nStatus,Done,Open\n")
    assert [*indicators(found)] == ["Visits"]
    assert any(row.problem and row.title == "Status" for row in found.rows)


def test_a_share_among_per_cents_is_told_by_its_counts():
    text = "Indicator,Period,Numerator,Denominator,Value\nOn time %,2017-04,81,100,81\nOn time %,2017-05,85,100,0.85\n"
    assert figures(brought(text)) == {"On time %": {"2017-04": "81", "2017-05": "85"}}


POOLED = "Indicator,Time period,Value\nDeaths,2015 - 17,3.9\nDeaths,2016-18,4.1\nDeaths,2018/19 to 2020/21,4\n"
POOLED_WIDE = "Indicator,2016/17 - 2018/19,2017/18 to 2019/20\nDeaths,3.9,4.1\n"


def test_figures_of_several_years_are_asked_about_once_and_kept_with_their_span():
    for text, words in ((POOLED, "is several years together"), (POOLED_WIDE, "are each of several years together")):
        left = brought(text)
        assert left.records == ()
        assert words in (left.wrong or left.rows[0].message)
        assert [q.id for q in left.questions if q.id.startswith("periods")] == ["periods.spans"]
    kept = brought(POOLED, periods__spans="last")
    assert figures(kept) == {"Deaths": {"2017": "3.9", "2018": "4.1", "2020/21": "4"}}
    assert [r.note for r in readings(kept)][:1] == ["Of the years 2015 - 17 together"]
    assert figures(brought(POOLED_WIDE, periods__spans="last")) == {"Deaths": {"2018/19": "3.9", "2019/20": "4.1"}}


TERMS = {
    "year and term in two columns": "Indicator,Academic year,Term,Value\nAbsence %,2016/17,Autumn,4.1\n"
    "Absence %,2016/17,Spring,4.5\nAbsence %,2016/17,Summer,4.4\nAbsence %,2017/18,Autumn,4\n",
    "wide": "Indicator,Autumn term 2016/17,Spring 2017,2016/17 summer term,Autumn 2017\nAbsence %,4.1,4.5,4.4,4\n",
    "the year above the terms": "Indicator,2016/17,,,2017/18\n,Autumn,Spring,Summer,Autumn\nAbsence %,4.1,4.5,4.4,4\n",
    "long": "Indicator,Term,Value\nAbsence %,Autumn 2016/17,4.1\nAbsence %,Spring 2016/17,4.5\n"
    "Absence %,Summer 2016/17,4.4\nAbsence %,Autumn 2017/18,4\n",
    "tidy": "time_period,time_identifier,geographic_level,la_name,Absence %\n"
    "201617,Autumn term,Local authority,Barchester,4.1\n201617,Spring term,Local authority,Barchester,4.5\n"
    "201617,Summer term,Local authority,Barchester,4.4\n201718,Autumn term,Local authority,Barchester,4\n",
}  # fmt: skip


@pytest.mark.parametrize("name", TERMS)
def test_figures_of_school_terms_are_asked_about_once_and_kept_with_the_term(name: str):
    left = brought(TERMS[name])
    assert left.records == ()
    assert "a school term" in (left.wrong or left.rows[0].message)
    assert [q.id for q in left.questions if q.id.startswith("periods")] == ["periods.terms"]
    kept = brought(TERMS[name], periods__terms="month")
    assert figures(kept) == {"Absence %": {"2016-12": "4.1", "2017-04": "4.5", "2017-08": "4.4", "2017-12": "4"}}
    assert [indicator.cadence for indicator in indicators(kept).values()] == ["term"]
    assert all("utumn" in r.note for r in readings(kept) if str(r.period).startswith("December"))


def test_each_year_over_its_quarters_holds_for_those_below_it():
    text = "Scorecard\n,,2022/23,,2023/24,,\nRef,KPI,Q3,Q4,Q1,Q2,Target 23/24\nK1,Visits %,78,80,83,86,90\n"
    found = brought(text)
    assert figures(found) == {"Visits %": {"2022-Q4": "78", "2023-Q1": "80", "2023-Q2": "83", "2023-Q3": "86"}}
    assert not any(question.id.startswith("periods") for question in found.questions)


def test_of_two_years_in_a_sheet_neither_is_taken_for_its_months():
    found = brought("KPI,Apr,May,Jun,Target 2024/25\nVisits,81,82,83,90\nAll of 2023/24,,,,\n")
    assert (found.records, [question.id for question in found.questions]) == ((), ["periods.which"])


def test_weeks_are_told_by_the_day_on_which_they_begin():
    found = brought("Week commencing,Open cases\n04/03/2024,412\n11/03/2024,409\n")
    assert figures(found) == {"Open cases": {"2024-03-04": "412", "2024-03-11": "409"}}


BLOCK = "{},,\n,Apr-23,May-23\nActual,{}\nTarget,90,90\n"


def test_blocks_are_called_by_what_stands_above_each():
    blocks = BLOCK.format("Assessments in time", "81,83") + ",,\n" + BLOCK.format("Re-referrals", "24,22")
    assert figures(brought(blocks)) == {
        "Assessments in time": {"2023-04": "81", "2023-05": "83"}, "Re-referrals": {"2023-04": "24", "2023-05": "22"},
    }  # fmt: skip
    one = brought(BLOCK.format("Assessments in time", "81,83"))
    assert figures(one) == {"Assessments in time": {"2023-04": "81", "2023-05": "83"}}
    assert [str(reading.planned) for reading in readings(one)] == ["90", "90"]


def test_counts_and_shares_under_one_month_are_told_apart():
    found = brought("KPI;Apr 23;;May 23;\n;N;%;N;%\nICPC in time;18;81.8%;20;83.3%\n")
    assert figures(found) == {"ICPC in time": {"2023-04": "81.8", "2023-05": "83.3"}}
    assert [str(reading.numerator) for reading in readings(found)] == ["18", "20"]


def test_of_a_current_and_a_previous_figure_the_current_one_is_of_the_day():
    found = brought("Indicator,Target,Tolerance,Current,Previous,DoT,As at\nVisits %,90%,85%,88%,86%,Up,31/03/2024\n")
    assert figures(found) == {"Visits %": {"2024-03-31": "88"}}
    assert [str(indicator.target) for indicator in indicators(found).values()] == ["90"]
    assert any("“Previous”" in each and "“Tolerance”" in each for each in found.findings)


def test_a_quarter_beside_its_months_is_made_of_them():
    text = "KPI,Apr-23,May-23,Jun-23,Q1 23/24,Jul-23\nVisits,84,86,88,86,89\n"
    found = brought(text)
    assert figures(found) == {"Visits": {"2023-04": "84", "2023-05": "86", "2023-06": "88", "2023-07": "89"}}
    assert any("Q1 23/24" in finding for finding in found.findings)
    assert figures(brought("KPI,Q1 23/24,Jul-23\nVisits,86,89\n")) == {"Visits": {"2023-Q2": "86", "2023-07": "89"}}


def test_the_baseline_of_a_year_is_kept_with_the_indicator():
    found = brought("KPI,Baseline 22/23,Target 23/24,Apr-23,May-23,Jun-23\nVisits %,82%,90%,84%,86%,88%\n")
    (visits,) = indicators(found).values()
    assert (str(visits.target), visits.note) == ("90", "Baseline: 82 %")
    assert [*figures(found)["Visits %"]] == ["2023-04", "2023-05", "2023-06"]


def test_figures_in_columns_of_their_own_are_called_by_their_headings():
    text = "time_period,geographic_level,la_name,number,rate\n202223,Local authority,Barchester,3500,760.2\n"
    found = brought(text + "202122,Local authority,Barchester,3400,c\n", periods__years="year")
    assert figures(found)["number"] == {"2022/23": "3500", "2021/22": "3400"}
    assert figures(found)["rate"]["2022/23"] == "760.2"


def test_a_report_of_the_autumn_is_not_of_school_years():
    found = brought("Autumn 2023 performance report\nIndicator,2021-22,2022-23\nVisits,81,82\n")
    assert figures(found) == {"Visits": {"2021/22": "81", "2022/23": "82"}}
    assert [question.id for question in found.questions if question.id.startswith("periods")] == ["periods.end"]


HALVES = {
    "wide": "Indicator,H1 2016/17,2016/17 half-year 2,First half of 2017/18\nVisits %,81,82,83\n",
    "long": "Indicator,Period,Value\nVisits %,Apr-Sep 2016,81\nVisits %,October 2016 to March 2017,82\n"
    "Visits %,April 2017 - September 2017,83\n",
    "tidy": "time_period,time_identifier,geographic_level,la_name,Visits %\n201617,H1,Local authority,Barchester,81\n"
    "201617,H2,Local authority,Barchester,82\n201718,H1,Local authority,Barchester,83\n",
}


@pytest.mark.parametrize("name", HALVES)
def test_figures_of_half_years_are_asked_about_once_and_kept_with_the_half(name: str):
    left = brought(HALVES[name])
    assert left.records == ()
    assert "half a year" in (left.wrong or left.rows[0].message)
    kept = brought(HALVES[name], periods__halves="month")
    assert figures(kept) == {"Visits %": {"2016-09": "81", "2017-03": "82", "2017-09": "83"}}
    assert [indicator.cadence for indicator in indicators(kept).values()] == ["half-year"]


@pytest.mark.parametrize(
    "text", ["H1 2017", "H3 2016/17", "Apr-Aug 2017", "Winter 2016/17", "Autumn", "Sep-Feb 2017/18"]
)
def test_what_may_be_two_things_is_no_stretch_of_time(text: str):
    assert (
        brought(f"Indicator,Period,Value\nVisits %,{text},81\nVisits %,2018-04,83\n", periods__halves="month")
        .rows[0]
        .problem
    )


@pytest.mark.parametrize(
    "part",
    [
        "Autumn and spring term",
        "Week 12",
        "Half year",
        "Year to date",
        "April to June",
        "Monthly",
        "Quarterly",
        "Mid-year",
    ],
)
def test_a_part_of_a_year_that_is_not_understood_is_no_figure_of_the_year(part: str):
    text = "time_period,time_identifier,geographic_level,la_name,visits\n"
    found = brought(
        f"{text}201617,{part},Local authority,Barchester,81\n201718,Financial year,Local authority,Barchester,82\n"
    )
    assert figures(found) == {"visits": {"2017/18": "82"}}
    assert any(row.problem and f"“{part} 201617”" in row.message for row in found.rows)


@pytest.mark.parametrize(
    "whole", ["Financial year", "Financial year - April to March", "Annual", "Reporting year", "Year ending March"]
)
def test_a_word_for_the_whole_year_leaves_it_one(whole: str):
    text = "time_period,time_identifier,geographic_level,la_name,visits\n"
    found = brought(
        f"{text}201617,{whole},Local authority,Barchester,81\n201718,{whole},Local authority,Barchester,82\n"
    )
    assert figures(found) == {"visits": {"2016/17": "81", "2017/18": "82"}}


LAYOUTS = {
    "targets in the row below": (
        "Indicator,,Apr-26,May-26\nVisits,Actual,81%,82%\n,Target,90%,90%\nCalls,Actual,5,6\n,Target,7,7\n",
        {"Visits": {"2026-04": "81", "2026-05": "82"}, "Calls": {"2026-04": "5", "2026-05": "6"}}, ""),
    "the word alone in the place of a name": (
        "Indicator,Apr-26,May-26\nVisits %,81,82\nTarget,90,90\nEngland average,79,80\nCalls,5,6\nTotal,9,9\n",
        {"Visits %": {"2026-04": "81", "2026-05": "82"}, "Calls": {"2026-04": "5", "2026-05": "6"}}, "comparison"),
    "figures to compare with in columns": (
        "Academic year,Measure,Barchester,England\n2023/24,Absence %,7.1,7.2\n2024/25,Absence %,6.9,7.0\n",
        {"Absence %": {"2024-08-31": "7.1", "2025-08-31": "6.9"}}, "“England”"),
    "a pivot": (
        "Row Labels,Apr-26,May-26,Grand Total\nVisits,5,6,11\nCalls,7,8,15\nGrand Total,12,14,26\n",
        {"Visits": {"2026-04": "5", "2026-05": "6"}, "Calls": {"2026-04": "7", "2026-05": "8"}}, "total"),
    "words beside each figure": (
        "KPI,Target range,Q1 26/27,Q1 commentary,Q2 26/27,Q2 commentary\nVisits %,80 - 90,81,Sickness,88,Recovered\n",
        {"Visits %": {"2026-Q2": "81", "2026-Q3": "88"}}, "“Target range”"),
    "headed by the ends of months": (
        "KPI,30/04/2026,31/05/2026,30/06/2026,YTD\nVisits,5,6,7,18\n",
        {"Visits": {"2026-04": "5", "2026-05": "6", "2026-06": "7"}}, "“YTD”"),
    "the period above the table": (
        "Performance\nMay 2026\nKPI,Actual,RAG\nVisits,83,G\nCalls,6,A\n",
        {"Visits": {"2026-05": "83"}, "Calls": {"2026-05": "6"}}, "“RAG”"),
    "rows above that are no table": (
        "Service,Fostering,North\nSource,Returns,Monthly\nHeld by,Ann,Bob\n\nKPI,Q1 26/27,Q2 26/27\nVisits,81,85\n",
        {"Visits": {"2026-Q2": "81", "2026-Q3": "85"}}, "3 rows above the table, from row 1 on, are not read"),
    "places whose column has another name": (
        "Rate of plans\n\nOrganisations,2024,2025\nBarchester,45,44\nLoamshire,40,c\nEngland,42,42\n",
        {"Rate of plans": {"2024": "45", "2025": "44"}}, "left out: Loamshire and England"),
    "tidy, with England in rows without an authority": (
        "time_period,geographic_level,la_name,category,number\n202425,Local authority,Barchester,Total,450\n"
        "202425,Local authority,Barchester,Male,250\n202425,National,,Total,9000\n",
        {"number": {"2024/25": "450"}}, "1 row without an area"),
    "the same with headings as people write them": (
        "Year,Geography,LA name,Category,Number\n2024/25,Local authority,Barchester,Total,450\n"
        "2024/25,Local authority,Barchester,Male,250\n2024/25,National,,Total,9000\n",
        {"Number": {"2024/25": "450"}}, "1 row without an area"),
    "a number and a rate under each month": (
        "Indicator,Apr-26,Apr-26,May-26,May-26\n,No.,%,No.,%\nVisits,81,90,82,91\n",
        {"Visits": {"2026-04": "90", "2026-05": "91"}}, "I-01 Visits is a new indicator"),
    "a number alone under each month": (
        "Indicator,Apr-26,May-26\n,No.,No.\nVisits,81,82\n", {"Visits": {"2026-04": "81", "2026-05": "82"}}, ""),
    "arrows and counts behind the figures": (
        "KPI,Apr-26,May-26\nVisits,81% (n=120),82.5% ↑\nCalls,45/60,6 ▼\n",
        {"Visits": {"2026-04": "81", "2026-05": "82.5"}, "Calls": {"2026-05": "6"}}, "counts, and its unit is not"),
    "teams and their total as columns": (
        "Month,East,West,Total\nApr-26,18,22,40\nMay-26,19,21,40\n",
        {"East": {"2026-04": "18", "2026-05": "19"}, "West": {"2026-04": "22", "2026-05": "21"}}, "“Total”"),
    "comments behind each month": (
        "KPI,Apr-26,Comments,May-26,Comments\nVisits %,81,Sickness,88,Recovered\n",
        {"Visits %": {"2026-04": "81", "2026-05": "88"}}, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_stands_beside_the_figures_is_kept_with_them_or_named(name: str):
    text, wanted, told = LAYOUTS[name]
    found = brought(text)
    assert figures(found) == wanted
    assert told in " ".join([*found.findings, *(row.message for row in found.rows)])
    if "arget," in text and "range" not in text:
        assert {str(r.planned) for r in readings(found)} >= {"90"}
    if "Sickness" in text:
        assert [r.note for r in readings(found)] == ["Sickness", "Recovered"]


def test_targets_and_actuals_of_quarters_without_a_year_ask_which_year():
    text = "KPI,Q1 Target,Q1 Actual,Q2 Target,Q2 Actual\nVisits,90,81,91,85\n"
    assert [question.id for question in brought(text).questions] == ["periods.which"]
    found = brought(text, periods__which="2026-27")
    assert figures(found) == {"Visits": {"2026-Q2": "81", "2026-Q3": "85"}}
