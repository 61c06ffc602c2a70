"""`goldthread import`: the rows of somebody else's file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.domain.figures import either
from app.exchange.importing import KINDS
from app.workspace import Refusal

from .group import PLAN, by_whom, commands
from .plans import person, reading, refusing, say, writing

if TYPE_CHECKING:
    from app.domain.plan import Plan
    from app.exchange.figures.choosing import FileContent
    from app.exchange.importing.grid import Grid
    from app.exchange.importing.result import Import


@commands.command("import")
@PLAN
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind", default=None, help=f"What its rows are: {either([*KINDS, 'readings'])}; by default what they look like."
)
@click.option(
    "--sheet",
    default=None,
    help="The sheet of a workbook; by default the one that fits best, with those that go on with it.",
)
@click.option("--header-row", type=click.IntRange(1), default=None, help="The row of the sheet that names its columns.")
@click.option(
    "--map", "mapped", multiple=True, metavar="[KIND:]HEADER=FIELD",
    help="Where a column goes, in a file of several kinds also of one alone; without FIELD it stays out.",
)  # fmt: skip
@click.option("--answer", "answered", multiple=True, metavar="ID=VALUE", help="The answer to a question of the file.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: the questions, the columns and each row.")
@by_whom
def import_(
    plan: Path, files: tuple[Path, ...], kind: str | None, sheet: str | None, header_row: int | None,
    mapped: tuple[str, ...], answered: tuple[str, ...], dry_run: bool, as_json: bool, author: str | None, role: str,
) -> None:  # fmt: skip
    """Bring the rows of FILE (.xlsx, .xls, .ods, .csv, .tsv) into PLAN as one edit, with a message for each.

    What could mean two things is asked: the questions are listed, a cautious answer holds, and --answer gives another.
    Workbooks and update sheets that `export` wrote come back, several at once: what nobody touched changes nothing.
    """
    from app import collector, settings
    from app.exchange.figures.bring import KIND, is_kind
    from app.exchange.figures.choosing import FileContent, content_of
    from app.exchange.importing import bring, guessing
    from app.exchange.importing.files import read
    from app.exchange.importing.grid import CannotRead
    from app.exchange.importing.questions import answers_of, check_answers
    from app.exchange.importing.together import all_together

    from . import workbook

    with collector.resting(import_), refusing(CannotRead):
        answers = answers_of(answered)
        if came_back := workbook.ours(files):
            workbook.bring_back(plan, came_back, answers, person(author, role), dry_run=dry_run, as_json=as_json)
            return
        file = files[0]
        grids = read(file)
        if kind:
            held = FileContent([KIND if is_kind(kind) else bring.kind_of(kind)], [], grids)
        else:
            held = content_of(grids)
        with reading(plan) if dry_run else writing(plan, person(author, role)) as workspace:

            def read_for(each: str, mapping: Mapping[str, str]) -> Grid:
                return bring.sheet_of(grids, each, sheet, mapping, alone=header_row is not None)

            mappings = bring.mappings_of([each for each in held.kinds if each != KIND], mapped, read_for)
            found = _each(grids, held, sheet, header_row, mappings, answers, workspace.plan, file.name)
            check_answers(answers, [question for each, _ in found for question in each.questions])
            if all(each.wrong for each, _ in found):
                raise Refusal(bring.wrong(found[0][0]))
            found = [(each, grid) for each, grid in found if not each.wrong]
            if as_json:
                said = bring.as_data([each for each, _ in found], held.guessed, workspace.plan)
                say(json.dumps(said, indent=1, ensure_ascii=False))
            else:
                for line in guessing.told(held.guessed):
                    say(line)
                for line in held.left:
                    say(line)
                if KIND in held.kinds and not kind:
                    say(f"Read as {KIND}, by the periods that its headings or a column name; --kind says otherwise.")
                for each, grid in found:
                    for line in bring.report(each, workspace.plan):
                        say(line)
                    if each.kind != KIND:
                        for line in bring.unread(grids, grid, each.kind, mappings[each.kind]):
                            say(line)
            whole = all_together([each for each, _ in found])
            if whole.records and not dry_run:
                workspace.save(*whole.records, label=whole.label)
            for each, _ in found if not dry_run else ():
                settings.remember_answers(each.layout, {q.id: q.given for q in each.questions if q.given})
    if not as_json:
        for each, _ in found:
            say(bring.total(each, dry_run=dry_run))


def _each(
    grids: Sequence[Grid], held: FileContent, sheet: str | None, header_row: int | None,
    mappings: Mapping[str, Mapping[str, str]], answers: Mapping[str, str], plan: Plan, file: str,
) -> list[tuple[Import, Grid]]:  # fmt: skip
    """What a file would bring, kind by kind; each finds what the one before it makes."""
    from app import settings
    from app.exchange.figures.bring import KIND, figures_in
    from app.exchange.importing import bring
    from app.exchange.importing.plan import plan_import

    found: list[tuple[Import, Grid]] = []
    for kind in held.kinds:
        if kind == KIND:
            wanted = held.figures if sheet is None else [bring.sheet_of(grids, KIND, sheet, {})]
            found += [(each, grid) for grid, each in figures_in(wanted, plan, file, answers, settings.answers_before)]
            continue
        mapping = mappings[kind]
        grid = bring.sheet_of(grids, kind, sheet, mapping, alone=header_row is not None)
        header = None if header_row is None else header_row - 1
        each = plan_import(
            grid, kind, plan, mapping, file=file, answers=answers, header=header, before=settings.answers_before
        )
        plan = bring.plan_after(plan, each)
        found.append((each, grid))
    return found
