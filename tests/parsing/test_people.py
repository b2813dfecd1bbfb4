"""People: who stands in the leaders' column, who is the same person, whom a group means."""

from __future__ import annotations

import pytest

from ics_export.config import Config, RosterEntry
from ics_export.vietnamese import fold
from parsing.build import rows, table

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


@pytest.mark.parametrize(
    ("cell", "feeds"), [pytest.param(*c, id=c[0]) for c in CASES["named"] + CASES["groups"] + CASES["others"]]
)
def test_a_cell_names_its_leaders(cell, feeds):
    found = rows(("03", "Sáng: Tiếp công dân", "Văn phòng", cell), *OTHERS)
    assert sorted(short(n) for n in found.work[0].attribution.feeds) == sorted(feeds.split())
    assert found.work[0].attribution.certain
    assert sorted(short(n) for n in found.leaders) == ["An", "Bình", "Hoàn"]


@pytest.mark.parametrize("case", [pytest.param(c, id=" | ".join(c["cells"])) for c in CASES["roster"]])
def test_the_roster_is_inferred_and_nobody_is_split_in_two(case):
    found = rows(*((f"{n:02}", "Sáng: Kiểm tra cơ sở", "Văn phòng", cell) for n, cell in enumerate(case["cells"], 3)))
    leaders = [f"{leader.name} {leader.title}".strip() for leader in found.programme.leaders]
    assert sorted(map(fold, leaders)) == sorted(map(fold, case["leaders"]))
    assert all(len(i.attribution.feeds) == 1 and i.attribution.certain for i in found.work)


def test_a_contradicted_title_is_a_finding_and_splits_nobody():
    found = rows(*OTHERS, ("14", "Sáng: Nghiệm thu", "Văn phòng", "Đ/c Bình GĐ Sở"))
    assert sorted(found.leaders) == ["An", "Bình", "Hoàn"]
    assert next(leader.title for leader in found.programme.leaders if leader.name == "Bình") == "PGĐ"
    assert found.work[-1].attribution.feeds == ("Bình",)


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
    "cell", ["PGĐ", "Đ/c PGĐ", "Đ/c Phó Giám đốc Sở", "Một PGĐ", "01 PGĐ", "các PGĐ liên quan", "Đ/c Bình hoặc Đ/c An"]
)
def test_who_cannot_be_told_is_uncertain_and_has_it_in_his_feed(cell):
    found = rows(("03", "Sáng: Tiếp công dân", "Văn phòng", cell), *OTHERS)
    assert {"Bình", "An"} <= set(found.work[0].attribution.feeds)
    assert not found.work[0].attribution.certain
    assert "L401" in found.codes


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
