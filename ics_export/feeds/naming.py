"""What feeds are called: their files and the calendars in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ics_export.diagnostics import UserError
from ics_export.feeds.wording import clean, shorten
from ics_export.model import Leader
from ics_export.vietnamese import fold, slug

ALL_FILE = "all.ics"
"""The feed with every event; no leader's file can take its name."""

ALL_NAME = "Tất cả"

_SLUG_LIMIT = 80  # a file name has 255 octets at most, and the temporary file beside it needs some of them
_TITLE_LIMIT = 40
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

    ``{slug}`` is the name's, ``{title}`` the title's; for a leader without title ``{title}`` goes, and one separator
    beside it. A slug has ASCII letters, digits and hyphens only, so no name can leave the folder. One already taken
    gets -2, -3 …; a name that leaves no slug ("…") is called by its place in the list, "lanh-dao-2".
    """
    if "{slug}" not in pattern:
        raise UserError(f"Mẫu tên tệp “{clean(pattern)}” thiếu {{slug}}; hãy viết chẳng hạn {{slug}}.ics.", 2)
    files: dict[str, str] = {}
    taken = {ALL_FILE}
    for place, leader in enumerate(leaders, 1):
        stem = _stem(leader.name) or f"lanh-dao-{place}"
        titled = _titled(pattern, leader) if "{title}" in pattern else pattern
        file, count = titled.replace("{slug}", stem), 1
        while file.casefold() in taken:
            count += 1
            file = titled.replace("{slug}", f"{stem}-{count}")
        taken.add(file.casefold())
        files[leader.name] = file
    return files


def folders(organisations: Iterable[str]) -> dict[str, str]:
    """A folder for each organisation: its slug, -2, -3 … where that is taken, "chua-ro-co-quan" where none is left.

    The order given does not matter.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for organisation in sorted(organisations):
        stem = _stem(organisation) or "chua-ro-co-quan"
        name, count = stem, 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name)
        names[organisation] = name
    return names


def _stem(text: str) -> str:
    return slug(clean(text))[:_SLUG_LIMIT].strip("-")


def _titled(pattern: str, leader: Leader) -> str:
    """``pattern`` with the leader's title in it."""
    title = slug(clean(leader.title))[:_TITLE_LIMIT].strip("-")
    if title:
        return pattern.replace("{title}", title)
    return re.sub(r"^\{title\}[-_. ]?|[-_. ]?\{title\}", "", pattern)
