"""What bringing workbooks back comes to: what would be saved, a line for each row, and what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from app.domain.figures import counted, listed
from app.domain.records import Record

from ..importing.questions import ImportQuestion
from ..importing.result import Outcome, RowResult, what_saving_does

PLAN = "plan"
"""The answer that lets stand what the plan holds."""


class Meanwhile(NamedTuple):
    """A field that somebody changed in a file while others changed it in the plan, or in another file.

    Attributes:
        record: what it is called.
        label: of the field.
        question: which value is to hold: "plan", or that of a file, by its name in small letters.
    """

    record: str
    label: str
    question: ImportQuestion

    @property
    def words(self) -> str:
        """Such as "Clash: owner is “Bob” in the plan and “Carol” in ann.xlsx; the plan's stays"."""
        choices, holds = self.question.choices, self.question.holds
        said = listed([f"{shown} in {'the plan' if name == PLAN else name}" for name, shown in choices.items()])
        stays = "the plan's stays" if holds == PLAN else f"that of {holds} is taken"
        return f"Clash: {self.label[0].lower()}{self.label[1:]} is {said}; {stays}"


class BroughtBack(NamedTuple):
    """What workbooks bring back.

    Attributes:
        files: their names.
        rows: a line for each row that brings something or of which something is to be known.
        records: what is to be saved, as one edit.
        restored: the keys of the records among them that the plan never held, which come in just as they were.
        clashes: what is to be decided.
        untouched: how many rows nobody changed.
        notes: what is to be known of the files as a whole.
    """

    files: tuple[str, ...]
    rows: tuple[RowResult, ...] = ()
    records: tuple[Record, ...] = ()
    restored: frozenset[str] = frozenset()
    clashes: tuple[Meanwhile, ...] = ()
    untouched: int = 0
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many rows come to this."""
        return sum(1 for row in self.rows if row.outcome is outcome)

    @property
    def problems(self) -> int:
        """How many rows are to be looked at."""
        return sum(1 for row in self.rows if row.problem)

    @property
    def label(self) -> str:
        """The line of history."""
        return f"Bring back {listed([*self.files[:3], *(['others'] if len(self.files) > 3 else [])])}"[:300]

    @property
    def summary(self) -> str:
        """What saving does: "Add 3 records, change 12"; "Nothing to bring back" where it does nothing."""
        added, changed = self.count(Outcome.CREATED), self.count(Outcome.CHANGED)
        return what_saving_does(added, changed, "record") or "Nothing to bring back"

    @property
    def total(self) -> str:
        """How it comes out in one sentence."""
        parts = [
            f"{self.count(Outcome.CREATED):,} created", f"{self.count(Outcome.CHANGED):,} changed",
            f"{self.untouched:,} unchanged", f"{self.count(Outcome.SKIPPED):,} skipped",
        ]  # fmt: skip
        more = f"; {counted(self.problems, 'row')} to look at" if self.problems else ""
        more += f"; {counted(len(self.clashes), 'clash', 'clashes')}" if self.clashes else ""
        return f"{listed(parts)}{more}."

    def lines(self) -> Iterator[str]:
        """What the command line says of it, but for the total."""
        yield from self.notes
        for row in self.rows:
            yield f"{row.place}: {row.title}: {row.message}" if row.title else f"{row.place}: {row.message}"
        for clash in self.clashes:
            question = clash.question
            yield f"Question {question.id}: {', '.join(question.choices)}. Taken: {question.holds}."

    def as_data(self) -> dict[str, Any]:
        """What `--json` prints."""
        return {
            "questions": [clash.question.as_data() for clash in self.clashes],
            "findings": list(self.notes),
            "rows": [
                {"row": row.number, "sheet": row.sheet, "title": row.title, "outcome": row.outcome.value,
                 "message": row.message, "doubtful": row.problem} for row in self.rows
            ],
            "summary": {outcome.value: self.count(outcome) for outcome in Outcome} | {"unchanged": self.untouched},
        }  # fmt: skip
