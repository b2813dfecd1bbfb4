"""Days off: against the official announcements, and against the `holidays` package day by day."""

import csv
from datetime import date, timedelta
from pathlib import Path

import holidays as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.almanac import Almanac, AlmanacRangeError, DayOff, LunarDate, Tag, law, refresh, tet
from ics_export.almanac.tables import rows

DATA = Path(__file__).with_name("data")
ALMANAC = Almanac()
ONE_DAY = timedelta(days=1)
KINDS = {"swap_off": "swap", "holiday": "holiday", "compensatory": "compensatory"}


def table(name: str, separator: str = ",") -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter=separator))


OFFICIAL = table("official_days_off.csv")
EXPLAINED = table("holidays_differences.tsv", "\t")


@pytest.mark.parametrize("year", range(2020, 2027))
def test_a_year_is_what_was_announced(year: int) -> None:
    """Every row of the announcements with its kind, and no other day, compensatory days by rule included."""
    of_year = [row for row in OFFICIAL if row["date"].startswith(str(year))]
    announced = {row["date"]: KINDS[row["kind"]] for row in of_year if row["kind"] in KINDS}
    worked = [row["date"] for row in of_year if row["kind"] == "working_weekend"]
    assert {day.date.isoformat(): day.kind for day in ALMANAC.days_off(year)} == announced
    assert [day.isoformat() for day in ALMANAC.working_days(year)] == worked
    assert not any(day.expected for day in ALMANAC.days_off(year))


def test_compensatory_days_carry_the_announced_names() -> None:
    for row in OFFICIAL:
        if row["kind"] == "compensatory":
            off = ALMANAC.day_off(date.fromisoformat(row["date"]))
            assert off is not None and off.name == row["name"]


@pytest.mark.parametrize("year", range(1995, 2100))
def test_as_many_public_holidays_as_the_law_says(year: int) -> None:
    """8 days in 1995, Giỗ Tổ from 2007, a fifth day of Tết from 2014, a second 2/9 from 2021."""
    count = 8 + (year >= 2007) + (year >= 2014) + (year >= 2021)
    assert sum(day.kind == "holiday" for day in ALMANAC.days_off(year)) == count


@pytest.mark.parametrize("year", range(1995, 2100))
def test_one_compensatory_day_per_holiday_on_a_rest_day(year: int) -> None:
    off = ALMANAC.days_off(year)
    on_rest_days = [day for day in off if day.kind == "holiday" and law.rests_weekly(day.date)]
    compensatory = [day for day in off if day.kind == "compensatory"]
    assert len(compensatory) == len(on_rest_days)
    assert not any(law.rests_weekly(day.date) for day in compensatory)


def test_before_the_labour_code_nothing_is_claimed() -> None:
    assert ALMANAC.days_off(1994) == ()
    assert ALMANAC.tags(date(1990, 9, 2)) == (Tag.WEEKEND,)  # a Sunday, and no holiday that we know of
    assert ALMANAC.tags(date(1994, 2, 10)) == (Tag.TET,)


def test_saturday_is_a_rest_day_from_october_1999() -> None:
    assert ALMANAC.tags(date(1999, 9, 25)) == ()
    assert ALMANAC.tags(date(1999, 10, 2)) == (Tag.WEEKEND,)


@pytest.mark.parametrize("year", range(2015, 2027))
def test_what_is_expected_is_what_was_announced_before(year: int) -> None:
    """The rules for years without an announcement give every announcement there has been since 2015."""
    days = {day.date for day in law.announced()[year] if day.name == law.TET}
    assert days == set(law.expected_tet_days(tet(year)))
    if year >= 2021:
        beside = [day.date for day in law.announced()[year] if day.name == law.NATIONAL_DAY]
        assert beside == [law.expected_national_day(year)]


def test_a_year_without_announcement_is_expected_where_the_law_leaves_it_open() -> None:
    expected = {day.date.isoformat(): day.title for day in ALMANAC.days_off(2027) if day.expected}
    assert expected == {
        "2027-02-04": "Tết Nguyên đán (dự kiến)",
        "2027-02-08": "Tết Nguyên đán (dự kiến)",
        "2027-02-09": "Tết Nguyên đán (nghỉ bù, dự kiến)",
        "2027-02-10": "Tết Nguyên đán (nghỉ bù, dự kiến)",
        "2027-09-03": "Quốc khánh (dự kiến)",
    }


def test_every_announced_row_has_its_source_and_is_plausible() -> None:
    for days in law.announced().values():
        for day in days:
            assert day.source
            assert day.kind != "swap" or (day.worked_on and law.rests_weekly(day.worked_on))
            assert day.kind != "swap" or not law.rests_weekly(day.date)
    for year in range(2014, 2027):
        assert sum(day.name == law.TET for day in law.announced()[year]) == 5


def test_a_holiday_that_only_one_year_has(monkeypatch: pytest.MonkeyPatch) -> None:
    saturday = DayOff(date(2028, 7, 1), "Ngày lễ một lần", source="…")
    monkeypatch.setattr(law, "announced", lambda: {2028: (saturday,)})
    assert saturday in law.public_holidays(2028)


@pytest.mark.parametrize("row", ["2027-05-03\tcompensatory\tNghỉ bù\t\t…", "2027-05-03\tswap\tHoán đổi\t\t…"])
def test_a_row_that_cannot_be_announced_is_refused(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("date", "kind", "name", "worked_on", "source")
    monkeypatch.setattr(law, "rows", lambda name: [dict(zip(columns, row.split("\t"), strict=True))])
    with pytest.raises(ValueError, match="2027-05-03"):
        law.announced.__wrapped__()


# The holidays package


def test_tet_and_gio_to_agree_with_the_package() -> None:
    for year in range(1968, 2100):
        theirs = reference.country_holidays("VN", years=year, language="vi")
        assert "Tết Nguyên Đán" in theirs[tet(year)].split("; ")
        if year >= 2007:
            gio_to = LunarDate(year, 3, False, 10).to_solar()
            assert "Giỗ Tổ" in theirs[gio_to]


def test_every_difference_from_the_package_is_explained() -> None:
    differences = refresh.differences(ALMANAC, range(1995, 2028))
    found = {(str(each.day), each.what, each.only) for each in differences}
    assert found == {(row["date"], row["what"], row["only"]) for row in EXPLAINED}
    assert all(row["reason"] for row in EXPLAINED)


def test_later_differences_are_of_three_known_sorts() -> None:
    """In years that nobody has announced two sets of expectations meet: 24/11 (see the table), mùng 4 on a
    weekend (after a Tết on Wednesday or Thursday), and which weekend day counts before a Monday Tết."""
    for each in refresh.differences(ALMANAC, range(2028, 2100)):
        mung_1 = tet(each.day.year)
        culture_day = each.day.month == 11 and each.day.day in (24, 25, 26) and each.only == "theirs"
        mung_4 = each.only == "theirs" and each.day == mung_1 + 3 * ONE_DAY and each.day.weekday() >= 5
        saturday = each.only == "ours" and mung_1.weekday() == 0 and each.day == mung_1 - 2 * ONE_DAY
        assert each.what == "off" and (culture_day or mung_4 or saturday), each


def test_the_package_knows_no_swap_that_we_lack() -> None:
    assert list(refresh.missing_swaps(range(1995, 2028))) == []


def test_refresh_adds_what_is_missing_in_order(tmp_path: Path) -> None:
    path = tmp_path / "announced_days.tsv"
    whole = refresh.DATA.read_text(encoding="utf-8")
    removed = next(line for line in whole.splitlines() if line.startswith("2024-04-29"))
    path.write_text(whole.replace(removed + "\n", ""), encoding="utf-8")
    day = next(day for day in law.announced()[2024] if day.kind == "swap")
    refresh._write([day], path)
    assert path.read_text(encoding="utf-8") == whole


# What a day is


@pytest.mark.parametrize(
    ("day", "tags", "name"),
    [
        ("2025-01-24", (), None),
        ("2025-01-25", ("TET", "WEEKEND"), "26 Tết"),
        ("2025-01-27", ("TET", "HOLIDAY"), "28 Tết"),
        ("2025-01-28", ("TET", "HOLIDAY", "OBSERVANCE"), "Giao thừa"),
        ("2025-01-29", ("TET", "HOLIDAY"), "Mùng 1 Tết"),
        ("2025-02-02", ("TET", "WEEKEND"), "Mùng 5 Tết"),
        ("2025-02-03", ("OBSERVANCE",), None),
        ("2024-02-08", ("TET", "HOLIDAY"), "29 Tết"),
        ("2024-02-09", ("TET", "HOLIDAY", "OBSERVANCE"), "Giao thừa"),
        ("2024-02-14", ("TET", "COMPENSATORY"), "Mùng 5 Tết"),
        ("2014-01-28", ("TET", "COMPENSATORY"), "28 Tết"),
        ("2030-02-02", ("TET", "HOLIDAY", "WEEKEND"), "Mùng 1 Tết"),
        ("2025-04-26", ("WORKING_WEEKEND",), None),
        ("2025-05-02", ("COMPENSATORY",), None),
        ("2026-01-02", ("COMPENSATORY",), None),
        ("2026-01-10", ("WORKING_WEEKEND",), None),
        ("2014-12-27", ("WORKING_WEEKEND",), None),
        ("2026-04-26", ("HOLIDAY", "WEEKEND"), None),
        ("2026-04-27", ("COMPENSATORY",), None),
        ("1967-12-31", (), None),
        ("2100-01-02", (), None),
    ],
)
def test_tags_and_the_days_of_tet(day: str, tags: tuple[str, ...], name: str | None) -> None:
    solar = date.fromisoformat(day)
    assert ALMANAC.tags(solar) == tags
    assert ALMANAC.tet_name(solar) == name


def test_tags_have_their_vietnamese_labels() -> None:
    assert {tag.value: tag.label for tag in Tag} == {
        "WEEKEND": "Cuối tuần", "TET": "Tết", "HOLIDAY": "Nghỉ lễ", "COMPENSATORY": "Nghỉ bù",
        "WORKING_WEEKEND": "Làm bù", "OBSERVANCE": "Kỷ niệm",
    }  # fmt: skip


@given(st.dates(date(1968, 1, 29), date(2099, 12, 31)))
def test_tags_are_consistent(day: date) -> None:
    tags, off = ALMANAC.tags(day), ALMANAC.day_off(day)
    assert (off is not None) == (Tag.HOLIDAY in tags or Tag.COMPENSATORY in tags)
    assert (ALMANAC.tet_day(day) is not None) == (Tag.TET in tags)
    assert ALMANAC.is_working_day(day) == (off is None and Tag.WEEKEND not in tags)
    assert not {Tag.WEEKEND, Tag.WORKING_WEEKEND} <= set(tags)


def test_tet_breaks_are_those_announced() -> None:
    breaks = {
        2013: ("02-09", "02-17"), 2014: ("01-28", "02-05"), 2015: ("02-15", "02-23"),
        2016: ("02-06", "02-14"), 2017: ("01-26", "02-01"), 2018: ("02-14", "02-20"),
        2019: ("02-02", "02-10"), 2020: ("01-23", "01-29"), 2021: ("02-10", "02-16"),
        2022: ("01-29", "02-06"), 2023: ("01-20", "01-26"), 2024: ("02-08", "02-14"),
        2025: ("01-25", "02-02"), 2026: ("02-14", "02-22"),
    }  # fmt: skip
    for year, (first, last) in breaks.items():
        days = [day for n in range(90) if ALMANAC.tet_day(day := date(year, 1, 1) + n * ONE_DAY) is not None]
        assert (f"{days[0]:%m-%d}", f"{days[-1]:%m-%d}") == (first, last)


# Observances


def test_lunar_observances_of_2000_to_2060() -> None:
    expected = {(row["date"], row["key"]) for row in table("lunar_observances.csv")}
    keys = {key for _, key in expected}
    days = [date(2000, 1, 1) + n * ONE_DAY for n in range((date(2061, 1, 1) - date(2000, 1, 1)).days)]
    found = {(str(day), each.key) for day in days for each in ALMANAC.observances(day) if each.key in keys}
    assert found == expected
    assert len(keys) == 9


def test_giao_thua_is_the_day_before_tet_in_every_year() -> None:
    for year in range(1969, 2100):
        eve = tet(year) - ONE_DAY
        assert "giao_thua" in [each.key for each in ALMANAC.observances(eve)]


def test_an_observance_begins_with_the_rule_that_made_it() -> None:
    digital = "Ngày Chuyển đổi số quốc gia"
    assert digital not in [each.name for each in ALMANAC.observances(date(2021, 10, 10))]
    assert digital in [each.name for each in ALMANAC.observances(date(2022, 10, 10))]


def test_every_observance_has_a_source_and_a_key_of_its_own() -> None:
    listed = list(rows("observances.tsv"))
    assert all(row["source"] and row["calendar"] in ("lunar", "solar") for row in listed)
    assert len({row["key"] for row in listed}) == len(listed)


# What the office adds


def test_an_office_adds_days() -> None:
    swap = DayOff(date(2027, 2, 3), "Nghỉ hoán đổi dịp Tết", "swap", worked_on=date(2027, 1, 30))
    own = Almanac(
        extra_days_off=(DayOff(date(2027, 2, 4), "Tết Nguyên đán"), swap),
        extra_working_days=(date(2027, 2, 20), date(2027, 9, 3)),
    )
    fixed = own.day_off(date(2027, 2, 4))
    assert fixed is not None and not fixed.expected
    assert own.tags(date(2027, 2, 3)) == (Tag.TET, Tag.COMPENSATORY, Tag.OBSERVANCE)
    assert own.working_days(2027) == (date(2027, 1, 30), date(2027, 2, 20))
    assert own.worked_for(date(2027, 1, 30)) == swap and own.worked_for(date(2027, 2, 20)) is None
    assert own.is_working_day(date(2027, 9, 3)) and own.day_off(date(2027, 9, 3)) is None
    assert hash(own) == hash(Almanac(list(own.extra_days_off), list(own.extra_working_days)))  # type: ignore[arg-type]


# The contract of the command line


def test_describe_a_date() -> None:
    assert ALMANAC.describe(date(2030, 2, 2)) == {
        "date": "2030-02-02",
        "lunar": {
            "year": 2030, "month": 1, "day": 1, "leap": False, "name": "mùng 1 tháng Giêng năm Canh Tuất",
        },
        "tags": ["TET", "HOLIDAY", "WEEKEND"],
        "holidays": ["Tết Nguyên đán"],
    }  # fmt: skip
    assert ALMANAC.describe(date(2100, 2, 8))["tags"] == []
    with pytest.raises(AlmanacRangeError):
        ALMANAC.describe(date(1968, 1, 28))


def test_describe_a_year() -> None:
    described = ALMANAC.describe_year(2026)
    assert list(described) == ["year", "tet", "can_chi", "months", "days_off", "working_days"]
    assert (described["year"], described["tet"], described["can_chi"]) == (2026, "2026-02-17", "Bính Ngọ")
    assert described["months"][0] == {
        "first_day": "2026-01-19", "lunar_year": 2025, "month": 12, "leap": False,
    }  # fmt: skip
    assert described["working_days"] == ["2026-01-10", "2026-08-22"]
    assert described["days_off"][1] == {
        "date": "2026-01-02", "name": "Nghỉ hoán đổi dịp Tết Dương lịch", "kind": "swap",
    }  # fmt: skip
    assert [month["leap"] for month in ALMANAC.describe_year(2025)["months"]].count(True) == 1
    with pytest.raises(AlmanacRangeError):
        ALMANAC.describe_year(2100)


def test_a_broken_row_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ics_export.almanac.tables.__file__", str(tmp_path / "tables.py"))
    (tmp_path / "days.tsv").write_text("# note\ndate\tname\n2025-01-01\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"days\.tsv:3: 1 fields, 2 columns"):
        list(rows("days.tsv"))
