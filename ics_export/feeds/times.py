"""Local time: Asia/Ho_Chi_Minh is +07:00 without summer time since 1975-06-13, so a fixed offset is exact."""

from __future__ import annotations

import datetime as dt

from ics_export.model import Event

TZID = "Asia/Ho_Chi_Minh"
ZONE = dt.timezone(dt.timedelta(hours=7))

_DAY = 24 * 60 * 60 * 1_000_000  # microseconds


def local(moment: dt.datetime) -> dt.datetime:
    """``moment`` in local time, aware; one without a zone is taken as local already."""
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment.astimezone(ZONE)


def bounds(event: Event) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date]:
    """Start and end of ``event``: two local datetimes, or two dates of which the end is exclusive.

    The end is later than the start, always (RFC 5545 section 3.8.2.2): at least an hour, or a day. Of 28 clients 4 show
    nothing for a day that ends where it starts, and one bad event can cost the whole feed.
    """
    if isinstance(event.start, dt.datetime) and isinstance(event.end, dt.datetime):
        start, end = local(event.start), local(event.end)
        return start, end if end > start else start + dt.timedelta(hours=1)
    first, last = _day(event.start), _day(event.end)
    return first, max(last, first + dt.timedelta(days=1))


def chronological(event: Event) -> tuple[str, str]:
    """The order of events in everything written: by start, whole days before hours, then by UID."""
    start, _ = bounds(event)
    return start.isoformat(), event.uid


def position(start: dt.datetime | dt.date) -> int:
    """A local start as a number that sorts as it does in ``chronological``: days, then what begins on them."""
    whole_day = start.toordinal() * (_DAY + 1)
    if not isinstance(start, dt.datetime):
        return whole_day
    seconds = (start.hour * 60 + start.minute) * 60 + start.second
    return whole_day + 1 + seconds * 1_000_000 + start.microsecond


def day_of(position: int) -> int:
    """The day of a ``position``, as in ``date.toordinal``."""
    return position // (_DAY + 1)


def _day(value: dt.datetime | dt.date) -> dt.date:
    return local(value).date() if isinstance(value, dt.datetime) else value
