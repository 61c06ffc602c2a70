"""The colour of a cell as a word: many plans rate an action by the fill of an empty cell."""

from __future__ import annotations

import re
from colorsys import rgb_to_hsv
from typing import Any

_HUES = ((20, "Red"), (52, "Amber"), (70, "Yellow"), (170, "Green"), (260, "Blue"), (335, ""), (360, "Red"))
"""Up to which degree of the circle a colour has which name."""
_LEAST, _LEAST_BLUE = 0.15, 0.5
"""Below it a colour is pale: a stripe of the table, and no rating. Stripes are often blue."""
_PALE = 0.7
_THEME = re.compile(r"<a:(lt1|dk1|lt2|dk2|accent[1-6])>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{6})\"", re.S)
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)))


class Fills:
    """Names the fills of one workbook."""

    def __init__(self, book: Any):
        theme = getattr(book, "loaded_theme", None) or b""
        self._theme = dict(_THEME.findall(theme.decode("utf-8", "replace")))
        self._words: dict[int, str] = {}

    def word(self, cell: Any) -> str:
        """The fill of a cell: "Red", "Amber", "Yellow", "Green" or "Blue"; empty where a cell has no such fill."""
        if not cell.has_style:
            return ""
        key = cell._style.fillId
        if key not in self._words:  # a sheet has thousands of cells and a handful of fills
            fill = cell.fill
            self._words[key] = self._named(fill.fgColor) if fill.fill_type == "solid" else ""
        return self._words[key]

    def _named(self, colour: Any) -> str:
        from openpyxl.styles.colors import COLOR_INDEX

        if colour.type == "theme":
            place = colour.theme if colour.tint <= _PALE else len(_ORDER)
            return named(self._theme.get(_ORDER[place], "")) if place < len(_ORDER) else ""
        if colour.type == "indexed":
            return named(COLOR_INDEX[colour.indexed][2:]) if colour.indexed < len(COLOR_INDEX) else ""
        return named(str(colour.rgb)[-6:])


def named(rgb: str) -> str:
    """What people call a colour of six hexadecimal digits; empty for grey, pale and purple ones."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", rgb):
        return ""
    hue, saturation, value = rgb_to_hsv(*(int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    word = next(word for end, word in _HUES if hue * 360 <= end)
    return word if saturation >= (_LEAST_BLUE if word == "Blue" else _LEAST) and value > 0.3 else ""
