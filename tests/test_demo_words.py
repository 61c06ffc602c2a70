"""The demo plan's words: found where one looks for them, written out, and no more than its figures bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from app import demo
from app.domain.fields import Text
from app.domain.lazy import all_at_once
from app.domain.live import plain
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import KINDS, Action, Indicator, Link, Provenance, Reading, Recommendation, Record, rules
from app.workspace import HISTORY, Person, Workspace, said_of_history
from app.workspace.index import Index

EVERY = 10_000


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("words")
    workspace = demo.make(folder / "demo.goldthread", Person("Demo", "Officer"), folder / "backups")
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def plan(workspace: Workspace) -> Plan:
    return workspace.plan


@pytest.fixture(scope="module")
def index(workspace: Workspace) -> Iterator[Index]:
    index = all_at_once(Index.build(workspace.plan))
    yield index
    index.close()


class Said(NamedTuple):
    """A text of a record, with its live figures filled in."""

    record: Record
    field: str
    text: str

    @property
    def sentences(self) -> list[str]:
        return re.split(r"(?<=[.!?;])\s+", self.text)


def said_by(plan: Plan, record: Record, ratings: Ratings) -> Iterator[Said]:
    for field, rule in rules(type(record)).items():
        if isinstance(rule, Text) and (text := plain(getattr(record, field), plan, ratings)):
            yield Said(record, field, text)


@pytest.fixture(scope="module")
def words(plan: Plan) -> list[Said]:
    """All that people wrote into the plan."""
    ratings = Ratings(plan)
    return [said for kind in KINDS for record in plan.all(kind) for said in said_by(plan, record, ratings)]


# -- what people look for


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("MASH", ["A-13 Improve the front door", "A-16 Redesign early help", "A-23 Embed screening",
                  "O-04 Help families early", "Theme 3: A sufficient and skilled", "Application of thresholds",
                  "3. Details of the report"]),
        ("Multi-Agency Safeguarding Hub", ["A-13 Improve the front door", "Application of thresholds"]),
        ("Early Help Hub", ["A-16 Redesign early help", "Early Help changes implemented", "3. Details of the report"]),
        ("EHH", ["A-16 Redesign early help"]),
        ("grow your own", ["A-08 Improve the ‘grow your own’", "R-07 New staff cannot", "3. Details of the report"]),
        ("section 47", ["Effective and timely child protection processes", "3. Details of the report"]),
        ("LSCB", ["Local Safeguarding Children Board", "A-18 Adopt the Pan London", "R-12 Partners are not",
                  "Practice Week", "Children’s services improvement programme", "11. Safeguarding implications"]),
        ("MTFS", ["Growth in the budget", "4. Comments of the chief finance officer"]),
        ("FSP", ["A-14 Review every case", "Management oversight in the Family Support", "Theme 2: A robust model",
                 "3. Details of the report"]),
        ("section 149", ["5. Legal comments"]),
        ("Local Government Act 1999", ["5. Legal comments"]),
        ("Ofsted", ["Children’s services improvement programme", "5. Legal comments"]),
        ("Framework-i", ["A-16 Redesign early help", "Early Help changes implemented"]),
        ("signs of safety", ["A-19 Develop a new model"]),
        ("edge of care", ["A-11 Put the sufficiency strategy", "Carry out the sufficiency strategy"]),
        ("employer of choice", ["A-03 Agree the workforce strategy"]),
        ("back to basics", ["A-09 Deliver the ‘back to basics’"]),
    ],
)  # fmt: skip
def test_what_people_call_a_thing_finds_it(index: Index, typed: str, names: list[str]):
    found = [each.record.name for each in index.find(typed, EVERY)]
    missing = [name for name in names if not any(name in each for each in found)]
    assert missing == [], found


SHORT = {
    "MASH": "Multi-Agency Safeguarding Hub",
    "EHH": "Early Help Hub",
    "LSCB": "Local Safeguarding Children Board",
    "FSP": "Family Support and Protection",
    "MTFS": "medium-term financial strategy",
    "A&I": "assessment and intervention",
}
WITHOUT_WORDS = {"ICT", "NW", "NE", "SW", "SE", "SIF", "A", "I", "O", "R", "PDF"}
"""Everyday, references, or not written out in the source."""


def test_what_is_written_short_is_written_out_where_it_first_stands(plan: Plan):
    ratings = Ratings(plan)
    bare: list[str] = []
    for kind in KINDS:
        for record in plan.all(kind):
            text = " \n".join(said.text for said in said_by(plan, record, ratings))
            for short, whole in SHORT.items():
                first = re.search(rf"(?<![\w&]){re.escape(short)}(?![\w&])", text)
                if first and not text[: first.start()].endswith(f"{whole} ("):
                    bare.append(f"{record.name}: {short}")
    assert bare == []


def test_nothing_else_is_written_short(words: list[Said]):
    found = {short for said in words for short in re.findall(r"(?<![\w-])[A-Z]{2,}(?![\w-])", said.text)}
    assert found - WITHOUT_WORDS <= SHORT.keys()


# -- what belongs to what


def test_the_offer_and_the_localities_are_those_of_the_whole_redesign(plan: Plan):
    first, second = (next(a for a in plan.all(Action) if a.title == f"Redesign early help, phase {n}") for n in (1, 2))
    whole = next(text for text in (getattr(plan.find(first.objective), "detail", ""),))
    ratings = Ratings(plan)
    said = " ".join(each.text for each in said_by(plan, first, ratings))
    for offer in ("localit", "ead professional", "tier", "step down", "evidence-based", "two or more"):
        assert offer in whole
        assert offer not in said
    assert "localit" in second.detail


def test_training_was_not_for_all(plan: Plan):
    training = next(a for a in plan.all(Action) if "back to basics" in a.title)
    said = " ".join(each.text for each in said_by(plan, training, Ratings(plan)))
    assert not re.search(r"\b(all|every|each)\b", said)


# -- what figures bear

_ABOUT = {"I-01": "contacts", "I-02": "oversight", "I-03": "children in need", "I-05": "agency"}
"""By which word a sentence speaks of an indicator."""
_UP = re.compile(r"\b(rose|rises|risen|rising|increas\w+|went up|goes up|is up|up from)\b", re.I)
_DOWN = re.compile(
    r"\b(fell|falls|fallen|falling|decreas\w+|declin\w+|came down|come down|goes down|is down|down from)\b", re.I
)
_UNBROKEN = re.compile(
    r"\b(every|each) (single )?(month|quarter|time)\b|\bmonth (by|on|after) month\b|\bsteadily\b|\bwithout a break\b"
    r"|\b(constantly|continually|continuously|always|never)\b", re.I,
)  # fmt: skip
_MOVES = re.compile(rf"{_UP.pattern}|{_DOWN.pattern}|\b(improv\w+|better|worse\w*|more|fewer|less)\b", re.I)
_SHARE = re.compile(
    r"(\d+(?:\.\d+)?) %(?: in (January|February|March|April|May|June|July|August|September|October|November|December))?"
)


def spoken_of(plan: Plan, said: Said, sentence: str) -> list[Indicator]:
    """The indicators that a sentence speaks of: by a word of it, else those that its record is about."""
    indicators = {indicator.ref: indicator for indicator in plan.all(Indicator)}
    named = [indicators[ref] for ref, word in _ABOUT.items() if word in sentence.casefold()]
    about = plan.find(getattr(said.record, "record", "") or said.record.id)
    if named or about is None:
        return named
    if isinstance(about, Indicator | Reading):
        return [i for i in indicators.values() if i.id in (about.id, getattr(about, "indicator", ""))]
    return list(plan.serving(about, Indicator)) if isinstance(about, Recommendation) else []


def faults(plan: Plan, words: list[Said]) -> Iterator[str]:
    """What a sentence says of a series and the series does not bear."""
    for said in words:
        for sentence in said.sentences:
            for indicator in spoken_of(plan, said, sentence):
                series = [r.value for r in plan.readings(indicator) if r.value is not None]
                if len(series) < 2:
                    continue
                rises, falls = bool(_UP.search(sentence)), bool(_DOWN.search(sentence))
                if (rises and series[-1] <= series[0]) or (falls and series[-1] >= series[0]):
                    yield f"{indicator.name} did not move so: {sentence}"
                steps = [late - early for early, late in pairwise(series)]
                one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
                if _UNBROKEN.search(sentence) and _MOVES.search(sentence) and not one_way:
                    yield f"{indicator.name} turned: {sentence}"
                months = [(number, month) for number, month in _SHARE.findall(sentence) if month]
                for number, month in months:
                    if (number, month) not in {
                        (f"{r.value}", f"{r.period}".split()[0]) for r in plan.readings(indicator)
                    }:
                        yield f"{indicator.name} had no {number} % in {month}: {sentence}"


def test_no_sentence_says_of_a_series_what_it_does_not_bear(plan: Plan, words: list[Said]):
    assert list(faults(plan, words)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The figure rises every month, but a few teams hold it down.",
        "Management oversight fell from 87.9 % in December.",
        "Management oversight has improved month by month.",
        "Management oversight rose from 60 % in May to 87.9 % in December.",
    ],
)
def test_such_a_sentence_would_be_found(plan: Plan, sentence: str):
    oversight = next(i for i in plan.all(Indicator) if i.ref == "I-02")
    assert list(faults(plan, [Said(oversight, "note", sentence)]))


def test_every_per_cent_that_is_written_is_a_figure_of_the_plan(plan: Plan, words: list[Said]):
    known = {f"{r.value}" for r in plan.all(Reading)} | {f"{i.target}" for i in plan.all(Indicator)}
    written = {(said.record.name, number) for said in words for number, _month in _SHARE.findall(said.text)}
    assert written
    assert {(name, number) for name, number in written if number not in known} == set()


def test_no_label_or_link_of_ours_says_that_the_report_says_so(plan: Plan):
    """A link that the report does not state says in our own name why it is there."""
    ours = {p.record for p in plan.all(Provenance) if p.source == "Our judgement"}
    stated = {p.record for p in plan.all(Provenance) if re.match(r"\d", p.source)}
    assert [link.name for link in plan.all(Link) if link.id not in ours | stated] == []


# -- who entered what, and when


def test_names_and_times_of_the_log_are_said_to_be_illustrative(workspace: Workspace):
    said = said_of_history(workspace.plan)
    assert "names, days and times of day in this history are illustrative" in said
    (held,) = [p for p in workspace.all(Provenance) if p.source == HISTORY]
    assert held.record == workspace.plan.programme.id
    assert said_of_history(workspace.plan.facts_only) == said
