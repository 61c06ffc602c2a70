"""What records are called in history, where nothing around them says which is meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.chronicle import Names
from app.domain.records import (
    Action,
    AgendaItem,
    Attendance,
    Body,
    DateChange,
    Dependency,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Reading,
    ReadMark,
    Record,
    Settlement,
    Theme,
)
from app.domain.schedule import PartialDate
from db.edits import RecordChange
from db.query import Summary
from tests.app.domain.plans import DAY

POSTS = Action(id="a", ref="A-01", title="Fill the posts", deleted="removed")
TRAIN = Action(id="b", ref="A-02", title="Train")
NAMES = Names({
    Action: {"a": POSTS, "b": TRAIN},
    Theme: {"t": Theme(id="t", number=1, title="Workforce")},
    Body: {"c": Body(id="c", title="Cabinet")},
    Meeting: {"n": Meeting(id="n", body="c", day=DAY)},
})  # fmt: skip


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Milestone(id="m", action="b", title="Adverts out"), "A-02 Train, Adverts out"),
        (Link(id="l", item="b", serves="t"), "A-02 Train serves Theme 1: Workforce"),
        (Dependency(id="d", action="b", waits_for="a"), "A-02 Train waits for A-01 Fill the posts"),
        (DateChange(id="c", record="b", was=PartialDate("2018-04"), reason="Two withdrew", day=DAY),
         "A-02 Train, date moved"),
        (Settlement(id="s", record="b", field="due", holds_true="April", reason="Later", by="Ann", day=DAY),
         "A-02 Train, due"),
        (Link(id="l", item="b", serves="gone"), "A-02 Train is linked to a record that is not there"),
        (Meeting(id="m", body="c", day=DAY), "Cabinet, meeting of 31 Jan 2018"),
        (Meeting(id="m", day=DAY), "Meeting of 31 Jan 2018"),
        (AgendaItem(id="i", meeting="n", number=2, title="Risks"), "Cabinet, meeting of 31 Jan 2018, Item 2: Risks"),
        (Attendance(id="p", meeting="n", role="Chair"), "Cabinet, meeting of 31 Jan 2018, Chair"),
        (ReadMark(id="r", record="b", by="Bob", day=DAY), "A-02 Train, read by Bob"),
        (Settlement(id="s", record="gone", holds_true="April", reason="Later", by="Ann", day=DAY),
         "a record that is not there"),
    ],
)  # fmt: skip
def test_a_record_is_named_with_what_it_belongs_to(record: Record, name: str):
    assert NAMES.of_record(record) == name


def test_what_people_speak_of_comes_before_what_is_noted_about_it():
    def born(table: str, record: str, **values: str) -> RecordChange:
        return RecordChange(table, record, {"deleted": ((), "", ""), **{n: ((), "", v) for n, v in values.items()}}, "")

    parts = NAMES.parts([born("provenance", "s", source="3.1"), born("theme", "t", title="Workforce"),
                         born("action", "b", title="Train", owner="Ann"), born("action", "a", ref="A-01")])  # fmt: skip
    assert [(part.name, part.told) for part in parts] == [
        ("Theme 1: Workforce", ("Added theme",)),
        ("A-01 Fill the posts", ("Added action",)),
        ("A-02 Train", ("Added action", "Owner: “Ann”")),
        ("a record that is not there", ("Source given: Paragraph 3.1",)),
    ]


def test_an_edit_of_many_records_tells_of_the_first_and_counts_the_rest():
    changes = [RecordChange("action", key, {"owner": ((), "", "Ann")}, "") for key in ("b", "a")]
    summary = Summary("e", "2018-01-31T09:12:00Z", "Ann", "", "Re-own", "", 2)
    whole, some = NAMES.entry(summary, changes), NAMES.entry(summary, changes, most=1)
    assert (len(whole.details), whole.more) == (2, 0)
    assert (some.details, some.more) == (whole.details[:1], 1)
    assert whole.details[0].startswith("A-01 Fill the posts")


def test_figures_of_one_indicator_are_told_by_period():
    periods = ["2018-01", "2017-04", "2017-12", "2017-06", "2017-02"]  # by name April would come before February
    readings = {p: Reading(id=p, indicator="i", period=PartialDate(p), value=Decimal(80)) for p in periods}
    names = Names({Indicator: {"i": Indicator(id="i", title="Visits")}, Reading: readings})
    changes = [RecordChange("reading", p, {"deleted": ((), "", ""), "value": ((), "", "80")}, "") for p in periods]
    assert [part.key for part in names.parts(changes)] == sorted(periods)


def test_records_that_name_each_other_in_a_circle_have_a_name_each_time_one_asks():
    one, other = (Milestone(id=key, action=to, title=key.upper()) for key, to in (("a", "b"), ("b", "a")))
    names = Names({Milestone: {"a": one, "b": other}})
    assert [names.of(key) for key in ("a", "b", "a")] == ["milestone, B, A", "milestone, A, B", "milestone, B, A"]
