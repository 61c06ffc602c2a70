"""Copies disagree: which value holds, or what holds instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.clashes import Clash, Version
from app.domain.fields import rules
from app.domain.figures import capital
from app.domain.records import Record
from app.domain.rows import with_row

from .record_dialog import RecordDialog
from .settle import StatementChoice, asked
from .write import references

if TYPE_CHECKING:
    from app.workspace import Workspace

_BOTH_KEPT = "They were written without knowing of each other. Both stay in the history; what you choose here holds."


class ClashDialog(RecordDialog[Record]):
    """What each person wrote, to choose from, the shown one first; and the value that the plan then has.

    Attributes:
        choices: what was written, each with who wrote it and when.
    """

    def __init__(self, workspace: Workspace, clash: Clash, parent: QWidget | None = None):
        self._workspace, self._clash = workspace, clash
        known = rules(type(clash.record))
        names = [name for name in clash.fields if name in known]
        self.ROWS = [tuple(names)] if len(names) == 2 and not clash.removal else names
        super().__init__(
            clash.record, "Settle what copies disagree about", self._write, parent, references(workspace, clash.record)
        )
        self.save_button.setText("Settle")
        self.versions = list(reversed(clash.versions))
        self.choices = [StatementChoice(f"{v.by}, {v.when}", capital(v.says)) for v in self.versions]
        self._put_in()
        for name in names:
            field = self.form.fields[name]
            field.name.setText(f"{known[name].label} in the plan, from now on")
            field.control.setAccessibleName(f"{known[name].label} in the plan")
        self.choices[0].radio.click()
        self.choices[0].radio.setFocus()

    @classmethod
    def settle(cls, workspace: Workspace, clash: Clash, parent: QWidget | None = None) -> Record | None:
        """Let the person settle; the record as it then is, or None when they thought better of it."""
        dialog = cls(workspace, clash, parent)
        dialog.exec()
        return dialog.saved

    def _put_in(self) -> None:
        """The choice above the fields."""
        inside = self.form.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(
            0, asked(self._clash.about, self.choices, lambda n: self._choose(self.versions[n]), _BOTH_KEPT)
        )
        self.form.updateGeometry()
        self._fit()

    def _choose(self, version: Version) -> None:
        """What holds is what this person wrote."""
        values = {name: value for name, value in version.values.items() if name in self.form.fields}
        self.form.fill(with_row(self._clash.record, values))
        for field in self.form.fields.values():
            field.setVisible(not version.values.get("deleted"))
        inside = self.form.layout()
        assert inside is not None
        inside.activate()  # what was just hidden takes no room any more
        self.form.updateGeometry()
        self._fit()

    def _write(self, record: Record) -> None:
        chosen = next(v for v, c in zip(self.versions, self.choices, strict=True) if c.radio.isChecked())
        values = {name: getattr(record, name) for name in self.form.fields}
        if self._clash.removal:
            values["deleted"] = chosen.values.get("deleted") or ""
        self._workspace.settle_clash(self._clash, values)
