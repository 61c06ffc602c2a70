"""What follows from what is entered."""

from __future__ import annotations

from app.domain.entered import REPORTS
from db.earlier import TOLD


def test_older_files_are_read_by_the_fields_whose_change_is_a_report_today():
    assert set(REPORTS) == set(TOLD)
