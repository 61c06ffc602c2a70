"""The themes that a record serves, to tick in its dialog; they are saved in the same edit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.records import Link, Record, Theme
from app.ui import look

from .record_dialog import FormExtra

if TYPE_CHECKING:
    from app.workspace import Workspace


class ServedThemes(FormExtra):
    """A box to tick for each theme.

    Attributes:
        boxes: by the theme's key.
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
        self._links = {
            link.serves: link
            for theme in workspace.plan.served(record, Theme)
            for link in workspace.all(Link)
            if (link.item, link.serves) == (record.id, theme.id)
        }
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.space(1), 0, 0)
        column.setSpacing(look.space(0.75))
        column.addWidget(look.label(heading, "heading"))
        for theme in sorted(workspace.all(Theme), key=lambda theme: theme.number or 0):
            box = QCheckBox(theme.name.replace("&", "&&"))
            box.setChecked(theme.id in self._links)
            box.toggled.connect(self.changed)
            column.addWidget(box)
            self.boxes[theme.id] = box
        if not self.boxes:
            column.addWidget(look.label("The plan has no theme yet.", quiet=True))

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
