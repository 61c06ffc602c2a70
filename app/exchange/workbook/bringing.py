"""Bringing workbooks back: what people changed in them, all of it as one edit; nothing is written here.

Each cell went out with a mark of what it held. A cell that still has it was touched by nobody and changes nothing. One
that has another is a change where the plan still holds what went out, and a clash where it holds something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain import keys
from app.domain.fields import FieldError, Reference
from app.domain.figures import capital, listed
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import KINDS, Attachment, Indicator, Programme, Reading, Record, Thresholds, rules
from app.domain.schedule import PartialDate

from ..importing.finding import RecordMatcher, plain, plain_ref
from ..importing.questions import ImportQuestion, check_answers
from ..importing.result import Outcome, RowResult
from ..plantext import quoted
from . import layout
from .cells import cell_of, mark_of
from .cells import plain as text_of
from .fitting import ReturningRecords
from .reading import FileIn, RowIn, SheetIn
from .rows import empties, names_of
from .rowsaid import RowSaid, said_by
from .told import PLAN, BroughtBack, Meanwhile

_ALONE: tuple[type[Record], ...] = (Programme, Thresholds)
"""Of these a plan has one."""


Steps = Generator[tuple[int, int, str], None, BroughtBack]
_EVERY = 100
"""Rows between two steps."""


def brought_back(
    files: Sequence[FileIn],
    plan: Plan,
    answers: Mapping[str, str] | None = None,
    removed: Callable[[str], bool] = lambda _key: False,
) -> BroughtBack:
    """What files bring back into a plan.

    `answers` says by the id of a clash what holds: "plan", or the name of a file. `removed` tells of a key whether its
    record was in the plan and was removed.

    Raises:
        CannotRead: an answer has no clash, or is none of its choices.
    """
    return all_at_once(bringing(files, plan, answers, removed))


def bringing(
    files: Sequence[FileIn],
    plan: Plan,
    answers: Mapping[str, str] | None = None,
    removed: Callable[[str], bool] = lambda _key: False,
) -> Steps:
    """As `brought_back`, step by step: (done, total, what is done now)."""
    found = yield from _Bringing(_told_apart(files), plan, answers or {}, removed).result()
    check_answers(answers or {}, [clash.question for clash in found.clashes])
    return found


def _told_apart(files: Sequence[FileIn]) -> list[FileIn]:
    """Files of one name, from several folders, are numbered."""
    seen = Counter[str]()
    found: list[FileIn] = []
    for file in files:
        seen[file.name.casefold()] += 1
        again = seen[file.name.casefold()]
        found.append(file if again == 1 else file._replace(name=f"{file.name} ({again})"))
    return found


class _Bringing:
    """Reads the files of one bringing back."""

    def __init__(self, files: Sequence[FileIn], plan: Plan, answers: Mapping[str, str], removed: Callable[[str], bool]):
        self._files, self._plan, self._answers, self._removed = files, plan, answers, removed
        self._empty = not any(plan.all(kind) for kind in KINDS if kind not in _ALONE)
        self._same = self._own_keys()
        self._names = names_of(plan)
        self._by_name: dict[type[Record] | None, dict[str, set[str]]] = {}
        self._matchers: dict[type[Record], RecordMatcher] = {}
        self._changed: dict[str, list[RowSaid]] = {}
        self._due: dict[str, Record] = {}  # figures that an update sheet asked for, and that the plan has not yet
        self._new: list[tuple[RowSaid, Record]] = []
        self._rows: list[RowResult] = []
        self._clashes: list[Meanwhile] = []
        self._untouched = 0
        self._notes: list[str] = []
        self._again = Counter[tuple[str, ...]]()
        self._ids = Counter[str]()

    def result(self) -> Steps:
        """All that comes back."""
        total, done = sum(len(sheet.rows) for file in self._files for sheet in file.sheets), 0
        for file in self._files:
            for sheet in file.sheets:
                for number, _ in enumerate(self._sheet(file, sheet)):
                    if number % _EVERY == 0:
                        yield done + number, total, f"Comparing {sheet.name} of {file.name} with the plan"
                done += len(sheet.rows)
        fitting = ReturningRecords(self._plan)
        for said, record in self._new:
            fitting.add(record, said)
        for number, (key, those) in enumerate(self._changed.items()):
            if number % _EVERY == 0:
                yield total, total, "Telling what was changed"
            there = self._plan.find(key)
            self._change(there or self._due[key], those, fitting, is_new=there is None)
        yield total, total, "Looking whether everything fits together"
        fitting.settle()
        rows = [*self._rows, *fitting.rows()]
        self._untouched += fitting.untouched
        return BroughtBack(
            files=tuple(file.name for file in self._files),
            rows=tuple(sorted(rows, key=lambda row: (row.sheet, row.number))),
            records=fitting.records(),
            restored=frozenset(record.id for said, record in self._new if said.row.key),
            clashes=tuple(self._clashes),
            untouched=self._untouched,
            notes=tuple(self._notes),
        )

    # -- row by row

    def _own_keys(self) -> dict[str, str]:
        """By the keys under which a file knows the programme and thresholds of another plan, those of this one."""
        found: dict[str, str] = {}
        for file in self._files:
            for sheet in file.sheets:
                own = next(iter(self._plan.all(sheet.kind)), None) if sheet.kind in _ALONE else None
                if own is not None:
                    found |= {row.key: own.id for row in sheet.rows if row.key}
        return found

    def _sheet(self, file: FileIn, sheet: SheetIn) -> Iterable[RowIn]:
        """Each row of a sheet, once it was read."""
        if sheet.unknown:
            names, are = listed(list(map(quoted, sheet.unknown))), "is" if len(sheet.unknown) == 1 else "are"
            self._note(f"{file.name}, {sheet.name}: {names} {are} no column of Goldthread's, and left out.")
        there = {key for key, _ in Counter(row.key for row in sheet.rows if row.key).items()}
        seen: set[str] = set()
        for row in sheet.rows:
            if sheet.kind is Attachment:
                self._untouched += 1  # its file is not in the workbook
            elif row.key and row.key not in seen and keys.is_key(row.key):
                seen.add(row.key)
                self._known(file, sheet, row)
            else:
                self._added(file, sheet, row._replace(key="", marks={}), copied=row.key in there)
            yield row

    def _known(self, file: FileIn, sheet: SheetIn, row: RowIn) -> None:
        """A row of a record that went out."""
        key = self._same.get(row.key, row.key)
        old = self._plan.find(key)
        other = sheet.kind in _ALONE and key != row.key
        if other and not self._empty:
            self._untouched += 1  # what another plan says of itself
            return
        if old is None and self._removed(key):
            said = self._said(file, sheet, row, whole=False)
            if said.values:
                self._say(said, "", Outcome.SKIPPED, "Skipped: it was removed from the plan meanwhile", problem=True)
            else:
                self._untouched += 1
            return
        said = self._said(file, sheet, row, whole=(old is None and file.what != layout.UPDATES) or other)
        if old is not None and type(old) is not sheet.kind:
            self._say(
                said, old.name, Outcome.SKIPPED, "Skipped: its hidden key is that of another record", problem=True
            )
        elif old is None and sheet.kind is Reading and (due := self._asked_for(sheet, row)):
            self._due[key] = due
            if said.values or said.wrong:
                self._changed.setdefault(key, []).append(said)
            else:
                self._untouched += 1
        elif old is None and file.what == layout.UPDATES:
            self._say(said, "", Outcome.SKIPPED, "Skipped: the plan does not hold it", problem=True)
        elif old is None:
            self._new.append((said, self._made(said, key)))
        elif other:
            self._new.append((said, old.given(self._of_own(said.values))))
        elif said.values or said.wrong:
            self._changed.setdefault(key, []).append(said)
        else:
            self._untouched += 1

    def _asked_for(self, sheet: SheetIn, row: RowIn) -> Reading | None:
        """The reading that a row of an update sheet asked for; None where its key is that of no figure of the plan."""
        held = {sheet.fields[place].name: text for place, text in row.texts.items()}
        try:
            period = rules(Reading)["period"].within(self._plan).read(held.get("period", ""))
        except FieldError:
            return None
        if not isinstance(period, PartialDate):
            return None
        made = (Reading(id=row.key, indicator=each.id, period=period) for each in self._plan.all(Indicator))
        return next((reading for reading in made if keys.key_of(reading) == row.key), None)

    def _added(self, file: FileIn, sheet: SheetIn, row: RowIn, *, copied: bool) -> None:
        """A row that somebody added, or copied from another."""
        said = self._said(file, sheet, row, whole=True)
        if file.what == layout.UPDATES or sheet.kind in _ALONE:
            self._say(said, "", Outcome.SKIPPED, "Skipped: new records are no matter of this sheet", problem=True)
            return
        record = self._made(said, "")
        there = self._plan.find(record.id)
        if there is not None or self._removed(record.id):
            self._untouched += 1  # it came in by an earlier bringing back
            return
        if copied:
            said.wrong.append("it was copied from another row, and comes in as a record of its own")
        self._new.append((said, record))

    def _said(self, file: FileIn, sheet: SheetIn, row: RowIn, *, whole: bool) -> RowSaid:
        said = said_by(file, sheet, row, self._find, self._plan, whole=whole)
        said.values = self._of_own(said.values)
        return said

    def _of_own(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._same.get(value, value) if isinstance(value, str) else value
                for name, value in values.items()}  # fmt: skip

    def _made(self, said: RowSaid, key: str) -> Record:
        """A new record; of a row without a key the same on every laptop that brings the same row back."""
        kind = said.kind
        record = kind(id=key, **{**empties(kind), **{n: v for n, v in said.values.items() if n in rules(kind)}})
        if kind.NATURAL_KEY:
            return replace(record, id=keys.key_of(record))
        if not key:
            ref, title = (str(getattr(record, name, "")) for name in ("ref", "title"))
            parents = [str(getattr(record, name)) for name, rule in rules(kind).items() if isinstance(rule, Reference)]
            name = (kind.TABLE, plain_ref(ref), plain(title), *parents)
            self._again[name] += 1
            again = [str(self._again[name])] if self._again[name] > 1 else []
            record = replace(record, id=keys.natural_key("workbook", *name, *again))
        return record

    # -- what is changed

    def _change(
        self, old: Record, those: Sequence[RowSaid], fitting: ReturningRecords, *, is_new: bool = False
    ) -> None:
        """A record as one file, or several, change it."""
        known = rules(type(old))
        values: dict[str, Any] = {}
        for name in dict.fromkeys(name for said in those for name in said.values):
            saying = [said for said in those if name in said.values and said.values[name] != getattr(old, name)]
            if not saying:
                continue
            if name in old.NATURAL_KEY:
                label = known[name].label.lower()
                saying[0].wrong.append(f"its {label} cannot be changed here, as it is known by it")
                continue
            if len({said.values[name] for said in saying}) == 1 and self._is_as_it_went_out(old, name, saying):
                values[name] = saying[0].values[name]
                continue
            given: dict[str, RowSaid] = {}
            for said in saying:
                given.setdefault(said.file.name.casefold(), said)
            clash = self._clash(old, name, given)
            self._clashes.append(clash)
            for said in saying:
                said.wrong.append(clash.words)
            if (holds := clash.question.holds) != PLAN:
                values[name] = given[holds].values[name]
        fitting.change(old, values, those, is_new=is_new)

    def _is_as_it_went_out(self, old: Record, name: str, saying: Iterable[RowSaid]) -> bool:
        """Whether the plan still holds in a field what went out into these rows."""
        value = getattr(old, name)
        if isinstance(rules(type(old))[name], Reference):
            return all(self._same.get(key := said.went_out.get(name, ("", ""))[1], key) == value for said in saying)
        now = mark_of(self._shown_in_cell(old, name))
        return all(said.went_out.get(name, ("", ""))[0] == now for said in saying)

    def _shown_in_cell(self, record: Record, name: str) -> str:
        odd = dict(record.odd)
        if name in odd:
            return str(odd[name])
        return text_of(cell_of(rules(type(record))[name], getattr(record, name), empties(type(record))[name]))

    def _clash(self, old: Record, name: str, given: Mapping[str, RowSaid]) -> Meanwhile:
        rule = rules(type(old))[name]

        def words(value: Any) -> str:
            text = self._names(value) if isinstance(rule, Reference) else rule.show(value)
            return quoted(text) if text else "empty"

        called = "-".join((getattr(old, "ref", "") or plain(old.name)[:40] or old.TABLE).casefold().split())
        key = f"clash.{called}.{name}"
        self._ids[key] += 1
        if self._ids[key] > 1:
            key += f".{self._ids[key]}"
        choices = {PLAN: words(getattr(old, name)), **{file: words(s.values[name]) for file, s in given.items()}}
        asked = (
            f"{rule.label} of {old.name} was changed in the plan, or in another file, since it went out: which holds?"
        )
        given_answer = self._answers.get(key, "")
        question = ImportQuestion(key, asked, choices, PLAN, given_answer if given_answer in choices else "")
        return Meanwhile(old.name, rule.label, question)

    # -- finding and telling

    def _find(self, kind: type[Record] | None, text: str) -> tuple[str, str]:
        """The key of the record that words name: one of the plan, or one that comes in; or why there is none."""
        if kind not in self._by_name:
            self._by_name[kind] = self._named(kind)
        found = self._by_name[kind].get(" ".join(text.split()).casefold(), set())
        if len(found) == 1:
            return next(iter(found)), ""
        if len(found) > 1:
            return "", f"{quoted(text)} stands for {len(found)} records"
        if kind is None:
            return "", f"nothing is called {quoted(text)}"
        if kind not in self._matchers:
            self._matchers[kind] = RecordMatcher(self._plan, kind)
        matched = self._matchers[kind].find(text)
        if len(matched.records) == 1:
            return matched.records[0].id, ""
        return "", (matched.missing or (f"no {kind.NAME.lower()} is called {quoted(text)}",))[0]

    def _named(self, kind: type[Record] | None) -> dict[str, set[str]]:
        """The keys of records by the names that the workbook gives them."""
        found: dict[str, set[str]] = {}
        for each in KINDS if kind is None else (kind,):
            for record in self._plan.all(each):
                if name := self._names(record.id):
                    found.setdefault(name.casefold(), set()).add(record.id)
        for file in self._files:
            for sheet in file.sheets:
                if kind in (None, sheet.kind):
                    for row in sheet.rows:
                        if row.key and self._plan.find(row.key) is None and (name := _called(sheet, row)):
                            found.setdefault(name.casefold(), set()).add(row.key)
        return found

    def _say(self, said: RowSaid, name: str, outcome: Outcome, why: str, *, problem: bool) -> None:
        name = name or _called(said.sheet, said.row)
        self._rows.append(RowResult(said.row.number, name, outcome, f"{capital(why)}.", problem, sheet=said.place))

    def _note(self, sentence: str) -> None:
        if sentence not in self._notes:
            self._notes.append(sentence)


def _called(sheet: SheetIn, row: RowIn) -> str:
    """What a row is called in the file itself."""
    held = {sheet.fields[place].name: text for place, text in row.texts.items()}
    return " ".join(" ".join(filter(None, (held.get("ref", ""), held.get("title", "")))).split())
