"""A published site's files, ready to be sent: found without leaving the folder, read whole, hashed and packed once.

``publish`` may replace files at any time. So each request looks at the disk (one ``lstat``), and bytes are prepared
anew only where the file there is another one.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import re
import stat
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from email.utils import formatdate
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from ics_export.tuples import NamedTuple

Headers = list[tuple[bytes, bytes]]
_Stamp = tuple[int, int, int, int, int]

TYPES: Final = {
    ".ics": "text/calendar; charset=utf-8",  # RFC 5545 section 8.1
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
"""What is served, by the end of its name. status.json, keys, locks and whatever else lies there is not."""

ROBOTS: Final = "robots.txt"
INDEX: Final = "index.html"

MAX_FILE = 16 << 20
"""Bytes of the largest file that is served. A feed has 1 MB at the most, or Google does not read it."""

MAX_CACHE = 64 << 20
"""Bytes kept ready, of all files together."""

# RFC 9111 section 5.2.2: kept by the subscriber alone, and asked about each time.
CACHING: Final = (b"cache-control", b"private, no-cache")
SAFETY: Final[Headers] = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
_ALWAYS = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
STRICT: Final = f"default-src 'none'; {_ALWAYS}"
"""Content-Security-Policy of everything that is no page."""

_PAGE = f"default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; {_ALWAYS}"
_PICTURE = f"default-src 'none'; style-src 'unsafe-inline'; {_ALWAYS}"

# Not the name of a hidden file, and the same file on every system: Windows knows streams ("a.ics::$DATA"), short names
# ("STATUS~1.JSO") and blanks or dots at the end that it drops.
_NAME = re.compile(r'(?!\.)[^/\\:*?"<>|~\x00-\x1f\x7f]+(?<![ .])')
_POLICY = re.compile(r"[ -+\--:<-~;]+")  # printable ASCII without the comma, which would begin another policy

_LEAST = 512  # smaller files are not worth packing
_RECENT = 2.0  # seconds in which a second change could leave the time stamps as they are
_AT = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd
_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NotServedError(Exception):
    """There is no such file for a reader, whether or not something lies there."""


class NotReadyError(Exception):
    """There should be one, but it cannot be read whole now."""


class Variant(NamedTuple):
    """One representation: its ETag, its bytes, the headers of a 200 and those of a 304 (RFC 9110 section 15.4.5)."""

    tag: str
    body: bytes
    headers: Headers
    unchanged: Headers


class Ready(NamedTuple):
    """A file as it is sent. ``settled``: its time stamps are old enough to tell it from any later one."""

    stamp: _Stamp
    settled: bool
    modified: int
    plain: Variant
    packed: Variant | None

    @property
    def size(self) -> int:
        """Bytes it keeps in memory."""
        return len(self.plain.body) + (len(self.packed.body) if self.packed else 0)


class SiteFiles:
    """The files below one folder. Not for several threads at once."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._ready: OrderedDict[str, Ready] = OrderedDict()
        self._size = 0

    def alive(self) -> bool:
        """Whether the folder is there and can be entered."""
        return Path(self._root).is_dir() and os.access(self._root, os.R_OK | os.X_OK)

    def warm(self) -> None:
        """Prepare what is there, as far as it fits, so that the first subscribers do not wait either."""
        for folder, folders, files in os.walk(self._root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if self._size >= MAX_CACHE // 2:
                    return
                try:
                    self.get("/" + Path(folder, name).relative_to(self._root).as_posix())
                except (NotServedError, NotReadyError):
                    continue

    def get(self, path: str) -> Ready:
        """The file at ``path``, which is decoded and absolute ("/hoan.ics"; "/" is an index page)."""
        folders, name, kind, path = _steps(path)
        try:
            handle, prefix = self._enter(folders)
            try:
                place = prefix + name
                status = os.stat(place, dir_fd=handle, follow_symlinks=False)
                known = self._ready.get(path)
                if known and known.settled and known.stamp == _stamp(status):
                    self._ready.move_to_end(path)
                    return known
                self._forget(path)
                data, status = _read(place, handle, status)
            finally:
                if handle is not None:
                    os.close(handle)
        except (OSError, ValueError) as error:
            raise _reason(error) from None
        ready = prepare(data, kind, status, known)
        self._keep(path, ready)
        return ready

    def is_folder(self, path: str) -> bool:
        """Whether ``path`` lacks nothing but its last slash to be an index page."""
        try:
            self.get(path + "/")
        except (NotServedError, NotReadyError):
            return False
        return True

    def _keep(self, path: str, ready: Ready) -> None:
        self._ready[path] = ready
        self._size += ready.size
        while self._size > MAX_CACHE:
            self._forget(next(iter(self._ready)))

    def _forget(self, path: str) -> None:
        if old := self._ready.pop(path, None):
            self._size -= old.size

    def _enter(self, folders: Sequence[str]) -> tuple[int | None, str]:
        """Where the last name is to be looked for: an open folder, or a path's beginning where a system has no such.

        The site itself may be a link; nothing below it. An open folder can't be exchanged for a link between two looks.
        """
        if not _AT:
            return None, _walk(Path(self._root), folders)
        try:
            handle = os.open(self._root, _FOLDER)
        except OSError:
            raise NotReadyError from None
        for name in folders:
            try:
                below = os.open(name, _FOLDER | _NO_LINK, dir_fd=handle)
            finally:
                os.close(handle)
            handle = below
        return handle, ""


def prepare(data: bytes, kind: str, status: os.stat_result, known: Ready | None = None) -> Ready:
    """``data`` with its headers, plain and packed; ``known``: what it may still be. Raises where ``data`` is not whole.

    RFC 9110 section 8.8.3: the ETag is strong, a hash of the bytes; the packed bytes are others, so theirs is another.
    Section 8.8.2.1: Last-Modified is never in the future.
    """
    if not whole(data, kind):
        raise NotReadyError
    now = time.time()
    settled = abs(now - status.st_mtime) > _RECENT
    modified = int(min(status.st_mtime, now))
    digest = hashlib.sha256(data).hexdigest()
    if known and known.plain.tag == f'"{digest}"' and known.modified == modified:
        return known._replace(stamp=_stamp(status), settled=settled)
    common = [
        (b"content-type", TYPES.get(kind, "text/plain; charset=utf-8").encode()),
        (b"content-disposition", b"inline"),
        (b"last-modified", formatdate(modified, usegmt=True).encode()),
        (b"content-security-policy", policy(data, kind).encode()),
        *SAFETY,
    ]
    small = gzip.compress(data, 6, mtime=0) if len(data) >= _LEAST and kind != ".png" else data
    packed = len(small) < len(data)
    shared: Headers = [CACHING, (b"vary", b"accept-encoding")] if packed else [CACHING]
    return Ready(
        _stamp(status),
        settled,
        modified,
        _variant(f'"{digest}"', data, common, shared),
        _variant(f'"{digest}-gzip"', small, [*common, (b"content-encoding", b"gzip")], shared) if packed else None,
    )


def _variant(tag: str, body: bytes, own: Headers, shared: Headers) -> Variant:
    unchanged = [(b"etag", tag.encode()), *shared]
    return Variant(tag, body, [*own, *unchanged, (b"content-length", b"%d" % len(body))], unchanged)


def whole(data: bytes, kind: str) -> bool:
    """Whether these are all bytes of such a file: for a feed, of one iCalendar object (RFC 5545 section 3.4).

    Evolution and Thunderbird take an empty answer for an empty calendar, and drop every event they have.
    """
    if kind != ".ics":
        return bool(data)
    return data.startswith(b"BEGIN:VCALENDAR") and data.rstrip().endswith(b"END:VCALENDAR")


def policy(data: bytes, kind: str) -> str:
    """The Content-Security-Policy to send.

    A page that brings its own in a ``<meta>``, with the hashes of its style and script, has that one sent too: the same
    policy twice allows what it allowed once, while any other could break the page. Added is what a ``<meta>`` can't
    say, above all that nobody may frame the page. A page without one may have styles and pictures, but no script.
    """
    if kind != ".html":
        return _PICTURE if kind == ".svg" else STRICT
    own = _policies(data)
    return ", ".join(map(_completed, own)) if own else _PAGE


def _completed(text: str) -> str:
    parts = [part for piece in text.split(";") if (part := " ".join(piece.split()))]
    present = {part.split()[0].lower() for part in parts}
    return "; ".join([*parts, *(part for part in _ALWAYS.split("; ") if part.split()[0] not in present)])


class _Head(HTMLParser):
    """Collects the policies that a page's head sets."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside and tag != "body"
        if self._inside and tag == "meta":
            given = {name: value or "" for name, value in attrs}
            if given.get("http-equiv", "").strip().lower() == "content-security-policy":
                self.found.append(given.get("content", ""))


def _policies(data: bytes) -> list[str]:
    """A page's own policies; none where one of them could not stand in a header."""
    head = _Head()
    head.feed(data.decode("utf-8", "replace"))
    return head.found if all(_POLICY.fullmatch(text) for text in head.found) else []


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[tuple[str, ...], str, str, str]:
    """The folders of ``path`` below the site, its last name, that one's end, and all of them with an index page named.

    Raises where a step is none ("", "..", hidden, a stream) and where files of that kind are not served.
    """
    if path[-1:] == "/":
        path += INDEX
    first, *names = path.split("/")
    if first or not names or not all(map(_NAME.fullmatch, names)):
        raise NotServedError
    *folders, name = names
    kind = suffix(name)
    if kind not in TYPES and path != f"/{ROBOTS}":
        raise NotServedError
    return tuple(folders), name, kind, path


def suffix(name: str) -> str:
    """The end of a name from its last dot on, in small letters; of one without dots, something that is no end."""
    return "." + name.rpartition(".")[2].lower()


def _stamp(status: os.stat_result) -> _Stamp:
    """What tells a file from the one that was there before. The change time shows a time stamp that was set back."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _walk(root: Path, names: Iterable[str]) -> str:
    """The path of a folder below ``root``, with its separator; raises where a step is a link or no folder."""
    if not root.is_dir():
        raise NotReadyError
    path = root
    for name in names:
        path /= name
        _no_link(status := path.lstat())
        if not stat.S_ISDIR(status.st_mode):
            raise NotServedError
    return f"{path}{os.sep}"


def _no_link(status: os.stat_result) -> None:
    junction = getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    if stat.S_ISLNK(status.st_mode) or junction:
        raise NotServedError


def _read(place: str, handle: int | None, expected: os.stat_result) -> tuple[bytes, os.stat_result]:
    """The bytes of the regular file at ``place`` and its status, which stayed the same while they were read.

    A file that its owner alone may read (0600: a key, a memory) is for nobody else: a web server under another user
    could not serve it either.
    """
    _no_link(expected)
    with os.fdopen(os.open(place, _FILE | _NO_LINK, dir_fd=handle), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or not status.st_mode & (stat.S_IRGRP | stat.S_IROTH):
            raise NotServedError
        if not 0 < status.st_size <= MAX_FILE:
            raise NotReadyError
        data = file.read(MAX_FILE + 1)
        after = os.fstat(file.fileno())
    if len(data) != status.st_size or _stamp(after)[2:4] != _stamp(status)[2:4]:
        raise NotReadyError
    return data, after


def _reason(error: OSError | ValueError) -> NotServedError | NotReadyError:
    """An error of the system as one of ours; its text holds the path, which nobody is to see.

    A folder that is a link gives ENOTDIR or ELOOP (EMLINK on FreeBSD); ValueError: a character no file system takes.
    """
    none = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EMLINK, errno.ENAMETOOLONG)
    if isinstance(error, ValueError) or error.errno in none:
        return NotServedError()
    return NotReadyError()
