"""Backups: what is kept, what is listed, what is put back."""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.workspace.schema import SCHEMA
from db.backups import Backups, put_back, put_back_for_damaged
from db.errors import Refused
from db.safety import copy_to, part_of
from db.store import Store
from tests.db.plans import RISK, altered, content, row, small_plan, write

NOW = datetime(2018, 1, 31, 9, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("no_file_left_open")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "plan.goldthread")


@pytest.fixture
def backups(tmp_path: Path, plan: Path) -> Backups:
    return Backups(tmp_path / "backups", plan)


def back_up(backups: Backups, plan: Path, at: datetime) -> Path:
    store = Store.open(plan, "Ann", SCHEMA)
    place = backups.place(at)
    store.copy_to(place)
    store.close()
    return place


def change(plan: Path, owner: str) -> None:
    store = Store.open(plan, "Ann", SCHEMA)
    write(store, "risk", RISK, owner=owner, label=f"Give it to {owner}")
    store.close()


def owner(plan: Path) -> object:
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    found = row(store, "risk", RISK)["owner"]
    store.close()
    return found


def test_backups_are_listed_newest_first_with_what_they_hold(backups: Backups, plan: Path):
    back_up(backups, plan, NOW)
    change(plan, "Bob")
    back_up(backups, plan, NOW + timedelta(hours=3))
    newer, older = backups.all()
    assert (newer.at, newer.last, newer.edits) == (NOW + timedelta(hours=3), "Give it to Bob", older.edits + 1)
    assert (older.at, older.last) == (NOW, "Own the risk")


def test_where_there_are_no_backups_none_are_listed(backups: Backups):
    assert backups.all() == []


def test_what_is_no_backup_is_not_listed(backups: Backups, plan: Path):
    place = back_up(backups, plan, NOW)
    (backups.folder / "notes.txt").write_text("mine")
    (backups.folder / "other.goldthread").write_bytes(place.read_bytes())
    (backups.folder / "20180131T101200000000Z.goldthread").write_bytes(b"no plan")
    (backups.folder / "20180131T111200000000Z.goldthread").write_bytes(place.read_bytes()[:5000])
    (backups.folder / "20180131T121200000000Z.goldthread").mkdir()
    assert [backup.path for backup in backups.all()] == [place]


def test_two_plans_of_one_name_keep_their_backups_apart(tmp_path: Path, plan: Path):
    (tmp_path / "other").mkdir()
    other = Backups(tmp_path / "backups", tmp_path / "other" / plan.name)
    assert other.folder != Backups(tmp_path / "backups", plan).folder
    assert other.folder.parent == tmp_path / "backups"


def test_a_link_to_a_plan_shares_its_backups(tmp_path: Path, plan: Path):
    (tmp_path / "plan").mkdir()
    link = tmp_path / "plan" / "plan.goldthread"
    link.symlink_to(plan)
    assert Backups(tmp_path, link).folder == Backups(tmp_path, plan).folder


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, plan: Path):
    (tmp_path / "backups").write_text("a file in its place")
    with pytest.raises(Refused, match="backup folder cannot be made"):
        Backups(tmp_path / "backups", plan).place(NOW)


def kept(backups: Backups, moments: list[datetime], now: datetime) -> list[datetime]:
    """What is kept of backups of these moments; what they hold does not matter."""
    for at in moments:
        backups.place(at).touch()
    backups.thin(now)
    return sorted(datetime.strptime(p.stem, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC) for p in backups.folder.iterdir())


def test_the_newest_backups_are_all_kept(backups: Backups):
    moments = [NOW + timedelta(seconds=n) for n in range(20)]
    assert kept(backups, moments, moments[-1]) == moments


def test_of_a_busy_day_the_first_of_each_hour_is_kept(backups: Backups):
    moments = [NOW - timedelta(minutes=10 * n) for n in range(6 * 20)]
    found = kept(backups, moments, NOW)
    assert found[-20:] == sorted(moments)[-20:]
    older = found[:-20]
    assert len({at.strftime("%Y%m%d%H") for at in older}) == len(older)
    assert older[1] == min(m for m in moments if m.strftime("%d%H") == older[1].strftime("%d%H"))


@pytest.mark.parametrize("days", [90, pytest.param(365, marks=pytest.mark.torture)])
def test_of_years_one_a_day_and_one_a_week_are_kept(backups: Backups, days: int):
    moments = [NOW - timedelta(hours=6 * n) for n in range(4 * days)]
    found = kept(backups, moments, NOW)
    assert found[0] == min(moments)
    weeks = (days - 30) // 7
    assert 20 + 26 + weeks - 8 <= len(found) <= 20 + 31 + weeks + 6
    gaps = [later - earlier for earlier, later in itertools.pairwise(found)]
    assert max(gaps) <= timedelta(days=8)


def test_thinning_again_removes_nothing_more(backups: Backups):
    moments = [NOW - timedelta(hours=5 * n) for n in range(400)]
    once = kept(backups, moments, NOW)
    assert kept(backups, [], NOW) == once


def test_a_clock_set_back_removes_no_backup_of_the_future(backups: Backups):
    moments = [NOW + timedelta(days=n) for n in range(30)]
    assert kept(backups, moments, NOW) == moments


def test_a_backup_is_put_back(backups: Backups, plan: Path):
    place = back_up(backups, plan, NOW)
    change(plan, "Bob")
    put_back(place, plan)
    assert owner(plan) == "Ann"
    assert place.exists()


@pytest.mark.parametrize("damage", [b"", b"no plan"])
def test_a_damaged_backup_is_not_put_back(backups: Backups, plan: Path, damage: bytes):
    place = back_up(backups, plan, NOW)
    place.write_bytes(damage)
    before = plan.read_bytes()
    for put in (put_back, lambda b, p: put_back_for_damaged(b, p, "Ann", NOW)):
        with pytest.raises(Refused):
            put(place, plan)
    altered(back_up(backups, plan, NOW + timedelta(days=1)), "CREATE TABLE extra(x)")
    with pytest.raises(Refused, match="structure"):
        put_back(backups.place(NOW + timedelta(days=1)), plan)
    assert plan.read_bytes() == before
    assert not plan.with_name(plan.name + ".part").exists()


def test_a_damaged_plan_is_kept_aside_when_a_backup_takes_its_place(backups: Backups, plan: Path):
    place = back_up(backups, plan, NOW)
    damaged = plan.read_bytes()[:9999]
    plan.write_bytes(damaged)
    plan.with_name(plan.name + "-journal").write_bytes(b"left over")
    aside = put_back_for_damaged(place, plan, "Ann", NOW)
    assert aside.name.startswith("plan (damaged 2018-01-31 ")
    assert aside.suffix == ".goldthread"
    assert aside.read_bytes() == damaged
    assert aside.with_name(aside.name + "-journal").read_bytes() == b"left over"
    assert owner(plan) == "Ann"


def test_a_backup_can_take_the_place_of_a_plan_that_is_gone(backups: Backups, plan: Path):
    place = back_up(backups, plan, NOW)
    plan.unlink()
    assert put_back_for_damaged(place, plan, "Ann", NOW) == plan
    assert owner(plan) == "Ann"


def test_a_backup_does_not_take_the_place_of_a_plan_that_somebody_writes(backups: Backups, plan: Path):
    place = back_up(backups, plan, NOW)
    writer = Store.open(plan, "Bob", SCHEMA)
    with pytest.raises(Refused, match="Bob is writing in this plan"):
        put_back_for_damaged(place, plan, "Ann", NOW)
    writer.close()


def test_where_nothing_can_be_written_the_damaged_plan_stays(
    open_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    plan = small_plan(open_folder / "plan.goldthread")
    backup = small_plan(open_folder / "backup.goldthread")
    for path in open_folder.iterdir():
        path.chmod(0o666)
    plan.write_bytes(b"damaged")
    open_folder.chmod(0o555)
    for put in (put_back, lambda b, p: put_back_for_damaged(b, p, "Ann", NOW)):
        with without_rights(), pytest.raises(Refused, match="could not be put back"):
            put(backup, plan)
    assert plan.read_bytes() == b"damaged"


def test_the_whole_of_a_plan_is_in_its_backup(backups: Backups, plan: Path):
    place = back_up(backups, plan, NOW)
    one, other = Store.open(plan, "Ann", SCHEMA, write=False), Store.open(place, "Ann", SCHEMA, write=False)
    assert content(one) == content(other)
    assert list(one.log.edits()) == list(other.log.edits())
    assert one.log.baselines() == other.log.baselines()
    one.close()
    other.close()


def test_backups_are_for_their_owner_alone_and_so_are_those_of_an_earlier_program(backups: Backups, plan: Path):
    store = Store.open(plan, "Ann", SCHEMA)
    first = backups.place(NOW)
    store.copy_to(first, private=True)
    assert (stat.S_IMODE(first.stat().st_mode), stat.S_IMODE(backups.folder.stat().st_mode)) == (0o600, 0o700)
    first.chmod(0o644)
    backups.folder.chmod(0o755)
    backups.place(NOW + timedelta(hours=1))
    assert (stat.S_IMODE(first.stat().st_mode), stat.S_IMODE(backups.folder.stat().st_mode)) == (0o600, 0o700)
    store.close()


def test_a_backup_is_private_while_it_is_being_written(plan: Path, tmp_path: Path):
    seen: list[int] = []
    target = tmp_path / "backup.goldthread"

    class Watched(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **more: Any) -> None:
            seen.append(stat.S_IMODE(part_of(tmp_path / "backup.goldthread").stat().st_mode))
            super().backup(target, **more)

    with contextlib.closing(sqlite3.connect(plan, factory=Watched)) as connection:
        copy_to(connection, target, private=True)
    assert seen == [0o600]


def test_what_lies_in_a_place_keeps_its_permissions(backups: Backups, plan: Path, tmp_path: Path):
    place = back_up(backups, plan, NOW)
    plan.chmod(0o640)
    put_back(place, plan)
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    copy = tmp_path / "copy.goldthread"
    copy.write_bytes(plan.read_bytes())
    copy.chmod(0o664)
    store = Store.open(plan, "Ann", SCHEMA)
    store.copy_to(copy)
    store.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o664


def test_what_a_killed_backup_left_is_taken_away(backups: Backups, plan: Path):
    back_up(backups, plan, NOW)
    left = [backups.folder / f"20180131T111200000000Z.goldthread.part{ending}" for ending in ("", "-journal")]
    for path in left:
        path.write_bytes(b"half a plan")
    backups.place(NOW + timedelta(hours=2))
    assert all(path.exists() for path in left), "another thread may be writing them"
    for path in left:
        os.utime(path, (0, 0))
    backups.place(NOW + timedelta(hours=2))
    assert not any(path.exists() for path in left)
    left[0].write_bytes(b"with words that are erased now")
    backups.sweep()
    assert not left[0].exists()


def test_where_a_disk_keeps_no_permissions_backups_are_written_all_the_same(
    backups: Backups, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_given: object, **_more: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    place = back_up(backups, plan, NOW)
    monkeypatch.setattr(Path, "chmod", refuse)
    monkeypatch.setattr("os.chmod", refuse)
    assert back_up(backups, plan, NOW + timedelta(hours=1)).exists()
    put_back(place, plan)
    copy = tmp_path / "copy.goldthread"
    copy.write_bytes(plan.read_bytes())
    store = Store.open(plan, "Ann", SCHEMA)
    store.copy_to(copy)
    store.close()
    assert owner(copy) == "Ann"
