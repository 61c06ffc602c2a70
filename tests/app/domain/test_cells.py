"""Cells of a register: what is copied is what would be typed, and a block fits whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cells import CellColumn, Misfit, Pasted, block, paste, read, typed, words
from app.domain.fields import FieldError
from app.domain.records import Action, Category, Risk
from app.domain.schedule import PartialDate
from tests.app.domain.plans import plan_of

CULTURE = Category(id="0" * 25 + "C", title="Culture")
LEAVE = Risk(id="r1", ref="R-01", title="Staff leave", owner="Ann", likelihood=4, impact=5, category=CULTURE.id)
COST = Risk(id="r2", ref="R-02", title="Cost", response="treat", closed=date(2018, 1, 31), closed_why="It occurred")
PLAN = plan_of(CULTURE, LEAVE, COST, Action(id="a", title="Recruit", owner="Bob"))
SCORE = ("likelihood", "impact")
COLUMNS = [
    CellColumn("Ref", ("ref",)), CellColumn("Risk", ("title",)), CellColumn("Owner", ("owner",)),
    CellColumn("Score", SCORE), CellColumn("Moved", ()), CellColumn("Response", ("response",)),
    CellColumn("Next review", ("review",)), CellColumn("Category", ("category",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "names", "text"),
    [
        (LEAVE, SCORE, "4 x 5"),
        (COST, SCORE, ""),
        (LEAVE, ("category",), "Culture"),
        (COST, ("response",), "Treat"),
        (COST, ("closed",), "31 Jan 2018"),
        (COST, ("owner",), ""),
    ],
)
def test_a_cell_says_what_one_would_type(record: Risk, names: tuple[str, ...], text: str):
    assert typed(PLAN, record, names) == text
    assert read(PLAN, Risk, names, text) == {name: getattr(record, name) for name in names}


@pytest.mark.parametrize("text", ["4x5", "4 x 5", "4X5", "4*5", "4 5", "4,5", "L4 I5", "4x5=20", "Likely, severe"])
def test_a_score_is_typed_as_people_write_it(text: str):
    assert read(PLAN, Risk, SCORE, text) == {"likelihood": 4, "impact": 5}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("20", "Write likelihood and impact, such as 4 x 5."),
        ("4x5=16", "4 x 5 is 20, not 16."),
        ("4x6", "Impact is a whole number from 1 to 5."),
        ("high", "Write likelihood and impact, such as 4 x 5."),
    ],
)
def test_what_is_no_score_is_refused(text: str, why: str):
    with pytest.raises(FieldError, match=f"^{why}$"):
        read(PLAN, Risk, SCORE, text)


@pytest.mark.parametrize("text", ["Tolerate", "tolerate", "to", "2"])
def test_a_choice_is_typed_by_word_first_letters_or_number(text: str):
    assert read(PLAN, Risk, ("response",), text) == {"response": "tolerate"}


@pytest.mark.parametrize("text", ["t", "9", "0", "tolerable"])
def test_a_choice_that_is_none_or_several_is_refused(text: str):
    with pytest.raises(FieldError, match="Response is one of"):
        read(PLAN, Risk, ("response",), text)


def test_owners_in_use_are_offered_whatever_they_own():
    assert words(PLAN, Risk, ("owner",)) == ["Ann", "Bob"]
    assert words(PLAN, Risk, ("response",)) == ["Treat", "Tolerate", "Transfer", "Terminate"]
    assert words(PLAN, Risk, ("category",)) == ["Culture"]
    assert words(PLAN, Risk, ("title",)) == words(PLAN, Risk, SCORE) == []


def test_a_block_is_read_as_excel_copies_it():
    assert block('R-01\tAnn\r\nR-02\t"two\nlines"\r\n') == [["R-01", "Ann"], ["R-02", "two\nlines"]]
    assert block("") == []
    with pytest.raises(FieldError, match="more than 100,000 cells"):
        block("\t" * 100_001)


def test_a_block_changes_the_rows_from_where_it_is_pasted():
    made = paste(PLAN, Risk, [LEAVE, COST], COLUMNS[2:4], block("Cy\t2x2\nDi\t"))
    assert made == Pasted((replace(LEAVE, owner="Cy", likelihood=2, impact=2), replace(COST, owner="Di")))


def test_headings_say_where_columns_go():
    made = paste(PLAN, Risk, [LEAVE], COLUMNS[2:], block("Score\tRisk\n1x1\tPeople leave"), among=COLUMNS)
    assert made.records == (replace(LEAVE, title="People leave", likelihood=1, impact=1),)


def test_one_cell_that_is_called_like_its_heading_is_no_heading():
    made = paste(PLAN, Risk, [LEAVE], COLUMNS[2:], block("Owner"), among=COLUMNS)
    assert made.records == (replace(LEAVE, owner="Owner"),)


def test_rows_below_the_last_are_new():
    made = paste(PLAN, Risk, [COST], COLUMNS[1:], block("Cost\nFloods\tAnn\t\t\ttreat\n\n"))
    assert made.records == ()
    assert made.new == ({"title": "Floods", "owner": "Ann", "likelihood": None, "impact": None, "response": "treat"},)


def test_each_cell_that_does_not_fit_is_named_with_its_line_and_column():
    made = paste(PLAN, Risk, [LEAVE, COST], COLUMNS[3:], block("9x9\tworse\n3x3\t\tnever\tsoon"))
    assert made.misfits == (
        Misfit(0, "Score", "Likelihood is a whole number from 1 to 5."),
        Misfit(0, "Moved", "“Moved” is worked out and takes no “worse”."),
        Misfit(1, "Response", "Response is one of: Not decided, Treat, Tolerate, Transfer, Terminate."),
        made.misfits[3],
    )
    assert made.misfits[3].column == "Next review"


def test_what_the_rules_of_a_record_refuse_is_a_misfit_too():
    (title,) = paste(PLAN, Risk, [LEAVE], COLUMNS[1:], block(" ")).misfits
    assert title == Misfit(0, "Risk", "Risk is needed.")
    (beside,) = paste(PLAN, Risk, [LEAVE], COLUMNS[7:], block("Culture\tmore")).misfits
    assert beside == Misfit(0, "", "Beside the last column nothing can be pasted.")


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=12)
RISKS = st.builds(
    Risk,
    id=st.just("r1"),
    title=LINES.filter(str.strip).map(lambda text: " ".join(text.split())),
    owner=LINES.map(lambda text: " ".join(text.split())),
    response=st.sampled_from(["", "treat", "tolerate", "transfer", "terminate"]),
    review=st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)).map(lambda day: PartialDate(day.isoformat())),
    category=st.sampled_from(["", CULTURE.id]),
)
SCORES = st.none() | st.tuples(st.integers(1, 5), st.integers(1, 5))


@given(RISKS, SCORES)
def test_what_is_copied_and_pasted_changes_nothing_and_typing_is_pasting(risk: Risk, score: tuple[int, int] | None):
    if score:
        risk = replace(risk, likelihood=score[0], impact=score[1])
    columns = [column for column in COLUMNS if column.names]
    copied = [typed(PLAN, risk, column.names) for column in columns]
    assert paste(PLAN, Risk, [risk], columns, [copied]) == Pasted()
    there = replace(LEAVE, id="r1")
    at_once = paste(PLAN, Risk, [there], columns, [copied])
    if not at_once.misfits:
        one_by_one = there
        for column, text in zip(columns, copied, strict=True):
            one_by_one = one_by_one.having(read(PLAN, Risk, column.names, text))
        assert (at_once.records or (there,)) == (one_by_one,)
