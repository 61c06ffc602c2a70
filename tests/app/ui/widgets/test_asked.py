"""What is asked about a record, on its panel."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Question, Record, Risk
from app.ui.widgets.asked import Asked
from tests.app.domain.plans import DAY, plan_of
from tests.app.ui.hands import press

RISK = Risk(id="r", title="Staff leave")
WAITS = Question(id="q1", ref="Q-01", record="r", text="Why?", by="The chair", day=DAY)
STATUS = Question(id="q2", ref="Q-02", record="r", kind="status", status="amber", text="Better.", by="The chair")
DONE = Question(id="q3", ref="Q-03", record="r", text="When?", by="Chair", answer="Soon.", answered_by="Director")


def shown(qtbot: QtBot, *records: Record, writable: bool = True) -> Asked:
    made = Asked()
    made.asking = True
    qtbot.addWidget(made)
    made.show()
    made.show_record(plan_of(RISK, *records), RISK, writable=writable)
    return made


def words(made: Asked) -> list[str]:
    return [label.text() for label in made.findChildren(QLabel) if not label.isHidden() and label.text()]


def buttons(made: Asked) -> list[str]:
    return [button.text() for button in made.findChildren(QPushButton) if button.isVisibleTo(made)]


def test_one_asks_from_the_record_even_before_anything_is_asked(qtbot: QtBot):
    made = shown(qtbot)
    assert not made.heading.isVisible()
    with qtbot.waitSignal(made.ask_wanted) as told:
        press(qtbot, made.ask_button)
    assert told.args == [RISK]


def test_a_question_has_who_asked_and_where_it_stands_and_can_be_answered(qtbot: QtBot):
    made = shown(qtbot, WAITS)
    assert words(made)[1:] == ["Q-01 · Question", "Why?", "The chair, 31 Jan 2018", "For no meeting yet"]
    assert buttons(made) == ["Ask about this", "Answer", "Change"]
    answer = next(button for button in made.findChildren(QPushButton) if button.text() == "Answer")
    with qtbot.waitSignal(made.answer_wanted) as told:
        press(qtbot, answer)
    assert told.args == [WAITS]


def test_a_suggested_status_is_accepted_or_not(qtbot: QtBot):
    made = shown(qtbot, STATUS)
    assert "At risk" in words(made)
    assert buttons(made) == ["Ask about this", "Accept…", "Do not accept…", "Change"]


def test_an_answer_is_shown_with_who_gave_it_and_is_final_here(qtbot: QtBot):
    made = shown(qtbot, DONE)
    assert words(made)[-2:] == ["Soon.", "Answered by Director"]
    assert buttons(made) == ["Ask about this"]


def test_who_may_only_read_sees_what_is_asked_and_can_do_nothing(qtbot: QtBot):
    made = shown(qtbot, WAITS, writable=False)
    assert "Why?" in words(made)
    assert buttons(made) == []
