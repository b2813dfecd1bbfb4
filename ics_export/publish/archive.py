"""An archive: a folder of programmes at any depth, read whole.

Of each programme only what tells it from others stays in memory (``Issue``); its events and lines wait in a temporary
file until its organisation is published. Where there are many documents, two processes read them.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Self

from ics_export.config import Config
from ics_export.diagnostics import Report, UserError
from ics_export.feeds.calendar import serialise
from ics_export.feeds.publishing import explained
from ics_export.feeds.wording import clean
from ics_export.model import Event
from ics_export.publish.issues import Failure, Issue, revision_of
from ics_export.publish.shelf import Shelf, loaded
from ics_export.tuples import NamedTuple

ENOUGH = 24
"""Documents from which a second process is worth its start."""

Progress = Callable[[Iterable[str], int], Iterable[str]]

_IGNORED = {"ics-export.toml", "thumbs.db", "desktop.ini"}
_DOCUMENTS = {"", ".txt", ".text", ".md", ".tsv", ".html", ".htm", ".docx", ".pdf"}


class Content(NamedTuple):
    """What is fetched of a programme when its turn comes; ``blocks`` are its events as VEVENTs, as they were read."""

    events: tuple[Event, ...]
    lines: tuple[str, ...]
    blocks: tuple[bytes, ...]


class Archive:
    """What was read: issues and failures by the order of files. Close it: it holds a temporary file."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self.failures: list[Failure] = []
        self._places: dict[str, tuple[int, int]] = {}
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what it could not write has been told already
            self._spool.close()

    def take(self, outcome: Issue | Failure, content: bytes) -> None:
        """Keep what became of one file."""
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        self._places[outcome.file] = self._spool.seek(0, os.SEEK_END), len(content)
        with explained(Path(tempfile.gettempdir())):
            self._spool.write(content)
            self._spool.flush()
        self.issues.append(outcome)

    def content(self, issue: Issue) -> Content:
        """Events and lines of an issue."""
        offset, length = self._places[issue.file]
        self._spool.seek(offset)
        found: Content = loaded(self._spool.read(length))
        return found


def files(archive: Path, site: Path) -> list[str]:
    """The files of an archive in one order, by path; hidden ones, locks of editors and the site itself left out.

    Raises UserError where the archive is not there or cannot be listed.
    """

    def fail(error: OSError) -> None:
        raise error

    own = site.resolve()
    found: list[str] = []
    try:
        for folder, folders, names in os.walk(archive, onerror=fail):
            here = Path(folder)
            folders[:] = [one for one in folders if not one.startswith(".") and (here / one).resolve() != own]
            found += ((here / name).relative_to(archive).as_posix() for name in names if _wanted(name))
    except OSError as error:
        reason = "không có thư mục này" if isinstance(error, FileNotFoundError) else error.strerror
        raise UserError(f"{error.filename}: không đọc được kho chương trình ({reason}); trang giữ nguyên.") from None
    return sorted(found)


def fingerprint(archive: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file with the hash of its bytes, "" where it cannot be read."""
    for name in names:
        try:
            yield name, sha256(_bytes(archive / name)).hexdigest()
        except OSError:
            yield name, ""


def read(
    archive: Path,
    names: Sequence[str],
    config: Config,
    shelf: Shelf,
    progress: Progress | None = None,
    lock: int | None = None,
) -> Archive:
    """Read every file that the shelf does not know; ``lock`` is a descriptor that helpers must not keep."""
    result = Archive()
    unknown = [name for name in names if not shelf.has(name)]
    outcomes = _outcomes(archive, unknown, config, lock)
    waiting = frozenset(unknown)
    try:
        for name in progress(names, len(names)) if progress else names:
            if name not in waiting and (known := shelf.take(name)):
                issue, content = known
                result.take(issue._replace(modified=_modified(archive / name)), content)
                continue
            outcome, content = next(outcomes) if name in waiting else read_one(archive, name, config)
            result.take(outcome, content)
            if isinstance(outcome, Issue):
                shelf.put(outcome, content)
    except BaseException:
        result.__exit__()
        raise
    return result


def _wanted(name: str) -> bool:
    return not (name.startswith((".", "~$")) or name.casefold() in _IGNORED)


def _bytes(path: Path) -> bytes:
    from ics_export.reading import MAX_BYTES

    if not path.is_file():  # a pipe would wait for ever
        raise FileNotFoundError(2, "không phải tệp", str(path))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _outcomes(
    archive: Path, names: Sequence[str], config: Config, lock: int | None
) -> Iterator[tuple[Issue | Failure, bytes]]:
    done = 0
    if len(names) >= ENOUGH and (os.cpu_count() or 1) > 1:
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        import ics_export.pipeline  # noqa: F401 - once, before the helpers are forked

        with (
            suppress(BrokenProcessPool),
            ProcessPoolExecutor(2, initializer=_help, initargs=(os.getpid(), lock)) as pool,
        ):
            size = max(1, min(16, len(names) // 8))
            count = len(names)
            for outcome in pool.map(read_one, [archive] * count, names, [config] * count, chunksize=size):
                yield outcome
                done += 1
    for name in names[done:]:  # all of them, or those that a helper did not live to read
        yield read_one(archive, name, config)


def _help(parent: int, lock: int | None) -> None:  # pragma: no cover - in the helper's process
    """Begin as a helper: leave the lock alone, and don't outlive a parent that was killed."""
    if lock is not None:
        with suppress(OSError):
            os.close(lock)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def read_one(archive: Path, name: str, config: Config) -> tuple[Issue | Failure, bytes]:
    """What became of one file, and its ``Content`` as bytes to be put aside."""
    from ics_export.pipeline import run

    path = archive / name
    try:
        data = _bytes(path)
    except OSError as error:
        return Failure(name, f"không mở được ({error.strerror})", True), b""
    try:
        result = run(path.name, data, config)
    except UserError as error:
        return Failure(name, str(error).removeprefix(f"{path.name}: "), _looks_like_one(path, data)), b""
    except Exception as error:  # a fault of ours in one document must not cost the office all its others
        return Failure(name, f"lỗi của ics-export khi đọc ({type(error).__name__}); đề nghị báo lại", True), b""
    programme = result.programme
    blocks = tuple(serialise(event, config.alarm) for event in result.events)
    content = Content(result.events, result.document.lines, blocks)
    found = tuple(f._replace(place=f.place._replace(file=name)) for f in result.findings)
    issue = Issue(
        modified=_modified(path),
        file=name,
        sha256=sha256(data).hexdigest(),
        organisation=clean(programme.organisation),
        title=programme.title,
        first=programme.first,
        last=programme.last,
        issued=programme.issued,
        revision=revision_of(programme.title, result.document),
        leaders=programme.leaders,
        findings=found,
        events=len(result.events),
        content=sha256(repr([(e.uid, e.end, e.feeds, e.units, e.agenda) for e in result.events]).encode()).hexdigest(),
    )
    return issue, pickle.dumps(content, pickle.HIGHEST_PROTOCOL)


def _modified(path: Path) -> int:
    try:
        return int(path.stat().st_mtime)
    except OSError:  # gone since it was read
        return 0


def _looks_like_one(path: Path, data: bytes) -> bool:
    """Whether a file that gave no programme was meant to: a broken document, or one with a programme's title."""
    from ics_export.parsing.heading import is_title
    from ics_export.reading import read as read_document

    document_like = path.suffix.casefold() in _DOCUMENTS
    try:
        document = read_document(path.name, data, Report())
    except UserError:
        return document_like
    return any(is_title(row.cells[0].text) for row in document.rows if row.cells)
