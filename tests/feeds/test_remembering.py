"""Published feeds read back: the same bytes again, the values a calendar library reads, and a clear no to the rest."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.config import Config
from ics_export.feeds.calendar import feeds, serialise
from ics_export.feeds.identity import with_first_uids
from ics_export.feeds.memory import CorruptFeed, remember
from ics_export.feeds.naming import ALL_FILE, feed_files
from ics_export.model import Event, Kind, Place, Slot
from ics_export.pipeline import run

from .build import LEADERS, OFFICE, STAMP, at, event, marker, month
from .revisions import ROOT

# An eighteenth of the corpus, another than the shelf's: what is tested here is the writing, of which all have the same.
PROGRAMMES = [*sorted((ROOT / "samples").glob("*.txt")), *sorted((ROOT / "tests" / "programmes").glob("*.txt"))[1::18]]


def site(events: Any = (), config: Config | None = None) -> tuple[bytes, dict[str, bytes]]:
    """all.ics and the leaders' feeds of ``events``, else of the month."""
    written = feeds(OFFICE, LEADERS, events or month(), config or Config())
    return written[ALL_FILE], {"Hoàn": written["hoan.ics"], "Bình": written["binh.ics"], "An": written["an.ics"]}


def back(one: Event, alarm: int | None = None) -> Event:
    """An event written and read."""
    ((found, _),) = remember(*site((one,), Config()._replace(alarm=alarm)))
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("path", PROGRAMMES, ids=lambda path: path.stem)
def test_every_event_of_the_corpus_is_written_again_as_it_was(path: Any) -> None:
    result = run(path.name, path.read_bytes(), Config())
    programme = result.programme
    files = feed_files(programme.leaders)
    for cancelled in (False, True):
        events = [one._replace(cancelled=cancelled or one.cancelled, sequence=3) for one in result.events]
        written = feeds(programme.organisation, programme.leaders, events, Config())
        found = remember(written[ALL_FILE], {leader.name: written[files[leader.name]] for leader in programme.leaders})
        again = feeds(programme.organisation, programme.leaders, [one.event for one in found], Config())
        assert again == written
        assert not any(one.older for one in found)


@given(
    texts=st.lists(st.text(max_size=300), min_size=7, max_size=7),
    agenda=st.lists(st.text(max_size=40), max_size=3),
    units=st.lists(st.text(max_size=20), max_size=3),
    flags=st.lists(st.booleans(), min_size=3, max_size=3),
    line=st.integers(0, 10**6),
    alarm=st.none() | st.integers(1, 600),
)
def test_any_event_is_written_again_as_it_was(
    texts: list[str], agenda: list[str], units: list[str], flags: list[bool], line: int, alarm: int | None
) -> None:
    summary, printed, note, location, lunar, title, file = texts
    one = event(
        summary,
        agenda=tuple(agenda),
        units=tuple(units),
        printed=printed,
        note=note,
        location=location,
        lunar=lunar,
        programme=title,
        source=Place(file, line),
        cancelled=flags[0],
        certain=flags[1],
        tags=("WEEKEND", "TET", "của cơ quan, riêng") if flags[2] else (),
        sequence=line,
    )
    for kind in (one, one._replace(start=dt.date(2025, 2, 8), end=dt.date(2025, 2, 10), duty=True)):
        assert serialise(back(kind, alarm), alarm) == serialise(kind, alarm)
    note_of_day = marker(summary, 8, 9, Kind.HOLIDAY, agenda=tuple(agenda), note=note, certain=flags[1])
    assert serialise(back(note_of_day)) == serialise(note_of_day)


def test_the_values_are_those_that_icalendar_reads() -> None:
    all_ics, own = site()
    known = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(all_ics).walk("VEVENT")}
    found = remember(all_ics, own)
    assert [one.event.uid for one in found] == list(known)
    for one in found:
        other = known[one.event.uid]
        mark = "[HỦY] " if one.event.cancelled else ""
        assert str(other["SUMMARY"]) == mark + one.event.summary
        assert other.decoded("DTSTART") == one.event.start
        assert other.decoded("DTEND") == one.event.end
        assert other.decoded("LAST-MODIFIED") == one.event.stamp
        assert other.decoded("SEQUENCE") == one.event.sequence
        assert str(other.get("LOCATION", "")) == (one.event.location or "")


def test_what_is_read() -> None:
    one = event(
        "Họp Hội đồng; mở rộng, lần 2",
        agenda=("Nghe báo cáo", "Cho ý kiến"),
        units=("Văn phòng", "Thanh tra"),
        location="Phòng họp 2",
        certain=False,
        note="xem bản gốc",
        tags=("WEEKEND", "WORKING_WEEKEND"),
        lunar="6/1 Ất Tỵ",
        sequence=4,
        feeds=("Hoàn", "An"),
    )
    found = back(one)
    assert found == one._replace(leaders=(), source=Place(one.programme, 29))


def test_slots_are_told_by_hours() -> None:
    found = [one.event.slot for one in remember(*site())]
    assert set(found) <= set(Slot)
    assert back(event(start=at(3, 7), end=at(3, 17))).slot is Slot.ALL_DAY


def test_line_ends_may_have_been_turned() -> None:
    all_ics, own = site()
    turned = {name: data.replace(b"\r\n", b"\n") for name, data in own.items()}
    assert remember(all_ics.replace(b"\r\n", b"\n"), turned) == remember(all_ics, own)


def test_what_is_in_no_all_ics_is_not_remembered() -> None:
    assert len(remember(site(month()[:3])[0], site()[1])) == 3


def test_the_later_version_counts() -> None:
    (old,) = with_first_uids(OFFICE, (event(feeds=("Hoàn", "Bình")),))
    new = old._replace(sequence=1, stamp=STAMP + dt.timedelta(1), location="Hà Nội")
    all_ics, before = site((old,))
    after = site((new,))[1]
    ((one, older),) = remember(all_ics, {**before, "Hoàn": after["Hoàn"]})
    assert (one.location, one.sequence, one.feeds, older) == ("Hà Nội", 1, ("Hoàn",), ("Bình",))


# What is refused


def test_a_feed_cut_anywhere_is_refused() -> None:
    all_ics, own = site()
    for end in range(0, len(all_ics) - 1, 7):
        with pytest.raises(CorruptFeed):
            remember(all_ics[:end], own)
    with pytest.raises(CorruptFeed, match=r"^Bình: tệp bị cụt"):
        remember(all_ics, {**own, "Bình": own["Bình"][:-3]})


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"BEGIN:VCALENDAR", b"<html>", "không phải tệp lịch"),
        (b"SEQUENCE:0\r\n", b"", "đúng một SEQUENCE"),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nSEQUENCE:1\r\n", "đúng một SEQUENCE"),
        (b"SEQUENCE:0\r\n", b"SEQUENCE:-1\r\n", "không phải số"),
        (b"DTSTART;TZID=Asia/Ho_Chi_Minh:20250203T073000", b"DTSTART:20250203T073000Z", "không đọc được thời điểm"),
        (
            b"DTSTART;TZID=Asia/Ho_Chi_Minh:20250203",
            b"DTSTART;TZID=Asia/Ho_Chi_Minh:20250231",
            "không đọc được thời điểm “20250231T073000”",
        ),
        (b"DTEND;TZID=Asia/Ho_Chi_Minh:20250203T113000", b"DTEND;TZID=Asia/Ho_Chi_Minh:20250203T073000", "không sau"),
        (b"LAST-MODIFIED:20250203T010000Z", b"LAST-MODIFIED:20250203T010000", "không đọc được thời điểm"),
        (b"END:VEVENT\r\n", b"", "thiếu END:VEVENT"),
        (b"STATUS:CONFIRMED", b"STATUS CONFIRMED", "không đọc được dòng “STATUS CONFIRMED”"),
        (b"Ngu\xe1\xbb\x93n: ", b"", "nguồn"),
        (b"DESCRIPTION:", b"DESCRIPTION:la\\n", "dòng lạ"),
        (b"SUMMARY:", b"SUMMARY:\xff", "không phải UTF-8"),
    ],
)
def test_what_is_wrong_is_named(old: bytes, new: bytes, reason: str) -> None:
    all_ics = site()[0].replace(b"\r\n ", b"")
    assert old in all_ics
    with pytest.raises(CorruptFeed, match=rf"^all\.ics.*: .*{reason}|^all\.ics: {reason}"):
        remember(all_ics.replace(old, new, 1), {})


def test_two_events_of_one_uid_are_refused() -> None:
    all_ics = site((event(),))[0]
    block = all_ics[all_ics.index(b"BEGIN:VEVENT") : all_ics.index(b"END:VCALENDAR")]
    with pytest.raises(CorruptFeed, match="việc thứ 2: hai việc cùng UID"):
        remember(all_ics.replace(block, block * 2), {})


def test_an_alarm_that_has_no_end_is_refused() -> None:
    all_ics = site((event(),), Config()._replace(alarm=30))[0]
    with pytest.raises(CorruptFeed, match="END:VALARM"):
        remember(all_ics.replace(b"END:VALARM\r\n", b""), {})


def test_damage_of_any_kind_is_refused_or_harmless() -> None:
    """No other exception, whatever the bytes."""
    chance, all_ics = random.Random(4), site()[0]
    refused = 0
    for _ in range(1500):
        data = bytearray(all_ics)
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(data))
            data[place : place + chance.randrange(3)] = bytes(
                chance.choices(b"\r\n:;\\,0Z \xc3N", k=chance.randrange(3))
            )
        try:
            remember(bytes(data), {})
        except CorruptFeed as error:
            refused += 1
            assert str(error).startswith(ALL_FILE)
    assert refused > 500
