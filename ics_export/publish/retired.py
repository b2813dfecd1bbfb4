"""Addresses that are given up: an empty calendar that says so, a page that says so, and nothing of the leader's."""

from __future__ import annotations

from pathlib import Path

from ics_export.feeds.calendar import calendar
from ics_export.feeds.folding import fold
from ics_export.publish.addresses import FOLDER, Place
from ics_export.publish.files import read, write

SENTENCE = "Địa chỉ này đã ngừng dùng và không còn việc nào. Đề nghị xin văn phòng địa chỉ mới."

_PAGE = f"""<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Địa chỉ đã ngừng dùng</title>
<p>{SENTENCE}</p></html>
"""


def notice() -> bytes:
    """The empty calendar."""
    said = SENTENCE.encode()
    lines = b"".join(fold(name + b":" + said) + b"\r\n" for name in (b"DESCRIPTION", b"X-WR-CALDESC"))
    return calendar("địa chỉ đã ngừng dùng", "", ()).replace(b"BEGIN:VTIMEZONE\r\n", lines + b"BEGIN:VTIMEZONE\r\n", 1)


def retire(site: Path, place: Place) -> bool:
    """Put the notice where a feed and its pages lay; False where that is done, or there is nothing.

    Pages of a private feed are all in its folder; of an open one they are known by its name.
    """
    if read(site, place.path) is None:
        return False
    pages = [place.page]
    if place.folder.startswith(f"{FOLDER}/"):
        pages = [f"{place.folder}/{found.name}" for found in sorted((site / place.folder).glob("*.html"))]
    files = [(place.path, notice()), *((page, _PAGE.encode()) for page in pages if (site / page).is_file())]
    return bool(write(site, files).names)
