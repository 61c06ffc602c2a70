"""Layouts of plans and registers as councils publish them: what stands in the sheet, and what each must give.

Lines have bars between their cells; "¶" is a line end in a cell. What is expected names some fields of each record, in
the order of the rows; dates as they are stored.
"""

# ruff: noqa: E501 - rows of sheets are as wide as they are

from __future__ import annotations

from typing import Any, NamedTuple


class Layout(NamedTuple):
    """One layout."""

    name: str
    kind: str
    text: str
    expected: list[dict[str, Any]]


ZOO = [
    Layout("plain plan", "actions", """
        Ref | Action | Lead | Due date | Status
        1.1 | Recruit | HR | 31/03/2018 | In progress
        1.2 | Train | L&D | Apr-18 | Complete
    """, [{"ref": "1.1", "title": "Recruit", "owner": "HR", "due": "2018-03-31", "done": False},
          {"ref": "1.2", "due": "2018-04", "done": True}]),
    Layout("title lines and a stamp above", "actions", """
        Children's Services Improvement Plan | | |
        Version 4, updated 12 December 2017 | | |
        | | |
        Action | Responsible officer | Timescale | RAG
        Recruit ten social workers | Head of HR | By end of March 2018 | A
        Review caseloads | Service Manager | Ongoing | G
    """, [{"title": "Recruit ten social workers", "owner": "Head of HR", "due": "2018-03", "done": False},
          {"title": "Review caseloads", "due": ""}]),
    Layout("what will we do, who, by when", "actions", """
        What will we do? | Who will lead? | By when? | What difference will it make?
        Set up a duty team | Director | 01/06/2018 | Faster first response
    """, [{"title": "Set up a duty team", "owner": "Director", "due": "2018-06-01", "detail": "Faster first response"}]),
    Layout("theme in every row", "actions", """
        Theme | Ref | Action | Owner | Deadline
        Leadership, management and governance | A1 | Meet monthly | DCS | 1/2/18
        Quality of practice | A2 | Audit files | QA | 1/3/18
    """, [{"ref": "A1", "owner": "DCS"}, {"ref": "A2", "owner": "QA"}]),
    Layout("theme headings between rows", "actions", """
        Ref | Action | Owner | Deadline
        Theme 1: Leadership | | |
        1 | Meet monthly | DCS | 1/2/18
        Theme 2: Quality of practice | | |
        2 | Audit files | QA | 1/3/18
    """, [{"ref": "1", "title": "Meet monthly"}, {"ref": "2", "title": "Audit files"}]),
    Layout("numbered group rows", "actions", """
        No | Task | Who | Start | Finish | % complete
        1 | Quality of practice | | | |
        1.1 | Audit files | QA | 1/1/18 | 1/3/18 | 50%
        1.2 | Share the findings | QA | 1/3/18 | 1/4/18 | 0%
    """, [{"ref": "1.1", "percent": 50, "starts": "2018-01-01", "due": "2018-03-01"}, {"ref": "1.2", "percent": 0}]),
    Layout("original and revised dates", "actions", """
        Ref | Action | Lead | Original date | Revised date | Reason for delay
        1 | Move office | Estates | 31/12/2017 | 31/03/2018 | Lease
    """, [{"due": "2018-03-31", "owner": "Estates"}]),
    Layout("date completed", "actions", """
        Ref | Action | Lead | Target date | Date completed
        1 | Appoint | HR | 31/12/2017 | 15/12/2017
        2 | Induct | HR | 31/01/2018 |
    """, [{"done": True, "done_on": "2017-12-15", "due": "2017-12-31"}, {"done": False, "due": "2018-01-31"}]),
    Layout("planned and actual", "actions", """
        ID | Action | Owner | Planned start | Planned end | Actual end | Status
        7 | Survey | Ann | 1/1/18 | 1/2/18 | 5/2/18 | Complete
        8 | Report | Ann | 1/2/18 | 1/3/18 | | On track
    """, [{"due": "2018-02-01", "done_on": "2018-02-05"}, {"due": "2018-03-01", "done": False}]),
    Layout("ticks and crosses", "actions", """
        Ref | Action | Lead | Due | Done
        1 | A | x | 1/1/18 | ✓
        2 | B | x | 1/1/18 | ✗
        3 | C | x | 1/1/18 | ☐
    """, [{"done": True}, {"done": False}, {"done": False}]),
    Layout("status by meaning", "actions", """
        Ref | Action | Lead | Due | Status
        1 | A | x | 1/1/18 | Complete by March
        2 | B | x | 1/1/18 | Not complete
        3 | C | x | 1/1/18 | Closed; reopened
        4 | D | x | 1/1/18 | Superseded
        5 | E | x | 1/1/18 | Done?
    """, [{"done": False}, {"done": False}, {"done": False}, {"done": False, "is_ended": True}, {"done": False}]),
    Layout("blue is done", "actions", """
        Ref | Action | Lead | Due | BRAG
        1 | A | x | 1/1/18 | Blue
        2 | B | x | 1/1/18 | Green
        | | | |
        Blue | Complete | | |
        Green | On track | | |
    """, [{"done": True}, {"done": False}]),
    Layout("shares of one", "actions", """
        Task | Owner | Due | Progress %
        A | x | 1/1/18 | 0.25
        B | x | 1/1/18 | 1
    """, [{"percent": 25}, {"percent": 100}]),
    Layout("month first", "actions", """
        ID | Task | Assigned to | Due
        1 | A | x | 2/1/2018
        2 | B | x | 12/25/2018
    """, [{"due": "2018-02-01"}, {"due": "2018-12-25"}]),
    Layout("two header rows repeated on each page", "actions", """
        Ref | Action | Lead | Due
        1 | A | x | 1/1/18
        Page 1 of 2 | | |
        Ref | Action | Lead | Due
        2 | B | y | 1/2/18
        Page 2 of 2 | | |
    """, [{"ref": "1", "title": "A"}, {"ref": "2", "title": "B"}]),
    Layout("key and totals below", "actions", """
        Ref | Action | Lead | Due | RAG
        1 | A | x | 1/1/18 | R
        2 | B | x | 1/1/18 | G
        Total actions | 2 | | |
        | | | |
        Key: | R = off track | | |
        | A = at risk | | |
    """, [{"ref": "1"}, {"ref": "2"}]),
    Layout("empty rows numbered in advance", "actions", """
        No | Action | Owner | Due date
        1 | A | x | 1/1/18
        2 | B | y | 1/2/18
        3 | | |
        4 | | |
        5 | | |
    """, [{"ref": "1"}, {"ref": "2"}]),
    Layout("guidance below the header", "actions", """
        Ref | Action | Owner | Due date | Progress
        | Describe the action | Name one person | dd/mm/yyyy | Say what was done
        1 | Recruit | HR | 1/1/18 | Begun
        2 | Train | HR | 1/2/18 | Not begun
    """, [{"ref": "1", "progress": "Begun"}, {"ref": "2"}]),
    Layout("errors in place of results", "actions", """
        Ref | Action | Owner | Due date
        1 | A | #N/A | 1/1/18
        2 | B | Ann | #REF!
    """, [{"owner": "", "due": "2018-01-01"}, {"owner": "Ann", "due": ""}]),
    Layout("progress in several columns", "actions", """
        Ref | Action | Lead | Due | Progress October | Progress November | RAG October | RAG November
        1 | A | x | 1/1/18 | Begun | Half way | R | A
    """, [{"title": "A", "owner": "x"}]),
    Layout("bullets in a cell", "actions", """
        Ref | Action | Lead | Due
        1 | Improve supervision: ¶ • monthly ¶ • recorded | x | 1/1/18
    """, [{"title": "Improve supervision", "owner": "x"}]),
    Layout("dashes for nothing", "actions", """
        Ref | Action | Lead | Due | Comments
        1 | A | - | - | n/a
    """, [{"owner": "", "due": "", "progress": ""}]),
    Layout("priority that ranks", "actions", """
        Ref | Priority | Action | Lead | Due
        1 | High | A | x | 1/1/18
        2 | Low | B | x | 1/1/18
    """, [{"title": "A", "owner": "x"}, {"title": "B"}]),
    Layout("plain register", "risks", """
        Ref | Risk | Likelihood | Impact | Score | Mitigation | Owner
        R1 | Staff leave | 4 | 4 | 16 | Retain | HR
    """, [{"ref": "R1", "title": "Staff leave", "score": 16, "mitigation": "Retain", "owner": "HR"}]),
    Layout("cause, event, effect", "risks", """
        Risk No | Risk title | Cause | Effect | L | I | Risk owner | Review date
        1 | Market | Few carers | Children far away | 4 | 5 | Commissioning | 31/3/18
    """, [{"title": "Market", "cause": "Few carers", "consequence": "Children far away", "score": 20,
           "review": "2018-03-31"}]),
    Layout("gross and net", "risks", """
        ID | Risk description | Gross likelihood | Gross impact | Gross score | Controls | Net likelihood | Net impact | Net score
        1 | Budget | 5 | 4 | 20 | Monthly report | 3 | 4 | 12
    """, [{"title": "Budget", "inherent_score": 20, "score": 12}]),
    Layout("inherent, residual and target", "risks", """
        ID | Risk | Inherent L | Inherent I | Residual L | Residual I | Target L | Target I
        1 | Budget | 5 | 4 | 3 | 4 | 2 | 3
    """, [{"inherent_score": 20, "score": 12, "target_score": 6}]),
    Layout("before and after mitigation", "risks", """
        ID | Risk | Likelihood before mitigation | Impact before mitigation | Mitigation | Likelihood after mitigation | Impact after mitigation
        1 | Fire | 4 | 5 | Sprinklers | 1 | 5
    """, [{"inherent_score": 20, "score": 5, "mitigation": "Sprinklers"}]),
    Layout("new score", "risks", """
        ID | Risk | L | I | Score | Action | New L | New I | New score
        1 | Fire | 4 | 5 | 20 | Sprinklers | 2 | 5 | 10
    """, [{"inherent_score": 20, "score": 10}]),
    Layout("bands over columns", "risks", """
        Ref | Risk | Inherent risk | | | Current risk | | | Owner
        | | L | I | Score | L | I | Score |
        1 | Fire | 4 | 5 | 20 | 2 | 5 | 10 | Ann
    """, [{"inherent_score": 20, "score": 10, "owner": "Ann"}]),
    Layout("numbers with words", "risks", """
        Ref | Risk | Likelihood | Impact
        1 | Fire | 4 - Likely | 5 - Catastrophic
        2 | Flood | Possible (3) | Minor (2)
    """, [{"score": 20}, {"score": 6}]),
    Layout("words of five", "risks", """
        Ref | Risk | Likelihood | Impact
        1 | Fire | Almost certain | Major
        2 | Flood | Unlikely | Moderate
    """, [{"score": 20}, {"score": 6}]),
    Layout("high, medium, low", "risks", """
        Ref | Risk | Probability (H/M/L) | Impact (H/M/L)
        1 | Fire | High | Medium
        2 | Flood | Low | Low
    """, [{"likelihood": 5, "impact": 3}, {"likelihood": 1, "impact": 1}]),
    Layout("one cell 4x5", "risks", """
        Ref | Risk | Current score | Owner
        1 | Fire | 4 x 5 = 20 | Ann
    """, [{"likelihood": 4, "impact": 5}]),
    Layout("status of risks", "risks", """
        Ref | Risk | L | I | Status | Date closed | Reason for closure
        1 | A | 1 | 1 | Closed | 1/2/18 | Done with
        2 | B | 4 | 4 | Open | |
        3 | C | 5 | 5 | Materialised | |
        4 | D | 2 | 2 | Tolerate | |
    """, [{"is_closed": True, "closed_why": "Done with"}, {"is_closed": False}, {"has_occurred": True},
          {"response": "tolerate", "is_closed": False}]),
    Layout("log of risks and issues", "risks", """
        ID | Type | Description | Impact | Owner | Status
        1 | Risk | Staff leave | Delay | Ann | Open
        2 | Issue | No data | Reports late | Bob | Open
        3 | Assumption | Money stays | | Cy | Open
    """, [{"title": "Staff leave", "consequence": "Delay"}, {"title": "No data", "has_occurred": True}]),
    Layout("history by month", "risks", """
        Risk ID | Month | Risk | Likelihood | Impact
        R1 | Jan 2018 | Fire | 5 | 5
        R1 | Feb 2018 | Fire | 3 | 5
    """, [{"ref": "R1", "score": 15}]),
    Layout("what would happen under impact, beside residual scores", "risks", """
        Risk Ref | Risk Title | Cause(s) | Impact(s) | Inherent Risk | | | Mitigating Controls | Residual Risk | |
        | | | | Likelihood (1-5) | Impact (1-5) | Total | | Likelihood (1-5) | Impact (1-5) | Total
        C1 | Budget | Demand grows | Section 114 notice | 5 | 5 | 25 | MTFS | 4 | 5 | 20
        C2 | Cyber | Old systems | Loss | 4 | 5 | 20 | Firewalls | 3 | 4 | 12
    """, [{"inherent_score": 25, "score": 20, "target_score": None, "consequence": "Section 114 notice"},
          {"score": 12, "consequence": "Loss"}]),
    Layout("consequence as a level", "risks", """
        Ref | Risk | Likelihood | Consequence | Rating
        1 | Fire | 4 Likely | 5 Catastrophic | 20 Extreme
        2 | Flood | 2 Unlikely | 3 Moderate | 6 Low
    """, [{"score": 20}, {"score": 6}]),
    Layout("letters of a RAID log", "risks", """
        Ref | R/A/I/D | Description | Owner | Status
        1 | R | Supplier fails | Ann | Open
        2 | A | Money stays | Bob | Open
        3 | I | Data missing | Cy | Closed
        4 | D | Portal comes | Di | Open
    """, [{"title": "Supplier fails", "has_occurred": False}, {"title": "Data missing", "has_occurred": True}]),
    Layout("a score with its parts behind it", "risks", """
        Ref | Risk | Gross risk | Net risk
        1 | Climate | 16 (4x4) | 4 x 3 (12)
    """, [{"inherent_score": 16, "likelihood": 4, "impact": 3}]),
    Layout("a heading over closed risks", "risks", """
        Ref | Risk | Likelihood | Impact | Owner
        R1 | Fire | 3 | 4 | Ann
        CLOSED RISKS | | | |
        R2 | Theft | 1 | 3 | Cy
    """, [{"is_closed": False}, {"is_closed": True}]),
    Layout("a matrix below the register", "risks", """
        Risk ref | Risk | Likelihood | Impact | Score | Owner
        R1 | Fire | 4 | 4 | 16 | Ann
        R2 | Flood | 3 | 2 | 6 | Bob
        | | | | |
        Risk matrix | | | | |
        Likelihood / Impact | 1 | 2 | 3 | 4 |
        4 | 4 | 8 | 12 | 16 |
        3 | 3 | 6 | 9 | 12 |
        2 | 2 | 4 | 6 | 8 |
    """, [{"score": 16}, {"score": 6}]),
    Layout("who mitigates, and by when", "risks", """
        Ref | Risk | Likelihood | Impact | Further action | By whom | By when | Status
        R1 | Too few homes | 3 | 5 | Commission ten | Commissioning | 30/06/2018 | Open
    """, [{"score": 15, "owner": ""}]),
    Layout("headings counted from the first row on", "actions", """
        AREA FOR IMPROVEMENT 1: Assessments | | |
        What do we need to do? | Who is responsible? | By when? | What difference will this make?
        Use a framework | PSW | Dec 2017 | Consistent practice
        AREA FOR IMPROVEMENT 2: Supervision | | |
        Write a policy | PSW | Jan 2018 | Better support
    """, [{"progress": "Group: AREA FOR IMPROVEMENT 1: Assessments", "detail": "Consistent practice"},
          {"progress": "Group: AREA FOR IMPROVEMENT 2: Supervision"}]),
    Layout("a chart of bars in cells", "actions", """
        Project | Task | Owner | Start | End | Jan | Feb | Mar
        Hub | Lease signed | Estates | 1/1/18 | 31/1/18 | X | |
        Hub | Fit out | Estates | 1/2/18 | 31/3/18 | | X | X
    """, [{"title": "Lease signed", "due": "2018-01-31"}, {"title": "Fit out", "starts": "2018-02-01"}]),
    Layout("scores by quarter beside the parts", "risks", """
        Ref | Risk | Q1 Score | Q2 Score | Q3 Score | Likelihood | Impact
        A1 | Demand | 20 | 16 | 12 | 3 | 4
    """, [{"score": 12}]),
    Layout("log of issues", "risks", """
        Issue ID | Issue description | Severity | Priority | Assigned to | Status
        I1 | Portal down | High | 1 | ICT | Closed
        I2 | No data | Medium | 2 | Perf | Open
    """, [{"ref": "I1", "has_occurred": True, "is_closed": True}, {"ref": "I2", "has_occurred": True}]),
    Layout("implementation date and revised date", "actions", """
        No. | Recommendation | Agreed Action | Officer | Implementation Date | Status | Revised Date
        1 | Train | Training to be delivered | HR | 31/07/2018 | Partially implemented | 31/12/2018
        2 | Test | Test backups | ICT | 30/09/2018 | Implemented - awaiting evidence |
        3 | Log | Keep a log | ICT | 30/09/2017 | Fully implemented |
    """, [{"title": "Training to be delivered", "due": "2018-12-31", "progress": "Status: Partially implemented\nRecommendation: Train"},
          {"due": "2018-09-30", "done": False}, {"done": True}]),
    Layout("status and update in one column", "actions", """
        Ref | Action | Owner | Target date | Status / progress update
        1 | Recruit | Ann | 31/03/18 | Completed 28/01/18. Two appointed.
        2 | Train | Bob | 30/04/18 | In progress - 60% of staff trained
        3 | Office | Ed | 30/05/18 | No longer required following merger
        4 | Guide | Gil | 30/06/18 | Complete?
    """, [{"done": True, "done_on": "2018-01-28", "progress": "Status / progress update: Completed 28/01/18. Two appointed."},
          {"done": False, "percent": ""}, {"is_ended": True}, {"done": False}]),
    Layout("days that Excel kept as numbers under completed", "actions", """
        Ref | Action | Due date | Completed
        1 | Alpha | 43190 | 43100
        2 | Beta | 43220 |
    """, [{"due": "2018-03-31", "done": True, "done_on": "2017-12-31"}, {"done": False}]),
    Layout("two languages", "actions", """
        Cyf / Ref | Cam Gweithredu / Action | Arweinydd / Lead | Statws / Status
        1 | Recriwtio / Recruit | HR | Cwblhawyd / Complete
        2 | Hyfforddi / Train | L&D | Ar y gweill / In progress
    """, [{"title": "Recriwtio / Recruit", "owner": "HR", "done": True}, {"done": False}]),
    Layout("how urgent, as a number", "actions", """
        Ref | Priority | Action | Lead | Due
        1 | 1 | A | x | 1/1/18
        2 | 2 | B | y | 1/1/18
    """, [{"title": "A", "owner": "x"}, {"title": "B"}]),
    Layout("cards of Trello", "actions", """
        Card ID | Card Name | Card Description | Members | Due Date | List Name | Archived
        a1 | Fix tracker | Make it work | ann | 2018-03-01T12:00:00.000Z | Done | false
        a2 | Buy laptops | | bob | | Doing | false
    """, [{"title": "Fix tracker", "due": "2018-03-01", "done": True, "owner": "ann"}, {"title": "Buy laptops"}]),
    Layout("issues of Jira", "actions", """
        Summary | Issue key | Issue Type | Status | Assignee
        Fix login | IMP-1 | Task | Done | ann
        Add report | IMP-2 | Story | To Do | bob
    """, [{"ref": "IMP-1", "title": "Fix login", "done": True}, {"owner": "bob", "done": False}]),
    Layout("recommendations of an inspection", "recommendations", """
        No. | Recommendation | Lead
        1 | The council should audit every case | Director
        2 | Managers should supervise monthly | Head
    """, [{"owner": "Director"}, {"owner": "Head"}]),
    Layout("recommendations alone", "recommendations", """
        Area | Recommendation
        Front door | Answer within a day
        Care leavers | Keep in touch
    """, [{"title": "Answer within a day"}, {"title": "Keep in touch"}]),
    Layout("themes", "themes", """
        No | Theme | Aim
        3 | Workforce | Stable teams
        4 | Money | A balanced budget
    """, [{"number": 3, "title": "Workforce", "focus": "Stable teams"}, {"number": 4}]),
    Layout("milestones", "milestones", """
        Action ref | Milestone | Due date | Status
        A-9 | Advert placed | 1/2/18 | Done
        A-9 | Interviews held | 1/3/18 |
    """, [{"title": "Advert placed", "done": True}, {"title": "Interviews held", "due": "2018-03-01"}]),
    Layout("milestones with ids", "milestones", """
        Milestone ID | Milestone name | Action ref | Planned end | Actual end
        M1 | Advert placed | A-9 | 1/1/18 | 3/1/18
    """, [{"title": "Advert placed", "due": "2018-01-01", "done_on": "2018-01-03"}]),
    Layout("issues of Jira with their resolution", "actions", """
        Issue Type | Key | Summary | Assignee | Status | Resolution | Due date | Resolved
        Task | CS-1 | Recruit ten social workers | Ann | Done | Done | 31/Mar/18 | 28/Mar/18
        Task | CS-2 | Buy a new system | Bob | Closed | Won't Do | 30/Apr/18 | 12/Jan/18
        Task | CS-3 | Train managers | Cy | Closed | Duplicate | 30/Apr/18 |
        Task | CS-4 | Audit files | Di | In Progress | Unresolved | 30/Jun/18 |
        Task | CS-5 | Mend the report | Di | Done | Cannot Reproduce | 30/Jun/18 |
    """, [{"ref": "CS-1", "title": "Recruit ten social workers", "done": True},
          {"done": False, "ended_why": "Won't Do", "done_on": ""}, {"ended_why": "Duplicate"},
          {"done": False, "ended_why": ""}, {"done": False, "ended_why": "Cannot Reproduce"}]),
    Layout("work items of Azure DevOps", "actions", """
        ID | Work Item Type | Title | Assigned To | State | Reason | Tags
        11 | Task | Recruit ten social workers | Ann | Closed | Completed | x
        12 | Task | Buy a new system | Bob | Closed | Cut | x
        13 | Task | Train managers | Cy | Removed | Removed from the backlog |
        14 | Task | Audit files | Di | Active | Work started |
    """, [{"ref": "11", "done": True, "ended_why": ""}, {"done": False, "ended_why": "Cut"},
          {"ended_why": "Removed from the backlog"},
          {"done": False, "ended_why": "", "progress": "Reason: Work started\nState: Active"}]),
    Layout("tasks of Asana", "actions", """
        Task ID | Created At | Completed At | Name | Section/Column | Assignee | Due Date | Notes | Parent task
        1201 | 2018-01-02 | 2018-01-20 | Recruit | Done | Ann | 2018-02-28 | Ten posts |
        1202 | 2018-01-02 | | Train | Doing | Bob | 2018-05-28 | | Recruit
    """, [{"title": "Recruit", "done_on": "2018-01-20", "done": True},
          {"title": "Train", "done": False, "detail": "Parent task: Recruit", "progress": "Group: Doing"}]),
    Layout("boards of Monday", "actions", """
        Improvement plan | | | |
        Leadership | | | |
        Name | Subitems | Person | Status | Date
        Recruit | | Ann | Done | 2018-03-31
        Train | | Bob | Working on it | 2018-04-30
        Practice | | | |
        Name | Subitems | Person | Status | Date
        Audit | | Ann | Stuck | 2018-03-31
    """, [{"title": "Recruit", "owner": "Ann", "done": True}, {"title": "Train", "due": "2018-04-30"},
          {"title": "Audit", "done": False}]),
    Layout("cards of Trello that are given up", "actions", """
        Card ID | Card Name | Card Description | Members | Due Date | List Name | Archived
        5f1 | Recruit | Ten posts | ann | 2018-03-31 | Done | true
        5f2 | Buy | | ann | 2018-04-30 | Won't do | false
    """, [{"title": "Recruit", "done": True}, {"title": "Buy", "done": False, "ended_why": "Won't do"}]),
    Layout("a status, and its outcome in a word", "actions", """
        Ref | Action | Owner | Due date | Status | Outcome
        1 | Recruit | Ann | 31/03/2018 | Closed | Achieved
        2 | Train | Ann | 31/03/2018 | Closed | Not achieved
        3 | Buy | Ann | 31/03/2018 | Closed | Withdrawn
    """, [{"done": True}, {"done": False, "ended_why": "Not achieved"}, {"done": False, "ended_why": "Withdrawn"}]),
    Layout("both scores in a cell, with their colours", "risks", """
        Risk Ref | Risk | Inherent (I x L) | Current risk score (LxI) | Target risk | Owner
        R1 | Staff leave | 5x4=20 Red | 4x3=12 Amber | 2x3=6 Green | HR
        R2 | Too few homes | 5x5 (25) | 5 x 4 = 20 (Red) | 3x4=12 | Homes
        R3 | ICT fails | Red 16 (4x4) | Amber (3x3) | 2x2=4 | ICT
    """, [{"inherent_likelihood": 4, "inherent_impact": 5, "likelihood": 4, "impact": 3, "target_score": 6},
          {"inherent_score": 25, "likelihood": 5, "impact": 4, "target_likelihood": 3, "target_impact": 4},
          {"inherent_score": 16, "score": 9, "target_score": 4}]),
    Layout("an outcome under each priority", "actions", """
        Improvement plan for Barchester | | | |
        Priority 1: Leadership | | | |
        Outcome: Leaders know their services | | | |
        Ref | What we will do | By whom | By when | BRAG
        1.1 | Set up the board | CEX | July 2018 | Blue
        Priority 2: Quality of practice | | | |
        Outcome: Children get help early | | | |
        Ref | What we will do | By whom | By when | BRAG
        2.1 | Launch standards | PSW | 30 June 2018 | Amber
    """, [{"done": True, "progress": "RAG: Blue\nGroup: Outcome: Leaders know their services"},
          {"progress": "RAG: Amber\nGroup: Outcome: Children get help early"}]),
    Layout("officer and date in one column", "actions", """
        No. | Agreed action | Responsible officer & target date | Status
        1 | Reconcile accounts | Head of Finance 31/03/2018 | Implemented
        2 | Review access | ICT Manager / June 2018 | Closed 3/1/18 - not delivered
    """, [{"owner": "Head of Finance", "due": "2018-03-31", "done": True},
          {"owner": "ICT Manager", "due": "2018-06", "done": False, "ended": "2018-01-03"}]),
    Layout("what an auditor asks for, and the reply", "actions", """
        Ref | Finding | Recommendation | Management response | Responsible officer | Revised target date | Status
        R1 | No checks | Reconcile monthly | Agreed | Ann | 30/06/2018 | Not implemented
        R2 | Weak access | Review access | Partially agreed | Bob | Subject to funding, May 2018 | Open
    """, [{"title": "Reconcile monthly", "owner": "Ann", "progress": "Agreed\nStatus: Not implemented"},
          {"title": "Review access", "due": "2018-05",
           "progress": "Partially agreed\nRevised target date: Subject to funding, May 2018\nStatus: Open"}]),
    Layout("likelihood and consequence by their letters", "risks", """
        Principal risk | Exec lead | Initial risk L | Initial risk C | Current L | Current C | Current score | Target L | Target C
        Failure to recruit | CNO | 4 | 5 | 3 | 5 | 15 | 2 | 4
    """, [{"inherent_score": 20, "likelihood": 3, "impact": 5, "target_score": 8, "owner": "CNO"}]),
    Layout("one is the highest", "risks", """
        Risk | Likelihood (1 = high, 5 = low) | Impact (1 = high, 5 = low) | Owner
        Overspend | 1 | 2 | CFO
        Fire | 5 | 5 | COO
    """, [{"likelihood": 5, "impact": 4}, {"likelihood": 1, "impact": 1}]),
]  # fmt: skip
