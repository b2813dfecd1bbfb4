"""One who goes for another, who is absent, and one of several: the words in a leaders' cell that say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.parsing.groups import find_groups
from ics_export.parsing.openings import HONORIFIC

DELEGATED = tuple(f"{sign}{word} quyền{to}" for sign in "( " for word in ("ủy", "uỷ", "Ủy") for to in ("", " cho"))
IN_PLACE_OF = (" thay", "(thay", " thay cho", "(thay cho", " thay mặt", "(thay mặt")
EXCEPT = (" trừ", "(trừ", " vắng", "(vắng", "không có")
_BY_DELEGATION = r"(?:được|theo|thừa|nhận) (?:sự )?[uủ][yỷ] quyền|[uủ][yỷ] quyền của"
_DEPUTY = r"(?<!\w)(?:P(?:[A-Z]|Đ){1,3}(?!\w)|Phó )"
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
    "gạch tên",
    "nếu cần",
    "dự kiến",
    "nếu có",
    "đi công tác",
    "đi học",
    "?",
)
STRUCK = " (hoãn)"
"""What stands behind somebody whose name is struck out, as behind a work that is."""
_WHO_IS_STRUCK = (
    rf"(?:^|(?<=[;,] )|(?={HONORIFIC.pattern}))((?:(?!\s{HONORIFIC.pattern})[^;,()]){{2,60}}) \(hoãn\)[;,]?\s*"
)
STRUCK_UNIT = r"(?:^|(?<=[;,] ))([^;,()]{2,80}) \(hoãn\)[;,]?\s*"

_ON_LEAVE = rf"\((?:{HONORIFIC.pattern})[^();,]{{2,40}}\s(?:xin )?nghỉ(?: (?:phép|ốm|việc riêng|thai sản|chế độ|bù))?\)"
_BEHIND_GROUP = 24
"""So many characters behind a group a bracket is still about it, for its body's name stands between."""


def without_leave(text: str) -> tuple[str, str]:
    """A paragraph of leaders without the bracket that says one is on leave (*nghỉ phép*), and that bracket, "" where
    none does. Behind a group it stays as whom the group is without: "Ban Giám đốc (trừ đ/c An)".
    """
    match = re.search(_ON_LEAVE, text) if "nghỉ" in text else None
    if match is None:
        return text, ""
    before, behind = text[: match.start()], text[match.end() :]
    groups = find_groups(before)
    if groups and groups[-1].end >= len(before) - _BEHIND_GROUP:
        absent = match[0][1:-1].partition(" nghỉ")[0].removesuffix(" xin")
        return f"{before}(trừ {absent}){behind}", match[0]
    return (before + behind).strip(), match[0]


def with_delegate(printed: str, delegate: str) -> str:
    """What is printed of one who sends a ``delegate`` and of whom he sends."""
    opened = printed.removesuffix(")") if printed.endswith(" quyền)") else printed
    return f"{opened} {delegate}" + ")" * (opened.count("(") > opened.count(")"))


def is_maybe(piece: str, named: bool = False) -> bool:
    """Whether a piece says that only some of those it names are meant, and not who: "các PGĐ liên quan"; one person
    (``named``) is not in doubt where he is in charge, "Đ/c Hoàn, PGĐ phụ trách"."""
    lowered = re.sub(_BY_DELEGATION, "", piece.lower()) if " quyền" in piece else piece.lower()
    if named and "quyền)" in piece and re.search(_DEPUTY, piece):
        lowered = re.sub(r"\([uủ][yỷ] quyền\)", "", lowered)  # his head's: "PGĐ Khải (ủy quyền)"
    if named:
        lowered = lowered.replace("phụ trách", "").replace("liên quan", "")
    for word in _MAYBE:
        if word in lowered:
            return True
    return ("một" in lowered or "1" in lowered) and re.search(_ONE_COMRADE, lowered) is not None


def replaced(texts: Sequence[str], pattern: str = _WHO_IS_STRUCK) -> list[str]:
    """The paragraphs of a leaders' cell, who is struck there told behind who goes in his place: "Đ/c An GĐ (hoãn) Đ/c
    Bình PGĐ" as "Đ/c Bình PGĐ (thay Đ/c An GĐ)". Where nobody else is named, it says no more than that (*gạch tên*).
    With the ``pattern`` of a struck unit those of a units' cell.
    """
    found: list[str] = []
    waiting: list[str] = []
    for text in texts:
        rest, struck = text, [re.split(r"\s[-–]\s", match[1])[0] for match in re.finditer(pattern, text)]
        if struck:
            rest = re.sub(pattern, "", text).strip(" ;,")
        waiting += struck
        if rest:
            found.append(rest + "".join(f" (thay {who})" for who in waiting))
            waiting = []
    if waiting and found:
        found[-1] += "".join(f" (thay {who})" for who in waiting)
    return found or [text.replace(STRUCK, " (gạch tên)") for text in texts]
