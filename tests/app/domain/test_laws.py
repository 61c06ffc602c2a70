"""The laws above the rules, on random plans: silence is never good news, and an honest word never does harm."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.rating import Ratings, Status
from app.domain.records import (
    Action,
    Category,
    Finding,
    Indicator,
    Link,
    Milestone,
    Programme,
    Recommendation,
    Record,
    Risk,
    Statement,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate, period_at
from tests.app.domain.plans import DAY, plan_of, reading

RATED = (Indicator, Action, Milestone, Risk, Recommendation, Theme, Programme)
MONTH = DAY.year * 12 + DAY.month - 1
THEME, PROGRAMME = Theme(id="t", number=1, title="Practice"), Programme(id="p", title="Plan", goal=date(2019, 4, 30))

days = st.integers(-200, 200).map(lambda n: PartialDate.of(DAY + timedelta(days=n)))
past = st.integers(0, 200).map(lambda n: PartialDate.of(DAY - timedelta(days=n)))
values = st.integers(0, 100).map(Decimal)


@st.composite
def indicators(draw: st.DrawFn, key: str) -> list[Record]:
    better = draw(st.sampled_from(["higher", "lower", "band", "unknown", ""]))
    target = draw(st.none() | values)
    indicator = Indicator(
        id=key, title=key, better=better, target=target,
        target_high=target + 10 if target is not None and better == "band" else None,
        target_by=draw(st.none() | days), cadence=draw(st.sampled_from(["month", "quarter"])),
        key=draw(st.booleans()), target_now=draw(st.booleans()),
    )  # fmt: skip
    months = draw(st.lists(st.integers(MONTH - 9, MONTH), unique=True, max_size=4))
    return [indicator, *(reading(key, period_at(m, "month").text, str(draw(values))) for m in months)]


@st.composite
def actions(draw: st.DrawFn, key: str) -> list[Record]:
    done = draw(st.booleans()) and draw(st.booleans())
    starts, due = draw(st.none() | past), draw(st.none() | days)
    if starts and due and due.last < starts.first:
        starts, due = due, starts
    action = Action(
        id=key, title=key, starts=starts, due=due, done=done,
        percent=None if done else draw(st.none() | st.integers(0, 100)),
        progress=draw(st.sampled_from(["", "Going on."])), blocked=draw(st.sampled_from(["", "", "", "a vacancy"])),
        reported=draw(st.none() | past), ended_why="" if done else draw(st.sampled_from(["", "", "Merged"])),
    )  # fmt: skip
    steps = draw(st.lists(st.tuples(st.none() | days, st.booleans()), max_size=2))
    return [action, *(Milestone(id=f"{key} {n}", action=key, title=f"Step {n}", due=d, done=r)
                      for n, (d, r) in enumerate(steps))]  # fmt: skip


@st.composite
def risks(draw: st.DrawFn, key: str) -> list[Record]:
    score, target = (draw(st.none() | st.tuples(st.integers(1, 5), st.integers(1, 5))) for _ in range(2))
    return [Risk(
        id=key, title=key, likelihood=score and score[0], impact=score and score[1],
        target_likelihood=target and target[0], target_impact=target and target[1], review=draw(st.none() | days),
        category=draw(st.sampled_from(["", "c"])), closed_why=draw(st.sampled_from(["", "", "", "Gone"])),
    )]  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> list[Record]:
    kinds = draw(st.lists(st.sampled_from([indicators, actions, risks]), max_size=6))
    parts = [draw(kind(f"{kind.__name__[0]}{n}")) for n, kind in enumerate(kinds)]
    items = [part[0] for part in parts]
    recommendation = Recommendation(id="n", number=1, title="Standards")
    if draw(st.booleans()):
        recommendation = replace(recommendation, met=DAY - timedelta(days=100), evidence="Audit")
    worries = draw(st.integers(0, 2))
    statements = [Statement(id=f"s{n}", title=f"S{n}", says="Not yet.", concern=True) for n in range(worries)]
    visit, finding = Visit(id="v", title="Visit", happened=True), Finding(id="f", of="v", title="Asked")
    links = [Link(id=f"{i.id} t", item=i.id, serves="t") for i in (*items, *statements, finding)]
    links += [Link(id=f"{i.id} n", item=i.id, serves="n") for i in items if not isinstance(i, Risk)]
    links += [Link(id=f"{i.id} f", item=i.id, serves="f") for i in items if isinstance(i, Action)][:1]
    return [THEME, PROGRAMME, recommendation, visit, finding, Category(id="c", title="Money", appetite=9),
            *(record for part in parts for record in part), *statements, *links]  # fmt: skip


def rated(plan: Plan) -> Iterator[tuple[Record, Status]]:
    ratings = Ratings(plan)
    yield from ((record, ratings.of(record).status) for kind in RATED for record in plan.all(kind))


def assert_never_better(before: Plan, after: Plan) -> None:
    """Nothing stands better, and nothing that was not rated stands well."""
    was, now = Ratings(before), Ratings(after)
    for record, status in rated(before):
        there = after.same(record)
        if there is None:
            continue
        if status.rated:
            assert now.of(there).status.rank <= status.rank, (record, was.of(record).reason, now.of(there).reason)
        else:
            assert now.of(there).status is not Status.GREEN, (record, now.of(there).reason)


@given(plans(), st.integers(1, 150))
def test_time_alone_improves_nothing(records: list[Record], later: int):
    assert_never_better(plan_of(*records), plan_of(*records, on=DAY + timedelta(days=later)))


@given(plans())
def test_an_honest_word_of_concern_improves_nothing(records: list[Record]):
    word = Statement(id="x", title="One more", says="Still needs improvement.", concern=True)
    more = [*records, word, Link(id="x t", item="x", serves="t")]
    assert_never_better(plan_of(*records), plan_of(*more))


@given(plans(), st.integers(1, 50), st.data())
def test_reporting_a_better_figure_worsens_nothing(records: list[Record], by: int, data: st.DataObject):
    plan = plan_of(*records)
    figures = [i for i in plan.all(Indicator) if plan.latest(i) and i.better in ("higher", "lower")]
    if not figures:
        return
    figure = data.draw(st.sampled_from(figures))
    latest = plan.latest(figure)
    assert latest is not None
    assert latest.value is not None
    better = replace(latest, value=latest.value + (by if figure.better == "higher" else -by))
    after = plan_of(*(better if record.id == latest.id else record for record in records))
    first = plan.series(figure)[0].id == latest.id
    if not first:  # a better start asks for more on the way from there
        assert_never_better(after, plan)


@given(plans(), st.booleans())
def test_a_done_action_more_changes_nothing_but_towards_complete(records: list[Record], linked: bool):
    before = plan_of(*records)
    more = [*records, Action(id="z", title="Done", done=True), Link(id="z t", item="z", serves="t")]
    after = dict(rated(plan_of(*more)))
    nothing = not before.links_to(THEME)
    for record, status in rated(before):
        if not (nothing and isinstance(record, Theme | Programme)):
            assert after[record] in (status, Status.COMPLETE), record


@given(plans(), st.integers(0, 2**32))
def test_a_status_does_not_depend_on_the_order_of_records(records: list[Record], seed: int):
    shuffled = random.Random(seed).sample(records, len(records))
    assert dict(rated(plan_of(*records))) == dict(rated(plan_of(*shuffled)))


@given(plans(), st.data())
def test_an_indicator_that_becomes_context_improves_nothing_in_silence(records: list[Record], data: st.DataObject):
    """It may look better; then it is said that less is known."""
    plan = plan_of(*records)
    if not plan.all(Indicator):
        return
    hidden = data.draw(st.sampled_from(plan.all(Indicator)))
    shown = replace(hidden, context=True, key=False)
    now = plan_of(*(shown if record.id == hidden.id else record for record in records))
    rating, then = Ratings(now, plan).of(THEME), Ratings(plan).of(THEME)
    if then.status.rated and rating.status.rank > then.status.rank:
        assert rating.direction is not None
        assert rating.direction.value == "less known"
