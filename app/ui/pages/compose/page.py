"""The page of papers: what is chosen of one at the left, its real pages at the right, and what to look at before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app import resources
from app.briefing import PAPERS
from app.briefing.checklist import Doubt
from app.briefing.export import CannotExport
from app.briefing.paper_parts import ChosenPart, as_kept, chosen_parts, field_of, kept_parts
from app.domain.issued import newest_first
from app.domain.meetings import meeting_name
from app.domain.records import IssuedPaper, Meeting, Programme, Record
from app.papers import PreviewedPaper, made_of, previewed
from app.ui import look
from app.ui.issued_list import IssuedList, size_kept
from app.ui.kit import STRETCH, block, button, column, row, scroll, split
from app.ui.page import Page, Several, Target
from app.ui.record.sections import titled
from app.ui.session import Session
from app.ui.trail import PapersOf
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.pages_view import ZOOMS, PagesView
from app.ui.widgets.tabs import Tabs
from app.ui.widgets.whole_lines import WholeLines
from app.workspace import Refusal

from .choices import PaperChoices
from .making import PagesMaker
from .narrative_list import NarrativeList
from .parts_list import PartsList

MAKING = "Making the pages…"
SIDE = 44
"""Steps of the grid that the choices are wide, at the least."""


class PapersPage(Page):
    """Papers: composed, looked at, and sent out.

    Attributes:
        choices: which paper, for whom; `parts` what is in it, in which order.
        doubts, narrative: what to look at before it goes out; what people write for it.
        tabs: the pages, and the papers that were issued.
        view: the pages; `where` which of them is seen, or that they are being made.
        issued: what was handed out, each in its versions.
        maker: makes them.
        export: asks where to, and writes it.
    """

    title = "Papers"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header, self.choices, self.parts = PageHeader(self.title), PaperChoices(), PartsList()
        self.doubts, self.narrative = WholeLines("Before it goes out", 6), NarrativeList(self)
        self.tabs, self.issued = Tabs(), IssuedList(self, meetings=True)
        self.view, self.maker = PagesView(), PagesMaker(self)
        self.export = button("Export…", self._export, "primary")
        self.usual = button("The usual parts", self._take_usual, "link")
        self.well = look.label("Nothing: it can go out as it is.", quiet=True)
        self.where, self.total = look.label(role="small", quiet=True), look.label(role="small", quiet=True)
        self.smaller = button("Zoom out", lambda: self._zoom(-1), "quiet")
        self.larger = button("Zoom in", lambda: self._zoom(1), "quiet")
        self._build()
        self.choices.changed.connect(self._on_chosen)
        self.choices.as_at.clicked.connect(lambda _=False: session.wanted.emit("As at…"))
        self.choices.now.clicked.connect(lambda _=False: session.wanted.emit("Back to now"))
        self.parts.chosen.connect(self._save_parts)
        self.doubts.opened.connect(self._look_at)
        self.view.turned.connect(self._say_where)
        self.maker.began.connect(self._on_began)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        self.choices.show_workspace(self.workspace)
        self.narrative.refresh()
        self._show_choice()
        self.tabs.refresh()
        count = len(self.workspace.plan.all(IssuedPaper))
        self.tabs.words.setTabText(1, f"Issued papers ({count:,})" if count else "Issued papers")
        self._make()

    def reveal(self, target: Target) -> None:
        self._issues = isinstance(target, PapersOf) and target.issue
        meeting = self.workspace.find(target.key) if isinstance(target, PapersOf) else None
        if isinstance(meeting, Meeting):
            self.choices.choose_meeting(meeting)

    def half_typed(self) -> str:
        return "" if self.narrative.settle() else "what is written for the paper"

    def end(self) -> None:
        self.maker.wait()
        self.view.end()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.maker.is_busy and not event.spontaneous():
            self.maker.stop()
            self._stopped = True

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stopped and not event.spontaneous():
            self._stopped = False
            self._make()

    # -- what is chosen

    def _on_chosen(self) -> None:
        self._show_choice()
        self._make()

    def _show_choice(self) -> None:
        """Say what the paper is, and which parts it can have."""
        from app.briefing.templates import TEMPLATES

        choice, plan = self.choices.choice(), self.workspace.plan
        since = self.workspace.compared_with(choice.since)
        said = f"It tells what changed since {meeting_name(plan, since)}." if since else ""
        self.header.tell(PAPERS[choice.template], said)
        template = TEMPLATES[choice.template]
        kept = kept_parts(plan.programme, choice.template)
        lists = [("", template.of_each), ("After the themes" if template.of_each else "", template.parts)]
        lists += [("In the annex", template.annex)] if choice.options(exempt=False).annex else []
        chosen = [(word, [c for c in chosen_parts(parts, kept) if not c.part.always]) for word, parts in lists]
        self.parts.show_parts(chosen, can_edit=self.can_edit and bool(self.workspace.all(Programme)))
        self._parts.setVisible(sum(len(parts) for _, parts in chosen) > 1)
        self.usual.setVisible(bool(kept) and self.can_edit)

    def _save_parts(self, chosen: Sequence[ChosenPart], said: str) -> None:
        """Keep the parts as the board's own; where the annex is not shown, its parts stay as they were."""
        from app.briefing.templates import TEMPLATES

        template, programme = self.choices.choice().template, self.workspace.plan.programme
        usual = TEMPLATES[template]
        shown = {each.part for each in chosen}
        rest = [each for each in chosen_parts(usual.annex, kept_parts(programme, template)) if each.part not in shown]
        kept = as_kept([*chosen, *rest], usual.whole)
        label = f"{said} the {PAPERS[template][0].lower()}{PAPERS[template][1:]}"
        if not self._save(programme, template, kept, label):
            self.parts.put_back()

    def _take_usual(self) -> None:
        template = self.choices.choice().template
        name = f"{PAPERS[template][0].lower()}{PAPERS[template][1:]}"
        self._save(self.workspace.plan.programme, template, "", f"Take the usual parts of the {name}")

    def _save(self, programme: Programme, template: str, kept: str, label: str) -> bool:
        changed = replace(programme, **{field_of(template): kept})
        return self.attempt(lambda: self.workspace.save(changed, label=label))

    # -- its pages

    def _make(self) -> None:
        """Have the pages made as they are chosen now."""
        choice, workspace = self.choices.choice(), self.workspace
        options = choice.options(exempt=self.choices.sees_exempt())

        def begin() -> Any:
            return previewed(made_of(workspace, choice), options, date.today())

        self.maker.ask(begin)

    def _on_began(self) -> None:
        self._say_where(self.view.page)
        if self.view.pages is None:
            self.view.say(MAKING)

    def _on_made(self, paper: PreviewedPaper) -> None:
        self.view.show_pages(paper.pages)
        self.doubts.show_lines([_line_of(doubt) for doubt in paper.doubts])
        self.well.setVisible(not paper.doubts)
        self.narrative.show_lines([each for each in paper.narrative if each.record or self.can_edit])
        self._narrative.setVisible(bool(paper.narrative))

    def _on_failed(self, error: BaseException) -> None:
        self.view.show_pages(None)
        known = isinstance(error, CannotExport | Refusal | resources.Missing)
        self.view.say(str(error) if known else "The pages cannot be shown.")
        self._say_where(0)
        if not known:
            raise error

    def _say_where(self, page: int) -> None:
        count = self.view.pages.count if self.view.pages is not None else 0
        at = f"Page {page:,} of {count:,}" if count else ""
        self.where.setText(" · ".join(filter(None, (at, MAKING if self.maker.is_busy else ""))))

    def _show_issued(self) -> None:
        papers = newest_first(self.workspace.plan.all(IssuedPaper))
        self.total.setText(size_kept(papers))
        self.total.setVisible(bool(papers))
        self.issued.show_papers(papers)

    def _zoom(self, by: int) -> None:
        self.view.zoom_by(by)
        self.smaller.setEnabled(self.view.zoom > 0)
        self.larger.setEnabled(self.view.zoom < len(ZOOMS) - 1)

    # -- what to look at, and what to write

    def _look_at(self, doubt: Doubt) -> None:
        """Open what a line of the checklist speaks of."""
        if doubt.to_settle is not None and self.can_edit:
            from app.ui.dialogs.settle import settle

            settle(self.workspace, doubt.to_settle, self)
            return
        first = doubt.records[0]
        those = [record for record in doubt.records if type(record) is type(first)]
        several = Several(type(first), frozenset(record.id for record in those), doubt.what)
        self.opened.emit(first if len(those) == 1 or not self.can_open(several) else several)

    def _export(self) -> None:
        from app.ui import files
        from app.ui.dialogs.export import ExportDialog

        choice, workspace = self.choices.choice(), self.workspace
        title = f"{workspace.plan.programme.title} {PAPERS[choice.template]}"
        path = ExportDialog.ask(
            workspace, files.briefing_path(title), self.session.over, choice=choice,
            issue=self._issues if self.can_edit else None,
        )  # fmt: skip
        if path is not None:
            self.session.say(f"The paper is in {path.name}.")

    def _build(self) -> None:
        self._stopped = self._issues = False
        self.header.row.addWidget(self.export)
        self._parts = titled("Parts", self.parts, self.usual)
        self._narrative = titled("What is written for it", self.narrative)
        looked = titled("Before it goes out", self.well, self.doubts)
        self.well.hide()
        self._narrative.hide()
        self.doubts.show_lines(())
        edge = look.space(2)
        inside = (self.choices, looked, self._parts, self._narrative, STRETCH)
        left = block(column(*inside, gap=edge, edge=(0, 0, edge, edge)))
        area = scroll(left)
        area.setMinimumWidth(look.space(SIDE))
        foot = row(self.where, STRETCH, self.smaller, self.larger, gap=look.space(0.5), edge=(edge, look.space(0.5)))
        self.tabs.add("Pages", block(column((self.view, 1), foot)), lambda: None)
        below = column(self.total, self.issued, STRETCH, gap=look.space(1), edge=(look.space(1), 0, edge, edge))
        self.tabs.add("Issued papers", scroll(block(below)), self._show_issued)
        whole = (look.space(3), look.space(1), 0, 0)
        head = block(column(self.header, edge=(0, 0, look.space(3), 0)))
        column(head, (split((area, 2), (self.tabs, 3)), 1), on=self, gap=look.space(2), edge=whole)


def _line_of(doubt: Doubt) -> ListLine:
    return ListLine(title=doubt.what, more=doubt.why, status="amber", target=doubt if doubt.records else None)
