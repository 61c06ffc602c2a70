"""Did it work? What figures did before and after an action, a decision or a visit, in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.effect import NOT_BECAUSE, FigureEffect, Occasion, effect, occasions, occasions_of
from app.domain.figures import capital, short_name
from app.domain.lazy import Lazy
from app.domain.plan import Plan
from app.domain.records import Indicator, Record
from app.ui import look
from app.ui.page import Page
from app.ui.record.sections import PanelSection
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.whole_lines import WholeLines

TITLE = "Did it work?"
DIRECTIONS = {"IMPROVEMENT": "better", "CONCERN": "worse"}
FIRST = 3


def lines(plan: Plan, found: list[Occasion], can_open: Callable[[Any], bool], *, named: bool = False) -> Lazy[ListLine]:
    """A line for each, put into words when it is looked at; headed by the other end, or where `named` by both."""

    def line(occasion: Occasion) -> ListLine:
        return line_of(effect(plan, occasion), can_open, record=True, indicator=named)

    return Lazy(found, line)


def line_of(each: FigureEffect, can_open: Callable[[Any], bool], *, record: bool, indicator: bool) -> ListLine:
    """One line: what was done, or the indicator, or both; what came after it, and what that rests on."""
    names = [each.record] * record + [each.indicator] * indicator
    opens = each.record if record else each.indicator
    title = ", ".join(short_name(name) for name in names)
    return ListLine(
        title=f"{capital(title)}: {each.verdict}", fact=each.rests_on, word=each.when, illustrative=each.illustrative,
        direction=DIRECTIONS.get(each.verdict.name, ""), target=opens if can_open(opens) else None,
    )  # fmt: skip


class DidItWork(PanelSection[Any]):
    """What came after a record in the indicators to which it is linked; of an indicator what it did after what.

    Attributes:
        lines: one for each.
    """

    def __init__(self, page: Page, title: str = TITLE):
        super().__init__(page, title)
        self.lines = WholeLines(TITLE, FIRST)
        self.lines.opened.connect(page.opened)
        self.around(look.label(NOT_BECAUSE, "small", quiet=True, wrap=True), self.lines)

    def show_record(self, record: Record, plan: Plan) -> bool:
        if isinstance(record, Indicator):
            self.lines.show_lines(lines(plan, occasions(plan, [record]), self.page.can_open))
        else:
            found = [effect(plan, each) for each in occasions_of(plan, record)]
            self.lines.show_lines([line_of(e, self.page.can_open, record=False, indicator=True) for e in found])
        return bool(self.lines.lines)
