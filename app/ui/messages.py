"""The only user of QMessageBox: what cannot be said beside the thing it is about. Known errors, questions, bugs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app.ui import errors


def tell(parent: QWidget | None, sentence: str, detail: str = "") -> None:
    """Say something that stops the person: a plan that cannot be opened, a copy that cannot be written."""
    _box(parent, sentence, detail).exec()


def ask(parent: QWidget | None, question: str, detail: str, yes: str, no: str = "Cancel") -> bool:
    """Ask before something that undo does not reach. `yes` and `no` say what each does."""
    box = _box(parent, question, detail)
    do = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is do


def choose(parent: QWidget | None, question: str, detail: str, ways: Sequence[str], no: str = "Cancel") -> str:
    """Ask which way to go; the words of the button that was pressed, or empty for `no`. The first way is proposed."""
    box = _box(parent, question, detail)
    role = QMessageBox.ButtonRole
    buttons = {
        box.addButton(way, role.DestructiveRole if number else role.AcceptRole): way for number, way in enumerate(ways)
    }
    leave = box.addButton(no, role.RejectRole)
    box.setDefaultButton(next(iter(buttons), leave))
    box.setEscapeButton(leave)
    box.exec()
    return next((way for button, way in buttons.items() if button is box.clickedButton()), "")


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Say what the world did wrong, or show the report of a bug, to be copied."""
    known = errors.sentence(error)
    if known:
        tell(parent, known)
        return
    report = errors.report(error)
    box = _box(
        parent,
        "Something went wrong inside Goldthread",
        "What you saved is safe. Please send the report to whoever looks after the program; it may quote text of "
        "the plan, so read it first.",
    )
    box.setDetailedText(report)
    copy = box.addButton("Copy report", QMessageBox.ButtonRole.ActionRole)
    go_on = box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
    box.exec()


def about(parent: QWidget | None) -> None:
    """The program and its versions."""
    _box(
        parent,
        "Goldthread",
        "Improvement plans for an improvement board.\n\n"
        + errors.versions()
        + "\n\nFree software under the MIT licence.",
        QMessageBox.Icon.NoIcon,
    ).exec()


def _box(
    parent: QWidget | None, sentence: str, detail: str = "", icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Goldthread")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setText(sentence)
    box.setInformativeText(detail)
    return box
