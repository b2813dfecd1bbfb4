"""Preparing units: the column's blocks, and the units inside one block."""

from __future__ import annotations

import pytest

from parsing.build import day, rows, table


@pytest.mark.parametrize(
    ("cell", "units"), [pytest.param(*c, id=f"{c[0]} / {len(c[1])}") for c in table("units")["cells"]]
)
def test_units_of_a_day(cell, units):
    marks = ("Sáng: Họp giao ban", "Chiều: Kiểm tra cơ sở", "Tối: Gặp mặt")
    content = " ".join(marks[: len(units)])
    assert [list(i.units) for i in day(content, cell).work] == units


def test_units_that_stand_alone_elsewhere_are_told_apart():
    found = rows(
        ("03", "Sáng: Họp Chiều: Tiếp dân", "Văn phòng Ban Tuyên giáo", "Đ/c Hoàn GĐ Đ/c Bình PGĐ"),
        ("04", "Sáng: Họp Chiều: Tiếp dân", "Ban Tuyên giáo", "Đ/c Hoàn GĐ"),
        ("05", "Sáng: Họp Chiều: Tiếp dân", "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    assert [i.units for i in found.work][:2] == [("Văn phòng",), ("Ban Tuyên giáo",)]


@pytest.mark.parametrize(("content", "units"), table("units")["own_words"])
def test_units_in_the_words_of_an_item(content, units):
    assert [list(i.units) for i in day(content, "").work] == [units]


def test_a_list_of_units_goes_on_below_a_page_break_where_its_semicolon_says_so():
    found = rows(
        ("03", "Sáng: Dự hội nghị sơ kết sản xuất vụ Đông, bàn cơ cấu giống", "Phòng NN&PTNT;", "Đ/c Hoàn GĐ"),
        "",
        ("", "lúa vụ Xuân Chiều: Họp Ban Chỉ đạo", "<p>Trung tâm DVNN</p><p>Phòng Nội vụ</p>", "Đ/c An PGĐ"),
        ("04", "Sáng: Họp", "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    assert [i.units for i in found.work[:2]] == [("Phòng NN&PTNT", "Trung tâm DVNN"), ("Phòng Nội vụ",)]


def test_a_unit_cut_by_a_page_break_is_one():
    found = rows(
        ("03", "Chiều: Họp soát xét việc giao nhiệm vụ lĩnh vực", "Phòng Thông tin và", "Đ/c Hoàn GĐ"),
        "",
        ("", "công nghệ", "Thống kê", ""),
        ("04", "Sáng: Họp", "Văn phòng", "Đ/c Hoàn GĐ"),
    )
    assert [i.units for i in found.work] == [("Phòng Thông tin và Thống kê",), ("Văn phòng",)]


def test_the_kind_of_a_body_alone_below_a_page_break_ends_the_unit_above():
    found = rows(
        ("03", "Chiều: Họp Ban Thường vụ về công tác", "Văn phòng", "Đ/c Hoàn"),
        "",
        ("", "chuẩn bị Đại hội", "Ban", "GĐ"),
        ("04", "Sáng: Họp", "Văn phòng Ban", "Đ/c Hoàn GĐ"),
    )
    assert [i.units for i in found.work] == [("Văn phòng Ban",), ("Văn phòng Ban",)]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("<s>Phòng Thương mại</s> Phòng Công nghiệp", ["Phòng Công nghiệp (thay Phòng Thương mại)"]),
        ("<p><s>Phòng Thương mại</s></p><p>Phòng Công nghiệp</p>", ["Phòng Công nghiệp (thay Phòng Thương mại)"]),
        ("Phòng Công nghiệp, <s>Văn phòng</s>", ["Phòng Công nghiệp (thay Văn phòng)"]),
        ("<s>Văn phòng</s>", ["Văn phòng (gạch tên)"]),
    ],
)
def test_a_unit_that_is_struck_out_is_told(cell, units):
    others = (("04", "Sáng: Họp", "Thanh tra", "Đ/c An PGĐ"), ("05", "Sáng: Họp", "Thanh tra", "Đ/c Bình PGĐ"))
    found = rows(("03", "Sáng: Họp", cell, "Đ/c Hoàn GĐ"), *others)
    assert list(found.work[0].units) == units


def test_no_unit_column_is_no_fault():
    found = rows(("03", "Sáng: Họp", "Đ/c Hoàn GĐ"), header=("Ngày", "Nội dung công việc", "Lãnh đạo"))
    assert [(i.text, i.units, i.attribution.feeds) for i in found.work] == [("Họp", (), ("Hoàn",))]
    assert found.codes == []
