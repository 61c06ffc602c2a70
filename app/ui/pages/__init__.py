"""The pages, in the order of the rail. A page that is not listed here does not exist for the person.

Each place names the page's module through a function, so that a page is imported when it is first shown.
"""

from app.domain.records import Risk
from app.ui.page import Page, Place


def _risks() -> type[Page]:
    from .risks import RisksPage

    return RisksPage


PLACES: tuple[Place, ...] = (
    Place("Risks", _risks, (Risk,)),
)  # fmt: skip
