"""Figures too small to publish, in what people wrote: said in other words, or told of where nobody can judge.

A figure that the plan knows, and that is kept out of public papers, stands for "fewer than 5" in the texts of its
indicator and of its readings, and in every sentence that names the indicator by its title or reference. Elsewhere the
same figure may mean anything: `may_tell` says where a person should look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal
from typing import NamedTuple

from .fields import Text
from .figures import number
from .plan import Plan
from .records import KINDS, Indicator, IssuedPaper, Link, Provenance, Reading, Record, Settlement, references, rules
from .schedule import MONTHS

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_SENTENCES = re.compile(r"((?<=[.!?;])\s+|\n+)")
_NO_COUNT = rf"(?!\s*(?:%|per\s?cent)|\s+(?:{'|'.join(MONTHS)}))"  # a share, or a day of a month
_NAMES = {"ref", "title", "owner", "author", "by"}
"""What is called so, and who answers for it, is never put into other words."""


class SmallFigures(NamedTuple):
    """Of one indicator the figures that are kept back, and what it is called.

    Attributes:
        figures: finds them in a text; live figures are passed over.
        named: finds its title or reference.
        least: the smallest count that may be published.
    """

    figures: re.Pattern[str]
    named: re.Pattern[str]
    least: int

    def masked(self, text: str) -> str:
        """A text that is about the indicator without its figures."""
        return self.figures.sub(self._said, text)

    def _said(self, found: re.Match[str]) -> str:
        if found[0].startswith("{"):
            return found[0]
        return "a share too small to publish" if found["share"] else f"fewer than {self.least}"

    def told_in(self, text: str) -> bool:
        """Whether one of the figures stands in a text."""
        return any(not found[0].startswith("{") for found in self.figures.finditer(text))


def small_figures(plan: Plan, small: Set[str], least: int) -> dict[str, SmallFigures]:
    """By the key of each indicator its figures that are kept back; `small` are the keys of their readings."""
    counts, shares = dict[str, set[int]](), dict[str, set[Decimal]]()
    for reading in plan.unordered(Reading):
        if reading.id in small and (indicator := plan.get(Indicator, reading.indicator)) is not None:
            own = (reading.value, reading.corrected_from)
            known = [reading.numerator, reading.denominator, *(own if not indicator.unit else ())]
            found = {int(each) for each in known if each is not None and 0 < each < least and each == int(each)}
            counts.setdefault(indicator.id, set()).update(found)
            values = set[Decimal]()
            for each in own if indicator.unit else ():
                values |= {abs(round(each, places)) for places in (9, 1, 0)} - {Decimal(0)} if each else set()
            shares.setdefault(indicator.id, set()).update(values)
    return {key: _made(plan.get(Indicator, key), counts[key], shares[key], least) for key in counts}


def _made(indicator: Indicator | None, counts: Set[int], shares: Set[Decimal], least: int) -> SmallFigures:
    assert indicator is not None
    written = [re.escape(number(each)) for each in sorted(counts)]
    written += [_WORDS[each - 1] for each in sorted(counts) if each <= len(_WORDS)]
    ways = [r"\{[^{}]*\}"]
    ways += [rf"(?<![\w.,/£-])(?:{'|'.join(written)})(?![\w/-]|[.,]\d){_NO_COUNT}"] if written else []
    whole = "|".join(re.escape(number(each)) for each in sorted(shares)) or "(?!)"
    unit = r"(?:\s*%|\s+per\s?cent)(?!\w)" if indicator.unit == "%" else r"(?![\w/-]|[.,]\d)"
    ways += [rf"(?P<share>(?<![\w.,/-])(?:{whole}){unit})"]
    names = [re.escape(name) for name in (indicator.title.strip(), indicator.ref.strip()) if len(name) > 1]
    named = rf"(?<!\w)(?:{'|'.join(names) or '(?!)'})(?!\w)"
    return SmallFigures(re.compile("|".join(ways), re.IGNORECASE), re.compile(named, re.IGNORECASE), least)


def in_other_words(plan: Plan, small: Mapping[str, SmallFigures]) -> dict[type[Record], list[Record]]:
    """The records of those kinds in whose texts a figure that is kept back is put into other words."""
    changed: dict[type[Record], list[Record]] = {}
    for kind in KINDS:
        names = _texts(kind)
        if not names or kind in (Provenance, Settlement, IssuedPaper):
            continue
        rows, any_changed = list[Record](), False
        for record in plan.unordered(kind):
            own = small.get(_about(record))
            new = dict[str, str]()
            for name in names:
                text = str(getattr(record, name))
                if text and (said := _reworded(text, small.values(), own)) != text:
                    new[name] = said
            rows.append(record.having(new) if new else record)
            any_changed = any_changed or bool(new)
        if any_changed:
            changed[kind] = rows
    return changed


def may_tell(plan: Plan, small: Mapping[str, SmallFigures]) -> list[Record]:
    """The records whose texts may still tell such a figure, in a sentence that does not say what it counts.

    Those that are tied to its indicator, or name it elsewhere in the same text.
    """
    return [record for kind in KINDS if _texts(kind) for record in plan.all(kind) if _doubtful(plan, record, small)]


def _doubtful(plan: Plan, record: Record, small: Mapping[str, SmallFigures]) -> bool:
    if isinstance(record, Provenance | Settlement | IssuedPaper):
        return False
    tied = {getattr(record, name) for name, _ in references(type(record))}
    tied |= {str(getattr(record, name, "")) for name in ("record", "about")}
    tied |= {link.serves for link in plan.children(record, Link, "item")}
    for name in _texts(type(record)):
        text = str(getattr(record, name))
        for key, each in small.items() if text else ():
            if (key in tied or each.named.search(text)) and each.told_in(text):
                return True
    return False


def _about(record: Record) -> str:
    """The indicator whose own words a record holds."""
    if isinstance(record, Indicator):
        return record.id
    return record.indicator if isinstance(record, Reading) else ""


def _texts(kind: type[Record]) -> list[str]:
    return [n for n, rule in rules(kind).items() if isinstance(rule, Text) and not rule.by_program and n not in _NAMES]


def _reworded(text: str, small: Iterable[SmallFigures], own: SmallFigures | None) -> str:
    if own is not None:
        text = own.masked(text)
    for each in small:
        if each is not own and each.named.search(text):
            text = "".join(_sentences(text, each))
    return text


def _sentences(text: str, small: SmallFigures) -> Iterator[str]:
    for part in _SENTENCES.split(text):
        yield small.masked(part) if small.named.search(part) else part
