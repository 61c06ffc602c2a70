"""A register is edited like a sheet: typed over, pasted into, filled down, set for many at once, and copied out.

Who can edit has a cursor on a cell. Whatever is done is one edit of the plan, which one undo takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain import cells
from app.domain.cells import CellColumn, Misfit
from app.domain.fields import FieldError, Text, Value
from app.domain.figures import capital, counted, listed
from app.domain.kinds import KINDS
from app.domain.records import DateChange, Record, rules

if TYPE_CHECKING:
    from app.domain.plan import Plan
    from app.ui.page import Page
    from app.ui.widgets.banner import Choice
    from app.ui.widgets.record_model import Column

_NAMED = 3
"""How many of the cells that do not fit are named."""
UNEXPLAINED = "Not saved: a due date that was set is moved with a reason."


@dataclass
class NewRow:
    """A row below the last one, which is no record yet.

    Attributes:
        draft: what the record would be.
        empty: what it would be if nothing were typed.
    """

    draft: Record
    empty: Record

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return self.draft == self.empty


class Sheet:
    """The cells of a register's table, from left to right as they stand.

    Attributes:
        at_end: takes the keys of records that are written below the last row, before they are saved.
        after: gives what is offered once records were changed, with the plan as it was before.
    """

    def __init__(
        self, page: Page, kind: type[Record], what: str, columns: Sequence[Column[Any]],
        label: Callable[[Record, Sequence[str]], str],
    ):  # fmt: skip
        """Of a register of one kind on a page.

        `what` is what one of them is called ("risk"); `label` what an edit of some fields of one is called.
        """
        self._page, self._kind, self._what, self._columns, self._label = page, kind, what, columns, label
        self._sets: dict[str, tuple[str, ...]] = {}  # by the name of a column: every cell that is painted asks for it
        self.at_end: set[str] = set()
        self.after: Callable[[Plan, Sequence[Record]], Sequence[Choice]] = lambda _before, _changed: ()

    # -- what a cell is

    def sets(self, column: Column[Any]) -> tuple[str, ...]:
        """The fields that a cell of a column sets; none of what is worked out, or set by an act of its own."""
        if (found := self._sets.get(column.name)) is None:
            found = self._sets[column.name] = self._sets_of(column)
        return found

    def _sets_of(self, column: Column[Any]) -> tuple[str, ...]:
        kind = KINDS[self._kind]
        known = rules(self._kind)
        names = column.sets if column.sets is not None else (column.name,)
        for name in names:
            rule = known.get(name)
            if rule is None or name in kind.apart or (isinstance(rule, Text) and rule.by_program):
                return ()
        return names

    def can_type(self, row: Any, column: Column[Any]) -> bool:
        """Whether something can be typed in a cell."""
        return bool(self.sets(column))

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
        if isinstance(row, NewRow):
            return self._write(row, column, text)
        return self._set([self._record(row)], [column], text)

    def set_all(self, rows: Sequence[Any], columns: Sequence[Column[Any]], text: str) -> str:
        """Save the same in these columns of many rows; as `enter`."""
        return self._set([self._record(row) for row in rows], columns, text)

    def begin(self) -> NewRow:
        """A row for a new record; nothing is saved yet."""
        draft = self._page.workspace.draft(self._kind, **self._first())
        return NewRow(draft, draft)

    def add(self, row: NewRow) -> str:
        """Save the record that a new row holds; as `enter`."""
        next_one = self._page.workspace.draft(self._kind)  # another may have come meanwhile
        counted_on = [n for n in ("ref", "number") if n in rules(self._kind)]
        row.draft = row.draft.having({
            name: getattr(next_one, name) for name in counted_on
            if getattr(row.draft, name) == getattr(row.empty, name)
        })  # fmt: skip
        self.at_end.add(row.draft.id)
        verb = f"Add {KINDS[self._kind].label}".strip()
        return self._save([row.draft], f"{verb} {row.draft.name}")

    def paste(self, rows: Sequence[Any], columns: Sequence[Column[Any]], text: str) -> list[Misfit]:
        """Paste a block from the first of these rows and columns on; what does not fit, in which case nothing is done.

        Lines below the last of the rows are new records.
        """
        try:
            block = cells.block(text)
        except FieldError as error:
            return [Misfit(0, "", str(error))]
        there = [self._record(row) for row in rows]
        every = [CellColumn(column.title, self.sets(column)) for column in self._columns]
        every += [CellColumn(rule.label, (name,)) for name, rule in rules(self._kind).items()]
        made = cells.paste(
            self._plan, self._kind, there, [CellColumn(c.title, self.sets(c)) for c in columns], block, among=every
        )
        if made.misfits:
            return list(made.misfits)
        drafts = self._page.workspace.new_records(self._kind, [self._first() | values for values in _filled(made.new)])
        self.at_end.update(draft.id for draft in drafts)
        changed = [*made.records, *drafts]
        refused = self._save(changed, f"Paste into {counted(len(changed), self._what)}", said=True)
        return [Misfit(0, "", refused)] if refused else []

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
        if isinstance(row, NewRow):
            return row.draft
        found = self._page.workspace.find(row.id)
        assert found is not None, "a row that is shown is in the plan"
        return found

    def _first(self) -> dict[str, Value]:
        """What a new record begins with."""
        from app.ui.dialogs.kind_dialog import first_values

        return first_values(self._page.workspace, self._kind, {})

    def _write(self, row: NewRow, column: Column[Any], text: str) -> str:
        """Take what is typed into a row that is no record yet."""
        if not (names := self.sets(column)):
            return f"“{column.title}” is worked out: it cannot be typed."
        try:
            row.draft = row.draft.having(cells.read(self._plan, self._kind, names, text))
        except FieldError as error:
            return str(error)
        return ""

    def _set(self, records: Sequence[Record], columns: Sequence[Column[Any]], text: str) -> str:
        before, names, values = set(self.words(columns[0])), list[str](), dict[str, Value]()
        for column in columns:
            if not (own := self.sets(column)):
                return f"“{column.title}” is worked out: it cannot be typed."
            try:
                values |= cells.read(self._plan, self._kind, own, text)
            except FieldError as error:
                return str(error)
            names += own
        changed = [then for record in records if (then := record.having(values)) != record]
        if len(changed) == 1:
            label = self._label(changed[0], names)
        else:
            titles = listed([column.title.lower() for column in columns])
            label = f"Change {titles} of {counted(len(changed), self._what)}"
        new = text.strip() if names == ["owner"] and text.strip() and before.isdisjoint({text.strip()}) else ""
        return self._save(changed, label, f" “{new}” is a new owner." if new else "")

    def _save(self, changed: Sequence[Record], label: str, more: str = "", *, said: bool = False) -> str:
        """Save in one edit; the sentence of why it is refused, or empty.

        What was done is `said` anyway, of many records, and where there is `more` to say.
        """
        from app.workspace import NotSaved

        if not changed:
            return ""
        before, moved = self._plan, self._why_moved(changed)
        if moved is None:
            return UNEXPLAINED
        try:
            self._page.workspace.save(*changed, *moved, label=label)
        except NotSaved as refused:
            return str(refused)
        if said or more or len(changed) > 1:
            offered = self.after(before, changed)
            self._page.session.say_done(f"{label}: done.{more}", self._page.workspace.undo_next, *offered)
        return ""

    def _why_moved(self, changed: Sequence[Record]) -> list[DateChange] | None:
        """What keeps why due dates among them are moved, asked once for all; None where the person does not say."""
        workspace = self._page.workspace
        moved = [r for r in changed if workspace.moved(r, "") and not self._plan.illustrative(r, "due")]
        if not moved:
            return []
        from app.ui.dialogs.ask import AskDialog
        from app.ui.dialogs.kind_dialog import REASON

        heading = f"Move the date of {moved[0].name if len(moved) == 1 else counted(len(moved), self._what)}"
        dialog = AskDialog(heading, "", {"reason": REASON}, "Move", parent=self._page)
        if not dialog.exec():
            return None
        reason = dialog.values()["reason"]
        return [change for record in moved for change in workspace.moved(record, reason)]


def misfit_words(misfits: Sequence[Misfit]) -> str:
    """What does not fit, the first few cells by line and column."""
    named = [
        f"line {each.line + 1}, {each.column}: {each.why.rstrip('.')}" if each.column else each.why.rstrip(".")
        for each in misfits[:_NAMED] if each.why
    ]  # fmt: skip
    if not named:
        return ""
    more = f" And {counted(len(misfits) - _NAMED, 'more cell')}." if len(misfits) > _NAMED else ""
    return f"Nothing was pasted. {capital('; '.join(named))}.{more}"


def _filled(rows: Iterable[Mapping[str, Value]]) -> Iterable[dict[str, Value]]:
    """The values of new rows, without what is empty: a draft gives those fields what new records have."""
    return ({name: value for name, value in values.items() if value not in ("", None)} for values in rows)
