"""The command line looks back: a briefing of then, and what changed since a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import demo
from app.cli import main
from app.workspace import Person


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "demo.goldthread"
    demo.make(path, Person("Ann"), tmp_path / "backups").close()
    return path


@pytest.mark.parametrize(
    "words",
    [("--as-at", "Cabinet"), ("--as-at", "w/e 1.12.17"), ("--template", "changes", "--since", "Q1 2017/18")],
)
def test_a_briefing_of_then_is_written(plan: Path, tmp_path: Path, words: tuple[str, ...]):
    out = tmp_path / "out.pdf"
    main(["export", str(plan), str(out), *words])
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as-at", "1 Jan 1999"), "does not reach back to 1 Jan 1999"),
        (("--as-at", "never"), "Write a date such as"),
        (("--since", "1 Dec 2017"), "No meeting called “1 Dec 2017” is closed"),
        (("--as-at", "2017"), "2 closed meetings are meant by 2017"),
        (("--as-at", "2017/18"), "2 closed meetings are meant by 2017/18"),
        (("--as-at", "1/1/99 09:30"), "does not reach back to 1 Jan 1999, 09:30"),
        (("--meeting", "Q1 2016/17"), "There is no meeting in Apr to Jun 2016."),
    ],
)
def test_a_moment_of_which_nothing_is_known_is_refused(
    plan: Path, tmp_path: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "out.pdf"
    with pytest.raises(SystemExit):
        main(["export", str(plan), str(out), *words])
    assert said in capsys.readouterr().err
    assert not out.exists()
