"""Going down a sheet row by row: which rows hold records, which go on, and which only group, total or explain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..plantext import quoted
from .column_inference import entry_of, is_number
from .finding import RecordMatcher
from .grid import Grid, SheetTable
from .vocabulary import TITLE, targets

_GROUP = re.compile(
    r"(?:ofsted )?(?P<kind>(?:improvement )?theme|priority|work ?stream|strand|recommendation|rec|objective)\b"
    r"[\s.#:–-]*(?P<number>\d[\d.]*)?\s*[:.)–—-]?\s*(?P<title>.*)",
    re.I | re.S,
)
_TOTAL = re.compile(r"(grand |sub)?-?totals?\b", re.I)
_NOTE = re.compile(
    r"(rag |brag |colour )?(key|legend|notes?|glossary|source|footnote|rag (rating|status)|definitions?)\b[\s:.]*|[*†]",
    re.I,
)
_TOLD = re.compile(
    r"[\[<(]|(please|use|give|enter|select|choose|describe|state|insert|list|provide|pick|set out|add|write|record|say|"
    r"show|specify|identify|name|outline|summari[sz]e|explain|include|indicate|score|rate|note|detail|assign|drop|type|"
    r"complete|what|who|when|how|which|where|should|must|e\.?g\.?|for example|example|free text|auto|calculated|"
    r"formula|1 ?[-–] ?\d|h/m/l|y/n|yes/no|unique|short|brief|clear|be )\b|dd/mm",
    re.I,
)
"""How one begins to say what a column is for."""
_OF_KIND = re.compile(
    r"(the )?(key )?(risks?|issues?|actions?|milestones?|indicators?|kpis?)( register| log| plan)?", re.I
)
_SAID_BELOW = re.compile(
    r"(rag |brag |colour )?(key|legend|notes?|nb|n\.b\.?|glossary|sources?|footnotes?|definitions?)\s*[:.–-]|[*†‡]|"
    r"(last |date )?(updated|revised|reviewed|printed|produced|prepared|published|amended)( on| by|:|\b(?=\s*\d))|"
    r"last (update|updated|revised|reviewed)\b|page \d+( (of|/) \d+)?$|\d+ of \d+$|(end of|blank)\b.*$|version\s?\d|"
    r"(official|confidential|restricted|draft)\b.{0,40}$|©|continued( overleaf)?$",
    re.I,
)
"""How a line begins that only explains, dates or counts what stands above it."""
_STATE = re.compile(
    r"(?:(?P<closed>closed|archived?|retired|expired|former|removed|de-?escalated)|open|live|current|active|new)\b"
    r"(?:(?: and|,|/| &)? (?:closed|archived|removed|strategic|corporate|service|operational|project|programme))*"
    r" (?:risks?|entries|items|register|log)(?: register| log)?(?: \(?.{0,30}\)?)?", re.I,
)  # fmt: skip
"""A heading that says of the risks below it that they are closed, or open."""
_COUNTED = re.compile(r"([A-Za-z][A-Za-z ]{2,40}?)(?:\s*#?\d{1,2}\b|\s?:)")
_COLOUR = re.compile(r"(red|amber|green|blue|grey|r|a|g|b)\W*", re.I)
_LABEL = re.compile(
    r"(improvement )?(theme|priority|work ?stream|strand|recommendation|rec|objective)[\s.#]*(\d[\d.]*\s*:?|:)", re.I
)
_LOGGED = {"risks": ("risk", "issue"), "actions": ("action",)}
"""What a log of several kinds lists for each of them."""
_GROUPS = ("theme", "recommendation", "objective")
_LONGEST = 300


class ClassifiedRow(NamedTuple):
    """A row and what it is: "record", "more" of the record above, "group", "aside", "other" in a log, or "skipped".

    "prepared" is one that waits to be filled in: it holds its number, and what stands in every such row.

    Attributes:
        text: why it is skipped, or the words it groups by.
        target: what it groups by: "theme", "recommendation", "objective".
        group: the words of the headings that hold for it, by target.
    """

    row: int
    what: str
    text: str = ""
    target: str = ""
    group: Mapping[str, str] = {}


class RowClassifier:
    """Sorts the rows of a sheet, table after table."""

    def __init__(self, grid: Grid, tables: Sequence[SheetTable], kind: str, finders: Mapping[str, RecordMatcher]):
        self._grid, self._tables, self._kind, self._finders = grid, tables, kind, finders
        self._group: dict[str, str] = {}
        self._sheet: str | None = None

    def above(self) -> Iterator[ClassifiedRow]:
        """The headings above the first table, which hold for its rows."""
        for row in range(self._tables[0].first if self._tables else 0):
            self._enter(row)
            if group := self._as_group(row):
                yield group
            elif "group" in targets(self._kind) and (text := self._first_of_several(row)):
                self._group["group"] = text
                yield ClassifiedRow(row, "group", text, "group")
            elif len(filled := self._grid.filled(row)) == 1 and _OF_KIND.fullmatch(self._grid.at(row, filled[0]).text):
                self._group.clear()  # "Risks", below the actions of the last theme

    def _first_of_several(self, row: int) -> str:
        """A lone text above the first table that is numbered as others below are: "Area 1" where "Area 2" follows."""
        filled = self._grid.filled(row)
        text = " ".join(self._grid.at(row, filled[0]).text.split()) if len(filled) == 1 else ""
        if not (match := _COUNTED.match(text)):
            return ""
        for later in range(row + 1, len(self._grid.rows)):
            others = self._grid.filled(later)
            found = _COUNTED.match(" ".join(self._grid.at(later, others[0]).text.split())) if len(others) == 1 else None
            if found and found[1].casefold() == match[1].casefold():
                return text
        return ""

    def lines(self, table: SheetTable) -> Iterator[ClassifiedRow]:
        """The rows of a table that hold something."""
        grid, title = self._grid, table.at(TITLE)
        usual, columns = self._usual(table), sum(1 for column in table.columns if column.target)
        after_blank, is_over, above = False, False, False
        titles = [text for row in table.rows if title and (text := grid.shown(row, title.number).text)]
        wordy = bool(titles) and not is_number(titles[0])
        self._enter(table.first)
        for row in table.rows:
            self._enter(row)
            filled = grid.filled(row)
            if not filled:
                after_blank, above = True, False
                continue
            text = grid.at(row, filled[0]).text
            shown = quoted(" ".join(text.split()))
            whole = self._is_wide(row, filled)
            joined = title is not None and grid.is_joined(row, title.number)
            titled = title is not None and bool(grid.at(row, title.number).text)
            alone = len(filled) == 1 and (whole or usual > 1)
            group = None if joined or (titled and usual < 3) else self._as_group(row, alone=alone)
            group = group or self._as_numbered(table, row, filled)
            if group:
                is_over = False
                yield group
            elif row == table.last + 1 and self._is_guidance(table, row, filled):
                yield ClassifiedRow(row, "aside", "it says how to fill the columns in")
            elif len(filled) == 1 and columns > 2 and _SAID_BELOW.match(text):
                yield ClassifiedRow(row, "aside", f"{shown} is a note, not part of the table")
            elif is_over or (len(filled) <= 2 and _NOTE.fullmatch(text)):
                is_over = True
                yield ClassifiedRow(row, "aside", f"{shown} belongs to a note or a key, not to the table")
            elif _TOTAL.match(text) and len(filled) < max(3, usual):
                yield ClassifiedRow(row, "aside", f"{shown} is a total")
            elif self._kind == "risks" and len(filled) == 1 and (state := _STATE.fullmatch(text.strip(" :.-–"))):
                self._group.pop("closed", None)
                if state["closed"]:
                    self._group["closed"] = " ".join(text.split())
                yield ClassifiedRow(row, "group", " ".join(text.split()), "state")
            elif self._heads_others(table, row, filled, usual) and not self._goes_on(table, row, above):
                self._group["group"] = " ".join(text.split())
                yield ClassifiedRow(row, "group", " ".join(text.split()), "group")
            elif whole or (self._is_lone(table, filled, usual) and not self._goes_on(table, row, above)):
                yield ClassifiedRow(
                    row, "skipped", f"{shown} stands alone in its row and looks like a heading or a note"
                )
            elif len(filled) <= 2 and after_blank and usual > 2 and _COLOUR.fullmatch(text):
                yield ClassifiedRow(row, "aside", f"{shown} belongs to a key of colours")
            elif self._goes_on(table, row, above):
                yield ClassifiedRow(row, "more")
                continue
            elif (title is None and not self._has_ref(table, row)) or (
                title is not None and not grid.shown(row, title.number).text
            ):
                word = title.title if title else targets(self._kind)[TITLE].label
                if self._is_prepared(table, row):
                    yield ClassifiedRow(row, "prepared")
                    continue
                if error := self._grid.errors.get((row, title.number if title else -1)):
                    why = f"its {word} is the error {error}: it waits for a title"
                elif (row, title.number if title else -1) in grid.uncalculated:
                    why = f"its {word} is a formula without its result: open the file in Excel and save it"
                else:
                    why = f"it has no {word}"
                yield ClassifiedRow(row, "skipped", why)
            elif title is not None and wordy and is_number(grid.shown(row, title.number).text):
                yield ClassifiedRow(row, "aside", f"{quoted(grid.shown(row, title.number).text)} is a number, no title")
            elif other := self._is_other(table, row):
                yield ClassifiedRow(row, "other", f"the sheet lists it as {other}")
            else:
                after_blank, above = False, True
                yield ClassifiedRow(row, "record", group=dict(self._group))
                continue
            above = False

    def _is_prepared(self, table: SheetTable, row: int) -> bool:
        """Whether a row without a title holds nothing but its number, and what a form puts into every empty row."""
        title, ref = table.at(TITLE), table.at("ref") or table.at("number")
        if title is None or (row, title.number) in self._grid.errors or (row, title.number) in self._grid.uncalculated:
            return False
        others = [n for n in self._grid.filled(row) if ref is None or n != ref.number]
        if not others:
            return ref is not None
        texts = [self._grid.at(row, n).text for n in others]
        beside = (r for r in (row - 1, row + 1) if r in table.rows and not self._grid.at(r, title.number).text)
        again = any([self._grid.at(r, n).text for n in others] == texts and
                    len(self._grid.filled(r)) == len(self._grid.filled(row)) for r in beside)  # fmt: skip
        return again and all(len(text.split()) <= 3 for text in texts)

    def _has_ref(self, table: SheetTable, row: int) -> bool:
        ref = table.at("ref") or table.at("number")
        return ref is not None and bool(self._grid.at(row, ref.number).text)

    def _is_guidance(self, table: SheetTable, row: int, filled: Sequence[int]) -> bool:
        """Whether the first row below a header tells people what to write, where each row has a number of its own."""
        ref = table.at("ref") or table.at("number")
        texts = [self._grid.at(row, column).text for column in filled]
        told = sum(1 for text in texts if _TOLD.match(text))
        if ref is None:
            return len(texts) > 2 and told == len(texts)
        if self._grid.at(row, ref.number).text and not _TOLD.match(self._grid.at(row, ref.number).text):
            return False
        others = [self._grid.at(other, ref.number).text for other in table.rows[1:31] if self._grid.filled(other)]
        numbered = bool(others) and sum(1 for text in others if text) > 0.8 * len(others)
        return numbered and 2 * told >= len(texts) > 1

    def _is_other(self, table: SheetTable, row: int) -> str:
        """What else a row of a log is, "an assumption"; empty where it is of the kind that is read."""
        column = table.at("raid")
        entry = entry_of(self._grid.shown(row, column.number).text, lettered=True) if column else ""
        if not entry or entry in _LOGGED.get(self._kind, ()):
            return ""
        return f"{'an' if entry[0] in 'aeiou' else 'a'} {entry}"

    def _enter(self, row: int) -> None:
        """Where another sheet begins its own headings hold, and the theme that it is called by."""
        name = self._grid.part(row).name
        if name != self._sheet:
            self._sheet = name
            self._group.clear()
            if "theme" in self._finders and self._kind != "themes" and self._finders["theme"].matches_name(name):
                self._group["theme"] = name

    def _as_numbered(self, table: SheetTable, row: int, filled: Sequence[int]) -> ClassifiedRow | None:
        """A row "1, Leadership" above rows numbered 1.1 and 1.2, which it groups."""
        title, ref = table.at(TITLE), table.at("ref")
        if title is None or ref is None or list(filled) != sorted((ref.number, title.number)):
            return None
        number = self._grid.at(row, ref.number).text.strip().rstrip(".")
        below = self._grid.at(row + 1, ref.number).text.strip()
        if not number.isdecimal() or not below.startswith(f"{number}.") or len(self._grid.filled(row + 1)) < 3:
            return None
        words = self._grid.at(row, title.number).text
        target = next((n for n in _GROUPS if n in self._finders and self._finders[n].knows(words)), "theme")
        return self._grouped(row, target, f"{number} {words}")

    def _usual(self, table: SheetTable) -> int:
        """How many cells of its columns most rows fill."""
        counts = sorted(filled for row in table.rows if (filled := len(self._grid.filled(row))))
        counts = [count for count in counts if count > 1] or counts  # headings over a few rows are not most of them
        return counts[len(counts) // 2] if counts else 0

    def _is_wide(self, row: int, filled: Sequence[int]) -> bool:
        """Whether the one text of a row is spread over most of its columns."""
        wide = any(a.right - a.left + 1 > self._grid.width / 2 for a in self._grid.spans(row) if a.left == filled[0])
        return len(filled) == 1 and wide

    def _is_lone(self, table: SheetTable, filled: Sequence[int], usual: int) -> bool:
        """Whether a row's one text may be a heading: a title beside an empty reference is a record."""
        first, title = table.columns[0].number, table.at(TITLE)
        is_title = title is not None and filled[0] == title.number != first
        return len(filled) == 1 and usual > 2 and not is_title

    def _heads_others(self, table: SheetTable, row: int, filled: Sequence[int], usual: int) -> bool:
        """Whether one short text stands alone over rows of the table, or over the header of the next."""
        if "group" not in targets(self._kind) or len(filled) != 1 or filled[0] > table.columns[0].number + 1:
            return False
        if table.first < self._grid.part(row).first:  # what stands first in a sheet is its title
            return False
        text = self._grid.at(row, filled[0]).text
        alone = self._is_wide(row, filled) or self._is_lone(table, filled, usual)
        if not alone or len(text) > 80 or text.endswith(".") or _SAID_BELOW.match(text) or _TOTAL.match(text):
            return False
        next_row = next((r for r in range(row + 1, len(self._grid.rows)) if self._grid.filled(r)), None)
        return next_row is not None and len(self._grid.filled(next_row)) * 2 > usual

    def _goes_on(self, table: SheetTable, row: int, above: bool) -> bool:
        """Whether a row only says more of the record in the row above it."""
        if not above:
            return False
        title, ref = table.at(TITLE), table.at("ref") or table.at("number")
        if title and self._grid.is_joined(row, title.number):
            return True
        if (title and self._grid.at(row, title.number).text) or (ref and self._grid.at(row, ref.number).text):
            return False
        there = {c.target for c in table.columns if c.target and self._grid.at(row, c.number).text}
        return bool(there) and all(targets(self._kind)[target].several for target in there)

    def _as_group(self, row: int, *, alone: bool = True) -> ClassifiedRow | None:
        """A row that groups those below it; None where it is no heading."""
        target, text = heading(self._grid, row)
        if not target and alone and text:
            target = next((n for n in _GROUPS if n in self._finders and self._finders[n].knows(text)), "")
        if not target or f"{target}s" == self._kind:
            return None
        return self._grouped(row, target, text)

    def _grouped(self, row: int, target: str, text: str) -> ClassifiedRow:
        if target == "theme":
            self._group.clear()
        self._group[target] = text
        return ClassifiedRow(row, "group", text, target)


def heading(grid: Grid, row: int) -> tuple[str, str]:
    """What a row names over others ("theme", "recommendation", "objective" or nothing), and its few words."""
    filled = grid.filled(row)
    if not 0 < len(filled) <= 2:
        return "", ""
    texts = [" ".join(grid.at(row, column).text.split()) for column in filled]
    text = " ".join(texts)
    if len(text) > _LONGEST or (len(texts) == 2 and not _LABEL.fullmatch(texts[0])):
        return "", ""
    match = _GROUP.fullmatch(text)
    if not match or not (match["number"] or len(texts) == 2 or ":" in text):
        return "", text
    word = match["kind"].casefold()
    return "recommendation" if "rec" in word else "objective" if word == "objective" else "theme", text


def headings(grid: Grid) -> Iterator[tuple[int, str, str]]:
    """Every row that names something over others: row, what it is, its words; each name once."""
    seen: set[tuple[str, str]] = set()
    for row in range(len(grid.rows)):
        target, text = heading(grid, row)
        if target and (target, text.casefold()) not in seen:
            seen.add((target, text.casefold()))
            yield row, target, text
