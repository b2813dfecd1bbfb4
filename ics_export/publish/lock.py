"""One run at a time: a lock file in the site that names its holder.

The lock is the kernel's (flock), so it ends with its process however that ends; what a killed run leaves behind is a
file that locks nobody out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ics_export.diagnostics import UserError
from ics_export.feeds.publishing import explained

NAME = ".ics-export.lock"


@contextmanager
def locked(site: Path) -> Iterator[int]:
    """Hold the lock of ``site``, whose folder must be there; the descriptor is for children to close.

    Raises UserError with the holder's process number where another run has it. The file goes when the lock does, so a
    run that changes nothing leaves nothing.
    """
    path = site / NAME
    with explained(path):
        lock = _acquired(path)
    try:
        with suppress(OSError):  # a full disk is no reason not to run: the number is for the other's message alone
            os.ftruncate(lock, 0)
            os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        yield lock
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(lock)


def _acquired(path: Path) -> int:
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            _take(lock, path)
            # The holder before us may have removed the file between our opening and our locking of it.
            if os.path.samestat(os.fstat(lock), path.stat()):
                return lock
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)


def _take(lock: int, path: Path) -> None:
    if sys.platform == "win32":  # pragma: no cover - no flock there; a site is published from one place
        return
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = os.pread(lock, 32, 0).decode("ascii", "replace").strip()
        who = f" (tiến trình {pid})" if pid.isdigit() else ""
        raise UserError(
            f"{path.parent}: một lần chạy khác{who} đang ghi trang này; hãy đợi nó xong rồi chạy lại."
        ) from None
