"""What every page of the window has.

A page is written so:

    class RisksPage(Page):
        title = "Risks"

        def __init__(self, session: Session, parent: QWidget | None = None):
            super().__init__(session, parent)
            ...build widgets and connect them; the plan of the session is shown by `reload`...

        def reload(self, kinds: frozenset[type[Record]]) -> None:
            ...take self.workspace.plan and self.workspace.ratings, and show them...

        def reveal(self, target: Target) -> None:
            ...select and open a record, narrow to several, or (None) go back to the page's first view...

It is listed in `app/ui/pages/__init__.py`; the kinds of record that it can reveal name it (`domain.kinds.Kind.page`):

    def _risks() -> type[Page]:
        from .risks import RisksPage
        return RisksPage

    PLACES = (..., _place("Risks", _risks))

What a page need not care for: the window makes a page when it is first shown, and calls `reload` then and
only while the page is visible (a hidden page is reloaded when it is shown again). All going from one
thing to another, within a page too, is `self.session.open(record)`: the window finds the page, calls `reveal`,
and remembers the way back. To write: `self.attempt(...)`, which shows a refusal over the page, or a dialog;
what edits is offered only while `self.can_edit`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from app.domain.frozen import FrozenInOrder
from app.domain.records import KINDS, Record
from app.ui.session import Session
from app.ui.trail import Asked, Several, Target

if TYPE_CHECKING:
    from app.ui.widgets.record_menu import Doing

__all__ = ["ALL_KINDS", "Asked", "Page", "Place", "Several", "Target"]

ALL_KINDS: frozenset[type[Record]] = frozenset(KINDS)


class Place(FrozenInOrder):
    """A page's line in the rail.

    Attributes:
        title: its word in the rail.
        load: imports the page and returns its class.
        kinds: the records that it can reveal; `ThreadOf` where it is the page of the golden thread, `HistoryOf` where
            it is that of the log, `PapersOf` where it is that of the papers.
        key: the letter that leads to it, with Control, where that is none of the digits.
    """

    title: str
    load: Callable[[], type[Page]]
    kinds: tuple[type[Asked], ...] = ()
    key: str = ""


class Page(QWidget):
    """One page of the window.

    Attributes:
        title: as in the window's title.
        session: all that a page asks of the window.
        workspace: the open plan, for as long as there is this page.
    """

    title = ""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab then leads to the first thing on it
        self.session, self.workspace = session, session.workspace

    @property
    def can_edit(self) -> bool:
        """Whether the plan can be changed now; `session.why_not_editing` says why not."""
        return self.session.can_edit

    @property
    def opened(self) -> SignalInstance:
        """Sent, or connected to, it has the window go to a record, several, or (None) this page's first view."""
        return self.session.opened

    def doings(self, key: str) -> list[Doing]:
        """What can be done with the record with this key, in the order of its menu."""
        from app.ui import operations

        return operations.doings(self.session, key, self)

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        """Show what is now in the plan.

        Args:
            kinds: the kinds of record that changed; all of them when the plan as a whole did (its position,
                facts only, writing allowed or not).
        """
        raise NotImplementedError

    def reveal(self, target: Target) -> None:
        """Show one record, several, or with None the page as it first comes up."""

    def end(self) -> None:
        """Do nothing more, and wait until that is so: the page is thrown away."""

    def edits_here(self, record: Record) -> bool:
        """Let a record be changed where it is read, instead of in a dialog; whether the page does so."""
        return False

    def half_typed(self) -> str:
        """What is typed for the record that is shown and not saved, such as "an action"; empty for nothing."""
        return ""

    def find(self) -> None:
        """Put the cursor where one types to narrow the page (Ctrl+F)."""

    def new_row(self) -> bool:
        """Begin a new record in a row of its own (Ctrl+N); whether there are such rows here."""
        return False

    def can_open(self, record: Asked | Several) -> bool:
        """Whether going to this leads anywhere."""
        kind = record.kind if isinstance(record, Several) else type(record)
        return kind in self.session.openable

    def attempt(self, work: Callable[[], object], said: str = "") -> bool:
        """As `Session.attempt`."""
        return self.session.attempt(work, said)
