"""The dialog that all records are written in.

One is made so:

    class RiskDialog(RecordDialog[Risk]):
        ROWS = ["title", ("owner", "review"), Heading("Score now"), ("likelihood", "impact")]
        OPTIONS = {"likelihood": numbered(LIKELIHOOD), "impact": numbered(IMPACT)}

    saved = RiskDialog.ask(risk, "Edit risk", lambda r: workspace.save(r, label=f"Edit {r.ref}"), parent)

`save` may refuse (`app.workspace.Refusal`): the dialog stays, says why, and keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.records import Record
from app.ui import look
from app.ui.widgets.banner import Banner
from app.ui.widgets.form import Form, FormError, Row

R = TypeVar("R", bound=Record)


class RecordDialog(QDialog, Generic[R]):
    """A form with Save and Cancel. Nothing that was typed is lost by one key: Cancel asks once, inside the dialog.

    Attributes:
        ROWS, OPTIONS: as of `Form`; ROWS left out means all fields.
        WIDTH: pixels.
        form: the fields.
        saved: the record, once it was saved.
    """

    ROWS: ClassVar[Sequence[Row] | None] = None
    OPTIONS: ClassVar[Mapping[str, Mapping[Any, str]]] = {}
    WIDTH: ClassVar[int] = 640

    def __init__(
        self,
        record: R,
        title: str,
        save: Callable[[R], object],
        parent: QWidget | None = None,
        options: Mapping[str, Mapping[Any, str]] | None = None,
    ):
        """A dialog over `record`; `options` adds choices that are known only now, such as records to refer to."""
        super().__init__(parent)
        self.setWindowTitle(f"{title}[*]")
        self.saved: R | None = None
        self._save = save
        self.form: Form[R] = Form(type(record), self.ROWS, {**self.OPTIONS, **(options or {})})
        self.banner = Banner()
        self.save_button, self.cancel_button = QPushButton("Save"), QPushButton("Cancel")
        self._assemble(title)
        self._connect()
        self.form.fill(record)
        next(iter(self.form.fields.values())).control.setFocus()

    @classmethod
    def ask(
        cls,
        record: R,
        title: str,
        save: Callable[[R], object],
        parent: QWidget | None = None,
        options: Mapping[str, Mapping[Any, str]] | None = None,
    ) -> R | None:
        """Let the person write `record`; the saved record, or None when they thought better of it."""
        dialog = cls(record, title, save, parent, options)
        dialog.exec()
        return dialog.saved

    def accept(self) -> None:
        """Save, and close when that was done."""
        from app.workspace import NotSaved, Refusal

        try:
            record = self.form.record()
            self._save(record)
        except FormError as error:
            rest = self.form.show_problems(error.problems)
            self.banner.show_wrong(rest) if rest else self.banner.hide()
        except NotSaved as refusal:
            self.form.show_problems(refusal.problems or {})
            self.banner.show_wrong(str(refusal))
        except Refusal as refusal:
            self.banner.show_wrong(str(refusal))
        else:
            self.saved = record
            super().accept()

    def reject(self) -> None:
        """Close; what was typed is given up only when the person says so."""
        if not self.form.is_changed():
            super().reject()
            return
        self.banner.show_note(
            "What you have typed is not saved.",
            ("Keep writing", self._keep_writing),
            ("Discard", lambda: QDialog.reject(self)),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _keep_writing(self) -> None:
        self.banner.hide()
        next(iter(self.form.fields.values())).control.setFocus()

    def _assemble(self, title: str) -> None:
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(look.space(3), look.space(1), look.space(3), look.space(2))
        inside.addWidget(self.form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.space(3), look.space(1.5), look.space(3), look.space(2))
        foot.setSpacing(look.space(1))
        foot.addStretch()
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        heading = look.label(title, "title")
        heading.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self.banner)
        column.addWidget(area)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addLayout(foot)
        wanted = body.sizeHint().height() + heading.sizeHint().height() + foot.sizeHint().height() + look.space(2)
        self.resize(self.WIDTH, min(wanted, round(self.screen().availableGeometry().height() * 0.86)))

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.form.changed.connect(self._title)

    def _title(self) -> None:
        self.setWindowModified(self.form.is_changed())
