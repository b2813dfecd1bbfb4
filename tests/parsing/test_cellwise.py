"""Tables copied with one cell on each line say what the same tables say with tabs."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsing.build import document, understand

SAMPLES = Path(__file__).parents[2] / "samples"
HEADER = ("Thứ, ngày", "Giờ", "Nội dung", "Chủ trì", "Chuẩn bị", "Địa điểm")
TITLE = "LỊCH CÔNG TÁC TUẦN 43 (từ 20/10/2025 đến 26/10/2025)"
WEEK = (
    ("Thứ Hai 20/10", "7h30", "Giao ban tuần", "Giám đốc; các PGĐ", "Văn phòng", "Phòng họp A"),
    ("", "14h00", "Họp Hội đồng thi đua, khen thưởng", "PGĐ Lâm", "Phòng Tổ chức", "Phòng họp B"),
    ("Thứ Ba 21/10", "Sáng", "Kiểm tra phòng cháy tại kho số 2", "PGĐ Lâm", "", "Kho số 2"),
    ("", "9h30", "Làm việc với Ban Quản lý dự án huyện", "PGĐ Oanh; phòng Kế hoạch", "Phòng Kế hoạch", ""),
    ("", "16h00", "Sửa mái nhà kho", "", "Phòng Vật tư", "Kho số 1"),
    ("Thứ Tư 22/10", "Cả ngày", "Tập huấn chuyển đổi số", "Giám đốc", "Văn phòng", "Hội trường"),
    ("Thứ Năm 23/10", "8h00", "Duyệt các nội dung: - Kế hoạch năm 2026; - Quy chế chi tiêu", "Giám đốc",
     "Phòng Kế hoạch", "Phòng họp A"),
    ("Thứ Sáu 24/10", "13h30", "Dự họp UBND tỉnh (hoãn)", "Giám đốc", "", "Trụ sở UBND tỉnh"),
    ("Thứ Bảy 25/10", "", "Nghỉ", "", "", ""),
    ("Chủ nhật 26/10", "", "Trực lãnh đạo", "PGĐ Oanh", "", ""),
)  # fmt: skip
AROUND = {"title": TITLE, "before": "CÔNG TY KHO VẬN SÔNG CẦU", "after": "Nơi nhận:\n- Các phòng;\n- Lưu: VT."}


def said(found):
    return [
        (i.kind, i.first, i.last, i.slot, i.hours, i.text, i.units, i.location, i.attribution.feeds, i.cancelled,
         i.attribution.certain)
        for i in found.items
    ]  # fmt: skip


def cells(blank: str | None, *rows) -> list[str]:
    """The cells of rows, one to a line; empty ones are ``blank``, or left out."""
    return [cell or blank for row in rows for cell in row if cell or blank is not None]


@pytest.mark.parametrize("blank", ["\u00a0", "", " "])
def test_empty_cells_are_blank_lines(blank):
    tabbed = understand(document(WEEK, header=HEADER, **AROUND))
    found = understand(document(cells(blank, HEADER, *WEEK), header=None, **AROUND))
    assert said(found) == said(tabbed)
    assert [code for code in found.codes if code != "T207"] == tabbed.codes


def test_empty_cells_are_left_out():
    tabbed = understand(document(WEEK, header=HEADER, **AROUND))
    found = understand(document(cells(None, HEADER, *WEEK), header=None, **AROUND))
    assert said(found) == said(tabbed)


def test_a_page_that_repeats_the_header_goes_on():
    """Its number is no day, and what the page break cut stays together."""
    tabbed = understand(document(WEEK, header=HEADER, **AROUND))
    lines = cells("\u00a0", HEADER, *WEEK)
    at = next(n for n, line in enumerate(lines) if line.count(" ") > 5)
    first, second = lines[at].rsplit(" ", 2)[0], " ".join(lines[at].rsplit(" ", 2)[1:])
    paged = [*lines[:at], first, "", "2", "", *HEADER, second, *lines[at + 1 :]]
    assert [x[:6] for x in said(understand(document(paged, header=None, **AROUND)))] == [x[:6] for x in said(tabbed)]


def test_a_sign_of_ditto_is_no_work():
    rows = (
        ("Thứ Hai 20/10", "", "Họp giao ban", "GĐ", "Phòng họp", "Văn phòng"),
        ("Thứ Ba 21/10", "", "Kiểm tra kho", "GĐ", "Kho 1", "nt"),
        ("Thứ Tư 22/10", "", "Kiểm kê", "GĐ", "Kho 2", "-nt-; Tổ Kho"),
    )
    found = understand(document(cells("\u00a0", HEADER, *rows), header=None, **AROUND))
    assert [i.text for i in found.work] == ["Họp giao ban", "Kiểm tra kho", "Kiểm kê"]


def test_a_date_of_two_lines():
    halves = [(row[0].replace(" 2", "\n2"), *row[1:]) for row in WEEK]
    tabbed = understand(document(WEEK, header=HEADER, **AROUND))
    for blank in ("\u00a0", None):
        found = understand(document(cells(blank, HEADER, *halves), header=None, **AROUND))
        assert said(found) == said(tabbed)


def test_it_is_told_where_the_table_begins():
    found = understand(document(cells("\u00a0", HEADER, *WEEK), header=None, **AROUND))
    (finding,) = [f for f in found.findings if f.code == "T207"]
    assert finding.place.line == found.line_of("Thứ, ngày")
    assert "10 hàng" in finding.action


def test_a_finding_names_the_line_of_its_cell():
    found = understand(document(cells("\u00a0", HEADER, *WEEK), header=None, **AROUND))
    (finding,) = [f for f in found.findings if f.code == "L402"]
    assert finding.place.line in (found.line_of("16h00"), found.line_of("Sửa mái") - 2, found.line_of("Sửa mái"))


def test_the_second_table_is_read_too():
    duty = [("Ngày", "Lãnh đạo trực"), ("25/10", "PGĐ Lâm"), ("26/10", "PGĐ Oanh")]
    lines = [*cells("\u00a0", HEADER, *WEEK), "", "LỊCH TRỰC", "", *cells("\u00a0", *duty)]
    found = understand(document(lines, header=None, **AROUND))
    assert [i.attribution.feeds for i in found.work if i.text == "Trực lãnh đạo"] == [("Oanh",), ("Lâm",), ("Oanh",)]


@pytest.mark.parametrize("name", ["postponed-and-changed", "tet-2030", "exchanged-working-day"])
def test_nothing_of_a_sample_is_lost_but_what_its_line_ends_take(name):
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    lines = [cell if cell.strip() else "\u00a0" for line in text.split("\n") for cell in line.split("\t")]
    tabbed, found = understand(text), understand("\n".join(lines))
    missing = [item for item in said(tabbed) if item not in said(found)]
    assert len(missing) <= len(tabbed.items) // 10


@pytest.mark.parametrize(
    "lines",
    [
        ("Ngày", "Nội dung", "Lãnh đạo"),
        ("Ngày", "Nội dung", "Lãnh đạo", "03/02/2025"),
        ("Ngày", "Nội dung", "Lãnh đạo", "Các phòng nghiên cứu thực hiện.", "Trân trọng./."),
    ],
)
def test_words_that_only_look_so_are_no_table(lines):
    from ics_export.diagnostics import UserError

    with pytest.raises(UserError, match="không thấy bảng chương trình nào"):
        understand(document(lines, header=None))
