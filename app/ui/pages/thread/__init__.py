"""The golden thread: matrices of what is tied to what, where a strand is missing, and the thread of any record."""

from .page import ThreadPage

__all__ = ["ThreadPage"]
