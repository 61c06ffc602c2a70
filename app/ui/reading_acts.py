"""What is done with a reading, beside what is done with any record: a provisional figure is final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.month_end import final_label
from app.domain.records import Indicator, Reading
from app.ui.acts import act

if TYPE_CHECKING:
    from app.ui.session import Session


@act(
    "Make final", Reading, when=lambda _s, reading: reading.provisional and reading.value is not None,
    tip="The source says that it stands: it is provisional no longer",
)  # fmt: skip
def make_final(session: Session, reading: Reading, parent: QWidget | None) -> None:
    """Say that a provisional figure stands as it is."""
    make_all_final(session, [reading])


def make_all_final(session: Session, readings: Sequence[Reading]) -> None:
    """Say of several provisional figures that they stand as they are, in one edit."""
    workspace = session.workspace
    those: list[tuple[Indicator, Reading]] = []
    for reading in readings:
        indicator = workspace.plan.get(Indicator, reading.indicator)
        if indicator is not None and reading.provisional:
            those.append((indicator, replace(reading, provisional=False)))
    if those:
        label = final_label(those)
        session.attempt(lambda: workspace.save(*(each for _of, each in those), label=label), f"{label}: done.")
