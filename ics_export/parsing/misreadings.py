"""Hours, days and slot words of a content cell that a scan misread or broke, or a typist closed with another sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Paragraph
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
    rf"|(?:(?<=[^\W\d_]\s){_NOBODYS}(?:Chiều|Tối|CHIỀU|TỐI)|{_BARE_SLOT})\.(?=\s{_WORK}))"
)


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

    mended = [(p._replace(text=re.sub(_MISREAD_WORDS, mend, p.text)), half) for p, half in paragraphs]
    return mended, tuple(misread.items())
