"""Putting right what stands out of several risks, one after the other, where each is shown.

A line of what is worth a look narrows the register to its risks and takes the keyboard to where the first of them is
put right. Once that is done the keyboard is at the next that is left, until none is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.figures import counted
from app.domain.mitigating import overdue
from app.domain.records import SETS, Risk
from app.ui import operations
from app.ui.register.register import Register
from app.ui.widgets.in_view import keep_in_view

from .lookouts import LATE, MITIGATE, REVIEWED, THEME, TWICE, WHY_CLOSED, mends
from .parts import Mitigations, Twins
from .register import RiskForm, RiskRow

_TYPED = (QLineEdit, QPlainTextEdit, QComboBox)


class Mending:
    """Goes from risk to risk of those to which the register is narrowed."""

    def __init__(self, register: Register, form: RiskForm, twins: Callable[[], Mapping[str, str]]):
        """In a register, whose panel has this form; `twins` are those that are likely there twice."""
        self._register, self._form, self._twins = register, form, twins
        self._at = ""  # the key of the risk, and
        self._where = ""  # what is put right of it

    @property
    def is_on(self) -> bool:
        """Whether there is something to put right of the risks that are shown."""
        several = self._register.several
        return several is not None and bool(several.mends) and self._register.page.can_edit

    def words(self) -> str:
        """What the risks have in common, and of how many it is put right by now."""
        several = self._register.several
        assert several is not None
        done = len(several.keys) - len(self._left())
        return f"{several.title}: {done:,} of {len(several.keys):,} put right" if done else several.title

    def begin(self) -> None:
        """Go to the first."""
        self._at = self._where = ""
        if self.is_on and (left := self._left()):
            self._show(left[0])

    def go_on(self) -> None:
        """After an edit: stay where something is still to be put right, or go to the next."""
        record = self._register.panel.record
        if not self.is_on or record is None or record.id != self._at or self._register.panel.isHidden():
            return
        now = next((row for row in self._rows() if row.id == self._at), None)
        where = self._mends(now) if now is not None else ""
        if where != self._where:
            was, self._where = self._where, where
            QTimer.singleShot(0, self._register, lambda: self._next(was))

    def _next(self, was: str) -> None:
        """Go to the next, unless the person has gone elsewhere to type meanwhile."""
        fields, at = self._form.fields, QApplication.focusWidget()
        together = next((names for names in SETS.values() if was in names), (was,))
        there = [fields[name].control for name in together if name in fields] + [self._register.panel.strands.line]
        if not self.is_on or (isinstance(at, _TYPED) and at not in there):
            return
        left = self._left()
        if not left:
            several = self._register.several
            count = len(several.keys) if several else 0
            self._register.show_all()
            self._register.close_panel()
            self._register.page.session.say(f"{counted(count, 'risk')} put right: none is left.")
            return
        order = [row.id for row in self._rows()]
        after = order.index(self._at) if self._at in order else -1
        here = [row for row in left if order.index(row.id) >= after]
        self._show((here or left)[0])

    def _show(self, row: RiskRow) -> None:
        self._register.open(row.record)
        self._at, self._where = row.id, self._mends(row)
        place = self._place(row.record, self._where)
        place.setFocus(Qt.FocusReason.TabFocusReason)
        keep_in_view(place)

    def _place(self, risk: Risk, where: str) -> QWidget:
        """What has the keyboard where this is put right."""
        panel, form = self._register.panel, self._form
        mitigations = panel.part(Mitigations)
        if where == REVIEWED:
            button = panel.buttons[operations.reviewed]
            return button if button.isVisible() else form.fields["review"].control
        if where == MITIGATE:
            return mitigations.split if mitigations.split.isVisible() else mitigations.add_button
        if where == LATE:
            plan = self._register.workspace.plan
            late = [each.id for each in self._row(risk).mitigations if overdue(each, plan.position)]
            lines = {**panel.strands.rows, **mitigations.lines}
            return next((lines[key] for key in late if key in lines), mitigations.add_button)
        other = {
            THEME: panel.strands.line, WHY_CLOSED: panel.buttons[operations.say_why_closed],
            TWICE: panel.part(Twins).same,
        }  # fmt: skip
        return other[where] if where in other else form.fields[where].control

    def _row(self, risk: Risk) -> RiskRow:
        return next(row for row in self._rows() if row.id == risk.id)

    def _rows(self) -> list[RiskRow]:
        return self._register.table.records.rows

    def _left(self) -> list[RiskRow]:
        return [row for row in self._rows() if self._mends(row)]

    def _mends(self, row: RiskRow) -> str:
        several = self._register.several
        return mends(row, several.mends, self._twins()) if several is not None else ""
