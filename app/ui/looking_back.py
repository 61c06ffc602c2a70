"""What of the plan is shown: as it was at a moment, compared with which meeting, the report's facts only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import settings
from app.ui.widgets.banner import Banner

from .commands import Feature, Shell, command, is_open
from .session import Session

if TYPE_CHECKING:
    from app.workspace import Workspace

MOST = 50
"""Of so many plans it is remembered what they are compared with."""


def _looks_back(by: LookingBack) -> bool:
    return by.session.is_open and by.session.workspace.past is not None


class LookingBack(Feature):
    """Choosing the moment, saying above everything that it is one, and coming back.

    Attributes:
        banner: says which moment that is while it is not now, with the way back.
    """

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self.banner = Banner()
        shell.add_banner(self.banner)
        session.held.connect(self._begin)
        session.changed.connect(self._show_state)

    @command("As at…", "Ctrl+T", menu="View", group=3)
    def ask(self) -> None:
        """Let the person choose a moment."""
        from app.ui.dialogs.as_at import AsAtDialog

        AsAtDialog.ask(self.session.workspace, self.session.over)

    @command("Back to now", menu="View", group=3, when=_looks_back)
    def back_to_now(self) -> None:
        """Show the plan as it is now."""
        self.session.attempt(lambda: self.session.workspace.look_back(None))

    @command("Compare meetings…", menu="View", group=3)
    def compare(self) -> None:
        """Let the person compare two meetings."""
        from app.ui.dialogs.compare import CompareDialog

        target = CompareDialog.ask(self.session.workspace, self.session.over)
        if target is not None:
            self.session.open(target)

    @command(
        "Report's facts only", menu="View", group=4,
        ticked=lambda by: is_open(by) and by.session.workspace.facts_only,
    )  # fmt: skip
    def show_facts_only(self) -> None:
        """Leave out what is illustrative, or show it again."""
        workspace = self.session.workspace
        workspace.facts_only = not workspace.facts_only

    def title(self) -> str:
        """The moment that is shown."""
        past = self.session.workspace.past if self.session.is_open else None
        return f"as it was at {past.title}" if past else ""

    def escape(self) -> bool:
        """Back to now."""
        if not self.banner.isVisible():
            return False
        self.back_to_now()
        return True

    def _begin(self, workspace: Workspace | None) -> None:
        if workspace is not None:
            workspace.compare_with = remembered(workspace)

    def _show_state(self) -> None:
        past = self.session.workspace.past if self.session.is_open else None
        if past is None:
            self.banner.hide()
            return
        said = f"As it was at {past.title}. Read only."
        if self.banner.message.text() != said or self.banner.isHidden():
            self.banner.show_past(said, ("Back to now", self.back_to_now))


def remembered(workspace: Workspace) -> str:
    """What a person looks at this plan by, as they chose it last: as `Reader.compare_with`."""
    kept = str(settings.get(settings.COMPARED).get(str(workspace.path.resolve()), ""))
    return "" if kept == workspace.plan.programme.body else kept


def compare_with(workspace: Workspace, key: str) -> None:
    """Look by the last closed meeting of a body, by one meeting, by any body's, or (empty) the plan's; remembered."""
    others = {path: k for path, k in settings.get(settings.COMPARED).items() if path != str(workspace.path.resolve())}
    kept = dict([*others.items()][-MOST + 1 :])
    settings.put(settings.COMPARED, kept | ({str(workspace.path.resolve()): key} if key else {}))
    workspace.compare_with = key
