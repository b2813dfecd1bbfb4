"""What stands around the table, and the words that bind its columns."""

from __future__ import annotations

from itertools import permutations

import pytest

from ics_export.config import Config
from ics_export.diagnostics import UserError
from ics_export.vietnamese import fold
from parsing.build import dates, document, rows, table, understand

CASES = table("heading")
ROW = ("03", "Sáng: Họp giao ban", "Văn phòng Sở", "Đ/c Hoàn GĐ Sở")


@pytest.mark.parametrize(("title", "organisation", "period"), [pytest.param(*c, id=c[0]) for c in CASES["titles"]])
def test_titles(title, organisation, period):
    found = understand(document([("26", *ROW[1:])], title=title, before=""))
    assert dates(found.programme.first, found.programme.last) == period
    if organisation:
        assert fold(found.programme.organisation) == fold(organisation)
        assert found.programme.organisation == organisation


@pytest.mark.parametrize(("line", "day"), [pytest.param(*c, id=c[0]) for c in CASES["issued"]])
@pytest.mark.parametrize("where", ["before", "after"])
def test_the_day_of_issue(line, day, where):
    found = rows(ROW, **{"before": "", where: line})
    assert str(found.programme.issued) == day


def test_a_title_without_a_year_takes_the_year_of_issue_with_a_finding():
    found = rows(ROW, title="CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 CỦA SỞ THỦY SẢN")
    assert dates(found.programme.first, found.programme.last) == "2025-02-01..2025-02-28"
    assert found.codes == ["H202"]


def test_januarys_programme_is_issued_in_december():
    found = rows(
        ROW, title="CHƯƠNG TRÌNH CÔNG TÁC THÁNG 01 CỦA SỞ THỦY SẢN", before="Biển Xanh, ngày 30 tháng 12 năm 2024"
    )
    assert found.programme.first.isoformat() == "2025-01-01"


@pytest.mark.parametrize(
    "title", ["CHƯƠNG TRÌNH CÔNG TÁC CỦA SỞ THỦY SẢN", "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 CỦA SỞ THỦY SẢN"]
)
def test_a_heading_without_month_or_year_is_asked_for(title):
    text = document([ROW], title=title, before="")
    with pytest.raises(UserError) as refused:
        understand(text)
    assert refused.value.status == 2
    assert "--month" in str(refused.value)
    assert understand(text, month=(2025, 2)).work[0].first.isoformat() == "2025-02-03"


@pytest.mark.parametrize("header", CASES["headers"], ids=" | ".join)
def test_columns_are_bound_by_their_words(header):
    found = rows(ROW, header=header)
    assert [(i.first.day, i.text, i.units, i.attribution.feeds) for i in found.work] == [
        (3, "Họp giao ban", ("Văn phòng Sở",), ("Hoàn",))
    ]
    assert found.codes == []


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_columns_may_stand_in_any_order(order):
    header = ("NGÀY", "NỘI DUNG CÔNG VIỆC", "CƠ QUAN CHUẨN BỊ", "LÃNH ĐẠO SỞ")
    found = rows([ROW[i] for i in order], header=[header[i] for i in order])
    assert [(i.first.day, i.text, i.units, i.attribution.feeds) for i in found.work] == [
        (3, "Họp giao ban", ("Văn phòng Sở",), ("Hoàn",))
    ]


def test_further_columns_have_their_place():
    header = ("TT", "Ngày", "Nội dung công việc", "Địa điểm", "Cơ quan chuẩn bị", "Lãnh đạo Sở", "Ghi chú")
    found = rows(
        ("1", "03", "Sáng: Họp giao ban", "Phòng họp tầng 3", "Văn phòng Sở", "Đ/c Hoàn GĐ", "Có giấy mời"),
        header=header,
    )
    (item,) = found.work
    assert (item.text, item.location, item.units, item.attribution.feeds) == (
        "Họp giao ban",
        "Phòng họp tầng 3",
        ("Văn phòng Sở",),
        ("Hoàn",),
    )
    assert "Có giấy mời" in item.note


def test_text_elsewhere_that_looks_like_a_slot_is_no_event():
    found = rows(
        ROW,
        before="CHÚC MỪNG NĂM MỚI\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n- Sáng: hoàn thiện Đề án\n- Chiều: báo cáo UBND tỉnh",
        after="Nơi nhận:\n- UBND tỉnh;\n- Sáng: Lưu VT.",
    )
    assert [i.text for i in found.work] == ["Họp giao ban"]


def test_a_configured_organisation_is_believed():
    assert rows(ROW, config=Config(organisation="Sở Cá")).programme.organisation == "Sở Cá"


WORK = [
    ("03 Thứ Hai", "Sáng: Giao ban công tác tuần", "Văn phòng", "Đ/c Hoàn GĐ"),
    ("04 Thứ Ba", "Chiều: Tiếp công dân định kỳ", "Thanh tra", "Đ/c An PGĐ"),
    ("05 Thứ Tư", "Sáng: Kiểm tra cơ sở tại huyện", "Văn phòng", "các PGĐ"),
]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (("MỐC", "Nội dung", "Chuẩn bị", "Lãnh đạo"), ["MỐC"]),
        (("Ngày", "ABC", "Chuẩn bị", "Lãnh đạo"), ["ABC"]),
        (("Ngày", "Nội dung", "Chuẩn bị", "XYZ"), ["XYZ"]),
        (("MỐC", "ABC", "Chuẩn bị", "XYZ"), ["MỐC", "XYZ", "ABC"]),
    ],
)
def test_a_column_whose_head_nobody_knows_is_told_by_what_stands_in_it(header, told):
    found = rows(*WORK, header=header)
    assert [(i.first.day, i.units, i.attribution.feeds) for i in found.work] == [
        (3, ("Văn phòng",), ("Hoàn",)),
        (4, ("Thanh tra",), ("An",)),
        (5, ("Văn phòng",), ("An",)),
    ]
    assert [f.excerpt for f in found.findings if f.code == "T210"] == told


def test_a_table_of_which_no_head_is_known_is_none():
    with pytest.raises(UserError, match="không nhận ra hàng tiêu đề"):
        rows(*WORK, header=("MỐC", "ABC", "DEF", "XYZ"))
