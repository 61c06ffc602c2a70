"""What an import comes to: a message for every row, and the records to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import capital, counted, listed
from app.domain.records import Benchmark, Record

from .grid import SheetColumn
from .questions import ImportQuestion


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    GROUP = "heading"
    EARLIER = "earlier"


@dataclass(frozen=True)
class ColumnVerdict:
    """What a column comes to as a whole, where that is not what each of its cells would say alone.

    Attributes:
        title: its header.
        words: what it is taken for, and by what evidence, to stand after its header and a colon.
        doubtful: whether a person should look at it.
    """

    title: str
    words: str
    doubtful: bool = False


class RowResult(NamedTuple):
    """What becomes of one row.

    Attributes:
        number: of the row, as the file counts it from 1.
        title: what it is called.
        message: what was done and what to know about it, as sentences.
        problem: whether something of it is left out or skipped.
        record: what it becomes or is already.
        sheet: the name of its sheet, where several are read.
        at: the row in the grid that was read, counted from 0, by which it can be left out.
        doubted: the fields that could not be read, or were read on a doubt.
        part: what of the row it is about, where a row holds several things: the period of a figure.
    """

    number: int
    title: str
    outcome: Outcome
    message: str
    problem: bool = False
    record: Record | None = None
    sheet: str = ""
    at: int = -1
    doubted: frozenset[str] = frozenset()
    part: str = ""

    @property
    def place(self) -> str:
        """Where it stands: "row 5", "Theme 2, row 5"."""
        return f"{self.sheet}, row {self.number}" if self.sheet else f"row {self.number}"


def one_of(kind: str) -> str:
    """One record of a kind by the word for many: "action"."""
    return f"{kind.removesuffix('ies')}y" if kind.endswith("ies") else kind.removesuffix("s")


def what_saving_does(added: int, changed: int, word: str, several: str = "") -> str:
    """Such as "Add 3 records, change 12", of so many of what `word` calls; empty where there are none."""
    parts = [f"add {counted(added, word, several)}"] if added else []
    if changed:
        parts.append(f"change {changed:,}" if added else f"change {counted(changed, word, several)}")
    return capital(", ".join(parts))


@dataclass(frozen=True)
class Import:
    """What a sheet brings.

    Attributes:
        kind: "actions", "themes", ...
        file, sheet: where it comes from.
        columns: how the columns were understood, each header once.
        rows: a message for every row that holds something.
        sample: the first rows that hold records, cell by cell from the first column; each with its number.
        records: what is to be saved, links and reasons for moved dates among it; empty where nothing is to be done.
        wrong: why nothing can be read, in a sentence; empty otherwise.
        questions: what the file could mean twice, with the answers that hold.
        verdicts: what was made of columns as wholes.
        findings: what is to be known of the file as a whole, as sentences.
        layout: by what files of the same layout are known.
        of: the imports of which this one is made, where several kinds come in together.
    """

    kind: str
    file: str
    sheet: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[RowResult, ...]
    records: tuple[Record, ...]
    wrong: str = ""
    sample: tuple[tuple[int, tuple[str, ...]], ...] = ()
    questions: tuple[ImportQuestion, ...] = ()
    verdicts: tuple[ColumnVerdict, ...] = ()
    findings: tuple[str, ...] = ()
    layout: str = ""
    of: tuple[Import, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many rows come to this."""
        return sum(1 for row in self.rows if row.outcome is outcome)

    @property
    def problems(self) -> int:
        """How many rows lose something."""
        return sum(1 for row in self.rows if row.problem)

    @property
    def summary(self) -> str:
        """What saving does: "Add 31 actions, change 4"; "Nothing to import" where it does nothing."""
        added, changed = self.count(Outcome.CREATED), self.count(Outcome.CHANGED)
        if self.of or self._of_others:
            new = [words for each in self.of or (self,) for words in each._new_words]
            parts = ([f"add {listed(new)}"] if new else []) + ([f"change {changed:,}"] if changed else [])
            return capital(", ".join(parts)) or "Nothing to import"
        return what_saving_does(added, changed, one_of(self.kind), self.kind) or "Nothing to import"

    @property
    def _of_others(self) -> int:
        """How many new figures are those of others, with which ours are compared."""
        return sum(row.outcome is Outcome.CREATED and isinstance(row.record, Benchmark) for row in self.rows)

    @property
    def _new_words(self) -> list[str]:
        others = self._of_others
        own = self.count(Outcome.CREATED) - others
        said = [counted(own, one_of(self.kind), self.kind)] if own else []
        return said + ([counted(others, "figure of others", "figures of others")] if others else [])

    @property
    def label(self) -> str:
        """The line of history."""
        return f"Import {listed([each.kind for each in self.of] or [self.kind])} from {self.file}"
