"""A record as a row of a table, with what says how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from app.domain.plan import Plan
from app.domain.rating import Rating, Ratings
from app.domain.records import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, init=False)
class RecordRow(Generic[R]):
    """A record and the ratings of its plan; what the row says is worked out when it is looked at."""

    record: R
    ratings: Ratings

    def __init__(self, record: R, ratings: Ratings):
        self.__dict__.update(record=record, ratings=ratings, id=record.id)  # thousands: the usual way costs five times

    def go_on(self, ratings: Ratings) -> None:
        """Speak of a later plan in which nothing that the row says is otherwise."""
        self.__dict__["ratings"] = ratings

    @cached_property
    def id(self) -> str:
        """The record's key."""
        return self.record.id

    @property
    def plan(self) -> Plan:
        """The plan that it is a record of."""
        return self.ratings.plan

    @cached_property
    def rating(self) -> Rating:
        """How it stands, where its kind has a status."""
        return self.ratings.of(self.record)
