"""The group of all commands, and what several of them are given."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click_default_group import DefaultGroup

from app.endings import PLAN as ENDING
from app.endings import WrongEnding, ended


def with_ending(_context: object, _parameter: object, plan: Path | None) -> Path | None:
    """The plan that is meant by a name without its ending, where the file is called with it."""
    if plan is None or os.path.exists(plan):  # noqa: PTH110 - names no disk can hold
        return plan
    try:
        whole = ended(plan, ENDING, "A plan")
    except WrongEnding:
        return plan
    return whole if os.path.exists(whole) else plan  # noqa: PTH110


PLAN = click.argument("plan", type=click.Path(path_type=Path), callback=with_ending)


def by_whom(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --author and --role."""
    command = click.option("--role", default="", help="The author's role, such as Officer.")(command)
    return click.option("--author", default=None, help="Who edits; by default your name on this computer.")(command)


class Commands(DefaultGroup):
    """The commands; those that are not of a plan as a whole are imported when one is given, or all are listed.

    Attributes:
        elsewhere: the module of each, by its name.
    """

    elsewhere: Mapping[str, str] = {
        "set": "edit", "erase": "edit", "dump": "exchange", "load": "exchange", "import": "importing",
        "export": "papers", "issued": "issued", "since": "report", "history": "report", "show": "show",
    }  # fmt: skip

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.elsewhere:
            import_module(f"app.cli.{self.elsewhere[cmd_name]}")
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        for name in set(self.elsewhere.values()):
            import_module(f"app.cli.{name}")
        return super().list_commands(ctx)


@click.group(
    cls=Commands, default="open", default_if_no_args=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="goldthread", message="%(prog)s %(version)s")
def commands() -> None:
    """Goldthread: the improvement plan, risks and indicators of a board in one file."""
