"""The papers of a plan, by the command `export`; by its ending a workbook instead."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from app.briefing import PAPERS, PaperOptions
from app.domain.figures import counted, either
from app.endings import PAPER
from app.workspace import Issue, Refusal, Workspace

from .group import PLAN, by_whom, commands
from .lookup import closed, moment, paper_for, record_meant
from .plans import person, reading, refusing, say, sound, writing

if TYPE_CHECKING:
    from app.domain.records import Meeting
    from app.issuing import PaperVersion

R = TypeVar("R")


class PaperAsked(NamedTuple):
    """What the command line asks of a paper, in its words."""

    template: str
    meeting: str
    body: str
    since: str
    theme: str
    annex: bool
    draft: bool
    facts_only: bool
    printed: date
    password: str
    issue: bool


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
    "--meeting", default="", help="The day of its meeting, or who meets; by default the next one of the plan's body."
)
@click.option("--body", default="", help="Whose paper it is: for its next meeting, compared with its last.")
@click.option("--public", "version", flag_value="public", help="Without what is exempt: so it is unless you say so.")
@click.option("--exempt", "version", flag_value="exempt", help="With what is exempt, not for publication.")
@click.option("--pair", "version", flag_value="pair", help="Both: OUT, and beside it one called “exempt”.")
@click.option("--annex", is_flag=True, help="With the annex: every list that the paper of the board cuts short.")
@click.option("--draft", is_flag=True, help="The word “Draft” stands across every page.")
@click.option("--facts-only", is_flag=True, help="Leave everything illustrative out.")
@click.option("--as-at", default="", help="The plan as it was: a body, or a day, of a closed meeting; any other day.")
@click.option("--as-dated", is_flag=True, help="With --as-at a day: by the dates of the edits, whenever they came in.")
@click.option("--since", default="", help="What is compared with: a body, or the day of a closed meeting.")
@click.option("--printed", default="", help="The day of printing; today unless given.")
@click.option("--password-stdin", is_flag=True, help="Read from a line of input what the PDF asks for before it opens.")
@click.option("--check", is_flag=True, help="Print what to look at before it goes out, and write nothing.")
@click.option("--damaged", is_flag=True, help="Write it although the plan is damaged.")
@click.option("--issue", is_flag=True, help="Record it as issued: the plan keeps its version, its digest and its file.")
@by_whom
@click.option("--theme", default="", help="The theme of the paper “theme”, or of a workbook, by its number or title.")
@click.option("--kind", "kinds", multiple=True, help="Of a workbook: only records of this kind, such as risks.")
@click.option("--owner", default="", help="Of a workbook: only what this person owns.")
@click.option("--updates", is_flag=True, help="Into the folder OUT, an update sheet for each owner.")
def export(
    plan: Path, out: Path, template: str, meeting: str, body: str, version: str | None, annex: bool, draft: bool,
    facts_only: bool, as_at: str, as_dated: bool, since: str, printed: str, password_stdin: bool, check: bool,
    damaged: bool, issue: bool, author: str | None, role: str, theme: str, kinds: tuple[str, ...], owner: str,
    updates: bool,
) -> None:  # fmt: skip
    """Write a paper to OUT, by its ending a PDF, a web page (.html) or a document for Word (.docx).

    To OUT.xlsx, a workbook to work in, which `import` brings back. Without an ending, OUT is called .pdf.
    """
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
            scope = workbook.scope_of(workspace, kinds, theme, owner, exempt=version == "exempt")
            (workbook.write_updates if updates else workbook.write_workbook)(workspace, out, scope)
        return
    if kinds or owner:
        raise Refusal("--kind and --owner go with a workbook: give OUT the ending .xlsx.")
    asked = PaperAsked(
        template, meeting, body, since, theme, annex, draft, facts_only, _printed(printed),
        _password(out) if password_stdin else "", issue,
    )  # fmt: skip
    if issue and (draft or as_at):
        raise Refusal("A draft is not issued." if draft else "--issue goes with the plan as it is now, not --as-at.")
    with writing(plan, person(author, role)) if issue else reading(plan) as workspace:
        if not damaged:
            sound(workspace, "no paper was written")
        _compare(workspace, asked)
        if as_at:
            workspace.look_back(moment(workspace, as_at, dated=as_dated))
        issues: list[Issue] = []
        for path, exempt in _versions(out, version or "public"):
            if check:
                _check(workspace, path, asked, exempt=exempt)
                continue
            issues += _write(workspace, path, asked, exempt=exempt)
            say(f"Wrote {path.name}.")
        if issues:
            _issue(workspace, issues)


def _printed(text: str) -> date:
    """The day of printing. Raises Refusal."""
    from app.domain.dates import read_day

    with refusing(ValueError):
        return read_day(text) if text else date.today()


def _password(out: Path) -> str:
    """The first line of input. Raises Refusal."""
    if out.suffix.casefold() not in ("", ".pdf"):
        raise Refusal("--password-stdin goes with a PDF.")
    if not (password := sys.stdin.readline().rstrip("\r\n")):
        raise Refusal("--password-stdin: there is no password on the first line of input.")
    return password


def _versions(out: Path, version: str) -> Iterator[tuple[Path, bool]]:
    """The files to write, and whether each holds what is exempt. Raises Refusal."""
    from app.briefing.export import CannotExport, paper_path

    with refusing(CannotExport):
        path = paper_path(out)
    if version != "exempt":
        yield path, False
    if version != "public":
        yield (path.with_stem(f"{path.stem} exempt") if version == "pair" else path), True


def _compare(workspace: Workspace, asked: PaperAsked) -> None:
    """Compare as it is asked: with the last meeting of a body, or with a closed meeting. Raises Refusal."""
    if asked.since:
        workspace.compare_with = closed(workspace, asked.since).id
    elif asked.body:
        workspace.compare_with = record_meant(workspace, "body", asked.body).id


def _meeting(workspace: Workspace, asked: PaperAsked) -> Meeting | None:
    """The meeting that the paper is for; None for the plan's own. Raises Refusal."""
    past = workspace.past
    if wanted := asked.meeting or ("" if past else asked.body):
        return paper_for(workspace, wanted)
    return past.meeting if past else None


def _issue(workspace: Workspace, issues: Sequence[Issue]) -> None:
    """Record what was written. Raises Refusal."""
    try:
        papers = workspace.issue(*issues)
    except Refusal as why:
        raise Refusal(f"It was written, but not recorded as issued: {why}") from why
    for paper in papers:
        say(f"Issued {paper.name}{', not for publication' if paper.restricted else ''}, digest {paper.digest}.")


def _write(workspace: Workspace, path: Path, asked: PaperAsked, *, exempt: bool) -> list[Issue]:
    """Write one version of the paper, telling how far it is where somebody looks on; what is to be recorded.

    Raises Refusal.
    """
    from app.briefing.export import CannotExport
    from app.briefing.export import export as write
    from app.exchange.workbook.scope import NotThere, theme_called

    past, meeting = workspace.past, _meeting(workspace, asked)
    with refusing(CannotExport), refusing(NotThere):
        theme = theme_called(workspace.plan, asked.theme) if asked.theme else None
        options = PaperOptions(theme=theme.id if theme else "", annex=asked.annex, exempt=exempt)
        version = _version(workspace, asked, path, options, meeting) if asked.issue else None
        steps = write(
            workspace.plan,
            path,
            before=workspace.before,
            meeting=meeting,
            since=workspace.last_meeting,
            facts_only=asked.facts_only,
            template=asked.template,
            printed=asked.printed,
            as_at=past.title if past else "",
            kept_back=workspace.kept_back,
            closed_by=workspace.closed_by(workspace.last_meeting),
            up_to_meeting=past is not None and past.meeting is not None and meeting == past.meeting,
            draft=asked.draft,
            password=asked.password,
            options=version.options if version else options,
            warn=lambda said: click.echo(said, err=True),
        )
        written = _told(steps)
    return [version.issue(*written)] if version else []


def _version(
    workspace: Workspace, asked: PaperAsked, path: Path, options: PaperOptions, meeting: Meeting | None
) -> PaperVersion:
    """The version of the paper that is issued. Raises Refusal."""
    from app.issuing import PaperVersion

    return PaperVersion.of(
        workspace, path, asked.template, options, plan=workspace.plan, before=workspace.before, meeting=meeting,
        since=workspace.last_meeting, facts_only=asked.facts_only, locked=bool(asked.password),
    )  # fmt: skip


def _told(steps: Generator[tuple[int, int, str], None, R]) -> R:
    """What long work comes to; how far it is is told where somebody looks on."""
    while True:
        try:
            done, whole, what = next(steps)
        except StopIteration as end:
            return end.value
        if sys.stderr.isatty():
            click.echo(f"\r{100 * done // whole:3} % {what[:60]:60}", nl=done == whole, err=True)


def _check(workspace: Workspace, path: Path, asked: PaperAsked, *, exempt: bool) -> None:
    """Print what to look at before a version of the paper goes out. Raises Refusal."""
    from app.briefing.export import CannotExport
    from app.exchange.workbook.scope import NotThere, theme_called
    from app.papers import PaperChoice, doubts_of, made_of

    meeting = _meeting(workspace, asked)
    with refusing(NotThere):
        theme = theme_called(workspace.plan, asked.theme) if asked.theme else None
    choice = PaperChoice(
        template=asked.template, meeting=meeting.id if meeting else "", since=workspace.compare_with,
        theme=theme.id if theme else "", annex=asked.annex, facts_only=asked.facts_only,
    )  # fmt: skip
    with refusing(CannotExport):
        options, pdf = choice.options(exempt=exempt), path.suffix.casefold() == PAPER
        found = doubts_of(made_of(workspace, choice), options, asked.printed, pdf=pdf)
    say(f"{path.name}: {counted(len(found), 'thing')} to look at." if found else f"{path.name}: nothing to look at.")
    for doubt in found:
        say(f"  {doubt.what}: {doubt.why}")
