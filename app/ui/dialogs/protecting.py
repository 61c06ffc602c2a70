"""A password for a PDF, typed twice and kept nowhere."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.fields import Text
from app.ui import look
from app.ui.kit import STRETCH, column, row
from app.ui.widgets.fields import Field, LineField

PASSWORD = Text(label="Password to open the PDF", help="It is kept nowhere: who forgets it cannot open the file.")
AGAIN = Text(label="The same again")


def beside(*fields: Field) -> QHBoxLayout:
    """Fields beside each other, as wide as each other, their names at one height."""
    return row(*((column(field, STRETCH), 1) for field in fields), gap=look.space(2))


class PasswordFields(QWidget):
    """The password, and once more; empty for none.

    Attributes:
        first, again: where it is typed; the second is asked for once there is a first.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.first, self.again = LineField(PASSWORD), LineField(AGAIN)
        for field in (self.first, self.again):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
            field.show_value("")
        column(beside(self.first, self.again), on=self)
        self.again.setEnabled(False)
        self.first.changed.connect(self._on_typed)

    def password(self) -> str:
        """What is typed; empty for no password."""
        return self.first.line.text()

    def problem(self) -> str:
        """Why it cannot be used, said beside it as well; empty where it can."""
        said = ""
        if self.again.line.text() != self.password():
            said = "The two are not the same." if self.again.line.text() else "Type the password a second time."
        self.again.say(said)
        if said:
            self.again.control.setFocus()
        return said

    def forget(self) -> None:
        """Keep nothing of it."""
        self.first.show_value("")
        self.again.show_value("")

    def _on_typed(self) -> None:
        self.again.setEnabled(bool(self.password()))
        if not self.password():
            self.again.show_value("")
