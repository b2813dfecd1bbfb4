"""The period of a programme whose heading names none: from its days where all print their years, else asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from ics_export.diagnostics import UserError
from parsing.build import document, understand

BODY = ("Tiếp công dân", "Văn phòng", "Đ/c Hoàn GĐ")


def table(*days: str, title: str = "LỊCH CÔNG TÁC CỦA SỞ THỦY SẢN") -> str:
    return document([(day, *BODY) for day in days], title=title, before="Kính gửi các phòng")


@pytest.mark.parametrize(
    ("days", "title", "first", "last"),
    [
        (("Thứ Hai 03/02/2025", "Thứ Sáu 07/02/2025"), None, "2025-02-03", "2025-02-07"),
        (("Thứ Hai 30/12/2024", "Thứ Năm 02/01/2025"), None, "2024-12-30", "2025-01-02"),
        (("03 tháng 02 năm 2025", "07.02.2025"), None, "2025-02-03", "2025-02-07"),
        (("03/02/2025", "Thứ Ba"), None, "2025-02-03", "2025-02-03"),
        (("03/02/2025", "28/02/2025"), "LỊCH CÔNG TÁC THÁNG 2 CỦA SỞ THỦY SẢN", "2025-02-01", "2025-02-28"),
    ],
)
def test_days_that_print_their_years_say_the_period(days, title, first, last):
    found = understand(table(*days, title=title) if title else table(*days))
    assert (found.programme.first, found.programme.last) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert "H204" in found.codes


@pytest.mark.parametrize(
    "days",
    [
        ("03/02/2025", "04/02"),  # a year that would be a guess
        ("03/02/2025", "04/08/2025"),  # no period's
        ("03/02/2025", "31/02/2025"),
        ("03", "04"),
    ],
)
def test_where_one_day_prints_no_year_the_month_is_asked_for(days):
    with pytest.raises(UserError, match="--month"):
        understand(table(*days))


def test_the_month_of_the_command_line_and_of_the_heading_come_first():
    text = table("03/02/2025", "04/02/2025")
    assert understand(text, month=(2025, 2)).programme.last == dt.date(2025, 2, 28)
    assert understand(table("03/02/2025", title="LỊCH CÔNG TÁC THÁNG 3 NĂM 2025")).programme.first == dt.date(
        2025, 3, 1
    )


def test_days_of_another_month_than_the_heading_s_are_no_answer():
    with pytest.raises(UserError, match="tháng 3"):
        understand(table("03/02/2025", title="LỊCH CÔNG TÁC THÁNG 3 CỦA SỞ THỦY SẢN"))
