"""For the benchmark: the same month in other years, a programme of 128 kB, texts meant to be slow, a plain writer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ics_export.pipeline import Result

SIZE = 128 * 1024
DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
LONG_MONTHS = (1, 3, 5, 7, 8, 10, 12)
_PIECES = (
    " |\u00a0|<p |<p>|<i>a|&#|&amp;|*|** |- |; - |(|)(|. |“|1|1/|a|A |Sáng: |Sáng: - |7h30 |7h30 a; |từ 7h30 đến |"
    "ngày 1/1 |01 -|đến ngày |tại |Thứ |Kỷ niệm |Đ/c |Đ/c Hoàn, |Đ/c Hoàn GĐ; |PGĐ |các PGĐ |Phòng |Phòng A; |"
    "Lãnh đạo Sở, |Hoàn |phó giám đốc |e\u0301|\u0301|\u202e|😀\u200d|Hòa |1. |…|a-|trực |CBCC|mời "
)
PIECES = _PIECES.split("|")
"""What a hostile text is made of, one of them over and over."""


def variants(text: str) -> Iterator[str]:
    """``text`` as the programme of other months of 31 days, weekdays put right: as much work, nothing twice."""
    found = re.search(r"(?i)(?<!\d )tháng \d+ năm \d{4}", text)
    if not found:
        raise SystemExit("the document has no title with month and year")
    for year in range(1950, 2099):
        for month in LONG_MONTHS:

            def dated(row: re.Match[str], year: int = year, month: int = month) -> str:
                return f"{row[1]} {DAYS[dt.date(year, month, int(row[1])).weekday()]}"

            title = re.sub(r"\d+", "{}", found[0]).format(month, year)
            issued = re.sub(r"ngày \d+ tháng \d+ năm \d{4}", f"ngày 01 tháng {month} năm {year}", text)
            yield re.sub(r"(?m)^(\d\d) (Thứ \w+|Chủ Nhật)(?=\t)", dated, issued.replace(found[0], title))


def numbered(text: str, numbers: Iterable[int]) -> list[str]:
    """``text`` once for each of these numbers, which stands in every paragraph of the work: the same people and units
    at other work.
    """
    table = next(match.start() for match in re.finditer(r"(?m)^\d.*\t", text))
    rows = [line.split("\t") for line in text[table:].splitlines(keepends=True)]
    found = []
    for number in numbers:
        lines = [
            "\t".join([row[0], _numbered(row[1], number), *row[2:]]) if len(row) > 2 else "\t".join(row) for row in rows
        ]
        found.append(text[:table] + "".join(lines))
    return found


def _numbered(work: str, number: int) -> str:
    return re.sub(r"(?=</p>|$)", f" đợt {number}", work, count=work.count("</p>") or 1) if work else ""


def normal(text: str) -> str:
    """The programme in ``text`` with its rows over and over, up to 128 kB: the same people and units, but no two rows
    of the same work.
    """
    table = next(match.start() for match in re.finditer(r"(?m)^\d.*\t", text))
    rows = [line.split("\t") for line in text[table:].splitlines(keepends=True) if line.count("\t") > 1]
    times = SIZE // len("".join(["\t".join(row) for row in rows]).encode())
    found = ["\t".join([row[0], _numbered(row[1], n), *row[2:]]) for row in rows for n in range(times)]
    return (text[:table] + "".join(found)).encode()[:SIZE].decode(errors="ignore")


def hostile(text: str) -> dict[str, str]:
    """Texts of 128 kB with little in them: a piece over and over, above the table and in each place of it."""
    above = text[: next(match.start() for match in re.finditer(r"(?m)^\d.*\t", text))]
    cells = ["01", "Họp giao ban", "Văn phòng", "Đ/c Hoàn GĐ"]
    found: dict[str, str] = {}
    for piece in PIECES:
        filling = (piece * (SIZE // len(piece.encode()) + 1)).encode()[:SIZE].decode(errors="ignore")
        found[f"heading {piece!r}"] = f"{filling}\n{above}" + "\t".join(cells) + "\n"
        for place in range(4):
            row = [*cells[:place], filling, *cells[place + 1 :]]
            found[f"cell {place} {piece!r}"] = above + "\t".join(row) + "\n"
        row = [cells[0], piece, *cells[2:]]
        line = "\t".join(row) + "\n"
        found[f"rows {piece!r}"] = above + line * (SIZE // len(line.encode()))
    return found


def plain_writer(result: Result) -> Callable[[], list[bytes]]:
    """All feeds of a programme written with icalendar as its manual shows, every feed by itself, their texts ready.

    Without time zones, which would cost it as much again for every feed.
    """
    from icalendar import Calendar, vCategory
    from icalendar import Event as Component

    from ics_export.feeds.wording import categories, description, summary, units

    rows = [(event, summary(event)[0], description(event), units(event), categories(event)) for event in result.events]

    def write(chosen: list[Any]) -> bytes:
        calendar = Calendar()
        for key, value in (("version", "2.0"), ("prodid", "-//x//y//VI"), ("method", "PUBLISH"), ("name", "Lịch")):
            calendar.add(key, value)
        for event, title, told, contacts, labels in chosen:
            part = Component()
            values = {
                "uid": event.uid,
                "dtstamp": event.stamp,
                "last-modified": event.stamp,
                "sequence": event.sequence,
            }
            values |= {"dtstart": event.start, "dtend": event.end, "summary": title}
            values |= {
                "description": told,
                "status": "CONFIRMED",
                "transp": "OPAQUE",
                "x-microsoft-cdo-busystatus": "BUSY",
            }
            for key, value in values.items():
                part.add(key, value)
            for contact in contacts:
                part.add("contact", contact)
            if event.location:
                part.add("location", event.location)
            if labels:
                part.add("categories", vCategory(labels))
            calendar.add_component(part)
        return bytes(calendar.to_ical())

    names = ["", *(leader.name for leader in result.programme.leaders)]
    return lambda: [write([row for row in rows if not name or name in row[0].feeds]) for name in names]
