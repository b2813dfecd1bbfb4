"""Sections between the days of a list, and lines that go on another."""

from __future__ import annotations

import pytest

from parsing.build import document, understand

DAYS = (
    "Thứ Hai, ngày 03/02",
    "- 8h00: Giao ban tuần (các PGĐ)",
    "",
    "Thứ Ba, ngày 04/02",
    "- 8h00: Kiểm tra tàu cá (đ/c Bình, PGĐ)",
    "- 14h00: Tiếp công dân (đ/c Hoàn, GĐ)",
)


def works(*lines):
    found = understand(document(lines, header=None))
    return found, [(i.first.day, i.text.partition(" (")[0], i.attribution.feeds) for i in found.work]


READ = [
    (3, "Giao ban tuần", ("Bình",)),
    (4, "Kiểm tra tàu cá", ("Bình",)),
    (4, "Tiếp công dân", ("Hoàn",)),
]


def test_points_of_a_section_are_of_the_days_that_they_say():
    found, read = works(
        *DAYS,
        "",
        "B. NỘI DUNG BỔ SUNG (ngày 01/02)",
        "",
        "- 16h00, thứ Hai, ngày 03/02: Tiếp phóng viên Báo và Phát thanh, Truyền hình tỉnh tại phòng khách cơ",
        "quan (đ/c Hoàn, GĐ)",
        "- Sáng 05/02: Ký hợp đồng (đ/c Bình, PGĐ)",
        "- Hoàn thiện hồ sơ nhân sự",
    )
    assert [one for one in read if one in READ] == READ
    assert [(day, feeds) for day, text, feeds in read if "Tiếp phóng viên" in text or "Ký" in text] == [
        (3, ("Hoàn",)),
        (5, ("Bình",)),
    ]
    assert len(read) == 5
    assert [f.place.line for f in found.findings if f.code == "T204"] == [found.line_of("NỘI DUNG BỔ SUNG")]
    assert [f.place.line for f in found.findings if f.code == "T205"] == [found.line_of("Hoàn thiện hồ sơ")]


@pytest.mark.parametrize("heading", ["C. LỊCH TRỰC LÃNH ĐẠO TRONG THÁNG", "II. Trực ngày nghỉ", "2. Trực nghỉ lễ"])
def test_below_a_heading_of_duty_the_days_say_who_is_on_duty(heading):
    found, read = works(
        *DAYS, "", heading, "- Thứ Bảy, ngày 08/02: đ/c Bình, PGĐ", "- Chủ nhật, ngày 09/02: đ/c Hoàn, GĐ"
    )
    assert [one for one in read if one[0] < 8] == READ
    assert [(i.first.day, i.duty, i.attribution.feeds) for i in found.work if i.first.day > 7] == [
        (8, True, ("Bình",)),
        (9, True, ("Hoàn",)),
    ]


def test_numbered_works_below_a_blank_line_are_no_sections():
    _, read = works(
        "Thứ Hai, ngày 03/02", "1. Họp giao ban (đ/c Hoàn, GĐ)", "", "2. Tiếp công dân (đ/c Bình, PGĐ)", "",
        "Thứ Ba, ngày 04/02", "1. Kiểm tra tàu cá (đ/c Bình, PGĐ)",
    )  # fmt: skip
    assert [(day, feeds) for day, _, feeds in read] == [(3, ("Hoàn",)), (3, ("Bình",)), (4, ("Bình",))]


def test_a_day_off_goes_on_in_the_next_line_and_a_last_line_on_the_one_before():
    found, read = works(
        *DAYS,
        "",
        "Thứ Sáu, ngày 07/02: Nghỉ lễ Ngày Chiến thắng và Ngày Quốc tế",
        "Lao động.",
        "",
        "Các đơn vị tự bố trí người trực, báo cáo về văn phòng trước",
        "16h00 hằng ngày.",
    )
    assert read == READ
    assert [(i.first.day, i.text) for i in found.markers] == [(7, "Nghỉ lễ Ngày Chiến thắng và Ngày Quốc tế Lao động")]


def test_one_who_goes_somewhere_does_what_stands_behind_the_colon():
    _, read = works(*DAYS[:1], "- Đ/c Bình, PGĐ đi công tác tại Hà Nội: làm việc với Cục Thủy sản", *DAYS[2:])
    assert read[0] == (3, "Đi công tác tại Hà Nội: làm việc với Cục Thủy sản", ("Bình",))


@pytest.mark.parametrize(
    "line",
    ["Kiểm tra công tác trực Tết tại cảng cá (đ/c Hoàn, GĐ)", "Đ/c Bình, PGĐ dự lễ hội Cầu ngư", "Lãnh đạo Sở dự lễ"],
)
def test_work_below_a_day_off_is_no_rest_of_its_name(line):
    _found, read = works(*DAYS, "", "Thứ Sáu, ngày 07/02: Nghỉ Tết Nguyên đán theo thông báo của tỉnh Biển Xanh", line)
    assert [day for day, _, _ in read] == [3, 4, 4, 7]


@pytest.mark.parametrize("heading", ["I. BUỔI SÁNG", "A. LÃNH ĐẠO SỞ", "2. Trực lãnh đạo (đ/c Hoàn, GĐ)"])
def test_headings_below_a_day_that_name_no_day_are_of_it(heading):
    _, read = works(*DAYS[:2], "", heading, "", "- 10h00: Gặp mặt báo chí (đ/c Hoàn, GĐ)", "", *DAYS[3:])
    assert [(day, feeds) for day, text, feeds in read if "Gặp mặt" in text] == [(3, ("Hoàn",))]
    assert [one for one in read if one in READ] == READ


@pytest.mark.parametrize("line", ["14h00: Họp chi bộ (đ/c Hoàn GĐ)", "- Chiều ngày 04/02: Họp chi bộ (đ/c Hoàn, GĐ)"])
def test_the_last_day_goes_on_below_a_blank_line(line):
    _, read = works(*DAYS[:5], "", "Họp Hội đồng thi đua, khen thưởng của ngành phiên tháng Hai", line)
    assert [(day, feeds) for day, text, feeds in read if "chi bộ" in text] == [(4, ("Hoàn",))]
