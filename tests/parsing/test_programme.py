"""The whole document: every finding is provoked once, and nothing printed vanishes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

import ics_export
from ics_export.config import Config, RosterEntry
from ics_export.vietnamese import fold
from parsing.build import HEADER, Understood, document, rows, same_every_time, understand
from parsing.layouts import layouts, months, printed

WORK = (
    ("03 Thứ Hai", "Sáng: Họp giao ban", "Văn phòng Sở", "Đ/c Hoàn GĐ Sở"),
    ("04 Thứ Ba", "Sáng: Kiểm tra tàu cá", "Phòng Khai thác", "Đ/c Bình PGĐ Sở"),
)
UNIT, HOAN = "Văn phòng Sở", "Đ/c Hoàn GĐ Sở"

# Findings ---------------------------------------------------------------------------------------------------------

PROVOKED: dict[str, tuple[str, list[tuple[str, ...] | str]]] = {
    # code: (words on the line where it is found, rows below WORK)
    "T203": ("cột thừa", [("05", "Sáng: Tiếp công dân", UNIT, HOAN, "cột thừa")]),
    "T204": ("- 2 -", ["", "- 2 -", "", ("05", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "T205": ("0912", ["", "Danh bạ", "", "1\tNguyễn Thị Tý\t0912\tvăn thư"]),
    "T206": ("đạo trực", [("Ngày", "Lãnh đạo trực"), ("08", "Đ/c Hoàn")]),
    "T208": ("05 Thứ Tư", [f"05 Thứ Tư Sáng: Tiếp công dân {UNIT} {HOAN}"]),
    "D301": ("31\t", [("31", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "D303": ("đầu tuần", [("đầu tuần", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "D304": ("nước mắm", [("05", "Sáng: Làm việc về chỉ dẫn địa lý", UNIT, HOAN), "", ("", "nước mắm", "", "")]),
    "D305": ("Thứ Sáu\t", [("Thứ Sáu", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "D306": ("05 Thứ Sáu", [("05 Thứ Sáu", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "D307": ("đến 07/02", [("05", "Sáng: Tập huấn (từ 05 đến 07/02)", UNIT, HOAN)]),
    "D308": ("đến 07/02", [("05", "Sáng: Chuẩn bị hội thi (từ 06 đến 07/02)", UNIT, HOAN)]),
    "D309": ("05/3", [("05/3", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "D310": ("04 Thứ Tư", [("04 Thứ Tư", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "D311": ("O5", [("O5", "Sáng: Tiếp công dân", UNIT, HOAN)]),
    "D313": ("09\t", [("09", "Sáng: Tiếp công dân", UNIT, HOAN), ("05", "Sáng: Họp", UNIT, HOAN)]),
    "D312": ("chuyển sang", [("05", "Sáng: Tiếp công dân (chuyển sang chiều ngày 06/02)", UNIT, HOAN)]),
    "S501": ("Tiếp công dân", [("05", "Tiếp công dân", UNIT, HOAN)]),
    "S502": ("lúc 14h", [("05", "Sáng: Tiếp công dân lúc 14h30", UNIT, HOAN)]),
    "S503": ("Sang:", [("05", "Sang: Tiếp công dân", UNIT, HOAN)]),
    "S504": ("Chiều: Tiếp", [("05", "Sáng: Chiều: Tiếp công dân", UNIT, HOAN)]),
    "S505": ("05\t", [("05", "", UNIT, HOAN)]),
    "S506": ("05 Thứ Tư", [("05 Thứ Tư", "", "", "")]),
    "S508": ("hoãn", [("05", "Sáng: Tiếp công dân (hoãn)", UNIT, HOAN)]),
    "S509": ("bổ sung", [("05", "Sáng: Tiếp công dân (bổ sung)", UNIT, HOAN)]),
    "S510": ("05\t", [("05", "- ; -", UNIT, HOAN)]),
    "S511": ("05\t", [("05", "Sáng: " + "Họp; " * 1100, UNIT, HOAN)]),
    "S512": ("l4h3O", [("05", "Chiều: l4h3O Tiếp công dân", UNIT, HOAN)]),
    "S513": ("10\tNghỉ bù", [("10", "Nghỉ bù", "", HOAN)]),
    "S514": ("chiều 14h", [("10", "Họp giao ban 8h, chiều 14h đi cơ sở", UNIT, HOAN)]),
    "S515": (
        "Kiểm tra cơ sở",
        [("10", "Chiều: Họp giao ban", UNIT, HOAN), ("", "Kiểm tra cơ sở", UNIT, "Đ/c Bình PGĐ")],
    ),
    "S516": ("10\t", [("10", "Sáng: Họp; Chiều: Đi cơ sở", UNIT, HOAN, "Lùi sang thứ Sáu")]),
    "L401": ("Đ/c An", [("05", "Sáng: Tiếp công dân Chiều: Họp", UNIT, "Đ/c Hoàn GĐ Đ/c Bình PGĐ Đ/c An PGĐ")]),
    "L402": ("Vệ sinh", [("05", "Sáng: Vệ sinh cơ quan", UNIT, "")]),
    "L403": ("GD Sở", [("05", "Sáng: Tiếp công dân", UNIT, "Đ/c Hoàn GD Sở")]),
    "L404": (
        "Bình GĐ",
        [("05", "Sáng: Họp", UNIT, "Đ/c Bình PGĐ"), ("06", "Sáng: Tiếp công dân", UNIT, "Đ/c Bình GĐ Sở")],
    ),
    "L405": ("Đ/c Tỉnh", [("05", "Sáng: Tiếp công dân", UNIT, "Đ/c Hoàn GĐ Sở (LĐVP: Đ/c Tỉnh)")]),
    "L407": (
        "Đ/c Hoản",
        [
            *((f"{n}", "Sáng: Họp", UNIT, "Đ/c Hoãn PGĐ") for n in (10, 11, 12, 13)),
            ("14", "Sáng: Thi", UNIT, "Đ/c Hoản PGĐ"),
        ],
    ),
    "C601": ("(8h30)", [("05", "Sáng: Tiếp công dân", UNIT, HOAN), ("05", "Chiều: Họp khẩn (8h30)", UNIT, HOAN)]),
}


@pytest.mark.parametrize("code", PROVOKED)
def test_a_finding_has_its_code_and_its_line(code):
    words, extra = PROVOKED[code]
    found = rows(*WORK, *extra)
    mine = [f for f in found.findings if f.code == code]
    assert {(f.place.file, f.place.line) for f in mine} == {("thang.txt", found.line_of(words))}
    assert mine[0].message
    assert len(found.work) >= len(WORK)


@pytest.mark.parametrize(
    "between",
    [
        ["(Chương trình này thay cho giấy mời, tiếp theo trang trước)"],
        ["UBND TỈNH HÀ LAM", "SỞ THỦY SẢN", "Số: 12/CTr-STS", "Trang 2"],
        ["Ghi chú: Chiều thứ Hai họp Chi bộ như thường lệ, các phòng chuẩn bị báo cáo."],
    ],
)
@pytest.mark.parametrize(
    "row", [("28 Thứ Sáu", "Sáng: Tiếp công dân", UNIT, HOAN), ("28", "Sáng: Họp", UNIT, HOAN), ("28/02", "Sáng: Họp")]
)
def test_lines_of_text_between_rows_lose_no_row(between, row):
    found = rows(*WORK, "", *between, "", row)
    assert len(found.work) == len(WORK) + 1
    assert found.work[-1].first.day == 28
    assert found.codes.count("T204") == len(between)


@pytest.mark.parametrize("line", ["(tiếp)", "…", "- 2 -", "Trang 2", "Ghi chú: lịch này thay cho giấy mời"])
@pytest.mark.parametrize("half", [("", "về nước mắm", "", ""), ("", "", "", "Đ/c An PGĐ")])
def test_a_line_above_the_lower_half_of_a_row_loses_nothing(line, half):
    found = rows(*WORK, "", line, "", half)
    said = " ".join(f"{i.text} {i.attribution.printed}" for i in found.work)
    assert next(filter(None, half)) in said


def test_a_day_outside_every_table_is_told_of():
    found = rows(*WORK, "", "Những việc khác của các phòng", "", "01\tSáng: Tiếp công dân")
    assert "T205" in found.codes


def test_a_row_above_the_header_is_not_lost_in_silence():
    above = "\t".join(("03 Thứ Hai", "Sáng: Tiếp công dân", UNIT, HOAN))
    found = rows(above, "", "\t".join(HEADER), *WORK, header=None)
    assert len(found.work) == len(WORK)
    assert found.codes == ["T205"]


def test_the_rows_of_another_table_are_no_days():
    found = rows(
        *WORK, "", "PHÂN CÔNG PHỤ TRÁCH", "", ("1", "Đ/c Hoàn", "Tổ chức", "x"), ("2", "Đ/c An", "Tài chính", "x")
    )
    assert len(found.work) == len(WORK)
    assert found.codes == ["T205", "T205"]


def test_a_paragraph_of_a_thousand_marks_stays_whole():
    found = rows(*WORK, ("05", "Sáng: " + "".join(f"Họp {n}; " for n in range(1100)), UNIT, HOAN))
    assert found.work[-1].text.endswith("Họp 1098; Họp 1099")
    assert len(found.work) == len(WORK) + 1


def test_a_clear_programme_has_no_finding():
    assert rows(*WORK).codes == []


def test_a_row_above_the_first_date_is_an_error():
    found = rows(("", "Sáng: Tiếp công dân", UNIT, HOAN))
    assert [(f.code, f.severity.value) for f in found.findings] == [("D302", "error")]


def test_doubt_about_the_number_of_items_is_said():
    found = rows(*WORK, ("05", "Sáng: Tiếp công dân; Duyệt đề cương", UNIT, "Đ/c Hoàn GĐ Sở Đ/c Bình PGĐ"))
    assert "S507" in found.codes


def test_a_name_that_the_configured_roster_does_not_know():
    found = rows(*WORK, config=Config(roster=(RosterEntry("Hoàn", "GĐ"),)))
    assert [(f.code, f.place.line) for f in found.findings] == [("L406", found.line_of("Bình"))]
    assert sorted(found.leaders) == ["Bình", "Hoàn"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("H202", document(WORK, title="CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 CỦA SỞ THỦY SẢN")),
        ("H203", document(WORK, title="CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025")),
        ("R103", document(WORK).encode("utf-16")),
        ("R104", document(WORK).replace("Hoàn", "Ho\u202eàn")),
    ],
    ids=["H202", "H203", "R103", "R104"],
)
def test_findings_about_the_file_and_its_heading(code, text):
    found = understand(text)
    assert found.codes == [code]
    assert len(found.work) == len(WORK)


def test_weekdays_that_all_fit_another_month_cast_doubt_on_the_heading():
    days = ("02 Thứ Hai", "03 Thứ Ba", "04 Thứ Tư", "05 Thứ Năm", "06 Thứ Sáu")
    found = rows(*((day, "Sáng: Tiếp công dân", UNIT, HOAN) for day in days))
    (finding,) = [f for f in found.findings if f.code == "N707"]
    assert finding.place.line == found.line_of("CHƯƠNG TRÌNH")
    assert "6/2025" in finding.message
    assert [i.first.isoformat() for i in found.work][:1] == ["2025-02-02"]


ELSEWHERE = {"T207", "T209", "T210", "D302", "S507", "L406", "H202", "H203", "H204", "R103", "R104", "N707"}


def test_every_code_that_reading_parsing_and_scheduling_know_is_provoked():
    root = Path(ics_export.__file__).parent
    sources = [*root.glob("reading/*.py"), *root.glob("parsing/*.py"), root / "scheduling.py"]
    known = {code for source in sources for code in re.findall(r'"([A-Z]\d{3})"', source.read_text(encoding="utf-8"))}
    assert known == set(PROVOKED) | ELSEWHERE


# Nothing printed may vanish ---------------------------------------------------------------------------------------

CONSUMED = frozenset(
    (
        "sáng",
        "chiều",
        "tối",
        "trưa",
        "cả",
        "ngày",
        "buổi",
        "giờ",
        "phút",
        "lúc",
        "từ",
        "đến",
        "vào",
        "hồi",
        "br",
        "và",
        "sang",
    )
)
"""Words that may become a slot, hours or markup."""
LETTERS = re.compile(r"[^\W\d_]{2,}")


def vanished(found: Understood) -> set[str]:
    """The words of the content cells that are in no event, marker or finding."""
    kept = " ".join(
        [w for e in found.events for w in (e.summary, *e.agenda, e.note, e.location or "")]
        + [w for f in found.findings for w in (f.excerpt, f.message)]
    )
    words = {w for row in found.document.rows if len(row.cells) > 3 for w in LETTERS.findall(fold(row.cells[1].text))}
    header = set(LETTERS.findall(fold("nội dung công việc công tác")))
    return words - CONSUMED - header - set(LETTERS.findall(fold(kept)))


@given(months().flatmap(lambda month: layouts(month).map(lambda layout: printed(month, layout))))
@settings(same_every_time, max_examples=60)
def test_every_word_of_a_generated_month_is_kept(text):
    note(text)
    assert vanished(understand(text)) == set()


PIECES = (
    "Sáng:",
    "Chiều:",
    "<u>Tối:</u>",
    "Cả ngày:",
    "- ",
    "+ ",
    "; ",
    ". ",
    ", ",
    ": ",
    "<p>",
    "</p>",
    "<br>",
    "<i>",
    "</i>",
    "Họp giao ban",
    "Kiểm tra tàu cá",
    "duyệt đề cương",
    "năm 2025",
    "giai đoạn 2021 - 2025",
    "(cả ngày)",
    "(sáng)",
    "(hoãn)",
    "(bổ sung)",
    "7h30",
    "lúc 14h",
    "từ 8h đến 9h",
    "Kỷ niệm 70 năm ngành cá",
    "NGHỈ TẾT",
    "Thứ Bảy, Chủ nhật",
    "Nghỉ bù",
    "Trực lãnh đạo: Đ/c An",
    "bảo vệ: ông Tư",
    "tại Hà Nội",
    "Địa điểm: Hội trường A",
    "Thành phần: các phòng",
    "(từ 25 đến 28/02)",
    "“Lễ hội",
    "xuân”",
    "(thuộc Sở",
    ")",
    "[",
    "]",
    "1.",
    "a)",
    "UBND tỉnh:",
    "Sang:",
    "S:",
    "C:",
    "*",
    "**",
    "–",
    "&amp;",
    "…",
)


@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join), min_size=1, max_size=4),
    st.sampled_from(["", HOAN, "Đ/c Hoàn GĐ Đ/c Bình PGĐ", "Lãnh đạo Sở"]),
    st.booleans(),
)
@settings(same_every_time, max_examples=250)
def test_whatever_stands_in_a_cell_is_an_event_a_marker_or_a_finding(cells, leaders, dated):
    lines = [(f"{3 + n:02}" if dated or not n else "", cell, UNIT, leaders) for n, cell in enumerate(cells)]
    found = rows(*lines)
    note(found.text)
    assert vanished(found) == set()
