"""The open plan: what is saved, undone, compared, shared, restored and refused."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app.domain.records import (
    Action,
    Body,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Override,
    Programme,
    Provenance,
    Reading,
    Record,
    Risk,
    StageAim,
    Theme,
    Thresholds,
)
from app.domain.risk import score_of
from app.domain.schedule import PartialDate, show_date
from app.workspace import CannotOpen, NotSaved, Person, Refusal, Workspace, backups_of, recover
from tests.db.plans import altered

ANN = Person("Ann", "Officer")
TODAY = date(2018, 1, 31)

pytestmark = pytest.mark.usefixtures("no_file_left_open")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.goldthread"


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def workspace(path: Path, backups: Path) -> Iterator[Workspace]:
    workspace = Workspace.create(path, ANN, backups, "Improvement programme", today=lambda: TODAY)
    yield workspace
    workspace.close()


def add(workspace: Workspace, kind: type[Any], **values: Any) -> Any:
    """Save a new record."""
    record = workspace.draft(kind, **values)
    workspace.save(record, label=f"Add {kind.NAME}")
    return workspace.find(record.id)


def a_risk(workspace: Workspace, **values: Any) -> Risk:
    return add(workspace, Risk, **{"title": "Staff leave", **values})


def now(workspace: Workspace, record: Record) -> Any:
    return workspace.find(record.id)


# -- making and opening


def test_a_new_plan_has_its_programme_and_thresholds(workspace: Workspace):
    assert workspace.plan.programme.title == "Improvement programme"
    assert len(workspace.all(Thresholds)) == 1
    assert not workspace.can_undo
    assert [entry.label for entry in workspace.history()] == ["Start the plan"]


@pytest.mark.parametrize("title", ["  ", "x" * 301, "a\x07b"])
def test_a_plan_whose_title_is_refused_is_not_made(path: Path, backups: Path, title: str):
    with pytest.raises(CannotOpen, match="Title"):
        Workspace.create(path, ANN, backups, title)
    assert list(path.parent.iterdir()) == []


def test_a_plan_is_not_made_over_another(workspace: Workspace, path: Path, backups: Path):
    with pytest.raises(CannotOpen, match="already a file"):
        Workspace.create(path, ANN, backups, "Another")


def test_all_is_there_when_a_plan_is_opened_again(workspace: Workspace, path: Path, backups: Path):
    a_risk(workspace, likelihood=3, impact=4, owner="Bob")
    indicator = add(workspace, Indicator, title="Share", target=Decimal("0.3"))
    add(workspace, Reading, indicator=indicator.id, period=PartialDate("2017-12"), value=Decimal("87.9"))
    before = {kind: workspace.all(kind) for kind in (Programme, Thresholds, Risk, Indicator, Reading)}
    labels = [entry.label for entry in workspace.history()]
    workspace.close()
    again = Workspace.open(path, ANN, backups, today=lambda: TODAY)
    assert {kind: again.all(kind) for kind in before} == before
    assert [entry.label for entry in again.history()] == labels
    assert again.all(Reading)[0].value == Decimal("87.9")
    assert again.check() == []
    again.close()


def test_a_file_that_is_no_plan_is_refused_in_a_sentence(tmp_path: Path, backups: Path):
    (tmp_path / "x").write_text("no plan")
    with pytest.raises(CannotOpen, match="This is not a plan file"):
        Workspace.open(tmp_path / "x", ANN, backups)


@pytest.mark.parametrize("write", [True, False])
def test_a_damaged_value_keeps_no_plan_shut(workspace: Workspace, path: Path, backups: Path, write: bool):
    risk = a_risk(workspace)
    workspace.close_meeting(a_meeting(workspace, date(2018, 1, 10)))
    workspace.close()
    altered(path, "UPDATE programme SET goal = '2019-02-30'", "UPDATE risk SET review = 'soon'",
            "UPDATE risk SET title = CAST(x'ff' AS TEXT)", "UPDATE baseline SET position = 'then'")  # fmt: skip
    again = Workspace.open(path, ANN, backups, write=write)
    found = again.find(risk.id)
    assert found is not None
    assert dict(found.odd) == {"review": "soon"}
    assert dict(again.plan.programme.odd) == {"goal": "2019-02-30"}
    assert len(again.verify()) == 3
    again.close()


# -- saving


def test_one_save_is_one_line_of_history_and_one_step_of_undo(workspace: Workspace):
    risks = [workspace.draft(Risk, title="One", ref="R-01"), workspace.draft(Risk, title="Two", ref="R-02")]
    workspace.save(*risks, label="Add two risks")
    assert workspace.history()[0].label == "Add two risks"
    assert workspace.undo_label == "Add two risks"
    assert workspace.undo() == []
    assert workspace.all(Risk) == ()


def test_listeners_are_told_once_which_kinds_changed(workspace: Workspace):
    heard: list[frozenset[type[Record]]] = []
    stop = workspace.listen(heard.append)
    theme, risk = workspace.draft(Theme, title="Leadership"), workspace.draft(Risk, title="Staff leave")
    workspace.save(theme, risk, workspace.draft(Link, item=risk.id, serves=theme.id), label="Add")
    assert heard == [{Theme, Risk, Link}]
    workspace.save(risk, label="Nothing new")
    assert len(heard) == 1
    stop()
    stop()
    workspace.undo()
    assert len(heard) == 1


def test_what_changes_nothing_is_no_step(workspace: Workspace):
    risk = a_risk(workspace)
    count = len(workspace.history())
    workspace.save(risk, label="Nothing")
    assert len(workspace.history()) == count
    assert workspace.undo_label == "Add Risk"


def test_who_and_when_stand_in_history(workspace: Workspace):
    before = datetime.now(UTC).replace(microsecond=0)
    risk = a_risk(workspace)
    workspace.person = Person("Bob", "Chair")
    workspace.save(replace(risk, owner="Cy", likelihood=3, impact=4), label="Own it")
    entry = workspace.history(risk)[0]
    assert (entry.author, entry.role, entry.label) == ("Bob", "Chair", "Own it")
    assert before <= entry.at <= datetime.now(UTC)
    assert entry.details == (
        "R-01 Staff leave: owner set to “Cy”",
        "R-01 Staff leave: likelihood set to 3",
        "R-01 Staff leave: impact set to 4",
        f"Added score: Score of {show_date(workspace.plan.position)}: 3 x 4",
    )


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"title": ""}, "title", "Risk is needed."),
        ({"title": "x" * 100_000}, "title", "Risk may be 300 characters long; this has 100,000."),
        ({"title": "two\nlines"}, "title", "Risk is a single line."),
        ({"owner": "a\x00b"}, "owner", "Owner holds control characters that cannot be shown."),
        ({"owner": "\ud800"}, "owner", "Owner holds control characters that cannot be shown."),
        ({"owner": "\u202egpj.exe"}, "owner", "Owner holds control characters that cannot be shown."),
        ({"likelihood": 7, "impact": 1}, "likelihood", "Likelihood is a whole number from 1 to 6."),
        ({"likelihood": 3}, "impact", "Likelihood and impact are scored together."),
    ],
)
def test_what_a_rule_refuses_is_not_saved_and_says_which_field(
    workspace: Workspace, values: dict[str, Any], field: str, sentence: str
):
    count = len(workspace.history())
    with pytest.raises(NotSaved) as caught:
        workspace.save(workspace.draft(Risk, **{"title": "Staff leave", **values}), label="Add")
    assert caught.value.problems == {field: sentence}
    assert str(caught.value) == sentence
    assert workspace.all(Risk) == ()
    assert len(workspace.history()) == count
    assert not workspace.can_undo


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & <script>alert(1)</script>",
        "'; DROP TABLE risk; --",
        "emoji 👩\u200d👩\u200d👧 and 🏳️\u200d🌈",
        "עברית ועוד العربية",
        "{0} %s {owner} \\n",
        "naïve café",
    ],
)
def test_any_words_come_back_as_they_were(workspace: Workspace, path: Path, backups: Path, text: str):
    risk = a_risk(workspace, title=text, mitigation=f"{text}\n{text}")
    workspace.close()
    again = Workspace.open(path, ANN, backups)
    assert again.all(Risk) == (risk,)
    assert again.all(Risk)[0].title == text
    again.close()


def test_a_hundred_thousand_characters_of_prose_come_back(workspace: Workspace, path: Path, backups: Path):
    a_risk(workspace, mitigation="long " * 20_000)
    workspace.close()
    again = Workspace.open(path, ANN, backups)
    assert again.all(Risk)[0].mitigation == "long " * 20_000
    again.close()


def test_a_record_that_refers_to_nothing_is_not_saved(workspace: Workspace):
    gone = a_risk(workspace)
    workspace.remove(gone, label="Remove")
    for key in ("0" * 26, gone.id, "no key"):
        with pytest.raises(NotSaved) as caught:
            workspace.save(workspace.draft(Link, item=key, serves=workspace.plan.programme.id), label="Link")
        assert caught.value.problems == {"item": "Item refers to a record that is not there."}


def test_a_record_that_refers_to_another_kind_is_not_saved(workspace: Workspace):
    risk = a_risk(workspace)
    reading = workspace.draft(Reading, indicator=risk.id, period=PartialDate("2018"), value=Decimal(1))
    with pytest.raises(NotSaved) as caught:
        workspace.save(reading, label="Enter")
    assert caught.value.problems == {"indicator": "Indicator refers to a record of another kind."}
    with pytest.raises(NotSaved, match="another kind"):
        add(workspace, StageAim, stage=risk.id, title="Aim")


def test_records_that_refer_to_each_other_are_saved_together(workspace: Workspace):
    action = workspace.draft(Action, title="Recruit")
    workspace.save(workspace.draft(Milestone, action=action.id, title="Advert out"), action, label="Add")
    assert workspace.all(Milestone)[0].action == action.id
    assert workspace.check() == []


def test_a_person_s_name_is_on_one_line_without_control_characters(workspace: Workspace):
    workspace.person = Person(" Ann\n\x07 Smith\ud800 ", "\t")
    a_risk(workspace)
    assert (workspace.history()[0].author, workspace.history()[0].role) == ("Ann Smith", "")
    assert Person("\x00").name == "Somebody"


def test_references_and_numbers_go_on_from_the_greatest(workspace: Workspace):
    assert a_risk(workspace).ref == "R-01"
    second = a_risk(workspace)
    workspace.remove(second, label="Remove")
    assert a_risk(workspace).ref == "R-03"
    a_risk(workspace, ref="R-099")
    assert workspace.draft(Risk).ref == "R-100"
    assert add(workspace, Theme, title="One").number == 1
    assert workspace.draft(Theme).number == 2


def test_the_same_reading_entered_twice_is_one_record(workspace: Workspace):
    indicator = add(workspace, Indicator, title="Visits")
    period = PartialDate("2017-12")
    add(workspace, Reading, indicator=indicator.id, period=period, value=Decimal(80))
    add(workspace, Reading, indicator=indicator.id, period=period, value=Decimal(81))
    assert [reading.value for reading in workspace.all(Reading)] == [Decimal(81)]


def test_a_removed_reading_can_be_entered_again(workspace: Workspace):
    indicator = add(workspace, Indicator, title="Visits")
    period = PartialDate("2017-12")
    reading = add(workspace, Reading, indicator=indicator.id, period=period, value=Decimal(80))
    workspace.remove(reading, label="Remove")
    assert workspace.all(Reading) == ()
    add(workspace, Reading, indicator=indicator.id, period=period, value=Decimal(81))
    assert [reading.value for reading in workspace.all(Reading)] == [Decimal(81)]
    assert workspace.check() == []


# -- removing


def test_what_somebody_removed_is_told_from_what_was_undone(workspace: Workspace):
    kept, gone, undone = (workspace.draft(Risk, title=title) for title in ("Kept", "Gone", "Undone"))
    workspace.save(kept, gone, label="Add two")
    workspace.remove(gone, label="Remove one")
    workspace.save(undone, label="Add a third")
    workspace.undo()
    assert workspace.removed(Risk) == {gone.id}


def test_what_belongs_to_a_removed_record_goes_with_it_and_comes_back_with_it(workspace: Workspace):
    theme = add(workspace, Theme, title="Leadership")
    action = add(workspace, Action, title="Recruit")
    milestone = add(workspace, Milestone, action=action.id, title="Advert out")
    add(workspace, Link, item=action.id, serves=theme.id)
    add(workspace, Provenance, record=milestone.id, field="due", illustrative=True)
    kinds = (Action, Milestone, Link, Provenance)
    before = {kind: workspace.all(kind) for kind in kinds}
    workspace.remove(action, label="Remove the action")
    assert [workspace.all(kind) for kind in kinds] == [(), (), (), ()]
    assert workspace.all(Theme) == (theme,)
    assert workspace.undo() == []
    assert {kind: workspace.all(kind) for kind in kinds} == before
    assert workspace.check() == []


def test_removing_what_is_not_there_does_nothing(workspace: Workspace):
    risk = a_risk(workspace)
    workspace.remove(risk, label="Remove")
    count = len(workspace.history())
    workspace.remove(risk, workspace.draft(Risk, title="Never saved"), label="Again")
    assert len(workspace.history()) == count
    assert workspace.check() == []


# -- undo and redo


def test_undo_and_redo_walk_through_every_step(workspace: Workspace):
    risk = a_risk(workspace, owner="Ann")
    for owner in ("Bob", "Cy", "Di"):
        workspace.save(replace(now(workspace, risk), owner=owner), label=f"Give to {owner}")
    seen = [now(workspace, risk).owner]
    while workspace.can_undo:
        assert workspace.undo() == []
        seen.append(now(workspace, risk).owner if now(workspace, risk) else "")
    assert seen == ["Di", "Cy", "Bob", "Ann", ""]
    assert workspace.redo_label == "Add Risk"
    while workspace.can_redo:
        assert workspace.redo() == []
    assert now(workspace, risk).owner == "Di"
    assert workspace.undo_label == "Give to Di"
    assert workspace.check() == []


def test_a_new_edit_ends_what_could_be_done_again(workspace: Workspace):
    risk = a_risk(workspace)
    workspace.undo()
    assert workspace.can_redo
    a_risk(workspace, title="Another")
    assert not workspace.can_redo
    assert workspace.redo() == []
    assert now(workspace, risk) is None


def test_with_nothing_to_undo_undo_does_nothing(workspace: Workspace):
    assert workspace.undo() == []
    assert (workspace.undo_label, workspace.redo_label) == ("", "")


def test_undo_names_what_it_leaves_alone(workspace: Workspace, tmp_path: Path, backups: Path):
    risk = a_risk(workspace)
    workspace.save(replace(risk, owner="Bob", cause="Pay"), label="Own it")
    step = workspace._undo[-1]
    workspace.save(replace(now(workspace, risk), owner="Cy"), label="Own it again")
    workspace._undo.append(step)
    assert workspace.undo() == ["Owner of R-01 Staff leave was changed since and stays as it is."]
    assert (now(workspace, risk).owner, now(workspace, risk).cause) == ("Cy", "")


def test_a_step_that_cannot_be_undone_is_named_and_those_before_it_can_be_undone(workspace: Workspace):
    risk = a_risk(workspace)
    born = workspace._undo[-1]
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    workspace._undo.append(born)
    lines = len(workspace.history())
    (said,) = workspace.undo()
    assert said == "“Add Risk” cannot be undone: Owner of R-01 Staff leave was changed since and stays as it is."
    assert len(workspace.history()) == lines
    assert not workspace.can_redo
    assert workspace.undo_label == "Own it"
    assert workspace.undo() == []
    assert now(workspace, risk).owner == ""


def test_undoing_a_first_score_returns_to_unscored(workspace: Workspace):
    risk = a_risk(workspace)
    workspace.save(replace(risk, likelihood=3, impact=4), label="Score")
    assert score_of(workspace.plan, now(workspace, risk)) == 12
    workspace.undo()
    assert score_of(workspace.plan, now(workspace, risk)) is None


# -- illustrative values


@pytest.fixture
def marked(workspace: Workspace) -> Risk:
    """A risk whose score and owner no source supports."""
    risk = a_risk(workspace, likelihood=3, impact=4, owner="Nobody", cause="Pay")
    for field in ("likelihood", "impact", "owner"):
        add(workspace, Provenance, record=risk.id, field=field, illustrative=True)
    return risk


def test_a_value_entered_by_hand_is_no_longer_illustrative(workspace: Workspace, marked: Risk):
    workspace.save(replace(marked, owner="Bob"), label="Own it")
    assert not workspace.plan.illustrative(marked, "owner")
    assert workspace.plan.illustrative(marked, "likelihood")
    workspace.undo()
    assert workspace.plan.illustrative(marked, "owner")


def test_what_is_hidden_is_not_lost_when_the_facts_alone_are_edited(workspace: Workspace, marked: Risk):
    workspace.facts_only = True
    shown = now(workspace, marked)
    assert (shown.is_scored, shown.owner) == (False, "")
    workspace.save(replace(shown, cause="Pay and workload"), label="Say the cause")
    workspace.facts_only = False
    assert now(workspace, marked) == replace(marked, cause="Pay and workload")
    assert workspace.plan.illustrative(marked, "owner")


def test_a_hidden_value_can_be_replaced_while_the_facts_alone_are_shown(workspace: Workspace, marked: Risk):
    workspace.facts_only = True
    workspace.save(replace(now(workspace, marked), owner="Bob"), label="Own it")
    assert now(workspace, marked).owner == "Bob"
    workspace.facts_only = False
    assert now(workspace, marked) == replace(marked, owner="Bob")


def test_switching_to_the_facts_tells_the_listeners_once(workspace: Workspace, marked: Risk):
    heard: list[object] = []
    workspace.listen(heard.append)
    workspace.facts_only = True
    workspace.facts_only = True
    assert len(heard) == 1


# -- meetings


def a_meeting(workspace: Workspace, day: date) -> Meeting:
    body = next(iter(workspace.all(Body)), None) or add(workspace, Body, title="Cabinet")
    return add(workspace, Meeting, body=body.id, day=day)


def test_before_is_the_plan_as_it_was_when_the_meeting_was_closed(workspace: Workspace):
    workspace.save(replace(workspace.plan.programme, position=date(2017, 11, 23)), label="Position")
    risk = a_risk(workspace, likelihood=3, impact=4)
    meeting = a_meeting(workspace, date(2017, 11, 20))
    assert workspace.before is None
    workspace.close_meeting(meeting)
    then = workspace.plan
    workspace.save(replace(risk, likelihood=5), label="Score again")
    workspace.save(replace(workspace.plan.programme, position=TODAY), label="Position")
    a_risk(workspace, title="New since")
    assert workspace.last_meeting == now(workspace, meeting)
    assert workspace.before is not None
    assert workspace.before.position == date(2017, 11, 23)
    assert workspace.before.find(risk.id) == risk
    assert workspace.before.all(Risk) == then.all(Risk)
    assert workspace.plan.position == TODAY
    assert now(workspace, meeting).closed == date(2017, 11, 23)


def test_a_meeting_is_closed_once(workspace: Workspace):
    meeting = a_meeting(workspace, TODAY)
    workspace.close_meeting(meeting)
    with pytest.raises(NotSaved, match="closed already"):
        workspace.close_meeting(meeting)
    with pytest.raises(NotSaved, match="not in the plan"):
        workspace.close_meeting(workspace.draft(Meeting))


def test_a_reopened_meeting_gives_way_to_the_one_before_it(workspace: Workspace):
    first, second = a_meeting(workspace, date(2018, 1, 1)), a_meeting(workspace, date(2018, 1, 20))
    with pytest.raises(NotSaved, match="open"):
        workspace.reopen_meeting(first)
    workspace.close_meeting(first)
    risk = a_risk(workspace)
    workspace.close_meeting(second)
    assert workspace.before is not None
    assert workspace.before.find(risk.id)
    workspace.reopen_meeting(now(workspace, second))
    assert workspace.last_meeting == now(workspace, first)
    assert workspace.before.find(risk.id) is None
    workspace.undo()
    assert workspace.last_meeting == now(workspace, second)


def test_undoing_the_closing_of_a_meeting_opens_it(workspace: Workspace):
    meeting = a_meeting(workspace, TODAY)
    workspace.close_meeting(meeting)
    workspace.undo()
    assert workspace.last_meeting is None
    assert workspace.before is None
    risk = a_risk(workspace)
    workspace.close_meeting(meeting)
    assert workspace.before is not None
    assert workspace.before.find(risk.id) == risk


def test_ratings_are_compared_with_the_last_meeting(workspace: Workspace):
    risk = a_risk(workspace, likelihood=1, impact=1)
    workspace.close_meeting(a_meeting(workspace, TODAY))
    workspace.save(replace(risk, likelihood=5, impact=5), label="Score")
    rating = workspace.ratings.of(now(workspace, risk))
    assert rating.before is not None
    assert rating.before.status != rating.status


# -- names and history


def test_records_are_found_by_the_names_people_use(workspace: Workspace):
    risk, theme = a_risk(workspace), add(workspace, Theme, title="Leadership")
    assert workspace.named("r-01") == [risk]
    assert workspace.named("  Theme   1 ") == [theme]
    assert workspace.named("programme") == [workspace.plan.programme]
    assert workspace.named(risk.id) == [risk]
    assert workspace.named("R-1") == workspace.named("") == workspace.named("Staff leave") == []
    a_risk(workspace, ref="R-01", title="Twin")
    assert len(workspace.named("R-01")) == 2


def test_history_calls_things_by_their_names(workspace: Workspace):
    theme = add(workspace, Theme, title="Leadership")
    risk = a_risk(workspace)
    indicator = add(workspace, Indicator, title="Visits")
    reading = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2017-12"), value=Decimal("87.9"))
    override = workspace.draft(
        Override, record=risk.id, status="red", reason="Two left", until=date(2018, 3, 20), by="Chair"
    )
    workspace.save(
        reading,
        override,
        workspace.draft(Link, item=risk.id, serves=theme.id),
        workspace.draft(Provenance, record=risk.id, field="owner", source="3.24"),
        label="Add",
    )
    assert workspace.history()[0].details == (
        "Added reading: I-01 Visits, December 2017",
        "Value: 87.9",
        "Added link: R-01 Staff leave threatens Theme 1: Leadership",
        "Added status set by hand: R-01 Staff leave",
        "Status: Off track",
        "Reason: “Two left”",
        "Until: 20 Mar 2018",
        "Set by: “Chair”",
        "Source given for R-01 Staff leave, owner: Paragraph 3.24",
    )
    workspace.remove(reading, label="Remove")
    assert workspace.history()[0].details == ("Removed reading: I-01 Visits, December 2017",)
    workspace.undo()
    assert workspace.history()[0].details == ("Brought back reading: I-01 Visits, December 2017",)


def test_the_history_of_a_record_holds_where_its_values_come_from(workspace: Workspace):
    risk = a_risk(workspace)
    a_risk(workspace, title="Another")
    add(workspace, Provenance, record=risk.id, field="owner", source="3.24")
    assert [entry.label for entry in workspace.history(risk)] == ["Add Source", "Add Risk"]


# -- one writer


def test_a_second_opening_reads_refreshes_and_takes_over(workspace: Workspace, path: Path, backups: Path):
    risk = a_risk(workspace)
    reader = Workspace.open(path, Person("Bob"), backups, today=lambda: TODAY)
    heard: list[object] = []
    reader.listen(heard.append)
    assert (reader.writable, reader.can_start_editing, reader.writer) == (False, False, "Ann, Officer")
    assert reader.why_read_only == "Ann, Officer is writing in this plan."
    with pytest.raises(NotSaved, match="Ann, Officer is writing"):
        reader.save(replace(risk, owner="Bob"), label="Own it")
    assert not reader.refresh()
    workspace.save(replace(risk, owner="Cy"), label="Own it")
    assert reader.refresh()
    assert now(reader, risk).owner == "Cy"
    assert len(heard) == 1
    assert not reader.start_editing()
    workspace.close()
    assert reader.can_start_editing
    assert reader.start_editing()
    assert not reader.can_start_editing
    reader.save(replace(now(reader, risk), owner="Bob"), label="Own it")
    assert reader.history()[0].author == "Bob"
    reader.close()


def test_a_new_day_is_noticed(path: Path, backups: Path):
    days = [date(2018, 1, 31)]
    workspace = Workspace.create(path, ANN, backups, "P", today=lambda: days[0])
    assert workspace.plan.position == date(2018, 1, 31)
    assert not workspace.refresh()
    days[0] = date(2018, 2, 1)
    assert workspace.refresh()
    assert workspace.plan.position == date(2018, 2, 1)
    workspace.close()


def test_an_edit_on_a_new_day_is_of_that_day(path: Path, backups: Path):
    days = [date(2018, 1, 31)]
    workspace = Workspace.create(path, ANN, backups, "P", today=lambda: days[0])
    days[0] = date(2018, 2, 1)
    a_risk(workspace)
    assert workspace.plan.position == date(2018, 2, 1)
    workspace.close()


def test_a_full_disk_refuses_the_edit_and_the_next_one_works_when_there_is_room(workspace: Workspace):
    risk = a_risk(workspace)
    database = workspace._store.db
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(NotSaved, match="disk is full"):
        workspace.save(replace(risk, cause="x" * 100_000), label="Too long")
    assert now(workspace, risk) == risk
    assert workspace.undo_label == "Add Risk"
    assert workspace.check() == []
    database.execute(f"PRAGMA max_page_count = {pages + 1000}")
    workspace.save(replace(risk, cause="x" * 100_000), label="Room again")
    assert len(now(workspace, risk).cause) == 100_000


def test_a_plan_that_may_only_be_read_says_so(
    open_folder: Path, backups: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    path = open_folder / "plan.goldthread"
    Workspace.create(path, ANN, backups, "P").close()
    for file in open_folder.iterdir():
        file.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights():
        workspace = Workspace.open(path, ANN, backups)
        assert workspace.why_read_only == "The plan lies where it cannot be written."
        assert not workspace.can_start_editing
        with pytest.raises(NotSaved, match="cannot be written"):
            a_risk(workspace)
        workspace.close()


# -- copies and backups


def test_a_copy_is_a_plan_of_its_own(workspace: Workspace, tmp_path: Path, backups: Path):
    a_risk(workspace)
    workspace.save_copy(tmp_path / "copy.goldthread")
    copy = Workspace.open(tmp_path / "copy.goldthread", ANN, backups, today=lambda: TODAY)
    assert copy.dump() == workspace.dump()
    assert copy.writable
    copy.close()


def test_a_copy_over_the_plan_itself_is_refused(workspace: Workspace, path: Path, tmp_path: Path):
    (tmp_path / "link.goldthread").symlink_to(path)
    for target in (path, path.parent / "." / path.name, tmp_path / "link.goldthread"):
        with pytest.raises(Refusal, match="the plan itself"):
            workspace.save_copy(target)


def test_a_backup_is_written_before_the_first_edit_of_an_opening(workspace: Workspace, path: Path, backups: Path):
    assert workspace.backups() == []
    a_risk(workspace)
    workspace.close()
    again = Workspace.open(path, ANN, backups)
    assert again.backups() == []
    assert again.backed_up is None
    a_risk(again)
    a_risk(again)
    (backup,) = again.backups()
    assert (backup.last, backup.edits) == ("Add Risk", 2)
    assert again.backed_up is not None
    again.close()


def test_a_backup_written_ahead_holds_what_was_there_and_no_edit_waits_for_another(
    workspace: Workspace, path: Path, backups: Path
):
    a_risk(workspace)
    workspace.close()
    again = Workspace.open(path, ANN, backups)
    write = again.backup_ahead()
    assert write is not None
    thread = Thread(target=write)
    thread.start()
    thread.join()
    (backup,) = again.backups()
    assert (backup.last, again.backup_problem) == ("Add Risk", "")
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    a_risk(again)
    assert again.backups() == [backup]
    assert again.backup_ahead() is None
    again.close()


def test_a_plan_that_nobody_changed_since_its_last_backup_is_not_written_ahead_again(
    workspace: Workspace, path: Path, backups: Path
):
    a_risk(workspace)
    workspace._back_up()
    workspace.close()
    again = Workspace.open(path, ANN, backups)
    write = again.backup_ahead()
    assert write is not None
    write()
    assert len(again.backups()) == 1
    again.close()


def test_a_reader_writes_no_backup(workspace: Workspace, path: Path, backups: Path):
    reader = Workspace.open(path, ANN, backups)
    with pytest.raises(NotSaved):
        a_risk(reader)
    assert reader.backup_ahead() is None
    assert reader.backups() == []
    reader.close()


def test_a_backup_is_restored_and_what_was_there_can_be_restored_too(workspace: Workspace, path: Path, backups: Path):
    risk = a_risk(workspace, owner="Ann")
    workspace.close()
    again = Workspace.open(path, ANN, backups, today=lambda: TODAY)
    again.save(replace(risk, owner="Bob"), label="Own it")
    heard: list[object] = []
    again.listen(heard.append)
    again.restore(again.backups()[-1])
    assert now(again, risk).owner == "Ann"
    assert (again.can_undo, again.can_redo, len(heard)) == (False, False, 1)
    newest = again.backups()[0]
    assert newest.last == "Own it"
    again.restore(newest)
    assert now(again, risk).owner == "Bob"
    a_risk(again)
    assert again.check() == []
    again.close()


def test_a_damaged_backup_is_not_restored_and_the_plan_stays_open(workspace: Workspace, path: Path, backups: Path):
    a_risk(workspace)
    workspace.close()
    again = Workspace.open(path, ANN, backups)
    risk = a_risk(again)
    (backup,) = again.backups()
    backup.path.write_bytes(backup.path.read_bytes()[:9000])
    with pytest.raises(Refusal, match="cut off"):
        again.restore(backup)
    again.save(replace(risk, owner="Bob"), label="Own it")
    assert now(again, risk).owner == "Bob"
    again.close()


def test_a_reader_restores_nothing(workspace: Workspace, path: Path, backups: Path, tmp_path: Path):
    reader = Workspace.open(path, Person("Bob"), backups)
    workspace.save_copy(tmp_path / "copy.goldthread")
    with pytest.raises(Refusal, match="Ann, Officer is writing"):
        reader.restore(next(iter(reader.backups()), None))  # type: ignore[arg-type]
    reader.close()


def test_a_backup_folder_that_cannot_be_written_keeps_nobody_from_saving_and_is_said(
    workspace: Workspace, path: Path, backups: Path
):
    workspace.close()
    backups.write_text("a file in its place")
    again = Workspace.open(path, ANN, backups)
    risk = a_risk(again)
    assert now(again, risk) == risk
    assert again.backup_problem.startswith("Your changes are saved, but no backup is being written. ")
    assert again.backed_up is None
    with pytest.raises(Refusal, match="backup folder cannot be made"):
        again.restore(backups_of(path, backups)[0] if backups_of(path, backups) else None)  # type: ignore[arg-type]
    backups.unlink()
    a_risk(again)
    assert again.backup_problem == ""
    assert len(again.backups()) == 1
    again.close()


def test_a_damaged_plan_is_recovered_from_a_backup(workspace: Workspace, path: Path, backups: Path):
    risk = a_risk(workspace)
    workspace.close()
    again = Workspace.open(path, ANN, backups)
    a_risk(again)
    again.close()
    damaged = path.read_bytes()[:9000]
    path.write_bytes(damaged)
    with pytest.raises(CannotOpen, match="cut off"):
        Workspace.open(path, ANN, backups)
    (backup,) = backups_of(path, backups)
    aside = recover(path, backup, ANN)
    assert aside.read_bytes() == damaged
    recovered = Workspace.open(path, ANN, backups)
    assert recovered.all(Risk) == (risk,)
    assert recovered.writable
    recovered.close()


def test_a_plan_that_somebody_writes_is_not_recovered(workspace: Workspace, path: Path, backups: Path, tmp_path: Path):
    a_risk(workspace)
    place = backups / "x.goldthread"
    backups.mkdir()
    shutil.copy(path, place)
    workspace._back_up()
    (backup,) = workspace.backups()
    with pytest.raises(CannotOpen, match="Ann, Officer is writing"):
        recover(path, backup, Person("Bob"))


# -- as text


def loaded(workspace: Workspace) -> dict[str, Any]:
    from app.exchange import planfile

    document = planfile.expand(workspace.dump(), {})
    return {"edits": document.edits, "baselines": document.baselines}


def test_dump_load_dump_is_equal(workspace: Workspace, tmp_path: Path, backups: Path):
    risk = a_risk(workspace, likelihood=3, impact=4)
    indicator = add(workspace, Indicator, title="Share", target=Decimal("0.3"))
    add(workspace, Reading, indicator=indicator.id, period=PartialDate("2017-Q4"), value=Decimal("87.9"))
    workspace.close_meeting(a_meeting(workspace, TODAY))
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    workspace.undo()
    workspace.remove(indicator, label="Remove")
    other = Workspace.create(tmp_path / "other.goldthread", Person("Bob"), backups, today=lambda: TODAY)
    given = loaded(workspace)
    assert other.bring_in(given["edits"], given["baselines"]) == len(workspace.history())
    assert other.dump() == workspace.dump()
    assert other.bring_in(given["edits"], given["baselines"]) == 0
    assert other.dump() == workspace.dump()
    assert other.check() == []
    other.close()


def test_what_is_illustrative_is_dumped_whatever_is_shown(workspace: Workspace, marked: Risk):
    whole = workspace.dump()
    workspace.facts_only = True
    assert workspace.dump() == whole


BAD: dict[str, Callable[[dict[str, Any]], None]] = {
    "an id that is no key": lambda e: e.update(id="zzz"),
    "an id beyond all time": lambda e: e.update(id="7ZZZZZZZZZ0000000000000000"),
    "half a character in an id": lambda e: e.update(id="\ud800"),
    "an edit that it undoes and that is no key": lambda e: e.update(undoes="yesterday"),
    "a digest that is none": lambda e: e.update(digest="abc"),
    "another digest": lambda e: e.update(digest="0" * 64),
    "a salt that is a number": lambda e: e.update(salts=dict.fromkeys(e["salts"], 5)),
    "a salt with half a character": lambda e: e.update(salts=dict.fromkeys(e["salts"], "\ud800")),
    "another author": lambda e: e.update(author="Mallory"),
    "another time": lambda e: e.update(at="2011-01-01T00:00:00Z"),
    "another label": lambda e: e.update(label="Innocent"),
    "another value": lambda e: e["changes"]["risk"].update(
        {key: {**fields, "owner": [[], "", "Mallory"]} for key, fields in e["changes"]["risk"].items()}
    ),
    "an edit replaced that is no key": lambda e: e["changes"]["risk"].update(
        {key: {**fields, "title": [["x"], "", "T"]} for key, fields in e["changes"]["risk"].items()}
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_an_edit_of_another_copy_is_refused_whole_for(workspace: Workspace, tmp_path: Path, backups: Path, what: str):
    a_risk(workspace)
    given = loaded(workspace)
    BAD[what](given["edits"][-1])
    other = Workspace.create(tmp_path / "other.goldthread", Person("Bob"), backups, "Other", today=lambda: TODAY)
    before = other.dump()
    with pytest.raises(NotSaved):
        other.bring_in(given["edits"], given["baselines"])
    assert other.dump() == before
    a_risk(other)
    assert other.check() == []
    other.close()


@pytest.mark.parametrize(
    "baseline",
    [
        {},
        {"id": 1},
        {"id": "x", "meeting": "x", "position": "2018-01-31", "parents": [], "edits": []},
        {"id": "0" * 26, "meeting": "0" * 26, "position": "then", "parents": [], "edits": ["0" * 26]},
        {"id": "0" * 26, "meeting": "0" * 26, "position": "2018-01-31", "parents": "no", "edits": ["0" * 26]},
        {"id": "0" * 26, "meeting": "0" * 26, "position": "2018-01-31", "parents": [1], "edits": ["0" * 26]},
        {"id": "0" * 26, "meeting": "0" * 26, "position": "2018-01-31", "parents": [], "edits": ["0" * 26]},
    ],
)
def test_a_baseline_that_makes_no_sense_is_refused(workspace: Workspace, baseline: dict[str, Any]):
    before = workspace.dump()
    with pytest.raises(NotSaved):
        workspace.bring_in([], [baseline])
    assert workspace.dump() == before


def test_edits_of_another_copy_are_told_to_the_listeners_and_undone_by_nobody(
    workspace: Workspace, tmp_path: Path, backups: Path
):
    a_risk(workspace)
    other = Workspace.create(tmp_path / "other.goldthread", Person("Bob"), backups, "Other", today=lambda: TODAY)
    heard: list[object] = []
    other.listen(heard.append)
    given = loaded(workspace)
    other.bring_in(given["edits"], given["baselines"])
    assert len(heard) == 1
    assert not other.can_undo
    assert [risk.title for risk in other.all(Risk)] == ["Staff leave"]
    other.close()


def test_an_edit_written_by_hand_before_1970_comes_first(workspace: Workspace, tmp_path: Path, backups: Path):
    from app.exchange import planfile

    edit = {"at": "1948-07-05T09:00:00Z", "author": "A", "label": "Begin", "changes": {"theme": {"theme/a": {"title": "A", "number": 1}}}}  # fmt: skip # noqa: E501
    document = planfile.expand({"goldthread": 1, "edits": [edit]}, {})
    other = Workspace.create(tmp_path / "other.goldthread", ANN, backups, today=lambda: TODAY)
    assert other.bring_in(document.edits) == 1
    a_risk(other)
    assert [entry.label for entry in other.history()] == ["Add Risk", "Begin"]
    assert planfile.expand(other.dump(), {})
    other.close()


def test_an_edit_written_by_hand_is_added_once_and_sets_nothing_back(workspace: Workspace):
    from app.exchange import planfile

    edit = {"at": "2018-01-31T09:00:00Z", "author": "A", "label": "Begin", "changes": {"risk": {"risk/a": {"title": "A"}}}}  # fmt: skip # noqa: E501
    for expected in (1, 0):
        document = planfile.expand({"goldthread": 1, "edits": [edit]}, workspace.tables)
        assert workspace.bring_in(document.edits) == expected
        risk = workspace.all(Risk)[0]
        workspace.save(replace(risk, title="B"), label="Rename")
    assert [risk.title for risk in workspace.all(Risk)] == ["B"]
