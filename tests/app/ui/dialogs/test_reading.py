"""Entering and correcting readings, by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Programme, Provenance, Reading, TargetStep
from app.domain.schedule import PartialDate
from app.ui.dialogs.reading import ReadingDialog
from app.workspace import Person, Workspace
from tests.app.ui.hands import Key, press, type_into

Ask = Callable[..., ReadingDialog]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """I-01 in per cent, monthly, with 60 % for April and 87.9 % (paragraph 3.24) for December 2017."""
    made = Workspace.create(tmp_path / "p.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    indicator = made.draft(Indicator, title="Oversight", target=Decimal(95), better="higher")
    first = made.draft(Reading, indicator=indicator.id, period=PartialDate("2017-04"), value=Decimal(60))
    latest = made.draft(
        Reading, indicator=indicator.id, period=PartialDate("2017-12"), value=Decimal("87.9"), note="Training"
    )
    source = made.draft(Provenance, record=latest.id, field="value", source="3.24", statement="Said so")
    made.save(indicator, first, latest, source, label="Set up")
    yield made
    made.close()


@pytest.fixture
def ask(qtbot: QtBot, workspace: Workspace) -> Ask:
    """The dialog, open in front of the person; with a reading, to correct it."""

    def show(reading: Reading | None = None) -> ReadingDialog:
        dialog = ReadingDialog(workspace, workspace.all(Indicator)[0], reading)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


def readings(workspace: Workspace) -> dict[str, Decimal | None]:
    return {str(r.period): r.value for r in workspace.plan.readings(workspace.all(Indicator)[0])}


def latest(workspace: Workspace) -> Reading:
    return workspace.plan.readings(workspace.all(Indicator)[0])[-1]


def control(dialog: ReadingDialog, name: str) -> QWidget:
    return dialog.form.fields[name].control


def hint(dialog: ReadingDialog, name: str) -> str:
    return dialog.form.fields[name].hint.text()


def test_the_next_period_is_proposed_and_the_cursor_is_in_the_value(ask: Ask):
    dialog = ask()
    assert dialog.form.fields["period"].text() == "January 2018"
    assert dialog.focusWidget() is control(dialog, "value")
    assert dialog.context.text() == "I-01 Oversight · 87.9 % in December 2017 · target 95 %"


def test_what_is_typed_is_told_by_its_distance_from_the_target(qtbot: QtBot, ask: Ask):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "88.4 %")
    assert hint(dialog, "value") == "6.6 points below target."
    type_into(qtbot, control(dialog, "planned"), "88")
    assert hint(dialog, "value") == "0.4 points above plan."


def test_what_is_no_number_is_said_beside_the_field_and_kept(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "eighty")
    assert hint(dialog, "value") == "Value is a number, such as 87.9."
    qtbot.keyClick(control(dialog, "value"), Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.fields["value"].text() == "eighty"
    assert len(readings(workspace)) == 2


@pytest.mark.parametrize("typed", ["104", "-1", "842"])
def test_a_percentage_out_of_range_is_refused(qtbot: QtBot, ask: Ask, workspace: Workspace, typed: str):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), typed)
    assert hint(dialog, "value") == "Look again: a percentage lies between 0 and 100."
    qtbot.keyClick(control(dialog, "value"), Key.Key_Return)
    assert dialog.isVisible()
    assert hint(dialog, "value") == "A percentage lies between 0 and 100."
    assert len(readings(workspace)) == 2


def test_a_value_far_from_the_last_is_worth_a_second_look(qtbot: QtBot, ask: Ask):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "8.79")
    assert hint(dialog, "value") == "Look again: it was 87.9 % in December 2017."


def test_a_period_that_has_a_value_shows_it_and_is_corrected(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    type_into(qtbot, control(dialog, "period"), "Dec 2017")
    assert hint(dialog, "period") == "It has 87.9 % already: saving corrects it."
    assert dialog.form.fields["value"].text() == "87.9"
    assert dialog.form.fields["note"].text() == "Training"
    assert dialog.source.line.text() == "3.24"
    assert not dialog.form.fields["restated"].isVisible()
    type_into(qtbot, control(dialog, "value"), "88")
    press(qtbot, dialog.save_button)
    assert hint(dialog, "restated") == "Say why the figure is corrected."
    type_into(qtbot, control(dialog, "restated"), "Typing error")
    press(qtbot, dialog.save_button)
    assert readings(workspace) == {"April 2017": Decimal(60), "December 2017": Decimal(88)}
    assert latest(workspace).note == "Training"
    assert (latest(workspace).corrected_from, latest(workspace).restated) == (Decimal("87.9"), "Typing error")
    assert workspace.plan.sources(latest(workspace)) == (), "what was said of the old figure says nothing of the new"
    assert dialog.done_words == "Corrected to 88 % for December 2017."


def test_what_was_typed_stays_when_the_period_turns_out_to_have_a_value(qtbot: QtBot, ask: Ask):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "91")
    type_into(qtbot, control(dialog, "period"), "Dec 2017")
    assert dialog.form.fields["value"].text() == "91"
    type_into(qtbot, control(dialog, "period"), "Feb 2018")
    assert dialog.form.fields["value"].text() == "91"
    assert dialog.form.fields["note"].text() == ""


def test_a_period_that_has_not_begun_says_that_it_does_not_count_yet(qtbot: QtBot, ask: Ask):
    dialog = ask()
    type_into(qtbot, control(dialog, "period"), "March 2018")
    assert hint(dialog, "period") == "Begins after 31 Jan 2018, the day the plan speaks of: it does not count yet."


def test_a_period_of_another_length_than_the_others_is_pointed_out(qtbot: QtBot, ask: Ask):
    dialog = ask()
    type_into(qtbot, control(dialog, "period"), "2017")
    assert hint(dialog, "period") == "The others are for a month each, such as December 2017."


def test_several_readings_are_entered_in_a_row(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "88")
    type_into(qtbot, dialog.source.line.control, "Monthly report")
    press(qtbot, dialog.again_button)
    assert dialog.isVisible()
    assert dialog.banner.message.text() == "Saved 88 % for January 2018."
    assert dialog.form.fields["period"].text() == "February 2018"
    assert dialog.focusWidget() is control(dialog, "value")
    qtbot.keyClicks(control(dialog, "value"), "89")
    qtbot.keyClick(control(dialog, "value"), Key.Key_Return)
    assert not dialog.isVisible()
    assert list(readings(workspace).values())[-2:] == [88, 89]
    assert workspace.undo_label == "Enter the reading of I-01 for February 2018"


def test_a_source_is_kept_with_the_reading(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "88")
    qtbot.keyClicks(dialog.source.line.control, "Monthly report")
    press(qtbot, dialog.save_button)
    assert [(p.source, p.field) for p in workspace.plan.sources(latest(workspace))] == [("Monthly report", "value")]


def test_another_source_takes_the_place_of_the_first(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask(latest(workspace))
    type_into(qtbot, dialog.source.line.control, "3.30")
    press(qtbot, dialog.save_button)
    assert [(p.source, p.statement) for p in workspace.plan.sources(latest(workspace))] == [("3.30", "Said so")]
    workspace.undo()
    assert [p.source for p in workspace.plan.sources(latest(workspace))] == ["3.24"]


def test_a_quarter_is_spelt_out_whatever_else_is_said_of_it(qtbot: QtBot, ask: Ask):
    dialog = ask()
    type_into(qtbot, control(dialog, "period"), "Q3 2017")
    assert hint(dialog, "period") == (
        "October to December 2017. The others are for a month each, such as December 2017."
    )


def test_a_reading_is_moved_to_the_period_it_belongs_to(qtbot: QtBot, ask: Ask, workspace: Workspace):
    workspace.save(
        workspace.draft(Provenance, record=latest(workspace).id, field="note", source="3.30"), label="Say where"
    )
    dialog = ask(latest(workspace))
    type_into(qtbot, control(dialog, "period"), "Nov 2017")
    assert hint(dialog, "period") == "Moves the reading from December 2017 to November 2017."
    press(qtbot, dialog.save_button)
    assert readings(workspace) == {"April 2017": Decimal(60), "November 2017": Decimal("87.9")}
    assert {(p.field, p.source, p.statement) for p in workspace.plan.sources(latest(workspace))} == {
        ("value", "3.24", "Said so"),
        ("note", "3.30", ""),
    }
    workspace.undo()
    assert readings(workspace) == {"April 2017": Decimal(60), "December 2017": Decimal("87.9")}


def test_an_illustrative_reading_that_is_corrected_is_illustrative_no_longer(
    qtbot: QtBot, ask: Ask, workspace: Workspace
):
    mark = workspace.draft(Provenance, record=latest(workspace).id, field="", source="", illustrative=True)
    workspace.save(mark, label="Mark")
    dialog = ask(latest(workspace))
    type_into(qtbot, control(dialog, "value"), "88")
    press(qtbot, dialog.save_button)
    assert not workspace.plan.illustrative(latest(workspace), "value")


def test_escape_asks_before_what_was_typed_is_given_up(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "88")
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    press(qtbot, dialog.banner.buttons[1])
    assert not dialog.isVisible()
    assert len(readings(workspace)) == 2


def test_a_source_alone_is_not_given_up_unasked(qtbot: QtBot, ask: Ask):
    dialog = ask()
    qtbot.keyClicks(dialog.source.line.control, "3.24")
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()


def test_no_period_can_follow_the_last_that_there_is(qtbot: QtBot, ask: Ask, workspace: Workspace):
    last = workspace.draft(
        Reading, indicator=workspace.all(Indicator)[0].id, period=PartialDate("2999-12"), value=Decimal(1)
    )
    workspace.save(last, label="Far")
    assert ask().form.fields["period"].text() == ""


def test_another_figure_in_place_of_a_provisional_one_needs_no_reason(qtbot: QtBot, ask: Ask, workspace: Workspace):
    workspace.save(replace(latest(workspace), provisional=True), label="Say that it is provisional")
    dialog = ask(latest(workspace))
    type_into(qtbot, control(dialog, "value"), "88")
    assert not dialog.form.fields["restated"].isVisible()
    assert dialog.source.line.text() == "", "the source of the provisional figure says nothing of another"
    box = control(dialog, "provisional")
    qtbot.keyClick(box, Key.Key_Space)
    press(qtbot, dialog.save_button)
    made = latest(workspace)
    assert (made.value, made.provisional, made.corrected_from, made.restated) == (88, False, None, "")
    assert workspace.undo_label == "Make the reading of I-01 for December 2017 final"


# -- what a figure is judged by, and made of


def test_a_figure_is_told_by_the_target_of_its_period(qtbot: QtBot, ask: Ask, workspace: Workspace):
    of = workspace.all(Indicator)[0].id
    step = workspace.draft(TargetStep, indicator=of, starts=PartialDate("2018-01"), target=Decimal(97))
    workspace.save(step, label="Ask for more")
    dialog = ask()
    assert dialog.context.text().endswith("· target 97 %")
    qtbot.keyClicks(control(dialog, "value"), "88.4")
    assert hint(dialog, "value") == "8.6 points below target."
    type_into(qtbot, control(dialog, "period"), "Nov 2017")
    assert dialog.context.text().endswith("· target 95 %")
    assert hint(dialog, "value") == "6.6 points below target."


def test_a_figure_is_told_by_the_line_to_a_dated_target(qtbot: QtBot, ask: Ask, workspace: Workspace):
    indicator = workspace.all(Indicator)[0]
    workspace.save(replace(indicator, target_by=PartialDate("2018-04")), label="Give the target a date")
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "86")
    assert hint(dialog, "value") == "0.2 points below the line to 95 % by April 2018."


def test_counts_make_the_figure_and_are_told_by_what_they_come_to(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    dialog.form.unfold(("numerator", "denominator"))
    type_into(qtbot, control(dialog, "numerator"), "44")
    type_into(qtbot, control(dialog, "denominator"), "50")
    assert hint(dialog, "value") == "44 of 50 comes to 88 %. 7 points below target."
    press(qtbot, dialog.save_button)
    made = latest(workspace)
    assert (made.value, made.numerator, made.denominator) == (88, 44, 50)
    assert dialog.done_words == "Saved 88 % for January 2018."


def test_counts_of_none_come_to_none(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    dialog.form.unfold(("numerator", "denominator"))
    type_into(qtbot, control(dialog, "numerator"), "0")
    type_into(qtbot, control(dialog, "denominator"), "7")
    assert hint(dialog, "value") == "0 of 7 comes to 0 %. 95 points below target."
    press(qtbot, dialog.save_button)
    assert latest(workspace).value == 0


def test_a_figure_that_its_counts_contradict_is_refused_and_stays_typed(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    qtbot.keyClicks(control(dialog, "value"), "86")
    dialog.form.unfold(("numerator", "denominator"))
    type_into(qtbot, control(dialog, "numerator"), "44")
    type_into(qtbot, control(dialog, "denominator"), "50")
    assert hint(dialog, "value") == "Look again: 44 of 50 comes to 88 %, not 86 %."
    press(qtbot, dialog.save_button)
    assert dialog.isVisible()
    assert hint(dialog, "value") == "44 of 50 comes to 88 %, not 86 %."
    assert dialog.form.fields["value"].text() == "86"
    type_into(qtbot, control(dialog, "value"), "88")
    press(qtbot, dialog.save_button)
    assert latest(workspace).value == 88


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "value", "Give a value, what is planned for the period, or why there is no figure."),
        (
            {"numerator": "3", "denominator": "0"},
            "denominator",
            "Of nothing there is no share: leave both counts empty.",
        ),
        ({"value": "84", "gap": "Suppressed"}, "gap", "There is a figure, so that nothing keeps it back."),
        ({"value": "84", "period": ""}, "period", "Period is needed."),
    ],
)
def test_what_the_rules_forbid_is_refused_beside_its_field(
    qtbot: QtBot, ask: Ask, workspace: Workspace, typed: dict[str, str], field: str, sentence: str
):
    dialog = ask()
    for names in dialog.form.folds:
        dialog.form.unfold(names)
    for name, text in typed.items():
        type_into(qtbot, control(dialog, name), text)
    press(qtbot, dialog.save_button)
    assert dialog.isVisible()
    assert hint(dialog, field) == sentence
    assert len(readings(workspace)) == 2


def test_a_gap_with_its_reason_is_saved_and_is_no_figure(qtbot: QtBot, ask: Ask, workspace: Workspace):
    dialog = ask()
    dialog.form.unfold(("gap", "restated"))
    type_into(qtbot, control(dialog, "gap"), "Suppressed")
    press(qtbot, dialog.save_button)
    assert (latest(workspace).value, latest(workspace).gap) == (None, "Suppressed")
    assert str(workspace.plan.latest(workspace.all(Indicator)[0])) != str(latest(workspace))
