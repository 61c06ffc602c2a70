"""The plan itself: themes, objectives, actions and milestones as a tree, a table and a timeline; the next steps."""

from .page import PlanPage

__all__ = ["PlanPage"]
