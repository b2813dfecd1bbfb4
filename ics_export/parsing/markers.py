"""Lines that are no work: weekends, days off, observances; and who is on duty."""

from __future__ import annotations

import re
from functools import lru_cache

from ics_export.model import Kind
from ics_export.parsing.words import NAMED

# All but the first stay text until a line has the word that each of them needs.
_WEEKDAYS_ONLY = re.compile(
    r"(?:[Tt]hứ\s+(?:[Bb]ảy|[Bb]ẩy|BẢY|7)|THỨ\s+(?:[Bb]ảy|[Bb]ẩy|BẢY|7)|[Cc]h[ủúùu]\s+[Nn]h(?:ật|ât)|CHỦ NHẬT|CN|T7"
    r"|[Nn]gày|[Nn]ghỉ|NGHỈ|cuối tuần|CUỐI TUẦN|[Vv]à|VÀ|[\s,;.&:+/-]|–)+"
)
_WEEKEND_WORDS = ("bảy", "bẩy", "nhật", "nhât", "7", "cn", "cuối tuần")
_HOLIDAY = (
    r"\W*(?:(?:Được |ĐƯỢC )?(?:Nghỉ|NGHỈ)(?!\s+(?:hưu|mát|dưỡng|việc|ngơi|phép|trưa|họp|giao ban|chế độ|thai sản|ốm))\b"
    r"|(?:Tết|TẾT|Lễ|LỄ|Giỗ|GIỖ|Quốc khánh|QUỐC KHÁNH|Ngày|NGÀY|Các ngày)\b.{0,80}(?<!kỳ )\b(?:nghỉ|NGHỈ)"
    r"(?=\s*(?:$|[^\w\s])"
    r"|\s+(?:\d|theo (?!chế)|lễ|LỄ|[Tt]ết|TẾT|bù|BÙ|hoán|HOÁN|cả|toàn|làm|học|từ|đến|hết|một|hai|[Gg]iỗ"
    r"|(?:hằng|hàng) tuần|[Tt]hứ|ngày \d)))"
)
_HOLIDAY_NAME = (
    r"\W*(?:TẾT|Tết) (?:NGUYÊN ĐÁN|Nguyên đán|Nguyên Đán|ÂM LỊCH|Âm lịch|DƯƠNG LỊCH|Dương lịch)[^.;]{0,40}"
    r"|\W*(?:Giỗ Tổ|GIỖ TỔ) (?:Hùng Vương|HÙNG VƯƠNG)[^;]{0,40}"
)
_OBSERVANCE = (
    r"\W*(?:Kỷ niệm|KỶ NIỆM|Kỉ niệm"
    r"|Ngày (?:truyền thống|thành lập|hội|quốc tế|thế giới|sinh|thầy thuốc|giải phóng|(?:[A-Z]|Đ)\w*)"
    r"|NGÀY (?:TRUYỀN THỐNG|THÀNH LẬP|QUỐC TẾ|SINH)"
    r"|Hưởng ứng (?:Ngày|ngày|Tháng|Tuần lễ) [^.;:]{0,60}"
    r"(?:[Tt]hế giới|[Qq]uốc tế|[Qq]uốc gia|[Tt]oàn quốc|Việt Nam))\b"
)
_FEAST = r"(?i:tết (?:trung thu|đoan ngọ|nguyên tiêu|thiếu nhi|hàn thực|dân tộc))\W*(?:\([^()]*\))?\W*"
"""Feasts that are no days off."""
_DUTY = (
    r"\W*(?:(?:Lịch|LỊCH) (?:trực|TRỰC)\s*:\s*)?"
    r"(?:Phân công trực|Lãnh đạo trực|LÃNH ĐẠO TRỰC|Trực(?! tiếp| thuộc| tuyến| quan)|TRỰC(?! TIẾP| THUỘC"
    r"| TUYẾN))"
    r"(?:\s+(?:[Ll]ãnh đạo|LÃNH ĐẠO|LĐ|cơ quan|chỉ huy|ban|Tết|TẾT|lễ|cuối tuần|ngày nghỉ|nghỉ lễ|bảo vệ|Sở|BGH|"
    r"Ban [Gg]iám hiệu"
    r"|Ban [Gg]iám đốc|UBND|đơn vị|trường|huyện|tỉnh|xã|phường|và|[(),]|thứ|Thứ|bảy|Bảy|Chủ|chủ|nhật|Nhật|"
    r"\d{1,2}(?:/\d{1,2})?))*"
)
_WORKED_INSTEAD = r"(?i)\(?(?:ngày\s+|đi\s+)?làm (?:việc )?(?:bù|hoán đổi)(?!\w)[^:]{0,100}\)?$"
_DUTY_WORDS = ("Trực", "TRỰC", "công trực", "đạo trực")
_NAMED = rf"\s*(?:{NAMED}|$)"
_STAFF = (
    r"[;,.]?\s*(?:[Bb]ảo vệ|BẢO VỆ|[Vv]ăn thư|[Cc]án bộ(?: trực)?|[Cc]huyên viên|[Ll]ái xe|[Vv]ăn phòng"
    r"|[Nn]hân viên|VP\s*:"
    r"|[Tt]rực bảo vệ|CB trực|CBCC|CC trực|[Cc]ông an|[Cc]ông chức|"
    r"[Tt]rực\s(?:[A-ZĐ]{2}[^:;.,]{0,16}|báo vụ|tổng đài|y tế|điện|kỹ thuật|chuyên môn|hành chính|cơ yếu|máy):)"
)
_STAFF_DUTY = (
    r"\W*(?:(?:Cán bộ|Văn thư|Bảo vệ|Lái xe|Nhân viên|Chuyên viên|Văn phòng)[^:;.]{0,30}\strực\s*:"
    r"|Trực (?:ban|bảo vệ|cơ quan)\s*:\s*(?:Tổ|Đội|Phòng|Bảo vệ|Văn phòng|Nhân viên|Văn thư)(?!\w)"
    rf"|Trực[^:;.,]{{0,20}}:\s*(?:{NAMED})\s[^();,]{{2,30}}\((?:VP|[Vv]ăn phòng|P\.|[Pp]hòng)[^();,]*\)\W*$)"
)
_MARKER_WORDS = (
    "ghỉ", "GHỈ", "bù", "BÙ", "oán đổi",
    "Tết ", "TẾT ", "ùng Vương", "HÙNG VƯƠNG", "niệm", "NIỆM", "Ngày ", "NGÀY ", "rực", "RỰC",
)  # fmt: skip
"""One of these stands in every day off, observance and duty."""
_DAY_OFF_AND_DUTY = (
    r"([^();:]+?)\s*[(;:,.–-]\s*(?:"
    r"(?P<label>(?:[Ll]ãnh đạo )?[Tt]rực(?:[^():]*:[^()]+| (?:lãnh đạo|LĐ)[^():]{0,20}"
    rf"| (?=(?:{NAMED})\s?[^\W\d_])[^();]{{4,60}}))"
    rf"|(?P<who>(?:{NAMED})[^();]{{2,60}}?)\s+trực(?: lãnh đạo| cơ quan| chỉ huy)?)\)?\W*$"
)
_WITH_NOTE = r"([^()]+)\(([^()]{4,200})\)\W*$"


def may_be_marker(text: str) -> bool:
    """Whether a text may be a weekend, a day off, an observance or a duty: most work has none of their words, and needs
    no closer look.
    """
    first = text[:1]
    if first in "TtCcNnVv" or not first.isalpha():
        return True  # as weekdays begin
    return [True for word in _MARKER_WORDS if word in text] != []


def is_marker(text: str) -> bool:
    """Whether a text is a weekend, a day off, an observance or a duty, whatever row it stands in."""
    return may_be_marker(text) and (
        kind_of(text) is not None
        or weekend_with_note(text) is not None
        or with_duty(text) is not None
        or duty(text) is not None
        or is_observance(text)
        or is_staff_duty(text)
    )


def is_weekend(text: str) -> bool:
    """Whether a text names weekend days and nothing else: "Thứ Bảy, Chủ Nhật", "Nghỉ cuối tuần"."""
    return len(text) < 80 and _is_weekend(text)


@lru_cache(maxsize=128)
def _is_weekend(text: str) -> bool:
    first = text[:1]
    if (first.isalpha() and first not in "TtCcNnVv") or not _WEEKDAYS_ONLY.fullmatch(text):
        return False
    lowered = text.lower()
    return any(word in lowered for word in _WEEKEND_WORDS)


def weekend_with_note(text: str) -> str | None:
    """What stands in brackets behind weekend days, "Chủ Nhật (Bầu cử …)"; None where the text is not of that form."""
    days, bracket, _ = text.partition("(")
    if not bracket or not is_weekend(days):
        return None
    match = re.fullmatch(_WITH_NOTE, text)
    return match[2].strip() if match else None


def with_duty(text: str) -> tuple[str, str] | None:
    """A day off and who is on duty then, "Nghỉ lễ 30/4 (trực: đ/c Bình)", "Nghỉ; đ/c An trực", "" for one whom another
    cell names, "Chủ nhật: Trực lãnh đạo"; None for others."""
    match = re.fullmatch(_DAY_OFF_AND_DUTY, text) if "rực" in text else None
    if match is None or kind_of(match[1].strip()) is None:
        return None
    label = match["label"]
    who = duty(label[0].upper() + label[1:]) if label else match["who"]
    return (match[1].strip(), who) if who is not None else None


def is_holiday(text: str) -> bool:
    """Whether a text says that the day is off: "NGHỈ TẾT …", "Nghỉ lễ 30/4", "Giỗ Tổ Hùng Vương (nghỉ)"."""
    if ("ghỉ" in text or "GHỈ" in text) and re.match(_HOLIDAY, text):
        return True
    named = "Tết " in text or "TẾT " in text or "ùng Vương" in text or "HÙNG VƯƠNG" in text
    return named and re.fullmatch(_HOLIDAY_NAME, text) is not None


def is_observance(text: str) -> bool:
    """Whether a text begins as an anniversary line does (*Kỷ niệm*), or says that a day off is worked (*làm bù*)."""
    if ("bù" in text or "BÙ" in text or "oán đổi" in text) and re.match(_WORKED_INSTEAD, text):
        return True
    if text.startswith(("Tết ", "TẾT ")):
        return re.fullmatch(_FEAST, text) is not None
    if "niệm" not in text and "NIỆM" not in text and "Ngày " not in text and "NGÀY " not in text:
        return False
    return re.match(_OBSERVANCE, text) is not None


def duty(text: str) -> str | None:
    """Who is on duty as printed ("" where only the duty is named), None where the text speaks of no duty.

    Guards and clerks named behind the leaders are left out: they have no feed.
    """
    if "rực" not in text and "RỰC" not in text:
        return None
    match = re.match(_DUTY, text) if any(word in text for word in _DUTY_WORDS) else None
    if not match:
        return None
    rest = text[match.end() :]
    named = "Phân công" not in match[0] and ("ãnh đạo" in match[0] or "ÃNH ĐẠO" in match[0])
    if not rest.strip(" .:-–") and not named:
        return None
    if rest and rest.lstrip()[:1] not in ":-–(" and not re.match(_NAMED, rest):
        return None
    rest = rest.strip(" :.-–")
    staff = re.search(_STAFF, rest)
    return rest[: staff.start()].strip(" ;,.") if staff else rest


def is_staff_duty(text: str) -> bool:
    """Whether a line says which of the staff, who have no feed, is on duty: "Văn thư trực: Đ/c Thơ"."""
    return "rực" in text and re.match(_STAFF_DUTY, text) is not None


def kind_of(text: str) -> Kind | None:
    """The kind of a marker line, None for work."""
    if is_weekend(text):
        return Kind.WEEKEND
    if is_holiday(text):
        return Kind.HOLIDAY
    return None
