"""What a day is in Vietnam: day off or working day, Tết, observance; and the whole year of it.

Everything here follows from the lunar calendar, the law (law.py), the announced days (announced_days.tsv)
and what the office adds. The rules are those for State bodies; enterprises may differ.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Self

from ics_export.tuples import NamedTuple

from .law import DayOff, announced, public_holidays, rests_weekly
from .lunar import FIRST_DAY, LAST_YEAR, LunarDate, can_chi, months_beginning_in, tet
from .tables import rows

_DAY = timedelta(days=1)


class Tag(StrEnum):
    """What a day is; in the order in which tags are given, the most telling first."""

    TET = "TET"
    HOLIDAY = "HOLIDAY"
    COMPENSATORY = "COMPENSATORY"
    WORKING_WEEKEND = "WORKING_WEEKEND"
    WEEKEND = "WEEKEND"
    OBSERVANCE = "OBSERVANCE"

    @property
    def label(self) -> str:
        """The tag in Vietnamese, for a calendar's categories."""
        return _LABELS[self]


_LABELS = {
    Tag.TET: "Tết",
    Tag.HOLIDAY: "Nghỉ lễ",
    Tag.COMPENSATORY: "Nghỉ bù",
    Tag.WORKING_WEEKEND: "Làm bù",
    Tag.WEEKEND: "Cuối tuần",
    Tag.OBSERVANCE: "Kỷ niệm",
}


class Observance(NamedTuple):
    """A day that is kept without being a day off (ngày kỷ niệm), with the source of the rule."""

    key: str
    name: str
    source: str


class _Additions(NamedTuple):
    extra_days_off: tuple[DayOff, ...]
    extra_working_days: tuple[date, ...]


class Almanac(_Additions):
    """The Vietnamese calendar as one office keeps it.

    `extra_days_off`: what the office adds; a day that was only expected becomes certain by being named here.
    `extra_working_days`: days the office works: a weekend day that makes up for a day off, or a weekday that
    would otherwise be off (an announcement that came out differently), which is then off no more.
    """

    __slots__ = ()

    def __new__(cls, extra_days_off: Iterable[DayOff] = (), extra_working_days: Iterable[date] = ()) -> Self:
        # The year's plan is kept by value of the almanac, so lists handed in become tuples.
        return super().__new__(cls, tuple(extra_days_off), tuple(extra_working_days))

    def tags(self, day: date) -> tuple[Tag, ...]:
        """What a day is. Empty for a plain working day, and for any day before 1968-01-29 or after 2099.

        A swap is tagged COMPENSATORY (the law knows no word of its own for it), a worked weekend day
        WORKING_WEEKEND and not WEEKEND, so that WEEKEND always means rest.
        """
        if not _known(day):
            return ()
        off = self.day_off(day)
        working = day in _year(self, day.year).working
        found = {
            Tag.TET: self.tet_day(day) is not None,
            Tag.HOLIDAY: off is not None and off.kind == "holiday",
            Tag.COMPENSATORY: off is not None and off.kind != "holiday",
            Tag.WORKING_WEEKEND: working,
            Tag.WEEKEND: rests_weekly(day) and not working,
            Tag.OBSERVANCE: bool(self.observances(day)),
        }
        return tuple(tag for tag, holds in found.items() if holds)

    def day_off(self, day: date) -> DayOff | None:
        """The holiday, compensatory day or swap of a day; None for others, plain weekends included.
        Outside 1968 to 2099 only what the office adds."""
        return _year(self, day.year).off.get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open: no rest day and no day off, or a weekend day that is worked.
        Outside 1968 to 2099 by the weekday and what the office adds alone."""
        year = _year(self, day.year)
        return day in year.working or (day not in year.off and not rests_weekly(day))

    def days_off(self, year: int) -> tuple[DayOff, ...]:
        """The days off of a year in order, plain weekends left out. Raises AlmanacRangeError outside
        1968..2099. Before the Labour Code of 1995 only what the office adds."""
        public_holidays(year)  # says so where the year is out of range
        return tuple(_year(self, year).off.values())

    def working_days(self, year: int) -> tuple[date, ...]:
        """The weekend days of a year that are worked, in order."""
        return tuple(sorted(_year(self, year).working))

    def worked_for(self, day: date) -> DayOff | None:
        """The swap that a worked weekend day makes up for; None where there is none or it is not known."""
        return _year(self, day.year).working.get(day)

    def observances(self, day: date) -> tuple[Observance, ...]:
        """The observances of a day. Lunar ones fall in regular months only; Giao thừa is the day before
        mùng 1 Tết, be it the 29th or the 30th. Empty outside the almanac's range."""
        if not _known(day):
            return ()
        table = _observances()
        found = list(table.get(("solar", day.month, str(day.day)), ()))
        lunar = LunarDate.from_solar(day)
        if not lunar.leap:
            found += table.get(("lunar", lunar.month, str(lunar.day)), ())
        following = LunarDate.from_solar(day + _DAY)
        if (following.month, following.day) == (1, 1):
            found += table.get(("lunar", 12, "last"), ())
        return tuple(observance for since, observance in found if day.year >= since)

    def tet_day(self, day: date) -> int | None:
        """Which day of Tết it is: 1 for mùng 1, 0 for Giao thừa, -1 for the day before; None outside the
        break. The break is Giao thừa to mùng 3 and every rest day or day off that touches them."""
        if not _known(day) or day.month > 3:
            return None
        first, last = _year(self, day.year).tet_break
        return (day - tet(day.year)).days + 1 if first <= day <= last else None

    def tet_name(self, day: date) -> str | None:
        """The day of Tết as it is called: "29 Tết", "Giao thừa", "Mùng 1 Tết"; None outside the break."""
        number = self.tet_day(day)
        if number is None:
            return None
        if number == 0:
            return "Giao thừa"
        return f"Mùng {number} Tết" if number > 0 else f"{LunarDate.from_solar(day).day} Tết"

    def describe(self, day: date) -> dict[str, Any]:
        """A day as the command line's JSON gives it. Raises AlmanacRangeError outside the range."""
        lunar = LunarDate.from_solar(day)
        off = self.day_off(day)
        return {
            "date": day.isoformat(),
            "lunar": {
                "year": lunar.year, "month": lunar.month, "day": lunar.day, "leap": lunar.leap,
                "name": lunar.name,
            },
            "tags": [tag.value for tag in self.tags(day)],
            "holidays": [off.title] if off else [],
        }  # fmt: skip

    def describe_year(self, year: int) -> dict[str, Any]:
        """A year as the command line's JSON gives it. Raises AlmanacRangeError outside 1968..2099."""
        return {
            "year": year,
            "tet": tet(year).isoformat(),
            "can_chi": can_chi(year),
            "months": [
                {"first_day": month.first_day.isoformat(), "lunar_year": month.year, "month": month.month,
                 "leap": month.leap}
                for month in months_beginning_in(year)
            ],
            "days_off": [
                {"date": off.date.isoformat(), "name": off.title, "kind": off.kind}
                for off in self.days_off(year)
            ],
            "working_days": [day.isoformat() for day in self.working_days(year)],
        }  # fmt: skip


class _Year(NamedTuple):
    off: dict[date, DayOff]
    working: dict[date, DayOff | None]  # a worked weekend day to the swap it makes up for
    tet_break: tuple[date, date]


@lru_cache(maxsize=8)
def _year(almanac: Almanac, year: int) -> _Year:
    """A year's days off, worked weekend days and Tết break, kept: a month asks for them day by day."""
    extra_working = {day for day in almanac.extra_working_days if day.year == year}
    if FIRST_DAY.year <= year <= LAST_YEAR:
        off = {day.date: day for day in public_holidays(year)}
        off.update((day.date, day) for day in announced().get(year, ()) if day.kind == "swap")
        for compensatory in _compensatory(off):
            off.setdefault(compensatory.date, compensatory)
    else:
        off = {}
    off.update((day.date, day) for day in almanac.extra_days_off if day.date.year == year)
    off = {day: off[day] for day in sorted(off) if day not in extra_working}

    # A swap may be worked for in the year before or after: New Year 2015 was, in December 2014.
    swaps = [*almanac.extra_days_off, *(day for near in (year - 1, year, year + 1)
                                        for day in announced().get(near, ()))]  # fmt: skip
    working: dict[date, DayOff | None] = dict.fromkeys(day for day in extra_working if rests_weekly(day))
    for swap in swaps:
        if swap.worked_on and swap.worked_on.year == year:
            working[swap.worked_on] = swap
    return _Year(off, working, _tet_break(year, off, working))


def _compensatory(off: dict[date, DayOff]) -> Iterator[DayOff]:
    """For each holiday on a rest day the next day that is neither rest nor off already, in order.

    Where part of a holiday's days is only expected, so is the day that comes after them all.
    """
    taken = set(off)
    unsettled = {day.name for day in off.values() if day.expected}
    for holiday in sorted(off.values(), key=lambda day: day.date):
        if holiday.kind == "holiday" and rests_weekly(holiday.date):
            day = holiday.date
            while rests_weekly(day) or day in taken:
                day += _DAY
            taken.add(day)
            yield DayOff(day, f"{holiday.name} (nghỉ bù)", "compensatory",
                         holiday.name in unsettled, source=holiday.source)  # fmt: skip


def _tet_break(year: int, off: dict[date, DayOff], working: Container[date]) -> tuple[date, date]:
    if not FIRST_DAY.year <= year <= LAST_YEAR:
        return date.max, date.min

    def joins(day: date) -> bool:
        return day in off or (rests_weekly(day) and day not in working)

    mung_1 = tet(year)
    first, last = mung_1 - _DAY, mung_1 + 2 * _DAY
    while joins(first - _DAY):
        first -= _DAY
    while joins(last + _DAY):
        last += _DAY
    return first, last


def _known(day: date) -> bool:
    """Whether days off and observances are known: whole years, so 2100 is out although its first lunar
    dates are in."""
    return day >= FIRST_DAY and day.year <= LAST_YEAR


@cache
def _observances() -> dict[tuple[str, int, str], list[tuple[int, Observance]]]:
    """(calendar, month, day) to the observances there, each with the first year it is kept."""
    table: dict[tuple[str, int, str], list[tuple[int, Observance]]] = {}
    for row in rows("observances.tsv"):
        place = (row["calendar"], int(row["month"]), row["day"])
        since = int(row["since"]) if row["since"] else 0
        table.setdefault(place, []).append((since, Observance(row["key"], row["name"], row["source"])))
    return table
