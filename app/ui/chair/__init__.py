"""Read as chair: a calm walk through the plan, one thing on a screen."""

from .walk import ChairWalk

__all__ = ["ChairWalk"]
