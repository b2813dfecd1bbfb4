"""Cells of places (*địa điểm*) that hold one place for each of a row's works, on one line."""

from __future__ import annotations

import re

_OPENERS = (
    r"(?:Phòng (?:họp|khánh tiết|tiếp)|Hội trường|HT|Trụ sở|Khách sạn|Nhà (?:văn hóa|văn hoá|thi đấu|khách))(?!\w)"
)
_BEFORE_ANOTHER = re.compile(rf"(?<=[\w)])\s+(?={_OPENERS})")


def places_of_each(location: str, works: int) -> tuple[str, ...]:
    """The places of so many ``works`` that a flattened cell holds one behind the other, "Phòng họp số 1 Phòng họp số
    2"; () where they are not as many, or one of them is no more than the word that opens the next ("Hội trường Trụ sở
    UBND tỉnh" is one place)."""
    pieces = _BEFORE_ANOTHER.split(location)
    if len(pieces) != works or any(re.fullmatch(_OPENERS, piece) for piece in pieces[:-1]):
        return ()
    return tuple([piece.strip(" ,;") for piece in pieces])
