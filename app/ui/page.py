"""What every page of the window has.

A page is written so:

    class RisksPage(Page):
        title = "Risks"

        def __init__(self, parent: QWidget | None = None):
            super().__init__(parent)
            ...build widgets and connect them; the workspace is not known yet...

        def reload(self, kinds: frozenset[type[Record]]) -> None:
            ...take self.workspace.plan and self.workspace.ratings, and show them...

        def reveal(self, target: Target) -> None:
            ...select and open a record, narrow to several, or (None) go back to the page's first view...

It is listed in `app/ui/pages/__init__.py` with the kinds of record that it can reveal:

    def _risks() -> type[Page]:
        from .risks import RisksPage
        return RisksPage

    PLACES = (..., Place("Risks", _risks, (Risk,)))

What a page need not care for: the window makes a page when it is first shown, calls `show_for` once, and
`reload` only while the page is visible (a hidden page is reloaded when it is shown again). All going from one
thing to another, within a page too, is `self.opened.emit(record)`: the window finds the page, calls `reveal`,
and remembers the way back. To write: `self.attempt(...)`, which shows a refusal over the page, or a dialog.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.records import KINDS, Record
from app.ui.widgets.history_of import HistoryOf
from app.ui.widgets.thread_of import ThreadOf

if TYPE_CHECKING:
    from app.workspace import Workspace

ALL_KINDS: frozenset[type[Record]] = frozenset(KINDS)


@dataclass(frozen=True)
class Several:
    """Some records of a kind that belong together, such as those of one cell of the risk matrix.

    Attributes:
        keys: their keys.
        title: what they have in common, as the page that narrows to them says it ("likely, major").
    """

    kind: type[Record]
    keys: frozenset[str]
    title: str


Asked: TypeAlias = Record | ThreadOf | HistoryOf
Target: TypeAlias = Asked | Several | None


@dataclass(frozen=True)
class Place:
    """A page's line in the rail.

    Attributes:
        title: its word in the rail.
        load: imports the page and returns its class.
        kinds: the records that it can reveal; `ThreadOf` where it is the page of the golden thread, `HistoryOf` where
            it is that of the log.
    """

    title: str
    load: Callable[[], type[Page]]
    kinds: tuple[type[Asked], ...] = ()


class Page(QWidget):
    """One page of the window.

    Attributes:
        title: as in the window's title.
        workspace: the open plan; from `show_for` on.
        openable: the kinds of record that some page can reveal; anything else is shown, but is no way in.

    Signals:
        opened: the person wants to see a record, several, or (None) this page's first view.
        refused: a sentence that says why something could not be done.
        said: a short sentence that says what has been done.
        done: such a sentence, and the edit that it speaks of, which can be undone from there.
    """

    title = ""
    opened = Signal(object)
    refused = Signal(str)
    said = Signal(str)
    done = Signal(str, str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab then leads to the first thing on it
        self.workspace: Workspace
        self.openable: frozenset[type[Asked]] = frozenset()

    def show_for(self, workspace: Workspace) -> None:
        """Show this plan. Called once, before the page is first seen."""
        self.workspace = workspace
        self.reload(ALL_KINDS)

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        """Show what is now in the plan.

        Args:
            kinds: the kinds of record that changed; all of them when the plan as a whole did (its position,
                facts only, writing allowed or not).
        """
        raise NotImplementedError

    def reveal(self, target: Target) -> None:
        """Show one record, several, or with None the page as it first comes up."""

    def find(self) -> None:
        """Put the cursor where one types to narrow the page (Ctrl+F)."""

    def can_open(self, record: Asked | Several) -> bool:
        """Whether `opened` with this leads anywhere."""
        kind = record.kind if isinstance(record, Several) else type(record)
        return kind in self.openable

    def attempt(self, work: Callable[[], object], said: str = "") -> bool:
        """Do what may be refused, such as `lambda: workspace.save(risk, label="Re-own R-12")`.

        Returns:
            Whether it was done. When it was refused, the sentence stands over the page. `said` comes with a way to
            undo the edit that was made.
        """
        from app.workspace import Refusal

        before = self.workspace.undo_next
        try:
            work()
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return False
        edit = self.workspace.undo_next
        if said and edit and edit != before:
            self.done.emit(said, edit)
        elif said:
            self.said.emit(said)
        return True
