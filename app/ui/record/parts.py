"""What belongs to a record, a line each: pressed to change it, with a menu of what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from app.domain.doubts import kept_back
from app.domain.plan import Plan
from app.domain.records import Record
from app.ui import kit, look, operations
from app.ui.dialogs.write import edit_record
from app.ui.page import Page
from app.ui.widgets.card import ListRow, PressableRow
from app.ui.widgets.record_menu import RecordMenu, mark

from .sections import PanelSection

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Record)


class PartsSection(PanelSection[R], Generic[R, P]):
    """The records of a kind that belong to the one that is shown.

    Attributes:
        add_button: enters one more; hidden while nothing can be edited.
        lines: what is pressed, and `menus` what can be done with each, by key.
    """

    def __init__(
        self, page: Page, title: str, kind: type[P], belongs: str, *, order: Callable[[P], object],
        line: Callable[[Plan, P], ListRow], nothing: str,
    ):  # fmt: skip
        """The records of `kind` that name the one that is shown in their field `belongs`, each put as `line` says."""
        super().__init__(page, title)
        self.add_button = kit.button("Add", self._add, "link")
        self.add_button.setAccessibleName(operations.ADD[kind].word)
        self.header.row.addWidget(self.add_button)
        self.lines: dict[str, PressableRow] = {}
        self.menus: dict[str, RecordMenu] = {}
        self._kind, self._belongs, self._order, self._line, self._nothing = kind, belongs, order, line, nothing
        self._of: R | None = None
        self._seen: object = None

    def parts(self, record: R, plan: Plan) -> Sequence[P]:
        """What belongs to a record, in order."""
        return sorted(plan.children(record, self._kind, self._belongs), key=self._order)  # type: ignore[arg-type]

    def over(self) -> QLabel:
        """A line of words between the heading and what belongs to the record; empty at first."""
        words, layout = look.label(wrap=True), self.layout()
        words.hide()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(2, words)
        return words

    def show_record(self, record: R, plan: Plan) -> bool:
        self._of = record
        found = [(part, self._told(plan, part)) for part in self.parts(record, plan)]
        self.add_button.setVisible(self.page.can_edit)
        seen = (record.id, found, self.page.can_edit, look.is_dark())
        if seen != self._seen:
            self._seen = seen
            self._show([line for _part, line in found], [part for part, _line in found])
        return bool(found) or self.page.can_edit

    def _told(self, plan: Plan, part: P) -> ListRow:
        line = self._line(plan, part)
        return replace(line, target=part, detail="\n".join(filter(None, (line.detail, kept_back(part)))))

    def unfold(self, record: Record) -> QWidget | None:
        line = self.lines.get(record.id)
        if line is not None:
            line.setFocus()
        return line

    def edit(self, part: Record) -> None:
        """Let the person change what belongs to the record."""
        edit_record(self.page.workspace, part, self)

    def _show(self, rows: Sequence[ListRow], parts: Sequence[P]) -> None:
        focused = next((key for key, line in self.lines.items() if line.hasFocus()), "")
        kit.clear(self.body)
        self.lines, self.menus = {}, {}
        self.header.note.setText(f"{len(parts):,}" if parts else "")
        if not parts:
            self.body.addWidget(look.label(self._nothing, quiet=True, wrap=True))
        for row, part in zip(rows, parts, strict=True):
            self.body.addWidget(self._pressed(row, part))
        if focused in self.lines:
            self.lines[focused].setFocus()

    def _pressed(self, row: ListRow, part: P) -> QWidget:
        pressed = self.lines[part.id] = PressableRow(row)
        pressed.clicked.connect(lambda: self._edit(part.id))
        menu = self.menus[part.id] = RecordMenu(framed=False)
        menu.show_record(part)
        menu.setAccessibleName(f"More for {row.text}")
        whole = kit.block(kit.row((pressed, 1), (menu, Qt.AlignmentFlag.AlignTop), gap=look.space(0.5)))
        mark(whole, part)
        return whole

    def _edit(self, key: str) -> None:
        part = self.page.workspace.find(key)
        if part is not None and self.page.can_edit:
            self.edit(part)

    def _add(self) -> None:
        add = operations.ADD[self._kind]
        if self._of is not None and (made := operations.start(add, self.page.session, self._of, self.page)):
            self.page.opened.emit(made)
