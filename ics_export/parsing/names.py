"""Names (*tên người*): which words are a person's, and which only look so: units, common nouns, tasks."""

from __future__ import annotations

import re

from ics_export.parsing.groups import opens_body, starts_as_body
from ics_export.parsing.titles import match_title
from ics_export.parsing.words import CAPITAL, SMALL, Phrases, is_small
from ics_export.vietnamese import plain

_WORD = re.compile(r"[^\W\d_]+\.?")
INITIAL = r"(?:N[gG][hH]?|[NTPKC][hH]|T[rR]|G[iI]|Q[uU]|[A-Z]|Đ)(?=\.)"
"""Pattern of the initial of a family or a middle name, without its full stop: a consonant or several."""
_INITIALS = rf"(?:(?!P\.\s){INITIAL}\.\s?){{1,3}}(?={CAPITAL}{SMALL})"  # "N.T. Minh"
NO_NAME = Phrases(
    "Các|Lãnh đạo|Toàn|Tất cả|Cán bộ|Đại diện|Phòng|Văn phòng|Trưởng|Phó|Ban|Tổ|Đội|Đoàn|Hội|Chi bộ|Chi đoàn"
    "|Công đoàn|Thành viên|Thành phần|Bộ phận|Nhóm|Phối hợp|Không|Nghỉ|Dự|Chủ trì|Tham dự|Theo|Khối|Trực|Giáo viên"
    "|Nữ CBCC|Nữ CBCCVC|Nữ CBGV|Nữ CNVC|Nữ cán bộ|Nữ công chức|Nữ viên chức"
    "|Học sinh|Như|Cả|Sáng|Chiều|Tối|Thôn|Ấp|Xóm|Khóm|Khu phố"
    "|Đảng viên|Đảng bộ|Đảng ủy|Đảng uỷ|Quản lý|Quản trị"
    "|Chuyên viên|Người|Ngày|Thứ Hai|Thứ Ba|Thứ Tư|Thứ Năm|Thứ Sáu|Thứ Bảy|Chủ nhật|Chủ Nhật|Hà Nội"
)
_QUALIFIERS = (
    "Phụ trách", "phụ trách", "Theo", "theo", "Dự", "dự", "Chủ trì", "chủ trì", "Tham dự", "tham dự", "Tham gia",
    "tham gia", "Chỉ đạo", "chỉ đạo", "Đồng chủ trì", "đồng chủ trì", "Các phòng", "các phòng", "Các Phòng",
    "các Phòng", "Phòng", "phòng", "Phân công", "phân công", "liên quan",
)  # fmt: skip
_BEHIND_NAMES = (
    *_QUALIFIERS, "và ", "cùng ", "hoặc ", "đi ", "họp", "trực", "làm ", "nghỉ", "vắng", "bận", "thay ", "tiếp",
    "kiểm tra", "công tác", "điều hành", "phát biểu", "báo cáo", "khai mạc", "kết luận", "giao ban", "thăm", "ký",
    "giám sát", "khảo sát", "học ", "tại ", "ở ", "từ ", "sáng", "chiều", "tối", "cả ngày", "có ", "được ", "sẽ ",
)  # fmt: skip


_YOUTH_UNION = re.compile(r"Đoàn (?:TN|TNCS|Sở|trường|Trường|Khối|khối|cơ sở|xã|huyện|tỉnh|cơ quan|thanh niên)(?!\w)")
_UNITS_BEHIND = Phrases(
    "Thanh tra|Văn phòng|Công an|Kho bạc|Bảo hiểm|Ngân hàng|Kiểm lâm|Kiểm toán|Quân sự|Biên phòng|Bưu điện|Điện lực"
    "|Bộ đội|Bộ chỉ huy|Thuế|Hải quan|Chi nhánh"
)
"""Units behind a name whose first word might go on it."""


_UNITS_HEADED = (" P.", " Phòng", " phòng", " Khoa", " khoa", " Ban ", " ban ", " Bộ môn", " bộ môn")


def name_words(text: str, addressed: bool = False) -> tuple[str, str]:
    """The leading words of ``text`` that make a name, and the rest.

    ``addressed``: a "Đ/c" stands before them, so that the first word is a name even where it is also a body's
    ("Trường").
    """
    if not addressed and text.startswith("K. "):
        return "", text  # "K. Điện", a faculty
    words: list[str] = []
    initials = re.match(_INITIALS, text) if "." in text[1:4] else None
    position = initials.end() if initials else 0
    while len(words) < 6:
        acting = addressed and not words and text.startswith("Quyền ")  # a name behind "Đ/c"
        if not acting and match_title(text, position) and not _is_quyen(words, text, position):
            break
        match = _WORD.match(text, position)
        if not match or not match[0][0].isupper():
            break
        word = match[0]
        initial = len(word) == 2 and word[1] == "." and word[0] not in "PV"
        if initial and len(words) == 1 and (words[0] in _SURNAMES or words[0] == "Đoàn"):
            words, position = [], match.end() + (text[match.end() : match.end() + 1] == " ")
            continue  # "Đoàn T. Thanh Hà" is "Thanh Hà", as "N.T. Minh" is "Minh"
        capitals = len(word) > 1 and word[:2].isupper() and word[1] != "ʼ"
        if capitals and not words and not addressed:
            break
        if words and capitals and not (words[0].isupper() and len(words[0]) > 1 and word.isupper() and _sounds(word)):
            break
        if words and (word == "Phó" or (word == "Trưởng" and text.startswith(_UNITS_HEADED, match.end()))):
            break  # "PHT Vinh Trưởng P.QTTB"; nobody is called "Phó"
        cut = word == "Trưởng" and match.end() == len(text)
        if cut and addressed and len(words) == 1 and words[0] not in _SURNAMES:
            break  # "Đ/c Khải Trưởng" above a page break, and below it "ban"
        if not words and word == "Đoàn" and _YOUTH_UNION.match(text, position):
            break  # "Bí thư Đoàn TN"
        if words and _UNITS_BEHIND.match(text, position):
            break  # "CT Phạm Quang Vinh Thanh tra tỉnh"
        if words and word == "CA":
            break  # *chánh án*, before a name *công an*: a title only behind one
        if not (addressed and not words) and opens_body(text, position) and not _named_so(words, text, match):
            break
        words.append(word.rstrip("."))
        position = match.end()
        if position < len(text) and text[position] != " ":
            break
        position += 1
    return " ".join(words), text[min(position, len(text)) :].strip(" ,:-–()")


def _is_quyen(words: list[str], text: str, position: int) -> bool:
    """Whether a name's last word stands in ``text`` at ``position``, and not who acts for a head: "Nguyễn Văn Quyền
    PGĐ", for nobody is called "Nguyễn Văn" alone."""
    return len(words) == 2 and words[1] in ("Văn", "Thị") and text.startswith("Quyền", position)


def _named_so(words: list[str], text: str, match: re.Match[str]) -> bool:
    """Whether a word of ``text`` that opens bodies' names stands in a person's, whose first ``words`` are known: it is
    the last of his name, "Nguyễn Xuân Trường", or the last but one, "Phan Trường Thọ".
    """
    if not words or match[0] not in (*_GIVEN_TOO, "Huyện"):
        return False
    if not (len(words) > 1 or words[0] in _SURNAMES):
        return False
    last = match
    behind = _WORD.match(text, match.end() + 1) if match[0] in ("Trường", "Hội") else None
    if behind and behind[0].istitle() and words[0] in _SURNAMES and not match_title(text, behind.start()):
        last = behind
    rest = text[last.end() :].lstrip()
    return not rest or rest[0] in ",;-–()" or match_title(rest) > 0


def is_named_as_body(piece: str, plural: bool) -> bool:
    """Whether a piece of a list names a person whose name opens bodies' names too: "Trường PGĐ", "Đoàn Văn Hậu", and
    the word alone where an address before it is for all of them (``plural``)."""
    word, _, rest = piece.partition(" ")
    if word == "Đoàn" and rest.startswith(_MIDDLE) and all(map(str.istitle, rest.split(" "))):
        return True  # a family's name too: "Đoàn Thị Thanh Hà"
    return word in _GIVEN_TOO and (match_title(rest) > 0 if rest else plural)


_MIDDLE = (
    "Thị ",
    "Văn ",
    "Đức ",
    "Hữu ",
    "Ngọc ",
    "Quang ",
    "Xuân ",
    "Đình ",
    "Bá ",
    "Trọng ",
    "Mạnh ",
    "Duy ",
    "Tấn ",
)
_GIVEN_TOO = ("Trường", "Hội", "Tỉnh", "Viện", "Đoàn")
_SURNAMES = frozenset(
    (
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
        "Lý", "Đinh", "Trịnh", "Mai", "Tô", "Trương", "Lâm", "Đào", "Hà", "Cao", "Lương", "Lưu", "Thái", "Tạ",
        "Phùng", "Vương", "Quách", "Đàm", "Kiều", "Nông", "Lò", "Vi", "Triệu", "Chu", "Châu", "Tăng", "La", "Hứa", "Từ",
    )
)  # fmt: skip
"""Family names that most Vietnamese bear; the others are as good, but here a name stands beside what may be none."""


def _sounds(word: str) -> bool:
    """Whether a word has a vowel, as every name has: "PCTT" has none."""
    return not set("aeiouy").isdisjoint(plain(word))


NAMES_TOO = ("Toàn", "Sáng")
"""Given names that are other words too ("Toàn cơ quan"): names where nothing but a title stands beside them."""
BODIES_TOO = ("Trường", "Phòng", "Hội", "Đoàn", "Ban")
"""Given names that open bodies' names too: no director is printed as "PGĐ Phòng"."""
FACULTIES = ("Dược", "Y", "Nội", "Ngoại", "Sản", "Nhi", "Luật", "Toán", "Điện", "Khám", "Mắt", "Da liễu")
"""Faculties and wards (*khoa*) named by one word, as people are: "Trưởng khoa Dược"."""


def is_surname(word: str) -> bool:
    """Whether a word is a family name (*họ*) that many bear."""
    return word in _SURNAMES


def is_unit(text: str) -> bool:
    """Whether a text opens with a unit's name, not a person's: "Trưởng ban Tổ chức", "Chủ tịch Công đoàn"."""
    unit = NO_NAME.match(text)
    end = len(unit)
    if not end or text[end : end + 1] not in ("", " ") or text in NAMES_TOO:
        return False
    return end == len(text) or " " in unit or is_small(text[end + 1 : end + 2]) or text[end + 1 :] == "Trường"


def names_unit(text: str) -> bool:
    """Whether a text opens as units' names do and people's don't: one capital, small letters behind it: "Nội vụ"."""
    first, _, rest = text.partition(" ")
    return first[:1].isupper() and is_small(rest[:1]) and not rest.startswith(_BEHIND_NAMES)


def is_noun(rest: str) -> bool:
    """Whether what stands behind a bare word with a capital makes a common noun of it and no name: a small letter that
    begins neither a title nor what somebody does."""
    return is_small(rest[:1]) and not f"{rest} ".startswith(_BEHIND_NAMES) and not match_title(rest)


def is_qualifier(piece: str) -> bool:
    """Whether words behind a person say more about him: his office, his task."""
    return starts_as_body(piece) or piece.startswith(_QUALIFIERS)
