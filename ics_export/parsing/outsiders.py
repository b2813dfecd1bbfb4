"""Those whom a leaders' cell prints with another body (*cơ quan khác*): "đ/c Lan PCT UBND tỉnh" in a department's
programme is not its own deputy director Lan, "Lãnh đạo Trung tâm" are the heads of a unit below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ics_export.parsing.boards import NO_COMMITTEES
from ics_export.parsing.mentions import Mention
from ics_export.parsing.offices import is_ours
from ics_export.parsing.titles import find_titles

_KINDS = (
    "Sở|Cục|Chi cục|Tổng cục|Trung tâm|Công ty|Tổng công ty|Bệnh viện|Trường|Thanh tra|Viện|Chi nhánh|Trạm|Hạt"
    "|Xí nghiệp|Bảo tàng|Thư viện|Nhà máy|Hợp tác xã"
)
_OF_KIND = re.compile(rf"(?:của |các )?({_KINDS})(?!\w)(?! [Đđ]/c)(?:\s+([^,;:()]{{0,80}}))?")
_OF_AREA = re.compile(
    r"(UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s+(tỉnh|thành phố|TP|huyện|thị xã|quận|xã|phường|thị trấn)(?!\w)"
)
_BOARD_OF_AREA = re.compile(
    r"[^\W\d_][^,;()]{2,30}?\s(HĐND)\s(tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)(?!\w)"
)
"""A council's board behind the title of its head: "Trưởng Ban Pháp chế HĐND tỉnh"."""
_FRONT = re.compile(
    r"(?:UBMTTQ|UB MTTQ|Ủy ban MTTQ|MTTQ|Mặt trận|Hội (?:Nông dân|LHPN|CCB|Cựu)|Đoàn [Tt]hanh niên)(?!\w)"
)
_COMMITTEES = ("ubnd ", "ủy ban nhân dân ", "hđnd ", "xã ", "phường ")
_OF_PARTY = re.compile(r"(Tỉnh|Thành|Huyện|Thị|Quận) (?:ủy|uỷ)(?!\w)")
_RANKS = {"tỉnh": 3, "thành phố": 2, "tp": 2, "huyện": 2, "thị xã": 2, "quận": 2, "xã": 1, "phường": 1, "thị trấn": 1}
_HOME_AREA = re.compile(
    r"^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng ủy)(?: và (?:ubnd|hđnd))?\s"
    r"(tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)(?!\w)|^(tỉnh|thành|huyện|thị|quận) ủy(?!\w)"
)
_PARTYS_RANKS = {"tỉnh": 3, "thành": 2, "huyện": 2, "thị": 2, "quận": 2}
_OFFICES = (
    *NO_COMMITTEES, "ubnd ", "ủy ban nhân dân ", "hđnd ", "hội đồng nhân dân ", "đảng ủy", "tỉnh ủy", "thành ủy",
    "thị ủy", "huyện ủy", "quận ủy", "đại học ", "học viện ", "ban quản lý ",
)  # fmt: skip
"""How the name of an office begins of which we know what it is; of another nobody knows which unit is its own."""
_SCHOOLS = ("đại học", "học viện", "cao đẳng", "tiểu học", "thcs", "thpt", "mầm non", "phân hiệu")
_GROUP_OF = re.compile(
    r"^(?:[Tt]ập thể |[Đđ]ại diện |[Cc]ác )*(?:[Ll]ãnh đạo|LĐ|BGĐ|Ban Giám đốc|Ban giám đốc|P(?:GĐ|CT|CCT|VT)|"
    r"[Pp]hó [Gg]iám đốc|[Pp]hó [Cc]hi cục trưởng)\s+(?=\w)"
)
LONGEST_PERSON = 200
"""Characters of one person with all his offices."""


def elsewhere(behind: str, home: str) -> str:
    """The body that the words ``behind`` a title or a group's word name, "" where they name none or ours; ``home`` is
    the folded name of our office.

    A department has one director, and he is not a deputy chairman of the province's committee; who is chairman of
    another area's committee is not ours (Law on the organisation of local government, 2025: one committee for each).
    """
    if not behind or not home.startswith(_OFFICES):
        return ""
    of_kind = _OF_KIND.match(behind)
    if of_kind:
        kind, name = of_kind[1].lower(), (of_kind[2] or "").strip()
        known = re.search(rf"(?<!chi )(?<!tổng ){kind}", home) is not None if kind == "cục" else kind in home
        if not known and not (kind == "trường" and any(school in home for school in _SCHOOLS)):
            return of_kind[0].strip()
        other = kind == "sở" and home.startswith("sở ") and _is_another(name, home)
        return of_kind[0].strip() if other else ""
    front = _FRONT.match(behind) if home.startswith(_COMMITTEES) else None
    if front:
        return front[0]
    ours = _rank(home)
    area = _OF_AREA.match(behind) or _BOARD_OF_AREA.match(behind)
    if area:
        return (
            f"{area[1]} {area[2]}"
            if ours != _RANKS[area[2].lower()] and (ours or home.startswith(NO_COMMITTEES))
            else ""
        )
    party = _OF_PARTY.match(behind)
    above = party and (_PARTYS_RANKS[party[1].lower()] > ours if ours else home.startswith(NO_COMMITTEES))
    return party[0] if party and above else ""


def _is_another(name: str, home: str) -> bool:
    """Whether the words behind "Sở" name a department that is known and is not ours: "Y tế", "TN&MT". What nobody knows
    is our own, however it is called there: "KH&CN Hà Tĩnh", "Trưởng BCĐ"."""
    named = name.lower()
    if named.startswith(_FIELDS):
        field = next(one for one in _FIELDS if named.startswith(one))
        return not home.startswith(f"sở {field}")
    short = name.partition(" ")[0]
    return short in _SHORT_FIELDS and not is_ours(f"Sở {short}", home)


_FIELDS = (
    "y tế", "tài chính", "nội vụ", "tư pháp", "xây dựng", "công thương", "giáo dục", "khoa học", "nông nghiệp",
    "tài nguyên", "văn hóa", "văn hoá", "thông tin", "lao động", "kế hoạch", "giao thông", "ngoại vụ", "du lịch",
    "dân tộc", "quy hoạch", "an toàn",
)  # fmt: skip
_SHORT_FIELDS = (
    "GD&ĐT", "GDĐT", "GD-ĐT", "GTVT", "TN&MT", "TNMT", "NN&PTNT", "NNPTNT", "NN&MT", "NNMT", "KH&ĐT", "KHĐT", "KH-ĐT",
    "KH&CN", "KHCN", "KH-CN", "VHTTDL", "VHTT&DL", "VH&TT", "TT&TT", "TTTT", "LĐTBXH", "LĐTB&XH", "LĐ-TB&XH", "XD",
    "YT", "TC", "NV",
)  # fmt: skip
"""The departments of a province, in words and letters (Decrees 24/2014/NĐ-CP, 150/2025/NĐ-CP)."""


def _rank(home: str) -> int:
    """How high our own area stands, 0 where our office is no area's."""
    area = _HOME_AREA.match(home)
    return (_RANKS[area[1]] if area[1] else _PARTYS_RANKS[area[2]]) if area else 0


def person_elsewhere(printed: str, name: str, home: str) -> str:
    """The body of which somebody is printed to be, "" where a title of his is ours, or he has none."""
    return _known_elsewhere(printed[:LONGEST_PERSON], name, home)


@lru_cache(maxsize=128)
def _known_elsewhere(printed: str, name: str, home: str) -> str:
    body = ""
    for _, end in find_titles(printed):
        behind = printed[end:]
        if name and name in behind:
            behind = behind.partition(name)[0]  # "Giám đốc Sở Phạm Quốc Tuấn"; behind a name may stand a unit's cell
        body = elsewhere(behind.lstrip(" .-–("), home)
        if not body:
            return ""
    return body


def is_outsider(printed: str, name: str, home: str) -> bool:
    """Whether somebody is printed to be of a body in which none of our leaders has an office beside his own: of another
    area's committee, of a department. Units and schools below may be headed by one of ours: "Đ/c Oanh - Trưởng ban
    Tuyên giáo, GĐ Trung tâm Chính trị"."""
    return person_elsewhere(printed, name, home).startswith(_OF_OTHERS)


_OF_OTHERS = ("Sở", "Cục", "Tổng cục", "UBND", "HĐND", "Ủy ban", "Hội đồng", "Tỉnh", "Thành", "Huyện", "Thị", "Quận")


def all_elsewhere(mentions: Sequence[Mention], home: str) -> str:
    """The body of which somebody is printed to be wherever he is printed with a title, "" where he is one of ours."""
    titled = [mention for mention in mentions if mention.title]
    bodies = [person_elsewhere(mention.printed, mention.name, home) for mention in titled]
    return bodies[0] if bodies and all(bodies) else ""


def without_namesakes(people: Sequence[Mention], home: str) -> list[Mention]:
    """The mentions without those of another body's people whose names one of our own bears too, in full or in part:
    "Đ/c Nguyễn Văn Bình PCT UBND tỉnh" beside "Đ/c Bình PGĐ"."""
    outside = {m for m in people if m.name and m.title and is_outsider(m.printed, m.name, home)}
    if not outside:
        return list(people)
    ours = {m.key.rpartition(" ")[2] for m in people if m.name and m.title and m not in outside}
    return [m for m in people if m not in outside or m.key.rpartition(" ")[2] not in ours]


def group_elsewhere(printed: str, home: str) -> str:
    """The body whose leaders or deputies the words of a group mean, "" where they are ours."""
    group = _GROUP_OF.match(printed)
    return elsewhere(printed[group.end() :], home) if group else ""
