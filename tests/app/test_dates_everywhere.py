"""Wherever a date is typed, the same forms are read and the same sentence says what can be written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import cli
from app.domain.dates import DAY_FORMS, FORMS
from app.domain.disputes import carried
from app.domain.fields import Day, FieldError, When
from app.domain.plan import Plan
from app.domain.records import KINDS, Action, Indicator, Programme, Reading, Record, Risk, rules
from app.domain.schedule import PartialDate
from app.exchange import planfile
from app.exchange.importing.dates import read_when
from app.exchange.importing.grid import Cell
from app.ui.dialogs.as_at import AsAtDialog
from app.ui.dialogs.reading import ReadingDialog
from app.ui.dialogs.special import RiskDialog
from app.ui.page import ALL_KINDS
from app.ui.pages.history.filter_bar import read_period
from app.ui.pages.history.page import HistoryPage
from app.ui.session import Session
from app.workspace import Person, Refusal, Workspace, read_moment
from tests.app.exchange.importing.sheets import imported, only, row

DAYS = {
    "30/4/18": "2018-04-30",
    "30.04.2018": "2018-04-30",
    "30 Apr 2018": "2018-04-30",
    "30th of April, 2018": "2018-04-30",
    "Mon 30 April 2018": "2018-04-30",
    "w/e 12.01.18": "2018-01-12",
    "1st March 2018": "2018-03-01",
    "March 31, 2018": "2018-03-31",
    "2018-03-31 00:00": "2018-03-31",
    " 30-Apr-18 ": "2018-04-30",
}
LONGER = {
    "Apr-18": "2018-04",
    "Sept-17": "2017-09",
    "04/2018": "2018-04",
    "end of March 2018": "2018-03",
    "by end Mar 18": "2018-03",
    "Q3 2017/18": "2017-Q4",
    "Q3 2017": "2017-Q4",
    "2017-Q3": "2017-Q3",
    "2nd quarter 2018/19": "2018-Q3",
    "2017/18": "2017/18",
    "FY 2017-18": "2017/18",
    "year to March 2018": "2017/18",
    "2018": "2018",
}
NONE = ["soon", "early May 2018", "31 Apr 2018", "Tue 30 April 2018", "12/13", "31 March", "April/May 2018", "2017/19"]
DATED = [(kind, name, rule) for kind in KINDS for name, rule in rules(kind).items() if isinstance(rule, Day | When)]


def test_there_are_dates_in_many_places():
    assert len(DATED) >= 40
    assert {rule.label for _, _, rule in DATED} >= {"Due", "Period", "Next review", "Goal date", "Asked on"}


@pytest.mark.parametrize(("kind", "name", "rule"), DATED, ids=lambda part: getattr(part, "__name__", str(part))[:30])
def test_every_field_that_is_dated_reads_every_form(kind: type[Record], name: str, rule: Day | When):
    assert isinstance(rule, Day | When)
    for typed, stored in DAYS.items():
        value = rule.read(typed)
        assert (PartialDate.of(value) if isinstance(value, date) else value) == PartialDate(stored)
    for typed, stored in LONGER.items():
        if isinstance(rule, When):
            assert rule.read(typed) == PartialDate(stored)
        elif "end" in typed:
            assert rule.read(typed) == PartialDate(stored).last
        else:
            with pytest.raises(FieldError, match=f"{rule.label} needs a day, such as {DAY_FORMS}"):
                rule.read(typed)
    for typed in NONE:
        assert _refused(rule, typed).endswith(".")
    assert _refused(rule, "soon") == f"Write a date such as {FORMS if isinstance(rule, When) else DAY_FORMS}."


def _refused(rule: Day | When, typed: str) -> str:
    with pytest.raises(FieldError) as caught:
        rule.read(typed)
    return str(caught.value)


@pytest.mark.parametrize(("typed", "stored"), (DAYS | LONGER).items())
def test_moments_spans_and_cells_are_read_alike(typed: str, stored: str):
    when = PartialDate(stored)
    assert read_period(typed) == (when.first, when.last)
    assert read_when(Cell(typed)).date == when
    moment = read_moment(typed)
    assert moment.date() == when.last
    assert moment.time() == (time(0, 0, 59, 999_000) if ":" in typed else time(23, 59, 59, 999_000))


@pytest.mark.parametrize("typed", NONE)
def test_moments_and_spans_refuse_alike(typed: str):
    if typed != "April/May 2018":
        with pytest.raises(ValueError, match=r"\.$") as caught:
            read_period(typed)
        with pytest.raises(Refusal) as refused:
            read_moment(typed)
        assert str(caught.value) == str(refused.value) == _refused(When(label="Due"), typed)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improve")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("quarters", "stored", "words"),
    [
        ("council", "2017-Q4", "October to December 2017"),
        ("calendar", "2017-Q3", "July to September 2017"),
    ],
)
def test_the_plan_says_whose_a_quarter_is_wherever_it_is_typed(
    qtbot: QtBot,
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    quarters: str,
    stored: str,
    words: str,
):
    workspace.save(replace(workspace.plan.programme, quarters=quarters), label="Set")
    page = HistoryPage(Session(workspace))
    qtbot.addWidget(page)
    page.reload(ALL_KINDS)
    dialog = RiskDialog(workspace, workspace.draft(Risk, title="Staff leave"), "New risk", "Add", page)
    review = dialog.form.fields["review"]
    review.set_text("Q3 2017")
    assert review.hint.text() == words
    dialog.accept()
    assert dialog.saved is not None
    assert dialog.saved.review == PartialDate(stored)
    page.filters.period.setText("q3 2017")
    assert page.filters.understood.text() == f"When: {words}"
    as_at = AsAtDialog(workspace, page)
    as_at.moment.set_text("Q3 2017")
    assert str(PartialDate(stored).last.day) in as_at.moment.hint.text()
    found = imported("Ref | Action | Due\n1 | Recruit | Q3 2017", plan=workspace.plan)
    assert only(found, Action)[0].due == PartialDate(stored)
    assert f"Due “Q3 2017” is read as {words}" in row(found, 2).message
    cli.main(["set", str(_copy(workspace)), "programme", "started=Q3 2017"])
    assert words in capsys.readouterr().out


def test_a_council_s_year_stays_one_in_file_text_and_form(qtbot: QtBot, workspace: Workspace, tmp_path: Path):
    indicator = workspace.draft(Indicator, title="Turnover", cadence="year")
    typed = When(label="Period").read("year to March 2018")
    assert isinstance(typed, PartialDate)
    workspace.save(
        indicator, workspace.draft(Reading, indicator=indicator.id, period=typed, value=Decimal(9)), label="Enter"
    )
    assert workspace.check() == []
    document = planfile.expand(planfile.parse(json.dumps(workspace.dump()).encode()))
    other = Workspace.create(tmp_path / "other.goldthread", Person("Bo"), tmp_path / "backups")
    other.bring_in(document.edits, document.baselines, document.contents)
    other.close()
    other = Workspace.open(tmp_path / "other.goldthread", Person("Bo"), tmp_path / "backups", write=False)
    (found,) = other.all(Reading)
    assert found.period == PartialDate("2017/18")
    assert found.name == "Reading for 2017/18"
    other.close()
    dialog = ReadingDialog(workspace, indicator)
    qtbot.addWidget(dialog)
    assert dialog.form.fields["period"].text() == "2018/19"


def _copy(workspace: Workspace) -> Path:
    """A copy of the plan, which is open for writing here."""
    path = workspace.path.with_name("copy.goldthread")
    shutil.copy(workspace.path, path)
    return path


def test_a_source_s_statement_is_read_alike():
    due = When(label="Due")
    assert carried(due, "To be done by Q3 2017/18.") == PartialDate("2017-Q4")
    assert carried(due, "In 2017/18 it was 12.") == PartialDate("2017/18")
    calendar = Plan({Programme: (Programme(id="P", quarters="calendar"),)}, date(2018, 1, 31))
    assert carried(due.within(calendar), "Since Q3 2017.") == PartialDate("2017-Q3")
