"""The actions that arose at a meeting, as the plan holds them; a new one is written where one reads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.meetings import meeting_name
from app.domain.plan import Plan
from app.domain.records import Action, Meeting
from app.ui import look
from app.ui.page import Page
from app.ui.widgets.card import ListRow, RowList
from app.ui.widgets.form import Form, FormError
from app.ui.widgets.message import Message

from .part import Part


class Arising(Part):
    """The actions.

    Attributes:
        rows: each leads to its place in the plan.
        form: what is to be done, by whom and by when; shown while one is written.
        save_button, cancel_button: under the form.
    """

    TITLE, ADD = "Actions arising", "Add an action"

    def __init__(self, page: Page):
        super().__init__(page)
        self._of = ""  # the meeting that an action is being written for
        self._kept: dict[str, dict[str, str]] = {}
        self.rows = RowList()
        self.form: Form[Action] = Form(Action, ["title", ("owner", "due")])
        self.save_button, self.cancel_button = QPushButton("Add to the plan"), QPushButton("Cancel")
        self.save_button.setProperty("kind", "primary")
        self.writing = QWidget()
        self.banner = Message(self.writing)
        inside = QVBoxLayout(self.writing)
        inside.setContentsMargins(0, look.space(1), 0, look.space(1))
        inside.addWidget(self.form)
        foot = QHBoxLayout()
        foot.setSpacing(look.space(1))
        foot.addWidget(self.save_button)
        foot.addWidget(self.cancel_button)
        foot.addStretch()
        inside.addLayout(foot)
        self.writing.hide()
        self.body.addWidget(self.writing)
        self.body.addWidget(self.rows)
        self.rows.opened.connect(self.opened)
        self.save_button.clicked.connect(self.write)
        self.form.entered.connect(self.write)
        self.cancel_button.clicked.connect(self._cancel)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        found = plan.children(meeting, Action, "meeting")
        self.count(len(found))
        self.writing.setVisible(self._of == meeting.id)
        self.add_button.setEnabled(self._of != meeting.id)
        self.rows.show_rows(
            [
                ListRow(
                    text=action.name,
                    detail=f"{action.owner or 'no owner'} · {f'due {action.due}' if action.due else 'no due date'}",
                    status=str(self.workspace.ratings.of(action).status),
                    target=self.target(action),
                    illustrative=plan.illustrative(action),
                )
                for action in found
            ],
            "None yet. What is added here stands in the plan at once.",
        )  # fmt: skip

    def add(self) -> None:
        """Show the form for a new action; what was typed for another meeting is kept until one writes there again."""
        if self.meeting is None:
            return
        if self._of and self.form.is_changed():
            self._kept[self._of] = {name: field.text() for name, field in self.form.fields.items()}
        self._of = self.meeting.id
        self.banner.hide()
        self.form.fill(self.workspace.draft(Action, title=""))
        for name, text in self._kept.pop(self._of, {}).items():
            self.form.fields[name].set_text(text)
        self.again()
        self.form.fields["title"].control.setFocus()
        self.grown.emit(self.writing)

    def half_typed(self) -> str:
        if self.meeting is None:
            return ""
        here = self._of == self.meeting.id and self.form.is_changed()
        return "an action" if here or self.meeting.id in self._kept else ""

    def write(self) -> None:
        """Put what is typed into the plan; where it is refused, it stays and the reason stands beside it."""
        from app.workspace import NotSaved

        if self.meeting is None:
            return
        try:
            typed = self.form.values()
            made = self.workspace.draft(Action, meeting=self.meeting.id, **typed)
            at = meeting_name(self.workspace.plan, self.meeting)
            self.workspace.save(made, label=f"Add {made.name}, which arose at {at}")
        except FormError as error:
            self.form.show_problems(error.problems)
        except NotSaved as refusal:
            rest = self.form.show_problems(refusal.problems or {"": str(refusal)})
            self.banner.show_wrong(rest) if rest else self.banner.hide()
        else:
            self._cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or self.writing.isHidden():
            super().keyPressEvent(event)
        elif self.form.is_changed():
            self.banner.show_note(
                "What you have typed is not saved.", ("Keep writing", self._keep_writing), ("Discard", self._cancel)
            )
        else:
            self._cancel()

    def _keep_writing(self) -> None:
        self.banner.hide()
        self.form.fields["title"].control.setFocus()

    def _cancel(self) -> None:
        self.banner.hide()
        self._of = ""
        self.form.fill(self.workspace.draft(Action, title=""))
        self.again()
        self.add_button.setFocus()
