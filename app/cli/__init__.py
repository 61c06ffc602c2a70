"""The command `goldthread`: open the window, or work on a plan without a display.

Every command ends with 0, or with 1 and one sentence on standard error.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NoReturn

import click

from app.workspace import Refusal

from . import whole  # noqa: F401 - it enters its commands; the others come when they are given
from .group import commands
from .plans import printable


def main(arguments: list[str] | None = None) -> None:
    """Run the command; ends the process with 1 and a sentence on standard error where it cannot be done."""
    try:
        commands.main(arguments, prog_name="goldthread", standalone_mode=False)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        _fail("Stopped.")
    except Refusal as error:
        _fail(str(error))
    except BrokenPipeError:  # the reader of the output has gone, as in `goldthread dump plan | head`
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _fail(sentence: str) -> NoReturn:
    click.echo(printable(" ".join(sentence.encode(errors="replace").decode().split())), err=True)
    sys.exit(1)
