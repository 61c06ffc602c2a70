"""A workspace on random walks: whatever is saved, undone and done again, it does what a list of snapshots does."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.records import Action, Body, Indicator, Link, Meeting, Reading, Record, Risk, Scoring, Theme
from app.domain.schedule import PartialDate
from app.domain.thread import may_serve
from app.exchange import planfile
from app.workspace import NotSaved, Person, Workspace
from tests.app.domain.plans import against_plan

TODAY = date(2018, 1, 31)
KINDS = (Theme, Risk, Action, Indicator)
WORDS = st.sampled_from(["", "Ann", "Bob", "Ζωή 计划", "<b>&amp;</b>", 'it\'s "quoted"', "two\nlines"])
SCORES = st.none() | st.tuples(st.integers(1, 5), st.integers(1, 5))
PERIODS = st.sampled_from(["2017-11", "2017-12", "2018-Q1", "2018"]).map(PartialDate)

State = dict[str, Record]


@cache
def empty_plan() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.goldthread"
        Workspace.create(path, Person("Ann"), Path(folder), "P", today=lambda: TODAY).close()
        return path.read_bytes()


class Walk(RuleBasedStateMachine):
    """The model: the plan as it was before each step that can be undone, and after each that can be done again."""

    known = Bundle("known")

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "plan.goldthread"
        path.write_bytes(empty_plan())
        self.workspace = Workspace.open(path, Person("Ann", "Officer"), self.folder / "backups", today=lambda: TODAY)
        self.workspace._store.db.execute("PRAGMA synchronous = OFF")
        self.state: State = self.seen()
        self.first = self.state
        self.undone: list[State] = []
        self.done: list[State] = []
        self.meetings: dict[str, State] = {}

    def teardown(self) -> None:
        if not hasattr(self, "workspace"):
            return
        assert self.workspace.check() == []
        self.dump_load_dump()
        self.undo_all_of_history_and_do_it_again()
        while self.workspace.can_undo:
            assert self.workspace.undo() == []
        assert self.seen() == self.first
        assert self.workspace.check() == []
        self.workspace.close()
        shutil.rmtree(self.folder)

    def undo_all_of_history_and_do_it_again(self) -> None:
        """Edit by edit from the newest to the first, and then each of the edits that undid them."""
        end = self.seen()
        edits = [line.id for line in self.workspace.logbook.lines(limit=10_000)][:-1]  # the first began the plan
        for edit in edits:
            assert self.workspace.undo_edit(edit) == []
        assert set(self.seen()) == {r.id for r in (self.workspace.plan.programme, self.workspace.plan.thresholds)}
        for line in self.workspace.logbook.lines(limit=len(edits)):
            assert self.workspace.undo_edit(line.id) == []
        assert self.seen() == end

    def dump_load_dump(self) -> None:
        dumped = self.workspace.dump()
        document = planfile.expand(dumped, {})
        other = Workspace.create(self.folder / "other.goldthread", Person("Bob"), self.folder, today=lambda: TODAY)
        other.bring_in(document.edits, document.baselines)
        assert other.dump() == dumped
        other.close()

    def seen(self) -> State:
        """All but the scores over time, which the plan keeps by itself."""
        held = (r for rows in self.workspace.plan._records.values() for r in rows)
        return {r.id: r for r in held if not isinstance(r, Scoring)}

    def step(self, *records: Record, label: str = "Step") -> None:
        """Save, and expect just that."""
        after = self.state | {r.id: r for r in records}
        self.workspace.save(*records, label=label)
        self.expect(after)

    def expect(self, after: State) -> None:
        if after != self.state:
            self.done.append(self.state)
            self.undone.clear()
        self.state = after

    @rule(target=known, kind=st.sampled_from(KINDS), title=WORDS.filter(lambda w: w.isprintable() and w))
    def add(self, kind: type[Any], title: str) -> str:
        record = self.workspace.draft(kind, title=title)
        self.step(record)
        return record.id

    @rule(key=known, owner=WORDS.filter(str.isprintable), title=st.sampled_from(["T", "U"]))
    def change(self, key: str, owner: str, title: str) -> None:
        if record := self.state.get(key):
            values = {"owner": owner, "title": title}
            self.step(replace(record, **{n: v for n, v in values.items() if n in {f.name for f in fields(record)}}))

    @rule(key=known, score=SCORES)
    def score(self, key: str, score: tuple[int, int] | None) -> None:
        record = self.state.get(key)
        if isinstance(record, Risk):
            likelihood, impact = score or (None, None)
            self.step(replace(record, likelihood=likelihood, impact=impact))

    @rule(key=known, period=PERIODS, value=st.decimals(-999, 999, places=2).map(lambda d: d.normalize() + 0))
    def read(self, key: str, period: PartialDate, value: Any) -> None:
        if isinstance(self.state.get(key), Indicator):
            self.step(self.workspace.draft(Reading, indicator=key, period=period, value=value))

    @rule(one=known, other=known)
    def link(self, one: str, other: str) -> None:
        if one == other or one not in self.state or other not in self.state:
            return
        link = self.workspace.draft(Link, item=one, serves=other)
        if type(self.state[other]) in may_serve(type(self.state[one])):
            self.step(link)
        else:
            with pytest.raises(NotSaved):
                self.workspace.save(link, label="Refused")

    @rule(keys=st.lists(known, max_size=3))
    def remove(self, keys: list[str]) -> None:
        gone = {key for key in keys if key in self.state}
        records_gone = [self.state[key] for key in gone]
        gone |= {
            r.id
            for r in self.state.values()
            if (isinstance(r, Link) and {r.item, r.serves} & gone) or (isinstance(r, Reading) and r.indicator in gone)
        }
        self.workspace.remove(*records_gone, label="Remove")
        self.expect({key: r for key, r in self.state.items() if key not in gone})

    @rule(key=known)
    def save_what_is_refused(self, key: str) -> None:
        if record := self.state.get(key):
            try:
                self.workspace.save(replace(record, title=""), label="Refused")
            except NotSaved:
                return
            raise AssertionError("an empty title was saved")

    @rule()
    def undo(self) -> None:
        assert self.workspace.undo() == []
        if self.done:
            self.undone.append(self.state)
            self.state = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert self.workspace.redo() == []
        if self.undone:
            self.done.append(self.state)
            self.state = self.undone.pop()

    @rule(back=st.integers(0, 30))
    def undo_a_past_edit(self, back: int) -> None:
        """What can be undone is undone as was said before; what remains is whole, and nothing else is written."""
        edits = self.workspace.logbook.lines(limit=100)
        edit = edits[min(back, len(edits) - 2)] if len(edits) > 1 else None
        if edit is None:
            return
        said = self.workspace.undoing(edit.id)
        if said.edit is None:
            with pytest.raises(NotSaved):
                self.workspace.undo_edit(edit.id)
            return
        assert self.workspace.undo_edit(edit.id) == list(said.left_alone)
        there = self.seen()
        assert all(not against_plan(r, self.workspace.plan) for r in there.values())
        touched = {change.record for change in said.edit.changes}
        untouched = {key: r for key, r in self.state.items() if key not in touched}
        assert {key: r for key, r in there.items() if key not in touched} == untouched
        self.done.append(self.state)
        self.undone.clear()
        self.state = there

    @rule()
    def close_a_meeting(self) -> None:
        body = self.workspace.draft(Body, title="Board")
        meeting = self.workspace.draft(Meeting, body=body.id, day=TODAY)
        self.step(body, meeting)
        self.workspace.close_meeting(meeting)
        self.expect(self.state | {meeting.id: replace(meeting, closed=TODAY)})
        self.meetings[meeting.id] = self.state

    @rule()
    def open_again(self) -> None:
        """What is written is what is shown; the steps to undo end here."""
        path = self.workspace.path
        self.workspace.close()
        self.workspace = Workspace.open(path, Person("Ann"), self.folder / "backups", today=lambda: TODAY)
        self.workspace._store.db.execute("PRAGMA synchronous = OFF")
        self.done.clear()
        self.undone.clear()
        self.first = self.state

    @invariant()
    def shows_what_it_should(self) -> None:
        if hasattr(self, "workspace"):
            assert self.seen() == self.state
            assert self.workspace.can_undo == bool(self.done)
            assert self.workspace.can_redo == bool(self.undone)

    @precondition(lambda self: bool(getattr(self, "meetings", None)))
    @invariant()
    def before_is_what_was_known_at_the_last_meeting(self) -> None:
        last, before = self.workspace.last_meeting, self.workspace.before
        if last is not None:
            assert before is not None
            assert {r.id: r for rows in before._records.values() for r in rows} == self.meetings[last.id]


Walk.TestCase.settings = settings(max_examples=20, stateful_step_count=20)
TestWalk = Walk.TestCase
