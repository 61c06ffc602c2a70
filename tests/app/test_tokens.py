"""Colours are said once: in app/tokens.py, for screen, stylesheet and paper."""

from __future__ import annotations

import re
from pathlib import Path

from app import tokens
from app.briefing import palette
from app.domain.spc import Assurance
from app.ui import look

ROOT = Path(__file__).parents[2]
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")


def test_no_colour_is_written_anywhere_else():
    written = [
        f"{path.relative_to(ROOT)}: {found}"
        for folder in ("app", "db", "resources/styles")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".qss") and path.name != "tokens.py"
        for found in COLOUR.findall(path.read_text(encoding="utf-8"))
    ]
    assert written == []


def test_paper_is_the_light_look():
    known = {value for each in (tokens.LIGHT, tokens.CHARTS[0]) for value in vars(each).values()}
    known |= {value for light, _dark in tokens.STATUSES.values() for value in (light.fill, light.text, light.mark)}
    printed = {value for value in vars(palette).values() if isinstance(value, str) and COLOUR.fullmatch(value)}
    printed |= {colour for s in palette.SIGNS.values() for colour in (s.fill, s.text, s.outline, s.ink)}
    assert printed
    assert printed <= known
    assert look.LIGHT is tokens.LIGHT
    assured = {each.name.lower().replace("_", " ") for each in Assurance}
    assert set(palette.SIGNS) == set(tokens.STATUSES) | set(look.DIRECTIONS) | assured
