"""An import as the command line asks for it and tells of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.domain.figures import counted, listed
from app.domain.plan import Plan
from app.domain.records import Record

from ..plantext import hint, quoted
from . import KINDS
from .grid import CannotRead, Grid
from .guessing import KindGuess
from .headers import best, find_tables
from .joining import others, whole
from .plan import check_mapping
from .preview import in_words, preview
from .questions import ImportQuestion
from .result import Import, Outcome, RowResult, one_of
from .vocabulary import TITLE, targets


def kind_of(word: str) -> str:
    """A kind by its word, in the singular too. Raises CannotRead."""
    plain = word.strip().casefold()
    for kind in KINDS:
        if plain in (kind, one_of(kind)):
            return kind
    raise CannotRead(f"There is no kind {quoted(word)}: give one of {', '.join(KINDS)}.{hint(plain, KINDS)}")


def mapping_of(kind: str, given: Sequence[str]) -> dict[str, str]:
    """Where columns go, of texts such as "Lead=owner"; a field may be called by its label. Raises CannotRead."""
    labels = {target.label.casefold(): name for name, target in targets(kind).items()}
    found: dict[str, str] = {}
    for text in given:
        header, equals, field = text.rpartition("=")
        if not equals or not header.strip():
            raise CannotRead(f"{quoted(text)} is not of the form HEADER=FIELD.")
        plain = field.strip().casefold()
        found[header.strip()] = labels.get(plain, plain)
    return found


def mappings_of(
    kinds: Sequence[str], given: Sequence[str], sheet: Callable[[str, Mapping[str, str]], Grid]
) -> dict[str, dict[str, str]]:
    """Where columns go, by kind, of a file of several: "risks:Lead=owner", or "Lead=owner" for each kind that has both.

    `sheet` gives what is read for a kind.

    Raises:
        CannotRead: a text names a column or a field that is not there.
    """
    if len(kinds) < 2:
        return {kind: mapping_of(kind, [text.removeprefix(f"{kind}:") for text in given]) for kind in kinds}
    found: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    for text in given:
        word, _, rest = text.partition(":")
        named = [(kind, rest) for kind in kinds if word.strip().casefold() in (kind, one_of(kind))]
        wrong: list[CannotRead] = []
        for tried in (named, [(kind, text) for kind in kinds]):
            took = False
            for kind, said in tried:
                try:
                    mapping = mapping_of(kind, [said])
                    check_mapping(mapping, find_tables(sheet(kind, mapping), kind, mapping), kind)
                except CannotRead as error:
                    wrong.append(error)
                else:
                    found[kind] |= mapping
                    took = True
            if took:
                break
        else:
            raise wrong[0]
    return found


def sheet_of(
    grids: Sequence[Grid], kind: str, name: str | None, mapping: Mapping[str, str], *, alone: bool = False
) -> Grid:
    """The sheet of that name, or the one that fits best, with those that go on with it or `alone`.

    Raises:
        CannotRead: there is no such sheet.
    """
    if name is None:
        return best(grids, kind, mapping) if alone else whole(grids, kind, mapping)
    wanted = name.strip().casefold()
    for grid in grids:
        if grid.name.casefold() == wanted:
            return grid
    if parts := [grid for grid in grids if grid.name.casefold().startswith(f"{wanted}, ")]:  # taken apart
        return best(parts, kind, mapping)
    names = [grid.name for grid in grids if grid.name]
    there = f"There are: {', '.join(names)}." if names else "It is no workbook."
    raise CannotRead(f"There is no sheet {quoted(name)} with anything in it. {there}")


def wrong(found: Import) -> str:
    """Why nothing can be read, and how to name the column, or what is asked; empty when something can be read."""
    if not found.wrong or not found.columns:
        return "\n".join([found.wrong, *(map(_asked, found.questions) if found.wrong else ())])
    headers = listed([quoted(column.title) for column in found.columns])
    return f'{found.wrong} Give --map "HEADER={TITLE}"; the headers are {headers}.'


def _asked(question: ImportQuestion) -> str:
    choices = "; ".join(f"{value} = {words}" for value, words in question.choices.items())
    return f"Question {question.id}: {question.words} {choices}. Read as: {question.holds}."


def report(found: Import, plan: Plan | None = None) -> Iterator[str]:
    """How the columns were understood, what was asked, then a line for each row."""
    known = targets(found.kind) if found.columns else {}
    if found.sheet:
        names = list(dict.fromkeys(row.sheet for row in found.rows if row.sheet))
        yield f"Sheets {listed(list(map(quoted, names)))}" if names else f"Sheet {quoted(found.sheet)}"
    taken = [f"{column.title} = {known[column.target].label}" for column in found.columns if column.target]
    if taken:
        yield f"Columns: {'; '.join(taken)}"
    if left := [column.title + (" (hidden)" if column.hidden else "") for column in found.columns if not column.target]:
        yield f"Left out: {'; '.join(left)}"
    yield from found.findings
    for verdict in found.verdicts:
        yield f"{verdict.title if verdict.title.startswith('“') else quoted(verdict.title)}: {verdict.words}."
    yield from map(_asked, found.questions)
    plan = plan_after(plan, found) if plan and found.columns else None
    for row in found.rows:
        title = f" {row.title}:" if row.title and quoted(row.title) not in row.message else ""
        yield f"{row.place}:{title} {_whole(row, plan) if found.columns else row.message}"


def _whole(row: RowResult, plan: Plan | None) -> str:
    """What becomes of a row; of one that is new, the record that it will be."""
    words = in_words(row, plan) if row.outcome is Outcome.CREATED else ""
    first, stop, rest = row.message.partition(".")
    return f"{first}: {words}{stop}{rest}" if words else row.message


def plan_after(plan: Plan, found: Import) -> Plan:
    """The plan as it will be once an import is saved."""
    rows: dict[type[Record], dict[str, Record]] = defaultdict(dict)
    for record in found.records:
        rows[type(record)][record.id] = record
    return plan.changed({kind: {**{r.id: r for r in plan.all(kind)}, **new}.values() for kind, new in rows.items()})


def as_data(found: Sequence[Import], guessed: Sequence[KindGuess], plan: Plan) -> dict[str, Any]:
    """What `--json` prints: the questions, and for each kind its columns and rows."""
    questions = {question.id: question.as_data() for each in found for question in each.questions}
    return {
        "guessed": [guess.kind for guess in guessed],
        "questions": list(questions.values()),
        "imports": [_as_data(each, plan_after(plan, each)) for each in found],
    }


def _as_data(found: Import, plan: Plan) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "sheet": found.sheet,
        "columns": [
            {"header": column.title, "field": column.target, "hidden": column.hidden} for column in found.columns
        ],
        "verdicts": [{"column": v.title, "says": v.words, "doubtful": v.doubtful} for v in found.verdicts],
        "findings": list(found.findings),
        "rows": [
            {
                "row": row.number,
                "sheet": row.sheet,
                "title": row.title,
                "outcome": row.outcome.value,
                "message": row.message,
                "doubtful": row.problem,
                "becomes": [part._asdict() for part in preview(row, plan)],
            }
            for row in found.rows
        ],
        "summary": {outcome.value: found.count(outcome) for outcome in Outcome},
    }


def unread(grids: Sequence[Grid], read: Grid, kind: str, mapping: Mapping[str, str]) -> Iterator[str]:
    """A line about further sheets that hold such rows, where there are any."""
    if names := others(grids, read, kind, mapping):
        word = "holds" if len(names) == 1 else "hold"
        shown = listed(list(map(quoted, names)))
        yield f"Not read: {shown}, which {word} {kind} too; --sheet reads a sheet by its name."


def total(found: Import, *, dry_run: bool) -> str:
    """How many rows came to what."""
    words = [f"{found.count(outcome):,} {outcome.value}" for outcome in
             (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.SKIPPED)]  # fmt: skip
    losing = f"; {counted(found.problems, 'row')} to look at" if found.problems else ""
    unanswered = sum(1 for question in found.questions if not question.given)
    losing += f"; {counted(unanswered, 'question')} to answer" if unanswered else ""
    return f"{listed(words)}{losing}.{' Nothing was saved: this was a dry run.' if dry_run else ''}"
