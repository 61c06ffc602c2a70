"""What the briefing says of each chart, and the figures beneath it."""

from __future__ import annotations

from datetime import date

import pytest

from app.briefing import PaperOptions
from app.briefing.blocks import Block, Table, Together
from app.briefing.context import BriefingContext
from app.briefing.sections.indicators import indicator_figures
from app.briefing.templates import compose
from tests.app.briefing.test_templates import section
from tests.app.domain import test_chart_cases as cases

TODAY = date(2018, 2, 1)


def said(name: str) -> str:
    made = compose("board", cases.plan(name), printed=TODAY, options=PaperOptions(annex=True))
    return section(made, "indicator_charts") + section(made, "indicator_figures")


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    found: list[Table] = []
    for block in blocks:
        found += [block] if isinstance(block, Table) else tables(block.blocks) if isinstance(block, Together) else []
    return found


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("assurance_trajectory", "the target of 95 % is out of its reach."),
        ("takeaway_hides_fall", "down 25 points from its best, 95 % in August 2017"),
        ("percent_over_100", "Figures lie beyond 100 %, so the limits are not cut there."),
    ],
)
def test_a_chart_says_on_paper_what_it_says_on_screen(name: str, sentence: str):
    assert sentence in said(name)


def test_figures_too_long_for_a_month_s_column_stand_by_month_and_year():
    material = BriefingContext.gather(
        cases.plan("q01_readings"), before=None, meeting=None, since=None, facts_only=False, printed=TODAY
    )
    found = {table.about: table for table in tables(indicator_figures(material))}
    money, share = found["Values of Money with pence"], found["Values of Months missing"]
    assert [column.title for column in money.columns] == ["", "2016", "2017", "2018"]
    assert (len(money.rows), len(share.rows)) == (12, 3)
    assert "2,000,013.20" in said("q01_readings")
