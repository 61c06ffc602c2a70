"""Choosing a backup to put in the plan's place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.schedule import show_date
from app.ui import look
from app.ui.dialogs.dialog import EDGE, Dialog
from app.ui.kit import STRETCH, column, row
from app.ui.widgets.record_model import Column
from app.ui.widgets.whole_table import WholeTable

if TYPE_CHECKING:
    from app.workspace import Backup


class RestoreDialog(Dialog):
    """The backups of a plan, newest first; `sentence` says what becomes of what is there now."""

    NOW = "What it holds now is backed up first, so that you can come back."

    def __init__(self, backups: Sequence[Backup], parent: QWidget | None = None, sentence: str = NOW):
        super().__init__(parent)
        self.setWindowTitle("Restore a backup")
        self.table: WholeTable[Backup] = WholeTable(
            "backups",
            [
                Column(name="at", title="Written", text=lambda b: moment(b.at), sort=lambda b: b.at, width=160),
                Column(name="last", title="Last change in it", text=lambda b: b.last, stretch=True),
                Column(
                    name="edits",
                    title="Changes",
                    text=lambda b: f"{b.edits:,}",
                    sort=lambda b: b.edits,
                    right=True,
                    width=90,
                ),
            ],
            key=lambda b: str(b.path),
        )
        self.table.show_records(backups)
        self.restore, self.cancel = QPushButton("Restore"), QPushButton("Cancel")
        self.restore.setProperty("kind", "primary")
        self.restore.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.table.opened.connect(lambda _backup: self.accept())
        self.table.chosen.connect(lambda backup: self.restore.setEnabled(backup is not None))
        nothing = look.label("There is no backup yet. The first is written before your first change.", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        said = look.label(f"The plan becomes what it was then. {sentence}", quiet=True, wrap=True)
        foot = row(STRETCH, self.cancel, self.restore, gap=look.space(1))
        parts = (look.label("Restore a backup", "title"), said, (self.table, 1), (nothing, 1), foot)
        column(*parts, on=self, gap=look.space(1.5), edge=EDGE)
        self.table.setVisible(bool(backups))
        nothing.setVisible(not backups)
        self.resize(look.space(84), look.space(60))
        if backups:
            self.table.select(str(backups[0].path))
            self.table.setFocus()
        self.restore.setEnabled(bool(backups))

    @classmethod
    def ask(cls, backups: Sequence[Backup], parent: QWidget | None = None, sentence: str = NOW) -> Backup | None:
        """The chosen backup, or None."""
        dialog = cls(backups, parent, sentence)
        return dialog.table.current() if dialog.exec() else None


def moment(at: datetime) -> str:
    """A moment as people where they sit read it: "20 Mar 2018, 09:12"."""
    here = at.astimezone()
    return f"{show_date(here.date())}, {here:%H:%M}"
