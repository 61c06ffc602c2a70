"""What follows from what is entered."""

from __future__ import annotations
