"""The parts that a board wants in a paper, and their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import demo
from app.briefing import PAPERS, PaperOptions
from app.briefing import blocks as b
from app.briefing.context import BriefingContext
from app.briefing.paper_parts import WITHOUT, ChosenPart, PaperPart, as_kept, chosen_parts, field_of
from app.briefing.templates import TEMPLATES, compose, composing
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import Meeting, Programme, Theme, rules
from app.workspace import Person

USUAL = tuple(PaperPart(title, lambda _m: ()) for title in ("One", "Two", "Three", "Four"))
FIXED = PaperPart("Always", lambda _m: (), always=True)


@pytest.fixture(scope="module")
def demo_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plan, Plan | None, Meeting | None]]:
    folder = tmp_path_factory.mktemp("demo")
    workspace = demo.make(folder / "plan.goldthread", Person("Ann"), folder / "backups")
    yield workspace.plan, workspace.before, workspace.last_meeting
    workspace.close()


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
        whole = [part.title for part in template.whole]
        assert len(whole) == len(set(whole)), name
        several = sum(not part.always for part in template.whole) > 1
        assert several == (field_of(name) in rules(Programme)), name


def test_a_part_that_is_not_usual_is_there_once_it_is_chosen():
    parts = (USUAL[0], PaperPart("Rare", lambda _m: (), usual=False))
    assert titles(chosen_parts(parts, "")) == ["One", "-Rare"]
    assert as_kept(chosen_parts(parts, ""), parts) == ""
    assert titles(chosen_parts(parts, "One")) == ["One", "-Rare"]
    both = [ChosenPart(part) for part in parts]
    assert chosen_parts(parts, as_kept(both, parts)) == both


COMPOSED = [name for name in PAPERS if field_of(name) in rules(Programme)]


@pytest.mark.parametrize("name", COMPOSED)
def test_every_part_of_every_paper_can_be_left_out_and_moved(
    name: str, demo_plan: tuple[Plan, Plan | None, Meeting | None]
):
    plan, before, since = demo_plan
    template = TEMPLATES[name]
    m = BriefingContext.gather(
        plan, before=before, meeting=None, since=since, facts_only=False, printed=date(2018, 2, 1)
    )

    def headings(kept: list[str], annex: bool) -> list[str]:
        programme = replace(plan.programme, **{field_of(name): "\n".join(kept)})
        shown = m.plan.changed({Programme: [programme]})
        chosen = replace(m, plan=shown, options=PaperOptions(annex=annex))
        made = all_at_once(composing(name, chosen))
        return [h.key for section in made.sections for h in b.headings(section.blocks)]

    theme = m.worst_first(m.themes)[0]
    for parts in (template.of_each, template.parts, template.annex):
        there = [part for part in parts if not part.always]
        matter = {
            part: part.make(m, theme, frozenset()) if parts is template.of_each else part.make(m) for part in there
        }
        first = {part: found[0].key for part in there if (found := b.headings(matter[part]))}
        assert len(first) >= min(len(there) - 2, 6), name
        turned = headings([part.title for part in reversed(there)], parts is template.annex)
        places = [turned.index(first[part]) for part in reversed(there) if part in first]
        assert places == sorted(places), turned
        without = headings([f"{WITHOUT}{part.title}" for part in there[::2]], parts is template.annex)
        for place, part in enumerate(there):
            if part in first and part.usual:
                assert (first[part] in without) == bool(place % 2), part.title


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
