"""What columns are called."""

from __future__ import annotations

import pytest

from app.domain.records import rules
from app.exchange.importing.vocabulary import KINDS, TITLE, normal, targets


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_title_and_says_how_each_column_is_called(kind: str):
    found = targets(kind)
    assert TITLE in found
    for target in found.values():
        assert target.label
        assert all(phrase == normal(phrase) for phrase in target.phrases), target


@pytest.mark.parametrize("kind", KINDS)
def test_columns_of_which_several_go_to_one_field_go_to_prose(kind: str):
    known = rules(KINDS[kind])
    several = [name for name, target in targets(kind).items() if target.several and name not in ("controls", "further")]
    assert all(getattr(known[name], "prose", False) for name in several)  # the others become records of their own


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Ref No.", "ref no"),
        ("Progress update (Jan 18)", "progress update"),
        ("% complete", "% complete"),
        ("Lead\nOfficer", "lead officer"),
        ("(Rec)", "rec"),
        ("RAG Jan 2018", "rag"),
        ("Update – 31 January '18", "update"),
        ("May 18", "may 18"),
        ("#", "#"),
        ("", ""),
    ],
)
def test_a_header_is_known_by_its_words(header: str, words: str):
    assert normal(header) == words
