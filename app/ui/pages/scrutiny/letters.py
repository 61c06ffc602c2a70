"""Letters and evidence: the files that the plan holds, of whatever record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.plan import Plan
from app.domain.records import Attachment, Record
from app.ui import files, look
from app.ui.dialogs.attachment import NO_NAMES, attach, dropped, edit_attachment, size_words
from app.ui.page import Page
from app.ui.record.copies import can_open, open_copy
from app.ui.widgets.card import ListRow, RowList
from app.workspace import LARGEST_ATTACHMENT

from .detail import Detail, heading
from .rows import LETTERS, Row, owner_name
from .view import View

ONLY_SAVED = "This kind of file could be a program: it can be saved, but is not opened from here."


class LetterDetail(Detail[Attachment]):
    """A file of the plan: what it belongs to, what is known of it, and the ways to read it.

    Attributes:
        open_button, save_button: a read-only copy, opened or put somewhere.
        owner: leads to what it belongs to.
        facts: name, size and digest, by label.
    """

    HAS_FILES = False

    def __init__(self, page: Page):
        super().__init__(page)
        self.open_button, self.save_button = QPushButton("&Open read-only"), QPushButton("Save a copy…")
        self.open_button.setProperty("kind", "primary")
        self.owner = RowList()
        self.facts = {name: look.label(wrap=True) for name in ("Date", "File", "Size", "SHA-256 digest")}
        self.why = look.label(quiet=True, wrap=True)
        self._put_together()
        self.open_button.clicked.connect(self.open_file)
        self.save_button.clicked.connect(self.save_file)
        self.owner.opened.connect(self.opened)

    def fill(self, record: Attachment, plan: Plan) -> None:
        self.kicker.setText("Letter or evidence")
        self.title.setText(record.title)
        owner = plan.find(record.record)
        target = owner if owner is not None and self.page.can_open(owner) else None
        name, kind = owner_name(plan, record)
        self.owner.show_rows([ListRow(text=name, detail="" if name.startswith(kind) else kind, target=target)])
        for label, text in (
            ("Date", str(record.day or "Not given")),
            ("File", record.filename),
            ("Size", size_words(record.size or 0)),
            ("SHA-256 digest", f"{record.digest[:32]}\n{record.digest[32:]}"),
        ):
            self.facts[label].setText(text)
        readable = can_open(record.filename)
        self.open_button.setEnabled(readable)
        self.say(self.why, "" if readable else ONLY_SAVED)

    def edit(self) -> None:
        if self.record is not None:
            edit_attachment(self.workspace, self.record, self)

    def open_file(self) -> None:
        """Open a read-only copy with the system's program."""
        record = self.record
        if record is None:
            return
        content = self._content(record)
        if content is None:
            return
        try:
            opened = open_copy(record.filename, content)
        except OSError:
            self.page.session.say_wrong("No copy could be written to the folder for temporary files.")
            return
        if opened:
            self.page.session.say("Opened a read-only copy: changes to it do not reach the plan.")
        else:
            self.page.session.say_wrong("No program opens this kind of file here. Save a copy instead.")

    def save_file(self) -> None:
        """Put a copy where the person says."""
        record = self.record
        if record is None:
            return
        content = self._content(record)
        if content is None:
            return
        paths: list[Path | None] = []
        if self.page.attempt(lambda: paths.append(files.ask_file(self, record.filename))) and paths[0]:
            self.write_copy(paths[0], content)

    def write_copy(self, path: Path, content: bytes) -> None:
        """Write a copy; a folder that does not allow it is told."""
        try:
            path.write_bytes(content)
        except OSError as error:
            self.page.session.say_wrong(
                f"The copy could not be written: {error.strerror or 'the folder does not allow it'}."
            )
        else:
            self.page.session.say(f"Saved {path.name}.")

    def _content(self, record: Attachment) -> bytes | None:
        found: list[bytes] = []
        return found[0] if self.page.attempt(lambda: found.append(self.workspace.content(record))) else None

    def _put_together(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(2))
        grid.setVerticalSpacing(look.space(1))
        grid.setColumnStretch(1, 1)
        self.body.addWidget(heading("Belongs to"))
        self.body.addWidget(self.owner)
        self.body.addWidget(heading("The file"))
        for number, (name, label) in enumerate(self.facts.items()):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(look.label(name, quiet=True), number, 0)
            grid.addWidget(label, number, 1)
        ways = QVBoxLayout()
        ways.setSpacing(look.space(1))
        for button in (self.open_button, self.save_button):
            self.head.insertWidget(self.head.indexOf(self.edit_button), button)
        ways.addWidget(self.why)
        self.body.addLayout(grid)
        self.body.addLayout(ways)


class LettersView(View[LetterDetail]):
    """All files of the plan.

    Attributes:
        choose_button: takes a file into the plan, and says what holds for files.
    """

    KIND = Attachment
    WHAT = "files"
    NEW = "Add a file"
    SHARE = 500
    NOTHING = (
        "No letters or evidence yet",
        f"Files of up to {size_words(LARGEST_ATTACHMENT)} are held in the plan itself and go where it goes. {NO_NAMES}",
    )

    def __init__(self, page: Page):
        words = f"Drop a file here. The plan itself holds it: up to {size_words(LARGEST_ATTACHMENT)} each. {NO_NAMES}"
        self.choose_button = QPushButton("Choose a file")
        self._words = look.label(words, quiet=True, wrap=True)
        super().__init__(page, LETTERS, LetterDetail(page))
        self.choose_button.clicked.connect(self.add)
        self.setAcceptDrops(True)

    def rows(self) -> Iterable[Row]:
        plan = self.page.workspace.plan
        self.choose_button.setEnabled(self.page.workspace.writable)
        return [Row(attachment, plan) for attachment in plan.all(Attachment)]

    def below(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "note")
        row = QHBoxLayout(frame)
        row.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.5))
        row.setSpacing(look.space(2))
        row.addWidget(self._words, 1)
        row.addWidget(self.choose_button)
        return frame

    def new(self) -> Record | None:
        return attach(self.page.workspace, parent=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere here, also while there is none yet."""
        if self.page.workspace.writable and dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    def take(self, path: Path) -> None:
        """Let the person take this file into the plan."""
        made = attach(self.page.workspace, path=path, parent=self)
        if made is not None:
            self.page.opened.emit(made)
