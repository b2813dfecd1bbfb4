"""A small programme written by hand, with every sort of row the table knows; office and people are invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from ics_export.config import DEFAULT_HOURS
from ics_export.diagnostics import Finding, Severity
from ics_export.model import Event, Hours, Item, Kind, Leader, Place, Programme, Slot
from ics_export.show import month_table

HANOI = dt.timezone(dt.timedelta(hours=7))
STAMP = dt.datetime(2025, 3, 3, tzinfo=dt.UTC)
EVERYONE = ("Hoàn", "Bình", "Thủy")


def work(day: int, slot: Slot, summary: str, *leaders: str, line: int, until: int = 0, **more: Any) -> Event:
    """Something to do in March 2025, at its slot's hours."""
    span = DEFAULT_HOURS[slot]
    defaults: dict[str, Any] = {
        "uid": f"{day}-{line}-{summary}",
        "kind": Kind.EVENT,
        "start": dt.datetime.combine(dt.date(2025, 3, day), span.start, HANOI),
        "end": dt.datetime.combine(dt.date(2025, 3, until or day), span.end, HANOI),
        "slot": slot,
        "summary": summary,
        "stamp": STAMP,
        "source": Place("thang-3.txt", line, 1),
        "leaders": leaders,
        "feeds": leaders,
    }
    return Event(**(defaults | more))


def marker(kind: Kind, first: int, last: int, summary: str, *, line: int, **more: Any) -> Event:
    """An all-day marker in March 2025, in every feed."""
    dates = {"start": dt.date(2025, 3, first), "end": dt.date(2025, 3, last) + dt.timedelta(1)}
    return work(first, Slot.ALL_DAY, summary, line=line, kind=kind, feeds=EVERYONE, **dates, **more)


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment in March 2025."""
    return dt.datetime(2025, 3, day, hour, minute, tzinfo=HANOI)


EVENTS = (
    marker(Kind.WEEKEND, 1, 2, "Thứ Bảy, Chủ nhật", line=12, tags=("WEEKEND",), lunar="2/2 Ất Tỵ"),
    marker(
        Kind.OBSERVANCE,
        3,
        3,
        "Kỷ niệm 66 năm Ngày truyền thống Bộ đội Biên phòng",
        line=13,
        tags=("OBSERVANCE",),
        lunar="4/2 Ất Tỵ",
    ),
    work(
        3,
        Slot.MORNING,
        "Lễ chào cờ, giao ban tháng và ký giao ước thi đua giữa các đơn vị trực thuộc",
        "Hoàn",
        line=13,
        groups=("các PGĐ",),
        feeds=EVERYONE,
        units=("Chi bộ Văn phòng", "Văn phòng Sở"),
        lunar="4/2 Ất Tỵ",
    ),
    work(
        3,
        Slot.MORNING,
        "Tiếp công dân định kỳ",
        "Hoàn",
        "Bình",
        line=13,
        certain=False,
        units=("Thanh tra Sở",),
        printed="Đ/c Hoàn GĐ Đ/c Bình PGĐ",
        lunar="4/2 Ất Tỵ",
    ),
    work(
        3,
        Slot.AFTERNOON,
        "Nghiệm thu mô hình nuôi tôm hai giai đoạn tại xã Hải Yến (14h)",
        "Thủy",
        line=13,
        start=at(3, 14),
        units=("Phòng Nuôi trồng", "Trung tâm Khuyến ngư"),
        location="xã Hải Yến",
        lunar="4/2 Ất Tỵ",
    ),
    work(
        4,
        Slot.MORNING,
        "Họp UBND tỉnh:",
        "Hoàn",
        line=14,
        units=("Văn phòng Sở",),
        agenda=(
            "Thông qua đề án bảo vệ nguồn lợi thủy sản ven bờ giai đoạn 2025 - 2030;",
            "Cho ý kiến về giá dịch vụ cảng cá.",
        ),
        lunar="5/2 Ất Tỵ",
    ),
    work(
        4,
        Slot.AFTERNOON,
        "Làm việc với Hiệp hội Chế biến về truy xuất nguồn gốc",
        "Bình",
        line=14,
        start=at(4, 14, 30),
        end=at(4, 16, 30),
        cancelled=True,
        note="hoãn",
        units=("Phòng Chất lượng",),
        lunar="5/2 Ất Tỵ",
    ),
    work(
        6,
        Slot.ALL_DAY,
        "Đoàn công tác liên ngành kiểm tra tàu cá xa bờ",
        "Bình",
        line=15,
        until=11,
        location="Quảng Ninh, Hải Phòng",
        units=("Chi cục Thủy sản",),
        lunar="7/2 Ất Tỵ",
    ),
    work(
        7,
        Slot.EVENING,
        "Gặp mặt nữ công chức, viên chức nhân ngày 8/3",
        line=16,
        groups=("CBCCVC Sở",),
        feeds=EVERYONE,
        units=("Công đoàn",),
        lunar="8/2 Ất Tỵ",
    ),
    marker(Kind.WEEKEND, 8, 9, "Thứ Bảy, Chủ nhật", line=17, tags=("WEEKEND",), lunar="9/2 Ất Tỵ"),
    work(
        8,
        Slot.ALL_DAY,
        "Trực lãnh đạo",
        "Thủy",
        line=17,
        start=dt.date(2025, 3, 8),
        end=dt.date(2025, 3, 9),
        duty=True,
        tags=("WEEKEND",),
        lunar="9/2 Ất Tỵ",
    ),
    work(10, Slot.ALL_DAY, "Kiểm tra cơ sở", "Hoàn", line=18, units=("Phòng Khai thác",), lunar="11/2 Ất Tỵ"),
    marker(Kind.HOLIDAY, 14, 14, "Nghỉ bù ngày truyền thống", line=19, tags=("COMPENSATORY",), lunar="15/2 Ất Tỵ"),
    work(
        15,
        Slot.MORNING,
        "Làm bù: rà soát hồ sơ đăng kiểm",
        "Hoàn",
        line=20,
        tags=("WORKING_WEEKEND",),
        units=("Văn phòng Sở",),
        lunar="16/2 Ất Tỵ",
    ),
)

HOURS = {"Nghiệm t": Hours(dt.time(14)), "Làm việc": Hours(dt.time(14, 30), dt.time(16, 30))}
"""The hours that are printed, by how the work begins."""

PROGRAMME = Programme(
    organisation="Sở Thủy sản tỉnh Biển Xanh",
    title="CHƯƠNG TRÌNH CÔNG TÁC NỬA ĐẦU THÁNG 3 NĂM 2025",
    first=dt.date(2025, 3, 1),
    last=dt.date(2025, 3, 16),
    issued=dt.date(2025, 2, 28),
    leaders=(Leader("Hoàn", "GĐ"), Leader("Bình", "PGĐ"), Leader("Thủy", "PGĐ")),
    items=tuple(
        Item(
            e.kind,
            dt.date(2025, 3, 1),
            dt.date(2025, 3, 1),
            e.slot,
            e.summary,
            e.source,
            hours=HOURS.get(e.summary[:8]),
        )
        for e in EVENTS
    ),
    source="thang-3.txt",
)


def finding(code: str, severity: Severity, line: int, message: str, excerpt: str = "", action: str = "") -> Finding:
    """A finding in the programme's text."""
    return Finding(code, severity, Place("thang-3.txt", line, 1), message, excerpt, action)


FINDINGS = (
    finding(
        "L501",
        Severity.WARNING,
        13,
        "không rõ “Tiếp công dân định kỳ” là của Hoàn hay của Bình, vì số người không khớp số việc",
        "Tiếp công dân định kỳ",
        "ghi vào lịch của cả hai, đánh dấu tạm thời",
    ),
    finding("L302", Severity.INFO, 13, "một hàng bị ngắt trang đã được nối lại"),
    finding("L303", Severity.WARNING, 18, "ngày này không ghi buổi", "", "coi là cả ngày, 7h30–17h"),
    finding("L201", Severity.ERROR, 21, "không hiểu ô ngày “32”", "32", "bỏ qua hàng này"),
)

SCREENS: dict[str, tuple[int, str | None]] = {
    "month-40.txt": (40, None),
    "month-60.txt": (60, None),
    "month-80.txt": (80, None),
    "month-120.txt": (120, None),
    "month-80-binh.txt": (80, "Bình"),
}
"""The golden screens in tests/data: width and leader."""


def screen(name: str, width: int | None = None) -> str:
    """The programme as a golden screen shows it, with another width if one is given."""
    columns, leader = SCREENS[name]
    return month_table(PROGRAMME, EVENTS, FINDINGS, leader=leader, width=width or columns, colour=False) + "\n"


if __name__ == "__main__":
    for screen_name in SCREENS:
        (Path(__file__).parent / "data" / screen_name).write_text(screen(screen_name), encoding="utf-8")
