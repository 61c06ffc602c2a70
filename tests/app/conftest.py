"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command here; its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            cli.main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(str(end.code))
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def good(run: Run) -> Callable[..., str]:
    """Run a command that must work; its output."""

    def good(*arguments: object) -> str:
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        return out

    return good


@pytest.fixture
def bad(run: Run) -> Callable[..., str]:
    """Run a command that must be refused; its one sentence."""

    def bad(*arguments: object) -> str:
        code, out, err = run(*arguments)
        assert (code, out) == (1, "")
        assert err.endswith("\n")
        sentence = err.removesuffix("\n")
        assert sentence
        assert "\n" not in sentence
        assert "Traceback" not in sentence
        return sentence

    return bad
