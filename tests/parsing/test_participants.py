"""The column of participants: our own leaders and groups in it attend too, guests and other bodies' people do not."""

from __future__ import annotations

import pytest

from parsing.build import document, rows, understand

HEADER = ("Ngày", "Nội dung", "Chủ trì", "Thành phần")
TITLE = "LỊCH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA ỦY BAN NHÂN DÂN XÃ TÂN HƯNG"
OTHERS = (
    ("10", "Sáng: Họp UBND", "Chủ tịch", ""),
    ("11", "Sáng: Kiểm tra đường", "PCT Đỗ Quốc Việt", ""),
    ("12", "Sáng: Duyệt đề cương", "PCT Phạm Thu Hà", ""),
)
CT, HA, VIET = "Chủ tịch", "Hà", "Việt"


def xa(*lines, header=HEADER, title=TITLE):
    return understand(document([*lines], header=header, title=title))


def short(found, number=0) -> set[str]:
    """The feeds of an item, by their last words."""
    return {
        name if " " not in name or name == CT else name.split()[-1] for name in found.work[number].attribution.feeds
    }


@pytest.mark.parametrize(
    ("cell", "also"),
    [
        ("PCT Việt", {VIET}),
        ("PCT Việt; Ban CHQS xã, Công an xã", {VIET}),
        ("Phòng Kinh tế, PCT Hà, PCT Việt", {HA, VIET}),
        ("PCT Việt và PCT Hà", {HA, VIET}),
        ("Đ/c Việt - PCT UBND xã; các phòng liên quan", {VIET}),
        ("Đ/c Phạm Thu Hà", {HA}),
        ("Các PCT; Phòng Kinh tế; mời Ban QLDA khu vực 2", {HA, VIET}),
        ("Các Phó Chủ tịch UBND xã, thành viên UBND xã", {HA, VIET}),
        ("Lãnh đạo UBND xã", {HA, VIET}),
        ("Dự: PCT Hà", {HA}),
        ("<p>Phòng Kinh tế</p><p>PCT Hà</p>", {HA}),
        ("Toàn thể CBCC, người lao động UBND xã", {HA, VIET}),
        ("Toàn thể cán bộ, công chức của cơ quan", {HA, VIET}),
        ("CBCC", {HA, VIET}),
        # guests
        ("Mời Chủ tịch UBND tỉnh, PCT UBND huyện", set()),
        # other bodies' people, and parts of the staff
        ("Phó Chủ tịch UBND tỉnh Nguyễn Thu Hà", set()),
        ("Chủ tịch Hội CCB, Chủ tịch HĐND xã", set()),
        ("Đ/c Hà Trưởng phòng Kinh tế", set()),
        ("Các PCT HĐND xã", set()),
        ("TT Đảng ủy, BCH Công đoàn, BTV Đoàn xã", set()),
        ("Lãnh đạo UBND tỉnh, lãnh đạo các phòng, Lãnh đạo Sở Du lịch", set()),
        ("Toàn thể đảng viên", set()),
        ("Toàn thể CBCC phòng Kinh tế; nữ CBCC các phòng", set()),
        ("Các Phó Trưởng phòng", set()),
        ("Thành viên BCĐ, Trưởng 09 thôn", set()),
        ("Công an xã (đ/c Việt)", set()),
        ("Mời đ/c Việt (Sở Tài chính)", set()),
        ("Theo giấy mời", set()),
        ("Trực ban: Công an xã", set()),
    ],
)
def test_our_own_among_the_participants_attend(cell, also):
    found = xa(("03", "Sáng: Họp nghe báo cáo", "Chủ tịch", cell), *OTHERS)
    assert short(found) == {CT} | also
    assert found.work[0].attribution.certain
    assert len(found.leaders) == 3


@pytest.mark.parametrize(
    ("cell", "also"),
    [
        ("Mời PCT Việt", {VIET}),
        ("Văn phòng; mời đ/c Việt (PCT) dự", {VIET}),
        ("Mời đ/c Việt (phát biểu); các phòng", {VIET}),
        ("Công an xã; mời: PCT Hà", {HA}),
        ("<p>Khách mời:</p><p>- Chủ tịch UBND tỉnh</p><p>- PCT Hà</p>", {HA}),
        ("Công an xã (đ/c Việt chỉ đạo)", {VIET}),
        ("BCH Đảng bộ; Trưởng các thôn", {HA, VIET}),
    ],
)
def test_our_own_who_are_invited_or_do_something_there_may_attend(cell, also):
    found = xa(("03", "Sáng: Họp nghe báo cáo", "Chủ tịch", cell), *OTHERS)
    assert short(found) == {CT} | also
    assert not found.work[0].attribution.certain


@pytest.mark.parametrize("cell", ["Các PCT liên quan", "Đại diện Lãnh đạo UBND xã", "PCT phụ trách", "Một PCT"])
def test_who_of_them_attends_may_be_open(cell):
    found = xa(("03", "Sáng: Họp nghe báo cáo", "Chủ tịch", cell), *OTHERS)
    assert short(found) == {CT, HA, VIET}
    assert not found.work[0].attribution.certain
    assert "L401" in found.codes


@pytest.mark.parametrize("but", ["trừ PCT Hà", "(vắng PCT Hà)"])
def test_who_is_left_out_of_a_group_attends_not(but):
    found = xa(("03", "Sáng: Họp nghe báo cáo", "Chủ tịch", f"Lãnh đạo UBND xã {but}"), *OTHERS)
    assert short(found) == {CT, VIET}


@pytest.mark.parametrize("cell", ["Lãnh đạo UBND xã không gồm PCT Hà", "Phòng Kinh tế; Lãnh đạo UBND xã trừ PCT Hà"])
def test_where_others_stand_beside_who_is_left_out_all_may_attend(cell):
    found = xa(("03", "Sáng: Họp nghe báo cáo", "Chủ tịch", cell), *OTHERS)
    assert short(found) == {CT, HA, VIET}
    assert not found.work[0].attribution.certain
    assert "L401" in found.codes


def test_participants_wrapped_over_two_lines_are_of_both_works():
    cell = "<p>PCT Hà, Phòng Kinh tế,</p><p>PCT Việt</p>"
    found = xa(("03", "<p>- Họp tổ</p><p>- Kiểm tra chợ</p>", "Chủ tịch", cell), *OTHERS)
    assert [short(found, n) for n in (0, 1)] == [{CT, HA, VIET}] * 2


def test_a_column_of_guests_headed_by_a_word_for_attending():
    header = ("Ngày", "Nội dung", "Chủ trì", "Dự")
    found = xa(("03", "Sáng: Họp", "Chủ tịch", "PCT Hà, Công an xã"), *OTHERS, header=header)
    assert short(found) == {CT, HA}
    assert found.work[0].attribution.certain
    assert len(found.leaders) == 3


@pytest.mark.parametrize(("cell", "feeds"), [("PCT Việt; Công an xã", {VIET}), ("Công an xã", {CT, HA, VIET})])
def test_where_nobody_chairs_those_that_attend_are_meant_else_everyone(cell, feeds):
    found = xa(("03", "Sáng: Họp nghe báo cáo", "", cell), *OTHERS)
    assert short(found) == feeds
    assert found.work[0].attribution.certain is (feeds == {VIET})


def test_a_deputy_whom_only_the_participants_name_has_a_feed():
    found = xa(("03", "Sáng: Họp", "Chủ tịch", "PCT Lê Tâm; PGĐ Vũ An, Phó Chủ tịch Hội CCB Trần Bảo"), *OTHERS)
    assert sorted(found.leaders) == ["Chủ tịch", "Lê Tâm", "Phạm Thu Hà", "Đỗ Quốc Việt"]
    assert short(found) == {CT, "Tâm"}


def test_several_works_and_one_paragraph_of_participants():
    found = xa(("03", "<p>- Họp tổ</p><p>- Kiểm tra chợ</p>", "Chủ tịch", "PCT Hà, Công an xã"), *OTHERS)
    assert [short(found, n) for n in (0, 1)] == [{CT, HA}] * 2
    assert found.work[0].attribution.certain


def test_several_works_and_as_many_paragraphs_of_participants():
    found = xa(("03", "<p>- Họp tổ</p><p>- Kiểm tra chợ</p>", "Chủ tịch", "<p>PCT Hà</p><p>PCT Việt</p>"), *OTHERS)
    assert [short(found, n) for n in (0, 1)] == [{CT, HA}, {CT, VIET}]


def test_works_of_several_leaders_and_one_paragraph_of_participants_are_doubtful():
    found = xa(("03", "<p>- Họp tổ</p><p>- Kiểm tra chợ</p>", "<p>Chủ tịch</p><p>PCT Việt</p>", "PCT Hà"), *OTHERS)
    assert [short(found, n) for n in (0, 1)] == [{CT, HA}, {VIET, HA}]
    assert [i.attribution.certain for i in found.work[:2]] == [False, False]


def test_a_board_is_without_those_who_head_another_body():
    found = xa(
        ("03", "Sáng: Giao ban", "TGĐ", "Ban TGĐ, Trưởng các phòng"),
        ("04", "Sáng: Họp HĐTV", "CT HĐTV", "TGĐ, GĐ các xí nghiệp"),
        ("05", "Sáng: Kiểm tra tuyến ống", "PTGD Đức", "GĐ XN Thuận Giao"),
        title="LỊCH LÀM VIỆC THÁNG 02 NĂM 2025 CỦA CÔNG TY CẤP NƯỚC ĐÔNG HẢI",
    )
    assert [i.attribution.feeds for i in found.work] == [("TGĐ", "Đức"), ("TGĐ", "CT HĐTV"), ("Đức",)]


@pytest.mark.parametrize(
    ("leader", "note", "feeds"),
    [
        ("Giám đốc", "Ủy quyền PGĐ Bình dự", ("Bình",)),
        ("Đ/c Hoàn GĐ", "Đ/c Bình PGĐ dự thay", ("Bình",)),
        ("Đ/c Hoàn GĐ", "uỷ quyền cho đ/c Bình chủ trì", ("Bình",)),
        ("Đ/c Hoàn GĐ", "thay thế tài liệu cũ", ("Hoàn",)),
        ("Lãnh đạo Sở", "Ủy quyền đ/c Bình dự", ("Hoàn", "Bình")),  # in whose place is not said
    ],
)
def test_the_notes_may_say_who_goes_for_the_leader(leader, note, feeds):
    found = rows(
        ("03", "Sáng: Họp xác định giá đất", leader, note),
        ("04", "Sáng: Giao ban", "Đ/c Hoàn GĐ, Đ/c Bình PGĐ", ""),
        header=("NGÀY", "NỘI DUNG", "LÃNH ĐẠO", "GHI CHÚ"),
    )
    assert found.work[0].attribution.feeds == feeds


def test_all_heads_of_units_are_those_of_them_who_have_a_feed():
    found = rows(
        ("03", "Sáng: Họp trực tuyến Chiều: Kiểm tra", "Văn phòng", "BGĐ, trưởng các khoa, phòng; Đ/c Bình PGĐ"),
        ("04", "Sáng: Giao ban", "Văn phòng", "Đ/c Hoàn GĐ"),
        ("05", "Sáng: Hội chẩn", "Văn phòng", "Đ/c Mến TK"),
    )
    first, second = found.work[:2]
    assert set(first.attribution.feeds) == {"Hoàn", "Bình", "Mến"}
    assert "Bình" in second.attribution.feeds


def test_two_leaders_of_one_name_are_no_repetition():
    found = rows(
        (
            "03",
            "Sáng: Làm việc với Đoàn giám sát<br>Chiều: Kiểm tra thực địa",
            "Văn phòng",
            "Đ/c Thịnh GĐ và đ/c Thịnh PGĐ",
        ),
        ("04", "Sáng: Giao ban", "Văn phòng", "Đ/c Nguyễn Đức Thịnh GĐ; đ/c Quàng Văn Thịnh PGĐ"),
    )
    everybody = {"Nguyễn Đức Thịnh", "Quàng Văn Thịnh"}
    assert [set(item.attribution.feeds) for item in found.work[:2]] == [everybody, everybody]


@pytest.mark.parametrize(
    ("places", "read"),
    [
        ("<p>Sân cơ quan</p><p>Phòng họp A</p><p>Xã Tân Hợp</p>", ["Sân cơ quan", "Phòng họp A", "Xã Tân Hợp"]),
        ("<p>Sân cơ quan</p><p>&nbsp;</p><p>Xã Tân Hợp</p>", ["Sân cơ quan", None, "Xã Tân Hợp"]),
        ("<p>Sân cơ quan</p><p>Phòng họp A</p>", ["Sân cơ quan; Phòng họp A"] * 3),
        ("Hội trường", ["Hội trường"] * 3),
    ],
)
def test_each_work_is_in_the_place_beside_it(places, read):
    work = "<p>- Chào cờ</p><p>- Họp giao ban</p><p>- Kiểm tra cơ sở</p>"
    found = rows(("03", work, places, "Đ/c Hoàn GĐ"), header=("Ngày", "Nội dung công việc", "Địa điểm", "Lãnh đạo dự"))
    assert [i.location for i in found.work] == read


def test_a_note_beside_one_of_several_works_is_that_one_s():
    work = "<p>Sáng: Họp giao ban</p><p>Chiều: Kiểm tra cơ sở</p>"
    cells = ("03", work, "<p>Đ/c Hoàn GĐ</p><p>Đ/c An PGĐ</p>", "<p>&nbsp;</p><p>Hoãn</p>")
    found = rows(cells, header=("Ngày", "Nội dung công việc", "Lãnh đạo dự", "Ghi chú"))
    assert [i.cancelled for i in found.work] == [False, True]
