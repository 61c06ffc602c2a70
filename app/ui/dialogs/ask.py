"""A small friendly dialog of a few fields: name and role at the first start, settings, the title of a new plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app import settings
from app.domain.fields import Choice, Rule, Text
from app.ui import look
from app.ui.dialogs.dialog import EDGE, Dialog
from app.ui.kit import STRETCH, column, row
from app.ui.widgets.fields import Field
from app.ui.widgets.pick_line import make_field

WHAT = (
    "The improvement plan of a board in one file on your computer: its themes with their status and why, the figures, "
    "actions and risks behind it, what inspectors ask, and what changed since the last meeting."
)
"""What the program is, for who sees it for the first time."""
NAME = Text(label="Your name", required=True)
ROLE = Text(label="Your role", help="Such as Programme manager, or Chair of the board.")
TITLE = Text(label="Title of the programme", required=True)
APPEARANCE = Choice(label="Appearance", required=True, options={a.value: a.word for a in look.Appearance})


class AskDialog(Dialog):
    """A heading, a sentence, some fields, and one button that says what it does.

    Attributes:
        fields: by name.
    """

    def __init__(
        self,
        heading: str,
        sentence: str,
        rules: Mapping[str, Rule],
        button: str,
        values: Mapping[str, Any] | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setWindowTitle("Goldthread")
        self.fields: dict[str, Field] = {name: make_field(rule) for name, rule in rules.items()}
        self.button, self.cancel = QPushButton(button), QPushButton("Cancel")
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        for name, field in self.fields.items():
            field.show_value((values or {}).get(name, field.rule.empty))
        said = [look.label(sentence, quiet=True, wrap=True)] if sentence else []
        column(
            look.label(heading, "title", wrap=True), *said, *self.fields.values(), STRETCH,
            row(STRETCH, self.cancel, self.button, gap=look.space(1)), on=self, gap=look.space(1.5), edge=EDGE,
        )  # fmt: skip
        self.setMinimumWidth(look.space(56))
        next(iter(self.fields.values())).control.setFocus()

    def values(self) -> dict[str, Any]:
        """What every field holds. Raises FieldError."""
        return {name: field.value() for name, field in self.fields.items()}

    def accept(self) -> None:
        """Close, when nothing is wrong; otherwise go to what is."""
        wrong = [field for field in self.fields.values() if field.problem()]
        for field in wrong:
            field.reveal_problem()
        if wrong:
            wrong[0].control.setFocus()
        else:
            super().accept()


def ask_person(parent: QWidget | None = None) -> tuple[str, str] | None:
    """Name and role, asked once at the first start; None when the person went away."""
    dialog = AskDialog(
        "Welcome to Goldthread",
        f"{WHAT}\n\nEvery change is signed, so that the board can see who changed what. Your name stays on this "
        "computer and in the plans that you edit.",
        {"name": NAME, "role": ROLE},
        "Start",
        parent=parent,
    )
    dialog.cancel.setText("Quit")
    if not dialog.exec():
        return None
    values = dialog.values()
    settings.put(settings.NAME, values["name"])
    settings.put(settings.ROLE, values["role"])
    return values["name"], values["role"]


def ask_settings(parent: QWidget | None = None) -> bool:
    """Let the person change their settings; whether they did."""
    kept = {
        "name": settings.get(settings.NAME),
        "role": settings.get(settings.ROLE),
        "appearance": settings.get(settings.APPEARANCE),
    }
    rules = {"name": NAME, "role": ROLE, "appearance": APPEARANCE}
    dialog = AskDialog("Settings", "", rules, "Save", kept, parent)
    if not dialog.exec():
        return False
    values = dialog.values()
    settings.put(settings.NAME, values["name"])
    settings.put(settings.ROLE, values["role"])
    settings.put(settings.APPEARANCE, values["appearance"])
    return True


def ask_title(parent: QWidget | None = None) -> str | None:
    """What a new programme is called; None when the person thought better of it."""
    dialog = AskDialog(
        "A new plan",
        "It begins empty. Next you choose where its file is kept.",
        {"title": TITLE},
        "Choose the file",
        parent=parent,
    )
    return dialog.values()["title"] if dialog.exec() else None
