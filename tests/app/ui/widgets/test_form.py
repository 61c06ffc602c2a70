"""Forms over records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Risk, rules
from app.domain.schedule import PartialDate
from app.ui.widgets.form import Form, FormError, FormHeading
from app.ui.widgets.level_field import numbered

RISK = Risk(id="1", ref="R-01", title="Staff leave", likelihood=3, impact=4)
ROWS = ["title", FormHeading(text="Score now"), ("likelihood", "impact"), "owner", ("closed", "closed_why")]


@pytest.fixture
def form(qtbot: QtBot) -> Form[Risk]:
    made = Form(Risk, ROWS)
    qtbot.addWidget(made)
    made.fill(RISK)
    made.resize(600, 500)
    made.show()
    made.activateWindow()
    made.fields["owner"].control.setFocus()
    qtbot.waitUntil(made.fields["owner"].control.hasFocus)
    return made


def test_a_form_left_alone_gives_back_the_same_record(form: Form[Risk]):
    assert form.record() == RISK
    assert not form.is_changed()


def test_what_is_typed_is_in_the_record_and_what_is_not_shown_stays(qtbot: QtBot, form: Form[Risk]):
    qtbot.keyClicks(form.fields["owner"].control, "Ann")
    assert form.record() == replace(RISK, owner="Ann")
    assert form.values()["owner"] == "Ann"
    assert form.is_changed()


def test_every_problem_is_found_at_once(form: Form[Risk]):
    form.fields["title"].set_text("")
    form.fields["closed"].set_text("never")
    with pytest.raises(FormError) as caught:
        form.record()
    assert set(caught.value.problems) == {"title", "closed"}
    assert caught.value.problems["title"] == "Risk is needed."


def test_fields_that_contradict_each_other_are_told_as_one_types(qtbot: QtBot, form: Form[Risk]):
    form.fill(replace(RISK, raised=PartialDate("2018-03")))
    form.fields["closed"].set_text("1 Feb 2018")
    assert form.fields["closed"].hint.text() == "The risk is closed before it was raised."
    with pytest.raises(FormError):
        form.record()
    form.fields["closed"].set_text("1 Apr 2018")
    assert form.fields["closed"].problem() == ""
    assert form.record().closed == date(2018, 4, 1)


def test_problems_stand_beside_their_fields_and_the_first_gets_the_keyboard(qtbot: QtBot, form: Form[Risk]):
    rest = form.show_problems({"review": "The review lies in the past.", "title": "Too vague.", "impact": "Say more."})
    assert rest == "The review lies in the past."
    assert form.fields["title"].hint.text() == "Too vague."
    assert form.fields["impact"].hint.text() == "Say more."
    assert form.fields["title"].control.hasFocus()


def test_leaving_a_field_that_has_another_good_value_is_told(qtbot: QtBot, form: Form[Risk]):
    owner = form.fields["owner"].control
    qtbot.keyClicks(owner, "Ann")
    with qtbot.waitSignal(form.left) as left:
        qtbot.keyClick(owner, Qt.Key.Key_Tab)
    assert left.args == ["owner"]
    closed = form.fields["closed"].control
    assert closed.hasFocus()
    qtbot.keyClicks(closed, "never")
    with qtbot.assertNotEmitted(form.left):
        qtbot.keyClick(closed, Qt.Key.Key_Tab)


def test_without_rows_every_field_of_the_kind_is_there(qtbot: QtBot):
    form = Form(Indicator)
    qtbot.addWidget(form)
    assert list(form.fields) == list(rules(Indicator))


def test_a_scale_is_offered_with_its_numbers():
    assert numbered({4: "Likely"})[4] == "4  Likely"
