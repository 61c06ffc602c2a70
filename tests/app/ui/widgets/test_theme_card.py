"""What a theme's card says beside the status."""

from __future__ import annotations

from app.domain.rating import Rating, Status
from app.domain.records import Override
from app.ui.widgets.theme_card import alone_of, reason_of


def rating(status: Status, **values) -> Rating:
    return Rating(status=status, reason="5 of 21 rated items are off track.", computed=status, **values)


def test_the_reason_of_a_status_set_by_hand_is_its_persons():
    held = Override(id="", record="x", status="green", reason="January is better", by="Chair")
    assert reason_of(rating(Status.GREEN, override=held)) == "Chair: January is better"
    assert reason_of(rating(Status.RED)) == "5 of 21 rated items are off track."


def test_the_report_alone_is_told_where_it_gives_another_status():
    alone = rating(Status.NOT_RATED, known=(8, 24))
    assert alone_of(rating(Status.AMBER, alone=alone)) == "The report alone: not rated, 8 of 24 known."
    assert alone_of(rating(Status.AMBER, alone=rating(Status.AMBER))) == ""
    assert alone_of(rating(Status.AMBER)) == ""
