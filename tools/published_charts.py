"""Write the series of tests/data/published and what NHSRplotthedots says of them: `python -m tools.published_charts`.

Needs `Rscript` with NHSRplotthedots 0.2.2, the R package of the NHS-R community, in a library that R knows (R_LIBS).
The series are the same each time; the tests read the two files and need neither. It takes some fifteen minutes.
"""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "tests" / "data" / "published"
SERIES = 3000


def step(chance: Random, made: list[float]) -> list[float]:
    """The series, lifted from a point on."""
    at, by = chance.randrange(len(made)), chance.uniform(-40, 40)
    return [value + by * (n >= at) for n, value in enumerate(made)]


def drift(chance: Random, made: list[float]) -> list[float]:
    """The series, on a slope that turns once."""
    at, by = chance.randrange(len(made)), chance.uniform(-6, 6)
    return [value + by * min(n, 2 * at - n) for n, value in enumerate(made)]


def spikes(chance: Random, made: list[float]) -> list[float]:
    """The series, with some points far out."""
    return [value + (chance.uniform(-120, 120) if chance.random() < 0.1 else 0) for value in made]


def alike(chance: Random, made: list[float]) -> list[float]:
    """The series in few different values, so that points lie on the mean and next to equal ones."""
    grain = chance.choice([5, 10, 20, 100])
    return [round(value / grain) * grain for value in made]


def quiet(chance: Random, made: list[float]) -> list[float]:
    """The series with next to no noise about its own mean."""
    mean = sum(made) / len(made)
    return [mean + (value - mean) * chance.choice([0.05, 0.1]) for value in made]


def series(chance: Random) -> list[int]:
    """One series of 2 to 60 whole numbers."""
    made = [chance.gauss(100, chance.choice([2, 5, 10, 20])) for _ in range(chance.randint(2, 60))]
    for shape in chance.sample([step, drift, spikes, alike, quiet], chance.randint(0, 3)):
        made = shape(chance, made)
    return [round(value) for value in made]


def settings(chance: Random, values: list[int]) -> dict[str, str]:
    """How its chart is drawn: screened or not, a fixed baseline, rebases, a target."""
    cuts = sorted(chance.sample(range(1, len(values)), min(len(values) - 1, chance.choice([0, 0, 0, 1, 2]))))
    return {
        "screened": str(chance.randint(0, 3) and 1),
        "baseline": chance.choice(["", "", "", "12", "15", "20"]),
        "rebases": " ".join(map(str, cuts)),
        "better": chance.choice(["higher", "lower"]),
        "target": str(chance.randint(60, 140)),
        "values": " ".join(map(str, values)),
    }


def main() -> None:
    """Write both files."""
    chance = Random(1924)  # the year of the first control chart
    rows = [settings(chance, series(chance)) for _ in range(SERIES)]
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "series.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    paths = [FOLDER / "series.csv", FOLDER / "answers.csv"]
    subprocess.run(["Rscript", HERE / "published_charts.R", *paths], check=True)


if __name__ == "__main__":
    main()
