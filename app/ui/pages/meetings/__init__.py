"""The meetings, the bodies that hold them, and the monitoring visits."""

from .page import MeetingsPage

__all__ = ["MeetingsPage"]
