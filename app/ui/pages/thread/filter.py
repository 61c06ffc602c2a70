"""Which matrices there are, and what of one is shown: rows and columns narrowed by scope, theme and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.plan import Plan
from app.domain.records import Action, Component, Finding, Indicator, NextStep, Recommendation, Record, Risk, Theme
from app.domain.thread import LinkMatrix, actions_of, words

Kind = type[Record]
ALL, LINKED, GAPS = "all", "linked", "gaps"
MANY = 40  # columns: a matrix that has more shows at first only those with a link in it


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A matrix to choose.

    Attributes:
        rows, columns: the kinds that are tied.
        tab: its name beside that of the one before it, where that is not its whole title.
        lacking: what is said of a row without a link.
        start: what to do where there is no row yet.
    """

    rows: Kind
    columns: Kind
    lacking: str
    start: str
    tab: str = ""

    @property
    def what(self) -> str:
        """What the rows are called: "recommendations"."""
        return "components" if self.rows is Component else self.rows.PLURAL.lower()

    @property
    def many(self) -> str:
        """What the columns are called: "actions"."""
        return self.columns.PLURAL.lower()

    @property
    def one_row(self) -> str:
        """What one of the rows is called: "recommendation"."""
        return "component" if self.rows is Component else self.rows.NAME.lower()

    @property
    def one_column(self) -> str:
        """What one of the columns is called: "action"."""
        return self.columns.NAME.lower()

    @property
    def title(self) -> str:
        """What it shows: "Recommendations by actions"."""
        return f"{'Vision' if self.rows is Component else self.rows.PLURAL} by {self.many}"


VISION = "Say what a good service looks like, part by part. Here one then sees which themes serve which part."
SCRUTINY, PLAN = "They are entered on the page “Scrutiny”.", "They are entered on the page “Plan”."
PAIRS = (
    Pair(rows=Component, columns=Theme, lacking="no theme serves it", start=VISION),
    Pair(rows=Recommendation, columns=Action, lacking="no action serves it", start=SCRUTINY),
    Pair(rows=Recommendation, columns=Indicator, lacking="no indicator measures it", start=SCRUTINY,
         tab="… by indicators"),
    Pair(rows=Recommendation, columns=Risk, lacking="no risk threatens it", start=SCRUTINY, tab="… by risks"),
    Pair(rows=Finding, columns=Action, lacking="no action answers it", start=SCRUTINY),
    Pair(rows=NextStep, columns=Action, lacking="no action carries it out", start=PLAN),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """The rows and columns of a matrix that are shown."""

    rows: tuple[Record, ...]
    columns: tuple[Record, ...]


def usual_scope(matrix: LinkMatrix) -> str:
    """Which columns are shown until somebody chooses: all, or of many only those with something to show."""
    linked = len(matrix.columns) - len(matrix.empty_columns)
    return LINKED if len(matrix.columns) > MANY and linked else ALL


def narrow(plan: Plan, matrix: LinkMatrix, *, scope: str = ALL, theme: Theme | None = None, text: str = "") -> Shown:
    """What is shown of a matrix.

    Args:
        plan: of which it is.
        matrix: all of it.
        scope: which columns: `ALL`, `LINKED` or `GAPS`. What is typed looks among all of them.
        theme: only columns that serve it, and rows that do where such rows may.
        text: words. What holds them all is shown with what it is tied to; where no row does, all rows are, so that
            one can link what was found.
    """
    rows, columns = matrix.rows, matrix.columns
    if theme is not None:
        rows, columns = _of_theme(plan, rows, theme), _of_theme(plan, columns, theme)
    wanted = text.casefold().split()
    in_scope = tuple(c for c in columns if scope == ALL or (c.id in matrix.empty_columns) == (scope == GAPS))
    if not wanted:
        return Shown(rows, in_scope)
    down, across = _holding(rows, wanted), _holding(columns, wanted)
    if not down and not across:
        return Shown((), ())
    beside = {row for row, column in matrix.cells if column in across}
    above = {column for row, column in matrix.cells if row in down} | across
    kept = tuple(c for c in columns if c.id in above)
    return Shown(
        tuple(r for r in rows if r.id in down or r.id in beside) if down else rows,
        kept or in_scope,
    )


def _holding(records: Sequence[Record], wanted: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for record in records:
        said = f"{record.name} {getattr(record, 'owner', '')}".casefold()
        if all(word in said for word in wanted):
            found.add(record.id)
    return found


def _of_theme(plan: Plan, records: tuple[Record, ...], theme: Theme) -> tuple[Record, ...]:
    """Those that serve a theme; all of them where records of their kind serve none."""
    kind = type(records[0]) if records else Record
    if kind is Action:
        there = {action.id for action in actions_of(plan, theme)}
    elif words(kind, Theme):
        there = {record.id for record in plan.serving(theme, kind)}
    else:
        return records
    return tuple(record for record in records if record.id in there)
