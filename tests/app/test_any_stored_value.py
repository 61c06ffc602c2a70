"""No stored value can break the program: whatever a field of a file holds is read, told, printed and handed on."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.attention import needs_attention
from app.domain.fields import Choice, Day, Flag, Number, Reference, Rule, Text, When, Whole
from app.domain.lazy import all_at_once
from app.domain.records import (
    KINDS,
    Action,
    Indicator,
    Milestone,
    Override,
    Programme,
    Reading,
    Record,
    Risk,
    Theme,
    Thresholds,
    rules,
)
from app.domain.status import Status
from app.exchange import planfile
from app.workspace import CannotOpen, Person, Refusal, Workspace
from db.edits import Edit, RecordChange, Scalar
from db.ids import id_after
from tests.test_one_of_everything import fill

ANN = Person("Ann", "Officer")
RATED = (Indicator, Action, Milestone, Risk)
KEYS_AS_WORDS = "ZZZZZZZZZZZZZZZZZZZZZZZZZZ"


def odd_for(rule: Rule) -> list[Any]:
    """Values that a column takes and its field does not."""
    match rule:
        case Choice():
            return ["zzz", ""]
        case Flag():
            return [7]
        case Whole():
            return [-3, 1 << 62]
        case Number():
            return [9e999, -1e300]
        case Day():
            return ["2018-02-30", "20180130"]
        case When():
            return ["2018-13", ""]
        case Reference():
            return [KEYS_AS_WORDS]
        case Text():
            return ["a\x00\x1b[31m\u202e\ufffd" + "long " * 100, ""]
        case _:
            raise AssertionError(rule)


CASES = [
    pytest.param(kind, name, value, id=f"{kind.TABLE}.{name}={str(value)[:12]!r}")
    for kind in KINDS
    for name, rule in rules(kind).items()
    for value in odd_for(rule)
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with something of nearly every kind, a closed meeting, and what changed since."""
    folder = tmp_path_factory.mktemp("whole")
    workspace = Workspace.create(folder / "plan.goldthread", ANN, folder / "backups", "Plan")
    fill(workspace)
    workspace.close()
    return workspace.path


@pytest.fixture
def plan(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(whole, tmp_path / "plan.goldthread"))


def put(plan: Path, kind: type[Record], name: str, value: object) -> int:
    """Put a value into a field of every record of a kind, past every rule; how many records there are."""
    with closing(sqlite3.connect(plan, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        try:
            change = f'UPDATE "{kind.TABLE}" SET "{name}" = ?1 WHERE "{name}" IS NOT ?1'
            return connection.execute(change, (value,)).rowcount
        except sqlite3.IntegrityError:
            return 0  # a key that names nothing is refused at the door


def told(workspace: Workspace) -> None:
    """Everything that is worked out of a plan without a screen."""
    plan, ratings = workspace.plan, workspace.ratings
    for kind in (*RATED, Programme):
        for record in plan.all(kind):
            assert ratings.of(record).reason
    list(workspace.since)
    for change in workspace.since:
        assert change.text is not None
    list(needs_attention(plan, ratings))
    workspace.history()
    for record in (r for kind in KINDS for r in plan.all(kind)):
        assert record.name is not None
    workspace.dump()
    assert workspace.plan.facts_only


@pytest.mark.parametrize(("kind", "name", "value"), CASES)
def test_whatever_a_row_holds_is_read_and_told(
    plan: Path, tmp_path: Path, kind: type[Record], name: str, value: object
):
    there = put(plan, kind, name, value)
    try:
        workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    except CannotOpen as refusal:  # SQLite itself knows that nothing is there to refer to
        assert value == KEYS_AS_WORDS
        assert "refers to one that is not there" in str(refusal)  # noqa: PT017
        return
    told(workspace)
    if there:
        assert workspace.check()  # at the least it is not what the history says
    workspace.close()


# -- what holds of every odd value

ODD = [case for case in CASES if not isinstance(rules(case.values[0])[case.values[1]], Text | Reference)]  # type: ignore[index,arg-type]


def sealed(plan: Path, kind: type[Record], name: str, value: Scalar) -> int:
    """Write a value as an edit that is whole in itself, as another program could; of how many records."""
    workspace = Workspace.open(plan, ANN, plan.parent / "backups")
    store, stamp = workspace._store, workspace._stamp("Spoil")
    changes: list[RecordChange] = []
    for record in workspace.all(kind):
        there = store.log.current(kind.TABLE, record.id)[name]
        prevs = (there.edit,) if there.edit else ()
        if there.value != value:
            changes.append(RecordChange(kind.TABLE, record.id, {name: (prevs, there.value, value)}, "salt"))
    if changes:
        edit = Edit(id_after(store.log.last(), 0), stamp.at, "Eve", "", "Spoil", "", tuple(changes)).sealed()
        store._connection.execute("PRAGMA ignore_check_constraints = ON")
        store.apply([edit])
    workspace.close()
    return len(changes)


def as_logged(value: object) -> Scalar:
    return ("9e999" if value > 0 else str(value)) if isinstance(value, float) else value  # type: ignore[return-value]


@pytest.mark.parametrize(("kind", "name", "value"), ODD)
def test_what_a_sealed_edit_says_is_shown_named_dumped_loaded_and_merged(
    plan: Path, tmp_path: Path, kind: type[Record], name: str, value: object
):
    sound = Path(shutil.copyfile(plan, tmp_path / "sound.goldthread"))
    if not sealed(plan, kind, name, as_logged(value)):
        return
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    told(workspace)
    odd = [record for record in workspace.all(kind) if name in dict(record.odd)]
    label = rules(kind)[name].label.lower()
    found = [said for said in workspace.check() if "not known here" in said]
    assert len(found) == len(odd)
    assert all(label in said.lower() for said in found)
    dumped = workspace.dump()
    workspace.close()
    if not odd:
        return  # a word that the kind begins with
    other = Workspace.create(tmp_path / "other.goldthread", ANN, tmp_path / "backups")
    kept = can_keep(sound, kind, name, as_logged(value))
    if not kept:  # SQLite itself takes no such number in this column
        with pytest.raises(planfile.PlanFileError, match=r"is a whole number from|is not how"):
            planfile.expand(dumped)
    else:
        document = planfile.expand(dumped)
        other.bring_in(document.edits, document.baselines, document.contents)
        assert [record for record in other.all(kind) if record.odd] == odd
    other.close()
    home = Workspace.open(sound, ANN, tmp_path / "backups")
    if kept:
        home.reload_after(all_at_once(home.merge(all_at_once(home.preview_merge(plan)))))
        assert [record for record in home.all(kind) if record.odd] == odd
        told(home)
    else:
        with pytest.raises(Refusal, match="cannot be read"):
            all_at_once(home.preview_merge(plan))
    home.close()


def can_keep(plan: Path, kind: type[Record], name: str, value: Scalar) -> bool:
    """Whether the column itself takes a value."""
    with closing(sqlite3.connect(plan, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN")
            connection.execute(f'UPDATE "{kind.TABLE}" SET "{name}" = ?', (value,))
        except sqlite3.IntegrityError:
            return False
        finally:
            connection.execute("ROLLBACK")
    return True


@pytest.mark.parametrize(("kind", "name", "value"), [case for case in ODD if case.values[0] in RATED])
def test_nothing_is_rated_by_what_is_odd(plan: Path, tmp_path: Path, kind: type[Record], name: str, value: object):
    if not put(plan, kind, name, value):
        return
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    for record in workspace.all(kind):
        if record.odd:
            rating = workspace.ratings.of(record)
            assert rating.status is Status.NOT_RATED
            assert "not known here" in rating.reason
            assert rules(kind)[name].label in rating.reason
    workspace.close()


@pytest.mark.parametrize(
    ("kind", "name", "value", "rated"),
    [
        (Reading, "value", 9e999, Indicator),
        (Reading, "period", "2018-13", Indicator),
        (Milestone, "done", 7, Action),
        (Override, "status", "zzz", Theme),
        (Thresholds, "tolerance_points", -5.0, Indicator),
        (Thresholds, "pace_green", 900, Action),
        (Thresholds, "risk_low_to", -7, Risk),
        (Programme, "position", "2018-02-30", Action),
    ],
)
def test_nor_by_what_belongs_to_it(
    plan: Path, tmp_path: Path, kind: type[Record], name: str, value: object, rated: type[Record]
):
    assert put(plan, kind, name, value)
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    for record in workspace.all(rated):
        assert workspace.ratings.of(record).status is Status.NOT_RATED
    workspace.close()


@pytest.mark.parametrize(("kind", "name", "value"), ODD)
def test_what_is_odd_stays_until_it_is_given_anew_and_can_be_given_anew(
    plan: Path, tmp_path: Path, kind: type[Record], name: str, value: object
):
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    healthy = {record.id: getattr(record, name) for record in workspace.all(kind)}
    workspace.close()
    put(plan, kind, name, value)
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    for record in workspace.all(kind):
        if name not in dict(record.odd):
            continue
        workspace.save(replace(record, exempt="a secret"), label="Keep back")
        kept = workspace.find(record.id)
        assert kept is not None
        assert dict(kept.odd) == dict(record.odd)
        workspace.save(kept.given({name: healthy[record.id]}), label="Mend")
        mended = workspace.find(record.id)
        assert mended is not None
        assert not mended.odd
        assert getattr(mended, name) == healthy[record.id]
    if value not in getattr(rules(kind)[name], "options", ()):  # a word that may stand there, if not here
        assert workspace.check() == []
    workspace.close()
