"""Statuses and their words."""

from __future__ import annotations

from app.domain.records import STATUSES
from app.domain.status import Status


def test_every_status_but_ended_is_one_that_a_person_may_set():
    assert [status.value for status in Status if status is not Status.ENDED] == list(STATUSES)
    words = ["Complete", "On track", "At risk", "Off track", "Not rated", "Ended"]
    assert [status.word for status in Status] == words


def test_statuses_rank_from_off_track_to_complete():
    rated = [Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE]
    assert sorted((s for s in Status if s.rated), key=lambda s: s.rank) == rated
    assert [status for status in Status if not status.rated] == [Status.NOT_RATED, Status.ENDED]
    assert {status.rank for status in Status if not status.rated} == {-1}
