"""A small invented office: its programmes as text, runs of publish over them, and what lies in the site afterwards."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from ics_export.cli import main
from ics_export.publish import shelf

OFFICE = "Sở Thủy sản"
LEADERS = {"Hoàn": "GĐ", "Bình": "PGĐ", "Nga": "PGĐ"}
NOW = "2025-02-04T06:00+07:00"
_WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu")


def month(
    year: int = 2025,
    number: int = 2,
    *,
    office: str = OFFICE,
    issued: dt.date | None = dt.date(2025, 2, 3),
    note: str = "",
    work: Mapping[int, Sequence[tuple[str, str]]] | None = None,
    leaders: Mapping[str, str] = LEADERS,
) -> str:
    """A programme: ``work`` has for each day one or two (text, leader); without it every working day has two."""
    days = work if work is not None else usual(year, number)
    rows = []
    for day, items in sorted(days.items()):
        date = dt.date(year, number, day)
        name = f"Thứ {_WEEKDAYS[date.weekday()]}" if date.weekday() < 5 else ("Thứ Bảy", "Chủ nhật")[date.weekday() - 5]
        content = " ".join(f"<p>{slot}: {text}</p>" for slot, (text, _) in zip(("Sáng", "Chiều"), items, strict=False))
        people = " ".join(f"<p>Đ/c {who} {leaders[who]}</p>" for _, who in items)
        rows.append(f"{day:02} {name}\t{content}\t" + " ".join("<p>Văn phòng</p>" for _ in items) + f"\t{people}")
    head = f"Biển Xanh, ngày {issued.day} tháng {issued.month} năm {issued.year}\n\n" if issued else ""
    return (
        f"{head}CHƯƠNG TRÌNH CÔNG TÁC THÁNG {number:02} NĂM {year} CỦA {office.upper()}\n{note}\n\n"
        "NGÀY\tNỘI DUNG CÔNG VIỆC\tCƠ QUAN CHUẨN BỊ\tLÃNH ĐẠO\n" + "\n".join(rows) + "\n"
    )


def usual(year: int = 2025, number: int = 2) -> dict[int, list[tuple[str, str]]]:
    """Two things on every working day, each leader having some of them."""
    names = list(LEADERS)
    days = {}
    for day in range(1, 29):
        if dt.date(year, number, day).weekday() < 5:
            a, b = names[day % 3], names[(day + 1) % 3]
            days[day] = [(f"Nghe báo cáo nuôi tôm đợt {day}", a), (f"Kiểm tra cảng cá số {day}", b)]
    return days


def put(archive: Path, name: str, text: str) -> Path:
    """A file of the archive."""
    path = archive / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def call(*arguments: object, key: str | None = None) -> Result:
    """A command as from cron: no terminal, and the key in the environment where one is given."""
    environment = {"ICS_EXPORT_KEY": key}
    return CliRunner().invoke(main, list(map(str, arguments)), env=environment, catch_exceptions=False)


def publish(archive: Path, site: Path, *options: object, now: str = NOW, key: str | None = None) -> Result:
    """One run of publish."""
    return call("publish", archive, site, "--now", now, *options, key=key)


def snapshot(site: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a site, hidden ones too: its bytes and when it was modified."""
    files = (Path(folder) / name for folder, _, names in os.walk(site) for name in names)
    return {str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def without_status(site: Path) -> dict[str, tuple[bytes, int]]:
    """The snapshot without status.json."""
    return {name: value for name, value in snapshot(site).items() if name != "status.json"}


def published(site: Path) -> dict[str, tuple[bytes, int]]:
    """The snapshot without what tells of the run itself: the status, the secretary's page, what was read."""
    aside = ("status.json", "van-phong.html")
    found = snapshot(site).items()
    return {name: value for name, value in found if not name.endswith(aside) and not name.startswith(shelf.FOLDER)}


def feeds(site: Path) -> dict[str, bytes]:
    """The feeds of a site by path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.ics"))}


def events(feed: bytes) -> dict[str, dict[str, str]]:
    """The properties of each event, by summary."""
    text = feed.decode().replace("\r\n ", "")
    found: dict[str, dict[str, str]] = {}
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        lines = (line.partition(":") for line in block.splitlines())
        properties = {head.partition(";")[0]: value for head, _, value in lines}
        found[properties["SUMMARY"]] = properties
    return found


def is_whole(feed: bytes) -> bool:
    """Whether a feed is one calendar from its begin to its end."""
    return (
        feed.startswith(b"BEGIN:VCALENDAR\r\n")
        and feed.endswith(b"END:VCALENDAR\r\n")
        and feed.count(b"BEGIN:VEVENT\r\n") == feed.count(b"END:VEVENT\r\n")
    )


def status(site: Path) -> Any:
    """status.json."""
    import json

    return json.loads((site / "status.json").read_bytes())
