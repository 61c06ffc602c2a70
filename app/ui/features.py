"""The features of the program, in the order in which their commands stand in the menus."""

from .bringing import Bringing
from .commands import Feature
from .drafting import Drafting
from .editing import Editing
from .find.finding import Find
from .looking_back import LookingBack
from .plan_files import PlanFiles
from .program import Program
from .reading import ReaderMode
from .reviewing import RiskReview
from .verifying import FileCheck

FEATURES: tuple[type[Feature], ...] = (
    PlanFiles,
    FileCheck,
    Bringing,
    Editing,
    Drafting,
    Find,
    ReaderMode,
    RiskReview,
    LookingBack,
    Program,
)
"""Esc is offered to them in this order, too."""
