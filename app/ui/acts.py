"""An act: one thing that can be done with a record, its word, and when it can be done; `operations` has them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from app.domain.frozen import FrozenInOrder
from app.domain.records import Record
from app.ui.widgets.record_menu import Doing

if TYPE_CHECKING:
    from app.ui.session import Session

Kinds = tuple[type[Record], ...]


@runtime_checkable
class Writer(Protocol):
    """Where something is done: a page."""

    def edits_here(self, record: Record) -> bool:
        """Let a record be changed where it is read; whether the page does so."""
        ...

    def half_typed(self) -> str:
        """What is typed there and not saved, such as "an action"; empty for nothing."""
        ...


class Act(FrozenInOrder):
    """One thing that can be done with a record.

    Attributes:
        word: as its button and its line in a menu say it, everywhere.
        kinds: of what it is done with; empty where with any record.
        do: does it, with the session, the record and what a dialog stands over.
        when: whether it would do anything now, beside that the plan can be edited.
        tip: what it does, in a sentence.
        reads: leaves the plan as it is, so that it can be done when nothing can be edited.
        apart: dangerous: the last in a menu, after a line.
        beside: it stands beside the list that it adds to, and is no line of a menu.
    """

    word: str
    kinds: Kinds
    do: Callable[[Session, Any, QWidget | None], Any]
    when: Callable[[Session, Any], bool]
    tip: str = ""
    reads: bool = False
    apart: bool = False
    beside: bool = False

    def __call__(self, session: Session, record: Any, parent: QWidget | None = None) -> Any:
        """Do it."""
        return self.do(session, record, parent)

    def can(self, session: Session, record: Record) -> bool:
        """Whether it can be done with a record now."""
        return (
            (not self.kinds or isinstance(record, self.kinds))
            and (self.reads or session.can_edit)
            and self.when(session, record)
        )


ACTS: list[Act] = []
"""All acts, in the order of a menu."""


def act(
    word: str, *kinds: type[Record], when: Callable[[Session, Any], bool] = lambda _session, _record: True,
    tip: str = "", reads: bool = False, apart: bool = False, beside: bool = False,
) -> Callable[[Callable[[Session, Any, QWidget | None], Any]], Act]:  # fmt: skip
    """Declare a function to be an act."""

    def declare(do: Callable[[Session, Any, QWidget | None], Any]) -> Act:
        made = Act(word, kinds, do, when, tip, reads, apart, beside)
        ACTS.append(made)
        return made

    return declare


def acts(session: Session, record: Record) -> list[Act]:
    """What can be done with a record now, in the order of its menu."""
    return [each for each in ACTS if not each.beside and each.can(session, record)]


def doings(session: Session, key: str, parent: QWidget | None) -> list[Doing]:
    """What can be done with the record with this key, as the lines of its menu."""
    found = session.workspace.find(key) if session.is_open else None
    if found is None:
        return []
    record: Record = found
    return [
        Doing(each.word, each.tip, each.apart, lambda each=each: start(each, session, record, parent))
        for each in acts(session, record)
    ]


def brief(record: Record) -> str:
    """As an edit names it: by its reference, or by the beginning of its title."""
    from app.ui.widgets.linking import short

    return short(record)


def start(each: Act, session: Session, record: Record, parent: QWidget | None = None) -> Any:
    """Do it as a person does who presses a button: what is being typed is saved first, and the keyboard stays there.

    Returns:
        What the act gives; None where it cannot be done now.
    """
    focused = QApplication.focusWidget()
    if focused is not None and not isinstance(focused, QAbstractButton):
        focused.clearFocus()
    now = session.workspace.find(record.id)
    done = each(session, now, parent) if now is not None and each.can(session, now) else None
    if focused is not None and isValid(focused) and focused.isVisible() and QApplication.focusWidget() is None:
        focused.setFocus()
    return done
