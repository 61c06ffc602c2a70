"""Documents to finished edits."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.keys import key_of_name, natural_key
from app.exchange.planfile import PlanDocument, PlanFileError, expand

KEY, EDIT, OTHER = "0" * 26, "01BYTYVWY0WCSFXJQ9WMDPSJ2A", "01BYTYVWY0WCSFXJQ9WMDPSJ2B"


def edit(changes: Any, **parts: Any) -> dict[str, Any]:
    given = {"at": "2017-06-27T09:00:00Z", "author": "Team", "role": "Officer", "label": "Begin", "changes": changes}
    return {name: value for name, value in (given | parts).items() if value is not ...}


def plan(*edits: Any, **parts: Any) -> dict[str, Any]:
    return {"goldthread": 1, "edits": list(edits), **parts}


def of(changes: Any) -> dict[str, Any]:
    """The values that one edit's changes expand to."""
    values = expand(plan(edit(changes))).edits[0]["values"]
    assert values is not None
    return values


def full(changes: Any, **parts: Any) -> dict[str, Any]:
    return edit(changes, id=EDIT, digest="d", salts={KEY: "s"}, undoes="", **parts)


MEETING = {
    "body": {"body/cabinet": {"title": "Cabinet"}},
    "meeting": {"meeting/june": {"body": "body/cabinet", "day": "2017-06-27", "closed": "2017-06-27"}},
}


def test_readable_names_become_keys_also_where_they_are_referred_to():
    assert of(MEETING) == {
        "body": {key_of_name("body/cabinet"): {"title": "Cabinet"}},
        "meeting": {
            key_of_name("meeting/june"): {
                "body": key_of_name("body/cabinet"),
                "day": "2017-06-27",
                "closed": "2017-06-27",
            }
        },
    }


def test_records_of_slot_kinds_are_keyed_by_their_slot():
    indicator = key_of_name("indicator/oversight")
    values = of(
        {
            "indicator": {"indicator/oversight": {"title": "Oversight"}},
            "reading": [{"indicator": "indicator/oversight", "period": "2017-12", "value": "87.90"}],
        }
    )
    assert values["reading"] == {
        natural_key("reading", indicator, "2017-12"): {"indicator": indicator, "period": "2017-12", "value": "87.9"}
    }


def test_marks_become_provenance_under_its_own_slot():
    key = key_of_name("risk/ict")
    values = of({"risk": {"risk/ict": {"title": "ICT", "@source": "9.3", "@illustrative": {"owner": "Chosen."}}}})
    assert values["risk"] == {key: {"title": "ICT"}}
    assert values["provenance"] == {
        natural_key("provenance", key, "", "9.3"): {"record": key, "source": "9.3"},
        natural_key("provenance", key, "owner", ""): {
            "record": key,
            "field": "owner",
            "statement": "Chosen.",
            "illustrative": 1,
        },
    }


def test_a_mark_given_again_in_a_later_edit_is_no_change():
    first = edit({"risk": {"risk/ict": {"title": "ICT", "@source": "9.3"}}})
    again = edit({"risk": {"risk/ict": {"owner": "Head of ICT", "@source": ["9.3", "3.35"]}}})
    values = expand(plan(first, again)).edits[1]["values"]
    assert values is not None
    assert [row["source"] for row in values["provenance"].values()] == ["3.35"]


def test_a_later_edit_changes_the_fields_it_gives():
    first = edit({"risk": {"risk/ict": {"title": "ICT"}}})
    later = edit({"risk": {"risk/ict": {"likelihood": 4, "impact": 3}}}, at="2017-06-28T09:00:00Z")
    assert expand(plan(first, later)).edits[1]["values"] == {
        "risk": {key_of_name("risk/ict"): {"likelihood": 4, "impact": 3}}
    }


def test_an_edit_says_who_when_and_what_and_marks_a_baseline():
    found = expand(plan(edit(MEETING, baseline={"meeting": "meeting/june", "position": "2017-06-27"}))).edits[0]
    assert (found["at"], found["author"], found["role"], found["label"]) == (
        "2017-06-27T09:00:00Z",
        "Team",
        "Officer",
        "Begin",
    )
    assert (found["id"], found["digest"], found["salts"], found["undoes"], found["changes"]) == (
        None,
        None,
        None,
        "",
        None,
    )
    assert found["baseline"] == {"meeting": key_of_name("meeting/june"), "position": "2017-06-27"}


def test_a_dump_s_edit_stays_as_it_is():
    changes = {"risk": {KEY: {"title": [[], None, "ICT"], "likelihood": [[OTHER], 3, 4], "deleted": [[], None, ""]}}}
    found = expand(plan(full(changes))).edits[0]
    assert (found["id"], found["digest"], found["salts"]) == (EDIT, "d", {KEY: "s"})
    assert found["changes"] == changes
    assert found["values"] is None


def test_the_computed_parts_of_a_dump_are_not_read():
    document = plan(full({"risk": {KEY: {"title": [[], None, "ICT"]}}}), records="nonsense", statuses=7)
    assert len(expand(document).edits) == 1


def test_baselines_of_a_dump_are_passed_on():
    meeting = {"meeting": {KEY: {"day": [[], None, "2017-06-27"]}}}
    baseline = {"id": EDIT, "meeting": KEY, "position": "2017-06-27", "parents": [], "edits": [EDIT]}
    assert expand(plan(full(meeting), baselines=[baseline])) == PlanDocument(
        expand(plan(full(meeting))).edits, [baseline]
    )


def test_what_the_plan_holds_already_can_be_referred_to_and_changed():
    changes = {"risk": {KEY: {"owner": "Director"}}, "link": [{"item": KEY, "serves": "theme/one"}]}
    known = {KEY: "risk", key_of_name("theme/one"): "theme"}
    assert len(expand(plan(edit(changes)), known).edits) == 1
    with pytest.raises(PlanFileError, match="Risk is needed"):
        expand(plan(edit(changes)))


def test_a_deleted_record_need_not_be_whole():
    first = edit({"risk": {"risk/ict": {"title": "ICT"}}})
    gone = edit({"risk": {"risk/ict": {"likelihood": 3, "deleted": "merged with another"}}})
    assert len(expand(plan(first, gone)).edits) == 2


RISK = {"risk": {"risk/ict": {"title": "ICT"}}}


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({}, 'This is not a plan of Goldthread: it does not say "goldthread": 2.'),
        ({"goldthread": True}, 'This is not a plan of Goldthread: it does not say "goldthread": 2.'),
        (
            {"goldthread": 3, "edits": []},
            "This was written by a newer Goldthread (format 3); this one reads format 2.",
        ),
        ({"goldthread": 1}, "The plan has no list of edits."),
        (plan(edit=[]), "The plan cannot hold “edit”. Did you mean “edits”?"),
        (plan(baselines=7), "The plan's baselines are not a list."),
        (plan(baselines=[{}]), "Baseline 1 does not say its id, meeting, position, parents and edits."),
        (plan("x"), "Edit 1 is not in braces."),
        (plan(edit(RISK, labl="x")), "Edit 1 cannot hold “labl”. Did you mean “label”?"),
        (plan(edit(RISK, author=...)), "Edit 1: The author of an edit is needed."),
        (plan(edit(RISK, label="")), "Edit 1: What an edit does is needed."),
        (plan(edit(RISK, label="\ud800")), "Edit 1: What an edit does holds control characters that cannot be shown."),
        (plan(edit(RISK, undoes=5)), "Edit 1: “undoes” takes words."),
        (plan(edit(RISK, salts=5)), "Edit 1: “salts” holds a word for each key."),
        (plan(edit(RISK, at="yesterday")), "Edit 1: “yesterday” is no time; write 2018-01-31T09:00:00Z."),
        (
            plan(edit(RISK, at="2018-02-30T09:00:00Z")),
            "Edit 1: “2018-02-30T09:00:00Z” is no time; write 2018-01-31T09:00:00Z.",
        ),
        (plan(edit(RISK), edit(RISK, at="2017-06-26T09:00:00Z")), "Edit 2 is older than the edit before it."),
        (plan(edit(...)), "Edit 1 does not say what it changes."),
        (plan(edit({"risks": {}})), "Edit 1, “Begin”: there is no table “risks”. Did you mean “risk”?"),
        (plan(edit({"risk": []})), "Edit 1, “Begin”: risk holds no records by name."),
        (plan(edit({"link": {}})), "Edit 1, “Begin”: link is a list of records without names."),
        (
            plan(edit({"risk": {"ict": {"title": "ICT"}}})),
            "Edit 1, “Begin”, ict: “ict” is no name for it; write risk/ and a word, or a key.",
        ),
        (
            plan(edit({"risk": {"risk/ict": {"titel": "ICT"}}})),
            "Edit 1, “Begin”, risk/ict: the table risk has no field “titel”. Did you mean “title”?",
        ),
        (plan(edit({"risk": {"risk/ict": {}}})), "Edit 1, “Begin”, risk/ict: Risk is needed."),
        (
            plan(edit({"risk": {"risk/ict": {"title": "ICT", "likelihood": 9}}})),
            "Edit 1, “Begin”, risk/ict: Likelihood is a whole number from 1 to 6.",
        ),
        (
            plan(edit({"risk": {"risk/ict": {"title": "ICT", "likelihood": 3}}})),
            "Edit 1, “Begin”, risk/ict: Likelihood and impact are scored together.",
        ),
        (
            plan(edit({"meeting": {"meeting/june": {"body": "body/cabinet", "day": "2017-06-27"}}})),
            "Edit 1, “Begin”, meeting/june refers to “body/cabinet”, which is not in the plan.",
        ),
        (
            plan(edit(RISK | {"meeting": {"meeting/june": {"body": "risk/ict", "day": "2017-06-27"}}})),
            "Edit 1, “Begin”, meeting/june refers to “risk/ict”, which is not a body.",
        ),
        (
            plan(edit(RISK | {"link": [{"item": "risk/ict", "serves": "risk/ict"}]})),
            "Edit 1, “Begin”, link 1: A record cannot serve itself.",
        ),
        (
            plan(
                edit(
                    {
                        "theme": {"theme/one": {"number": 1, "title": "One"}},
                        **RISK,
                        "link": [{"item": "risk/ict", "serves": "theme/one"}] * 2,
                    }
                )
            ),
            "Edit 1, “Begin”, link 2 is given twice.",
        ),
        (
            plan(edit({"risk": {"risk/ict": {"title": "ICT", "@source": ["9.3", "9.3"]}}})),
            "Edit 1, “Begin”, risk/ict: “9.3” is given twice.",
        ),
        (
            plan(edit(RISK | {"provenance": [{"record": "risk/ict", "field": "colour", "source": "9.3"}]})),
            "Edit 1, “Begin”, source 1: the table risk has no field “colour”.",
        ),
        (
            plan(edit({"risk": {KEY: {"title": "ICT"}}, "theme": {KEY: {"number": 1, "title": "One"}}})),
            f"Edit 1, “Begin”, {KEY} is a risk elsewhere.",
        ),
        (plan(edit(RISK, baseline="june")), "Edit 1, “Begin”: a baseline names its meeting and its position."),
        (
            plan(edit(RISK, baseline={"meeting": "risk/ict", "position": "2017"})),
            "Edit 1, “Begin”: a baseline's position is a day, such as 2017-06-27.",
        ),
        (
            plan(edit(RISK, baseline={"meeting": "risk/ict", "position": "2017-06-27"})),
            "Edit 1, “Begin” refers to “risk/ict”, which is not a meeting.",
        ),
        (
            plan(edit({"risk": {KEY: {"title": [[], None, "ICT"]}}})),
            "Edit 1, “Begin”: an edit of a dump needs its id of 26 characters.",
        ),
        (
            plan(full({"risk": {"risk/ict": {"title": [[], None, "ICT"]}}})),
            "Edit 1, “Begin”: “risk/ict” is not a key of 26 characters.",
        ),
        (
            plan(full({"risk": {KEY: {"title": [[], None, "ICT"], "owner": "Director"}}})),
            f"Edit 1, “Begin”, risk {KEY}: “owner” should hold the edits replaced, the old and the new value.",
        ),
        (
            plan(full({"risk": {KEY: {"title": [[], None, True]}}})),
            f"Edit 1, “Begin”, risk {KEY}: “title” holds neither text nor a whole number.",
        ),
        (
            plan(full({"action": {KEY: {"percent": [[], None, 101]}}})),
            f"Edit 1, “Begin”, action {KEY}: Per cent done is a whole number from 0 to 100.",
        ),
        (
            plan(full({"reading": {KEY: {"value": [[], None, "87.90"]}}})),
            f"Edit 1, “Begin”, reading {KEY}: “87.90” is not how “value” is stored.",
        ),
        (
            plan(full({"link": {KEY: {"item": [[], None, OTHER]}}})),
            f"Edit 1, “Begin”, link {KEY} refers to “{OTHER}”, which is not in the plan.",
        ),
    ],
)
def test_each_mistake_has_its_own_sentence(document: dict[str, Any], sentence: str):
    with pytest.raises(PlanFileError) as said:
        expand(document)
    assert str(said.value) == sentence


VALID = plan(
    edit(
        {
            **MEETING,
            "theme": {"theme/one": {"number": 1, "title": "One", "@source": {"title": {"3.1": "One"}}}},
            "indicator": {"indicator/a": {"title": "A", "target": "95", "key": True, "@ours": {"key": "Ours."}}},
            "reading": [{"indicator": "indicator/a", "period": "2017-12", "value": "87.9", "@illustrative": ["*"]}],
            "link": [{"item": "indicator/a", "serves": "theme/one"}],
        },
        baseline={"meeting": "meeting/june", "position": "2017-06-27"},
    ),
    full({"risk": {KEY: {"title": [[EDIT], None, "ICT"], "impact": [[], 3, 4]}}}),
    baselines=[
        {"id": EDIT, "meeting": key_of_name("meeting/june"), "position": "2017-06-27", "parents": [], "edits": []}
    ],
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["risk/x", KEY, "2017-13"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=5,
)


@given(st.data())
def test_wherever_a_document_is_spoilt_it_is_expanded_or_refused(data: st.DataObject):
    document = copy.deepcopy(VALID)
    spot: Any = document
    while True:
        step = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        inside = spot[step]
        if not isinstance(inside, dict | list) or not inside or data.draw(st.integers(0, 5)) == 0:
            break
        spot = inside
    spot[step] = data.draw(JUNK)
    with suppress(PlanFileError):
        assert isinstance(expand(document), PlanDocument)


def test_the_document_that_is_spoilt_above_is_sound():
    assert len(expand(VALID).edits) == 2


@pytest.mark.parametrize(("version", "stored"), [(1, None), (2, "unknown")])
def test_of_an_indicator_of_which_nothing_is_said_form_1_leaves_the_older_word_and_form_2_says_nobody_did(
    version: int, stored: str | None
):
    first, later = ({"indicator": {"indicator/a": {"title": title}}} for title in ("A", "B"))
    (born, changed) = expand({"goldthread": version, "edits": [edit(first), edit(later)]}).edits
    assert born["values"]
    assert changed["values"]
    assert [fields.get("better") for fields in born["values"]["indicator"].values()] == [stored]
    assert [fields.get("better") for fields in changed["values"]["indicator"].values()] == [None]
