"""What a row of a register of risks says: its scores by the sheet's own scale, how it stands, what is done about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from app.domain.fields import Terms
from app.domain.records import NOT_GIVEN

from .column_inference import entry_of, is_number
from .dates import INSIDE, in_order, read_when
from .grid import Cell, Grid, SheetColumn, SheetTable
from .judging import TableJudgement
from .questions import Asking
from .reading import TableReader, shown
from .risk_scale import PARTS, RiskScale, ScoredRow, number_in, scale_in
from .row_reading import RowReading
from .statuses import colour_of, day_in, read_risk
from .vocabulary import TITLE

SETS = ("", "inherent_", "target_")
_RATING = (
    r"(?:very (?:high|low)|high|medium|med|low|extreme|critical|moderate|severe|significant|red|amber|green|yellow)"
)
_BY = re.compile(
    rf"(?:{_RATING}[\s:=,(–-]+)?\(?[lip]?\s*(\d)\s*[x×*,/ ]\s*[lip]?\s*(\d)\)?\s*"
    rf"(?:=\s*(\d{{1,2}})|\(\s*=?\s*(\d{{1,2}})\s*\))?(?:[\s:=,;(–-]+{_RATING}(?: risk)?)?\)?",
    re.I,
)
"""Likelihood and impact in one cell, with their product and its colour beside: "4x3=12 Amber"."""
_TURNED = re.compile(r"\b(?:i|impact|severity)\s*[x×*]\s*(?:l|p|likelihood|probability)\b", re.I)
_BEHIND = re.compile(rf"^(?:{_RATING}[\s,:–-]*\d{{1,2}}|\d{{1,2}}|{_RATING})\s*(?:=|:|[-–])?\s*\(([^()]*)\)$", re.I)
"""A score with the two numbers that it is made of behind it: "16 (4x4)"."""
_CLOSED_SHEET = re.compile(r"\b(closed|archived?|retired|expired|removed)\b", re.I)
_MATRIX = re.compile(r"([A-Ea-e])\s*[-/]?\s*([1-5])|([1-5])\s*[-/]?\s*([A-Ea-e])")
_OCCURRED = {"issue", "issues", "live issue"}


def scored_rows(grid: Grid, tables: Iterable[SheetTable]) -> list[ScoredRow]:
    """What the rows of tables say of each of their scores."""
    found: list[ScoredRow] = []
    for table in tables:
        for prefix in SETS:
            columns = [table.at(prefix + part) for part in (*PARTS, "score")]
            if columns[0] is None and columns[1] is None:
                continue
            title = table.at(TITLE)
            for row in table.rows:
                if title and is_number(grid.shown(row, title.number).text or "0"):
                    continue
                texts = [_in_per_cent(c, grid.shown(row, c.number).text) if c else "" for c in columns]
                if texts[0] or texts[1]:
                    found.append(ScoredRow(texts[0], texts[1], number_in(texts[2]) if texts[2] else None))
    return found


def _in_per_cent(column: SheetColumn, text: str) -> str:
    """What stands under "Likelihood (%)": 60 is 60 %."""
    is_so = "%" in column.title and column.target.endswith("likelihood") and text.replace(".", "", 1).isdecimal()
    return f"{text}%" if is_so else text


def scale_of_sheet(grid: Grid, tables: Sequence[SheetTable], terms: Terms, asking: Asking) -> RiskScale:
    """The scale by which a sheet scores, beside the plan's."""
    factors = {prefix + part for prefix in SETS for part in PARTS}
    headers = [column.whole or column.title for table in tables for column in table.columns if column.target in factors]
    return scale_in(scored_rows(grid, tables), headers, {part: terms.scale.words(part) for part in PARTS}, asking)


class RiskReader(TableReader):
    """Reads the rows of one table of risks."""

    def __init__(
        self, grid: Grid, table: SheetTable, kind: str, terms: Terms, judged: TableJudgement | None = None,
        *, scale: RiskScale, asking: Asking,
    ):  # fmt: skip
        super().__init__(grid, table, kind, terms, judged)
        self._scale, self._asking, self._terms = scale, asking, terms

    @property
    def special(self) -> Mapping[str, Callable[[RowReading, SheetColumn, Cell], None]]:
        scores = {prefix + part: self._score for prefix in SETS for part in (*PARTS, "score")}
        own = {"state": self._state, "raid": self._raid, "response": self._response, "as_at": self._as_at}
        return {**super().special, **scores, **own}

    def read(self, row: int) -> RowReading:
        said = super().read(row)
        for prefix in SETS:
            self._settle(said, prefix)
        title = self.table.at(TITLE)
        name = self.grid.part(row).name
        for where in (title.title if title else "", name):
            if re.search(r"\bissues?\b", where, re.I) and "risk" not in where.casefold():
                said.values.setdefault("occurred_what", f"Listed under {where}")
        if _CLOSED_SHEET.search(name) and not said.is_open:
            said.values.setdefault("closed_why", NOT_GIVEN)
        return said

    # -- scores

    def _score(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        said.scores[column.target] = (column.title, _in_per_cent(column, " ".join(cell.text.split())))

    def _settle(self, said: RowReading, prefix: str) -> None:
        """The likelihood and impact of one set, or the words that are no score."""
        given = {part: said.scores.get(prefix + part, ("", "")) for part in (*PARTS, "score")}
        title, text = given["score"]
        if not given["likelihood"][1] and not given["impact"][1]:
            if text:
                self._of_score_alone(said, prefix, title, text)
            return
        levels = {part: self._scale.read(part, given[part][1]) if given[part][1] else None for part in PARTS}
        if None in levels.values():
            for part in PARTS:
                self._keep(said, prefix + part, *given[part], is_level=levels[part] is not None)
            if text:
                said.remarks[title] = text
            return
        said.values |= {prefix + part: level for part, level in levels.items()}
        if self._scale.doubtful:
            said.doubted |= {prefix + part for part in PARTS}
        number, score = number_in(text), self._terms.scale.score(levels["likelihood"], levels["impact"])
        if number is not None and number != score and not self._scale.own:
            said.wrong.append(
                f"{levels['likelihood']} x {levels['impact']} is {score}, the sheet says {number} under {title}"
            )
            said.doubted |= {prefix + part for part in PARTS}

    def _keep(self, said: RowReading, field: str, title: str, text: str, *, is_level: bool) -> None:
        """Words that are no level stay words."""
        if not text:
            label = self.rules[field].label
            said.wrong.append(f"{label} is not given, so it is not scored")
            said.doubted.add(field)
            return
        said.remarks[title] = text
        said.doubted.add(field)
        if not is_level:
            said.wrong.append(f"{title}: {shown(Cell(text))} is no level of the scale; the words are kept")

    def _of_score_alone(self, said: RowReading, prefix: str, title: str, text: str) -> None:
        """A score without likelihood and impact beside it: "5x4=20", "A1", "20"."""
        fields = {prefix + part for part in PARTS}
        if match := _BY.fullmatch(_BEHIND.sub(r"\1", text)):
            first, second = (int(match[2]), int(match[1])) if _TURNED.search(title) else (int(match[1]), int(match[2]))
            if 1 <= first <= self._scale.levels["likelihood"] and 1 <= second <= self._scale.levels["impact"]:
                said.values |= {prefix + "likelihood": first, prefix + "impact": second}
                said.wrong.append(f"{title}: {shown(Cell(text))} is read as likelihood {first}, impact {second}")
                number, score = match[3] or match[4], self._terms.scale.score(first, second)
                if number and int(number) != score and not self._scale.own:
                    said.wrong.append(f"{first} x {second} is {score}, the sheet says {number} under {title}")
                said.doubted |= fields
                return
        if (match := _MATRIX.fullmatch(text)) and (levels := self._of_matrix(match)):
            said.values |= {prefix + part: level for part, level in zip(PARTS, levels, strict=True)}
            said.doubted |= fields
            return
        said.remarks[title] = text
        said.doubted |= fields
        if not colour_of(text):
            said.wrong.append(f"{title}: {shown(Cell(text))} says no likelihood and impact; the words are kept")

    def _of_matrix(self, match: re.Match[str]) -> tuple[int, int] | None:
        """A cell of a matrix of letters and digits, as a person says how it is to be read."""
        words = "Scores are cells of a matrix, such as A1. Which is likelihood, and where does each begin?"
        choices = {
            "words": "they are kept as words, without a score",
            "letter-high": "the letter is the likelihood, A the highest; 1 is the highest impact",
            "letter-low": "the letter is the likelihood, A the lowest; 1 is the lowest impact",
            "digit-high": "the digit is the likelihood, 1 the highest; A is the highest impact",
            "digit-low": "the digit is the likelihood, 1 the lowest; A is the lowest impact",
        }
        answer = self._asking.ask("matrix", words, choices, "words")
        if answer == "words":
            return None
        letter = ord((match[1] or match[4]).casefold()) - ord("a") + 1
        digit = int(match[2] or match[3])
        likelihood, impact = (letter, digit) if answer.startswith("letter") else (digit, letter)
        if answer.endswith("high"):
            likelihood, impact = (
                self._scale.levels["likelihood"] + 1 - likelihood,
                self._scale.levels["impact"] + 1 - impact,
            )
        return (likelihood, impact) if likelihood > 0 and impact > 0 else None

    # -- how it stands

    def _state(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        """Whether a risk is closed, and why, whether it happened, or which response its status names."""
        state = read_risk(cell.text)
        if state.closed:
            if (day := day_in(state.why, self.quarters)) and day.precision == "day":
                said.values.setdefault("closed", day.first)
            is_day = INSIDE.sub("", state.why).strip(" ()–-:,;.") in ("", "on")
            said.values.setdefault("closed_why", NOT_GIVEN if is_day else state.why)
            if not cell.text.casefold().startswith("closed"):
                said.notes.append(f"{shown(cell)} is read as closed")
        elif state.closed is False:
            said.is_open = True
        if state.occurred:
            said.values.setdefault("occurred_what", state.occurred)
            said.notes.append(f"{shown(cell)} says that it happened, so that it is an issue")
        if state.response:
            said.values.setdefault("response", state.response)
            said.notes.append(f"{shown(cell)} is read as the response")
        if state.words and colour_of(cell.text):
            said.notes.append(f"{column.title} {shown(cell)} is left out: a risk's colour comes from its score")
        elif state.words:
            said.remarks[column.title] = state.words

    def _raid(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        if entry_of(cell.text, lettered=True) == "issue" or " ".join(cell.text.casefold().split()) in _OCCURRED:
            said.values.setdefault("occurred_what", f"{column.title}: {cell.text}")
            said.notes.append("the sheet lists it as an issue: a risk that occurred")

    def _response(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        """One of the four responses; prose under such a header says what is still to be done."""
        state = read_risk(cell.text)
        if state.response:
            said.values["response"] = state.response
        elif len(cell.text.split()) > 1:
            said.parts.setdefault("further", []).append((column.title, cell.text))
            said.notes.append(f"{column.title} names no response, so it is taken as what is still to be done")
        else:
            self.left_out(said, column, cell, f"{shown(cell)} is no response")

    def _as_at(self, said: RowReading, column: SheetColumn, cell: Cell) -> None:
        """The day or month of which the row speaks."""
        try:
            said.as_at = read_when(in_order(cell, self.judged.order(column)), quarters=self.quarters).date
        except ValueError as error:
            self.left_out(said, column, cell, str(error))

    def no_date(self, said: RowReading, column: SheetColumn, cell: Cell, error: ValueError) -> None:
        """A review that says "Closed" may close the risk: that is asked."""
        if column.target == "review" and read_risk(cell.text).closed:
            words = f"Under {shown(Cell(column.title))} stands {shown(cell)}. Does it close the risk?"
            answer = self._asking.ask(
                "closed-review", words, {"leave": "no: the words are kept", "close": "yes: it is closed"}, "leave"
            )
            if answer == "close":
                said.values.setdefault("closed_why", NOT_GIVEN)
                return
        super().no_date(said, column, cell, error)
