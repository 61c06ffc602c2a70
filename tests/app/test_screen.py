"""Without a screen: one sentence, not Qt's abort."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from app import cli, screen

pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="there always is a screen")
ROOT = Path(__file__).parents[2]
WORKS = f"Without one, these work: goldthread {screen.WITHOUT}."
COMMAND = "import sys; from app.cli import main; main(sys.argv[1:])"


def start(*arguments: str, code: str = COMMAND, **env: str) -> tuple[int, str, str]:
    """Start a program with nothing said of a screen but `env`; its exit code, output and errors."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "XAUTHORITY")
    bare = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, env=bare | env, capture_output=True,
                          text=True, timeout=60, check=False)  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("env", "why"),
    [
        ({}, "there is no screen here"),
        ({"DISPLAY": ""}, "there is no screen here"),
        ({"QT_QPA_PLATFORM": "xcb"}, "there is no screen here"),
        ({"DISPLAY": ":4711"}, "the screen :4711 does not answer"),
        ({"DISPLAY": "nowhere.invalid:0"}, "the screen nowhere.invalid:0 does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-4711"}, "the screen wayland-4711 does not answer"),
        ({"DISPLAY": ":4711", "QT_QPA_PLATFORM": "wayland;xcb"}, "the screen :4711 does not answer"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "Qt knows no platform “nonsense”, which QT_QPA_PLATFORM asks for"),
        ({"QT_QPA_PLATFORM": "linuxfb:fb=/dev/fb4711"},
         "there is no screen for “linuxfb:fb=/dev/fb4711”, which QT_QPA_PLATFORM asks for"),
    ],
)  # fmt: skip
def test_without_a_screen_one_sentence_says_so(env: dict[str, str], why: str):
    assert start("--demo", **env) == (1, "", f"No window can be opened: {why}. {WORKS}\n")


@pytest.mark.parametrize("library", ["libxcb-cursor.so.0", "libxcb-icccm.so.4", "libEGL.so.1"])
def test_a_library_that_is_missing_is_named(library: str, tmp_path: Path):
    (tmp_path / library).touch()
    found = start("--demo", DISPLAY=":4711", LD_LIBRARY_PATH=str(tmp_path))
    assert found == (1, "", f"No window can be opened: the library {library} is missing or damaged. {WORKS}\n")


def test_python_m_app_says_the_same():
    code = "import runpy; runpy.run_module('app', run_name='__main__')"
    assert start(code=code) == (1, "", f"No window can be opened: there is no screen here. {WORKS}\n")


def test_what_draws_to_memory_on_purpose_works():
    code = "from app.__main__ import application; print(application().platformName())"
    assert start(code=code, QT_QPA_PLATFORM="offscreen") == (0, "offscreen\n", "")


def test_what_is_said_while_the_window_comes_up_is_still_said():
    code = (
        "import os; from app import screen\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtCore import qWarning\n"
        "with screen.needed(): a = QApplication([]); qWarning('Qt says'); os.write(2, b'C says\\n')\n"
        "qWarning('afterwards')"
    )
    ended, _, errors = start(code=code, QT_QPA_PLATFORM="offscreen")
    assert (ended, sorted(errors.split("\n"))) == (0, ["", "C says", "Qt says", "afterwards"])


def test_every_command_but_the_window_is_named():
    listed = cli.commands.list_commands(click.Context(cli.commands))
    assert set(re.findall(r"\w+", screen.WITHOUT)) - {"and"} == {*listed} - {"open"}
