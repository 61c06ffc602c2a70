"""A plan as a whole: open its window, make one, check one."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import click

from app import places, temporary
from app.domain.figures import counted
from app.endings import PLAN as ENDING
from app.workspace import Person, Refusal, Workspace

from .group import PLAN, by_whom, commands, with_ending
from .plans import new_plan, person, reading, say


@commands.command("open")
@click.argument("plan", required=False, type=click.Path(path_type=Path), callback=with_ending)
@click.option("--demo", is_flag=True, help="Open a fresh copy of the demo plan.")
@by_whom
def open_(plan: Path | None, demo: bool, author: str | None, role: str) -> None:
    """Open the window, on PLAN or on the demo plan."""
    if plan and demo:
        raise Refusal("Give a plan or --demo, not both.")
    if plan and plan.suffix.casefold() != ENDING and not os.path.exists(plan):  # noqa: PTH110 - names no disk can hold
        from app.exchange.plantext import quoted

        known = ", ".join(commands.list_commands(click.get_current_context()))
        raise Refusal(f"{quoted(str(plan))} is no file that is there, and no command. The commands are {known}.")
    from app.__main__ import run

    sys.exit(run(plan=plan, demo=demo, person=Person(author, role) if author else None))


@commands.command()
@PLAN
@click.option("--title", default="Improvement programme", help="The programme's title.")
@by_whom
def new(plan: Path, title: str, author: str | None, role: str) -> None:
    """Make a new, empty plan."""
    if not title.strip():
        raise Refusal("A plan needs a title.")
    plan = new_plan(plan)
    Workspace.create(plan, person(author, role), places.backups(), title).close()
    say(f"Made {plan.name}.")


@commands.command()
@PLAN
@click.option("--size", type=click.Choice(["usual", "large"]), default="usual", help="Large: thousands of records.")
@by_whom
def demo(plan: Path, size: str, author: str | None, role: str) -> None:
    """Write the demo plan to PLAN; a large one adds made-up records, all of them marked illustrative."""
    from app import demo as demo_plan

    plan = new_plan(plan)
    workspace = demo_plan.make(plan, person(author, role), places.backups())
    if size == "large":
        from app import large_demo

        large_demo.grow(workspace)
    workspace.close()
    say(f"Wrote the demo plan to {plan.name}.")


@commands.command()
@PLAN
def check(plan: Path) -> None:
    """Check the file from its first page to its last edit."""
    with reading(plan) as workspace:
        found = workspace.check()
    for problem in found:
        say(problem)
    if found:
        raise Refusal(
            f"{plan.name} is not sound: {counted(len(found), 'problem')} found. goldthread repair writes what can be"
            " saved of it to a new file."
        )
    say(f"{plan.name} is sound.")


@commands.command()
@PLAN
@click.argument("out", type=click.Path(path_type=Path))
@by_whom
def repair(plan: Path, out: Path, author: str | None, role: str) -> None:
    """Write what can be saved of a damaged PLAN to OUT, a new file, and beside it a report, which is printed too.

    PLAN is not touched.
    """
    from app.workspace.repairing import repaired, report_of

    try:
        folder = temporary.Folder("repair")
    except OSError:
        raise Refusal("The damaged file cannot be copied to be looked at: there is no room for it.") from None
    with contextlib.closing(folder):
        out = new_plan(out)
        report = repaired(plan, out, person(author, role), folder.path)
    for line in (*report, f"The same is in {report_of(out).name}."):
        say(line)
