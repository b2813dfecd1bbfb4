"""Which days Vietnamese labour law makes public holidays, year by year.

Sources, each from its first day of force:
- Labour Code 1994, Article 73 (1 January 1995): New Year, Tết four days (the last of the old year, the
  first three of the new), 30 April, 1 May, 2 September; a holiday on a weekly rest day gives the next day
  off.
- Law 84/2007/QH11 (2 April 2007): adds Giỗ Tổ Hùng Vương, 10 March of the lunar calendar.
- Labour Code 2012 (10/2012/QH13), Article 115 (1 May 2013): Tết five days, chosen each year.
- Labour Code 2019 (45/2019/QH14), Articles 111(3) and 112 (1 January 2021): 2 September and one day beside
  it, chosen each year by the Prime Minister, as are the five days of Tết; the compensatory day is the next
  working day.
- Decision 188/1999/QĐ-TTg (2 October 1999): State bodies rest on Saturday as well as Sunday.

Before 1995 nothing is stated here. Ngày Văn hóa Việt Nam (24 November) is not here either: Politburo
Resolution 80-NQ/TW of 7 January 2026 wants it to be a paid day off, but no law that makes it one was found.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

from ics_export.tuples import NamedTuple

from .lunar import FIRST_YEAR, LAST_YEAR, AlmanacRangeError, LunarDate, tet
from .tables import rows

Kind = Literal["holiday", "compensatory", "swap"]

TET = "Tết Nguyên đán"
NATIONAL_DAY = "Quốc khánh"

LABOUR_CODE_1994 = date(1995, 1, 1)
GIO_TO_ADDED = date(2007, 4, 2)
LABOUR_CODE_2012 = date(2013, 5, 1)
LABOUR_CODE_2019 = date(2021, 1, 1)
SATURDAY_REST = date(1999, 10, 2)

_DAY = timedelta(days=1)


_Date = date  # the type, in a class with a field of that name


class DayOff(NamedTuple):
    """A day off in lieu of a working day, or a public holiday on whatever weekday it falls.

    `kind`: a holiday of the law, a compensatory day (nghỉ bù) for a holiday on a rest day, or a swap (hoán
    đổi: a working day given off and worked on `worked_on`). `expected`: the law leaves the day to a yearly
    announcement that is not known, so this is what earlier years suggest. `source`: the law or announcement.
    """

    date: _Date
    name: str
    kind: Kind = "holiday"
    expected: bool = False
    worked_on: _Date | None = None
    source: str = ""

    @property
    def title(self) -> str:
        """The name, with "(dự kiến)" behind it where the day is only expected: "… (nghỉ bù, dự kiến)"."""
        if not self.expected:
            return self.name
        return f"{self.name[:-1]}, dự kiến)" if self.name.endswith(")") else f"{self.name} (dự kiến)"


def rests_weekly(day: date) -> bool:
    """Whether State bodies rest on this weekday: Sunday, and Saturday since 2 October 1999."""
    weekday = day.weekday()
    return weekday == 6 or (weekday == 5 and day >= SATURDAY_REST)


@cache
def announced() -> dict[int, tuple[DayOff, ...]]:
    """The announced days off by year, from announced_days.tsv. Raises ValueError for a row it cannot read."""
    years: dict[int, list[DayOff]] = {}
    # Compensatory days are computed; a row for one would give a second.
    kinds: dict[str, Kind] = {"holiday": "holiday", "swap": "swap"}
    for row in rows("announced_days.tsv"):
        if row["kind"] not in kinds or (row["kind"] == "swap") != bool(row["worked_on"]):
            raise ValueError(f"announced_days.tsv: {row['date']}: unknown kind, or a swap without worked_on")
        worked_on = date.fromisoformat(row["worked_on"]) if row["worked_on"] else None
        day = date.fromisoformat(row["date"])
        years.setdefault(day.year, []).append(
            DayOff(day, row["name"], kinds[row["kind"]], False, worked_on, row["source"])
        )
    return {year: tuple(found) for year, found in years.items()}


def public_holidays(year: int) -> tuple[DayOff, ...]:
    """The public holidays of a year in order, without compensatory days and swaps.

    In: a Gregorian year, 1968 to 2099. Raises AlmanacRangeError outside: Tết and Giỗ Tổ are not known there.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise AlmanacRangeError(f"{year} lies outside the almanac ({FIRST_YEAR} to {LAST_YEAR})")
    found = [*_fixed_holidays(year), *_tet_break(year)]
    if date(year, 9, 2) >= LABOUR_CODE_2019:
        found += _announced(year, NATIONAL_DAY) or [DayOff(expected_national_day(year), NATIONAL_DAY, expected=True)]
    found += [day for day in announced().get(year, ())
              if day.kind == "holiday" and day.name not in (TET, NATIONAL_DAY)]  # fmt: skip
    return tuple(sorted(found, key=lambda day: day.date))


def _fixed_holidays(year: int) -> list[DayOff]:
    wanted = [
        (date(year, 1, 1), "Tết Dương lịch", LABOUR_CODE_1994),
        (LunarDate(year, 3, False, 10).to_solar(), "Giỗ Tổ Hùng Vương", GIO_TO_ADDED),
        (date(year, 4, 30), "Ngày Chiến thắng", LABOUR_CODE_1994),
        (date(year, 5, 1), "Ngày Quốc tế Lao động", LABOUR_CODE_1994),
        (date(year, 9, 2), NATIONAL_DAY, LABOUR_CODE_1994),
    ]
    return [DayOff(day, name, source=_law(day)) for day, name, since in wanted if day >= since]


def _tet_break(year: int) -> list[DayOff]:
    first = tet(year)
    if first < LABOUR_CODE_1994:
        return []
    if first < LABOUR_CODE_2012:
        return [DayOff(first + _DAY * n, TET, source=_law(first)) for n in range(-1, 3)]
    return _announced(year, TET) or [_unannounced_tet_day(day, first) for day in expected_tet_days(first)]


def _unannounced_tet_day(day: date, first: date) -> DayOff:
    # However the five days are laid, Giao thừa, mùng 1 and mùng 2 are among them (one to three lie before).
    if abs((day - first).days) <= 1:
        return DayOff(day, TET, source=_law(day))
    return DayOff(day, TET, expected=True)


def expected_tet_days(first: date) -> tuple[date, ...]:
    """The five days of a Tết break that is not announced yet, from the first day of the lunar year.

    Observed in every announcement from 2015 to 2026, not law: two days before and three after; where mùng 1
    is a Tuesday one before and four after, which gives a whole week from Monday to Friday.
    """
    before = 1 if first.isoweekday() == 2 else 2
    return tuple(first + _DAY * n for n in range(-before, 5 - before))


def expected_national_day(year: int) -> date:
    """The day beside 2 September where it is not announced yet.

    Observed in every announcement from 2021 to 2026, not law: the side on which it joins the weekend; the day
    before for a Wednesday (2026), which joins neither, and for a Saturday (2023), where the day after is a
    Sunday.
    """
    national_day = date(year, 9, 2)
    return national_day + _DAY * (1 if national_day.isoweekday() in (1, 4, 7) else -1)


def _announced(year: int, name: str) -> list[DayOff]:
    return [day for day in announced().get(year, ()) if day.kind == "holiday" and day.name == name]


def _law(day: date) -> str:
    if day >= LABOUR_CODE_2019:
        return "Bộ luật Lao động 2019, Điều 112"
    if day >= LABOUR_CODE_2012:
        return "Bộ luật Lao động 2012, Điều 115"
    return "Bộ luật Lao động 1994, Điều 73" + (", sửa đổi 2007" if day >= GIO_TO_ADDED else "")
