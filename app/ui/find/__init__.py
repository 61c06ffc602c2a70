"""Find anything: a line to type in over the window, and below it records and commands that hold the words."""

from .finding import Finding

__all__ = ["Finding"]
