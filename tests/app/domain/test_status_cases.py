"""Small plans and the status that each must show, with the figures that its reason must name.

The plans and `EXPECTED.md` lie in `tests/data/cases/status`; they were checked against another implementation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain import keys
from app.domain.pace import pace
from app.domain.records import Programme
from app.exchange import planfile
from app.workspace import Person, Workspace

CASES = Path(__file__).parents[2] / "data" / "cases" / "status"
PERSON = Person("Tester", "Officer")


class Expected(NamedTuple):
    case: str
    record: str
    what: str
    named: tuple[str, ...]


def expected() -> Iterator[Expected]:
    for line in (CASES / "EXPECTED.md").read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"\| (\w+) \| (.*) \| (.*) \|", line)
        if not match or match[1] == "case":
            continue
        for said in match[3].split(" · "):
            found = re.fullmatch(r"(?:direction of )?([\w/]+): ([a-z ]+?)(?: \((.*)\))?", said)
            if found is None:
                yield Expected(match[1], "pace", said, ())
                continue
            what = f"direction {found[2]}" if said.startswith("direction") else found[2]
            yield Expected(match[1], found[1], what, tuple((found[3] or "").split("; ")) if found[3] else ())


@pytest.fixture
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    document = planfile.parse((CASES / f"{request.param}.json").read_text(encoding="utf-8"))
    workspace = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups")
    given = planfile.expand(document)
    workspace.bring_in(given.edits, given.baselines, given.contents)
    yield workspace
    workspace.close()


def name_of(case: str, record: str) -> str:
    if "/" in record:
        return record
    if record == "theme":
        return "theme/1"
    kinds = {"ind": "indicator", "act": "action", "risk": "risk", "rec": "recommendation"}
    if record.startswith("m") and case == "milestones":
        return f"milestone/{record}"
    return f"{kinds.get(case.partition('_')[0], 'action')}/{record}"


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


@pytest.mark.parametrize(
    ("workspace", "wanted"),
    [pytest.param(e.case, e, id=f"{e.case}-{e.record}") for e in expected()],
    indirect=["workspace"],
)
def test_each_plan_gives_what_it_must(workspace: Workspace, wanted: Expected):
    plan, ratings = workspace.plan, workspace.ratings
    if wanted.record == "pace":
        assert numbers(pace(plan).sentence)[: len(numbers(wanted.what))] == numbers(wanted.what)
        return
    if wanted.record in ("programme", "programme/p"):
        record = plan.all(Programme)[0]
    else:
        record = plan.find(keys.key_of_name(name_of(wanted.case, wanted.record)))
    assert record is not None
    rating = ratings.of(record)
    if wanted.what.startswith("direction"):
        assert rating.direction is not None
        assert rating.direction.value == wanted.what.removeprefix("direction ")
        return
    assert rating.status.word.lower() == wanted.what, rating.reason
    for named in wanted.named:
        found = numbers(rating.reason)
        assert all(number in found for number in numbers(named)), (named, rating.reason)
        if "late" in named or "on what is known" in named or "does not fit" in named or "which way" in named:
            assert named.split(" (")[0] in rating.reason


def test_every_plan_has_its_expectation():
    assert {e.case for e in expected()} == {path.stem for path in CASES.glob("*.json")}
    assert len({e.case for e in expected()}) == 53
