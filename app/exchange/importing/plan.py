"""What a sheet would bring into a plan: a message for every row, and the records to be saved as one edit.

Nothing is written here, so that the same call is the dry run and the import. A row is matched with a record of the plan
by its reference, then by its title; an empty cell never empties a field; links are added and never taken away.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from app.domain.fields import FieldError, Terms, clean
from app.domain.figures import capital, counted, listed, opening
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import NOT_GIVEN, Action, Body, Objective, Recommendation, Record, Theme, rules

from ..plantext import hint, quoted
from . import KINDS
from .build_records import RecordBuilder
from .finding import RecordMatcher
from .grid import CannotRead, Grid, SheetTable
from .headers import find_tables, is_by_reference, layout
from .judging import ColumnJudge, TableJudgement
from .matching import plain_key
from .questions import Asking, Remembered, nothing_before
from .reading import TableReader
from .result import ColumnVerdict, Import, Outcome, RowResult
from .risk_parts import with_histories
from .risk_reading import RiskReader, scale_of_sheet
from .risk_scale import RiskScale
from .row_classifier import ClassifiedRow, RowClassifier, headings
from .row_reading import RowReading
from .vocabulary import KEPT_IN, TITLE, normal, targets

SAMPLE = 4
"""Rows that are enough to see what a column holds."""

Steps = Generator[tuple[int, int, str], None, Import]


def plan_import(
    grid: Grid, kind: str, plan: Plan, mapping: Mapping[str, str] | None = None, *, file: str = "a file",
    answers: Mapping[str, str] | None = None, without: Collection[int] = (), header: int | None = None,
    before: Remembered = nothing_before,
) -> Import:  # fmt: skip
    """What a sheet would bring into a plan as records of `kind`, a key of `KINDS`.

    `mapping` gives for headers where their columns go (names of `targets(kind)`; empty to leave out), `answers` what
    people answered to its questions (those of other files count for nothing), `without` are rows of the grid, counted
    from 0, that are not wanted, and `header` is the row that names its columns, where a person says so. `before` gives
    what was answered to files of a layout.

    Raises:
        CannotRead: `mapping` names a header that is not there, or a field that the kind has not.
    """
    return all_at_once(
        planning(grid, kind, plan, mapping, file=file, answers=answers, without=without, header=header, before=before)
    )


def planning(
    grid: Grid, kind: str, plan: Plan, mapping: Mapping[str, str] | None = None, *, file: str = "a file",
    answers: Mapping[str, str] | None = None, without: Collection[int] = (), header: int | None = None,
    before: Remembered = nothing_before,
) -> Steps:  # fmt: skip
    """As `plan_import`, step by step: (done, total, what is done now)."""
    yield 0, len(grid.rows), "Finding the tables"
    tables = find_tables(grid, kind, mapping, header)
    check_mapping(mapping or {}, tables, kind)
    file = " ".join(clean(file).split())[:250]
    finders = {"theme": RecordMatcher(plan, Theme), "recommendation": RecordMatcher(plan, Recommendation),
               "objective": RecordMatcher(plan, Objective), "action": RecordMatcher(plan, Action),
               "body": RecordMatcher(plan, Body)}  # fmt: skip
    columns = {column.key: column for table in reversed(tables) for column in reversed(table.columns)}
    known_as = layout(columns.values(), kind) if columns else ""
    asking = Asking({**before(known_as), **(answers or {})})
    sheet = _Sheet(grid, kind, tables, finders, plan, asking, frozenset(without))
    builder = RecordBuilder(plan, KINDS[kind], kind, file, finders, grid.where, asking)
    wrong = sheet.why_not()
    if not wrong:
        yield from sheet.read()
        yield from builder.make(sheet.readings, len(grid.rows))
        wrong = "" if sheet.said or builder.said else f"There is no table of {kind} here, or it has no rows."
    said = {} if wrong else sheet.said | builder.said
    return Import(
        kind=kind,
        file=file,
        sheet=grid.name,
        columns=tuple(sorted(columns.values(), key=lambda column: column.number)),
        rows=tuple(_placed(grid, row, said[row]) for row in sorted(said)),
        records=() if wrong else (*builder.records(), *sheet.with_scale(plan)),
        wrong=wrong,
        sample=_sample(grid, tables, sheet),
        questions=asking.asked,
        verdicts=tuple(sheet.judge.verdicts),
        findings=grid.findings,
        layout=known_as,
    )


def _placed(grid: Grid, row: int, said: RowResult) -> RowResult:
    """A row as it is counted in its own sheet."""
    part = grid.part(row)
    return said._replace(at=row, number=row - part.first + 1, sheet=part.name if grid.parts else "")


def _sample(grid: Grid, tables: list[SheetTable], sheet: _Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """A few rows to show what the columns hold."""
    rows = [said.row for said in sheet.readings[:SAMPLE]]
    rows = rows or [row for table in tables for row in table.rows if grid.filled(row)][:SAMPLE]
    return tuple(
        (row - grid.part(row).first + 1, tuple(grid.shown(row, column).text for column in range(grid.width)))
        for row in rows
    )


def check_mapping(mapping: Mapping[str, str], tables: Iterable[SheetTable], kind: str) -> None:
    """Raises CannotRead where a header is in none of the tables, or the kind has no such field."""
    known = targets(kind)
    columns = [column for table in tables for column in table.columns]
    headers = {column.title for column in columns}
    words = {w for c in columns for w in (c.key, normal(c.title), plain_key(c.title), plain_key(c.whole))}
    for header, target in mapping.items():
        if target and target not in known:
            near = hint(target, known)
            there = near or f" There are: {', '.join(known)}."
            raise CannotRead(f"{capital(kind)} have no field {quoted(target)}.{there}")
        if not words & {header, normal(header), plain_key(header)}:
            raise CannotRead(f"No column is headed {quoted(header)}.{hint(header, headers)}")


class _Sheet:
    """Reads what the rows of a sheet say, and says of those that hold no record why.

    Attributes:
        judge: what its columns come to as wholes.
        readings: of the rows that hold a record.
        said: the messages of all others, by row.
    """

    def __init__(
        self, grid: Grid, kind: str, tables: list[SheetTable], finders: Mapping[str, RecordMatcher], terms: Terms,
        asking: Asking, without: frozenset[int],
    ):  # fmt: skip
        self._grid, self._kind, self._finders, self._terms = grid, kind, finders, terms
        self._tables = [table for table in tables if table.at(TITLE)]
        self._others = [table for table in tables if not table.at(TITLE)]
        self._without, self._asking = without, asking
        self._scale: RiskScale | None = None
        self._prepared: list[int] = []
        self._dropped = False  # whether the rows that go on with the one above are left out with it
        self.judge = ColumnJudge(grid, kind, asking)
        self.readings: list[RowReading] = []
        self.said: dict[int, RowResult] = {}

    def why_not(self) -> str:
        """Why nothing can be read; empty when something can."""
        label = targets(self._kind)[TITLE].label.lower()
        if self._tables and self._lies_on_its_side():
            return (
                "This sheet lies on its side: its headings stand in the first column. In Excel copy it, choose"
                " Paste special, Transpose, save it, and try once more."
            )
        if self._tables or (self._kind in ("themes", "recommendations") and list(self._headings())):
            return ""
        if by_ref := [table for table in self._others if is_by_reference(table)]:
            if self._changes_by_reference(by_ref[0]):
                self._tables, self._others = by_ref, []
                return ""
            return (
                f"No column holds the {label}, so that rows could only be known by their reference alone: to change the"
                " plan by it, answer the question by-reference with update."
            )
        if self._others:
            return f"No header says which column holds the {label}: choose it."
        where = f"In the sheet {quoted(self._grid.name)} there is" if self._grid.name else "There is"
        return f"{where} no table of {self._kind}: no row reads like its header and has others below it."

    def _lies_on_its_side(self) -> bool:
        """Whether what would be titles are the words over fields: owner, due date, status."""
        title = self._tables[0].at(TITLE)
        rows = [row for row in self._tables[0].rows if self._grid.filled(row)]
        words = [normal(self._grid.at(row, title.number).text) for row in rows] if title else []
        known = {phrase for name, t in targets(self._kind).items() if name != TITLE for phrase in t.phrases}
        return 1 < len(words) < 40 and sum(1 for word in words if word in known) > 0.6 * len(words)

    def with_scale(self, plan: Plan) -> tuple[Record, ...]:
        """The plan's scale of risks as it is to become, where a person answered so."""
        levels = self._scale.becomes if self._scale else 0
        there = plan.thresholds
        if not levels or not there.id or (there.likelihood_levels, there.impact_levels) == (levels, levels):
            return ()
        return (replace(there, likelihood_levels=levels, impact_levels=levels),)

    def _changes_by_reference(self, table: SheetTable) -> bool:
        """Whether a table without titles changes the plan's records by their references."""
        named = listed([quoted(column.title) for column in table.columns if column.target])
        words = f"The sheet has {named} and no titles. Do its rows change the plan's {self._kind} by their reference?"
        choices = {"leave": "no: nothing is read", "update": "yes: they change what has that reference in the plan"}
        return self._asking.ask("by-reference", words, choices, "leave") == "update"

    def read(self) -> Generator[tuple[int, int, str], None, None]:
        """Read every row."""
        total = len(self._grid.rows)
        classifier = RowClassifier(self._grid, self._tables, self._kind, self._finders)
        for line in classifier.above():
            self._say_group(line)
        for table, judged in zip(self._tables, self.judge.judge(self._tables), strict=True):
            reader = self._reader(table, judged)
            lines = list(classifier.lines(table))
            carried = self._carried(table, [line.row for line in lines if line.what == "record"])
            first = len(self.readings)
            for number, line in enumerate(lines):
                if number % 50 == 0:
                    yield line.row // 2, total, f"Reading row {line.row + 1:,}"
                self._sort(line, reader, carried)
            for said in self.readings[first:]:
                self._fill(reader, said)
        if self._kind == "risks":
            self.readings, earlier = with_histories(self.readings)
            for said, latest in earlier:
                where = self._grid.where(latest.row)
                self._say(said.row, Outcome.EARLIER, f"Kept as how {where} was scored in {said.as_at}.")
        if not self._tables:
            self._read_headings()
        if self._prepared:
            first, last = self._prepared[0], self._prepared[-1]
            rows = self._grid.where(first) + (f" to {self._grid.where(last)}" if last > first else "")
            count = counted(len(self._prepared), "row")
            self._say(first, Outcome.SKIPPED, f"Skipped: {count} not filled in yet, {rows}.")
        label = targets(self._kind)[TITLE].label.lower()
        for table in self._others if self._tables else ():
            why = f"no column of this table holds the {label}; its rows are left out"
            self._say(table.last, Outcome.SKIPPED, f"Skipped: {why}.", problem=True)

    def _reader(self, table: SheetTable, judged: TableJudgement) -> TableReader:
        if self._kind != "risks":
            return TableReader(self._grid, table, self._kind, self._terms, judged)
        if self._scale is None:
            self._scale = scale_of_sheet(self._grid, self._tables, self._terms, self._asking)
            titles = [c.title for c in table.columns if c.target in ("likelihood", "impact")]
            named = listed(list(map(quoted, titles))) or "Scores"
            self.judge.verdicts += [ColumnVerdict(named, words, True) for words in self._scale.settled]
        return RiskReader(self._grid, table, self._kind, self._terms, judged, scale=self._scale, asking=self._asking)

    def _sort(self, line: ClassifiedRow, reader: TableReader, carried: Mapping[tuple[int, str], str]) -> None:
        self._dropped = line.what == "more" and self._dropped
        if line.what == "record" and line.row in self._without:
            self._dropped = True
            self._say(line.row, Outcome.SKIPPED, "Left out: its tick was taken away.")
        elif self._dropped or (line.what == "record" and reader.is_struck(line.row) and not self._keeps_struck()):
            self._dropped = True
            self._say(line.row, Outcome.SKIPPED, "Skipped: it is struck through.", problem=True)
        elif line.what == "record":
            said = reader.read(line.row)
            if reader.is_struck(line.row):
                self._take_struck(said)
            self.readings.append(said)
            if "closed" in line.group and self._kind == "risks" and not said.is_open:
                said.values.setdefault("closed_why", NOT_GIVEN)
                said.notes.append(f"it stands under {quoted(line.group['closed'])}, so it is closed")
            for name in targets(self._kind):
                if name == "closed":
                    continue
                if (line.row, name) in carried:
                    said.texts[name] = carried[line.row, name]
                elif name in line.group and name not in said.texts:
                    said.texts[name] = line.group[name]
                    said.grouped.add(name)
            if line.row in self._grid.hidden_rows:
                said.notes.append("the row is hidden in the sheet")
        elif line.what == "more":
            reader.go_on(self.readings[-1], line.row)
            self._say(line.row, Outcome.GROUP, f"Continues {self._grid.where(self.readings[-1].row)}.")
        elif line.what == "group":
            self._say_group(line)
        elif line.what == "prepared":
            self._prepared.append(line.row)
        else:
            problem = line.what in ("skipped", "other")
            self._say(line.row, Outcome.SKIPPED, f"Skipped: {line.text}.", problem=problem)

    def _keeps_struck(self) -> bool:
        return self._struck() != "leave"

    def _struck(self) -> str:
        """What becomes of rows that are struck through."""
        ends = {"actions": "ended without being done", "risks": "closed"}.get(self._kind)
        choices = {"leave": "they are left out"} | ({"ended": f"they come in as {ends}"} if ends else {})
        words = "Some rows are struck through. What are they?"
        return self._asking.ask("struck", words, choices | {"keep": "they come in like the others"}, "leave")

    def _take_struck(self, said: RowReading) -> None:
        if self._struck() == "ended":
            field = {"actions": "ended_why", "risks": "closed_why"}[self._kind]
            said.values |= {"done": False} if self._kind == "actions" else {}
            said.values.setdefault(field, "Struck through in the file")
        said.wrong.append("it is struck through in the file")

    def _fill(self, reader: TableReader, said: RowReading) -> None:
        """Fields that several columns or rows fill together, once all rows are read."""
        known = rules(KINDS[self._kind])
        for name, text in reader.several(said).items():
            if name not in known:
                continue
            try:
                said.values[name] = known[name].within(self._terms).read(text)
            except FieldError as error:
                said.wrong.append(str(error).rstrip("."))

    def _carried(self, table: SheetTable, rows: list[int]) -> dict[tuple[int, str], str]:
        """Groups that are named in their first row only, for the rows below it."""
        found: dict[tuple[int, str], str] = {}
        for name in ("theme", "recommendation", "objective", "action"):
            column = table.at(name)
            if column is None or not rows:
                continue
            texts = [self._grid.shown(row, column.number).text for row in rows]
            named = [text for text in texts if text]
            once = all(first != second for first, second in pairwise(named))
            few = once and bool(texts[0]) and len(named) <= len(texts) * 0.75
            if name != "action" and not few:
                continue
            last = ""
            for row, text in zip(rows, texts, strict=True):
                last = text or last
                if last and not text:
                    found[row, name] = last
        return found

    def _headings(self) -> Iterable[tuple[int, str]]:
        word = self._kind.removesuffix("s")
        return ((row, text) for row, group, text in headings(self._grid) if group == word)

    def _read_headings(self) -> None:
        """Themes or recommendations that a sheet only names, over tables of something else."""
        reader = TableReader(self._grid, SheetTable(0, 0, (), range(0)), self._kind, self._terms)
        for row, text in self._headings():
            said = reader.read_heading(row, text)
            self.readings.append(said)
            self._fill(reader, said)

    def _say_group(self, line: ClassifiedRow) -> None:
        """What a heading is taken for."""
        if line.target == "state":
            self._say(line.row, Outcome.GROUP, f"Heading {quoted(line.text)}: it holds for the rows below it.")
            return
        if line.target == "group":
            self._say(line.row, Outcome.GROUP, f"Heading {quoted(line.text)}: kept with the rows below it.")
            return
        found = self._finders[line.target].find(line.text)
        names = listed([record.name for record in found.records])
        if line.target not in targets(self._kind):
            message = f"Heading {quoted(line.text)}."
        elif names:
            message = f"Heading {quoted(line.text)}: the rows below belong to {names}."
        elif self._kind in KEPT_IN:
            message = f"Heading {quoted(line.text)}: the plan has none that is called so; kept with the rows below it."
        else:
            message = f"Heading {quoted(line.text)}: {listed(found.missing)}."
        self._say(line.row, Outcome.GROUP, message, problem=not names and line.target in targets(self._kind))

    def _say(self, row: int, outcome: Outcome, message: str, *, problem: bool = False) -> None:
        cells = [self._grid.at(row, column).text for column in self._grid.filled(row)]
        title = opening(" ".join(" ".join(cells).split()), 80) if problem else ""
        self.said[row] = RowResult(row + 1, title, outcome, message, problem)
