"""The meetings, and the bodies that hold them."""

from .page import MeetingsPage

__all__ = ["MeetingsPage"]
