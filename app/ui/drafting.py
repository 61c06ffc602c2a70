"""What was typed and not saved is kept, and offered when the plan is opened again: never put anywhere by itself.

Once the window has been painted, what is typed is looked at every other second and written beside the backups
(`app/drafts.py`). Whoever reads, presents or looks back keeps nothing; nor does the demo, which is made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.domain.records import KINDS, Record
from app.ui.widgets.banner import Banner

from .commands import Feature, Shell, can_edit, command
from .session import Session

if TYPE_CHECKING:
    from app.drafts import Draft, Drafts
    from app.workspace import Workspace

    from .typed import Typing

LOOK = 2000  # milliseconds between two looks at what is typed
AFTERWARDS = 100  # milliseconds after the window has been painted


class Drafting(Feature):
    """Keeps what is typed.

    Attributes:
        kept: what was typed before and is still to be put back or thrown away, the oldest first.
        banner: offers it.
    """

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self.kept: list[Draft] = []
        self.banner = Banner()
        shell.add_banner(self.banner)
        self._typing: Typing | None = None
        self._store: Drafts | None = None
        self._now: list[Draft] = []
        self._aside: list[Draft] = []
        self._written: list[Draft] = []
        self._thrown: set[tuple[tuple[str, str, str], str]] = set()
        self._timer, self._first = QTimer(session, interval=LOOK), QTimer(session, interval=AFTERWARDS, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._first.timeout.connect(self._begin)
        session.held.connect(self._held)

    @command("What was typed and not saved…", menu="Edit", group=2, when=lambda by: can_edit(by) and bool(by.kept))
    def show(self) -> None:
        """Let the person put back or throw away what was typed before."""
        from app.ui.unsaved import UnsavedDialog

        self.banner.hide()
        UnsavedDialog(self.session.workspace, self, self.session.over).exec()

    def may_leave(self) -> bool:
        """Whether the plan may be let go: what can be saved is saved, and what cannot asks."""
        self.save()
        if not self._now:
            return True
        from app.ui import messages
        from app.ui.unsaved import typed_words

        keep, discard = "Keep it for the next time", "Discard it"
        chosen = messages.choose(
            self.session.over, "What you typed is not saved.",
            "\n".join(typed_words(self.session.workspace, draft) for draft in self._now), (keep, discard), "Go back",
        )  # fmt: skip
        if not chosen:
            return False
        if chosen == discard:
            self._thrown = {(draft.address, draft.typed) for draft in self._now}
            self.look()
        return True

    def save(self) -> None:
        """Save what is typed where it can be, as when one leaves a field, and keep the rest; the program may end."""
        if (at := QApplication.focusWidget()) is not None and self._typing is not None:
            at.clearFocus()
        self.look()

    def end(self) -> None:
        """The program ends now: save what can be, keep the rest, and ask nothing."""
        self.save()
        self.stop()

    def stop(self) -> None:
        """Keep what is kept, and look no more: what is on the screen goes."""
        self._timer.stop()
        self._first.stop()
        if self._typing is not None:
            self._typing.stop()
            self._typing = None

    def look(self) -> None:
        """Write what is typed now, if it is another than before."""
        if self._typing is None or not self.session.is_open:
            return
        if self._only_reads:
            self._aside, self._now = self._aside or [draft for draft in self._now if not draft.place], []
        else:
            self._now = [d for d in self._typing.drafts() if (d.address, d.typed) not in self._thrown]
            self._take_back()
        self._write()

    def settled(self, *drafts: Draft) -> None:
        """These were put back and saved, or thrown away."""
        self.kept = [draft for draft in self.kept if draft not in drafts]
        self.banner.hide()
        self._write()
        self.session.changed.emit()

    # -- inside

    @property
    def _only_reads(self) -> bool:
        workspace = self.session.workspace
        return bool(workspace.past or not workspace.writable or self.session.reading)

    def _held(self, workspace: Workspace | None) -> None:
        self.stop()
        self.kept, self._now, self._aside, self._written, self._store = [], [], [], [], None
        self._thrown = set()
        self.banner.hide()
        if workspace is not None and not self.session.is_demo:
            QTimer.singleShot(0, self.session, self._first.start)  # the loop's first go paints the window

    def _begin(self) -> None:
        """The window has been painted: what this takes is loaded now."""
        from app.drafts import sweep

        from .typed import Typing, is_saved

        if not self.session.is_open or self.session.is_demo or self._typing is not None:
            return
        workspace = self.session.workspace
        self._store = workspace.drafts
        sweep(self._store.path.parent)
        if not workspace.writable:
            self._first.start(LOOK)  # until one can edit
            return
        self._written = self._store.read()
        self.kept = [draft for draft in self._written if not is_saved(workspace, draft)]
        self._typing = Typing(workspace)
        workspace.listen(self._changed)
        self._timer.start()
        self._write()
        self._offer()

    def _changed(self, kinds: frozenset[type[Record]]) -> None:
        """What is saved now is no draft any more, nor what was erased."""
        if len(kinds) == len(KINDS) and self._store is not None:
            held = {(draft.address, draft.typed) for draft in self._store.read()}
            self._thrown |= {(d.address, d.typed) for d in self._written} - held
            self.kept = [draft for draft in self.kept if (draft.address, draft.typed) in held]
            self._aside = [draft for draft in self._aside if (draft.address, draft.typed) in held]
            self._written = self._store.read()
            self.banner.setVisible(self.banner.isVisible() and bool(self.kept))
        QTimer.singleShot(0, self.session, self.look)

    def _take_back(self) -> None:
        """What stood on a page that was thrown away while one presented is offered, unless it stands there again."""
        from .typed import is_saved

        there, aside = {draft.address for draft in self._now}, self._aside
        self._aside = []
        if found := [d for d in aside if d.address not in there and not is_saved(self.session.workspace, d)]:
            self.kept += found
            self._offer()

    def _write(self) -> None:
        typed = {(draft.address, draft.typed) for draft in self._now}
        wanted = [d for d in (*self.kept, *self._aside) if (d.address, d.typed) not in typed] + self._now
        if self._store is not None and wanted != self._written:
            self._store.write(wanted)
            self._written = wanted

    def _offer(self) -> None:
        if not self.kept:
            return
        from app.ui.unsaved import offer_words, put_back

        later = ("Keep for later", self.banner.hide)
        said = offer_words(self.session.workspace, self.kept)
        if len(self.kept) == 1:
            draft = self.kept[0]
            back = ("Put back…", lambda: put_back(self.session, self, draft))
            self.banner.show_note(said, back, later, ("Discard", lambda: self.settled(draft)))
        else:
            self.banner.show_note(said, ("Look at them…", self.show), later)
        self.session.changed.emit()
