"""What an item's own words tell: hours, place, that it is put off."""

from __future__ import annotations

import datetime as dt

import pytest

from ics_export.config import Config, Season, Span
from ics_export.model import Slot
from parsing.build import day, rows, table

CASES = table("hours")


@pytest.mark.parametrize(
    ("content", "start", "end"), [pytest.param(*c, id=c[0]) for c in CASES["printed"] + CASES["none"]]
)
def test_hours(content, start, end):
    (event,) = day(content).events
    assert (f"{event.start:%H:%M}", f"{event.end:%H:%M}") == (start, end)
    assert event.start.isoformat().endswith("+07:00")


def test_a_leading_hour_is_not_repeated_in_the_summary():
    assert [e.summary for e in day("Sáng: 7h30, họp giao ban").events] == ["Họp giao ban"]


def test_an_hour_that_was_moved_is_said_and_stays_in_the_summary():
    found = day("Chiều: 14 giờ (chuyển sang 15 giờ 30), họp giao ban")
    assert [e.summary for e in found.events] == ["Họp giao ban (chuyển sang 15 giờ 30)"]
    assert found.codes == ["S509"]


def test_an_hour_that_contradicts_its_slot_wins_with_a_finding():
    found = day("Sáng: Họp giao ban lúc 14h30")
    assert [(f"{e.start:%H:%M}", e.slot) for e in found.events] == [("14:30", Slot.AFTERNOON)]
    assert found.codes == ["S502"]


def test_the_office_and_the_season_set_the_hours():
    summer = Season("hè", (4, 16), (10, 15), ((Slot.MORNING, Span(dt.time(7), dt.time(11))),))
    found = rows(("03", "Sáng: Họp Chiều: Kiểm tra", "", "Đ/c Hoàn GĐ"), config=Config(seasons=(summer,)))
    assert [f"{e.start:%H:%M}" for e in found.events] == ["07:30", "13:30"]
    title = "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 6 NĂM 2025 CỦA SỞ THỦY SẢN"
    found = rows(("03", "Sáng: Họp Chiều: Kiểm tra", "", "Đ/c Hoàn GĐ"), config=Config(seasons=(summer,)), title=title)
    assert [f"{e.start:%H:%M}" for e in found.events] == ["07:00", "13:30"]


@pytest.mark.parametrize(("text", "place"), [pytest.param(*c, id=c[0]) for c in CASES["places"]])
def test_places(text, place):
    assert [i.location or "" for i in day(f"Sáng: {text}").work] == [place]


@pytest.mark.parametrize(("text", "cancelled"), [pytest.param(*c, id=c[0]) for c in CASES["changes"]])
def test_a_postponed_item_is_cancelled_and_not_lost(text, cancelled):
    found = day(f"Sáng: {text}")
    assert [e.cancelled for e in found.events] == [cancelled]
    assert "ọp" in found.events[0].summary or "nghĩa vụ" in found.events[0].summary


def test_the_hour_of_a_row_that_is_struck_out_is_its_hour():
    head = ("Ngày", "Giờ", "Nội dung", "Địa điểm", "Lãnh đạo")
    struck = ("", "<s>14h00</s>", "<s>Làm việc với Đoàn Khối</s>", "<s>Phòng 3</s>", "<s>Đ/c An PGĐ</s>")
    found = rows(("03", "8h00", "Họp", "Phòng 1", "Đ/c Hoàn GĐ"), struck, header=head)
    assert [(f"{e.start:%H:%M}", e.cancelled, e.feeds) for e in found.events if e.kind.value == "event"] == [
        ("08:00", False, ("Hoàn",)),
        ("14:00", True, ("An",)),
    ]
