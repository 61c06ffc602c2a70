"""Warnings of figures and targets, each with the way to what mends it: a list of all, and those of one indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain import figure_warnings
from app.domain.figure_warnings import FigureWarning, Mend, WarningKind
from app.domain.figures import capital, short_name
from app.domain.plan import Plan
from app.domain.records import Action, Indicator, Link, Reading, Record
from app.ui import kit, look
from app.ui.page import Page
from app.ui.record.sections import PanelSection
from app.ui.widgets.combo import Combo
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_model import Column
from app.ui.widgets.table_bar import TableBar
from app.ui.widgets.tagged import TaggedDelegate
from app.ui.widgets.whole_table import WholeTable

MENDS = "Mends it"


def mend(page: Page, warning: FigureWarning) -> None:
    """Lead the person to what mends it: the form, with the keyboard where it belongs."""
    if not page.can_edit:
        return
    workspace = page.workspace
    there = workspace.find(warning.record.id)
    match warning.mend:
        case Mend.ENTER | Mend.CORRECT | Mend.COMMENT:
            from app.ui.dialogs.reading import ReadingDialog

            reading = there if isinstance(there, Reading) else None
            dialog = ReadingDialog(workspace, warning.indicator, reading, page, period=warning.period)
            dialog.begin_at(warning.field)
            dialog.exec()
            if dialog.done_words:
                page.session.say(dialog.done_words)
        case Mend.EDIT:
            from app.ui.dialogs.write import edit_record

            if there is not None:
                edit_record(workspace, there, page, at=warning.field)
        case Mend.ACT:
            from app.ui.dialogs.write import new_record

            def link(action: Action) -> Sequence[Record]:
                return [workspace.draft(Link, item=action.id, serves=warning.indicator.id)]

            new_record(workspace, Action, page, also=link)


@dataclass(frozen=True)
class WarningRow:
    """A warning as a row."""

    warning: FigureWarning

    @property
    def id(self) -> str:
        """What tells it apart: of one kind an indicator has one."""
        return f"{self.warning.indicator.id} {self.warning.kind.name}"

    @property
    def record(self) -> Indicator:
        """The indicator."""
        return self.warning.indicator


COLUMNS = [
    Column[WarningRow](name="ref", title="Ref", text=lambda r: r.record.ref, width=52),
    Column[WarningRow](
        name="title", title="Indicator", text=lambda r: capital(short_name(r.record)), width=220, gives_way=1,
        delegate=TaggedDelegate, cell=lambda r: (ILLUSTRATIVE,) if r.warning.illustrative else (),
    ),
    Column[WarningRow](name="kind", title="What is amiss", text=lambda r: r.warning.kind.value, width=224),
    Column[WarningRow](
        name="what", title="Why", text=lambda r: r.warning.what, stretch=True, tip=lambda r: r.warning.what,
    ),
    Column[WarningRow](name="owner", title="Owner", text=lambda r: r.record.owner, width=130, gives_way=2),
    Column[WarningRow](name="mend", title=MENDS, text=lambda r: r.warning.mend.value, width=150),
]  # fmt: skip


class WarningList(QWidget):
    """The view: all warnings, by what is amiss; Enter or a double click mends one.

    Attributes:
        table: one row each; `kind` narrows it.
        mend_button: mends the chosen one; `open_button` leads to its indicator.
        nothing: stands there without any.
    """

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.table: WholeTable[WarningRow] = WholeTable("figure warnings", COLUMNS, two_lines=True)
        self.table.setAccessibleName("Warnings")
        self.table.hides_empty = True
        self.kind = Combo()
        self.kind.setAccessibleName("What is amiss")
        self.bar = TableBar(self.table, "warning")
        self.bar.row.insertWidget(1, self.kind)
        self.mend_button = kit.button("", self._mend, "", "Enter, or a double click on the row, does the same")
        self.open_button = kit.button("Open the indicator", self._open)
        self.said = look.label(wrap=True)
        self.nothing = EmptyState("Nothing is amiss", "No figure is late or missing, and no target wants a look.", "")
        self._holder = QStackedWidget()
        foot = kit.row((self.said, 1), self.open_button, self.mend_button, gap=look.space(1))
        whole = kit.block(kit.column(self.bar, (self.table, 1), foot, gap=look.space(1)))
        for view in (whole, self.nothing):
            self._holder.addWidget(view)
        kit.column(self._holder, on=self)
        self.table.opened.connect(lambda _row: self._mend())
        self.table.chosen.connect(self._tell)
        self.kind.currentIndexChanged.connect(self._narrow)

    def refresh(self) -> None:
        """Show what is amiss now."""
        plan, ratings = self.page.workspace.plan, self.page.workspace.ratings
        found = figure_warnings.warnings(plan, ratings)
        counts = Counter(each.kind for each in found)
        self.kind.offer({None: "Anything amiss", **{k: f"{k.value} ({counts[k]:,})" for k in WarningKind if counts[k]}})
        self.table.show_records([WarningRow(each) for each in found])
        self._narrow()
        self._holder.setCurrentIndex(0 if found else 1)
        if self.table.current() is None and found:
            self.table.setCurrentIndex(self.table.records.index(0, 0))
        self._tell(self.table.current())

    def _narrow(self) -> None:
        kind = self.kind.currentData()
        self.table.filter(self.bar.line.text(), lambda row: kind in (None, row.warning.kind))

    def _tell(self, row: WarningRow | None) -> None:
        self.said.setText(row.warning.what if row else "")
        for button in (self.mend_button, self.open_button):
            button.setVisible(row is not None)
        if row is not None:
            self.mend_button.setText(row.warning.mend.value)
            self.mend_button.setVisible(self.page.can_edit)

    def _mend(self) -> None:
        row = self.table.current()
        if row is not None:
            mend(self.page, row.warning)

    def _open(self) -> None:
        row = self.table.current()
        if row is not None:
            self.page.opened.emit(row.record)


class Warnings(PanelSection[Indicator]):
    """What is amiss with one indicator, each with a button that leads to what mends it.

    Attributes:
        buttons: by what is amiss.
    """

    def __init__(self, page: Page):
        super().__init__(page, "Worth a look")
        self.buttons: dict[WarningKind, QWidget] = {}
        self._shown: list[FigureWarning] = []

    def show_record(self, record: Indicator, plan: Plan) -> bool:
        found = figure_warnings.warnings_of(plan, self.page.workspace.ratings, record)
        if found != self._shown or self.page.can_edit != all(b.isEnabled() for b in self.buttons.values()):
            self._shown = found
            self._show()
        return bool(found)

    def _show(self) -> None:
        kit.clear(self.body)
        self.buttons = {}
        for each in self._shown:
            said = f"{each.what} ({ILLUSTRATIVE})" if each.illustrative else each.what
            button = kit.button(each.mend.value, lambda each=each: mend(self.page, each), "link")
            button.setAccessibleName(f"{each.mend.value}: {each.kind.value}")
            button.setEnabled(self.page.can_edit)
            self.buttons[each.kind] = button
            top = Qt.AlignmentFlag.AlignTop
            words = kit.column(look.label(each.kind.value, "strong", wrap=True), look.label(said, "small", wrap=True))
            line = kit.block(kit.row((words, 1), (button, top), gap=look.space(1)))
            self.body.addWidget(line)
            button.setVisible(self.page.can_edit)  # in its place: it would be a window of its own before
            line.show()
