"""The craft of pages: no heading or row is left alone, and no page holds but two lines, in any paper of any plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import demo, large_demo
from app.briefing import PAPERS, PaperOptions
from app.briefing import blocks as b
from app.briefing.flowables import DrawnHeading
from app.briefing.page_part import Placement, foot_of
from app.briefing.pages import arrange
from app.briefing.printed_table import PrintedTable
from app.briefing.styles import HEIGHT, STYLES, WIDTH
from app.briefing.templates import compose
from app.briefing.text_block import TextBlock
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import Meeting, Theme
from app.workspace import Person
from tests.app.briefing.plans import before_of, plan_of, records
from tests.app.briefing.test_measures import WORD, many

DAY = date(2018, 2, 1)
LINE = STYLES["body"].leading
SHORT_ROW = 60.0  # points; a higher one holds enough to stand alone
OPTIONS = {
    **{name: (name, PaperOptions()) for name in PAPERS},
    "board with its annex": ("board", PaperOptions(annex=True)),
    "one theme": ("theme", PaperOptions(theme="th1")),
}


def faults(pages: Sequence[Sequence[Placement]]) -> Iterator[str]:
    """What no page may look like, in words."""
    for number, page in enumerate(pages, 1):
        last, foot = page[-1].part, foot_of(page, WIDTH)
        following = pages[number][0].part if number < len(pages) else None
        if isinstance(last, DrawnHeading):
            yield f"page {number} ends with a heading"
        if foot <= 2 * LINE + 1:
            yield f"page {number} holds but two lines"
        if isinstance(following, TextBlock) and following.style is STYLES["small"]:
            yield f"page {number + 1} begins with what a list before it leaves out"
        if foot > HEIGHT + 1:
            yield f"page {number} runs over its foot"
        if not isinstance(following, PrintedTable) or not following.goes_on:
            continue
        if len(following.rows) == 1 and following.row_heights()[0] < SHORT_ROW:
            yield f"page {number + 1} begins with the last row of a table"
        if (
            isinstance(last, PrintedTable)
            and not last.goes_on
            and len(last.rows) == 1
            and last.height(WIDTH) < SHORT_ROW
        ):
            yield f"page {number} ends with the first row of a table"


def arranged(
    paper: str, plan: Plan, before: Plan | None, since: object, options: PaperOptions
) -> list[list[Placement]]:
    meeting = since if isinstance(since, Meeting) else None
    made = compose(paper, plan, before=before, since=meeting, printed=DAY, options=options)
    return all_at_once(arrange(made)).pages


@pytest.fixture(scope="module")
def demo_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plan, Plan | None, Meeting | None]]:
    folder: Path = tmp_path_factory.mktemp("demo")
    workspace = demo.make(folder / "plan.goldthread", Person("Ann"), folder / "backups")
    yield workspace.plan, workspace.before, workspace.last_meeting
    workspace.close()


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("title", ["", "A title", WORD * 6])
def test_pages_of_small_and_of_crowded_plans(name: str, title: str):
    paper, options = OPTIONS[name]
    if name == "one theme" and not title:
        options = PaperOptions(theme="t1")
    plan = plan_of([*records(), *(many(title, "Some words that say what is the matter. " * 4) if title else [])])
    found = faults(arranged(paper, plan, before_of(records()), plan.find("m-old"), options))
    monstrous = title == WORD * 6  # no list is short enough then for its note to stay with it
    assert [each for each in found if not (monstrous and "leaves out" in each)] == []


@pytest.mark.parametrize("name", OPTIONS)
def test_pages_of_the_demo(name: str, demo_plan: tuple[Plan, Plan | None, Meeting | None]):
    paper, options = OPTIONS[name]
    if name == "one theme":
        options = PaperOptions(theme=demo_plan[0].all(Theme)[0].id)
    assert [*faults(arranged(paper, *demo_plan, options))] == []


@pytest.mark.torture
def test_pages_of_the_large_plan(tmp_path: Path):
    workspace = demo.make(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups")
    large_demo.grow(workspace)
    plan, before, since = workspace.plan, workspace.before, workspace.last_meeting
    for name, (paper, options) in OPTIONS.items():
        if name != "one theme":
            assert [*faults(arranged(paper, plan, before, since, options))] == [], name
    workspace.close()


SENTENCE = st.integers(1, 60).map(lambda count: b.Paragraph(b.words("word " * count)))
HEADING = st.integers(1, 3).map(lambda level: b.Heading(level, b.words("A heading"), f"h{level}"))
ROWS = st.lists(st.integers(1, 60), min_size=1, max_size=12).map(
    lambda long: b.Table(
        b.columns(("What", 3), ("Why", 7)), tuple((b.cell("What"), b.cell("word " * each)) for each in long), "a table"
    )
)
LISTED = st.lists(st.integers(1, 40), min_size=1, max_size=8).map(
    lambda long: b.Bullets(tuple(b.words("word " * each) for each in long))
)


@given(st.lists(st.tuples(HEADING, SENTENCE | ROWS | LISTED), min_size=1, max_size=30))
def test_pages_of_any_blocks(matter: list[tuple[b.Block, b.Block]]):
    blocks = tuple(block for pair in matter for block in pair)
    briefing = b.Briefing("Any", "A", "S", ("Left", "Right"), "Foot", (b.BriefingSection("only", blocks),))
    assert [each for each in faults(all_at_once(arrange(briefing)).pages) if "two lines" not in each] == []
