"""What documents were read as, kept from one night to the next: most of an archive is what it was.

A shelf is no memory. It is asked by the hash of all that a reading hangs on (the document, its name, the configuration,
the program itself), so it gives what reading anew would give, and whoever deletes it loses a second.
"""

from __future__ import annotations

import io
import os
import pickle
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from ics_export.publish.issues import Issue

FOLDER = ".ics-export-read"
"""In the site, closed to everybody but its owner: it has the text of programmes."""

_OURS = re.compile(r"[0-9a-f]{64}(\.tmp)?")
_CLASSES = {
    "datetime": {"date", "datetime", "timedelta", "timezone"},
    "ics_export.diagnostics": {"Finding", "Severity"},
    "ics_export.model": {"Event", "Kind", "Leader", "Place", "Slot"},
    "ics_export.publish.archive": {"Content"},
    "ics_export.publish.issues": {"Issue"},
    "pytz": {"FixedOffset"},
}


class _Unpickler(pickle.Unpickler):
    """Makes values of our own and dates, and calls nothing else: a file of strangers can't run their code."""

    def find_class(self, module: str, name: str) -> Any:
        if name not in _CLASSES.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name} is no value of a programme")
        return super().find_class(module, name)


def loaded(data: bytes) -> Any:
    """The value that was pickled. Raises pickle.UnpicklingError, and whatever else bytes that are none bring up."""
    return _Unpickler(io.BytesIO(data)).load()


class Shelf:
    """The shelf of a site; ``base`` stands for all that readings hang on beside the documents, ``digests`` for these.

    A file has the hash of the rest, the length of the issue, the issue and its content, and is put in place whole.
    What can't be written is read again the next night.
    """

    def __init__(self, site: Path, base: str, digests: Mapping[str, str]) -> None:
        self._folder = site / FOLDER
        self._base = base
        self._digests = digests

    def has(self, name: str) -> bool:
        """Whether a document is there."""
        return self._path(name, self._digests[name]).is_file()

    def take(self, name: str) -> tuple[Issue, bytes] | None:
        """The issue and its pickled content; None where there is none that is whole."""
        try:
            head, _, rest = self._path(name, self._digests[name]).read_bytes().partition(b"\n")
            length, _, body = rest.partition(b"\n")
            if head != sha256(rest).hexdigest().encode():
                return None
            return loaded(body[: int(length)]), body[int(length) :]
        except Exception:  # forged bytes bring up anything; the document itself is there to be read
            return None

    def put(self, issue: Issue, content: bytes) -> None:
        """Keep an issue."""
        body = pickle.dumps(issue, pickle.HIGHEST_PROTOCOL)
        rest = b"%d\n%b%b" % (len(body), body, content)
        path = self._path(issue.file, issue.sha256)
        temporary = path.with_suffix(".tmp")
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(sha256(rest).hexdigest().encode() + b"\n" + rest)
            temporary.replace(path)
            return
        with suppress(OSError):
            temporary.unlink()

    def keep(self, issues: Iterable[Issue]) -> None:
        """Remove what was read as nothing of ``issues``."""
        kept = {self._path(issue.file, issue.sha256).name for issue in issues}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in kept and _OURS.fullmatch(path.name):
                    path.unlink()

    def _path(self, name: str, digest: str) -> Path:
        return self._folder / sha256(f"{self._base}\0{name}\0{digest}".encode("utf-8", "surrogatepass")).hexdigest()
