"""What the columns of a sheet say as wholes, before its cells are read one by one.

Whether "04/05" is a day in April or in May, or 0.95 a share or less than one per cent, no cell can say; its column can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.domain.fields import Day, When
from app.domain.figures import listed
from app.domain.records import rules
from app.domain.schedule import PartialDate

from ..plantext import quoted
from . import KINDS
from .dates import DAY_FIRST, MONTH_FIRST, DateOrder
from .grid import Cell, Grid, SheetColumn, SheetTable
from .questions import Asking, about
from .result import ColumnVerdict

_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-])", re.ASCII)
_FIGURE = re.compile(r"-?\d{1,6}(\.\d{1,9})?|\.\d{1,9}", re.ASCII)
_PERCENT_UNIT = re.compile(r"%|per ?cent(age)?s?|percentages?|pct", re.I)


@dataclass
class TableJudgement:
    """What the columns of one table come to.

    Attributes:
        orders: how days are written, by the number of the column; day first where nothing is said.
        shares: the columns in which per cent stands as shares of one.
        left: the columns of shares in which nobody can tell what a 1 is.
    """

    orders: dict[int, DateOrder] = field(default_factory=dict)
    shares: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)

    def order(self, column: SheetColumn) -> DateOrder:
        """How days are written in a column."""
        return self.orders.get(column.number, DAY_FIRST)


class ColumnJudge:
    """Judges the columns of a sheet.

    Attributes:
        verdicts: what is to be said of columns.
    """

    def __init__(self, grid: Grid, kind: str, asking: Asking):
        self._grid, self._kind, self._asking = grid, kind, asking
        self._rules = rules(KINDS[kind])
        self.verdicts: list[ColumnVerdict] = []

    def judge(self, tables: Sequence[SheetTable]) -> list[TableJudgement]:
        """What the columns of each table come to."""
        found = [TableJudgement() for _ in tables]
        self._dates(tables, found)
        for table, judgement in zip(tables, found, strict=True):
            self._shares(table, judgement)
        return found

    # -- dates

    def _dates(self, tables: Sequence[SheetTable], found: list[TableJudgement]) -> None:
        columns = [(n, table, column) for n, table in enumerate(tables) for column in self._dated(table)]
        seen = [_Written(self._cells(table, column)) for _, table, column in columns]
        months, days = [w for w in seen if w.month_first], [w for w in seen if w.day_first]
        if not months:
            return
        titles = listed([quoted(title) for title in dict.fromkeys(column.title for _, _, column in columns)])
        proof = months[0].month_first[0]
        if days:
            other = days[0].day_first[0]
            words = f"Under {titles} {quoted(proof)} has the month first and {quoted(other)} the day. Which is it?"
            choices = {"leave": "what can be either is left out", "day": "the day first", "month": "the month first"}
            answer = self._asking.ask("dates", words, choices, "leave")
            order = {"leave": DateOrder(either=False), "day": DAY_FIRST, "month": MONTH_FIRST}[answer]
            self.verdicts.append(ColumnVerdict(titles, "some dates have the day first and others the month", True))
        else:
            swapped = any(w.real for w in seen) and not any(w.real_days for w in seen)
            beside = " Excel took the others for days and months the wrong way round." if swapped else ""
            words = f"Under {titles} {quoted(proof)} can only have the month first.{beside} Does every date there?"
            choices = {"month": f"the month first{', those that Excel turned round too' if swapped else ''}"}
            if swapped:
                choices["text"] = "the month first in words, and what Excel holds as a date as it stands"
            answer = self._asking.ask("dates", words, choices | {"day": "the day first"}, "month")
            order = {"month": DateOrder(True, swapped), "text": MONTH_FIRST, "day": DAY_FIRST}[answer]
            if answer != "day":
                turned = "; the dates that Excel turned round are turned back" if order.swapped else ""
                said = f"read with the month first, as {quoted(proof)} proves{turned}"
                self.verdicts.append(ColumnVerdict(titles, said, order.swapped))
        for number, _table, column in columns:
            found[number].orders[column.number] = order

    def _dated(self, table: SheetTable) -> Iterator[SheetColumn]:
        """The columns of a table that hold dates."""
        for column in table.columns:
            if column.target == "was_due" or isinstance(self._rules.get(column.target), When | Day):
                yield column

    # -- shares

    def _shares(self, table: SheetTable, judgement: TableJudgement) -> None:
        for column in table.columns:
            if column.target == "percent":
                self._share_of_percent(table, column, judgement)
            elif column.target == "target" and self._kind == "indicators":
                self._share_of_target(table, column, judgement)

    def _share_of_percent(self, table: SheetTable, column: SheetColumn, judgement: TableJudgement) -> None:
        """Whether "0.5" and "1" are a half and the whole, or less than a hundredth."""
        texts = [cell.text for cell in self._cells(table, column)]
        bare = [Decimal(text) for text in texts if _FIGURE.fullmatch(text)]
        if not bare or min(bare) < 0 or max(bare) > 1 or not any(bare) or any(text.endswith("%") for text in texts):
            return
        between = any(0 < number < 1 for number in bare)
        words = f"Under {quoted(column.title)} stand only figures from 0 to 1. Is 1 the whole, or one per cent?"
        choices = {"share": "1 is 100 per cent", "percent": "1 is one per cent", "leave": "what is 1 is left out"}
        answer = self._asking.ask(about("shares", "percent"), words, choices, "share" if between else "leave")
        if answer == "share":
            judgement.shares.add(column.number)
        elif answer == "leave":
            judgement.left.add(column.number)
        said = {"share": "read as shares of one: 1 is 100 per cent", "percent": "read as per cent",
                "leave": "nothing but 0 and 1: what is 1 is left out"}[answer]  # fmt: skip
        self.verdicts.append(ColumnVerdict(column.title, said, True))

    def _share_of_target(self, table: SheetTable, column: SheetColumn, judgement: TableJudgement) -> None:
        """Whether a target of 0.95 under the unit per cent is 95 per cent."""
        unit, title = table.at("unit"), table.at("title")
        fractions: list[str] = []
        for row in table.rows:
            text = self._grid.shown(row, column.number).text
            said = self._grid.shown(row, unit.number).text if unit else ""
            named = self._grid.shown(row, title.number).text if title and not said else ""
            is_percent = bool(_PERCENT_UNIT.search(said or named))
            if is_percent and _FIGURE.fullmatch(text) and 0 < Decimal(text) <= 1:
                fractions.append(text)
        if not fractions:
            return
        words = f"Under {quoted(column.title)} stands {quoted(fractions[0])} where the unit is per cent. Is it a share?"
        choices = {"share": "0.95 is 95 per cent", "percent": "0.95 is less than one per cent",
                   "leave": "it is left out"}  # fmt: skip
        answer = self._asking.ask(about("shares", "target"), words, choices, "share")
        {"share": judgement.shares, "leave": judgement.left}.get(answer, set[int]()).add(column.number)
        said = {"share": "read as shares of one where the unit is per cent", "percent": "read as per cent",
                "leave": "what may be shares is left out"}[answer]  # fmt: skip
        self.verdicts.append(ColumnVerdict(column.title, said, True))

    def _cells(self, table: SheetTable, column: SheetColumn) -> list[Cell]:
        cells = (self._grid.at(row, column.number) for row in table.rows)
        return [cell for cell in cells if cell.text]


class _Written:
    """How the days of a column are written.

    Attributes:
        month_first, day_first: the texts that can only be read so.
        real: the days that the file keeps as such; real_days: those whose day is no month.
    """

    def __init__(self, cells: Iterable[Cell]):
        self.month_first: list[str] = []
        self.day_first: list[str] = []
        self.real: list[PartialDate] = []
        for cell in cells:
            if isinstance(cell.value, PartialDate):
                if cell.value.precision == "day":
                    self.real.append(cell.value)
                continue
            for match in _NUMBERS.finditer(cell.text):
                first, second = int(match[1]), int(match[3])
                if first <= 12 < second <= 31:
                    self.month_first.append(match[0])
                elif second <= 12 < first <= 31:
                    self.day_first.append(match[0])

    @property
    def real_days(self) -> list[PartialDate]:
        return [day for day in self.real if day.first.day > 12]
