"""Tables that a spreadsheet saved as comma-separated values."""

from __future__ import annotations

import csv
import io

import pytest

from ics_export.diagnostics import Report
from ics_export.reading import read
from parsing.build import understand

ROWS = (
    ("SỞ XÂY DỰNG", "", "", ""),
    ("CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA SỞ XÂY DỰNG", "", "", ""),
    ("", "", "", ""),
    ("Ngày", "Nội dung", "Đơn vị", "Lãnh đạo"),
    ("03", 'Sáng: Họp "giao ban", phổ biến\nquy chế mới', "Văn phòng", "Đ/c Hoàn GĐ, các PGĐ"),
    ("04", "Chiều: Họp; thăm cơ sở", "", "Đ/c Bình PGĐ"),
    ("05", "", "", ""),
    ("Thứ Bảy, CN\n08-09/02", "", "", ""),
)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_cells_hold_line_ends_quotation_marks_and_the_delimiter(delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(ROWS)
    found = understand(out.getvalue())
    said = [(str(item.first), item.place.line, item.text) for item in found.programme.items]
    assert said == [
        ("2025-02-03", 5, 'Họp "giao ban", phổ biến quy chế mới'),
        ("2025-02-04", 7, "Họp; thăm cơ sở"),
        ("2025-02-08", 9, "Nghỉ cuối tuần"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Ngày,Nội dung,,\n03,"Sáng: Họp,,\n04,Chiều: Họp,,\n05,Họp,,\n06,Họp,,\n',  # a mark that nothing closes
        "Thứ Hai, ngày 03/02: Họp,, giao ban\nThứ Ba, ngày 04/02: Họp\nChiều, họp, tiếp, dân\nSáng: Họp\n",
    ],
)
def test_commas_of_sentences_part_no_cells(text):
    assert all(len(row.cells) == 1 for row in read("a.txt", text.encode(), Report()).rows)
