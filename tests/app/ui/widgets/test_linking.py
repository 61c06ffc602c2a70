"""Which links may be made, how they are called, and what is said of one that may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.fields import FieldError
from app.domain.records import Action, Component, Finding, Indicator, Link, Provenance, Recommendation, Theme, Visit
from app.domain.thread import served_by, serves
from app.exchange.shorthand import OURS
from app.ui.widgets.linking import LinkOffers, Tie, either_way, link, short, tie_of, unlink, why
from app.workspace import NotSaved, Person, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    visit = made.draft(Visit, title="First visit")
    made.save(
        made.draft(Action, title="Train managers"),
        made.draft(Indicator, title="Oversight"),
        *(made.draft(Recommendation, title=title, number=n) for n, title in ((1, "Oversight"), (11, "Fostering"))),
        made.draft(Theme, title="Practice", number=1),
        visit,
        made.draft(Finding, of=visit.id, title="Caseloads should come down further and the workforce grow"),
        label="Begin",
    )
    yield made
    made.close()


def offers(workspace: Workspace, record: object) -> LinkOffers:
    there = [*serves(workspace.plan, record), *served_by(workspace.plan, record)]  # type: ignore[arg-type]
    return LinkOffers(workspace, record, there)  # type: ignore[arg-type]


def test_a_record_is_called_by_reference_number_or_the_start_of_its_title(workspace: Workspace) -> None:
    kinds = (Action, Recommendation, Theme, Finding)
    assert [short(workspace.all(kind)[0]) for kind in kinds] == [
        "A-01",
        "Recommendation 1",
        "Theme 1",
        "Caseloads should come down further and the…",
    ]


def test_two_records_are_linked_the_way_that_the_plan_knows(workspace: Workspace) -> None:
    action, goal = workspace.all(Action)[0], workspace.all(Recommendation)[0]
    for first, second in ((action, goal), (goal, action)):
        found = either_way(first, second)
        assert found is not None
        assert (found[0], found[1], found[2].serves) == (action, goal, "serves")
    assert either_way(goal, workspace.all(Theme)[0]) is None


def test_a_link_is_one_edit_that_says_what_it_means(workspace: Workspace) -> None:
    action, finding = workspace.all(Action)[0], workspace.all(Finding)[0]
    link(workspace, action, finding)
    assert workspace.undo_label == "A-01 answers Caseloads should come down further and the…"
    unlink(workspace, workspace.all(Link)[0])
    assert workspace.undo_label == "A-01 no longer answers Caseloads should come down further and the…"
    assert workspace.all(Link) == ()


def test_a_link_to_a_record_that_is_gone_is_refused_in_a_sentence(workspace: Workspace) -> None:
    action, goal = workspace.all(Action)[0], workspace.all(Recommendation)[0]
    workspace.remove(goal, label="Remove it")
    with pytest.raises(NotSaved, match="Serves refers to a record that is not there"):
        link(workspace, action, goal)
    assert workspace.all(Link) == ()


def test_our_judgement_and_what_is_illustrative_are_told_apart(workspace: Workspace) -> None:
    action = workspace.all(Action)[0]
    first, second = workspace.all(Recommendation)
    ours = workspace.draft(Link, item=action.id, serves=first.id)
    shown = workspace.draft(Link, item=action.id, serves=second.id)
    workspace.save(ours, shown, label="Link")
    assert [tie_of(workspace.plan, made) for made in (ours, shown)] == [Tie.LINKED, Tie.LINKED]
    workspace.save(
        workspace.draft(Provenance, record=ours.id, source=OURS, statement="By its subject."),
        workspace.draft(Provenance, record=shown.id, statement="To show it", illustrative=True),
        label="Mark",
    )
    assert [tie_of(workspace.plan, made) for made in (ours, shown)] == [Tie.OURS, Tie.ILLUSTRATIVE]
    assert why(workspace.plan, ours) == "Our judgement. By its subject."


class TestWhatIsOffered:
    def test_is_everything_that_may_be_linked(self, workspace: Workspace) -> None:
        found = offers(workspace, workspace.all(Recommendation)[0])
        assert sorted(found.all.values()) == [
            "A-01 Train managers",
            "Caseloads should come down further and the workforce grow",
            "I-01 Oversight",
        ]

    def test_between_an_action_and_an_indicator_is_usually_that_the_action_acts(self, workspace: Workspace) -> None:
        action, indicator = workspace.all(Action)[0], workspace.all(Indicator)[0]
        assert offers(workspace, action).meant("I-01") == (action.id, indicator.id)
        assert offers(workspace, indicator).meant("A-01") == (action.id, indicator.id)

    def test_can_be_the_other_way_where_that_is_chosen(self, workspace: Workspace) -> None:
        action, indicator = workspace.all(Action)[0], workspace.all(Indicator)[0]
        found = offers(workspace, indicator)
        assert "A-01 Train managers (measures)" in found.all.values()
        assert found.meant("A-01 Train managers (measures)") == (indicator.id, action.id)

    def test_is_understood_by_reference_number_or_words(self, workspace: Workspace) -> None:
        action = workspace.all(Action)[0]
        first, second = workspace.all(Recommendation)
        found = offers(workspace, action)
        assert found.meant("recommendation 1") == (action.id, first.id)
        assert found.meant("recommendation 11") == (action.id, second.id)
        assert found.meant("foster") == (action.id, second.id)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("recommendation 1", "Recommendation 1 is linked already."),
            ("A-01", "A-01 and A-01 cannot be linked."),
            ("vision component 1", "Vision component 1 and A-01 cannot be linked."),
            ("zebra", "There is no record called “zebra”."),
        ],
    )
    def test_refuses_in_a_sentence_what_cannot_be_linked(self, workspace: Workspace, typed: str, said: str) -> None:
        action = workspace.all(Action)[0]
        workspace.save(workspace.draft(Component, title="One vision", number=1), label="Add a component")
        link(workspace, action, workspace.all(Recommendation)[0])
        with pytest.raises(FieldError) as refused:
            offers(workspace, action).meant(typed)
        assert str(refused.value) == said

    def test_of_several_that_are_meant_asks_which(self, workspace: Workspace) -> None:
        with pytest.raises(FieldError, match="2 are called “recommendation”"):
            offers(workspace, workspace.all(Action)[0]).meant("recommendation")
