"""The themes that a record serves, to tick in its dialog; they are saved in the same edit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.records import Link, Record, Theme
from app.ui import look
from app.ui.kit import column

from .record_dialog import FormExtra

if TYPE_CHECKING:
    from app.workspace import Workspace


class ServedThemes(FormExtra):
    """A box to tick for each theme.

    Attributes:
        boxes: by the theme's key.
        begun: the themes that a new record serves before anybody ticks any.
    """

    def __init__(
        self,
        workspace: Workspace,
        record: Record,
        parent: QWidget | None = None,
        *,
        heading: str = "Which themes it serves",
    ):
        super().__init__(parent)
        self._workspace = workspace
        self.begun: set[str] = set()
        self._links = {
            link.serves: link
            for theme in workspace.plan.served(record, Theme)
            for link in workspace.all(Link)
            if (link.item, link.serves) == (record.id, theme.id)
        }
        self.boxes: dict[str, QCheckBox] = {}
        for theme in sorted(workspace.all(Theme), key=lambda theme: theme.number or 0):
            box = self.boxes[theme.id] = QCheckBox(theme.name.replace("&", "&&"))
            box.setChecked(theme.id in self._links)
            box.toggled.connect(self.changed)
        parts = [*self.boxes.values()] or [look.label("The plan has no theme yet.", quiet=True)]
        head, edge = look.label(heading, "heading"), (0, look.space(1), 0, 0)
        column(head, *parts, on=self, gap=look.space(0.75), edge=edge)

    def begin_again(self) -> None:
        """Tick what is ticked for a new record."""
        for key, box in self.boxes.items():
            box.setChecked(key in self.begun)

    def is_changed(self) -> bool:
        return any(box.isChecked() != (key in self._links) for key, box in self.boxes.items())

    def records(self, record: Record) -> list[Link]:
        """The links to save with `record`: new ones, and those that are no longer wanted, marked as gone."""
        made: list[Link] = []
        for key, box in self.boxes.items():
            there = self._links.get(key)
            if box.isChecked() and there is None:
                made.append(self._workspace.draft(Link, item=record.id, serves=key))
            elif there is not None and not box.isChecked():
                made.append(replace(there, deleted="unlinked"))
        return made
