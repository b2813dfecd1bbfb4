"""JSON to the letter of its contract, CSV as Google Calendar imports it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ics_export.feeds.tabular import CSV_COLUMNS, to_csv, to_json
from ics_export.feeds.times import chronological
from ics_export.feeds.wording import clean
from ics_export.model import Event, Kind, Leader, Place, Slot

from .build import FINDING, OFFICE, at, event, marker, month, programme

EXAMPLE = event(
    "Lễ chào cờ, …",
    groups=("các PGĐ",),
    feeds=("Hoàn", "Bình"),
    units=("Chi bộ VP", "Văn phòng Sở"),
    certain=False,
    lunar="6/1 Ất Tỵ",
)


def rows(*events: Event) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(events), newline="")))


def test_json_to_the_letter() -> None:
    leaders = (Leader("Hoàn", "GĐ", "Nguyễn Huy Hoàn"),)
    assert to_json(programme(leaders=leaders), [EXAMPLE], [FINDING]) == (
        """\
{
  "organisation": "Sở Khoa học và Công nghệ",
  "period": {
    "from": "2025-02-01",
    "to": "2025-02-28"
  },
  "issued": "2025-02-03",
  "leaders": [
    {
      "name": "Hoàn",
      "title": "GĐ",
      "feed": "hoan.ics"
    }
  ],
  "events": [
    {
      "uid": "0c2bd1a4-7a55-5f0e-9d5e-2c9f1b7f0001",
      "kind": "event",
      "start": "2025-02-03T07:30:00+07:00",
      "end": "2025-02-03T11:30:00+07:00",
      "slot": "morning",
      "summary": "Lễ chào cờ, …",
      "agenda": [],
      "leaders": [
        "Hoàn"
      ],
      "groups": [
        "các PGĐ"
      ],
      "feeds": [
        "Hoàn",
        "Bình"
      ],
      "units": [
        "Chi bộ VP",
        "Văn phòng Sở"
      ],
      "location": null,
      "certain": false,
      "tags": [],
      "lunar": "6/1 Ất Tỵ",
      "source": {
        "file": "month.txt",
        "line": 29
      }
    }
  ],
  "findings": [
    {
      "code": "L501",
      "severity": "warning",
      "line": 29,
      "message": "Không rõ việc này của ai."
    }
  ]
}
"""
    )


@pytest.mark.parametrize(
    "one, expected",
    [
        (event(), {"start": "2025-02-03T07:30:00+07:00", "end": "2025-02-03T11:30:00+07:00"}),
        (event(start=dt.datetime(2025, 2, 3, 0, 30, tzinfo=dt.UTC)), {"start": "2025-02-03T07:30:00+07:00"}),
        (marker("Tết", 1, 3, Kind.HOLIDAY), {"kind": "holiday", "start": "2025-02-01", "end": "2025-02-03"}),
        (marker("Chủ nhật", 2, 3, Kind.WEEKEND), {"kind": "weekend", "slot": "all_day"}),
        (marker("Kỷ niệm", 3, 4, Kind.OBSERVANCE), {"kind": "observance", "feeds": ["Hoàn", "Bình", "An"]}),
        (event("x" * 300, cancelled=True), {"summary": "x" * 300}),
        (event(location="Hà Nội", tags=("TET",)), {"location": "Hà Nội", "tags": ["TET"]}),
        (
            event("A\u202eB\x00", source=Place("m\u202ex.txt", 1)),
            {"summary": "AB", "source": {"file": "mx.txt", "line": 1}},
        ),
    ],
)
def test_json_events(one: Event, expected: dict[str, Any]) -> None:
    (seen,) = json.loads(to_json(programme(), [one], []))["events"]
    assert {key: seen[key] for key in expected} == expected


def test_json_without_issue_date_and_with_another_pattern() -> None:
    seen = json.loads(to_json(programme(issued=None), [], [], "lich-{slug}.ics"))
    assert seen["issued"] is None and seen["events"] == seen["findings"] == []
    assert [leader["feed"] for leader in seen["leaders"]] == ["lich-hoan.ics", "lich-binh.ics", "lich-an.ics"]
    assert seen["organisation"] == OFFICE


def test_json_order_is_that_of_the_feeds() -> None:
    seen = json.loads(to_json(programme(), reversed(month()), []))["events"]
    assert [one["uid"] for one in seen] == [one.uid for one in sorted(month(), key=chronological)]


def test_csv_as_written() -> None:
    two = (event("Họp, giao ban"), marker("Nghỉ Tết", 1, 3, Kind.HOLIDAY))
    assert to_csv(two) == (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private\r\n"
        "Nghỉ Tết,02/01/2025,,02/02/2025,,True,"
        '"Nguồn: Chương trình công tác tháng 02 năm 2025, dòng 29",,False\r\n'
        '"Họp, giao ban",02/03/2025,07:30 AM,02/03/2025,11:30 AM,False,'
        '"Chuẩn bị: Văn phòng Sở\nLãnh đạo: Đ/c Hoàn GĐ Sở\n'
        'Nguồn: Chương trình công tác tháng 02 năm 2025, dòng 29",,False\r\n'
    )


@pytest.mark.parametrize(
    "hour, minute, expected",
    [
        (0, 0, "12:00 AM"),
        (0, 5, "12:05 AM"),
        (7, 30, "07:30 AM"),
        (11, 59, "11:59 AM"),
        (12, 0, "12:00 PM"),
        (13, 30, "01:30 PM"),
        (23, 59, "11:59 PM"),
    ],
)
def test_csv_clock(hour: int, minute: int, expected: str) -> None:
    (row,) = rows(event(start=at(3, hour, minute), end=at(4, 8)))
    assert row["Start Time"] == expected
    assert dt.datetime.strptime(expected, "%I:%M %p").time() == dt.time(hour, minute)


def test_csv_days() -> None:
    (one,) = rows(marker("Tết", 1, 2, Kind.HOLIDAY))
    assert (one["Start Date"], one["End Date"], one["All Day Event"]) == ("02/01/2025", "02/01/2025", "True")
    (trip,) = rows(event(start=at(25, 7, 30), end=at(28, 17), slot=Slot.MORNING, location="Hà Nội"))
    assert (trip["Start Date"], trip["End Date"], trip["End Time"]) == ("02/25/2025", "02/28/2025", "05:00 PM")
    assert trip["Location"] == "Hà Nội"


@pytest.mark.parametrize("text", ["=1+1", "+84 bắt đầu", "- gạch đầu dòng", "@nhóm", 'nói "được"', "a,b;c", "x" * 300])
def test_csv_keeps_the_text(text: str) -> None:
    """No mark against formulas: Google would import it as part of the title."""
    (row,) = rows(event(text, location=text))
    assert row["Location"] == text
    assert row["Subject"] == text or row["Description"].startswith(text)


@pytest.mark.no_cover
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_csv_of_any_text_comes_back(texts: list[str]) -> None:
    events = [event(text or "x", uid=str(n), location=text, start=at(n + 1, 8)) for n, text in enumerate(texts)]
    seen = rows(*events)
    assert [row["Location"] for row in seen] == [clean(text) for text in texts]
    assert all(tuple(row) == CSV_COLUMNS and row["Private"] == "False" for row in seen)
    assert not any(cell[:1] in "\t\r\n" for row in seen for cell in row.values() if cell)
