"""Rows whose cells hold several works line by line, the hours in a column of their own."""

from __future__ import annotations

import datetime as dt

from parsing.build import rows

HEADER = ("Ngày", "Nội dung", "Thời gian", "Địa điểm", "Đơn vị chuẩn bị", "Lãnh đạo")
KNOWN = ("10", "Họp", "8h00", "", "", "Đ/c Hoàn CT; đ/c Trí PCT; đ/c Lan PCT")


def test_as_many_hours_as_works_are_theirs():
    found = rows(
        (
            "03",
            "<i>Kỷ niệm 95 năm ngày thành lập ngành (03/02)</i><br>- Chào cờ<br>- Họp UBND:<br>+ Dự toán;<br>+ Đầu tư",
            "7h00<br>14g00", "Sân trụ sở<br>Phòng họp", "VP<br>Phòng Kinh tế", "Đ/c Hoàn CT<br>Đ/c Trí PCT",
        ),
        KNOWN,
        header=HEADER,
    )  # fmt: skip
    assert [
        (i.text, i.hours and i.hours.start, i.location, i.units, i.attribution.feeds) for i in found.items[1:3]
    ] == [
        ("Chào cờ", dt.time(7), "Sân trụ sở", ("VP",), ("Hoàn",)),
        ("Họp UBND", dt.time(14), "Phòng họp", ("Phòng Kinh tế",), ("Trí",)),
    ]
    assert found.items[0].kind.value == "observance"
    assert found.items[2].agenda == ("Dự toán", "Đầu tư")


def test_one_leader_has_them_all_and_a_slot_is_an_hour_too():
    found = rows(("03", "- Họp<br>- Tiếp dân", "8h00<br>Chiều", "", "", "Đ/c Trí PCT"), KNOWN, header=HEADER)
    work = [(i.text, i.hours and i.hours.start, i.slot and i.slot.value, i.attribution.feeds) for i in found.work[:2]]
    assert work == [("Họp", dt.time(8), None, ("Trí",)), ("Tiếp dân", None, "afternoon", ("Trí",))]


def test_other_numbers_of_leaders_are_for_the_alignment_to_deal_out():
    row = (
        "03",
        "- Giao ban<br>- Làm việc<br>- Tiếp dân",
        "7h30<br>9h30<br>14g00",
        "",
        "",
        "Đ/c Lan PCT<br>Đ/c Trí PCT",
    )
    found = rows(row, KNOWN, header=HEADER)
    work = [(i.text, i.hours and i.hours.start) for i in found.work[:3]]
    assert work == [("Giao ban", dt.time(7, 30)), ("Làm việc", dt.time(9, 30)), ("Tiếp dân", dt.time(14))]
    assert not found.work[1].attribution.certain
    assert set(found.work[1].attribution.feeds) == {"Lan", "Trí"}
