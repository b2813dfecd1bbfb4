"""Who signs below the table (*người ký*): a title, and under it a full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Row
from ics_export.parsing.titles import short_title
from ics_export.parsing.words import is_capital, is_small

_SIGNING = (
    "TỔNG GIÁM ĐỐC", "GIÁM ĐỐC", "CHỦ TỊCH", "BÍ THƯ", "HIỆU TRƯỞNG", "CHI CỤC TRƯỞNG", "CỤC TRƯỞNG", "TRƯỞNG BAN",
    "VIỆN TRƯỞNG", "CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG", "CHÁNH THANH TRA", "Giám đốc", "Chủ tịch", "Bí thư",
    "Hiệu trưởng", "Chi cục trưởng", "Cục trưởng", "Trưởng ban", "Viện trưởng", "Chánh Văn phòng",
)  # fmt: skip
_SIGNING_OPENS = (*_SIGNING, "PHÓ ", "KT", "TM", "TL", "T/L", "T/M", "TUQ", "Q.", "QUYỀN ")


def _signing_title(text: str) -> tuple[int, int] | None:
    """Where the last title stands in a line under which somebody signs."""
    found = [(text.rfind(title), title) for title in _SIGNING if title in text]
    if not found:
        return None
    start, title = max(found, key=lambda pair: (pair[0] + len(pair[1]), len(pair[1])))
    end = start + len(title)
    return (start - 4 if text[:start].endswith(("PHÓ ", "Phó ")) else start), end


def is_signing(text: str) -> bool:
    """Whether a line is the title above a signature and nothing else: in capitals."""
    return text.isupper() and len(text) < 60 and text.endswith(_SIGNING) and text.startswith(_SIGNING_OPENS)


def _is_full_name(text: str) -> bool:
    """Whether a text is a person's full name, of two to five words, in capitals or not."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(is_capital(word[0]) for word in words):
        return False
    if all(all(map(is_small, word[1:])) for word in words):
        return True
    return len(words[0]) > 1 and all(all(map(is_capital, word)) for word in words)


def read_signer(tail: Sequence[Row]) -> tuple[str, str] | None:
    """The signer below the table: (full name, abbreviated title); None where nobody signs with a name and a title."""
    lines = [c.text.strip("*_ ") for row in tail for c in row.cells if c.paragraphs][-30:]
    title = ""
    for text in lines:
        signing = _signing_title(text) if len(text) < 120 and not text.lstrip().startswith(("-", "+")) else None
        if signing:
            title = short_title(text[slice(*signing)])[0]
            rest = text[signing[1] :].strip(" *_.,:")
        elif title:
            rest = text.strip(" *_.,:()")
        else:
            continue
        rest = re.sub(r"^\(?[Đđ]ã ký\)?:?\s*", "", rest) if "ã ký" in rest else rest
        if title and _is_full_name(rest):
            return (rest.title() if rest.isupper() else rest), title
    return None
