"""A form that saves what is typed as one leaves the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.records import Risk
from app.domain.schedule import PartialDate
from app.ui.kit import scroll
from app.ui.widgets.in_place import InPlace
from app.workspace import NotSaved, Refusal

FIRST = Risk(id="a", title="First", owner="Bo")
SECOND = Risk(id="b", title="Second")
ROWS = ["title", "owner", "review", ("likelihood", "impact"), "closed_why", "closed"]


class Saved:
    """What was saved, or why it is refused."""

    def __init__(self) -> None:
        self.records: list[tuple[Risk, list[str]]] = []
        self.refusal: Refusal | None = None

    def __call__(self, record: Risk, names: Sequence[str]) -> None:
        if self.refusal:
            raise self.refusal
        self.records.append((record, list(names)))


@pytest.fixture
def saved() -> Saved:
    return Saved()


@pytest.fixture
def form(qtbot: QtBot, saved: Saved) -> InPlace[Risk]:
    made: InPlace[Risk] = InPlace(Risk, ROWS, saved, together=[("likelihood", "impact")])
    qtbot.addWidget(made)
    made.fill(FIRST)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def line(form: InPlace[Risk], name: str) -> QLineEdit:
    control = form.fields[name].control
    assert isinstance(control, QLineEdit)
    return control


def write(form: InPlace[Risk], name: str, text: str) -> None:
    line(form, name).setFocus()
    line(form, name).setText(text)


def test_leaving_a_field_saves_that_field_alone(form: InPlace[Risk], saved: Saved) -> None:
    write(form, "owner", "  Cy  ")
    assert saved.records == []
    line(form, "title").setFocus()
    assert saved.records == [(replace(FIRST, owner="Cy"), ["owner"])]
    assert line(form, "owner").text() == "Cy"
    assert not form.is_changed()


def test_leaving_a_field_as_it_was_saves_nothing(form: InPlace[Risk], saved: Saved) -> None:
    write(form, "owner", "Bo ")
    line(form, "title").setFocus()
    assert saved.records == []
    assert line(form, "owner").text() == "Bo"


def test_what_the_workspace_refuses_is_said_beside_the_field_and_tried_again(form: InPlace[Risk], saved: Saved) -> None:
    saved.refusal = NotSaved("There is no room left on the disk.")
    write(form, "owner", "Cy")
    line(form, "title").setFocus()
    assert form.fields["owner"].hint.text() == "There is no room left on the disk."
    assert line(form, "owner").text() == "Cy"
    saved.refusal = None
    line(form, "owner").setFocus()
    line(form, "title").setFocus()
    assert saved.records == [(replace(FIRST, owner="Cy"), ["owner"])]
    assert form.fields["owner"].hint.text() == ""


def test_a_refusal_that_names_another_field_stands_beside_that_one(form: InPlace[Risk], saved: Saved) -> None:
    saved.refusal = NotSaved("No.", {"title": "This title is taken."})
    write(form, "owner", "Cy")
    line(form, "review").setFocus()
    assert form.fields["title"].hint.text() == "This title is taken."


def test_fields_that_contradict_each_other_are_not_saved(form: InPlace[Risk], saved: Saved) -> None:
    form.fill(replace(FIRST, raised=PartialDate("2018-03")))
    write(form, "closed", "31 Jan 2018")
    line(form, "title").setFocus()
    assert saved.records == []
    assert form.fields["closed"].hint.text() == "The risk is closed before it was raised."


def test_a_newer_state_reaches_the_fields_in_which_nothing_is_typed(form: InPlace[Risk]) -> None:
    write(form, "owner", "half")
    form.refresh(replace(FIRST, title="Renamed", owner="Somebody else", review=PartialDate("2018-04")))
    assert line(form, "owner").text() == "half"
    assert line(form, "title").text() == "Renamed"
    assert line(form, "review").text() == "April 2018"


def test_filling_in_another_record_saves_what_may_be_and_keeps_what_was_refused(
    form: InPlace[Risk], saved: Saved, qtbot: QtBot
) -> None:
    write(form, "review", "nonsense")
    write(form, "owner", "Cy")
    with qtbot.waitSignal(form.kept_changed):
        form.fill(SECOND)
    assert [names for _, names in saved.records] == [["owner"]]
    assert form.kept == {"a": {"review": "nonsense"}}
    assert line(form, "review").text() == ""
    form.fill(FIRST)
    assert line(form, "review").text() == "nonsense"
    assert form.fields["review"].hint.text().startswith("Write a date")
    assert form.kept == {}


def test_what_was_kept_of_a_record_that_is_gone_is_forgotten(form: InPlace[Risk]) -> None:
    write(form, "review", "nonsense")
    form.fill(SECOND)
    form.forget({"a"})
    assert form.kept == {}


def test_read_only_fields_can_be_read_and_copied(form: InPlace[Risk]) -> None:
    form.set_read_only(True)
    assert line(form, "owner").isReadOnly()
    assert line(form, "owner").isEnabled()
    assert not form.fields["likelihood"].control.isEnabled()
    form.set_read_only(False)
    assert form.fields["likelihood"].control.isEnabled()


def test_it_reads_as_text_and_a_long_text_is_whole_while_where_one_types_stays_in_view(
    qtbot: QtBot, saved: Saved
) -> None:
    form: InPlace[Risk] = InPlace(Risk, ["title", "mitigation", "owner"], saved)
    area = scroll(form)
    qtbot.addWidget(area)
    form.fill(replace(FIRST, mitigation="\n".join(f"Line {number}" for number in range(60))))
    area.resize(400, 300)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    box = form.fields["mitigation"].control
    assert isinstance(box, QPlainTextEdit)
    assert box.verticalScrollBar().maximum() == 0
    assert box.height() > 2 * area.height()
    assert {field.control.property("reads") for field in form.fields.values()} == {"field"}
    box.setFocus()
    box.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(box, "more")
    at = box.viewport().mapTo(area.viewport(), box.cursorRect().center())
    assert area.viewport().rect().contains(at)
    form.set_read_only(True)
    assert {field.control.property("reads") for field in form.fields.values()} == {"text"}
