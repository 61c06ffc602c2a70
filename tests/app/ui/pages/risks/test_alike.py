"""Which risks are likely there twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.ui.pages.risks.alike import Alike

SAID = ("Skilled staff leave during change", "During change skilled staff leave", "Data is poor", "Data are bad")


class FewCommon(Alike):
    """One for which a word is soon common."""

    COMMON = 2


def test_risks_that_say_nearly_the_same_are_told_together():
    alike = Alike()
    alike.tell({str(number): title for number, title in enumerate(SAID)})
    assert alike.twins == {"0": "1", "1": "0"}
    alike.tell({"0": ""})
    assert alike.twins == {}


WORDS = st.sampled_from(["staff", "staffs", "leave", "leaves", "courts", "court"])
TITLES = st.dictionaries(st.sampled_from("abcdefg"), st.lists(WORDS, max_size=3).map(" ".join))


@given(st.lists(TITLES, min_size=1, max_size=4))
def test_what_is_told_bit_by_bit_is_found_as_what_is_told_at_once(steps: list[dict[str, str]]):
    bit_by_bit, all_of_it = FewCommon(), dict[str, str]()
    for titles in steps:
        bit_by_bit.tell(titles)
        all_of_it |= titles
        at_once = FewCommon()
        at_once.tell(all_of_it)
        assert bit_by_bit.twins == at_once.twins
