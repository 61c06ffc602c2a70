"""Which sums of money add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import sums
from app.domain.plan import Plan
from app.domain.records import BudgetLine, Provenance, Record, Settlement


def plan(*records: Record) -> Plan:
    by_kind: dict[type[Record], list[Record]] = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record)
    return Plan(by_kind, date(2018, 1, 31))


def line(key: str, amount: str | None = "100", years: str = "2017/18", nature: str = "growth") -> BudgetLine:
    return BudgetLine(
        id=key, title=key, amount=None if amount is None else Decimal(amount), years=years, nature=nature
    )  # fmt: skip


def says(key: str, record: str, source: str, statement: str) -> Provenance:
    return Provenance(id=key, record=record, field="amount", source=source, statement=statement)


def test_lines_of_the_same_years_and_nature_add_up():
    found = sums(plan(line("a", "5200000"), line("b", "800000.50", " 2017/18 "), line("c", "1", nature="one-off")))
    assert [total.sentence for total in found.totals] == ["Growth, 2017/18: £6,000,000.50 (2 lines)"]
    assert found.left_out == "Not in a total: 1 is the only one of its years and nature."


def test_without_a_total_it_says_why():
    found = sums(plan(line("a"), line("b", None), line("c", years=""), line("d", years=""), line("e", nature="")))
    assert found.totals == ()
    assert found.left_out == (
        "No total, as only sums of the same years and nature add up: 1 names no sum, 2 give no years, 1 does not say "
        "whether it is one-off or growth and 1 is the only one of its years and nature."
    )


def test_a_sum_about_which_sources_disagree_is_not_added_before_somebody_settles_it():
    rivals = says("p", "a", "3.12", "£4.5 million."), says("q", "a", "4.3", "£4.2 million.")
    apart = sums(plan(line("a"), line("b"), *rivals))
    assert apart.totals == ()
    assert "sources disagree about 1" in apart.left_out
    settled = Settlement(id="s", record="a", field="amount", holds_true="x", reason="y", by="Ann", day=date(2018, 1, 1))
    assert [total.amount for total in sums(plan(line("a"), line("b"), *rivals, settled)).totals] == [Decimal(200)]


def test_a_total_that_rests_on_an_illustrative_sum_is_marked():
    mark = Provenance(id="p", record="a", field="amount", illustrative=True)
    assert [total.illustrative for total in sums(plan(line("a"), line("b"), mark)).totals] == [True]
    assert [total.illustrative for total in sums(plan(line("a"), line("b"))).totals] == [False]


def test_one_line_needs_no_total():
    assert (sums(plan(line("a"))).totals, sums(plan(line("a"))).left_out) == ((), "")


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(0, 999_999)), st.sampled_from(["", "2017/18", "2018/19"]),
            st.sampled_from(["", "growth", "one-off"]),
        )
    )
)  # fmt: skip
def test_no_pound_is_counted_twice_or_from_elsewhere(lines: list[tuple[int | None, str, str]]):
    records = [line(f"k{n}", None if a is None else str(a), y, k) for n, (a, y, k) in enumerate(lines)]
    found = sums(plan(*records))
    added = [each for total in found.totals for each in total.lines]
    assert len({each.id for each in added}) == len(added)
    for total in found.totals:
        assert total.amount == sum(each.amount or 0 for each in total.lines)
        assert len({(each.years, each.nature) for each in total.lines}) == 1
    assert bool(found.left_out) == (len(records) > 1 and len(added) < len(records))
