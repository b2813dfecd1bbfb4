"""Entries of a leaders' cell that name nobody of the office, and hold the place of a work's leaders (*lãnh đạo*)."""

from __future__ import annotations

import re

from ics_export.parsing.mentions import Mention
from ics_export.parsing.names import is_qualifier
from ics_export.parsing.words import BULLETS, Phrases

NOT_LEADERS = Phrases(
    "Mời|mời|MỜI|Thành phần|thành phần|Khách mời|khách mời|LĐVP|LĐ VP|Lãnh đạo VP|lãnh đạo VP"
    "|Lãnh đạo Văn phòng"
    "|Lãnh đạo văn phòng|lãnh đạo Văn phòng|lãnh đạo văn phòng|CVVP|CV|Thư ký|thư ký|Lái xe|lái xe|Bảo vệ"
    "|bảo vệ"
    "|Cán bộ trực|cán bộ trực|Văn thư|văn thư|Chuyên viên|chuyên viên|Giúp việc|giúp việc|Cán bộ tham dự"
    "|cán bộ tham dự|Cùng dự|cùng dự|Tham mưu|tham mưu|Văn phòng trực|văn phòng trực"
    "|trực Văn phòng|Trực Văn phòng|trực VP|Trực VP|xe:|Xe:"
)
"""What opens words about staff and guests, who are no leaders."""
_BY_INVITATION = r"(?:Theo|theo|Như|như)\s+(?:[Gg]iấy mời|GM|thành phần|danh sách)[^;,]{0,40}$"
_NOBODY = (
    r"[-–.…\x04\s]+$|(?:Theo|theo|Như|như)\s+(?:phân công|lịch|kế hoạch)[^;,]{0,40}$"
    r"|(?:Thành viên|Ban Chỉ đạo|BCĐ|Trưởng các|Trưởng phòng|Các phòng|Phòng|Hội đồng|Tổ)(?:\s[^;,()]{0,40})?$"
)
"""What stands in the place of a work's leaders where none of them attends."""
GOES_ON = r"(?:và|cùng)\s|\(|(?:Dự|Tham dự|Cùng dự|cùng dự)\s?:"
"""How a paragraph opens that says more of who is named above."""
_UNKNOWN = "?"
_LEADS_TO = ("đại diện", "ủy quyền", "uỷ quyền", "phân công", "có mặt")
"""What stands before somebody, and is no entry of its own."""


def in_place(paragraph: str) -> Mention | None:
    """A paragraph that names nobody as what holds the place of a work's leaders, None for the end of an entry above."""
    if re.match(_NOBODY, paragraph) or re.match(_BY_INVITATION, paragraph):
        return Mention("", paragraph)
    return unknown(paragraph) if may_hold_place(paragraph) else None


def unknown(words: str) -> Mention:
    """An entry of which nobody knows whom it means."""
    return Mention("", words, away=_UNKNOWN)


def is_unknown(mention: Mention) -> bool:
    """Whether a mention is such an entry."""
    return not mention.key and mention.away == _UNKNOWN


def holds_place(mention: Mention) -> bool:
    """Whether a mention is a paragraph that names nobody: it stands for a work's leaders only where a cell has as many
    paragraphs as the row has works."""
    return not mention.key and (is_unknown(mention) or re.match(_NOBODY, mention.printed) is not None)


def may_hold_place(paragraph: str) -> bool:
    """Whether a paragraph that names nobody we know may be the entry of a work of its own, "Lnh đo Sở", and is neither
    staff nor the end of the entry above, "Sở", "(chủ trì)", "các đơn vị liên quan"."""
    words = paragraph.lstrip(f"{BULLETS} ").strip()
    if not words[:1].isalpha() or NOT_LEADERS.match(words) or is_qualifier(words):
        return False
    if words.lower() in _LEADS_TO or words.startswith("các "):
        return False
    return len(words.split(" ")) > 1 and re.match(GOES_ON, words) is None and ":" not in words


def perhaps_anybody(mention: Mention) -> Mention:
    """An entry of which nobody knows whom it means, or whose place it holds, as all who may be meant; others as they
    are."""
    if not is_unknown(mention):
        return mention
    return mention._replace(key="group:all", group="all", maybe=True, away="")
