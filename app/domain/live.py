"""Live figures in text: `{indicator:I-02 latest}` stands for what the plan holds, so that text and chart agree.

Between the braces stands a kind and, but for the programme and counts, which record is meant: its reference, its
number, its title or a part of its title that no other has; then what of it is wanted. What names nothing stays as it
was written, with the problem said beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .figures import either, short_name
from .frozen import Frozen
from .live_figures import COUNTS, KINDS, PROGRAMME
from .plan import Plan
from .rating import Ratings
from .records import Record

WRITTEN = re.compile(r"\{([A-Za-z]+):([^{}\n]{0,300})\}")
"""How a live figure is written."""


class Piece(Frozen):
    """A piece of a text: words as they stand, or a live figure.

    Attributes:
        text: what is read; of a live figure that names nothing, what was written.
        written: what was written for a live figure, braces included; empty for plain words.
        record: what a live figure speaks of.
        problem: a sentence where the figure names nothing.
        illustrative: without illustrative values the figure would be another.
    """

    text: str
    written: str = ""
    record: Record | None = None
    problem: str = ""
    illustrative: bool = False


class FigureOffer(Frozen):
    """A live figure that can be written, for help and completion: `about` says what it stands for."""

    written: str
    about: str


def fill(text: str, plan: Plan, ratings: Ratings) -> list[Piece]:
    """A text with its live figures filled in, piece by piece; joined, the pieces' texts are what is read."""
    pieces: list[Piece] = []
    at = 0
    for match in WRITTEN.finditer(text):
        if match.start() > at:
            pieces.append(Piece(text=text[at : match.start()]))
        pieces.append(_filled(match, plan, ratings))
        at = match.end()
    if at < len(text):
        pieces.append(Piece(text=text[at:]))
    return pieces


def plain(text: str, plan: Plan, ratings: Ratings) -> str:
    """A text with its live figures filled in."""
    return "".join(piece.text for piece in fill(text, plan, ratings))


def described(text: str) -> str:
    """A text with its live figures in words, where it is told of and not read: "[I-02: its latest figure]"."""
    return WRITTEN.sub(lambda match: f"[{_about(match[1].casefold(), ' '.join(match[2].split()))}]", text)


def problems(text: str, plan: Plan, ratings: Ratings) -> list[str]:
    """What is wrong with the live figures of a text, a sentence each."""
    return list(dict.fromkeys(piece.problem for piece in fill(text, plan, ratings) if piece.problem))


def offers(plan: Plan, typed: str = "") -> list[FigureOffer]:
    """The live figures that can be written, in the order of the plan.

    With `typed`, those in which its words occur: first where they occur in what is written, then where they occur in
    what it is about.
    """
    wanted = typed.casefold().strip("{} ").replace(":", " ").split()
    first: list[FigureOffer] = []
    then: list[FigureOffer] = []
    for offer in _offers(plan, wanted):
        written = offer.written.casefold()
        if all(word in written for word in wanted):
            first.append(offer)
        elif all(word in f"{written} {offer.about.casefold()}" for word in wanted):
            then.append(offer)
    return first + then


def _offers(plan: Plan, wanted: list[str]) -> Iterator[FigureOffer]:
    """The figures that may hold the wanted words; a record none of whose figures can is passed over at once."""
    for word, kind in KINDS.items():
        said = " ".join(f"{name} {figure.about}" for name, figure in kind.figures.items()).casefold()
        left = [part for part in wanted if part not in said and part not in word]
        for record in plan.all(kind.kind):
            name, title = _shortest(record), short_name(record)
            if left and not all(part in f"{name} {title}".casefold() for part in left):
                continue
            for figure_name, figure in kind.figures.items():
                yield FigureOffer(written=f"{{{word}:{name} {figure_name}}}", about=f"{title}: {figure.about}")
    yield from (FigureOffer(written=f"{{programme:{name}}}", about=figure.about) for name, figure in PROGRAMME.items())
    yield from (FigureOffer(written=f"{{count:{name}}}", about=figure.about) for name, figure in COUNTS.items())


def _about(word: str, asked: str) -> str:
    """What a live figure stands for; what was written for one that stands for nothing."""
    if word == "programme" and (of_all := PROGRAMME.get(asked.casefold())):
        return of_all.about
    if word == "count" and (counted := COUNTS.get(asked.casefold())):
        return f"how many: {counted.about}"
    name, _, wanted = asked.rpartition(" ")
    if word in KINDS and (figure := KINDS[word].figures.get(wanted.casefold())):
        return f"{word if name.isdecimal() else ''} {name}: {figure.about}".strip()
    return f"{word} {asked}"


def _filled(match: re.Match[str], plan: Plan, ratings: Ratings) -> Piece:
    word, asked = match[1].casefold(), " ".join(match[2].split())
    try:
        record, text = _value(word, asked, plan, ratings)
    except LookupError as error:
        return Piece(text=match[0], written=match[0], problem=f"{match[0]}: {error.args[0]}")
    piece = Piece(text=text, written=match[0], record=record)
    if ratings.alone is ratings:
        return piece
    try:
        _, alone = _value(word, asked, ratings.alone.plan, ratings.alone)
    except LookupError:
        alone = ""
    return replace(piece, illustrative=alone != text)


def _value(word: str, asked: str, plan: Plan, ratings: Ratings) -> tuple[Record | None, str]:
    """Raises LookupError with a sentence where it names nothing."""
    if word in ("programme", "count"):
        figures = PROGRAMME if word == "programme" else COUNTS
        found = figures.get(asked.casefold())
        if found is None:
            from difflib import get_close_matches

            close = get_close_matches(asked.casefold(), figures, 3, 0.5)
            hint = f"; did you mean {either([f'{{{word}:{name}}}' for name in close])}?" if close else "."
            raise LookupError(f"there is no such figure{hint}")
        return (plan.programme if word == "programme" else None), found.of(plan, ratings, plan.programme)
    if word not in KINDS:
        raise LookupError(f"“{word}” is none of: {', '.join((*KINDS, 'programme', 'count'))}.")
    kind, figures = KINDS[word].kind, KINDS[word].figures
    name, _, wanted = asked.rpartition(" ")
    if wanted.casefold() not in figures:
        raise LookupError(f"say what of it is wanted: {', '.join(figures)}.")
    record = _record(plan, kind, name)
    return record, figures[wanted.casefold()].of(plan, ratings, record)


def _record(plan: Plan, kind: type[Record], name: str) -> Record:
    """The one record of a kind that goes by a name. Raises LookupError."""
    what, wanted = kind.NAME.lower(), name.casefold()
    if not wanted:
        raise LookupError(f"say which {what} is meant.")
    records = plan.all(kind)
    for fits in (_matches_name, _is_titled, _has_in_title):
        found = [record for record in records if fits(record, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(f"“{name}” may be any of {len(found)}; write more of the title, or the reference.")
    raise LookupError(f"there is no {what} “{name}”.")


def _matches_name(record: Record, wanted: str) -> bool:
    number = getattr(record, "number", None)
    return wanted == getattr(record, "ref", "").casefold() or (number is not None and wanted == str(number))


def _is_titled(record: Record, wanted: str) -> bool:
    return wanted == short_name(record).casefold()


def _has_in_title(record: Record, wanted: str) -> bool:
    return wanted in short_name(record).casefold()


def _shortest(record: Record) -> str:
    number = getattr(record, "number", None)
    return getattr(record, "ref", "") or (str(number) if number is not None else short_name(record))
