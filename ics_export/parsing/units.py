"""Preparing units (*cơ quan / đơn vị chuẩn bị*): the column's blocks and the units inside one block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Words that open the name of a unit. Capitalised they may open a block with nothing before them; in lower case only
# behind a separator ("Văn phòng Sở; các phòng").
_OPENERS = (
    "Văn phòng|Văn Phòng|VP|Phòng|P\\.|Ban|BQL|BTC|BCH|Chi bộ|Chi đoàn|Chi cục|Chi hội|Trung tâm|TTr|TT|Hội đồng|"
    "HĐ|Thành viên|Các phòng|Các Phòng"
    "|Các đơn vị|Các ban|Các ngành|Các|Thanh tra|Tự vệ|Sở|UBND|HĐND|Công an|Quân sự|Đoàn|Hội|Tổ(?! chức)|Đội|"
    "Bộ phận|Công đoàn|Đảng ủy"
    "|Đảng uỷ|Khoa|Viện|Trường|Bệnh viện|Kế toán|Nhóm|Cục|Hạt|Trạm|Đài|Báo|Ủy ban|Uỷ ban|Mặt trận|MTTQ|Huyện đoàn|"
    "Tỉnh đoàn|Bộ|Liên đoàn"
    "|Quỹ|Cơ quan|Đơn vị|Bảo hiểm|Kho bạc|Ngân hàng|Công ty|Tiểu ban|Thường trực|Cụm|Khối|Phân hiệu|Xã|Phường|Y tế"
)
_OPENER = re.compile(rf"(?:{_OPENERS})(?!\w)")
_LOWER_OPENER = re.compile(
    r"(?:các|phòng|ban|đơn vị|bộ phận|tổ|hội|đoàn|văn phòng|trung tâm|chi bộ|thành viên|những)(?=\s|$)"
)
# "Văn phòng Ban Chỉ đạo", "Ban Quản lý Trung tâm": an opener right behind these is most often part of the same name.
_HOLDS = re.compile(
    r"(?:Văn phòng|VP|Ban Quản lý|BQL|Chi bộ|Công đoàn|Tổ|Chi đoàn|Lãnh đạo|Trưởng|Phó|Thường trực|Thành viên|của|"
    r"và|thuộc|với|Các)$|^Ban$"
)

_HELD = re.compile(
    r"(?:UBND|HĐND|Sở|Đảng [ủu][ỷy]|Ban (?:Chỉ đạo|Quản lý|QL|Thường vụ|Chấp hành|Điều hành)|Hội đồng|Trung tâm|"
    r"Đoàn|Huyện|Tỉnh|Ủy ban|Uỷ ban|BCH|Công đoàn)(?!\w)"
)


class UnitPart(NamedTuple):
    """A unit as printed, what stands before it ("", "paragraph", ";", ",", " ", "và") and the page it stands on."""

    text: str
    before: str
    half: int = 0
    held: bool = False
    may_stand: bool = False


_SEPARATOR = re.compile(
    rf"\s*[;\n•]\s*|\s*,\s*|\s[-–+]\s(?=(?:{_OPENERS})\b)|\s(?:và|phối hợp với|phối hợp|cùng)\s(?=(?:{_OPENERS})\b)"
)
# Openers that say nothing by themselves: what follows belongs to them ("Phòng TT-TK", "Chi bộ VP", "Thành viên HĐ").
_INCOMPLETE = frozenset(
    [
        "Phòng",
        "P.",
        "Ban",
        "BCH",
        "Chi đoàn",
        "Chi cục",
        "Chi hội",
        "Trung tâm",
        "Thành viên",
        "Các",
        "Tổ",
        "Đội",
        "Bộ phận",
        "Khoa",
        "Viện",
        "Trường",
        "Bệnh viện",
        "Nhóm",
        "Cục",
        "Hạt",
        "Trạm",
        "Sở",
        "Đoàn",
        "Hội",
        "Liên đoàn",
        "Ban Quản lý",
        "Ban Chỉ đạo",
        "Ban Tổ chức",
        "Tiểu ban",
        "Thường trực",
        "Lãnh đạo",
        "Ủy ban",
        "Uỷ ban",
    ]
)
# These stand alone or take a name: "Chi bộ" beside "Chi bộ VP", "Công đoàn" beside "Công đoàn Viên chức".
_MAY_STAND_ALONE = frozenset(("Chi bộ", "Công đoàn", "Đảng ủy", "Đảng uỷ", "Hội đồng", "BQL", "BTC", "Đoàn trường"))
_FULL_OPENER = re.compile(r"(?:Phòng|Văn phòng|Các|P\.|(?:Ban|Trung tâm|Chi cục)(?= [A-ZĐ][a-zà-ỹ]))(?!\w)")
# Bodies that finish a name when nothing capitalised follows: "Văn phòng Sở", "Thanh tra Sở".
_BODY_NEEDS_NAME = frozenset(
    ("Sở", "Trường", "Bộ", "Xã", "Phường", "Hội", "Đoàn", "Ban", "Viện", "Cục", "TT", "VP", "HĐ")
)


def read_units(paragraphs: Sequence[str], half: int = 0) -> tuple[UnitPart, ...]:
    """The units in the paragraphs of a unit cell, in order."""
    found: tuple[UnitPart, ...] = ()
    for paragraph in paragraphs:
        read = (_read_known if len(paragraph) < 200 else _read_paragraph)(paragraph)
        if half:
            read = tuple(unit._replace(half=half) for unit in read)
        if read and found:
            read = (read[0]._replace(before="paragraph"), *read[1:])
        found += read
    return found


def _read_paragraph(paragraph: str) -> tuple[UnitPart, ...]:
    found: list[UnitPart] = []
    text = paragraph.strip().lstrip("-+*•– ").rstrip(" ;,.")
    before, position = "", 0
    for match in [*_SEPARATOR.finditer(text), None]:
        piece = text[position : match.start() if match else len(text)]
        for offset, part in enumerate(_flattened(piece)):
            if part.strip():
                held = offset > 0 and _HELD.match(part) is not None and _HOLDS.search(found[-1].text) is not None
                alone = offset > 0 and found[-1].text in _MAY_STAND_ALONE
                found.append(UnitPart(part.strip(), " " if offset else before, 0, held, alone))
        if match:
            before = match[0].strip()[:1] or ";"
            before = {"•": ";", "+": ";", "–": "-"}.get(before, before)
            position = match.end()
    return tuple(found)


_read_known = lru_cache(maxsize=512)(_read_paragraph)


def _flattened(piece: str) -> list[str]:
    """A stretch without separators, cut before each capitalised opener but the first."""
    last, parts = 0, []
    for match in _OPENER.finditer(piece):
        start = match.start()
        if not start or piece[start - 1] != " ":
            continue
        above = piece[last:start].strip()
        if above in _INCOMPLETE or (above in _MAY_STAND_ALONE and not _FULL_OPENER.match(piece, start)):
            continue
        following = piece[match.end() + 1 : match.end() + 2]
        if match[0] in _BODY_NEEDS_NAME and (not following.isupper() or _OPENER.match(piece, match.end() + 1)):
            continue
        parts.append(piece[last:start])
        last = start
    return [*parts, piece[last:]]


def joined(parts: Sequence[UnitPart]) -> tuple[str, ...]:
    """The units of one block as they are named: pieces that open no unit of their own stay with the one before."""
    names: list[str] = []
    for part in parts:
        if names and part.before in (" ", "-", ",", "v", "p", "c") and _stays(part):
            glue = {" ": " ", "-": " - "}.get(part.before, ", ")
            names[-1] += glue + part.text
        else:
            names.append(part.text)
    return tuple(dict.fromkeys(names))


def _stays(part: UnitPart) -> bool:
    """Whether a piece may stay with the one before it."""
    opens = _OPENER.match(part.text) or _LOWER_OPENER.match(part.text)
    if opens and part.text[0].islower() and part.before == ",":
        return False  # "Văn phòng, các phòng"
    return part.held or part.may_stand or not opens


def opens_unit(text: str) -> bool:
    """Whether a text opens the name of a unit, so that it is not the rest of one cut by a page break."""
    return _OPENER.match(text) is not None


_PREPARING = re.compile(
    r"\((?:[Gg]iao\s+|[Đđ]ề nghị\s+)?([A-ZĐ][^()]{2,80}?)\s+(?:chuẩn bị|tham mưu|báo cáo)(?:\s[^()]{0,40})?\)|"
    r"[Cc]huẩn bị(?: nội dung)?\s*:\s*([A-ZĐ][^.;()]{2,80})"
)


def read_preparing(text: str) -> tuple[str, ...]:
    """The units that an item's own words say prepare it, "(Phòng X chuẩn bị nội dung)"; () where they say nothing."""
    if "huẩn bị" not in text and "tham mưu" not in text and "báo cáo)" not in text:
        return ()
    match = _PREPARING.search(text)
    if not match:
        return ()
    words = (match[1] or match[2]).strip()
    return joined(read_units([words])) if opens_unit(words) else ()
