"""Lists of days as web pages and hard line ends leave them: broken days and bullets, one day alone, who and when."""

from __future__ import annotations

import pytest

from ics_export.diagnostics import UserError
from parsing.build import understand

TITLE = "LỊCH LÀM VIỆC CỦA SỞ THỦY SẢN (từ ngày 03/02/2025 đến ngày 07/02/2025)"


def brief(found) -> list[str]:
    return [f"{i.first:%d} {i.text} | {', '.join(i.attribution.feeds)}" for i in found.work]


@pytest.mark.parametrize(
    ("monday", "tuesday"),
    [
        ("Thứ hai\n\n03/02", "Thứ ba\n\n04/02"),
        ("03/02\nThứ Hai", "04/02\nThứ Ba"),
        ("**Thứ Hai**\n(03/02/2025):", "**Thứ Ba**\n(04/02/2025):"),
        ("* Thứ\nHai: 03/02", "* Thứ\nBa: 04/02"),
        ("ngày 03/02/2025", "ngày 04/02/2025 (Thứ ba)"),
    ],
)
def test_a_day_on_two_lines_is_a_heading(monday, tuesday):
    found = understand(f"{TITLE}\n\n{monday}\n\n- 8h00: Giám đốc họp\n\n{tuesday}\n\n- 9h00: Giám đốc tiếp dân\n")
    assert brief(found) == ["03 Giám đốc họp | Giám đốc", "04 Giám đốc tiếp dân | Giám đốc"]


def test_a_bullet_on_a_line_of_its_own_opens_the_line_below():
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\n1-\n8h00: Giám đốc họp\n2- 9h00: PGĐ Nga tiếp dân\n-\nĐịa điểm: Phòng 2\n"
        "Thứ Ba 04/02\n1- 14h00: Giám đốc hội ý\n"
    )
    assert [i.location for i in found.work] == [None, "Phòng 2", None]
    assert [i.place.line for i in found.work] == [3, 5, 9]


def test_a_line_that_ends_in_so_many_years_goes_on_with_the_day():
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\n8h00: Giám đốc họp chuẩn bị triển lãm kỷ niệm 95 năm\nNgày thành lập Đảng\n"
        "Thứ Ba 04/02\n8h00: PGĐ Nga họp\n"
    )
    assert not [marker for marker in found.markers if "Đảng" in marker.text]
    assert found.work[0].text.endswith("Ngày thành lập Đảng")


@pytest.mark.parametrize("heading", ["THỨ HAI, NGÀY 03/02/2025:", "Thứ Hai 03/02/2025", "* CHỦ NHẬT 02/02/2025"])
def test_the_programme_of_one_day(heading):
    found = understand(f"Lịch làm việc\nĐóng\n\n{heading}\n\n- Chủ tịch: 8h00, họp.\n\n- PCT.KT: 14h00, kiểm tra.\n")
    assert [(i.text, i.attribution.feeds, i.place.line) for i in found.work] == [
        ("Họp", ("Chủ tịch",), 6),
        ("Kiểm tra", ("PCT.KT",), 8),
    ]


@pytest.mark.parametrize("above", ["Kính gửi: Phòng Tổ chức", "THÔNG BÁO về việc nghỉ lễ"])
def test_a_letter_that_names_a_day_is_no_programme(above):
    with pytest.raises(UserError, match="không thấy bảng"):
        understand(f"{above}\n\nThứ Hai, ngày 03/02/2025:\n\nĐề nghị các phòng nộp báo cáo.\n")


def test_when_and_who_in_one_bracket():
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\n+ Tham dự đoàn giám sát (sáng; dự: đ/c Triệu).\n+ Họp tổ (ngày; đ/c Vỹ).\n"
        "Thứ Ba 04/02\n+ Lãnh đạo Sở dự họp Ban Chỉ đạo (chiều; dự: đ/c Triệu).\n"
        "Thứ Tư 05/02\n+ Lãnh đạo Sở họp giao ban với các phòng (sáng; chủ trì: đ/c Vỹ; dự: đ/c Triệu).\n"
    )
    assert [(i.slot.name, i.attribution.leaders) for i in found.work] == [
        ("MORNING", ("Triệu",)),
        ("ALL_DAY", ("Vỹ",)),
        ("AFTERNOON", ("Triệu",)),
        ("MORNING", ("Vỹ", "Triệu")),
    ]
    assert [i.attribution.feeds for i in found.work[2:]] == [("Triệu",), ("Triệu", "Vỹ")]


def test_a_heading_has_the_lunar_date_inside_its_bracket():
    found = understand(
        f"{TITLE}\nTHỨ HAI (03/02/2025 - nhằm 06/01 ÂL)\n* Sáng:\n- 8h00: Đ/c Vỹ dự họp tổ\n"
        "THỨ BA (04/02/2025, nhằm ngày 07/01 âm lịch)\n* Chiều:\n- 14h00: Đ/c Triệu tiếp dân\n"
    )
    assert [(i.first.day, i.text) for i in found.work] == [(3, "Đ/c Vỹ dự họp tổ"), (4, "Đ/c Triệu tiếp dân")]


def test_who_chairs_and_whom_the_next_sentence_lists_both_attend():
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\n"
        "- 8h00: Đ/c Vỹ BT chủ trì hội nghị. Dự: đ/c Triệu PBT, đ/c Nga CT. Địa điểm: Hội trường\n"
        "Thứ Ba 04/02\n- 8h00: Đ/c Nga CT tiếp dân\n- 14h00: Đ/c Triệu PBT đi cơ sở\n"
    )
    assert set(found.work[0].attribution.feeds) == {"Vỹ", "Triệu", "Nga"}
    assert found.work[0].attribution.certain


@pytest.mark.parametrize(
    ("words", "leaders"),
    [
        ("Chủ tịch UBND, Phó Chủ tịch Hoàng Văn Đạo làm việc với HTX. LĐVP: Đ/c Sử", ["Chủ tịch", "Hoàng Văn Đạo"]),
        ("Chủ tịch UBND dự tổng kết. LĐVP: Đ/c Sử, CVVP: Đ/c Phong", ["Chủ tịch"]),
        ("Đ/c Lê Thị Quế nhận cờ thi đua", ["Lê Thị Quế"]),
        ("Đồng chí Bí thư thắp hương", []),
        ("Hội nghị trực tuyến của Bộ. Đ/c Lê Thị Quế chủ trì tại điểm cầu tỉnh, mời các sở", ["Lê Thị Quế"]),
    ],
)
def test_who_is_the_subject(words, leaders):
    text = f"Thứ Hai 03/02/2025\n- 8h00: {words}\nThứ Ba 04/02/2025\n- PCT Lê Thị Quế: 9h00, họp\n"
    assert [*understand(text).work[0].attribution.leaders] == leaders


def test_deputies_named_behind_their_group_and_one_colon_more():
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\n- Giám đốc; các PGĐ: Lê Hoa, Hồ Thanh Tâm: 8h00, họp giao ban.\n"
        "Thứ Ba 04/02\n- PGĐ Vũ An: 9h00, tiếp dân.\n"
    )
    assert found.work[0].text == "Họp giao ban"
    assert set(found.work[0].attribution.feeds) == {"Giám đốc", "Lê Hoa", "Hồ Thanh Tâm"}


def test_a_date_in_small_letters_heads_a_day_below_a_blank_line_only():
    task = "1. Ban hành quy chế trước\nngày 15/02/2025.\n2. Tổng kết năm"
    found = understand(
        f"{TITLE}\n{task}\n\nngày 03/02/2025\n- 8h00: Giám đốc họp\n\nngày 04/02/2025\n- 9h00: PGĐ Nga họp\n"
    )
    assert [(i.first.day, i.text) for i in found.work] == [(3, "Giám đốc họp"), (4, "PGĐ Nga họp")]


def test_a_page_of_cells_on_lines_of_their_own():
    """A PDF's text: hour, work, place, who, unit; a page number and the heads of the columns between."""
    found = understand(
        "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA SỞ THỦY SẢN\n\n"
        "Thời\ngian\nNội dung\nĐịa điểm\nLãnh đạo\nchủ trì\nĐơn vị\n"
        "Thứ Hai, ngày 03/02/2025\n08h00\nCông bố quyết định thành lập\nban quản lý\nHội trường lớn\n"
        "Đ/c Hoàn - GĐ;\ncác PGĐ\nPhòng Tổ chức cán\nbộ\nCả ngày\nKiểm tra cảng cá\nXã Long Hòa, huyện\nCầu Ngan\n"
        "Đ/c Nga - PGĐ\nThanh tra Sở\n2\nThời\ngian\nNội dung\nĐịa điểm\nLãnh đạo\nchủ trì\nĐơn vị\n"
        "Thứ Ba, ngày 04/02/2025\n14h00 -\n16h30\nGiao ban\nPhòng họp số 1\nToàn thể CBCCVC\nVăn phòng Sở\n"
        "Thứ Tư, ngày 05/02/2025\nNghỉ\n"
    )
    told = [(i.first.day, i.location, sorted(i.attribution.feeds), i.units) for i in found.work]
    assert told == [
        (3, "Hội trường lớn", ["Hoàn", "Nga"], ("Phòng Tổ chức cán bộ",)),
        (3, "Xã Long Hòa, huyện Cầu Ngan", ["Nga"], ("Thanh tra Sở",)),
        (4, "Phòng họp số 1", ["Hoàn", "Nga"], ("Văn phòng Sở",)),
    ]
    assert f"{found.work[2].hours.start:%H:%M}-{found.work[2].hours.end:%H:%M}" == "14:00-16:30"
    assert found.codes.count("T204") == 8


def test_people_above_their_works_are_not_of_the_work_above():
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\nĐ/c Hoàn GĐ\n8h00: Họp\nĐ/c Nga PGĐ\n9h00: Tiếp dân\n"
        "Thứ Ba 04/02\n8h00: Đ/c Nga PGĐ họp\n"
    )
    assert not any("Lãnh đạo dự" in i.text for i in found.work)


def test_a_week_between_the_days_of_a_list_is_none_of_their_works():
    found = understand(f"{TITLE}\nThứ Hai 03/02\n- 8h00: Giám đốc họp\n\nTUẦN 42\nThứ Ba 04/02\n- 8h00: PGĐ Nga họp\n")
    assert [i.text for i in found.work] == ["Giám đốc họp", "PGĐ Nga họp"]
    assert "T204" in found.codes


@pytest.mark.parametrize("note", ["(bổ sung)", "(thay lịch cũ)", "(hoãn, chuyển sang tuần sau)"])
def test_a_note_behind_who_attends(note):
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\n- 8h00: Họp tổ. LĐ Sở: đ/c Nga {note}\nThứ Ba 04/02\n- 8h00: Đ/c Hoàn GĐ họp\n"
    )
    assert found.work[0].attribution.feeds == ("Nga",)


def test_a_title_and_a_full_name_are_a_subject_whatever_they_do():
    found = understand(
        f"{TITLE}\nThứ Hai 03/02\n- 8h00: Phó Giám đốc Lâm Thạch Sương phát lệnh xuất phát giải việt dã\n"
        "Thứ Ba 04/02\n- 8h00: Giám đốc Ngô Hồng Diễm dự hội nghị\n"
    )
    assert [i.attribution.feeds for i in found.work] == [("Lâm Thạch Sương",), ("Ngô Hồng Diễm",)]
