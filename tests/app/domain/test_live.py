"""Live figures in text: filled in, or left as written with what is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import live
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import BudgetLine, Indicator, Recommendation, Risk
from tests.app.domain.plans import illustrative, plan_of, reading

OVERSIGHT = Indicator(id="i", ref="I-02", title="Management oversight", target=Decimal(95), better="higher")
PLANS = Indicator(id="j", ref="I-03", title="Children in need with a plan", better="higher")
PLAN = plan_of(
    *(OVERSIGHT, reading("i", "2017-12", "87.9"), PLANS, reading("j", "2017-12", "78.1")),
    *(
        Indicator(id="k", ref="I-04", title="Children in need", better="higher"),
        Recommendation(id="n", number=6, title="Oversight"),
    ),
    *(
        Risk(id="r", ref="R-07", title="Staff cannot be recruited", likelihood=4, impact=4),
        *illustrative("r", "impact"),
    ),
    BudgetLine(id="m", title="Growth", amount=Decimal(5_200_000)),
)


def plain(text: str, plan: Plan = PLAN) -> str:
    return live.plain(text, plan, Ratings(plan))


def problems(text: str) -> list[str]:
    return live.problems(text, PLAN, Ratings(PLAN))


@pytest.mark.parametrize(
    "name", ["I-02", "i-02", "Management oversight", "management  oversight", "oversight", "Oversight"]
)
def test_a_record_goes_by_its_reference_its_title_or_a_part_of_it(name: str):
    assert plain(f"It is {{indicator:{name} latest}} now.") == "It is 87.9 % now."


def test_a_title_that_is_part_of_another_is_still_a_title():
    assert plain("{indicator:Children in need latest}") == "no reading"


def test_what_has_no_reference_goes_by_its_number_or_title():
    assert plain("{recommendation:6 status}, {budget:growth amount}") == "not rated, £5,200,000"


def test_plain_words_and_figures_are_pieces_in_their_order():
    pieces = live.fill("At {indicator:I-02 latest}, {indicator:I-02 gap}.", PLAN, Ratings(PLAN))
    assert [(piece.text, piece.written) for piece in pieces] == [
        ("At ", ""),
        ("87.9 %", "{indicator:I-02 latest}"),
        (", ", ""),
        ("7.1 points below target", "{indicator:I-02 gap}"),
        (".", ""),
    ]
    assert pieces[1].record == OVERSIGHT


def test_a_figure_that_rests_on_illustrative_values_is_marked():
    score, figure = live.fill("{risk:R-07 score}{indicator:I-02 latest}", PLAN, Ratings(PLAN))
    assert (score.text, score.illustrative) == ("16", True)
    assert not figure.illustrative


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("{indicator:I-99 latest}", "there is no indicator “I-99”."),
        ("{indicator:children latest}", "“children” may be any of 2; write more of the title, or the reference."),
        ("{indicator:I-02}", "say what of it is wanted: latest, target, gap, period, status, owner, title."),
        ("{indicator:latest}", "say which indicator is meant."),
        ("{budget:growth latest}", "say what of it is wanted: amount."),
        ("{count:action overdue}", "there is no such figure; did you mean {count:actions overdue}"),
        ("{count:xyz}", "there is no such figure."),
        ("{programme:days}", "there is no such figure; did you mean {programme:days left}"),
        ("{weather:today}", "“weather” is none of: indicator, risk, action,"),
    ],
)
def test_what_names_nothing_stays_as_written_and_is_told(written: str, problem: str):
    assert plain(f"So {written} it is") == f"So {written} it is"
    (said,) = problems(f"So {written} it is, {written}")
    assert said.startswith(f"{written}: {problem}")


def test_a_figure_that_only_illustrative_records_give_is_illustrative():
    plan = plan_of(OVERSIGHT, reading("i", "2017-12", "87.9"), *illustrative("i", ""))
    (piece,) = live.fill("{indicator:I-02 latest}", plan, Ratings(plan))
    assert (piece.text, piece.illustrative) == ("87.9 %", True)


@pytest.mark.parametrize("text", ["", "{}", "a {b} c", "{indicator: \n}", "}{", "{{count:actions", "100 %"])
def test_other_braces_are_words(text: str):
    assert plain(text) == text
    assert problems(text) == []


@given(st.text(st.sampled_from("{}:countrisk I-0279actions \n"), max_size=80))
def test_no_text_is_lost_whatever_is_written(text: str):
    ratings = Ratings(PLAN)
    pieces = live.fill(text, PLAN, ratings)
    assert "".join(piece.written or piece.text for piece in pieces) == text


def test_everything_offered_can_be_written():
    ratings = Ratings(PLAN)
    offers = live.offers(PLAN)
    assert {"{indicator:I-02 gap}", "{count:risks high}", "{programme:days left}"} <= {o.written for o in offers}
    for offer in offers:
        (piece,) = live.fill(offer.written, PLAN, ratings)
        assert not piece.problem
        assert piece.text
        assert offer.about


def test_offers_can_be_searched_by_what_was_typed_so_far():
    first, *others = [o.written for o in live.offers(PLAN, "{indicator:I-02 la")]
    assert first == "{indicator:I-02 latest}"
    assert "{indicator:I-02 period}" in others  # "the period of its latest figure"
    assert "{count:risks high}" in [o.written for o in live.offers(PLAN, "high score")]
    assert live.offers(PLAN, "nothing of the kind") == []


@pytest.mark.parametrize(
    ("written", "described"),
    [
        ("{indicator:I-02 latest}", "[I-02: its latest figure]"), ("{theme:2 status}", "[theme 2: how it stands]"),
        ("{programme:days left}", "[days to the goal]"), ("{count:risks}", "[how many: open risks]"),
        ("{indicator:I-02 nonsense}", "[indicator I-02 nonsense]"), ("{foo:bar}", "[foo bar]"),
        ("{a} {b: ", "{a} {b: "),
    ],
)  # fmt: skip
def test_where_it_is_told_of_a_figure_stands_in_words(written: str, described: str):
    assert live.described(f"At {written}, then") == f"At {described}, then"


def test_everything_offered_has_words():
    for offer in live.offers(PLAN):
        assert live.described(offer.written).endswith(f"{offer.about.rpartition(': ')[2]}]")
