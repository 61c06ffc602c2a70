"""Finding the tables in a sheet: which row is a header, and which of its columns goes where.

A sheet may begin with a title, hold several tables one below the other, repeat its header on every page, and spread a
header over two rows. What a person corrected wins over every guess; it is known by the header's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from .column_inference import is_of_others, with_inferred_targets, with_title
from .dates import read_when
from .grid import Area, CannotRead, Cell, Grid, SheetColumn, SheetTable, letter
from .header_rows import before_others, is_again, is_row_of
from .layouts import known_layout
from .matching import EXACT, LONGEST, SURE, fits, name_in, plain_key
from .risk_scale import is_level
from .score_sets import assigned, factor_of
from .statuses import colour_of
from .vocabulary import IGNORE, KEPT_IN, TITLE, normal, targets

_OTHER_LOGS = {"risk", "issue", "assumption", "dependency", "dependencie", "decision", "lesson", "action", "milestone",
               "opportunity", "opportunitie"}  # fmt: skip
_OVER = ("themes", "objectives", "recommendations")
_EARLY = 60
"""Rows among which a header is looked for with patience; further down it must use the very words."""
_LOOKED_AT = 60
"""Rows below a header by which one tells whether a column holds anything."""
_REVISED = re.compile(r"(revised|current|forecast|new|latest|amended|updated|extended)\b")


def find_tables(
    grid: Grid, kind: str, mapping: Mapping[str, str] | None = None, header: int | None = None
) -> list[SheetTable]:
    """The tables of a sheet that can hold records of a kind; `mapping` gives targets by header.

    Where no header can be told, the first row of several words counts as one, for a person to say what it means.
    Where a person says which row is the `header`, it is that row, whatever stands in it.
    """
    wanted = dict(mapping or {})
    found = list(_headers(grid, kind, wanted)) if header is None else [_at_row(grid, header, kind, wanted)]
    if header is None and not any(table.score for table in found):
        found = _one_known(grid, kind, wanted) or _by_reference(grid, kind, wanted) or _any_header(grid, kind, wanted)
    if not found:
        return []
    ends = [table.first for table in found[1:]] + [len(grid.rows)]
    ends = [before_others(grid, kind, table, end) for table, end in zip(found, ends, strict=True)]
    tables = [replace(table, rows=range(table.last + 1, end)) for table, end in zip(found, ends, strict=True)]
    tables = [with_inferred_targets(grid, table, kind) for table in tables if any(map(grid.filled, table.rows))]
    if any(table.at(TITLE) for table in tables):
        return tables
    return [table if is_of_others(table, kind) else with_title(grid, table) for table in tables]


def is_by_reference(table: SheetTable) -> bool:
    """Whether a table gives something by reference alone, and leaves no column that could name its rows."""
    ref = table.at("ref") or table.at("number")
    return ref is not None and not table.at(TITLE) and all(c.target or not c.example for c in table.columns)


def known(grid: Grid, kind: str, mapping: Mapping[str, str]) -> dict[str, str]:
    """Of what was corrected in other files what speaks of headers that are in this sheet."""
    tables = find_tables(grid, kind, mapping)
    words = {word for t in tables for c in t.columns for word in (c.key, normal(c.title), plain_key(c.title))}
    return {header: target for header, target in mapping.items() if header in words and target in ("", *targets(kind))}


def layout(found: Iterable[SheetColumn], kind: str) -> str:
    """By what files of one layout are known: the kind, and what its columns are called, in whatever order."""
    return f"{kind}: {'; '.join(sorted({column.key for column in found}))}"[:1000]


def score(grid: Grid, kind: str, mapping: Mapping[str, str] | None = None) -> float:
    """How well a sheet fits a kind; 0 where it does not."""
    tables = [table for table in find_tables(grid, kind, mapping) if table.at(TITLE)]
    return max((table.score for table in tables), default=0) * (0.5 if grid.hidden else 1) * by_name(grid, kind)


def by_name(grid: Grid, kind: str) -> float:
    """How much more, or less, a sheet fits a kind by what it is called; its columns count for more."""
    words = {word.removesuffix("s") for word in re.findall(r"[a-z]+", grid.name.casefold())}
    if kind.removesuffix("s") in words:
        return 1.2
    return 0.6 if words & _OTHER_LOGS - {kind.removesuffix("s")} and not (kind == "risks" and "issue" in words) else 1.0


def best(grids: Sequence[Grid], kind: str, mapping: Mapping[str, str] | None = None) -> Grid:
    """The sheet that fits a kind best; the first that can be seen where none does."""
    if len(grids) == 1:
        return grids[0]
    return max(grids, key=lambda grid: (score(grid, kind, mapping), not grid.hidden, _dated(grid.name)))


def _dated(name: str) -> date:
    """Of which day or month a sheet is, by its name: of editions of one list the latest holds."""
    try:
        return read_when(Cell(name)).date.last
    except ValueError:
        return date.min


def _headers(grid: Grid, kind: str, wanted: Mapping[str, str]) -> Iterator[SheetTable]:
    """Every row, or two rows, that can be a header."""
    said = {word: target for header, target in wanted.items() for word in (header, plain_key(header))}
    exact = {phrase for target in targets(kind).values() for phrase in target.phrases} | said.keys()
    titles = {*targets(kind)[TITLE].phrases, *(header for header, target in said.items() if target == TITLE)}
    seen: list[set[str]] = []
    over: SheetTable | None = None
    for row in range(len(grid.rows)):
        texts = [_short(grid.shown(row, column).text) for column in range(grid.width)]
        filled = [text for text in texts if text]
        if not filled or any(len(text) > LONGEST for text in filled):
            continue
        if (seen or row > _EARLY) and not is_again(filled, seen, exact, titles):
            continue
        table = _as_header(grid, row, row, [_labels(text) for text in texts], kind, wanted)
        double = _double(grid, row, kind, wanted)
        if double and (not table or double.score > table.score):
            over = table = double
        elif over and over.last == row:  # the lower row of a header that is known already
            continue
        if table and not seen and is_row_of(grid, table):
            continue
        if table:
            seen.append({normal(text) for text in filled})
            yield table


def _double(grid: Grid, row: int, kind: str, wanted: Mapping[str, str]) -> SheetTable | None:
    """A header of two rows, where the upper one has headings over several columns."""
    spans = [a for a in grid.spans(row) if a.right - a.left + 1 < grid.width and a.bottom == row]
    below = set(grid.filled(row + 1)) if row + 1 < len(grid.rows) else set[int]()
    spans = [a for a in spans if len(below & set(range(a.left, a.right + 1))) > 1]
    spans = spans or (_spread(grid, row) if kind == "risks" else [])
    if not spans or len(grid.filled(row)) < 2:
        return None
    labels = [_labels(grid.shown(row, c).text or grid.shown(row + 1, c).text) for c in range(grid.width)]
    for area in spans:
        over = grid.at(row, area.left).text
        for column in range(area.left, area.right + 1):
            under = name_in(grid.at(row + 1, column).text)
            labels[column] = [f"{over} {under}".strip(), under]
    return _as_header(grid, row, row + 1, labels, kind, wanted)


def _spread(grid: Grid, row: int) -> list[Area]:
    """The headings over several columns of scores that are not merged, as in text with commas."""
    if row + 1 >= len(grid.rows):
        return []
    found: list[Area] = []
    filled = grid.filled(row)
    for place, left in enumerate(filled):
        end = filled[place + 1] if place + 1 < len(filled) else grid.width
        right = left
        while right + 1 < end and grid.at(row + 1, right + 1).text:
            right += 1
        under = [grid.at(row + 1, column).text for column in range(left, right + 1)]
        parts = [factor for text in under if (factor := factor_of(text))]
        if right > left and all(under) and len(parts) > 1:
            found.append(Area(row, left, row, right))
    return found


def _as_header(
    grid: Grid, first: int, last: int, labels: Sequence[Sequence[str]], kind: str, wanted: Mapping[str, str], *,
    sure: bool = False,
) -> SheetTable | None:  # fmt: skip
    """These rows as a header, when that is what they can be, or when a person is `sure` of it."""
    columns = _with_given(_columns(grid, labels), wanted)
    named = [column for column in columns if labels[column.number][0]]
    given: dict[int, str] = {}
    for column in named:
        if (target := column.given) is not None:
            single = target in targets(kind) and not targets(kind)[target].several
            given[column.number] = IGNORE if single and target in given.values() else target
    if layout := known_layout(kind, [column.title for column in named]):
        free = (column for column in named if column.number not in given and _as_written(column.title) in layout)
        given |= {column.number: layout[_as_written(column.title)] for column in free}
        columns = [replace(c, given=given.get(c.number)) for c in columns]
    below = range(last + 1, min(last + 1 + _LOOKED_AT, len(grid.rows)))
    prose = {c.number for c in named if _is_prose(grid, below, c)} if kind == "risks" else set[int]()
    factors = [f for c in named if c.number not in prose for f in map(factor_of, labels[c.number]) if f]
    if not any(factor.part == "likelihood" for factor in factors):  # what would happen is no level without a chance
        prose |= {c.number for c in named if "consequence" in c.title.casefold()}
    scores = assigned([c for c in named if c.number not in prose], labels, given) if kind == "risks" else {}
    empty = {c.number for c in named if not any(_says(grid, row, c.number) for row in below)}
    chances = [
        (column.hidden or column.number in empty, -fit, column.number, target)
        for column in named
        if column.number not in given and column.number not in scores
        for label in labels[column.number]
        for fit, target in fits(label, kind)
    ]
    chances += [
        (column.hidden, -EXACT, column.number, "consequence")
        for column in named
        if column.number in prose and any(f.part == "impact" for f in map(factor_of, labels[column.number]) if f)
    ]
    chosen, strength = _assigned(chances, given | scores, kind)
    if kind == "risks" and "further" not in chosen.values() and not _with_mitigations(chosen, given):
        _without_mitigations(chosen, given)  # who and by when are the risk's own, or nothing's
    if TITLE not in chosen.values():  # a description says what a risk is, where nothing is called its name
        says = (
            "description",
            *(["detail"] if "raid" in chosen.values() else []),
            *(["event"] if kind == "risks" else []),
        )
        described = next(
            (n for name in says for n, target in chosen.items() if target == name and n not in given), None
        )
        chosen |= {} if described is None else {described: TITLE}
    if "due" not in given.values():
        _prefer_revised(named, chosen, kind)
    matched = [number for number in chosen if chosen[number]]
    hits = len(matched) + sum(1 for target in given.values() if not target)
    firm = sum(1 for number in matched if strength.get(number, EXACT) >= SURE)
    alone = len(named) == 1 and firm == 1 and any(chosen[n] == TITLE for n in matched) and grid.width <= 2
    if TITLE in chosen.values():
        few = hits < 2 or firm < 2 or (firm < 3 and hits < len(named) * 0.3)
    else:  # a row of the table may hold "Complete" and "No", but hardly names all its columns
        few = firm < 3 or firm < len(named) * 0.7
    named_there = kind in _OVER and TITLE in chosen.values()  # a plan of actions with a column for their themes
    if few and not sure and not alone and not (named_there and _as_header(grid, first, last, labels, "actions", {})):
        return None
    columns = [replace(column, target=chosen.get(column.number, IGNORE)) for column in columns]
    if kind in _OVER and is_of_others(SheetTable(first, last, tuple(columns), range(0)), kind):
        word = kind.removesuffix("s")  # its numbers and its progress are the actions', not those of their theme
        own = {TITLE, *given.values()}
        columns = [c if c.target in own or word in c.title.casefold() else replace(c, target=IGNORE) for c in columns]
    return SheetTable(first, last, tuple(columns), range(0), sum(strength.get(n, EXACT) for n in matched))


def _assigned(
    chances: list[tuple[bool, float, int, str]], given: Mapping[int, str], kind: str
) -> tuple[dict[int, str], dict[int, float]]:
    """For every column its target and how well it fits: the best pairs first, each target once."""
    chosen, strength = dict(given), dict[int, float]()
    taken = Counter(target for target in given.values() if target)
    for hidden, against, number, target in sorted(chances):
        if number not in chosen and (not taken[target] or (targets(kind)[target].several and not hidden)):
            chosen[number], strength[number] = target, -against
            taken[target] += 1
    return chosen, strength


def _with_mitigations(chosen: dict[int, str], given: Mapping[int, str]) -> bool:
    """Let mitigations of which a column says by when, or by whom beside the risk's owner, be a record each."""
    stated = [n for n, target in chosen.items() if target == "mitigation" and n not in given]
    carried = {"further_owner", "owner"} <= {*chosen.values()}
    if len(stated) != 1 or not (carried or "further_due" in chosen.values()):
        return False
    chosen[stated[0]] = "further"
    return True


def _without_mitigations(chosen: dict[int, str], given: Mapping[int, str]) -> None:
    for number, target in list(chosen.items()):
        if target in ("further_owner", "further_due") and number not in given:
            own = target == "further_owner" and "owner" not in chosen.values()
            chosen[number] = "owner" if own else IGNORE


def _prefer_revised(columns: Sequence[SheetColumn], chosen: dict[int, str], kind: str) -> None:
    """Where there are a date and a revised one, the revised one holds and the other is what it was."""
    due = next((number for number, target in chosen.items() if target == "due"), None)
    if due is None or "was_due" in chosen.values() or "was_due" not in targets(kind):
        return
    if _REVISED.match(normal(next(c.title for c in columns if c.number == due))):
        for column in columns:
            is_due = any(target == "due" and fit >= SURE for fit, target in fits(column.title, kind))
            if is_due and column.number not in chosen and not column.hidden:
                chosen[column.number] = "was_due"
                return
    for column in columns:
        is_due = any(target == "due" and fit >= SURE for fit, target in fits(column.title, kind))
        if is_due and column.number not in chosen and not column.hidden and _REVISED.match(normal(column.title)):
            chosen[due], chosen[column.number] = "was_due", "due"
            return


def _columns(grid: Grid, labels: Sequence[Sequence[str]]) -> list[SheetColumn]:
    """The columns under these labels, each with a title and a key of its own."""
    whole = [" ".join(label[0].split()) for label in labels]
    names = [" ".join(name_in(label[0]).split()) for label in labels]
    once = Counter(map(normal, names))
    titles = [(name if once[normal(name)] == 1 else text) or f"Column {letter(number)}"
              for number, (name, text) in enumerate(zip(names, whole, strict=True))]  # fmt: skip
    short, long = Counter(map(normal, titles)), Counter(map(plain_key, titles))
    written = Counter(map(_as_written, titles))
    used = Counter[str]()
    found: list[SheetColumn] = []
    for number, title in enumerate(titles):
        key = normal(title) if short[normal(title)] == 1 else plain_key(title)
        key = key if long[plain_key(title)] == 1 else _as_written(title)  # "Risk (+)" is another than "Risk (-)"
        used[key] += 1
        again = used[key] if written[_as_written(title)] > 1 and used[key] > 1 else 0
        found.append(
            SheetColumn(
                number,
                f"{title} ({again})" if again else title,
                f"{key} {again}" if again else key,
                hidden=number in grid.hidden_columns,
                whole="" if whole[number] == title else whole[number],
            )
        )
    return found


def _is_prose(grid: Grid, below: range, column: SheetColumn) -> bool:
    """Whether a column says something else than a score: under "Impact" may stand what would happen."""
    texts = [text for row in below if (text := grid.shown(row, column.number).text)]
    sure = "consequence" in column.title.casefold()  # which mostly stands over what would happen
    levels = [text for text in texts if any(is_level(part, text, sure=sure) for part in ("likelihood", "impact"))]
    return len(levels) < 0.3 * len(texts) and not all(colour_of(text) for text in texts)


def _short(text: str) -> str:
    """A heading cell as it stands; of one that is longer than a heading its name."""
    return name_in(text) if len(text) > LONGEST else text


def _labels(text: str) -> list[str]:
    """The words over a column, and its name alone where they go on to say what is to be written there."""
    text = _short(text)
    name = name_in(text)
    return [text] if name == text else [text, name]


def _as_written(title: str) -> str:
    return " ".join(title.casefold().split())


def _with_given(columns: Sequence[SheetColumn], wanted: Mapping[str, str]) -> list[SheetColumn]:
    """With where a person said that they go: a header means the column that is called so to the sign, or else alike."""
    given: dict[int, str] = {}
    for header, target in wanted.items():
        same = [c for c in columns if header in (c.key, c.title) or _as_written(header) in
                (_as_written(c.title), _as_written(c.whole))]  # fmt: skip
        alike = [c for c in columns if header in (plain_key(c.title), normal(c.title))
                 or plain_key(header) in (plain_key(c.title), normal(c.title))]  # fmt: skip
        for column in same or alike:
            given.setdefault(column.number, target)
    return [replace(column, given=given.get(column.number)) for column in columns]


def _says(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell says something, be it by its colour or by an error."""
    place = (row, column)
    return (
        bool(grid.shown(row, column).text)
        or place in grid.colours
        or place in grid.errors
        or (place in grid.uncalculated)
    )


def _at_row(grid: Grid, row: int, kind: str, wanted: Mapping[str, str]) -> SheetTable:
    """The header that a person says to be one. Raises CannotRead where nothing stands there."""
    if not 0 <= row < len(grid.rows) or not grid.filled(row):
        raise CannotRead(f"Nothing stands in row {row + 1:,}, so it names no columns.")
    labels = [_labels(grid.shown(row, column).text) for column in range(grid.width)]
    found = _double(grid, row, kind, wanted) or _as_header(grid, row, row, labels, kind, wanted, sure=True)
    assert found is not None
    return found


def _one_known(grid: Grid, kind: str, wanted: Mapping[str, str]) -> list[SheetTable]:
    """The first row over a table of which one column alone is known, by the very word for what its rows are."""
    called = targets(kind)[TITLE].phrases
    words = {*called[:3], *(phrase for phrase in called if kind.removesuffix("s") in phrase.split())} - {"name"}
    for row in range(min(len(grid.rows) - 1, _EARLY)):
        filled = grid.filled(row)
        named = [column for column in filled if normal(grid.at(row, column).text) in words]
        below = [below for below in range(row + 1, min(row + 4, len(grid.rows))) if grid.filled(below)]
        is_over = below and all(2 * len({*grid.filled(each)} & {*filled}) > len(filled) for each in below)
        if len(named) == 1 and len(filled) > 1 and is_over and all(grid.at(b, named[0]).text for b in below):
            labels = [[grid.shown(row, column).text] for column in range(grid.width)]
            if found := _as_header(grid, row, row, labels, kind, wanted, sure=True):
                return [_with_rest_kept(found, kind)]
    return []


def _by_reference(grid: Grid, kind: str, wanted: Mapping[str, str]) -> list[SheetTable]:
    """The first row that names references and something of theirs, and not what they are called."""
    own = "ref" if "ref" in targets(kind) else "number"
    for row in range(min(len(grid.rows) - 1, _EARLY)):
        filled = grid.filled(row)
        labels = [[grid.shown(row, column).text] for column in range(grid.width)]
        if len(filled) < 2 or own not in targets(kind) or any(len(label[0]) > LONGEST for label in labels):
            continue
        best = [next(iter(fits(labels[column][0], kind)), (0.0, "")) for column in filled]
        if any(fit < SURE for fit, _ in best) or own not in {target for _, target in best}:
            continue
        found = _as_header(grid, row, row, labels, kind, wanted, sure=True)
        if found and not found.at(TITLE):
            return [found]
    return []


def _with_rest_kept(table: SheetTable, kind: str) -> SheetTable:
    """With columns that nobody knows kept as words, where the kind has room for them."""
    kept = KEPT_IN.get(kind, "")
    if kept not in targets(kind) or not targets(kind)[kept].several:
        return table
    columns = [replace(c, target=kept) if not c.target and c.given is None and not c.hidden else c
               for c in table.columns]  # fmt: skip
    return replace(table, columns=tuple(columns))


def _any_header(grid: Grid, kind: str, wanted: Mapping[str, str]) -> list[SheetTable]:
    """The first row of several words with others below it."""
    for row in range(min(len(grid.rows), _EARLY)):
        filled = grid.filled(row)
        if len(filled) > 1 and all(grid.at(row, column).value is None for column in filled):
            columns = _columns(grid, [[grid.shown(row, column).text] for column in range(grid.width)])
            given = [replace(c, target=c.given or IGNORE) for c in _with_given(columns, wanted)]
            return [SheetTable(row, row, tuple(given), range(0))]
    return []
