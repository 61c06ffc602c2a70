"""What the columns and rows of a sheet of figures are called."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

TITLE, REF, PERIOD, BESIDE, AREA, CODE = "title", "ref", "period", "beside", "area", "code"
VALUE, PLANNED, FORECAST, NUMERATOR, DENOMINATOR = "value", "planned", "forecast", "numerator", "denominator"
BETTER, UNIT, CADENCE, TARGET, BASELINE, NOTE, OWNER = (
    "better",
    "unit",
    "cadence",
    "target",
    "baseline",
    "note",
    "owner",
)
STANDS = "stands"
"""A column that says whether a figure is provisional or final."""
HELD_BY = "held by"
"""A column that says of each row whether it is the figure, its target, its numerator."""
LEAVE = "leave"
"""The cautious answer to many questions: it is left out."""
WIDER = "wider"
"""A column of areas beside that of the closest: the region, the country."""
LEFT = "left"
"""A column that says nothing of figures: a rating, an arrow."""

_WORDS = """
title: indicator, indicators, kpi, measure, performance indicator, performance measure, metric, kpi name, name,
    title, indicator name, measure name, kpi title, indicator title, description, pi description, key performance
    indicator, pi, kpi description, indicator description, measure description
ref: ref, ref no, reference, id, indicator id, indicator ref, kpi ref, kpi id, kpi no, no, number, #, pi ref,
    measure id, unique id, indicator code, indicator no, code, measure ref
period: period, month, quarter, term, school term, date, time period, reporting period, period end, period ending,
    month ending, as at, week, week ending, week commencing, week beginning, w c, w e, year, financial year,
    academic year, reporting year, reporting month, year and quarter, time
beside: time identifier, timeidentifier, year, academic year, financial year, quarter, month, term, school term,
    period type
area: area, area name, la name, local authority, local authority name, la, authority, council, geography name,
    region, country name, region name, district, locality, team, ward, la and regions, authorities,
    councils, la name and region
code: area code, new la code, old la code, la code, ons code, gss code, country code, region code, geography code
value: value, actual, figure, result, outturn, performance, actual value, reported value, observation value, obs
    value, count, %, percentage, rate, score, actual performance, current value, this period, actuals,
    current, current performance, current figure, current position, latest, latest value, latest figure,
    latest performance, latest position
planned: target for period, trajectory, planned, profile, profiled target, planned value, plan, milestone, goal
forecast: forecast, projection, projected, predicted, forecast outturn, estimate
numerator: numerator, num, numerator value
denominator: denominator, denom, den, denominator value, cohort, base
better: good is, polarity, better, direction, good performance, higher or lower is better, desired direction, aim,
    direction of good, high or low
unit: unit, units, format, unit of measure, measured in
cadence: frequency, freq, reporting frequency, how often, reported, cadence, collection frequency
target: target, target value, current target, annual target, target figure, standard
baseline: baseline, baseline value, starting point, start
note: note, notes, comment, comments, commentary, narrative, source
owner: owner, lead, lead officer, responsible officer
stands: provisional or final, provisional final, final or provisional, provisional, data status, figure status, value
    status, revision status, publication status, release status, obs status, observation status
left: previous, previous value, previous performance, previous figure, previous period, previous month, previous
    quarter, last period, last month, last quarter, prior period, tolerance, threshold, amber threshold, rag, dot,
    direction of travel, trend, status, rating, brag, rag rating, variance, change, arrow, rank, geographic level,
    geography type, level
"""
MEASURES = {
    "actual": VALUE, "actuals": VALUE, "value": VALUE, "performance": VALUE, "outturn": VALUE, "result": VALUE,
    "target": PLANNED, "plan": PLANNED, "planned": PLANNED, "goal": PLANNED, "trajectory": PLANNED, "profile":
    PLANNED, "forecast": FORECAST, "projection": FORECAST, "projected": FORECAST, "predicted": FORECAST,
    "numerator": NUMERATOR, "num": NUMERATOR, "denominator": DENOMINATOR, "denom": DENOMINATOR, "den": DENOMINATOR,
    "n": NUMERATOR, "d": DENOMINATOR,
    "rag": LEFT, "dot": LEFT, "status": LEFT, "%": VALUE, "rate": VALUE, "comment": NOTE, "comments": NOTE,
    "commentary": NOTE, "narrative": NOTE, "variance": LEFT, "no": NUMERATOR, "number": NUMERATOR, "count": NUMERATOR,
}  # fmt: skip
"""What stands beside a period in a heading, and what the column then holds."""
LATER = ("pi", "description", *(f"{word} description" for word in ("pi", "kpi", "indicator", "measure")))
"""What is the name only where nothing else is."""
CLOSEST = (
    "ward", "team", "locality", "district", "la name", "local authority name", "local authority", "la", "council",
    "authority", "area name", "area", "geography name", "region name", "region", "country name",
)  # fmt: skip
"""Columns of areas, the smallest first."""
LEVELS = ("geographic level", "geography type", "level")
"""Columns that say what kind of area a row is of."""
_TOO_COMMON = ("%", "rate", "value", "performance", "result", "status")
ROWS = {word: holds for word, holds in MEASURES.items() if word not in _TOO_COMMON} | {
    "targets": PLANNED, "numerator (n)": NUMERATOR, "denominator (d)": DENOMINATOR, "rag rating": LEFT, "dot": LEFT,
    "direction of travel": LEFT,
}  # fmt: skip
"""What a row says of the indicator in the row above it, where that alone stands for its name."""
SUM = re.compile(r"(?:(?:grand|sub|overall)[ -]?)?totals?", re.I)
"""What is the sum of what stands beside it."""
COMPARISONS = re.compile(
    r"(?:(?:all )?england|national(?:ly)?|regional|region|statistical neighbou?rs?|stat(?:s|\.)? neighbou?rs?|sns?|"
    r"comparators?|benchmark|nearest neighbou?rs?|similar (?:councils|authorities)|peers?)"
    r"(?: (?:average|avg|mean|median|figure|value|rate|group|comparator|performance))*",
    re.I,
)
"""Whose figures stand beside ours to be compared with them."""


@cache
def roles_called() -> dict[str, list[str]]:
    """The roles that a column can have, by what it is called."""
    found: dict[str, list[str]] = {}
    for line in re.sub(r"\n +", " ", _WORDS).strip().split("\n"):
        role, _, words = line.partition(":")
        for word in words.split(","):
            found.setdefault(" ".join(word.split()), []).append(role)
    return found


def tell_titles(wanted: dict[int, list[str]], heads: Mapping[int, str], counting: Collection[int]) -> None:
    """Of several columns that can be the name, the area, the one that is; counts are no numbers of indicators.

    `wanted` are the roles of each column, `heads` what it is called, `counting` those that only number the rows.
    """
    titles = [n for n, roles in wanted.items() if TITLE in roles]
    if len(titles) > 1:
        name = next(
            (n for n in titles if heads[n] not in LATER), next((n for n in titles if heads[n] != "pi"), titles[0])
        )
        for number in titles:
            if number != name:
                wanted[number] = [REF] if heads[number] == "pi" else [LEFT]
    areas = [n for n, roles in wanted.items() if roles[0] == AREA]
    if len(areas) > 1:
        closest = min(areas, key=lambda n: CLOSEST.index(heads[n]) if heads[n] in CLOSEST else 0)
        wanted.update((number, [WIDER]) for number in areas if number != closest)
    codes = [n for n, roles in wanted.items() if roles[0] == CODE]
    if len(codes) > 1:
        closest = min(codes, key=lambda n: (heads[n].startswith(("country", "region")), heads[n].startswith("old"), n))
        wanted.update((number, [LEFT]) for number in codes if number != closest)
    if not titles and any(roles[0] in (PERIOD, BESIDE) for roles in wanted.values()):
        numbers = [n for n, roles in wanted.items() if REF in roles and heads[n] in ("number", "no")]
        for number in numbers:
            if number not in counting:
                del wanted[number]


def without_measures(label: str) -> str:
    """A heading without what its column holds: "Q1" of "Q1 Actual"."""
    return " ".join(word for word in label.split() if word.casefold().strip("():,.") not in MEASURES)
