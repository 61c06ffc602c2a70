"""What one row says: values for the fields of a record by the fields' own rules, and what could not be understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from app.domain.dates import COUNCIL, spelt_out
from app.domain.fields import LINE, Day, FieldError, Rule, Terms, When
from app.domain.figures import opening
from app.domain.records import rules
from app.domain.schedule import PartialDate
from app.domain.stored import spelt

from ..plantext import quoted
from . import KINDS
from .dates import INSIDE, LATE_EPOCH, CellDate, in_order, read_when
from .grid import EMPTY, Cell, Grid, SheetColumn, SheetTable
from .judging import TableJudgement
from .marks import read_figure
from .row_reading import RowReading
from .settling import settle_standing
from .statuses import blue_is_done, colour_of, read_status
from .units import money_in, unit_called
from .values import polarity, title_of, titled, value_of
from .vocabulary import TITLE, targets

_ROOM: Mapping[str, str] = {
    "actions": "detail", "recommendations": "detail", "objectives": "detail", "indicators": "definition",
    "risks": "event", "themes": "focus",
}  # fmt: skip
"""For each kind the field in which a title stands whole that is too long for one, or has a list under it."""


class TableReader:
    """Reads the rows of one table."""

    def __init__(
        self, grid: Grid, table: SheetTable, kind: str, terms: Terms | None = None, judged: TableJudgement | None = None
    ):
        """`terms` is the plan: its quarters, as of `read_when`, and its scale; `judged` what columns say as wholes."""
        self.grid, self.table, self.kind = grid, table, kind
        self.quarters = terms.quarters if terms else COUNCIL
        self.rules = {name: rule.within(terms) if terms else rule for name, rule in rules(KINDS[kind]).items()}
        self.judged = judged or TableJudgement()
        self._special = self.special
        self._blue_is_done = blue_is_done(grid)
        self._labelled = {name for name in targets(kind) if len(table.of(name)) > 1}

    def cell(self, row: int, target: str) -> Cell:
        """What a row says under the column that goes to a target."""
        column = self.table.at(target)
        return self.grid.shown(row, column.number) if column else EMPTY

    def read(self, row: int) -> RowReading:
        """What a row says."""
        said = RowReading(row)
        if fault := self.grid.faults.get(row):
            said.wrong.append(fault)
        for column in self.table.columns:
            cell = self._unstruck(said, column, self.grid.shown(row, column.number))
            self._note(said, column)
            if column.target and not cell.text and (row, column.number) in self.grid.uncalculated:
                said.wrong.append(f"{column.title} is a formula without its result: open the file in Excel and save it")
                said.doubted.add(column.target)
            elif column.target and (error := self.grid.errors.get((row, column.number))):
                said.wrong.append(f"{column.title} holds the error {error} in place of a result, so it is empty")
                said.doubted.add(column.target)
            elif column.target and cell.text and not self._says_nothing(column.target, cell.text):
                self._take(said, column, cell)
            elif column.target == "rag" and (colour := self.grid.colours.get((row, column.number))):
                said.remarks["RAG"] = colour
                said.notes.append(f"{column.title} is filled {colour.lower()}")
        self._multiply(said)
        settle_standing(said, self.rules, self.quarters, blue_is_done=self._blue_is_done)
        return said

    def _multiply(self, said: RowReading) -> None:
        """Figures of an indicator in thousands or millions, as its unit says ("£000"), as they are."""
        column = self.table.at("unit") if self.kind == "indicators" else None
        unit = unit_called(self.grid.shown(said.row, column.number).text) if column else None
        for name in _FIGURES if self.kind == "indicators" else ():
            own, value = self.table.at(name), said.values.get(name)
            if own is None or value is None or name in said.whole:
                continue
            times = unit[1] if unit and unit[1] != 1 else money_in(own.title) or money_in(said.title)
            if times > 1:
                said.values[name] = Decimal(spelt(value * times))
            if times > 1 and not unit:
                said.texts["unit"] = "£"

    def _unstruck(self, said: RowReading, column: SheetColumn, cell: Cell) -> Cell:
        """A cell without what is struck through in it; a row that is so as a whole is read as it stands."""
        place = (said.row, column.number)
        if column.target and place in self.grid.partly_struck:
            said.wrong.append(f"words that are struck through in {column.title} are left out")
            said.doubted.add(column.target)
        if not column.target or place not in self.grid.struck or self.is_struck(said.row):
            return cell
        said.wrong.append(f"{column.title} {shown(cell)} is struck through, so it is left out")
        said.doubted.add(column.target)
        return EMPTY

    def is_struck(self, row: int) -> bool:
        """Whether what a row is about is struck through."""
        title = self.table.at(TITLE)
        return title is not None and (row, title.number) in self.grid.struck

    def _note(self, said: RowReading, column: SheetColumn) -> None:
        """What is written on a cell, and where it leads, is kept as a remark."""
        notes = self.grid.notes.get((said.row, column.number), ())
        if not notes:
            return
        said.remarks[f"Note on {column.title}"] = "; ".join(" ".join(text.split()) for text in notes)

    def _says_nothing(self, target: str, text: str) -> bool:
        """Whether a cell is as good as empty; that an action is "N/A" says something of how it stands."""
        if target == TITLE or (target == "status" and "ended_why" in self.rules and text[:1].casefold() == "n"):
            return target != TITLE and text.casefold() in ("none", "nil")
        return _NOTHING.fullmatch(text) is not None

    def read_heading(self, row: int, text: str) -> RowReading:
        """What a heading over other rows says: its number and its title."""
        said = RowReading(row)
        self._title(said, SheetColumn(0, "Heading", ""), Cell(text))
        return said

    def go_on(self, said: RowReading, row: int) -> None:
        """Add what a further row says of the same record."""
        for column in self.table.columns:
            cell = self.grid.at(row, column.number)
            if not cell.text or not column.target:
                continue
            if targets(self.kind)[column.target].several:
                said.parts.setdefault(column.target, []).append((column.title, cell.text))
            else:
                said.wrong.append(f"{column.title} {shown(cell)} of {self.grid.where(row)} is left out")

    def several(self, said: RowReading) -> dict[str, str]:
        """The fields that several columns or rows fill, as they are to be held."""
        found: dict[str, str] = {}
        for name, parts in said.parts.items():
            lines = [f"{title}: {text}" if name in self._labelled else text for title, text in parts]
            lines += filter(None, [said.values.get(name)])  # beside words that a title had no room for
            found[name] = "\n".join(lines)
        return found

    # -- by target

    @property
    def special(self) -> Mapping[str, Callable[[RowReading, SheetColumn, Cell], None]]:
        """What reads the columns of which the rule of a field alone does not say how."""
        return {
            TITLE: self._title, "status": self._status, "rag": self._rag, "percent": self._percent,
            "was_due": self._was_due, "better": self._better, "resolution": self._resolution,
        }  # fmt: skip

    def _take(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        target = column.target
        rule = self.rules.get(target)
        if target in self._special:
            self._special[target](said, column, cell)
        elif targets(self.kind)[target].several:
            said.parts.setdefault(target, []).append((column.title, cell.text))
        elif target not in self.rules or target in _NAMES:
            said.texts[target] = cell.text
        elif isinstance(rule, When | Day):
            self._date(said, column, cell, rule)
        else:
            assert rule is not None
            self._plain(said, column, cell, rule)

    def _title(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        text = cell.text
        if "number" in self.rules and (match := _NUMBERED.match(text)) and "number" not in said.values:
            said.values["number"], text = int(match[1]), text[match.end() :]
        title, whole = titled(text)
        if whole and (room := _ROOM.get(self.kind)):
            said.parts.setdefault(room, []).insert(0, (column.title, whole))
        elif whole and len(title := title_of(text)) > LINE:
            title = opening(title, LINE - 1)
            rest = quoted(title_of(text)[len(title) - 1 :].strip())
            said.wrong.append(f"{self.rules[TITLE].label} is longer than {LINE} characters; {rest} is left out")
        said.values[TITLE] = title

    def _plain(self, said: RowReading, column: SheetColumn, cell: Cell, rule: Rule) -> None:
        if self.kind == "indicators" and column.target in _FIGURES and self._figure(said, column, cell):
            return
        if column.target == "target" and cell.text.endswith("%"):
            said.texts["unit"] = "%"
        if column.target == "target" and (share := self._share(column, cell)):
            if column.number in self.judged.left:
                self.left_out(said, column, cell, f"{shown(cell)} may be a share or per cent")
                return
            said.notes.append(f"{column.title} {shown(cell)} is read as {share} %")
            said.doubted.add(column.target)
            cell = Cell(share)
        try:
            said.values[column.target] = value_of(rule, column.target, cell)
        except FieldError as error:
            self.left_out(said, column, cell, str(error).rstrip("."))

    def _figure(self, said: RowReading, column: SheetColumn, cell: Cell) -> bool:
        """Whether a cell says its figure otherwise than by digits alone: "£1.2m", "≥ 95%", "1,200-"."""
        text = " ".join(cell.text.split())
        limit = _LIMIT.match(text)
        read = read_figure(Cell(text[limit.end() :], cell.value if not limit else None) if limit else cell)
        if read is None or (not limit and not read.whole and not read.wrong and read.unit in ("", "%")):
            return False
        if read.value is None:
            why = read.wrong or (f"{shown(cell)} says {read.gap[0].lower()}{read.gap[1:]}" if read.gap else "")
            self.left_out(said, column, cell, why or f"{shown(cell)} is no figure")
            return True
        said.values[column.target] = Decimal(spelt(read.value))
        if read.whole:
            said.whole.add(column.target)
        if read.unit in ("£", "%"):
            said.texts["unit"] = read.unit
        if limit:
            said.remarks[column.title] = text
            said.doubted.add(column.target)
            said.wrong.append(f"{column.title} {shown(cell)} is read as {read.value:f}; the words are kept")
        return True

    def _share(self, column: SheetColumn, cell: Cell) -> str:
        """What a cell is in per cent, where its column holds shares of one; empty where it is none."""
        if column.number not in self.judged.shares | self.judged.left:
            return ""
        try:
            number = Decimal(cell.text)
        except ArithmeticError:
            return ""
        return f"{(number * 100).normalize():f}" if 0 < number <= 1 else ""

    def _when(self, column: SheetColumn, cell: Cell) -> CellDate:
        """The date in a cell, as its column writes them. Raises ValueError."""
        if self.grid.late_epoch and isinstance(cell.value, Decimal):
            cell = Cell(cell.text, cell.value + LATE_EPOCH)
        ordered = in_order(cell, self.judged.order(column))
        return read_when(ordered, start=column.target == "starts", quarters=self.quarters)

    def _date(self, said: RowReading, column: SheetColumn, cell: Cell, rule: Rule) -> None:
        try:
            found = self._when(column, cell)
        except ValueError as error:
            standing = read_status(cell.text)
            if "done" in self.rules and column.target == "due" and (standing.done or standing.gone):
                said.texts.setdefault("standing", cell.text)
            else:
                self.no_date(said, column, cell, error)
            return
        if isinstance(rule, Day):
            if found.date.precision != "day":
                self.left_out(said, column, cell, f"{shown(cell)} is no day")
                return
            said.values[column.target] = found.date.first
        else:
            said.values[column.target] = found.date
        if not found.exact:
            before = f", moved from {found.before}" if column.target == "due" and found.before else ""
            said.notes.append(f"{column.title} {shown(cell)} is read as {spelt_out(found.date)}{before}")
        if column.target == "due" and found.before:
            said.was_due = found.before
        rest = INSIDE.sub("", cell.text).strip(" ()–-:,;\n")
        who = self.table.at("owner") is None and "owner" in self.rules and _WHO.search(column.title)
        if column.target == "due" and who and len(rest) <= LINE and not read_status(rest).done:
            said.values.setdefault("owner", rest.rstrip(" /,;–-"))
        elif column.target == "due" and _LEFT_OVER.search(_FILLING.sub(" ", rest)) and not read_status(rest).done:
            said.remarks[column.title] = " ".join(cell.text.split())
        if column.target == "due" and read_status(rest).done:
            said.texts.setdefault("standing", cell.text if cell.text.startswith(rest) else rest)

    def _was_due(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        try:
            said.was_due = self._when(column, cell).date
        except ValueError as error:
            self.left_out(said, column, cell, str(error))

    def _status(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        if _COMPLETED.search(column.title) and "done_on" in self.rules and self.table.at("done_on") is None:
            try:  # under "Completed" a day says when
                said.values["done_on"] = self._when(column, cell).date
                return
            except ValueError:
                pass
        said.texts["standing"], said.texts["standing of"] = cell.text, column.title

    def _resolution(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        said.texts["resolution"], said.texts["resolution of"] = cell.text, column.title

    def _better(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        """Which way is better; what does not say so is kept, and asked about."""
        found = polarity(cell.text)
        said.values["better"] = found.better
        if found.context:
            said.values["context"] = True
        if not found.sure:
            said.remarks[column.title] = " ".join(cell.text.split())
            asked = "names no band" if found.better == "band" else "does not say which way is better"
            said.wrong.append(f"{column.title}: {shown(cell)} {asked}, so that nothing is judged; the words are kept")

    def _rag(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        colour = colour_of(cell.text)
        standing = read_status(cell.text)
        if not colour and (standing.done or standing.gone):
            said.texts.setdefault("standing", cell.text)
        else:
            said.remarks["RAG"] = colour or " ".join(cell.text.split())

    def _percent(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        if cell.text == "1" and column.number in self.judged.left:
            self.left_out(said, column, cell, "nobody can tell whether 1 is one per cent or the whole")
            return
        if _SHARE.fullmatch(cell.text) and column.number not in self.judged.shares:
            said.wrong.append(f"{column.title} {shown(cell)} is read as a share of one")
            said.doubted.add("percent")
        percent = self._per_cent(column, cell)
        if percent is None:
            standing = read_status(cell.text)
            if standing.percent is None and not standing.done:
                self.left_out(said, column, cell, f"{shown(cell)} is no number from 0 to 100")
                return
            percent = 100 if standing.done else standing.percent
            if standing.done:
                said.texts.setdefault("standing", cell.text)
        said.values["percent"] = percent

    def _per_cent(self, column: SheetColumn, cell: Cell) -> int | None:
        try:
            number = Decimal(cell.text.replace("%", "").strip())
            is_share = column.number in self.judged.shares or _SHARE.fullmatch(cell.text)
            if not cell.text.endswith("%") and is_share:
                number *= 100
            return int(number.to_integral_value()) if 0 <= number <= 100 else None
        except ArithmeticError:
            return None

    def no_date(self, said: RowReading, column: SheetColumn, cell: Cell, error: ValueError) -> None:
        """What stands where a date should."""
        self.left_out(said, column, cell, str(error))

    def left_out(self, said: RowReading, column: SheetColumn, cell: Cell, why: str) -> None:
        """Words that a field cannot hold are kept where the kind has room for them, or beside the record."""
        said.doubted.add(column.target)
        said.remarks[column.title] = " ".join(cell.text.split())
        said.wrong.append(f"{column.title}: {why}; the words are kept")


_NAMES = ("theme", "objective", "action", "category", "escalated_to")
"""What a cell names, to be found in the plan."""
_FIGURES = ("target", "target_high", "tolerance")
"""The figures of an indicator that stand in a row of its own."""
_LIMIT = re.compile(
    r"(?:<=?|>=?|≤|≥|under|over|(?:less|more|fewer|greater|higher|lower) than|below|above|up to|at least|at most|"
    r"minimum(?: of)?|maximum(?: of)?|no (?:more|less|fewer) than)\s*(?=[£\d])",
    re.I,
)
_WHO = re.compile(r"\b(?:who|whom|officer|owner|lead|responsible|responsibility)\b", re.I)
_FILLING = re.compile(
    r"\b(?:by|end|start|beginning|close|of|the|mid|middle|early|late|during|week|w/?c|w/?e|commencing|ending|beginning|"
    r"from|to|until|till|now|was|moved|revised|original(?:ly)?|new|dates?|due|target|on|in|at|before|after|no|later|"
    r"than|extended|slipped|deferred|for|and|then|current(?:ly)?|previous(?:ly)?|expected|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun))\b", re.I
)  # fmt: skip
"""Words that only say which date is meant."""
_COMPLETED = re.compile(r"\b(?:completed|complete|done|closed|finished|achieved|delivered)\b", re.I)
_LEFT_OVER = re.compile(r"[^\W\d_]{4}")
_NOTHING = re.compile(r"[-–—./\s]+|n\s?/?\s?a\.?|none|nil", re.I)
"""What people write into a cell that has nothing to say."""
_SHARE = re.compile(r"0?\.0*[1-9]\d*", re.ASCII)
_NUMBERED = re.compile(
    r"\s*(?:(?:improvement )?theme|priority|recommendation|rec)?\.?[\s#]*(\d{1,2})"
    r"(?:\s*[:.)]\s*(?=[^\s\d])|\s*[–—-]\s+(?=\S)|\s+(?=(?-i:[A-Z])))",
    re.I,
)
"""A number that counts a title; not one with which its words begin, as in "16-18 pathway" and "16 and 17 year olds"."""


def is_ahead(when: PartialDate, position: date) -> bool:
    """Whether a date begins after the day that the plan speaks of."""
    return when.first > position


def shown(cell: Cell) -> str:
    """The words of a cell in quotation marks, on one line."""
    return quoted(" ".join(cell.text.split()))
