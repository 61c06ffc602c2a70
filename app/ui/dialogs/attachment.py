"""A letter or a piece of evidence: a file that is taken into the plan, and what it is called there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.domain.fields import FieldError, Text
from app.domain.figures import size_words
from app.domain.kinds import KEPT_BACK, KINDS
from app.domain.records import Attachment, Record
from app.named_file import why_no_file
from app.ui import kit, look
from app.ui.widgets.fields import LineField
from app.ui.widgets.form import Form
from app.workspace import LARGEST_ATTACHMENT, NotSaved, Refusal

from .kind_dialog import references
from .record_dialog import FormExtra, RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace

NO_NAMES = KINDS[Attachment].note


class FilePath(Text):
    """The path of a file that can be taken into a plan."""

    def check_filled(self, value: Any) -> None:
        super().check_filled(value)
        if wrong := why_not(Path(value)):
            raise FieldError(wrong)


def why_not(path: Path) -> str:
    """Why a file cannot be taken into a plan, in a sentence; empty when it can."""
    try:
        if path.is_dir():
            return "This is a folder: choose a file in it."
        if not path.exists():
            return "There is no such file."
        if why := why_no_file(path):
            return why
        size = path.stat().st_size
        if size > LARGEST_ATTACHMENT:
            return (
                f"The file is {size_words(size)} large; a plan holds files of up to {size_words(LARGEST_ATTACHMENT)}."
            )
        if size == 0:
            return "The file is empty."
        path.open("rb").close()
    except (OSError, ValueError):
        return "The file cannot be read."
    return ""


class FileField(LineField):
    """A file's path: typed, chosen, or dropped here."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(
            FilePath(
                label="File", required=True, help=f"Up to {size_words(LARGEST_ATTACHMENT)}. You can drop it here."
            ),
            parent,
        )
        self.choose = QPushButton("Choose…")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.line.setAcceptDrops(False)  # it would take the address as text
        self.setAcceptDrops(True)
        self._column.removeWidget(self.line)
        self._column.insertLayout(1, kit.row((self.line, 1), self.choose, gap=look.space(1)))

    def path(self) -> Path:
        """The file. Raises FieldError."""
        return Path(str(self.value()))

    def set_path(self, path: Path) -> None:
        """Put a path there, as if it were typed."""
        self.set_text(str(path))
        self.reveal_problem()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.set_path(path)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Take a file into the plan")
        if name:
            self.set_path(Path(name))


def dropped(urls: list[QUrl]) -> Path | None:
    """The one file among what is dropped; None where it is no file of this computer, or several."""
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class FilePart(FormExtra):
    """Which file.

    Attributes:
        field: where its path is.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.field = FileField()
        self.field.show_value("")
        self.note = look.label(NO_NAMES, "strong", wrap=True)
        kit.column(self.note, self.field, on=self, gap=look.space(1.5))
        self.field.changed.connect(self.changed)

    def is_changed(self) -> bool:
        return self.field.is_changed()


class AttachDialog(RecordDialog[Attachment]):
    """A file, what it belongs to, what it is called and of what day it is.

    Attributes:
        file: where the file is named.
        made: what was taken into the plan; None before.
    """

    ROWS = ["record", ("title", "day"), KEPT_BACK]
    WIDTH = 600

    def __init__(
        self, workspace: Workspace, belongs_to: Record | None, path: Path | None = None, parent: QWidget | None = None
    ):
        """A dialog for an attachment of `belongs_to`, where that is known already, and of the file at `path`."""
        self._workspace = workspace
        self._suggested = ""
        self.made: Attachment | None = None
        draft = workspace.draft(
            Attachment, record=belongs_to.id if belongs_to else "", title="", filename="", digest="", size=0
        )
        super().__init__(draft, "Add a letter or evidence", self._attach, parent, references(workspace, draft))
        self.file = FilePart()
        self.parts.append(self.file)
        self._inside.insertWidget(0, self.file)
        self.file.changed.connect(self._suggest)
        self.save_button.setText("Take into the plan")
        self._fit()
        if path is not None:
            self.file.field.set_path(path)
        self.file.field.control.setFocus()

    def try_save(self) -> bool:
        field = self.file.field
        if field.problem():
            self.form.show_problems(_missing(self.form))
            field.reveal_problem()
            field.control.setFocus()
            return False
        return super().try_save()

    def _attach(self, made: Attachment) -> None:
        belongs_to = self._workspace.find(made.record)
        if belongs_to is None:
            sentence = "Say what it belongs to."
            raise NotSaved(sentence, {"record": sentence})
        try:
            self.made = self._workspace.attach(belongs_to, self.file.field.path(), made.title, made.day, made.exempt)
        except Refusal as refusal:
            if not set(getattr(refusal, "problems", {})) & set(self.form.fields):
                self.file.field.say(str(refusal))
            raise

    def _suggest(self) -> None:
        """The file's name is a title, until another is typed."""
        self._title()
        title, path = self.form.fields["title"], Path(self.file.field.text())
        if not title.touched or not title.text() or title.text() == self._suggested:
            self._suggested = "" if self.file.field.problem() else path.stem.replace("_", " ")
            title.set_text(self._suggested)


def attach(
    workspace: Workspace, belongs_to: Record | None = None, path: Path | None = None, parent: QWidget | None = None
) -> Attachment | None:
    """Let the person take a file into the plan; the attachment as it was saved, or None."""
    dialog = AttachDialog(workspace, belongs_to, path, parent)
    dialog.exec()
    return dialog.made


def _missing(form: Form[Attachment]) -> dict[str, str]:
    """What else is not filled in: all is said at once."""
    return {name: said for name, field in form.fields.items() if (said := field.problem())}
