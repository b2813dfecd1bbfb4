"""Values for the feeds' tests: a builder of events with good defaults, and a month that shows every kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.identity import with_first_uids
from ics_export.model import Event, Kind, Leader, Place, Programme, Slot

ZONE = dt.timezone(dt.timedelta(hours=7))
STAMP = dt.datetime(2025, 2, 3, 1, 0, tzinfo=dt.UTC)
OFFICE = "Sở Khoa học và Công nghệ"
SOURCE = "Chương trình công tác tháng 02 năm 2025"
HOAN = Leader("Hoàn", "GĐ", "Nguyễn Huy Hoàn")
BINH = Leader("Bình", "PGĐ")
AN = Leader("An", "PGĐ")
LEADERS = (HOAN, BINH, AN)


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A local moment of February 2025."""
    return dt.datetime(2025, 2, day, hour, minute, tzinfo=ZONE)


def event(summary: str = "Kiểm tra cơ sở", **changes: Any) -> Event:
    """A morning's work of Hoàn on 3 February 2025, with ``changes``."""
    base = Event(
        uid="0c2bd1a4-7a55-5f0e-9d5e-2c9f1b7f0001",
        kind=Kind.EVENT,
        start=at(3, 7, 30),
        end=at(3, 11, 30),
        slot=Slot.MORNING,
        summary=summary,
        stamp=STAMP,
        source=Place("month.txt", 29),
        programme=SOURCE,
        leaders=("Hoàn",),
        feeds=("Hoàn",),
        printed="Đ/c Hoàn GĐ Sở",
        units=("Văn phòng Sở",),
    )
    return base._replace(**changes)


def marker(summary: str, first: int, end: int, kind: Kind, **changes: Any) -> Event:
    """A whole-day note in every feed; ``end`` is the first day after it."""
    days = {"start": dt.date(2025, 2, first), "end": dt.date(2025, 2, end), "slot": Slot.ALL_DAY}
    rest = {"leaders": (), "feeds": ("Hoàn", "Bình", "An"), "printed": "", "units": ()}
    return event(summary, kind=kind, **{**days, **rest, **changes})


def month() -> tuple[Event, ...]:
    """Every kind of event there is, with first UIDs."""
    return with_first_uids(
        OFFICE,
        (
            marker(
                "Nghỉ Tết Nguyên đán Ất Tỵ", 1, 3, Kind.HOLIDAY, tags=("WEEKEND", "TET", "HOLIDAY"), lunar="4/1 Ất Tỵ"
            ),
            marker("Kỷ niệm 95 năm Ngày thành lập Đảng", 3, 4, Kind.OBSERVANCE, tags=("OBSERVANCE",)),
            event(
                "Lễ chào cờ, triển khai nhiệm vụ; “Quý I/2025”",
                groups=("các PGĐ",),
                feeds=("Hoàn", "Bình", "An"),
                units=("Chi bộ VP", "Văn phòng Sở"),
                certain=False,
                note="đơn vị và lãnh đạo không cùng số dòng",
                lunar="6/1 Ất Tỵ",
            ),
            event(
                "Họp UBND tỉnh",
                agenda=("Đề án sắp xếp; kiện toàn, bộ máy", "Kỳ họp thứ 25"),
                start=at(10, 8),
                end=at(10, 11),
            ),
            event("Kiểm tra cơ sở", slot=Slot.AFTERNOON, start=at(5, 13, 30), end=at(5, 17)),
            event("Kiểm tra cơ sở", slot=Slot.AFTERNOON, start=at(5, 13, 30), end=at(5, 17), feeds=("Bình",)),
            event("Làm việc với Cục SHTT", start=at(25, 7, 30), end=at(28, 17), location="Hà Nội", feeds=("Bình",)),
            event("Họp soát xét", start=at(7, 7, 30), end=at(7, 11, 30), cancelled=True, sequence=2),
            event(
                "Trực lãnh đạo",
                start=dt.date(2025, 2, 8),
                end=dt.date(2025, 2, 9),
                slot=Slot.ALL_DAY,
                duty=True,
                feeds=("An",),
                tags=("WEEKEND",),
            ),
        ),
    )


def many(count: int = 40) -> tuple[Event, ...]:
    """A month of about the real size: ``count`` events, every other one in all three feeds."""
    texts = (
        "Kiểm tra cơ sở",
        "Họp trực tuyến toàn quốc tổng kết hoạt động của Ủy ban Quốc gia về chuyển đổi số và Đề án 06 năm 2024",
        "Kiểm tra tiến độ triển khai dự án “Tạo lập chỉ dẫn địa lý “Hành tâm Thiên Lộc” cho sản phẩm hành tâm",
        "Giao ban Lãnh đạo Sở",
    )
    events = (
        event(
            texts[n % 4],
            start=at(n % 28 + 1, 7, 30) if n % 2 else at(n % 28 + 1, 13, 30),
            end=at(n % 28 + 1, 11, 30) if n % 2 else at(n % 28 + 1, 17),
            feeds=("Hoàn", "Bình", "An") if n % 3 == 0 else ("Hoàn",),
            units=("Chi bộ VP", "Văn phòng Sở") if n % 5 == 0 else ("Phòng QLKH",),
            printed="Đ/c Hoàn GĐ Sở, các PGĐ Sở" if n % 3 == 0 else "Đ/c Hoàn GĐ Sở",
            source=Place("month.txt", 29 + n),
        )
        for n in range(count)
    )
    return with_first_uids(OFFICE, events)


def programme(**changes: Any) -> Programme:
    """The programme the events are from."""
    base = Programme(OFFICE, SOURCE, dt.date(2025, 2, 1), dt.date(2025, 2, 28), dt.date(2025, 2, 3), LEADERS, (), "")
    return base._replace(**changes)


FINDING = Finding(
    "L501", Severity.WARNING, Place("month.txt", 29, 5), "Không rõ việc này của ai.", "Đ/c Hoàn", "để cả hai"
)
