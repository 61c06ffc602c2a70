"""The world's errors in a sentence, bugs with a report."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from app import resources
from app.briefing.export import CannotExport
from app.ui import errors
from app.workspace import CannotOpen, NotSaved


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotSaved("There is no room left on the disk."), "There is no room left on the disk."),
        (CannotOpen("The file is empty."), "The file is empty."),
        (CannotExport("You may not write there."), "You may not write there."),
        (resources.Missing("The icon is missing."), "The icon is missing."),
        (OSError(28, "No space left on device", "/plans/x"), "/plans/x: the disk is full."),
        (PermissionError("no"), "no."),
        (ValueError("a bug"), ""),
        (AssertionError(), ""),
        (KeyError("title"), ""),
    ],
)
def test_known_errors_have_a_sentence_and_bugs_have_none(error: Exception, said: str):
    assert errors.sentence(error) == said


def test_a_report_says_where_it_happened_and_with_which_versions():
    def go_wrong() -> None:
        raise ValueError("what happened")

    with pytest.raises(ValueError, match="what happened") as caught:
        go_wrong()
    report = errors.report(caught.value)
    assert "in go_wrong" in report
    assert "ValueError: what happened" in report
    assert f"Goldthread {resources.program_version()}" in report


@pytest.fixture
def hook(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What the program's exception hook is shown, instead of pytest's."""
    shown: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    made = errors.ExceptionHook(shown.append)
    made.install()
    monkeypatch.setattr(errors, "_kept_for_the_test", made, raising=False)
    return shown


def test_what_nobody_caught_is_shown_and_written_to_the_terminal(
    hook: list[BaseException], capsys: pytest.CaptureFixture[str]
):
    error = ValueError("a bug")
    sys.excepthook(ValueError, error, None)
    assert hook == [error]
    assert "a bug" in capsys.readouterr().err


def test_leaving_with_the_keyboard_is_no_bug(hook: list[BaseException]):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert hook == []


def test_what_goes_wrong_while_a_report_is_shown_does_not_pile_up(qtbot: QtBot):
    shown: list[BaseException] = []

    def show(error: BaseException) -> None:
        shown.append(error)
        hook.caught.emit(ValueError("another"))

    hook = errors.ExceptionHook(show)
    hook.caught.emit(ValueError("first"))
    assert [str(error) for error in shown] == ["first"]
    hook.caught.emit(ValueError("later"))
    assert [str(error) for error in shown] == ["first", "later"]
