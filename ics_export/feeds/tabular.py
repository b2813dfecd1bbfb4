"""The programme as data: JSON for programs, CSV for Google Calendar's import."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable

from ics_export.diagnostics import Finding
from ics_export.feeds.naming import feed_files
from ics_export.feeds.times import bounds, chronological
from ics_export.feeds.wording import clean, description, summary
from ics_export.model import Event, Programme

CSV_COLUMNS = (
    "Subject",
    "Start Date",
    "Start Time",
    "End Date",
    "End Time",
    "All Day Event",
    "Description",
    "Location",
    "Private",
)
"""The headings Google Calendar's import knows, in English whatever the user's language."""


def to_json(
    programme: Programme, events: Iterable[Event], findings: Iterable[Finding], feed_name: str = "{slug}.ics"
) -> str:
    """The whole result as one JSON object; its keys and their order are a contract with other programs.

    Datetimes are local with their offset, all-day events have dates, ``end`` exclusive as in iCalendar. The summary is
    whole and without a mark, however long.
    """
    files = feed_files(programme.leaders, feed_name)
    result = {
        "organisation": clean(programme.organisation),
        "period": {"from": programme.first.isoformat(), "to": programme.last.isoformat()},
        "issued": programme.issued.isoformat() if programme.issued else None,
        "leaders": [
            {"name": clean(leader.name), "title": clean(leader.title), "feed": files[leader.name]}
            for leader in programme.leaders
        ],
        "events": [_event(event) for event in sorted(events, key=chronological)],
        "findings": [
            {"code": f.code, "severity": f.severity.value, "line": f.place.line, "message": clean(f.message)}
            for f in findings
        ],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def to_csv(events: Iterable[Event]) -> str:
    """The events in the columns of Google Calendar's import (month/day/year, 12-hour clock, all-day end inclusive).

    Cells hold the text as it is. A mark before "=", "+", "-" or "@", as advised against formulas in spreadsheets, would
    be imported as part of the title, and "- " begins every agenda; this file is for a calendar, which computes nothing.
    What could end a cell early is quoted, and no cell begins with a control character.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for event in sorted(events, key=chronological):
        subject, cut = summary(event)
        writer.writerow(
            (subject, *_csv_times(event), description(event, whole=cut), clean(event.location or ""), "False")
        )
    return out.getvalue()


def _event(event: Event) -> dict[str, object]:
    start, end = bounds(event)
    return {
        "uid": event.uid,
        "kind": event.kind.value,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "slot": event.slot.value,
        "summary": clean(event.summary),
        "agenda": _texts(event.agenda),
        "leaders": _texts(event.leaders),
        "groups": _texts(event.groups),
        "feeds": _texts(event.feeds),
        "units": _texts(event.units),
        "location": clean(event.location) if event.location else None,
        "certain": event.certain,
        "tags": list(event.tags),
        "lunar": clean(event.lunar) if event.lunar else None,
        "source": {"file": clean(event.source.file), "line": event.source.line},
    }


def _texts(texts: Iterable[str]) -> list[str]:
    return [clean(text) for text in texts]


def _csv_times(event: Event) -> tuple[str, str, str, str, str]:
    """Start Date, Start Time, End Date, End Time, All Day Event."""
    start, end = bounds(event)
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        return _csv_date(start), _csv_time(start), _csv_date(end), _csv_time(end), "False"
    return _csv_date(start), "", _csv_date(end - dt.timedelta(days=1)), "", "True"


def _csv_date(day: dt.date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def _csv_time(moment: dt.datetime) -> str:
    """ "07:30 AM"; not by strftime, whose %p follows the locale."""
    return f"{(moment.hour + 11) % 12 + 1:02}:{moment.minute:02} {'PM' if moment.hour >= 12 else 'AM'}"
