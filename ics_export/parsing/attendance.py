"""Leaders named inside an item's own words, where no column names them.

"Giám đốc dự họp …", "PGĐ Đoàn Tấn Khoa kiểm tra …", "(Đ/c Nam PGĐ dự)", "Lãnh đạo dự: …", "…. PHT Lan; P. QTTB".
Guests (*mời …*), escorts (*LĐVP: …*) and leaders of other bodies named later in the sentence are no leaders of the
programme; of those behind *Thành phần: …* participants.py tells who is.
"""

from __future__ import annotations

import re

from ics_export.parsing.groups import find_groups
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.people import Mention, opens_mention, read_mentions
from ics_export.parsing.titles import find_titles
from ics_export.parsing.words import NAMED

# All of them stay text: where a column names the leaders, none is needed.
_VERB = (
    r"(?:dự|chủ trì|đồng chủ trì|làm việc|họp|kiểm tra|tiếp|tham dự|tham gia|đi|đến|gặp|thăm|chúc|phát biểu"
    r"|trao|nghe|duyệt"
    r"|(?<!ường )trực|chỉ đạo|cùng|ký|báo cáo|khảo sát|dẫn|giao ban|trả lời|giải quyết|xử lý|công tác|học|nghỉ"
    r"|thẩm định"
    r"|giám sát|đối thoại|tập huấn|khai mạc|dâng hương|hội ý|thông qua|chấm|bảo vệ|nghiệm thu|điều hành|làm"
    r"|cho ý kiến|công bố"
    r"|phổ biến|quán triệt|tổ chức|dự kiến|xem xét|rà soát|chuẩn bị|hướng dẫn|truyền đạt|triển khai|sơ kết"
    r"|tổng kết|bàn giao"
    r"|tặng|viếng|rút kinh nghiệm|kiểm điểm|tọa đàm|trình bày|trình|nắm|theo dõi)"
)
_HEAD = rf"(.{{2,160}}?)\s+{_VERB}(?!\w)"
_LABEL = (
    r"(?:Lãnh đạo(?: \w+){0,3} (?:dự|chủ trì|tham dự|phụ trách)|Chủ trì|chủ trì|Đồng chủ trì|Dự|Tham dự"
    r"|Người dự|Phụ trách"
    r"|Lãnh đạo|Phân công|dự)\s*:\s*((?:P\.|[^.()\n]){2,160})"
)
_BRACKET = r"\(([^()]{2,160})\)"
_TAIL = rf"\s(?:-|–)\s*((?:{NAMED}|Lãnh đạo|Các|các)\s[^.;()]{{2,120}})$"
_DUTY_WORDS = (
    r"\s*(?:,|và)?\s*(?:cùng\s+)?(?:dự|chủ trì|tham dự|đi|phụ trách|chỉ đạo|tham gia|trực"
    r"|làm trưởng đoàn)(?:\s.*)?$"
)
_SENT = r"(?:Ủy quyền|Uỷ quyền|Cử|Phân công|Giao)(?: cho)?\s+"
_SLOT_WORDS = r"(?:cả ngày|sáng|chiều|tối)\s*[,;:]\s*"
_INVITED = r"(?<!\w)(?:[Tt]hành phần(?: \w+){0,2}|TP|[Tt]/[Pp])\s*:\s*"
_NEXT_LABEL = r"(?:[.;]|\s[-–+])\s+(?:Đ|[A-Z])[^.:;]{0,20}:"
_SENTENCE = r"(?<!\bP)(?<!\bQ)(?<!\bTP)(?<!\bTT)(?<!\bTS)(?<!\bGS)(?<!\bBS)\.\s+"
_NEXT_IN_LIST = r"\s*(?:[;,.]|\s(?:và|cùng)\s|$)\s*"
_STOP = r"[,;.]?\s*(?:[Mm]ời|LĐVP|CVVP|[Tt]hành phần|[Đđ]iểm tại|[Đđ]ịa điểm|Đ/đ|tại\s|cùng\s|TP\s*:)"
_ELSEWHERE = (
    r"(?:UBND|HĐND|MTTQ|Tỉnh ủy|Huyện ủy|Thành ủy|Quốc hội|Chính phủ|Bộ|Trung ương)(?:\s|$)|Trưởng đoàn|Đoàn trưởng"
)


def _elsewhere(mention: Mention) -> bool:
    """Whether a person named in a sentence is named with another body's office ("Phó Chủ tịch HĐND tỉnh")."""
    return not mention.group and re.search(_ELSEWHERE, mention.printed) is not None


def read_attendees(text: str, *, follows: bool = False) -> tuple[Mention, ...]:
    """The leaders that an item's text names as attending, in order; () where it names none.

    The subject at its head is believed first, then a label ("Chủ trì: …"), then a sentence that only lists people
    ("… ký túc xá. PHT Lan; P. QTTB"), then brackets. ``follows``: the text is such a sentence behind another.
    """
    sent = re.match(_SENT, text)
    if sent:
        text = text[sent.end() :]
    head = re.match(_HEAD, text)
    found = _attending(head[1]) if head else ()
    if found:
        return found
    # "Giám đốc, các PGĐ: họp …"
    before, colon, _ = text.partition(":")
    if colon and len(before) <= 120 and opens_mention(before) and not re.search(_SENTENCE, before) and before != "TP":
        found, unread = read_mentions([before])
        if found and not unread:
            return found
    for label in re.finditer(_LABEL, text) if ":" in text else ():
        found = _attending(label[1])
        if found:
            return found
    for sentence in re.split(_SENTENCE, text)[not follows :] if follows or ". " in text else ():
        found = _listed(sentence)
        if found:
            return found
    for pattern in (_BRACKET, _TAIL):
        for match in re.finditer(pattern, text):
            found = _attending(re.sub(_DUTY_WORDS, "", re.sub(_SLOT_WORDS, "", match[1])))
            if found:
                return found
    return ()


def read_further(text: str) -> tuple[Mention, ...]:
    """The people, by name or title alone, who are the subjects of an item's clauses behind its first: "Giám đốc dự họp
    UBND tỉnh; PGĐ Hoa trực cơ quan".
    """
    found: list[Mention] = []
    for clause in text.split("; ")[1:]:
        head = re.match(_HEAD, clause)
        found += [m for m in (_attending(head[1]) if head else ()) if _alone(m)]
    return tuple(found)


def read_invited(text: str) -> str:
    """What an item's own words say behind "Thành phần:" or "TP:", up to the next label; "" where they say nothing."""
    if ":" not in text or not ("hành phần" in text or "TP" in text or "/p" in text or "/P" in text):
        return ""
    label = re.search(_INVITED, text)
    if not label:
        return ""
    end = re.compile(_NEXT_LABEL).search(text, label.end())
    return text[label.end() : end.start() if end else len(text)].strip()


def _listed(sentence: str) -> tuple[Mention, ...]:
    """The people that open a sentence which lists who comes: each by title, name or group and nothing else."""
    found: list[Mention] = []
    if sentence.startswith("TP.") or not opens_mention(sentence) or re.search(_ELSEWHERE, sentence):
        return ()
    for piece in re.split(_NEXT_IN_LIST, sentence[:160]):
        mentions, unread = read_mentions([piece])
        if len(mentions) != 1 or unread or not _alone(mentions[0]):
            break
        found += mentions
    return tuple(found)


def _alone(mention: Mention) -> bool:
    """Whether a mention is printed with no word more than it needs: "PHT Lan", "Hiệu trưởng", "BGH"."""
    if mention.group:
        return find_groups(mention.printed)[0].end == len(mention.printed)
    rest = mention.printed.replace(mention.name, " ") if mention.name else mention.printed
    for start, end in reversed(find_titles(rest)):
        rest = rest[:start] + rest[end:]
    return HONORIFIC.sub("", rest).strip(" -–,.()") == ""


def _attending(words: str) -> tuple[Mention, ...]:
    """The programme's leaders that open a stretch of text, up to those invited and the place."""
    stop = re.search(_STOP, words)
    words = words[: stop.start()] if stop else words
    if not opens_mention(words) or words.rstrip().endswith(":"):
        return ()
    found, _ = read_mentions([words])
    return tuple(m for m in found if not _elsewhere(m))
