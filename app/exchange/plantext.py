"""A plan's text: JSON read strictly, and how to say what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from app.named_file import NoSuchFile, content_of_file

LARGEST_TEXT = 120_000_000
"""Bytes; the text of a plan with a history of 100,000 edits has 60 million."""
_ROOM = 500_000_000
_FOR_BRACKET, _FOR_COMMA = 200, 50
"""Bytes that Python takes for a list or an object, and for what stands in one; together no more than there is room."""


class PlanFileError(ValueError):
    """What is wrong with a plan's text, as one sentence for the person who wrote or chose it."""


def read_text(path: Path) -> dict[str, Any]:
    """The document in a file that a person names. Raises PlanFileError."""
    try:
        return parse(content_of_file(path, LARGEST_TEXT), quoted(path.name))
    except NoSuchFile as error:
        raise PlanFileError(str(error)) from None


def parse(text: str | bytes, called: str = "This") -> dict[str, Any]:
    """The document that JSON text holds; in sentences it is `called` so.

    Raises:
        PlanFileError: it is not JSON, or says something twice.
    """
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        if (plain.count("[") + plain.count("{")) * _FOR_BRACKET + plain.count(",") * _FOR_COMMA > _ROOM:
            raise PlanFileError(f"{called} is not a plan: it holds more lists and objects than one can.")
        document = json.loads(plain, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise PlanFileError(f"{called} is not a plan in text: it is not UTF-8.") from None
    except json.JSONDecodeError as error:
        if not plain.lstrip().startswith(("{", "[")):
            raise PlanFileError(f"{called} is neither a plan nor the text of one.") from None
        place = f"line {error.lineno}, column {error.colno}"
        raise PlanFileError(f"{called} is not JSON: something is wrong in {place}.") from None
    except RecursionError:
        raise PlanFileError(f"{called} is not a plan: its braces are nested too deeply.") from None
    except PlanFileError:
        raise
    except ValueError:  # Python's own limit on digits
        raise PlanFileError(f"{called} is not a plan: it holds a number that is too long.") from None
    if not isinstance(document, dict):
        raise PlanFileError(f"{called} is not a plan: it should begin with a brace.")
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise PlanFileError(f"{quoted(name)} stands twice in the same braces.")
        found[name] = value
    return found


def _no_number(word: str) -> NoReturn:
    raise PlanFileError(f"{word} is not a number that a plan can hold.")


def quoted(text: str) -> str:
    """Text in quotation marks, shortened to what fits a sentence."""
    plain = text[:80]
    if not plain.isprintable():
        plain = "".join(c if c.isprintable() else "?" for c in plain)
    return f"“{plain}{'…' if len(text) > 80 else ''}”"


def hint(wrong: str, known: Iterable[str]) -> str:
    """A question to end a sentence with, "Did you mean “risk”?"; nothing when no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(wrong[:80], list(known), 1)
    return f" Did you mean {quoted(near[0])}?" if near else ""
