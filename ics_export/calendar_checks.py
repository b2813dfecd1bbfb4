"""The almanac checks the programme: years' names, Tết on other days, lunar dates, weekdays, work on days off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from ics_export.almanac import Almanac, AlmanacRangeError, LunarDate
from ics_export.almanac.checks import check_can_chi, find_can_chi
from ics_export.daynotes import days_of, first_day
from ics_export.diagnostics import Report, Severity
from ics_export.model import Event, Kind, Place, Programme

_TET = re.compile(r"\b(?:Tết|TẾT)\s+(?:Nguyên [Đđ]án|NGUYÊN ĐÁN|Âm lịch|ÂM LỊCH)")
_LUNAR = re.compile(
    r"(?:nhằm|tức|âm lịch)[^()\d]{0,20}(\d{1,2})[/.](\d{1,2})(?:\s*(?:ÂL|âm lịch|AL))?|"
    r"(\d{1,2})[/.](\d{1,2})\s*(?:ÂL|âm lịch|AL)\b"
)


def report_calendar(programme: Programme, events: Sequence[Event], almanac: Almanac, report: Report) -> None:
    """Findings about what a programme says of the calendar, and about work on days off and working weekends without
    any.
    """
    for event in events:
        if event.source.line:
            _year_name(event, report)
            if event.kind is Kind.HOLIDAY:
                _tet(event, almanac, report)
            _lunar(event, report)
            if event.kind is Kind.EVENT and not event.duty and not event.cancelled:
                _day_off(event, almanac, report)
    _idle_working_days(programme, events, almanac, report)


def _year_name(event: Event, report: Report) -> None:
    """ "NGHỈ TẾT NGUYÊN ĐÁN ÁT TỶ" is Ất Tỵ, because 2025 is."""
    for name in find_can_chi(event.summary):
        day = days_of(event)[-1]
        try:
            # Before Tết, in the last lunar month, people speak of the coming year.
            years = {LunarDate.from_solar(d).year for d in (day, day + dt.timedelta(35))}
        except AlmanacRangeError:
            continue
        checks = [check_can_chi(name, year) for year in sorted(years)]
        if any(c.verdict == "right" for c in checks):
            continue
        misspelt = next((c for c in checks if c.verdict == "misspelt"), None)
        if misspelt:
            report.add(
                "N701", Severity.WARNING, event.source,
                f"“{name}” là “{misspelt.right_name}” viết sai: năm âm lịch bấy giờ là {misspelt.right_name}.",
                excerpt=name, action="Đã hiểu theo âm lịch; chữ trong lịch giữ như bản in.",
            )  # fmt: skip
        elif any(c.verdict == "wrong" for c in checks):
            report.add(
                "N702", Severity.WARNING, event.source,
                f"“{name}” không phải năm âm lịch bấy giờ ({checks[0].right_name}).", excerpt=name,
                action="Chữ trong lịch giữ như bản in; hãy kiểm tra lại năm.",
            )  # fmt: skip


def _tet(event: Event, almanac: Almanac, report: Report) -> None:
    if not _TET.search(event.summary):
        return
    outside = [day for day in days_of(event) if almanac.tet_day(day) is None and almanac.tags(day)[:1] != ("WEEKEND",)]
    if outside:
        report.add(
            "N703", Severity.WARNING, event.source,
            f"Bản in ghi nghỉ Tết nhưng {_say(outside)} không thuộc kỳ nghỉ Tết theo lịch.",
            excerpt=event.summary[:40], action="Đã giữ theo bản in; hãy kiểm tra lại ngày.",
        )  # fmt: skip


def _lunar(event: Event, report: Report) -> None:
    match = _LUNAR.search(event.summary)
    if not match:
        return
    printed = int(match[1] or match[3]), int(match[2] or match[4])
    try:
        lunar = LunarDate.from_solar(first_day(event))
    except AlmanacRangeError:
        return
    if (lunar.day, lunar.month) != printed:
        report.add(
            "N704", Severity.WARNING, event.source,
            f"Ngày âm in là {printed[0]}/{printed[1]}, theo lịch là {lunar.short}.", excerpt=match[0],
            action="Đã lấy theo ngày dương.",
        )  # fmt: skip


def _day_off(event: Event, almanac: Almanac, report: Report) -> None:
    off = almanac.day_off(first_day(event))
    if off:
        report.add(
            "N705", Severity.WARNING, event.source, f"Có việc vào ngày nghỉ {off.title}: “{event.summary[:40]}”.",
            excerpt=event.summary[:40], action="Đã giữ trong lịch; hãy kiểm tra lại ngày.",
        )  # fmt: skip


def _idle_working_days(programme: Programme, events: Sequence[Event], almanac: Almanac, report: Report) -> None:
    """A weekend day that the office works to make up for another, for which the programme has nothing."""
    for year in range(programme.first.year, programme.last.year + 1):
        if not 1968 <= year <= 2099:
            continue
        for day in almanac.working_days(year):
            if programme.first <= day <= programme.last and not _busy(day, events):
                place = next((e.source for e in events if day in days_of(e) and e.source.line), None)
                report.add(
                    "N706", Severity.WARNING, place or Place(programme.source, 1),
                    f"{_say([day])} là ngày làm bù nhưng chương trình không có việc nào.",
                    action="Không thêm gì; hãy kiểm tra lại chương trình.",
                )  # fmt: skip


def _busy(day: dt.date, events: Iterable[Event]) -> bool:
    return any(e.kind is Kind.EVENT and first_day(e) <= day and day in days_of(e) for e in events)


def _say(days: Sequence[dt.date]) -> str:
    return ", ".join(f"{d.day:02}/{d.month:02}" for d in (days if len(days) < 4 else (days[0], days[-1])))
