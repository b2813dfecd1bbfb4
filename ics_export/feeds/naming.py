"""What feeds are called: their files and the calendars in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ics_export.diagnostics import UserError
from ics_export.feeds.wording import clean, shorten
from ics_export.model import Leader
from ics_export.vietnamese import fold, slug

ALL_FILE = "all.ics"
"""The feed with every event; no leader's file can take its name."""

ALL_NAME = "Tất cả"

_SLUG_LIMIT = 80  # a file name has 255 octets at most, and the temporary file beside it needs some of them
_NAME_LIMIT = 255  # of a calendar's name in Outlook (MS-OXCICAL, X-WR-CALNAME)


def calendar_name(display: str, organisation: str) -> str:
    """A calendar's name as clients list it: "Lịch công tác – Hoàn (Sở …)"."""
    office = clean(organisation)
    return shorten(f"Lịch công tác – {clean(display)}" + (f" ({office})" if office else ""), _NAME_LIMIT)


def display_name(leader: Leader, leaders: Iterable[Leader]) -> str:
    """The leader's full printed name, else the name.

    The name also where the full one holds a colleague's: beside a "Văn", "Nguyễn Văn Hoàn" is called "Hoàn", so that
    whoever looks for Văn in a list of calendars finds one.
    """
    full = f" {fold(leader.full_name)} "
    own = f" {fold(leader.name)} "
    others = (f" {fold(other.name)} " for other in leaders if other.name != leader.name)
    return leader.full_name if own in full and not any(other in full for other in others) else leader.name


def feed_files(leaders: Sequence[Leader], pattern: str = "{slug}.ics") -> dict[str, str]:
    """The file of each leader's feed, by ``Leader.name``.

    A slug has ASCII letters, digits and hyphens only, so no name can leave the folder. One already taken gets -2, -3 …;
    a name that leaves no slug ("…") is called by its place in the list, "lanh-dao-2".
    """
    if "{slug}" not in pattern:
        raise UserError(f"Mẫu tên tệp “{clean(pattern)}” thiếu {{slug}}; hãy viết chẳng hạn {{slug}}.ics.", 2)
    files: dict[str, str] = {}
    taken = {ALL_FILE}
    for place, leader in enumerate(leaders, 1):
        stem = slug(clean(leader.name))[:_SLUG_LIMIT].strip("-") or f"lanh-dao-{place}"
        file, count = pattern.replace("{slug}", stem), 1
        while file.casefold() in taken:
            count += 1
            file = pattern.replace("{slug}", f"{stem}-{count}")
        taken.add(file.casefold())
        files[leader.name] = file
    return files
