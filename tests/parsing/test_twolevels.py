"""Headers of two rows: what stands over several columns, and below it what each of them holds."""

from __future__ import annotations

import pytest

from ics_export.model import Slot
from parsing.build import document, understand

BODY = (
    "03\tHọp giao ban\tKiểm tra cơ sở\tĐ/c Hoàn GĐ\tVăn phòng",
    "04\t\tHọp chi bộ\tĐ/c Bình PGĐ\tThanh tra",
)
READ = [
    (3, Slot.MORNING, "Họp giao ban", ("Hoàn",), ("Văn phòng",)),
    (3, Slot.AFTERNOON, "Kiểm tra cơ sở", ("Hoàn",), ("Văn phòng",)),
    (4, Slot.AFTERNOON, "Họp chi bộ", ("Bình",), ("Thanh tra",)),
]


def brief(found):
    return [(i.first.day, i.slot, i.text, i.attribution.feeds, i.units) for i in found.work]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Ngày\tNội dung\t\tLãnh đạo dự\tĐơn vị chuẩn bị", "\tSáng\tChiều\t\t"),
        ("Ngày\tNội dung\tNội dung\tLãnh đạo dự\tĐơn vị chuẩn bị", "Ngày\tSáng\tChiều\tLãnh đạo dự\tĐơn vị chuẩn bị"),
        ("Ngày\tNội dung công việc\tLãnh đạo dự\tĐơn vị chuẩn bị", "Sáng\tChiều"),
        ("Ngày\tSáng\tChiều\tPhân công thực hiện\t", "\t\t\tLãnh đạo dự\tĐơn vị chuẩn bị"),
        ("Ngày\tNội dung\tLãnh đạo dự\tĐơn vị chuẩn bị", "\tSáng\tChiều\t\t"),
        ("Ngày\tSáng\tChiều\tPhân công", "\t\t\tLãnh đạo dự\tĐơn vị chuẩn bị"),
        ("Ngày\tSáng\tChiều\tPhân công", "Lãnh đạo dự\tĐơn vị chuẩn bị"),
    ],
)
def test_the_lower_row_says_what_stands_below_the_upper_one(upper, lower):
    found = understand(document([upper, lower, *BODY], header=None))
    assert brief(found) == READ
    assert found.codes == []


def test_cells_merged_over_both_rows_of_a_header():
    upper = "<td rowspan='2'>Ngày</td><td colspan=2>Nội dung</td><td colspan='2'>Phân công</td>"
    lower = "<td>Sáng</td><td>Chiều</td><td>Lãnh đạo dự</td><td>Đơn vị chuẩn bị</td>"
    body = [f"<td>{row.replace(chr(9), '</td><td>')}</td>" for row in BODY]
    page = ["<table>", *[f"<tr>{row}</tr>" for row in (upper, lower, *body)], "</table>"]
    assert brief(understand(document(page, header=None))) == READ


def test_a_header_above_a_row_of_work_is_one_row():
    header = "Ngày\tSáng\tChiều\tLãnh đạo dự\tĐơn vị chuẩn bị"
    first = "\tHọp giao ban\tKiểm tra cơ sở\tLãnh đạo Sở\tVăn phòng"
    found = understand(document([header, "03\t\t\t\t", first, *BODY[1:]], header=None))
    assert [work.text for work in found.work] == ["Họp giao ban", "Kiểm tra cơ sở", "Họp chi bộ"]


def test_the_upper_row_is_no_words_of_the_title():
    upper, lower = "Ngày\tNội dung\t\tLãnh đạo dự\tĐơn vị chuẩn bị", "\tSáng\tChiều\t\t"
    found = understand(document([upper, lower, *BODY], header=None))
    assert found.programme.organisation == "Sở Thủy sản"
