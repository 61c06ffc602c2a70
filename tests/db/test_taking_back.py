"""What came in together is taken back: everything is as it was without it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from db.edits import written
from db.store import Store
from db.taking_back import compose_taking_back
from tests.db.plans import OTHER_RISK, RISK, START, composed, content, new_store, stamp, write

FIELD = st.sampled_from(["owner", "title", "likelihood", "impact", "deleted"])
WRITTEN = st.tuples(st.sampled_from([RISK, OTHER_RISK]), FIELD, st.integers(1, 2))
SKEW = st.sampled_from([-1000, 0, 1000])


def do(store: Store, step: tuple[str, str, int], at: int) -> None:
    record, field, number = step
    texts = ("", "gone") if field == "deleted" else ("a", "b")
    value = number if field in ("likelihood", "impact") else texts[number - 1]
    known = field != "deleted" or store.log.current("risk", record)
    if known and (edit := composed(store, {"risk": {record: {field: value}}}, at=at)):
        store.apply([edit])


@given(st.lists(WRITTEN, max_size=6), st.lists(WRITTEN, max_size=6), SKEW)
@example([], [(OTHER_RISK, "owner", 1)], 0)
@example([(RISK, "owner", 1)], [(RISK, "owner", 2)], -1000)
@example([(RISK, "likelihood", 1)], [(RISK, "impact", 2)], 1000)
@example([(RISK, "owner", 1)], [(RISK, "deleted", 2)], 1000)
@example([(OTHER_RISK, "owner", 1)], [(OTHER_RISK, "owner", 2)], 1000)
@example([(OTHER_RISK, "title", 1), (OTHER_RISK, "deleted", 2)], [(OTHER_RISK, "owner", 1)], -1000)
def test_taking_back_what_came_in_leaves_the_records_as_they_were(
    here_did: list[tuple[str, str, int]], away_did: list[tuple[str, str, int]], skew: int
):
    with new_store() as here, new_store() as away:
        write(here, "risk", RISK, owner="z", likelihood=3, impact=3)
        away.apply(list(here.log.edits()))
        for number, step in enumerate(here_did, 1):
            do(here, step, START + number * 10)
        for number, step in enumerate(away_did, 1):
            do(away, step, START + skew + number * 10)
        before = content(here)
        here.apply(list(away.log.edits()), arrived=written(START + 5000))
        for came in here.log.brought():
            taken, left = compose_taking_back(here.log, came.edits, stamp(here, at=START + 6000))
            assert left == []
            if taken:
                assert taken.undoes == ""
                here.apply([taken])
            again, left = compose_taking_back(here.log, came.edits, stamp(here, at=START + 7000))
            assert (again, left) == (None, [])
        born = {str(row["id"]) for row in content(here)["risk"]} - {str(row["id"]) for row in before["risk"]}
        now = content(here)
        assert [row for row in now["risk"] if row["id"] not in born] == before["risk"]
        assert all(row["deleted"] for row in now["risk"] if row["id"] in born)
        assert here.log.clashes() == []
        assert here.check() == []
