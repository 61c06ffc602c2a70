"""The dialog that all records are written in.

One is made so:

    class RiskDialog(RecordDialog[Risk]):
        ROWS = ["title", ("owner", "review"), Heading(text="Score now"), ("likelihood", "impact")]

    saved = RiskDialog.ask(risk, "Edit risk", lambda r: workspace.save(r, label=f"Edit {r.ref}"), parent)

Most kinds need no class of their own: `write.new_record` and `write.edit_record` make the dialog that
`app/domain/kinds.py` describes. `save` may refuse (`app.workspace.Refusal`): the dialog stays, says why, and keeps what
was typed. What is written with a record but is no field of it, such as the themes it serves, is a `FormExtra` under the
fields: `dialog.add(part)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Text
from app.domain.records import Record
from app.ui import kit, look
from app.ui.dialogs.dialog import Dialog
from app.ui.widgets.card import rule
from app.ui.widgets.fields import Field
from app.ui.widgets.form import Form, FormError, Row
from app.ui.widgets.message import Message
from app.ui.widgets.pick_line import make_field

R = TypeVar("R", bound=Record)


class FormExtra(QWidget):
    """Something that is written together with a record but is no field of it.

    Signals:
        changed: what is typed or chosen is another than it was.
    """

    changed = Signal()

    def is_changed(self) -> bool:
        """Whether it holds something else than it was shown."""
        raise NotImplementedError

    def records(self, record: Any) -> Sequence[Record]:
        """What is to be saved with `record`, in the same edit. Raises NotSaved where something is wrong with it."""
        return ()


class AskedReason(FormExtra):
    """Why something in the form is as it is now; hidden while there is nothing to say why.

    Attributes:
        reason: the field.
    """

    def __init__(self, rule: Text, form: Form[Any], parent: QWidget | None = None):
        super().__init__(parent)
        self.reason = make_field(rule)
        kit.column(self.reason, on=self)
        self.reason.changed.connect(self.changed)
        form.changed.connect(self._ask)

    def is_changed(self) -> bool:
        return not self.isHidden() and self.reason.is_changed()

    def _ask(self) -> None:
        """Show it where there is something to say why."""
        raise NotImplementedError


class RecordDialog(Dialog, Generic[R]):
    """A form with Save and Cancel. Nothing that was typed is lost by one key: Cancel asks once, inside the dialog.

    Attributes:
        ROWS: as of `Form`; left out, all fields.
        WIDTH: pixels.
        heading: the title over them.
        form: the fields.
        parts: what is written under them.
        remove_button: takes the record out of the plan, where that is offered.
        again_button: saves, and begins the next one, where that is offered.
        saved: the record, once it was saved.
    """

    ROWS: Sequence[Row] | None = None
    WIDTH: int = 640

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
        self.parts: list[FormExtra] = []
        self.remove_button: QPushButton | None = None
        self._save, self._record = save, record
        self.form: Form[R] = Form(type(record), self.ROWS, options)
        self.banner = Message(self)
        self.save_button, self.cancel_button = QPushButton("Save"), QPushButton("Cancel")
        self.again_button = QPushButton("Save and enter the next")
        self._build(title)
        self._connect()
        self.form.fill(record)
        self._keep_writing()

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

    def add(self, part: FormExtra) -> None:
        """Put a part under the fields."""
        self.parts.append(part)
        self._inside.addWidget(part)
        part.changed.connect(self._title)
        for field in part.findChildren(Field):
            field.takes_enter = True
            field.entered.connect(self._enter)
        self._fit()

    def put_above(self, note: QWidget, at: int = 0) -> None:
        """Put something above the fields."""
        inside = self.form.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(at, note)
        self.form.updateGeometry()
        self._fit()

    def label(self, name: str, words: str) -> None:
        """Call a field by other words than its rule does."""
        field = self.form.fields[name]
        field.name.setText(f"{words} (needed)" if field.rule.required else words)
        field.control.setAccessibleName(words)

    def offer_removal(self, word: str, remove: Callable[[], object]) -> None:
        """Offer, at the left of the foot, to take the record out of the plan."""
        self.remove_button = kit.button(word, lambda: self._take_out(remove), "link", "Undo brings it back")
        self.remove_button.setAutoDefault(False)
        self._foot.insertWidget(0, self.remove_button)

    def offer_next(self, save_and_go_on: Callable[[], object]) -> None:
        """Offer, beside Save, to save and to go on with the next one."""
        self.again_button.clicked.connect(save_and_go_on)
        self.again_button.show()

    @property
    def shown(self) -> R:
        """The record that is written, as it was shown."""
        return self._record

    def put_back(self, name: str, text: str) -> None:
        """Put text into a field that was typed there before."""
        for names in self.form.folds:
            if name in names:
                self.form.unfold(names)
        self.form.fields[name].set_text(text)

    def begin_at(self, name: str) -> None:
        """Put the keyboard into a field, so that what is amiss is mended first."""
        for names in self.form.folds:
            if name in names:
                self.form.unfold(names)
        field = self.form.fields[name]
        field.setVisible(True)
        field.control.setFocus(Qt.FocusReason.TabFocusReason)

    def is_changed(self) -> bool:
        """Whether anything is typed or chosen that is not saved."""
        return self.form.is_changed() or any(part.is_changed() for part in self.parts)

    def accept(self) -> None:
        """Save, and close when that was done."""
        if self.try_save():
            super().accept()

    def try_save(self) -> bool:
        """Save; whether that was done. Otherwise the dialog says why, beside the fields where it can."""
        from app.workspace import NotSaved, Refusal

        try:
            record = self.form.record()
            made = self._save(record)
        except FormError as error:
            rest = self.form.show_problems(error.problems)
            self.banner.show_wrong(rest) if rest else self.banner.hide()
        except NotSaved as refusal:
            self.form.show_problems(refusal.problems or {})
            self.banner.show_wrong(str(refusal))
        except Refusal as refusal:
            self.banner.show_wrong(str(refusal))
        else:
            self.saved = made if isinstance(made, type(record)) else record
            return True
        return False

    def reject(self) -> None:
        """Close; what was typed is given up only when the person says so."""
        if not self.is_changed():
            super().reject()
            return
        self.banner.show_note(
            "What you have typed is not saved.",
            ("Keep writing", self._keep_writing),
            ("Discard", lambda: QDialog.reject(self)),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, wherever one is."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enter()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _take_out(self, remove: Callable[[], object]) -> None:
        from app.workspace import Refusal

        try:
            remove()
        except Refusal as refusal:
            self.banner.show_wrong(str(refusal))
        else:
            super().reject()

    def _keep_writing(self) -> None:
        self.banner.hide()
        if first := next(iter(self.form.fields.values()), None):
            first.control.setFocus()

    def _build(self, title: str) -> None:
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        three, two, one = look.space(3), look.space(2), look.space(1)
        self._inside = kit.column(self.form, gap=look.space(1.5), edge=(three, one, three, two))
        self._area = kit.scroll(kit.block(self._inside))
        self.again_button.setAutoDefault(False)
        self.again_button.hide()
        buttons = self.cancel_button, self.again_button, self.save_button
        self._foot = kit.row(kit.STRETCH, *buttons, gap=one, edge=(three, look.space(1.5), three, two))
        self.heading = look.label(title, "title")
        self.heading.setContentsMargins(three, two, three, one)
        self._column = kit.column(self.heading, self._area, rule(), self._foot, on=self)
        self._fit()

    def _fit(self) -> None:
        """As high as everything needs, within the screen."""
        rows = (row for n in range(self._column.count()) if (row := self._column.itemAt(n)) is not None)
        around = sum(row.sizeHint().height() for row in rows if row.widget() is not self._area)
        wanted = around + self._inside.sizeHint().height() + look.space(1)
        parent = self.parentWidget()
        at = parent.mapToGlobal(parent.rect().center()) if parent else QPoint()
        self.resize(self.WIDTH, min(wanted, round(look.room_at(at).height() * 0.86)))

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.form.changed.connect(self._title)
        self.form.entered.connect(self._enter)

    def _enter(self) -> None:
        """Enter saves, as the button does."""
        if self.save_button.isEnabled():
            self.save_button.click()

    def _title(self) -> None:
        self.setWindowModified(self.is_changed())
