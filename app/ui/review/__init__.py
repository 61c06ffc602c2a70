"""Review: the risks that are due, one at a time."""

from .walk import ReviewWalk

__all__ = ["ReviewWalk"]
