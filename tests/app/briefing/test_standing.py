"""What is over without being done, what is a concern and what is context, as the briefing prints it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.briefing import blocks as b
from app.briefing.context import BriefingContext
from app.briefing.pages import lay_out
from app.briefing.sections.actions import actions
from app.briefing.sections.board import indicators
from app.briefing.sections.chair import attention, change_words
from app.briefing.sections.in_depth import in_depth
from app.briefing.sections.key import rules
from app.briefing.sections.risks import register, register_alone, risks_head
from app.domain.direction import Direction
from app.domain.lazy import all_at_once
from app.domain.records import (
    Action,
    Body,
    Category,
    Control,
    Indicator,
    Link,
    Mitigation,
    Provenance,
    Record,
    Risk,
    Scoring,
    Statement,
    Theme,
)
from app.domain.schedule import PartialDate
from app.domain.since import Change
from tests.app.briefing.plans import plan_of, records
from tests.app.briefing.reading import text_of


def material(found: list[Record]) -> BriefingContext:
    plan = plan_of(found)
    return BriefingContext.gather(
        plan, before=None, meeting=None, since=None, facts_only=False, printed=date(2018, 2, 1)
    )


def printed(folder: Path, *shown: b.Block) -> str:
    """What stands on the pages."""
    steps = lay_out(b.Briefing("A title", "Author", "Subject", ("", ""), "Foot", (b.BriefingSection("only", shown),)))
    path = folder / "out.pdf"
    path.write_bytes(all_at_once(steps))
    return text_of(path)


def changed(found: list[Record], which: str, /, **values: object) -> list[Record]:
    assert any(record.id == which for record in found)
    return [replace(record, **values) if record.id == which else record for record in found]


def test_what_ended_is_listed_with_day_and_reason_apart_from_the_done(tmp_path: Path) -> None:
    first, second, *_ = [record.id for record in records() if isinstance(record, Action) and record.is_open]
    found = changed(records(), first, ended=PartialDate("2018-01-12"), ended_why="Merged with A7", percent=None)
    found = changed(found, second, ended_why="Not given", percent=None)
    said = printed(tmp_path, *actions(material(found)))
    assert "2 ended without being done" in said
    after = said.split("Ended without being done (2)")[1]
    assert "12 Jan 2018 Merged with A7" in after
    assert "Date not given Reason not given" in after
    assert "Ended" in after
    assert not any(each.title in said.split("Ended without being done (2)")[0] for each in found
                   if isinstance(each, Action) and each.is_ended)  # fmt: skip


def test_what_ended_and_serves_a_theme_does_not_stop_the_theme_from_being_printed(tmp_path: Path) -> None:
    action = next(record for record in records() if isinstance(record, Action) and record.is_open)
    assert any(isinstance(record, Link) and record.item == action.id for record in records())
    found = changed(records(), action.id, ended_why="Cancelled", percent=None)
    assert "Leadership" in printed(tmp_path, *in_depth(material(found)))


def test_a_closed_risk_says_when_and_why_or_that_nobody_knows(tmp_path: Path) -> None:
    keys = [record.id for record in records() if isinstance(record, Risk)]
    found = changed(records(), keys[0], closed_why="Not given")
    found = changed(found, keys[1], closed=date(2018, 1, 5), closed_why="The post is filled", category="c")
    said = printed(tmp_path, *risks_head(m := material([*found, Category(id="c", title="Workforce")])), *register(m))
    assert "date not given: reason not given" in said
    assert "5 Jan 2018: The post is filled" in said
    assert "Category: Workforce" in said
    assert "2 closed" in said


def test_a_risk_is_printed_with_all_that_a_register_holds(tmp_path: Path) -> None:
    key = next(record.id for record in records() if isinstance(record, Risk))
    found = changed(
        records(), key, likelihood=3, impact=4, inherent_likelihood=5, inherent_impact=5, target_likelihood=2,
        target_impact=3, target_by=PartialDate("2018-04-30"), description="All of it in one text", proximity="Soon",
        reviewed=PartialDate("2018-01-15"), reviewed_by="Ann Officer", occurred=PartialDate("2018-01-03"),
        occurred_what="Two teams left", escalated_to="b", escalated_why="No money",
    )  # fmt: skip
    parts = [
        Body(id="b", title="Cabinet"),
        Control(id="c", risk=key, title="Exit interviews", effectiveness="partly", assured_by="Audit"),
        Mitigation(id="m", risk=key, title="Pay offer", owner="Bo", done=True, done_on=PartialDate("2017-12-01")),
        Mitigation(id="n", risk=key, title="Caseload cap", owner="Cleo", due=PartialDate("2018-03-31")),
        *(
            Scoring(id=day, risk=key, day=PartialDate(day), likelihood=each, impact=4, reason="Posts were filled")
            for day, each in (("2017-06-30", 4), ("2018-01-10", 3))
        ),
    ]
    said = " ".join(printed(tmp_path, *register_alone(material([*found, *parts]))).split())
    for words in (
        "score 12, target 6, inherent 25", "As given: All of it in one text.",
        "Occurred: On 3 Jan 2018: Two teams left.",
        "Controls: Exit interviews (partly effective, assured by Audit).",
        "Caseload cap (Cleo, due 31 Mar 2018); Pay offer (Bo, done on 1 Dec 2017)",
        "Does it work: Lower since. Score 16 before the first mitigation was finished, 12 now; 1 mitigation is "
        "finished. Target 6 by 30 Apr 2018: score 12 now, 89 days left.",
        "Proximity: Soon.", "Scored: 10 Jan 2018, Posts were filled.", "Escalated: To Cabinet: No money.",
        "Last reviewed: 15 Jan 2018 by Ann Officer.",
    ):  # fmt: skip
        assert words in said


def test_a_concern_is_marked_among_what_is_said_and_stands_first(tmp_path: Path) -> None:
    said = [
        Statement(id="s1", title="Morale", says="It is good.", moving="improving"),
        Statement(id="s2", title="Plans", says="They are late.", concern=True),
    ]
    links = [Link(id=f"ls-{s.id}", item=s.id, serves="t1") for s in said]
    shown = printed(tmp_path, *in_depth(material([*records(), *said, *links])))
    assert "(still needs improvement)" in shown
    assert shown.index("They are late.") < shown.index("It is good.")


def test_what_is_for_context_is_shown_without_a_rating(tmp_path: Path) -> None:
    indicator = next(record for record in records() if isinstance(record, Indicator) and record.id == "i2")
    found = changed(records(), indicator.id, context=True, key=False)
    said = printed(tmp_path, *indicators(material(found)))
    assert "1 shown for context" in said
    assert "Not rated: for context" in said


def test_only_what_has_a_status_is_said_to_have_one_among_what_needs_attention(tmp_path: Path) -> None:
    risk = next(record for record in records() if isinstance(record, Risk))
    found = changed(records(), risk.id, likelihood=5, impact=5)
    apart = [
        Provenance(id=f"apart{day}", record=risk.id, field="review", source=f"3.{day}", statement=f"On {day} May")
        for day in (1, 2)
    ]
    shown = material([*found, *apart])
    said = printed(tmp_path, *attention(shown))
    assert "Risk · high" in said, "in the words of the register"
    assert "Two sources disagree" in said
    assert "Settle" in said
    assert "Settle ·" not in said, "that sources disagree is no status"


def test_a_change_says_what_it_is_once() -> None:
    risk = next(record for record in records() if isinstance(record, Risk))
    new = Change(record=risk, name=risk.name, said="new risk, score 12", word="new", direction=Direction.NEW)
    assert b.text_of(change_words(new)).endswith("new risk, score 12.")
    better = Change(record=risk, name=risk.name, said="score 12, 16 before", word="better", direction=Direction.BETTER)
    assert b.text_of(change_words(better)).endswith("16 before · better.")


def test_a_new_statement_says_what_is_stated() -> None:
    statement = Statement(id="s", title="Turnover of staff", says="It has come down")
    new = Change(record=statement, name=statement.title, said="new statement", word="new", direction=Direction.NEW)
    assert b.text_of(change_words(new, short=True)) == "Turnover of staff: new statement. It has come down."


def test_no_heading_of_the_key_is_broken_within_a_word(tmp_path: Path) -> None:
    assert "Status Indicator Action Risk Recommendation" in printed(tmp_path, *rules(material(records())))


def test_how_much_of_a_theme_the_facts_know_is_said_once(tmp_path: Path) -> None:
    theme = Theme(id="whole", title="Whole service", number=9)
    concern = Statement(id="worry", title="Caseloads", says="Too high.", concern=True)
    high = [Risk(id=f"high{n}", title=f"Risk {n}", likelihood=5, impact=5) for n in range(5)]
    made = [Provenance(id=f"made{risk.id}", record=risk.id, field="likelihood", illustrative=True) for risk in high]
    ties = [Link(id=f"tie{item.id}", item=item.id, serves="whole") for item in (*high, concern)]
    said = printed(tmp_path, *in_depth(material([*records(), theme, concern, *high, *made, *ties])))
    assert "Off track, illustrative; the report alone: at risk. 1 of 1 rated item or concern" in said
    assert said.count("0 of 5") == 1
