"""The period of a programme (*kỳ*): by its heading, by the days that its rows print with their years, or as told; and
what contradicts it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence

from ics_export.diagnostics import Report, Severity, UserError
from ics_export.model import Place
from ics_export.parsing.dates import Period
from ics_export.parsing.heading import Heading, month_period
from ics_export.parsing.rows import DayRow


def period_of(
    name: str, heading: Heading, month: tuple[int, int] | None, report: Report, heads: Callable[[], list[str]]
) -> Period:
    """The period that the command line, the heading or else the ``heads`` of days name."""
    if month:
        return month_period(*month)
    if heading.period is None and (printed := period_of_days(heads(), heading.month_only)):
        report.add(
            "H204", Severity.INFO, Place(name, heading.period_line), "Tiêu đề không ghi đủ tháng, năm.",
            action=f"Đã lấy kỳ từ các ngày in trong hàng: {printed.first:%d/%m/%Y} - {printed.last:%d/%m/%Y}.",
        )  # fmt: skip
        return printed
    if heading.period is None:
        month_only = f"tiêu đề ghi tháng {heading.month_only} nhưng không ghi năm"
        said = month_only if heading.month_only else "tiêu đề không nói chương trình của tháng, năm nào"
        raise UserError(f"{name}: {said}; hãy chạy lại với --month, ví dụ --month 2025-02", 2)
    if heading.year_inferred:
        report.add(
            "H202", Severity.WARNING, Place(name, heading.period_line), "Tiêu đề không ghi năm.",
            action=f"Đã lấy năm của ngày ban hành: {heading.period.last.year}.",
        )  # fmt: skip
    return heading.period


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


def report_outside(days: Sequence[DayRow], period: Period, report: Report) -> None:
    """Findings for the days of rows that lie outside the period."""
    for day in days:
        outside = [d for d in day.dates if not period.first <= d <= period.last]
        if outside:
            part = next((p for p in day.parts if p.day_text), day.parts[0])
            report.add(
                "D309", Severity.WARNING, part.place,
                f"Ngày {outside[0].day:02}/{outside[0].month:02}/{outside[0].year} nằm ngoài kỳ của chương trình.",
                excerpt=part.day_text, action="Đã lấy theo ngày in trong hàng.",
            )  # fmt: skip


def report_other_month(name: str, days: Sequence[DayRow], heading: Heading, period: Period, report: Report) -> None:
    """A finding where the weekdays contradict the dates throughout and all fit another month: the heading is wrong."""
    printed = [
        (part.day.dates[0], part.day.weekdays[0])
        for day in days
        for part in day.parts
        if len(part.day.dates) == 1 and len(part.day.weekdays) == 1
    ]
    if len(printed) < 4 or sum(date.weekday() != weekday for date, weekday in printed) * 2 < len(printed):
        return
    from ics_export.almanac import weekdays_fit

    pairs = [(date.day, weekday + 1) for date, weekday in printed]
    fitting = weekdays_fit(pairs, (period.first.year, period.first.month))
    if fitting:
        said = ", ".join(f"tháng {month}/{year}" for year, month in fitting[:3])
        report.add(
            "N707", Severity.WARNING, Place(name, heading.period_line),
            f"Thứ và ngày mâu thuẫn suốt chương trình, nhưng khớp với {said}.",
            action="Đã lấy theo tháng in trong tiêu đề; nếu sai, chạy lại với --month.",
        )  # fmt: skip


def heading_date(heading: Heading, period: Period) -> dt.date:
    """The day whose roster holds: the day of issue inside the period, else its first day."""
    issued = heading.issued
    return issued if issued and period.first <= issued <= period.last else period.first
