"""Tables of web pages: rows and cells are tags, merged cells have their span."""

from __future__ import annotations

import time

import pytest

from ics_export.model import Slot
from parsing.build import document, understand

HEADER = "<tr><th>Ngày</th><th>Buổi</th><th>Nội dung</th><th>Lãnh đạo</th></tr>"


def page(*rows: str, header: str = HEADER, before: str = "") -> str:
    return document([before, "<table border='1'>", header, *rows, "</table>"], header=None)


def brief(found):
    return [(i.first.day, i.slot, i.text, i.attribution.feeds) for i in found.work]


def test_a_date_merged_over_the_rows_of_its_day():
    found = understand(
        page(
            '<tr><td rowspan="2">03<br>Thứ Hai</td><td>Sáng</td><td>Họp &amp; giao ban</td><td>Đ/c Hoàn</td></tr>',
            "<tr><td>Chiều</td><td>&nbsp;Thăm xã</td><td>Đ/c An</td></tr>",
            "<TR><TD>04</TD><TD>Sáng</TD><TD><p>Tiếp dân</p></TD><TD>Đ/c Hoàn</TD></TR>",
        )
    )
    assert brief(found) == [
        (3, Slot.MORNING, "Họp & giao ban", ("Hoàn",)),
        (3, Slot.AFTERNOON, "Thăm xã", ("An",)),
        (4, Slot.MORNING, "Tiếp dân", ("Hoàn",)),
    ]
    assert found.codes == []


def test_a_leader_merged_over_two_rows_is_of_both():
    found = understand(
        page(
            "<tr><td rowspan=2>03</td><td>Sáng</td><td>Họp</td><td rowspan=2>Đ/c Hoàn</td></tr>",
            "<tr><td>Chiều</td><td>Thăm xã</td></tr>",
            "<tr><td>04</td><td>Sáng</td><td>Tiếp dân</td><td>Đ/c An</td></tr>",
        )
    )
    assert [feeds for *_, feeds in brief(found)] == [("Hoàn",), ("Hoàn",), ("An",)]


def test_a_cell_merged_over_a_whole_row_is_its_content():
    found = understand(
        page(
            "<tr><td>03</td><td>Sáng</td><td>Họp</td><td>Đ/c Hoàn</td></tr>",
            '<tr><td>08, 09</td><td colspan="3">Nghỉ</td></tr>',
            "<tr><td>20</td><td colspan=3><i>Kỷ niệm 34 năm Ngày Nhà giáo (20/11/1982 - 20/11/2016)</i></td></tr>",
        )
    )
    assert [(i.first.day, i.last.day, i.text) for i in found.markers] == [
        (8, 9, "Nghỉ"),
        (20, 20, "Kỷ niệm 34 năm Ngày Nhà giáo (20/11/1982 - 20/11/2016)"),
    ]


def test_a_cell_merged_over_leaders_columns_is_of_all_of_them():
    found = understand(
        "LỊCH CÔNG TÁC TUẦN 16 (từ ngày 14/4/2025 đến ngày 20/4/2025)\n"
        "<table><tr><td rowspan=2>Ngày</td><td rowspan=2>Buổi</td><td colspan=3>LÃNH ĐẠO BAN</td></tr>\n"
        "<tr><td>Đ/c Hoàn<br>Trưởng ban</td><td>Đ/c Bình<br>Phó Trưởng ban</td><td>Đ/c An<br>Phó Trưởng ban</td></tr>\n"
        "<tr><td rowspan=2>14/4</td><td>Sáng</td><td colspan=3>Giao ban</td></tr>\n"
        "<tr><td>Chiều</td><td colspan=2>Họp Tỉnh ủy</td><td>Đi cơ sở</td></tr></table>"
    )
    assert [(i.text, i.attribution.feeds) for i in found.work] == [
        ("Giao ban", ("Hoàn", "Bình", "An")),
        ("Họp Tỉnh ủy", ("Hoàn", "Bình")),
        ("Đi cơ sở", ("An",)),
    ]


def test_a_cell_merged_over_the_rows_of_a_leaders_day_is_all_days():
    found = understand(
        "LỊCH CÔNG TÁC TUẦN 16 (từ ngày 14/4/2025 đến ngày 20/4/2025)\n"
        "<table><tr><td>Ngày</td><td>Buổi</td><td>GĐ Hoàn</td><td>PGĐ Bình</td></tr>\n"
        "<tr><td rowspan=2>14/4</td><td>Sáng</td><td rowspan=2>Đi công tác</td><td>Giao ban</td></tr>\n"
        "<tr><td>Chiều</td><td>Tiếp dân</td></tr></table>"
    )
    assert [(i.text, i.slot, i.attribution.feeds) for i in found.work] == [
        ("Đi công tác", Slot.ALL_DAY, ("Hoàn",)),
        ("Giao ban", Slot.MORNING, ("Bình",)),
        ("Tiếp dân", Slot.AFTERNOON, ("Bình",)),
    ]


def test_a_cell_merged_over_afternoon_and_evening_is_in_both():
    found = understand(
        "LỊCH CÔNG TÁC TUẦN 16 (từ ngày 14/4/2025 đến ngày 20/4/2025)\n"
        "<table><tr><td>Ngày</td><td>Buổi</td><td>GĐ Hoàn</td><td>PGĐ Bình</td></tr>\n"
        "<tr><td rowspan=2>14/4</td><td>Chiều</td><td rowspan=2>Dự hội nghị</td><td>Giao ban</td></tr>\n"
        "<tr><td>Tối</td><td>Tiếp dân</td></tr></table>"
    )
    slots = [i.slot for i in found.work if i.attribution.feeds == ("Hoàn",)]
    assert slots == [Slot.AFTERNOON, Slot.EVENING]


def test_a_cell_merged_over_parts_of_the_day_is_all_days():
    found = understand(
        "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 4 NĂM 2025\n"
        "<table><tr><td>Ngày</td><td>Sáng</td><td>Chiều</td><td>Lãnh đạo</td></tr>\n"
        "<tr><td>14</td><td>Giao ban</td><td>Họp</td><td>Đ/c Hoàn GĐ</td></tr>\n"
        "<tr><td>15</td><td colspan=2>Đi công tác</td><td>Đ/c Hoàn GĐ</td></tr></table>"
    )
    assert [(i.text, i.slot) for i in found.work] == [
        ("Giao ban", Slot.MORNING),
        ("Họp", Slot.AFTERNOON),
        ("Đi công tác", Slot.ALL_DAY),
    ]


def test_a_finding_names_the_line_and_hidden_words_are_none():
    found = understand(
        page(
            "<!-- <tr><td>05</td><td>Sáng</td><td>Bản nháp</td><td>Đ/c Hoàn</td></tr> -->",
            "<tr>",
            "<td>03</td><td>Sáng</td>",
            "<td>Vệ sinh\n cơ quan</td><td></td></tr>",
            "<tr><td>04</td><td>Sáng</td><td>Tiếp dân</td><td>Đ/c An</td></tr>",
            before="<script>var a = '<tr><td>06</td></tr>';</script>",
        )
    )
    assert [text for _, _, text, _ in brief(found)] == ["Vệ sinh cơ quan", "Tiếp dân"]
    (finding,) = [f for f in found.findings if f.code == "L402"]
    assert finding.place.line == found.line_of("<td>03")


def test_two_tables_with_a_page_between():
    first = "<tr><td>03</td><td>Sáng</td><td>Họp</td><td>Đ/c Hoàn</td></tr></table><p>Trang 1/2</p><table>"
    found = understand(page(first, HEADER, "<tr><td>04</td><td>Chiều</td><td>Thăm xã</td><td>Đ/c An</td></tr>"))
    assert brief(found) == [(3, Slot.MORNING, "Họp", ("Hoàn",)), (4, Slot.AFTERNOON, "Thăm xã", ("An",))]


def test_rows_that_do_not_end():
    found = understand(
        page("<tr><td>03<td>Sáng<td>Họp<td>Đ/c Hoàn", "<tr><td>04</td><td>Chiều<td>Thăm xã<td>Đ/c An</td>")
    )
    assert brief(found) == [(3, Slot.MORNING, "Họp", ("Hoàn",)), (4, Slot.AFTERNOON, "Thăm xã", ("An",))]


@pytest.mark.parametrize(
    "words",
    [
        "<tr><td></td>",
        "<td rowspan=99 colspan=99>a</td>",
        "<td ",
        "<!--",
        "<tr " + " " * 400,
        "<td>a",
        "<table>",
        "<p <p",
    ],
)
@pytest.mark.no_cover  # a measure of time
def test_a_hostile_page_takes_no_long_time(words):
    row = "<tr><td>03</td><td>Sáng</td><td>Họp</td><td>Đ/c Hoàn</td></tr>"
    text = page(row, words * (64_000 // len(words)), row.replace("03", "04"))
    start = time.perf_counter()
    found = understand(text)
    assert time.perf_counter() - start < 10
    assert (3, Slot.MORNING, "Họp", ("Hoàn",)) in brief(found)
