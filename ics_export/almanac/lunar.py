"""The Vietnamese lunisolar calendar (âm lịch), exact from 1968-01-29 to 2100-02-08.

Rule: a month begins on the day of the new moon, month 11 holds the winter solstice, a month without a
major solar term is leap; all of it reckoned at UTC+7 since Decision 121-CP of 8 August 1967. The Chinese
calendar follows the same rule at UTC+8, so that some months begin a day later there and a few leap months
differ. lunardate knows the Chinese one; lunardate_corrections.csv holds the 60 months of 1968 to 2099 in
which Vietnam departs from it (and three where lunardate happens to agree with Vietnam against its own
rule, kept so that a repair there changes nothing here). The corrections were computed from the JPL DE440
ephemeris and compared with three other ephemerides.

Certain to 2053. Later, four month starts (2054-05-08, 2072-12-09, 2077-11-16, 2085-10-19) lie within about
a minute of midnight and rest on a forecast of the Earth's rotation.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache, lru_cache

from ics_export.tuples import NamedTuple

from .tables import rows

FIRST_DAY = date(1968, 1, 29)
LAST_DAY = date(2100, 2, 8)
FIRST_YEAR, LAST_YEAR = 1968, 2099

_FIRST, _LAST = FIRST_DAY.toordinal(), LAST_DAY.toordinal()

STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
MONTH_NAMES = (
    "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười một", "Chạp",
)  # fmt: skip

_Label = tuple[int, int, bool]  # lunar year, month, leap


class AlmanacRangeError(ValueError):
    """A day or year for which the almanac has no exact answer."""


class LunarDate(NamedTuple):
    """A day of the Vietnamese calendar. The order of the fields is the order of time:
    a month, then its leap month, then the next month.

    The constructor takes any numbers; `to_solar` is what tells whether the day exists.
    """

    year: int
    month: int
    leap: bool
    day: int

    @classmethod
    def from_solar(cls, day: date) -> LunarDate:
        """The lunar date of a Gregorian day. Raises AlmanacRangeError outside FIRST_DAY..LAST_DAY."""
        ordinal = day.toordinal()
        if not _FIRST <= ordinal <= _LAST:
            raise _out_of_range(f"{day:%Y-%m-%d}")
        starts, labels = _months(min(day.year, LAST_YEAR))
        if ordinal < starts[0]:
            starts, labels = _months(day.year - 1)
        place = bisect_right(starts, ordinal) - 1
        year, month, leap = labels[place]
        return cls(year, month, leap, ordinal - starts[place] + 1)

    def to_solar(self) -> date:
        """The Gregorian day. Raises AlmanacRangeError for a lunar year outside 1968..2099 and ValueError
        for a month or day that the calendar does not have (day 30 of a short month, a leap month in
        another year)."""
        first, length = _first_and_length((self.year, self.month, self.leap))
        if not 1 <= self.day <= length:
            raise ValueError(f"{self.month_name} năm {can_chi(self.year)} has no day {self.day}")
        return date.fromordinal(first + self.day - 1)

    @property
    def month_name(self) -> str:
        """The month's name: "tháng Giêng", "tháng Sáu nhuận", "tháng Chạp"."""
        return f"tháng {MONTH_NAMES[self.month - 1]}{' nhuận' if self.leap else ''}"

    @property
    def name(self) -> str:
        """The day as it is said: "mùng 6 tháng Giêng năm Ất Tỵ", "rằm tháng Tám năm Ất Tỵ"."""
        if self.day <= 10:
            day = f"mùng {self.day}"
        elif self.day == 15:
            day = "rằm"
        else:
            day = str(self.day)
        return f"{day} {self.month_name} năm {can_chi(self.year)}"

    @property
    def short(self) -> str:
        """The day in figures: "6/1 Ất Tỵ", in a leap month "6/6 nhuận Ất Tỵ"."""
        return f"{self.day}/{self.month}{' nhuận' if self.leap else ''} {can_chi(self.year)}"


class LunarMonth(NamedTuple):
    """A month of the Vietnamese calendar: its first Gregorian day, its lunar year, number and leap flag,
    and its length (29 days: tháng thiếu, 30: tháng đủ)."""

    first_day: date
    year: int
    month: int
    leap: bool
    length: int


def can_chi(year: int) -> str:
    """The sexagenary name (can chi) of the lunar year that begins in a Gregorian year: 2025 is "Ất Tỵ"."""
    return f"{STEMS[(year - 4) % 10]} {BRANCHES[(year - 4) % 12]}"


def tet(solar_year: int) -> date:
    """The first day of the lunar year (mùng 1 Tết) that begins in a Gregorian year.
    Raises AlmanacRangeError outside 1968..2099."""
    return LunarDate(solar_year, 1, False, 1).to_solar()


def months_beginning_in(solar_year: int) -> tuple[LunarMonth, ...]:
    """The lunar months whose first day lies in a Gregorian year, in order.
    Raises AlmanacRangeError outside 1968..2099, where the list could not be complete."""
    if not FIRST_YEAR <= solar_year <= LAST_YEAR:
        raise _out_of_range(str(solar_year))
    found = []
    for table_year in (solar_year - 1, solar_year):
        if table_year < FIRST_YEAR:
            continue
        starts, labels = _months(table_year)
        for start, label in zip(starts, labels, strict=True):
            first = date.fromordinal(start)
            if first.year == solar_year:
                found.append(LunarMonth(first, *label, _first_and_length(label)[1]))
    return tuple(found)


def _out_of_range(what: str) -> AlmanacRangeError:
    return AlmanacRangeError(f"{what} lies outside the almanac ({FIRST_DAY} to {LAST_DAY})")


@cache
def _corrections() -> dict[_Label, tuple[int, _Label]]:
    """The Chinese month, as lunardate numbers it, to the first day and number it has in Vietnam."""
    return {
        (int(row["lunardate_year"]), int(row["lunardate_month"]), row["lunardate_is_leap"] == "1"): (
            date.fromisoformat(row["vn_first_day"]).toordinal(),
            (int(row["vn_year"]), int(row["vn_month"]), row["vn_is_leap"] == "1"),
        )
        for row in rows("lunardate_corrections.csv", ",")
    }


@lru_cache(maxsize=16)
def _months(chinese_year: int) -> tuple[list[int], list[_Label]]:
    """The months of one Chinese year, corrected: their first days as ordinals, their Vietnamese numbers.

    By Chinese year, because that is what lunardate can be asked for: in 1984, where the leap months
    differ, the last of them is already month 1 of 1985 in Vietnam.
    """
    # Loaded here: a run that asks for no lunar date should not pay for it.
    from lunardate import LunarDate as ChineseDate

    corrections = _corrections()
    leap_month = ChineseDate.leap_month_for_year(chinese_year)
    starts: list[int] = []
    labels: list[_Label] = []
    for month in range(1, 13):
        for leap in (False, True) if month == leap_month else (False,):
            label = (chinese_year, month, leap)
            if label in corrections:
                start, label = corrections[label]
            else:
                start = ChineseDate(chinese_year, month, 1, leap).to_solar_date().toordinal()
            starts.append(start)
            labels.append(label)
    return starts, labels


@lru_cache(maxsize=64)
def _first_and_length(label: _Label) -> tuple[int, int]:
    """A Vietnamese month's first day as an ordinal, and its length. Raises as LunarDate.to_solar does."""
    year, month, leap = label
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _out_of_range(f"lunar year {year}")
    for table_year in (year, year - 1):
        if table_year < FIRST_YEAR:
            continue
        starts, labels = _months(table_year)
        if label in labels:
            place = labels.index(label)
            if place + 1 < len(starts):
                following = starts[place + 1]
            else:
                following = _months(table_year + 1)[0][0] if table_year < LAST_YEAR else _LAST + 1
            return starts[place], following - starts[place]
    raise ValueError(f"the year {can_chi(year)} ({year}) has no {'leap ' if leap else ''}month {month}")
