"""What a plan holds since format 2: attachments with their content, dates that move with a reason, older files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.records import Action, Attachment, DateChange, Dependency, Link, Objective, Recommendation, Risk, Theme
from app.domain.schedule import PartialDate
from app.exchange import planfile
from app.workspace import LARGEST_ATTACHMENT, NotSaved, Person, Refusal, Workspace
from app.workspace.schema import SCHEMA
from db.store import Store

ANN = Person("Ann", "Officer")
FORMAT_1 = Path(__file__).parents[1] / "data" / "format-1.goldthread"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(
        tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "Programme", today=lambda: date(2018, 1, 31)
    )
    yield made
    made.close()


@pytest.fixture
def recommendation(workspace: Workspace) -> Recommendation:
    made = workspace.draft(Recommendation, title="Supervise and record")
    workspace.save(made, label="Add")
    return made


@pytest.fixture
def action(workspace: Workspace) -> Action:
    made = workspace.draft(Action, title="Train managers", due=PartialDate("2018-04"))
    workspace.save(made, label="Add")
    return made


class TestAttachments:
    def test_keep_their_content_under_its_digest(
        self, workspace: Workspace, recommendation: Recommendation, tmp_path: Path
    ):
        letter = tmp_path / "letter.pdf"
        letter.write_bytes(b"%PDF dear council")
        made = workspace.attach(recommendation, letter)
        assert (made.title, made.filename, made.size) == ("letter", "letter.pdf", 17)
        assert workspace.content(made) == b"%PDF dear council"
        assert workspace.check() == []
        workspace.undo()
        assert workspace.all(Attachment) == ()
        workspace.redo()
        assert workspace.content(workspace.all(Attachment)[0]) == b"%PDF dear council"

    @pytest.mark.parametrize("size", [LARGEST_ATTACHMENT, 0])
    def test_may_be_as_large_as_is_said(
        self, workspace: Workspace, recommendation: Recommendation, tmp_path: Path, size: int
    ):
        (tmp_path / "scan").write_bytes(b"0" * size)
        assert len(workspace.content(workspace.attach(recommendation, tmp_path / "scan"))) == size

    def test_too_large_or_unreadable_are_refused_and_change_nothing(
        self, workspace: Workspace, recommendation: Recommendation, tmp_path: Path
    ):
        (tmp_path / "film").write_bytes(b"0" * (LARGEST_ATTACHMENT + 1))
        for name, why in (
            ("film", "“film” is larger than 10 MB, the most that is taken."),
            ("gone", "There is no file “gone”."),
        ):
            with pytest.raises(NotSaved) as refused:
                workspace.attach(recommendation, tmp_path / name)
            assert refused.value.problems == {"filename": why}
        (tmp_path / "note").write_text("x")
        with pytest.raises(NotSaved, match="refers to a record that is not there"):
            workspace.attach(replace(recommendation, id="0" * 26), tmp_path / "note")
        assert workspace.all(Attachment) == ()
        assert workspace.check() == []

    def test_whose_content_was_altered_are_found_and_not_given_out(
        self, workspace: Workspace, recommendation: Recommendation, tmp_path: Path
    ):
        (tmp_path / "note").write_text("as it was")
        made = workspace.attach(recommendation, tmp_path / "note")
        workspace.close()
        store = Store.open(workspace.path, "Somebody", SCHEMA)
        with store.transaction() as connection:
            connection.execute("UPDATE content SET bytes = CAST('as it is' AS BLOB)")
        store.close()
        again = Workspace.open(workspace.path, ANN, tmp_path / "backups")
        assert again.check() == [
            "What was attached is not as it was put in.",
        ]
        with pytest.raises(Refusal, match="What was attached is damaged"):
            again.content(made)
        again.close()

    def test_go_with_the_plan_as_text(self, workspace: Workspace, recommendation: Recommendation, tmp_path: Path):
        (tmp_path / "note").write_bytes(bytes(range(256)))
        made = workspace.attach(recommendation, tmp_path / "note")
        dumped = workspace.dump()
        other = Workspace.create(tmp_path / "other.goldthread", ANN, tmp_path / "backups")
        document = planfile.expand(dumped)
        other.bring_in(document.edits, document.baselines, document.contents)
        assert other.content(made) == bytes(range(256))
        other.close()
        for spoilt in ({"00": "AAAA"}, {made.digest: "no base64!"}, ["x"]):
            with pytest.raises(planfile.PlanFileError, match="attach"):
                planfile.expand({**dumped, "contents": spoilt})


class TestDates:
    def test_move_with_their_reason_in_one_edit(self, workspace: Workspace, action: Action):
        workspace.move_date(action, PartialDate("2018-06"), "Too few trainers")
        moved = workspace.all(DateChange)[0]
        assert (moved.was, moved.now, moved.reason) == (
            PartialDate("2018-04"),
            PartialDate("2018-06"),
            "Too few trainers",
        )
        workspace.undo()
        assert workspace.all(DateChange) == ()
        assert workspace.find(action.id) == action

    def test_do_not_move_without_one(self, workspace: Workspace, action: Action):
        for attempt in (
            lambda: workspace.save(replace(action, due=PartialDate("2018-06")), label="Edit"),
            lambda: workspace.save(replace(action, due=None), label="Edit"),
            lambda: workspace.move_date(action, PartialDate("2018-06"), " "),
        ):
            with pytest.raises(NotSaved) as refused:
                attempt()
            assert refused.value.problems.keys() <= {"due", "reason"}
        assert workspace.find(action.id) == action

    def test_that_were_never_set_need_no_reason(self, workspace: Workspace):
        made = workspace.draft(Action, title="Recruit")
        workspace.save(made, label="Add")
        workspace.save(replace(made, due=PartialDate("2018-04")), label="Edit")
        workspace.move_date(replace(made, due=PartialDate("2018-04")), PartialDate("2018-04"), "")
        assert workspace.all(DateChange) == ()


def test_an_action_stays_when_its_objective_goes(workspace: Workspace, action: Action):
    theme = workspace.draft(Theme, title="Practice")
    objective = workspace.draft(Objective, theme=theme.id, title="Supervise well")
    workspace.save(theme, objective, replace(action, objective=objective.id), label="Add")
    workspace.remove(theme, label="Remove")
    assert workspace.all(Objective) == ()
    assert workspace.find(action.id) == action
    workspace.undo()
    assert workspace.find(action.id) == replace(action, objective=objective.id)
    assert workspace.check() == []


def test_a_circle_of_waiting_is_refused_beside_the_field(workspace: Workspace, action: Action):
    other = workspace.draft(Action, title="Agree the strategy")
    workspace.save(other, workspace.draft(Dependency, action=action.id, waits_for=other.id), label="Add")
    with pytest.raises(NotSaved) as refused:
        workspace.save(workspace.draft(Dependency, action=other.id, waits_for=action.id), label="Wait")
    assert "waits_for" in refused.value.problems


def test_a_link_to_a_deleted_record_is_refused(workspace: Workspace, action: Action):
    theme = workspace.draft(Theme, title="Practice")
    workspace.save(theme, label="Add")
    workspace.remove(theme, label="Remove")
    with pytest.raises(NotSaved, match="refers to a record that is not there"):
        workspace.save(workspace.draft(Link, item=action.id, serves=theme.id), label="Link")


class TestAFileOfTheFirstFormat:
    def test_is_brought_up_to_date_with_its_history(self, tmp_path: Path):
        path = Path(shutil.copy(FORMAT_1, tmp_path / "old.goldthread"))
        reader = Workspace.open(path, ANN, tmp_path / "backups", write=False)
        before = [(e.at, e.author, e.label, e.details) for e in reader.history()]
        reader.close()
        workspace = Workspace.open(path, ANN, tmp_path / "backups")
        assert [(e.at, e.author, e.label, e.details) for e in workspace.history()] == before
        assert len(before) > 1
        assert workspace.check() == []
        risk = workspace.all(Risk)[0]
        workspace.save(replace(risk, owner="Head of HR"), label="Re-own")
        workspace.save(workspace.draft(Recommendation, title="New kind"), label="Add")
        assert workspace.check() == []
        workspace.close()
        assert len(list((tmp_path / "backups").rglob("*.goldthread"))) >= 1

    def test_is_read_as_it_is_where_it_may_not_be_written(self, tmp_path: Path):
        path = Path(shutil.copy(FORMAT_1, tmp_path / "old.goldthread"))
        as_it_was = path.read_bytes()
        reader = Workspace.open(path, ANN, tmp_path / "backups", write=False)
        assert reader.all(Risk)
        assert reader.all(Recommendation) == ()
        assert reader.check() == []
        assert reader.dump()["goldthread"] == 2
        reader.close()
        assert path.read_bytes() == as_it_was
