"""Hours, days and slot words of a content cell that a scan misread or broke, or a typist closed with another sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Paragraph
from ics_export.parsing.slots import DOES, is_slot_word
from ics_export.parsing.words import BULLET, CAPITAL, MISREAD_DIGITS, SMALL

_NOBODYS = r"(?<!uổi )(?<!UỔI )(?<!giờ )(?<!Thị )(?<!Văn )(?<!ông )(?<!bà )(?<!cụ )(?<!/c )"
_BARE_SLOT = rf"^(?:{BULLET}\s*)?(?:Sáng|Chiều|Tối|SÁNG|CHIỀU|TỐI)"
_WORK = rf"(?:{BULLET}\s*)?(?:{CAPITAL}{SMALL}|[01]?[\dlO]\s?(?:h|giờ|:\d))"
"""What a work begins with, "Chào cờ" or an hour, behind a full stop that does a colon's service."""
_MISREAD_WORDS = (
    r"(?<!\w)(?:[\dOolI]{1,2}(?:h|\s?giờ\s(?=[\dOolI]{2}))[\dOolI]{0,2}(?!\w)"
    r"|(?:Ch i[ềê]u|Chi [ềê]u|S áng|Sá ng|T ối)(?=\s?:)"
    r"|(?:[lIO]\d|\d[lIO])(?=/\d| đến )|(?<=\d/)(?:1[lIoO]|[lI]\d)(?!\w)"
    rf"|(?:(?:(?<=\w\s)|(?<=[.,;]\s))(?<!/[cC] )(?:Chiều|Tối|CHIỀU|TỐI)|{_BARE_SLOT})\s?;"
    rf"(?=\s+(?!Sáng|Chiều|Tối|Cả)(?:{BULLET}\s*)?{CAPITAL})"
    rf"|(?:(?<=[^\W\d_]\s){_NOBODYS}(?:Chiều|Tối|CHIỀU|TỐI)\.(?=\s(?:{BULLET}\s*)?{CAPITAL}{SMALL})"
    rf"|(?:(?<=[.;]\s)(?:CHIỀU|TỐI)|{_BARE_SLOT})\.(?=\s{_WORK})))"
)


_ODD_SLOT = (
    r"(?:^|(?<=[-–+*•]\s)|(?<=[-–+*•])|(?<=[.;]\s)|(?<=\s)(?=[SCT]))"
    r"(?i:s[áàảãạăaâ]ng|ch[iíìỉĩị][eéèêềếểễệ][uúùủũụ]|t[ốôồổỗ]i)(?=\s?:)"
)
"""A slot word with a mark or a capital too many, or small behind a bullet, where a part of the day may begin."""
_SLOTS = {"s": "Sáng", "c": "Chiều", "t": "Tối"}
_SPAN_SIGN = r"(?<=[\dh])\s?(?:~|÷|→|=>|->)\s?(?=\d{1,2}\s?(?:[hHg]|giờ|:\d))"
_ODD_HOURS = (
    (r"(?<![\d/.,])(?<!hòng )([01]?\d|2[0-3])H(?=[0-5]\d(?!\d))", r"\1h"),  # "8H30"
    (r"(\(|(?:[Ll]úc|[Vv]ào|[Hh]ồi) |:\s+|^)([01]?\d|2[0-3])H(?=\)|[:,]?\s+[^\W\d]|\s*$)", r"\1\2h"),  # "(10H)"
    (r"(?<![\d/.,])(\d{1,2})\s?h\s?:\s?([0-5]\d)(?!\d)", r"\1h\2"),  # "8h:30"
    (r"(?<!\d)(\d{1,2}\s?giờ),\s?([0-5]?\d\s?phút)", r"\1 \2"),
    (r"(?<!\d)(\d{1,2})\s?(?:giờ|h) rưỡi(?!\w)", r"\1h30"),
    (_SPAN_SIGN, " - "),
    (rf"(^(?:[-+•*]\s*)?|:\s*(?:[-+•*]\s*)?)(0?[5-9]|1\d|2[01])\.(00|15|30|45)(?=\s*:?\s(?:{DOES})(?!\w))", r"\1\2h\3"),
    (r"^(0?[5-9]|1\d|2[01])\.(00|15|30|45)(?=\s*(?:$|[-–]))", r"\1h\2"),  # a cell of hours
)
"""Hours as some offices write them, and as the others do."""


def plain_hours(text: str) -> str:
    """``text`` with its hours as most offices write them: "8H30", "8h:30", "8 giờ rưỡi", "10.00 họp"."""
    for pattern, plain in _ODD_HOURS:
        text = re.sub(pattern, plain, text)
    return text


def as_meant(
    paragraphs: Sequence[tuple[Paragraph, int]],
) -> tuple[list[tuple[Paragraph, int]], tuple[tuple[str, str], ...]]:
    """The paragraphs with hours and days that a scan made letters of, and slot words it broke, as they were: "l4h3O",
    "từ l7 đến", "Ch iều:", "Chiều ;"; and each of those words with what it was read as."""
    misread: dict[str, str] = {}

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if word[-1] in ";.":
            read = f"{word[:-1].rstrip()}:"
        else:
            hour = any(map(str.isdigit, word))
            read = word.translate(MISREAD_DIGITS) if hour or " " not in word else word.replace(" ", "")
        if read != word:
            misread[word] = read
        return read

    def name(match: re.Match[str]) -> str:
        word, slot = match[0], _SLOTS[match[0][0].lower()]
        if is_slot_word(word):
            return word
        if word.lower() != slot.lower():
            misread[word] = slot
        return slot

    mended = []
    for paragraph, half in paragraphs:
        text = re.sub(_MISREAD_WORDS, mend, plain_hours(paragraph.text))
        mended.append((paragraph._replace(text=re.sub(_ODD_SLOT, name, text)), half))
    return mended, tuple(misread.items())
