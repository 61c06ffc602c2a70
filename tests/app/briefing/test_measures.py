"""Each paper keeps its measure, whatever the plan holds; nothing is stranded, and no page holds two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.briefing import PAPERS, PaperOptions
from app.briefing.export import export
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    AgendaItem,
    Decision,
    Indicator,
    Link,
    Meeting,
    NextStep,
    Reading,
    Recommendation,
    Record,
    Risk,
    Section,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate
from tests.app.briefing.plans import before_of, plan_of, records
from tests.app.briefing.reading import page_texts

DAY = date(2018, 2, 1)
WORD = "Donaudampfschifffahrtsgesellschaftskapitaen"
MEASURES = {"chair": 2, "board": 10, "cabinet": 14, "theme": 9, "risks": 14, "changes": 12}
"""At most so many pages; what is written at length in the report of Cabinet comes on top."""


def many(title: str = "A title", text: str = "Some words that say what is the matter. ") -> list[Record]:
    """Thirty themes, three hundred risks in one cell of the matrix, and as much of everything else."""
    made: list[Record] = []
    for n in range(30):
        made.append(Theme(id=f"th{n}", number=n + 10, title=f"{title} {n}", progress=text, challenge=text, focus=text))
        made.append(Recommendation(id=f"rec{n}", number=n + 1, title=f"{title} {n}", detail=text))
        made.append(AgendaItem(id=f"ag{n}", meeting="m-new", number=n + 1, title=f"{title} {n}", recommendation=text))
        made.append(NextStep(id=f"step{n}", number=n + 1, title=f"{title} {n}", detail=text))
        made.append(Decision(id=f"dec{n}", ref=f"D-{n}", meeting="m-old", title=f"{title} {n}", detail=text))
        made.append(Visit(id=f"vis{n}", title=f"{title} {n}", starts=PartialDate("2018-05"), focus=text))
    for n in range(300):
        theme = f"th{n % 30}"
        made.append(Risk(id=f"ri{n}", ref=f"R-{n + 100}", title=f"{title} {n}", likelihood=5, impact=5,
                         target_likelihood=1, target_impact=1, consequence=text, mitigation=text))  # fmt: skip
        made.append(Action(id=f"ac{n}", ref=f"A-{n + 100}", title=f"{title} {n}", due=PartialDate("2017-06"),
                           progress=text, blocked=title, for_children=text))  # fmt: skip
        made += [Link(id=f"lr{n}", item=f"ri{n}", serves=theme), Link(id=f"la{n}", item=f"ac{n}", serves=theme)]
    for n in range(20):
        made.append(Indicator(id=f"in{n}", ref=f"I-{n + 100}", title=f"{title} {n}", better="higher",
                              target=Decimal(90), note=text, for_children=text))  # fmt: skip
        made.append(Link(id=f"li{n}", item=f"in{n}", serves=f"th{n % 3}"))
        made += [
            Reading(
                id=f"re{n}-{month}", indicator=f"in{n}", period=PartialDate(f"2017-{month:02}"), value=Decimal(month)
            )
            for month in range(1, 13)
        ]
    return made


def pages(found: Sequence[Record], path: Path, paper: str, options: PaperOptions | None = None) -> list[str]:
    plan = plan_of([*records(), *found])
    since = plan.find("m-old")
    assert isinstance(since, Meeting)
    options = options or PaperOptions()
    steps = export(plan, path, before=before_of(records()), since=since, template=paper, printed=DAY, options=options)
    for _ in steps:
        pass
    return page_texts(path)


@pytest.mark.parametrize("paper", MEASURES)
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("A title", "Some words that say what is the matter. "),
        (WORD * 6, "word " * 4_000),
        ("R&D <b>", "x" * 10_000),
    ],
    ids=["plain", "long", "hostile"],
)
def test_no_paper_grows_beyond_its_measure(tmp_path: Path, paper: str, title: str, text: str):
    options = PaperOptions(theme="th0") if paper == "theme" else None
    found = pages(many(title, text), tmp_path / "p.pdf", paper, options)
    assert len(found) <= MEASURES[paper]
    assert any("told here; the workbook holds the rest" in page for page in found) or paper in ("chair", "changes")
    if paper == "chair":
        assert len(found) == 2


@pytest.mark.parametrize("paper", MEASURES)
@pytest.mark.parametrize(("title", "text"), [("A title", "Some words. "), (WORD * 6, "word " * 4_000)])
def test_each_paper_keeps_its_measure_when_much_in_it_is_exempt(tmp_path: Path, paper: str, title: str, text: str):
    reason = f"Paragraph 3: {text}"[:300].strip()
    found = [replace(r, exempt=reason) if isinstance(r, Risk | Action | Theme) else r for r in many(title, text)]
    told = pages(found, tmp_path / "p.pdf", paper, PaperOptions(theme="th0" if paper == "theme" else "", exempt=True))
    assert len(told) <= MEASURES[paper] + (paper not in ("chair", "board"))  # these hold the list within their pages
    assert all("Not for publication" in page for page in told)
    assert sum("What is exempt" in page for page in told) >= 1, "what is exempt is listed, with paragraph and reason"


@pytest.mark.parametrize("paper", ["board", "chair"])
def test_the_few_exempt_records_of_a_short_paper_are_all_told(tmp_path: Path, paper: str):
    reason = "Paragraph 3: it names a firm"
    few = [replace(r, exempt=reason) if r.id in ("ri1", "ac1") else r for r in many()]
    told = pages(few, tmp_path / "few.pdf", paper, PaperOptions(exempt=True))
    assert len(told) <= MEASURES[paper]
    (listed,) = (page for page in told if "What is exempt" in page)
    assert ("R-101 A title 1" in listed, "A-101 A title 1" in listed) == (True, True), "all of it, where it has room"


def test_every_indicator_with_figures_has_its_chart_six_to_a_page(tmp_path: Path):
    found = pages(many(), tmp_path / "p.pdf", "indicators")
    charts = [page for page in found if "Indicator, and what its figures say" in page]
    assert sum(len(re.findall(r"I-1\d\d\b", page)) for page in charts) == 20
    assert len(charts) <= -(-22 // 6) + 1


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_of_a_plan_with_nothing_in_it_say_so(tmp_path: Path, paper: str):
    path = tmp_path / "p.pdf"
    empty = Plan({}, date(2018, 1, 31))
    for _ in export(empty, path, template=paper, printed=DAY, before=empty):
        pass
    assert 1 <= len(page_texts(path)) <= 4


def test_what_is_told_in_full_is_told_once_in_the_paper_of_the_board(tmp_path: Path):
    found = [replace(r, likelihood=5, impact=5) if isinstance(r, Risk) and r.id == "r2" else r for r in records()]
    whole = " ".join(pages([r for r in found if r.id == "r2"], tmp_path / "p.pdf", "board"))
    assert whole.count("Poor data quality: score 25 of 25") == 1
    assert "The highest risks beside the exceptions" in whole


def test_what_the_meeting_is_asked_is_what_its_agenda_says(tmp_path: Path):
    item = AgendaItem(id="ag", meeting="m-new", number=1, title="Pace", purpose="noting", presenter="The Director",
                      recommendation="Note that recruitment is behind")  # fmt: skip
    for paper in ("board", "chair", "cabinet"):
        whole = " ".join(pages([item], tmp_path / f"{paper}.pdf", paper))
        assert "Note that recruitment is behind" in whole
        assert "For discussion" not in whole
    assert "presented by The Director" in " ".join(pages([item], tmp_path / "b.pdf", "board"))


def test_a_written_section_stands_in_the_report_with_live_figures_and_who_wrote_it(tmp_path: Path):
    section = Section(
        id="s", number=4, title="Legal comments", author="Solicitor", day=DAY,
        body="Oversight is at {indicator:I-01 latest}.\n\n- one\n\n[The act](https://x.example/act)",
    )  # fmt: skip
    whole = " ".join(pages([section], tmp_path / "c.pdf", "cabinet"))
    assert "4.1 Oversight is at 84" in " ".join(whole.split())
    assert "The act (https://x.example/act)" in whole
    assert "Written by Solicitor, 1 Feb 2018." in whole
