"""The pages, in the order of the rail. A page that is not listed here does not exist for the person.

Each place names the page's module through a function, so that a page is imported when it is first shown.
"""

from app.ui.page import Place

PLACES: tuple[Place, ...] = ()
