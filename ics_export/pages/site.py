"""The web pages of a site: one per leader to view and subscribe, older months, an index, the secretary's page.

Static and whole in themselves: the style and the few lines that copy an address are inline and allowed by their hashes
in a Content-Security-Policy that forbids everything else, so a page asks nobody for anything. Every value goes through
Jinja2's autoescape. No page reads the clock: the same site gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any

from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.naming import calendar_name, display_name
from ics_export.feeds.times import local
from ics_export.feeds.wording import clean, shorten
from ics_export.pages.frame import WHOLE, fitting, kept_or_drawn, paged, render
from ics_export.pages.links import Base, base_of, qr_code, relative, subscription
from ics_export.pages.month import (
    WEEKDAYS,
    Detail,
    MonthKey,
    by_month,
    month_key,
    month_name,
    month_view,
    months_of,
    place,
    worked_days,
)
from ics_export.pages.quotes import Note, counts, note
from ics_export.pages.sitedata import SiteData, SiteLeader, SiteProgramme
from ics_export.tuples import NamedTuple

INDEX = "index.html"
"""The index page's name in the folder of the site or of an office."""

_ROOMY = 60_000  # of a page that shows two months; beyond it the older one gets a page of its own
_LISTED = 240  # older months a page links to: twenty years
_COLUMNS = tuple(zip(("T2", "T3", "T4", "T5", "T6", "T7", "CN"), WEEKDAYS, strict=True))
_NAME = 160  # characters of a heading


class Link(NamedTuple):
    """A link and what it says."""

    name: str
    link: str


class _Group(NamedTuple):
    """The findings of one programme that stand on one page."""

    title: str
    facts: str
    notes: tuple[Note, ...]
    minor: tuple[Note, ...]
    continued: bool


def pages(site: SiteData, published: Callable[[str], bytes | None] | None = None) -> dict[str, bytes]:
    """All pages of ``site`` by their path, each under 100 kB, in an order that only hangs on the site.

    A leader's page shows the two newest months where they fit, else the newest; each older month has a page beside it,
    "hoan.2025-01.html" beside "hoan.html", linked from month to month. ``published`` gives the bytes a path has now,
    None for none: an older month made from the same values is then taken as it is, which saves most of the time and
    changes no byte of the result.

    Raises UserError where ``base_url`` is no web address, ValueError where a path leads out of the site or is given
    twice.
    """
    base = base_of(site.base_url)
    made: dict[str, bytes] = {}
    worked = worked_days(site.events)
    parts = [_leader_pages(site, leader, base, worked, published or _none) for leader in site.leaders]
    parts.append(_index(site, base))
    if site.office_page:
        parts.append(_secretary(site))
    for more in parts:
        for path, data in more.items():
            if path in made:
                raise ValueError(f"two pages for {path}")
            made[path] = data
    return made


def _leader_pages(
    site: SiteData,
    leader: SiteLeader,
    base: Base | None,
    worked: Collection[dt.date],
    published: Callable[[str], bytes | None],
) -> dict[str, bytes]:
    periods = [(p.first, p.last) for p in site.programmes if p.used]
    placed = place(leader.events)
    events, months = by_month(placed), months_of(placed, periods)
    office = _office(site)
    name = _display(site, leader)
    shared: dict[str, Any] = {
        "heading": f"Lịch công tác – {name}",
        "who": " · ".join(filter(None, (shorten(clean(leader.leader.title), 60), office))),
        "feed": relative(leader.page, leader.feed),
        "weekdays": _COLUMNS,
        "hidden": True,
    }

    def draw(context: dict[str, Any], keys: Sequence[MonthKey], detail: Detail) -> bytes:
        drawn = [month_view(key, events.get(key, ()), periods, worked, detail) for key in reversed(keys)]
        return render(site, "leader.html.j2", **context, months=drawn)

    def main(count: int) -> Callable[[Detail], bytes]:
        shown, before = months[len(months) - count :], months[: len(months) - count]
        context = shared | {
            "ways": subscription(base, leader.feed, calendar_name(name, office)) if base else None,
            "feed_code": qr_code(base.url(leader.feed, "webcal")) if base else "",
            "page_code": qr_code(base.url(leader.page)) if base else "",
            "earlier": _to(leader, before[-1]) if before else None,
            "here": [Link(month_name(key), f"#thang-{month_key(key)}") for key in shown],
            "older": [_to(leader, key) for key in reversed(before[-_LISTED:])],
        }
        return partial(draw, context, shown)

    newest = min(len(months), 2)
    page = main(newest)(WHOLE)
    if len(page) > _ROOMY:
        newest = min(len(months), 1)
        page = fitting(main(newest))
    made = {leader.page: page}
    alone = months[: len(months) - newest]
    for number, key in enumerate(alone):
        following = months[number + 1]
        path = month_page(leader.page, key)
        here = relative(path, leader.page)
        later = (
            _to(leader, following)
            if following in alone
            else Link(month_name(following), f"{here}#thang-{month_key(following)}")
        )
        within = events.get(key, [])
        context = shared | {
            "earlier": _to(leader, alone[number - 1]) if number else None,
            "later": later,
            "newest": here,
            # Of this month: a change in another one is none here.
            "updated": max((local(placed.event.stamp) for placed in within), default=None),
        }
        # Of periods and worked days only what lies in the month counts: a new programme leaves older pages alone.
        begin = dt.date(*key, 1)
        end = begin.replace(day=monthrange(*key)[1])
        near = [(max(first, begin), min(last, end)) for first, last in periods if first <= end and last >= begin]
        inputs = (key, context, within, near, sorted(day for day in worked if begin <= day <= end))
        drawn = partial(fitting, partial(draw, context, [key]))
        made[path] = kept_or_drawn(inputs, published(path), drawn)
    return made


def _none(_: str) -> None:
    """Nothing is published yet."""


def month_page(page: str, key: MonthKey) -> str:
    """The path of an older month's page: "hoan.2025-01.html" beside "hoan.html".

    A slug has no dot, so it is no other leader's page.
    """
    stem, ending = posixpath.splitext(page)
    return f"{stem}.{month_key(key)}{ending}"


def _to(leader: SiteLeader, key: MonthKey) -> Link:
    """The link from one of a leader's pages to an older month's; all lie in one folder."""
    return Link(month_name(key), relative(leader.page, month_page(leader.page, key)))


def _display(site: SiteData, leader: SiteLeader) -> str:
    return shorten(clean(display_name(leader.leader, [other.leader for other in site.leaders])), _NAME)


def _office(site: SiteData) -> str:
    return shorten(clean(site.organisation), _NAME)


def _index(site: SiteData, base: Base | None) -> dict[str, bytes]:
    """The index: addresses only where it is public; else it says where to ask. all.ics has everyone's work: where
    addresses are secrets, it is not even in a public index."""
    public = site.public_index
    path = posixpath.join(site.folder, INDEX)

    def listed(leader: SiteLeader) -> dict[str, str]:
        return {
            "name": _display(site, leader),
            "title": shorten(clean(leader.leader.title), 60),
            "page": relative(path, leader.page),
            "feed": relative(path, leader.feed),
            "address": base.url(leader.feed) if base else leader.feed,
        }

    rows: list[Any] = [
        Link(shorten(clean(name), _NAME) or folder, relative(path, posixpath.join(folder, INDEX)))
        for name, folder in site.offices
        if folder != site.folder
    ]
    rows += (listed(leader) for leader in site.leaders if public)
    every = None
    if public and site.all_feed and not site.private:
        every = Link(base.url(site.all_feed) if base else site.all_feed, relative(path, site.all_feed))

    def draw(part: Sequence[Any], number: int, links: Sequence[str]) -> bytes:
        offices = [row for row in part if isinstance(row, Link)]
        return render(
            site, "index.html.j2", offices=offices, rows=part[len(offices) :], cover=not site.all_feed, public=public,
            all_feed=every, hidden=not public, organisation=_office(site), number=number, pages=links,
        )  # fmt: skip

    return paged(path, rows, draw)


def _secretary(site: SiteData) -> dict[str, bytes]:
    """The findings, the newest programme first."""
    entries: list[tuple[SiteProgramme, Finding | None]] = []
    order = sorted(
        site.programmes, key=lambda p: (p.last, p.first, p.used, p.issued or p.first, p.revision, p.file), reverse=True
    )
    for programme in order:
        entries += [(programme, finding) for finding in programme.findings] or [(programme, None)]

    def draw(part: Sequence[tuple[SiteProgramme, Finding | None]], number: int, links: Sequence[str]) -> bytes:
        return render(
            site, "secretary.html.j2", groups=_groups(part), hidden=True, number=number, pages=links,
            organisation=_office(site),
        )  # fmt: skip

    return paged(site.office_page, entries, draw)


def _groups(entries: Iterable[tuple[SiteProgramme, Finding | None]]) -> list[_Group]:
    by_programme: dict[int, tuple[SiteProgramme, list[Finding]]] = {}
    for programme, finding in entries:
        found = by_programme.setdefault(id(programme), (programme, []))[1]
        if finding:
            found.append(finding)
    groups = []
    for programme, found in by_programme.values():
        facts = (
            f"{programme.first:%d/%m/%Y} – {programme.last:%d/%m/%Y}",
            f"ban hành {programme.issued:%d/%m/%Y}" if programme.issued else "",
            f"điều chỉnh lần {programme.revision}" if programme.revision else "",
            clean(programme.file),
            "" if programme.used else "không dùng, vì có bản mới hơn cho những ngày này",
            counts(programme.findings),
        )
        major, minor = (
            tuple(note(f, programme.lines) for f in found if (f.severity is Severity.INFO) is small)
            for small in (False, True)
        )
        title = shorten(clean(programme.title) or "Chương trình công tác", _NAME)
        continued = bool(found) and found[0] != programme.findings[0]
        groups.append(_Group(title, shorten(" · ".join(filter(None, facts)), 400), major, minor, continued))
    return groups
