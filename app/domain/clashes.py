"""Where copies of the plan disagree: what people wrote without knowing of each other, until somebody settles it."""

from __future__ import annotations

from datetime import datetime

from .figures import listed, opening, short_name
from .frozen import Frozen
from .records import Record, rules
from .rows import Scalar
from .schedule import show_date


class Version(Frozen):
    """What one person wrote.

    Attributes:
        edit: by which it was written.
        by: name and role.
        at: when, UTC.
        says: the value in words; "removed" where the record was taken out.
        values: as stored, by field.
    """

    edit: str
    by: str
    at: datetime
    says: str
    values: dict[str, Scalar]

    @property
    def when(self) -> str:
        """Such as "20 Mar 2018, 09:12", by the clock of this computer."""
        here = self.at.astimezone()
        return f"{show_date(here.date())}, {here:%H:%M}"

    @property
    def told(self) -> str:
        """Who wrote what, and when, in one line."""
        return f"{self.by}, {self.when}: {opening(self.says, 200)}"

    @property
    def short(self) -> str:
        """What was written and by whom, to stand beside another."""
        return f"{opening(self.says, 60)} by {self.by}"


class Clash(Frozen):
    """A field of which copies hold different values, or fields that mean something only together.

    Attributes:
        record: as it is shown; it may be removed.
        name: what it is called where nothing around says which is meant.
        fields: their names; with "deleted" where one removed what another changed.
        versions: what each says, the one that is shown last.
    """

    record: Record
    name: str
    fields: tuple[str, ...]
    versions: tuple[Version, ...]

    @property
    def removal(self) -> bool:
        """Whether it is about the record as a whole: one removed it, another changed it."""
        return "deleted" in self.fields

    @property
    def label(self) -> str:
        """The fields as people read them: "owner", "likelihood and impact"."""
        if self.removal:
            return "whether it stays"
        if "closing" in self.fields:
            return "which closing counts"
        known = rules(type(self.record))
        return listed([known[name].label.lower() for name in self.fields if name in known])

    @property
    def about(self) -> str:
        """What it is about: "Staff leave (owner)"."""
        name = short_name(self.record) if getattr(self.record, "title", "") else self.name
        return f"{name} ({self.label})"
