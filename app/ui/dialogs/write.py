"""Write a record of the open plan in its dialog: saved as one edit, with what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.records import Record
from app.ui import look
from app.ui.widgets.rag_badge import ILLUSTRATIVE

from .record_dialog import RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)


def write(
    dialog_kind: type[RecordDialog[R]],
    workspace: Workspace,
    record: R,
    title: str,
    verb: str,
    parent: QWidget | None = None,
    *,
    of: Record | None = None,
    also: Sequence[Record] = (),
    options: Mapping[str, Mapping[Any, str]] | None = None,
    labels: Mapping[str, str] | None = None,
    note: QWidget | None = None,
    gone: tuple[str, str] | None = None,
) -> R | None:
    """Let the person write `record`.

    `title` stands at the head of the dialog. `verb` begins the edit's line of history ("Edit", "Add"), before the
    record's name or, where given, that of the record `of`. `also` is saved in the same edit, such as the link of a
    new action to its theme. `options` are choices that are known only now, `labels` other names of
    fields; `note` is shown above the fields. With `gone`, the word of a button and how the line of history
    begins, the record can be taken out of the plan from here.

    Returns:
        The record as it was saved; None when nothing was.
    """

    def save(made: R) -> None:
        workspace.save(made, *also, label=f"{verb} {(of or made).name}")

    dialog = dialog_kind(record, title, save, parent, options)
    for name, field in dialog.form.fields.items():
        if workspace.plan.illustrative(record, name):
            field.mark(ILLUSTRATIVE)
    for name, label in (labels or {}).items():
        dialog.form.fields[name].name.setText(label)
        dialog.form.fields[name].control.setAccessibleName(label)
    if note is not None:
        inside = dialog.form.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(0, note)
        dialog.resize(dialog.width(), dialog.height() + note.sizeHint().height() + look.space(2))
    if gone:
        word, label = gone
        dialog.offer_removal(word, lambda: workspace.remove(record, label=f"{label} {(of or record).name}"))
    dialog.exec()
    return dialog.saved
