"""A new risk, and why one is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.records import IMPACT, LIKELIHOOD, Risk
from app.ui.widgets.form import Heading, numbered

from .record_dialog import RecordDialog


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
        "mitigation",
    ]
    OPTIONS = {
        "likelihood": numbered(LIKELIHOOD),
        "impact": numbered(IMPACT),
        "target_likelihood": numbered(LIKELIHOOD),
        "target_impact": numbered(IMPACT),
    }


class CloseRiskDialog(RecordDialog[Risk]):
    """The reason, and the day from which it no longer counts."""

    ROWS = ["closed_why", "closed"]
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
