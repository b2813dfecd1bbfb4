"""The period (*kỳ*) of a programme whose heading names none, by the days that its rows print with their years."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ics_export.parsing.dates import Period
from ics_export.parsing.heading import month_period

_FULL = (
    r"(?<![\d/])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)"
    r"|(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})\s*(?:,|năm)?\s*(\d{4})(?!\d)"
)
_LONGEST = 62  # days: two months; more is the plan of a year, or a slip


def period_of_days(heads: Iterable[str], month: int | None) -> Period | None:
    """The period from the first to the last of the days that the ``heads`` of rows or lists print, or the whole
    ``month`` where the heading names that and no year; None where a head prints a day without its year, for then
    the year would be a guess, or the days are no period's.
    """
    dates: list[dt.date] = []
    for head in heads:
        found = [tuple(int(number) for number in match if number) for match in re.findall(_FULL, head)]
        if not found and any(map(str.isdigit, head)):
            return None
        try:
            dates += [dt.date(year, number, day) for day, number, year in found]
        except ValueError:
            return None  # 31 February
    if not dates or (max(dates) - min(dates)).days > _LONGEST:
        return None
    if month is None:
        return Period(min(dates), max(dates))
    within = all((date.year, date.month) == (dates[0].year, month) for date in dates)
    return month_period(dates[0].year, month) if within else None
