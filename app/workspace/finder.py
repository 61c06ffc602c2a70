"""Finding in the open plan: as it is shown, whatever is changed meanwhile. No Qt."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from app.domain.records import KINDS, Record

from .index import Index, SearchHit
from .workspace import Workspace

_EVERYTHING = frozenset(KINDS)


class Finder:
    """Finds records by any of their words; nothing is read before it is first asked for.

        job = Job(finder.reading())      where `ready` is not
        job.finished.connect(...)        finder.take(result), and again where that says no
        finder.find("agency staff", 40)

    What it read is thrown away whenever the plan as a whole changed: erased, put back, shown as of another day, without
    what is illustrative. An ordinary edit is followed.
    """

    def __init__(self, workspace: Workspace):
        self._workspace = workspace
        self._index: Index | None = None
        self._reads = False
        self._stop = workspace.listen(self._changed)

    @property
    def ready(self) -> bool:
        """Whether `find` can be asked."""
        return self._index is not None

    def reading(self) -> Generator[tuple[int, int, str], None, Index]:
        """Read the plan, for long work: yields (done, total, what), may run on another thread."""
        self._reads = True
        return Index.build(self._workspace.plan)

    def take(self, index: Index) -> bool:
        """Use what `reading` gave; whether it is still of the plan that is shown, otherwise it is thrown away."""
        if not self._reads:
            index.close()
            return False
        self._reads = False
        index.follow(self._workspace.plan)
        self._index = index
        return True

    def find(self, text: str, limit: int) -> Sequence[SearchHit]:
        """At most `limit` records that hold all words of a text, the best first; none before it is ready."""
        return self._index.find(text, limit, self._workspace.ratings) if self._index else ()

    def close(self) -> None:
        """Let go of what was read, and listen no longer."""
        self._stop()
        self._forget()

    def _changed(self, kinds: frozenset[type[Record]]) -> None:
        if kinds >= _EVERYTHING:
            self._forget()
        elif self._index is not None:
            self._index.follow(self._workspace.plan)

    def _forget(self) -> None:
        self._reads = False
        if self._index is not None:
            self._index.close()
            self._index = None
