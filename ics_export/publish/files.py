"""The site's folder: what lies in it, what is written into it, what is swept out.

Paths are relative to the site, with "/" between their parts. No sentence for the user has a token in it: ``masked``.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from ics_export.diagnostics import UserError
from ics_export.feeds.publishing import Content, Written, explained, write_tree

FOLDER_MODE = 0o755
"""Of a new folder, whatever the umask of cron: a web server has to get in."""

STATUS = "status.json"

_ELSEWHERE = " bằng --out"  # an option that publish has not
_REASONS = {
    errno.EACCES: "không đọc được vì không có quyền.",
    errno.EPERM: "không đọc được vì không có quyền.",
    errno.EISDIR: "đã có thư mục mang tên này; hãy đổi tên nó.",
    errno.ELOOP: "đường dẫn này là một liên kết vòng quanh.",
}

_TEMPORARY = re.compile(r"\.ics-export-.*\.tmp")
_TOKEN = re.compile(r"(?<![a-z2-7])[a-z2-7]{32}(?![a-z2-7])")


def mask(text: str) -> str:
    """``text`` without tokens."""
    return _TOKEN.sub("…", text)


@contextmanager
def masked() -> Iterator[None]:
    """Whatever goes wrong inside is said without tokens."""
    try:
        yield
    except UserError as error:
        raise UserError(mask(str(error)).replace(_ELSEWHERE, ""), error.status) from None
    except OSError as error:
        # From None: a traceback would print the path.
        where = mask(str(error.filename or ""))
        why = _REASONS.get(error.errno or 0) or f"không đọc được ({error.strerror or error})"
        raise UserError(f"{where}: {why}".removeprefix(": ")) from None


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it where they are missing, open to a web server."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with explained(one):
            one.mkdir(exist_ok=True)
            one.chmod(FOLDER_MODE)


def read(site: Path, name: str) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        return (site / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def write(site: Path, files: Iterable[tuple[str, Content]]) -> Written:
    """Write files by the rules of ``publishing``: whole or not at all, all staged before the first is replaced."""

    def with_folders() -> Iterator[tuple[str, Content]]:
        for name, content in files:
            make_folder((site / name).parent)
            yield name, content

    return write_tree(site, with_folders())


def inventory(site: Path) -> list[str]:
    """The files of the site in one order, hidden ones and the status aside; temporary files of killed runs are removed.

    What is no file (a pipe, a link that leads nowhere) is left alone.
    Only the holder of the lock may ask: nobody else's files are temporary then.
    """
    found: list[str] = []
    for folder, folders, names in os.walk(site):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in names:
            path = Path(folder) / name
            if _TEMPORARY.fullmatch(name):
                with suppress(OSError):
                    path.unlink()
            elif not name.startswith(".") and path.is_file():
                found.append(path.relative_to(site).as_posix())
    return sorted(name for name in found if name != STATUS)


def digest(site: Path, names: Iterable[str]) -> str:
    """One number for names and bytes of files."""
    result = sha256()
    for name in names:
        try:
            data = read(site, name) or b""
        except OSError:  # a stranger's that we may not read; with ours the run itself will say it
            data = b""
        result.update(f"{name}\0{sha256(data).hexdigest()}\n".encode("utf-8", "surrogatepass"))
    return result.hexdigest()


def keep_aside(site: Path, name: str) -> str:
    """Keep a copy of a corrupt file beside it as NAME.corrupt-1, -2 …; returns the copy's name.

    The file itself stays until a good one is put in its place, and a run cut short leaves one copy, not two.
    """
    number = 1
    while (copy := site / f"{name}.corrupt-{number}").exists():
        if copy.read_bytes() == read(site, name):
            return f"{name}.corrupt-{number}"
        number += 1
    write(site, [(f"{name}.corrupt-{number}", read(site, name) or b"\n")])
    return f"{name}.corrupt-{number}"
