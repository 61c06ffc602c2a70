"""Small charts: what each draws and says, in which order they stand, and which axes they share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.rating import Ratings
from app.domain.records import Indicator, Reading, Rebase, Record, Theme
from app.domain.schedule import PartialDate
from app.domain.small_charts import Order, SmallChart, by_theme, in_order, shared_heights, small_chart
from app.domain.spc import Assurance, Variation
from app.domain.trend import chart
from tests.app.domain.charts import VISITS, full_plan
from tests.app.domain.plans import illustrative, linked, plan_of, reading

STEADY = [80, 84, 81, 85, 82, 86, 83, 80, 84, 81, 85, 82, 86, 83]
END = 2017 * 12 + 11


def figures(key: str, values: list[int]) -> list[Reading]:
    months = range(END - len(values) + 1, END + 1)
    return [reading(key, f"{m // 12}-{m % 12 + 1:02}", str(v)) for m, v in zip(months, values, strict=True)]


def indicator(key: str, **given: object) -> Indicator:
    return Indicator(id=key, title=key.upper(), **{"target": Decimal(80), "better": "higher", **given})  # type: ignore[arg-type]


def drawn(of: Indicator, *records: Record) -> SmallChart:
    plan = plan_of(of, *records)
    return small_chart(plan, of, Ratings(plan))


def test_it_draws_what_the_large_chart_draws():
    a = indicator("a", target=Decimal(95))
    plan = plan_of(a, *figures("a", [*STEADY, 99]), *illustrative("a 2017-11", "value"))
    ratings = Ratings(plan)
    small, large = small_chart(plan, a, ratings), chart(plan, a, ratings)
    assert [(p.day, p.value, p.kind, p.shape, p.filled, p.joined) for p in small.points] == [
        (p.day, p.value, p.kind, p.shape, p.filled, p.joined) for p in large.points
    ]
    assert (small.variation, small.assurance) == (large.variation, large.assurance)
    assert large.lower
    assert abs(small.lower - large.lower.through[0][1]) < Decimal("0.01")  # type: ignore[operator]
    assert small.title == large.title
    assert small.latest == "99 % in December 2017"
    assert small.gap == large.points[-1].gap


def test_the_figure_says_what_it_is_where_chance_does_not_explain_it():
    """In words, for who cannot tell colours: the same triangle is better in one chart and worse in another."""
    up = figures("a", [*STEADY, 140])
    assert drawn(indicator("a"), *up).line == "140 % in December 2017 · improvement"
    assert drawn(indicator("a", better="lower"), *up).line == "140 % in December 2017 · concern"
    assert drawn(indicator("a", better=""), *up).line == "140 % in December 2017 · change"
    assert drawn(indicator("a"), *figures("a", STEADY)).line == "83 % in December 2017"
    assert drawn(indicator("a"), *up, *illustrative("a 2017-12", "value")).line.startswith("140 % in December 2017 * ·")


def test_only_the_last_two_years_are_drawn_and_limits_come_from_all():
    small = drawn(indicator("a"), *figures("a", STEADY * 4))
    assert small.days == (date(2016, 1, 1), date(2018, 1, 31))
    assert len(small.points) == 24
    assert small.variation is Variation.COMMON
    quarterly = indicator("a", cadence="quarter")
    assert drawn(quarterly, reading("a", "2013-Q1", "80")).days[0] == date(2012, 1, 1)
    assert len(drawn(quarterly, reading("a", "2013-Q1", "80")).points) == 1


def test_without_a_reading_or_enough_of_them_it_says_so():
    nothing = drawn(indicator("a"))
    assert (nothing.latest, nothing.points, nothing.variation, nothing.assurance) == ("No reading yet", (), None, None)
    assert "limits need 13 figures" in drawn(indicator("a"), *figures("a", [80])).said


def test_whether_it_meets_its_target_is_put_into_words_only_while_it_is_stable():
    out = indicator("a", target=Decimal(95))
    stable = drawn(out, *figures("a", STEADY))
    assert stable.assurance is Assurance.MISSES
    assert Assurance.MISSES.value in stable.said
    changing = drawn(out, *figures("a", [*STEADY, 60]))
    assert changing.assurance is not None
    assert changing.assurance.value not in changing.said
    assert "special cause: concern" in changing.said


def test_what_is_for_context_has_no_status_and_no_target():
    context = drawn(indicator("a", context=True), *figures("a", STEADY))
    assert (context.status, context.target, context.gap, context.assurance) == ("", None, "", None)


def test_a_band_draws_both_ends():
    band = drawn(indicator("a", better="band", target_high=Decimal(90)), *figures("a", STEADY))
    assert (band.target, band.target_high) == (Decimal(80), Decimal(90))


def test_they_stand_by_theme_and_what_measures_none_stands_last():
    first, second = Theme(id="t1", title="Practice", number=1), Theme(id="t2", title="Staff", number=2)
    a, b, c = indicator("a"), indicator("b"), indicator("c")
    plan = plan_of(first, second, c, *linked("t2", a), *linked("t1", a, b)[1:])
    groups = [(group.title, [each.id for each in group.indicators]) for group in by_theme(plan)]
    assert groups == [("Theme 1: Practice", ["a", "b"]), ("Theme 2: Staff", ["a"]), ("No theme", ["c"])]
    assert [group.title for group in by_theme(plan, [c])] == ["No theme"]


def test_the_worst_stand_first_or_what_is_special_does():
    red, green = indicator("red", target=Decimal(99)), indicator("green", target=Decimal(10))
    special, context = indicator("special", target=Decimal(10)), indicator("context", context=True)
    none = indicator("none", target=None, better="unknown")
    every = [none, context, green, special, red]
    plan = plan_of(
        *every, *figures("red", STEADY), *figures("green", STEADY), *figures("special", [*STEADY, 60]),
        *figures("context", STEADY),
    )  # fmt: skip
    ratings = Ratings(plan)
    worst = [each.id for each in in_order(plan, ratings, every, Order.WORST)]
    assert worst == ["red", "special", "green", "none", "context"]
    assert [each.id for each in in_order(plan, ratings, every, Order.SPECIAL)][:2] == ["special", "red"]


def test_axes_are_shared_where_units_agree_and_a_bare_number_is_no_unit():
    a, b = indicator("a"), indicator("b", target=Decimal(95))
    count, none = indicator("c", unit="", target=None), indicator("d", target=Decimal(1))
    plan = plan_of(a, b, count, none, *figures("a", [50, 60]), *figures("b", [70, 90]), *figures("c", [3000, 3100]))
    assert shared_heights(plan, [a, b, count, none]) == {"%": (Decimal(50), Decimal(95))}


@given(st.lists(st.integers(0, 100), max_size=30), st.lists(st.integers(0, 100), max_size=30))
def test_what_is_drawn_of_each_lies_within_the_axis_that_they_share(these, those):
    a, b = indicator("a"), indicator("b", better="lower", target=Decimal(20))
    plan = plan_of(a, b, *figures("a", these), *figures("b", those))
    shared = shared_heights(plan, [a, b])
    for each in (a, b):
        chart_of = small_chart(plan, each, Ratings(plan))
        if chart_of.points:
            assert shared["%"][0] <= chart_of.heights[0] <= chart_of.heights[1] <= shared["%"][1]


@given(st.lists(st.integers(0, 100), max_size=40), st.sampled_from(["higher", "lower", "", "unknown"]))
def test_all_that_is_drawn_lies_within_its_heights_and_days(values, better):
    small = drawn(indicator("a", better=better), *figures("a", values))
    low, high = small.heights
    heights = [p.value for p in small.points] + [h for h in (small.target, small.lower, small.upper, small.mean) if h]
    assert all(low <= height <= high for height in heights)
    assert all(small.days[0] <= point.day <= small.days[1] for point in small.points)


@given(st.permutations(list(range(6))))
def test_the_order_is_the_same_however_they_come(numbers):
    every = [indicator(f"i{n}", target=Decimal(70 + 5 * n)) for n in range(6)]
    plan = plan_of(*every, *(r for each in every for r in figures(each.id, STEADY)))
    found = in_order(plan, Ratings(plan), [every[n] for n in numbers], Order.WORST)
    ranks = [Ratings(plan).of(each).status.rank for each in found]
    assert ranks == sorted(ranks)
    assert replace(every[0]) in found


def test_new_limits_stand_from_where_they_begin():
    plan = full_plan()
    small = small_chart(plan, VISITS, Ratings(plan))
    (large,) = chart(plan, VISITS, Ratings(plan)).begun
    assert small.begun == (large.day,) == (date(2016, 10, 1),)
    assert small.lines_from == large.day
    assert "limits begin anew from 1 Oct 2016" in small.said
    without = drawn(indicator("a"), *figures("a", STEADY))
    assert without.begun == ()
    assert without.lines_from == without.days[0]
    before = Rebase(id="r", indicator="a", starts=PartialDate("2010-01"), title="Long ago", reason="Counted anew")
    assert drawn(indicator("a"), *figures("a", STEADY), before).begun == (), "no figure is before it"
