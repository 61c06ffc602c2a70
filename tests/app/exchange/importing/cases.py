"""The files of the cases, read as the command reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.plan import Plan
from app.domain.records import Record
from app.exchange.importing import bring
from app.exchange.importing.files import read
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Import

from .sheets import PLAN, only

CASES = Path(__file__).parents[3] / "data" / "cases" / "import"


def case(name: str, kind: str, plan: Plan = PLAN, **answers: str) -> Import:
    """What a file of the cases brings; answers are given by the id of their question, with _ for . and -."""
    grids = read(CASES / name)
    grid = bring.sheet_of(grids, kind, None, {})
    found = plan_import(grid, kind, plan, file=name)
    given = {question.id: answers[plain] for question in found.questions if (plain := plain_id(question.id)) in answers}
    assert len(given) == len(answers), [question.id for question in found.questions]
    return plan_import(grid, kind, plan, file=name, answers=given) if given else found


def plain_id(question: str) -> str:
    return question.replace(".", "_").replace("-", "_")


def asked(found: Import) -> list[str]:
    """The ids of what is asked."""
    return [question.id for question in found.questions]


def by_ref(found: Import, kind: type[Record]) -> Mapping[str, Any]:
    """The records of a kind by their reference."""
    return {record.ref: record for record in only(found, kind)}


def dates(record: Any, *names: str) -> list[str]:
    """Dates of a record as they are stored; empty for none."""
    return [getattr(getattr(record, name), "text", "") for name in names]
