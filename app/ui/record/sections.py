"""The parts of a record's panel: a heading over a thin line, and below it what there is to say.

Each is shown the record and says whether there is anything to show of it. Nothing in them scrolls: the panel does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.plan import Plan
from app.domain.records import Record, rules
from app.ui import kit, look, operations
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.entry import Entries, Entry
from app.ui.widgets.rag_badge import IllustrativeDot
from app.ui.widgets.whole_lines import Prose

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound=Record)


class PanelSection(QWidget, Generic[R]):
    """A part of a panel.

    Attributes:
        header: its heading; not there without a title.
        body: the layout below it.
    """

    def __init__(self, page: Page, title: str = ""):
        super().__init__()
        self.page = page
        self.header = SectionHeader(title)
        self.body = kit.column(gap=look.space(1))
        gap = look.space(0.5)
        if title:
            kit.column(self.header, rule(), self.body, on=self, gap=gap, edge=(0, gap, 0, 0))
        else:
            kit.column(self.body, on=self)

    def show_record(self, record: R, plan: Plan) -> bool:
        """Show what there is of a record; whether there is anything."""
        raise NotImplementedError

    def unfold(self, record: Record) -> QWidget | None:
        """Unfold something that belongs to the record that is shown, and give it; None where it is not here."""
        return None

    def leave(self) -> None:
        """Show nothing any more: what is typed is saved, or kept where it is refused."""

    def around(self, *widgets: QWidget) -> None:
        """Put widgets below each other into the body."""
        for widget in widgets:
            self.body.addWidget(widget)


class FactLine(NamedTuple):
    """One line: what it is about, what holds, and whether that is illustrative."""

    label: str
    text: str
    illustrative: bool = False


class Facts(PanelSection[R]):
    """What the fields say, in lines; what says nothing is left out.

    Attributes:
        lines: the words that are shown, by what they are about.
    """

    def __init__(self, page: Page, facts: Callable[[Plan, R], Iterable[FactLine]], title: str = ""):
        super().__init__(page, title)
        self._facts = facts
        self.lines: dict[str, QLabel] = {}
        self._shown: object = None

    def show_record(self, record: R, plan: Plan) -> bool:
        found = [fact for fact in self._facts(plan, record) if fact.text]
        if found != self._shown:
            self._shown = found
            kit.clear(self.body)
            self.lines = {}
            grid = QGridLayout()
            grid.setHorizontalSpacing(look.space(2))
            grid.setVerticalSpacing(look.space(0.75))
            grid.setColumnStretch(1, 1)
            top = Qt.AlignmentFlag.AlignTop
            for number, fact in enumerate(found):
                said = look.label(fact.text, wrap=True)
                said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self.lines[fact.label] = said
                grid.addWidget(look.label(fact.label, quiet=True), number, 0, top)
                grid.addWidget(said, number, 1, top)
                if fact.illustrative:
                    grid.addWidget(IllustrativeDot(), number, 2, top)
            self.body.addLayout(grid)
        return bool(found)


class FoldingSection(PanelSection[R], Generic[R, F]):
    """What belongs to a record, each an entry that unfolds to what can be done with it.

    Attributes:
        entries: one for each.
        add_button: enters one more; hidden while nothing can be edited.
    """

    def __init__(
        self, page: Page, title: str, add: operations.Act, *,
        make: Callable[[Any], Entry[F]], tools: Callable[[Entry[F]], None],
    ):  # fmt: skip
        """Entries made by `make`; `add` is what its button does."""
        super().__init__(page, title)
        self.entries: Entries[F] = Entries()
        self.add_button = kit.button("Add", self._add, "link")
        self.add_button.setAccessibleName(add.word)
        self.header.row.addWidget(self.add_button)
        self._act, self._make, self._tools = add, make, tools
        self._chosen, self._record = "", None
        self.around(self.entries)
        self.entries.chosen.connect(self._choose)

    def states(self, record: R, plan: Plan) -> Sequence[Any]:
        """What belongs to a record, each with all that its words need."""
        raise NotImplementedError

    def nothing(self, record: R) -> str:
        """What stands there where nothing belongs to it."""
        return "Nothing is entered."

    def show_record(self, record: R, plan: Plan) -> bool:
        if self._record is None or self._record.id != record.id:
            self._chosen = ""
        self._record = record
        found = self.states(record, plan)
        self.header.note.setText(f"{len(found):,}" if found else "")
        self.add_button.setVisible(self.page.can_edit)
        self.entries.show_entries(found, self._make, self._chosen, self._tools, self.nothing(record))
        return True

    def unfold(self, record: Record) -> QWidget | None:
        if self.entries.entry_of(record.id) is None:
            return None
        self._choose(record)
        entry = self.entries.entry_of(record.id)
        if entry is not None:
            entry.head.setFocus()
        return entry

    def _choose(self, record: Record | None) -> None:
        self._chosen = record.id if record else ""
        if self._record is not None:
            self.show_record(self._record, self.page.workspace.plan)

    def _add(self) -> None:
        if self._record is not None:
            made = operations.start(self._act, self.page.session, self._record, self.page)
            if made is not None:
                self.page.opened.emit(made)


class Words(QWidget):
    """What is said of a record, field after field as prose; fields that say nothing are left out."""

    def __init__(self, names: Sequence[str], nothing: str = ""):
        super().__init__()
        self._names, self._nothing = names, nothing
        self._column = kit.column(on=self, gap=look.space(0.5))

    def show_record(self, plan: Plan, record: Record) -> None:
        """Show another record."""
        kit.clear(self._column)
        said = 0
        for name in self._names:
            field = rules(type(record))[name]
            text = field.show(getattr(record, name)).strip()
            if text:
                if said:
                    self._column.addSpacing(look.space(1))
                said += 1
                dot = (IllustrativeDot(),) if plan.illustrative(record, name) else ()
                head = look.label(field.label, "small", quiet=True)
                self._column.addLayout(kit.row(head, *dot, kit.STRETCH, gap=6))
                shown = Prose(text, "body")
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(shown)
        if not said and self._nothing:
            self._column.addWidget(look.label(self._nothing, quiet=True, wrap=True))


def entry_tools(page: Page, entry: Entry[Any], *, files: bool = True) -> None:
    """Put at the foot of an entry its files, and what can be done with it."""
    from app.ui.evidence import Evidence

    record = entry.record
    if files:
        evidence = Evidence(page, brief=True)
        entry.tools.addWidget(evidence)
        evidence.show_record(record)
    if page.can_edit:
        entry.add_tools(
            *((each.word, lambda each=each: operations.start(each, page.session, record, page))
              for each in (operations.edit, operations.attach) if files or each is operations.edit)
        )  # fmt: skip


def titled(title: str, *inside: QWidget) -> QWidget:
    """Widgets below each other, under a heading and a thin line."""
    gap = look.space(0.5)
    return kit.block(kit.column(SectionHeader(title), rule(), *inside, gap=gap, edge=(0, gap, 0, 0)))


def say(label: QLabel, text: str) -> bool:
    """Let a label say something; without words it is not there. Whether it says anything."""
    label.setText(text)
    label.setVisible(bool(text))
    return bool(text)


def sentence(text: str) -> str:
    """With a full stop at its end."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
