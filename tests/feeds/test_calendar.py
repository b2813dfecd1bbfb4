"""Feeds: every property, read back by an octet checker, icalendar and vobject; any text; the same bytes anywhere."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ics_export.config import Config
from ics_export.diagnostics import UserError
from ics_export.feeds import calendar as writer
from ics_export.feeds.calendar import calendar, feeds, serialise
from ics_export.feeds.folding import fold
from ics_export.feeds.naming import calendar_name, display_name, feed_files
from ics_export.feeds.wording import SUMMARY_LIMIT, UNCERTAIN, clean, shorten
from ics_export.model import Event, Kind, Leader, Slot

from .build import AN, BINH, HOAN, LEADERS, OFFICE, STAMP, at, event, many, marker, month
from .octets import Component, check


def read(one: Event, alarm: int | None = None) -> Component:
    """The VEVENT of ``one`` as the octet checker sees it."""
    return check(calendar("Hoàn", OFFICE, [serialise(one, alarm)])).parts[1]


def lines(one: Event) -> list[str]:
    return read(one).values("DESCRIPTION")[0].split("\n")


# --- the envelope -----------------------------------------------------------------------------------------------------


def test_envelope() -> None:
    assert calendar("Hoàn", OFFICE, []).decode() == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//ics-export//Lich cong tac//VI\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "METHOD:PUBLISH\r\n"
        "NAME:Lịch công tác – Hoàn (Sở Khoa học và Công nghệ)\r\n"
        "X-WR-CALNAME:Lịch công tác – Hoàn (Sở Khoa học và Công nghệ)\r\n"
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
        "X-PUBLISHED-TTL:PT12H\r\n"
        "BEGIN:VTIMEZONE\r\n"
        "TZID:Asia/Ho_Chi_Minh\r\n"
        "BEGIN:STANDARD\r\n"
        "DTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0700\r\n"
        "TZOFFSETTO:+0700\r\n"
        "TZNAME:+07\r\n"
        "END:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
        "END:VCALENDAR\r\n"
    )


@pytest.mark.parametrize(
    "display, organisation, expected",
    [
        ("Hoàn", OFFICE, "Lịch công tác – Hoàn (Sở Khoa học và Công nghệ)"),
        ("Hoàn", "", "Lịch công tác – Hoàn"),
        ("Tất cả", "Sở A, B; C", "Lịch công tác – Tất cả (Sở A, B; C)"),
        ("Ho\u202eàn\n", "Sở\x00  A", "Lịch công tác – Hoàn (Sở A)"),
    ],
)
def test_calendar_name(display: str, organisation: str, expected: str) -> None:
    assert calendar_name(display, organisation) == expected
    envelope = check(calendar(display, organisation, []))
    assert envelope.values("NAME") == envelope.values("X-WR-CALNAME") == [expected]


def test_calendar_name_fits_outlook() -> None:
    assert len(calendar_name("Hoàn", "Sở " * 200)) <= 255


@pytest.mark.parametrize(
    "leader, others, expected",
    [
        (HOAN, [], "Nguyễn Huy Hoàn"),
        (BINH, [HOAN], "Bình"),
        (Leader("Hoàn", full_name="Nguyễn Văn Hoàn"), [Leader("Văn")], "Hoàn"),
        (Leader("Hoàn", full_name="Nguyễn Vân Hoàn"), [Leader("Văn")], "Nguyễn Vân Hoàn"),
        (Leader("Giám đốc", full_name="Đỗ Khoa Văn"), [], "Giám đốc"),
    ],
)
def test_display_name(leader: Leader, others: list[Leader], expected: str) -> None:
    assert display_name(leader, [leader, *others]) == expected


# --- the event --------------------------------------------------------------------------------------------------------


def test_event_as_written() -> None:
    one = event(certain=False, note="hai cách hiểu", tags=("TET", "HOLIDAY"), location="Hà Nội", lunar="6/1 Ất Tỵ")
    assert serialise(one, 30).decode() == (
        "BEGIN:VEVENT\r\n"
        "UID:0c2bd1a4-7a55-5f0e-9d5e-2c9f1b7f0001\r\n"
        "DTSTAMP:20250203T010000Z\r\n"
        "LAST-MODIFIED:20250203T010000Z\r\n"
        "SEQUENCE:0\r\n"
        "DTSTART;TZID=Asia/Ho_Chi_Minh:20250203T073000\r\n"
        "DTEND;TZID=Asia/Ho_Chi_Minh:20250203T113000\r\n"
        "SUMMARY:Kiểm tra cơ sở\r\n"
        "DESCRIPTION:Chuẩn bị: Văn phòng Sở\\nLãnh đạo: Đ/c Hoàn GĐ S\r\n"
        " ở\\nChưa chắc chắn: hai cách hiểu\\nÂm lịch: 6/1 Ất Tỵ\\nNgu\r\n"
        " ồn: Chương trình công tác tháng 02 năm 2025\\, dòng 29\r\n"
        "LOCATION:Hà Nội\r\n"
        "CONTACT:Văn phòng Sở\r\n"
        "CATEGORIES:Tết,Nghỉ lễ\r\n"
        "STATUS:TENTATIVE\r\n"
        "TRANSP:OPAQUE\r\n"
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n"
        "BEGIN:VALARM\r\n"
        "ACTION:DISPLAY\r\n"
        "DESCRIPTION:Kiểm tra cơ sở\r\n"
        "TRIGGER:-PT30M\r\n"
        "END:VALARM\r\n"
        "END:VEVENT\r\n"
    )


DUTY = {"start": dt.date(2025, 2, 8), "end": dt.date(2025, 2, 9), "slot": Slot.ALL_DAY, "duty": True}


@pytest.mark.parametrize(
    "one, expected",
    [
        (event(), ("CONFIRMED", "OPAQUE", "BUSY")),
        (event(certain=False), ("TENTATIVE", "OPAQUE", "TENTATIVE")),
        (event(cancelled=True), ("CANCELLED", "TRANSPARENT", "FREE")),
        (event(cancelled=True, certain=False), ("CANCELLED", "TRANSPARENT", "FREE")),
        (event("Trực lãnh đạo", **DUTY), ("CONFIRMED", "OPAQUE", "BUSY")),
        (marker("Thứ Bảy", 8, 9, Kind.WEEKEND), ("CONFIRMED", "TRANSPARENT", "FREE")),
        (marker("Tết", 1, 3, Kind.HOLIDAY), ("CONFIRMED", "TRANSPARENT", "FREE")),
        (marker("Kỷ niệm", 3, 4, Kind.OBSERVANCE, certain=False), ("TENTATIVE", "TRANSPARENT", "FREE")),
    ],
)
def test_status(one: Event, expected: tuple[str, str, str]) -> None:
    seen = read(one)
    assert tuple(seen.values(n)[0] for n in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")) == expected


class Pytzlike(dt.tzinfo):
    """A zone that is no fixed offset, as pytz's are."""

    def utcoffset(self, _: dt.datetime | None) -> dt.timedelta:
        return dt.timedelta(hours=7)

    def dst(self, _: dt.datetime | None) -> dt.timedelta:
        return dt.timedelta(0)


TIMED = ";TZID=Asia/Ho_Chi_Minh:20250203T"


@pytest.mark.parametrize(
    "start, end, expected",
    [
        (at(3, 7, 30), at(3, 11, 30), (TIMED + "073000", TIMED + "113000")),
        (dt.datetime(2025, 2, 3, 0, 30, tzinfo=dt.UTC), at(3, 11), (TIMED + "073000", TIMED + "110000")),
        (dt.datetime(2025, 2, 3, 7, 30, tzinfo=Pytzlike()), at(3, 11), (TIMED + "073000", TIMED + "110000")),
        (dt.datetime(2025, 2, 3, 7, 30), at(3, 11), (TIMED + "073000", TIMED + "110000")),
        (at(3, 7, 30), at(3, 7, 30), (TIMED + "073000", TIMED + "083000")),
        (dt.date(2025, 2, 3), dt.date(2025, 2, 5), (";VALUE=DATE:20250203", ";VALUE=DATE:20250205")),
        (dt.date(2025, 2, 3), dt.date(2025, 2, 3), (";VALUE=DATE:20250203", ";VALUE=DATE:20250204")),
        (dt.date(2025, 2, 3), at(4, 11), (";VALUE=DATE:20250203", ";VALUE=DATE:20250204")),
    ],
    ids=["local", "utc", "other zone", "naive", "no length", "days", "no day", "mixed"],
)
def test_times(start: dt.date, end: dt.date, expected: tuple[str, str]) -> None:
    properties = dict(read(event(start=start, end=end)).properties)
    assert (properties["DTSTART"], properties["DTEND"]) == expected


def test_pytz_localised() -> None:
    pytz = pytest.importorskip("pytz")
    start = pytz.timezone("Asia/Ho_Chi_Minh").localize(dt.datetime(2025, 2, 3, 7, 30))
    assert dict(read(event(start=start)).properties)["DTSTART"] == TIMED + "073000"


def test_stamp_is_utc_and_sequence_kept() -> None:
    for stamp in (STAMP, at(3, 8), STAMP.replace(tzinfo=None)):
        seen = read(event(stamp=stamp, sequence=3))
        assert seen.values("DTSTAMP") == seen.values("LAST-MODIFIED") == ["20250203T010000Z"]
        assert seen.values("SEQUENCE") == ["3"]


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({}, ["Chuẩn bị: Văn phòng Sở", "Lãnh đạo: Đ/c Hoàn GĐ Sở"]),
        ({"units": (), "printed": ""}, []),
        ({"units": ("Chi bộ VP", " ", "Văn phòng Sở"), "printed": ""}, ["Chuẩn bị: Chi bộ VP; Văn phòng Sở"]),
        ({"agenda": ("Một;\nhai", ""), "units": (), "printed": ""}, ["- Một; hai"]),
        ({"certain": False, "note": "ba cách", "units": (), "printed": ""}, ["Chưa chắc chắn: ba cách"]),
        ({"certain": False, "units": (), "printed": ""}, [f"Chưa chắc chắn: {UNCERTAIN}"]),
        ({"note": "Điều chỉnh lần 2", "units": (), "printed": ""}, ["Ghi chú: Điều chỉnh lần 2"]),
        ({"lunar": "6/1 Ất Tỵ", "units": (), "printed": ""}, ["Âm lịch: 6/1 Ất Tỵ"]),
    ],
)
def test_description(changes: dict[str, Any], expected: list[str]) -> None:
    assert lines(event(**changes)) == [*expected, "Nguồn: Chương trình công tác tháng 02 năm 2025, dòng 29"]


def test_source_without_a_title_is_the_file() -> None:
    assert lines(event(programme=""))[-1] == "Nguồn: month.txt, dòng 29"


def test_contact_location_categories() -> None:
    seen = read(
        event(units=("Phòng A, B", "Phòng C"), location=" Hội trường;\ttầng 2 ", tags=("WEEKEND", "X,Y", "TET"))
    )
    assert seen.values("CONTACT") == ["Phòng A, B", "Phòng C"]
    assert seen.values("LOCATION") == ["Hội trường; tầng 2"]
    assert seen.values("CATEGORIES") == ["Cuối tuần,X Y,Tết"]
    bare = read(event(units=(), location=" "))
    assert not bare.values("CONTACT") + bare.values("LOCATION") + bare.values("CATEGORIES")


@pytest.mark.parametrize("alarm, trigger", [(30, "-PT30M"), (90, "-PT1H30M"), (1440, "-P1D"), (0, "P0D")])
def test_alarm(alarm: int, trigger: str) -> None:
    (seen,) = read(event("Họp, giao ban"), alarm).parts
    assert seen.values("TRIGGER") == [trigger]
    assert seen.values("DESCRIPTION") == ["Họp, giao ban"]


@pytest.mark.parametrize("one", [event(cancelled=True), event(**DUTY), marker("Tết", 1, 3, Kind.HOLIDAY)])
def test_no_alarm_without_hours(one: Event) -> None:
    assert read(one, 30).parts == []


# --- long summaries ---------------------------------------------------------------------------------------------------


def test_long_summary_is_whole_in_the_description() -> None:
    text = "Kiểm tra tiến độ triển khai dự án, " * 20
    for cancelled, mark in ((False, ""), (True, "[HỦY] ")):
        seen = read(event(text, cancelled=cancelled))
        (summary,) = seen.values("SUMMARY")
        assert summary.startswith(mark + "Kiểm tra") and summary.endswith("…")
        assert len(summary) <= SUMMARY_LIMIT
        assert seen.values("DESCRIPTION")[0].split("\n")[0] == text.strip()


def test_short_summary_is_not_repeated() -> None:
    assert lines(event("x" * 255))[0].startswith("Chuẩn bị")
    assert read(event("Họp", cancelled=True)).values("SUMMARY") == ["[HỦY] Họp"]


@pytest.mark.parametrize(
    "text, limit, expected",
    [
        ("ngắn", 10, "ngắn"),
        ("đúng mười.", 10, "đúng mười."),
        ("một hai ba bốn", 12, "một hai ba…"),
        ("một hai ba, bốn", 13, "một hai ba…"),
        ("xxxxxxxxxxxxxxx", 10, "xxxxxxxxx…"),
        ("xxxxxxxx👩\u200d🔬yyyy", 11, "xxxxxxxx…"),
        ("xxxxxxxx👍🏽yyyy", 10, "xxxxxxxx…"),
        ("xxxxxxxxq\u0323yyyy", 10, "xxxxxxxx…"),
    ],
)
def test_shorten(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected
    assert len(expected) <= limit


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Hoàn", "Hoàn"),
        (unicodedata.normalize("NFD", "Hoàn Tỵ"), "Hoàn Tỵ"),
        ("a\u202eb\u2066c\u200ed\u061ce\ufefff", "abcdef"),
        ("a\x00b\x1b[31mc\x7f\x9b", "ab[31mc"),
        ("a\r\nb\tc\u00a0d\u2028e\x85f", "a b c d e f"),
        ("a\ud800b", "ab"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("o\u202e\u0323", "ọ"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


# --- any text ---------------------------------------------------------------------------------------------------------

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵĐ"
SPECIAL = [
    *"\\;,:\"'^%\n\r\tnN ",
    "\\N",
    "\\n",
    "\\,",
    "\r\n",
    "“",
    "”",
    "–",
    "👍🏽",
    "👩\u200d🔬",
    "\u0301",
    "\u0323",
    "\u202e",
]
vietnamese = st.lists(
    st.one_of(
        st.text(LETTERS, max_size=12),
        st.text(LETTERS, max_size=12).map(lambda text: unicodedata.normalize("NFD", text)),
        st.sampled_from(SPECIAL),
        st.text(max_size=5),
    ),
    max_size=60,
).map("".join)


@pytest.mark.no_cover
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summary=vietnamese, agenda=vietnamese, place=vietnamese)
@example(summary="\\N\\n\\\\N\\", agenda="\\" * 200, place="," * 200)
@example(summary="C:\\New", agenda="o" + "\u0323\u0301" * 100, place="👩\u200d🔬" * 60)
@example(summary="Họp " * 2500, agenda="x" * 10_000, place="\\;" * 5000)
def test_any_text_comes_back(summary: str, agenda: str, place: str) -> None:
    one = event(summary or "x", agenda=(agenda,), location=place, units=(place,), note=summary)
    data = calendar("Hoàn", OFFICE, [serialise(one, 5)]) if clean(one.summary) else b""
    if not data:
        return
    seen, whole = check(data).parts[1], clean(one.summary)
    texts = {name: seen.values(name) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT")}
    assert texts["SUMMARY"] == [shorten(whole, SUMMARY_LIMIT)]
    assert texts["LOCATION"] == texts["CONTACT"] == ([clean(place)] if clean(place) else [])
    described = texts["DESCRIPTION"][0].split("\n")
    assert described[0] == whole or len(whole) <= SUMMARY_LIMIT
    assert not clean(agenda) or f"- {clean(agenda)}" in described
    again = Calendar.from_ical(data).walk("VEVENT")[0]
    for name, values in texts.items():
        assert [str(again.get(name))] == values or not values


@pytest.mark.no_cover
@settings(max_examples=200, deadline=None)
@given(vietnamese)
@example("\\" * 300)
@example("e" + "\u0301" * 300)
def test_fold_keeps_every_octet(text: str) -> None:
    line = ("DESCRIPTION:" + text.translate({10: "\\n", 13: None})).encode("utf-8", "ignore")
    folded = fold(line)
    assert folded.replace(b"\r\n ", b"") == line
    parts = folded.split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert all(len(part) > 40 for part in parts[:-1])  # no line is given away
    for part in parts:
        part.decode()


@pytest.mark.parametrize(
    "text, second",
    [
        ("x" * 75, None),
        ("x" * 76, "x"),
        ("x" * 71 + "ộộ", "ộ"),
        ("x" * 73 + "ộ", "ộ"),
        ("x" * 74 + "\\,yyy", "\\,yyy"),
        ("x" * 73 + "\\\\\\,yyy", "\\,yyy"),
        ("x" * 74 + "q\u0323yyy", "q\u0323yyy"),
        ("x" * 73 + "b cdef", "b cdef"),
        ("x" * 72 + "bc def", "c def"),
        ("x" * 40 + " " * 40 + "y", " " * 5 + "y"),
        ("x" * 60 + "👩\u200d🔬\u200d🚀zz", "👩\u200d🔬\u200d🚀zz"),
    ],
    ids=["75", "76", "letter", "half", "escape", "escapes", "mark", "blank after", "blank before", "blanks", "emoji"],
)
def test_fold_places(text: str, second: str | None) -> None:
    first, *rest = fold(text.encode()).decode().split("\r\n ")
    assert first + "".join(rest) == text
    assert rest == ([] if second is None else [second])


# --- feeds ------------------------------------------------------------------------------------------------------------


def test_each_feed_has_its_events_in_order() -> None:
    written = feeds(OFFICE, LEADERS, reversed(month()), Config())
    assert list(written) == ["hoan.ics", "binh.ics", "an.ics", "all.ics"]
    for name, data in written.items():
        seen = check(data).parts[1:]
        leader = next((one.name for one in LEADERS if name == feed_files(LEADERS)[one.name]), None)
        wanted = [one for one in month() if leader is None or leader in one.feeds]
        assert Counter(part.values("UID")[0] for part in seen) == Counter(one.uid for one in wanted)
        keys = [(part.values("DTSTART")[0], part.values("UID")[0]) for part in seen]
        assert keys == sorted(keys)


def test_calendar_names_in_feeds() -> None:
    names = [check(data).values("X-WR-CALNAME")[0] for data in feeds(OFFICE, LEADERS, (), Config()).values()]
    assert names == [f"Lịch công tác – {who} ({OFFICE})" for who in ("Nguyễn Huy Hoàn", "Bình", "An", "Tất cả")]


def test_each_event_is_serialised_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()

    def counted(one: Event, alarm: int | None = None) -> bytes:
        calls[one.uid] += 1
        return serialise(one, alarm)

    monkeypatch.setattr(writer, "serialise", counted)
    written = feeds(OFFICE, LEADERS, month(), Config())
    assert set(calls.values()) == {1} and len(calls) == len(month())
    for one in month():
        holders = [name for name, data in written.items() if serialise(one) in data]
        assert len(holders) == 1 + len(one.feeds)


def test_same_uid_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="same UID"):
        feeds(OFFICE, LEADERS, (event(), event("Khác")), Config())


def test_alarm_from_configuration() -> None:
    assert b"TRIGGER:-PT15M" in feeds(OFFICE, LEADERS, month(), Config(alarm=15))["all.ics"]
    assert b"VALARM" not in feeds(OFFICE, LEADERS, month(), Config())["all.ics"]


@pytest.mark.parametrize(
    "names, pattern, files",
    [
        (["Hoàn", "Bình"], "{slug}.ics", ["hoan.ics", "binh.ics"]),
        (["Bình", "Bính", "Binh"], "{slug}.ics", ["binh.ics", "binh-2.ics", "binh-3.ics"]),
        (["Đ/c Hoàn", "../../etc"], "{slug}.ics", ["d-c-hoan.ics", "etc.ics"]),
        (["Hoàn", "…", "???"], "{slug}.ics", ["hoan.ics", "lanh-dao-2.ics", "lanh-dao-3.ics"]),
        (["All", "Hoàn"], "{slug}.ics", ["all-2.ics", "hoan.ics"]),
        (["Hoàn", "Hoan"], "lich-{slug}.ics", ["lich-hoan.ics", "lich-hoan-2.ics"]),
        (["Ho\u202eàn\x00"], "{slug}.ics", ["hoan.ics"]),
        (["Phó Giám đốc"], "{slug}.ics", ["pho-giam-doc.ics"]),
        (["x" * 300], "{slug}.ics", ["x" * 80 + ".ics"]),
    ],
)
def test_feed_files(names: list[str], pattern: str, files: list[str]) -> None:
    assert list(feed_files([Leader(name) for name in names], pattern).values()) == files


@pytest.mark.parametrize(
    "pattern, title, file",
    [
        ("{slug}-{title}.ics", "PGĐ", "hoan-pgd.ics"),
        ("{title}/{slug}.ics", "Phó Cục trưởng", "pho-cuc-truong/hoan.ics"),
        ("{title}.{slug}.ics", "../../etc", "etc.hoan.ics"),
        ("{title}{slug}.ics", "{slug}", "slughoan.ics"),
        ("{slug}_{title}.ics", "", "hoan.ics"),
        ("{title}.{slug}.ics", "", "hoan.ics"),
        ("lich-{title}-{slug}.ics", "…", "lich-hoan.ics"),
        ("{slug}{title}.ics", "", "hoan.ics"),
        ("{slug}-{title}.ics", "A" * 300, f"hoan-{'a' * 40}.ics"),
    ],
)
def test_titles_in_feed_files(pattern: str, title: str, file: str) -> None:
    assert feed_files([Leader("Hoàn", title)], pattern) == {"Hoàn": file}


def test_pattern_without_slug() -> None:
    with pytest.raises(UserError, match=r"thiếu \{slug\}") as caught:
        feed_files(LEADERS, "lich.ics")
    assert caught.value.status == 2


# --- other readers ----------------------------------------------------------------------------------------------------


def test_read_back_by_icalendar() -> None:
    read_calendar = Calendar.from_ical(feeds(OFFICE, LEADERS, month(), Config(alarm=30))["all.ics"])
    assert read_calendar.get("X-WR-CALNAME") == f"Lịch công tác – Tất cả ({OFFICE})"
    seen = {str(part["UID"]): part for part in read_calendar.walk("VEVENT")}
    for one in month():
        part = seen.pop(one.uid)
        assert not part.errors
        assert (part["DTSTART"].dt, part["DTEND"].dt) == (one.start, one.end)
        assert part["DTSTAMP"].dt == part["LAST-MODIFIED"].dt == one.stamp
        assert part["SUMMARY"] == ("[HỦY] " if one.cancelled else "") + one.summary
        assert part.get("LOCATION") == one.location
        contacts = part.get("CONTACT", [])
        assert tuple(contacts if isinstance(contacts, list) else [contacts]) == one.units
        labels = [str(label) for label in part["CATEGORIES"].cats] if "CATEGORIES" in part else []
        assert len(labels) == len(one.tags)
        assert part["SEQUENCE"] == one.sequence
        for point in (*one.agenda, *one.units, one.printed, one.lunar or "", one.note, one.programme):
            assert point in part["DESCRIPTION"]
    assert not seen


def test_read_back_by_vobject() -> None:
    data = feeds(OFFICE, LEADERS, month(), Config(alarm=30))["all.ics"]
    read_calendar = vobject.readOne(data.decode())
    assert read_calendar.x_wr_calname.value == f"Lịch công tác – Tất cả ({OFFICE})"
    seen = {part.uid.value: part for part in read_calendar.vevent_list}
    for one in month():
        part = seen.pop(one.uid)
        assert (part.dtstart.value, part.dtend.value) == (one.start, one.end)
        assert part.summary.value == ("[HỦY] " if one.cancelled else "") + one.summary
        assert [contact.value for contact in part.contents.get("contact", [])] == list(one.units)
        assert [where.value for where in part.contents.get("location", [])] == ([one.location] if one.location else [])
        for point in (*one.agenda, *one.units, one.printed, one.lunar or "", one.note, one.programme):
            assert point in part.description.value
        assert part.status.value == ("CANCELLED" if one.cancelled else "CONFIRMED" if one.certain else "TENTATIVE")
        assert part.sequence.value == str(one.sequence)
    assert not seen


def test_odd_text_read_back_by_vobject() -> None:
    odd = 'Ổ "C:\\New; Tài liệu, 50%^n" – 👩\u200d🔬 ' * 30
    data = calendar("Hoàn", OFFICE, [serialise(event(location=odd))])
    assert vobject.readOne(data.decode()).vevent.location.value == clean(odd)


# --- the same bytes ---------------------------------------------------------------------------------------------------

SCRIPT = """
import hashlib, locale
locale.setlocale(locale.LC_ALL, "")
from ics_export.config import Config
from ics_export.feeds.calendar import feeds
from ics_export.feeds.tabular import to_csv, to_json
from tests.feeds.build import FINDING, LEADERS, OFFICE, month, programme
written = feeds(OFFICE, LEADERS, month(), Config(alarm=30))
written["json"] = to_json(programme(), month(), [FINDING]).encode()
written["csv"] = to_csv(month()).encode()
print(*sorted((name, hashlib.sha256(data).hexdigest()) for name, data in written.items()), sep="\\n")
"""


def test_same_bytes_anywhere(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    surroundings = (
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
        {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0"},
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONPATH": str(root), **variables},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for variables, folder in zip(surroundings, (root, tmp_path), strict=True)
    ]
    assert outputs[0] == outputs[1] != ""


def test_many_events_are_well_formed() -> None:
    assert len(check(feeds(OFFICE, (HOAN, BINH, AN), many(200), Config())["all.ics"]).parts) == 201
