"""What was typed before and not saved: each text with what stands there now, to be put back, copied or discarded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.domain.kinds import KINDS, fields_of
from app.domain.records import BY_TABLE, Record
from app.domain.rows import from_row
from app.ui import look
from app.ui.dialogs.dialog import EDGE, Dialog
from app.ui.dialogs.kind_dialog import KindDialog
from app.ui.dialogs.special import SPECIAL
from app.ui.kit import STRETCH, block, button, column, row, scroll
from app.ui.session import Session
from app.ui.typed import stands_now
from app.ui.widgets.card import rule
from app.ui.widgets.linking import short

if TYPE_CHECKING:
    from app.drafts import Draft
    from app.workspace import Workspace

LONGEST = 90
"""Characters of a text that are told where it is only named."""


class Keeper(Protocol):
    """Who keeps what was typed."""

    kept: list[Draft]

    def settled(self, *drafts: Draft) -> None:
        """These were put back and saved, or thrown away."""
        ...


class UnsavedDialog(Dialog):
    """Every text that is kept.

    Attributes:
        entries: what is shown of each: the buttons that put it back, copy it and throw it away, by their words.
    """

    def __init__(self, workspace: Workspace, keeper: Keeper, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Typed and not saved")
        self._workspace, self._keeper = workspace, keeper
        self.entries: list[dict[str, QPushButton]] = []
        self._inside = column(gap=look.space(1.5))
        self._area = scroll(block(self._inside))
        told = "You had typed this, and it was not saved. Nothing of it is in the plan."
        foot = row(button("Discard all", self._discard_all, "link"), STRETCH, button("Close", self.accept), gap=8)
        column(look.label(told, wrap=True), (self._area, 1), rule(), foot, on=self, gap=look.space(1), edge=EDGE)
        self.resize(look.space(90), look.space(64))
        self._fill()

    def _fill(self) -> None:
        self.entries = []
        inside = column(gap=look.space(1.5))
        for draft in self._keeper.kept:
            self._show(draft, inside)
        inside.addStretch()
        self._area.setWidget(block(inside))
        if not self._keeper.kept:
            self.accept()

    def _show(self, draft: Draft, below: QVBoxLayout) -> None:
        text = look.label(draft.typed, wrap=True)
        lines: list[QWidget] = [look.label(where(self._workspace, draft), "strong", wrap=True), text]
        if changed := changed_since(self._workspace, draft):
            lines.append(look.label(changed, quiet=True, wrap=True))
        ways = {
            "Put back…": button("Put back…", lambda: self._put_back(draft)),
            "Copy": button("Copy", lambda: copy(draft), "link"),
            "Discard": button("Discard", lambda: self._settle(draft), "link"),
        }
        ways["Put back…"].setVisible(can_put_back(self._workspace, draft))
        below.addLayout(column(*lines, row(*ways.values(), STRETCH, gap=8), rule(), gap=look.space(0.5)))
        self.entries.append(ways)

    def _put_back(self, draft: Draft) -> None:
        if reopen(self._workspace, self._keeper, draft, self):
            self._fill()

    def _settle(self, *drafts: Draft) -> None:
        self._keeper.settled(*drafts)
        self._fill()

    def _discard_all(self) -> None:
        self._settle(*self._keeper.kept)


def where(workspace: Workspace, draft: Draft) -> str:
    """Where a text was typed, such as "Description of R-04", "Title of a new risk"."""
    record = workspace.find(draft.record) or workspace.gone(draft.record)
    label = draft.label or "A line"
    if record is not None:
        return f"{label} of {short(record)}{', which was removed' if record.deleted else ''}"
    kind = BY_TABLE.get(draft.table)
    return f"{label} of a new {KINDS[kind].noun}" if kind else f"{label}, {draft.place}" if draft.place else label


def typed_words(workspace: Workspace, draft: Draft) -> str:
    """Where a text was typed, and how it begins."""
    return f"{where(workspace, draft)}: {quoted(draft.typed)}"


def offer_words(workspace: Workspace, drafts: Sequence[Draft]) -> str:
    """What is offered, in a sentence; of one text also what stands there now, where that was changed since."""
    last = drafts[-1]
    there = where(workspace, last)
    place = f"{there[:1].lower()}{there[1:]}"
    if len(drafts) > 1:
        return f"You had typed {len(drafts):,} texts and not saved them, the last in the {place}: {quoted(last.typed)}"
    said = f"You had typed {quoted(last.typed)} in the {place} and not saved it."
    return f"{said} {changed_since(workspace, last)}".strip()


def changed_since(workspace: Workspace, draft: Draft) -> str:
    """What stands now where a text was typed, where that is another than stood there then; empty otherwise."""
    now = stands_now(workspace, draft)
    if now is None or now == draft.was:
        return ""
    return f"It was changed since: it now reads {quoted(now)}." if now else "It was changed since: it is empty now."


def quoted(text: str) -> str:
    """A text on one line, and only how it begins where it is long."""
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= LONGEST else f"“{flat[:LONGEST].rsplit(' ', 1)[0]}…”"


def copy(draft: Draft) -> None:
    """Put a text where it can be pasted from."""
    QApplication.clipboard().setText(draft.typed)


def put_back(session: Session, keeper: Keeper, draft: Draft) -> None:
    """Put a text back into the dialog of its record, to be saved there; one that has none can be pasted."""
    workspace = session.workspace
    if can_put_back(workspace, draft):
        reopen(workspace, keeper, draft, session.over)
        return
    copy(draft)
    if (record := workspace.find(draft.record)) is not None:
        session.open(record)
    session.say("It can be pasted where it belongs.", ("Discard what is kept", lambda: keeper.settled(draft)))


def can_put_back(workspace: Workspace, draft: Draft) -> bool:
    """Whether there is a dialog with the field in which it was typed."""
    record = _record(workspace, draft)
    return record is not None and any(draft.field in fields_of(row) for row in KINDS[type(record)].form(record))


def reopen(workspace: Workspace, keeper: Keeper, draft: Draft, over: QWidget | None) -> bool:
    """Open the dialog of the record with all that was typed of it there; whether it was saved."""
    record = _record(workspace, draft)
    if record is None:
        return False
    about, new = KINDS[type(record)], workspace.find(record.id) is None
    title = f"New {about.noun}" if new else f"Edit {about.noun}"
    made: type[KindDialog[Any]] = SPECIAL.get(type(record), KindDialog)
    dialog = made(workspace, record, title, f"{'Add' if new else 'Edit'} {about.label}".strip(), over)
    together = [d for d in keeper.kept if d.record == draft.record and d.place == draft.place]
    for each in together:
        if each.field in dialog.form.fields:
            dialog.put_back(each.field, each.typed)
            dialog.form.fields[each.field].note(changed_since(workspace, each), look_again=True)
    dialog.exec()
    if dialog.saved is None:
        return False
    keeper.settled(*(each for each in together if each.field in dialog.form.fields))
    return True


def _record(workspace: Workspace, draft: Draft) -> Record | None:
    """The record that a text was typed of; one that was never added is made again."""
    if (found := workspace.find(draft.record)) is not None:
        return found
    kind = BY_TABLE.get(draft.table)
    if kind is None or draft.row is None or workspace.gone(draft.record) is not None:
        return None
    try:
        made = from_row(kind, draft.row)
    except (ValueError, TypeError):  # of another version, or edited by hand
        return None
    ref = getattr(made, "ref", "")
    taken = ref and any(getattr(other, "ref", "") == ref for other in workspace.all(kind))
    return made.having({"ref": getattr(workspace.draft(kind), "ref", "")}) if taken else made
