"""The page: the report's sections at the left, the chosen one at the right, read or written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import counted
from app.domain.records import Record, Section
from app.ui import look
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.card import rule
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_table import FilterLine, RecordTable

from .editor import SectionEditor
from .reader import SectionText
from .rows import COLUMNS, SectionRow, in_order, signed


class ReportPage(Page):
    """The written report. What is typed is saved with Save, and also as one goes elsewhere.

    Attributes:
        table: the sections; `line` narrows it.
        reader, editor: the chosen section, as it is read and as it is written.
        section: the chosen one.
        kept: what was typed into sections and refused, by their key.
    """

    title = "Report"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.section: Section | None = None
        self.kept: dict[str, dict[str, str]] = {}
        self.header, self.line = PageHeader("Report"), FilterLine()
        self.table: RecordTable[SectionRow] = RecordTable("report", COLUMNS, two_lines=True)
        self.table.setAccessibleName("Sections of the report")
        self.new_button = QPushButton("&New section")
        self.name, self.signed = ElidedLabel("", "heading"), ElidedLabel(quiet=True)
        self.edit_button = QPushButton("Ed&it")
        self.edit_button.setProperty("kind", "primary")
        self.more = RecordMenu()
        self.reader, self.editor = SectionText(self), SectionEditor()
        self.empty = EmptyState(
            "No report yet",
            "The report is written section by section. Figures in it can be live: they are filled in from the plan, "
            "so that text and chart never disagree.",
            "Write the first section",
        )
        self._build()
        self._connect()

    @property
    def is_writing(self) -> bool:
        """Whether a section is being written."""
        return self.editor.section is not None

    # -- what the window asks for

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        workspace = self.workspace
        self.kept = {key: typed for key, typed in self.kept.items() if workspace.find(key) is not None}
        rows = self._list()
        figures, unknown = sum(row.figures for row in rows), sum(row.unknown for row in rows)
        said = [counted(len(rows), "section"), counted(figures, "live figure") if figures else "",
                f"{unknown:,} of them {'names' if unknown == 1 else 'name'} nothing" if unknown else ""]  # fmt: skip
        self.header.tell("Report", ", ".join(part for part in said if part) if rows else "")
        self.new_button.setVisible(self.can_edit)
        self.empty.button.setVisible(self.can_edit)
        if self.is_writing:
            self._views.setCurrentIndex(0)
            return
        now = workspace.find(self.section.id) if self.section else None
        self._show(now if isinstance(now, Section) else (rows[0].section if rows else None))

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            target = next((r for r in self.workspace.all(Section) if r.id in target.keys), None)
        if not isinstance(target, Section):
            self.line.clear()
            return
        if not self.leave():
            return
        if self.table.records.row_of(target.id) < 0:
            self.line.clear()
        self._show(target)
        self.table.setFocus()

    def find(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    # -- what the person does

    def new_section(self) -> None:
        """Begin a new section."""
        if self.can_edit and self.leave():
            self._write(self.workspace.draft(Section, title=""))

    def edit(self) -> None:
        """Write in the chosen section."""
        if self.section is not None and self.can_edit and not self.is_writing:
            self._write(self.section)

    def leave(self) -> bool:
        """Save what is being written; what is refused is kept for when one returns. Whether nothing was refused."""
        section = self.editor.section
        if section is None:
            return True
        if not self.editor.is_changed():
            self.editor.cancel()
            return True
        if self.editor.save():
            return True
        if self.workspace.find(section.id) is None:
            return False  # it has no row to return to: one stays with it
        self.kept[section.id] = self.editor.typed()
        self.session.say_wrong(f"{section.name} is not saved: it holds what cannot be. What you typed is kept there.")
        self.editor.section = None
        self.section = section
        self._list()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous() and self.is_writing and self.editor.is_changed():
            self.editor.save()
        super().hideEvent(event)

    # -- inside

    def _list(self) -> list[SectionRow]:
        """Show the sections as they are now, and in which of them something is not saved."""
        workspace = self.workspace
        sections = sorted(workspace.all(Section), key=in_order)
        rows = [SectionRow(s, workspace.plan, workspace.ratings, s.id in self.kept) for s in sections]
        self.table.blockSignals(True)
        self.table.show_records(rows)
        self.table.blockSignals(False)
        return rows

    def _write(self, section: Section) -> None:
        self.section = section
        self._views.setCurrentIndex(0)
        self._sides.setCurrentWidget(self.editor)
        self._show_head(section)
        self.editor.write(self.workspace, section, self.kept.pop(section.id, None))

    def _show(self, section: Section | None) -> None:
        """Show a section as it is read, or as it is written where something typed is kept."""
        self.section = section
        self._views.setCurrentIndex(0 if section else 1)
        if section is None:
            return
        self.table.blockSignals(True)
        self.table.select(section.id)
        self.table.blockSignals(False)
        if section.id in self.kept and self.can_edit:
            self._write(section)
            return
        self._show_head(section)
        self._sides.setCurrentWidget(self.reader)
        self.reader.show_section(self.workspace, section)

    def _show_head(self, section: Section) -> None:
        self.name.setText(section.name if section.title else "New section")
        self.signed.setText(signed(section))
        self.more.show_record(section)
        mark(self.reader, section)
        reads = not self.is_writing and self._sides.currentWidget() is not self.editor
        self.edit_button.setVisible(reads and self.can_edit)

    def _choose(self, row: SectionRow | None) -> None:
        if row is None or (self.section is not None and row.id == self.section.id):
            return
        if self.leave():
            found = self.workspace.find(row.id)
            self._show(found if isinstance(found, Section) else None)
        elif self.section is not None:
            self.table.clearSelection()

    def _saved(self, section: Section) -> None:
        self.session.say(f"Saved {section.name}.")
        self._sides.setCurrentWidget(self.reader)
        self._show(section)

    def _cancelled(self) -> None:
        self._sides.setCurrentWidget(self.reader)
        self.section = self.section if self.section and self.workspace.find(self.section.id) else None
        self.reload(frozenset({Section}))

    def _build(self) -> None:
        self.line.setPlaceholderText("Filter sections")
        self.line.setAccessibleName("Filter sections")
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(look.space(30))
        self.header.row.addWidget(self.line)
        self.header.row.addWidget(self.new_button)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.signed)
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addLayout(words, 1)
        head.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.reader)
        self._sides.addWidget(self.editor)
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(look.space(2.5), look.space(1.5), look.space(1.5), look.space(1.5))
        column.setSpacing(look.space(1))
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._sides, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(look.space(2))
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 4)
        split.setSizes([264, 776])
        self._views = QStackedWidget()
        self._views.addWidget(split)
        self._views.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        whole.setSpacing(look.space(1.5))
        whole.addWidget(self.header)
        whole.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.line.textChanged.connect(self.table.filter)
        self.line.left.connect(self.table.setFocus)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self.edit)
        self.new_button.clicked.connect(self.new_section)
        self.empty.started.connect(self.new_section)
        self.edit_button.clicked.connect(self.edit)
        self.editor.saved.connect(self._saved)
        self.editor.cancelled.connect(self._cancelled)
        self.reader.opened.connect(self._open)

    def _open(self, record: Record) -> None:
        if self.can_open(record):
            self.opened.emit(record)
