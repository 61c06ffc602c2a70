"""The large plan after ten years of work: a log of 100,000 edits, the same each time.

Actions and risks are added, readings come in month by month, owners, scores, dates and progress change, statuses are
set by hand, meetings are closed as they come. `write(path)` makes the file; the fixtures of this folder make it once
for all tests of a run: `large_log`, its path, to read; `own_large_log`, a copy to write.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app import demo, large_demo
from app.domain.keys import natural_key
from app.domain.records import DateChange, Override
from app.domain.schedule import PartialDate
from app.workspace import Person
from app.workspace.schema import SCHEMA
from db.edits import Baseline, Edit, RecordChange, Scalar
from db.ids import derived_id
from db.store import Store

EDITS = 100_000
YEARS = 10
_AT_ONCE = 5_000  # edits
_PEOPLE = (("Ann Ashe", "Programme officer"), ("Ben Birch", "Head of Practice"), ("Cleo Carr", "Performance analyst"))
_OWNERS = ("Head of Practice", "Head of Quality", "Head of HR", "Service Manager", "Director", "Team Manager")
_WHY = ("Recruitment took longer than planned", "The supplier delivered late", "Waiting for the inspectorate")
Row = dict[str, Scalar]
Rows = dict[str, dict[str, Row]]
Work = tuple[str, list[tuple[str, str, Row]]]
"""What an edit is called, and what it sets: table, record, values."""


def write(path: Path, edits: int = EDITS) -> None:
    """Write the large plan with a log of so many edits to `path`, where nothing is yet."""
    rows, contents, position = _large_plan()
    store = Store.create(path, "Benchmark", SCHEMA)
    try:
        store._connection.execute("PRAGMA synchronous = OFF")
        with store.transaction():
            for content in contents:
                store.keep(content)
            maker = _Maker(rows, store.log.defaults, position, edits)
            waiting: list[Edit] = []
            for edit, baseline in maker.edits():
                waiting.append(edit)
                if baseline or len(waiting) == _AT_ONCE:
                    store.apply(waiting, [baseline] if baseline else ())
                    waiting.clear()
            store.apply(waiting)
    finally:
        store.close()


def _large_plan() -> tuple[Rows, list[bytes], date]:
    """The rows of the large plan by table and key, what its attachments hold, and its position date."""
    with TemporaryDirectory() as folder:
        workspace = demo.make(Path(folder) / "large.goldthread", Person("Benchmark"), Path(folder) / "backups")
        large_demo.grow(workspace)
        store = workspace._store
        rows: Rows = {t: {str(r.pop("id")): r for r in store.rows(t)} for t in store.tables}  # type: ignore[misc]
        found = rows, list(store.contents().values()), workspace.plan.position
        workspace.close()
    return found


class _Maker:
    """Makes the edits one after the other, each knowing what it replaces."""

    def __init__(self, rows: Rows, defaults: Mapping[str, Mapping[str, Scalar]], position: date, count: int):
        self.chance = random.Random(2)
        self.defaults = defaults
        self.count = count
        self.position = position
        self.begin = datetime.combine(position - timedelta(days=YEARS * 365), time(9), UTC)
        self.end = datetime.combine(position, time(9), UTC)
        self.values: dict[tuple[str, str], Row] = {}
        self.set_by: dict[tuple[str, str], dict[str, str]] = {}
        self.there: dict[str, list[str]] = defaultdict(list)
        self.number = 0
        self.moment = self.begin
        self._sort(rows)

    def edits(self) -> Iterator[tuple[Edit, Baseline | None]]:
        """Every edit, oldest first, with the baseline it marks where it closes a meeting."""
        yield self.edit("Start the plan", self.first), None
        meetings = sorted(((day, key) for key, day in self.meetings.items()), reverse=True)
        later = sorted(((day, table, key) for table, key, day in self.later), reverse=True)
        while self.number < self.count:
            today, left = self.moment.date(), self.count - self.number
            if meetings and (meetings[-1][0] <= today or len(meetings) >= left):
                _day, key = meetings.pop()
                edit = self.edit("Close a meeting", [("meeting", key, {"closed": today.isoformat()})])
                yield edit, Baseline(edit.id, key, today.isoformat())
            elif later and (later[-1][0] <= today or len(later) + len(meetings) >= left):
                _day, table, key = later.pop()
                yield self.edit(f"Add {table} {key}", self.births[table, key]), None
            else:
                yield self.edit(*self.chance.choices(_WORK, _HOW_OFTEN)[0](self)), None

    def edit(self, label: str, values: Iterable[tuple[str, str, Row]]) -> Edit:
        """The next edit: what it sets, record by record."""
        self.moment = self.begin + (self.end - self.begin) * self.number / self.count
        id_ = derived_id(int(self.moment.timestamp() * 1000), f"large log {self.number}")
        changes = [self.change(id_, table, key, row) for table, key, row in values]
        author, role = self.chance.choice(_PEOPLE)
        self.number += 1
        at = self.moment.isoformat(timespec="seconds").replace("+00:00", "Z")
        return Edit(id_, at, author, role, label, "", tuple(changes)).sealed()

    def change(self, edit: str, table: str, key: str, row: Row) -> RecordChange:
        """What an edit does to a record, as the log writes it."""
        at, salt = (table, key), f"{self.number:016}"
        if at not in self.values:
            self.values[at], self.set_by[at] = {**self.defaults[table], **row}, dict.fromkeys(row, edit)
            self.there[table].append(key)
            return RecordChange(table, key, {n: ((), self.defaults[table][n], row[n]) for n in sorted(row)}, salt)
        now, set_by = self.values[at], self.set_by[at]
        touched = SCHEMA.with_groups(table, set(row))
        fields: dict[str, Any] = {}
        for name in sorted(now if "deleted" in row else touched):
            prevs = (set_by[name],) if name in set_by else ()
            fields[name] = (prevs, now[name], row.get(name, now[name]))
            set_by[name] = edit
        now.update(row)
        return RecordChange(table, key, fields, salt)

    def some(self, table: str) -> tuple[str, Row]:
        """A record of a table that is there."""
        while True:
            key = self.chance.choice(self.there[table])
            if not (row := self.values[table, key])["deleted"]:
                return key, row

    def _sort(self, rows: Rows) -> None:
        """Which records are there from the start, which come later and when, and when meetings are closed."""
        born = {t: {k: self._born(t, row) for k, row in records.items()} for t, records in rows.items()}
        later: dict[str, tuple[str, date]] = {}
        days = (self.position - self.begin.date()).days
        for table in ("action", "risk"):
            later |= {k: (table, self.begin.date() + timedelta(days=self.chance.randrange(days))) for k in born[table]
                      if self.chance.random() < 0.9}  # fmt: skip
        for key, row in rows["reading"].items():
            later[key] = ("reading", self._known(str(row["period"])))
        self.later = [(table, key, day) for key, (table, day) in later.items()]
        self.births = {(table, key): [(table, key, born[table][key])] for key, (table, _day) in later.items()}
        self.first: list[tuple[str, str, Row]] = []
        for table, records in born.items():
            for key, row in records.items():
                if key in later:
                    continue
                belongs = str(row.get("item") or row.get("record") or row.get("action") or "")
                if belongs in later:
                    self.births[later[belongs][0], belongs].append((table, key, row))
                else:
                    self.first.append((table, key, row))
        closed = {key: date.fromisoformat(str(row["day"])) for key, row in rows["meeting"].items() if row["closed"]}
        self.meetings = {k: day for k, day in closed.items() if self.begin.date() < day <= self.position}

    def _born(self, table: str, row: Row) -> Row:
        """What a record holds when it is added; meetings are open then."""
        defaults = self.defaults[table]
        row = {n: v for n, v in row.items() if v != defaults[n] and not (table == "meeting" and n == "closed")}
        return {"deleted": "", **row}

    def _known(self, period: str) -> date:
        """When the reading for a period comes in."""
        return min(PartialDate(period).last + timedelta(days=15), self.position)

    # -- what people do

    def progress(self) -> Work:
        key, row = self.some("action")
        percent = min(100, int(row["percent"] or 0) + self.chance.randint(1, 10)) if row["percent"] != 100 else 10
        return f"Progress of {row['ref']}", [("action", key, {"percent": percent, "progress": f"{percent} % done"})]

    def done(self) -> Work:
        key, row = self.some("action")
        day = None if row["done"] else self.moment.date().isoformat()
        return f"Do {row['ref']}", [("action", key, {"done": int(day is not None), "done_on": day})]

    def move(self) -> Work:
        key, row = self.some("action")
        due = (self.moment.date() + timedelta(days=self.chance.randint(-60, 300))).isoformat()
        kept = derived_id(int(self.moment.timestamp() * 1000), f"move {self.number}")
        change: Row = {
            "deleted": "", "record": key, "was": row["due"] or due, "now": due, "reason": self.chance.choice(_WHY),
            "day": self.moment.date().isoformat(),
        }  # fmt: skip
        return f"Move the date of {row['ref']}", [("action", key, {"due": due}), (DateChange.TABLE, kept, change)]

    def own(self) -> Work:
        table = self.chance.choice(("action", "risk", "indicator"))
        key, row = self.some(table)
        return f"Re-own {row['ref']}", [(table, key, {"owner": self.chance.choice(_OWNERS)})]

    def score(self) -> Work:
        key, row = self.some("risk")
        values: Row = {"likelihood": self.chance.randint(1, 5), "impact": self.chance.randint(1, 5)}
        return f"Re-score {row['ref']}", [("risk", key, values)]

    def restate(self) -> Work:
        if not self.there["reading"]:
            return self.progress()
        key, _row = self.some("reading")
        return "Restate a reading", [("reading", key, {"value": str(self.chance.randint(40, 100))})]

    def judge(self) -> Work:
        key, row = self.some(self.chance.choice(("action", "risk")))
        until = (self.moment.date() + timedelta(days=self.chance.randint(10, 90))).isoformat()
        values: Row = {
            "deleted": "", "record": key, "status": self.chance.choice(("green", "amber", "red")),
            "reason": self.chance.choice(_WHY), "until": until, "by": "Chair",
        }  # fmt: skip
        return f"Set the status of {row['ref']}", [(Override.TABLE, natural_key(Override.TABLE, key), values)]

    def take_out(self) -> Work:
        key, row = self.some("action")
        if not str(row["ref"]).startswith("A-1") or len(self.there["action"]) < 500:
            return self.progress()
        return f"Remove {row['ref']}", [("action", key, {"deleted": "removed"})]


_WORK: tuple[Callable[[_Maker], Work], ...] = (
    *(_Maker.progress, _Maker.done, _Maker.move, _Maker.own, _Maker.score),
    *(_Maker.restate, _Maker.judge, _Maker.take_out),
)
_HOW_OFTEN = (45, 8, 15, 10, 12, 6, 3, 1)
