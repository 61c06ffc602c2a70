"""Every figure of a sheet: of which indicator, for which period and area, what it is and where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from app.domain.figures import capital, counted, listed
from app.domain.schedule import PartialDate

from ..importing.finding import plain
from ..importing.grid import Cell, Grid
from ..importing.marks import FINAL, PROVISIONAL, FigureCell, read_figure, stands_behind, stands_called
from ..importing.questions import Asking, about
from ..plantext import quoted
from .comparing import chosen, compares, who_called
from .headings import FigureLayout, row_period, row_stretch, when
from .stretches import Stretch
from .words import (
    AREA,
    BESIDE,
    CODE,
    COMPARISONS,
    DENOMINATOR,
    FORECAST,
    HELD_BY,
    LEFT,
    NOTE,
    NUMERATOR,
    PLANNED,
    REF,
    ROWS,
    STANDS,
    SUM,
    TARGET,
    TITLE,
    UNIT,
    VALUE,
)

_TOTAL = re.compile(r"(all|total|overall|both|any|persons?|everyone|england total|all .*|total .*|.* total)", re.I)
_PLACE = {"council", "city", "of", "borough", "county", "the", "london", "metropolitan", "district", "unitary", "royal",
          "upon", "and"}  # fmt: skip
_MOST_CHOICES = 40
HELD = (VALUE, PLANNED, FORECAST, NUMERATOR, DENOMINATOR)
"""The roles of the columns that hold figures."""
NONE, ADD = "none", "add"
NO_FIGURE, EMPTY, UNWANTED = "it is a total or a note", "it holds no figure", "its tick was taken away"
AGAIN = "it is the heading again"
"""Why nothing of a row comes in, where nothing of it is lost."""


Points: TypeAlias = dict[PartialDate, list[tuple[str, int, Cell]]]
"""Figures by period, each with what it is (value, planned, numerator ...), the row and the cell."""


@dataclass
class SeriesSaid:
    """One indicator as a sheet has it.

    Attributes:
        said: what stands in the columns beside it, by role.
        points: its figures.
        row: the first row that it stands in.
        notes: what is written beside its figures, by period; comments: on its name.
        stands: whether they are said to be provisional or final, by period.
        cadence: how often it is measured by the stretches of time that its figures are of; empty where they do not say.
        others: the figures of others with which it is compared, by whose they are and period, as `points`.
    """

    ref: str
    title: str
    row: int
    said: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    points: Points = field(default_factory=lambda: defaultdict(list))
    notes: dict[PartialDate, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    stands: dict[PartialDate, str] = field(default_factory=dict)
    cadence: str = ""
    others: dict[str, Points] = field(default_factory=dict)


@dataclass
class PointsFound:
    """What a sheet holds.

    Attributes:
        series: its indicators.
        skipped: the rows of which nothing comes in, with why.
        findings: what is to be known of the sheet as a whole.
    """

    series: list[SeriesSaid] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)


class PointReader:
    """Reads the figures of one sheet.

    Attributes:
        adds: whether the counts of several series are added up.
    """

    def __init__(self, grid: Grid, sheet: FigureLayout, asking: Asking, quarters: str, ours: str):
        self._grid, self._sheet, self._asking, self._quarters, self._ours = grid, sheet, asking, quarters, ours
        self.found = PointsFound()
        self.adds = False
        self._by_name: dict[tuple[str, str], SeriesSaid] = {}
        self._as_written: dict[tuple[str, str], SeriesSaid] = {}
        self._take_areas()
        self._last = ("", "")  # the indicator that a row is about, which those below it may say more of
        self._unused: list[str] = []
        self._held = [(r, c) for r in HELD if (c := sheet.roles.get(r)) is not None]
        self._wider: dict[str, list[int]] = {}  # the rows of wider areas, which name no closest one
        self._chosen: list[tuple[int, str]] = []  # which series is read of a column that splits them
        self._others: dict[str, list[int]] = {}
        self._whose = ""  # whose rows are being read; empty for ours

    def read(self, without: Collection[int] = ()) -> PointsFound:
        """All figures, of our area and of the series that are chosen, but for some rows."""
        numbers = range(self._sheet.first, len(self._grid.rows))
        self.found.skipped |= {row: UNWANTED for row in without if row in numbers}
        rows = [row for row in numbers if row not in without and self._grid.is_filled(row)]
        rows = list(self._of_our_area(rows))
        rows = self._of_chosen_series(rows)
        for row in rows:
            self._row(row)
            if row in self._grid.hidden_rows:
                self.found.findings.append(f"{self._grid.where(row).capitalize()} is hidden in the sheet, and read.")
        for whose, theirs in self._others.items():
            self._whose, self._last = whose, ("", "")
            for row in theirs:
                if all(self._grid.words(number)[row] == text for number, text in self._chosen):
                    self._row(row)
        self._whose = ""
        self._say_left()
        self.found.series = [each for each in self._by_name.values() if each.points or each.said]
        return self.found

    def _row(self, row: int) -> None:
        if self._sheet.is_long:
            self._long(row)
        else:
            self._wide(row)

    # -- whose figures

    def _take_areas(self) -> None:
        """Where what the rows are called are places, ours among them, they are areas, whatever the column is called."""
        roles, column = self._sheet.roles, self._sheet.roles.get(TITLE)
        if column is None or AREA in roles or self._sheet.is_long:
            return
        names = {*self._grid.words(column)[self._sheet.first :]}
        if len(names) > 1 and any(map(self._is_ours, names)):
            roles[AREA] = roles.pop(TITLE)

    def _without_other_levels(self, rows: list[int], column: int) -> list[int]:
        """Without rows that name no area and say again what one with an area says: they are of another level."""

        def key(row: int) -> tuple[str, ...]:
            period = when(self._grid, self._sheet, row, self._quarters) if self._sheet.is_long else None
            splits = (self._grid.shown(row, number).text for number, _ in self._sheet.splits if number not in levels)
            return (self._text(row, REF), self._text(row, TITLE), str(period), *splits)

        empty = [row for row in rows if not self._grid.shown(row, column).text]
        levels = {
            number for number, title in self._sheet.splits if re.search(r"region|country|level|geograph", title, re.I)
        }
        named = {*rows} - {*empty}
        told = {key(row) for row in named} if empty and named else set[tuple[str, ...]]()
        others = {row for row in empty if key(row) in told}
        for row in sorted(others):
            name = next((text for n in [*self._sheet.wider, *levels] if (text := self._grid.words(n)[row])), "")
            self._wider.setdefault(name, []).append(row)
        return [row for row in rows if row not in others]

    def _of_our_area(self, rows: list[int]) -> Iterator[int]:
        """The rows of our area; the others are named as left out, once."""
        roles = self._sheet.roles
        column = roles.get(AREA, roles.get(CODE))
        if column is None or not (self._sheet.is_long or roles.keys() & {AREA, TITLE, REF}):
            yield from rows
            return
        rows = self._without_other_levels(rows, column)
        names: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            names[self._grid.words(column)[row]].append(row)
        names.pop("", None) if len(names) > 1 else None
        if len(names) <= 1:
            self._compare(self._wider)
            yield from rows
            return
        ours = next((name for name in names if self._is_ours(name)), "")
        ours = ours or next((name for name in names if _TOTAL.fullmatch(name)), "")  # of all teams together
        choices = {plain(name).replace(" ", "-")[:60] or "-": name for name in list(names)[:_MOST_CHOICES]}
        if ours:
            choices.setdefault(plain(ours).replace(" ", "-")[:60], ours)
        default = next((key for key, name in choices.items() if name == ours), NONE)
        answer = self._asking.ask(
            "area", f"The sheet has {counted(len(names), 'area')}: which is ours?",
            {**choices, NONE: "none of them: nothing comes in"}, default,
        )  # fmt: skip
        chosen = choices.get(answer, "")
        others = {name: there for name, there in names.items() if name != chosen}
        if not chosen:
            said = f"Nobody has said which of {counted(len(names), 'area')} is ours, so nothing comes in."
            self.found.findings.append(said)
            return
        of_parts = _TOTAL.fullmatch(chosen) is not None  # teams beside their total are no others
        self._compare({**({} if of_parts else others), **self._wider}, f"Read for {quoted(chosen)}", list(others))
        wanted = set(names.get(chosen, ()))
        yield from (row for row in rows if row in wanted)

    def _compare(self, among: Mapping[str, list[int]], read: str = "", named: Sequence[str] = ()) -> None:
        """Ask with whom ours is compared, and say who is left out, as `named`, and how many rows of wider areas."""
        found = chosen(self._asking, [name for name in among if name])
        for name, who in found.items():
            self._others.setdefault(who, []).extend(among[name])
        left = [name for name in named if name not in found]
        shown = listed([*left[:5], *([f"{len(left) - 5:,} more"] if len(left) > 5 else [])])
        said = [read] if read else []
        said += [f"to compare with: {listed(list(dict.fromkeys(found.values())))}"] if found else []
        said += [f"left out: {shown}"] if left else []
        self.found.findings += [capital("; ".join(said)) + "."] if said else []
        wider = sum(len(rows) for name, rows in self._wider.items() if name not in found)
        if wider:
            self.found.findings.append(f"Left out: {counted(wider, 'row')} without an area, of other places.")

    def _is_ours(self, name: str) -> bool:
        def words(text: str) -> set[str]:
            return {word for word in plain(text).split() if word not in _PLACE}

        return bool(words(self._ours)) and words(name) == words(self._ours)

    def _of_chosen_series(self, rows: list[int]) -> list[int]:
        """The rows of the series that is chosen wherever a column of words splits it."""
        for number, title in self._sheet.splits:
            words = self._grid.words(number)
            values = {row: words[row] for row in rows}
            there = list(dict.fromkeys(text for text in values.values() if text))
            if len(there) <= 1 or not self._divides(rows, number):
                self._unused += [title] if there else []
                continue
            totals = [text for text in there if _TOTAL.fullmatch(text)]
            total = totals[0] if len(totals) == 1 else next((t for t in totals if t.casefold() in ("total", "all")), "")
            choices = {plain(text).replace(" ", "-")[:60] or "-": text for text in there[:_MOST_CHOICES]}
            default = next((key for key, text in choices.items() if text == total), NONE)
            answer = self._asking.ask(
                about("split", title),
                f"{quoted(title)} splits the figures into {counted(len(there), 'series', 'series')}: which one?",
                {**choices, ADD: "all of them added, rates worked out again", NONE: "none: nothing comes in"}, default,
            )  # fmt: skip
            read = choices.get(answer, "")
            if answer == ADD:
                self.adds = True
                continue
            self._chosen += [(number, read)] if read else []
            said = f"{quoted(title)} splits the figures: "
            self.found.findings.append(
                said + (f"{quoted(read)} is read." if read else "nobody chose, so nothing comes in.")
            )
            rows = [row for row in rows if values[row] == read] if read else []
        return rows

    def _divides(self, rows: list[int], number: int) -> bool:
        """Whether a column tells rows apart that would otherwise be of one indicator and period."""
        seen: dict[tuple[str, ...], str] = {}
        for row in rows:
            at = tuple(self._text(row, role) for role in (REF, TITLE))
            if self._sheet.is_long:
                at = (*at, str(when(self._grid, self._sheet, row, self._quarters) or self._text(row, "period")))
            text = self._grid.shown(row, number).text
            if seen.setdefault(at, text) != text:
                return True
        return False

    # -- row by row

    def _text(self, row: int, role: str) -> str:
        column = self._sheet.roles.get(role)
        return self._grid.words(column)[row] if column is not None else ""

    def _points(self, series: SeriesSaid, whose: str = "") -> Points:
        """The figures of a series that are being read: ours, or those of another."""
        whose = whose or self._whose
        return series.others.setdefault(whose, defaultdict(list)) if whose else series.points

    def _theirs(self, row: int, ref: str, title: str) -> SeriesSaid | None:
        """The series of ours with which the figures of a row are compared; None where we have none like it."""
        found = self._by_name.get((plain(ref), plain(title)))
        if found is None:
            self.found.skipped[row] = f"there is no figure of ours for {quoted(title or ref)}"
        return found

    def _series(self, row: int, ref: str, title: str) -> SeriesSaid | None:
        if self._whose:
            return self._theirs(row, ref, title)
        if (found := self._as_written.get((ref, title))) is None:
            at = (plain(ref), plain(title))
            found = self._by_name.setdefault(at, SeriesSaid(ref, title, row))
            self._as_written[ref, title] = found
            if self._sheet.unit:
                found.said.setdefault(UNIT, self._sheet.unit)
            for name in (REF, TITLE):
                said = self._grid.notes.get((row, self._sheet.roles.get(name, -1)), ())
                found.comments += [" ".join(text.split()) for text in said]
        if len(found.cells) < len(self._sheet.roles):
            for role, column in self._sheet.roles.items():
                if role not in found.cells and (cell := self._grid.shown(row, column)).text:
                    found.cells[role] = cell
                    found.said.setdefault(role, " ".join(cell.text.split()))
        return found

    def _wide(self, row: int) -> None:
        one = self._text(row, AREA) or (TITLE not in self._sheet.roles and self._text(row, HELD_BY))
        ref, title = self._text(row, REF), self._text(row, TITLE) or (self._above() if one else "")
        cells = [(each, self._grid.at(row, each.number)) for each in self._sheet.periods if each.holds != LEFT]
        if not any(self._last) and not ref and title.casefold() in ROWS:  # "Actual" is no name: that stands above
            self._last = ("", self._above())
        of_above, word = any(self._last), (self._text(row, HELD_BY) or title).casefold()
        holds = ROWS.get(word, VALUE)
        if of_above and (title.casefold() in ROWS or (word in ROWS and not title and not ref)):
            ref, title = self._last
        if of_above and not ref and COMPARISONS.fullmatch(title):
            series = self._theirs(row, *self._last) if compares(self._asking, title) else None
            if series is None:
                self.found.skipped[row] = f"{quoted(title)} is a comparison, and left out"
                return
            for each, cell in cells:
                if cell.text and each.holds == VALUE:
                    self._points(series, who_called(title))[each.period].append((holds, row, cell))
            return
        if (of_above and SUM.fullmatch(title)) or (holds == LEFT and any(cell.text for _, cell in cells)):
            self.found.skipped[row] = NO_FIGURE if holds != LEFT else f"{quoted(word)} says nothing of figures"
            return
        if not ref and not title:
            if any(cell.text for _, cell in cells):
                again = all(cell.text == self._grid.at(self._sheet.first - 1, each.number).text for each, cell in cells)
                self.found.skipped[row] = AGAIN if again else "it names no indicator"
            return
        self._last = (ref, title)
        if not any(cell.text for _, cell in cells) and not self._said_more(row):
            self.found.skipped[row] = EMPTY
            return
        series = self._series(row, ref, title)
        if series is None:
            return
        if (text := self._text(row, NOTE)) and text not in series.comments and not self._whose:
            series.comments.append(text)
        for each, cell in cells:
            held = holds if each.holds == VALUE else each.holds
            if self._whose:
                if cell.text and held in HELD:
                    self._points(series)[each.period].append((held, row, cell))
            elif cell.text and held == NOTE:
                _add_note(series, each.period, " ".join(cell.text.split()))
            elif cell.text:
                series.points[each.period].append((held, row, cell))
                if held == VALUE and (stands := each.stands or self._stands(row)):
                    series.stands[each.period] = stands
                self._note(series, each.period, row, each.number)
                if each.stretch and held == VALUE:
                    _keep(series, each.stretch)
        for each in self._sheet.compared if holds == VALUE and not self._whose else ():
            if (cell := self._grid.at(row, each.number)).text and compares(self._asking, each.who):
                self._points(series, who_called(each.who))[each.period].append((VALUE, row, cell))

    def _beside(self, series: SeriesSaid, period: PartialDate, row: int) -> None:
        """The figures of others in columns beside ours."""
        for column, title in self._sheet.comparisons if not self._whose else ():
            if (cell := self._grid.at(row, column)).text and compares(self._asking, title):
                self._points(series, who_called(title))[period].append((VALUE, row, cell))

    def _note(self, series: SeriesSaid, period: PartialDate, row: int, column: int) -> None:
        """What is written on a cell, and where it leads, goes with its figure."""
        if self._whose:
            return
        if self._grid.notes and (notes := self._grid.notes.get((row, column))):
            _add_note(series, period, "; ".join(" ".join(text.split()) for text in notes))

    def _said_more(self, row: int) -> bool:
        return any(self._text(row, role) for role in (TARGET, "baseline", "unit", "better"))

    def _long(self, row: int) -> None:
        period, text = row_period(self._grid, self._sheet, row, self._quarters), self._text(row, "period")
        stretch = None if period else row_stretch(self._grid, self._sheet, row)
        if stretch is not None:
            if not stretch.is_kept(self._asking):
                what = f"{quoted(stretch.said)} is {stretch.kind.what}"
                self.found.skipped[row] = f"{what}: say what becomes of such figures"
                return
            period = stretch.period
        if period is None:
            words = len(self._grid.filled(row))
            if _TOTAL.fullmatch(text) or words == 1:
                self.found.skipped[row] = NO_FIGURE
                return
            said = " ".join(filter(None, (self._text(row, BESIDE), text)))
            self.found.skipped[row] = f"{quoted(said)} is no period that can be told" if text else (
                "it names no period"
            )  # fmt: skip
            return
        ref, title = self._text(row, REF), self._text(row, TITLE)
        if not self._sheet.measures or VALUE in self._sheet.roles:
            if not ref and not title:
                self.found.skipped[row] = "it names no indicator"
                return
            series = self._series(row, ref, title)
            if series is None:
                return
            cells, points = self._grid.rows[row], self._points(series)
            for role, column in self._held:
                if column < len(cells) and cells[column].text:
                    points[period].append((role, row, cells[column]))
                    self._note(series, period, row, column)
            self._beside(series, period, row)
            if self._whose:
                return
            if stands := self._stands(row, text):
                series.stands[period] = stands
            if stretch:
                _keep(series, stretch)
            if text := self._text(row, NOTE):
                series.notes[period] = "\n".join(filter(None, (text, series.notes.get(period))))
            return
        for column, name in self._sheet.measures:
            if (cell := self._grid.at(row, column)).text:
                called = f"{title}: {name}" if title and name else title or name or self._above()
                series = self._series(row, ref, called)
                if series is None:
                    continue
                self._points(series)[period].append((VALUE, row, cell))
                self._beside(series, period, row)
                if self._whose:
                    continue
                if stands := self._stands(row, text):
                    series.stands[period] = stands
                self._note(series, period, row, column)
                if stretch:
                    _keep(series, stretch)

    def _stands(self, row: int, period: str = "") -> str:
        """Whether a row says that its figure is provisional or final, in a column of its own or behind its period."""
        said = self._text(row, STANDS).casefold()
        if said in ("yes", "y", "true", "no", "n", "false"):
            return PROVISIONAL if said[0] in "yt" else FINAL
        return stands_called(said) or stands_behind(period)[1]

    def _above(self) -> str:
        """What stands above the table, as the name of its one indicator."""
        texts = [*reversed(self._sheet.over), self._sheet.corner]
        return next((text for text in texts if len(text) > 3), self._grid.name)

    def _say_left(self) -> None:
        """Name the columns of which nothing is taken, and what stands above the table."""
        apart = [title for _number, title in self._sheet.comparisons if not compares(self._asking, title)]
        apart += [each.title for each in self._sheet.compared if not compares(self._asking, each.who)]
        if left := [*(title for title, _why in self._sheet.left), *apart, *self._unused]:
            self.found.findings.append(f"Left out: {listed(list(map(quoted, left)))}.")
        if over := [text for text in self._sheet.over if len(text) < 120][:4]:
            self.found.findings.append(f"Above the table stands: {listed(list(map(quoted, over)))}.")
        rows = [row for row in range(self._sheet.head) if len(self._grid.filled(row)) > 2]
        if len(rows) > 1:
            self.found.findings.append(
                f"{counted(len(rows), 'row')} above the table, from {self._grid.where(rows[0])} on, "
                "are not read: choose a kind to read them as."
            )


def _add_note(series: SeriesSaid, period: PartialDate, words: str) -> None:
    there = series.notes.get(period, "")
    if words not in there:
        series.notes[period] = "\n".join(filter(None, (there, words)))


def _keep(series: SeriesSaid, stretch: Stretch) -> None:
    """Say of a figure for which stretch of time it is, which is kept under one period."""
    _add_note(series, stretch.period, stretch.note)
    series.cadence = series.cadence or stretch.kind.cadence


def together(cells: list[tuple[str, int, Cell]], *, add: bool) -> tuple[Mapping[str, FigureCell], list[str], int]:
    """What the cells of one indicator and period say, what of it contradicts itself, and the row.

    With `add` counts are added up; a rate is then worked out from its counts alone.
    """
    if len(cells) == 1:  # nearly all of thousands
        holds, row, cell = cells[0]
        read = read_figure(cell)
        return {holds: read} if read else {}, [], row
    found: dict[str, FigureCell] = {}
    wrong: list[str] = []
    rows: dict[str, int] = {}
    for holds, row, cell in cells:
        read = read_figure(cell)
        if read is None:
            continue
        if holds in found and add and read.value is not None and found[holds].value is not None:
            if read.unit == "%":
                found[holds] = found[holds]._replace(value=None, gap="")
            else:
                found[holds] = found[holds]._replace(value=(found[holds].value or Decimal(0)) + read.value)
            continue
        if holds in found and (found[holds].value, found[holds].gap) != (read.value, read.gap):
            words = [_shown(found[holds]), _shown(read)]
            wrong.append(f"{words[0]} in row {rows[holds] + 1} and {words[1]} in row {row + 1}: neither comes in")
            continue
        found.setdefault(holds, read)
        rows.setdefault(holds, row)
    return found, wrong, cells[0][1]


def _shown(read: FigureCell) -> str:
    return f"{read.value:f}{read.unit if read.unit == '%' else ''}" if read.value is not None else read.gap or "nothing"
