"""What rows betray of their columns."""

from __future__ import annotations

from .sheets import goes


def test_numbers_under_no_header_are_references_and_ranks_are_no_theme():
    found = goes(" | Action | Owner | Priority\n1.1 | A | x | High\n1.2 | B | y | Low\n1.1a | C | z | High")
    assert found == {"Column A": "ref", "Action": "title", "Owner": "owner", "Priority": ""}


def test_where_nothing_says_what_a_row_is_the_wordiest_column_does():
    assert goes("Ref | Commitment | Owner | Due\n1 | We will do the thing | HR | 1/1/18")["Commitment"] == "title"


def test_a_header_over_a_number_and_its_words_means_the_words():
    text = "Actions | | Lead\n1 | Introduce daily tracking | AD\n2 | Recruit two managers | AD"
    assert goes(text) == {"Actions": "ref", "Column B": "title", "Lead": "owner"}


def test_of_columns_for_every_month_the_last_that_is_filled_holds():
    found = goes("Action | RAG Nov | RAG Dec | RAG Jan | RAG Feb\nA | R | A | G |\nB | R | A | G |")
    assert found == {"Action": "title", "RAG Nov": "", "RAG Dec": "", "RAG Jan": "rag", "RAG Feb": ""}
    newest_first = goes("Action | Status Jan 18 | Status Dec 17\nA | Open | Late\nB | Open | Late")
    assert newest_first == {"Action": "title", "Status Jan 18": "status", "Status Dec 17": ""}
    assert goes("Action | RAG Nov | RAG Dec\nA | R | A", mapping={"RAG Nov": "rag"})["RAG Nov"] == "rag"


def test_a_column_whose_rows_say_theme_is_one_of_themes():
    text = "Recommendation / theme | Action | Lead\nTheme 1 - Leadership | A | x\nTheme 2 | B | y"
    assert goes(text)["Recommendation / theme"] == "theme"


def test_a_description_says_what_a_row_is_where_nothing_else_does():
    text = "Action ID | Description | Assigned to | Priority | Target\nA1 | Write | Sam | High priority work | 1/1/18"
    assert goes(text)["Description"] == "title"
    assert goes("Ref | Action | Description | Owner\n1 | A | b | c")["Description"] == "detail"
