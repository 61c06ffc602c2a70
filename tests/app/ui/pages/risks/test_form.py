"""What the edits of a risk are called."""

from __future__ import annotations

import pytest

from app.domain.records import Risk
from app.domain.schedule import PartialDate
from app.ui.pages.risks.register import edit_label, edit_name

SCORED = {"likelihood": 4, "impact": 4, "target_likelihood": 2, "target_impact": 4}


@pytest.mark.parametrize(
    ("values", "names", "label"),
    [
        ({"owner": "Bo"}, ["owner"], "Re-own R-12"),
        ({}, ["owner"], "Take the owner of R-12 away"),
        (SCORED, ["likelihood"], "Score R-12 4 x 4"),
        (SCORED, ["likelihood", "impact"], "Score R-12 4 x 4"),
        ({}, ["likelihood", "impact"], "Take the score of R-12 away"),
        (SCORED, ["target_impact"], "Set the target of R-12 to 2 x 4"),
        ({}, ["target_likelihood", "target_impact"], "Take the target of R-12 away"),
        ({"review": PartialDate("2018-04")}, ["review"], "Review R-12 in April 2018"),
        ({"review": PartialDate("2018-04-30")}, ["review"], "Review R-12 on 30 Apr 2018"),
        ({"title": "Another"}, ["title"], "Rename R-12"),
        ({"mitigation": "Train them"}, ["mitigation"], "Edit R-12: mitigation"),
        ({"cause": "a", "event": "b"}, ["cause", "event"], "Edit R-12: cause, event"),
    ],
)
def test_an_edit_is_called_by_what_it_does(values: dict[str, object], names: list[str], label: str) -> None:
    risk = Risk(**{"id": "r", "ref": "R-12", "title": "Skilled staff leave", **values})  # type: ignore[arg-type]
    assert edit_label(risk, names) == label


def test_a_risk_without_a_reference_is_called_by_the_beginning_of_its_title() -> None:
    assert edit_name(Risk(id="r", ref="", title="Staff leave")) == "Staff leave"
    assert edit_name(Risk(id="r", ref="", title="Staff who are skilled and experienced leave in numbers")) == (
        "Staff who are skilled and experienced le…"
    )
