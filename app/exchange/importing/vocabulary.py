"""What people call the columns of their plans: for each kind of record, its fields and the words over them.

A field here is one of the record's, or something that is read into it: a theme that it serves, a status in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from app.domain.fields import Reference, Text
from app.domain.records import rules

from . import KINDS

IGNORE = ""
"""In the place of a field's name: the column is left out."""

TITLE = "title"


KEPT_IN: Mapping[str, str] = {
    "actions": "progress", "recommendations": "detail", "objectives": "detail", "indicators": "note",
    "risks": "description", "themes": "progress",
}  # fmt: skip
"""For each kind the field in which words stay that no other field can hold."""


@dataclass(frozen=True)
class Target:
    """Where a column can go.

    Attributes:
        name: as it is written after the equals sign of --map.
        label: as people choose it.
        phrases: what the column is called in other people's files.
        several: whether more than one column may go there; their words then stand below one another.
        exactly: whether only these very words mean it, as of a field for which no others are listed.
    """

    name: str
    label: str
    phrases: tuple[str, ...]
    several: bool = False
    exactly: bool = False


_VOCABULARY = """
[shared]
owner: lead officer, officer, action owner, risk owner, lead, leads, responsible, responsible officer, responsible
    person, person responsible, who, by whom, accountable, accountable officer, responsibility, owned by, assigned to,
    lead person, named lead, strategic lead, operational lead, lead manager, manager, delivery lead, sro, lead name,
    owner role, person, responsible lead, who will lead, who will do it, who is responsible, lead director, lead agency,
    accountable lead, action lead, resource names, resource name, assignee, action by
due: target date, due date, deadline, by when, when, target completion date, timescale, timescales, timeframe,
    completion date, date due, target, end date, finish date, planned completion, planned completion date, complete
    by, completed by, delivery date, revised date, revised target date, revised due date, revised deadline, current
    target date, forecast, forecast date, end, finish, to be completed by, date for completion, target end date,
    expected completion, due by, planned end date, revised timescale, when will we do it, when will it be done, by
    when will it be done, date, planned end, planned finish, planned finish date, expected end, scheduled end,
    implementation date, target implementation date, agreed date, agreed implementation date, planned implementation
    date, revised implementation date, when by, by what date, target timescale, to be done by, by, date to be completed,
    proposed completion date, proposed date, time bound by, time bound
was_due: original implementation date,
    original date, original target date, original target, original due date, original deadline, baseline date,
    previous date, initial target date, original timescale, baseline, original
progress: progress update, update, comments, comment, latest update, commentary, progress notes, progress note, notes,
    latest position, current position, progress to date, status update, narrative, monthly update, position, progress
    comments, update on progress, what has been done, progress since last meeting, latest progress, action taken,
    progress impact, what has been achieved so far, what has been achieved, progress so far, what have we done,
    achievements
detail: details, description, outcome, outcomes, success measure, success measures, success criteria, measure of
    success, evidence, impact, outcome measure, what will success look like, expected outcome, intended outcome, how
    will we know, resources, resource, evidence of impact, impact measure, deliverables, deliverable, tasks, sub
    actions, steps, key milestones, what difference will it make, evidence source, outputs, output, how will we do it,
    how, how we will know, how will this be achieved, what will the impact be, what difference will this make,
    what will be different, how will we
    measure success, impact on children,
    milestones, activities
done_on: date completed, completed on, date complete, actual completion date, completed date, date closed, closed on,
    actual date, actual end date, actual finish, date achieved, actual completion, completion date, date done,
    actual end, actual finish date, end actual, date finished, finished on, date delivered, closed date, resolved,
    date resolved, resolution date, resolved date
theme: improvement theme, priority, priority area, workstream, work stream, theme no, theme number, strand, area,
    theme ref
recommendation: rec, recommendations, rec no, rec number, recommendation no, recommendation number, ofsted
    recommendation, recommendation ref, rec ref, links to recommendation, ofsted rec, inspection recommendation,
    linked recommendation, recs, ofsted finding, area for improvement
percent: percentage, complete %, % complete, percent complete, percentage complete, % done, progress %, %
status: complete, completed, complete y n, current status, action status, state, stage, done, progress status, closed,
    delivered, implemented
rag: brag, rag status, rag rating, brag status, brag rating, current rag, rating, colour, rag status this month,
    progress rag
number: no, ref, ref no, #, id, reference

[themes]
number: *, theme no, theme number, theme ref
title: theme, name, theme title, theme name, priority, priority area, workstream, improvement theme, area, heading
focus: current focus, aim, aims, description, what we want to achieve, purpose, scope, what does good look like, what
    good looks like, outcome, outcomes
progress: *, achievements, what has gone well, progress made
challenge: challenges, issues, barriers, risks and issues, what is not working, concerns, key challenges
next_focus: next steps, next step, next, focus next, plans, next period, priorities for next period

[objectives]
ref: ref no, reference no, number, no, #, id, objective ref, objective no, objective number, objective id, item, item
    no, unique id
title: objectives, aim, outcome, goal, strategic objective, what we want to achieve
theme: *
detail: *

[bodies]
title: body, bodies, board, boards, committee, forum, panel, governance body, governance group, board name, name of
    board, meeting group, body name, committee name
meets: how often, frequency, meeting frequency, meets, frequency of meetings, how often it meets
every: rhythm
chair: chaired by, chairperson, chair person, chairman
members: membership, member, attendees, who attends, attendance, represented by

[recommendations]
number: *, rec, rec no, rec number, recommendation no, recommendation number, rec ref, recommendation ref
title: recommendations, ofsted recommendation, text, inspection recommendation, recommendation text, area for
    improvement, what ofsted said, finding
detail: *, progress, progress update, comments, update, notes, response
owner: *
met: date met, met on, closed on, date closed, date completed, signed off
evidence: evidence of impact, evidence source, what shows that it is met, assurance
rag: *

[actions]
ref: ref no, reference no, number, no, #, id, action ref, action no, action number, action id, item, item no, unique
    id
title: actions, task, task name, action name, activity, action required, actions required, improvement action, what,
    what will we do, key action, key actions, action title, action description, agreed action, what we will do,
    improvement activity, actions to be taken, action to be taken, what needs to be done, action task, activities,
    description of action, key activity, what needs to change, what do we need to do, what we need to do, what are we
    going to do, what is the action, management action, management response, agreed management action, planned action,
    summary, card name, item name, name
detail: *
owner: *
starts: start, start date, from, date started, begin, commence, planned start, planned start date, date raised
due: *
was_due: *
percent: *
status: *
done_on: *
rag: *
progress: *
ended: date cancelled, cancelled on, date ended, date withdrawn, date superseded, cancellation date
ended_why: reason for cancellation, reason cancelled, cancellation reason, reason for ending, why cancelled, why ended
resolution: resolution type, close reason, closure reason, closing reason, reason for closure, reason closed, closed as,
    state reason, status reason, disposition, reason for closing
reported: last updated, date updated, updated on, date of update, date last updated, last update date, update date,
    last update, last reviewed, date last reviewed, date reviewed, reported on, date of last update, date of last
    review, updated
blocked_by: depends on, dependency, dependencies, predecessor, predecessors, dependent on, linked actions,
    interdependencies, prerequisite, dependent actions, interdependency, blockers, blocker
theme: *
recommendation: *
objective: objectives, strategic objective, aim, goal, objective ref, objective no, strand, outcome area
raid: raid category, raid type, raid, raid item, entry type, log type, type, item type
group: bucket, bucket name, section, grouping, heading, section column, parent task, parent item, parent, parent issue,
    epic, epic link, epic name

[milestones]
action: action ref, action no, action number, action id, parent action, parent, for action, task, linked action, ref,
    actions, ref no, reference, action title
title: milestones, milestone name, key milestone, key milestones, step, deliverable, milestone description, activity,
    task, milestone title, what, description, sub action, sub task, steps
due: *, milestone date, date, milestone due
was_due: *
status: *, reached, met, achieved, milestone status, milestone met
theme: *
done_on: *, reached on, date reached, date met, met on
rag: *

[indicators]
ref: ref no, reference no, number, no, #, id, indicator ref, indicator no, indicator number, indicator id, item, item
    no, unique id, pi ref, kpi ref, measure ref, pi, kpi no
title: indicator, indicators, measure, performance indicator, kpi, performance measure, metric, pi description,
    measure description, indicator name, name, key performance indicator
definition: description, how measured, what it measures, calculation, numerator
unit: units, format, measured in, unit of measure
better: polarity, good is, good performance, direction, higher or lower is better
cadence: frequency, reported, reporting frequency, how often, reporting period
target: target value, current target, target 2017 18, annual target, goal, target figure
owner: *
note: notes, comment, comments, commentary, narrative
theme: *

[risks]
ref: ref no, reference no, number, no, #, id, risk ref, risk no, risk number, risk id, item, item no, unique id,
    issue id, issue ref, issue no, issue number
title: risks, risk title, risk name, name, description of risk, risk description, risk statement, description,
    risk and issue, summary, risk summary, risk or issue, threat, possible risks, what is the risk, issue, issues,
    issue description, description of issue, issue title
description: risk description, description of risk, risk statement, description, details, detail, risk details,
    full description
cause: causes, because of, caused by, due to, as a result of, root cause, trigger, triggers, source, risk cause,
    cause of risk
event: risk event, what could happen, there is a risk that
consequence: consequences, impact description, effect, effects, leading to, resulting in, leads to,
    which may result in, consequence of risk, result,
    potential impact, description of impact, risk consequence, risk impact description, impacts
mitigation: mitigations, mitigating actions, mitigating action, actions, action, treatment, mitigation actions,
    risk mitigation, mitigation plan, mitigation strategy
controls: existing controls, control measures, current controls, controls in place, key controls, existing control
    measures, internal controls, existing mitigation, current mitigation, mitigation in place, existing mitigations,
    what are we already doing about it, what are we doing already, existing measures, current actions, existing actions,
    actions already in place, sources of assurance
further: further actions, further action, planned actions, planned controls, additional controls, additional actions,
    action required, actions required, further mitigation, additional mitigation, further controls, proposed actions,
    planned mitigation, action plan, what more can we do about it, what more can we do, further action required, further
    actions required, future actions, next steps, actions planned, planned action, further mitigating actions, future
    mitigation, additional action, actions to be taken, outstanding actions, required actions, further controls required
further_owner: action owner, by whom, action lead, who, action by, lead for action, responsible for action, actioned by
further_due: by when, action due, action due date, target date, deadline, implementation date, due date,
    completion date, target completion date, target date for action, date for completion, timescale, timescales
response: treatment option, risk response, 4ts, 4 ts, 4t,
    strategy, approach, response strategy, risk strategy, treat tolerate transfer
    terminate, risk treatment
owner: *
likelihood: current likelihood, current l, residual likelihood, residual l, l, probability, net likelihood, net l,
    likelihood score
impact: current impact, current i, residual impact, residual i, i, severity, net impact, net i,
    impact score
score: risk score, rating, risk rating, current score, current rating, net score, residual score, overall score
target_likelihood: target l, target likelihood score, mitigated likelihood, residual likelihood, residual l
target_impact: target i, target impact score, mitigated impact, residual impact, residual i
target_score: target rating, target risk score
inherent_likelihood: inherent l, gross likelihood, gross l, initial likelihood, initial l, raw likelihood,
    uncontrolled likelihood, untreated likelihood, likelihood before controls, inherent probability, gross probability
inherent_impact: inherent i, gross impact, gross i, initial impact, initial i, raw impact, uncontrolled impact,
    untreated impact, impact before controls, inherent severity, gross severity
inherent_score: inherent rating, gross score, gross rating, initial score, initial rating
proximity: risk proximity, how soon, how soon could it happen, when could it happen
rhythm: review frequency, frequency of review, how often reviewed, review cycle, review period
reviewed_by: last reviewed by
escalated_to: escalated to, escalation body, escalated to which board, escalation level, escalation
escalated: date escalated, escalation date
occurred: date occurred, occurred, date materialised, materialised on
occurred_what: what occurred
category: risk category, risk type, type of risk, type, category of risk, risk theme, risk area
raid: raid category, raid type, raid, raid item, entry type, log type
state: status, risk status, current status, open or closed, open closed, closed y n
closed: date closed, closed on, closure date, date of closure, closing date
closed_why: reason for closure, closure reason, reason closed, why closed, reason for closing, closure comments
reviewed: last reviewed, date last reviewed, last review, last review date, date reviewed, reviewed on, last updated,
    date updated, updated on
raised: date raised, date identified, identified, opened, date opened, date added, date entered
review: review date, next review date, due for review, date of review, next review due
as_at: report month, reporting month, month, period, report date, reporting period, as at, date scored, score date,
    assessment date, date of assessment, scored on, snapshot date, report period, quarter
theme: *
"""
"""The words over a field beside its own name and label, those that say it best first; * stands for what `shared` says.

A field that is not listed is known by its name and its label alone.
"""
_LABELS = {
    "action": "Of the action",
    "theme": "Theme",
    "recommendation": "Recommendation",
    "status": "Done, in words",
    "rag": "RAG, kept as words",
    "resolution": "How it ended, in words",
    "was_due": "Originally due",
    "blocked_by": "Waits for",
    "state": "Open or closed, in words",
    "score": "Score, to check by",
    "inherent_score": "Inherent score, to check by",
    "target_score": "Target score, to check by",
    "controls": "Controls, a record each",
    "further": "Mitigations, a record each",
    "further_owner": "Who carries the mitigations out",
    "further_due": "By when the mitigations are done",
    "raid": "Risk, issue, assumption, dependency or action",
    "as_at": "Month or day of the row",
    "group": "Group, a theme or kept as words",
}
_NOT_SO = frozenset({"exempt", "done", "blocked"})
"""Fields that no column fills as it stands: "No" under "Exempt" is no reason, and the others are read from words."""
_OTHERS_MEAN = frozenset({"baseline", "key", "context", "description"})
"""Names that mean something else over the columns of others: these fields are known by their labels alone."""
_SEVERAL = frozenset(
    {
        "detail",
        "progress",
        "focus",
        "challenge",
        "next_focus",
        "definition",
        "note",
        "mitigation",
        "evidence",
        "controls",
        "further",
    }
)


@cache
def targets(kind: str) -> Mapping[str, Target]:
    """Where the columns of a kind can go, by the target's name, in the order in which people look for them."""
    known, listed = rules(KINDS[kind]), _phrases(kind)
    found: dict[str, Target] = {}
    for name in (*listed, *(name for name in known if name not in listed and _by_its_name(kind, name))):
        label = _LABELS.get(name) or known[name].label
        own = (normal(label), *([] if name in _OTHERS_MEAN else [name.replace("_", " ")]))
        phrases = tuple(dict.fromkeys((*own, *listed.get(name, ()))))
        found[name] = Target(name, label, phrases, name in _SEVERAL, name not in listed)
    return found


def _by_its_name(kind: str, name: str) -> bool:
    """Whether a field that is not listed can be brought in: what one word for it says."""
    rule = rules(KINDS[kind])[name]
    by_program = isinstance(rule, Text) and rule.by_program
    return name not in _NOT_SO and not isinstance(rule, Reference) and not by_program


@cache
def _phrases(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The words over each field of a kind that are listed."""
    shared = {} if kind == "shared" else _phrases("shared")
    block = _VOCABULARY.partition(f"[{kind}]\n")[2].partition("\n\n")[0].replace("\n    ", " ")
    lines = (line.partition(":") for line in block.strip().split("\n") if line)
    return {
        name: tuple(
            word for said in words.strip().split(", ") if said for word in (shared[name] if said == "*" else (said,))
        )
        for name, _, words in lines
    }


@lru_cache(maxsize=20_000)
def normal(header: str) -> str:
    """A header without what does not tell columns apart: case, signs, what stands in brackets."""
    whole = header.casefold()
    found = _WORD.findall(_DATED.sub(" ", _BRACKETS.sub(" ", whole)))
    if len(found) > 1 and _MONTH.fullmatch(found[-1]):
        found.pop()
    return " ".join(found or _WORD.findall(whole))


_MONTH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}")
_WORD = re.compile(r"[^\W_]+|[%#]")
_BRACKETS = re.compile(r"\((?!\s*%)[^)]*\)|\[(?!\s*%)[^]]*\]")
_DATED = re.compile(
    r"(\b(as )?(at|of)\s+)?(\b\d{1,2}(st|nd|rd|th)?\s+)?"
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s'’-]*(20)?\d\d\b|\bq[1-4]\s+(20)?\d\d([/-]\d\d)?\b"
)
"""A day or month in a header, which is another one in the next edition of the same file."""
