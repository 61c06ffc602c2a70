"""The same charts by NHSRplotthedots 0.2.2, the R package of the NHS-R community (tools/published_charts.py).

3,000 generated series of 93,002 points, screened or not, with fixed baselines and rebases. Mean, limits, causes and
assurance are the same but for four things, and each point that differs is shown here to be one of them:
- two of three: we count a point beyond the process limit, too, as NHS England said in November 2023; the package
  counts only those between the near limit and the limit;
- where a rise turns into a fall and both are trends, the turning point belongs to the first for us, to the second for
  the package;
- where a rise ends in two equal figures with which another begins, the package calls its last point falling;
- figures that are all alike have limits for us, equal to their mean; of these, once screened, the package has none.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import isnan
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.spc import Assurance, Cause, Segment, Special, assurance, segments

FOLDER = Path(__file__).parents[2] / "data" / "published"
CAUSES = {"o": Cause.OUTSIDE, "t": Cause.TREND, "w": Cause.TWO_OF_THREE, "s": Cause.SHIFT}
ASSURANCES = {
    "consistent_pass": Assurance.MEETS,
    "consistent_fail": Assurance.MISSES,
    "inconsistent": Assurance.HIT_OR_MISS,
}


class Stretch(NamedTuple):
    """The values between two rebases, what we say of them, and what the package says: limits and a cause a point."""

    values: list[int]
    ours: Segment
    limits: tuple[float, ...]
    causes: list[Special | None]

    @property
    def without(self) -> bool:
        """The package has no limits of it."""
        return all(isnan(limit) for limit in self.limits[1:])


class Judged(NamedTuple):
    """The latest stretch of a series against its target, and what the package says of that."""

    last: Stretch
    target: int
    better: str
    said: str


@cache
def judged() -> list[tuple[list[Stretch], Judged]]:
    found: list[tuple[list[Stretch], Judged]] = []
    with (FOLDER / "series.csv").open(newline="") as asked, (FOLDER / "answers.csv").open(newline="") as told:
        for row, answer in zip(csv.DictReader(asked), csv.DictReader(told), strict=True):
            values = [int(value) for value in row["values"].split()]
            ours = segments(
                values,
                rebases=[int(cut) for cut in row["rebases"].split()],
                baseline=int(row["baseline"]) if row["baseline"] else None,
                screened=row["screened"] == "1",
            )
            limits = [float(n) for n in answer["limits"].split()]
            causes = [None if c == "." else Special(CAUSES[c.lower()], c.isupper()) for c in answer["causes"]]
            parts = [
                Stretch(values[s.start : s.stop], s, tuple(limits[3 * n : 3 * n + 3]), causes[s.start : s.stop])
                for n, s in enumerate(ours)
            ]
            found.append((parts, Judged(parts[-1], int(row["target"]), row["better"], answer["assurance"])))
    return found


def stretches() -> Iterator[Stretch]:
    return (part for parts, _judged in judged() for part in parts)


def test_mean_and_limits_are_the_same():
    compared = 0
    for part in stretches():
        lines = part.ours.lines
        if part.without:
            assert lines is None or lines.lower == lines.upper == pytest.approx(part.limits[0])
        else:
            assert lines
            mean, lower, upper, *_ = lines
            assert part.limits == pytest.approx([float(mean), float(lower), float(upper)], rel=1e-8, abs=1e-6)
            compared += 1
    assert compared == 4184


def test_a_point_that_has_another_cause_is_one_of_four_things():
    why: Counter[str] = Counter()
    for part in stretches():
        for at, (ours, theirs) in enumerate(zip(part.ours.special, part.causes, strict=True)):
            why["the same" if ours == theirs else why_otherwise(part, at, ours, theirs)] += 1
    assert why == {"the same": 92_300, "two of three": 557, "turning": 5, "level": 1, "alike": 139}


def why_otherwise(part: Stretch, at: int, ours: Special | None, theirs: Special | None) -> str:
    """Why two causes differ; "unexplained" where none of the four things says it."""
    lines = part.ours.lines
    assert lines
    if part.without:
        return "alike" if ours and ours.cause is Cause.OUTSIDE else "unexplained"
    near = [value > lines.near_upper or value < lines.near_lower for value in part.values]
    outside = [value > lines.upper or value < lines.lower for value in part.values]
    if ours and ours.cause is Cause.TWO_OF_THREE and theirs in (None, Special(Cause.SHIFT, ours.rising)):
        threes = [range(start, start + 3) for start in range(max(0, at - 2), min(at, len(part.values) - 3) + 1)]
        beyond = [three for three in threes if sum(near[n] for n in three) >= 2 and near[at]]
        counted = any(any(outside[n] for n in three) for three in beyond)
        return "two of three" if counted and not outside[at] else "unexplained"
    if ours and theirs and ours.cause is theirs.cause is Cause.TREND and 0 < at < len(part.values) - 1:
        before, after = part.values[at] - part.values[at - 1], part.values[at + 1] - part.values[at]
        turns = "turning" if before * after < 0 else "level" if after == 0 and not theirs.rising else "unexplained"
        return turns if ours.rising == (before > 0) else "unexplained"
    return "unexplained"


def test_assurance_is_the_same_wherever_there_are_limits():
    told: Counter[str] = Counter()
    for _parts, (last, target, better, said) in judged():
        if last.ours.lines and not last.without:
            ours = assurance(target, last.ours.lines, better)
            told["the same" if ours is ASSURANCES[said] else f"{ours}: {said}"] += 1
        else:
            assert said == "inconsistent"  # the package compares with no limit
    assert set(told) == {"the same"}
    assert told["the same"] > 2_700
