"""A register is edited like a sheet: typed over, pasted into, filled down, set for many at once, and copied out.

Who can edit has a cursor on a cell. Whatever is done is one edit of the plan, which one undo takes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain import cells
from app.domain.cells import CellColumn, Misfit
from app.domain.fields import FieldError, Text, Value
from app.domain.figures import counted, listed
from app.domain.kinds import KINDS
from app.domain.records import Record, rules

if TYPE_CHECKING:
    from app.domain.plan import Plan
    from app.ui.page import Page
    from app.ui.widgets.record_model import Column

_NAMED = 3
"""How many of the cells that do not fit are named."""


class Sheet:
    """The cells of a register's table, from left to right as they stand."""

    def __init__(self, page: Page, kind: type[Record], what: str, columns: Sequence[Column[Any]]):
        """Of a register of one kind on a page; `what` is what one of them is called ("risk")."""
        self._page, self._kind, self._what, self._columns = page, kind, what, columns

    # -- what a cell is

    def sets(self, column: Column[Any]) -> tuple[str, ...]:
        """The fields that a cell of a column sets; none of what is worked out, or set by an act of its own."""
        kind = KINDS[self._kind]
        known = rules(self._kind)
        names = column.sets if column.sets is not None else (column.name,)
        for name in names:
            rule = known.get(name)
            if rule is None or name in kind.apart or (isinstance(rule, Text) and (rule.prose or rule.by_program)):
                return ()
        return names

    def typed(self, row: Any, column: Column[Any]) -> str | None:
        """What a cell holds as one types it; None where nothing can be typed."""
        names = self.sets(column)
        return cells.typed(self._plan, self._record(row), names) if names else None

    def words(self, column: Column[Any]) -> list[str]:
        """What is offered while one types in a column."""
        names = self.sets(column)
        return cells.words(self._plan, self._kind, names) if names else []

    # -- what is done

    def enter(self, row: Any, column: Column[Any], text: str) -> str:
        """Save what was typed in a cell; the sentence of why it is refused, or empty."""
        return self._set([self._record(row)], column, text)

    def set_all(self, rows: Sequence[Any], column: Column[Any], text: str) -> str:
        """Save the same in a column of many rows; as `enter`."""
        return self._set([self._record(row) for row in rows], column, text)

    def paste(self, rows: Sequence[Any], columns: Sequence[Column[Any]], text: str) -> list[Misfit]:
        """Paste a block from the first of these rows and columns on; what does not fit, in which case nothing is done.

        One value is pasted into every one of `rows` that is there.
        """
        try:
            block = cells.block(text)
        except FieldError as error:
            return [Misfit(0, "", str(error))]
        there = [self._record(row) for row in rows]
        every = [CellColumn(column.title, self.sets(column)) for column in self._columns]
        made = cells.paste(
            self._plan, self._kind, there, [CellColumn(c.title, self.sets(c)) for c in columns], block, among=every
        )
        if made.misfits:
            return list(made.misfits)
        drafts = [self._page.workspace.draft(self._kind, **dict(values)) for values in _filled(made.new)]
        changed = [*made.records, *drafts]
        what = f"Paste into {counted(len(changed), self._what)}"
        if changed and not self._page.session.attempt(
            lambda: self._page.workspace.save(*changed, label=what), f"{what.replace('Paste', 'Pasted', 1)}."
        ):
            return [Misfit(0, "", "")]
        return []

    def fill_down(self, rows: Sequence[Any], columns: Sequence[Column[Any]]) -> str:
        """Give all rows below the first what that one holds in these columns; as `enter`."""
        first, *others = [self._record(row) for row in rows]
        values: dict[str, Value] = {}
        titles: list[str] = []
        for column in columns:
            if names := self.sets(column):
                titles.append(column.title.lower())
                values |= {name: getattr(first, name) for name in names}
        changed = [then for record in others if (then := record.having(values)) != record]
        return self._save(changed, f"Fill {listed(titles)} down in {counted(len(changed), self._what)}")

    @property
    def _plan(self) -> Plan:
        return self._page.workspace.plan

    def _record(self, row: Any) -> Record:
        found = self._page.workspace.find(row.id)
        assert found is not None, "a row that is shown is in the plan"
        return found

    def _set(self, records: Sequence[Record], column: Column[Any], text: str) -> str:
        names, plan = self.sets(column), self._plan
        if not names:
            return f"“{column.title}” is worked out: it cannot be typed."
        before = set(self.words(column))
        try:
            values = cells.read(plan, self._kind, names, text)
        except FieldError as error:
            return str(error)
        changed = [then for record in records if (then := record.having(values)) != record]
        of = changed[0].name if len(changed) == 1 else counted(len(changed), self._what)
        new = text.strip() if names == ("owner",) and text.strip() and before.isdisjoint({text.strip()}) else ""
        return self._save(changed, f"Change {column.title.lower()} of {of}", f" “{new}” is a new owner." if new else "")

    def _save(self, changed: Sequence[Record], label: str, more: str = "") -> str:
        """Save in one edit; the sentence of why it is refused, or empty."""
        from app.workspace import NotSaved

        if not changed:
            return ""
        try:
            self._page.workspace.save(*changed, label=label)
        except NotSaved as refused:
            return str(refused)
        if len(changed) > 1 or more:
            self._page.session.say_done(f"{label}: done.{more}", self._page.workspace.undo_next)
        return ""


def misfit_words(misfits: Sequence[Misfit]) -> str:
    """What does not fit, the first few cells by line and column."""
    named = [
        f"line {each.line + 1}, {each.column}: {each.why}" if each.column else each.why
        for each in misfits[:_NAMED] if each.why
    ]  # fmt: skip
    if not named:
        return ""
    more = f" And {counted(len(misfits) - _NAMED, 'more cell')}." if len(misfits) > _NAMED else ""
    return f"Nothing was pasted. {'; '.join(named).rstrip('.')}.{more}"


def _filled(rows: Iterable[Mapping[str, Value]]) -> Iterable[dict[str, Value]]:
    """The values of new rows, without what is empty: a draft gives those fields what new records have."""
    return ({name: value for name, value in values.items() if value not in ("", None)} for values in rows)
