"""Where the program keeps what belongs to the user."""

from __future__ import annotations

import os
from pathlib import Path

from app import places


def test_backups_lie_in_the_user_s_data_folder_and_are_not_made_by_asking():
    folder = places.backups()
    assert folder == Path(os.environ["XDG_DATA_HOME"]) / "goldthread" / "backups"
    assert not folder.exists()
