"""Erase a record, or words of it, for good: what goes, why, who agreed, and what is left to be done afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app import temporary
from app.domain.fields import FieldError, Text
from app.domain.figures import counted, listed
from app.domain.records import IssuedPaper, Record
from app.jobs import Job
from app.ui import look
from app.ui.dialogs.dialog import Dialog
from app.ui.kit import STRETCH, Part, block, button, column, keep_nothing_of, row, scroll
from app.ui.widgets.card import rule
from app.ui.widgets.fields import Field
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.message import Message
from app.ui.widgets.pick_line import make_field

if TYPE_CHECKING:
    from app.workspace import ErasureResult, Occurrence, Workspace

WORD = "erase"
_MOST = 12
"""Places where the same words still stand that are listed."""
GONE_FOR_GOOD = (
    "What is erased is gone from the plan, from its whole history and from every paper made later. Nothing brings it"
    " back, not even undo. Copies that others hold lose it when they are brought together with this plan, not before;"
    " papers already handed out stay as they are."
)


class _Typed(Text):
    """A word that is typed to confirm."""

    def check_filled(self, value: Any) -> None:
        super().check_filled(value)
        if str(value).strip().casefold() != WORD:
            raise FieldError(f"Type the word {WORD}.")


CONFIRMED = _Typed(label=f"Type “{WORD}” to confirm", required=True)


class Choices(QWidget):
    """What of a record is erased: words of it and what is said of it, or all of it.

    Attributes:
        some, whole: which of the two.
        fields: a box for each field that holds words, or once held some.
        also: a box for each record that says something of it.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, record: Record, parent: QWidget | None = None):
        super().__init__(parent)
        self.some, self.whole = QRadioButton("Words of it"), QRadioButton(_all_of(workspace, record))
        self.fields: dict[str, QCheckBox] = {}
        self.also: list[tuple[Record, QCheckBox]] = []
        inside = column(gap=look.space(1), edge=(look.space(3), 0, 0, 0))
        self._inside = block(inside)
        for part in workspace.erasable(record):
            earlier = counted(part.earlier, "earlier text")
            now = part.now or f"Empty now; the history holds {earlier}."
            more = f", with {earlier}" if part.now and part.earlier else ""
            self.fields[part.name] = self._box(inside, f"{part.label}{more}", now)
        said = workspace.said_of(record)
        if said:
            inside.addWidget(look.label("Said of it", "small", quiet=True))
        for one in said:
            self.also.append((one.record, self._box(inside, one.what, one.words)))
        column(self.some, self._inside, self.whole, on=self, gap=look.space(1))
        can = bool(self.fields or self.also)
        self.whole.setVisible(workspace.may_erase_whole(record))
        self.some.setEnabled(can)
        (self.some if can else self.whole).setChecked(True)
        self.some.toggled.connect(self._on_toggled)
        self._on_toggled(self.some.isChecked())

    def names(self) -> list[str] | None:
        """The chosen fields; None for all of the record."""
        return None if self.whole.isChecked() else [name for name, box in self.fields.items() if box.isChecked()]

    def others(self) -> list[Record]:
        """The chosen records that say something of it."""
        return [] if self.whole.isChecked() else [other for other, box in self.also if box.isChecked()]

    def _box(self, below: QVBoxLayout, label: str, text: str) -> QCheckBox:
        box = QCheckBox(label)
        box.setAccessibleDescription(text)
        box.toggled.connect(self.changed)
        told = look.label(" ".join(text.split()), "small", quiet=True, wrap=True)
        told.setContentsMargins(look.space(3), 0, 0, 0)
        below.addLayout(column(box, told))
        return box

    def _on_toggled(self, some: bool) -> None:
        self._inside.setEnabled(some)
        self.changed.emit()


class EraseDialog(Dialog):
    """What is erased, with a reason and a second person's name; afterwards, what is left to be done.

    Attributes:
        choices: what of the record.
        fields: reason, second, words, confirm.
        backups: whether the backups lose it too.
        outcome: what came of it; None before.
    """

    def __init__(self, workspace: Workspace, record: Record, words: str = "", parent: QWidget | None = None):
        """A dialog over `record`; `words` are those to look for afterwards."""
        from app.workspace import REASON, SECOND, WORDS

        super().__init__(parent)
        self.setWindowTitle("Erase for good")
        keep_nothing_of(self)
        self._workspace, self._record = workspace, record
        self.outcome: ErasureResult | None = None
        self._words = words
        self.banner, self.bar = Message(self), JobBar()
        self.bar.cancel.hide()
        self.choices = Choices(workspace, record)
        rules = {"reason": REASON, "second": SECOND, "words": WORDS, "confirm": CONFIRMED}
        self.fields: dict[str, Field] = {name: make_field(rule) for name, rule in rules.items()}
        self.fields["words"].show_value(words)
        named = workspace.papers_naming([record, *workspace.erased_with(record)])
        self.papers = look.label(_papers_go(named, "will be") if named else "", wrap=True)
        self.papers.setVisible(bool(named))
        count = len(workspace.backups())
        self.backups = QCheckBox(f"Erase it in {counted(count, 'backup')} of this plan, too")
        self.backups.setChecked(count > 0)
        self.backups.setVisible(count > 0)
        self.erase_button, self.cancel_button = QPushButton("Erase for good"), QPushButton("Cancel")
        self._build()
        self._connect()

    def _build(self) -> None:
        three = look.space(3)
        second, words = (column(self.fields[name], STRETCH) for name in ("second", "words"))
        self._inside = column(
            look.label(GONE_FOR_GOOD, wrap=True), self.papers, self.choices, self.fields["reason"],
            row((second, 1), (words, 1), gap=look.space(2)), self.backups, self.fields["confirm"], STRETCH,
            gap=look.space(1.5), edge=(three, look.space(0.5), three, look.space(2)),
        )  # fmt: skip
        self._area = scroll(block(self._inside))
        heading = look.label(f"Erase for good: {self._record.name}", "title", wrap=True)
        heading.setContentsMargins(three, three, three, look.space(1))
        foot = row(STRETCH, self.cancel_button, self.erase_button, gap=look.space(1), edge=(three, look.space(1.5)))
        column(heading, self.bar, (self._area, 1), rule(), foot, on=self)
        self._heading = heading
        self.erase_button.setProperty("kind", "primary")
        for each in (self.erase_button, self.cancel_button):
            each.setAutoDefault(False)  # Enter in a field does neither
        self.resize(look.space(80), look.space(78))

    def _connect(self) -> None:
        self.erase_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def accept(self) -> None:
        """Erase, when everything is there; then show what is left to be done."""
        from app.workspace import NotSaved, Refusal

        wrong = [field for field in self.fields.values() if field.problem()]
        for field in wrong:
            field.reveal_problem()
        if wrong:
            wrong[0].control.setFocus()
            self._area.ensureWidgetVisible(wrong[0])
            return
        values = {name: str(field.value()) for name, field in self.fields.items() if name != "confirm"}
        self._words = values["words"]
        try:
            found = self._workspace.erase(
                self._record, self.choices.names(), also=self.choices.others(), backups=False, **values
            )
        except NotSaved as refusal:
            for name, sentence in refusal.problems.items():
                self.fields[name].say(sentence)
                self.fields[name].control.setFocus()
            self.banner.show_wrong(str(refusal))
        except Refusal as refusal:
            self.banner.show_wrong(str(refusal))
        else:
            self.banner.hide()
            self._erased(found)

    def reject(self) -> None:
        """Close; not while the backups are gone through. What was typed is given up only when the person says so."""
        if self.bar.job is not None:
            return
        words = self.fields["words"]
        if self.outcome is None and any(field.is_changed() for field in self.fields.values() if field is not words):
            self.banner.show_note(
                "Nothing is erased yet.",
                ("Keep writing", self.banner.hide),
                ("Discard", lambda: QDialog.reject(self)),
            )
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _erased(self, found: ErasureResult) -> None:
        found = found._replace(unreached=(*found.unreached, *temporary.forget()))
        if not self.backups.isChecked():
            self._show(found)
            return
        self._area.setEnabled(False)
        self.erase_button.setEnabled(False)
        self.cancel_button.setEnabled(False)
        job = Job(self._workspace.erase_in_backups(found), self)
        job.finished.connect(self._show)
        job.failed.connect(lambda error: self._failed(found, error))
        self.bar.watch(job, "Erasing in the backups")

    def _failed(self, found: ErasureResult, error: BaseException) -> None:
        from app.ui import messages

        self._show(found)
        messages.show_error(self, error)

    def _show(self, found: ErasureResult) -> None:
        """What came of it, in the place of the form."""
        self.outcome = found
        self._heading.setText("Erased for good")
        parts: list[Part] = [look.label(sentence, wrap=True) for sentence in self._sentences(found)]
        if found.still:
            parts.append(look.label("The same words still stand elsewhere", "heading"))
            parts += [self._standing(standing) for standing in found.still[:_MOST]]
            if len(found.still) > _MOST:
                parts.append(look.label(f"and in {counted(len(found.still) - _MOST, 'place')} more.", quiet=True))
        if found.unreached:
            parts.append(look.label("Files that may still hold it", "heading"))
            parts += [look.label(str(path), "small", quiet=True, wrap=True) for path in found.unreached]
            delete = button(f"Delete {counted(len(found.unreached), 'file')}", lambda: self._delete(found, delete))
            parts.append((delete, Qt.AlignmentFlag.AlignLeft))
        edge = (look.space(3), look.space(0.5), look.space(3), look.space(2))
        self._area.setEnabled(True)
        self._area.setWidget(block(column(*parts, STRETCH, gap=look.space(1.5), edge=edge)))
        self.erase_button.hide()
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText("Close")
        self.cancel_button.setFocus()

    def _sentences(self, found: ErasureResult) -> list[str]:
        from app.workspace import TRACES

        told = ["It is gone from the plan and its history."]
        if self.backups.isChecked():
            told[0] = "It is gone from the plan and its history; no backup held the record."
            if found.backups:
                told[0] = (
                    f"It is gone from the plan, its history and every backup that held the record ({found.backups:,})."
                )
        if found.papers:
            told.append(_papers_go(found.papers, "were"))
        if found.traces:
            told.append(TRACES)
        elif not found.still:
            told.append("Each byte of the file was looked at: none of the words is left in it.")
        return [*told, "Copies that others hold lose it when they are brought together with this plan."]

    def _standing(self, standing: Occurrence) -> QHBoxLayout:
        line = row((look.label(f"“{_short(standing.text)}” in {standing.where}", wrap=True), 1), gap=look.space(1))
        if (record := standing.record) is not None:
            there = button("Erase there…", lambda: self._erase_there(record, there), "link")
            there.setAutoDefault(False)
            there.setAccessibleName(f"Erase in {standing.where}")
            line.addWidget(there, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _erase_there(self, record: Record, button: QPushButton) -> None:
        if erase(self._workspace, self._workspace.find(record.id) or record, self, self._words):
            button.setText("Done")
            button.setEnabled(False)

    def _delete(self, found: ErasureResult, button: QPushButton) -> None:
        left = self._workspace.delete_unreached(found)
        button.setEnabled(bool(left))
        if left:
            self.banner.show_wrong(f"{left[0].name} cannot be deleted: the folder does not allow it.")
        else:
            button.setText("Deleted")
            self.banner.hide()


def erase(workspace: Workspace, record: Record, parent: QWidget | None = None, words: str = "") -> ErasureResult | None:
    """Let the person erase a record, or words of it, for good; what came of it, or None when they thought better."""
    dialog = EraseDialog(workspace, record, words, parent)
    dialog.exec()
    return dialog.outcome


def _all_of(workspace: Workspace, record: Record) -> str:
    count = len(workspace.erased_with(record))
    with_it = counted(count, "record that hangs", "records that hang")
    return f"All of it, with {with_it} on it" if count else "All of it"


def _papers_go(papers: Sequence[IssuedPaper], how: str) -> str:
    """What becomes of the issued papers that name what is erased."""
    named = listed([paper.name for paper in papers[:_MOST]])
    more = f" and {len(papers) - _MOST:,} more" if len(papers) > _MOST else ""
    return f"Named in issued papers: {named}{more}. Their files {how} dropped; their records and digests stay."


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]}…"
