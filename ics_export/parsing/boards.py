"""Boards and leaders that a group's words name: our own, or those of another body (*cơ quan khác*)."""

from __future__ import annotations

import re

from ics_export.vietnamese import fold


def names_others(printed: str, home: str, *, of_committees: bool, secretary: bool) -> bool:
    """Whether the words of a group of all, as ``printed``, mean the leaders of another body than ours, whose folded
    name is ``home``. ``of_committees``: some of our leaders are printed as of a people's committee or council;
    ``secretary``: one of them is a secretary of the party.
    """
    if printed.endswith(" Phòng") and not home.startswith("phòng "):
        return True  # the heads of the office's sections
    of = re.search(_OF_UNIT, printed)
    if of and home and fold(of[1] or of[2]) not in home:
        return True  # "lãnh đạo Chi cục Kiểm lâm" beside our own
    if home.startswith(NO_COMMITTEES) and not of_committees and re.search(_LEADERS_ABOVE, printed):
        return True  # "Lãnh đạo UBND tỉnh" chairs, and none of ours is meant
    if re.match(_BELOW_A_PROVINCE, home) and re.search(_OF_THE_PROVINCE, printed):
        return True  # so it is in a district's programme
    if re.search(_COMMUNE, home) and re.search(_ABOVE_A_COMMUNE, printed):
        return True  # "Ban Thường vụ Tỉnh ủy" in a commune's
    body = re.search(_OF_MASS_BODY, printed)
    if body and fold(body[1]) not in home and not home.startswith("liên đoàn lao động"):
        return True  # "BCH Đoàn" in a school's programme
    # "Thường trực Huyện ủy Hòa Lâm" in a provincial department's programme
    return home != "" and printed.startswith(_AREA_BOARDS) and (home.startswith(NO_COMMITTEES) or not secretary)


_OF_UNIT = (
    r"[Ll]ãnh đạo (?:(Chi cục|Trung tâm|Trường|Bệnh viện|Công ty|Hạt|Trạm|Đội|Chi nhánh|Hội)\s(?=[A-ZĐ])"
    r"|(Ban)\s(?=[A-ZĐ]{2}))"
)
"""Leaders of a unit or of another body: of ours only where the office is called so itself."""
_OF_MASS_BODY = r"(?:BCH|BTV|Ban [Cc]hấp hành|Ban [Tt]hường vụ) (Công đoàn|Đoàn|Hội)(?!\w)(?! đồng)"
_LEADERS_ABOVE = (
    r"(?:ãnh đạo\s+(?:UBND|HĐND|(?:Tỉnh|Huyện|Thành) [uủ][yỷ]|tỉnh|huyện|thành phố|Bộ(?! phận))"
    r"|(?:hường trực|TT|BTV|Ban [Tt]hường vụ)\s+(?:UBND|HĐND|Đảng [uủ][yỷ] [Kk]hối|ĐUK))(?!\w)"
)
"""Leaders of a committee or a ministry, above an office that has none."""
_BELOW_A_PROVINCE = (
    r"(?:ubnd|[uủ][yỷ] ban nhân dân|hđnd|huyện|thị|thành) (?:huyện|quận|thị|xã|phường|thành phố|[uủ][yỷ])"
)
_BOARD_OF = r"(?:ãnh đạo|hường trực|hường vụ|hấp hành|LĐ|TT|BTV|BCH)\s+"
_OF_THE_PROVINCE = rf"{_BOARD_OF}(?:(?:UBND|HĐND)\s+tỉnh|[Tt]ỉnh)(?!\w)"
_COMMUNE = r"^(?:ubnd|đảng [uủ][yỷ]|hđnd|[uủ][yỷ] ban nhân dân)(?!\w).*(?:(?<!thị )xã|phường|thị trấn)(?!\w)"
_ABOVE_A_COMMUNE = (
    rf"{_BOARD_OF}(?:(?:UBND|HĐND)\s+(?:tỉnh|huyện|thành phố|thị xã|quận)|(?:[Tt]ỉnh|[Hh]uyện|Thành|Thị|Quận) [uủ][yỷ])"
    r"(?!\w)"
)
_PARTYS_AREAS = ("Đảng", "Huyện", "Tỉnh", "Thành", "Thị", "Quận")
_COMMITTEES = ("HU", *(f"{area} {u}" for area in _PARTYS_AREAS for u in ("ủy", "uỷ")))
STANDING_BOARDS = tuple([f"{word} {name}" for word in ("Thường trực", "thường trực", "TT") for name in _COMMITTEES])
"""The secretary of a party's committee and his deputies, not the other members of its board."""
_AREA_BOARDS = tuple(
    [
        f"{word} {name}"
        for word in ("Thường trực", "thường trực", "TT", "BTV", "Ban Thường vụ", "Ban thường vụ")
        for name in _COMMITTEES
        if not name.startswith("Đảng")
    ]
)
"""Those of an area's committee, and not of an office's own (*Đảng ủy*)."""
NO_COMMITTEES = (
    "sở ", "cục ", "chi cục ", "trường ", "bệnh viện ", "trung tâm ", "viện ", "công ty ", "tổng công ty ", "kho bạc ",
    "bảo hiểm ", "liên đoàn ", "hội ", "thanh tra ", "phòng ",
)  # fmt: skip
"""How the names of offices begin whose secretaries lead a committee of the office's own only."""
