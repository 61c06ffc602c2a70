"""A value of named fields that cannot change."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from app.domain.frozen import Frozen, FrozenInOrder


class Place(Frozen):
    """Somewhere."""

    title: str
    number: int = 1


class Room(Place):
    """Somewhere inside."""

    floor: int = field(default=0, metadata={"unit": "floors"})


def test_fields_are_given_by_name_and_have_their_defaults():
    room = Room(title="Hall", floor=2)
    assert (room.title, room.number, room.floor) == ("Hall", 1, 2)
    assert repr(room) == "Room(title='Hall', number=1, floor=2)"


def test_it_is_a_dataclass():
    assert [f.name for f in fields(Room)] == ["title", "number", "floor"]
    assert fields(Room)[2].metadata["unit"] == "floors"
    assert replace(Room(title="Hall"), number=3) == Room(title="Hall", number=3)


@pytest.mark.parametrize(("given", "named"), [({}, "title"), ({"title": "Hall", "size": 3}, "size")])
def test_a_field_that_is_left_out_or_unknown_is_named(given: dict[str, object], named: str):
    with pytest.raises(TypeError, match=f"Room: .*{named}"):
        Room(**given)  # type: ignore[arg-type]


def test_nothing_of_it_changes():
    hall = Place(title="Hall")
    with pytest.raises(FrozenInstanceError):
        hall.title = "Yard"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del hall.title  # type: ignore[misc]
    assert hall == Place(title="Hall")


def test_equal_are_two_of_a_kind_with_equal_fields():
    assert Place(title="Hall") == Place(title="Hall")
    assert hash(Place(title="Hall")) == hash(Place(title="Hall"))
    assert Place(title="Hall") != Place(title="Hall", number=2)
    assert Place(title="Hall") != Room(title="Hall")
    assert len({Place(title="Hall"), Place(title="Hall"), Room(title="Hall")}) == 2


def test_two_differ_in_the_fields_that_hold_something_else():
    hall = Place(title="Hall", number=1_000)
    assert hall.differing(Place(title="Hall", number=int("1000"))) == []
    assert hall.differing(hall.having({"number": 2})) == ["number"]
    assert sorted(hall.differing(Place(title="Room", number=2))) == ["number", "title"]


class Seat(FrozenInOrder):
    """A place to sit."""

    row: str
    number: int = 1


def test_one_of_ordered_fields_is_given_them_in_order_or_by_name():
    assert Seat("A", 2) == Seat("A", number=2) == Seat(row="A", number=2)
    assert Seat("A").number == 1
    assert replace(Seat("A"), number=3) == Seat("A", 3)


@pytest.mark.parametrize(("given", "named"), [((), {}), (("A", 1, 2), {}), (("A",), {"row": "B"}), (("A",), {"x": 1})])
def test_too_few_too_many_and_unknown_fields_are_refused(given: tuple[object, ...], named: dict[str, object]):
    with pytest.raises(TypeError):
        Seat(*given, **named)  # type: ignore[arg-type]
