"""A paper that is chosen of an open plan: what it is made of, its pages as they will be, and what to look at before."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.briefing import PaperOptions
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import KINDS, Meeting

if TYPE_CHECKING:
    from app.briefing.blocks import Briefing
    from app.briefing.checklist import Doubt
    from app.briefing.context import BriefingContext
    from app.briefing.narrative import NarrativeLine
    from app.briefing.preview import PagePictures
    from app.workspace import Workspace

PUBLIC, EXEMPT, PAIR = "public", "exempt", "pair"
VERSIONS = {PUBLIC: "Public", EXEMPT: "Not for publication", PAIR: "Both, in two files"}
"""With what is exempt or without."""


@dataclass(frozen=True)
class PaperChoice:
    """What a person chose of a paper.

    Attributes:
        template: a name of `briefing.PAPERS`.
        meeting: the key of the meeting that it is for; empty for the next one.
        since: what it compares with, as `Workspace.compare_with`: empty for the plan's own body's last closed meeting.
        theme: the key of the theme that the paper `theme` is about; empty for all.
        version: one of `VERSIONS`.
        annex, facts_only: as `briefing.export.export` has them.
    """

    template: str = "board"
    meeting: str = ""
    since: str = ""
    theme: str = ""
    version: str = PUBLIC
    annex: bool = False
    facts_only: bool = False

    @property
    def exempts(self) -> tuple[bool, ...]:
        """Of each file that is written, whether it holds what is exempt."""
        return {PUBLIC: (False,), EXEMPT: (True,), PAIR: (False, True)}[self.version]

    def options(self, *, exempt: bool) -> PaperOptions:
        """The same as the paper has them; what it has not is not meant."""
        theme = self.theme if self.template == "theme" else ""
        return PaperOptions(theme=theme, annex=self.annex and self.template == "board", exempt=exempt)


class PreviewedPaper(NamedTuple):
    """A paper before it is written.

    Attributes:
        pages: as pictures; whoever shows them closes them.
        doubts: what to look at before it goes out.
        narrative: what people write for it.
    """

    pages: PagePictures
    doubts: list[Doubt]
    narrative: list[NarrativeLine]


def made_of(workspace: Workspace, choice: PaperChoice) -> dict[str, Any]:
    """What a paper is made of, as `briefing.export.export` takes it; its plans are read on another thread.

    They share nothing that is worked out with the plan that is edited meanwhile.
    """
    past, since = workspace.past, workspace.compared_with(choice.since)
    before = workspace.before_of(choice.since)
    found = workspace.find(choice.meeting)
    meeting = found if isinstance(found, Meeting) else past.meeting if past else None
    return {
        "plan": apart(workspace.plan),
        "before": before and apart(before),
        "meeting": meeting,
        "since": since,
        "facts_only": choice.facts_only,
        "template": choice.template,
        "as_at": past.title if past else "",
        "kept_back": workspace.kept_back,
        "closed_by": workspace.closed_by(since),
        "up_to_meeting": past is not None and past.meeting is not None and meeting == past.meeting,
    }


def files_of(choice: PaperChoice, path: Path) -> list[tuple[Path, PaperOptions]]:
    """The files of a choice, each with what its paper has; of a pair the exempt one lies beside the other."""
    beside = path.with_stem(f"{path.stem} exempt") if choice.version == PAIR and path.name else path
    return [(beside if exempt else path, choice.options(exempt=exempt)) for exempt in choice.exempts]


def apart(plan: Plan) -> Plan:
    """The same plan by itself, whole, so that another thread may work on it."""
    rows = {kind: plan.unordered(kind) for kind in KINDS}
    return Plan(rows, plan.today, plan.position).noting(plan.clashes, plan.lost).recalling(plan.log)


def doubts_of(material: dict[str, Any], options: PaperOptions, printed: date, *, pdf: bool = True) -> list[Doubt]:
    """What to look at before a paper goes out; arguments as of `previewed`. Raises CannotExport."""
    from app.briefing.checklist import checklist

    m, template, briefing = all_at_once(_composed(material, options, printed))
    return checklist(m, template, briefing, pdf=pdf)


def previewed(
    material: dict[str, Any], options: PaperOptions, printed: date
) -> Generator[tuple[int, int, str], None, PreviewedPaper]:
    """The pages of a paper as they will be, telling how far they are as (done, total, what).

    Args:
        material: as `made_of` has it.
        options: what a person chose of the paper.
        printed: the day of printing.

    Raises:
        CannotExport: as `briefing.export.check_paper` says.
    """
    from app.briefing.checklist import checklist
    from app.briefing.narrative import narrative
    from app.briefing.pages import lay_out
    from app.briefing.preview import PagePictures

    m, template, briefing = yield from _composed(material, options, printed)
    try:
        doubts, written = checklist(m, template, briefing), narrative(m, template)
        pdf = yield from lay_out(briefing, printed)
    finally:
        m.ratings.release()  # here, and not in a turn of the window's loop
    return PreviewedPaper(PagePictures(pdf), doubts, written)


def _composed(
    material: dict[str, Any], options: PaperOptions, printed: date
) -> Generator[tuple[int, int, str], None, tuple[BriefingContext, str, Briefing]]:
    """What a paper is gathered from, which it is, and what it says."""
    from app.briefing.context import BriefingContext
    from app.briefing.export import check_paper
    from app.briefing.templates import composing

    given = dict(material)
    template = given.pop("template")
    check_paper(template, given["plan"], given["before"], options, given["kept_back"])
    yield 0, 100, "Gathering what to say"
    m = BriefingContext.gather(given.pop("plan"), past=given.pop("as_at"), printed=printed, options=options, **given)
    try:
        briefing = yield from composing(template, m)
    except BaseException:  # it was given up, most often
        m.ratings.release()
        raise
    return m, template, briefing
