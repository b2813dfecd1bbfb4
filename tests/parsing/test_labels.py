"""Programmes without a column of leaders: who attends stands in the work's own words, behind labels or in a list."""

from __future__ import annotations

import pytest

from parsing.build import document, understand

TITLE = "LỊCH CÔNG TÁC TUẦN 31 (Từ ngày 30/3/2026 đến ngày 05/4/2026)"
OTHERS = (
    ("Thứ 3 31/3", "- 8h00: Họp xét học bổng. Chủ trì: PHT Nguyễn Thị Lan", ""),
    ("Thứ 4 01/4", "- 8h00: Tiếp đoàn. Chủ trì: PHT Trần Đình Quang", "- 14h: Họp Hội đồng. Chủ trì: Hiệu trưởng"),
)
ALL = "Hiệu trưởng, Nguyễn Thị Lan, Trần Đình Quang"
LAN, QUANG, HEAD = "Nguyễn Thị Lan", "Trần Đình Quang", "Hiệu trưởng"


def week(work: str):
    found = understand(
        document(
            [("Thứ 2 30/3", work, ""), *OTHERS],
            header=("Thứ/Ngày", "Sáng", "Chiều"),
            title=TITLE,
            before="TRƯỜNG ĐẠI HỌC SÔNG LAM",
        )
    )
    assert sorted(found.leaders) == [HEAD, LAN, QUANG]
    return found


@pytest.mark.parametrize(
    ("work", "feeds"),
    [
        ("Giao ban đầu tuần. *Chủ trì:* Hiệu trưởng. *TP:* BGH, Trưởng các đơn vị. *Đ/đ:* P. họp A1", ALL),
        ("Bế mạc đợt đánh giá. TP: BGH, đoàn chuyên gia, Trưởng các đơn vị. Đ/đ: P. họp A1-201", ALL),
        ("Họp Hội đồng. Chủ trì: Hiệu trưởng. TP: Các Phó Hiệu trưởng, thành viên HĐ. Đ/đ: P. họp", ALL),
        ("Tiếp đoàn. Chủ trì: PHT Trần Đình Quang. TP: P. HTQT, Khoa Điện - Điện tử", QUANG),
        ("Họp xét tốt nghiệp. Chủ trì: Hiệu trưởng. Thành phần dự: PHT Lan, P. Đào tạo", f"{HEAD}, {LAN}"),
        ("Khai mạc Giải bóng đá. Dự: PHT Lan, BCH Đoàn trường. Đ/đ: Sân vận động", LAN),
        ("Họp tuyển sinh. Chủ trì: P. Hiệu trưởng Lan. TP: Theo QĐ số 412/QĐ-ĐHSL ngày 12/3/2026", LAN),
        ("Bảo vệ luận án. Dự: PHT Quang. TP: Hội đồng; kính mời Hiệu trưởng các trường. Đ/đ: HT A2", QUANG),
        ("Thi tuyển sinh (cả ngày). Phụ trách: PHT Quang. Đ/đ: HT A1", QUANG),
        ("Họp<br>- Chủ trì: Hiệu trưởng<br>- Thành phần: BGH<br>- Địa điểm: P. họp", ALL),
        ("Họp<br>+ Chủ trì: PHT Lan<br>+ TP: P. Đào tạo<br>+ Thời gian: 8h00<br>+ Đ/đ: P. họp", LAN),
        # a sentence that lists who comes
        ("Kiểm tra ký túc xá. PHT Lan; P. QTTB, TT Nội trú", LAN),
        ("Ký kết với Công ty Bình Minh. Hiệu trưởng, PHT Quang. TP: Khoa CNTT. Đ/đ: P. khách", f"{HEAD}, {QUANG}"),
        ("Dự giờ Khoa CNTT. PHT Lan, tổ Thanh tra đào tạo. Đ/đ: Phòng 303", LAN),
        ("Gặp mặt cán bộ hưu trí. BGH, Công đoàn", ALL),
    ],
)
def test_labels_and_lists_inside_the_work_name_who_attends(work, feeds):
    found = week(f"- 7h30: {work}")
    assert len(found.work) == 4
    assert ", ".join(sorted(found.work[0].attribution.feeds)) == feeds
    assert found.work[0].attribution.certain


@pytest.mark.parametrize(
    "work",
    [
        "Tập huấn phần mềm. TP: Giáo vụ các khoa, cố vấn học tập. Đ/đ: P. máy 402",
        "Hội nghị cán bộ tại TP. Vinh. TP: các khoa",
        "Làm việc với Sở Y tế. Chủ tịch UBND tỉnh, Giám đốc Sở",
        "Đón đoàn tỉnh. Chủ tịch, các Phó Chủ tịch UBND tỉnh",
    ],
)
def test_where_none_of_ours_is_named_everyone_may_attend(work):
    found = week(f"- 7h30: {work}")
    assert ", ".join(sorted(found.work[0].attribution.feeds)) == ALL
    assert not found.work[0].attribution.certain


@pytest.mark.parametrize(
    ("work", "feeds", "certain"),
    [
        ("Hiệu trưởng dự họp UBND tỉnh; PHT Lan trực cơ quan", [HEAD, LAN], False),
        ("Hiệu trưởng dự họp UBND tỉnh; mời PHT Lan cùng dự", [HEAD], True),
        ("Hiệu trưởng tiếp đoàn; Phó Chủ tịch UBND huyện cùng dự", [HEAD], True),
    ],
)
def test_whom_a_later_clause_names_may_attend(work, feeds, certain):
    found = week(f"- 7h30: {work}")
    assert sorted(found.work[0].attribution.feeds) == feeds
    assert found.work[0].attribution.certain is certain


@pytest.mark.parametrize(
    ("work", "place"),
    [
        ("Họp. Chủ trì: Hiệu trưởng. Đ/đ: P. họp A1-305 (P. CTSV chuẩn bị)", "P. họp A1-305"),
        ("Họp. Đ/đ: HT A2", "HT A2"),
        ("Họp. ĐĐ: Trung tâm VH-TT tỉnh. Xe: 45 chỗ, xuất phát tại cổng chính", "Trung tâm VH-TT tỉnh"),
        ("PHT Lan công tác tại Hà Nội, làm việc với Bộ GD&ĐT", "Hà Nội"),
    ],
)
def test_the_place_behind_its_short_label(work, place):
    assert week(f"- 7h30: {work}").work[0].location == place


COLUMNS = ("Thứ/Ngày", "Giờ", "Nội dung - Thành phần - Địa điểm")


@pytest.mark.parametrize(
    ("head", "work", "feeds"),
    [
        ("Chủ trì", "Giao ban. TP: BGH, Trưởng các phòng. ĐĐ: Phòng họp A", ["Hiệu trưởng", "Hùng", "Mai"]),
        ("Chủ trì", "Hội thảo<br>TP: Các PHT, giảng viên<br>ĐĐ: Phòng họp A", ["Hiệu trưởng", "Hùng", "Mai"]),
        ("Người chủ trì", "Làm việc. Thành phần: PHT Mai, P. Đào tạo. Địa điểm: Phòng họp A", ["Hiệu trưởng", "Mai"]),
        ("Chủ trì", "Họp. TP: HĐ thi đua; mời các PHT. ĐĐ: Phòng họp A", ["Hiệu trưởng"]),
        ("Lãnh đạo dự", "Họp. Thành phần: PHT Mai. Địa điểm: Phòng họp A", ["Hiệu trưởng", "Mai"]),
    ],
)
def test_beside_who_chairs_the_labels_name_who_else_attends(head, work, feeds):
    found = understand(
        document(
            [
                ("Thứ 2 30/3", "8h00", work, "HT"),
                ("Thứ 3 31/3", "8h00", "Kiểm tra", "PHT Hùng"),
                ("Thứ 4 01/4", "8h00", "Dự giờ", "PHT Mai"),
            ],
            header=(*COLUMNS, head),
            title=TITLE,
            before="TRƯỜNG CAO ĐẲNG Y TẾ HẢI VÂN",
            after="HIỆU TRƯỞNG",
        )
    )
    assert len(found.work) == 3
    assert sorted(name.replace("HT", "Hiệu trưởng") for name in found.work[0].attribution.feeds) == sorted(feeds)
    # Where the column says that it names all who attend, another may.
    assert found.work[0].attribution.certain is (head != "Lãnh đạo dự")
    assert found.work[0].location == "Phòng họp A"
