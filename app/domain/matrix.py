"""The matrix of the risks, described once: screen and paper draw the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from .figures import counted, listed
from .frozen import Frozen
from .plan import Plan
from .records import Risk
from .risk import cell_of, cells_of, illustrative_cells
from .scale import LETTERS, Cell, Scale

SHOWN = {"inherent": "Inherent", "current": "Current", "target": "Target"}
"""Which scores a matrix can show, by a key of `SETS`, in words."""
MOST_NAMED = 8
"""So many risks of a place are named where it is told in words."""


class MatrixPlace(Frozen):
    """One place of the matrix.

    Attributes:
        score: what likelihood and impact come to there.
        band: "low", "medium" or "high".
        names: of the open risks that lie there: the reference, the title of one without.
        target: whether the target of a risk lies there, where current scores are shown.
    """

    cell: Cell
    score: int
    band: str
    names: tuple[str, ...] = ()
    target: bool = False

    @property
    def letter(self) -> str:
        """By which its band is told without colour."""
        return LETTERS[self.band]


class MatrixArrow(Frozen):
    """From which place to which risks moved since the last meeting."""

    start: Cell
    end: Cell
    names: tuple[str, ...]


class MatrixPicture(Frozen):
    """The matrix.

    Attributes:
        of: which scores it shows: a key of `SETS`.
        scale: the plan's, with the words of its levels.
        places: by cell.
        arrows: what moved since the last meeting; none without one.
        outside: the names of the open risks whose score the scale does not hold.
        unscored: how many open risks have no such score.
        illustrative: whether a place would hold other risks without illustrative scores.
    """

    of: str
    scale: Scale
    places: Mapping[Cell, MatrixPlace]
    arrows: tuple[MatrixArrow, ...]
    outside: tuple[str, ...]
    unscored: int
    illustrative: bool

    @property
    def count(self) -> int:
        """How many risks lie in it."""
        return sum(len(place.names) for place in self.places.values())

    def words(self, cell: Cell) -> str:
        """Such as "Likely, major: 2 risks (R-1, R-4), score 16, high, a target; from here R-2"."""
        place, scale = self.places[cell], self.scale
        there = f"{counted(len(place.names), 'risk')} ({first(place.names)})" if place.names else "no risks"
        said = (
            f"{scale.likelihood[cell[0]]}, {scale.impact[cell[1]].lower()}: {there}, score {place.score}, {place.band}"
        )
        said += ", a target" if place.target else ""
        for arrow in self.arrows:
            if cell in (arrow.start, arrow.end):
                said += f"; moved {'away' if cell == arrow.start else 'here'} {first(arrow.names)}"
        return said

    def sentence(self) -> str:
        """All of it in words, from the highest score."""
        filled = sorted((p for p in self.places.values() if p.names), key=lambda place: -place.score)
        said = [
            f"likelihood {self.scale.likelihood[p.cell[0]].lower()}, impact {self.scale.impact[p.cell[1]].lower()}:"
            f" {first(p.names)}"
            for p in filled
        ]
        said += [self.move_words(arrow) for arrow in self.arrows]
        return "; ".join(said)

    def move_words(self, arrow: MatrixArrow) -> str:
        """Such as "R-2 from likely, major to possible, major"."""
        ends = [
            f"{self.scale.likelihood[cell[0]].lower()}, {self.scale.impact[cell[1]].lower()}"
            for cell in (arrow.start, arrow.end)
        ]
        return f"{first(arrow.names)} from {ends[0]} to {ends[1]}"

    def left_out(self) -> str:
        """What the matrix does not hold: "2 risks not scored, outside the scale: R-3"; empty where it holds all."""
        parts = [f"{counted(self.unscored, 'risk')} not scored"] if self.unscored else []
        parts += [f"outside the scale: {first(self.outside)}"] if self.outside else []
        return ", ".join(parts)


def picture(plan: Plan, of: str = "current", before: Plan | None = None) -> MatrixPicture:
    """The matrix of the open risks of a plan; with the plan `before`, also what moved since, by today's scale."""
    scale, names = plan.scale, defaultdict[Cell, list[str]](list)
    moved = defaultdict[tuple[Cell, Cell], list[str]](list)
    outside, unscored = list[str](), 0
    scores = scale.scores
    then: Mapping[str, Cell | None] = cells_of(before, of) if before is not None else {}
    aimed = set[Cell | None]()
    for key, held in places_of(plan, of).items():
        if held is None:
            continue
        name, cell, target = held
        aimed.add(target)
        if cell is None:
            unscored += 1
        elif cell not in scores:
            outside.append(name)
        else:
            names[cell].append(name)
            if (was := then.get(key)) is not None and was != cell and was in scores:
                moved[was, cell].append(name)
    places = {
        cell: MatrixPlace(
            cell=cell, score=score, band=scale.bands[cell], names=tuple(names.get(cell, ())), target=cell in aimed
        )
        for cell, score in scale.scores.items()
    }
    return MatrixPicture(
        of=of,
        scale=scale,
        places=places,
        arrows=tuple(MatrixArrow(start=a, end=b, names=tuple(those)) for (a, b), those in moved.items()),
        outside=tuple(outside),
        unscored=unscored,
        illustrative=bool(illustrative_cells(plan, of)),
    )


def places_of(plan: Plan, of: str = "current") -> Mapping[str, tuple[str, Cell | None, Cell | None] | None]:
    """What a matrix shows of each risk, by its key: its name, where it lies, its target; nothing of a closed one."""
    return plan.of_each(f"places, {of}", Risk, partial(_place, of=of))


def _place(risk: Risk, of: str) -> tuple[str, Cell | None, Cell | None] | None:
    if risk.is_closed:
        return None
    return risk.ref or risk.title, cell_of(risk, of), cell_of(risk, "target") if of == "current" else None


def legend(shown: MatrixPicture) -> str:
    """What the colours, letters and figures of the matrix mean."""
    scale = shown.scale
    said = f"{scale.made_words()}. Low (L): up to {scale.low_to}; medium (M): up to {scale.medium_to}; high (H): above."
    otherwise = [cell for cell, band in scale.bands.items() if band != scale.by_score(cell)]
    if otherwise:
        bands = listed(list(dict.fromkeys(scale.bands[cell] for cell in otherwise)))
        said += f" {counted(len(otherwise), 'place')} in another band, {bands}, as the plan says."
    return said


def fitting(names: Sequence[str], width: Callable[[str], float], wide: float, most: int) -> list[str]:
    """Names in at most `most` lines that are `wide`; where they have no room, the first and how many more there are.

    `width` gives the width of a text, in the unit of `wide`. The very first stands there also where it is wider: it is
    to be shortened. Empty where there is no line.
    """
    whole = _lines([f"{name}," for name in names[:-1]] + [names[-1]], width, wide, most)
    if sum(map(len, whole)) == len(names):
        return [" ".join(line) for line in whole]
    if most == 1 and width(said := f"{names[0]} and {len(names) - 1} more") <= wide:
        return [said]
    shown = _lines([f"{name}," for name in names], width, wide, most - 1)
    more = f"and {len(names) - sum(map(len, shown))} more"
    return [*(" ".join(line) for line in shown), more] if shown else []


def _lines(words: Sequence[str], width: Callable[[str], float], wide: float, most: int) -> list[list[str]]:
    """The first of these words, as many as have room in so many lines; the very first also where it is wider."""
    lines: list[list[str]] = []
    for word in words:
        if lines and width(" ".join([*lines[-1], word])) <= wide:
            lines[-1].append(word)
        elif len(lines) < most and (not lines or width(word) <= wide):
            lines.append([word])
        else:
            break
    return lines


def first(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:MOST_NAMED])} and {more} more"
