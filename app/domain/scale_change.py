"""What would move if the board set another scale: said before it is saved. Nothing that was scored is lost by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from .figures import counted, listed, short_name
from .frozen import Frozen
from .keys import key_of
from .plan import Plan
from .rating import Ratings
from .records import Category, Record, Risk, ScaleCell, ScaleLevel, Scoring, Thresholds
from .risk import appetite_of, band_of, cell_of, is_outside, score_of
from .scale import BANDS, Cell, Scale, scale_of

R = TypeVar("R", ScaleLevel, ScaleCell)
NAMED = 5
"""So many risks of a line are named."""


class ScaleDraft(Frozen):
    """A scale as it is being set.

    Attributes:
        thresholds: with its numbers of levels, its rule and its limits.
        words, meanings: by axis and number, where the board gives them; up to the most levels that there can be, so
            that what was written for a level comes back with it.
        bands, scores: of cells, where the board gives them.
    """

    thresholds: Thresholds
    words: Mapping[tuple[str, int], str]
    meanings: Mapping[tuple[str, int], str]
    bands: Mapping[Cell, str]
    scores: Mapping[Cell, int]

    @classmethod
    def of(cls, plan: Plan) -> ScaleDraft:
        """The scale of a plan, as it is."""
        levels, cells = plan.all(ScaleLevel), plan.all(ScaleCell)
        return cls(
            thresholds=plan.thresholds,
            words={(each.axis, each.number or 0): each.word for each in levels if each.word},
            meanings={(each.axis, each.number or 0): each.detail for each in levels if each.detail},
            bands={(each.likelihood or 0, each.impact or 0): each.band for each in cells if each.band in BANDS},
            scores={(each.likelihood or 0, each.impact or 0): each.score for each in cells if each.score},
        )

    @property
    def scale(self) -> Scale:
        """The scale that it makes."""
        return scale_of(self.thresholds, self._levels(), self._cells())

    def _levels(self) -> list[ScaleLevel]:
        return [
            _keyed(
                ScaleLevel(
                    id="", axis=axis, number=number, word=self.words.get((axis, number), ""),
                    detail=self.meanings.get((axis, number), ""),
                )
            )
            for axis, number in sorted(self.words.keys() | self.meanings.keys())
        ]  # fmt: skip

    def _cells(self) -> list[ScaleCell]:
        return [
            _keyed(
                ScaleCell(id="", likelihood=at[0], impact=at[1], band=self.bands.get(at, ""), score=self.scores.get(at))
            )
            for at in sorted(self.bands.keys() | self.scores.keys())
        ]

    def records(self, plan: Plan) -> list[Record]:
        """What is to be saved: the records that differ from the plan's, so that nothing else is touched."""
        found: list[Record] = [self.thresholds] if self.thresholds != plan.thresholds else []
        wanted = {record.id: record for record in (*self._levels(), *self._cells())}
        for old in (*plan.all(ScaleLevel), *plan.all(ScaleCell)):
            new = wanted.pop(old.id, None)
            if isinstance(old, ScaleLevel):
                made = new if isinstance(new, ScaleLevel) else ScaleLevel(id=old.id)
                changed = replace(old, word=made.word, detail=made.detail)
            else:
                cell = new if isinstance(new, ScaleCell) else ScaleCell(id=old.id)
                changed = replace(old, band=cell.band if cell.band or old.band in BANDS else old.band, score=cell.score)
            found += [changed] if changed != old else []
        return [*found, *wanted.values()]

    def made(self, plan: Plan) -> Plan:
        """The plan with this scale."""
        changed: dict[type[Record], dict[str, Record]] = {}
        for record in self.records(plan):
            there = changed.setdefault(type(record), {each.id: each for each in plan.unordered(type(record))})
            there[record.id] = record
        return plan.changed({kind: tuple(those.values()) for kind, those in changed.items()}) if changed else plan


class ScaleMove(NamedTuple):
    """One thing that another scale would move.

    Attributes:
        said: in a sentence, such as "2 risks go from high to medium: R-2, R-7".
        risks: which.
    """

    said: str
    risks: tuple[Risk, ...] = ()


def moves(plan: Plan, after: Plan) -> list[ScaleMove]:
    """What moves from a plan to the same one with another scale; closed risks, which are not rated, are left out."""
    risks = [risk for risk in after.all(Risk) if not risk.is_closed]
    found = [
        *_words(plan, after),
        *_out_and_in(plan, after, risks),
        *_bands(plan, after, risks),
        *_appetites(plan, after, risks),
    ]
    found += _statuses(plan, after, risks)
    renumbered = [r for r in risks if None not in (now := (score_of(plan, r), score_of(after, r))) and now[0] != now[1]]
    if renumbered:
        found.append(_move(renumbered, "{} another score in figures"))
    return [*found, *_yardsticks(plan, after)]


def _words(plan: Plan, after: Plan) -> Iterator[ScaleMove]:
    """With another number of levels the usual words are others: what a score that stays is called by then."""
    for axis in ("likelihood", "impact"):
        was, now = plan.scale.words(axis), after.scale.words(axis)
        if len(was) != len(now) and (changed := [n for n in now if n in was and now[n] != was[n]]):
            said = listed([f"{n} is {now[n].lower()}, {was[n].lower()} before" for n in changed])
            yield ScaleMove(f"Levels of {axis} that stay have other words: {said}")


def _out_and_in(plan: Plan, after: Plan, risks: Sequence[Risk]) -> Iterator[ScaleMove]:
    """What the new scale does not hold, which is kept as it is; and what it holds again."""
    for of, word in (("current", "score"), ("target", "target"), ("inherent", "inherent score")):
        out = [risk for risk in risks if is_outside(after, risk, of) and not is_outside(plan, risk, of)]
        stays = "stays as it is and is not rated until it is scored anew" if of == "current" else "stays as it is"
        if out:
            names = _named(out, [f"{r.ref or short_name(r)} {' x '.join(map(str, cell_of(r, of) or ()))}" for r in out])
            yield ScaleMove(f"{_have(out)} a {word} outside the new scale, which {stays}: {names}", tuple(out))
        if back := [risk for risk in risks if is_outside(plan, risk, of) and not is_outside(after, risk, of)]:
            yield ScaleMove(f"{_have(back)} a {word} that is on the scale again: {_named(back)}", tuple(back))
    kept = sum((s.likelihood or 0, s.impact or 0) not in after.scale.scores for s in after.all(Scoring))
    there = sum((s.likelihood or 0, s.impact or 0) not in plan.scale.scores for s in plan.all(Scoring))
    if kept > there:
        yield ScaleMove(f"{counted(kept, 'earlier score')} of the history outside the new scale, kept as they are")


def _bands(plan: Plan, after: Plan, risks: Sequence[Risk]) -> Iterator[ScaleMove]:
    pairs = [(band_of(plan, risk), band_of(after, risk), risk) for risk in risks]
    counts = Counter((was, now) for was, now, _ in pairs if was != now and {was, now} <= set(BANDS))
    for (was, now), _ in counts.most_common():
        yield _move([risk for a, b, risk in pairs if (a, b) == (was, now)], f"{{go}} from {was} to {now}")


def _appetites(plan: Plan, after: Plan, risks: Sequence[Risk]) -> Iterator[ScaleMove]:
    def above(there: Plan, risk: Risk) -> bool:
        score, appetite = score_of(there, risk), appetite_of(there, risk)
        return score is not None and appetite is not None and score > appetite

    for words, out, into in (("above its appetite", plan, after), ("no longer above its appetite", after, plan)):
        if those := [risk for risk in risks if above(into, risk) and not above(out, risk)]:
            if into is plan:
                those = [risk for risk in those if not is_outside(after, risk)]
            if those:
                yield _move(those, f"{{are}} {words if len(those) == 1 else words.replace('its', 'their')}")


def _statuses(plan: Plan, after: Plan, risks: Sequence[Risk]) -> Iterator[ScaleMove]:
    was, now = Ratings(plan), Ratings(after)
    pairs = [(was.of(risk).status, now.of(risk).status, risk) for risk in risks]
    for old, new in dict.fromkeys((a, b) for a, b, _ in pairs if a is not b):
        those = [risk for a, b, risk in pairs if (a, b) == (old, new)]
        yield _move(those, f"{{change}} from {old.word.lower()} to {new.word.lower()}")


def _yardsticks(plan: Plan, after: Plan) -> Iterator[ScaleMove]:
    """Limits that stay as they are and may mean something else on the new scale."""
    limits, highest = after.thresholds, after.scale.highest
    if plan.scale.highest != highest:
        stay = [f"low up to {limits.risk_low_to}", f"medium up to {limits.risk_medium_to}"]
        stay += [] if limits.appetite is None else [f"the appetite of {limits.appetite}"]
        own = [c for c in after.all(Category) if c.appetite is not None]
        stay += [f"the appetites of {counted(len(own), 'category', 'categories')}"] if own else []
        yield ScaleMove(f"The highest score becomes {highest}, {plan.scale.highest} before; look at {listed(stay)}")
    if limits.risk_medium_to >= highest:
        yield ScaleMove("No score is high by its figure: medium goes up to the highest score")


def _move(risks: Sequence[Risk], words: str) -> ScaleMove:
    one = len(risks) == 1
    verbs = {"go": "goes" if one else "go", "are": "is" if one else "are", "change": "changes" if one else "change"}
    said = words.format("has" if one else "have", **verbs)
    return ScaleMove(f"{counted(len(risks), 'risk')} {said}: {_named(risks)}", tuple(risks))


def _have(risks: Sequence[Risk]) -> str:
    return f"{counted(len(risks), 'risk')} {'has' if len(risks) == 1 else 'have'}"


def _named(risks: Sequence[Risk], names: Iterable[str] = ()) -> str:
    said = list(names) or [risk.ref or short_name(risk) for risk in risks]
    more = len(said) - NAMED
    return ", ".join(said) if more <= 0 else f"{', '.join(said[:NAMED])} and {more} more"


def _keyed(record: R) -> R:
    return replace(record, id=key_of(record))
