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
    printed = [e for e in found.events if e.start.day == 3]
    assert [e.cancelled for e in printed] == [cancelled]
    assert "ọp" in found.events[0].summary or "nghĩa vụ" in found.events[0].summary


OTHER = ("05", "Sáng: Tiếp công dân", "", "Đ/c An PGĐ")


@pytest.mark.parametrize(
    ("moved", "slot", "hour"),
    [
        ("(chuyển sang chiều ngày 05/02)", Slot.AFTERNOON, "13:30"),
        ("(dời sang sáng 05/02)", Slot.MORNING, "07:30"),
        ("(hoãn, chuyển sang ngày 05/02)", Slot.MORNING, "07:30"),
        ("(lùi đến 14h30 ngày 05/02)", Slot.AFTERNOON, "14:30"),
        ("(hoãn, chuyển sang chiều thứ Tư, ngày 05/02/2025)", Slot.AFTERNOON, "13:30"),
    ],
)
def test_a_work_moved_to_a_day_that_does_not_print_it_is_there_uncertain(moved, slot, hour):
    found = rows(("03", f"Sáng: Họp giao ban {moved}", "VP", "Đ/c Hoàn GĐ"), OTHER)
    old, new = [e for e in found.events if "giao ban" in e.summary]
    assert (old.start.day, old.cancelled, new.start.day, new.cancelled) == (3, True, 5, False)
    assert (new.slot, f"{new.start:%H:%M}", new.feeds, new.certain) == (slot, hour, ("Hoàn",), False)
    assert "(chuyển từ ngày 3/2)" in new.summary
    assert [f.code for f in found.findings if f.code == "D312"] == ["D312"]


def test_another_work_of_the_new_day_is_not_the_one_moved():
    moved = "Sáng: Kiểm tra công tác phòng chống dịch bệnh thủy sản tại huyện (dời sang ngày 05/02)"
    found = rows(("03", moved, "VP", "Đ/c Hoàn GĐ"), ("05", "Sáng: Kiểm tra công tác nuôi trồng", "", "Đ/c An PGĐ"))
    assert [(e.start.day, e.cancelled) for e in found.events if "dịch bệnh" in e.summary] == [(3, True), (5, False)]


def test_a_work_moved_to_a_day_that_prints_it_is_there_once():
    again = ("05", "Chiều: Họp giao ban quý I (chuyển từ 03/02)", "VP", "Đ/c Hoàn GĐ")
    found = rows(("03", "Sáng: Họp giao ban quý I (chuyển sang chiều 05/02)", "VP", "Đ/c Hoàn GĐ"), again, OTHER)
    assert [(e.start.day, e.cancelled) for e in found.events if "giao ban" in e.summary] == [(3, True), (5, False)]
    assert "D312" not in found.codes


@pytest.mark.parametrize("moved", ["(chuyển sang tuần sau)", "(hoãn, chuyển sang tháng 3)", "(chuyển sang ngày 31/02)"])
def test_a_work_moved_to_no_certain_day_is_put_off_alone(moved):
    found = rows(("03", f"Sáng: Họp giao ban {moved}", "VP", "Đ/c Hoàn GĐ"), OTHER)
    assert [(e.start.day, e.cancelled) for e in found.events if "giao ban" in e.summary] == [(3, True)]


@pytest.mark.parametrize("note", ["(Hoãn cuộc họp)", "(Chuyển sang ngày 14/02)"])
def test_a_note_below_an_agenda_that_names_the_meeting_puts_it_off(note):
    found = day(f"Sáng: Họp Ban Giám đốc:<br>- Nội dung A<br>- Nội dung B<br>{note}", "Đ/c Hoàn GĐ")
    assert [e.cancelled for e in found.events if e.start.day == 3] == [True]


def test_a_day_off_behind_a_work_that_is_struck_out():
    found = day("<s>Sáng: Chào cờ, giao ban</s> NGHỈ HOÁN ĐỔI (làm bù vào thứ Bảy)")
    assert [(i.text, i.cancelled) for i in found.work] == [("Chào cờ, giao ban (hoãn)", True)]
    assert [i.text for i in found.markers] == ["NGHỈ HOÁN ĐỔI (làm bù vào thứ Bảy)"]


def test_a_point_that_is_put_off_leaves_the_meeting():
    content = "Sáng: Họp UBND tỉnh: - Đề án A; - Phương án B (hoãn); - Báo cáo C"
    found = day(content, "Đ/c Hoàn GĐ")
    assert [(e.cancelled, e.agenda) for e in found.events] == [(False, ("Đề án A", "Phương án B (hoãn)", "Báo cáo C"))]


def test_the_hour_of_a_row_that_is_struck_out_is_its_hour():
    head = ("Ngày", "Giờ", "Nội dung", "Địa điểm", "Lãnh đạo")
    struck = ("", "<s>14h00</s>", "<s>Làm việc với Đoàn Khối</s>", "<s>Phòng 3</s>", "<s>Đ/c An PGĐ</s>")
    found = rows(("03", "8h00", "Họp", "Phòng 1", "Đ/c Hoàn GĐ"), struck, header=head)
    assert [(f"{e.start:%H:%M}", e.cancelled, e.feeds) for e in found.events if e.kind.value == "event"] == [
        ("08:00", False, ("Hoàn",)),
        ("14:00", True, ("An",)),
    ]


@pytest.mark.parametrize("hours", ["Từ 03/02 – 05/02", "03/02 - 05/02", "03-05/02", "từ 03 đến 05/02"])
def test_days_in_the_column_of_hours(hours):
    header = ("NGÀY", "THỜI GIAN", "NỘI DUNG CÔNG VIỆC", "LÃNH ĐẠO SỞ")
    found = rows(
        ("Thứ Hai 03/02", hours, "Tập huấn", "Đ/c Hoàn GĐ"), ("04/02", "8h00", "Họp", "Đ/c Hoàn GĐ"), header=header
    )
    assert [(i.first.day, i.last.day) for i in found.work] == [(3, 5), (4, 4)]
    assert "D307" in found.codes


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("Phòng họp số 1 Phòng họp số 2", ["Phòng họp số 1", "Phòng họp số 2"]),
        ("Hội trường tầng 3 Trụ sở UBND tỉnh", ["Hội trường tầng 3", "Trụ sở UBND tỉnh"]),
        ("Hội trường UBND tỉnh", ["Hội trường UBND tỉnh"] * 2),
        ("Hội trường Trụ sở Tỉnh ủy", ["Hội trường Trụ sở Tỉnh ủy"] * 2),
    ],
)
def test_a_flattened_cell_of_places_holds_one_for_each_work(cell, places):
    header = ("NGÀY", "NỘI DUNG CÔNG VIỆC", "ĐỊA ĐIỂM", "LÃNH ĐẠO SỞ")
    found = rows(("03", "Sáng: Họp xét thầu Chiều: Duyệt dự toán", cell, "Đ/c Hoàn GĐ Đ/c Bình PGĐ"), header=header)
    assert [i.location for i in found.work] == places
