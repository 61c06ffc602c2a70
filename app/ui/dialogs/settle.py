"""Sources or copies disagree: which statement or value holds, or what holds instead; with it, the value in the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from app.domain.clashes import Clash, Version
from app.domain.disputes import Dispute, carried
from app.domain.fields import FieldError, Number, Reference, Text
from app.domain.fields import Value as FieldValue
from app.domain.figures import capital, figure
from app.domain.kinds import KINDS
from app.domain.records import BudgetLine, Indicator, Provenance, Record, Settlement, rules
from app.domain.rows import with_row
from app.ui import look
from app.ui.kit import block, column
from app.ui.widgets.pick_line import make_field
from app.ui.widgets.record_story import Disagreements, source_words

from .kind_dialog import references
from .record_dialog import FormExtra, RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace

_LABELS = {"holds_true": "What holds", "reason": "Why"}

_BOTH_KEPT = "They were written without knowing of each other. Both stay in the history; what you choose here holds."


class SettleDialog(RecordDialog[Settlement]):
    """What each source says, to choose from; what holds, why, who says so; and the value that the plan then has.

    Attributes:
        choices: the statements, and as the last one that something else holds.
        value: the field of the record; None where it is the record as a whole.
    """

    ROWS = KINDS[Settlement].whole(KINDS[Settlement].rows)

    def __init__(self, workspace: Workspace, dispute: Dispute, settlement: Settlement, parent: QWidget | None = None):
        self._workspace, self._dispute = workspace, dispute
        super().__init__(settlement, "Settle what sources disagree about", self._write, parent)
        self.choices = [StatementChoice(source_words(p.source), p.statement.strip(), p) for p in dispute.statements]
        self.choices.append(StatementChoice("Neither as it stands", "Write below what holds instead.", quiet=True))
        self.value = Value(workspace, dispute) if dispute.field else None
        for name, label in _LABELS.items():
            self.label(name, label)
        self._put_in()
        self._pick(settlement.holds_true)
        self.choices[0].radio.setFocus()

    def _put_in(self) -> None:
        """The choice above the fields; the value that the plan has after it right under what holds."""
        inside = self.form.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.insertWidget(0, asked(self._dispute.about, self.choices, lambda n: self._choose(self.choices[n])))
        if self.value is not None:
            self.parts.append(self.value)
            inside.insertWidget(2, self.value)
            self.value.changed.connect(self._title)
        self.form.updateGeometry()
        self._fit()

    def _pick(self, holds: str) -> None:
        """Mark the statement that was chosen before."""
        if holds:
            found = (c for c in self.choices[:-1] if c.statement == holds)
            next(found, self.choices[-1]).radio.setChecked(True)

    def _choose(self, choice: StatementChoice) -> None:
        """What holds is what the chosen source says, and the value what that names."""
        field = self.form.fields["holds_true"]
        if choice.provenance is None:
            if any(field.text() == other.statement for other in self.choices):
                field.set_text("")
            field.control.setFocus()
            return
        field.set_text(choice.statement)
        if self.value is not None:
            self.value.take(choice.statement)

    def _write(self, settlement: Settlement) -> None:
        workspace, record = self._workspace, self._dispute.record
        changed: list[Record] = []
        if self.value is not None:
            there = self.value.record()
            changed = [there, *workspace.moved(there, settlement.reason)] if there != record else []
        workspace.save(settlement, *changed, label=f"Settle {self._dispute.about}")


class ClashDialog(RecordDialog[Record]):
    """Copies disagree: what each person wrote, to choose from, the shown one first; and the value in the plan.

    Attributes:
        choices: what was written, each with who wrote it and when.
    """

    def __init__(self, workspace: Workspace, clash: Clash, parent: QWidget | None = None):
        self._workspace, self._clash = workspace, clash
        known = rules(type(clash.record))
        shown = {name: rule for name, rule in known.items() if not (isinstance(rule, Text) and rule.by_program)}
        names = [name for name in clash.fields if name in shown]
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
        values: dict[str, FieldValue] = {name: getattr(record, name) for name in self.form.fields}
        by_program = (name for name in self._clash.fields if name not in values and name != "deleted")
        values |= {name: chosen.values.get(name) for name in by_program}
        if self._clash.removal:
            values["deleted"] = chosen.values.get("deleted") or ""
        self._workspace.settle_clash(self._clash, values)


def asked(about: str, choices: Sequence[StatementChoice], choose: Callable[[int], object], note: str = "") -> QWidget:
    """What is to be settled, with its choices; `choose` is told the number of the one that the person takes."""
    said = [look.label(note, quiet=True, wrap=True)] if note else []
    head = look.label(capital(about), "strong", wrap=True)
    made = block(column(head, *said, *choices, gap=look.space(1), edge=(0, 0, 0, look.space(0.5))))
    group = QButtonGroup(made)
    for number, choice in enumerate(choices):
        group.addButton(choice.radio)
        choice.radio.clicked.connect(lambda _=False, number=number: choose(number))
    return made


class StatementChoice(QFrame):
    """One statement to choose, with its source. A click anywhere on it chooses it.

    Attributes:
        radio: says whose it is.
        provenance: None where it is no source's.
    """

    def __init__(self, source: str, statement: str, provenance: Provenance | None = None, *, quiet: bool = False):
        super().__init__()
        self.setProperty("kind", "card")
        self.statement, self.provenance = statement, provenance
        self.radio = QRadioButton(source.replace("&", "&&"))
        self.radio.setAccessibleDescription(statement)
        said = look.label(statement, wrap=True, quiet=quiet)
        said.setContentsMargins(look.space(3), 0, 0, 0)
        column(self.radio, said, on=self, gap=look.space(0.5), edge=(look.space(1.5), look.space(1)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus()
            self.radio.click()


class Value(FormExtra):
    """The value that the plan has when this is settled.

    Attributes:
        field: as the record's own form has it.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, dispute: Dispute, parent: QWidget | None = None):
        super().__init__(parent)
        self._record, self._name = dispute.record, dispute.field
        self._rule = rules(type(dispute.record))[dispute.field].within(workspace.plan)
        names = {r.id: r.name for kind in (type(dispute.record),) for r in workspace.all(kind)}
        self.field = make_field(self._rule, names if isinstance(self._rule, Reference) else None)
        self.field.name.setText(f"{self._rule.label} in the plan, from now on")
        self.field.control.setAccessibleName(f"{self._rule.label} in the plan")
        self.field.show_value(getattr(dispute.record, dispute.field))
        self._note = "This is what the plan says now."
        self._say()
        column(self.field, on=self)
        self.field.changed.connect(self._on_change)

    def is_changed(self) -> bool:
        return self.field.is_changed()

    def take(self, statement: str) -> None:
        """Take the value that a statement names; one that names none leaves what the plan has."""
        found = carried(self._rule, statement)
        before = getattr(self._record, self._name)
        self.field.show_value(before)
        if found == self._rule.empty:
            self._note = "The statement names no value that could be read: change it here if it is another."
        elif found == before:
            self._note = "The plan says so already."
        else:
            self.field.set_text(self._rule.show(found))
            self._note = f"Read from the statement. The plan now says {self._words(before) or 'nothing'}."
        self._say()

    def record(self) -> Record:
        """The record with the value. Raises NotSaved."""
        from app.workspace import NotSaved

        try:
            return replace(self._record, **{self._name: self.field.value()})
        except FieldError as error:
            self.field.reveal_problem()
            self.field.control.setFocus()
            raise NotSaved(str(error)) from error

    def _on_change(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        try:
            value = self.field.value()
        except FieldError:
            value = None
        shown = self._words(value) if isinstance(self._rule, Number) and value is not None else ""
        self.field.note(". ".join(part for part in (shown, self._note) if part))

    def _words(self, value: object) -> str:
        if isinstance(self._rule, Number) and value is not None:
            unit = "£" if isinstance(self._record, BudgetLine) else getattr(self._record, "unit", "")
            return figure(value, unit if isinstance(self._record, BudgetLine | Indicator) else "")  # type: ignore[arg-type]
        return self._rule.show(value)


def settle(workspace: Workspace, dispute: Dispute | Clash, parent: QWidget | None = None) -> Record | None:
    """Let the person settle what sources or copies disagree about, or settle it in another way."""
    if isinstance(dispute, Clash):
        clash = ClashDialog(workspace, dispute, parent)
        clash.exec()
        return clash.saved
    before = dispute.settlement
    settlement = workspace.draft(
        Settlement,
        record=dispute.record.id,
        field=dispute.field,
        holds_true=before.holds_true if before else "",
        reason=before.reason if before else "",
        by=str(workspace.person),
        day=workspace.plan.position,
    )
    dialog = SettleDialog(workspace, dispute, settlement, parent)
    dialog.exec()
    return dialog.saved


def unsettle(workspace: Workspace, dispute: Dispute) -> None:
    """Let a disagreement be unsettled again; the value in the plan stays as it is. Raises NotSaved."""
    if dispute.settlement is not None:
        workspace.remove(dispute.settlement, label=f"Unsettle {dispute.about}")


def let_settle(
    shown: Disagreements | None, workspace: Callable[[], Workspace], attempt: Callable[..., object], parent: QWidget
) -> None:
    """Let the person settle from where it is shown that sources or copies disagree; `attempt` is the page's."""
    if shown is None:
        return
    shown.settling = True
    shown.settle_wanted.connect(lambda dispute: settle(workspace(), dispute, parent))
    shown.unsettle_wanted.connect(
        lambda dispute: attempt(lambda: unsettle(workspace(), dispute), "It is unsettled again.")
    )
