"""Which sums of money add up: only those for the same years and of the same nature, about which nobody disagrees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from .disputes import disputes
from .figures import counted, figure, listed
from .frozen import Frozen
from .plan import Plan
from .records import NATURE, BudgetLine

_MARKS = (("amount", "the sum"), ("years", "the years"), ("nature", "whether it is one-off or growth"))
"""What must be known of a line, and settled, before it is added to another."""


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
    for found in list(alike.values()):
        if len(found) == 1:
            why["is the only one of its years and nature"] += 1
    totals = [_total(plan, found) for found in alike.values() if len(found) > 1]
    totals.sort(key=lambda total: -total.amount)
    return Sums(totals=tuple(totals), left_out=_sentence(why, bool(totals)))


def _not_added(line: BudgetLine, unsettled: Iterable[tuple[str, str]]) -> str:
    """Why a line can be added to no other; empty when it can."""
    for field, what in _MARKS:
        if (line.id, field) in unsettled:
            return f"has sources that disagree about {what}"
    if line.amount is None:
        return "names no sum"
    if not line.years.strip():
        return "does not say for which years"
    return "" if line.nature else "does not say whether it is one-off or growth"


def _total(plan: Plan, lines: list[BudgetLine]) -> Total:
    marked = any(plan.illustrative(line, field) for line in lines for field, _ in _MARKS)
    return Total(
        amount=sum((line.amount or Decimal(0) for line in lines), Decimal(0)),
        years=lines[0].years.strip(),
        nature=NATURE[lines[0].nature],
        lines=tuple(lines),
        illustrative=marked,
    )


def _sentence(why: Counter[str], some: bool) -> str:
    if not why:
        return ""
    said = listed([f"{count:,} {reason if count == 1 else _several(reason)}" for reason, count in why.items()])
    begin = (
        "Not added" if some else "No total: only sums for the same years and of the same nature add up. Of the lines"
    )
    return f"{begin}: {said}." if some else f"{begin}, {said}."


def _several(reason: str) -> str:
    verb, rest = reason.split(" ", 1)
    plural = {"has": "have", "names": "name", "does": "do", "is": "are"}[verb]
    return f"{plural} {rest}".replace("the only one of its", "the only ones of their")


def _plain(years: str) -> str:
    return " ".join(years.casefold().replace("–", "-").split())
