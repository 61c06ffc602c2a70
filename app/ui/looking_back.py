"""Looking back from the window: choosing the moment, saying above everything that it is one, and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.workspace import Workspace


class LookingBack:
    """What the window knows of the moment that it shows.

    Attributes:
        banner: says which moment that is while it is not now, with the way back.
    """

    def __init__(self, window: MainWindow):
        self._window = window
        self.banner = Banner()

    def ask(self) -> None:
        """Let the person choose a moment."""
        from app.ui.dialogs.as_at import AsAtDialog

        if self._window.workspace is not None:
            AsAtDialog.ask(self._window.workspace, self._window)

    def compare(self) -> None:
        """Let the person compare two meetings."""
        from app.ui.dialogs.compare import CompareDialog

        if self._window.workspace is not None:
            target = CompareDialog.ask(self._window.workspace, self._window)
            if target is not None:
                self._window.open_target(target)

    def back_to_now(self) -> None:
        """Show the plan as it is now."""
        if self._window.workspace is not None:
            self._window.attempt(lambda: self._window.workspace and self._window.workspace.look_back(None))

    def show_state(self, workspace: Workspace | None) -> None:
        """Say which moment is shown, or nothing where it is now."""
        past = workspace.past if workspace else None
        if past is None:
            self.banner.hide()
            return
        said = f"As it was at {past.title}. Read only."
        if self.banner.message.text() != said or self.banner.isHidden():
            self.banner.show_past(said, ("Back to now", self.back_to_now))
