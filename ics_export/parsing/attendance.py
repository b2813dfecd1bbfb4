"""Leaders named inside an item's own words, where no column names them.

"Giám đốc dự họp …", "PGĐ Đoàn Tấn Khoa kiểm tra …", "(Đ/c Nam PGĐ dự)", "Lãnh đạo dự: …", "…. PHT Lan; P. QTTB".
Guests (*mời …*), escorts (*LĐVP: …*) and leaders of other bodies named later in the sentence are no leaders of the
programme; of those behind *Thành phần: …* participants.py tells who is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ics_export.parsing.groups import find_groups
from ics_export.parsing.listed import at_end, parted
from ics_export.parsing.mentions import Mention, is_head_of_unit
from ics_export.parsing.offices import AREAS
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.people import opens_mention, read_mentions
from ics_export.parsing.titles import find_titles, match_title, without_title_dots
from ics_export.parsing.words import NAMED

# All of them stay text: where a column names the leaders, none is needed.
_VERB = (
    r"(?:dự|chủ trì|đồng chủ trì|làm việc|họp|kiểm tra|tiếp|tham dự|tham gia|đi|đến|gặp|thăm|chúc|phát biểu"
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
_HEAD = rf"(.{{2,160}}?)\s+{_VERB}(?!\w)"
_NAMED_HEAD = rf"((?:{NAMED})(?:\s(?:[A-Z]|Đ)\w*){{1,5}})\s(?=[a-zđ]\w)(?!và |cùng |phụ |là )"
_LABEL = (
    r"(?:Lãnh đạo(?: \w+){0,3} (?:dự|chủ trì|tham dự|phụ trách)|Chủ trì|chủ trì|Đồng chủ trì|Dự|Tham dự"
    r"|Dự họp|Tham dự họp"
    r"|Người dự|Phụ trách|(?:^|(?<=\. ))Trưởng đoàn"
    r"|Lãnh đạo|Phân công|(?<!ùng )dự)\s*:\s*((?:P\.|[^.()\n]){2,160})"
)
_BRACKET = r"\(([^()]{2,160})\)"
_NO_ESCORT = r"(?<!VP:)(?<!CV:)(?<!ời:)(?<!ký:)(?<!viên:)(?<!đi:)"
_TAIL = rf"(?:\s(?:-|–)|:{_NO_ESCORT}(?=\s*(?:{NAMED})))\s*((?:{NAMED}|Lãnh đạo|Các|các)\s[^.;()]{{2,120}})$"
_DUTY_WORDS = (
    r"(?<!hường)(?<!hường )\s*(?:,|và)?\s*(?:cùng\s+)?(?:dự|chủ trì|tham dự|đi|phụ trách|chỉ đạo|tham gia|trực"
    r"|làm trưởng đoàn)(?:\s.*)?$"
)
_SENT = r"(?:Ủy quyền|Uỷ quyền|Cử|Phân công|Giao)(?: cho)?\s+"
_DELEGATE = r"(?<=\w )[uủ][yỷ] quyền(?: cho)?\s+([^.;()]{2,80}?)\s+(?:tham )?(?:dự|chủ trì|đi|làm việc|tiếp)(?!\w)"
_SLOT_WORDS = r"(?:cả ngày|sáng|chiều|tối)\s*[,;:]\s*"
_LABELS_ALONE = ("TP", "Trưởng đoàn")  # no role before a colon, but what stands behind it
_INVITED = r"(?<!\w)(?:[Tt]hành phần(?: \w+){0,2}|TP|[Tt]/[Pp])\s*:\s*"
_NEXT_LABEL = r"(?:[.;]|\s[-–+])\s+(?:Đ|[A-Z])[^.:;]{0,20}:"
_SENTENCE = r"(?<!\bP)(?<!\bQ)(?<!\bTP)(?<!\bTT)(?<!\bTS)(?<!\bGS)(?<!\bBS)\.\s+"
_NEXT_IN_LIST = r"\s*(?:[;,.]|\s(?:và|cùng)\s|$)\s*"
_STOP = r"[,;.]?\s*(?:[Mm]ời|LĐVP|CVVP|VP\s*:|[Tt]hành phần|[Đđ]iểm tại|[Đđ]ịa điểm|Đ/đ|tại\s|cùng\s|TP\s*:)"
_NOTE_BEFORE = r"^[\[(][^\[\]()]{0,30}[\])]\s*"  # "[HOÃN] PGĐ Bình tiếp …"
_FOR_OTHERS = ("chuẩn bị", "báo cáo", "trình", "trình bày")
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


def _elsewhere(mention: Mention) -> bool:
    """Whether a person named in a sentence is named with another body's office ("Phó Chủ tịch HĐND tỉnh")."""
    printed = re.sub(_HEADS_DELEGATION, "", mention.printed) if mention.title else mention.printed
    return not mention.group and re.search(_ELSEWHERE, printed) is not None


def read_attendees(text: str, *, follows: bool = False) -> tuple[Mention, ...]:
    """The leaders that an item's text names as attending, in order; () where it names none.

    The subject at its head is believed first, then a label ("Chủ trì: …"), then a sentence that only lists people
    ("… ký túc xá. PHT Lan; P. QTTB"), then brackets. ``follows``: the text is such a sentence behind another. Who is of
    a people's committee or council has its words (``away``): whether it is the office's own hangs on the heading
    (``offices.of_office``).
    """
    if text[:1] in "[(":
        text = re.sub(_NOTE_BEFORE, "", text)
    text = without_title_dots(text) if ". " in text else text
    if "ùng " in text and any(word in text for word in _LABELLED):
        text = re.split(_BESIDE_LABEL, text)[0]  # whom ``read_beside`` tells of
    sent = re.match(_SENT, text)
    if sent:
        text = text[sent.end() :]
    delegate = re.search(_DELEGATE, text) if "y quyền " in text or "ỷ quyền " in text else None
    if delegate and (people := _attending(delegate[1])):
        return people  # "… . Giám đốc ủy quyền PGĐ Thắng dự"
    head = re.match(_HEAD, text) or _named_subject(text)
    found = away = _attending(head[1]) if head else ()
    if found and ";" in text:
        # "Giám đốc họp …; PGĐ Bình đi …": one line of work, each clause with somebody of its own.
        for clause, people in _further_subjects(text):
            there = clause.endswith("dự")  # "…; các PGĐ dự"; who does something else may not be there
            found += tuple([m if there else m._replace(maybe=True) for m in people])
        away = found
    if found and "(" in text and all(mention.group for mention in found):
        found += read_beside(text)  # "Thường trực HĐND dự họp (đ/c Bình dự)"
        away = found
    if head and found and " các " in text:
        found += _together_with(text[head.end() :])
        away = found
    if not all(m.away for m in found):
        return found
    # "Giám đốc, các PGĐ: họp …"
    before, colon, _ = text.partition(":")
    if (
        colon
        and len(before) <= 120
        and opens_mention(before)
        and not re.search(_SENTENCE, before)
        and before not in _LABELS_ALONE
    ):
        found, unread = read_mentions([before])
        if found and not unread:
            return away + found
    labelled = [_attending(label[1]) for label in re.finditer(_LABEL, text)] if ":" in text else []
    if any(labelled):
        return away + tuple(dict.fromkeys([mention for found in labelled for mention in found]))
    for sentence in re.split(_SENTENCE, text)[not follows :] if follows or ". " in text else ():
        found = _listed(sentence) or _chairing(sentence)
        if found:
            return away + found
    if "; " in text:
        # "Kiểm tra các chốt; đồng chí Lê Văn Luân, Phó Bí thư Thành ủy"
        sentence = re.split(_SENTENCE, text)[0]
        several = re.search(_SEVERAL, sentence)
        for clause in [sentence[several.start() + 2 :]] if several else sentence.split("; ")[1:]:
            before = sentence[: sentence.find(clause)]
            if clause.count(")") <= clause.count("(") and before.count("(") <= before.count(")"):
                found += _people_of(clause)
        if found:
            return away + found
    for pattern in (_BRACKET, _TAIL):
        for match in re.finditer(pattern, text):
            # "(từ ngày 08/11 đến ngày 10/11; thầy Định phụ trách)"
            said = re.sub(_ESCORT, "", match[1]) if "ùng đi" in match[1] else match[1]
            said = parted(said.strip())[0] or said  # "(HT, các PHT; Công đoàn trường)"
            for words in dict.fromkeys((said, *said.split(";"))):
                found = _attending(re.sub(_DUTY_WORDS, "", re.sub(_SLOT_WORDS, "", words.strip())))
                if found:
                    return away + found + _named_too(said, found)
    before, dash, tail = text.replace(" – ", " - ").rpartition(" - ")
    # "Kiểm tra cơ sở - CT, PCT Nghĩa", but not the title behind a name: "Đi cùng: Đ/c Văn - Chánh Văn phòng"
    found = _people_of(tail) if dash and not re.search(_NAMED_AT_END, before[-60:]) else ()
    if not found and dash:
        listed, sections = at_end(text)
        found = _people_of(listed) if sections else ()
    if found:
        return away + found
    # "Chi bộ sinh hoạt thường kỳ; PGĐ Bình dự, chỉ đạo"
    return away + (read_further(text) if ";" in text else ())


def _named_too(said: str, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Those whom further clauses of a bracket name as attending, and say nothing else of: "(Đ/c Tước - GĐ chủ trì; các
    PGĐ dự; VP chuẩn bị)"."""
    known = {mention.key for mention in found}
    too = [mention for clause in said.split(";")[1:] for mention in _people_of(clause.strip())]
    return tuple([mention for mention in too if mention.key not in known and _alone(_of_ours(mention))])


def _named_subject(text: str) -> re.Match[str] | None:
    """Somebody whom the head of a text addresses by name, whatever he does: "Đ/c Hoàng Văn Bình nhận quyết định"."""
    address = HONORIFIC.match(text)
    return re.match(_NAMED_HEAD, text) if address and not match_title(text, address.end()) else None


def read_subject(text: str) -> tuple[Mention, ...]:
    """The leaders who are the subject at the head of an item's text, () where it begins with what is done."""
    head = re.match(_HEAD, text)
    return _attending(head[1]) if head else ()


def _together_with(text: str) -> tuple[Mention, ...]:
    """The deputies with whom the subject of a sentence does what it says: "… họp giao ban với các Phó Chủ tịch"."""
    match = re.match(_WITH_DEPUTIES, text)
    return tuple([m for m in read_mentions([match[1]])[0][:1] if m.group == "deputies"]) if match else ()


_WITH_DEPUTIES = (
    r"[^.;:()]{0,60}?\s(?:với|cùng)(?: với)?\s+(các\s(?:(?:đ/c|đồng chí)\s)?(?:Phó|P\.?(?:[A-Z]|Đ){1,4})(?!\w)"
    r"[^.;,:()]{0,40})"
)
_CHAIRS = r"\s+(?:cùng |đồng )?(?:chủ trì|(?:tham )?dự(?:(?:,| và) (?:chỉ đạo|phát biểu))?|chỉ đạo)\.?$"


def read_further(text: str) -> tuple[Mention, ...]:
    """The people, by name or title alone, who are the subjects of an item's clauses behind its first: "Giám đốc dự họp
    UBND tỉnh; PGĐ Hoa trực cơ quan".
    """
    return tuple([m for _, people in _further_subjects(text) for m in people if _alone(m)])


def read_beside(text: str) -> tuple[Mention, ...]:
    """Those whom an item's text says to attend it beside who is printed in the leaders' column or before it: "(đ/c Bình
    cùng dự)", "…. Cùng dự: các PGĐ"."""
    found: list[Mention] = []
    text = without_title_dots(text)
    if " dự)" in text or "chủ trì)" in text:
        for bracket in re.finditer(_ATTENDING_TOO, text):
            found += [m for m in _attending(bracket[1]) if m.group in ("", "deputies") and _alone(_of_ours(m))]
    if "ùng " in text:
        for clause in re.finditer(_BESIDE_CLAUSE, text):
            found += [m for m in _attending(clause[1]) if m.group in ("", "deputies") and _alone(_of_ours(m))]
        for label in re.finditer(_TOGETHER, text):
            found += [m for m in _attending(label[1]) if m.group in ("", "deputies")]
    return tuple(found)


def read_touched(text: str) -> tuple[Mention, ...]:
    """Those of whom a work's text says something that one does who attends it, "(đ/c Bình dự thay)", "…; PGĐ Bình trực
    cơ quan", or whom it names as company, "cùng các PGĐ": they may attend it."""
    if not any(sign in text for sign in _PERSON_SIGNS):
        return ()
    text = without_title_dots(text)
    starts = [match.start() for match in HONORIFIC.finditer(text)] + [start for start, _ in find_titles(text)]
    starts += [group.start for group in find_groups(text) if group.kind == "deputies"]
    found: dict[str, Mention] = {}
    end = 0
    for at in sorted(set(starts)):
        stretch = re.compile(_STRETCH).match(text, at)
        if at < end or stretch is None or re.search(_SPOKEN_OF, text[max(0, at - 24) : at]):
            continue
        who, *does = re.split(rf"\s+({_VERB})(?!\w)", stretch[0], maxsplit=1)
        with_others = re.search(_IN_COMPANY, text[max(0, at - 24) : at])
        if not with_others and not (does and does[0] not in _FOR_OTHERS):
            continue
        for mention in read_mentions([who])[0]:
            if (mention.name or mention.group == "deputies") and not _elsewhere(mention):
                found.setdefault(mention.key, mention._replace(maybe=True, before=","))
        end = at + len(who)
    return tuple(found.values())


_PERSON_SIGNS = (
    "/c ",
    "ồng chí ",
    "GĐ",
    "CT ",
    "HT ",
    "TB ",
    "ác P",
    "ác phó",
    "hó ",
    "iám đốc",
    "hủ tịch",
    "iệu trưởng",
)
_STRETCH = r"[^,;.():]{2,80}"
_SPOKEN_OF = r"(?:mời|thay(?: cho| mặt)?|của|viếng|thăm|do|trừ|gia đình|thân mẫu|thân phụ|cụ|mẹ|tặng|cho|đón|tiễn)\s+$"
"""Before somebody who is spoken of, and does not attend by it."""
_IN_COMPANY = (
    r"(?:cùng(?: với)?|với|nghe|[Đđ]i cùng\s?:|[Cc]ùng đi\s?:|[Tt]hành phần\s?:|[Dd]ự\s?:|[Cc]hủ trì\s?:|[Cc]ử"
    r"|[UuủỦ][ỷy] quyền(?: cho)?|[Gg]iao|[Pp]hân công|(?<=\()có)\s+$"
)


def read_stand_ins(text: str) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who goes in whose place, as an item's text says, "(Đ/c Bình dự thay Đ/c Hoàn)"; ((), ()) where it does not."""
    match = re.search(_STAND_IN, text) if " thay " in text else None
    return (_attending(match[1]), _attending(match[2])) if match else ((), ())


def read_delegate(notes: str) -> str:
    """Who goes instead of the one that a row's leaders' cell names, as its notes say, "Ủy quyền PTB Lượng dự"; "" where
    they say nothing of it."""
    match = re.search(_NOTED, notes) if " dự" in notes or " thay" in notes or " chủ trì" in notes else None
    return match[1] or match[2] if match else ""


_SOMEBODY = r"((?:[đĐ]/c|[đĐ]ồng chí|[A-ZĐ])[^();.]{2,40}?)"
_NOTED = (
    rf"(?:^|[;.(]\s*)(?:[ỦUủu][ỷyỶY] quyền (?:cho )?{_SOMEBODY}\s+(?:đi |tham )?(?:dự|chủ trì)(?: thay)?"
    rf"|{_SOMEBODY}\s+(?:đi |(?:tham )?dự |chủ trì )?thay)\s*(?:[;.)]|$)"
)
_STAND_IN = (
    rf"\(((?:{NAMED})[^();]{{2,40}}?)\s+(?:đi |(?:tham )?dự |chủ trì |họp |tiếp |làm việc )?thay(?: cho)?"
    rf"\s+((?:{NAMED})[^();]{{2,40}})\)"
)
_LABELLED = ("ùng dự:", "ùng dự :", "ùng đi:", "ùng tham dự:", "ùng dự có:")
_BESIDE_CLAUSE = (
    rf"[,;]\s((?:{NAMED}|P(?:GĐ|CT|HT|TB)|[Cc]ác)\s[^,;.:()]{{2,40}}?)\s+cùng (?:tham )?dự(?=\s*(?:[,;.(]|$))"
)
_BESIDE_LABEL = r"[Cc]ùng (?:tham )?(?:dự|đi)(?:(?: có)?\s*:| có\s(?=(?:các )?(?:đồng chí|đ/c)\s))"
_TOGETHER = rf"{_BESIDE_LABEL}\s*([^.\n]{{2,160}})"


def _of_ours(mention: Mention) -> Mention:
    """A mention without the word for the office at its end: "Đ/c Bình PGĐ Sở"."""
    return mention._replace(printed=re.sub(r" (?:Sở|Cục|Ban|cơ quan)$", "", mention.printed))


_ATTENDING_TOO = r"\((?:có )?([^()]{2,80}?)\s+(?:cùng |đồng |tham )?(?:dự|chủ trì)\)"


def _further_subjects(text: str) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """Each clause of an item behind its first that says who does what, up to its verb, and who."""
    for clause in [piece for part in text.split(";")[1:] for piece in re.split(_SENTENCE, part)]:
        head = re.match(_HEAD, clause.strip())
        if head and not head[0].endswith(_FOR_OTHERS):
            yield head[0], _attending(head[1])
            for another in re.finditer(_AND_ANOTHER, clause):
                yield another[0], _attending(another[1])


_AND_ANOTHER = rf",\s*((?:{NAMED})\s[^,;.:()]{{2,60}}?)\s+(?:cùng )?(?:tham )?dự(?!\w)"
"""Behind who chairs, in the same clause: "đồng chí Luân chủ trì, đồng chí Oanh dự"."""


def read_invited(text: str) -> str:
    """What an item's own words say behind "Thành phần:" or "TP:", up to the next label; "" where they say nothing."""
    if ":" not in text or not ("hành phần" in text or "TP" in text or "/p" in text or "/P" in text):
        return ""
    text = without_title_dots(text)
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
    sentence = re.sub(_CHAIRS, "", sentence)  # "Đ/c Bình chủ trì."
    for piece in re.split(_NEXT_IN_LIST, sentence[:160]):
        mentions, unread = read_mentions([piece])
        if len(mentions) != 1 or unread or not _alone(mentions[0]):
            break
        found += mentions
    return tuple(found)


def _chairing(sentence: str) -> tuple[Mention, ...]:
    """Who opens a sentence that says who chairs a work or attends it: "Đ/c Bình chủ trì tại điểm cầu tỉnh"."""
    subject = re.match(_WHO_CHAIRS, sentence)
    return tuple([m for m in _attending(subject[1]) if _alone(_of_ours(m))]) if subject else ()


_WHO_CHAIRS = r"([^.;:()]{2,80}?)\s+(?:đồng )?(?:chủ trì|(?:tham )?dự(?! án| kiến| toán| thảo| phòng))(?!\w)"


def _people_of(clause: str) -> tuple[Mention, ...]:
    """The people whom a clause names with their offices and says nothing else of, but that they chair or attend."""
    words = re.sub(_CHAIRS, "", re.split(_STOP, clause[:240])[0].strip(" ."))
    one = re.match(_ONE_OF_THEM, words)
    if not opens_mention(words[one.end() :] if one else words):
        return ()
    several = ":" in words  # names alone, "các đồng chí: Hoàng Đức Thắng, …"
    for piece in re.split(r"\s*[,;:]\s*|\s+và\s+", words[one.end() :] if one else words):
        office = opens_mention(piece) or piece.startswith(("Trưởng ", "Chủ nhiệm ", "Ủy viên ", "Uỷ viên "))
        named = office or (several and all(map(str.istitle, piece.split())))
        if not named or re.search(rf"(?<!\w){_VERB}(?!\w)", piece):
            return ()
    found, unread = read_mentions([words])
    return () if unread else tuple([kept for mention in found if (kept := _placed(mention))])


_ESCORT = r"[;,]\s*(?:[Đđ]/c|[Đđ]ồng chí)\s[^;,]*?(?:P?CVP|P?TP|P?TK|[Cc]huyên viên)(?!\w)[^;,]*\scùng đi$"
"""Who goes along with a leader and is none: "đ/c Bảy - PCVP cùng đi"."""
_NAMED_AT_END = rf"(?:{NAMED}|(?<!\w)[ÔôBb](?:ng|à))\s[^,;.:]{{1,40}}$"
_SEVERAL = r"; (?:[Cc]ác|hai|02)\s(?:đồng chí|đ/c|Đ/c)\s*:"
_ONE_OF_THEM = r"(?:01|1|[Mm]ột)\s(?=(?:đồng chí|đ/c|Đ/c)\s)"


def _alone(mention: Mention) -> bool:
    """Whether a mention is printed with no word more than it needs: "PHT Lan", "Hiệu trưởng", "BGH"."""
    if mention.group:
        return re.sub(_COMMITTEE, "", mention.printed[find_groups(mention.printed)[0].end :]).strip() == ""
    rest = (
        re.sub(re.escape(mention.name), " ", mention.printed, flags=re.IGNORECASE) if mention.name else mention.printed
    )
    for start, end in reversed(find_titles(rest)):
        rest = rest[:start] + rest[end:]
    return re.sub(_COMMITTEE, "", HONORIFIC.sub("", rest)).strip(" -–,.()") == ""


def _attending(words: str) -> tuple[Mention, ...]:
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
    if not _elsewhere(mention):
        return mention
    committees = re.findall(_COMMITTEE, mention.printed)
    others = re.sub(_COMMITTEE, "", mention.printed)
    return mention._replace(away=";".join(committees)) if committees and not re.search(_ELSEWHERE, others) else None
