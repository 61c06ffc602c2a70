"""Write what docs/status.md and the guide say of statuses: `python -m tools.status_rules`."""

from __future__ import annotations

from pathlib import Path

from app.domain import rules_described as described
from app.domain.figures import capital
from app.domain.records import Thresholds

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "docs" / "status.md", ROOT / "resources" / "guide.md")
BEGIN, END = "<!-- from the rules: begin -->\n", "<!-- from the rules: end -->\n"


def table(*, short: bool) -> list[str]:
    """A row a status; with `short`, of what a user of the program meets most, with the shape of each."""
    rows = described.meanings(Thresholds(id=""))
    if short:
        found = ["| mark | status | an indicator | an action | a risk |", "|---|---|---|---|---|"]
        cells = [(described.SHAPES[m.status], m.status.word, m.indicator, m.action, m.risk) for m in rows]
    else:
        found = ["| status | indicator | action | milestone | risk | recommendation |", "|---|---|---|---|---|---|"]
        cells = [(m.status.word, m.indicator, m.action, m.milestone, m.risk, m.recommendation) for m in rows]
    return [*found, *(f"| {' | '.join(cell or '–' for cell in row)} |" for row in cells)]


def roll_ups() -> list[str]:
    """How a theme and the programme come to their status, and what the directions say."""
    lines = ["", "A theme, the first that fits:", ""]
    lines += [f"- **{status.word}**: {text}" for status, text in described.THEME]
    lines += ["", described.ITEMS, "", described.SILENCE, "", "The programme, the first that fits:", ""]
    lines += [f"- **{status.word}**: {text}" for status, text in described.PROGRAMME]
    lines += ["", "Which way something moved since the last meeting:", ""]
    lines += [f"- **{capital(direction.value)}**: {text}" for direction, text in described.DIRECTIONS.items()]
    return lines


def written(document: Path) -> str:
    """The generated part of a document."""
    short = document.parent.name == "resources"
    lines = [*table(short=short), "", described.BARS, "", described.PACE, "", described.LATE, *roll_ups()]
    return "\n".join(lines) + "\n"


def rewritten(document: Path) -> str:
    """A document with its generated part as the rules are now."""
    before, rest = document.read_text(encoding="utf-8").split(BEGIN)
    return before + BEGIN + written(document) + END + rest.split(END)[1]


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(rewritten(path), encoding="utf-8")
