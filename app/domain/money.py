"""Which sums of money add up: only those for the same years and of the same nature, about which nobody disagrees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Set
from decimal import Decimal

from .disputes import disputes
from .figures import counted, figure, listed
from .frozen import Frozen
from .plan import Plan
from .records import NATURE, BudgetLine

_MARKS = ("amount", "years", "nature")
"""What must be known of a line, and settled, before it is added to another."""

_WHY = {
    "apart": ("sources disagree about 1", "sources disagree about {}"),
    "amount": ("1 names no sum", "{} name no sum"),
    "years": ("1 gives no years", "{} give no years"),
    "nature": ("1 does not say whether it is one-off or growth", "{} do not say whether they are one-off or growth"),
    "alone": ("1 is the only one of its years and nature", "{} are the only ones of their years and nature"),
}
"""Why lines are in no total, of one and of several."""


class Total(Frozen):
    """Lines that add up.

    Attributes:
        amount: pounds.
        years, nature: what they have in common, as people read it.
        illustrative: a value that it rests on has no source.
    """

    amount: Decimal
    years: str
    nature: str
    lines: tuple[BudgetLine, ...]
    illustrative: bool = False

    @property
    def sentence(self) -> str:
        """Such as "Growth, 2017/18: £9,700,000 (2 lines)"."""
        return f"{self.nature}, {self.years}: {figure(self.amount, '£')} ({counted(len(self.lines), 'line')})"


class Sums(Frozen):
    """What the budget lines of a plan come to.

    Attributes:
        totals: of two lines or more each, the largest first.
        left_out: why other lines are in no total, in a sentence; empty when none is left out.
    """

    totals: tuple[Total, ...]
    left_out: str


def sums(plan: Plan) -> Sums:
    """The totals that a plan's budget lines honestly allow, and why there are no more."""
    lines = plan.all(BudgetLine)
    if len(lines) < 2:
        return Sums(totals=(), left_out="")
    unsettled = {(dispute.record.id, dispute.field) for dispute in disputes(plan)}
    alike: dict[tuple[str, str], list[BudgetLine]] = defaultdict(list)
    why: Counter[str] = Counter()
    for line in lines:
        if reason := _not_added(line, unsettled):
            why[reason] += 1
        else:
            alike[_plain(line.years), line.nature].append(line)
    why["alone"] = sum(len(found) == 1 for found in alike.values())
    totals = [_total(plan, found) for found in alike.values() if len(found) > 1]
    totals.sort(key=lambda total: -total.amount)
    return Sums(totals=tuple(totals), left_out=_sentence(why, some=bool(totals)))


def _not_added(line: BudgetLine, unsettled: Set[tuple[str, str]]) -> str:
    """Why a line can be added to no other, as `_WHY` names it; empty when it can."""
    if any((line.id, field) in unsettled for field in _MARKS):
        return "apart"
    if line.amount is None:
        return "amount"
    return "years" if not line.years.strip() else "" if line.nature else "nature"


def _total(plan: Plan, lines: list[BudgetLine]) -> Total:
    marked = any(plan.illustrative(line, field) for line in lines for field in _MARKS)
    return Total(
        amount=sum((line.amount or Decimal(0) for line in lines), Decimal(0)),
        years=lines[0].years.strip(),
        nature=NATURE[lines[0].nature],
        lines=tuple(lines),
        illustrative=marked,
    )


def _sentence(why: Counter[str], *, some: bool) -> str:
    said = [
        (one if why[name] == 1 else several.format(why[name])) for name, (one, several) in _WHY.items() if why[name]
    ]
    if not said:
        return ""
    begin = "Not in a total:" if some else "No total, as only sums of the same years and nature add up:"
    return f"{begin} {listed(said)}."


def _plain(years: str) -> str:
    return " ".join(years.casefold().replace("–", "-").split())
