"""The Qt binding keeps count of what Python shares.

PySide6 6.12.0 returned None from C++ without counting it: on Python 3.11, where None can be freed, every painted cell
brought the end of the program nearer.
"""

import sys

from PySide6.QtCore import QObject

CALLS = 1000


def test_calls_into_qt_leave_the_count_of_none_alone(qapp: object):
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
        thing.parent()
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
