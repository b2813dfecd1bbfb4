"""A mention: one person or group as a leaders' cell prints it."""

from __future__ import annotations

from ics_export.parsing.names import names_unit
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.titles import match_title
from ics_export.tuples import NamedTuple

OF_SECTIONS = ("TP", "PTP", "TK", "PTK")
OF_UNITS = ("CVP", "PCVP", "CTTr", "PCTTr")
"""Titles of those who head the own office and inspectorate of a department (*Sở*) or a people's committee."""
ON_THE_BOARD = ("GĐ", "PGĐ", "TGĐ", "PTGĐ", "CT", "PCT", "HT", "PHT")
"""Titles of an office's leaders."""
UNIT_HEADS = frozenset(("TB", "PTB", *OF_SECTIONS))
"""Titles of who heads a unit below the leaders: of a board, a section, a faculty."""


class Mention(NamedTuple):
    """One person or group as printed.

    ``key`` identifies it ("hoàn", "title:GĐ", "group:all"), ``name`` is the printed name or "", ``title`` the
    abbreviated title or "", ``misread`` the title as printed where it had to be read as another ("GD").
    ``maybe``: among those invited, so it may attend. ``before`` is what stands between it and the mention above ("," or
    "paragraph"; attribution.py says what a boundary there costs); ``half`` the page it stands on. ``away`` are the
    words of the body whose office he has, where they are printed: offices.py says whether it is ours. ``field`` is what
    a deputy answers for, printed between his title and his name; ``escort``: who is no leader by his title goes
    along (*cùng đi*), so he counts where he is a leader elsewhere.
    """

    key: str
    printed: str
    name: str = ""
    title: str = ""
    group: str = ""
    misread: str = ""
    maybe: bool = False
    before: str = ""
    half: int = 0
    away: str = ""
    field: str = ""
    escort: bool = False


def is_head_of_unit(mention: Mention) -> bool:
    """Whether a mention is a role of a unit named with it, and no person: "đ/c Trưởng phòng Nội vụ"."""
    if mention.name or mention.title not in UNIT_HEADS:
        return False
    honorific = HONORIFIC.match(mention.printed)
    role = mention.printed[honorific.end() :] if honorific else mention.printed
    unit = role[match_title(role) :].lstrip()
    short = unit.partition(" ")[0]
    return names_unit(unit) or (len(short) > 1 and short.isupper())  # "Trưởng phòng TT-PC"
