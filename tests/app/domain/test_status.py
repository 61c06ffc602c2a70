"""Statuses and their words."""

from __future__ import annotations

from app.domain.records import STATUSES
from app.domain.status import Status


def test_every_status_is_one_that_a_person_may_set():
    assert [status.value for status in Status] == list(STATUSES)
    assert [status.word for status in Status] == ["Complete", "On track", "At risk", "Off track", "Not rated"]


def test_statuses_rank_from_off_track_to_complete():
    assert sorted(Status, key=lambda s: s.rank)[1:] == [Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE]
    assert [status for status in Status if not status.rated] == [Status.NOT_RATED]
