"""What the board briefing says, before it becomes pages."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.briefing import PAPERS, PaperOptions
from app.briefing import blocks as b
from app.briefing.templates import TEMPLATES, compose
from app.domain.fields import Text
from app.domain.lazy import Lazy
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Action, Indicator, Meeting, Programme, Record, Risk, Theme, Visit, rules
from tests.app.briefing.plans import before_of, plan_of, records

PRINTED = date(2018, 2, 1)


def briefing(plan: Plan, before: Plan | None = None, paper: str = "board", **more: Any) -> b.Briefing:
    since = plan.find("m-old")
    assert since is None or isinstance(since, Meeting)
    options = PaperOptions(annex=True)
    return compose(paper, plan, before=before, since=since, printed=PRINTED, options=options, **more)


def said(thing: Any) -> str:
    """Every word of some blocks: texts, titles of columns, alt texts, what pictures are labelled with."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, tuple) and all(isinstance(each, b.Run) for each in thing):
        return b.text_of(thing)
    if isinstance(thing, tuple | list | Lazy):
        return " ".join(map(said, thing))
    if is_dataclass(thing) and not isinstance(thing, Record):
        return " ".join(said(getattr(thing, each.name)) for each in fields(thing))
    return ""


def section(made: b.Briefing, key: str) -> str:
    return next(said(each.blocks) for each in made.sections if each.key == key)


def test_the_sections_stand_in_their_order(plan: Plan, before: Plan):
    assert [each.key for each in briefing(plan, before).sections] == [
        "cover", "chair", "asked_and_new", "themes", "exceptions", "indicators", "risks", "ahead", "attention",
        "programme", "indicator_charts", "indicator_figures", "register_alone", "visits", "actions", "rules",
    ]  # fmt: skip
    without = compose("board", plan, before=before, printed=PRINTED)
    assert [each.key for each in without.sections][-1] == "ahead", "the annex comes only when it is asked for"


def test_the_cover_says_for_whom_as_at_which_day_and_compared_with_what(plan: Plan, before: Plan):
    cover = section(briefing(plan, before), "cover")
    for words in ("Example Council", "Children’s services improvement", "Board briefing", "Cabinet", "20 Mar 2018",
                  "Nothing is on the agenda yet", "Public",
                  "31 Jan 2018", "Improvement Board, 23 Nov 2017", "1 Feb 2018"):  # fmt: skip
        assert words in cover


def test_the_cover_says_in_plain_words_what_it_rests_on(plan: Plan):
    with_inputs = section(briefing(plan), "cover")
    assert "Illustrative inputs are included." in with_inputs
    assert "facts only" not in with_inputs
    facts = section(briefing(plan, facts_only=True), "cover")
    assert "Report’s facts only." in facts
    assert "Illustrative inputs" not in facts
    bare = section(briefing(plan_of(r for r in records() if r.id != "pv")), "cover")
    assert "llustrative" not in bare
    assert "facts only" not in bare


def test_the_foot_of_each_page_says_whether_illustrative_inputs_are_in(plan: Plan):
    assert "Illustrative inputs included" in briefing(plan).foot
    assert "Report’s facts only" in briefing(plan, facts_only=True).foot
    assert "llustrative" not in briefing(plan_of(r for r in records() if r.id != "pv")).foot


def test_the_foot_is_never_so_long_that_what_matters_is_cut():
    long = "The Council of the County Borough of " + "Long Names " * 12
    found = [replace(r, council=long) if isinstance(r, Programme) else r for r in records()]
    plan = plan_of(found)
    made = compose("board", plan, printed=PRINTED, options=PaperOptions(exempt=True))
    assert made.foot == "Not for publication · Illustrative inputs included · Data as at 31 Jan 2018"
    past = compose("board", plan, printed=PRINTED, as_at="the Overview and Scrutiny Committee meeting of 27 Jun 2017")
    assert past.foot.startswith("Illustrative inputs included")
    assert len(past.foot) <= 95


def test_every_theme_is_there_with_status_and_reason(plan: Plan, before: Plan):
    made, ratings = briefing(plan, before), Ratings(plan, before)
    for theme in plan.all(Theme):
        rating = ratings.of(theme)
        for key in ("chair", "themes"):
            assert theme.title in section(made, key)
            assert rating.status.word in section(made, key)
        assert rating.reason in section(made, "chair"), "told once"
        assert rating.reason not in section(made, "themes")


def test_a_status_that_rests_on_illustrative_values_says_so_and_what_the_facts_give(plan: Plan):
    themes = section(briefing(plan), "themes")
    assert "illustrative" in themes
    assert "At risk, in part illustrative; at risk without that too" in themes


@pytest.mark.parametrize(
    ("kind", "key"), [(Risk, "register_alone"), (Action, "actions"), (Indicator, "indicators"), (Visit, "visits")]
)
def test_every_record_is_listed(plan: Plan, kind: type[Record], key: str):
    listed = section(briefing(plan), key)
    for record in plan.all(kind):
        assert record.name.split(maxsplit=1)[-1] in listed


def test_the_risks_say_how_they_moved(plan: Plan, before: Plan):
    risks = section(briefing(plan, before), "risks")
    assert "Movements since Improvement Board, 23 Nov 2017" in risks
    assert "score 16, 20 before" in risks
    assert "Movements" not in section(briefing(plan), "risks")


def test_the_chairs_page_counts_edits_of_wording_and_the_section_lists_them(plan: Plan, before: Plan):
    themes = [replace(theme, focus="Worded anew") for theme in plan.all(Theme)]
    assert len(themes) > 1
    edited = plan.changed({Theme: themes})
    assert f"and {len(themes)} edits of wording)" in section(briefing(edited, before, "chair"), "brief")
    changed = " ".join(said(each.blocks) for each in briefing(edited, before, "changes").sections)
    assert "Focus set to “Worded anew”" in changed or "to “Worded anew”" in changed
    assert changed.index("Edits of wording") > changed.index("Re-scored")


def test_every_indicator_with_figures_has_its_chart_and_of_long_series_the_figures_are_printed(plan: Plan):
    made = briefing(plan)
    (table,) = (
        block for each in made.sections if each.key == "indicator_charts" for block in each.blocks
        if isinstance(block, b.Table)
    )  # fmt: skip
    drawn = [part.picture.indicator.id for _, chart in table.rows for part in chart if isinstance(part, b.PictureBlock)]
    assert sorted(drawn) == ["i1", "i2"]
    figures = section(made, "indicator_figures")
    assert "Management oversight" in figures
    assert "Contacts decided" not in figures
    assert "Still to come down." in section(made, "indicator_charts")


def test_every_reading_of_a_chart_is_in_its_table(plan: Plan):
    made = next(each for each in briefing(plan).sections if each.key == "indicator_figures")
    tables = [t for o in made.blocks if isinstance(o, b.Together) for t in o.blocks if isinstance(t, b.Table)]
    values = [said(cell) for cell in tables[0].rows[0]]
    assert [value.split()[0] for value in values] == [
        "2017", "63", "66", "66", "69", "72", "72", "75", "78", "78", "81", "84", "84",
    ]  # fmt: skip


def test_every_figure_has_words_that_stand_for_it(plan: Plan, before: Plan):
    def figures(thing: Any) -> list[b.PictureBlock]:
        if isinstance(thing, b.PictureBlock):
            return [thing]
        if isinstance(thing, tuple | list | Lazy):
            return [found for each in thing for found in figures(each)]
        if is_dataclass(thing) and not isinstance(thing, b.PictureBlock):
            return [found for each in fields(thing) for found in figures(getattr(thing, each.name))]
        return []

    found = figures([each.blocks for each in briefing(plan, before).sections])
    assert len(found) > 4
    assert all(len(figure.alt) > 20 for figure in found)


def test_the_key_gives_the_thresholds_as_numbers(plan: Plan):
    key = section(briefing(plan), "rules")
    for words in (
        "5 points",
        "5 %",
        "70 to 90 %",
        "14 days",
        "80 %",
        "60 days",
        "a score up to 6",
        "7 to 12",
        "a score above 12",
    ):
        assert words in key


def test_headings_have_keys_of_their_own_and_no_level_is_skipped(plan: Plan, before: Plan):
    found = b.headings(tuple(block for each in briefing(plan, before).sections for block in each.blocks))
    keys = [heading.key for heading in found]
    assert len(keys) == len(set(keys))
    level = 0
    for heading in found:
        assert heading.level <= level + 1
        level = heading.level


@pytest.mark.parametrize("record", [r for r in records() if rules(type(r))], ids=lambda r: r.id)
def test_no_text_of_an_exempt_record_is_said(record: Record):
    secret = "Zanzibar"
    texts = {name: secret for name, rule in rules(type(record)).items() if isinstance(rule, Text)}
    found = [replace(r, **texts) if r.id == record.id else r for r in records()]
    hidden = [replace(r, exempt="names a child") if r.id == record.id else r for r in found]
    made = briefing(plan_of(hidden), before_of(found))
    assert secret not in said(made)


def test_an_empty_plan_still_makes_a_briefing():
    made = compose("board", plan_of([]), printed=PRINTED)
    assert [each.key for each in made.sections] == ["cover", "chair", "ahead"]
    assert "Improvement plan" in said(made)


def test_every_paper_has_a_name_and_its_sections():
    assert PAPERS.keys() == TEMPLATES.keys()
