"""Writing a briefing to a file: a plain generator that tells how far it is, can be stopped, and leaves no halves."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Set
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.domain.plan import Plan
from app.domain.records import Meeting, Theme
from app.endings import PAPER, WrongEnding, ended
from app.named_file import fill, why_no_file, why_not_written

from . import PAPERS, PLAIN, PaperOptions

_BEGINS = {".pdf": b"%PDF-", ".html": b"<!DOCTYPE html>", ".docx": b"PK\x03\x04"}
"""How a file of each ending begins."""
_KINDS = {".pdf": "a PDF", ".html": "a web page", ".docx": "a document for Word"}


class CannotExport(Exception):
    """The briefing cannot be written; the message is one sentence for the person who asked for it."""


class WrittenPaper(NamedTuple):
    """A paper that was written: what its file holds, and all words that it says."""

    content: bytes
    words: tuple[str, ...]


def export(
    plan: Plan,
    path: Path | str,
    *,
    before: Plan | None = None,
    meeting: Meeting | None = None,
    since: Meeting | None = None,
    facts_only: bool = False,
    template: str = "board",
    printed: date | None = None,
    as_at: str = "",
    kept_back: Set[str] = frozenset(),
    up_to_meeting: bool = False,
    closed_by: str = "",
    draft: bool = False,
    password: str = "",
    options: PaperOptions = PLAIN,
    warn: Callable[[str], object] = lambda said: None,
) -> Generator[tuple[int, int, str], None, WrittenPaper]:
    """Write a briefing of `plan`, telling how far it is as (done, total, what); its ending says as what.

    Whatever is exempt is left out before anything is computed. The file is written beside its place under the name
    `.part` and moved there when it is whole; stopping the generator, or a failure, leaves what was there untouched.

    Args:
        plan: the plan now.
        path: where to write, as `paper_path` has it; a file of that kind that is there is replaced, no other.
        before: the plan as it was at the last meeting.
        meeting: the meeting that the briefing is for; None: the next one that is not closed.
        since: the meeting that `before` belongs to.
        facts_only: leave out every illustrative value.
        template: a name of `PAPERS`.
        printed: the day of printing, today unless given.
        up_to_meeting: `plan` is as it was at `meeting`.
        closed_by: whose closing of `since` is meant, a sentence where it was closed more than once.
        kept_back: the keys of records that are exempt now, wherever `plan` and `before` do not say so.
        draft: the word “Draft” stands across every page.
        password: what a PDF asks for before it opens; empty for nothing.
        options: what a person chose of the paper: a theme, the annex, what is exempt; which version is issued.
        warn: told a sentence, before the file is written, of words that a PDF cannot show as they are written.
        as_at: the moment of which `plan` speaks, where it is not now: "the Cabinet meeting of 27 Jun 2017".

    Returns:
        What was written.

    Raises:
        CannotExport: the template is unknown, the file has another ending, or cannot be written there.
    """
    from .templates import compose

    check_paper(template, plan, before, options, kept_back)
    path = paper_path(Path(path))
    with _part(path) as part:
        yield 0, 100, "Gathering what to say"
        briefing = compose(
            template, plan, before=before, meeting=meeting, since=since, facts_only=facts_only,
            printed=printed or date.today(), as_at=as_at, kept_back=kept_back,
            up_to_meeting=up_to_meeting, closed_by=closed_by, options=options,
        )  # fmt: skip
        from .drawable import what_is_not_drawn, words_of
        from .writing import written

        if draft:
            briefing = replace(briefing, watermark="Draft")
        if path.suffix.casefold() == PAPER and (said := what_is_not_drawn(briefing)):
            warn(said)
        made = yield from written(briefing, path.suffix.casefold(), printed or date.today(), password)
        yield 99, 100, "Writing the file"
        with _plainly(path):
            fill(part, made)
            _move(part, path)
    yield 100, 100, "Done"
    return WrittenPaper(made, words_of(briefing))


def check_paper(
    template: str, plan: Plan, before: Plan | None, options: PaperOptions, kept_back: Set[str] = frozenset()
) -> None:
    """Refuse a paper of which nothing could be said; arguments as of `export`.

    Raises:
        CannotExport: the template is unknown, what changed is asked and nothing is compared, or its theme is exempt.
    """
    if template not in PAPERS:
        raise CannotExport(f"There is no briefing called “{template}”. There is: {', '.join(PAPERS)}.")
    if template == "changes" and before is None:
        raise CannotExport("No meeting to compare with is closed yet, so that nothing can be said of what changed.")
    theme = plan.get(Theme, options.theme)
    if theme is not None and not options.exempt and (theme.exempt or theme.id in kept_back):
        raise CannotExport(
            "That theme is exempt, so that no public paper is made of it:"
            " choose the version that is not for publication."
        )


def paper_path(path: Path) -> Path:
    """Where a briefing is written that a person calls so: as PDF (.pdf), where the name has no ending.

    It may also end in .html (a web page) or .docx (a document for Word).

    Raises:
        CannotExport: the name has another ending.
    """
    if path.suffix.casefold() in _BEGINS:
        return path
    try:
        return ended(path, PAPER, "The briefing")
    except WrongEnding as error:
        raise CannotExport(str(error)) from None


@contextlib.contextmanager
def _part(path: Path) -> Iterator[Path]:
    """The `.part` beside `path`, made at once so that a place that cannot be written is named before the work."""
    part = path.with_name(path.name + ".part") if path.name else path
    with _plainly(path):
        if path.is_dir():
            raise CannotExport(f"{path} is a folder. Give the briefing a file name, such as briefing.pdf.")
        if path.exists():
            if why := why_no_file(path):
                raise CannotExport(why)
            if not _replaceable(path):
                kind = _KINDS[path.suffix.casefold()]
                raise CannotExport(f"{path.name} is there already and is not {kind}. Choose another name.")
        part.unlink(missing_ok=True)
        part.touch(exist_ok=False)
    try:
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _replaceable(path: Path) -> bool:
    begins = _BEGINS[path.suffix.casefold()]
    with path.open("rb") as file:
        return file.read(len(begins)) in (b"", begins)


def _move(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError:
        if path.exists():
            raise CannotExport(f"{path.name} is open in another program. Close it there and export again.") from None
        raise


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """The world's faults as one sentence."""
    try:
        yield
    except OSError as error:
        raise CannotExport(f"{path} cannot be written: {why_not_written(error)}.") from None
    except ValueError:
        raise CannotExport("That file name cannot be used: it holds a character that no disk takes.") from None
