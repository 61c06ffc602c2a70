"""What a file could mean twice."""

from __future__ import annotations

import pytest

from app.exchange.importing.grid import CannotRead
from app.exchange.importing.questions import Asking, about, answers_of, check_answers


def test_a_question_is_asked_once_and_its_default_holds_until_it_is_answered():
    asking = Asking()
    for _ in range(2):
        assert asking.ask("dates", "Which?", {"day": "a", "month": "b"}, "day") == "day"
    assert [(question.id, question.holds) for question in asking.asked] == [("dates", "day")]
    asking = Asking({"dates": "month"})
    assert asking.ask("dates", "Which?", {"day": "a", "month": "b"}, "day") == "month"
    assert asking.asked[0].as_data()["answer"] == "month"


def test_an_answer_that_is_no_choice_counts_as_none_and_is_refused_where_a_person_gives_it():
    asking = Asking({"dates": "year"})
    assert asking.ask("dates", "Which?", {"day": "a", "month": "b"}, "day") == "day"
    with pytest.raises(CannotRead, match="“year” is no answer to “dates”: give one of day, month"):
        asking.check()
    with pytest.raises(CannotRead, match=r"There is no question “date”\. Did you mean “dates”\?"):
        check_answers({"date": "day"}, asking.asked)
    with pytest.raises(CannotRead, match="Nothing is asked of this file"):
        check_answers({"date": "day"}, ())


def test_answers_are_written_with_an_equals_sign():
    assert answers_of(["Dates = Month", "shares.target=leave"]) == {"dates": "month", "shares.target": "leave"}
    for text in ("dates", "=day", "dates="):
        with pytest.raises(CannotRead, match="ID=VALUE"):
            answers_of([text])


def test_a_question_about_a_column_is_called_by_its_header():
    assert about("shares", "% complete (now)") == "shares.complete-now"
    assert about("shares", "%") == "shares.column"
