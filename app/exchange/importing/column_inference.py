"""What the rows of a table betray of its columns where their headers do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .dates import INSIDE, read_when
from .grid import Cell, Grid, SheetColumn, SheetTable
from .matching import SURE, fits
from .risk_scale import is_level
from .statuses import Ending, read_ending, read_risk, read_status
from .vocabulary import IGNORE, TITLE, normal, targets

_TIME = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s'’-]*(?:20)?(\d\d)?\b|\bq[1-4]\b", re.I
)
_THEMED = re.compile(r"(improvement )?(theme|priority|work ?stream)\b", re.I)
_ID = re.compile(r"([A-Za-z]{0,6}|theme|priority|recommendation)[\s./-]?\d+([./-]\d+)*\s?[a-z]?\.?", re.I)
_EVERY_MONTH = ("rag", "status", "percent", "score", "likelihood", "impact")
_CODE = re.compile(r"p?\d|[a-e]\d?", re.I)
"""How urgent something is, as a code: "1", "P2", "A"."""
_RANKS = {"high", "medium", "low", "h", "m", "l", "urgent", "critical", "routine"}


def with_inferred_targets(grid: Grid, table: SheetTable, kind: str) -> SheetTable:
    """The table without columns that are empty; what only its rows betray is guessed from them."""
    sample = [row for row in table.rows if len(grid.filled(row)) > 1][:100] or list(table.rows[:100])
    held = {c.number: [text for row in sample if (text := _seen(grid, row, c.number))] for c in table.columns}
    filled = [c for c in table.columns if held[c.number] or c.target or not c.title.startswith("Column ")]
    columns = [replace(column, example=held[column.number][0] if held[column.number] else "") for column in filled]
    for place, column in enumerate(columns):
        ranks = {text.casefold() for text in held[column.number]}
        coded = normal(column.title) == "priority" and all(_CODE.fullmatch(rank) for rank in ranks)
        if column.target == "theme" and ranks and (ranks <= _RANKS or coded) and column.given is None:
            columns[place] = replace(column, target=IGNORE)  # "Priority" may be how urgent it is
    columns = _with_raid(columns, held, kind)
    columns = _with_prose_of_scores(columns, held) if kind == "risks" else columns
    columns = _with_unique_ref(columns, held, kind)
    columns = _without_false_dates(columns, held)
    columns = _with_statuses(columns, held)
    columns = _with_resolution(columns, held, kind)
    columns = _with_latest(columns, held)
    columns = _with_words(columns, held, kind)
    columns = _without_false_title(columns, held)
    columns = _with_themes(columns, held)
    columns = _with_reports(columns, held)
    free = [c for c in columns if not c.target and not c.hidden and c.given is None and held[c.number]]
    taken = {column.target for column in columns}
    by_ref = "ref" if "ref" in targets(kind) else "number"
    if by_ref in targets(kind) and by_ref not in taken:
        named = {"theme", "priority", "recommendation", "workstream"} if by_ref == "number" else set[str]()
        untold = [c for c in free if c.title.startswith("Column ") or normal(c.title) in named]
        ids = [c for c in untold if _share(held[c.number], _is_id) > 0.7]
        columns = [replace(c, target=by_ref) if ids and c.number == ids[0].number else c for c in columns]
    return replace(table, columns=tuple(columns))


def _with_raid(columns: list[SheetColumn], held: Mapping[int, Sequence[str]], kind: str) -> list[SheetColumn]:
    """A column that says of each row whether it is a risk, an issue, an assumption ..., whatever it is called."""
    if "raid" not in targets(kind) or any(c.target == "raid" for c in columns):
        return columns
    for column in columns:
        lettered = _RAID.fullmatch(column.title.strip()) is not None
        words = {entry_of(text, lettered=lettered) for text in held[column.number]}
        if column.given is None and (len(words) > 1 or (lettered and words)) and "" not in words:
            return [replace(c, target="raid") if c is column else c for c in columns]
    return columns


_ENTRIES = {
    "risk": "risk", "threat": "risk", "issue": "issue", "assumption": "assumption", "dependency": "dependency",
    "dependencies": "dependency", "action": "action", "decision": "decision", "opportunity": "opportunity",
    "constraint": "constraint", "lesson": "lesson", "change": "change",
}  # fmt: skip


_LETTERS = {"r": "risk", "a": "assumption", "i": "issue", "d": "dependency"}
_RAID = re.compile(r"r\W*a\W*i\W*d(\W+(type|item|log|category|ref))?", re.I)


def entry_of(text: str, *, lettered: bool = False) -> str:
    """What a row of a log of risks, assumptions, issues and dependencies is, by the word for it; empty for others.

    With `lettered` a letter of the word “RAID” is one, too.
    """
    word = " ".join(text.casefold().split())
    if lettered and word in _LETTERS:
        return _LETTERS[word]
    return _ENTRIES.get(word) or _ENTRIES.get(word.removesuffix("s"), "")


def _with_prose_of_scores(columns: list[SheetColumn], held: Mapping[int, Sequence[str]]) -> list[SheetColumn]:
    """Under "Impact" may stand what would happen, and under "Current risk" what it is: prose is no score."""
    found = list(columns)
    for place, column in enumerate(columns):
        if column.target == "mitigation" and column.given is None and all(c.target != "response" for c in columns):
            texts = held[column.number]  # "Treatment" may stand over "Treat" and "Tolerate"
            if texts and _share(texts, lambda text: bool(read_risk(text).response)) > 0.8:
                found[place] = replace(column, target="response")
        part = next((part for part in ("likelihood", "impact", "score") if column.target.endswith(part)), "")
        texts = held[column.number]
        if not part or not texts or column.given is not None:
            continue
        is_prose = _share(texts, lambda text, of=part: is_level("impact" if of == "score" else of, text)) < 0.3
        if is_prose and (part != "score" or _share(texts, lambda text: len(text.split()) > 3) > 0.5):
            free = part == "impact" and all(c.target != "consequence" for c in found)
            found[place] = replace(column, target="consequence" if free else IGNORE)
    return found


def _without_false_title(columns: list[SheetColumn], held: Mapping[int, Sequence[str]]) -> list[SheetColumn]:
    """Numbers, dates, references and single letters are no titles, where another column holds words."""
    title = next((c for c in columns if c.target == TITLE and c.given is None), None)
    asked = next((c for c in columns if c.target == "recommendation" and c.given is None), None)
    is_reply = title is not None and _share(held[title.number], lambda text: _REPLY.match(text) is not None) > 0.5
    if asked and is_reply and _share(held[asked.number], lambda text: len(text.split()) > 1) > 0.5:
        moved = {TITLE: "progress", "recommendation": TITLE}  # what an auditor asks for, and the reply
        return [replace(c, target=moved.get(c.target, c.target)) for c in columns]
    if title is None or not held[title.number] or _share(held[title.number], _is_no_title) < 0.8:
        return columns
    wordy = [c for c in columns if not c.target and not c.hidden and c.given is None and c is not title
             and _share(held[c.number], lambda text: len(text.split()) > 1) > 0.5]  # fmt: skip
    if not wordy:
        return columns
    best = max(wordy, key=lambda c: sum(map(len, held[c.number])))
    return [replace(c, target=IGNORE if c is title else TITLE) if c in (title, best) else c for c in columns]


_REPLY = re.compile(r"(?:(?:fully|partially|partly|not) )?(?:agreed|accepted|noted|rejected|declined|yes)\b", re.I)
"""How one replies to a recommendation."""


def _without_false_dates(columns: list[SheetColumn], held: Mapping[int, Sequence[str]]) -> list[SheetColumn]:
    """Under "Target" of a sheet of figures stand figures, and no dates."""
    return [
        replace(c, target=IGNORE)
        if c.target == "due" and c.given is None and held[c.number] and _share(held[c.number], _is_figure) > 0.6
        else c
        for c in columns
    ]


def _is_figure(text: str) -> bool:
    return is_number(text.replace(",", "").removeprefix("£")) and not _is_day(text)


def _with_statuses(columns: list[SheetColumn], held: Mapping[int, Sequence[str]]) -> list[SheetColumn]:
    """Under "Progress" may stand how far it is, in a word; under "Completed by" or "Closed" a person or a day."""
    found = list(columns)
    for place, column in enumerate(columns):
        texts = held[column.number]
        if not texts or column.given is not None:
            continue
        if column.target == "progress" and all(c.target != "status" for c in found):
            short = _share(texts, lambda text: len(text) < 25 and _STATUS.fullmatch(text.strip()) is not None) > 0.9
            named = "status" in normal(column.title).split() and _share(texts, _says_status) > 0.5
            if short or named:
                found[place] = replace(column, target="status")
        elif column.target == "status" and not _STATUS_WORD.search(column.title) and _share(texts, _says_status) < 0.3:
            is_day = _share(texts, _is_day) > 0.5 and all(c.target != "done_on" for c in found)
            found[place] = replace(column, target="done_on" if is_day else IGNORE)
    return found


def _with_resolution(columns: list[SheetColumn], held: Mapping[int, Sequence[str]], kind: str) -> list[SheetColumn]:
    """Beside a status "Outcome" may stand over how it ended, in a word: "Achieved", "Withdrawn"."""
    there = {column.target for column in columns}
    if kind != "actions" or "status" not in there or "resolution" in there:
        return columns
    for column in columns:
        texts = held[column.number]
        named = {"outcome", "result", "reason", "resolution"} & {*normal(column.title).split()}
        if not named or column.target not in ("", "detail", "progress") or column.given is not None or not texts:
            continue
        if max(map(len, texts)) < 40 and _share(texts, lambda text: read_ending(text) is not Ending.UNTOLD) > 0.7:
            return [replace(c, target="resolution") if c is column else c for c in columns]
    return columns


_STATUS = re.compile(
    r"(not (yet )?started|in progress|completed?|done|closed|open|on (track|target|hold)|ongoing|overdue|delayed|"
    r"cancelled|deferred|started|under ?way|to do|doing|red|amber|green|blue|\d{1,3}\s?%)",
    re.I,
)
_STATUS_WORD = re.compile(r"status|state|stage|progress|rag", re.I)


def _says_status(text: str) -> bool:
    said = read_status(text)
    return said.done is not None or said.gone or said.percent is not None or bool(said.colour)


def _is_no_title(text: str) -> bool:
    return len(text) < 4 or _is_id(text) or _is_day(text) or text.replace(".", "").replace("%", "").isdecimal()


def _with_unique_ref(columns: list[SheetColumn], held: Mapping[int, Sequence[str]], kind: str) -> list[SheetColumn]:
    """Of two columns of references the one in which each stands once is the record's own."""
    ref = next((c for c in columns if c.target == "ref" and c.given is None), None)
    if ref is None or len(held[ref.number]) < 2 or len({*held[ref.number]}) == len(held[ref.number]):
        return columns
    least = len(held[ref.number])
    for column in columns:
        texts = held[column.number]
        named = normal(column.title) in {"id", "ref", "reference", "no", "number", "code", "#"} or any(
            target == "ref" and fit >= SURE for fit, target in fits(column.title, kind)
        )
        free = not column.target and column.given is None
        if free and named and len(texts) >= least and len({*texts}) == len(texts) and max(map(len, texts)) <= 20:
            return _moved(columns, ref, column)
    return columns


def _with_latest(columns: list[SheetColumn], held: Mapping[int, Sequence[str]]) -> list[SheetColumn]:
    """Of columns that differ by their month alone, such as "RAG Nov" and "RAG Dec", the last that is filled."""
    for column in [c for c in columns if c.target in _EVERY_MONTH]:
        words = _timeless(column.title)
        alike = [c for c in columns if c is column or (not c.target and not c.hidden and _timeless(c.title) == words)]
        alike = [c for c in alike if _TIME.search(c.title) and held[c.number] and c.given is None]
        if len(alike) > 1:
            days = [read_when(Cell(day[0])).date for c in alike if (day := INSIDE.search(c.title))]
            last = alike[max(range(len(days)), key=days.__getitem__) if len(days) == len(alike) else -1]
            columns = _moved(columns, column, last)
    return columns


def _with_words(columns: list[SheetColumn], held: Mapping[int, Sequence[str]], kind: str) -> list[SheetColumn]:
    """Where a header stands over a number and, with no header of its own, its words: the words are the title."""
    for column, beside in pairwise(columns):
        is_number = column.target == TITLE and _share(held[column.number], _is_id) > 0.7
        free = beside.title.startswith("Column ") and not beside.target and held[beside.number]
        if is_number and free and column.given is None and beside.given is None:
            untold = "ref" in targets(kind) and all(c.target != "ref" for c in columns)
            ref = "ref" if untold else IGNORE
            return [replace(c, target=ref) if c.number == column.number else c for c in _moved(columns, column, beside)]
    return columns


def _with_themes(columns: list[SheetColumn], held: Mapping[int, Sequence[str]]) -> list[SheetColumn]:
    """A column "Recommendation / theme" that says "Theme 1" in its rows is one of themes."""
    column = next((c for c in columns if c.target == "recommendation" and c.given is None), None)
    if column is None or any(c.target == "theme" for c in columns):
        return columns
    themed = _share(held[column.number], lambda text: _THEMED.match(text) is not None) > 0.7
    return [replace(c, target="theme") if c is column and themed else c for c in columns]


def _with_reports(columns: list[SheetColumn], held: Mapping[int, Sequence[str]]) -> list[SheetColumn]:
    """A column "Last update" that holds words, not dates, says how it goes."""
    column = next((c for c in columns if c.target == "reported" and c.given is None), None)
    if column is None or not held[column.number] or _share(held[column.number], _is_day) > 0.5:
        return columns
    return [replace(c, target="progress") if c is column else c for c in columns]


def _moved(columns: list[SheetColumn], column: SheetColumn, to: SheetColumn) -> list[SheetColumn]:
    """With the target of one column given to another."""
    if column is to:
        return columns
    return [replace(c, target=column.target if c is to else IGNORE) if c in (column, to) else c for c in columns]


def with_title(grid: Grid, table: SheetTable) -> SheetTable:
    """With a description, or else the wordiest column, as what says what each row is, where nothing else does."""
    free = [c for c in table.columns if not c.target and not c.hidden and c.example and c.given is None]
    described = [c for c in table.columns if c.target == "detail" and "description" in normal(c.title)]
    described = [c for c in described if c.given is None]
    if described:
        return replace(
            table, columns=tuple(replace(c, target=TITLE) if c is described[0] else c for c in table.columns)
        )
    if table.score < SURE * 2 or not free:
        return table
    rows = table.rows[:100]
    longest = max(free, key=lambda c: sum(len(grid.at(row, c.number).text) for row in rows))
    return replace(table, columns=tuple(replace(c, target=TITLE) if c is longest else c for c in table.columns))


def is_of_others(table: SheetTable, kind: str) -> bool:
    """Whether a table lists records of another kind, by a column that names them."""
    others = [other for other in ("actions", "milestones", "indicators", "risks") if other != kind]
    named = [c.title for c in table.columns if c.target != TITLE]
    own = {title: max((fit for fit, target in fits(title, kind) if target != TITLE), default=0) for title in named}
    meant = ((each, own[title]) for title in named for other in others for each in fits(title, other))
    return any(fit >= SURE and fit > better and target == TITLE for (fit, target), better in meant)


def _seen(grid: Grid, row: int, column: int) -> str:
    """What a person sees in a cell, be it only its colour."""
    return grid.shown(row, column).text or grid.colours.get((row, column), "")


def _timeless(title: str) -> str:
    return normal(_TIME.sub(" ", title))


def is_number(text: str) -> bool:
    """Whether a text is a bare number, which is the title of nothing."""
    return text.strip().rstrip("%").replace(".", "", 1).isdecimal()


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    try:
        read_when(Cell(text))
    except ValueError:
        return False
    return True


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for text in texts if test(text)) / max(1, len(texts))
