"""Whom a stretch of a sentence names as attending: the subject before a verb, the people of a clause or a list.

Guests (*mời …*), escorts (*LĐVP: …*) and leaders of other bodies are no leaders of the programme.
"""

from __future__ import annotations

import re

from ics_export.parsing.groups import find_groups
from ics_export.parsing.mentions import Mention, is_head_of_unit
from ics_export.parsing.offices import AREAS
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.people import opens_mention, read_mentions
from ics_export.parsing.titles import find_titles

# All of them stay text: where a column names the leaders, none is needed.
VERB = (
    r"(?:dự(?! (?:án|toán|thảo|phòng)(?!\w))"
    r"|chủ trì|đồng chủ trì|làm việc|họp|kiểm tra|tiếp|tham dự|tham gia|đi|đến|gặp|thăm|chúc|phát biểu"
    r"|trao|nghe|duyệt"
    r"|(?<!ường )trực|chỉ đạo|cùng(?! (?:các )?[Pp](?:GĐ|CT|HT|hó))"
    r"|ký|báo cáo|khảo sát|dẫn|giao ban|trả lời|giải quyết|xử lý|công tác|học|nghỉ"
    r"|thẩm định"
    r"|giám sát|đối thoại|tập huấn|khai mạc|dâng hương|hội ý|thông qua|chấm|bảo vệ|nghiệm thu|điều hành|làm"
    r"|cho ý kiến|công bố"
    r"|phổ biến|quán triệt|tổ chức|dự kiến|xem xét|rà soát|chuẩn bị|hướng dẫn|truyền đạt|triển khai|sơ kết"
    r"|tổng kết|bàn giao|chào cờ|chào xã giao|đón|tiễn|dâng hoa"
    r"|tặng|viếng|rút kinh nghiệm|kiểm điểm|tọa đàm|trình bày|trình|nắm|theo dõi)"
)
_NEXT_IN_LIST = r"\s*(?:[;,.]|\s(?:và|cùng)\s|$)\s*"
_STOP = r"[,;.]?\s*(?:[Mm]ời|LĐVP|CVVP|VP\s*:|[Tt]hành phần|[Đđ]iểm tại|[Đđ]ịa điểm|Đ/đ|tại\s|cùng\s|TP\s*:)"
FOR_OTHERS = ("chuẩn bị", "báo cáo", "trình", "trình bày")
_ELSEWHERE = (
    r"(?:UBND|HĐND|MTTQ|Tỉnh ủy|Huyện ủy|Thành ủy|Quốc hội|Chính phủ|Bộ|Trung ương)(?:\s|$)|Trưởng đoàn|Đoàn trưởng"
)
_HEADS_DELEGATION = r"(?<=[A-ZĐ]),\s*(?:Trưởng đoàn|Đoàn trưởng)$"
"""What a leader with a title is besides: "Đ/c Sủng - PGĐ, Trưởng đoàn"."""
_COMMITTEE = (
    r"(?:UBND|HĐND)(?: (?:"
    + "|".join(AREAS)
    + r")(?!\w)(?: (?:[A-Z]|Đ)\w*)*)?|(?:Tỉnh|Huyện|Thành|Thị|Quận) (?:ủy|uỷ)(?!\w)"
)


def is_elsewhere(mention: Mention) -> bool:
    """Whether a person named in a sentence is named with another body's office ("Phó Chủ tịch HĐND tỉnh")."""
    printed = re.sub(_HEADS_DELEGATION, "", mention.printed) if mention.title else mention.printed
    return not mention.group and re.search(_ELSEWHERE, printed) is not None


CHAIRS = r"\s+(?:cùng |đồng )?(?:chủ trì|(?:tham )?dự(?:(?:,| và) (?:chỉ đạo|phát biểu))?|chỉ đạo)\.?$"


def of_ours(mention: Mention) -> Mention:
    """A mention without the word for the office at its end: "Đ/c Bình PGĐ Sở"."""
    return mention._replace(printed=re.sub(r" (?:Sở|Cục|Ban|cơ quan)$", "", mention.printed))


def listed_in(sentence: str) -> tuple[Mention, ...]:
    """The people that open a sentence which lists who comes: each by title, name or group and nothing else."""
    found: list[Mention] = []
    if sentence.startswith("TP.") or not opens_mention(sentence) or re.search(_ELSEWHERE, sentence):
        return ()
    sentence = re.sub(CHAIRS, "", sentence)  # "Đ/c Bình chủ trì."
    for piece in re.split(_NEXT_IN_LIST, sentence[:160]):
        mentions, unread = read_mentions([piece])
        if len(mentions) != 1 or unread or not is_bare(mentions[0]):
            break
        found += mentions
    return tuple(found)


def people_of(clause: str) -> tuple[Mention, ...]:
    """The people whom a clause names with their offices and says nothing else of, but that they chair or attend."""
    words = re.sub(CHAIRS, "", re.split(_STOP, clause[:240])[0].strip(" ."))
    one = re.match(_ONE_OF_THEM, words)
    if not opens_mention(words[one.end() :] if one else words):
        return ()
    several = ":" in words  # names alone, "các đồng chí: Hoàng Đức Thắng, …"
    for piece in re.split(r"\s*[,;:]\s*|\s+và\s+", words[one.end() :] if one else words):
        office = opens_mention(piece) or piece.startswith(("Trưởng ", "Chủ nhiệm ", "Ủy viên ", "Uỷ viên "))
        named = office or (several and all(map(str.istitle, piece.split())))
        if not named or re.search(rf"(?<!\w){VERB}(?!\w)", piece):
            return ()
    found, unread = read_mentions([words])
    return () if unread else tuple([kept for mention in found if (kept := _placed(mention))])


_ONE_OF_THEM = r"(?:01|1|[Mm]ột)\s(?=(?:đồng chí|đ/c|Đ/c)\s)"


def is_bare(mention: Mention) -> bool:
    """Whether a mention is printed with no word more than it needs: "PHT Lan", "Hiệu trưởng", "BGH"."""
    if mention.group:
        return re.sub(_COMMITTEE, "", mention.printed[find_groups(mention.printed)[0].end :]).strip() == ""
    rest = (
        re.sub(re.escape(mention.name), " ", mention.printed, flags=re.IGNORECASE) if mention.name else mention.printed
    )
    for start, end in reversed(find_titles(rest)):
        rest = rest[:start] + rest[end:]
    return re.sub(_COMMITTEE, "", HONORIFIC.sub("", rest)).strip(" -–,.()") == ""


def leaders_in(words: str) -> tuple[Mention, ...]:
    """The programme's leaders that open a stretch of text, up to those invited and the place."""
    stops = (stop for stop in re.finditer(_STOP, words) if not _adds(stop[0], words[stop.end() :]))
    stop = next(stops, None)
    words = words[: stop.start()] if stop else words
    if not opens_mention(words) or words.rstrip().endswith(":"):
        return ()
    found, _ = read_mentions([words])
    return tuple(kept for m in found if (kept := _placed(m)))


def _adds(stop: str, behind: str) -> bool:
    """Whether a stop is none, for more of our people follow: "Giám đốc cùng các PGĐ"."""
    return stop.strip() == "cùng" and behind.startswith(("các P", "các p", "PGĐ", "PCT", "PHT"))


def _placed(mention: Mention) -> Mention | None:
    """A mention in a sentence, with the people's committee or council he is of, None where of another body or unit."""
    if is_head_of_unit(mention):
        return None
    if not is_elsewhere(mention):
        return mention
    committees = re.findall(_COMMITTEE, mention.printed)
    others = re.sub(_COMMITTEE, "", mention.printed)
    return mention._replace(away=";".join(committees)) if committees and not re.search(_ELSEWHERE, others) else None
