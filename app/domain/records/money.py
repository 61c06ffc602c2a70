"""What the programme costs and who pays."""

from __future__ import annotations

from decimal import Decimal

from ..choices import ChoiceWords
from ..fields import Choice, Number, Text, holds
from .base import Record

NATURE = ChoiceWords({"": "Not said", "growth": "Growth", "one-off": "One-off", "capital": "Capital"})


class BudgetLine(Record):
    """A sum of money: how much, for which years, from where, for what.

    Attributes:
        amount: pounds.
    """

    TABLE, NAME, PLURAL = "budget_line", "Budget line", "Money"

    title: str = holds(Text(label="Title", required=True))
    amount: Decimal | None = holds(Number(label="Amount", low=Decimal(0), unit="£", help="In pounds."))
    years: str = holds(Text(label="Years", help="Such as 2017/18, or 2017 to 2020."))
    nature: str = holds(Choice(label="One-off or growth", options=NATURE))
    funding: str = holds(Text(label="Paid from"))
    pays_for: str = holds(Text(label="Pays for", prose=True))
    note: str = holds(Text(label="Note", prose=True))
