"""Undoing one edit, whatever was done since: what would stay as it is is named before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui import messages

if TYPE_CHECKING:
    from app.workspace import Reversal, Workspace


def undo_edit(workspace: Workspace, edit: str, parent: QWidget | None) -> list[str]:
    """Undo an edit, after asking where something of it would stay.

    Returns:
        What was done, in sentences; none where the person thought better of it.

    Raises:
        Refusal: nothing of it can be undone.
    """
    label, made = workspace.logbook.label(edit), workspace.undoing(edit)
    if made.edit is not None and made.left_alone:
        asked = messages.ask(parent, f"Undo “{label}”?", undo_words(made), "Undo the rest")
        if not asked:
            return []
    return [f"Undone: {label}.", *workspace.undo_edit(edit)]


def undo_words(made: Reversal, most: int = 5) -> str:
    """What undoing an edit would leave as it is, or why it cannot be undone; empty where there is nothing to say."""
    left = list(made.left_alone[:most])
    if len(made.left_alone) > most:
        left.append(f"And {len(made.left_alone) - most:,} more.")
    if made.edit is None:
        return " ".join(["It cannot be undone.", *left]) if left else "What it did is undone already."
    return " ".join(["Undoing it leaves something as it is.", *left]) if left else ""
