"""The rows of the register, kept over edits."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Risk
from app.ui.pages.risks.kept_rows import KeptRows
from app.ui.pages.risks.lookouts import Lookouts

DAY = date(2018, 1, 31)
OTHERS = [Risk(id=f"x{n}", ref=f"R-{n}", title="x", likelihood=n % 5 + 1, impact=n % 3 + 1) for n in range(8)]
EDITED = st.builds(
    Risk, id=st.sampled_from(["x1", "x4", "new", "other"]), ref=st.sampled_from(["R-1", "R-4", "R-20"]),
    title=st.sampled_from(["Staff leave", "Staff leaves"]), likelihood=st.sampled_from([None, 1, 5]),
    impact=st.sampled_from([2, 5]), closed=st.sampled_from([None, DAY]), deleted=st.sampled_from(["", "", "gone"]),
)  # fmt: skip


@given(st.lists(EDITED, min_size=1, max_size=5))
def test_rows_that_are_kept_are_those_that_would_be_made(edits: list[Risk]):
    there = {risk.id: risk for risk in OTHERS}
    plan = Plan({Risk: OTHERS}, DAY)
    kept, stands_out = KeptRows(), Lookouts()
    stands_out.lines(kept.by(Ratings(plan), None), None, None)
    before = {row.id: row for row in kept.by(Ratings(plan), ())}
    for risk in edits:
        there[risk.id] = risk
        plan = plan.changed({Risk: there.values()}, [risk])
        ratings = Ratings(plan)
        rows, anew = kept.by(ratings, {risk.id}), KeptRows().by(ratings, None)
        assert rows == anew
        assert stands_out.lines(rows, None, {risk.id}) == Lookouts().lines(anew, None, None)
    untouched = before.keys() - {risk.id for risk in edits}
    assert all(before[row.id] is row for row in rows if row.id in untouched)
