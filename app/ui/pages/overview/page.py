"""The overview page: the dashboard, and the views of what opens from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.clashes import Clash
from app.domain.disputes import Dispute
from app.domain.records import (
    Component,
    Confidence,
    Indicator,
    Override,
    Programme,
    Reading,
    Record,
    Stage,
    StageAim,
    Theme,
    Thresholds,
)
from app.ui import kit
from app.ui.page import Page, Several, Target
from app.ui.session import Session

from .dashboard import Dashboard

if TYPE_CHECKING:
    from .programme_view import ProgrammeView
    from .theme_view import ThemeView

OF_PROGRAMME = (Programme, Stage, StageAim, Component, Thresholds)
"""The kinds of record that are shown with the programme."""


class OverviewPage(Page):
    """The overview.

    Attributes:
        dashboard: what is seen first.
        views: the dashboard, and each view from when it was first needed on.
    """

    title = "Overview"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.dashboard = Dashboard(session, self.can_open)
        self.views = QStackedWidget()
        self.views.addWidget(self.dashboard)
        self._stale = False
        self._theme: ThemeView | None = None
        self._programme: ProgrammeView | None = None
        kit.column(self.views, on=self)
        self.dashboard.opened.connect(self._open)
        self.dashboard.wanted.connect(self._add)
        self.dashboard.new_theme.clicked.connect(self._add_theme)

    @property
    def theme_view(self) -> ThemeView:
        """Where a theme is shown."""
        if self._theme is None:
            from .theme_view import ThemeView

            self._theme = ThemeView(self)
            self.views.addWidget(self._theme)
        return self._theme

    @property
    def programme_view(self) -> ProgrammeView:
        """Where the programme is shown."""
        if self._programme is None:
            from .programme_view import ProgrammeView

            self._programme = ProgrammeView(self)
            self.views.addWidget(self._programme)
        return self._programme

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        shown = self.views.currentWidget()
        self._stale = shown is not self.dashboard  # it is shown anew when it is seen again
        if not self._stale:
            self.dashboard.show_workspace(self.workspace)
        if shown is self._programme and self._programme is not None:
            self._programme.show_record(self.workspace.plan.programme)
        elif shown is self._theme and self._theme is not None:
            self._again(self._theme.record, Theme)

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            target = next((r for r in self.workspace.all(target.kind) if r.id in target.keys), None)
        found = self._meant(target if isinstance(target, Record) else None)
        if isinstance(target, Override | Confidence) and found is not None and not isinstance(found, Theme | Programme):
            self.opened.emit(found)  # what it judges is seen elsewhere
        elif isinstance(found, Theme):
            self.theme_view.show_record(found)
            self.views.setCurrentWidget(self.theme_view)
        elif isinstance(found, OF_PROGRAMME):
            self.programme_view.show_record(self.workspace.plan.programme)
            self.views.setCurrentWidget(self.programme_view)
            self.programme_view.reveal(found)
        else:
            if self._stale:
                self._stale = False
                self.dashboard.show_workspace(self.workspace)
            self.views.setCurrentWidget(self.dashboard)

    def _meant(self, target: Record | None) -> Record | None:
        """The record that is shown for `target`, as it is now; None when it is gone."""
        if target is None:
            return None
        if isinstance(target, Programme):
            return self.workspace.plan.programme  # also of a plan that has none yet
        found = self.workspace.find(target.id)
        if isinstance(found, Override | Confidence):
            return self.workspace.find(found.record)
        return found

    def _open(self, target: object) -> None:
        """Go to a record; where sources or copies disagree, settle it here and now."""
        if isinstance(target, Dispute | Clash):
            from app.ui.dialogs.settle import settle

            settle(self.workspace, target, self)
        else:
            self.opened.emit(target)

    def _again(self, record: Record | None, kind: type[Record]) -> None:
        """Show a record as it is now; one that is gone leaves the overview."""
        found = self.workspace.find(record.id) if record else None
        self.reveal(found if isinstance(found, kind) else None)

    def _add(self, kind: type[Record]) -> None:
        """A step of the guide: the goal, the first theme, action or meeting; an only theme takes what comes after it.

        For the first figures there must be something that is measured: it is added, and then shown to be filled.
        """
        from app.ui.dialogs.write import edit_only, new_record

        if kind is Programme:
            edit_only(self.workspace, Programme, self)
            return
        themes, measured = self.workspace.all(Theme), self.workspace.plan.wholes
        figures = kind is Reading
        made = measured[0] if figures and measured else None
        if made is None:
            theme = themes[0] if len(themes) == 1 else None
            made = new_record(self.workspace, Indicator if figures else kind, self, theme=theme)
        if figures and made is not None:
            self.opened.emit(made)

    def _add_theme(self) -> None:
        """Another theme, which is shown then."""
        from app.ui.dialogs.write import new_record

        if (made := new_record(self.workspace, Theme, self)) is not None:
            self.opened.emit(made)
