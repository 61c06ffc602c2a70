"""Words as reportlab's markup, and long texts as several paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from . import blocks as b
from . import palette
from .text import PIECE, SYMBOLS, clean_lines, markup, pieces


def run_markup(said: b.Words) -> str:
    """Words as reportlab's markup; what people wrote is escaped."""
    return "".join(map(_one_run, said))


def _one_run(run: b.Run) -> str:
    out = markup(run.text)
    tones = {"muted": palette.MUTED, "accent": palette.ACCENT}
    if run.bold:
        out = f"<b>{out}</b>"
    if run.italic:
        out = f"<i>{out}</i>"
    if run.tone:
        out = f'<font color="{tones[run.tone]}">{out}</font>'
    if run.sign:
        sign = palette.SIGNS[run.sign]
        out = f'<font name="{SYMBOLS}" color="{sign.ink}">{sign.shape}</font>\u00a0{out}'
    if run.to:
        out = f'<a href="#{run.to}">{out}</a>'
    return out


def lines(said: b.Words) -> Iterator[b.Words]:
    """The paragraphs of a text: one for each line, and several for a line too long to lay out at once."""
    line: list[b.Run] = []
    for run in said:
        for number, part in enumerate(clean_lines(run.text)):
            if number and line:
                yield tuple(line)
                line = []
            for place, piece in enumerate(pieces(part)):
                if line and (place or sum(len(each.text) for each in line) + len(piece) > PIECE):
                    yield tuple(line)
                    line = []
                if piece or run.sign:
                    line.append(replace(run, text=piece))
    if line:
        yield tuple(line)


def replace_all(said: b.Words, **changes) -> b.Words:
    """The same words, each run changed."""
    return tuple(replace(run, **changes) for run in said)


def bullet(sign: str) -> str:
    """The mark before an item of a list: a dot, or the shape of a state."""
    if not sign:
        return "<bullet>•</bullet>"
    shown = palette.SIGNS[sign]
    return f'<bullet><font name="{SYMBOLS}" size="9.5" color="{shown.ink}">{shown.shape}</font></bullet>'
