"""Why a due date is moved: asked in the dialog in which it is changed, as soon as it is another than it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.fields import FieldError, Text
from app.domain.records import DateChange, Record
from app.ui import kit
from app.ui.widgets.form import Form
from app.ui.widgets.pick_line import make_field

from .record_dialog import FormExtra

if TYPE_CHECKING:
    from app.workspace import Workspace

REASON = Text(label="Why the due date is moved", required=True, help="It is kept with the date that was there before.")


class WhyMoved(FormExtra):
    """The reason; not there while the due date is as it was, or was none.

    Attributes:
        reason: the field.
    """

    def __init__(self, workspace: Workspace, record: Record, form: Form[Any], parent: QWidget | None = None):
        super().__init__(parent)
        self._workspace, self._record, self._due = workspace, record, form.fields["due"]
        self.reason = make_field(REASON)
        kit.column(self.reason, on=self)
        self.reason.changed.connect(self.changed)
        form.changed.connect(self._ask)
        self._ask()

    def is_changed(self) -> bool:
        return not self.isHidden() and self.reason.is_changed()

    def records(self, record: Record) -> list[DateChange]:
        """What is to be saved with `record`: the date that was moved, and why.

        Raises:
            NotSaved: no reason is given.
        """
        from app.workspace import NotSaved

        if self.isHidden():
            return []
        try:
            reason = str(self.reason.value())
        except FieldError as error:
            self.reason.reveal_problem()
            self.reason.control.setFocus()
            raise NotSaved("Say why the due date is moved.") from error
        return self._workspace.moved(record, reason)

    def _ask(self) -> None:
        was, due = getattr(self._record, "due", None), self._due
        try:
            moved = was is not None and due.value() != was
        except FieldError:
            moved = False
        self.setVisible(moved)
