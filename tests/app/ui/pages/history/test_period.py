"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from app.ui.pages.history.filter_bar import read_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Jun 2017", date(2017, 6, 1), date(2017, 6, 30)),
        ("27/6/2017", date(2017, 6, 27), date(2017, 6, 27)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016/17 to 2017/18", date(2016, 4, 1), date(2018, 3, 31)),
        ("w/e 12.01.18", date(2018, 1, 12), date(2018, 1, 12)),
        ("  April   2017 to June 2017", date(2017, 4, 1), date(2017, 6, 30)),
        ("Apr to Jun 2017", date(2017, 4, 1), date(2017, 6, 30)),
        ("27 Jun to 3 Jul 2017", date(2017, 6, 27), date(2017, 7, 3)),
    ],
)
def test_a_period_is_read(text: str, first: date, last: date):
    assert read_period(text) == (first, last)


def test_nothing_is_no_period():
    assert read_period("  ") is None


@pytest.mark.parametrize(
    "text", ["June", "Jun 2017 to", "to", "x to y", "Jun 2017 to Apr 2017", "😀", "'; --", "9" * 10_000]
)
def test_what_is_no_period_is_refused_in_a_sentence(text: str):
    with pytest.raises(ValueError, match=r"\.$"):
        read_period(text)
