"""What belongs to a risk, in its panel: what is done about it, what holds it down, how it was scored over time."""

from __future__ import annotations

from datetime import date

from app.domain.figures import capital
from app.domain.mitigating import overdue, standing
from app.domain.plan import Plan
from app.domain.records import EFFECTIVENESS, IMPACT, LIKELIHOOD, SCORED, Control, Mitigation, Record, Risk, Scoring
from app.ui.dialogs.write import edit_record
from app.ui.page import Page
from app.ui.record.parts import PartsSection
from app.ui.widgets.card import ListRow


class Mitigations(PartsSection[Risk, Mitigation]):
    """What is done about a risk: what is open first, the soonest due."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Mitigations", Mitigation, "risk", line=_mitigation, nothing="None is entered.",
            order=lambda each: (not each.is_open, each.due.last if each.due else date.max, each.title),
        )  # fmt: skip


class Controls(PartsSection[Risk, Control]):
    """What already holds a risk down."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Controls", Control, "risk", order=lambda each: each.title, line=_control, nothing="None is entered."
        )


class Scores(PartsSection[Risk, Scoring]):
    """How a risk was scored over time, the latest first; pressed, one says why."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Scores over time", Scoring, "risk", order=_latest_first, line=_scoring,
            nothing="A score that is changed is kept here, with its day and why.",
        )  # fmt: skip

    def edit(self, part: Record) -> None:
        edit_record(self.page.workspace, part, self, title="Why it was scored so", rows=("reason",), width=520)


def _mitigation(plan: Plan, mitigation: Mitigation) -> ListRow:
    late = "amber" if overdue(mitigation, plan.position) else ""
    status = "complete" if mitigation.done else late
    said = ", ".join((mitigation.owner or "no owner", standing(mitigation, plan.position)))
    return ListRow(mitigation.title, detail=capital(said), status=status)


def _control(_plan: Plan, control: Control) -> ListRow:
    assured = f"assured by {control.assured_by}" if control.assured_by else "nobody is said to assure it"
    when = f" on {control.assured}" if control.assured and control.assured_by else ""
    effective = EFFECTIVENESS[control.effectiveness] if control.effectiveness else "Effectiveness not said"
    return ListRow(control.title, detail=f"{effective}, {assured}{when}")


def _scoring(_plan: Plan, each: Scoring) -> ListRow:
    words = ""
    if each.likelihood in LIKELIHOOD and each.impact in IMPACT:
        words = f": {LIKELIHOOD[each.likelihood].lower()} x {IMPACT[each.impact].lower()}"
    why = each.reason or "Press to say why"
    return ListRow(f"{SCORED[each.of]} {each.score or 'not known'}{words}", detail=f"{each.day}. {why}")


def _latest_first(each: Scoring) -> tuple[int, str]:
    return (-each.day.last.toordinal() if each.day else 0, each.of)
