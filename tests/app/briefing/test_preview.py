"""Pages as pictures."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from app.briefing import blocks as b
from app.briefing.pages import lay_out
from app.briefing.preview import PagePictures
from app.domain.lazy import all_at_once

TWO = b.Briefing(
    "Plan", "Council", "", ("", ""), "", (
        b.BriefingSection("one", (b.Paragraph(b.words("The first page.")), b.NewPage(),
                                  b.Paragraph(b.words("The second.")))),
    ),
)  # fmt: skip


def test_pages_are_seen_from_any_thread_with_what_stands_on_them():
    pdf = all_at_once(lay_out(TWO, date(2018, 2, 1)))
    with PagePictures(pdf) as pages:
        seen: list[int] = []
        looks = [threading.Thread(target=lambda: seen.append(pages.page(1, 400).width)) for _ in range(4)]
        for each in looks:
            each.start()
        for each in looks:
            each.join()
        picture = pages.page(pages.count, 200)
        assert seen == [400] * 4
        assert (picture.width, picture.height) == (200, 283)
        assert pages.shapes == pytest.approx([297 / 210] * 2, rel=0.01)
        assert len(picture.data) == picture.stride * picture.height
        assert set(picture.data) > {255}
        assert "The second." in picture.text
        assert "The first" not in picture.text
        with pytest.raises(IndexError, match="no page 3"):
            pages.page(3, 100)
