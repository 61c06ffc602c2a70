"""Whether mitigation works, in the panel of a risk: its score over time, and below it what the chart says in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.descent import descent, marked, span_of
from app.domain.mitigating import open_mitigations
from app.domain.plan import Plan
from app.domain.records import Mitigation, Risk
from app.ui import kit, look
from app.ui.page import Page
from app.ui.widgets.descent_chart import DescentChart
from app.ui.widgets.rag_badge import Tag

from .sections import PanelSection


class DescentView(QWidget):
    """The chart, the verdict, the way to the target, and what was finished.

    Attributes:
        chart: not there while no score is known over time.
        verdict, why, planned: what is said of it; `finished` lists what the numbers over the chart mean.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chart, self.tag = DescentChart(), Tag()
        self.verdict = look.label(role="strong")
        self.why, self.planned = look.label(wrap=True), look.label(wrap=True)
        self.finished = look.label(role="small", quiet=True, wrap=True)
        head = kit.row(self.verdict, self.tag, kit.STRETCH, gap=look.space(1))
        kit.column(
            head, self.why, self.planned, look.space(0.5), self.chart, self.finished, on=self, gap=look.space(0.5)
        )

    def show_record(self, risk: Risk, plan: Plan) -> None:
        """Show how a risk went."""
        found = descent(plan, risk)
        self.verdict.setText(found.verdict)
        self.why.setText(found.why)
        self.planned.setText(found.planned)
        self.tag.setVisible(marked(plan, risk))
        self.chart.show_descent(found)
        self.chart.setVisible(span_of(found) is not None)
        told = [f"{number}  {each.day}: {each.title}" for number, each in enumerate(found.finished, 1)]
        self.finished.setText("\n".join(told))
        self.finished.setVisible(bool(told) and span_of(found) is not None)


class DescentSection(PanelSection[Risk]):
    """Whether what is done about a risk brings it down.

    Attributes:
        view: what is shown.
    """

    def __init__(self, page: Page):
        super().__init__(page, "Does mitigation work?")
        self.view = DescentView()
        self.around(self.view)

    def show_record(self, record: Risk, plan: Plan) -> bool:
        self.view.show_record(record, plan)
        done = bool(plan.children(record, Mitigation, "risk")) or bool(open_mitigations(plan, record))
        return record.is_scored or done
