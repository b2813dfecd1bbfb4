"""The parts of publishing that are worth a look of their own: the guard, names, issues, addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from ics_export.config import Config
from ics_export.feeds.calendar import calendar, serialise
from ics_export.model import Document, Event, Kind, Leader, Place, Row, Slot
from ics_export.publish.addresses import Addresses, name_files
from ics_export.publish.guard import loss
from ics_export.publish.issues import revision_of
from ics_export.publish.people import one_name_each

TODAY = dt.date(2025, 2, 10)


def event(uid: str, day: int, *, cancelled: bool = False, kind: Kind = Kind.EVENT) -> Event:
    start = dt.datetime(2025, 2, day, 7, 30)
    return Event(
        uid=uid, kind=kind, start=start, end=start.replace(hour=9), slot=Slot.MORNING, summary=f"Việc {uid}",
        stamp=dt.datetime(2025, 2, 1, tzinfo=dt.UTC), source=Place("a.txt", 1), cancelled=cancelled,
    )  # fmt: skip


def feed(*events: Event) -> bytes:
    return calendar("Hoàn", "Sở", [serialise(one) for one in events])


NINE = [event(str(n), 10 + n) for n in range(9)]


@pytest.mark.parametrize(
    "after, refused",
    [
        (NINE, False),
        (NINE[3:], False),  # exactly a third
        (NINE[4:], True),
        ([*NINE[4:], *(event(str(n), 10 + n, cancelled=True) for n in range(4))], True),
        ([*NINE[4:], *(event(f"new {n}", 10 + n) for n in range(4))], False),  # reworded
        ([*NINE[4:], *(event(f"new {n}", 25) for n in range(4))], True),  # other days: not the same work
        ([], True),
    ],
)
def test_more_than_a_third_of_what_is_to_come(after: list[Event], refused: bool) -> None:
    assert bool(loss(feed(*NINE), feed(*after), TODAY)) is refused


def test_what_has_passed_may_go_but_not_all() -> None:
    past = [event(str(n), 1 + n) for n in range(6)]
    assert loss(feed(*past, *NINE), feed(*NINE), TODAY) is None
    assert loss(feed(*past), feed(), TODAY)
    assert loss(feed(*past), feed(), TODAY, horizon=dt.date(2025, 2, 9)) is None, "it was asked for"
    assert loss(feed(*past), feed(event("w", 11, kind=Kind.WEEKEND)), TODAY), "a day off is no work"


def test_what_the_programme_calls_off_is_no_loss() -> None:
    off = [event(str(n), 10 + n, cancelled=True) for n in range(9)]
    assert loss(feed(*NINE), feed(*off), TODAY)
    assert loss(feed(*NINE), feed(*off), TODAY, called_off={one.uid for one in off}) is None


def test_one_meeting_of_one_or_two_may_go() -> None:
    assert loss(feed(NINE[0]), feed(event("0", 10, cancelled=True)), TODAY) is None
    assert loss(feed(*NINE[:2]), feed(NINE[0]), TODAY) is None
    assert loss(feed(), feed(), TODAY) is None


@pytest.mark.parametrize(
    "title, revision",
    [
        ("CHƯƠNG TRÌNH CÔNG TÁC THÁNG 2", 0),
        ("CHƯƠNG TRÌNH CÔNG TÁC THÁNG 2 (ĐIỀU CHỈNH)", 1),
        ("Chương trình công tác tháng 2 (điều chỉnh lần 2)", 2),
        ("Lịch công tác tuần 7 điều chỉnh, bổ sung lần thứ ba", 3),
        ("Lịch công tác tuần 7 (bổ sung lần 12)", 12),
        ("Lịch công tác tuần 7 năm 2025 điều chỉnh lần thứ nhất", 1),
        ("Lịch công tác (thay thế lần hai)", 2),
    ],
)
def test_revision(title: str, revision: int) -> None:
    assert revision_of(title, Document("a.txt", (), ())) == revision


def test_a_person_keeps_the_name_the_feed_was_given() -> None:
    short, full = (Leader("Hoàn", "GĐ"),), (Leader("Lê Đình Hoàn", "GĐ", "Lê Đình Hoàn"),)
    for rosters in ([short, full], [full, short]):
        for known in (["Hoàn"], ["Lê Đình Hoàn"]):
            assert [leaders[0].name for leaders, _ in one_name_each(rosters, known, Config())] == known * 2


def test_a_short_name_that_could_be_two_people_is_its_own() -> None:
    rosters = [(Leader("Hoàn"),), (Leader("Lê Đình Hoàn"),), (Leader("Trần Hoàn"),)]
    assert [x[0].name for x, _ in one_name_each(rosters, [], Config())] == ["Hoàn", "Lê Đình Hoàn", "Trần Hoàn"]
    both = [(Leader("Hoàn"), Leader("Lê Đình Hoàn"))]
    assert [x.name for x in one_name_each(both, [], Config())[0][0]] == ["Hoàn", "Lê Đình Hoàn"]


def test_one_spelling_for_one_name() -> None:
    rosters = [(Leader("Hoà"),), (Leader("Hòa"),)]
    assert [x[0].name for x, _ in one_name_each(rosters, [], Config())] == ["Hoà", "Hoà"]


def test_a_feed_keeps_its_file_whoever_comes() -> None:
    files = name_files([Leader("Hoàn"), Leader("Hoan"), Leader("All")], {"Hoan": "hoan.ics"}, "{slug}.ics")
    assert files == {"Hoàn": "hoan-2.ics", "Hoan": "hoan.ics", "All": "all-2.ics"}


def test_tokens_hang_on_key_office_leader_and_generation() -> None:
    places = {
        Addresses(key).feed(office, leader, generation, "", "x.ics").folder
        for key in (b"a", b"b")
        for office in ("Sở A", "Sở B")
        for leader in ("Hoàn", "Bình")
        for generation in (0, 1)
    }
    assert len(places) == 16
    same = {
        Addresses(b"a").feed(office, leader, 0, "", "x.ics") for office, leader in (("SỞ A", "Hoà"), ("Sở  A", "Hòa"))
    }
    assert len(same) == 1, "case, blanks and the place of tones do not matter"


def test_no_row_of_a_table_makes_a_revision() -> None:
    from ics_export.model import Cell, Paragraph

    cells = tuple(Cell((Paragraph(text),)) for text in ("03", "Họp điều chỉnh quy hoạch"))
    document = Document("a.txt", (Row(cells, Place("a", 1)),), ())
    assert revision_of("CHƯƠNG TRÌNH", document) == 0


def test_pages_are_written_beside_feeds_and_old_ones_go(tmp_path: Path) -> None:
    from ics_export.pages.sitedata import SiteData
    from ics_export.publish.site import Wish, publish
    from tests.publish.office import month, put

    put(tmp_path / "kho", "2.txt", month())
    seen: list[SiteData] = []

    def render(site: SiteData, now: Callable[[str], bytes | None]) -> dict[str, bytes]:
        seen.append(site)
        return {"index.html": b"1", **{one.page: b"2" for one in site.leaders}, f"v{len(seen)}.html": b"3"}

    for key in (None, b"k" * 40):
        wish = Wish(tmp_path / "kho", tmp_path / f"site-{bool(key)}", base_url="https://lich.vn/")
        for _ in range(2):
            publish(wish, Config(), Addresses(key), dt.datetime(2025, 2, 4, tzinfo=dt.UTC), render=render)
        assert all((wish.site / one.page).is_file() and (wish.site / one.feed).is_file() for one in seen[-1].leaders)
    assert len(seen) == 2, "a run in which nothing changed makes no page"
    public = seen[0]
    assert public.base_url == "https://lich.vn/" and public.updated == dt.datetime(2025, 2, 2, 17, tzinfo=dt.UTC)
    assert [programme.file for programme in public.programmes] == ["2.txt"] and public.programmes[0].lines
    assert {one.feed for one in public.leaders} == {"hoan.ics", "binh.ics", "nga.ics"}
    assert all(one.events for one in public.leaders)
    assert seen[1].office_page.startswith("feeds/") and seen[1].private
