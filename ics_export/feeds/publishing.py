"""Feeds to files: whole or not at all.

A feed is read at any time by web servers and clients, so a file is replaced in one step, and only where its bytes
change: an unchanged one keeps its time stamp, which is what Last-Modified and the clients' 304 hang on.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from ics_export.diagnostics import UserError
from ics_export.feeds.wording import clean
from ics_export.tuples import NamedTuple

MODE = 0o644
"""Of a new file. mkstemp makes 0600, with which a web server could not read the feed."""

Content = bytes | Iterable[bytes]
"""What a file is to hold: all of it, or chunks."""

_PREFIX, _SUFFIX = ".ics-export-", ".tmp"
_STALE = 3600.0  # seconds; no run takes that long
_PIECE = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Written(NamedTuple):
    """Which files were written, and which were left untouched because they held the same bytes already."""

    names: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def write_feeds(folder: Path, feeds: Mapping[str, Content]) -> Written:
    """Write ``feeds`` into ``folder``, which is made where it is missing.

    A feed is bytes, or chunks of it that are asked for once, one after the other. All new files are on the disk before
    the first old one is replaced: where there is no room for one, all stay as they were. Raises UserError with one
    Vietnamese sentence where that cannot be done.
    """
    return write_folders(folder, [("", feeds)])


def write_folders(root: Path, folders: Iterable[tuple[str, Mapping[str, Content]]]) -> Written:
    """Write feeds into several folders under ``root`` ("": root itself) by the same rules, as one whole.

    The next folder is asked for when the one before it is written.
    """
    return _write(root, _checked(folders))


def write_tree(root: Path, files: Iterable[tuple[str, Content]]) -> Written:
    """Write files, each given by its path under ``root`` ("feeds/x/hoan.ics"), by the same rules, as one whole."""
    return _write(root, _split(files))


def write_file(path: Path, data: bytes) -> bool:
    """Write one file of the user's choice by the same rules; True where it changed.

    What exists and is no ordinary file (/dev/stdout, a pipe) is written to, not replaced.
    """
    with explained(path):
        special = path.exists() and not path.is_file() and not path.is_dir()
        if special:
            path.write_bytes(data)
    return special or bool(_write(path.parent, (("", path.name, data),)).names)


def _write(root: Path, files: Iterable[tuple[str, str, Content]]) -> Written:
    """Write files, each given by its folder under ``root``, its name and what it is to hold."""
    changed: list[str] = []
    unchanged: list[str] = []
    staged: deque[tuple[str, str, str]] = deque()  # folder, temporary file, file; names, for there may be thousands
    seen: set[str] = set()
    numbers = count()
    try:
        for part, name, data in files:
            folder = root / part
            if part not in seen:
                seen.add(part)
                with explained(folder):
                    folder.mkdir(parents=True, exist_ok=True)
            target = folder / name
            shown = f"{part}/{name}" if part else name
            with explained(target):
                temporary = _stage(target, (data,) if isinstance(data, bytes) else data, numbers)
            if temporary is None:
                unchanged.append(shown)
            else:
                staged.append((part, temporary.name, name))
                changed.append(shown)
        for part, source, name in staged:
            with explained(root / part / name):
                _settle(root / part / source, root / part / name)
        if staged:
            _tidy(root, staged)
        while staged:
            part, source, name = staged[0]
            with explained(root / part / name):
                (root / part / source).replace(root / part / name)
            staged.popleft()
    finally:
        for part, source, _ in staged:
            with suppress(OSError):
                (root / part / source).unlink()
    return Written(tuple(changed), tuple(unchanged))


def _checked(folders: Iterable[tuple[str, Mapping[str, Content]]]) -> Iterator[tuple[str, str, Content]]:
    for part, feeds in folders:
        if part:
            _check(part)
        for name, data in feeds.items():
            _check(name)
            if data == b"":
                raise _empty(name)
        yield from ((part, name, data) for name, data in feeds.items())


def _split(files: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, str, Content]]:
    for path, data in files:
        *folders, name = path.split("/")
        for part in (*folders, name):
            _check(part)
        if data == b"":
            raise _empty(name)
        yield "/".join(folders), name, data


def _check(name: str) -> None:
    """Refuse a name that is not one plain file name on every system."""
    if not name or name in {".", ".."} or any(c in '/\\:*?"<>|' or not c.isprintable() for c in name):
        raise UserError(f"Tên tệp “{clean(name)}” không hợp lệ; hãy đổi tên lãnh đạo hoặc mẫu tên tệp trong cấu hình.")


def _stage(target: Path, chunks: Iterable[bytes], numbers: Iterator[int]) -> Path | None:
    """A temporary file beside ``target`` with ``chunks``, None where ``target`` holds these bytes already.

    Nothing is written as long as the chunks are what ``target`` has; with the first that is not, what was the same is
    copied. So chunks need neither be counted nor be made twice.
    """
    with ExitStack() as stack:
        old = _opened(target, stack)
        new: BinaryIO | None = None
        temporary: Path | None = None
        same = 0
        try:
            for chunk in chunks:
                if new is None:
                    if old is not None and old.read(len(chunk)) == chunk:
                        same += len(chunk)
                        continue
                    temporary, new = _created(target, stack, numbers)
                    _copy(old, same, new)
                new.write(chunk)
            if new is None:
                if not same:
                    raise _empty(target.name)
                if old is not None and not old.read(1):
                    return None
                temporary, new = _created(target, stack, numbers)
                _copy(old, same, new)
            new.close()
        except BaseException:
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink()
            raise
    return temporary


def _settle(temporary: Path, target: Path) -> None:
    """Have ``temporary`` on the disk, with the mode that ``target`` has. After all are written: the first one that is
    waited for takes most of the others along.
    """
    file = os.open(temporary, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    try:
        os.fsync(file)
    finally:
        os.close(file)
    temporary.chmod(_mode(target))


def _opened(target: Path, stack: ExitStack) -> BinaryIO | None:
    """``target`` to be compared with, None where it is not there; something there that is no file is an error."""
    try:
        if not stat.S_ISREG(target.stat().st_mode):
            raise IsADirectoryError(errno.EISDIR, "not a regular file")
        return stack.enter_context(target.open("rb"))
    except FileNotFoundError:
        return None
    except PermissionError:  # not readable, but its folder may still let us replace it
        return None


def _created(target: Path, stack: ExitStack, numbers: Iterator[int]) -> tuple[Path, BinaryIO]:
    path, file = own_file(target.parent, numbers)
    return path, stack.enter_context(file)


def own_file(folder: Path, numbers: Iterator[int] | None = None) -> tuple[Path, BinaryIO]:
    """A new temporary file in ``folder``, nobody else's, nor readable by others before it is given another mode.

    What ``tempfile`` does; its import (with random, shutil, bz2 and lzma) takes longer than writing a month's feeds.
    ``numbers`` go on where a run makes many.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    for number in numbers or count():
        path = folder / f"{_PREFIX}{os.getpid()}-{number}{_SUFFIX}"
        with suppress(FileExistsError):
            return path, os.fdopen(os.open(path, flags, 0o600), "w+b")
    raise AssertionError("unreachable")  # pragma: no cover


def _copy(old: BinaryIO | None, length: int, new: BinaryIO) -> None:
    """Copy the first ``length`` bytes of ``old``."""
    if old is None or not length:
        return
    old.seek(0)
    while length:
        piece = old.read(min(length, _PIECE))
        if not piece:
            raise OSError(errno.EIO, "file changed while it was read")
        new.write(piece)
        length -= len(piece)


def _tidy(root: Path, staged: Iterable[tuple[str, str, str]]) -> None:
    """Remove temporary files of runs that were killed: those older by an hour than the files just made beside them."""
    for part, source in {part: source for part, source, _ in staged}.items():
        with suppress(OSError):
            latest = (root / part / source).stat().st_mtime - _STALE
            with os.scandir(root / part) as entries:
                for entry in entries:
                    if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX):
                        with suppress(OSError):
                            if entry.stat(follow_symlinks=False).st_mtime < latest:
                                Path(entry.path).unlink()


def _empty(name: str) -> ValueError:
    # Evolution and Thunderbird take an empty answer for an empty calendar and drop every event.
    return ValueError(f"{name}: a feed is never empty")


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return MODE


@contextmanager
def explained(path: Path) -> Iterator[None]:
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
