"""Papers: how long a page takes, what tags cost, that many pages take as much longer, and how much memory they need."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app import demo, large_demo
from app.briefing import blocks as b
from app.briefing.canvas import TaggedCanvas
from app.briefing.pages import arrange, blank_sheet, draw_pages, lay_out
from app.briefing.preview import PagePictures
from app.briefing.structure_tree import write_description, write_structure
from app.briefing.templates import compose
from app.briefing.web_page import web_page
from app.domain.attention import needs_attention
from app.domain.lazy import all_at_once
from app.domain.rating import Ratings
from app.domain.since import changes
from app.papers import apart
from app.workspace import Person

DAY = date(2018, 2, 1)
TAGS, MOST_TIMES, MEMORY, CHAIR = 1.3, 6.0, 300, 1.8  # times, times, MiB, times


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> b.Briefing:
    folder = tmp_path_factory.mktemp("demo")
    workspace = demo.make(folder / "plan.goldthread", Person("Ann"), folder / "backups")
    made = compose("board", workspace.plan, before=workspace.before, since=workspace.last_meeting, printed=DAY)
    workspace.close()
    return made


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def long_paper(pages: int) -> b.Briefing:
    """About so many pages of text and tables."""
    row = b.cell("Action and what it is about"), b.cell("word " * 30), b.cell(b.Run("On track", sign="green"))
    blocks: list[b.Block] = []
    for number in range(pages):
        table = b.Table(b.columns(("What", 3), ("Why", 7), ("Status", 2)), (row,) * 9, "a table")
        blocks += [b.Heading(1, b.words(f"Part {number}"), f"part-{number}"), b.Paragraph(b.words("word " * 60)), table]
    return b.Briefing("Long", "A", "S", ("Left", "Right"), "Foot", (b.BriefingSection("only", tuple(blocks)),))


def made(briefing: b.Briefing) -> bytes:
    return all_at_once(lay_out(briefing, DAY))


def best(act: Callable[[], object], times: int = 3) -> float:
    """The least of several times, in seconds."""
    return min(time_of(act) for _ in range(times))


def time_of(act: Callable[..., object], *given: object) -> float:
    """The seconds that the processor needs for it."""
    start = time.process_time()
    act(*given)
    return time.process_time() - start


def test_the_board_s_paper(board: b.Briefing, benchmark: BenchmarkFixture):
    pages = pages_of(benchmark(made, board))
    if benchmark.stats:
        print(f"\n{pages} pages, {1000 * benchmark.stats['median'] / pages:.1f} ms each")  # pyright: ignore


def test_a_page_of_the_preview(board: b.Briefing, benchmark: BenchmarkFixture):
    """As the window asks for it, with the words that are told of it."""
    pages = PagePictures(made(board))
    benchmark(lambda: [pages.page(number, 1000) for number in range(1, pages.count + 1)])
    if benchmark.stats:
        print(f"\n{1000 * benchmark.stats['median'] / pages.count:.1f} ms for a page of the preview")  # pyright: ignore
    pages.close()


@pytest.mark.measured
def test_the_brief_of_the_chair_costs_little_more_than_what_it_picks_from(tmp_path: Path):
    """In a plan of thousands: what changed and what needs attention is found, and little of it is put into words."""
    workspace = demo.make(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups")
    large_demo.grow(workspace)
    before, since = workspace.before, workspace.last_meeting
    assert before is not None

    def found() -> None:
        plan, then = apart(workspace.plan), apart(before)
        ratings = Ratings(plan, then)
        assert list(changes(plan, then, ratings))
        assert len(needs_attention(plan, ratings))

    def brief() -> None:
        plan, then = apart(workspace.plan), apart(before)
        made(compose("chair", plan, before=then, since=since, printed=DAY))

    picked, whole = best(found), best(brief)
    workspace.close()
    print(f"\nthe brief of the chair {whole:.2f} s, what it picks from {picked:.2f} s, {whole / picked:.2f} times")
    assert whole <= CHAIR * picked


class Untagged(TaggedCanvas):
    """The same canvas without marks."""

    @contextmanager
    def marking(self, element, actual="") -> Iterator[None]:
        yield

    @contextmanager
    def furniture(self) -> Iterator[None]:
        yield

    def lead(self, element, key, area) -> None:
        pass

    def showPage(self) -> None:
        super(TaggedCanvas, self).showPage()


def drawn(briefing: b.Briefing, kind: type[TaggedCanvas]) -> bytes:
    target = BytesIO()
    arranged = all_at_once(arrange(briefing))
    sheet = blank_sheet(target, briefing, DAY, kind)
    all_at_once(draw_pages(sheet, arranged))  # pyright: ignore[reportArgumentType]
    if kind is TaggedCanvas:
        write_structure(sheet, arranged.root)
        write_description(sheet, "en-GB", DAY)
    sheet.save()
    return target.getvalue()


@pytest.mark.measured
def test_tags_cost_little(board: b.Briefing):
    turns = [(time_of(drawn, board, Untagged), time_of(drawn, board, TaggedCanvas)) for _ in range(8)]
    untagged, tagged = map(min, zip(*turns[1:], strict=True))
    print(f"\ntagged {tagged:.2f} s, untagged {untagged:.2f} s, {tagged / untagged:.2f} times")
    assert tagged <= TAGS * untagged


@pytest.mark.measured
def test_four_times_the_pages_take_four_times_as_long():
    few, many = long_paper(75), long_paper(300)
    made(few)
    short, long = best(lambda: made(few)), best(lambda: made(many))
    print(f"\n{pages_of(made(few))} pages {short:.2f} s, {pages_of(made(many))} pages {long:.2f} s")
    assert long <= MOST_TIMES * short


@pytest.mark.measured
def test_three_hundred_pages_need_little_memory():
    code = (
        "from pathlib import Path; from tests.benchmarks.test_papers import long_paper, made; made(long_paper(300)); "
        "print(next(l for l in Path('/proc/self/status').read_text().splitlines() if l.startswith('VmHWM')).split()[1])"
    )  # what a program is told of itself by `getrusage` counts what it was started by, too
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    used = int(run.stdout) / 1024
    print(f"\n{used:.0f} MiB at most")
    assert used < MEMORY


@pytest.mark.measured
def test_weasyprint_takes_longer(board: b.Briefing, tmp_path: Path):
    """Of the same words and charts, as PDF/UA-1; told where it is there (`pip install -e .[bench]`)."""
    weasyprint = pytest.importorskip("weasyprint")
    html = weasyprint.HTML(string="".join(web_page(board)))
    theirs = best(lambda: html.write_pdf(tmp_path / "out.pdf", pdf_variant="pdf/ua-1"), 1)
    ours = best(lambda: made(board))
    print(f"\nWeasyPrint {theirs:.1f} s, Goldthread {ours:.1f} s, {theirs / ours:.1f} times")
    assert ours < theirs
