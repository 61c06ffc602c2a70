"""What records are called in history, where nothing around them says which is meant."""

from __future__ import annotations

import pytest

from app.chronicle import Names
from app.domain.records import Action, DateChange, Dependency, Link, Milestone, Record, Settlement, Theme
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY

POSTS = Action(id="a", ref="A-01", title="Fill the posts", deleted="removed")
TRAIN = Action(id="b", ref="A-02", title="Train")
NAMES = Names({Action: {"a": POSTS, "b": TRAIN}, Theme: {"t": Theme(id="t", number=1, title="Workforce")}})


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Milestone(id="m", action="b", title="Adverts out"), "A-02 Train, Adverts out"),
        (Link(id="l", item="b", serves="t"), "A-02 Train to Theme 1: Workforce"),
        (Dependency(id="d", action="b", waits_for="a"), "A-02 Train waits for A-01 Fill the posts"),
        (DateChange(id="c", record="b", was=PartialDate("2018-04"), reason="Two withdrew", day=DAY),
         "A-02 Train, date moved"),
        (Settlement(id="s", record="b", field="due", holds_true="April", reason="Later", by="Ann", day=DAY),
         "A-02 Train, due"),
        (Settlement(id="s", record="gone", holds_true="April", reason="Later", by="Ann", day=DAY),
         "a record that is not there"),
    ],
)  # fmt: skip
def test_a_record_is_named_with_what_it_belongs_to(record: Record, name: str):
    assert NAMES.of_record(record) == name
