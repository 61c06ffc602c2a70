"""The page of the written report: a register of its sections, the chosen one read as one text, or written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain.figures import counted
from app.domain.live import fill
from app.domain.plan import Plan
from app.domain.records import Record, Section
from app.domain.schedule import show_date
from app.exchange import prose
from app.ui import look, messages
from app.ui.page import Page
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import PanelSection
from app.ui.register.page import RegisterPage
from app.ui.register.register import Register
from app.ui.register.row import RecordRow
from app.ui.session import Session
from app.ui.widgets.banner import Banner
from app.ui.widgets.prose_view import ProseView
from app.ui.widgets.record_model import Column
from app.ui.widgets.tagged import TaggedDelegate

from .editor import SectionEditor

UNKNOWN = "unknown figure"
UNSAVED = "not saved"


@dataclass(frozen=True)
class SectionRow(RecordRow[Section]):
    """A section; `unsaved`: something typed into it was refused and is kept."""

    unsaved: bool = False

    @cached_property
    def figures(self) -> int:
        """How many live figures it holds."""
        return sum(bool(piece.written) for piece in fill(self.record.body, self.plan, self.ratings))

    @cached_property
    def unknown(self) -> int:
        """How many of them name nothing."""
        return sum(bool(piece.problem) for piece in fill(self.record.body, self.plan, self.ratings))

    @property
    def tags(self) -> tuple[str, ...]:
        return (*((UNSAVED,) if self.unsaved else ()), *((UNKNOWN,) if self.unknown else ()))


COLUMNS = [
    Column[SectionRow](
        name="title", title="Section", text=lambda r: r.record.name, stretch=True, delegate=TaggedDelegate,
        cell=lambda r: r.tags, second=lambda r: signed(r.record),
    ),
]  # fmt: skip


class SectionText(PanelSection[Section]):
    """The text of a section with the plan's figures as they are now.

    Attributes:
        text: where it is read.
        wrong: names the live figures that name nothing.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.text, self.wrong = ProseView(), Banner()
        self.text.setAccessibleName("The section's text")
        self.nothing = look.label("Nothing is written here yet.", quiet=True)
        self.around(self.wrong, self.nothing)
        self.body.addWidget(self.text, 0, Qt.AlignmentFlag.AlignTop)
        self.text.opened.connect(lambda record: page.can_open(record) and page.opened.emit(record))
        self.text.address_wanted.connect(self.ask_to_open)

    def show_record(self, record: Section, plan: Plan) -> bool:
        blocks = prose.filled(record.body, plan, self.page.workspace.ratings)
        self.text.show_blocks(blocks)
        self.nothing.setVisible(not blocks)
        self.text.setVisible(bool(blocks))
        wrong = prose.problems(blocks)
        if wrong:
            head = "A live figure names nothing." if len(wrong) == 1 else f"{len(wrong):,} live figures name nothing."
            self.wrong.show_wrong("\n".join([head, *wrong]))
        else:
            self.wrong.hide()
        return True

    def ask_to_open(self, address: str) -> None:
        """Open an address of the web or of mail once the person has seen it."""
        if not prose.may_open(address):
            return
        where = "your mail program" if address.startswith("mailto:") else "your browser"
        if messages.ask(self.window(), f"Open this address in {where}?", address, "Open"):
            QDesktopServices.openUrl(QUrl(address))


class SectionPanel(RecordPanel[Section]):
    """A section as it is read, or as it is written. What is typed is saved with Save, and as one goes elsewhere.

    Attributes:
        text: the part that is read; editor: what is written in.
        kept: what was typed into sections and refused, by their key.
    """

    def __init__(self, page: Page):
        self.text, self.editor = SectionText(page), SectionEditor()
        self.kept: dict[str, dict[str, str]] = {}
        super().__init__(page, lambda _plan, section: signed(section), self.text, files="",
                         title=lambda section: section.name)  # fmt: skip
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.editor)
        self.editor.hide()

    @property
    def is_writing(self) -> bool:
        """Whether a section is being written."""
        return self.editor.section is not None

    def show_record(self, record: Section | None) -> None:
        if self.is_writing:
            return
        super().show_record(record)
        self.editor.hide()
        if record is not None and record.id in self.kept and self.page.can_edit:
            self.write(record)

    def write(self, section: Section) -> None:
        """Begin to write a section."""
        self._whole.hide()
        self.editor.show()
        self.editor.write(self.workspace, section, self.kept.pop(section.id, None))

    def leave(self) -> bool:
        """Save what is being written; what is refused is kept for when one returns. Whether nothing was refused."""
        section = self.editor.section
        if section is None or not self.editor.is_changed():
            self.editor.cancel()
            return True
        if self.editor.save():
            return True
        if self.workspace.find(section.id) is None:
            return False  # it has no row to return to: one stays with it
        self.kept[section.id] = self.editor.typed()
        wrong = f"{section.name} is not saved: it holds what cannot be. What you typed is kept there."
        self.page.session.say_wrong(wrong)
        self.editor.section = None
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous() and self.is_writing and self.editor.is_changed():
            self.editor.save()
        super().hideEvent(event)


class SectionRegister(Register):
    """The sections, as they are printed."""

    KIND, WHAT, NEW, START, SHARE = Section, "section", "New section", "Write the first section", 340
    NOTHING = (
        "No report yet",
        "The report is written section by section. Figures in it can be live: they are filled in from the plan, so "
        "that text and chart never disagree.",
    )

    def __init__(self, page: Page):
        self.writer = SectionPanel(page)
        super().__init__(page, "report", COLUMNS, self.writer)
        self.writer.editor.saved.connect(self._saved)
        self.writer.editor.cancelled.connect(self.refresh)

    def rows(self) -> Iterable[SectionRow]:
        kept, ratings = self.writer.kept, self.workspace.ratings
        for gone in [key for key in kept if self.workspace.find(key) is None]:
            del kept[gone]
        self.changed = None  # a live figure may speak of anything
        return [SectionRow(each, ratings, each.id in kept) for each in sorted(ratings.plan.all(Section), key=in_order)]

    def refresh(self) -> None:
        super().refresh()
        if self.writer.is_writing:
            self.setCurrentWidget(self.there)

    def may_leave(self) -> bool:
        kept = len(self.writer.kept)
        may = self.writer.leave()
        if len(self.writer.kept) != kept:
            self.table.show_records(self.rows())  # the row says that it is not saved
        return may

    def add(self) -> None:
        """Begin a new section."""
        if self.page.can_edit and self.may_leave():
            self.writer.write(self.workspace.draft(Section, title=""))
            self.setCurrentWidget(self.there)

    def _saved(self, section: Section) -> None:
        self.page.session.say(f"Saved {section.name}.")
        self.open(section)


class ReportPage(RegisterPage):
    """The written report.

    Attributes:
        sections: the register.
    """

    title = "Report"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.sections = SectionRegister(self)
        self.show_registers({"Report": self.sections})

    def edits_here(self, record: Record) -> bool:
        writer = self.sections.writer
        if isinstance(record, Section) and not writer.is_writing:
            if writer.record is None or writer.record.id != record.id:
                self.sections.open(record)
            writer.write(record)
        return isinstance(record, Section)

    def summary(self, plan: Plan) -> str:
        """Such as "14 sections, 9 live figures"."""
        rows = [SectionRow(section, self.workspace.ratings) for section in plan.all(Section)]
        figures, unknown = sum(row.figures for row in rows), sum(row.unknown for row in rows)
        said = [counted(len(rows), "section"), counted(figures, "live figure") if figures else "",
                f"{unknown:,} of them {'names' if unknown == 1 else 'name'} nothing" if unknown else ""]  # fmt: skip
        return ", ".join(part for part in said if part) if rows else ""


def signed(section: Section) -> str:
    """Such as "Improvement team, 30 Jan 2018"; who and when, as far as they are given."""
    return ", ".join(part for part in (section.author, show_date(section.day) if section.day else "") if part)


def in_order(section: Section) -> tuple[int, str]:
    """As they are printed: those without a number come first."""
    return section.number or 0, "" if section.number is None else section.title
