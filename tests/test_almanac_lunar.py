"""The lunar calendar against the table computed from the DE440 ephemeris, day by day."""

import csv
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import lunardate
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.almanac import (
    FIRST_DAY,
    LAST_DAY,
    AlmanacRangeError,
    LunarDate,
    can_chi,
    months_beginning_in,
    tet,
)
from ics_export.almanac.tables import rows

DATA = Path(__file__).with_name("data")
ONE_DAY = timedelta(days=1)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MONTHS = [
    (date.fromisoformat(row["first_day"]), int(row["lunar_year"]), int(row["lunar_month"]),
     row["is_leap"] == "1", int(row["length"]))
    for row in table("lunar_months.csv")
]  # fmt: skip
LENGTHS = {(year, month, leap): length for _, year, month, leap, length in MONTHS}
CORRECTIONS = list(rows("lunardate_corrections.csv", ","))

all_days = st.dates(FIRST_DAY, LAST_DAY)


def test_the_table_covers_the_range_without_a_gap() -> None:
    assert len(MONTHS) == 1633
    day = FIRST_DAY
    for first, *_, length in MONTHS:
        assert first == day
        day += timedelta(days=length)
    assert day == LAST_DAY + ONE_DAY


def test_every_day_both_ways() -> None:
    wrong = []
    for first, year, month, leap, length in MONTHS:
        for number in range(1, length + 1):
            solar, lunar = first + timedelta(days=number - 1), LunarDate(year, month, leap, number)
            if LunarDate.from_solar(solar) != lunar or lunar.to_solar() != solar:
                wrong.append(solar)
    assert wrong == []


def test_the_days_are_in_order() -> None:
    count = (LAST_DAY - FIRST_DAY).days + 1
    days = [LunarDate.from_solar(FIRST_DAY + timedelta(days=n)) for n in range(count)]
    assert len(days) == 48224
    assert all(one < other for one, other in pairwise(days))
    assert len(set(days)) == len(days)


def test_a_month_has_no_day_beyond_its_length() -> None:
    for (year, month, leap), length in LENGTHS.items():
        for day in (0, length + 1):
            with pytest.raises(ValueError, match="no day"):
                LunarDate(year, month, leap, day).to_solar()


def test_no_month_exists_that_the_table_lacks() -> None:
    for year in range(1968, 2100):
        for month in range(1, 13):
            for leap in (False, True):
                if (year, month, leap) not in LENGTHS:
                    with pytest.raises(ValueError, match="no leap month"):
                        LunarDate(year, month, leap, 1).to_solar()


def test_all_132_tet_and_the_names_of_their_years() -> None:
    expected = table("tet_dates.csv")
    assert len(expected) == 132
    for row in expected:
        year = int(row["year"])
        assert (tet(year).isoformat(), can_chi(year)) == (row["tet_date"], row["can_chi"])
        leap_months = [month for month in range(1, 13) if (year, month, True) in LENGTHS]
        assert leap_months == ([int(row["leap_month"])] if row["leap_month"] != "0" else [])


def test_months_beginning_in_a_year_are_all_of_them() -> None:
    listed = [
        (month.first_day, month.year, month.month, month.leap, month.length)
        for year in range(1968, 2100)
        for month in months_beginning_in(year)
    ]
    assert listed == [month for month in MONTHS if month[0].year <= 2099]


@pytest.mark.parametrize(
    ("solar", "day", "month", "leap"),
    [
        ("1968-01-29", 1, 1, False),  # Tết Mậu Thân, a day before the Saigon calendar
        ("1985-01-21", 1, 1, False),  # a month before China
        ("1985-03-21", 1, 2, True),  # leap 2 here, leap 10 of 1984 there
        ("1987-08-24", 1, 7, True),  # leap 7 here, leap 6 there
        ("2007-02-17", 1, 1, False),
        ("2009-04-04", 10, 3, False),  # Giỗ Tổ; China's 3/10 is a day later
        ("2018-11-07", 1, 10, False),
        ("2020-12-14", 1, 11, False),
        ("2030-02-02", 1, 1, False),
        ("2033-12-22", 1, 11, True),
        ("2034-09-26", 15, 8, False),  # Trung thu
        ("2053-02-18", 1, 1, False),
    ],
)
def test_days_that_tempt(solar: str, day: int, month: int, leap: bool) -> None:
    lunar = LunarDate.from_solar(date.fromisoformat(solar))
    assert (lunar.day, lunar.month, lunar.leap) == (day, month, leap)


def test_months_that_begin_within_minutes_of_midnight() -> None:
    """Every new moon near midnight, computed instant beside it, begins its month on the computed day."""
    moons = [row for row in table("dangerous_moments.csv") if row["event"] == "new_moon"]
    inside = [row for row in moons if row["civil_day"] <= LAST_DAY.isoformat()]
    assert [row["civil_day"] for row in inside] == [
        "1998-09-21", "2054-05-08", "2072-12-09", "2077-11-16", "2085-10-19",
    ]  # fmt: skip
    for row in inside:
        lunar = LunarDate.from_solar(date.fromisoformat(row["civil_day"]))
        assert (lunar.day, f"{lunar.month}/{lunar.year}") == (1, row["month_or_effect"])


@pytest.mark.parametrize("row", CORRECTIONS, ids=lambda row: row["vn_first_day"])
def test_each_correction_still_answers_what_lunardate_says(row: dict[str, str]) -> None:
    chinese = lunardate.LunarDate(
        int(row["lunardate_year"]), int(row["lunardate_month"]), 1, row["lunardate_is_leap"] == "1"
    )
    assert chinese.to_solar_date().isoformat() == row["lunardate_first_day"]
    solar = date.fromisoformat(row["lunardate_first_day"])
    back = lunardate.LunarDate.from_solar_date(solar.year, solar.month, solar.day)
    assert (back.year, back.month, back.day, back.is_leap_month) == (
        chinese.year, chinese.month, 1, chinese.is_leap_month,
    )  # fmt: skip


def test_the_corrections_are_exactly_the_months_that_differ() -> None:
    """Nothing is corrected that lunardate has right, but the three rows that guard against its repair."""
    chinese_first = {}
    for year in range(1968, 2100):
        leap_month = lunardate.LunarDate.leap_month_for_year(year)
        for month in range(1, 13):
            for leap in (False, True) if month == leap_month else (False,):
                chinese_first[year, month, leap] = lunardate.LunarDate(year, month, 1, leap).to_solar_date()
    vietnamese_first = {(year, month, leap): first for first, year, month, leap, _ in MONTHS}
    differing = {label for label, first in chinese_first.items() if vietnamese_first.get(label) != first}
    corrected = {
        (int(row["lunardate_year"]), int(row["lunardate_month"]), row["lunardate_is_leap"] == "1"):
        row["change"]
        for row in CORRECTIONS
    }  # fmt: skip
    assert {label for label, change in corrected.items() if change != "latent"} == differing
    assert len(differing) == 60
    assert sorted(corrected.values()).count("latent") == 3


def test_outside_the_range_is_an_error_that_names_it() -> None:
    for day in (FIRST_DAY - ONE_DAY, LAST_DAY + ONE_DAY, date.min, date.max):
        with pytest.raises(AlmanacRangeError, match="1968-01-29 to 2100-02-08"):
            LunarDate.from_solar(day)
    for year in (1967, 2100):
        with pytest.raises(AlmanacRangeError):
            LunarDate(year, 1, False, 1).to_solar()
        with pytest.raises(AlmanacRangeError):
            tet(year)
        with pytest.raises(AlmanacRangeError):
            months_beginning_in(year)


@pytest.mark.parametrize(
    ("solar", "name", "short"),
    [
        ("2025-02-03", "mùng 6 tháng Giêng năm Ất Tỵ", "6/1 Ất Tỵ"),
        ("2025-01-22", "23 tháng Chạp năm Giáp Thìn", "23/12 Giáp Thìn"),
        ("2025-10-06", "rằm tháng Tám năm Ất Tỵ", "15/8 Ất Tỵ"),
        ("2025-07-25", "mùng 1 tháng Sáu nhuận năm Ất Tỵ", "1/6 nhuận Ất Tỵ"),
        ("2030-02-02", "mùng 1 tháng Giêng năm Canh Tuất", "1/1 Canh Tuất"),
        ("2025-11-29", "mùng 10 tháng Mười năm Ất Tỵ", "10/10 Ất Tỵ"),
        ("2025-12-30", "11 tháng Mười một năm Ất Tỵ", "11/11 Ất Tỵ"),
    ],
)
def test_names(solar: str, name: str, short: str) -> None:
    lunar = LunarDate.from_solar(date.fromisoformat(solar))
    assert (lunar.name, lunar.short) == (name, short)


@given(all_days)
def test_round_trip(day: date) -> None:
    assert LunarDate.from_solar(day).to_solar() == day


@given(all_days, all_days)
def test_order_is_the_order_of_days(one: date, other: date) -> None:
    assert (LunarDate.from_solar(one) < LunarDate.from_solar(other)) == (one < other)


@given(st.integers(1968, 2099), st.integers(1, 12), st.booleans(), st.integers(1, 30))
def test_any_date_that_exists_comes_back(year: int, month: int, leap: bool, day: int) -> None:
    lunar = LunarDate(year, month, leap, day)
    if day <= LENGTHS.get((year, month, leap), 0):
        assert LunarDate.from_solar(lunar.to_solar()) == lunar
    else:
        with pytest.raises(ValueError, match=r"no (day|leap month)"):
            lunar.to_solar()


def test_dates_are_values() -> None:
    lunar = LunarDate(2025, 6, True, 1)
    assert {lunar: 1}[LunarDate.from_solar(date(2025, 7, 25))] == 1
    assert LunarDate(2025, 6, False, 29) < lunar < LunarDate(2025, 7, False, 1)
    with pytest.raises(AttributeError):
        lunar.day = 2  # type: ignore[misc]


def test_importing_loads_nothing_that_a_run_may_not_need() -> None:
    code = (
        "import sys, ics_export.almanac;"
        "print([name for name in ('lunardate', 'holidays', 'dataclasses') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                         cwd=Path(__file__).parents[1])  # fmt: skip
    assert ran.stdout.strip() == "[]"
