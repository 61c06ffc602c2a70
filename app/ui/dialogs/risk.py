"""A new risk, and why one is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.records import IMPACT, LIKELIHOOD, NOT_GIVEN, Link, Risk, Theme
from app.domain.schedule import PartialDate
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.form import Heading, numbered
from app.ui.widgets.suggested import Suggested

from .categories import NEW_CATEGORY_TIP, NO_CATEGORY, category_names, new_category
from .record_dialog import RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace


class RiskDialog(RecordDialog[Risk]):
    """A risk from the beginning: only its title is needed; the rest can be written where it stands in the register."""

    ROWS = [
        "title",
        "cause",
        "event",
        "consequence",
        ("owner", "review"),
        Heading("Score now"),
        ("likelihood", "impact"),
        Heading("Target"),
        ("target_likelihood", "target_impact"),
        Heading("Response"),
        ("response", "ref"),
        "category",
        "mitigation",
    ]
    OPTIONS = {
        "category": {"": NO_CATEGORY},
        "likelihood": numbered(LIKELIHOOD),
        "impact": numbered(IMPACT),
        "target_likelihood": numbered(LIKELIHOOD),
        "target_impact": numbered(IMPACT),
    }


def new_risk(workspace: Workspace, parent: QWidget | None = None, *, theme: Theme | None = None) -> Risk | None:
    """Ask for a new risk and save it, in the same edit linked to the `theme` that it threatens."""
    draft = workspace.draft(Risk, title="", raised=PartialDate.of(workspace.plan.position))
    links = [workspace.draft(Link, item=draft.id, serves=theme.id)] if theme else []
    options = {"category": category_names(workspace.plan)}
    dialog = RiskDialog(
        draft, "New risk", lambda risk: workspace.save(risk, *links, label=f"Add {called(risk)}"), parent, options
    )
    field = dialog.form.fields["category"]
    assert isinstance(field, ChoiceField)

    def make() -> None:
        if made := new_category(workspace, dialog):
            field.offer(category_names(workspace.plan), made.id)

    dialog.form.beside("category", "New…", NEW_CATEGORY_TIP).clicked.connect(make)
    dialog.exec()
    return dialog.saved


def called(risk: Risk) -> str:
    """How an edit names a risk: by its reference, or by the beginning of its title."""
    if risk.ref or not risk.title:
        return risk.ref or "risk"
    return risk.title if len(risk.title) <= 40 else f"{risk.title[:40].rstrip()}…"


class CloseRiskDialog(RecordDialog[Risk]):
    """The reason, and the day from which it no longer counts. Who knows neither leaves them empty."""

    ROWS = ["closed_why", "closed"]
    OPTIONS = {"closed_why": Suggested(("It can no longer happen", "It occurred", "It is tolerated", NOT_GIVEN))}
    WIDTH = 520

    def __init__(
        self,
        record: Risk,
        title: str,
        save: Callable[[Risk], object],
        parent: QWidget | None = None,
        options: Mapping[str, Mapping[Any, str]] | None = None,
    ):
        super().__init__(record, title, save, parent, options)
        self.save_button.setText("Close risk")
