"""Who attends and which sections prepare, listed at the end of a work's words: "(PHT Hiển; K. Cơ khí)", "- PHT Biên, P.
Đào tạo".
"""

from __future__ import annotations

import re

from ics_export.parsing.people import opens_mention
from ics_export.parsing.units import joined, opens_unit, read_units

_SECTION = r"(?:[KP]|TT)\.\s?(?:[A-Z]|Đ)|(?:Thư ký|Đội|Hội đồng|[Cc]ác (?:khoa|phòng))(?!\w)"
_PARTING = r"\s*[,;]\s+|\s[-–]\s(?=(?:[KP]|TT)\.|Phòng|Khoa)"
_NOTE = r"\s*(?:\((?:bổ sung|điều chỉnh|mới|hoãn|tạm hoãn|cả ngày|sáng|chiều)\)|[-–,]\s*(?:hoãn|HOÃN))\s*$"
"""What may stand behind such a list."""
_BRACKET = r"\(([^()]{2,160})\)[\s.;]*$"
_PERSON = r"(?:[Đđ]/c|[Đđ]ồng chí|(?<!\w)P?(?:GĐ|CT|HT))(?!\w)"
"""Somebody behind a section, in the same entry: "Phòng QLXD và Đ/c Lan PGĐ"."""
_DASH = re.compile(r"\s[-–]\s")
_LONGEST = 600
"""Characters of such a list at the end of a work; more is none, and would be looked through from each dash on."""


def opens_section(text: str) -> bool:
    """Whether an entry names a section or a body that prepares: "P. Đào tạo", "K. Cơ khí", "Công đoàn trường"."""
    return opens_unit(text) or re.match(_SECTION, text) is not None


def parted(words: str) -> tuple[str, tuple[str, ...]]:
    """The people at the head of a list, as one text, and the sections behind them; ("", ()) where the list does not
    name people first and nothing but sections behind."""
    if not opens_mention(words):
        return "", ()
    entries = re.split(_PARTING, words)
    first = next((number for number, entry in enumerate(entries) if opens_section(entry)), len(entries))
    if not first or not all(opens_section(entry) and not re.search(_PERSON, entry) for entry in entries[first:]):
        return "", ()
    people = words[: words.index(entries[first])].rstrip(" ,;-–") if first < len(entries) else words
    return people, tuple(entries[first:])


def at_end(text: str) -> tuple[str, tuple[str, ...]]:
    """What ``parted`` tells of the list at the end of a work's words, in brackets or behind a dash; ("", ()) for
    none."""
    text = re.sub(_NOTE, "", text)
    bracket = re.search(_BRACKET, text) if text.rstrip(" .;")[-1:] == ")" else None
    if bracket:
        return parted(bracket[1].strip())
    for dash in _DASH.finditer(text, max(0, len(text) - _LONGEST)):
        found = parted(text[dash.end() :].strip(" .;"))
        if found[0]:
            return found
    return "", ()


def sections_at_end(text: str) -> tuple[str, ...]:
    """The sections listed behind people at the end of a work's words."""
    _, sections = at_end(text)
    return joined(read_units([", ".join(sections)])) if sections else ()
