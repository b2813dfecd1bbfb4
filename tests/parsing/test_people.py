"""People: who stands in the leaders' column, who is the same person, whom a group means."""

from __future__ import annotations

import time

import pytest

from ics_export.config import Config, RosterEntry
from ics_export.parsing.people import read_mentions
from ics_export.vietnamese import fold
from parsing.build import document, rows, table, understand

CASES = table("people")
OTHERS = (
    ("10", "Sáng: Họp UBND tỉnh", "Văn phòng", "Đ/c Hoàn GĐ Sở"),
    ("11", "Sáng: Kiểm tra tàu cá", "Văn phòng", "Đ/c Bình PGĐ Sở"),
    ("12", "Sáng: Duyệt đề cương", "Văn phòng", "Đ/c An PGĐ Sở"),
    ("13", "Sáng: Giao ban tuần", "Văn phòng", "Đ/c Hoàn GĐ Sở"),
)


def short(name: str) -> str:
    """A name's last word, by which an office calls its people."""
    return name.split()[-1]


def days(cell: str, many: int) -> list[tuple[str, ...]]:
    """So many days of one leader."""
    return [(f"{day:02}", "Sáng: Kiểm tra cơ sở", "Văn phòng", cell) for day in range(3, 3 + many)]


@pytest.mark.parametrize(
    ("cell", "feeds"), [pytest.param(*c, id=c[0]) for c in CASES["named"] + CASES["groups"] + CASES["others"]]
)
def test_a_cell_names_its_leaders(cell, feeds):
    found = rows(("03", "Sáng: Tiếp công dân", "Văn phòng", cell), *OTHERS)
    assert sorted(short(n) for n in found.work[0].attribution.feeds) == sorted(feeds.split())
    assert found.work[0].attribution.certain
    assert sorted(short(n) for n in found.leaders) == ["An", "Bình", "Hoàn"]


@pytest.mark.parametrize(("text", "names"), CASES["names"])
def test_names(text, names):
    assert [mention.name for mention in read_mentions([text])[0]] == names


@pytest.mark.parametrize("case", [pytest.param(c, id=" | ".join(c["cells"])) for c in CASES["roster"]])
def test_the_roster_is_inferred_and_nobody_is_split_in_two(case):
    cells = ((f"{n:02}", "Sáng: Kiểm tra cơ sở", "Văn phòng", cell) for n, cell in enumerate(case["cells"], 3))
    found = rows(*cells, config=Config(organisation=case.get("office", "")))
    leaders = [f"{leader.name} {leader.title}".strip() for leader in found.programme.leaders]
    assert sorted(map(fold, leaders)) == sorted(map(fold, case["leaders"]))
    assert all(len(i.attribution.feeds) == 1 and i.attribution.certain for i in found.work)


def test_a_contradicted_title_is_a_finding_and_splits_nobody():
    found = rows(*OTHERS, ("14", "Sáng: Nghiệm thu", "Văn phòng", "Đ/c Bình GĐ Sở"))
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]
    assert next(leader.title for leader in found.programme.leaders if leader.name == "Bình") == "PGĐ"
    assert found.work[-1].attribution.feeds == ("Bình",)


@pytest.mark.parametrize("printed", CASES["namesakes"])
def test_one_of_another_body_or_a_section_who_bears_a_leaders_name_is_not_he(printed):
    found = rows(*OTHERS, ("14", "Sáng: Nghiệm thu", "Văn phòng", f"Đ/c Hoàn GĐ Sở; {printed}"))
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]
    assert found.work[-1].attribution.feeds == ("Hoàn",)
    assert found.work[-1].attribution.certain
    assert [f.code for f in found.findings if f.place.line == found.work[-1].place.line] == ["L405"]


@pytest.mark.parametrize(("office", "cell", "feeds"), CASES["elsewhere"])
def test_a_title_or_a_group_of_another_body_means_none_of_ours(office, cell, feeds):
    found = rows(
        ("03", "Sáng: Họp", "", "Đ/c Hoàn GĐ" if office.startswith("Sở") else "Đ/c Hoàn CT"),
        ("04", "Sáng: Họp", "", "Đ/c Bình PGĐ" if office.startswith("Sở") else "Đ/c Bình PCT"),
        ("05", "Sáng: Họp", "", f"Đ/c Hoàn; {cell}"),
        config=Config(organisation=office),
    )
    assert sorted(found.work[-1].attribution.feeds) == sorted(feeds.split())
    assert sorted(found.leaders) == ["Bình", "Hoàn"]
    told = {finding.code for finding in found.findings if finding.place.line == found.work[-1].place.line}
    assert "L405" in told or "Bình" in feeds


@pytest.mark.parametrize("printed", ["đ/c Bình (VP)", "đ/c Bình (Phòng QLKH)", "đ/c Bình Phòng QLKH"])
def test_a_leaders_name_with_a_section_behind_it_may_be_anothers(printed):
    found = rows(*OTHERS, ("14", "Sáng: Nghiệm thu", "Văn phòng", f"Đ/c Hoàn GĐ Sở, {printed}"))
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]
    assert set(found.work[-1].attribution.feeds) == {"Hoàn", "Bình"}
    assert not found.work[-1].attribution.certain


def test_the_head_of_a_communes_police_is_none_of_its_leaders():
    found = rows(
        ("03", "Sáng: Họp", "", "Đ/c Sơn CT"),
        ("04", "Sáng: Họp", "", "Đ/c Thu PCT, đ/c Nam Trưởng CA xã"),
        ("05", "Sáng: Họp", "", "Lãnh đạo UBND xã"),
        config=Config(organisation="UBND xã Đức Thọ"),
    )
    assert [set(i.attribution.feeds) for i in found.work] == [{"Sơn"}, {"Thu", "Nam"}, {"Sơn", "Thu"}]


def test_who_is_of_another_body_stands_in_no_group():
    found = rows(
        ("03", "Sáng: Họp", "", "Đ/c Vịnh CCT"),
        ("04", "Sáng: Họp", "", "Đ/c Diễm PCCT; đ/c Chử Văn Tuân PCT Cục chủ trì"),
        ("05", "Sáng: Họp", "", "Lãnh đạo Chi cục"),
        ("06", "Sáng: Họp", "", "Lãnh đạo Cục; đ/c Vịnh CCT"),
        config=Config(organisation="Chi cục Chăn nuôi và Thú y"),
    )
    assert [set(i.attribution.feeds) for i in found.work[2:]] == [{"Vịnh", "Diễm"}, {"Vịnh"}]


def test_a_rare_name_that_sounds_like_a_leaders_is_his_slip():
    found = rows(*days("Đ/c Dũng PGĐ", 4), ("20", "Sáng: Họp", "", "Đ/c Dủng PGĐ"), ("21", "Sáng: Họp", "", "GĐ"))
    assert [i.attribution.feeds for i in found.work[:4]] == [("Dũng",)] * 4
    assert all(i.attribution.certain for i in found.work[:4])
    assert "L407" in found.codes


@pytest.mark.parametrize(("usual", "rare"), [("Thủy", "Thúy"), ("Bảo", "Bào")])
def test_a_rare_name_of_other_marks_may_be_a_slip_or_somebody_else(usual, rare):
    found = rows(*days(f"Đ/c {usual} PGĐ", 4), ("20", "Sáng: Họp", "", f"Đ/c {rare} PGĐ"))
    assert set(found.work[-1].attribution.feeds) == {usual, rare}
    assert not found.work[-1].attribution.certain
    assert "L407" in found.codes


@pytest.mark.parametrize(
    ("many", "rare", "cell"),
    [(3, "Thúy", "Đ/c Thúy PGĐ"), (8, "Thúy", "Đ/c Thúy GĐ"), (8, "Thuy Anh", "Đ/c Thuy Anh PGĐ")],
)
def test_names_that_differ_by_a_mark_are_two_people_where_nothing_says_otherwise(many, rare, cell):
    found = rows(*days("Đ/c Thủy PGĐ", many), ("20", "Sáng: Họp", "", cell))
    assert found.work[-1].attribution.feeds == (rare,)
    assert found.work[-1].attribution.certain


def test_names_of_other_letters_are_two_people():
    found = rows(*days("Đ/c Hưng PGĐ", 8), ("20", "Sáng: Họp", "", "Đ/c Hùng PGĐ"))
    assert (found.work[-1].attribution.feeds, found.work[-1].attribution.certain) == (("Hùng",), True)


def test_a_short_name_of_two_leaders_may_be_either_unless_a_title_tells():
    named = (
        ("03", "Sáng: Họp", "", "Đ/c Lê Hùng PCT"),
        ("04", "Sáng: Họp", "", "Đ/c Phạm Hùng PCT"),
        ("05", "Sáng: Họp", "", "Đ/c Trần Hùng CT"),
    )
    found = rows(*named, ("06", "Sáng: Họp", "", "Đ/c Hùng PCT"), ("07", "Sáng: Họp", "", "Đ/c Hùng CT"))
    assert [(set(i.attribution.feeds), i.attribution.certain) for i in found.work[3:]] == [
        ({"Lê Hùng", "Phạm Hùng"}, False),
        ({"Trần Hùng"}, True),
    ]
    assert sorted(found.leaders) == ["Lê Hùng", "Phạm Hùng", "Trần Hùng"]


def test_a_name_cut_by_a_page_break_is_one_person():
    found = rows(
        ("03", "Sáng: Họp thống nhất số liệu với các sở: Kế hoạch và Đầu tư,", "", "Đ/c Phạm"),
        "",
        ("", "Tài chính, Công Thương", "", "Hùng PCT"),
        ("04", "Sáng: Họp", "", "Đ/c Phạm Hùng PCT"),
    )
    assert [i.attribution.feeds for i in found.work] == [("Phạm Hùng",)] * 2


def test_a_title_alone_that_only_one_has_names_him():
    found = rows(("03", "Sáng: Giao ban", "", "Giám đốc, các PGĐ"), ("04", "Sáng: Họp", "", "PGĐ"), *OTHERS)
    assert [i.attribution.leaders for i in found.work[:2]] == [("Hoàn",), ()]


def test_who_heads_the_union_is_named_behind_it():
    found = rows(
        ("03", "Sáng: Họp", "", "BGH, CT Công đoàn Ma Thị Liên"),
        ("04", "Sáng: Kiểm tra", "", "PHT Hương, CT Công đoàn Liên"),
        ("05", "Sáng: Họp", "", "Đ/c Vinh HT, CT Công đoàn Viên chức"),
    )
    assert sorted(found.leaders) == ["Hương", "Ma Thị Liên", "Vinh"]
    assert [set(i.attribution.feeds) for i in found.work[1:]] == [{"Hương", "Ma Thị Liên"}, {"Vinh"}]


def test_a_deputys_field_is_no_name():
    found = rows(
        ("03", "Sáng: Họp", "", "PCT Kinh tế"),
        ("04", "Sáng: Họp", "", "PCT Văn xã"),
        ("05", "Sáng: Họp", "", "Chủ tịch"),
    )
    assert sorted(found.leaders) == ["Chủ tịch", "PCT Kinh tế", "PCT Văn xã"]
    assert [i.attribution.feeds for i in found.work[:2]] == [("PCT Kinh tế",), ("PCT Văn xã",)]


def test_in_a_list_of_days_a_note_heads_a_day_and_a_line_goes_on_for_its_leader():
    found = understand(
        "THƯỜNG TRỰC HĐND TỈNH\nLỊCH LÀM VIỆC\n(từ ngày 09/3/2026 đến ngày 15/3/2026)\n\n* THỨ SÁU, NGÀY 13/3:\n"
        "- Chủ tịch: 7 giờ 30’, họp giao ban cùng các PCT.\n- PCT.KTNS: 8 giờ, họp Ban.\n Chiều làm việc tại cơ quan.\n"
        "\n* CHỦ NHẬT, NGÀY 15/3 (NGÀY BẦU CỬ):\n- Chủ tịch: 6 giờ 30’, dự khai mạc.\n- Lãnh đạo trực: Đ/c Chủ tịch.\n"
    )
    assert [(i.first.day, i.text, i.attribution.feeds) for i in found.work] == [
        (13, "Họp giao ban cùng các PCT", ("Chủ tịch", "PCT.KTNS")),
        (13, "Họp Ban", ("PCT.KTNS",)),
        (13, "Làm việc tại cơ quan", ("PCT.KTNS",)),
        (15, "NGÀY BẦU CỬ", ("Chủ tịch", "PCT.KTNS")),
        (15, "Dự khai mạc", ("Chủ tịch",)),
        (15, "Trực lãnh đạo", ("Chủ tịch",)),
    ]


@pytest.mark.parametrize(
    ("work", "feeds"),
    [
        ("Dự giao ban trực tuyến. Giám đốc ủy quyền PGĐ An dự, điểm tại Sở Y tế", ["An"]),
        ("[HOÃN] PGĐ Bình tiếp Đoàn công tác", ["Bình"]),
        ("Giám đốc cùng các PGĐ hội ý công tác tuần", ["An", "Bình", "Hoàn"]),
        ("Chi bộ Văn phòng sinh hoạt thường kỳ; PGĐ Bình dự, chỉ đạo", ["Bình"]),
        ("Xét sáng kiến. Chủ trì: PGĐ An. Mời: ông Trần Văn Đông - Hiệu trưởng Trường CĐSP", ["An"]),
    ],
)
def test_who_attends_by_the_words_of_the_work(work, feeds):
    found = rows(*OTHERS, ("20", f"Sáng: {work}", "", ""))
    assert sorted(map(short, found.work[-1].attribution.feeds)) == feeds
    assert len(found.leaders) == 3


def test_the_subject_of_a_late_clause_attends_however_many_stand_before():
    clauses = "; ".join(f"phòng số {number} báo cáo" for number in range(40))
    found = rows(*OTHERS, ("20", f"Sáng: Giám đốc dự họp UBND tỉnh; {clauses}; PGĐ An trực cơ quan", "", ""))
    assert sorted(map(short, found.work[-1].attribution.feeds)) == ["An", "Hoàn"]
    assert not found.work[-1].attribution.certain


@pytest.mark.parametrize(
    ("cell", "feeds"),
    [("Đ/c Hoàn GĐ (PGĐ Bình, PGĐ An)", {"Hoàn", "Bình", "An"}), ("Đ/c Hoàn (GĐ, CT HND); Đ/c An PGĐ", {"Hoàn", "An"})],
)
def test_a_bracket_swallows_nobody_behind_a_comma(cell, feeds):
    found = rows(("03", "Sáng: Họp", "", cell), *OTHERS)
    assert feeds <= {short(name) for name in found.work[0].attribution.feeds}


def test_a_full_name_of_two_short_names_is_one_person():
    found = rows(("03", "Sáng: Họp", "", "Minh, Anh"), ("04", "Sáng: Họp", "", "Nguyễn Minh Anh"))
    assert found.work[1].attribution.feeds == ("Nguyễn Minh Anh",)


def test_a_full_names_last_word_is_not_taken_from_it_by_another_mark():
    found = rows(
        ("03", "Sáng: Họp", "", "Đ/c Ân PGĐ"),
        ("04", "Sáng: Họp", "", "Đ/c Trần Văn An PGĐ"),
        ("05", "Sáng: Họp", "", "Đ/c An PGĐ"),
    )
    assert found.work[2].attribution.feeds == ("Trần Văn An",)


def test_a_title_and_a_name_cut_by_a_page_break_are_one_person():
    found = rows(
        ("03", "Sáng: Họp rà soát minh chứng các tiêu chí 1, 2 và", "Phòng Thanh tra -", "HT Vinh, PHT"),
        "",
        ("", "tiêu chí 5 Chiều: Thẩm định", "KĐCL Khoa Điện", "Sơn PHT Hương"),
    )
    assert [set(i.attribution.feeds) for i in found.work] == [{"Vinh", "Sơn"}, {"Hương"}]


@pytest.mark.parametrize("rare", ["Khoảt", "Khoat"])
def test_a_tone_that_its_syllable_cannot_have_is_a_slip(rare):
    others = (("18", "Sáng: Họp", "", "Đ/c Khoảt PGĐ"), ("19", "Sáng: Họp", "", "Đ/c Khoat PGĐ"))
    found = rows(*days("Đ/c Khoát PGĐ", 4), *others, ("20", "Sáng: Họp", "", f"Đ/c {rare} PGĐ"))
    assert list(found.leaders) == ["Khoát"]
    assert [f.excerpt for f in found.findings if f.code == "L407"] == ["Đ/c Khoảt PGĐ", "Đ/c Khoat PGĐ"]


def test_a_spelling_that_no_word_has_is_a_slip_however_rare_the_name():
    found = rows(("03", "Sáng: Họp", "", "Đ/c Hương PGĐ"), ("04", "Sáng: Dự Đại hội", "", "Đ/c Hưong PGĐ"))
    assert [i.attribution.feeds for i in found.work] == [("Hương",)] * 2
    assert "L407" in found.codes


def test_names_alone_side_by_side_are_parted_where_each_stands_alone_elsewhere():
    found = rows(
        ("03", "Sáng: Họp Chiều: - Dự lễ - Kiểm tra", "", "Páo, Thái Páo Chương"),
        ("04", "Sáng: Chào cờ Chiều: Làm việc với Sở", "", "Lãnh đạo Ban Páo"),
        ("05", "Sáng: Họp", "", "Chương"),
        ("06", "Sáng: Họp", "", "Thái"),
        ("07", "Sáng: Họp", "", "Lý Văn Chương"),
    )
    assert [set(i.attribution.feeds) for i in found.work[:5]] == [
        {"Páo", "Thái"},
        {"Páo"},
        {"Lý Văn Chương"},
        {"Páo", "Thái", "Lý Văn Chương"},
        {"Páo"},
    ]
    assert all(i.attribution.certain for i in found.work)


def test_the_column_of_those_who_attend_may_say_so_by_one_word():
    found = rows(
        ("03", "Sáng: Họp", "Văn phòng", "Đ/c Hoàn GĐ"),
        header=("Ngày", "Nội dung", "Ban tham mưu", "Ban Thường trực dự"),
    )
    assert found.work[0].attribution.feeds == ("Hoàn",)


def test_a_deputy_in_charge_behind_a_person_is_a_block_of_its_own():
    found = rows(("03", "Sáng: Họp Chiều: Kiểm tra", "", "Đ/c Bình PGĐ Đ/c PGĐ phụ trách"), *OTHERS)
    assert [(sorted(i.attribution.feeds), i.attribution.certain) for i in found.work[:2]] == [
        (["Bình"], True),
        (["An", "Bình"], False),
    ]


def test_the_signer_gives_a_leader_his_full_name():
    found = rows(*OTHERS, after="GIÁM ĐỐC\n\nNguyễn Huy Hoàn")
    leader = next(leader for leader in found.programme.leaders if leader.title == "GĐ")
    assert (leader.name, leader.full_name) == ("Hoàn", "Nguyễn Huy Hoàn")


def test_a_group_word_alone_does_not_make_a_leader():
    found = rows(("03", "Sáng: Họp", "", "Lãnh đạo Sở, đại diện các phòng"), *OTHERS)
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]


def test_leaders_named_inside_the_sentence_get_no_feed():
    found = rows(
        ("03", "Sáng: Tiếp và làm việc với đ/c Trần Văn Tuấn, Phó Chủ tịch UBND tỉnh", "", "Đ/c Hoàn GĐ Sở"), *OTHERS
    )
    assert found.work[0].attribution.feeds == ("Hoàn",)
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]


def test_the_configured_roster_names_those_that_the_document_does_not():
    roster = (
        RosterEntry("Hoàn", "GĐ"),
        RosterEntry("Bình", "PGĐ"),
        RosterEntry("An", "PGĐ"),
        RosterEntry("Tâm", "PGĐ"),
    )
    found = rows(("03", "Sáng: Giao ban", "", "Đ/c Hoàn GĐ; các PGĐ Sở"), config=Config(roster=roster))
    assert sorted(found.work[0].attribution.feeds) == ["An", "Bình", "Hoàn", "Tâm"]
    assert found.work[0].attribution.groups == ("các PGĐ Sở",)


def test_an_alias_is_the_person():
    roster = (RosterEntry("Hoàn", "GĐ", "Trần Thị Hoàn", ("Hoàn Béo",)), RosterEntry("Bình", "PGĐ"))
    found = rows(
        ("03", "Sáng: Giao ban", "", "Đ/c Hoàn Béo"),
        ("04", "Sáng: Họp", "", "Đ/c Trần Thị Hoàn"),
        config=Config(roster=roster),
    )
    assert [i.attribution.feeds for i in found.work] == [("Hoàn",), ("Hoàn",)]
    assert sorted(found.leaders) == ["Bình", "Hoàn"]


def test_an_item_without_a_leader_goes_to_everyone_and_is_uncertain():
    found = rows(("03", "Sáng: Vệ sinh cơ quan", "Văn phòng", ""), *OTHERS)
    assert sorted(found.work[0].attribution.feeds) == ["An", "Bình", "Hoàn"]
    assert not found.work[0].attribution.certain


@pytest.mark.parametrize(
    "cell",
    [
        "PGĐ",
        "Đ/c PGĐ",
        "Đ/c Phó Giám đốc Sở",
        "PGĐ phụ trách Văn xã",
        "Một PGĐ",
        "01 PGĐ",
        "các PGĐ liên quan",
        "Đ/c Bình hoặc Đ/c An",
    ],
)
def test_who_cannot_be_told_is_uncertain_and_has_it_in_his_feed(cell):
    found = rows(("03", "Sáng: Tiếp công dân", "Văn phòng", cell), *OTHERS)
    assert {"Bình", "An"} <= set(found.work[0].attribution.feeds)
    assert not found.work[0].attribution.certain
    assert "L401" in found.codes
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]


def test_the_words_of_the_column_are_kept_as_printed():
    found = rows(("03", "Sáng: Lễ chào cờ", "", "Đ/c Hoàn Bí thư Đảng bộ, GD Sở; các PGĐ Sở"), *OTHERS)
    assert found.work[0].attribution.printed == "Đ/c Hoàn Bí thư Đảng bộ, GD Sở; các PGĐ Sở"
    assert found.work[0].attribution.leaders == ("Hoàn",)
    assert found.work[0].attribution.groups == ("các PGĐ Sở",)


def test_a_deputy_who_is_head_of_another_body_is_among_the_deputies():
    found = rows(
        ("03", "Sáng: Giao ban", "Văn phòng", "Đ/c Kiệt BT; các PBT"),
        ("04", "Sáng: Tiếp công dân", "Văn phòng", "Đ/c Ngoan PBT - CT UBND"),
        ("05", "Sáng: Họp chi bộ", "Văn phòng", "Đ/c Thơ PBT"),
        ("06", "Sáng: Họp UBND", "Văn phòng", "Đ/c Kiệt BT; các PCT"),
    )
    assert sorted(found.work[0].attribution.feeds) == ["Kiệt", "Ngoan", "Thơ"]
    assert "Ngoan" not in found.work[3].attribution.feeds  # he is the CT, none of the PCT


@pytest.mark.parametrize(("office", "words", "feeds"), [pytest.param(*c, id=f"{c[0]}: {c[1]}") for c in CASES["words"]])
def test_an_items_words_name_those_who_are_of_the_office(office, words, feeds):
    found = understand(
        f"{office}\nLỊCH LÀM VIỆC\n(từ ngày 12/5/2025 đến ngày 18/5/2025)\n\nTHỨ HAI (12/5):\n- 07g30: {words}.\n"
        "THỨ BA (13/5):\n- Đ/c Bí thư: 08 giờ, dự Hội nghị.\n- Đ/c Phó Bí thư Thường trực: 08 giờ, dự Đại hội.\n"
        "THỨ TƯ (14/5):\n- Đ/c Phó Bí thư, Chủ tịch UBND huyện: 08g30, chủ trì phiên họp.\n"
    )
    assert set(found.leaders) == {"Bí thư", "Chủ tịch", "Phó Bí thư Thường trực"}
    meant = found.work[0].attribution
    assert sorted(meant.feeds) == (feeds.split(", ") if feeds else sorted(found.leaders))
    assert meant.certain is (feeds != "")


def test_who_does_something_else_in_a_later_clause_may_attend():
    found = understand(
        "HUYỆN ỦY TÂN THUẬN\nLỊCH LÀM VIỆC\n(từ ngày 12/5/2025 đến ngày 18/5/2025)\n\nTHỨ HAI (12/5):\n"
        "- 07g30: Đ/c Bí thư dự họp; đ/c Chủ tịch UBND huyện đi kiểm tra cơ sở.\n"
        "THỨ BA (13/5):\n- Đ/c Bí thư: 08 giờ, dự Hội nghị.\n- Đ/c Chủ tịch UBND huyện: 08 giờ, dự Đại hội.\n"
    )
    meant = found.work[0].attribution
    assert (set(meant.feeds), meant.certain) == ({"Bí thư", "Chủ tịch"}, False)


def test_the_chairmen_of_committee_and_council_are_two_and_have_their_own_work():
    found = understand(
        "HUYỆN ỦY TÂN THUẬN\nLỊCH LÀM VIỆC\n(từ ngày 12/5/2025 đến ngày 18/5/2025)\n\nTHỨ HAI (12/5):\n"
        "- 07g30: Chủ tịch UBND huyện tiếp công dân.\n- 14g00: Chủ tịch HĐND huyện họp thẩm tra.\n"
        "THỨ BA (13/5):\n- 08g00: Đ/c Chủ tịch HĐND huyện Tân Thuận tiếp xúc cử tri.\n"
    )
    assert [i.attribution.feeds for i in found.work] == [("Chủ tịch",), *[("Chủ tịch HĐND huyện",)] * 2]
    assert all(i.attribution.certain for i in found.work)


def test_where_secretary_and_chairman_lead_their_deputies_are_not_the_same():
    found = rows(
        ("03", "Sáng: Họp chi bộ", "Văn phòng", "Đ/c Kiệt BT; các PBT"),
        ("04", "Sáng: Họp UBND", "Văn phòng", "Đ/c Ngoan CT; các PCT UBND"),
        ("05", "Sáng: Tiếp công dân", "Văn phòng", "Đ/c Thơ PBT"),
        ("06", "Sáng: Dự hội thảo", "Văn phòng", "Đ/c Lan PCT"),
        ("07", "Sáng: Giám sát", "Văn phòng", "PCT HĐND"),
    )
    assert [sorted(i.attribution.feeds) for i in found.work] == [
        *[["Kiệt", "Thơ"], ["Lan", "Ngoan"], ["Thơ"], ["Lan"], ["PCT HĐND"]]
    ]


def test_points_below_a_leaders_heading_are_his():
    found = understand(
        "HUYỆN ỦY TÂN THUẬN\nLỊCH LÀM VIỆC CỦA THƯỜNG TRỰC HUYỆN ỦY\n(từ ngày 12/5/2025 đến ngày 18/5/2025)\n\n"
        "THỨ HAI (12/5):\n1. Đồng chí Bí thư Huyện ủy:\n- Sáng: Họp giao ban.\n- Chiều: Tiếp công dân.\n"
        "2. Đồng chí Phó Bí thư Thường trực:\n- Sáng: Dự đại hội.\n- 16h00: Thường trực Huyện ủy hội ý.\n"
        "- 18h00: Dự đêm hội.\n3. 19h00: Chào cờ.\n"
        "THỨ BA (13/5):\n- Ban Thường vụ Huyện ủy họp:\n+ Cho ý kiến báo cáo;\n+ Công tác cán bộ.\n"
    )
    first, second = "Bí thư Huyện ủy", "Phó Bí thư Thường trực"
    assert sorted((i.text, i.attribution.feeds, i.attribution.certain) for i in found.work) == [
        ("Ban Thường vụ Huyện ủy họp", (first, second), True),
        ("Chào cờ", (first, second), False),
        ("Dự đêm hội", (second,), True),
        ("Dự đại hội", (second,), True),
        ("Họp giao ban", (first,), True),
        ("Thường trực Huyện ủy hội ý", (first, second), True),
        ("Tiếp công dân", (first,), True),
    ]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("PTGD Đức", "PTGĐ"),
        ("Phó TGĐ Đức", "PTGĐ"),
        ("P.TGĐ Đức", "PTGĐ"),
        ("Phó Tổng GĐ Đức", "PTGĐ"),
        ("Phó HT Đức", "PHT"),
        ("P. HT Đức", "PHT"),
        ("Phó CT Đức", "PCT"),
        ("Chánh VP Đức", "CVP"),
        ("Tổng GĐ", "TGĐ"),
        ("KTT", "KTT"),
        ("Kế toán trưởng", "KTT"),
    ],
)
def test_titles_written_half_out(cell, title):
    found = rows(("03", "Sáng: Tiếp công dân", "Văn phòng", cell))
    name = "Đức" if cell.endswith("Đức") else cell
    assert [(leader.name, leader.title) for leader in found.programme.leaders] == [(name, title)]


@pytest.mark.parametrize(
    "cell",
    [
        "Kế toán", "Địa chính", "Tư pháp - Hộ tịch", "Công an xã", "Trạm Y tế", "Mặt trận", "Quân sự", "Thanh tra",
        "Dân vận", "Nội vụ", "Đại biểu HĐND", "Giấy mời riêng", "Như trên", "Cả cơ quan", "Hợp tác xã",
    ],
)  # fmt: skip
def test_a_common_noun_is_nobodys_name(cell):
    found = rows(("03", "Sáng: Họp", "", cell), *OTHERS)
    assert sorted(map(short, found.work[0].attribution.feeds)) == ["An", "Bình", "Hoàn"]
    assert not found.work[0].attribution.certain
    assert {"L402", "L405"} <= set(found.codes)
    assert len(found.leaders) == 3


@pytest.mark.parametrize(
    ("cell", "feeds"),
    [
        ("An chủ trì, Bình dự", ["An", "Bình"]),
        ("Bình đi cùng đoàn", ["Bình"]),
        ("An giám sát", ["An"]),
        ("An (thay Giám đốc)", ["An"]),
    ],
)
def test_a_name_alone_with_what_he_does(cell, feeds):
    found = rows(("03", "Sáng: Họp", "", cell), *OTHERS)
    assert sorted(map(short, found.work[0].attribution.feeds)) == feeds
    assert found.work[0].attribution.certain
    assert len(found.leaders) == 3


@pytest.mark.parametrize(
    "cell",
    [
        "Giám đốc Trung tâm Khuyến nông", "PGĐ Trung tâm Khuyến nông", "GĐ Sở Nội vụ", "Giám đốc HTX",
        "Đ/c Giám đốc Công ty TNHH Hải Long", "PGĐ Chi cục Thú y",
    ],
)  # fmt: skip
def test_the_head_of_another_body_is_none_of_ours(cell):
    day = ("03", "Sáng: Họp", "", cell)
    found = rows(day, *OTHERS, ("24", "Sáng: Giao ban", "", "Giám đốc, các PGĐ"), ("25", "Họp", "", "Lãnh đạo Sở"))
    assert found.work[0].attribution.feeds == (cell.removeprefix("Đ/c "),)
    assert [sorted(map(short, item.attribution.feeds)) for item in found.work[-2:]] == [["An", "Bình", "Hoàn"]] * 2
    assert all(item.attribution.certain for item in found.work)


@pytest.mark.parametrize("spelt", ["Chủ tịch Hội ND", "Chủ tịch Hội Nông dân tỉnh", "Chủ tịch Hội", "Chủ tịch"])
def test_the_head_of_the_office_itself_by_its_name(spelt):
    title = "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA HỘI NÔNG DÂN TỈNH HÀ SƠN"
    days = [("03", "Sáng: Họp", "Chủ tịch"), ("04", "Sáng: Họp", spelt), ("05", "Sáng: Họp", "Các PCT")]
    found = understand(document(days, header=("Ngày", "Nội dung", "Lãnh đạo"), title=title))
    assert [item.attribution.feeds for item in found.work[:2]] == [("Chủ tịch",)] * 2


def test_the_head_of_another_body_in_the_words_of_an_item():
    found = rows(*OTHERS, ("20", "Sáng: Giám đốc Trung tâm Khuyến nông báo cáo kết quả vụ Đông", "", ""))
    assert sorted(map(short, found.work[-1].attribution.feeds)) == ["An", "Bình", "Hoàn"]
    assert not found.work[-1].attribution.certain


@pytest.mark.parametrize(
    ("cell", "feeds", "certain"),
    [
        ("Hoàn/Bình", ["Bình", "Hoàn"], False),
        ("Đ/c Hoàn/Bình", ["Bình", "Hoàn"], False),
        ("Đ/c Hoàn-Bình", ["Bình", "Hoàn"], False),
        ("Đ/c Hoàn - Bình", ["Bình", "Hoàn"], False),
        ("8h: Hoàn; 14h: An", ["An", "Hoàn"], False),
        ("Đ/c Hoàn bận, đ/c Bình dự thay", ["Bình", "Hoàn"], False),
        ("GĐ (PGĐ Bình dự thay)", ["Bình", "Hoàn"], False),
        ("Đ/c Hoàn (vắng)", ["Hoàn"], False),
        ("Đ/c Bình thay đ/c Hoàn", ["Bình"], True),
        ("Đ/c Bình (thay đ/c Hoàn)", ["Bình"], True),
        ("Đ/c Bình dự thay Giám đốc", ["Bình"], True),
        ("PGĐ: Bình, An", ["An", "Bình"], True),
        ("Phó Giám đốc: Bình", ["Bình"], True),
        ("Lãnh đạo Sở (đ/c Bình)", ["Bình"], True),
        ("LĐ Sở: đ/c Bình", ["Bình"], True),
        ("Lãnh đạo Sở (đ/c Hoàn chủ trì)", ["An", "Bình", "Hoàn"], True),
        ("Bình, An toàn", ["Bình"], True),
    ],
)
def test_nobody_named_in_a_cell_is_lost(cell, feeds, certain):
    found = rows(("03", "Sáng: Họp", "", cell), *OTHERS)
    assert sorted(map(short, found.work[0].attribution.feeds)) == feeds
    assert found.work[0].attribution.certain is certain
    assert len(found.leaders) == 3


@pytest.mark.parametrize(
    ("content", "cell", "items"),
    [
        ("Sáng: Họp. Chiều: Thăm xã", "Sáng: Đ/c Hoàn; Chiều: Đ/c Bình", ["Họp: Hoàn", "Thăm xã: Bình"]),
        ("Sáng: Họp. Chiều: Thăm xã", "<p>Sáng: Hoàn</p><p>Chiều: Bình</p>", ["Họp: Hoàn", "Thăm xã: Bình"]),
        ("Sáng: Họp. Chiều: Thăm xã", "Đ/c Hoàn (sáng), đ/c Bình (chiều)", ["Họp: Hoàn", "Thăm xã: Bình"]),
        ("Sáng: Họp. Chiều: Thăm xã", "S: Hoàn C: Bình", ["Họp: Hoàn", "Thăm xã: Bình"]),
        ("Sáng: Họp. Chiều: Thăm xã", "Đ/c An; sáng: Đ/c Hoàn", ["Họp: An, Hoàn", "Thăm xã: An"]),
        ("Thăm xã", "Sáng: Hoàn; chiều: Bình", ["Thăm xã: Hoàn", "Thăm xã: Bình"]),
        ("Sáng: Họp", "Sáng: Đ/c Hoàn", ["Họp: Hoàn"]),
        ("Sáng: - Họp. - Kiểm tra kho. Chiều: Thăm xã", "Sáng: Hoàn; chiều: Bình",
         ["Họp: Hoàn", "Kiểm tra kho: Hoàn", "Thăm xã: Bình"]),
    ],
)  # fmt: skip
def test_a_leaders_cell_may_name_the_parts_of_the_day(content, cell, items):
    found = rows(("03", content, "Văn phòng", cell), *OTHERS)
    said = [f"{item.text}: {', '.join(sorted(map(short, item.attribution.feeds)))}" for item in found.work[:-4]]
    assert said == items
    assert all(item.attribution.certain for item in found.work)
    assert len(found.leaders) == 3


def test_the_head_of_a_unit_is_none_of_the_leaders():
    day = ("03", "Sáng: Họp", "", "Trưởng khoa CNTT")
    found = rows(day, *OTHERS, ("24", "Sáng: Chào cờ", "", "Toàn thể CBCC"), ("25", "Họp", "", "Lãnh đạo Sở"))
    assert found.work[0].attribution.feeds == ("Trưởng khoa CNTT",)
    assert [sorted(map(short, item.attribution.feeds)) for item in found.work[-2:]] == [["An", "Bình", "Hoàn"]] * 2


@pytest.mark.parametrize(
    ("cell", "feeds"),
    [
        ("Hoàn An", ["An", "Hoàn"]),
        ("Lãnh đạo Sở (trừ đ/c Bình đi công tác)", ["An", "Hoàn"]),
        ("Ban Giám đốc trừ đ/c An", ["Bình", "Hoàn"]),
        ("Đ/c Hoàn (được ủy quyền)", ["Hoàn"]),
        ("PGĐ TS. Bình", ["Bình"]),
        ("Ban Giám đốc Giám đốc Hoàn", ["An", "Bình", "Hoàn"]),
    ],
)
def test_who_is_meant_by_a_cell(cell, feeds):
    found = rows(("03", "Sáng: Họp", "", cell), *OTHERS)
    assert sorted(map(short, found.work[0].attribution.feeds)) == feeds
    assert found.work[0].attribution.certain
    assert len(found.leaders) == 3


@pytest.mark.parametrize(
    ("words", "feeds"), [("đ/c Bình cùng dự", ["An", "Bình"]), ("đ/c Nam, PCT UBND tỉnh dự", ["An"])]
)
def test_brackets_name_who_attends_beside_the_column(words, feeds):
    found = rows(("03", f"Sáng: Họp ({words})", "", "Đ/c An PGĐ"), *OTHERS)
    assert sorted(map(short, found.work[0].attribution.feeds)) == feeds


@pytest.mark.parametrize(
    ("words", "feeds"),
    [
        ("Họp. Đ/c Hoàn (GĐ) chủ trì. Cùng dự: các PGĐ, trưởng các phòng", ["An", "Bình", "Hoàn"]),
        ("Đ/c Hoàn (GĐ) dự họp UBND tỉnh. Cùng dự: Đ/c An (PGĐ)", ["An", "Hoàn"]),
        ("Đ/c An (PGĐ) kiểm tra cơ sở. Cùng đi: lãnh đạo Chi cục Thủy lợi", ["An"]),
        ("Họp xét thầu. Cùng dự: đ/c Lan CVP", ["An", "Bình", "Hoàn"]),
    ],
)
def test_who_attends_too_in_the_words_of_an_item(words, feeds):
    found = rows(("03", f"Sáng: {words}", "", ""), *OTHERS)
    assert sorted(map(short, found.work[0].attribution.feeds)) == feeds


@pytest.mark.parametrize("goes", ["dự thay Đ/c Hoàn", "thay Đ/c Hoàn", "chủ trì thay Đ/c Giám đốc"])
def test_who_goes_in_anothers_place_in_the_words_of_an_item(goes):
    found = rows(("03", f"Sáng: Họp (Đ/c An {goes})", "", "Đ/c Hoàn GĐ"), *OTHERS)
    assert (found.work[0].attribution.feeds, found.work[0].attribution.certain) == (("An",), True)


def test_who_is_on_leave_stands_for_nobody_in_his_works_place():
    content = "Sáng: Kiểm tra lưới điện Chiều: Thẩm định hồ sơ"
    found = rows(("03", content, "VP", "(Đ/c Bình nghỉ phép) Đ/c An PGĐ"), *OTHERS)
    morning, afternoon = [item.attribution for item in found.work[:2]]
    assert not morning.certain and set(morning.feeds) >= {"Hoàn", "An"}
    assert (afternoon.feeds, afternoon.certain) == (("An",), True)


def test_the_head_of_a_bureau_by_his_office_and_by_its_letters():
    work = (("03", "Sáng: Họp", "", "Đ/c Khiêm CT"), ("04", "Sáng: Họp", "", "Cục trưởng"))
    title = "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2025 CỦA CỤC THỐNG KÊ TỈNH PHÚ YÊN"
    found = rows(*work, ("05", "Sáng: Họp", "", "Đ/c Vân PCT"), title=title)
    assert [item.attribution.feeds for item in found.work] == [("Khiêm",), ("Khiêm",), ("Vân",)]


def test_leaders_of_the_committee_above_are_none_of_a_departments():
    found = rows(
        ("03", "Sáng: Họp", "", "Lãnh đạo UBND tỉnh; Đ/c An PGĐ"),
        ("04", "Sáng: Họp", "", "Lãnh đạo UBND tỉnh"),
        *OTHERS,
    )
    assert [(set(i.attribution.feeds), i.attribution.certain) for i in found.work[:2]] == [
        ({"An"}, True),
        ({"An", "Bình", "Hoàn"}, False),
    ]


def test_a_deputy_by_his_field_and_by_his_name_is_one():
    found = rows(
        ("03", "Sáng: Họp", "", "PCT.KT"),
        ("04", "Sáng: Họp", "", "Phó Chủ tịch Kinh tế Mai Thành Tựu"),
        ("05", "Sáng: Họp", "", "PCT Kinh tế"),
        ("06", "Sáng: Họp", "", "Chủ tịch"),
    )
    assert [i.attribution.feeds for i in found.work] == [("Mai Thành Tựu",)] * 3 + [("Chủ tịch",)]


def test_committee_and_council_side_by_side():
    found = rows(
        ("03", "Sáng: Họp", "", "Đ/c Lam - CT HĐND"),
        ("04", "Sáng: Họp", "", "Đ/c Thụ - CT UBND"),
        ("05", "Sáng: Họp", "", "Đ/c Sâm - PCT UBND; đ/c Nga - PCT HĐND"),
        ("06", "Sáng: Họp", "", "Lãnh đạo UBND huyện"),
        ("07", "Sáng: Họp", "", "TT HĐND; CT UBND"),
        ("10", "Sáng: Họp", "", "Các PCT HĐND"),
        config=Config(organisation="UBND huyện Tân Thuận"),
    )
    assert [set(i.attribution.feeds) for i in found.work[3:]] == [{"Thụ", "Sâm"}, {"Lam", "Nga", "Thụ"}, {"Nga"}]
    assert all(i.attribution.certain for i in found.work)


def test_each_head_has_deputies_of_his_own():
    cells = (
        "CHT Điền",
        "Chính ủy Bích",
        "Đ/c Giang PCHT",
        "Đại tá Tuyển - Phó Chính ủy",
        "Các PCHT",
        "Thủ trưởng Bộ CHQS",
    )
    found = rows(
        *((f"{day:02}", "Sáng: Họp", "", cell) for day, cell in enumerate(cells, 3)),
        config=Config(organisation="Ban CHQS huyện Phú Lộc"),
    )
    assert [set(i.attribution.feeds) for i in found.work[4:]] == [{"Giang"}, {"Điền", "Bích", "Giang", "Tuyển"}]


@pytest.mark.parametrize("unit", ["GĐ HOÀN ", "HOÀN, ", "HOÀN GĐ, ", "Đ/c Hoàn GĐ Bình PGĐ "])
def test_a_hostile_cell_of_names_takes_no_long_time(unit):
    start = time.perf_counter()
    read_mentions([unit * (64_000 // len(unit))])
    assert time.perf_counter() - start < 10


def test_initials_tell_namesakes_apart():
    cells = ("Đ/c Lương Thế Hùng PGĐ", "Đ/c Đỗ Mạnh Hùng PGĐ", "Đ/c L.T. Hùng, PGĐ")
    found = rows(*((f"{day:02}", "Sáng: Họp", "", cell) for day, cell in enumerate(cells, 3)))
    assert found.work[2].attribution.feeds == ("Lương Thế Hùng",)


@pytest.mark.parametrize(
    ("cells", "feeds"),
    [
        # no full name fits the initials
        (("Đ/c Ng. Hùng PGĐ", "Đ/c Tr. Hùng PGĐ"), [{"Ng. Hùng"}, {"Tr. Hùng"}]),
        (("Đ/c L.T. Hùng PGĐ", "Đ/c Đỗ Mạnh Hùng PGĐ"), [{"L.T. Hùng"}, {"Đỗ Mạnh Hùng"}]),
        # one does
        (("Trần Việt Hùng, PGĐ", "Đ/c Tr. Hùng PGĐ", "Ng.Hùng PGĐ"), [{"Trần Việt Hùng"}] * 2 + [{"Ng. Hùng"}]),
        (("Đoàn Thị Thanh Hà, PGĐ", "Đ/c Đoàn T. Thanh Hà"), [{"Đoàn Thị Thanh Hà"}] * 2),
        # the family's initial before that of the middle name; one who has another title may be the other
        (("Đ/c Vũ Hùng PGĐ", "Trần Văn Hùng GĐ", "Đ/c V. Hùng PGĐ"), [{"Vũ Hùng"}, {"Trần Văn Hùng"}, {"Vũ Hùng"}]),
        (
            ("Trần Văn Hùng GĐ", "Lê Hùng PGĐ", "Đ/c T. Hùng PGĐ"),
            [{"Trần Văn Hùng"}, {"Lê Hùng"}, {"Trần Văn Hùng", "Lê Hùng"}],
        ),
        # one and the same
        (("Đ/c N. Hùng PGĐ", "Đ/c N.V. Hùng PGĐ", "Ng. Hùng PGĐ"), [{"Hùng"}] * 3),
        (("Nguyễn Văn Hùng PGĐ", "V. Hùng PGĐ"), [{"Nguyễn Văn Hùng"}] * 2),
        # nobody else is called so
        (("Đ/c Ng. Hùng PGĐ", "Đ/c Hùng PGĐ"), [{"Hùng"}, {"Hùng"}]),
        # neither is said
        (
            ("Đ/c Ng. Hùng PGĐ", "Đ/c Tr. Hùng PGĐ", "Đ/c Hùng PGĐ"),
            [{"Ng. Hùng"}, {"Tr. Hùng"}, {"Ng. Hùng", "Tr. Hùng"}],
        ),
        # in one cell
        (("Đ/c Ng. Hùng và đ/c Tr. Hùng",), [{"Ng. Hùng", "Tr. Hùng"}]),
    ],
)
def test_initials_of_families_are_kept_where_only_they_tell_who_it_is(cells, feeds):
    found = rows(*((f"{day:02}", "Sáng: Họp", "", cell) for day, cell in enumerate(cells, 3)))
    assert [set(i.attribution.feeds) for i in found.work] == feeds


def test_a_sign_of_ditto_below_a_row_of_several_works_may_be_anybody_of_it():
    above = ("03", "Sáng: Họp A Chiều: Họp B", "", "Đ/c Hoàn GĐ Đ/c Bình PGĐ")
    found = rows(above, ("04", "Sáng: Họp C", "", "-nt-; Đ/c Lan PGĐ"), ("05", "Sáng: Họp D", "", "Đ/c Lan PGĐ"))
    assert set(found.work[2].attribution.feeds) == {"Hoàn", "Bình", "Lan"}
    assert not found.work[2].attribution.certain


def test_a_name_printed_once_may_be_a_slip_of_one_printed_often():
    found = rows(
        *days("Đ/c Khang PGĐ", 5), ("20", "Sáng: Họp", "", "Đ/c Khanh PGĐ"), ("21", "Sáng: Họp", "", "Các PGĐ")
    )
    assert found.work[-2].attribution.feeds == ("Khang", "Khanh")
    assert not found.work[-2].attribution.certain
    assert found.work[-1].attribution.feeds == ("Khang",)
    assert "L407" in found.codes


def test_a_deputy_and_a_standing_board_in_a_flattened_cell():
    """ "PCT Thường trực LĐLĐ" is two where the row has too few leaders and he is mostly printed without."""
    plain = ("05", "Sáng: Họp", "VP", "Đ/c Sỹ - PCT")
    board = ("06", "Sáng: Họp", "VP", "Thường trực LĐLĐ tỉnh")
    head = ("07", "Sáng: Họp", "VP", "Đ/c Dũng - Chủ tịch")
    row = ("03", "Sáng: Thăm cơ sở Chiều: Giao ban", "VP", "Đ/c Sỹ - PCT Thường trực LĐLĐ tỉnh")
    found = rows(row, plain, board, head, ("10", *plain[1:]))
    assert [sorted(i.attribution.feeds) for i in found.work][:2] == [["Sỹ"], ["Dũng", "Sỹ"]]
    # He alone, for one work: then he is the standing deputy.
    found = rows(("03", "Sáng: Thăm cơ sở", *row[2:]), plain, board, head)
    assert [sorted(i.attribution.feeds) for i in found.work][:1] == [["Sỹ"]]


def test_the_standing_board_of_a_partys_committee_is_its_secretaries():
    found = rows(
        ("03", "Sáng: Họp", "VP", "Thường trực Đảng ủy"),
        ("04", "Sáng: Họp", "VP", "Ban Thường vụ Đảng ủy"),
        ("05", "Sáng: Họp", "VP", "Đ/c Tâm, Bí thư Đảng ủy; đ/c Liên, Phó Bí thư Thường trực"),
        ("06", "Sáng: Họp", "VP", "Đ/c Hiển, Phó Bí thư, Chủ tịch UBND phường"),
        ("07", "Sáng: Họp", "VP", "Đ/c Oanh, Ủy viên Ban Thường vụ, Chủ nhiệm UBKT"),
        ("10", "Sáng: Họp", "VP", "Đ/c Phó Bí thư"),
    )
    feeds = [(sorted(i.attribution.feeds), i.attribution.certain) for i in found.work]
    assert feeds[:2] == [(["Hiển", "Liên", "Tâm"], True), (["Hiển", "Liên", "Oanh", "Tâm"], True)]
    assert feeds[-1] == (["Hiển", "Liên"], False)


def test_heads_of_units_are_in_no_group_and_get_no_work_of_nobodys():
    found = rows(
        ("03", "Sáng: Giao ban", "VP", "Lãnh đạo Sở"),
        ("04", "Sáng: Họp", "VP", "Đ/c Hoàn GĐ"),
        ("05", "Sáng: Họp", "VP", "Chánh Văn phòng"),
        ("06", "Sáng: Họp", "VP", "Trưởng phòng TT-PC"),
        ("07", "Sáng: Họp", "VP", ""),
    )
    assert [i.attribution.feeds for i in found.work] == [
        ("Hoàn",), ("Hoàn",), ("Chánh Văn phòng",), ("Trưởng phòng TT-PC",), ("Hoàn",),
    ]  # fmt: skip
    assert [i.attribution.certain for i in found.work] == [True, True, True, True, False]


def test_a_representative_of_a_group_may_be_any_of_it():
    found = rows(("03", "Sáng: Họp Chiều: Đối thoại", "VP", "Ban Giám đốc Đại diện Lãnh đạo Sở"), *OTHERS)
    assert [i.attribution.certain for i in found.work[:2]] == [True, False]
    assert found.work[0].attribution.feeds == found.work[1].attribution.feeds
    assert found.work[0].attribution.printed == "Ban Giám đốc"


def test_deputies_with_a_capital_open_a_line_that_was_lost():
    found = rows(("03", "Sáng: Thẩm định Chiều: Tọa đàm", "VP Công đoàn", "Đ/c Bình PGĐ Các PGĐ"), *OTHERS)
    assert [set(i.attribution.feeds) for i in found.work[:2]] == [{"Bình"}, {"Bình", "An"}]


@pytest.mark.parametrize(
    ("cells", "leaders"),
    [
        (["GĐ Toàn", "Gđ Toàn, PGĐ Thuận", "PGĐ Trường"], ["Toàn GĐ", "Thuận PGĐ", "Trường PGĐ"]),
        (["Toàn GĐ", "Toàn GĐ Toàn GĐ, Kiên PGĐ"], ["Toàn GĐ", "Kiên PGĐ"]),
        (["Hằng GĐ Quyết PGĐ Mẫn PGĐ"], ["Hằng GĐ", "Quyết PGĐ", "Mẫn PGĐ"]),
        (["Đ/c Hằng GĐ Sở PGĐ An", "PGĐ Kiên PGĐ Quyết Đ/c Hằng GĐ"], ["Hằng GĐ", "An PGĐ", "Kiên PGĐ", "Quyết PGĐ"]),
        (["Quyết PCT Chủ tịch", "Đ/c Thành CT"], ["Thành CT", "Quyết PCT"]),
    ],
)
def test_people_side_by_side_without_an_address(cells, leaders):
    found = rows(*[(f"{number:02}", "Sáng: Họp", "VP", cell) for number, cell in enumerate(cells, 3)])
    assert sorted(f"{one.name} {one.title}" for one in found.programme.leaders) == sorted(leaders)


@pytest.mark.parametrize(
    "cell",
    [
        "Đ/c Hoàn GĐ, các PGĐ: Bình, An",
        "Đ/c Hoàn GĐ; các PGĐ: đ/c Bình và đ/c An",
        "Đ/c Hoàn GĐ; các PGĐ Bình, An",
        "Giám đốc Hoàn; các Phó Giám đốc Bình và An",
    ],
)
def test_deputies_named_behind_a_colon_are_those(cell):
    found = rows(("03", "Sáng: Họp", "VP", cell), ("04", "Sáng: Họp", "VP", "Đ/c Lan PGĐ"), *OTHERS)
    assert set(found.work[0].attribution.feeds) == {"Hoàn", "Bình", "An"}
    assert found.work[0].attribution.certain


@pytest.mark.parametrize(
    ("cell", "feeds"),
    [
        ("<s>Đ/c Hoàn GĐ</s> Đ/c An PGĐ", ["An"]),
        ("<p><s>Đ/c Hoàn GĐ</s></p><p>Đ/c An PGĐ</p>", ["An"]),
        ("Đ/c An PGĐ, <s>Đ/c Hoàn GĐ</s>", ["An"]),
        ("<del>Đ/c Hoàn GĐ; Đ/c Bình PGĐ;</del> Đ/c An PGĐ", ["An"]),
        ("<del>Đ/c Hoàn GĐ</del> <ins>Đ/c An PGĐ</ins>", ["An"]),
        ("<s>Đ/c Hoàn - Giám đốc</s> Đ/c An - PGĐ", ["An"]),
        ("Đ/c <s>Hoàn</s> An PGĐ", ["An"]),
        ("Các PGĐ, <s>Đ/c Hoàn GĐ</s>", ["An", "Bình"]),
        ("<s>Giám đốc Hoàn</s> PGĐ An", ["An"]),
    ],
)
def test_who_is_struck_out_attends_no_more(cell, feeds):
    found = rows(("03", "Sáng: Họp", "VP", cell), *OTHERS)
    assert sorted(map(short, found.work[0].attribution.feeds)) == feeds
    assert found.work[0].attribution.certain
    assert any("Hoàn" in f.excerpt for f in found.findings)  # it is said whom he stands in for


def test_a_title_that_is_struck_out_is_mended():
    found = rows(("03", "Sáng: Họp", "VP", "Đ/c An <s>GĐ</s> PGĐ"), *OTHERS)
    assert [(i.attribution.feeds, i.attribution.certain) for i in found.work[:1]] == [(("An",), True)]
    assert found.work[0].attribution.printed == "Đ/c An PGĐ (trước là GĐ)"


def test_groups_of_several_bodies_beside_a_comma_are_one_list():
    cell = "<p>Thường trực Đảng ủy, Thường trực HĐND, Lãnh đạo Sở</p><p>Toàn thể CBCC</p><p>Đ/c An PGĐ</p>"
    found = rows(
        ("03", "Sáng: Giao ban Chiều: Tổng vệ sinh Tối: Gặp mặt", "<p>VP</p><p>TCCB</p><p>VP</p>", cell), *OTHERS
    )
    assert [i.attribution.certain for i in found.work[1:3]] == [True, True]
    assert found.work[2].attribution.feeds == ("An",)


def test_an_invitation_stands_for_the_leaders_of_its_work():
    cell = "<p>Theo giấy mời</p><p>Đ/c An PGĐ</p><p>Đ/c Bình PGĐ</p>"
    marks = "Sáng: Họp Chiều: Kiểm tra Tối: Gặp mặt"
    found = rows(("03", marks, "<p>VP</p><p>VP</p><p>VP</p>", cell), *OTHERS)
    assert [(len(i.attribution.feeds), i.attribution.certain) for i in found.work[:3]] == [
        (3, False),
        (1, True),
        (1, True),
    ]
    assert [f.message for f in found.findings if f.code == "L402"] == [
        "Không thấy lãnh đạo nào của cơ quan này trong “Theo giấy mời”."
    ]


@pytest.mark.parametrize(
    ("cell", "feeds"),
    [
        ("<p>Đ/c Hoàn GĐ</p> <p></p> <p>Đ/c Bình PGĐ</p>", [1, 3, 1]),
        ("<p> </p><p>Đ/c Hoàn GĐ</p><p>Đ/c Bình PGĐ</p>", [3, 1, 1]),
        ("<p>Đ/c Hoàn GĐ</p><p>Đ/c Bình PGĐ</p><p></p>", [1, 1, 3]),
        ("<p></p><p>Đ/c Hoàn GĐ</p><p>Đ/c An PGĐ</p><p>Đ/c Bình PGĐ</p>", [1, 1, 1]),
    ],
)
def test_an_empty_paragraph_holds_the_place_of_a_work_that_nobody_leads(cell, feeds):
    work = "<p>- Họp giao ban</p><p>- Kiểm tra cơ sở</p><p>- Gặp mặt báo chí</p>"
    found = rows(("03", work, "<p>VP</p><p>VP</p><p>VP</p>", cell), *OTHERS)
    assert [len(i.attribution.feeds) for i in found.work[:3]] == feeds
    assert [i.attribution.certain for i in found.work[:3]] == [count == 1 for count in feeds]
    assert sum(f.code == "L402" for f in found.findings) == feeds.count(3)


@pytest.mark.parametrize("name", ["K’Rang", "K'Rang", "H’Yim Kđoh", "Y-Thanh"])
def test_a_sign_in_a_name_of_the_highlands_does_not_end_it(name):
    found = rows(("03", "Sáng: Họp", "VP", f"Đ/c {name} PGĐ"), ("04", "Sáng: Họp", "VP", f"PGĐ {name}"), *OTHERS)
    assert [i.attribution.feeds for i in found.work[:2]] == [(name,), (name,)]


def test_where_all_are_struck_out_of_a_work_that_is_not_they_may_attend():
    found = rows(("03", "Sáng: Họp", "VP", "<s>Đ/c Hoàn GĐ</s>"), *OTHERS)
    assert [(i.attribution.feeds, i.attribution.certain, i.cancelled) for i in found.work[:1]] == [
        (("Hoàn",), False, False)
    ]


def test_people_whose_paragraphs_lost_the_blank_between_them():
    marks = "Sáng: Họp Chiều: Kiểm tra Tối: Gặp mặt"
    found = rows(("03", marks, "VP", "Đ/c Hoàn GĐĐ/c An PGĐĐ/c Bình PGĐ"), *OTHERS)
    assert [(i.attribution.feeds, i.attribution.certain) for i in found.work[:3]] == [
        (("Hoàn",), True),
        (("An",), True),
        (("Bình",), True),
    ]


def test_who_is_struck_out_beside_a_work_that_is_put_off_had_attended_it():
    content = "<p><s>Sáng: Họp Hội đồng</s></p><p>Chiều: Kiểm tra</p>"
    found = rows(("03", content, "<p>VP</p><p>VP</p>", "<p><s>Đ/c Hoàn GĐ</s></p><p>Đ/c An PGĐ</p>"), *OTHERS)
    assert [(i.cancelled, i.attribution.feeds) for i in found.work[:2]] == [(True, ("Hoàn",)), (False, ("An",))]


@pytest.mark.parametrize(("cell", "certain"), [("Đ/c An PGĐ (ủy quyền)", True), ("Đ/c Hoàn GĐ (ủy quyền)", False)])
def test_a_deputy_attends_by_delegation_a_head_may_delegate(cell, certain):
    found = rows(("03", "Sáng: Họp", "VP", cell), *OTHERS)
    assert found.work[0].attribution.certain is certain


def test_a_list_of_leaders_that_a_page_break_cut_behind_a_semicolon_goes_on():
    found = rows(
        ("18", "Sáng: Thăm các gia đình: - Đoàn số 1 đi xã A; - Đoàn số 2 đi xã", "VP", "Đ/c Hoàn GĐ; Đ/c An PGĐ;"),
        "",
        ("", "B; - Đoàn số 3 đi xã C. Chiều: Họp", "VP", "Đ/c Bình PGĐ Đ/c An PGĐ"),
        *OTHERS,
    )
    assert [(i.text, i.agenda[2:], i.attribution.feeds) for i in found.work[:2]] == [
        ("Thăm các gia đình", ("Đoàn số 3 đi xã C",), ("Hoàn", "An", "Bình")),
        ("Họp", (), ("An",)),
    ]


def test_leaders_of_another_body_are_none_of_ours():
    found = rows(
        ("03", "Sáng: Họp", "VP", "Đ/c Bình PGĐ và lãnh đạo Chi cục Kiểm lâm"),
        ("04", "Sáng: Họp", "VP", "Lãnh đạo Chi cục Kiểm lâm"),
        *OTHERS,
    )
    assert [(len(i.attribution.feeds), i.attribution.certain) for i in found.work[:2]] == [(1, True), (3, False)]
    (finding,) = [f for f in found.findings if f.code == "L402"]
    assert finding.message == "Không thấy lãnh đạo nào của cơ quan này trong “Lãnh đạo Chi cục Kiểm lâm”."


def test_one_who_sends_another_and_stands_there_again_may_attend():
    others = (*OTHERS, ("06", "Sáng: Họp", "VP", "Đ/c Bình PGĐ"))
    cell = "Sở - Hoàn (ủy quyền đ/c Bình dự) - chiều Hoàn"
    found = rows(("03", "Sáng: Họp", "VP", cell), *others)
    assert {"Hoàn", "Bình"} <= set(map(short, found.work[0].attribution.feeds))
    assert not found.work[0].attribution.certain
    assert "L401" in found.codes


def test_two_of_one_name_whose_titles_nobody_holds_together_have_feeds_of_their_own():
    cells = ["Đ/c Dũng CT", "Đ/c Dũng PCT", "Đ/c Dũng PCT", "Đ/c Dũng CT", "Đ/c Dũng PCT", "Đ/c Dũng CT", "Đ/c Dũng"]
    found = rows(*((f"{n:02}", "Sáng: Kiểm tra cơ sở", "Văn phòng", cell) for n, cell in enumerate(cells, 3)))
    assert [(i.attribution.feeds, i.attribution.certain) for i in found.work] == [
        *[((cell.removeprefix("Đ/c "),), True) for cell in cells[:-1]],
        (("Dũng CT", "Dũng PCT"), False),
    ]
    assert [f.message for f in found.findings if f.code == "L407"] == ["Nhiều người tên “Dũng”: Dũng CT, Dũng PCT."]


@pytest.mark.parametrize(
    "titles",
    [["CT", "PCT", "CT", "CT", "CT", "PCT"], ["PCT", "PCT", "PCT", "CT", "CT", "CT"]],
    ids=["a slip or two", "promoted"],
)
def test_one_person_of_two_titles_stays_one(titles):
    cells = [f"Đ/c Dũng {title}" for title in titles]
    found = rows(*((f"{n:02}", "Sáng: Kiểm tra cơ sở", "Văn phòng", cell) for n, cell in enumerate(cells, 3)))
    assert {i.attribution.feeds for i in found.work} == {("Dũng",)}
    assert "L404" in found.codes


WHO_IS_WHO = tuple(
    (f"1{n}", "Sáng: Họp", "Văn phòng", who) for n, who in enumerate(("Đ/c Hoàn GĐ", "Đ/c Bình PGĐ", "Đ/c An PGĐ"))
)


@pytest.mark.parametrize(
    ("leaders", "who"),
    [
        # line breaks within the paragraphs of a cell that has as many as the works
        ("<p>Đ/c Hoàn GĐ<br>Đ/c Bình PGĐ</p> <p>Đ/c An PGĐ</p>", [["Bình", "Hoàn"], ["An"]]),
        # somebody sent, on a line that a flattened cell has lost
        ("Đ/c Hoàn + đ/c Bình Ủy quyền đ/c An dự", [["Bình", "Hoàn"], ["An"]]),
        # a title behind a bracket that says who goes
        ("GĐ (ủy quyền đ/c An dự) GĐ + hai PGĐ", [["An"], ["An", "Bình", "Hoàn"]]),
    ],
)
def test_blocks_of_two_works(leaders, who):
    content = "<p>Sáng: Họp xét thầu</p> <p>Chiều: Duyệt dự toán</p>"
    found = rows(*WHO_IS_WHO, ("05", content, "<p>Văn phòng</p> <p>Phòng Một</p>", leaders))
    works = [e for e in found.events if e.start.day == 5]
    assert [sorted(e.feeds) for e in works] == who
    assert [e.certain for e in works] == [True, True]


@pytest.mark.parametrize("others", ["Bí thư các chi bộ", "Giám đốc các trung tâm", "Chủ tịch UBND các xã"])
def test_heads_of_others_are_no_leaders(others):
    found = rows(*WHO_IS_WHO, ("05", "Sáng: Họp", "Văn phòng", f"Đ/c Bình PGĐ; {others}"))
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "PGĐ phụ trách TM PGĐ phụ trách KT Các đồng chí lãnh đạo Sở",
            ["PGĐ phụ trách TM", "PGĐ phụ trách KT", "Các đồng chí lãnh đạo Sở"],
        ),
        ("các đ/c PGĐ Phó Giám đốc phụ trách KT", ["các đ/c PGĐ", "Phó Giám đốc phụ trách KT"]),
        ("Đ/c Khuê BT Thường trực Đảng ủy Khối", ["Đ/c Khuê BT", "Thường trực Đảng ủy Khối"]),
        ("Đ/c Ngà PBT Thường trực Đảng ủy Khối", ["Đ/c Ngà PBT Thường trực Đảng ủy Khối"]),
    ],
)
def test_titles_right_behind_others(text, printed):
    assert [mention.printed for mention in read_mentions([text])[0]] == printed


def test_an_empty_paragraph_holds_its_place_beside_one_of_two_lines():
    content = "<p>Sáng: - Họp xét thầu</p> <p>- Duyệt dự toán</p> <p>Chiều: Tiếp dân</p>"
    found = rows(
        *WHO_IS_WHO, ("05", content, "Văn phòng", "<p>Đ/c Hoàn GĐ<br>Đ/c Bình PGĐ</p> <p></p> <p>Đ/c An PGĐ</p>")
    )
    works = [e for e in found.events if e.start.day == 5]
    assert [e.leaders for e in works if e.summary != "Duyệt dự toán"] == [("Hoàn", "Bình"), ("An",)]
    assert [e.certain for e in works if e.summary == "Duyệt dự toán"] == [False]
