"""A paper that is issued: its version, said in it, and then its record with its file; for window and command alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from app.briefing import PaperOptions
from app.domain.issued import exempt_because, named_in, records_of, version_words, what_changed
from app.domain.meetings import next_meeting
from app.domain.plan import Plan
from app.domain.records import IssuedPaper, Meeting
from app.workspace import Issue, Workspace


@dataclass(frozen=True)
class PaperVersion:
    """A version that is about to be written. What it says may be worked out on another thread.

    Attributes:
        begun: its record, as far as it is known at once.
        superseded: the version before, and `then` the plan as it was when that was issued.
        plan, before: what the paper is made of.
        asked: what a person chose of the paper.
    """

    begun: IssuedPaper
    superseded: IssuedPaper | None
    then: Plan | None
    plan: Plan
    before: Plan | None
    asked: PaperOptions
    kept_back: frozenset[str]
    facts_only: bool

    @classmethod
    def of(
        cls, workspace: Workspace, path: Path, template: str, asked: PaperOptions, *, plan: Plan, before: Plan | None,
        meeting: Meeting | None, since: Meeting | None, facts_only: bool = False, locked: bool = False,
    ) -> PaperVersion:  # fmt: skip
        """The next version of the paper `template` that is written to `path`; without a meeting it is for the next.

        Raises:
            Refusal: the history cannot be read.
        """
        for_ = meeting or next_meeting(plan)
        like = IssuedPaper(
            id="", paper=template, meeting=for_.id if for_ else "", since=since.id if since else "", theme=asked.theme,
            form=path.suffix[1:].casefold(), locked=locked, restricted=asked.exempt, position=plan.position,
        )  # fmt: skip
        paper = workspace.next_issue(like)
        superseded = plan.get(IssuedPaper, paper.supersedes)
        then = workspace.as_issued(superseded)
        return cls(
            paper, superseded, then and then.complete(), plan.complete(), before and before.complete(), asked,
            workspace.kept_back, facts_only,
        )  # fmt: skip

    @cached_property
    def paper(self) -> IssuedPaper:
        """Its record, with what changed since the version before and why it is exempt."""
        from app.briefing.context import BriefingContext

        m = BriefingContext.gather(
            self.plan, before=self.then, meeting=None, since=None, facts_only=self.facts_only, printed=date.min,
            kept_back=self.kept_back, options=self.asked,
        )  # fmt: skip
        changed = what_changed(m.changes) if self.then else ""
        return self.begun.having(
            {"changed": changed, "exempt": exempt_because(m.exempt) if self.asked.exempt else self.begun.exempt}
        )

    @cached_property
    def options(self) -> PaperOptions:
        """Under which the paper is made, so that it says which version it is."""
        return replace(self.asked, version=version_words(self.paper, self.superseded))

    def issue(self, content: bytes, words: tuple[str, ...]) -> Issue:
        """What is recorded of it once it is written."""
        records = records_of(self.plan, self.before, self.then)
        return Issue(self.paper, content, named_in((*words, self.paper.changed), records))
