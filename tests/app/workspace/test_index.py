"""The index of a plan's words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from app import demo
from app.domain.fields import Text
from app.domain.findable import BELONGS
from app.domain.lazy import all_at_once
from app.domain.live import WRITTEN
from app.domain.records import (
    KINDS,
    Action,
    Attendance,
    Body,
    DateChange,
    Dependency,
    Indicator,
    Meeting,
    Override,
    Provenance,
    Reading,
    Risk,
    Section,
    Theme,
    rules,
)
from app.domain.schedule import PartialDate
from app.workspace import Person, Workspace
from app.workspace.index import Index, SearchHit

EVERY = 10_000
HOSTILE = (
    '"', '""', "'", "*", "^", "AND", "OR NOT", "NEAR(a b)", "title:x", "{ref} : a", "(", ")", "-", "--", "a-", "\0",
    "a\0b", "😀", "😀 staff", "é", "\u0301", "a" * 10_000, "a " * 5_000, "\ud800", "\x02\x03\x1e", "%", ";", "1e5",
)  # fmt: skip


def index_of(workspace: Workspace) -> Index:
    return all_at_once(Index.build(workspace.plan))


def add(workspace: Workspace, kind: type[Any], **values: Any) -> Any:
    record = workspace.draft(kind, **values)
    workspace.save(record, label=f"Add {record.name}")
    return record


def found(workspace: Workspace, text: str) -> list[str]:
    """The names of what is found."""
    index = index_of(workspace)
    names = [each.record.name for each in index.find(text, EVERY)]
    index.close()
    return names


def only(workspace: Workspace, text: str) -> SearchHit:
    index = index_of(workspace)
    (each,) = index.find(text, EVERY)
    index.close()
    return each


def strong(pieces: tuple[Any, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.found]


@pytest.fixture(scope="module")
def demo_index(demo_plan: Workspace) -> Iterator[Index]:
    index = index_of(demo_plan)
    yield index
    index.close()


@pytest.fixture(scope="module")
def demo_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("demo")
    workspace = demo.make(folder / "demo.goldthread", Person("Ann"), folder / "backups")
    yield workspace
    workspace.close()


def test_every_word_of_every_record_finds_it(demo_plan: Workspace, demo_index: Index):
    plan, expected = demo_plan.plan, defaultdict[str, set[str]](set)
    written = {"digest", "edit", "field"}
    for kind in KINDS:
        for record in plan.all(kind):
            shown = record
            while type(shown) in BELONGS:
                shown = plan.find(getattr(shown, BELONGS[type(shown)])) or shown
            for name, rule in rules(kind).items():
                if isinstance(rule, Text) and name not in written:
                    text = getattr(record, name)
                    for word in re.findall(r"[^\W_]+", WRITTEN.sub(" ", text) if rule.live else text):
                        expected[word].add(shown.id)
    assert len(expected) > 1_000
    for word, keys in expected.items():
        assert keys <= {each.record.id for each in demo_index.find(word, EVERY)}, word


def test_every_record_that_is_found_itself_is_found_by_its_name(demo_plan: Workspace, demo_index: Index):
    for key in demo_index.words():
        record = demo_plan.find(key)
        assert record is not None
        assert record in [each.record for each in demo_index.find(record.name, EVERY)]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_finds_something_or_nothing(demo_index: Index, text: str):
    assert len(demo_index.find(text, 40)) <= 40
    assert len(demo_index.find(f"staff {text}", 40)) <= 40


def test_where_there_is_no_word_nothing_is_found(demo_index: Index):
    assert [demo_index.find(text, 40) for text in ("", "  ", "😀", '"', "\0", "--")] == [[]] * 6


@given(text=st.text(st.characters() | st.sampled_from('staff"*(){}:^-+ '), max_size=40))
def test_any_text_may_be_typed(demo_index: Index, text: str):
    assert len(demo_index.find(text, 10)) <= 10


def test_the_one_that_is_called_so_comes_first(workspace: Workspace):
    add(workspace, Risk, title="R-02 is like this one")
    add(workspace, Risk, title="Staff leave")
    add(workspace, Action, title="Nothing", detail="See R-02")
    assert found(workspace, "r-02") == ["R-02 Staff leave", "R-01 R-02 is like this one", "A-01 Nothing"]
    assert found(workspace, " R-02 ")[0] == "R-02 Staff leave"
    add(workspace, Risk, title="Staff leave again", cause="Staff leave")
    assert found(workspace, "staff leave")[0] == "R-02 Staff leave"


def test_a_name_comes_before_other_words(workspace: Workspace):
    add(workspace, Risk, title="Other", cause="Agency staff leave")
    add(workspace, Action, title="Keep agency staff")
    assert found(workspace, "agency") == ["A-01 Keep agency staff", "R-01 Other"]


def test_all_words_are_wanted_and_each_may_be_begun(workspace: Workspace):
    add(workspace, Risk, title="Staff leave", owner="Head of HR")
    add(workspace, Risk, title="Staff are ill")
    assert found(workspace, "sta lea") == ["R-01 Staff leave"]
    assert found(workspace, "head staff") == ["R-01 Staff leave"]
    assert found(workspace, "taff") == []
    assert found(workspace, "risk ill") == ["R-02 Staff are ill"]


def test_accents_and_capitals_make_no_difference(workspace: Workspace):
    add(workspace, Risk, title="Café closes")
    assert found(workspace, "CAFE") == found(workspace, "café") == ["R-01 Café closes"]


def test_a_kind_and_its_number_find_it(workspace: Workspace):
    add(workspace, Theme, title="Leadership")
    add(workspace, Theme, title="Practice")
    assert found(workspace, "theme 2") == ["Theme 2: Practice"]


def test_a_meeting_is_found_by_its_body(workspace: Workspace):
    body = add(workspace, Body, title="Cabinet")
    meeting = add(workspace, Meeting, body=body.id, day=date(2018, 3, 20))
    index = index_of(workspace)
    assert [each.record for each in index.find("cabinet 20 mar", EVERY)] == [meeting]
    workspace.save(replace(body, title="Council"), label="Rename")
    index.follow(workspace.plan)
    assert index.find("cabinet", EVERY) == []
    assert {each.record.id for each in index.find("council", EVERY)} == {body.id, meeting.id}
    index.close()


def test_what_belongs_to_a_record_leads_to_it_and_says_where_it_stands(workspace: Workspace):
    indicator = add(workspace, Indicator, title="Visits")
    reading = add(workspace, Reading, indicator=indicator.id, period=PartialDate("2018-01"), value=Decimal(80),
                  note="Snow kept people at home")  # fmt: skip
    add(workspace, Provenance, record=reading.id, field="value", source="3.24", statement="Of two hundred")
    first, second = add(workspace, Action, title="First"), add(workspace, Action, title="Second")
    add(workspace, Dependency, action=second.id, waits_for=first.id, why="Needs the budget")
    add(workspace, DateChange, record=first.id, was=PartialDate("2018"), reason="Tender failed", day=date(2018, 1, 2))
    add(workspace, Override, record=first.id, status="red", reason="Nobody acts", until=date(2018, 2, 1), by="Chair")
    body = add(workspace, Body, title="Board")
    meeting = add(workspace, Meeting, body=body.id, day=date(2018, 1, 9))
    add(workspace, Attendance, meeting=meeting.id, role="Lead member", note="By telephone")
    for words, record, where in (
        ("Snow", indicator, "Reading for January 2018, note"), ("hundred", indicator, "Source, statement"),
        ("Paragraph 3.24", indicator, "Source"), ("budget", second, "Dependency, because"),
        ("Tender", first, "Change of date, reason"), ("Nobody", first, "Status set by hand, reason"),
        ("Lead member", meeting, "Attendance, role"), ("telephone", meeting, "Attendance, note"),
    ):  # fmt: skip
        each = only(workspace, words)
        assert (each.record.id, each.where) == (record.id, where)
        assert " ".join(strong(each.context)) == words


def test_found_words_are_marked_in_the_name_and_in_the_words_around(workspace: Workspace):
    add(workspace, Risk, title="Staff leave", mitigation="First line.\nPay agency staff, " + "and others " * 50)
    each = only(workspace, "agency sta")
    assert strong(each.name) == ["Staff"]
    assert "".join(piece.text for piece in each.name) == "R-01 Staff leave"
    assert (each.where, strong(each.context)) == ("Mitigation", ["agency", "staff"])
    assert len("".join(piece.text for piece in each.context)) < 200
    by_name = only(workspace, "leave")
    assert (strong(by_name.name), by_name.where, by_name.context) == (["leave"], "", ())


def test_the_text_that_holds_most_of_the_words_is_shown_and_they_are_seen_in_it(workspace: Workspace):
    risk = add(workspace, Risk, title="Other", cause="Agency rates")
    add(workspace, Override, record=risk.id, status="red", until=date(2018, 2, 1), by="Chair",
        reason="So much is said before one comes to it at last: the agency staff cost twice as much")  # fmt: skip
    each = only(workspace, "agency staff")
    assert (each.where, strong(each.context)) == ("Status set by hand, reason", ["agency", "staff"])
    before = each.context[0].text
    assert before.startswith("…")
    assert len(before) <= 41


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        ("Pathway plan", "pathway plans"), ("Pathway plans", "pathway plan"), ("Care leavers", "care leaver"),
        ("Recruiting staff", "recruited"), ("Policies", "policy"), ("Audited cases", "auditing case"),
        ("Cafés", "café"), ("Follow-up", "follow-ups"), ("Assessments", "ASSESSMENT"),
        ("Pathway plans", "pathway's plan"), ("Children", "child’s"), ("Coordinators", "co-ordinator"),
        ("Multi-agency work", "multiagency work"), ("Co-ordinators", "coordinator"),
    ],
)  # fmt: skip
def test_another_form_of_a_word_finds_it_and_is_marked(workspace: Workspace, held: str, typed: str):
    add(workspace, Risk, title=held)
    add(workspace, Action, title="Other", detail=f"See {held.lower()} of March")
    add(workspace, Action, title="Planet")
    index = index_of(workspace)
    risk, action = index.find(typed, EVERY)
    assert (risk.record.name, action.record.name) == (f"R-01 {held}", "A-01 Other")
    words = held.split() if len(typed.split()) > 1 or " " not in held else held.split()[:1]
    assert " ".join(strong(risk.name)).split() == words
    assert " ".join(strong(action.context)).lower().split() == [word.lower() for word in words]
    index.close()


def test_while_one_types_every_beginning_finds_and_a_reference_is_exact(workspace: Workspace):
    add(workspace, Risk, title="Recruitment of planners", ref="R-01")
    add(workspace, Risk, title="Other", ref="R-011")
    add(workspace, Risk, title="Mr Hastings leaves", ref="R-02")
    for end in range(2, len("recruitment") + 1):
        assert found(workspace, "recruitment"[:end]) == ["R-01 Recruitment of planners"]
    assert found(workspace, "R-01")[0] == "R-01 Recruitment of planners"
    assert found(workspace, "r-02") == found(workspace, "r02") == ["R-02 Mr Hastings leaves"]
    assert found(workspace, "Hastings") == ["R-02 Mr Hastings leaves"]


def test_a_name_that_holds_what_is_typed_comes_before_one_that_holds_a_form_of_it(workspace: Workspace):
    for title in ("Recruit", "Other", "Recruitment"):
        add(workspace, Risk, title=title, cause="Recruitment, recruited, recruitment" if title == "Other" else "")
    assert found(workspace, "recruitment") == ["R-03 Recruitment", "R-01 Recruit", "R-02 Other"]


def test_a_form_of_a_word_that_came_with_an_edit_is_found(workspace: Workspace):
    index = index_of(workspace)
    add(workspace, Risk, title="Placements break down")
    index.follow(workspace.plan)
    assert [each.record.name for each in index.find("placement", EVERY)] == ["R-01 Placements break down"]
    index.close()


def test_live_figures_are_filled_in_and_their_braces_find_nothing(workspace: Workspace):
    indicator = add(workspace, Indicator, title="Visits", ref="I-02")
    add(workspace, Reading, indicator=indicator.id, period=PartialDate("2018-01"), value=Decimal(80))
    body = "{indicator:I-02 latest} were seen in time, {count:risks} open.\n\nOf {indicator:I-99 gap} nothing is known."
    section = add(workspace, Section, title="Practice", body=f"{body} {'{count:risks} ' * 9}end")
    index = index_of(workspace)
    (each,) = index.find("seen time", EVERY)
    assert "".join(p.text for p in each.context).startswith("80 % were seen in time, 0 open. Of [I-99: how far it is")
    assert strong(each.context) == ["seen", "time"]
    (each,) = index.find("end", EVERY)
    assert "".join(p.text for p in each.context).endswith("0 0 0 0 0 0 0 0 0 end")
    for word in ("latest", "count", "indicator"):
        assert section not in [each.record for each in index.find(word, EVERY)]
    workspace.save(replace(section, body="{indicator:I-02 target} is the target"), label="Change")
    index.follow(workspace.plan)
    (each,) = [each for each in index.find("target", EVERY) if each.record.id == section.id]
    assert "".join(p.text for p in each.context) == "no target is the target"
    index.close()


def test_what_many_hold_is_not_weighed_and_no_more_is_shown_than_asked_for(workspace: Workspace):
    risks = [workspace.draft(Risk, title=f"Same words, {n}", ref=f"R-{n}") for n in range(450)]
    workspace.save(*risks, label="Add risks")
    theme = add(workspace, Theme, title="Same words")
    index = index_of(workspace)
    shown = index.find("same", 40)
    assert len(shown) == 40
    assert shown[0].record == theme
    assert index.find("same words 449", 40)[0].record == risks[-1]
    index.close()


OWNED = st.sampled_from(("alpha beta", "beta gamma", "gamma", ""))
STEPS = st.lists(
    st.tuples(st.sampled_from(("add", "change", "remove", "note", "undo", "redo", "erase", "mark", "facts")),
              st.integers(0, 3), OWNED),
    max_size=12,
)  # fmt: skip


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_changes_the_index_is_as_one_built_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]
):
    folder = tmp_path_factory.mktemp("steps")
    workspace = Workspace.create(folder / "plan.goldthread", Person("Ann"), folder / "backups", "Plan")
    index = index_of(workspace)
    try:
        for what, at, words in steps:
            change(workspace, what, at, words)
            index.follow(workspace.plan)
            anew = index_of(workspace)
            assert index.words() == anew.words()
            for text in ("alpha", "gamma", "r-01", "board"):
                ours, theirs = ({f.record.id for f in each.find(text, EVERY)} for each in (index, anew))
                assert ours == theirs
            anew.close()
    finally:
        index.close()
        workspace.close()


def change(workspace: Workspace, what: str, at: int, words: str) -> None:
    """One of the things that people do with a plan."""
    records = [*workspace.all(Risk), *workspace.all(Body)]
    record = records[at] if at < len(records) else None
    if what == "add":
        add(workspace, (Risk, Body)[at % 2], title=f"board {words}")
    elif what == "undo" and workspace.can_undo:
        workspace.undo()
    elif what == "redo" and workspace.can_redo:
        workspace.redo()
    elif what == "facts":
        workspace.facts_only = not workspace.facts_only
    elif record is None:
        return
    elif what == "change":
        workspace.save(replace(record, title=f"changed {words}"), label="Change")
    elif what == "remove":
        workspace.remove(record, label="Remove")
    elif what == "note" and isinstance(record, Body):
        held = [meeting.day for meeting in workspace.all(Meeting) if meeting.day]
        day = max(held, default=date(2018, 1, 1)) + timedelta(days=1)  # a body meets once a day
        add(workspace, Meeting, body=record.id, day=day, note=words)
    elif what == "note":
        add(workspace, Override, record=record.id, status="red", reason=words or "none", until=date(2018, 1, 1), by="C")
    elif what == "mark":
        add(workspace, Provenance, record=record.id, statement=words, illustrative=True)
        add(workspace, Provenance, record=record.id, source="elsewhere", statement=words)
    elif what == "erase":
        workspace.erase(record, reason="Asked for", second="Bea", backups=False)
