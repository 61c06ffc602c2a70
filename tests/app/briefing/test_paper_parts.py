"""The parts that a board wants in a paper, and their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.briefing import PAPERS, PaperOptions
from app.briefing.paper_parts import ChosenPart, PaperPart, as_kept, chosen_parts, field_of
from app.briefing.templates import TEMPLATES, compose
from app.domain.plan import Plan
from app.domain.records import Programme, Theme, rules

USUAL = tuple(PaperPart(title, lambda _m: ()) for title in ("One", "Two", "Three", "Four"))
FIXED = PaperPart("Always", lambda _m: (), always=True)


def titles(chosen: list[ChosenPart]) -> list[str]:
    return [each.part.title if each.on else f"-{each.part.title}" for each in chosen]


@given(st.permutations(USUAL), st.lists(st.booleans(), min_size=4, max_size=4))
def test_what_is_chosen_is_kept_and_read_again(order: list[PaperPart], on: list[bool]):
    wanted = [ChosenPart(part, on) for part, on in zip(order, on, strict=True)]
    assert chosen_parts(USUAL, as_kept(wanted, USUAL)) == wanted


def test_the_usual_choice_is_kept_as_nothing():
    assert chosen_parts(USUAL, "") == [ChosenPart(part) for part in USUAL]
    assert as_kept(chosen_parts(USUAL, ""), USUAL) == ""


def test_a_part_that_is_newer_than_the_choice_stands_behind_its_usual_neighbour():
    assert titles(chosen_parts(USUAL, "Four\nwithout: two\nOne\nLong gone")) == ["Four", "-Two", "Three", "One"]


def test_what_is_always_there_can_neither_be_left_out_nor_moved_away():
    parts = (USUAL[0], FIXED, USUAL[1])
    assert titles(chosen_parts(parts, "Two\nWithout: Always\nOne")) == ["Two", "One", "Always"]


def test_every_paper_of_several_parts_has_a_field_that_keeps_them_and_no_title_twice():
    for name in PAPERS:
        template = TEMPLATES[name]
        whole = [part.title for part in (*template.parts, *template.annex)]
        assert len(whole) == len(set(whole)), name
        several = sum(not part.always for part in template.parts) > 1
        assert several == (field_of(name) in rules(Programme)), name


@pytest.mark.parametrize("annex", [False, True])
def test_a_paper_has_the_parts_of_its_board_in_their_order(annex: bool):
    kept = "Themes\nFor the chair\nWithout: Risks\nMoney\nWithout: Actions"
    programme, theme = Programme(id="p", title="Plan", board_parts=kept), Theme(id="t", title="Homes", number=1)
    plan = Plan({Programme: [programme], Theme: [theme]}, date(2018, 1, 31))
    options = PaperOptions(annex=annex)
    keys = [s.key for s in compose("board", plan, printed=date(2018, 2, 1), options=options).sections]
    assert keys[:3] == ["cover", "themes", "chair"]
    assert "risks" not in keys
    usual = Plan({Programme: [replace(programme, board_parts="")], Theme: [theme]}, date(2018, 1, 31))
    assert [s.key for s in compose("board", usual, printed=date(2018, 2, 1)).sections][:2] == ["cover", "chair"]
