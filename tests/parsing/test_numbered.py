"""Rows whose leaders and units bear the numbers of the works beside them."""

from __future__ import annotations

import pytest

from parsing.build import document, understand

KNOWN = ("10", "Sáng: Họp", "VP", "Đ/c Hoàn GĐ, Đ/c Bình PGĐ, Đ/c An PGĐ")
THREE = "Sáng: 1. Giao ban 2. Họp rà soát vốn Chiều: 3. Tiếp công dân"


@pytest.mark.parametrize(
    ("content", "leaders", "who"),
    [
        (THREE, "1. Đ/c Hoàn 2. Đ/c Bình 3. Đ/c An", [("Hoàn", True), ("Bình", True), ("An", True)]),
        (THREE, "1. Đ/c Hoàn; 2, 3. Đ/c Bình", [("Hoàn", True), ("Bình", True), ("Bình", True)]),
        (THREE, "1, 2: Đ/c Hoàn; 3: Đ/c An", [("Hoàn", True), ("Hoàn", True), ("An", True)]),
        (THREE, "1-3) Đ/c Hoàn", [("Hoàn", True)] * 3),
        (THREE, "(1) Đ/c Hoàn (2) Đ/c Bình (3) Đ/c An", [("Hoàn", True), ("Bình", True), ("An", True)]),
        (THREE, "Nội dung 1: Đ/c Hoàn; nội dung 2: Đ/c An; nội dung 3: Đ/c An", [("Hoàn", True), *[("An", True)] * 2]),
        # The second is nobody's: each may attend.
        (THREE, "1. Đ/c Hoàn 3. Đ/c An", [("Hoàn", True), ("Hoàn An Bình", False), ("An", True)]),
        (THREE, "1. Đ/c Hoàn hoặc Đ/c An 2. Đ/c Bình 3. Đ/c An", [("Hoàn An", False), ("Bình", True), ("An", True)]),
        # Each part of the day has numbers of its own.
        (
            "Sáng: 1. Giao ban 2. Họp chi bộ Chiều: 1. Tiếp công dân 2. Thăm trại giống",
            "1. Đ/c Hoàn 2. Đ/c Bình 1. Đ/c An 2. Đ/c Bình",
            [("Hoàn", True), ("Bình", True), ("An", True), ("Bình", True)],
        ),
        (
            "Sáng: 1. Giao ban 2. Họp chi bộ Chiều: 1. Tiếp công dân 2. Thăm trại giống",
            "Sáng: 1. Đ/c Hoàn 2. Đ/c Bình Chiều: 1. Đ/c An 2. Đ/c Bình",
            [("Hoàn", True), ("Bình", True), ("An", True), ("Bình", True)],
        ),
        # Works without numbers: then the numbers only part the entries.
        ("Sáng: - Giao ban - Họp chi bộ", "1. Đ/c Hoàn 2. Đ/c Bình", [("Hoàn", True), ("Bình", True)]),
    ],
)
def test_whoever_bears_a_works_number_attends_it(content, leaders, who):
    found = understand(document([("03", content, "VP", leaders), KNOWN]))
    work = [item for item in found.work if item.first.day == 3]
    assert [(" ".join(i.attribution.feeds), i.attribution.certain) for i in work] == who


@pytest.mark.parametrize("units", ["1. Văn phòng 2. Phòng KH-TC 3. Phòng QLXD", "Văn phòng Phòng KH-TC Phòng QLXD"])
def test_units_go_with_their_works(units):
    found = understand(document([("03", THREE, units, "1. Đ/c Hoàn 2. Đ/c Bình 3. Đ/c An"), KNOWN]))
    assert [i.units for i in found.work if i.first.day == 3] == [("Văn phòng",), ("Phòng KH-TC",), ("Phòng QLXD",)]


def test_a_page_break_within_a_numbered_work():
    found = understand(
        document(
            [
                ("03", "Sáng: 1. Giao ban 2. Họp hội đồng về", "1. VP 2. Phòng KH", "1. Đ/c Hoàn 2. Đ/c Bình"),
                "",
                ("", "quy hoạch Chiều: 3. Tiếp công dân", "3. Phòng TTr", "3. Đ/c An"),
                KNOWN,
            ]
        )
    )
    work = [(i.text, i.attribution.feeds, i.units) for i in found.work if i.first.day == 3]
    assert work == [
        ("Giao ban", ("Hoàn",), ("VP",)),
        ("Họp hội đồng về quy hoạch", ("Bình",), ("Phòng KH",)),
        ("Tiếp công dân", ("An",), ("Phòng TTr",)),
    ]


def test_an_observance_above_numbered_work_is_nobodys():
    content = "Kỷ niệm 65 năm Ngày truyền thống (03/02) Sáng: 1. Dâng hoa 2. Giao ban"
    found = understand(document([("03", content, "VP", "1. Đ/c Hoàn 2. Đ/c An"), KNOWN]))
    third = [(i.kind.value, i.attribution.feeds) for i in found.items if i.first.day == 3]
    assert third == [("observance", ("Hoàn", "An", "Bình")), ("event", ("Hoàn",)), ("event", ("An",))]
