"""What was found, by whom, and what answers it; shared by visits and by the service's own checks."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.figures import listed
from app.domain.records import FINDINGS, Action, Audit, Finding, Theme, Visit

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import sentence


def found_by(m: BriefingContext, record: Visit | Audit) -> Iterator[b.Block]:
    """The findings of a visit or a check, kind by kind."""
    findings = m.plan.children(record, Finding, "of")
    for kind, title in FINDINGS.items():
        those = [_line(m, finding) for finding in findings if finding.kind == kind]
        if those:
            yield b.Paragraph(b.words(title), "label")
            yield b.Bullets(tuple(those))


def _line(m: BriefingContext, finding: Finding) -> b.Words:
    themes = [f"theme {theme.number}" for theme in m.plan.served(finding, Theme)]
    actions = [action.ref or action.title for action in m.plan.serving(finding, Action)]
    beside = [listed(themes)] if themes else []
    if actions:
        beside.append(f"answered by {listed(actions)}")
    elif finding.kind == "further":
        beside.append("nobody answers it yet")
    aside = f" ({', '.join(beside)})" if beside else ""
    done = f" {sentence(finding.response)}" if finding.response else ""
    return b.words(sentence(finding.title), done, b.muted(aside))
