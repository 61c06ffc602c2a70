"""What one reads of a risk before one says how it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.figures import capital, counted
from app.domain.mitigating import control_words, mitigation_words, occurred_words, open_mitigations
from app.domain.records import RESPONSES, Category, Control, Mitigation, Risk
from app.domain.reviewing import due_words, escalation_words, reviewed_words
from app.ui import kit, look
from app.ui.record.descent import DescentView
from app.ui.record.sections import titled
from app.ui.widgets.rag_badge import StatusLine
from app.ui.widgets.score import Score, ScoreChip

if TYPE_CHECKING:
    from app.workspace import Workspace

SETS = (("Inherent", "inherent_"), ("Now", ""), ("Target", "target_"))


class RiskReading(QWidget):
    """A risk, to be read: how it is scored, what it is about, what is done about it, whether that works.

    Attributes:
        descent: its score over time.
    """

    def __init__(self, workspace: Workspace, risk: Risk):
        super().__init__()
        plan = workspace.plan
        category = plan.get(Category, risk.category)
        kicker = ", ".join(filter(None, (risk.ref, category.title if category else "")))
        status = StatusLine()
        status.show_rating(workspace.ratings.of(risk))
        chips = [_scored(word, risk, prefix, workspace) for word, prefix in SETS if _is_scored(risk, prefix)]
        self.descent = DescentView()
        self.descent.show_record(risk, plan)
        parts: list[QWidget] = [
            look.label(kicker, quiet=True), look.label(risk.title, "title", wrap=True), status,
            look.label(". ".join(filter(None, (due_words(plan, risk), self._last(risk)))) + ".", quiet=True, wrap=True),
        ]  # fmt: skip
        if chips:
            parts.append(kit.block(kit.row(*chips, kit.STRETCH, gap=look.space(3))))
        facts = [fact for fact in self._facts(workspace, risk) if fact[1]]
        if facts:
            parts.append(_grid(facts))
        if lines := self._mitigations(workspace, risk):
            parts.append(titled("Mitigations", _lines(lines)))
        if lines := [f"{each.title}: {control_words(each)}" for each in plan.children(risk, Control, "risk")]:
            parts.append(titled("Controls", _lines(lines)))
        parts.append(titled("Does mitigation work?", self.descent))
        kit.column(*parts, kit.STRETCH, on=self, gap=look.space(1.5))

    def _last(self, risk: Risk) -> str:
        said = reviewed_words(risk)
        return f"Last reviewed: {said}" if said else "Nobody says when it was reviewed last"

    def _facts(self, workspace: Workspace, risk: Risk) -> Iterator[tuple[str, str]]:
        yield "Owner", risk.owner or "No owner"
        yield "Cause", risk.cause
        yield "Event", risk.event
        yield "Consequence", risk.consequence
        if not (risk.cause or risk.event or risk.consequence):
            yield "As given", risk.description
        yield "Response", RESPONSES[risk.response] if risk.response else ""
        yield "Proximity", risk.proximity
        yield "Mitigation", risk.mitigation
        yield "Occurred", occurred_words(risk)
        yield "Escalated", escalation_words(workspace.plan, risk)

    def _mitigations(self, workspace: Workspace, risk: Risk) -> list[str]:
        plan = workspace.plan
        there = open_mitigations(plan, risk)
        found = [f"{each.title}: {mitigation_words(each, plan.position)}" for each in there]
        over = [each for each in plan.children(risk, Mitigation, "risk") if not each.is_open]
        if over:
            found.append(f"{counted(len(over), 'mitigation')} over: {', '.join(each.title for each in over)}")
        return found


def _is_scored(risk: Risk, prefix: str) -> bool:
    return prefix == "" or bool(getattr(risk, f"{prefix}likelihood"))


def _scored(word: str, risk: Risk, prefix: str, workspace: Workspace) -> QWidget:
    chip = ScoreChip()
    likelihood, impact = (getattr(risk, f"{prefix}{name}") for name in ("likelihood", "impact"))
    plan = workspace.plan
    marked = any(plan.illustrative(risk, f"{prefix}{name}") for name in ("likelihood", "impact"))
    chip.show_score(Score.of(likelihood, impact, plan.scale, illustrative=marked))
    chip.setAccessibleName(f"{word}: {chip.text()}")
    return kit.block(kit.column(look.label(word, "small", quiet=True), chip, gap=look.space(0.5)))


def _grid(facts: Sequence[tuple[str, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.space(2))
    grid.setVerticalSpacing(look.space(0.75))
    grid.setColumnStretch(1, 1)
    for number, (name, said) in enumerate(facts):
        grid.addWidget(look.label(name, quiet=True), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(look.label(capital(said), wrap=True), number, 1, Qt.AlignmentFlag.AlignTop)
    return kit.block(grid)


def _lines(lines: Sequence[str]) -> QWidget:
    return kit.block(kit.column(*(look.label(line, wrap=True) for line in lines), gap=look.space(0.5)))
