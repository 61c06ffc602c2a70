"""Why something may not be published: the paragraphs of Schedule 12A to the Local Government Act 1972.

A record's `exempt` holds the reason in words; where it begins with one of the paragraphs, that is the paragraph meant.
Source: Local Government Act 1972, Schedule 12A, Part 1 (descriptions of exempt information: England), as substituted by
the Local Government (Access to Information) (Variation) Order 2006.
"""

from __future__ import annotations

import re
from typing import NamedTuple

PARAGRAPHS = (
    "Paragraph 1: about an individual",
    "Paragraph 2: likely to reveal who an individual is",
    "Paragraph 3: financial or business affairs",
    "Paragraph 4: consultations or negotiations about labour relations",
    "Paragraph 5: legal professional privilege",
    "Paragraph 6: a notice, order or direction that is to be made",
    "Paragraph 7: preventing, investigating or prosecuting crime",
)
"""As they are offered; a reason of one's own may follow."""
_PARAGRAPH = r"\s*para(?:graph)?s?\.?\s*([1-7])\b[\s:;,.–-]*"


class Exemption(NamedTuple):
    """The number of the paragraph, None where nobody said which, and the reason in words."""

    paragraph: int | None
    reason: str


def exemption(text: str) -> Exemption:
    """What the words of why a record is exempt say."""
    found = re.match(_PARAGRAPH, text, re.IGNORECASE)
    return Exemption(int(found[1]), text[found.end() :].strip()) if found else Exemption(None, text.strip())
