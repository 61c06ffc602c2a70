"""How an indicator of a sheet is measured: its unit, how often, which way is better; and shares of one for per cent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from app.domain.records import UNITS, Indicator

from ..importing.marks import FigureCell, read_figure
from ..importing.questions import Asking, about
from ..importing.units import cadence_called, money_in, unit_called
from ..importing.values import polarity
from ..plantext import quoted
from .points import SeriesSaid
from .words import BETTER, CADENCE, LEAVE, UNIT

SHARE, PERCENT = "share", "percent"
_BETTER_OF = {"grow": "higher", "growth": "higher", "reduce": "lower", "reduction": "lower"}


class FigureUnit(NamedTuple):
    """In what an indicator of a sheet is measured, by how much its figures are multiplied, and what is in doubt.

    Attributes:
        shares: what figures in per cent between 0 and 1 are: `SHARE`, `PERCENT`, or `LEAVE` where nobody said.
    """

    unit: str
    times: int = 1
    doubt: str = ""
    shares: str = PERCENT

    def scaled(self, read: FigureCell | None) -> Decimal | None:
        """A figure in this unit; None where nobody can tell, or where there is none."""
        if read is None or read.value is None:
            return None
        if self.unit == "%" and read.unit != "%":
            if self.shares == SHARE:
                return (read.value * 100).normalize() + 0
            if self.shares == LEAVE and 0 < read.value < 1:
                return None
        return (read.value * (1 if read.whole else self.times)).normalize() + 0  # "95", never "95.0" or "9E+1"


def unit_of(said: SeriesSaid, old: Indicator | None, cells: Sequence[FigureCell]) -> FigureUnit:
    """In what the sheet measures an indicator: as its column of units says, its cells, or its name."""
    text = " ".join(said.said.get(UNIT, "").casefold().split())
    if known := unit_called(text):
        return FigureUnit(*known)
    if times := money_in(said.title):
        return FigureUnit("£", times)
    doubt = f"the unit {quoted(text)} is not known" if text else ""
    named = {cell.unit for cell in cells if cell.unit}
    if len(named) == 1 and (unit := next(iter(named))) in UNITS:
        return FigureUnit(unit, 1, doubt)
    if old is not None and not text:
        return FigureUnit(old.unit)
    if re.search(r"%|\bper ?cent|\bpercentage of\b|\bproportion\b", said.title, re.I):
        return FigureUnit("%", 1, doubt)
    match = re.search(r"\bper (\d{1,3}),?000\b", said.title)
    return FigureUnit(f"per {match[1]},000" if match and f"per {match[1]},000" in UNITS else "", 1, doubt)


def with_shares(unit: FigureUnit, said: SeriesSaid, cells: Sequence[FigureCell], asking: Asking) -> FigureUnit:
    """The unit with what its figures between 0 and 1 are, asked once for a file: 0.95 can be 95 %."""
    if unit.unit != "%":
        return unit
    beside = [read for cell in said.cells.values() if (read := read_figure(cell)) is not None]
    bare = [cell.value for cell in (*cells, *beside) if cell.value is not None and cell.unit != "%"]
    own = [cell.value for cell in cells if cell.value is not None and cell.unit != "%"] or bare
    if not own or any(not 0 <= v <= 1 for v in own) or all(v in (0, 1) for v in own):
        return unit
    answer = asking.ask(
        "shares.readings", f"Figures in per cent all lie between 0 and 1, such as {own[0]:f}: are they shares?",
        {SHARE: "shares of one: 0.95 is 95 %", PERCENT: "per cent as they stand", LEAVE: "not known: left out"}, LEAVE,
    )  # fmt: skip
    return unit._replace(shares=answer)


def better_of(said: SeriesSaid, asking: Asking) -> str:
    """Which way is better, as the sheet says it; asked where it does not, and never taken for granted."""
    text = said.said.get(BETTER, "")
    plainly = text.casefold().strip()
    if plainly in _BETTER_OF:
        return _BETTER_OF[plainly]
    found = polarity(text) if plainly not in ("", "-", "–", "na", "n/a", "tbc") else None
    if found is not None and found.sure:
        return found.better
    shown = f" The sheet says {quoted(text)}." if text else ""
    return asking.ask(
        about("better", said.ref or said.title), f"Which way is better for {quoted(said.title)}?{shown}",
        {"higher": "higher", "lower": "lower", "band": "within a band", "unknown": "nobody has said"}, "unknown",
    )  # fmt: skip


def cadence_of(said: SeriesSaid) -> tuple[str, str]:
    """How often it is measured, as the sheet says it, and what is in doubt of that."""
    text = said.said.get(CADENCE, "")
    found = cadence_called(text) or ("" if text else said.cadence)
    return found or "unknown", f"the frequency {quoted(text)} is not known" if text and not found else ""
