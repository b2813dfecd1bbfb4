"""One who goes for another, and one of several: the words in a leaders' cell that say it."""

from __future__ import annotations

import re

DELEGATED = tuple(f"{sign}{word} quyền{to}" for sign in "( " for word in ("ủy", "uỷ", "Ủy") for to in ("", " cho"))
IN_PLACE_OF = (" thay", "(thay", " thay cho", "(thay cho", " thay mặt", "(thay mặt")
EXCEPT = (" trừ", "(trừ", " vắng", "(vắng", "không có")
_BY_DELEGATION = r"(?:được|theo|thừa|nhận) (?:sự )?[uủ][yỷ] quyền|[uủ][yỷ] quyền của"
_ONE_COMRADE = r"(?:một|01|1)\s+(?:đ/c|đồng chí)"
_MAYBE = (
    "(sáng)",
    "(chiều)",
    "(tối)",
    "ủy quyền",
    "uỷ quyền",
    "liên quan",
    "phân công",
    "phụ trách",
    "hoặc",
    "theo lĩnh vực",
    "luân phiên",
    "vắng",
    "bận",
    "nghỉ",
    "?",
)


def with_delegate(printed: str, delegate: str) -> str:
    """What is printed of one who sends a ``delegate`` and of whom he sends."""
    opened = printed.removesuffix(")") if printed.endswith(" quyền)") else printed
    return f"{opened} {delegate}" + ")" * (opened.count("(") > opened.count(")"))


def is_maybe(piece: str, named: bool = False) -> bool:
    """Whether a piece says that only some of those it names are meant, and not who: "các PGĐ liên quan"; one person
    (``named``) is not in doubt where he is in charge, "Đ/c Hoàn, PGĐ phụ trách"."""
    lowered = re.sub(_BY_DELEGATION, "", piece.lower()) if " quyền" in piece else piece.lower()
    if named:
        lowered = lowered.replace("phụ trách", "").replace("liên quan", "")
    for word in _MAYBE:
        if word in lowered:
            return True
    return ("một" in lowered or "1" in lowered) and re.search(_ONE_COMRADE, lowered) is not None
