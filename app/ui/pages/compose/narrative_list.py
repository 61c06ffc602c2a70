"""What people write for a paper, below each other: a line that is pressed unfolds and is written in where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.briefing.narrative import FIELDS, NarrativeLine
from app.domain.fields import Text
from app.domain.live import offers, problems
from app.domain.records import Record, Section, rules
from app.ui import look
from app.ui.kit import STRETCH, block, button, column, row
from app.ui.page import Page
from app.ui.widgets.entry import draw_unfolded
from app.ui.widgets.fields import Field
from app.ui.widgets.figure_box import FigureField
from app.ui.widgets.in_place import InPlace
from app.ui.widgets.in_view import bring_into_view, keep_in_view
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.whole_lines import WholeLine

SIGNED = {"title", "body"}
"""What somebody's name stands under: whoever changes it signs it."""


class WrittenForm(InPlace[Any]):
    """The words of a record in a paper; those of a section offer the plan's live figures."""

    def __init__(self, kind: type[Record], save: Callable[[Any, Sequence[str]], object], page: Page):
        self._page = page
        super().__init__(kind, FIELDS[kind], save)
        if isinstance(body := self.fields.get("body"), FigureField):
            body.box.offers = lambda typed: offers(page.workspace.plan, typed)
            body.changed.connect(lambda: self._tell_problems(body))

    def _made(self, name: str) -> Field:
        rule = self._rules[name]
        return FigureField(rule) if isinstance(rule, Text) and rule.live else super()._made(name)

    def _tell_problems(self, body: Field) -> None:
        workspace = self._page.workspace
        body.note("\n".join(problems(body.text(), workspace.plan, workspace.ratings)), look_again=True)


class NarrativeItem(QWidget):
    """A line, and below it, while it is unfolded, the fields.

    Attributes:
        line: what it is about; head: is pressed.
        below: where the fields stand.
    """

    def __init__(self, line: NarrativeLine, press: Callable[[NarrativeItem], object]):
        super().__init__()
        self.line, self._press = line, press
        self.head = self._headed(line)
        self.below = column(gap=look.space(1), edge=(look.space(1.75), 0, look.space(1), look.space(1.5)))
        self._below = block(self.below)
        self._below.hide()
        self._column = column(self.head, self._below, on=self)

    @property
    def unfolded(self) -> bool:
        """Whether the fields are shown."""
        return not self._below.isHidden()

    def show_line(self, line: NarrativeLine) -> None:
        """Say something newer of the same; the keyboard stays."""
        if line == self.line:
            return
        old, self.line, self.head = self.head, line, self._headed(line)
        focused = old.hasFocus()
        self._column.replaceWidget(old, self.head)
        self.head.show()
        if focused:
            self.head.setFocus()
        old.hide()
        old.deleteLater()

    def unfold(self, on: bool) -> None:
        """Show the fields, or hide them."""
        self._below.setVisible(on)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.unfolded:
            draw_unfolded(self)

    def _headed(self, line: NarrativeLine) -> WholeLine:
        made = WholeLine(ListLine(
            title=line.title, more=line.said, status="amber" if line.missing else "", target=self,
        ))  # fmt: skip
        made.clicked.connect(lambda: self._press(self))
        return made


class NarrativeList(QWidget):
    """What people write for a paper, one of it unfolded.

    Attributes:
        items: one for each line.
        forms: of each kind the fields, once one was unfolded.
    """

    def __init__(self, page: Page, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName("What is written for it")
        self._page = page
        self.items: list[NarrativeItem] = []
        self.forms: dict[type[Record], WrittenForm] = {}
        self._begun: dict[str, Section] = {}  # by heading: sections that are not in the plan yet
        self._open: NarrativeItem | None = None
        self._go = button("", self._go_to, "link")
        self._foot = block(row(self._go, STRETCH))
        self._foot.setParent(self)
        self._foot.hide()
        self._column = column(on=self)

    def show_lines(self, lines: Sequence[NarrativeLine]) -> None:
        """Show other lines; what is unfolded stays so, as long as it is among them."""
        there = {self._key(item.line): item for item in self.items}
        items: list[NarrativeItem] = []
        for at, line in enumerate(lines):
            item = there.pop(self._key(line), None)
            if item is None:
                item = NarrativeItem(line, self._turn)
            item.show_line(line)
            item.head.ruled = at > 0
            if self._column.indexOf(item) != at:
                self._column.insertWidget(at, item)
                item.show()
            items.append(item)
        for gone in there.values():
            if gone is self._open:
                self._fold()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.items = items
        self.refresh()

    def refresh(self) -> None:
        """Show in the fields what the plan holds now; what is being typed stays."""
        item, form = self._open, self._form
        if item is None or form is None or form.shown is None:
            return
        key = form.shown.id
        record = self._page.workspace.find(key) or next((b for b in self._begun.values() if b.id == key), None)
        if record is None:  # it was removed
            self._fold()
            form.forget((key,))
        else:
            form.refresh(record)
            form.set_read_only(not self._page.can_edit)

    def settle(self) -> bool:
        """Save what is typed and may be saved; whether nothing is left."""
        return not [form for form in self.forms.values() if not form.settle()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        heads = [item.head for item in self.items]
        at = next((number for number, head in enumerate(heads) if head.hasFocus()), None)
        if step is None or at is None or not 0 <= at + step < len(heads):
            super().keyPressEvent(event)
        else:
            heads[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(heads[at + step])

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)

    @property
    def _form(self) -> WrittenForm | None:
        return self.forms.get(self._kind(self._open.line)) if self._open else None

    def _key(self, line: NarrativeLine) -> str:
        """By which a line is known again, also once its section is in the plan."""
        begun = self._begun.get(line.title)
        return line.record.id if line.record else begun.id if begun else line.title

    @staticmethod
    def _kind(line: NarrativeLine) -> type[Record]:
        return type(line.record) if line.record else Section

    def _turn(self, item: NarrativeItem) -> None:
        """Unfold an item, or fold it; what was typed in another is saved first."""
        was = self._open
        self._fold()
        if was is not item and (record := self._record(item.line)) is not None:
            self._unfold(item, record)

    def _fold(self) -> None:
        item, form = self._open, self._form
        self._open = None
        if item is not None and form is not None:
            if item.isAncestorOf(form):
                item.head.setFocus()
            form.leave()
            item.unfold(False)
            for part in (form, self._foot):  # they outlive the item
                part.hide()
                part.setParent(self)

    def _record(self, line: NarrativeLine) -> Record | None:
        """What is written in, as the plan holds it now; a new section where there is none yet."""
        if line.record is not None:
            return self._page.workspace.find(line.record.id)
        if line.title not in self._begun:
            self._begun[line.title] = self._page.workspace.draft(Section, title=line.title)
        begun = self._begun[line.title]
        return self._page.workspace.find(begun.id) or begun

    def _unfold(self, item: NarrativeItem, record: Record) -> None:
        kind = type(record)
        if kind not in self.forms:
            self.forms[kind] = WrittenForm(kind, self._save, self._page)
        form = self.forms[kind]
        for part in (form, self._foot):
            item.below.addWidget(part)
            part.show()
        self._open = item
        form.fill(record)
        form.set_read_only(not self._page.can_edit)
        self._go.setText(f"Open {getattr(record, 'ref', '') or record.NAME.lower()}")
        self._go.setVisible(self._page.workspace.find(record.id) is not None and self._page.can_open(record))
        item.unfold(True)
        begin = self._first(form).control if self._page.can_edit else item.head
        begin.setFocus(Qt.FocusReason.OtherFocusReason)
        keep_in_view(item, item.head, begin)  # so that where one begins to type is seen, whatever the item's length

    @staticmethod
    def _first(form: WrittenForm) -> Field:
        """Where one begins to type: the first field that says nothing yet, else the text."""
        fields = [*form.fields.values()]
        if "body" in form.fields:
            return form.fields["body"]
        return next((field for field in fields if not field.text().strip()), fields[0])

    def _go_to(self) -> None:
        form = self._form
        if form is not None and form.shown is not None:
            self._page.opened.emit(form.shown)

    def _save(self, record: Record, names: Sequence[str]) -> Record:
        workspace = self._page.workspace
        if isinstance(record, Section) and SIGNED.intersection(names) and not {"author", "day"}.intersection(names):
            record = replace(record, author=str(workspace.person), day=workspace.plan.position)
        kind = type(record)
        said = f"Edit {record.name}: {', '.join(rules(kind)[name].label.lower() for name in names)}"
        if kind is Section:
            said = f"{'Write' if workspace.find(record.id) else 'Add'} section {record.name}"
        workspace.save(record, label=said)
        return record
