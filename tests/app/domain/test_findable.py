"""What can be found of a record."""

from __future__ import annotations

from datetime import date

from app.domain.fields import Reference
from app.domain.findable import BELONGS, FOUND, kind_words, named, texts
from app.domain.records import (
    KINDS,
    Attachment,
    Body,
    Meeting,
    Override,
    Provenance,
    Reading,
    Record,
    Risk,
    Theme,
    rules,
)
from app.domain.schedule import PartialDate


def test_every_kind_is_found_itself_or_as_a_part_of_another():
    assert set(FOUND) | set(BELONGS) == set(KINDS)
    assert len(FOUND) + len(BELONGS) == len(KINDS)
    assert all(isinstance(rules(kind)[field], Reference) for kind, field in BELONGS.items())


def test_a_name_is_said_without_its_reference_and_a_meeting_with_its_body():
    body = Body(id="B", title="Cabinet")
    meeting = Meeting(id="M", body="B", day=date(2018, 3, 20))
    assert named(Risk(id="R", ref="R-01", title="Staff leave"), {}) == "Staff leave"
    assert named(meeting, {"B": body}) == "Cabinet: meeting of 20 Mar 2018"
    assert named(meeting, {}) == "Meeting of 20 Mar 2018"


def test_a_kind_is_said_with_its_number():
    assert kind_words(Theme(id="T", title="Practice", number=2)) == "Theme 2"
    assert kind_words(Risk(id="R", title="Staff leave")) == "Risk"


def words_of(record: Record) -> dict[str, str]:
    return {said.label: said.text for said in texts(record)}


def test_texts_are_said_with_their_field_and_what_the_program_writes_is_none():
    risk = Risk(id="R", ref="R-01", title="Staff leave", cause="Pay", exempt="Personal")
    assert words_of(risk) == {"Exempt because": "Personal", "Cause": "Pay"}
    letter = Attachment(id="A", record="R", title="Letter", filename="letter.pdf", digest="0f" * 32, size=1)
    assert words_of(letter) == {"File name": "letter.pdf"}


def test_texts_of_a_part_say_what_it_is():
    reading = Reading(id="G", indicator="I", period=PartialDate("2018-01"), note="Snow")
    assert words_of(reading) == {"Reading for January 2018, note": "Snow"}
    assert words_of(Provenance(id="P", record="R", field="cause", source="3.24")) == {"Source": "Paragraph 3.24"}
    override = Override(id="O", record="R", status="red", reason="Nobody acts", by="Chair")
    assert words_of(override) == {
        "Status set by hand, reason": "Nobody acts", "Status set by hand, set by": "Chair",
    }  # fmt: skip
