"""Writing the workbook: a sheet for each kind, lists to choose from, colours beside words, and what happened."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from app.domain.fields import Choice, Flag, OpenChoice, Reference, Rule, Text, Whole
from app.domain.figures import counted
from app.domain.kinds import ANYWHERE
from app.domain.plan import Plan
from app.domain.records import BY_TABLE, KINDS, Record, rules
from app.domain.schedule import show_date
from app.domain.status import Status
from app.tokens import LIGHT, STATUSES

from . import layout
from .layout import ROOM, SHOWN, SheetField
from .rows import RowMaker, RowOut, names_of
from .scope import Leaving

_SPARE = 200
"""Empty rows below the records that offer the same lists."""
_MOST_TO_CHOOSE = 400
_INLINE = 250
_HEIGHT = 32
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_FRONT = "Read me"
_HISTORY = "History"

Steps = Generator[tuple[int, int, str], None, bytes]


class ToldEdit(NamedTuple):
    """A line of the sheet of history: when, who, which record, and what was done to it."""

    when: str
    who: str
    record: str
    what: str


def written(leaving: Leaving, history: Iterable[ToldEdit] = (), *, asked: str = "") -> Steps:
    """The workbook of what goes out, as the bytes of an Excel file: yields (done, total, what is written).

    `asked` says in words what was asked for, where that is not all.
    """
    part = leaving.part
    kinds = [kind for kind in (*ANYWHERE, *(k for k in KINDS if k not in ANYWHERE)) if part.all(kind)]
    book = _Book(leaving, layout.WORKBOOK)
    book.front(_explained(leaving, asked))
    total = sum(len(part.all(kind)) for kind in kinds)
    done = 0
    for kind in kinds:
        yield done, total, f"Writing {kind.PLURAL.lower()}"
        done += yield from book.sheet(kind, part.all(kind), done, total)
    book.history(history)
    yield total, total, "Packing the workbook"
    return book.packed()


def updates(leaving: Leaving, owner: str, rows: Sequence[tuple[type[Record], Sequence[Record]]]) -> bytes:
    """The update sheet of an owner, as the bytes of an Excel file: of each kind the records that are asked about."""
    book = _Book(leaving, layout.UPDATES)
    book.front(_asking(leaving.whole, owner))
    for kind, records in rows:
        for _ in book.sheet(kind, records, 0, 0):
            pass
    return book.packed()


def _explained(leaving: Leaving, asked: str) -> list[tuple[str, str]]:
    plan = leaving.whole
    lines = [
        ("title", plan.programme.title),
        ("", f"The plan as it was on {show_date(plan.position)}{f', {asked}' if asked else ''}."),
    ]
    if leaving.restricted:
        lines.append(("", "Not for publication: it holds what is exempt."))
    if leaving.withheld:
        said = counted(leaving.withheld, "record is", "records are")
        lines.append(("", f"{said} left out, being exempt or belonging to what is."))
    if leaving.suppressed:
        said = counted(leaving.suppressed, "figure is", "figures are")
        lines.append(("", f"{said} left out, being below {plan.thresholds.small_numbers} or made of such."))
    return [
        *lines,
        ("heading", "How to work in it"),
        (
            "",
            "Change what you like, add rows below the last, and bring the file back: File > Bring back workbooks…",
        ),
        (
            "",
            "What nobody touched changes nothing. What the plan holds otherwise meanwhile is shown before it is saved.",
        ),
        ("", "Columns with a grey heading are worked out by Goldthread, or only shown, and are not read back."),
        ("", "To move a due date of an action, say why in the column beside it."),
        ("", "Deleting a row removes nothing from the plan: remove records in Goldthread."),
        ("", "Leave the hidden columns as they are: by them each row is known again, also when rows are sorted."),
    ]


def _asking(plan: Plan, owner: str) -> list[tuple[str, str]]:
    return [
        ("title", f"Update for {owner}"),
        ("", f"{plan.programme.title}, as it was on {show_date(plan.position)}. What is due first stands first."),
        ("heading", "How to fill it in"),
        ("", "Write what is new into the columns with a blue heading. What you leave empty stays as it is."),
        ("", "A new date needs a reason. A day on which something was done says that it is done."),
        ("", "Then send the file back; it comes into the plan together with those of the others."),
    ]


class _ColumnLook:
    """How the cells of one column look; each look is made once."""

    def __init__(self, look: Callable[..., Any], how: Mapping[str, Any]):
        self._look, self._how, self.filled = look, how, "bg_color" in how
        self._made: dict[tuple[Status | None, bool, bool], Any] = {}

    def of(self, status: Status | None = None, *, quoted: bool = False, dated: bool = False) -> Any:
        """The look of a cell: of a status, of a text that would be taken for a formula, of a day."""
        at = (status, quoted, dated)
        if at not in self._made:
            how = {**self._how}
            if status is not None:
                found = STATUSES[status.value][0]
                how |= {"bg_color": found.fill, "font_color": found.text, "bold": status is not Status.NOT_RATED}
            if quoted:
                how["quote_prefix"] = True
            if dated:
                how |= {"num_format": "d mmm yyyy", "align": "left"}
            self._made[at] = self._look(**how)
        return self._made[at]


class _Book:
    """A workbook while it is written."""

    def __init__(self, leaving: Leaving, what: str):
        import xlsxwriter

        self._leaving, self._what = leaving, what
        self._bytes = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self._book.set_properties({"title": leaving.whole.programme.title, "comments": "Written by Goldthread"})
        self._maker, self._names = RowMaker(leaving.whole), names_of(leaving.whole)
        self._front = self._book.add_worksheet(_FRONT)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._rest: list[tuple[str, str, str]] = []

    def _look(self, **how: Any) -> Any:
        how = {"valign": "top", "font_name": "Calibri", "font_size": 11} | how
        at = tuple(sorted(how.items()))
        if at not in self._formats:
            self._formats[at] = self._book.add_format(how)
        return self._formats[at]

    def front(self, lines: Iterable[tuple[str, str]]) -> None:
        """The first sheet: what this is and how one works in it."""
        sheet = self._front
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 110)
        looks = {
            "title": self._look(bold=True, font_size=18),
            "heading": self._look(bold=True, font_size=13, font_color=LIGHT.accent),
            "": self._look(text_wrap=True),
        }
        for number, (how, text) in enumerate(lines):
            sheet.write_string(number, 0, text, looks[how])

    def sheet(
        self, kind: type[Record], records: Sequence[Record], done: int, total: int
    ) -> Generator[tuple[int, int, str], None, int]:
        """The sheet of a kind; returns how many records it holds."""
        columns = layout.layout(kind, self._what)
        sheet = self._book.add_worksheet(layout.sheet_name(kind))
        self._heads(sheet, kind, columns)
        looks = [_ColumnLook(self._look, self._of_column(kind, column)) for column in columns]
        for number, record in enumerate(records, 1):
            if number % 500 == 0:
                yield done + number, total, f"Writing {kind.PLURAL.lower()}"
            self._row(sheet, number, self._maker.row(record, columns), looks)
        last = len(records) + _SPARE
        for number, column in enumerate(columns, 2):
            if column.use != SHOWN:
                self._offer(sheet, kind, column, number, last)
        sheet.autofilter(0, 0, max(1, len(records)), len(columns) + 1)
        title = next((n for n, column in enumerate(columns) if column.name == "title"), 0)
        sheet.freeze_panes(1, title + 3)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if kind in layout.NOTED:
            sheet.hide()
        return len(records)

    def _heads(self, sheet: Any, kind: type[Record], columns: Sequence[SheetField]) -> None:
        hidden = {"hidden": True}
        quiet = self._look(font_color=LIGHT.quiet)
        sheet.set_column(0, 1, 12, quiet, hidden)
        sheet.write_string(0, 0, layout.key_heading(kind), quiet)
        sheet.write_string(0, 1, layout.MARKS, quiet)
        sheet.set_row(0, _HEIGHT)
        fills = {
            layout.VALUE: (LIGHT.accent, LIGHT.on_accent),
            ROOM: (LIGHT.accent, LIGHT.on_accent),
            SHOWN: (LIGHT.line, LIGHT.text),
        }
        for number, column in enumerate(columns, 2):
            fill, text = fills[column.use]
            head = self._look(bold=True, bg_color=fill, font_color=text, text_wrap=True, border=1,
                              border_color=LIGHT.line)  # fmt: skip
            sheet.set_column(number, number, column.width, None, hidden if layout.is_hidden(kind, column.name) else {})
            sheet.write_string(0, number, column.heading, head)

    def _of_column(self, kind: type[Record], column: SheetField) -> dict[str, Any]:
        rule = rules(kind).get(column.name)
        how: dict[str, Any] = {}
        if isinstance(rule, Text | Reference | OpenChoice) or column.name in (layout.WHY, layout.REASON):
            how["text_wrap"] = True
        if column.name == "ref":
            how["num_format"] = "@"
        if column.use == SHOWN:
            how["font_color"] = LIGHT.quiet if column.name in (layout.WHY,) else LIGHT.text
        if column.use == ROOM and self._what == layout.UPDATES:
            how |= {"bg_color": LIGHT.note_back, "border": 1, "border_color": LIGHT.line}
        return how

    def _row(self, sheet: Any, number: int, row: RowOut, looks: Sequence[_ColumnLook]) -> None:
        sheet.write_string(number, 0, row.key)
        sheet.write_string(number, 1, row.marks)
        for place, (cell, look) in enumerate(zip(row.cells, looks, strict=True), 2):
            value = cell.value
            if value is None:
                if look.filled:
                    sheet.write_blank(number, place, None, look.of())
            elif isinstance(value, str):
                sheet.write_string(number, place, value, look.of(cell.status, quoted=value.startswith(_DANGEROUS)))
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, look.of(dated=True))
            else:
                sheet.write_number(number, place, value, look.of(cell.status))
        self._rest += [(row.key, name, text) for name, text in row.rest.items()]

    # -- what can be chosen

    def _offer(self, sheet: Any, kind: type[Record], column: SheetField, place: int, last: int) -> None:
        rule = rules(kind).get(column.name)
        if rule is None or layout.is_hidden(kind, column.name):
            return
        offered = self._offered(rule)
        if isinstance(rule, Whole) and not rule.words:
            how = {
                "validate": "integer", "criteria": "between", "minimum": rule.low, "maximum": rule.high,
                "error_title": rule.label[:32], "error_message": f"A whole number from {rule.low:,} to {rule.high:,}.",
            }  # fmt: skip
        elif offered:
            strict = not isinstance(rule, Text | Reference)
            how = {"validate": "list", "source": self._source(offered), "show_error": strict}
            if strict:
                how |= {"error_title": rule.label[:32], "error_message": "Choose one of the list, or leave it empty."}
        else:
            return
        sheet.data_validation(1, place, last, place, how)

    def _offered(self, rule: Rule) -> tuple[Any, ...]:
        match rule:
            case Flag():
                return ("Yes", "No")
            case Choice(options=options):
                return tuple(word for word in options.values() if word)
            case Whole(words=dict() as words):
                return tuple(words)
            case Text(suggested=suggested):
                return suggested
            case Reference(to=to) if to:
                return self._to_choose(to)
            case _:
                return ()

    def _to_choose(self, table: str) -> tuple[str, ...]:
        records = self._leaving.whole.all(BY_TABLE[table])
        if not 0 < len(records) <= _MOST_TO_CHOOSE:
            return ()
        return tuple(dict.fromkeys(filter(None, (self._names(record.id) for record in records))))

    def _source(self, offered: tuple[Any, ...]) -> Any:
        words = tuple(map(str, offered))
        if len(",".join(words)) <= _INLINE and not any("," in word for word in words):
            return list(words)
        if words not in self._lists:
            self._lists[words] = _range(len(self._lists), len(words))
        return self._lists[words]

    # -- what is not seen, and what happened

    def history(self, told: Iterable[ToldEdit]) -> None:
        """The sheet of what happened, where there is anything to tell."""
        lines = list(told)
        if not lines:
            return
        sheet = self._book.add_worksheet(_HISTORY)
        head = self._look(bold=True, bg_color=LIGHT.line)
        for place, (name, width) in enumerate((("When", 19), ("Who", 26), ("Record", 44), ("What", 90))):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, name, head)
        wrapped, prefixed = self._look(text_wrap=True), self._look(text_wrap=True, quote_prefix=True)
        for number, line in enumerate(lines, 1):
            for place, text in enumerate(line):
                sheet.write_string(number, place, text[:32_000], prefixed if text.startswith(_DANGEROUS) else wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(lines), 3)

    def packed(self) -> bytes:
        """The file, once everything is in it."""
        self._hidden(layout.LISTS, list(self._lists))
        if self._rest:
            pieces = [
                (key, name, text[start : start + 30_000])
                for key, name, text in self._rest
                for start in range(0, len(text), 30_000)
            ]
            self._hidden(layout.REST, list(zip(*pieces, strict=True)))
        plan = self._leaving.whole
        about = (
            ("format", str(layout.VERSION)), ("what", self._what), ("programme", plan.programme.id),
            ("plan", plan.programme.title), ("position", plan.position.isoformat()),
        )  # fmt: skip
        self._hidden(layout.ABOUT, list(zip(*about, strict=True)))
        self._book.close()
        return self._bytes.getvalue()

    def _hidden(self, name: str, columns: Sequence[Sequence[str]]) -> None:
        sheet = self._book.add_worksheet(name)
        for place, words in enumerate(columns):
            for number, word in enumerate(words):
                sheet.write_string(number, place, word)
        sheet.hide()


@cache
def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column, True))


def _range(column: int, count: int) -> str:
    letter = _letter(column)
    return f"={layout.LISTS}!{letter}$1:{letter}${count}"
