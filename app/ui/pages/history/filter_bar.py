"""Above the history: which record, who, what kind, when, and since which meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.dates import COUNCIL, FORMS, NotADate, read_date, read_span, spelt_out
from app.domain.fields import FieldError
from app.domain.figures import capital, span
from app.domain.naming import chosen
from app.domain.records import Meeting, Record, rules
from app.domain.schedule import PartialDate
from app.ui import look
from app.ui.kit import button, column, keep_nothing_of
from app.ui.widgets.combo import Combo
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.pick_line import PickLine
from app.workspace import EVERY_EDIT, Refusal, meeting_name

if TYPE_CHECKING:
    from app.workspace import Workspace


class PeopleBox(Combo):
    """Who made edits; asked for when somebody comes to choose, as it means to read through the log.

    Signals:
        wanted: the names are to be filled in.
    """

    wanted = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.wanted.emit()
        super().focusInEvent(event)


class HistoryFilters(QWidget):
    """The filters.

    Attributes:
        wanted: what they ask for; `of` the record that it is narrowed to.
        record, people, kinds, period, since: what they consist of.
        clear_button: shows the whole history again.
        understood: from when to when the typed period is.
        wrong: what is wrong with what was typed.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.wanted = EVERY_EDIT
        keep_nothing_of(self)
        self._workspace: Workspace | None = None
        self.record, self.period = PickLine(self._names), QLineEdit()
        self.people, self.kinds, self.since = PeopleBox(), Combo(), Combo()
        self.clear_button = button("Show everything", lambda: self.narrow(None), "link")
        self.understood = look.label(role="small", quiet=True, wrap=True)
        self.understood.hide()
        self.wrong = look.label(role="small", wrap=True)
        self.wrong.setProperty("kind", "wrong")
        self.wrong.hide()
        self._build()
        self.people.wanted.connect(self._fill_people)
        for line in (self.record, self.period):
            line.editingFinished.connect(self._apply)
            line.textChanged.connect(self._emptied)
        self.period.textChanged.connect(self._explain)
        self.record.entered.connect(self._apply)
        for box in (self.people, self.kinds, self.since):
            box.currentIndexChanged.connect(self._apply)

    def show_plan(self, workspace: Workspace) -> None:
        """Offer what can be asked of this plan; what is chosen stays chosen while it is there."""
        self._workspace = workspace
        kinds = sorted(workspace.logbook.kinds(), key=lambda kind: kind.PLURAL)
        _offer(self.kinds, {"": "Any kind", **{kind.TABLE: kind.PLURAL for kind in kinds}})
        meetings = {m.id: f"Since the {meeting_name(workspace.plan, m)}" for m in workspace.closed_meetings}
        _offer(self.since, {"": "Since the beginning", **meetings})
        self._take()

    def narrow(self, record: Record | None) -> None:
        """Ask for the history of one record, or for all."""
        parts = (self.record, self.period, self.people, self.kinds, self.since)
        for part in parts:
            part.blockSignals(True)
        self.record.setText(record.name if record else "")
        self.record.setCursorPosition(0)
        self.period.clear()
        for box in (self.people, self.kinds, self.since):
            box.setCurrentIndex(0)
        for part in parts:
            part.blockSignals(False)
        self._explain("")
        self.of = record
        self._apply()

    def _apply(self) -> None:
        before = self.wanted
        if self._take() and self.wanted != before:
            self.changed.emit()

    def _emptied(self, text: str) -> None:
        if not text:
            self._apply()

    def _explain(self, text: str) -> None:
        """Say how what is typed as a period is understood."""
        try:
            period = read_period(text, self._workspace.plan.quarters) if self._workspace else None
        except ValueError:
            period = None
        self.understood.setVisible(period is not None)
        if period is not None:
            whole = PartialDate.covering(*period)
            self.understood.setText(f"When: {spelt_out(whole) if whole else span(*map(PartialDate.of, period))}")

    def _take(self) -> bool:
        """Understand what is typed and chosen; whether that could be done."""
        workspace = self._workspace
        assert workspace is not None
        meeting = workspace.find(str(self.since.currentData() or ""))
        kind = next((k for k in workspace.logbook.kinds() if self.kinds.currentData() == k.TABLE), None)
        try:
            record = self._meant(workspace)
            first, last = read_period(self.period.text(), workspace.plan.quarters) or (None, None)
            self.wanted = workspace.logbook.narrowed(
                record=record, kind=kind, author=str(self.people.currentData() or ""), first=first, last=last,
                since=meeting if isinstance(meeting, Meeting) else None,
            )  # fmt: skip
        except (ValueError, Refusal) as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return False
        self.wrong.hide()
        self.clear_button.setVisible(self.wanted != EVERY_EDIT)
        return True

    def _meant(self, workspace: Workspace) -> Record | None:
        """The record whose name is typed, by which it stays known when it is renamed. Raises FieldError."""
        typed = " ".join(self.record.text().split())
        if not typed:
            self.of = None
            return None
        if self.of is not None and typed == " ".join(self.of.name.split()):
            return self.of
        named = workspace.named(typed)
        if len(named) == 1:
            self.of = named[0]
        else:
            self.of = workspace.logbook.record(chosen(self._names(), typed))
        if self.of is None:
            raise FieldError(f"There is no record called “{typed}”.")
        self.record.setText(self.of.name)
        self.record.setCursorPosition(0)
        return self.of

    def _names(self) -> dict[str, str]:
        """What can be named: every record with a title, those that were removed too."""
        if self._workspace is None:
            return {}
        found: dict[str, str] = {}
        for kind in self._workspace.logbook.kinds():
            if "title" in rules(kind):
                for record in self._workspace.logbook.records(kind):
                    found[record.id] = f"{record.name} (removed)" if record.deleted else record.name
        return found

    def _fill_people(self) -> None:
        assert self._workspace is not None
        try:
            people = self._workspace.logbook.authors()
        except Refusal:
            return  # reading the edits says so
        _offer(self.people, {"": "Anybody", **{name: name for name in people}})

    def _build(self) -> None:
        self.of: Record | None = None
        for line, name, hint, wide in (
            (self.record, "Record", "Any record", 26),
            (self.period, "When", "Any time", 20),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
            line.setClearButtonEnabled(True)
            line.setFixedWidth(look.space(wide))
        self.period.setToolTip(f"Such as {FORMS}, or from one to another: Apr to Jun 2017")
        _offer(self.people, {"": "Anybody"})
        for box, name, letters in ((self.people, "Who", 10), (self.kinds, "Kind", 10), (self.since, "Since", 15)):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(letters)
            box.setMaximumWidth(look.space(38))
        row = FlowLayout()
        for part in (self.record, self.people, self.kinds, self.period, self.since, self.clear_button):
            row.addWidget(part)
        column(row, self.understood, self.wrong, on=self, gap=look.space(0.5))


def read_period(text: str, quarters: str = COUNCIL) -> tuple[date, date] | None:
    """The first and the last day of "Jun 2017", "2017/18", "Apr to Jun 2017", "1 Apr 2017 to 30 Jun 2017".

    None where nothing is written.

    Raises:
        ValueError: with a sentence that says what can be written.
    """
    if not text.strip():
        return None
    try:
        found = read_date(text, quarters)
    except NotADate:
        span = read_span(text, quarters)
        if span is None or span[0].first > span[1].last:
            raise
        return span[0].first, span[1].last
    return found.first, found.last


def _offer(box: Combo, words: dict[str, str]) -> None:
    """Offer words to choose from by what they stand for; what is chosen stays chosen while it is there."""
    there = {str(box.itemData(n)): box.itemText(n) for n in range(box.count())}
    if there == words:
        return
    kept = str(box.currentData() or "")
    box.blockSignals(True)
    box.clear()
    for value, word in words.items():
        box.addItem(capital(word), value)
    box.setCurrentIndex(max(0, box.findData(kept)))
    box.blockSignals(False)
