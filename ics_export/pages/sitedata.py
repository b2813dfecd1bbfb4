"""What the pages of a site are made from: values only, no clock, no files.

Every path is relative to the site's folder, with "/" between its parts ("hoan.ics", "feeds/<token>/hoan.html"); a page
links to another by the way from its own folder. Paths below ``feeds/`` are secrets: a page shows only those its reader
may know.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ics_export.diagnostics import Finding
from ics_export.model import Event, Leader


@dataclass(frozen=True, slots=True)
class SiteProgramme:
    """A programme of the archive. ``file`` is its path there, ``lines`` its source (findings count them from 1).

    ``used`` is False where a later issue for the same days counts; its findings are told all the same.
    """

    title: str
    first: dt.date
    last: dt.date
    issued: dt.date | None
    revision: int
    file: str
    used: bool
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteLeader:
    """A leader, where the feed and the page lie, and what is in the feed, by start; cancelled events are among them.

    Pages of a leader lie in the folder of ``page``; further ones begin with its stem ("hoan-2025-02.html").
    """

    leader: Leader
    feed: str
    page: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class SiteData:
    """One organisation's part of a site.

    - ``folder``: where its index page lies ("" for the site itself);
    - ``updated``: the last real change (UTC), None where there is no event;
    - ``all_feed``: the feed of all events; ``office_page``: the secretary's page with the findings, beside it;
    - ``private``: addresses are secrets. The index page then names no address unless ``public_index``; leaders' pages
      and the secretary's page are known to those who hold their link alone;
    - ``base_url``: where the site stands on the network ("https://lich.example.vn/"), for links that have to be whole
      (webcal:, Google, Outlook, QR code); None: not known, the browser's own address has to do;
    - ``offices``: name and folder of each organisation, in the value for the root of a site with several. Where the
      root is none of theirs, it has no feeds, leaders, events or programmes: it makes the page that leads to them.
    """

    organisation: str
    folder: str
    updated: dt.datetime | None
    programmes: tuple[SiteProgramme, ...]
    leaders: tuple[SiteLeader, ...]
    events: tuple[Event, ...]
    all_feed: str
    office_page: str
    private: bool
    public_index: bool
    base_url: str | None
    offices: tuple[tuple[str, str], ...] = ()
