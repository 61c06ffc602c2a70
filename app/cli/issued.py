"""The papers that were issued: which, with their digests; their files once more; and their files dropped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.domain.figures import counted, size_words
from app.exchange.plantext import quoted
from app.named_file import NoSuchFile, why_not_written, write_whole
from app.workspace import Refusal, Workspace

from .group import PLAN, by_whom, commands
from .plans import person, reading, say, writing

if TYPE_CHECKING:
    from app.domain.records import IssuedPaper

_LEAST = 6


@commands.command()
@PLAN
@click.option(
    "--again",
    nargs=2,
    type=(str, click.Path(path_type=Path)),
    metavar="DIGEST OUT",
    help="Write the file of one again, byte for byte; the first letters of its digest say which.",
)
@click.option("--drop", multiple=True, metavar="DIGEST", help="Drop the file of one for good: record and digest stay.")
@click.option("--json", "as_json", is_flag=True, help="As data.")
@by_whom
def issued(
    plan: Path, again: tuple[str, Path] | None, drop: tuple[str, ...], as_json: bool, author: str | None, role: str
) -> None:  # fmt: skip
    """List the papers that were issued, the newest first, with version, size and digest."""
    if drop:
        with writing(plan, person(author, role)) as workspace:
            papers = [_meant(workspace, digest) for digest in drop]
            workspace.drop_files(*papers)
            say(f"Dropped {counted(len(papers), 'file')}: {size_words(sum(paper.size or 0 for paper in papers))}.")
        return
    with reading(plan) as workspace:
        if again and again[1].exists() and again[1].samefile(plan):
            raise Refusal("That is the plan itself: give the paper a name of its own.")
        if again:
            _write_again(workspace, *again)
        else:
            _list(workspace, as_json=as_json)


def _list(workspace: Workspace, *, as_json: bool) -> None:
    from app.domain.issued import facts, newest_first
    from app.domain.records import IssuedPaper
    from app.domain.rows import to_row

    papers = newest_first(workspace.all(IssuedPaper))
    if as_json:
        rows = [{n: v for n, v in to_row(p).items() if n not in ("made_of", "knew", "deleted")} for p in papers]
        say(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for paper in papers:
        say(f"{paper.name}. {'. '.join(facts(workspace.plan, paper))}. Digest {paper.digest}.")
        if paper.changed:
            say(f"  Changed since the version before: {paper.changed}")
    kept = [paper for paper in papers if paper.kept]
    size = size_words(sum(paper.size or 0 for paper in kept))
    said = f"{counted(len(papers), 'issued paper')}; {counted(len(kept), 'file')} kept, {size}."
    say(said if papers else "No paper was issued yet.")


def _meant(workspace: Workspace, digest: str) -> IssuedPaper:
    """The one paper whose digest begins so. Raises Refusal."""
    from app.domain.records import IssuedPaper

    begins = digest.strip().casefold()
    if len(begins) < _LEAST:
        raise Refusal(f"Give at least {_LEAST} letters of the digest.")
    found = [paper for paper in workspace.all(IssuedPaper) if paper.digest.startswith(begins)]
    if len({paper.digest for paper in found}) != 1:
        which = "More than one issued paper has" if found else "No issued paper has"
        raise Refusal(f"{which} a digest that begins with {quoted(digest)}.")
    return next((paper for paper in found if paper.kept), found[0])


def _write_again(workspace: Workspace, digest: str, out: Path) -> None:
    """Write the file of a paper once more. Raises Refusal."""
    paper = _meant(workspace, digest)
    content = workspace.content(paper)
    if out.is_dir():
        out /= paper.filename
    try:
        write_whole(out, content)
    except NoSuchFile as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"{quoted(out.name)} cannot be written: {why_not_written(error)}.") from None
    say(f"Wrote {out.name}: {paper.name}, as it was issued.")
