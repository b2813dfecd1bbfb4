"""What an item's own words tell: hours, place, that it is put off. Pure functions of one text."""

from __future__ import annotations

import datetime as dt
import re

from ics_export.model import Hours, Slot
from ics_export.parsing.slots import HOUR
from ics_export.parsing.words import is_word
from ics_export.tuples import NamedTuple

# The patterns stay text, compiled when first needed, for most items print no hour, place or change at all.
# The seven printed forms (genre study, "Hour"): 7h30, 14h, 7 giờ 30’, 07 giờ 30, 8 giờ 00 phút, 08:00, 7g30.
_CLOCK = (
    r"(?P<{0}h>[01]?\d|2[0-4])\s?(?:(?:h|g|giờ)\s?(?P<{0}m>[0-5]\d)?(?:ph?)?(?![\w])\s?(?:'|’|′|phút\b)?"
    r"|:(?P<{0}n>[0-5]\d)(?!\d))"
)
_HOURS = (
    r"(?<![\d/.,\-])" + _CLOCK.format("a") + r"(?:\s*(?:-|–|đến|tới|->)\s*(?:khoảng\s+)?" + _CLOCK.format("b") + r")?"
)
_HINT = re.compile(r"[0-9] ?(?:h|g|:)")
# "từ 7-9 giờ": the first number borrows the unit of the second.
_SHORT_RANGE = r"(?<![\d/.,\-])(\d{1,2})\s?(?:-|–|đến)\s?(\d{1,2})\s?(?:h|giờ)\b(?!\s?\d)"
_SETTING_OUT = (
    r"\W*(?:sáng(?!\w)|xuất phát|khởi hành|lên đường|ra sân bay|tập trung|đón tàu|đi |(?:dự |tham gia |tổ chức )*"
    r"(?:cùng đoàn (?:đi|ra|lên|về)|(?:lễ )?(?:thượng cờ|chào cờ)))"
)
"""What begins before five in the morning."""
_UNTIL = r"\s*(?:-|–|đến|tới)\s*" + _CLOCK.format("c") + r"(?:\s*(?:chiều|tối))?"
"""Behind "7h30 sáng": when it ends."""
_AND = (",", ";", "và")
_NEAR = 8
"""Characters behind an hour, in which another follows."""
_AND_SPAN = r"\s*(?:,|;|và)\s*(?:từ\s+)?" + _CLOCK.format("d") + r"\s*(?:-|–|đến)\s*" + _CLOCK.format("c")
"""Behind "7h30-11h30": the second half of the same."""
_SESSION = (
    r"(?<!\w)(?:(sáng|chiều|tối)\s+(?:lúc\s+|từ\s+|hồi\s+)?\d{1,2}\s?(?:h(?!\w)|h\d\d|giờ|g\d|:\d)"
    r"|(?<=\()(?:tiếp tục |tiếp )?(?:vào |sang )?(?:buổi )?(sáng|chiều|tối)(?=\)| (?:họp )?tiếp(?: tục)?(?!\w))"
    r"|(?<=\()(?:lúc )?(\d{1,2})(?:h\d{0,2}|g\d\d|:\d\d| giờ(?: \d\d)?)(?=\)))"
)
_DEADLINE = r"(?:trước là|trước|hạn|chậm nhất(?: là)?|muộn nhất|đến|sau|kết thúc|\(bế mạc)\s+(?:vào\s+)?(?:lúc\s+)?$"
_ENDS = r"(?:kết thúc|\(bế mạc)\s+(?:vào\s+)?(?:lúc\s+)?"
_LENGTH_OF_TIME = r"\s*(?:làm việc|công|học|/)"


class Clock(NamedTuple):
    """Printed hours and where they stand in the text."""

    hours: Hours
    start: int
    end: int


def _time(hour: str, minute: str | None) -> dt.time | None:
    value = int(hour)
    if value == 24:
        return dt.time(23, 59)
    return dt.time(value, int(minute or 0))


def read_hours(text: str, slot: Slot | None = None) -> Clock | None:
    """The first printed time of day in ``text`` that can be when the item begins, with its end where one is printed;
    where none is, when it ends ("kết thúc lúc 16h45").

    A deadline ("trước 17h") is no beginning. An end that is not after the start is left out. In the afternoon and in
    the evening (``slot``) "2h" and "7h" count from noon.
    """
    if not text or not _HINT.search(text):
        return None
    short = re.search(_SHORT_RANGE, text)
    clock = re.search(_HOURS, text)
    if short and (clock is None or short.start() < clock.start()):
        first, last = int(short[1]), int(short[2])
        if 5 <= first < last <= 24:
            return Clock(Hours(dt.time(first), _time(short[2], None)), short.start(), short.end())
    for match in re.finditer(_HOURS, text):
        if match.start() and re.search(_DEADLINE, text[max(0, match.start() - 24) : match.start()].lower()):
            continue
        if not (match["am"] or match["an"]) and match.start() > 1 and re.match(_LENGTH_OF_TIME, text[match.end() :]):
            continue  # "tăng thêm 8 giờ làm việc"
        said = re.compile(_PART_OF_DAY).match(text, match.end())
        start = _time(match["ah"], match["am"] or match["an"])
        if said and start and start.hour < 12 and said[1] != "sáng":
            return Clock(Hours(start.replace(hour=start.hour + 12)), match.start(), said.end())  # "2h chiều"
        start = _from_noon(start, slot)
        if start is None or (start.hour < 5 and not _is_dawn(match, start, slot)):
            continue  # a programme's day begins at dawn: "02:00" is a ratio or an article's number
        end = _from_noon(_time(match["bh"], match["bm"] or match["bn"]), slot) if match["bh"] else None
        until = said.end() if said else match.end()
        behind = text[until : until + _NEAR].lstrip()
        if said and end is None:
            further = re.compile(_UNTIL).match(text, until)
        else:
            further = re.compile(_AND_SPAN).match(text, until) if behind.startswith(_AND) else None
        if further:
            until, end = further.end(), _time(further["ch"], further["cm"] or further["cn"])
            if end and end.hour < 12 and further[0].endswith(("chiều", "tối")):
                end = end.replace(hour=end.hour + 12)  # "đến 5h chiều"
        return Clock(Hours(start, end if end and end > start else None), match.start(), until)
    ends = re.search(_ENDS + _CLOCK.format("a"), text) if "kết thúc" in text or "(bế mạc" in text else None
    end = _from_noon(_time(ends["ah"], ends["am"] or ends["an"]), slot) if ends else None
    return Clock(Hours(None, end), ends.start(), ends.end()) if ends and end else None


def _is_dawn(match: re.Match[str], start: dt.time, slot: Slot | None) -> bool:
    """Whether a time before five is one of the day: it opens its text as an hour, and it, what follows or the part of
    the day says that it is early. "02:00" is a ratio."""
    printed = match[0]
    if match.start() > 1 or start.hour < 3 or ":" in printed or len(printed) < 2:
        return False
    behind = match.string[match.end() :].lower()
    return slot is Slot.MORNING or printed.startswith("0") or re.match(_SETTING_OUT, behind) is not None


def read_sessions(text: str) -> tuple[tuple[str, str], ...]:
    """What in the words of a work says a part of the day or its hour, but for what opens them: each as the word of the
    part and what is printed, "chiều" and "chiều 14h"."""
    if not any(sign in text for sign in ("sáng", "chiều", "tối", "(")) or (
        not any(map(str.isdigit, text)) and "(" not in text
    ):
        return ()
    found: list[tuple[str, str]] = []
    for match in re.finditer(_SESSION, text):
        hour = int(match[3]) if match[3] else 0
        part = match[1] or match[2] or ("sáng" if hour < 12 else "chiều" if hour < 18 else "tối")
        found.append((part, match[0]))
    return tuple(found)


def _from_noon(time: dt.time | None, slot: Slot | None) -> dt.time | None:
    """A time of the afternoon or the evening that is printed on the clock's face."""
    hours = range(1, 7) if slot is Slot.AFTERNOON else range(5, 12) if slot is Slot.EVENING else ()
    return time.replace(hour=time.hour + 12) if time and time.hour in hours else time


_PART_OF_DAY = r"\s*(?:buổi\s+)?(sáng|chiều|tối)(?!\w)(?!\s+(?:kiến|tạo|mai|nay|qua|ngày|thứ|\d))"


_LABEL = r"(?:Địa điểm|ĐỊA ĐIỂM|Điểm|điểm|Địa chỉ|Đ/[đĐ]|ĐĐ(?=:))(?:\s+tập trung)?\s*(?::|tại\b)(?:\s*tại\b)?\s*"
# "(Đ/c Vinh, Đ/c Lộc) - Phòng Hội đồng": the place behind who attends, at the end.
_BEHIND_PEOPLE = (
    r"\)\s[-–]\s((?:Phòng|P\.|Hội trường|Nhà|Sân|Văn phòng|Trung tâm|Trụ sở|Tầng|Khách sạn|Thư viện|Xưởng|Khu)"
    r"(?!\w)[^;.()]{0,60})\.?$"
)
_AT = r"(?:(?<=[\s(,;.])|^)[Tt]ại\s*:?\s+"
# After "tại" these words speak of texts and times, not of a place.
_NO_PLACE = (
    "Công văn", "công văn", "Quyết định", "quyết định", "Kế hoạch", "kế hoạch", "Thông báo", "thông báo",
    "Nghị quyết", "nghị quyết", "Văn bản", "văn bản", "Điều", "điều", "khoản", "Khoản", "Luật", "Nghị định",
    "nghị định", "thời điểm", "Thông tư", "Chỉ thị", "buổi", "kỳ họp", "Kỳ họp", "phiên", "Phiên", "cuộc họp",
    "hội nghị", "Hội nghị", "chỗ", "đây", "đó", "Kết luận", "kết luận", "Tờ trình", "Đề án",
)  # fmt: skip
_PLACE_END = (
    r"[;()\n]|:(?=\s(?:làm|dự|họp|tham|kiểm|tiếp|thăm|trao|nghe|khảo|tập|học|ký)\s)"
    r"|(?<!TP)(?<! P)\.(?=\s|$)|,?\s+(?:từ|lúc|vào lúc|để|do|nhằm|với|cùng|mời|Mời|thành phần|Thành phần"
    r"|theo|về"
    r"|và làm việc|nghe|Lãnh đạo|dự(?! án| toán)|trước khi|sau đó|phục vụ|chuẩn bị|trong|giai đoạn|năm)(?=\s)"
    r"|\s(?:-|–)\s(?=(?!Trụ sở|UBND|Sở|Nhà|Tầng|Khu|Số|Phòng|Tỉnh|Hội trường)(?:[A-Z]|Đ))"
    r"|,\s*(?=\d{1,2}\s?(?:h|giờ|:)|làm việc\s)"
)


def read_location(text: str) -> str | None:
    """The place printed in an item: "tại Hà Nội", "điểm tại …", "Địa điểm: …"; None where there is none.

    A label is believed before a "tại" in the sentence; of several "tại" the last that names a place.
    """
    label = re.search(_BEHIND_PEOPLE, text) if ") " in text else None
    if label:
        return label[1].strip()
    if "iểm" in text or "ĐỊA ĐIỂM" in text or "Địa chỉ" in text or "Đ/đ" in text or "Đ/Đ" in text or "ĐĐ:" in text:
        label = re.search(_LABEL, text)
    if label:
        place = _until_end(text, label.end(), labelled=True)
        if place and not re.match(HOUR, place):  # "Thời gian, địa điểm: 6 giờ 30 tại phòng Tiếp công dân"
            return place
    if "ại " not in text and "ại:" not in text:
        return _place_in_brackets(text) if "(" in text else None
    for match in reversed(list(re.finditer(_AT, text))):
        if _speaks_of_texts(text, match.end()):
            continue
        place = _until_end(text, match.end())
        if place:
            return place
    return _place_in_brackets(text) if "(" in text else None


OPENS_PLACE = (
    r"(?i:phòng|p\.|hội trường|ht(?!\w)|nhà|sân|trung tâm|trụ sở|ubnd|hđnd|tầng|khách sạn|quảng trường|xã|phường"
    r"|huyện|thị trấn|thị xã|thành phố|tp\.?(?=\s)|thôn|khu|công viên|nghĩa trang|bảo tàng|thư viện|trường|sở|điểm cầu"
    r"|đài|cảng|cửa khẩu|văn phòng|cơ quan|hiện trường|bệnh viện|công ty|đền|đình|tượng đài|khuôn viên|thao trường"
    r"|nhà hàng|ấp|chùa|bãi|rừng)(?!\w)"
)
_MEETING_PLACES = (
    "phòng họp", "phòng tiếp", "phòng khách", "hội trường", "điểm cầu", "sân cơ sở", "sân trường", "sân vận động",
    "nhà thi đấu", "nhà đa năng", "nhà văn hóa", "nhà văn hoá", "nhà khách", "khách sạn", "quảng trường",
)  # fmt: skip
_BRACKETED_PLACE = (
    rf"\((?:{HOUR}\s*[,;–-]\s*(?!\d)(?={OPENS_PLACE})|"
    rf"(?=(?i:{'|'.join(_MEETING_PLACES)}|p\. ?họp)(?!\w)|(?:PH|HT)\s?(?:số\s)?\d{{1,2}}\s*[,;)]))"
    r"(?![^()]*(?:chủ trì|chuẩn bị|mời|tổ chức|(?<!\w)dự(?! án)|phối hợp|:\s))"
    r"([^()]{3,100}?)(?:[,;]\s*(?:từ\s|lúc\s)?\d{1,2}\s?(?:h|giờ|:)[^()]{0,20})?\)"
)


def _place_in_brackets(text: str) -> str | None:
    """The place behind an hour in brackets, "(8h00, Phòng họp số 2)", or alone there, "(Hội trường tầng 2)"."""
    bracket = text[text.index("(") :].lower()
    if not any(map(str.isdigit, bracket)) and not any(place in bracket for place in ("họp", *_MEETING_PLACES)):
        return None  # "(cả ngày)"
    match = re.search(_BRACKETED_PLACE, text)
    return match[1].strip(" ,.;") if match else None


def _speaks_of_texts(text: str, at: int) -> bool:
    """Whether a text, a time, a meeting or places without a name ("các cơ sở") follow a "tại", and no place."""
    if text.startswith("các ", at):
        at += 4
    if text.startswith(_NO_PLACE, at) and not any(
        text.startswith(word, at) and is_word(text[at + len(word) :][:1]) for word in _NO_PLACE
    ):
        return True  # but "khoảnh 5" is no "khoản"
    if text.startswith("cơ sở", at):
        return not is_word(text[at + 5 : at + 6])
    return text.startswith("cơ quan", at) and not (
        is_word(text[at + 7 : at + 8]) or (text[at + 7 : at + 8] == " " and is_word(text[at + 8 : at + 9]))
    )


def _until_end(text: str, start: int, *, labelled: bool = False) -> str:
    end = re.compile(_PLACE_END).search(text, start)
    while end and end[0][-2:-1] in ("-", "–") and _goes_on(text, end.end(), labelled):
        end = re.compile(_PLACE_END).search(text, end.end())
    return text[start : end.start() if end else len(text)].strip(' ,.:;-–”"')


def _goes_on(text: str, at: int, labelled: bool) -> bool:
    """Whether what stands in ``text`` at ``at``, behind a dash, is the rest of a place's name ("Khách sạn Sài Gòn -
    Đông Hà"): up to the next mark a few words, all of them capitalised as in a name; behind a label a few words of any
    kind ("Phòng Tài chính - Kế toán").
    """
    if text.startswith(_FIELDS, at):
        return True
    words = text[:at].rstrip(" -–").rpartition(" ")[2], text[at:].partition(" ")[0]
    if all(len(word) > 1 and word.isalpha() and word.isupper() for word in words):
        return True  # "Trung tâm GDNN - GDTX huyện Ba Bể"
    return re.compile(_REST_OF_LABELLED if labelled else _REST_OF_NAME).match(text, at) is not None


_FIELDS = (
    "Thể thao", "Thông tin", "Truyền thanh", "Truyền thông", "Du lịch", "Nghệ thuật", "Triển lãm", "Hướng nghiệp",
    "Dạy nghề", "Giáo dục thường xuyên", "Kỹ thuật", "Dịch vụ", "Xã hội", "Kế hoạch hóa", "Kế hoạch hoá", "Nhi",
)  # fmt: skip
_REST_OF_NAME = r"(?!Mời )(?:(?:[A-Z]|Đ|Ô|Ư|Â|Ă)\w*(?: |(?=[.;,)]|$))){1,4}(?=[.;,(]|$)"
_REST_OF_LABELLED = rf"{_REST_OF_NAME}|(?!Mời |Đ/c |Họp )(?:[A-Z]|Đ|Ô|Ư|Â|Ă)\w*(?: \w+){{1,3}}(?=[.;,(]|$)"
_IN_BRACKETS = r"[(\[][^()\[\]]{0,80}[)\]]"
_CANCELLED = (
    r"[(\[]\s*(?:đã\s+|tạm\s+)?(?:hoãn(?:[\s,;:.-][^()\[\]]{0,60})?"
    r"|(?:hủy|huỷ|dừng)(?:[,;:.-][^()\[\]]{0,60}"
    r"|\s+(?:bỏ|từ|trong|ngày|tiếp công dân|kiểm tra|khảo sát|lễ|họp|cuộc|lịch|buổi|phiên|hội nghị|hội thảo"
    r"|làm việc|giao ban|tổ chức|chương trình|sự kiện|việc này"
    r"|nội dung này|do|vì|theo|không|thay|để|chờ|đến|cho đến|sang|chuyển|-|–)(?!\w)[^()\[\]]{0,60})?"
    r"|(?:dời|lùi|chuyển)(?: lại)? (?:sang|đến|tới|vào|lên|về|xuống)"
    r"(?= (?:lúc |vào |buổi |đầu |cuối |sau )*(?:sáng|chiều|tối|ngày|thứ|chủ nhật|tuần|tháng|hôm|tết"
    r"|(?:quý|năm)(?: (?:sau|tới|[IViv\d]+))?\s*[)\]]|kỳ (?:sau|tới|họp)|(?:khi|lúc) khác|thời (?:gian|điểm)|dịp"
    r"|một (?:tuần|ngày|buổi|hôm|dịp|tháng|thời)|\d))"
    r"[^()\[\]]{0,60}|(?:lùi|dời)(?: lại| lịch)?[,.]?)\s*[)\]]"
    r"|^(?:Hoãn|Tạm hoãn|Hủy|Huỷ|HOÃN|HỦY) (?:họp|cuộc|hội nghị|lịch|buổi|làm việc|giao ban|tiếp|HỌP)(?!\w)"
    r"|(?:^|[:.]\s)(?:HOÃN|Hoãn|HỦY|HUỶ|Hủy|Huỷ|Tạm hoãn|TẠM HOÃN)\s*[:\-–]|\b(?:TẠM HOÃN|HOÃN HỌP)\b|"
    r"[-–,;]\s*(?:tạm\s+|TẠM\s+)?(?:hoãn|HOÃN|HỦY|HUỶ)\s*[.;]?$"
)
_CHANGED = r"[(\[]\s*(?:(?:đã\s+)?(?:điều chỉnh|bổ sung|thay đổi|cập nhật)(?:[\s,;:][^()\[\]]{0,60})?)\s*[)\]]"
_CANCEL_WORDS = ("hoãn", "hủy", "huỷ", "dừng", "dời", "lùi", "chuyển sang", "chuyển lên", "chuyển về")
_CANCELLING = ("HỦY", "HUỶ", "Hủy", "Huỷ")
_CHANGE_WORDS = ("điều chỉnh", "bổ sung", "thay đổi", "cập nhật")


_MOVE_WORDS = ("dời", "lùi", "chuyển", "điều chỉnh")
_MOVED = (
    r"[(\[]\s*(?:đã\s+)?(?:dời|lùi|chuyển|điều chỉnh)(?: lại)? (?:sang|đến|tới|vào)(?: lúc)?\s+"
    rf"((?:buổi )?(?:sáng|chiều|tối)|{HOUR}\s*(?:buổi )?(?:sáng|chiều|tối)?)\s*,?\s*(?:cùng ngày\s*)?[)\]]"
)


def moved(text: str) -> tuple[str, str]:
    """The words that move an item to another hour or part of its day, "(chuyển sang 15 giờ 30)", "(lùi sang chiều)",
    and that hour or part; ("", "") where none do."""
    if "sang" not in text and "đến" not in text and "tới" not in text and "vào" not in text:
        return "", ""
    may = ("(" in text or "[" in text) and any(word in text for word in _MOVE_WORDS)
    match = re.search(_MOVED, text) if may else None
    return (match[0], match[1]) if match else ("", "")


def is_cancelled(text: str) -> bool:
    """Whether the item is put off or called off: "(hoãn)", "(tạm hoãn)", "HOÃN: …", "(hủy)"."""
    said = "oãn" in text or "OÃN" in text or text.startswith(_CANCELLING)
    if "(" in text or "[" in text:
        brackets = " ".join(re.findall(_IN_BRACKETS, text)).lower()
        if not said and not any(word in brackets for word in _CANCEL_WORDS):
            return False  # "thủy điện (cả ngày)"
        text = re.sub(_IN_BRACKETS, lambda m: m[0].lower(), text)
    elif not said:
        return False
    return re.search(_CANCELLED, text) is not None


def read_change(text: str) -> str | None:
    """The words that mark a change of the programme, "(bổ sung)", "(Điều chỉnh lần 2)"; None where there are none."""
    if "(" not in text and "[" not in text:
        return None
    lowered = text.lower()
    if len(lowered) != len(text) or not any(word in lowered for word in _CHANGE_WORDS):
        return None
    match = re.search(_CHANGED, lowered)
    return text[match.start() : match.end()] if match else None


def without_leading_hours(text: str) -> str:
    """``text`` without the hours that open it."""
    return without_hours(text, read_hours(text))


def without_hours(text: str, clock: Clock | None) -> str:
    """``text`` without its first hours, which are ``clock``, where they open it and words follow."""
    if clock is None:
        return text
    before = text[: clock.start].lower().strip(" (-–,")
    if before not in ("", "từ", "lúc", "vào lúc", "hồi", "bắt đầu từ"):
        return text
    rest = re.sub(_PART_IN_BRACKETS, "", text[clock.end :]).lstrip(" )'’:,.-–;")
    return rest if len(rest) > 3 else text


_PART_IN_BRACKETS = r"^\s*\((?:buổi )?(?:sáng|chiều|tối)\)\s*:"
"""The part of the day behind its hour, "19h30 (tối): …"."""
