"""What a meeting and a body have in common, and what every part of a meeting has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.plan import Plan
from app.domain.records import Meeting, Record
from app.ui import look, operations
from app.ui.kit import STRETCH, Part, block, button, column, scroll
from app.ui.page import Page
from app.ui.record.frame import RecordFrame
from app.ui.record.sections import titled
from app.ui.widgets.card import ListRow, RowList, SectionHeader, rule
from app.ui.widgets.entry import Entries, Entry
from app.ui.widgets.pick_line import PickLine

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)


class HeadedView(RecordFrame[R]):
    """A meeting or a body: its title with what can be done, and below it the rest, which scrolls as one.

    Attributes:
        title, subtitle: whose it is, and when.
        area: scrolls.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.title, self.subtitle = look.label(role="heading", wrap=True), look.label(quiet=True, wrap=True)

    def show_titles(self, record: R, title: str, subtitle: str) -> None:
        """Say what is shown, and offer what can be done with it."""
        self.show_head(record)
        self.title.setText(title)
        self.subtitle.setText(subtitle)

    def assemble(self, *parts: Part) -> None:
        """Put the head over these parts, and under them where it comes from and its history."""
        one, right = look.space(1), look.space(1.5)
        deeds = self.deeds(*self.buttons.values(), self.button(operations.edit))
        head = column(self.title, self.subtitle, self.kept_back, deeds, gap=look.space(0.5), edge=(0, 0, right, 0))
        told = titled("Where this comes from", self.sources), titled("History", self.history)
        self.area = scroll(block(column(*parts, *told, STRETCH, gap=right, edge=(0, 0, right, one))))
        column(head, rule(), (self.area, 1), on=self, gap=one)


class MeetingPart(QWidget):
    """One part of a meeting, such as its agenda.

    Attributes:
        TITLE, ADD: its heading, and the word of the button that adds to it; empty for none.
        page: to write through.
        meeting: what is shown.
        header, add_button: heading with a count at its right, and the button.
        body: the layout below.

    Signals:
        opened: the person wants to see a record.
        grown: something was unfolded that is to be seen whole.
    """

    TITLE = ""
    ADD = ""
    opened = Signal(object)
    grown = Signal(object)

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.meeting: Meeting | None = None
        self.header, self.add_button = SectionHeader(self.TITLE), button(self.ADD, self.add, "link")
        self.header.row.addWidget(self.add_button)
        self.body = column(gap=look.space(0.5))
        column(self.header, rule(), self.body, on=self, gap=look.space(0.5))

    @property
    def workspace(self) -> Workspace:
        """The open plan."""
        return self.page.workspace

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting as it is now."""
        another = self.meeting is None or self.meeting.id != meeting.id
        self.meeting = meeting
        self.add_button.setVisible(bool(self.ADD) and self.page.can_edit)
        if another:
            self.forget()
        self.fill(meeting, self.workspace.plan)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        """Show what is particular to this part."""
        raise NotImplementedError

    def half_typed(self) -> str:
        """What is typed here for the meeting that is shown and not saved, such as "an action"; empty for nothing."""
        typed = any(line.text().strip() for line in self.findChildren(PickLine) if line.isVisibleTo(self))
        return "a link" if typed else ""

    def forget(self) -> None:
        """Another meeting is shown: nothing of the one before stays unfolded."""

    def add(self) -> None:
        """Let the person add to it."""

    def again(self) -> None:
        """Show the same meeting again, as when something is unfolded."""
        if self.meeting is not None:
            self.fill(self.meeting, self.workspace.plan)

    def save(self, *records: Record, label: str) -> bool:
        """Write records as one edit; whether it was done."""
        return self.page.attempt(lambda: self.workspace.save(*records, label=label))

    def count(self, number: int) -> None:
        """Say how many there are."""
        self.header.note.setText(f"{number:,}" if number else "")

    def target(self, record: Record | None) -> Record | None:
        """A record, where it leads anywhere."""
        return record if record is not None and self.page.can_open(record) else None

    def list_under(self, entry: Entry[R], rows: list[ListRow]) -> None:
        """Put rows that lead elsewhere among the tools of an unfolded entry."""
        if rows:
            listed = RowList()
            listed.opened.connect(self.opened)
            listed.show_rows(rows)
            entry.tools.addWidget(listed)


class ListedPart(MeetingPart, Generic[R]):
    """A part that lists records of one kind, of which one is unfolded at a time.

    Attributes:
        items: one entry for each.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self._chosen = ""
        self.items: Entries[R] = Entries()
        self.body.addWidget(self.items)
        self.items.chosen.connect(self._unfold)

    def forget(self) -> None:
        self._chosen = ""

    def choose(self, record: Record) -> None:
        """Unfold an entry and put the keyboard there."""
        self._unfold(record)
        entry = self.items.entry_of(record.id)
        if entry is not None:
            entry.head.setFocus()

    def _unfold(self, record: Record | None) -> None:
        self._chosen = record.id if record else ""
        self.again()
