"""status.json: what was published, for monitors and for the next run.

The next run needs of it only what no feed can tell: whose feed has which address and which generation of it, which
programmes there were, what has been said already. A site without it goes on; everything in it is found again or made
anew. It lies open beside the index page, so with a key it holds no address and no word of any event.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from ics_export.diagnostics import Finding
from ics_export.model import Leader
from ics_export.vietnamese import fold

FORMAT = 1

GENERATIONS = 1000
"""Of a feed's address, at the most."""


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """One feed. ``path`` is its address where that is no secret; all.ics has no leader."""

    leader: Leader | None
    file: str
    path: str | None
    generation: int = 0
    events: int = 0
    cancelled: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeStatus:
    """One programme: ``state`` is "used", "superseded" by a later issue, "unreadable" or "missing" (both were used)."""

    file: str
    title: str
    first: dt.date
    last: dt.date
    issued: dt.date | None
    revision: int
    sha256: str
    events: int
    state: str


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """One organisation's part of the site; ``all`` is its all.ics."""

    name: str
    folder: str
    updated: dt.datetime | None
    all: FeedStatus
    feeds: tuple[FeedStatus, ...]
    programmes: tuple[ProgrammeStatus, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """The whole site. ``inputs`` and ``content`` stand for all that went in and all that came out of the last run."""

    private: bool = False
    key: str | None = None
    inputs: str = ""
    content: str = ""
    offices: tuple[OfficeStatus, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    told: frozenset[tuple[str, str, int]] = field(default=frozenset(), compare=False)
    """Code, file and line of the findings of the run before, as read back."""

    misunderstood: bool = False
    """Whether something printed could not be read."""

    @property
    def updated(self) -> dt.datetime | None:
        """The last real change."""
        return max((office.updated for office in self.offices if office.updated), default=None)


def dump(status: Status) -> bytes:
    """The file's bytes."""
    result = {
        "format": FORMAT,
        "updated": _moment(status.updated),
        "private": status.private,
        "misunderstood": status.misunderstood,
        "key": status.key,
        "organisations": [_office(office) for office in status.offices],
        "findings": [_finding(finding, status.private) for finding in status.findings],
        "problems": list(status.problems),
        "pages": [] if status.private else list(status.pages),
        "inputs": status.inputs,
        "content": status.content,
    }
    return _text(result)


def rotated(data: bytes, folder: str, leaders: Collection[str], everything: bool) -> bytes:
    """The status in ``data``, which ``load`` has read, with the next generation of some feeds of an organisation."""
    top = json.loads(data)
    top["inputs"] = ""  # the next run has pages to make
    for office in top["organisations"]:
        if office["folder"] == folder:
            for feed in (*([office["all"]] if everything else []), *office["feeds"]):
                if feed.get("leader") in leaders or "leader" not in feed:
                    feed["generation"] += 1
    return _text(top)


def load(data: bytes) -> Status:
    """The status in ``data``; ValueError where it is not one of ours."""
    try:
        top = json.loads(data)
        if top["format"] != FORMAT:
            raise ValueError(f"format {top['format']}")
        return Status(
            private=bool(top["private"]),
            misunderstood=bool(top["misunderstood"]),
            key=top["key"],
            inputs=str(top["inputs"]),
            content=str(top["content"]),
            offices=_checked(tuple(_read_office(office) for office in top["organisations"])),
            problems=tuple(map(str, top["problems"])),
            pages=tuple(_inside(page) for page in top["pages"]),
            told=frozenset((f["code"], f["file"], f["line"]) for f in top["findings"]),
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, OverflowError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _text(top: dict[str, Any]) -> bytes:
    return (json.dumps(top, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _office(office: OfficeStatus) -> dict[str, Any]:
    return {
        "name": office.name,
        "folder": office.folder,
        "updated": _moment(office.updated),
        "all": _feed(office.all),
        "feeds": [_feed(feed) for feed in office.feeds],
        "programmes": [_programme(programme) for programme in office.programmes],
    }


def _feed(feed: FeedStatus) -> dict[str, Any]:
    who = feed.leader
    names = {"leader": who.name, "title": who.title, "full_name": who.full_name} if who else {}
    return {
        **names,
        "file": feed.file,
        "path": feed.path,
        "generation": feed.generation,
        "events": feed.events,
        "cancelled": feed.cancelled,
        "sha256": feed.sha256,
    }


def _programme(programme: ProgrammeStatus) -> dict[str, Any]:
    return {
        "file": programme.file,
        "title": programme.title,
        "from": programme.first.isoformat(),
        "to": programme.last.isoformat(),
        "issued": programme.issued.isoformat() if programme.issued else None,
        "revision": programme.revision,
        "sha256": programme.sha256,
        "events": programme.events,
        "state": programme.state,
    }


def _finding(finding: Finding, private: bool) -> dict[str, Any]:
    said = {} if private else {"message": finding.message, "action": finding.action}
    place = {"file": finding.place.file, "line": finding.place.line}
    return {"code": finding.code, "severity": finding.severity.value, **place, **said}


def _moment(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _read_office(office: dict[str, Any]) -> OfficeStatus:
    updated = dt.datetime.fromisoformat(office["updated"]) if office["updated"] else None
    if updated and not updated.tzinfo:
        raise ValueError(f"{updated} in no time zone")
    return OfficeStatus(
        name=str(office["name"]),
        folder=_plain(office["folder"]),
        updated=updated,
        all=_read_feed(office["all"]),
        feeds=tuple(_read_feed(feed) for feed in office["feeds"]),
        programmes=tuple(_read_programme(programme) for programme in office["programmes"]),
    )


def _checked(offices: tuple[OfficeStatus, ...]) -> tuple[OfficeStatus, ...]:
    """What was read, where it can have been written: nobody and no file is there twice."""
    for office in offices:
        feeds = (office.all, *office.feeds)
        files = {feed.file.casefold() for feed in feeds if feed.file.endswith(".ics")}
        people = {fold(feed.leader.name) for feed in office.feeds if feed.leader}
        if len(files) < len(feeds) or len(people) < len(office.feeds) or office.all.leader:
            raise ValueError(f"{office.name}: feeds that cannot be")
        if not all(0 <= feed.generation < GENERATIONS for feed in feeds):
            raise ValueError(f"{office.name}: a generation that cannot be")
    if len({office.folder for office in offices}) < len(offices):
        raise ValueError("two organisations in one folder")
    return offices


def _read_feed(feed: dict[str, Any]) -> FeedStatus:
    leader = Leader(str(feed["leader"]), str(feed["title"]), str(feed["full_name"])) if "leader" in feed else None
    path = feed["path"]
    return FeedStatus(
        leader=leader,
        file=_plain(feed["file"]),
        path=None if path is None else _inside(path),
        generation=int(feed["generation"]),
        events=int(feed["events"]),
        cancelled=int(feed["cancelled"]),
        sha256=str(feed["sha256"]),
    )


def _read_programme(programme: dict[str, Any]) -> ProgrammeStatus:
    issued = programme["issued"]
    return ProgrammeStatus(
        file=str(programme["file"]),
        title=str(programme["title"]),
        first=dt.date.fromisoformat(programme["from"]),
        last=dt.date.fromisoformat(programme["to"]),
        issued=dt.date.fromisoformat(issued) if issued else None,
        revision=int(programme["revision"]),
        sha256=str(programme["sha256"]),
        events=int(programme["events"]),
        state=str(programme["state"]),
    )


def _inside(path: str) -> str:
    return "/".join(map(_plain, path.split("/")))


def _plain(name: str) -> str:
    """A name read back: whoever could write the status shall still not lead us out of the site."""
    if not isinstance(name, str) or name in (".", "..") or any(c in "/\\\0" for c in name):
        raise ValueError(f"{name!r} is no file name")
    return name
