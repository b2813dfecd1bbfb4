"""Sites for the tests of their pages, and pages taken apart."""

from __future__ import annotations

import datetime as dt
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import small_month

from ics_export.config import Config
from ics_export.model import Event, Kind, Leader, Place, Slot
from ics_export.pages.sitedata import SiteData, SiteLeader, SiteProgramme
from ics_export.pipeline import run

ROOT = Path(__file__).parents[2]
BASE = "https://lich.example.vn/so/"
VOID = {"meta", "link", "br", "input"}


class Parsed(HTMLParser):
    """A page taken apart; fails on tags that are not closed in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.inside: dict[str, list[str]] = {}
        self.feed(page.decode())
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag}: an attribute twice"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.inside.setdefault(tag, []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def text(self, tag: str = "body") -> str:
        return " ".join("".join(self.inside.get(tag, ())).split())

    @property
    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        """Tags and the names of their attributes: what no text may change."""
        return [(tag, tuple(attributes)) for tag, attributes in self.tags]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


def leader_of(leader: Leader, events: tuple[Event, ...], stem: str) -> SiteLeader:
    return SiteLeader(leader, f"{stem}.ics", f"{stem}.html", tuple(e for e in events if leader.name in e.feeds))


def small_site(**changes: Any) -> SiteData:
    """The small month as a site of three leaders."""
    programme = small_month.PROGRAMME
    lines = ("",) * 12 + ("03 Thứ Hai\tSáng: Lễ chào cờ. - Tiếp công dân định kỳ\tThanh tra Sở",)
    told = SiteProgramme(
        programme.title, programme.first, programme.last, programme.issued, 1, "2025/thang-3.txt", True,
        small_month.FINDINGS, lines,
    )  # fmt: skip
    leaders = tuple(
        leader_of(leader, small_month.EVENTS, stem)
        for leader, stem in zip(programme.leaders, ("hoan", "binh", "thuy"), strict=True)
    )
    defaults: dict[str, Any] = {
        "organisation": programme.organisation, "folder": "", "updated": small_month.STAMP, "programmes": (told,),
        "leaders": leaders, "events": small_month.EVENTS, "all_feed": "all.ics", "office_page": "van-phong.html",
        "private": False, "public_index": True, "base_url": BASE,
    }  # fmt: skip
    return SiteData(**(defaults | changes))


@cache
def sample_site(*names: str) -> SiteData:
    """Programmes of samples/ as one site; the leaders are those of the first."""
    results = [run(name, (ROOT / "samples" / name).read_bytes(), Config()) for name in names]
    told = tuple(
        SiteProgramme(
            r.programme.title, r.programme.first, r.programme.last, r.programme.issued, 0, r.programme.source, True,
            r.findings, r.document.lines,
        )
        for r in results
    )  # fmt: skip
    events = tuple(event for r in results for event in r.events)
    leaders = tuple(leader_of(x, events, f"lanh-dao-{n}") for n, x in enumerate(results[0].programme.leaders))
    return small_site(
        organisation=results[0].programme.organisation, programmes=told, leaders=leaders, events=events,
        updated=max(event.stamp for event in events),
    )  # fmt: skip


def many_months(count: int, a_day: int = 1, text: str = "Họp giao ban") -> SiteData:
    """A leader with work on every day of ``count`` months from January 2024."""
    leader = Leader("Hoàn", "GĐ")
    events = []
    day, month = dt.date(2024, 1, 1), 0
    while month < count:
        for n in range(a_day):
            start = dt.datetime.combine(day, dt.time(7, 30), small_month.HANOI)
            end = start + dt.timedelta(hours=4)
            place = Place("thang.txt", n + 1)
            events.append(
                Event(f"{day}-{n}", Kind.EVENT, start, end, Slot.MORNING, f"{text} {n}", small_month.STAMP, place)
            )
        day += dt.timedelta(1)
        month += day.day == 1
    told = SiteProgramme("", dt.date(2024, 1, 1), day - dt.timedelta(1), None, 0, "thang.txt", True, (), ())
    return small_site(
        leaders=(SiteLeader(leader, "hoan.ics", "hoan.html", tuple(events)),), events=tuple(events), programmes=(told,)
    )


def sites() -> list[SiteData]:
    return [
        small_site(),
        small_site(base_url=None, public_index=False, private=True),
        small_site(base_url="http://10.0.0.5:8000"),
        small_site(leaders=(), events=(), programmes=(), updated=None),
        small_site(leaders=(), events=(), programmes=(), updated=None, all_feed="", office_page="", public_index=False,
                   offices=(("Sở Thủy sản", "so-thuy-san"), ("", "ubnd"))),
        sample_site("month.txt"), sample_site("uncertain-rows.txt"), sample_site("postponed-and-changed.txt"),
        sample_site("tet-and-duty.txt"), many_months(5),
    ]  # fmt: skip
