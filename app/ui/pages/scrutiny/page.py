"""The page: five views behind tabs, each a table and the chosen record."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import Finding, PartnerReport, Recommendation, Record, Visit
from app.domain.schedule import days
from app.ui import look
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.tabs import Tabs

from .audits import AuditsView
from .letters import LettersView
from .partners import PartnersView
from .recommendations import RecommendationsView
from .rows import is_unanswered
from .view import View
from .visits import VisitsView


class ScrutinyPage(Page):
    """What comes from inspectors, partners and the service's own checks.

    Attributes:
        tabs: the views by name.
        recommendations, visits, letters, partners, audits: the views.
    """

    title = "Scrutiny"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header, self.tabs = PageHeader(self.title), Tabs()
        self.recommendations, self.visits = RecommendationsView(self), VisitsView(self)
        self.letters, self.partners, self.audits = LettersView(self), PartnersView(self), AuditsView(self)
        self.views: dict[str, View[Any]] = {
            "&Recommendations": self.recommendations,
            "Monitoring &visits": self.visits,
            "&Letters and evidence": self.letters,
            "Improvement &partners": self.partners,
            "&Audits and practice weeks": self.audits,
        }
        self._assemble()

    @property
    def view(self) -> View[Any]:
        """The view that is seen."""
        return list(self.views.values())[self.tabs.words.currentIndex()]

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        self.header.tell(self.title, _summary(self.workspace.plan))
        self.tabs.refresh()

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            view = self._view_of(target.kind)
            if view is not None:
                self._show(view)
                view.open_several(target)
            return
        if not isinstance(target, Record):
            self.view.show_all()
            return
        whole = self._whole(target)
        view = self._view_of(type(whole)) if whole else None
        if whole is None or view is None:
            return
        self._show(view)
        view.open(whole)
        if whole.id != target.id:
            view.detail.choose(target)

    def find(self) -> None:
        self.view.bar.line.setFocus()
        self.view.bar.line.selectAll()

    # -- inside

    def _whole(self, record: Record) -> Record | None:
        """What is shown as a row: of a finding its visit or audit, of a report its partner."""
        match record:
            case Finding():
                return self.workspace.find(record.of)
            case PartnerReport():
                return self.workspace.find(record.partner)
            case _:
                return record

    def _view_of(self, kind: type[Record]) -> View[Any] | None:
        return next((view for view in self.views.values() if view.KIND is kind), None)

    def _show(self, view: View[Any]) -> None:
        self.tabs.words.setCurrentIndex(list(self.views.values()).index(view))

    def _place_button(self) -> None:
        for view in self.views.values():
            view.new_button.setVisible(view is self.view)

    def _assemble(self) -> None:
        for word, view in self.views.items():
            self.tabs.add(word, view, view.refresh)
            self.tabs.corner.addWidget(view.new_button)
        self.tabs.words.currentChanged.connect(self._place_button)
        self._place_button()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        whole.setSpacing(look.space(1))
        whole.addWidget(self.header)
        whole.addWidget(self.tabs, 1)


def _summary(plan: Plan) -> str:
    """Such as "15 recommendations, 2 met. 4 findings unanswered. Next visit in 90 days."."""
    recommendations = plan.all(Recommendation)
    met = sum(1 for each in recommendations if each.met)
    parts = (
        [counted(len(recommendations), "recommendation") + (f", {met} met" if met else "")] if recommendations else []
    )
    missing = sum(is_unanswered(plan, finding) for finding in plan.all(Finding))
    if missing:
        parts.append(f"{counted(missing, 'finding')} that nobody answers")
    ahead = [visit.starts.first for visit in plan.all(Visit) if visit.starts and not visit.happened]
    left = min(((day - plan.position).days for day in ahead if day >= plan.position), default=None)
    if left is not None:
        parts.append(f"next visit in {days(left)}" if left else "next visit today")
    return " · ".join(parts)
