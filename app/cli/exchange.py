"""What goes out of a plan and comes in: its text, copies, papers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from app.briefing import PAPERS
from app.domain.figures import counted, either
from app.domain.lazy import all_at_once
from app.exchange.plantext import LARGEST_TEXT
from app.named_file import why_no_file
from app.workspace import Person, Refusal
from app.workspace.damage import summary

from .group import PLAN, by_whom, commands
from .lookup import closed, moment, paper_for
from .plans import new_plan, person, printable, reading, refusing, say, sound, writing_or_making

_SQLITE = b"SQLite format 3"


@commands.command()
@PLAN
def dump(plan: Path) -> None:
    """Print the plan as JSON: its edits, baselines, records and computed statuses."""
    with reading(plan) as workspace:
        if damage := workspace.verify():
            click.echo(printable(f"{plan.name} is damaged: {summary(damage)}"), err=True)
        text = json.dumps(workspace.dump(), indent=1, ensure_ascii=False)
        say(text)
        if len(text.encode()) > LARGEST_TEXT:
            click.echo("This text is larger than load takes: to move the plan, copy its file.", err=True)


@commands.command()
@PLAN
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Of a copy: say what it would bring, and do nothing.")
@by_whom
def load(plan: Path, file: Path, dry_run: bool, author: str | None, role: str) -> None:
    """Bring FILE into PLAN: another copy of the plan, or edits as `dump` writes them; a plan that is not there is made.

    Of a copy, it is said first who changed what, and what both changed.
    """
    plan = plan if plan.exists() else new_plan(plan)
    if _is_plan_file(file):
        _bring_home(plan, file, person(author, role), dry_run=dry_run)
    elif dry_run:
        raise Refusal("--dry-run is for a copy of the plan.")
    else:
        _load_text(plan, file, person(author, role))


def _bring_home(plan: Path, copy: Path, person: Person, *, dry_run: bool) -> None:
    """Say what a copy would bring, and bring it."""
    with writing_or_making(plan, person, keep=not dry_run) as workspace:
        found = all_at_once(workspace.preview_merge(copy))
        for line in found.lines():
            say(line)
        if found.brings and not dry_run:
            workspace.reload_after(all_at_once(workspace.merge(found)))
    if found.brings and not dry_run:
        say(f"Brought {counted(found.edits, 'edit')} into {plan.name}.")


def _load_text(plan: Path, file: Path, person: Person) -> None:
    from app.exchange import planfile

    with refusing(planfile.PlanFileError):
        given = planfile.read_text(file)
        if not plan.exists():
            planfile.expand(given)  # what is refused makes no plan
        with writing_or_making(plan, person) as workspace:
            document = planfile.expand(given, workspace.tables)
            count = workspace.bring_in(document.edits, document.baselines, document.contents)
    say(f"Added {counted(count, 'edit')} to {plan.name}.")


def _is_plan_file(file: Path) -> bool:
    """Whether this is a plan file, or would be one if it were whole, and no text."""
    try:
        if why_no_file(file):
            return False
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):
        return False


@commands.command()
@PLAN
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--template",
    type=click.Choice(list(PAPERS), case_sensitive=False),
    default="board",
    show_default=True,
    help=f"Which paper: {either([f'{name} ({words})' for name, words in PAPERS.items()])}.",
)
@click.option(
    "--meeting", default=None, help="The day of its meeting, or who meets; by default the next one of the plan's body."
)
@click.option("--facts-only", is_flag=True, help="Leave everything illustrative out.")
@click.option("--as-at", default=None, help="The plan as it was: a body, or a day, of a closed meeting; any other day.")
@click.option("--as-dated", is_flag=True, help="With --as-at a day: by the dates of the edits, whenever they came in.")
@click.option("--since", default=None, help="What is compared with: a body, or the day of a closed meeting.")
@click.option("--damaged", is_flag=True, help="Write it although the plan is damaged.")
@click.option("--kind", "kinds", multiple=True, help="Of a workbook: only records of this kind, such as risks.")
@click.option("--theme", default="", help="Of a workbook: only what serves this theme, by its number or title.")
@click.option("--owner", default="", help="Of a workbook: only what this person owns.")
@click.option("--exempt", is_flag=True, help="Of a workbook: what is exempt as well.")
@click.option("--updates", is_flag=True, help="Into the folder OUT, an update sheet for each owner.")
def export(
    plan: Path, out: Path, template: str, meeting: str | None, facts_only: bool, as_at: str | None, as_dated: bool,
    since: str | None, damaged: bool, kinds: tuple[str, ...], theme: str, owner: str, exempt: bool, updates: bool,
) -> None:  # fmt: skip
    """Write the briefing to OUT, a PDF; or to OUT.xlsx a workbook to work in, which `import` brings back.

    Without an ending, OUT is called .pdf.
    """
    from app.briefing.export import CannotExport, paper_path
    from app.briefing.export import export as write

    from . import workbook

    if out.exists() and plan.exists() and out.samefile(plan):
        raise Refusal("That is the plan itself: give the paper a name of its own.")
    if as_dated and not as_at:
        raise Refusal("--as-dated goes with --as-at.")
    if updates or out.suffix.casefold() == workbook.ENDING:
        if given := workbook.of_papers():
            raise Refusal(f"{given} goes with a PDF.")
        with reading(plan) as workspace:
            if not damaged:
                sound(workspace, "no workbook was written")
            if as_at:
                workspace.look_back(moment(workspace, as_at, dated=as_dated))
            if facts_only:
                workspace.facts_only = True
            scope = workbook.scope_of(workspace, kinds, theme, owner, exempt=exempt)
            (workbook.write_updates if updates else workbook.write_workbook)(workspace, out, scope)
        return
    if kinds or theme or owner or exempt:
        raise Refusal("--kind, --theme, --owner and --exempt go with a workbook: give OUT the ending .xlsx.")
    with refusing(CannotExport):
        out = paper_path(out)
    with reading(plan) as workspace, refusing(CannotExport):
        if not damaged:
            sound(workspace, "no paper was written")
        if since:
            workspace.compare_with = closed(workspace, since).id
        if as_at:
            workspace.look_back(moment(workspace, as_at, dated=as_dated))
        past = workspace.past
        for_meeting = paper_for(workspace, meeting) if meeting else past.meeting if past else None
        for _done, _total, _what in write(
            workspace.plan,
            out,
            before=workspace.before,
            meeting=for_meeting,
            since=workspace.last_meeting,
            facts_only=facts_only,
            template=template,
            as_at=past.title if past else "",
            kept_back=workspace.kept_back,
            closed_by=workspace.closed_by(workspace.last_meeting),
            up_to_meeting=past is not None and past.meeting is not None and for_meeting == past.meeting,
        ):
            pass
    say(f"Wrote {out.name}.")
