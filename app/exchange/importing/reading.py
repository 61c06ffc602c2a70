"""What one row says: values for the fields of a record by the fields' own rules, and what could not be understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.dates import COUNCIL, spelt_out
from app.domain.fields import LINE, Day, FieldError, Rule, When
from app.domain.figures import opening
from app.domain.records import rules
from app.domain.schedule import PartialDate

from ..plantext import quoted
from . import KINDS
from .dates import INSIDE, read_when
from .grid import EMPTY, Cell, Grid, SheetColumn, SheetTable
from .statuses import DONE, StatusMeaning, blue_is_done, colour_of, read_risk, read_status
from .values import polarity, title_of, titled, value_of
from .vocabulary import TITLE, targets

KEPT_IN: Mapping[str, str] = {
    "actions": "progress", "recommendations": "detail", "objectives": "detail", "indicators": "note",
    "risks": "mitigation",
}  # fmt: skip
"""For each kind the field in which words stay that no other field can hold."""

_ROOM: Mapping[str, str] = {
    "actions": "detail", "recommendations": "detail", "objectives": "detail", "indicators": "definition",
    "risks": "event", "themes": "focus",
}  # fmt: skip
"""For each kind the field in which a title stands whole that is too long for one, or has a list under it."""


@dataclass
class RowReading:
    """What a row says.

    Attributes:
        row: in the sheet, counted from 0.
        values: by field, only what the row fills.
        texts: the words for what is found in the plan: themes, recommendations, an action.
        was_due: the date that was meant before; why_moved: why it is another now, where the row says so.
        remarks: words to be kept, by what they are about ("RAG").
        notes, wrong: sentences: how something was understood; what is left out and why.
        gone: why it is not wanted any more.
        is_open: whether a risk is said to be open.
        grouped: which of the texts stand in a heading over several rows.
        parts: the words of fields that several columns, or several rows, fill.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    was_due: PartialDate | None = None
    why_moved: str = ""
    remarks: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    gone: str = ""
    is_open: bool = False
    grouped: set[str] = field(default_factory=set)
    parts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the row is called."""
        return str(self.values.get(TITLE, ""))

    @property
    def ref(self) -> str:
        """Its reference or number, as it stands in the file."""
        return str(self.values.get("ref") or self.values.get("number") or "")


class TableReader:
    """Reads the rows of one table."""

    def __init__(self, grid: Grid, table: SheetTable, kind: str, quarters: str = COUNCIL):
        """`quarters` is the plan's setting, as of `read_when`."""
        self.grid, self.table, self.kind, self._quarters = grid, table, kind, quarters
        self.rules = rules(KINDS[kind])
        self._fractions = self._are_fractions()
        self._blue_is_done = blue_is_done(grid)
        self._labelled = {name for name in targets(kind) if len(table.of(name)) > 1}

    def cell(self, row: int, target: str) -> Cell:
        """What a row says under the column that goes to a target."""
        column = self.table.at(target)
        return self.grid.shown(row, column.number) if column else EMPTY

    def read(self, row: int) -> RowReading:
        """What a row says."""
        said = RowReading(row)
        for column in self.table.columns:
            cell = self.grid.shown(row, column.number)
            if column.target and not cell.text and (row, column.number) in self.grid.uncalculated:
                said.wrong.append(f"{column.title} is a formula without its result: open the file in Excel and save it")
            elif column.target and cell.text and not self._says_nothing(column.target, cell.text):
                self._take(said, column, cell)
            elif column.target == "rag" and (colour := self.grid.colours.get((row, column.number))):
                said.remarks["RAG"] = colour
                said.notes.append(f"{column.title} is filled {colour.lower()}")
        self._settle_standing(said)
        return said

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
                said.wrong.append(f"{column.title} {_shown(cell)} of {self.grid.where(row)} is left out")

    def several(self, said: RowReading) -> dict[str, str]:
        """The fields that several columns or rows fill, as they are to be held."""
        found: dict[str, str] = {}
        for name, parts in said.parts.items():
            lines = [f"{title}: {text}" if name in self._labelled else text for title, text in parts]
            lines += filter(None, [said.values.get(name)])  # beside words that a title had no room for
            found[name] = "\n".join(lines)
        return found

    # -- by target

    def _take(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        target = column.target
        special: dict[str, Callable[[RowReading, SheetColumn, Cell], None]] = {
            TITLE: self._title, "status": self._status, "rag": self._rag, "percent": self._percent,
            "was_due": self._was_due, "state": self._state, "better": self._better,
        }  # fmt: skip
        rule = self.rules.get(target)
        if target in special:
            special[target](said, column, cell)
        elif target not in self.rules or target in ("theme", "objective", "action", "category"):
            said.texts[target] = cell.text
        elif targets(self.kind)[target].several:
            said.parts.setdefault(target, []).append((column.title, cell.text))
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
        if column.target == "target" and cell.text.endswith("%"):
            said.texts["unit"] = "%"
        try:
            said.values[column.target] = value_of(rule, column.target, cell)
        except FieldError as error:
            self._left_out(said, column, cell, str(error).rstrip("."))

    def _date(self, said: RowReading, column: SheetColumn, cell: Cell, rule: Rule) -> None:
        try:
            found = read_when(cell, start=column.target == "starts", quarters=self._quarters)
        except ValueError as error:
            standing = read_status(cell.text)
            if "done" in self.rules and column.target == "due" and (standing.done or standing.gone):
                said.texts.setdefault("standing", cell.text)
            else:
                self._left_out(said, column, cell, str(error))
            return
        if isinstance(rule, Day):
            if found.date.precision != "day":
                self._left_out(said, column, cell, f"{_shown(cell)} is no day")
                return
            said.values[column.target] = found.date.first
        else:
            said.values[column.target] = found.date
        if not found.exact:
            before = f", moved from {found.before}" if column.target == "due" and found.before else ""
            said.notes.append(f"{column.title} {_shown(cell)} is read as {spelt_out(found.date)}{before}")
        if column.target == "due" and found.before:
            said.was_due = found.before
        rest = INSIDE.sub("", cell.text).strip(" ()–-:,;\n")
        if column.target == "due" and read_status(rest).done:
            said.texts.setdefault("standing", cell.text if cell.text.startswith(rest) else rest)

    def _was_due(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        try:
            said.was_due = read_when(cell, quarters=self._quarters).date
        except ValueError as error:
            self._left_out(said, column, cell, str(error))

    def _status(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        said.texts["standing"], said.texts["standing of"] = cell.text, column.title

    def _state(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        """Whether a risk is closed, and why, or which response its status names."""
        state = read_risk(cell.text)
        if state.closed:
            said.values.setdefault("closed_why", state.why)
            if not cell.text.casefold().startswith("closed"):
                said.notes.append(f"{_shown(cell)} is read as closed")
        elif state.closed is False:
            said.is_open = True
        if state.response:
            said.values.setdefault("response", state.response)
            said.notes.append(f"{_shown(cell)} is read as the response")
        if state.words and colour_of(cell.text):
            said.notes.append(f"{column.title} {_shown(cell)} is left out: a risk's colour comes from its score")
        elif state.words:
            said.remarks[column.title] = state.words

    def _better(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        """Which way is better; what does not say so is kept, and asked about."""
        found = polarity(cell.text)
        said.values["better"] = found.better
        if found.context:
            said.values["context"] = True
        if not found.sure:
            said.remarks[column.title] = " ".join(cell.text.split())
            asked = "names no band" if found.better == "band" else "does not say which way is better"
            said.wrong.append(f"{column.title}: {_shown(cell)} {asked}, so that nothing is judged; the words are kept")

    def _rag(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        colour = colour_of(cell.text)
        standing = read_status(cell.text)
        if not colour and (standing.done or standing.gone):
            said.texts.setdefault("standing", cell.text)
        else:
            said.remarks["RAG"] = colour or " ".join(cell.text.split())

    def _percent(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        percent = self._per_cent(cell)
        if percent is None:
            standing = read_status(cell.text)
            if standing.percent is None and not standing.done:
                self._left_out(said, column, cell, f"{_shown(cell)} is no number from 0 to 100")
                return
            percent = 100 if standing.done else standing.percent
            if standing.done:
                said.texts.setdefault("standing", cell.text)
        said.values["percent"] = percent

    def _per_cent(self, cell: Cell) -> int | None:
        try:
            number = Decimal(cell.text.replace("%", "").strip())
            if not cell.text.endswith("%") and (self._fractions or 0 < number < 1):
                number *= 100
            return int(number.to_integral_value()) if 0 <= number <= 100 else None
        except ArithmeticError:
            return None

    def _are_fractions(self) -> bool:
        """Whether per cent stands as a share of 1: no number of the column is above it, and one lies below."""
        column = self.table.at("percent")
        if column is None:
            return False
        texts = [self.grid.at(row, column.number).text for row in self.table.rows]
        numbers = [Decimal(text) for text in texts if re.fullmatch(r"\d{1,6}(\.\d{1,9})?", text, re.ASCII)]
        return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)

    def _settle_standing(self, said: RowReading) -> None:
        """Bring together what the columns for status, per cent and the day of completion say."""
        text, title = said.texts.pop("standing", ""), said.texts.pop("standing of", "Status")
        standing = read_status(text or said.remarks.get("RAG", ""), self._quarters)
        if standing.colour == DONE and not self._blue_is_done:
            standing = standing._replace(done=None)
        if standing.colour:
            said.remarks.setdefault("RAG", standing.colour)
        if standing.doubt:
            said.wrong.append(standing.doubt)
        if standing.gone and "ended_why" in self.rules:
            self._end(said, standing, text)
            return
        if standing.gone:
            said.gone = standing.words
        elif standing.words:
            said.remarks[title] = standing.words
        if standing.moved_to and "due" in self.rules:
            self._put_off(said, standing)
        if "done" not in self.rules:
            return
        values = said.values
        if standing.percent is not None and "percent" in self.rules:
            values.setdefault("percent", standing.percent)
        if standing.done_on:
            values.setdefault("done_on", standing.done_on)
        done = standing.done
        if done and standing.colour:
            said.notes.append(f"{standing.colour} is read as done")
        if done and values.get("percent", 100) < 100:
            said.wrong.append(
                f"it says {quoted(text or standing.colour)} and {values['percent']} %, so it is not taken as done"
            )
            done = False
        if done is not None:
            values["done"] = done

    def _end(self, said: RowReading, standing: StatusMeaning, text: str) -> None:
        """That an action ended without being done: when, and why; the day under "completed" is that of its end."""
        day = said.values.pop("done_on", None)
        said.values |= {"done": False, "ended_why": said.values.get("ended_why") or standing.words}
        if ended := said.values.get("ended") or standing.done_on or day:
            said.values["ended"] = ended
        said.notes.append(f"{quoted(' '.join(text.split()))} is read as ended without being done")

    def _put_off(self, said: RowReading, standing: StatusMeaning) -> None:
        """That its date was put off, in the words of its status; where another column gives the date, that holds."""
        due, to = said.values.get("due"), standing.moved_to
        assert to is not None
        if due is not None and due.last >= to.last:
            return
        said.values["due"] = to
        if due is not None:
            said.was_due, said.why_moved = due, standing.words
        said.notes.append(f"{quoted(standing.words)} is read as due {to}{f', moved from {due}' if due else ''}")

    def _left_out(self, said: RowReading, column: SheetColumn, cell: Cell, why: str) -> None:
        """Words that a field cannot hold are kept where the kind has room for them."""
        if self.kind in KEPT_IN:
            said.remarks[column.title] = " ".join(cell.text.split())
            said.wrong.append(f"{column.title}: {why}; the words are kept")
        else:
            said.wrong.append(f"{column.title}: {why}; it is left out")


_NOTHING = re.compile(r"[-–—./\s]+|n\s?/?\s?a\.?|none|nil", re.I)
"""What people write into a cell that has nothing to say."""
_NUMBERED = re.compile(
    r"\s*(?:(?:improvement )?theme|priority|recommendation|rec)?\.?[\s#]*(\d{1,2})"
    r"(?:\s*[:.)]\s*(?=[^\s\d])|\s*[–—-]\s+(?=\S)|\s+(?=(?-i:[A-Z])))",
    re.I,
)
"""A number that counts a title; not one with which its words begin, as in "16-18 pathway" and "16 and 17 year olds"."""


def is_ahead(when: PartialDate, position: date) -> bool:
    """Whether a date begins after the day that the plan speaks of."""
    return when.first > position


def _shown(cell: Cell) -> str:
    return quoted(" ".join(cell.text.split()))
