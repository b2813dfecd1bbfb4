"""Dates: the cell that names a row's days, and spans of days inside an item."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

import pytest

from ics_export.model import Slot
from parsing.build import dates, rows, table, understand

CASES = table("dates")


def month_of(case: list[str]) -> str:
    """The programme's title for a case that may name its month."""
    year, month = (case[2] if len(case) > 2 else "2025-02").split("-")
    return f"CHƯƠNG TRÌNH CÔNG TÁC THÁNG {month} NĂM {year} CỦA SỞ THỦY SẢN"


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=f"{c[0]!r} {c[2]}" if c[2:] else repr(c[0])) for c in CASES["one_day"] + CASES["several_days"]],
)
def test_a_date_cell_names_its_days(case):
    found = rows(
        (case[0].replace("\n", "<br>"), "Sáng: Kiểm tra cơ sở", "Văn phòng", "Đ/c Hoàn GĐ"), title=month_of(case)
    )
    expected = case[1] if isinstance(case[1], list) else [case[1]]
    assert [dates(i.first, i.last) for i in found.work] == expected
    assert not [f for f in found.findings if f.code.startswith("D") and f.code != "D309"]


@pytest.mark.parametrize(("cell", "days"), [pytest.param(*c, id=c[0]) for c in CASES["misread"]])
def test_digits_that_a_scan_made_letters_of_are_read_with_a_finding(cell, days):
    found = rows((cell, "Sáng: Kiểm tra cơ sở", "Văn phòng", "Đ/c Hoàn GĐ"))
    assert [dates(i.first, i.last) for i in found.work] == (days if isinstance(days, list) else [days])
    assert [(f.code, f.excerpt) for f in found.findings] == [("D311", cell)]


@pytest.mark.parametrize(("text", "span"), [pytest.param(*c, id=c[0]) for c in CASES["spans"]])
def test_several_days_inside_an_item_make_one_event(text, span):
    found = rows(("25 Thứ Ba", f"Sáng: {text}", "Văn phòng", "Đ/c Hoàn GĐ"))
    assert [dates(i.first, i.last) for i in found.work] == [span]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("THỨ", "NGÀY"), (("2", "03"), ("3", "04"), ("4", "05"))),
        (("THỨ", "NGÀY"), (("Hai", "03/02"), ("Ba", "04/02"), ("Tư", "05/02"))),
        (("NGÀY", "THỨ"), (("03", "2"), ("04", "3"), ("05", "4"))),
        (("Ngày", "Thứ"), (("3/2", "Hai"), ("4/2", "Ba"), ("5/2", "Tư"))),
        (("Thứ, ngày",), (("2 (3/2)",), ("3 (4/2)",), ("4 (5/2)",))),
        (("Thứ/ngày",), (("2 03/02",), ("3 04/02",), ("4 05/02",))),
        (("Thứ ngày",), (("2, 03/02/2025",), ("3, 04/02/2025",), ("4, 05/02/2025",))),
        (("Thứ - ngày",), (("2 (03)",), ("3 (04)",), ("4 (05)",))),
        (("Thứ, ngày",), (("<p>Thứ Hai</p><p></p><p>03/2</p>",), ("<p>Thứ Ba</p><p></p><p>04/2</p>",))),
        (("Ngày, thứ",), (("03/2 - 2",), ("04/2 - 3",), ("05/2 - 4",))),
        (("Ngày (thứ)",), (("3/2 (2)",), ("4/2 (3)",), ("5/2 (4)",))),
        (("Thứ",), (("2 3/2",), ("Ba 4/2",), ("4 (5/2)",))),
        (("Thứ",), (("03",), ("04",), ("05",), ("10",))),
    ],
)
def test_a_head_says_which_numbers_are_weekdays(heads, cells):
    found = rows(
        *[(*days, "Sáng: Kiểm tra cơ sở", "Đ/c Hoàn GĐ") for days in cells],
        header=(*heads, "Nội dung", "Lãnh đạo"),
    )
    assert [item.first.day for item in found.work] == [3, 4, 5, 10][: len(cells)]
    assert not [code for code in found.codes if code.startswith("D")]


def test_days_below_such_a_head_stay_days():
    found = rows(
        ("2, 3", "Kiểm tra cơ sở", "Đ/c Hoàn GĐ"),
        ("4, 5", "Kiểm tra cơ sở", "Đ/c Hoàn GĐ"),
        ("6, 7", "Kiểm tra cơ sở", "Đ/c Hoàn GĐ"),
        header=("Thứ, ngày", "Nội dung", "Lãnh đạo"),
    )
    assert [(item.first.day, item.last.day) for item in found.work] == [(2, 3), (4, 5), (6, 7)]


@pytest.mark.parametrize("monday", ["2", "Hai", "Thứ 2", "T2", "Thứ Hai"])
def test_in_a_week_weekdays_alone_are_days(monday):
    found = understand(
        "UBND HUYỆN LONG HÒA\n\nLỊCH CÔNG TÁC TUẦN 13\n(Từ ngày 24/3/2025 đến ngày 30/3/2025)\n\n"
        "Thứ\tBuổi\tNội dung\tChủ trì\n"
        f"{monday}\tSáng\tHọp giao ban\tĐ/c Hoàn CT\n\tChiều\tTiếp công dân\tĐ/c Bình PCT\n"
        f"{monday.replace('2', '6').replace('Hai', 'Sáu')}\tSáng\tĐi cơ sở\tĐ/c Bình PCT\n"
    )
    assert [item.first.day for item in found.work] == [24, 24, 28]


@pytest.mark.parametrize(
    ("content", "days"),
    [
        ("Kiểm tra công tác coi thi (chiều 06/02)", (6, 6)),
        ("Kiểm tra công tác coi thi (ngày 06/02)", (6, 6)),
        ("Thi đấu các môn (từ ngày 05/02 đến hết ngày 09/02)", (5, 9)),
        ("Tập huấn (từ 06 đến 07/02)", (6, 7)),
        ("Ngày 06/02: Tọa đàm", (6, 6)),
        ("Ngày 06, 07/02: Tọa đàm", (6, 7)),
        ("Sáng 06/02: Tọa đàm", (6, 6)),
        ("Chiều thứ Năm: Tọa đàm", (6, 6)),
        ("Chiều ngày 06/02 (14h30): Tọa đàm", (6, 6)),
        ("8h30 ngày 07/02: Tọa đàm", (7, 7)),
        ("Sáng 12/02: Tọa đàm", (5, 7)),
        ("Sáng: Sơ kết theo Kế hoạch số 12 ngày 06/02: phần một", (5, 7)),
        ("Sơ kết theo Kế hoạch số 12 (ngày 10/02)", (5, 7)),
        ("Họp xét thi đua", (5, 7)),
    ],
)
def test_a_work_of_a_row_of_several_days_may_name_its_own(content, days):
    found = rows(("05-07", content, "Văn phòng", "Đ/c Hoàn GĐ"))
    assert [(i.first.day, i.last.day) for i in found.work] == [days]
    assert ("D308" in found.codes) is (days != (5, 7))


@pytest.mark.parametrize(("content", "codes"), [("Chiều 06/02: Họp", ["D308"]), ("Chiều 05/02: Họp", [])])
def test_a_work_that_names_another_day_than_its_row_is_said(content, codes):
    found = rows(("05", content, "Văn phòng", "Đ/c Hoàn GĐ"))
    assert [(i.first.day, found.codes) for i in found.work] == [(5, codes)]


def test_an_event_of_several_days_ends_with_the_last_days_work():
    (event,) = rows(("25", "Sáng: Làm việc tại Hà Nội (từ 25 đến 28/02)", "", "Đ/c Hoàn GĐ")).events
    assert (event.start.isoformat(), event.end.isoformat()) == (
        "2025-02-25T07:30:00+07:00",
        "2025-02-28T17:00:00+07:00",
    )


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("03 Thứ Hai", []),
        ("03 Thứ Ba", ["D306"]),
        ("Thứ 4, 03/02", ["D306"]),
        ("08, 09 Thứ Bảy, Chủ nhật", []),
        ("09, 10 Thứ Bảy, Chủ nhật", ["D306"]),
    ],
)
def test_weekday_and_date_are_checked_against_each_other(cell, codes):
    """The date is believed; the weekday's contradiction is a finding."""
    found = rows((cell, "Sáng: Kiểm tra cơ sở", "Văn phòng", "Đ/c Hoàn GĐ"))
    assert found.codes == codes
    assert str(found.work[0].first.day) in cell


@pytest.mark.parametrize(
    ("cell", "slot", "hour"),
    [
        ("Sáng 03/02", Slot.MORNING, None),
        ("03 (chiều)", Slot.AFTERNOON, None),
        ("TỐI THỨ HAI 03/02", Slot.EVENING, None),
        ("03/02 (8h00)", None, dt.time(8)),
        ("14 giờ 30 ngày 03/02", None, dt.time(14, 30)),
        ("Thứ Hai, ngày 03 tháng 02", None, None),
    ],
)
def test_a_date_cell_may_say_the_part_of_the_day(cell, slot, hour):
    (item,) = rows((cell, "Họp giao ban", "Văn phòng", "Đ/c Hoàn GĐ")).work
    assert (item.first.day, item.slot, item.hours and item.hours.start) == (3, slot, hour)


def test_a_weeks_number_is_no_day():
    found = rows(("Tuần 2", "Họp giao ban", "", "Đ/c Hoàn GĐ"), ("10", "Sáng: Họp", "", "Đ/c Hoàn GĐ"))
    assert "D303" in found.codes
    assert 2 not in [item.first.day for item in found.work]


def test_a_month_without_that_day_is_an_error_and_loses_no_other_row():
    found = rows(
        ("28", "Sáng: Giao ban", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("31", "Sáng: Kiểm tra cơ sở", "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    assert [i.first.day for i in found.work] == [28]
    (error,) = [f for f in found.findings if f.severity == "error"]
    assert (error.code, error.place.line) == ("D301", found.line_of("31\t"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("25", "", id="the second half's date cell is empty"),
        pytest.param("25", "Thứ Ba", id="the second half has only the weekday"),
        pytest.param("25 Thứ Ba", "", id="day and weekday above"),
        pytest.param("25 Thứ Ba", "25 Thứ Ba", id="printed twice"),
        pytest.param("", "25", id="the date stands in the second half only"),
        pytest.param("Thứ Ba", "25/02", id="weekday above, date below"),
    ],
)
@pytest.mark.parametrize(
    "gap", [[""], ["\f"], ["", "2", ""], ["", "header"]], ids=["blank line", "form feed", "page number", "header"]
)
def test_halves_of_a_row_are_one_day(first, second, gap):
    header = "\t".join(("NGÀY", "NỘI DUNG CÔNG VIỆC", "CƠ QUAN CHUẨN BỊ", "LÃNH ĐẠO SỞ"))
    found = rows(
        ("24", "Sáng: Giao ban tuần Chiều: Họp chi bộ", "Văn phòng", "Đ/c Hoàn GĐ"),
        (first, "Sáng: Làm việc về Dự án phát triển chỉ dẫn", "Phòng Khai thác", "Đ/c Bình PGĐ"),
        *(header if line == "header" else line for line in gap),
        (second, "địa lý nước mắm Chiều: Kiểm tra cơ sở", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("26", "Sáng: Tiếp công dân", "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    days = {day: [i.text for i in items] for day, items in groupby(found.work, lambda i: i.first.day)}
    assert days == {
        24: ["Giao ban tuần", "Họp chi bộ"],
        25: ["Làm việc về Dự án phát triển chỉ dẫn địa lý nước mắm", "Kiểm tra cơ sở"],
        26: ["Tiếp công dân"],
    }
    assert all(i.attribution.certain for i in found.work)
