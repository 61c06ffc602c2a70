"""Damage is noticed before it is believed: named as people name it, put right when asked, and no backup is thinned."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app import demo
from app.domain.plan import Plan
from app.domain.records import Indicator, Meeting, Reading, Risk
from app.domain.status import Status
from app.workspace import Person, Workspace
from db.verifying import finished
from tests.db.plans import altered

ANN = Person("Ann", "Officer")
FLIPPED = """UPDATE reading SET value = 90
    WHERE period = '2017-12' AND indicator = (SELECT id FROM indicator WHERE ref = 'I-01')"""
SAID = "I-01 Contacts with an initial decision within 1 day, December 2017: value is 90, its history says 74."

pytestmark = pytest.mark.usefixtures("no_file_left_open")
Opening = Callable[..., Workspace]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    workspace = demo.make(tmp_path / "plan.goldthread", ANN, tmp_path / "backups")
    workspace.close()
    return workspace.path


@pytest.fixture
def opened(plan: Path, tmp_path: Path) -> Iterator[Opening]:
    """Opens the plan after it was altered by such statements."""
    there: list[Workspace] = []

    def do(*statements: str, write: bool = True) -> Workspace:
        altered(plan, *statements)
        there.append(Workspace.open(plan, ANN, tmp_path / "backups", write=write))
        return there[-1]

    yield do
    for workspace in there:
        workspace.close()


def latest(workspace: Workspace) -> Reading:
    return next(r for r in workspace.plan.all(Reading) if is_december(workspace.plan, r))


def is_december(plan: Plan, reading: Reading) -> bool:
    indicator = plan.find(reading.indicator)
    return isinstance(indicator, Indicator) and indicator.ref == "I-01" and str(reading.period) == "December 2017"


def december(plan: Plan | None) -> Decimal | None:
    assert plan
    return next(r.value for r in plan.all(Reading) if is_december(plan, r))


def test_the_record_and_the_field_are_named_with_what_the_history_says(opened: Opening):
    workspace = opened(FLIPPED)
    assert [each.said for each in workspace.verify()] == [SAID]
    assert workspace.verified


def test_a_sound_plan_is_verified_once(opened: Opening):
    workspace = opened()
    assert workspace.verify() == ()
    assert workspace.verified
    workspace.save(replace(workspace.named("R-01")[0], owner="Bob"), label="Own it")
    assert workspace.verified
    assert workspace.check() == []


def test_the_record_that_is_opened_is_looked_at_at_once_with_what_belongs_to_it(opened: Opening):
    workspace = opened(FLIPPED)
    assert workspace.look_at(workspace.named("R-01")[0]) == ()
    assert [each.said for each in workspace.look_at(workspace.named("I-01")[0])] == [SAID]
    assert not workspace.verified
    assert [each.said for each in workspace.damage] == [SAID]


@pytest.mark.parametrize("by", ["verify", "look_at"])
def test_what_is_known_to_be_wrong_is_not_rated(opened: Opening, by: str):
    workspace = opened(FLIPPED)
    indicator = workspace.named("I-01")[0]
    assert (
        "above the target itself" in workspace.ratings.of(indicator).reason
    )  # which is why all of the file is looked at
    workspace.close_meeting(next(m for m in workspace.all(Meeting) if not m.closed))
    assert december(workspace.before) == 90
    workspace.verify() if by == "verify" else workspace.look_at(indicator)
    rating = workspace.ratings.of(workspace.named("I-01")[0])
    assert rating.status is Status.NOT_RATED
    assert "“90”, which is not what its history says: not rated." in rating.reason
    assert latest(workspace).value is None
    assert december(workspace.before) is None
    workspace.mend(workspace.damage)
    assert workspace.ratings.of(workspace.named("I-01")[0]).status is not Status.NOT_RATED
    assert latest(workspace).value == 74


def test_a_word_that_is_known_to_be_wrong_still_names_its_record(opened: Opening):
    workspace = opened("UPDATE risk SET title = 'Xtaff' WHERE ref = 'R-01'")
    workspace.verify()
    risk = workspace.named("R-01")[0]
    assert risk.name == "R-01 Xtaff"
    assert dict(risk.odd) == {"title": "Xtaff"}
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    assert dict(workspace.named("R-01")[0].odd) == {"title": "Xtaff"}
    assert [each.owner for each in workspace.all(Risk) if each.ref == "R-01"] == ["Bob"]


def test_nothing_is_put_right_before_it_is_asked_for(opened: Opening):
    workspace = opened(FLIPPED)
    workspace.verify()
    workspace.save(replace(workspace.named("R-01")[0], owner="Bob"), label="Own it")
    assert latest(workspace).odd == (("value", "90"),)
    assert workspace.damage
    before = workspace.last_edit
    workspace.mend(workspace.damage)
    assert latest(workspace).value == 74
    assert workspace.damage == ()
    assert workspace.check() == []
    assert workspace.last_edit == before


def test_who_enters_the_value_anew_has_put_it_right(opened: Opening):
    workspace = opened(FLIPPED)
    workspace.verify()
    workspace.save(replace(latest(workspace), value=Decimal(75)), label="Restate")
    assert workspace.damage == ()
    assert workspace.check() == []


def test_a_row_that_is_gone_comes_back_when_it_is_asked_for(opened: Opening):
    workspace = opened("DELETE FROM risk WHERE ref = 'R-01'")
    assert workspace.named("R-01") == []
    (damage,) = workspace.verify()
    assert damage.said == "A risk is missing of which the history tells."
    workspace.mend([damage])
    assert workspace.named("R-01")
    assert workspace.check() == []


def test_no_value_of_a_history_that_was_altered_is_offered(opened: Opening):
    workspace = opened("UPDATE change SET fields = replace(fields, '\"74\"', '\"90\"')")
    found = workspace.verify()
    assert found
    assert not any(each.mends for each in found)
    assert "its history, which was altered too, says 90" in found[0].said


def many_backups(workspace: Workspace, count: int = 40) -> list[Path]:
    """Backups of one day long ago, of which thinning would leave one."""
    first = workspace._backups.place(datetime.now(UTC) - timedelta(days=90))
    shutil.copyfile(workspace.path, first)
    for number in range(1, count):
        shutil.copyfile(first, workspace._backups.place(datetime.now(UTC) - timedelta(days=90, seconds=number)))
    return workspace._backups.paths()


def test_good_backups_are_not_thinned_away_while_damage_is_known(opened: Opening):
    workspace = opened(FLIPPED)
    before = many_backups(workspace)
    workspace.save(replace(workspace.named("R-01")[0], owner="Bob"), label="Own it")
    assert set(before) < set(workspace._backups.paths())
    ahead = opened(FLIPPED, write=False)
    assert ahead.backup_ahead() is None
    workspace.mend(workspace.damage)
    workspace._back_up()
    assert len(workspace._backups.paths()) < len(before)


def test_a_backup_written_ahead_thins_nothing_of_a_damaged_plan(opened: Opening):
    workspace = opened(FLIPPED)
    before = many_backups(workspace)
    write = workspace.backup_ahead()
    assert write
    write()
    assert set(before) < set(workspace._backups.paths())
    assert [each.said for each in workspace.damage] == [SAID]


def test_a_verification_may_run_while_one_edits(opened: Opening):
    workspace = opened(FLIPPED)
    steps = workspace.verification()
    for number in range(5):
        next(steps)
        workspace.save(replace(workspace.named("R-01")[0], owner=f"Person {number}"), label="Own it")
    workspace.note_faults(finished(steps))
    assert [each.said for each in workspace.damage] == [SAID]


def test_what_others_wrote_is_looked_at_again(opened: Opening, plan: Path):
    workspace = opened()
    reader = opened(write=False)
    assert reader.verify() == ()
    workspace.save(replace(workspace.named("R-01")[0], owner="Bob"), label="Own it")
    altered(plan, FLIPPED)
    assert reader.refresh()
    assert not reader.verified
    assert [each.said for each in reader.verify()] == [SAID]


def test_a_word_that_is_no_text_any_more_keeps_nothing_from_being_read(opened: Opening):
    workspace = opened("UPDATE risk SET owner = CAST(x'416ee1' AS TEXT) WHERE ref = 'R-01'")
    risk = workspace.named("R-01")[0]
    assert isinstance(risk, Risk)
    assert risk.owner == "An\ufffd"
    assert len(workspace.verify()) == 1
    assert workspace.all(Indicator)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE edit SET label = label || CAST(x'e1' AS TEXT)",
        "UPDATE edit SET author = CAST(x'e1' AS TEXT) || author",
        "UPDATE change SET fields = replace(fields, 'staff', 'st' || CAST(x'e1' AS TEXT) || 'ff')",
        "UPDATE baseline SET position = position || CAST(x'e1' AS TEXT)",
    ],
)
def test_nor_does_one_in_the_history(opened: Opening, statement: str):
    workspace = opened(statement)
    assert workspace.verify()
    workspace.dump()


@pytest.mark.parametrize("by", ["a verification", "a backup"])
def test_whoever_shows_the_plan_is_told_on_the_thread_that_shows_it(opened: Opening, by: str):
    workspace = opened(FLIPPED)
    told: list[threading.Thread] = []
    workspace.listen(lambda _kinds: told.append(threading.current_thread()))
    if by == "a backup":
        many_backups(workspace)
        ahead = workspace.backup_ahead()
        assert ahead
        work = ahead
    else:

        def work() -> None:
            workspace.note_faults(finished(workspace.verification()))

    away = threading.Thread(target=work)
    away.start()
    away.join()
    assert workspace.damage
    assert told == []
    workspace.refresh()
    assert told == [threading.current_thread()]
    assert latest(workspace).value is None
