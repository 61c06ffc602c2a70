"""What stands around the figures of an indicator: parts, targets that change, figures of others, and its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.keys import key_of
from app.domain.records import Benchmark, Indicator, Reading, Rebase, TargetStep
from app.domain.schedule import PartialDate
from app.ui.dialogs.write import edit_record
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.indicators.around import Benchmarks, NewLimits, Parts
from app.ui.pages.indicators.panel import facts
from app.workspace import Person, Workspace
from tests.app.domain.test_limits import AFTER, BEFORE
from tests.app.ui.hands import answering, press, type_into, window_of


@pytest.fixture
def page(tmp_path: Path) -> Iterator[IndicatorsPage]:
    made = Workspace.create(tmp_path / "p.goldthread", Person("Ann"), tmp_path / "b", "Plan")
    made.save(made.draft(type(made.plan.programme), title="Plan"), label="x") if not made.plan.programme.id else None
    visits = made.draft(Indicator, title="Visits in time", better="higher", target=Decimal(90), unit="%")
    months = [f"{2016 + n // 12}-{n % 12 + 1:02}" for n in range(21)]
    figures = [
        made.draft(Reading, indicator=visits.id, period=PartialDate(month), value=Decimal(value))
        for month, value in zip(months, [*BEFORE, *AFTER[:8]], strict=True)
    ]
    england = made.draft(
        Benchmark, indicator=visits.id, who="England", period=PartialDate("2016/17"), value=Decimal(84)
    )
    made.save(visits, *figures, england, label="Enter")
    with window_of(made) as window:
        window.open_target(visits)
        shown = window.page()
        assert isinstance(shown, IndicatorsPage)
        yield shown


def part(page: IndicatorsPage, kind: type[Any]) -> Any:
    found = page.indicators.panel.part(kind)
    page.indicators.panel.area.ensureWidgetVisible(found)
    return found


def test_limits_are_begun_anew_where_a_shift_has_held_and_undone(page: IndicatorsPage, qtbot: QtBot):
    limits = part(page, NewLimits)
    assert limits.offer.text().startswith("A shift has held: since February 2017 the mean would be 82.5 %")
    assert limits.add_button.text() == "Begin limits anew"

    def write(dialog: Any) -> None:
        assert dialog.form.fields["starts"].text() == "February 2017"
        type_into(qtbot, dialog.form.fields["title"].control, "New recording")
        type_into(qtbot, dialog.form.fields["reason"].control, "Another system counts.")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, limits.add_button)
    (made,) = page.workspace.all(Rebase)
    assert made.starts == PartialDate("2017-02")
    assert page.workspace.undo_label == "Begin the limits of I-01 anew from February 2017"
    assert limits.offer.isHidden()
    said = "Limits need 13 points; there are 8 since they were begun anew from February 2017: new recording."
    assert page.indicators.trend.settings.text().startswith(f"Higher is better. {said}")
    page.workspace.undo()
    page.reload(frozenset({Rebase}))
    assert page.workspace.all(Rebase) == ()
    assert limits.offer.text()


def test_a_part_is_begun_like_its_whole_and_stands_under_it(page: IndicatorsPage, qtbot: QtBot):
    parts, whole = part(page, Parts), page.workspace.all(Indicator)[0]

    def write(dialog: Any) -> None:
        assert dialog.form.fields["target"].text() == "90"
        type_into(qtbot, dialog.form.fields["title"].control, "North")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, parts.add_button)
    made = next(each for each in page.workspace.all(Indicator) if each.id != whole.id)
    assert (made.part_of, made.better, made.cadence) == (whole.id, "higher", whole.cadence)
    page.reveal(whole)
    assert list(parts.lines) == [made.id]
    assert parts.said.text() == "No figure in September 2017 from North."
    assert [row.record.id for row in page.indicators.table.records.rows] == [whole.id, made.id]
    assert page.summary(page.workspace.plan) == "1 indicator"
    press(qtbot, parts.lines[made.id])
    assert page.indicators.panel.record == made
    assert page.indicators.panel.part(Parts).isHidden(), "a part has no parts"


def test_a_figure_of_others_says_how_one_compares(page: IndicatorsPage):
    lines = part(page, Benchmarks).lines.values()
    (row,) = [line.row for line in lines]
    assert (row.text, row.detail) == ("England 84 %", "Here 84 % for March 2017, the same")


def test_what_is_entered_again_or_moved_onto_another_writes_over_nothing(page: IndicatorsPage, qtbot: QtBot):
    workspace, (england,) = page.workspace, page.workspace.all(Benchmark)
    london = replace(england, id="", who="London", value=Decimal(70))
    workspace.save(replace(london, id=key_of(london)), label="Enter")

    def again(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["who"].control.lineEdit(), "England")
        type_into(qtbot, dialog.form.fields["period"].control, "2016/17")
        type_into(qtbot, dialog.form.fields["value"].control, "12")
        press(qtbot, dialog.save_button)
        assert "There is one already" in dialog.form.fields["period"].hint.text()
        dialog.reject()

    with answering(again):
        press(qtbot, part(page, Benchmarks).add_button)

    def onto(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["who"].control.lineEdit(), "England")
        press(qtbot, dialog.save_button)
        assert "There is one already" in dialog.form.fields["period"].hint.text()
        type_into(qtbot, dialog.form.fields["who"].control.lineEdit(), "Neighbours")
        press(qtbot, dialog.save_button)

    with answering(onto):
        edit_record(workspace, next(each for each in workspace.all(Benchmark) if each.who == "London"))
    found = {each.who: each.value for each in workspace.all(Benchmark)}
    assert found == {"England": Decimal(84), "Neighbours": Decimal(70)}
    workspace.undo()
    assert {each.who for each in workspace.all(Benchmark)} == {"England", "London"}


def test_what_an_indicator_is_speaks_of_the_target_that_holds_now(page: IndicatorsPage):
    visits = next(iter(page.workspace.all(Indicator)))
    step = page.workspace.draft(
        TargetStep, indicator=visits.id, starts=PartialDate("2017-06"), target=Decimal(93)
    )  # fmt: skip
    lines = {line.label: line.text for line in facts(page.workspace.plan, visits)}
    assert lines["Target"] == "90 %"
    page.workspace.save(step, label="Ask for more")
    lines = {line.label: line.text for line in facts(page.workspace.plan, visits)}
    assert lines["Target"] == "93 % now, 90 % before"
    assert lines["Judged"].startswith("On track at 93 % or more, at risk down to 88 %")
