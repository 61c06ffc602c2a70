"""Papers that were issued, below each other: each unfolds to what is known of it, and gives its file again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.figures import size_words
from app.domain.issued import facts
from app.domain.meetings import meeting_name
from app.domain.records import PAPER_FORMS, IssuedPaper, Meeting
from app.domain.schedule import show_date
from app.ui import look, operations
from app.ui.kit import column
from app.ui.page import Page
from app.ui.widgets.entry import Entries, Entry

NONE = "None yet. A paper that is recorded as issued is kept here as it was handed out."


class PaperLine(NamedTuple):
    """An issued paper, what is known of it, and for which meeting it was issued, where that is to be said."""

    paper: IssuedPaper
    facts: tuple[str, ...]
    meeting: str = ""


class IssuedList(QWidget):
    """Issued papers, the one that is chosen unfolded.

    Attributes:
        items: an entry for each.
    """

    def __init__(self, page: Page, *, meetings: bool = False, parent: QWidget | None = None):
        """A list on a page; with `meetings` each says for which meeting it was issued."""
        super().__init__(parent)
        self._page, self._chosen, self._meetings = page, "", meetings
        self._papers: Sequence[IssuedPaper] = ()
        self.items: Entries[IssuedPaper] = Entries()
        column(self.items, on=self)
        self.items.chosen.connect(self._unfold)

    def show_papers(self, papers: Sequence[IssuedPaper]) -> None:
        """Show these, in their order."""
        self._papers, plan = papers, self._page.workspace.plan
        lines = [PaperLine(paper, tuple(facts(plan, paper)), self._for(paper)) for paper in papers]
        self.items.show_entries(lines, _entry, self._chosen, self._tools, NONE)

    def choose(self, paper: IssuedPaper) -> None:
        """Unfold one and put the keyboard there."""
        self._unfold(paper)
        if entry := self.items.entry_of(paper.id):
            entry.head.setFocus()

    def forget(self) -> None:
        """Leave none unfolded."""
        self._chosen = ""

    def _for(self, paper: IssuedPaper) -> str:
        meeting = self._page.workspace.find(paper.meeting) if self._meetings else None
        return meeting_name(self._page.workspace.plan, meeting) if isinstance(meeting, Meeting) else ""

    def _unfold(self, paper: IssuedPaper | None) -> None:
        self._chosen = paper.id if paper else ""
        self.show_papers(self._papers)

    def _tools(self, entry: Entry[IssuedPaper]) -> None:
        paper, session = entry.record, self._page.session
        entry.tools.addWidget(look.label(" · ".join(facts(self._page.workspace.plan, paper)), wrap=True))
        if paper.changed:
            entry.tools.addWidget(look.label(f"Changed since the version before: {paper.changed}", wrap=True))
        digest = look.label(f"SHA-256 {paper.digest}", "small", quiet=True, wrap=True)
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        entry.tools.addWidget(digest)
        acts = [each for each in (operations.open_copy, operations.save_copy) if each.can(session, paper)]
        entry.add_tools(
            *((each.word, lambda each=each: operations.start(each, session, paper, self._page)) for each in acts)
        )


def size_kept(papers: Sequence[IssuedPaper]) -> str:
    """How many there are, and how large the files are that the plan keeps of them: "3, 1.2 MB kept"."""
    kept = sum(paper.size or 0 for paper in papers if paper.kept)
    return f"{len(papers):,}, {size_words(kept)} kept" if papers else ""


def _entry(line: PaperLine) -> Entry[IssuedPaper]:
    paper = line.paper
    made = Entry(paper, f"{paper.name}{', not for publication' if paper.restricted else ''}")
    issued = f"issued {show_date(paper.day)}" if paper.day else ""
    by = f"by {paper.by}" if paper.by else ""
    kept = PAPER_FORMS.get(paper.form, paper.form) + ("" if paper.kept else ", file not kept")
    said = (line.meeting, kept, f"{issued} {by}".strip())
    told = look.label(" · ".join(filter(None, said)), "small", quiet=True, wrap=True)
    made.words.addWidget(told)
    made.brief.append(told)
    return made
