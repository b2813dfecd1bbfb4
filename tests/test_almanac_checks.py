"""The checks of a printed programme, and the pages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.almanac import (
    Almanac,
    AlmanacRangeError,
    can_chi,
    check_can_chi,
    date_page,
    find_can_chi,
    weekdays_fit,
    year_feed_entries,
    year_page,
)

ALMANAC = Almanac()


@pytest.mark.parametrize(
    ("printed", "year", "read", "verdict"),
    [
        ("Ất Tỵ", 2025, "Ất Tỵ", "right"),
        ("ẤT TỴ", 2025, "Ất Tỵ", "right"),
        ("Ất Tị", 2025, "Ất Tỵ", "right"),
        ("Quí  Mẹo", 2023, "Quý Mão", "right"),
        ("ÁT TỶ", 2025, "Ất Tỵ", "misspelt"),
        ("Ất Tý", 2025, "Ất Tỵ", "misspelt"),
        ("at ti", 2025, "Ất Tỵ", "misspelt"),
        ("Dinh Mùi", 2027, "Đinh Mùi", "misspelt"),
        ("Bình Ngo", 2026, "Bính Ngọ", "misspelt"),
        ("Ất Tỵy", 2025, "Ất Tỵ", "misspelt"),
        ("Gíap Thin", 2025, "Giáp Thìn", "wrong"),
        ("Mậu Thân", 2028, "Mậu Thân", "right"),
        ("Mậu Thân", 2024, "Mậu Thân", "wrong"),
        ("Bính Ngọ", 2025, "Bính Ngọ", "wrong"),
        ("Xuân mới", 2025, None, "unreadable"),
        ("", 2025, None, "unreadable"),
    ],
)
def test_names_of_years(printed: str, year: int, read: str | None, verdict: str) -> None:
    checked = check_can_chi(printed, year)
    assert (checked.right_name, checked.read, checked.verdict) == (can_chi(year), read, verdict)


@given(st.integers(1968, 2099), st.integers(1968, 2099))
def test_any_name_is_right_for_its_own_years_only(named: int, year: int) -> None:
    verdict = check_can_chi(can_chi(named).upper(), year).verdict
    assert verdict == ("right" if (named - year) % 60 == 0 else "wrong")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NGHỈ TẾT NGUYÊN ĐÁN ÁT TỶ", ("ÁT TỶ",)),
        ("Mừng xuân Bính Ngọ, chúc Tết", ("Bính Ngọ",)),
        ("từ Tết Giáp Thìn đến Tết Ất Tỵ", ("Giáp Thìn", "Ất Tỵ")),
        ("kế hoạch quý đầu năm 2025", ()),
        ("năm Ất. Tỵ", ()),
        ("", ()),
    ],
)
def test_names_of_years_in_a_text(text: str, names: tuple[str, ...]) -> None:
    assert find_can_chi(text) == names


def test_weekdays_that_fit_another_month() -> None:
    february = [(3, 1), (4, 2), (28, 5)]
    assert weekdays_fit(february, (2025, 2))[0] == (2025, 2)
    assert weekdays_fit(february, (2024, 2))[:2] == [(2024, 6), (2023, 7)]
    assert (2025, 2) in weekdays_fit(february, (2024, 2))
    assert weekdays_fit([(31, 1)], (2025, 4))[0] == (2025, 3)  # April has no 31st
    assert weekdays_fit([(3, 1), (4, 1)], (2025, 2)) == []
    assert len(weekdays_fit([], (2025, 2))) == 49


@given(st.dates(date(1970, 1, 1), date(2097, 12, 31)), st.integers(-24, 24))
def test_the_true_month_is_found_within_two_years(first: date, away: int) -> None:
    pairs = [(day, date(first.year, first.month, day).isoweekday()) for day in (1, first.day, 28)]
    year, month = divmod(first.year * 12 + first.month - 1 + away, 12)
    assert (first.year, first.month) in weekdays_fit(pairs, (year, month + 1))


def test_a_days_page() -> None:
    assert date_page(ALMANAC, date(2025, 1, 28)).splitlines()[:4] == [
        "Thứ Ba, 28/01/2025",
        "  Âm lịch:    29 tháng Chạp năm Giáp Thìn (29/12 Giáp Thìn)",
        "  Tết:        Giao thừa, Tết Ất Tỵ (mùng 1: 29/01/2025)",
        "  Nghỉ:       Tết Nguyên đán",
    ]
    assert "làm bù Thứ Bảy, 26/04/2025" in date_page(ALMANAC, date(2025, 5, 2))
    assert "cho Thứ Sáu, 02/05/2025" in date_page(ALMANAC, date(2025, 4, 26))
    assert "Ngày làm việc" in date_page(ALMANAC, date(2025, 8, 1))
    assert "không rõ" in date_page(ALMANAC, date(2100, 2, 8))
    assert "Ngày làm việc" not in date_page(ALMANAC, date(1991, 9, 2))
    with pytest.raises(AlmanacRangeError):
        date_page(ALMANAC, date(2100, 2, 9))


@pytest.mark.parametrize("year", [1968, 1985, 2025, 2027, 2099])
def test_a_years_page_shows_every_day_within_80_columns(year: int) -> None:
    page = year_page(ALMANAC, year)
    assert max(map(len, page.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in page.splitlines())
    assert page.count("THÁNG") == 12


def test_a_years_page_in_its_details() -> None:
    page = year_page(ALMANAC, 2025)
    assert "  27*28      28*29      29*1/1     30*2       31*3\n" in page
    assert "  21 27      22 28      23 29      24 30      25 1/6n    26 2       27 3\n" in page
    assert " 26+29 " in page
    assert "    27-31/1  Tết Nguyên đán\n" in page
    assert "       26/4  Làm bù cho ngày 02/05/2025\n" in page
    assert "   4?28" in year_page(ALMANAC, 2027)
    with pytest.raises(AlmanacRangeError):
        year_page(ALMANAC, 2100)


def test_a_years_feed() -> None:
    entries = year_feed_entries(ALMANAC, 2026)
    assert [day for day, _, _ in entries] == sorted(day for day, _, _ in entries)
    assert (date(2026, 2, 17), "Tết Nguyên đán – Mùng 1 Tết", ("Tết", "Nghỉ lễ")) in entries
    assert (date(2026, 2, 17), "Mùng 1 tháng Giêng năm Bính Ngọ", ("Âm lịch",)) in entries
    assert (date(2026, 1, 10), "Làm bù cho ngày 02/01/2026", ("Làm bù",)) in entries
    assert sum(categories == ("Âm lịch",) for _, _, categories in entries) == 12
