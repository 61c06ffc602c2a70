"""Where the program keeps what belongs to the user and not to a plan."""

from pathlib import Path

from platformdirs import user_data_path


def backups() -> Path:
    """The folder of all backups."""
    return user_data_path("goldthread", appauthor=False) / "backups"
