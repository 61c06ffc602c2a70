"""What waits for itself, among many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.circles import circles

PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]), max_size=20)


def reached(after: dict[str, list[str]], start: str) -> set[str]:
    """All that one comes to from there."""
    found: set[str] = set()
    left = [start]
    while left:
        for other in after.get(left.pop(), ()):
            if other not in found:
                found.add(other)
                left.append(other)
    return found


@given(PAIRS)
def test_those_are_in_a_circle_that_come_round_to_themselves(pairs: list[tuple[int, int]]):
    after: dict[str, list[str]] = {}
    for one, other in pairs:
        after.setdefault(str(one), []).append(str(other))
    found = circles(after)
    everything = {str(number) for number in range(9)}
    assert found.keys() == {key for key in everything if key in reached(after, key)}
    for key in found:
        together = {other for other in everything if other in reached(after, key) and key in reached(after, other)}
        assert {other for other, number in found.items() if number == found[key]} == together


def test_a_chain_of_thousands_is_no_circle_and_its_last_link_makes_one():
    chain = {str(number): [str(number + 1)] for number in range(20_000)}
    assert circles(chain) == {}
    assert len(circles(chain | {"20000": ["0"]})) == 20_001
