"""Several kinds of records of one file as one import: saved, told and taken back together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from .result import Import, RowResult

APART = 1_000_000
"""By so much the rows of one part are counted on from those of the part before, so that each can be left out alone."""


def all_together(found: Sequence[Import]) -> Import:
    """One import of several, the rows of each by themselves; one alone stays as it is.

    A row that one part leaves out and another brings in is told once. Where nothing can be read, the first says why.
    """
    good = [each for each in found if not each.wrong]
    if len(found) == 1 or not good:
        return found[0]
    brought = {(each.sheet, row.sheet, row.number) for each in good for row in each.rows if row.record is not None}
    rows = [
        row._replace(at=row.at + number * APART, sheet=row.sheet or each.sheet, part=row.part or each.kind)
        for number, each in enumerate(found)
        for row in each.rows
        if not each.wrong and _is_told(each, row, brought)
    ]
    questions = {question.id: question for each in good for question in each.questions}
    return Import(
        kind="records",
        file=good[0].file,
        sheet="",
        columns=(),
        rows=tuple(rows),
        records=tuple({record.id: record for each in good for record in each.records}.values()),
        questions=tuple(questions.values()),
        verdicts=tuple(dict.fromkeys(chain.from_iterable(each.verdicts for each in good))),
        findings=tuple(dict.fromkeys(chain.from_iterable(each.findings for each in good))),
        of=tuple(good),
    )


def without_of(without: Sequence[int] | set[int] | frozenset[int], number: int) -> frozenset[int]:
    """Of the rows that are not wanted those of one part, as its own sheet counts them."""
    return frozenset(row - number * APART for row in without if row // APART == number)


def _is_told(each: Import, row: RowResult, brought: set[tuple[str, str, int]]) -> bool:
    return row.record is not None or (each.sheet, row.sheet, row.number) not in brought
