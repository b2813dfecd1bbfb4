"""The nightly run: archive → issues → memory → guard → files → status. What did not change is not touched."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from ics_export.config import Config
from ics_export.diagnostics import Finding, Severity, UserError
from ics_export.feeds.times import ZONE
from ics_export.pages.sitedata import SiteData
from ics_export.publish import archive as archives
from ics_export.publish import files, status
from ics_export.publish.absence import absent, goes_back, new_offices, unread
from ics_export.publish.addresses import FOLDER, Addresses
from ics_export.publish.issues import Issue, latest
from ics_export.publish.lock import locked
from ics_export.publish.press import Press, Printed
from ics_export.publish.shelf import Shelf
from ics_export.publish.status import OfficeStatus, Status
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

Render = Callable[[SiteData, Callable[[str], bytes | None]], Mapping[str, bytes]]
"""Pages by their path, from a site and what a path has now (pages.site.pages)."""

_MARK = f"{FOLDER}/.ics-export-mark"
"""What the key of private feeds is known by where the status was lost."""

_NO_LISTING = b'<!doctype html>\n<html lang="vi"><meta charset="utf-8"><title></title></html>\n'


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked of ``publish``."""

    archive: Path
    site: Path
    since: dt.date | None = None
    keep: int | None = None
    accept_loss: bool = False
    public_index: bool = False
    base_url: str | None = None


class Outcome(NamedTuple):
    """What there is to say: feeds that changed, remarks that go with a change, new findings, what went wrong."""

    changed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()
    misunderstood: bool = False

    @property
    def exit_status(self) -> int:
        """1 where something could not be read or had to wait."""
        return int(bool(self.problems) or self.misunderstood)


def publish(
    wish: Wish,
    config: Config,
    addresses: Addresses,
    now: dt.datetime,
    *,
    render: Render | None = None,
    progress: archives.Progress | None = None,
) -> Outcome:
    """Bring the site up to date with the archive. Raises UserError where nothing could be done at all."""
    with files.masked():
        if wish.site.resolve() == wish.archive.resolve():
            raise UserError(f"{wish.site}: kho chương trình và trang lịch không thể là cùng một thư mục.", 2)
        names = archives.files(wish.archive, wish.site)
        files.make_folder(wish.site)
        with locked(wish.site) as lock:
            old, notes = before(wish.site, addresses)
            present = files.inventory(wish.site)
            documents = dict(archives.fingerprint(wish.archive, names))
            reader = _digest(_program(), str(config))
            inputs = _inputs(wish, reader, addresses, documents, bool(render))
            if old and not old.problems and old.inputs == inputs and old.content == files.digest(wish.site, present):
                return Outcome(misunderstood=old.misunderstood)
            shelf = Shelf(wish.site, reader, documents)
            with archives.read(wish.archive, names, config, shelf, progress, lock) as archive:
                run = _Run(wish, config, addresses, now, render, old or Status(), archive, frozenset(names))
                outcome = run.outcome(inputs, notes)
                shelf.keep(archive.issues)  # last: on a full disk its room is no room for half of a run
                return outcome


def before(site: Path, addresses: Addresses) -> tuple[Status | None, tuple[str, ...]]:
    """The status of the last run, None where there is none that can be read; and what to say about that.

    Raises UserError where the key is not the site's: every subscriber's address would die.
    """
    data = files.read(site, files.STATUS)
    old: Status | None = None
    notes: tuple[str, ...] = ()
    if data is not None:
        try:
            old = status.load(data)
        except ValueError:
            notes = (f"{files.STATUS} cũ không đọc được; đã lập lại từ các lịch đang có.",)
    was_private = old.private if old else (site / FOLDER).is_dir()
    if was_private and not addresses.private:
        raise UserError(
            f"{site}: trang này dùng địa chỉ riêng nhưng không thấy khóa; hãy chỉ tệp khóa bằng --key-file,"
            " hoặc đặt biến ICS_EXPORT_KEY. Trang giữ nguyên."
        )
    key = old.key if old else (files.read(site, _MARK) or b"").decode("ascii", "replace").strip()
    if key and addresses.fingerprint != key:
        raise UserError(
            f"{site}: khóa này không phải khóa của trang, mọi địa chỉ sẽ đổi; hãy dùng khóa cũ,"
            " hoặc công bố vào một thư mục mới. Trang giữ nguyên."
        )
    return old, notes


def _inputs(wish: Wish, reader: str, addresses: Addresses, documents: Mapping[str, str], pages: bool) -> str:
    """One number for all that a run hangs on; ``reader`` is that of the program and its configuration."""
    asked = [str(one) for one in (wish.since, wish.keep, wish.public_index, wish.base_url, pages)]
    return _digest(reader, asked, addresses.fingerprint, sorted(documents.items()))


@cache
def _program() -> tuple[str, ...]:
    """The hash of every file of the package that has a say in what is published; a process runs one program."""
    package, kinds = Path(__file__).parents[1], (".py", ".csv", ".tsv", ".j2", ".css", ".js")
    code = sorted(Path(folder, name) for folder, _, names in os.walk(package) for name in names if name.endswith(kinds))
    return tuple([sha256(path.read_bytes()).hexdigest() for path in code])


def _digest(*parts: object) -> str:
    return sha256(ascii(parts).encode()).hexdigest()


@dataclass(slots=True)
class _Run:
    wish: Wish
    config: Config
    addresses: Addresses
    now: dt.datetime
    render: Render | None
    old: Status
    archive: archives.Archive
    names: frozenset[str]

    def outcome(self, inputs: str, notes: tuple[str, ...]) -> Outcome:
        """Publish every organisation, then the status."""
        chosen, left, findings = latest(self.archive.issues)
        beside = tuple(findings)
        missed = unread(self.old, self.archive.failures)
        findings += missed.findings
        problems = list(missed.problems)
        chosen = [issue for issue in chosen if not goes_back(issue, missed.lost)]
        notes += new_offices(self.old, chosen)
        today = self.now.astimezone(ZONE).date()
        failed = {failure.file for failure in self.archive.failures}
        press = Press(self.wish.site, self.config, self.addresses, self.now, self.old, self.archive)
        offices: list[OfficeStatus] = []
        changed: list[str] = []
        pages: list[str] = []
        folders = press.folders(chosen)
        spelt = {fold(one.name): one.name for one in self.old.offices}
        spelt |= {office: issue.organisation for office, issue in _first(chosen).items()}
        shared = tuple((spelt[office], folder) for office, folder in folders.items())
        for office, folder in folders.items():
            known = next((one for one in self.old.offices if one.folder == folder), None)
            own = [issue for issue in chosen if issue.office == office]
            gone = absent(known, own, self.names, failed, today, accept_loss=self.wish.accept_loss)
            problems += gone.problems
            if not own and known and not gone.given_up:
                offices.append(replace(known, programmes=gone.kept))
                pages += (page for page in self.old.pages if page.rpartition("/")[0] == folder)
                continue
            superseded = [issue for issue in left if issue.office == office]
            printed = press.office(folder, known, own, superseded, gone.given_up, self.wish)
            offices.append(replace(printed.status, programmes=(*printed.status.programmes, *gone.kept)))
            changed += printed.changed
            notes += printed.notes
            problems += printed.problems
            findings += printed.findings
            if self.render:
                said = [*beside, *printed.findings]
                pages += self._pages(printed, said, () if len(shared) < 2 or folder else shared)
        if self.render and len(shared) > 1 and "" not in folders.values():
            pages += self._write_pages(self._cover(shared))
        if self.addresses.private:
            mark = f"{self.addresses.fingerprint}\n".encode()
            files.write(self.wish.site, [(f"{FOLDER}/index.html", _NO_LISTING), (_MARK, mark)])
        if not self.archive.issues and not self.old.offices:
            problems.append(f"{self.wish.archive}: không có chương trình nào trong kho.")
        self._sweep(pages)
        new = Status(
            private=self.addresses.private,
            key=self.addresses.fingerprint,
            inputs=inputs,
            content=files.digest(self.wish.site, files.inventory(self.wish.site)),
            offices=tuple(sorted(offices, key=lambda one: one.folder)),
            findings=tuple(sorted(findings, key=lambda f: (f.place.file, f.place.line, f.code, f.message))),
            problems=tuple(problems),
            pages=tuple(sorted(pages)),
            misunderstood=any(f.severity is Severity.ERROR for f in findings),
        )
        files.write(self.wish.site, [(files.STATUS, status.dump(new))])
        fresh = tuple(f for f in new.findings if (f.code, f.place.file, f.place.line) not in self.old.told)
        if changed and not self.addresses.private:
            notes = (*notes, "chưa có khóa nên địa chỉ các lịch có thể đoán được; --init tạo khóa và địa chỉ riêng.")
        return Outcome(tuple(changed), notes, fresh, tuple(problems), new.misunderstood)

    def _pages(self, printed: Printed, said: Sequence[Finding], offices: tuple[tuple[str, str], ...]) -> list[str]:
        """Write an organisation's pages; what is ``said`` of its programmes beside each other is on the secretary's."""
        found: dict[str, list[Finding]] = {}
        for finding in said:
            if finding.code.startswith("X"):
                found.setdefault(finding.place.file, []).append(finding)
        programmes = tuple(
            replace(one, findings=(*found.get(one.file, ()), *one.findings)) for one in printed.site.programmes
        )
        return self._write_pages(
            replace(
                printed.site, programmes=programmes, offices=offices,
                public_index=self.wish.public_index, base_url=self.wish.base_url,
            )
        )  # fmt: skip

    def _cover(self, offices: tuple[tuple[str, str], ...]) -> SiteData:
        """The index page of a site with several organisations."""
        return SiteData(
            organisation="", folder="", updated=None, programmes=(), leaders=(), events=(), all_feed="", office_page="",
            private=self.addresses.private, public_index=self.wish.public_index, base_url=self.wish.base_url,
            offices=offices,
        )  # fmt: skip

    def _write_pages(self, site: SiteData) -> list[str]:
        assert self.render
        pages = dict(sorted(self.render(site, lambda path: files.read(self.wish.site, path)).items()))
        files.write(self.wish.site, pages.items())
        return list(pages)

    def _sweep(self, pages: Sequence[str]) -> None:
        """Remove pages of ours that are made no more.

        The status names those in the open; in a folder under a private name there is nothing but ours.
        """
        if not self.render:
            return
        private = {page.rpartition("/")[0] for page in pages if page.startswith(f"{FOLDER}/")}
        there = (path for path in files.inventory(self.wish.site) if path.rpartition("/")[0] in private)
        for page in {*self.old.pages, *there} - set(pages):
            if page.endswith(".html"):
                (self.wish.site / page).unlink(missing_ok=True)


def _first(chosen: Sequence[Issue]) -> dict[str, Issue]:
    """An issue of each organisation, the latest."""
    return {issue.office: issue for issue in sorted(chosen, key=lambda one: one.recency)}
