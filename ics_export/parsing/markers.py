"""Lines that are no work: weekends, days off, observances; and who is on duty."""

from __future__ import annotations

import re

from ics_export.model import Kind

_WEEKDAYS_ONLY = re.compile(
    r"(?:(?:[Tt]hứ|THỨ)\s+(?:[Bb]ảy|[Bb]ẩy|BẢY|7)|[Cc]hủ\s+[Nn]h[ậâ]t|CHỦ NHẬT|CN|T7|[Nn]gày|[Nn]ghỉ|NGHỈ|cuối tuần|CUỐI TUẦN|[Vv]à|VÀ|[\s,;.&:+/–-])+"
)
_HOLIDAY = re.compile(
    r"\W*(?:(?:Được |ĐƯỢC )?(?:Nghỉ|NGHỈ)(?!\s+(?:hưu|mát|dưỡng|việc|ngơi))\b|(?:Tết|TẾT|Lễ|LỄ|Giỗ|GIỖ|Quốc khánh|QUỐC KHÁNH|Ngày|NGÀY|Các ngày)\b.{0,80}\b(?:nghỉ|NGHỈ)\b)"
)
_HOLIDAY_NAME = re.compile(
    r"\W*(?:TẾT|Tết) (?:NGUYÊN ĐÁN|Nguyên đán|Nguyên Đán|ÂM LỊCH|Âm lịch|DƯƠNG LỊCH|Dương lịch)[^.;]{0,40}|\W*(?:Giỗ Tổ|GIỖ TỔ) (?:Hùng Vương|HÙNG VƯƠNG)[^;]{0,40}"
)
_OBSERVANCE = re.compile(
    r"\W*(?:Kỷ niệm|KỶ NIỆM|Kỉ niệm|Ngày (?:truyền thống|thành lập|hội|quốc tế|thế giới|sinh|thầy thuốc|giải phóng|(?=[A-ZĐ])\w+)"
    r"|NGÀY (?:TRUYỀN THỐNG|THÀNH LẬP|QUỐC TẾ|SINH))\b"
)
_DUTY = re.compile(
    r"\W*(?:Phân công trực|Lãnh đạo trực|LÃNH ĐẠO TRỰC|Trực(?! tiếp| thuộc| tuyến| quan)|TRỰC(?! TIẾP| THUỘC| TUYẾN))(?:\s+(?:[Ll]ãnh đạo|LÃNH ĐẠO|cơ quan|chỉ huy|ban|Tết|TẾT|lễ"
    r"|cuối tuần|ngày nghỉ|nghỉ lễ|bảo vệ|Sở|BGH|Ban [Gg]iám hiệu|Ban [Gg]iám đốc|UBND|đơn vị|trường|huyện|tỉnh|xã|phường|và|[(),]|thứ|Thứ|bảy|Bảy|Chủ|chủ|nhật|Nhật|\d{1,2}(?:/\d{1,2})?))*"
)
_NAMED = re.compile(r"\s*(?:[ĐđDd]/[Cc]|[Đđ]ồng chí|$)")
_STAFF = re.compile(
    r"[;,.]?\s*(?:[Bb]ảo vệ|BẢO VỆ|[Vv]ăn thư|[Cc]án bộ(?: trực)?|[Cc]huyên viên|[Ll]ái xe|[Vv]ăn phòng|[Nn]hân viên|[Tt]rực bảo vệ|[Ff]hục vụ|CB trực|CBCC|CC trực|[Cc]ông an|[Cc]ông chức)"
)
_WITH_NOTE = re.compile(r"([^()]+)\(([^()]{4,200})\)\W*$")


def is_weekend(text: str) -> bool:
    """Whether a text names weekend days and nothing else: "Thứ Bảy, Chủ Nhật", "Nghỉ cuối tuần"."""
    return (
        len(text) < 80
        and _WEEKDAYS_ONLY.fullmatch(text) is not None
        and any(w in text.lower() for w in ("bảy", "bẩy", "nhật", "nhât", "7", "cn", "cuối tuần"))
    )


def weekend_with_note(text: str) -> str | None:
    """What stands in brackets behind weekend days, "Chủ Nhật (Bầu cử …)"; None where the text is not of that form."""
    match = _WITH_NOTE.fullmatch(text)
    return match[2].strip() if match and is_weekend(match[1]) else None


def is_holiday(text: str) -> bool:
    """Whether a text says that the day is off: "NGHỈ TẾT …", "Nghỉ lễ 30/4", "Giỗ Tổ Hùng Vương (nghỉ)"."""
    return _HOLIDAY.match(text) is not None or (_HOLIDAY_NAME.fullmatch(text) is not None)


def is_observance(text: str) -> bool:
    """Whether a text begins as an anniversary line does (*Kỷ niệm*)."""
    return _OBSERVANCE.match(text) is not None


def duty(text: str) -> str | None:
    """Who is on duty as printed ("" where only the duty is named), None where the text speaks of no duty.

    Guards and clerks named behind the leaders are left out: they have no feed.
    """
    match = _DUTY.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    named = "Phân công" not in match[0] and ("ãnh đạo" in match[0] or "ÃNH ĐẠO" in match[0])
    if not rest.strip(" .:-–") and not named:
        return None
    if rest and rest.lstrip()[:1] not in ":-–(" and not _NAMED.match(rest):
        return None
    rest = rest.strip(" :.-–")
    staff = _STAFF.search(rest)
    return rest[: staff.start()].strip(" ;,.") if staff else rest


def kind_of(text: str) -> Kind | None:
    """The kind of a marker line, None for work."""
    if is_weekend(text):
        return Kind.WEEKEND
    if is_holiday(text):
        return Kind.HOLIDAY
    return None
