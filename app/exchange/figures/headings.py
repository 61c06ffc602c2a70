"""What the columns of a sheet of figures are: by what they are called, and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.domain.schedule import PartialDate

from ..importing.grid import Cell, Grid
from ..importing.marks import read_figure, stands_behind, stands_called
from ..importing.questions import Asking
from .comparing import ComparedColumn, compared_column
from .period_columns import PeriodColumn, as_months, commentary, with_counts
from .periods import (
    NEITHER,
    YearEnd,
    is_bare,
    is_sum,
    judged,
    read_period,
    without_notes,
    year_of_months,
)
from .stretches import STRETCHES, Stretch, stretch_of
from .words import (
    AREA,
    BESIDE,
    CLOSEST,
    CODE,
    COMPARISONS,
    HELD_BY,
    LEFT,
    LEVELS,
    MEASURES,
    NOTE,
    NUMERATOR,
    PERIOD,
    PLANNED,
    REF,
    ROWS,
    STANDS,
    SUM,
    TARGET,
    TITLE,
    VALUE,
    WIDER,
    roles_called,
    tell_titles,
    without_measures,
)

_OF_YEAR = re.compile(r"(?<=^baseline)(?: of| in)? (?:(?:19|20)\d\d|\d\d)(?: (?:20)?\d\d)?$")
"""What may stand behind the word: "Baseline 2022/23"."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:\d\d)?")
_BELOW = 8.0
"""By how much a heading below another must fit better: a row of marks alone can read like one."""
_SOMEWHERE = 4.0
"""By how much a heading of months and quarters fits worse where their year does not stand over them."""
_SUPPOSED = {
    "periods.years": "year", "periods.which": "2024-25",
    **{each.question: next(iter(each.kept)) for each in STRETCHES},
}  # fmt: skip
"""Answers that are supposed while the heading is looked for."""
_EARLY, _DEEPEST, _LOOK = 40, 3, 60
_MOST_WORDS = 120


@dataclass
class FigureLayout:
    """How a sheet of figures is laid out.

    Attributes:
        first: the first row of figures; head: the first row of its heading.
        roles: the column of each role.
        periods: the columns that are a period each.
        measures: the columns that are an indicator each, where another says the period.
        splits: columns of words that split the series.
        left: columns of which nothing is taken, with why.
        wider: columns that name the wider area of a row, the closest first, and those that say of which kind it is.
        corner: what stands over the names of the rows, where that is no word for them: the name of all of them.
        comparisons: columns of the figures of others, beside ours; compared: those of them that are for one period.
        over: what stands above the table.
        year: how years of two parts are meant.
        unit: in what the figures are, as the heading of their column says.
        is_one: all of it is of one period, which the sheet is called by.
        unsaid: nobody said yet what its periods are, so that nothing can be read: months of no year, years together.
    """

    first: int
    head: int
    roles: dict[str, int] = field(default_factory=dict)
    periods: list[PeriodColumn] = field(default_factory=list)
    measures: list[tuple[int, str]] = field(default_factory=list)
    splits: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    wider: list[int] = field(default_factory=list)
    comparisons: list[tuple[int, str]] = field(default_factory=list)
    compared: list[ComparedColumn] = field(default_factory=list)
    corner: str = ""
    over: tuple[str, ...] = ()
    year: YearEnd = YearEnd()
    unit: str = ""
    score: float = 0.0
    unsaid: bool = False
    is_one: bool = False

    @property
    def words(self) -> str:
        """What its columns are called, but for periods, which are others in the next edition of a file."""
        said = [*self.roles, *(title for _, title in self.measures), *(title for _, title in self.splits)]
        return "; ".join(sorted(" ".join(word.casefold().split()) for word in said))

    @property
    def is_long(self) -> bool:
        """Whether a column says the period."""
        return not self.periods


def laid_out(grid: Grid, asking: Asking, quarters: str) -> FigureLayout | None:
    """How the figures of a sheet are laid out; None where it holds none."""
    best: tuple[float, int, int] | None = None
    for last in range(min(len(grid.rows), _EARLY)):
        for depth in range(1, min(_DEEPEST, last + 1) + 1):
            if not grid.filled(last) or not grid.filled(last - depth + 1) or _holds_figures(grid, last):
                continue
            found = _read(grid, last - depth + 1, last, Asking(_SUPPOSED), quarters)
            below = 0.0 if best is None or last - depth + 1 <= best[2] else _BELOW
            if found and (best is None or found.score > best[0] + below + 0.01):
                best = found.score, last - depth + 1, last
    if best is None:
        return None
    return _read(grid, best[1], best[2], asking, quarters)


def _read(grid: Grid, first: int, last: int, asking: Asking, quarters: str) -> FigureLayout | None:
    """The layout with these rows as its heading; None where they are none."""
    rows = range(first, last + 1)
    columns = [n for n in range(grid.width) if any(grid.shown(r, n).text for r in rows) or _numbers(grid, last, n)]
    labels = {n: _labels(grid, rows, n) for n in columns}
    found = FigureLayout(last + 1, first, over=_over(grid, first))
    texts = [part for those in labels.values() for part in those]
    found.year = judged(
        [t for t in texts if re.fullmatch(r"\d{4}-?\d\d", without_notes(t))], asking, said=" ".join(found.over)
    )
    context = _context(found.over)
    bare = [n for n, those in labels.items() if len(those) == 1 and is_bare(without_measures(those[0]))]
    if not context and len(bare) > 2 and any(_has_number(grid, last + 1, number) for number in bare):
        texts = [grid.name, *(c.text for cells in grid.rows[:_LOOK] for c in cells)]
        context = year_of_months(texts, asking)
        found.unsaid = not context
        found.score -= _SOMEWHERE
    for number in columns:
        if (theirs := compared_column(number, labels[number], found.year, quarters)) is not None:
            found.compared.append(theirs)
        elif (period := _period_of(number, labels[number], found.year, quarters, context)) is not None:
            found.periods.append(period)
    found.periods = with_counts(as_months(found.periods))
    found.periods += commentary(found.periods, labels)
    for kind in STRETCHES:
        those = [each for each in found.periods if each.stretch and each.stretch.kind is kind]
        if those and those[0].stretch and not those[0].stretch.is_kept(asking):
            found.left += [(each.title, f"is of {kind.what}") for each in those]
            found.periods = [each for each in found.periods if each not in those]
            found.unsaid = not found.periods
    if found.unsaid:
        return found
    taken = {each.number for each in (*found.periods, *found.compared)}
    if any(grid.at(last, n).text and read_plain(grid.at(last, n)) for n in columns if n not in taken):
        return None  # a row of figures is no heading
    if found.periods and (kinds := _held_by(grid, found.first, taken)) is not None:
        found.roles[HELD_BY], found.corner = kinds, " ".join(labels[kinds]) if kinds in labels else ""
        taken.add(kinds)
    _name(grid, found, [n for n in columns if n not in taken], labels)
    if not found.periods and VALUE in found.roles and PERIOD not in found.roles and found.roles.keys() & {TITLE, REF}:
        _of_one_period(grid, found, quarters)
    if found.periods:
        _without_sums(found)
        if {"%"} == {"%" if "%" in each.title.split() else "" for each in found.periods if each.holds == VALUE}:
            found.unit = "%"
        if not _hold_figures(grid, found):
            return None
        if not found.roles.keys() & {TITLE, REF, AREA, CODE} and not (HELD_BY in found.roles and found.corner):
            return None
    elif PERIOD not in found.roles or not (VALUE in found.roles or found.measures or NUMERATOR in found.roles):
        return None
    else:
        column = found.roles[PERIOD]
        cells = [grid.at(row, column).text for row in range(found.first, len(grid.rows))]
        beside = labels[column][-1] + " " + _said_beside(grid, found)
        found.year = judged(cells, asking, said=beside)
        if not _are_periods(grid, found, quarters):
            return None
    told_apart = len({(each.period.text, each.holds) for each in found.periods})
    found.score += 3 * min(told_apart, 12) + 4 * len(found.roles) - 0.5 * (last - first) - 0.01 * first
    found.score += (2 if TITLE in found.roles else 0) + len(found.compared)
    return found


def _of_one_period(grid: Grid, found: FigureLayout, quarters: str) -> None:
    """The period of a sheet for each, which stands in its name or above its table."""
    said = (read_period(Cell(text), found.year, quarters) for text in (grid.name, *reversed(found.over)))
    if period := next((each for each in said if each is not None), None):
        for role in sorted({VALUE, PLANNED} & found.roles.keys()):
            found.periods.append(PeriodColumn(found.roles.pop(role), period.text, period, role))
        found.is_one = True


def _held_by(grid: Grid, first: int, taken: set[int]) -> int | None:
    """The column that says of each row what it is of its indicator: "Actual" above "Target"; None where none does."""
    for number in range(grid.width):
        words = {_plain(text) for row in range(first, len(grid.rows)) if (text := grid.shown(row, number).text)}
        if number not in taken and len(words) > 1 and words <= ROWS.keys():
            return number
    return None


def _hold_figures(grid: Grid, found: FigureLayout) -> bool:
    """Whether most of what stands under headings of periods is a figure, or a mark in the place of one."""
    numbers = [each.number for each in found.periods if each.holds not in (LEFT, NOTE)]
    held = [_figures(grid, found.first, number) for number in numbers]
    enough = 2 * sum(good for good, _ in held) >= sum(filled for _, filled in held)
    return enough and any(_has_number(grid, found.first, number) for number in numbers)


def _holds_figures(grid: Grid, row: int) -> bool:
    """Whether a row holds figures that are no years, so that it is no heading."""
    return any(read_plain(cell) and not _YEAR.fullmatch(cell.text) for cell in grid.rows[row])


def read_plain(cell: Cell) -> bool:
    """Whether a cell holds a plain number."""
    return isinstance(cell.value, Decimal) or re.fullmatch(r"-?\d{1,3}(,?\d{3})*(\.\d+)?%?", cell.text) is not None


def _labels(grid: Grid, rows: range, column: int) -> list[str]:
    """The words over a column, from above; a heading over several columns stands over each of them."""
    found: list[str] = []
    for row in rows:
        text = " ".join(grid.shown(row, column).text.split())
        at = column
        while not text and row != rows[-1] and at > 0:
            at -= 1
            text = " ".join(grid.shown(row, at).text.split())
            if text and grid.shown(rows[-1], at).text == "" and len(rows) > 1 and _is_title(grid, row):
                text = ""
                break
        if text and (not found or found[-1] != text):
            found.append(text)
    return found


def _is_title(grid: Grid, row: int) -> bool:
    return len(grid.filled(row)) == 1


def _over(grid: Grid, first: int) -> tuple[str, ...]:
    """The words above a table, the nearest last."""
    texts: list[str] = []
    for row in range(max(0, first - 12), first):
        cells = [" ".join(grid.at(row, n).text.split()) for n in grid.filled(row)]
        if 0 < len(cells) <= 3:
            texts += [text for text in cells if len(text) < 200]
    return tuple(texts)


def _context(over: Sequence[str]) -> str:
    """The one year that stands above a table; empty where none does, or several."""
    years = {m[0].replace(" ", "") for text in over for m in re.finditer(r"\b(?:19|20)\d\d\s?[/-]\s?\d\d\b", text)}
    return years.pop() if len(years) == 1 else ""


def _period_of(number: int, labels: Sequence[str], year: YearEnd, quarters: str, context: str) -> PeriodColumn | None:
    if not labels or len(" ".join(labels)) > _MOST_WORDS:
        return None
    title, holds, stands = " ".join(labels), VALUE, ""
    rests: list[str] = []
    for label in labels:
        bare, said = stands_behind(label)
        stands = said or stands
        words = bare.split()
        kept: list[str] = []
        for word in words:
            plain = word.casefold().strip("():,.")
            if plain in MEASURES and len(labels) + len(words) > 1:
                holds = MEASURES[plain]
            else:
                kept.append(word)
        if kept:
            rests.append(" ".join(kept).strip("-–: "))
    if re.match(r"(?:y|yr|year)\s?\d\b", rests[0] if rests else "", re.I):
        holds = PLANNED  # a year of the plan: what is to be reached in it
    if not rests:
        return None
    for form in [rests[-1], " ".join(rests)] if len(rests) > 1 else rests:
        if (period := read_period(Cell(form), year, quarters)) is not None:
            if is_sum(form):
                return PeriodColumn(number, title, period, LEFT)
            return PeriodColumn(number, title, period, holds, stands=stands)
        if (stretch := stretch_of(form, year)) is not None:
            return PeriodColumn(number, title, stretch.period, holds, stretch, stands)
    beside = rests[0] if len(rests) > 1 else context
    if beside and (period := read_period(Cell(rests[-1]), year, quarters, beside)) is not None:
        return PeriodColumn(number, title, period, holds, stands=stands)
    return None


def _numbers(grid: Grid, last: int, column: int) -> bool:
    rows = range(last + 1, min(len(grid.rows), last + 1 + _LOOK))
    return any(read_plain(grid.at(row, column)) for row in rows)


def _figures(grid: Grid, first: int, column: int) -> tuple[int, int]:
    """How many of the first cells of a column hold figures, or marks in their place; and how many hold anything."""
    good = filled = 0
    for row in range(first, min(len(grid.rows), first + _LOOK)):
        if (cell := grid.at(row, column)).text:
            filled += 1
            read = read_figure(cell)
            good += read is not None and (read.value is not None or bool(read.gap) or read.counts is not None)
    return good, filled


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|[%#]", text.casefold()))


def _name(grid: Grid, found: FigureLayout, columns: Sequence[int], labels: Mapping[int, Sequence[str]]) -> None:
    """Give each column that is no period its role."""
    wanted: dict[int, list[str]] = {}
    for number in columns:
        if not labels[number]:
            continue
        for text in (labels[number][-1], " ".join(labels[number])):
            plain = _plain(re.sub(r"\(.*?\)", "", text))
            if roles := roles_called().get(plain) or roles_called().get(_OF_YEAR.sub("", plain)):
                wanted[number] = roles
                break
    heads = {number: _plain(labels[number][-1]) for number in wanted}
    tell_titles(wanted, heads, {n for n in wanted if _counts_rows(grid, found.first, n)})
    refs = [number for number, roles in wanted.items() if REF in roles]
    if len(refs) > 1:  # of two columns of ids the one that tells rows apart is the reference
        unique = max(refs, key=lambda n: (_distinct(grid, found.first, n), -n))
        for number in refs:
            if number != unique:
                wanted[number] = [LEFT]
    for number in columns:
        if STANDS not in found.roles and labels[number] and _tells_standing(grid, found.first, number):
            wanted[number] = [STANDS]
    for number, roles in wanted.items():
        role = next((role for role in roles if role not in found.roles or role == LEFT), LEFT)
        if role == STANDS and (not _tells_standing(grid, found.first, number) or len(found.periods) > 1):
            role = LEFT  # of which of its figures a row says it is not known
        if role in (LEFT, WIDER):
            found.left.append((labels[number][-1], "says nothing of figures"))
            found.wider += [number] if role == WIDER or heads.get(number) in LEVELS else []
        else:
            found.roles[role] = number
            if role == VALUE and heads[number] in ("%", "percentage", "percent"):
                found.unit = "%"
    found.wider.sort(key=lambda n: CLOSEST.index(heads[n]) if heads[n] in CLOSEST else len(CLOSEST))
    if BESIDE in found.roles and PERIOD not in found.roles:
        found.roles[PERIOD] = found.roles.pop(BESIDE)
    named = {*wanted}
    others = [number for number in columns if number not in named and labels[number]]
    has_name = TITLE in found.roles or REF in found.roles
    for number in others:
        good, filled = _figures(grid, found.first, number)
        title = " ".join(labels[number]).replace("_", " ")
        if not filled:
            continue
        if good >= 0.7 * filled and _has_number(grid, found.first, number):
            if PERIOD in found.roles and not found.periods and not (has_name and VALUE in found.roles):
                found.measures.append((number, title))
            elif PERIOD in found.roles and not found.periods and COMPARISONS.fullmatch(title):
                found.comparisons.append((number, title))
            else:
                found.left.append((title, "is no period"))
        else:
            found.splits.append((number, title))
    ours = [each for each in found.measures if not (COMPARISONS.fullmatch(each[1]) or SUM.fullmatch(each[1]))]
    if ours and len(ours) < len(found.measures):
        found.comparisons += [e for e in found.measures if COMPARISONS.fullmatch(e[1]) and len(ours) == 1]
        apart = (*ours, *found.comparisons)
        found.left += [(each[1], "is a comparison, or a total") for each in found.measures if each not in apart]
        found.measures = ours
        if has_name and len(ours) == 1 and VALUE not in found.roles:
            found.roles[VALUE] = found.measures.pop()[0]
    if TITLE not in found.roles and REF not in found.roles and found.periods and found.splits:
        number, found.corner = found.splits.pop(0)  # the first column of words is what the rows are called
        found.roles[TITLE] = number
    if not has_name and VALUE in found.roles and PERIOD in found.roles and not found.periods:
        number = found.roles.pop(VALUE)  # beside other figures it is called by its heading: "rate" beside "number"
        found.measures.append((number, " ".join(labels[number]).replace("_", " ") if found.measures else ""))


_YES_OR_NO = {"yes", "no", "y", "n", "true", "false"}


def _tells_standing(grid: Grid, first: int, column: int) -> bool:
    """Whether a column says of each figure that it is provisional or final; by letters alone where it is called so."""
    head, texts = _plain(grid.shown(first - 1, column).text), set[str]()
    for row in range(first, len(grid.rows)):
        text = grid.shown(row, column).text.casefold()
        if text and text not in texts:
            if text not in _YES_OR_NO and not stands_called(text):
                return False  # as in nearly every column at once
            texts.add(text)
    if texts <= _YES_OR_NO:
        return bool(texts) and head == "provisional"
    plainly = any(len(text) > 1 for text in texts) or re.search(r"status|provis|final|revis|flag|marker", head)
    return bool(plainly) and all(map(stands_called, texts))


def _counts_rows(grid: Grid, first: int, column: int) -> bool:
    """Whether a column only numbers the rows: 1, 2, 3."""
    rows = range(first, min(len(grid.rows), first + _LOOK))
    texts = [text for row in rows if (text := grid.at(row, column).text)]
    return texts == [str(number) for number in range(1, len(texts) + 1)]


def _has_number(grid: Grid, first: int, column: int) -> bool:
    rows = range(first, min(len(grid.rows), first + _LOOK))
    return any(read_plain(grid.at(row, column)) or re.search(r"\d", grid.at(row, column).text) for row in rows)


def _distinct(grid: Grid, first: int, column: int) -> int:
    texts = [grid.at(row, column).text for row in range(first, len(grid.rows)) if grid.at(row, column).text]
    return len(set(texts)) if len(set(texts)) == len(texts) else 0


def _said_beside(grid: Grid, found: FigureLayout) -> str:
    column = found.roles.get(BESIDE)
    rows = range(found.first, min(len(grid.rows), found.first + 5))
    return " ".join(grid.at(row, column).text for row in rows) if column is not None else ""


def _are_periods(grid: Grid, found: FigureLayout, quarters: str) -> bool:
    good = filled = 0
    for row in range(found.first, min(len(grid.rows), found.first + _LOOK)):
        if grid.at(row, found.roles[PERIOD]).text:
            filled += 1
            good += when(grid, found, row, quarters) is not None
    plainly = VALUE in found.roles and bool(found.roles.keys() & {TITLE, REF})  # pooled years are named row by row
    return filled > 0 and (good >= max(1, 0.5 * filled) or found.year.form == NEITHER or plainly)


def row_period(grid: Grid, found: FigureLayout, row: int, quarters: str) -> PartialDate | None:
    """The period that a row is about; None where it cannot be told."""
    return read_period(grid.shown(row, found.roles[PERIOD]), found.year, quarters, _beside(grid, found, row))


def row_stretch(grid: Grid, found: FigureLayout, row: int) -> Stretch | None:
    """The several years, the term or the half year that a row is about."""
    return stretch_of(grid.at(row, found.roles[PERIOD]).text, found.year, _beside(grid, found, row))


def when(grid: Grid, found: FigureLayout, row: int, quarters: str) -> PartialDate | None:
    """The period that a row is about, or is kept under."""
    if (period := row_period(grid, found, row, quarters)) is not None:
        return period
    stretch = row_stretch(grid, found, row)
    return stretch.period if stretch else None


def _beside(grid: Grid, found: FigureLayout, row: int) -> str:
    return grid.at(row, found.roles[BESIDE]).text if BESIDE in found.roles else ""


def _without_sums(found: FigureLayout) -> None:
    """Leave out a column for a whole year among those for months or quarters: it is no period of its own."""
    spans = [each.period.precision for each in found.periods if each.holds not in (LEFT, NOTE)]
    finer = sum(1 for span in spans if span in ("month", "quarter", "day"))
    told = {each.period for each in found.periods if each.holds not in (LEFT, NOTE)}
    for each in list(found.periods):
        is_year = each.period.precision == "year"
        if each.holds == LEFT or (is_year and finer > spans.count("year")) or _is_made_of(each.period, told):
            found.periods.remove(each)
            if is_year and each.holds == PLANNED and TARGET not in found.roles:
                found.roles[TARGET] = each.number  # the target of the year
                continue
            found.left.append((each.title, "is made of other periods, or says nothing of figures"))


def _is_made_of(period: PartialDate, others: Collection[PartialDate]) -> bool:
    """Whether shorter periods lie in a period, so that it is their sum or mean: a quarter beside its months."""
    within = [each for each in others if period.first <= each.first and each.last <= period.last and each != period]
    return len(within) > 1
