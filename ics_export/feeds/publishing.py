"""Feeds to files: whole or not at all.

A feed is read at any time by web servers and clients, so a file is replaced in one step, and only where its bytes
change: an unchanged one keeps its time stamp, which is what Last-Modified and the clients' 304 hang on.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ics_export.diagnostics import UserError
from ics_export.feeds.wording import clean

MODE = 0o644
"""Of a new file. mkstemp makes 0600, with which a web server could not read the feed."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Written(NamedTuple):
    """Which files were written, and which were left untouched because they held the same bytes already."""

    names: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def write_feeds(folder: Path, feeds: Mapping[str, bytes]) -> Written:
    """Write ``feeds`` into ``folder``, which is made where it is missing.

    All new files are on the disk before the first old one is replaced: where there is no room for one, all stay as they
    were. Raises UserError with one Vietnamese sentence where that cannot be done.
    """
    for name, data in feeds.items():
        _check(name)
        if not data:  # Evolution and Thunderbird take an empty answer for an empty calendar and drop every event
            raise ValueError(f"{name}: a feed is never empty")
    return _write(folder, feeds)


def write_file(path: Path, data: bytes) -> bool:
    """Write one file of the user's choice by the same rules; True where it changed.

    What exists and is no ordinary file (/dev/stdout, a pipe) is written to, not replaced.
    """
    with _explained(path):
        special = path.exists() and not path.is_file() and not path.is_dir()
        if special:
            path.write_bytes(data)
    return special or bool(_write(path.parent, {path.name: data}).names)


def _write(folder: Path, files: Mapping[str, bytes]) -> Written:
    changed: list[str] = []
    staged: list[tuple[Path, Path]] = []
    try:
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            target = folder / name
            with _explained(target):
                if not _holds(target, data):
                    staged.append((_stage(target, data), target))
                    changed.append(name)
        while staged:
            temporary, target = staged[0]
            with _explained(target):
                temporary.replace(target)
            del staged[0]
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink()
    return Written(tuple(changed), tuple(name for name in files if name not in changed))


def _check(name: str) -> None:
    """Refuse a name that is not one plain file name on every system."""
    if not name or name in {".", ".."} or any(c in '/\\:*?"<>|' or not c.isprintable() for c in name):
        raise UserError(f"Tên tệp “{clean(name)}” không hợp lệ; hãy đổi tên lãnh đạo hoặc mẫu tên tệp trong cấu hình.")


def _holds(target: Path, data: bytes) -> bool:
    """Whether ``target`` has these very bytes already; something there that is no file is an error."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "not a regular file")
    if status.st_size != len(data):
        return False
    try:
        return target.read_bytes() == data
    except PermissionError:  # not readable, but its folder may still let us replace it
        return False


def _stage(target: Path, data: bytes) -> Path:
    """A temporary file beside ``target`` with ``data`` on the disk and the mode that ``target`` is to have."""
    handle, path = tempfile.mkstemp(prefix=".ics-export-", suffix=".tmp", dir=target.parent)
    temporary = Path(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return MODE


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn an OSError into a sentence that says what to do."""
    try:
        yield
    except OSError as error:
        raise UserError(f"{clean(str(path))}: {_sentence(error)}") from error


def _sentence(error: OSError) -> str:
    if error.errno in _FULL:
        return "không ghi được vì đĩa đầy hoặc hết hạn mức; các tệp cũ còn nguyên, hãy giải phóng chỗ rồi chạy lại."
    if error.errno in _DENIED:
        return "không ghi được vì không có quyền; hãy chọn thư mục khác bằng --out hoặc xin quyền ghi."
    if error.errno == errno.EISDIR:
        return "đã có thư mục hoặc thứ không phải tệp mang tên này; hãy đổi tên nó hoặc chọn thư mục khác bằng --out."
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return "nơi ghi không phải là thư mục; hãy chọn thư mục khác bằng --out."
    return f"không ghi được ({error.strerror or error}); hãy chọn thư mục khác bằng --out rồi chạy lại."
