"""Nothing of what is exempt, and no number too small to publish, is anywhere in the file of a public paper."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from app.briefing import PAPERS, PaperOptions
from app.briefing.export import export
from app.domain.exemption import PARAGRAPHS, exemption
from app.domain.fields import Text
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.public import without_small_numbers
from app.domain.records import Indicator, Meeting, Provenance, Reading, Record, Section, Settlement, Thresholds, rules
from app.domain.schedule import PartialDate
from app.exchange.workbook.leaving import workbook
from app.exchange.workbook.scope import Scope
from tests.app.briefing.plans import before_of, plan_of, records
from tests.app.briefing.reading import text_of

SECRET = "Zanzibar"
DAY = date(2018, 2, 1)
LIVE = "Missing: {indicator:I-08 latest}, alone {indicator:I-09 latest}."
HIDDEN = ("t1", "i1", "r1", "a3", "v1", "ms", "sec", "s2")


def hidden(record: Record) -> Record:
    known = rules(type(record)).items()
    texts = {name: SECRET for name, rule in known if isinstance(rule, Text) and not rule.by_program}
    return replace(record, **texts | {"exempt": PARAGRAPHS[0]})


def everything(path: Path) -> str:
    """All that a file holds, unpacked: every stream and string of a PDF with its text, every part of a package."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            data = b"\n".join(package.read(name) for name in package.namelist())
    if not data.startswith(b"%PDF"):
        return data.decode("utf-8", errors="replace")
    with pikepdf.open(path) as pdf:
        parts = [str(thing) for thing in pdf.objects if isinstance(thing, pikepdf.String)]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes().decode("latin-1"))
            parts += strings(thing)
        assert not pdf.attachments
    return "\n".join([*parts, " ".join(text_of(path).split())])


def strings(thing: pikepdf.Object) -> list[str]:
    """The strings within one object, as a reader program would show them."""
    if isinstance(thing, pikepdf.String):
        return [str(thing)]
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner = [thing.get(key) for key in thing.keys() if not _indirect(thing.get(key))]  # noqa: SIM118
    elif isinstance(thing, pikepdf.Array):
        inner = [each for each in thing if not _indirect(each)]
    else:
        return []
    return [said for each in inner if each is not None for said in strings(each)]


def _indirect(thing: object) -> bool:
    return isinstance(thing, pikepdf.Object) and thing.is_indirect


def write(plan: Plan, before: Plan, path: Path, paper: str, *, exempt: bool = False) -> str:
    if paper == WORKBOOK:
        path.write_bytes(all_at_once(workbook(plan, Scope(exempt=exempt), ())))
        return everything(path)
    since = plan.find("m-old")
    assert isinstance(since, Meeting)
    options = PaperOptions(annex=True, exempt=exempt)
    for _ in export(plan, path, before=before, since=since, template=paper, printed=DAY, options=options):
        pass
    return everything(path)


WORKBOOK = "workbook"
FILES = [*((paper, ending) for paper in PAPERS for ending in (".pdf", ".html", ".docx")), (WORKBOOK, ".xlsx")]
"""All that leaves a plan and is public unless one says otherwise."""


@pytest.mark.parametrize(("paper", "ending"), FILES)
def test_exempt_text_and_what_tells_a_small_number_are_nowhere_in_a_public_file(
    tmp_path: Path, paper: str, ending: str
):
    sources = [
        Provenance(id="pn", record="n12", field="value", source="census", statement="All three are brothers"),
        Settlement(id="sn", record="n9", field="value", holds_true="28.57", reason="Two of seven are brothers"),
    ]
    found = [hidden(record) if record.id in HIDDEN else record for record in [*small(), *sources]]
    plan, before = plan_of(found), before_of([*records(), Section(id="sec", number=3, title=SECRET, body=SECRET)])
    said = write(plan, before, tmp_path / f"paper{ending}", paper)
    assert not [word for word in (SECRET, "Zanz", "brothers", "28.57") if word in said]
    with_all = write(plan, before, tmp_path / f"exempt{ending}", paper, exempt=True)
    assert SECRET in with_all, "so that the search finds what is there"
    assert "Not for publication" in with_all
    if paper == WORKBOOK:
        assert "2 figures are left out, being below 5 or made of such" in said
        assert "brothers" in with_all


TOLD = "Of the children missing 3 slept rough. Of those seen alone, 28.6 % came back."


def small() -> list[Record]:
    """A plan that publishes nothing below 5, with a count of 3 and a share of 2 in 7, told in the report as well."""
    return [
        *(replace(r, small_numbers=5) if isinstance(r, Thresholds) else r for r in records()),
        Indicator(
            id="i8", ref="I-08", title="Children missing", unit="", better="lower", target=Decimal(9),
            note="In December three were missing, of whom 3 came back.",
        ),
        Indicator(id="i9", ref="I-09", title="Seen alone", better="higher", target=Decimal(50), note="28.6 % of few"),
        *(
            Reading(id=f"n{n}", indicator="i8", period=PartialDate(f"2017-{n:02}"), value=Decimal(value), note=note)
            for n, value, note in ((10, 41, ""), (11, 0, ""), (12, 3, "All three are brothers"))
        ),
        Reading(id="n9", indicator="i9", period=PartialDate("2017-12"), value=Decimal("28.57"),
                numerator=Decimal(2), denominator=Decimal(7)),
        Section(id="sec", number=3, title="Details", body=f"{LIVE}\n\n{TOLD}"),
    ]  # fmt: skip


def test_small_counts_and_the_shares_made_of_them_are_left_out_and_nought_and_large_ones_stay():
    shown, count = without_small_numbers(plan_of(small()))
    assert count == 2
    values = {r.id: (r.value, r.gap) for r in shown.all(Reading) if r.id.startswith("n")}
    assert values == {
        "n10": (41, ""), "n11": (0, ""), "n12": (None, "suppressed: fewer than 5"),
        "n9": (None, "suppressed: fewer than 5"),
    }  # fmt: skip
    bare = plan_of(records())
    assert without_small_numbers(bare) == (bare, 0), "a plan that says nothing of it is left as it is"


def test_a_small_number_is_in_no_public_paper_text_included_and_in_the_one_not_for_publication(tmp_path: Path):
    plan, before = plan_of(small()), before_of(small())
    public = write(plan, before, tmp_path / "p.pdf", "cabinet")
    assert "28.5" not in text_of(tmp_path / "p.pdf")
    assert "alone no reading" in public
    assert "Missing: 0 ," in public, "the latest that may be told"
    assert "brothers" not in write(plan, before, tmp_path / "i.pdf", "indicators")
    for ending in ("pdf", "html", "docx"):
        said = write(plan, before, tmp_path / f"n.{ending}", "cabinet")
        assert "missing fewer than 5 slept rough. Of those seen alone, a share too small to publish came back" in said
        assert "28.6" not in said
    assert TOLD in write(plan, before, tmp_path / "x.html", "cabinet", exempt=True)
    assert "Missing: 3 , alone 28.57" in write(plan, before, tmp_path / "e.pdf", "cabinet", exempt=True)
    board = write(plan, before, tmp_path / "b.pdf", "board")
    assert "2 figures below 5, or made of such, left out" in board


@pytest.mark.parametrize(
    ("text", "paragraph", "reason"),
    [
        (PARAGRAPHS[2], 3, "financial or business affairs"),
        ("para. 2 - names a sibling group", 2, "names a sibling group"),
        ("Paragraph 7", 7, ""),
        ("Names a child", None, "Names a child"),
        ("Paragraph 12: no such thing", None, "Paragraph 12: no such thing"),
    ],
)
def test_the_paragraph_is_read_off_the_reason(text: str, paragraph: int | None, reason: str):
    assert exemption(text) == (paragraph, reason)
