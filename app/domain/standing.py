"""How one record stands, and why: what the ratings of a plan say of it."""

from __future__ import annotations

from . import rollup
from .frozen import Frozen
from .records import Override, Record
from .status import Direction, Status, Stood


class Rating(Frozen):
    """How a record stands, and why.

    Attributes:
        status: what is shown: the computed one, unless a status set by hand is in force.
        word: the status as people read it; of a risk its band: "High", "Medium", "Low", "Closed".
        reason: a sentence with figures.
        short: the figures alone, for lists; empty for what is added up.
        distance: "7.1 points below target", "9 days overdue", "score 16, target 8", or empty.
        computed: the status without the one set by hand.
        override: the status set by hand that is in force.
        expired: the status set by hand whose day has passed; it decides nothing, but somebody should settle it.
        illustrative: without illustrative values, status or reason would be another.
        alone: what the facts alone give, where that is another, compared with nothing; None otherwise.
        before: how it stood at the latest closed meeting, illustrative or not; None without one, or where it was not
            there yet.
        direction: against `before`; None without a closed meeting.
        moved: how far its figure moved since: "up 4.1 points since 23 Nov 2017"; empty where it has none.
        key: a key indicator, which decides its theme when off track.
        forecast: judged from the pace before its day comes; otherwise it is how things are now.
        stood: how it last stood, at risk or off track, where it can no longer be rated.
        at_target: of an indicator or a risk, at its target or better.
        known: of a theme or programme, how many of its items are rated, and how many it has.
        deciding: of a theme or programme, the items that decide it.
    """

    status: Status
    word: str = ""
    reason: str
    short: str = ""
    distance: str = ""
    computed: Status
    override: Override | None = None
    expired: Override | None = None
    illustrative: bool = False
    alone: Rating | None = None
    direction: Direction | None = None
    moved: str = ""
    before: Rating | None = None
    key: bool = False
    forecast: bool = False
    stood: Stood | None = None
    at_target: bool = False
    known: tuple[int, int] | None = None
    deciding: tuple[Record, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether a status set by hand is in force."""
        return self.override is not None

    @property
    def counts_as(self) -> Status:
        """What it counts as in what it rolls up into."""
        return rollup.counts_as(self)

    @property
    def known_words(self) -> str:
        """Such as "8 of 24 known", or empty for what is not added up."""
        return f"{self.known[0]} of {self.known[1]} known" if self.known else ""

    @property
    def partial(self) -> bool:
        """Whether it is rated although fewer than half of its items are."""
        return bool(self.known and self.computed.rated and 2 * self.known[0] < self.known[1])

    @property
    def alone_words(self) -> str:
        """Such as "At risk, illustrative; the report alone: not rated, 8 of 24 known", or empty.

        Where the facts give the same for another reason: "At risk, in part illustrative; at risk without that too".
        """
        if self.alone is None:
            return ""
        if self.alone.status is self.status:
            return f"{self.status.word}, in part illustrative; {self.status.word.lower()} without that too"
        alone = ", ".join(filter(None, (self.alone.status.word.lower(), self.alone.known_words)))
        return f"{self.status.word}, illustrative; the report alone: {alone}"
