"""Where feeds lie: under their names, or with a key under names that nobody can guess.

A token is HMAC-SHA256 of organisation, leader and generation, cut to 160 bits. It hangs on nothing that is stored, so
the same key gives the same addresses for ever, and a rotation is nothing but the next generation.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ics_export.diagnostics import UserError
from ics_export.feeds.naming import ALL_FILE, feed_files
from ics_export.feeds.publishing import explained
from ics_export.model import Leader
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

VARIABLE = "ICS_EXPORT_KEY"
KEY_FILE = ".ics-export-key"
FOLDER = "feeds"
"""The folder of private feeds: each lies in a folder of its own, named by its token."""

_PAGES = ("index.ics", "van-phong.ics")  # pages of these names are not a leader's
_SHORTEST = 32  # characters; what --init writes has 52
_TOKEN_BYTES = 20
_SEPARATOR = "\x1f"  # white space to fold(), so it cannot occur inside a part
_EVERYBODY = "\x1e"  # no leader's name


class Place(NamedTuple):
    """Where a feed lies: its folder ("" for the site itself) and its file."""

    folder: str
    file: str

    @property
    def path(self) -> str:
        """The feed, relative to the site."""
        return f"{self.folder}/{self.file}" if self.folder else self.file

    @property
    def page(self) -> str:
        """The page beside the feed."""
        return self.path.removesuffix(".ics") + ".html"


class Addresses:
    """The addresses of a site: with a key secret ones, without one those that the names give."""

    def __init__(self, key: bytes | None) -> None:
        self._key = key

    @property
    def private(self) -> bool:
        """Whether addresses are secret."""
        return self._key is not None

    @property
    def fingerprint(self) -> str | None:
        """What tells one key from another and nothing of the key."""
        return self._token("fingerprint")[:16] if self._key else None

    def feed(self, organisation: str, leader: str, generation: int, folder: str, file: str) -> Place:
        """A leader's feed; ``folder`` is the organisation's, where addresses are open."""
        if not self._key:
            return Place(folder, file)
        return Place(f"{FOLDER}/{self._token('feed', fold(organisation), fold(leader), str(generation))}", file)

    def everything(self, organisation: str, generation: int, folder: str) -> Place:
        """all.ics, as private as any feed."""
        return self.feed(organisation, _EVERYBODY, generation, folder, ALL_FILE)

    def _token(self, *parts: str) -> str:
        assert self._key is not None
        message = _SEPARATOR.join(parts).encode("utf-8", "surrogatepass")
        digest = hmac.digest(self._key, message, "sha256")[:_TOKEN_BYTES]
        return base64.b32encode(digest).decode().lower()


def load_key(site: Path, key_file: Path | None, environment: Mapping[str, str]) -> bytes | None:
    """The key: of ``key_file`` where one is named, else of the environment, else of the file beside the site.

    None where there is none; one that is named and missing, or too short to be a secret, is a UserError.
    """
    path = key_file or beside(site)
    if key_file is None and environment.get(VARIABLE):
        return _checked(environment[VARIABLE], VARIABLE)
    try:
        text = path.read_text("ascii")
    except FileNotFoundError:
        if key_file is None:
            return None
        raise UserError(f"{path}: không có tệp khóa này; hãy tạo bằng ics-export publish --init", 2) from None
    except (OSError, UnicodeDecodeError):
        raise UserError(f"{path}: không đọc được tệp khóa; hãy kiểm tra quyền đọc và nội dung của tệp") from None
    return _checked(text, str(path))


def create_key(path: Path) -> bool:
    """Write a new random key to ``path``, for its owner alone; False where there is one already."""
    text = base64.b32encode(os.urandom(32)).decode().rstrip("=") + "\n"
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return False
        try:
            with os.fdopen(file, "wb") as writer:
                writer.write(text.encode())
                writer.flush()
                os.fsync(file)
        except BaseException:  # half a key would stand in the way of a whole one
            path.unlink()
            raise
    return True


def is_open(path: Path) -> bool:
    """Whether others than its owner can read a key file; False for one that is not there."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def beside(site: Path) -> Path:
    """The usual key file of a site: beside it, where no web server goes."""
    return Path.cwd().joinpath(site).resolve().parent / KEY_FILE


def name_files(leaders: Sequence[Leader], known: Mapping[str, str], pattern: str) -> dict[str, str]:
    """The file of each leader's feed by name: the known one, else a new one that nobody has had.

    A feed keeps its file whatever becomes of titles and of namesakes: subscriptions hang on it. No page beside a feed
    takes the name of the index or of the secretary's.
    """
    new = [leader for leader in leaders if leader.name not in known]
    taken = {ALL_FILE, *_PAGES, *(file.casefold() for file in known.values())}
    result = dict(known)
    for name, file in feed_files(new, pattern).items():
        stem, free, count = file.removesuffix(".ics"), file, 1
        while free.casefold() in taken:
            count += 1
            free = f"{stem}-{count}.ics"
        taken.add(free.casefold())
        result[name] = free
    return result


def latest_generation(site: Path, places: Iterable[Place]) -> int:
    """The generation that is in use, where the status does not tell: the last of those that are there."""
    latest = 0
    for generation, place in enumerate(places):
        if not (site / place.path).is_file():
            break
        latest = generation
    return latest


def _checked(text: str, where: str) -> bytes:
    key = text.strip()
    if len(key) < _SHORTEST:
        raise UserError(
            f"{where}: khóa quá ngắn, phải có ít nhất {_SHORTEST} ký tự; hãy tạo bằng ics-export publish --init", 2
        )
    return key.encode("utf-8", "surrogatepass")
