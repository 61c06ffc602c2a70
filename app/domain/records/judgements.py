"""What people say over what is computed: links, statuses set by hand, confidence, and where values come from."""

from __future__ import annotations

from datetime import date

from ..choices import ChoiceWords
from ..fields import Choice, Day, Flag, Reference, Text, holds
from .base import Record


class Link(Record):
    """A strand of the golden thread: `item` serves `serves` (for a risk: threatens it)."""

    TABLE, NAME, PLURAL, NATURAL_KEY = "link", "Link", "Links", ("item", "serves")

    item: str = holds(Reference(label="Item", required=True))
    serves: str = holds(Reference(label="Serves", required=True))

    def contradictions(self) -> dict[str, str]:
        return {"serves": "A record cannot serve itself."} if self.item == self.serves else {}


STATUSES = ChoiceWords(
    {
        "complete": "Complete",
        "green": "On track",
        "amber": "At risk",
        "red": "Off track",
        "not rated": "Not rated",
    }
)


class Override(Record):
    """A status set by a person over the computed one, with a reason, until a day."""

    TABLE, NAME, PLURAL, NATURAL_KEY = "override", "Status set by hand", "Statuses set by hand", ("record",)

    record: str = holds(Reference(label="Record", required=True))
    status: str = holds(Choice(label="Status", options=STATUSES, required=True))
    reason: str = holds(Text(label="Reason", required=True))
    until: date | None = holds(Day(label="Until", required=True, help="After this day the computed status stands."))
    by: str = holds(Text(label="Set by", required=True))


CONFIDENCE = ChoiceWords({"high": "High", "medium": "Medium", "low": "Low"})


class Confidence(Record):
    """A person's confidence that a record's outcome will be reached: a judgement, shown beside its status."""

    TABLE, NAME, PLURAL, NATURAL_KEY = "confidence", "Confidence", "Confidence", ("record",)

    record: str = holds(Reference(label="Record", required=True))
    level: str = holds(Choice(label="Confidence in the outcome", options=CONFIDENCE, required=True))
    reason: str = holds(Text(label="Because"))
    by: str = holds(Text(label="Judged by", required=True))
    day: date | None = holds(Day(label="On", required=True))


class Provenance(Record):
    """Where a value comes from. `field` is empty for the whole record.

    Attributes:
        source: paragraph of the source report, or publication and date.
        statement: what that source says, where another says otherwise, or how the value was chosen.
        illustrative: no source supports the value; whatever rests on it is marked.
    """

    TABLE, NAME, PLURAL, NATURAL_KEY = "provenance", "Source", "Sources", ("record", "field", "source")

    record: str = holds(Reference(label="Record", required=True))
    field: str = holds(Text(label="Field", by_program=True))
    source: str = holds(Text(label="Source"))
    statement: str = holds(Text(label="Statement", prose=True))
    illustrative: bool = holds(Flag(label="Illustrative"))


class Settlement(Record):
    """Which of several statements holds, where sources disagree about a field, decided by a person."""

    TABLE, NAME, PLURAL, NATURAL_KEY = (
        "settlement",
        "Settled disagreement",
        "Settled disagreements",
        ("record", "field"),
    )

    record: str = holds(Reference(label="Record", required=True))
    field: str = holds(Text(label="Field", by_program=True))
    holds_true: str = holds(Text(label="What holds", required=True))
    reason: str = holds(Text(label="Because", required=True))
    by: str = holds(Text(label="Settled by", required=True))
    day: date | None = holds(Day(label="On", required=True))
