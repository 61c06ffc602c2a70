"""What inspectors asked and found, who helps, what the service checks itself, and the letters and evidence."""

from .page import ScrutinyPage

__all__ = ["ScrutinyPage"]
