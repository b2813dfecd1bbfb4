"""``ics-export almanac DATE|YEAR``: the calendar itself, as a page, JSON or a feed."""

from __future__ import annotations

import datetime as dt
import json
import re

from ics_export.almanac import Almanac, AlmanacRangeError
from ics_export.almanac.page import date_page, year_feed_entries, year_page
from ics_export.diagnostics import UserError
from ics_export.model import Event, Kind, Place, Slot

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def almanac_text(when: str, form: str, almanac: Almanac) -> str:
    """The page, JSON or feed of ``when``, a date ("2025-02-03", "03/02/2025") or a year ("2030").

    Raises ``UserError`` (status 2) for anything else, and outside the almanac's range.
    """
    try:
        if when.isdigit() and len(when) == 4:
            return _year(int(when), form, almanac)
        return _date(_parse(when), form, almanac)
    except AlmanacRangeError:
        raise UserError(
            f"almanac: “{when}” nằm ngoài lịch (ngày từ 29/01/1968 đến 08/02/2100, năm từ 1968 đến 2099)", 2
        ) from None


def _parse(when: str) -> dt.date:
    iso, local = _ISO.fullmatch(when), _LOCAL.fullmatch(when)
    try:
        if iso:
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if local:
            return dt.date(int(local[3]), int(local[2]), int(local[1]))
    except ValueError:
        raise UserError(f"almanac: không có ngày “{when}”; hãy xem lại ngày và tháng", 2) from None
    shown = "".join(c if c.isprintable() else "�" for c in when)
    raise UserError(f"almanac: không hiểu “{shown}”; hãy ghi một ngày như 2025-02-03 hoặc một năm như 2030", 2)


def _date(day: dt.date, form: str, almanac: Almanac) -> str:
    if form == "json":
        return json.dumps(almanac.describe(day), ensure_ascii=False, indent=2) + "\n"
    if form == "ics":
        raise UserError("almanac: --format ics chỉ dùng cho cả năm; ví dụ: ics-export almanac 2030 --format ics", 2)
    return date_page(almanac, day)


def _year(year: int, form: str, almanac: Almanac) -> str:
    if form == "json":
        return json.dumps(almanac.describe_year(year), ensure_ascii=False, indent=2) + "\n"
    if form == "ics":
        return _feed(year, almanac)
    return year_page(almanac, year)


def _feed(year: int, almanac: Almanac) -> str:
    """Days off, worked weekend days and the beginnings of lunar months of a year, as a calendar to subscribe to."""
    from ics_export.feeds.calendar import calendar, serialise
    from ics_export.feeds.identity import first_uid

    stamp = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    labels = {
        "Tết": "TET",
        "Nghỉ lễ": "HOLIDAY",
        "Nghỉ bù": "COMPENSATORY",
        "Làm bù": "WORKING_WEEKEND",
        "Cuối tuần": "WEEKEND",
    }
    blocks = []
    for day, summary, categories in year_feed_entries(almanac, year):
        blocks.append(
            serialise(
                Event(
                    uid=first_uid("ics-export almanac", day, Slot.ALL_DAY, summary),
                    kind=Kind.OBSERVANCE,
                    start=day,
                    end=day + dt.timedelta(1),
                    slot=Slot.ALL_DAY,
                    summary=summary,
                    stamp=stamp,
                    source=Place("almanac", 0),
                    tags=tuple(labels[c] for c in categories if c in labels),
                )
            )
        )
    return calendar(f"Ngày nghỉ và âm lịch {year}", "", blocks).decode()
