"""Being told to end, by a signal or by the system when one logs out, while the window's loop runs.

Python acts on a signal only when it runs itself, which it does not while the window waits. The signal is written to a
socket instead, which wakes the loop. On Windows a program that is ended by another gets no signal; logging out is told.
"""

from __future__ import annotations

import contextlib
import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication

_NAMES = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class ToldToEnd(QObject):
    """Listens until it is closed.

    Signals:
        asked: the program is to end, now.
    """

    asked = Signal()

    def __init__(self, app: QGuiApplication, window: QObject):
        """For as long as there is the window."""
        super().__init__(window)
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._before = {
            number: signal.signal(number, _wake) for name in _NAMES if (number := getattr(signal, name, None))
        }
        self._woke_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        app.commitDataRequest.connect(self.asked)

    def close(self) -> None:
        """Leave signals as they were."""
        if self._read.fileno() < 0:  # done already
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._woke_before)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._read.close()
        self._write.close()

    def _woken(self) -> None:
        with contextlib.suppress(BlockingIOError):
            if any(number in self._before for number in self._read.recv(64)):
                self.asked.emit()


def _wake(_number: int, _frame: object) -> None:
    """The loop is woken by the socket."""
