"""Titles (*chức danh*): abbreviations, long forms, misreadings, and who is whose deputy."""

from __future__ import annotations

import re

# Abbreviated titles as printed, with their misreadings ("GD" for "GĐ"), and the form we use.
_SHORT = {
    "GĐ": "GĐ", "GD": "GĐ", "PGĐ": "PGĐ", "PGD": "PGĐ", "P.GĐ": "PGĐ", "TGĐ": "TGĐ", "PTGĐ": "PTGĐ",
    "CT": "CT", "PCT": "PCT", "PCTTT": "PCT", "BT": "BT", "PBT": "PBT", "CVP": "CVP", "PCVP": "PCVP", "HT": "HT",
    "PHT": "PHT", "TB": "TB", "PTB": "PTB", "TP": "TP", "PTP": "PTP", "CCT": "CCT", "PCCT": "PCCT", "VT": "VT",
    "PVT": "PVT", "CTT": "CTT", "UV": "UV", "UVTV": "UV", "TBT": "TBT", "PTBT": "PTBT", "CTN": "CT", "TTr": "TTr",
    "BTĐU": "BT", "PBTĐU": "PBT", "BTTU": "BT", "CTUB": "CT", "CTHĐ": "CT", "BTr": "BTr", "TTrg": "TTr",
}  # fmt: skip
_LONG = {
    "phó tổng giám đốc": "PTGĐ", "tổng giám đốc": "TGĐ", "phó giám đốc": "PGĐ", "giám đốc": "GĐ",
    "phó chủ tịch": "PCT", "chủ tịch": "CT", "phó bí thư": "PBT", "bí thư": "BT", "phó chánh văn phòng": "PCVP",
    "chánh văn phòng": "CVP", "phó hiệu trưởng": "PHT", "hiệu trưởng": "HT", "phó trưởng ban": "PTB",
    "phó ban": "PTB", "trưởng ban": "TB", "phó trưởng phòng": "PTP", "phó phòng": "PTP", "trưởng phòng": "TP",
    "phó chi cục trưởng": "PCCT", "chi cục trưởng": "CCT", "phó cục trưởng": "Phó Cục trưởng",
    "cục trưởng": "Cục trưởng",
    "phó viện trưởng": "PVT", "viện trưởng": "VT", "phó tổng biên tập": "PTBT", "tổng biên tập": "TBT",
    "phó chánh thanh tra": "PCTTr", "chánh thanh tra": "CTTr", "phó chủ nhiệm": "PCN", "chủ nhiệm": "CN",
    "phó trưởng khoa": "PTK", "trưởng khoa": "TK", "thứ trưởng": "TTr", "bộ trưởng": "BTr", "phó vụ trưởng": "PVT",
    "vụ trưởng": "VT", "ủy viên": "UV", "uỷ viên": "UV", "trưởng đoàn": "TĐ", "phó trưởng đoàn": "PTĐ",
    "tổng thư ký": "TTK", "thư ký": "TK", "phó trạm trưởng": "PTT", "trạm trưởng": "TT", "quyền giám đốc": "GĐ",
    "chỉ huy trưởng": "CHT", "phó chỉ huy trưởng": "PCHT", "trưởng công an": "TCA", "phó trưởng công an": "PTCA",
    "chính trị viên": "CTV", "phụ trách": "PTr", "phó đội trưởng": "PĐT", "đội trưởng": "ĐT",
}  # fmt: skip
SHORT = r"(?:P\.\s?)?(?:" + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True)) + r")(?![\w])"
_LONG_ANY = re.compile("|".join(sorted(_LONG, key=len, reverse=True)))
TITLE = re.compile(
    rf"(?:Q\.\s?|Quyền )?(?:{SHORT}|(?i:{_LONG_ANY.pattern})(?!\w))(?:\s?\.?\s?(?:Thường trực|TT|thường trực)\b|"
    rf"\.\s?[A-ZĐ]{{2,3}}(?!\w))?"
)
# An abbreviation right behind a name that we do not know is a title all the same: "PCTTr", "PTrB".
UNKNOWN_TITLE = re.compile(r"(?!UBND|HĐND|MTTQ|TT\b)[A-ZĐ]{2,6}[a-z]?[A-ZĐ]?(?!\w)")


_AROUND = re.compile(r"^(?:Q\.\s?|[Qq]uyền )|\s?\.?\s?(?:[Tt]hường trực|TT)$|\.\s?[A-ZĐ]{2,3}$")
_FIELD = re.compile(r"\.\s?([A-ZĐ]{2,3})$")


def field_of(printed: str) -> str:
    """The field behind a title, "KT" of "PCT.KT" (economy); "TT" for a standing deputy; "" for none."""
    if "hường trực" in printed or re.search(r"THƯỜNG TRỰC|\bTT\b", printed):
        return "TT"
    match = _FIELD.search(printed)
    return match[1] if match else ""


def short_title(printed: str) -> tuple[str, str]:
    """The abbreviated title of a printed one, and the printed word where it was a misreading ("GD"), else ""."""
    word = " ".join(printed.split())
    bare = _AROUND.sub("", word)
    compact = bare.replace(" ", "").replace(".", "")
    if compact in _SHORT:
        return _SHORT[compact], compact if "GD" in compact else ""
    return _LONG.get(bare.lower(), ""), ""


def is_deputy(title: str) -> bool:
    """Whether an abbreviated title is a deputy's: they all begin with P (*phó*)."""
    return title.startswith("P") and title != "PTr"


LONG_TITLE = re.compile(
    "(?:" + "|".join(w[0].upper() + w[1:] for w in sorted(_LONG, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE
)


def title_in(piece: str) -> tuple[str, str]:
    match = TITLE.match(piece)
    return short_title(match[0]) if match else ("", "")


def higher(first: str, second: str) -> str:
    """Of two titles of one person the one that ranks him in his office: an office's before a party's or an extra
    one.
    """
    if not first or not second:
        return first or second
    party = ("BT", "PBT", "UV", "CTT")
    return second if first in party and second not in party else first
