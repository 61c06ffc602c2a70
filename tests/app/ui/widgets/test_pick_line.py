"""Naming a record by typing: what is meant, and what is said where that is not clear."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from app.domain.fields import FieldError, Reference
from app.ui.widgets.pick_line import PickLine, Typed, TypedField, chosen
from tests.app.ui.hands import Key, type_into

NAMES = {
    "a1": "A-01 Train managers",
    "a15": "A-15 Raise oversight",
    "r1": "Recommendation 1: Standards",
    "r11": "Recommendation 11: The public law outline",
    "f": "Caseloads should come down",
}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", ""),
        ("a-15", "a15"),
        ("  A-01  ", "a1"),
        ("A-01 Train managers", "a1"),
        ("recommendation 1", "r1"),
        ("Recommendation 11", "r11"),
        ("law public", "r11"),
        ("casel", "f"),
    ],
)
def test_is_understood_by_reference_whole_name_or_words(typed: str, key: str) -> None:
    assert chosen(NAMES, typed) == key


@pytest.mark.parametrize("typed", ["A-1", "recommendation 2", "zebra", "15"])
def test_nothing_else_is_taken_for_what_is_not_there(typed: str) -> None:
    with pytest.raises(FieldError, match=f"There is no action called “{typed}”"):
        chosen(NAMES, typed, "action")


def test_a_number_is_not_the_beginning_of_another() -> None:
    """Where the first recommendation cannot be chosen, the eleventh is not meant instead."""
    with pytest.raises(FieldError):
        chosen({"r11": NAMES["r11"]}, "recommendation 1")


def test_of_several_it_asks_which() -> None:
    with pytest.raises(FieldError, match="2 are called “recommendation”: choose one from the list"):
        chosen(NAMES, "recommendation")


@pytest.fixture
def line(qtbot: QtBot) -> PickLine:
    made = PickLine(lambda: NAMES)
    qtbot.addWidget(made)
    made.show()
    return made


def offered(line: PickLine) -> tuple[QAbstractItemView, list[str]]:
    popup = line.completer().popup()
    assert isinstance(popup, QAbstractItemView)
    model = popup.model()
    assert isinstance(model, QAbstractItemModel)
    return popup, [model.index(row, 0).data() for row in range(model.rowCount())]


def test_typing_offers_what_holds_the_text(qtbot: QtBot, line: PickLine) -> None:
    type_into(qtbot, line, "oversight")
    assert offered(line)[1] == ["A-15 Raise oversight"]


def test_choosing_from_the_list_enters_it(qtbot: QtBot, line: PickLine) -> None:
    type_into(qtbot, line, "oversight")
    popup, _ = offered(line)
    with qtbot.waitSignal(line.entered):
        qtbot.keyClick(popup, Key.Key_Down)
        qtbot.keyClick(popup, Key.Key_Return)
    assert line.text() == "A-15 Raise oversight"


def test_enter_enters_what_is_typed_and_nothing_where_nothing_is(qtbot: QtBot, line: PickLine) -> None:
    line.setFocus()
    with qtbot.assertNotEmitted(line.entered):
        qtbot.keyClick(line, Key.Key_Return)
    type_into(qtbot, line, "a-01")
    with qtbot.waitSignal(line.entered):
        qtbot.keyClick(line, Key.Key_Return)


class TestTheField:
    @pytest.fixture
    def field(self, qtbot: QtBot) -> TypedField:
        made = TypedField(Reference(label="Action", to="action", required=True), Typed(lambda: NAMES, "action"))
        qtbot.addWidget(made)
        made.show_value("a1")
        made.show()
        return made

    def test_shows_the_name_and_gives_the_key(self, field: TypedField) -> None:
        assert (field.text(), field.value()) == ("A-01 Train managers", "a1")

    def test_reads_what_is_typed(self, qtbot: QtBot, field: TypedField) -> None:
        type_into(qtbot, field.line, "a-15")
        assert field.value() == "a15"
        qtbot.keyClick(field.line, Key.Key_Return)
        assert field.text() == "A-15 Raise oversight"

    def test_refuses_what_names_nothing_in_a_sentence(self, qtbot: QtBot, field: TypedField) -> None:
        type_into(qtbot, field.line, "zebra")
        with pytest.raises(FieldError, match="There is no action called “zebra”"):
            field.value()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_list_under_a_narrow_line_shows_long_names_whole(qtbot: QtBot) -> None:
    long = "A-15 Challenge panels for every team, each with its head of practice and a recorded plan of what follows"
    line = PickLine(lambda: {"a15": long, "a1": "A-01 Train managers"})
    qtbot.addWidget(line)
    line.resize(160, line.sizeHint().height())
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    popup = line.completer().popup()
    assert popup is not None
    for typed, names in (("a", 2), ("-15", 1)):
        line.clear()
        qtbot.keyClicks(line, typed)
        qtbot.waitUntil(popup.isVisible)
        assert popup.model().rowCount() == names
        first = popup.model().index(0, 0)
        qtbot.waitUntil(lambda at=first: popup.sizeHintForIndex(at).width() <= popup.viewport().width())
        last = popup.visualRect(popup.model().index(names - 1, 0))
        assert last.bottom() <= popup.viewport().rect().bottom()
    popup.hide()
