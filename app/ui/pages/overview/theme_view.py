"""A theme in full: why it stands as it does, what it is rated by, and what is said of it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import Action, Component, Indicator, Record, Risk, Theme
from app.ui import look
from app.ui.dialogs.link import link_item, unlinked
from app.ui.dialogs.theme import edit_theme
from app.ui.page import Page

from . import adding, tables
from .record_view import RecordView, Section, Words, clear, titled

SAID = ("focus", "progress", "challenge", "next_focus")
KINDS: tuple[tuple[type[Record], str, str], ...] = (
    (Indicator, "Indicators", "No indicator is linked: nothing is measured to see whether this theme gets better."),
    (Action, "Actions", "No action is linked: nobody does anything for this theme yet."),
    (Risk, "Risks", "No risk is linked to this theme."),
)


class ThemeView(RecordView[Theme]):
    """A theme.

    Attributes:
        sections: its indicators, actions and risks, by kind.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.edit = self.button("Edit theme", self._edit)
        self.take_out = self.button("Remove", self.remove, link=True)
        for button in (self.edit, self.take_out):
            self.header.row.addWidget(button)
        made = {Indicator: tables.indicators, Action: tables.actions, Risk: tables.risks}
        self.sections: dict[type[Record], Section] = {}
        self.links: dict[type[Record], QPushButton] = {}
        for kind, title, nothing in KINDS:
            table = made[kind](lambda: self.workspace.ratings)
            self.sections[kind] = Section(title, table, nothing, self._buttons(kind))
            table.opened.connect(self.opened)
            table.clicked.connect(lambda _index, table=table: self.opened.emit(table.current()))
            self.main.addWidget(self.sections[kind])
        self.main.addStretch(1)
        self.words = Words(SAID, "Nothing is written about this theme yet. “Edit theme” is the place for its focus, "
                                 "progress, challenge and next focus.")  # fmt: skip
        self._components = QVBoxLayout()
        self._components.setSpacing(look.space(0.5))
        components = QWidget()
        components.setLayout(self._components)
        self._components.setContentsMargins(0, 0, 0, 0)
        self._serves = titled("Serves of the vision", components)
        for part in (titled("In words", self.words), self._serves, titled("Sources", self.sources),
                     titled("History", self.history)):  # fmt: skip
            self.side.addWidget(part)
        self.side.addStretch(1)

    def fill(self, record: Theme, plan: Plan) -> None:
        ratings = self.workspace.ratings
        items = ratings.items(record)
        rating = ratings.of(record)
        known = f". {rating.known[0]} of {counted(len(items), 'item')} rated" if rating.known and items else ""
        self.header.tell(record.title, f"Theme {record.number}{known}")
        self.show_status(record)
        for kind, section in self.sections.items():
            found = [item for item in items if isinstance(item, kind)]
            section.show_records(sorted(found, key=lambda item: _order(ratings.of(item).status.rank)))
            self.links[kind].setEnabled(self.workspace.writable and bool(unlinked(self.workspace, record, kind)))
        self.words.show_record(plan, record)
        self._show_components(plan.served(record, Component))

    def select(self, item: Record) -> None:
        """Select an item's row."""
        section = self.sections.get(type(item))
        if section is not None and section.table.select(item.id):
            section.table.setFocus()

    def _show_components(self, found: tuple[Component, ...]) -> None:
        clear(self._components)
        for component in sorted(found, key=lambda c: c.number or 0):
            self._components.addWidget(look.label(component.title, wrap=True))
        self._serves.setVisible(bool(found))

    def _buttons(self, kind: type[Record]) -> list[QPushButton]:
        name = kind.NAME.lower()
        add = self.button(f"Add {name}", lambda: self._add(kind), link=True)
        link = self.button("Link existing", lambda: self._link(kind), link=True)
        link.setAccessibleName(f"Link an existing {name} to this theme")
        self.links[kind] = link
        return [add, link]

    def _edit(self) -> None:
        if self.record is not None:
            edit_theme(self.workspace, self.record, self)

    def _add(self, kind: type[Record]) -> None:
        if self.record is not None:
            adding.add(self.workspace, kind, self.record, self)

    def _link(self, kind: type[Record]) -> None:
        if self.record is not None:
            link_item(self.workspace, self.record, kind, self)


def _order(rank: int) -> int:
    """The worst first, what is not rated after what is."""
    return rank if rank >= 0 else 9
