"""Leaders named inside an item's own words, where no column names them.

"Giám đốc dự họp …", "PGĐ Đoàn Tấn Khoa kiểm tra …", "(Đ/c Nam PGĐ dự)", "Lãnh đạo dự: …". Guests (*mời …*, *Thành
phần: …*), escorts (*LĐVP: …*) and leaders of other bodies named later in the sentence are no leaders of the
programme.
"""

from __future__ import annotations

import re

from ics_export.parsing.people import Mention, opens_mention, read_mentions

_VERB = (
    r"(?:dự|chủ trì|đồng chủ trì|làm việc|họp|kiểm tra|tiếp|tham dự|tham gia|đi|đến|gặp|thăm|chúc|phát biểu|trao|"
    r"nghe|duyệt|(?<!ường )trực|chỉ đạo|cùng|ký"
    r"|báo cáo|khảo sát|dẫn|giao ban|trả lời|giải quyết|xử lý|công tác|học|nghỉ|thẩm định|giám sát|đối thoại|"
    r"tập huấn|khai mạc|dâng hương"
    r"|hội ý|thông qua|chấm|bảo vệ|nghiệm thu|điều hành|làm|cho ý kiến|công bố|phổ biến|quán triệt|tổ chức|"
    r"dự kiến|xem xét|rà soát|chuẩn bị"
    r"|hướng dẫn|truyền đạt|triển khai|sơ kết|tổng kết|bàn giao|tặng|viếng|rút kinh nghiệm|kiểm điểm|tọa đàm|"
    r"trình bày|trình|nắm|theo dõi)"
)
_HEAD = re.compile(rf"(.{{2,160}}?)\s+{_VERB}(?!\w)")
_LABEL = re.compile(
    r"(?:Lãnh đạo(?: \w+){0,3} (?:dự|chủ trì|tham dự|phụ trách)|Chủ trì|chủ trì|Đồng chủ trì|Dự|Tham dự|Người dự|"
    r"Phụ trách|Lãnh đạo|Phân công|dự)\s*:\s*([^.()\n]{2,160})"
)
_BRACKET = re.compile(r"\(([^()]{2,160})\)")
_DUTY_WORDS = re.compile(
    r"\s*(?:,|và)?\s*(?:cùng\s+)?(?:dự|chủ trì|tham dự|đi|phụ trách|chỉ đạo|tham gia|trực|làm trưởng đoàn)(?:\s.*)?$"
)
_TAIL = re.compile(r"\s[-–]\s*((?:[ĐđDd]/[Cc]|[Đđ]ồng chí|Lãnh đạo|Các|các)\s[^.;()]{2,120})$")
_SENT = re.compile(r"(?:Ủy quyền|Uỷ quyền|Cử|Phân công|Giao)(?: cho)?\s+")
_SLOT_WORDS = re.compile(r"(?:cả ngày|sáng|chiều|tối)\s*[,;:]\s*")
_GUESTS = re.compile(r"(?:Thành phần|thành phần)\s*:\s*([^.()\n]{2,160})")
_STOP = re.compile(r"[,;.]?\s*(?:[Mm]ời|LĐVP|CVVP|[Tt]hành phần|[Đđ]iểm tại|[Đđ]ịa điểm|tại\s|cùng\s)")


_ELSEWHERE = re.compile(
    r"(?:UBND|HĐND|MTTQ|Tỉnh ủy|Huyện ủy|Thành ủy|Quốc hội|Chính phủ|Bộ|Trung ương)(?:\s|$)|Trưởng đoàn|Đoàn trưởng"
)


def _elsewhere(mention: Mention) -> bool:
    """Whether a person named in a sentence is named with another body's office ("Phó Chủ tịch HĐND tỉnh")."""
    return not mention.group and _ELSEWHERE.search(mention.printed) is not None


def read_attendees(text: str) -> tuple[Mention, ...]:
    """The leaders that an item's text names as attending, in order; () where it names none.

    The subject at its head is believed first, then a label ("Chủ trì: …"), then brackets; a group among those invited
    ("Thành phần: Ban Giám đốc") may attend, and is marked so.
    """
    sent = _SENT.match(text)
    if sent:
        text = text[sent.end() :]
    for pattern in (_HEAD, None, _LABEL, _BRACKET, _TAIL):
        if pattern is None:
            # "Giám đốc, các PGĐ: họp …"
            head, colon, _ = text.partition(":")
            if not colon or len(head) > 120 or not opens_mention(head):
                continue
            found, unread = read_mentions([head])
            if found and not unread:
                return found
            continue
        for match in pattern.finditer(text) if pattern is not _HEAD else filter(None, [pattern.match(text)]):
            words = match[1]
            if pattern in (_BRACKET, _TAIL):
                words = _DUTY_WORDS.sub("", _SLOT_WORDS.sub("", words))
            stop = _STOP.search(words)
            words = words[: stop.start()] if stop else words
            if opens_mention(words) and not words.rstrip().endswith(":"):
                found, _ = read_mentions([words])
                own = tuple(m for m in found if not _elsewhere(m))
                if own:
                    return own
    guests = _GUESTS.search(text)
    if guests:
        found, _ = read_mentions([guests[1]])
        return tuple(m._replace(maybe=True) for m in found if m.group)
    return ()
