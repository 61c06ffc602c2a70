"""What belongs to a risk, in its panel: what is done about it, what holds it down, how it was scored over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from app.domain.figures import capital, counted
from app.domain.mitigating import control_words, mitigation_words, overdue, unsplit
from app.domain.plan import Plan
from app.domain.records import SCORED, Action, Control, Link, Mitigation, Record, Risk, Scoring
from app.domain.risk import scoring_words
from app.ui import kit, operations
from app.ui.dialogs.closing import close_risk
from app.ui.dialogs.write import edit_record, new_record
from app.ui.page import Page
from app.ui.record.parts import PartsSection
from app.ui.record.sections import PanelSection
from app.ui.widgets.card import ListRow
from app.ui.widgets.linking import short


class Mitigations(PartsSection[Risk, Mitigation]):
    """What is done about a risk: what is open first, the soonest due."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Mitigations", Mitigation, "risk", line=_mitigation, nothing="None is entered.",
            order=lambda each: (not each.is_open, each.due.last if each.due else date.max, each.title),
        )  # fmt: skip
        self.split = kit.button("", self._split, "link", operations.split_mitigation.tip)
        self.header.row.insertWidget(self.header.row.indexOf(self.add_button), self.split)

    def show_record(self, record: Risk, plan: Plan) -> bool:
        lines = unsplit(plan, record) if self.page.can_edit and not record.is_closed else []
        self.split.setText(f"Make {counted(len(lines), 'mitigation')} of its text…")
        self.split.setVisible(bool(lines))
        return super().show_record(record, plan)

    def _split(self) -> None:
        if self._of is not None:
            operations.start(operations.split_mitigation, self.page.session, self._of, self.page)


class IssueActions(PartsSection[Risk, Action]):
    """The actions on a risk that occurred: what is open first; each is opened where actions are."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Actions on what occurred", Action, "", line=_action, nothing="None is linked.",
            order=lambda each: (not each.is_open, each.due.last if each.due else date.max, each.name),
        )  # fmt: skip
        self.add_button.setAccessibleName("Add an action on what occurred")

    def parts(self, record: Risk, plan: Plan) -> Sequence[Action]:
        return sorted(plan.serving(record, Action), key=self._order)  # type: ignore[arg-type]

    def show_record(self, record: Risk, plan: Plan) -> bool:
        return super().show_record(record, plan) and record.has_occurred

    def edit(self, part: Record) -> None:
        self.page.opened.emit(part)

    def _add(self) -> None:
        workspace, risk = self.page.workspace, self._of
        if risk is not None:
            new_record(
                workspace, Action, self, title=f"New action on {short(risk)}",
                also=lambda made: [workspace.draft(Link, item=made.id, serves=risk.id)],
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


class Twins(PanelSection[Risk]):
    """That a risk is likely there twice, with the one that is like it.

    Attributes:
        like: opens the other; `same` closes this one, as it is the same.
    """

    def __init__(self, page: Page, twins: Callable[[], Mapping[str, str]]):
        super().__init__(page, "Likely there twice")
        self._twins, self._risk, self._other = twins, Risk(id="", title=""), Risk(id="", title="")
        self.like, self.same = kit.button("", self._open, "link"), kit.button("", self._close)
        self.around(kit.block(kit.row(self.like, kit.STRETCH)), kit.block(kit.row(self.same, kit.STRETCH)))

    def show_record(self, record: Risk, plan: Plan) -> bool:
        other = plan.get(Risk, self._twins().get(record.id, ""))
        if other is None:
            return False
        self._risk, self._other = record, other
        self.like.setText(f"Its title is much like that of {other.name}".replace("&", "&&"))
        self.same.setText(f"Close it: it is the same as {short(other)}…".replace("&", "&&"))
        self.same.setVisible(self.page.can_edit)
        return True

    def _open(self) -> None:
        self.page.opened.emit(self._other)

    def _close(self) -> None:
        close_risk(self.page.workspace, self._risk, self, f"The same as {short(self._other)}")


def _mitigation(plan: Plan, mitigation: Mitigation) -> ListRow:
    late = "amber" if overdue(mitigation, plan.position) else ""
    said = capital(mitigation_words(mitigation, plan.position))
    return ListRow(mitigation.title, detail=said, status="complete" if mitigation.done else late)


def _action(plan: Plan, action: Action) -> ListRow:
    late = "amber" if overdue(action, plan.position) else ""
    said = capital(mitigation_words(action, plan.position))
    return ListRow(action.name, detail=said, status="complete" if action.done else late)


def _control(_plan: Plan, control: Control) -> ListRow:
    return ListRow(control.title, detail=control_words(control))


def _scoring(plan: Plan, each: Scoring) -> ListRow:
    why = each.reason or "Press to say why"
    return ListRow(f"{SCORED[each.of]} {scoring_words(plan, each)}", detail=f"{each.day}. {why}")


def _latest_first(each: Scoring) -> tuple[int, str]:
    return (-each.day.last.toordinal() if each.day else 0, each.of)
