"""Leaders named inside an item's own words, where no column names them.

"Giám đốc dự họp …", "PGĐ Đoàn Tấn Khoa kiểm tra …", "(Đ/c Nam PGĐ dự)", "Lãnh đạo dự: …", "…. PHT Lan; P. QTTB".
Whom a stretch of words names is told by subjects.py, who else attends by company.py; of those behind
*Thành phần: …* participants.py tells who is the programme's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ics_export.parsing.company import BESIDE_LABEL, LABELLED, read_beside
from ics_export.parsing.listed import at_end, parted
from ics_export.parsing.mentions import Mention
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.people import opens_mention, read_mentions
from ics_export.parsing.slots import HOUR, slot_of
from ics_export.parsing.subjects import FOR_OTHERS, VERB, is_bare, leaders_in, listed_in, of_ours, people_of
from ics_export.parsing.titles import match_title, without_title_dots
from ics_export.parsing.words import NAMED

_HEAD = rf"(.{{2,160}}?)\s+{VERB}(?!\w)"
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
_DELEGATE = (
    r"(?:(?<=\w )|(?<=\())[uủ][yỷ] quyền(?: cho)?\s+([^.;()]{2,80}?)\s+(?:tham )?(?:dự|chủ trì|đi|làm việc|tiếp)(?!\w)"
)
_SLOT_WORDS = r"(?:cả ngày|sáng|chiều|tối)\s*[,;:]\s*"
_LABELS_ALONE = ("TP", "Trưởng đoàn")  # no role before a colon, but what stands behind it
_SENTENCE = r"(?<!\bP)(?<!\bQ)(?<!\bTP)(?<!\bTT)(?<!\bTS)(?<!\bGS)(?<!\bBS)\.\s+"
_CHANGED = r"\s*\((?:bổ sung|thay(?: đổi)? lịch|thay đổi|điều chỉnh|lịch mới|hoãn|chuyển sang)[^()]{0,40}\)[\s.]*$"
_NOTE_BEFORE = r"^[\[(][^\[\]()]{0,30}[\])]\s*"  # "[HOÃN] PGĐ Bình tiếp …"


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
    if text.rstrip(" .").endswith(")") and (changed := re.search(_CHANGED, text)):
        text = text[: changed.start()]
    if "ùng " in text and any(word in text for word in LABELLED):
        text = re.split(BESIDE_LABEL, text)[0]  # whom ``read_beside`` tells of
    sent = re.match(_SENT, text)
    if sent:
        text = text[sent.end() :]
    delegate = re.search(_DELEGATE, text) if "y quyền " in text or "ỷ quyền " in text else None
    if delegate and (people := leaders_in(delegate[1])):
        return people  # "… . Giám đốc ủy quyền PGĐ Thắng dự"
    before = text.partition(":")[0] if ":" in text else ""
    if before and before.count("(") == before.count(")") and not re.search(rf"\s{VERB}(?!\w)", before):
        subject = _before_colon(text)
        if not all(mention.away for mention in subject):
            return subject
    head = re.match(_HEAD, text) or _named_subject(text)
    found = away = leaders_in(head[1]) if head else ()
    if found and ";" in text:
        # "Giám đốc họp …; PGĐ Bình đi …": one line of work, each clause with somebody of its own.
        for clause, people in _further_subjects(text):
            there = clause.endswith("dự")  # "…; các PGĐ dự"; who does something else may not be there
            found += tuple([m if there else m._replace(maybe=True) for m in people])
        away = found
    if found and "(" in text and all(mention.group for mention in found):
        # "Thường trực HĐND họp (sáng; dự: đ/c Bình, đ/c An)" says who of them; "(đ/c Bình dự)", who else
        found = _those_of_them(text) or found + read_beside(text)
        away = found
    elif found and (" Dự:" in text or " Tham dự:" in text):
        found += tuple([m for m in _listed_as_attending(text) if m.key not in {one.key for one in found}])
        away = found
    if head and found and " các " in text:
        found += _together_with(text[head.end() :])
        away = found
    if not all(m.away for m in found):
        return found
    found = _before_colon(text) if ":" in text else ()
    if found:
        return away + found
    labelled = [leaders_in(label[1]) for label in re.finditer(_LABEL, text)] if ":" in text else []
    if any(labelled):
        return away + tuple(dict.fromkeys([mention for found in labelled for mention in found]))
    for sentence in re.split(_SENTENCE, text)[not follows :] if follows or ". " in text else ():
        found = listed_in(sentence) or _chairing(sentence)
        if found:
            return away + found
    if "; " in text:
        # "Kiểm tra các chốt; đồng chí Lê Văn Luân, Phó Bí thư Thành ủy"
        sentence = re.split(_SENTENCE, text)[0]
        several = re.search(_SEVERAL, sentence)
        for clause in [sentence[several.start() + 2 :]] if several else sentence.split("; ")[1:]:
            before = sentence[: sentence.find(clause)]
            if clause.count(")") <= clause.count("(") and before.count("(") <= before.count(")"):
                found += people_of(clause)
        if found:
            return away + found
    for pattern in (_BRACKET, _TAIL):
        for match in re.finditer(pattern, text):
            # "(từ ngày 08/11 đến ngày 10/11; thầy Định phụ trách)"
            said = re.sub(_ESCORT, "", match[1]) if "ùng đi" in match[1] else match[1]
            said = parted(said.strip())[0] or said  # "(HT, các PHT; Công đoàn trường)"
            for words in dict.fromkeys((said, *said.split(";"))):
                found = leaders_in(re.sub(_DUTY_WORDS, "", re.sub(_SLOT_WORDS, "", words.strip())))
                if found:
                    return away + found + _named_too(said, found)
    before, dash, tail = text.replace(" – ", " - ").rpartition(" - ")
    # "Kiểm tra cơ sở - CT, PCT Nghĩa", but not the title behind a name: "Đi cùng: Đ/c Văn - Chánh Văn phòng"
    found = people_of(tail) if dash and not re.search(_NAMED_AT_END, before[-60:]) else ()
    if not found and dash:
        listed, sections = at_end(text)
        found = people_of(listed) if sections else ()
    if found:
        return away + found
    # "Chi bộ sinh hoạt thường kỳ; PGĐ Bình dự, chỉ đạo"
    return away + (read_further(text) if ";" in text else ())


def _before_colon(text: str) -> tuple[Mention, ...]:
    """Who opens a text before its first colon, and nothing else does: "Giám đốc, các PGĐ: họp …", "Đ/c Bình (thay đ/c
    Hoàn): Dự …"."""
    before = text.partition(":")[0]
    if len(before) > 120 or not opens_mention(before) or before in _LABELS_ALONE or re.search(_SENTENCE, before):
        return ()
    found, unread = read_mentions([before])
    return found if all(words.startswith("thay ") for words in unread) else ()


def _those_of_them(text: str) -> tuple[Mention, ...]:
    """The people whom the bracket behind a work names by its slot, chairman and attendants: who of a group attends."""
    for bracket in re.finditer(_BRACKET, text):
        clauses = [clause.strip() for clause in bracket[1].split(";")]
        if re.search(_NO_ATTENDANT, bracket[1]):
            continue
        timed = clauses[0] == "ngày" or slot_of(clauses[0]) is not None or re.fullmatch(HOUR, clauses[0]) is not None
        labels = [match[0] for clause in clauses if (match := re.match(_SAYS_HOW, clause))]
        if any("dự" in label for label in labels) or (timed and not labels):
            said = [re.sub(_ROLES_BEHIND, "", re.sub(_SAYS_HOW, "", clause)) for clause in clauses[timed:]]
            found = [mention for words in said for mention in leaders_in(words) if mention.name]
            if found:
                return tuple(found)
    return ()


_NO_ATTENDANT = r"chuẩn bị|vắng|báo cáo|phục vụ|phát biểu|trình bày|nghỉ|bận|đi công tác"
_SAYS_HOW = r"^(?:đồng chủ trì|chủ trì|(?:cùng |tham )?dự)\s*:\s*"
_ROLES_BEHIND = r"\s[-–]\s(?:Trưởng đoàn|Phó Trưởng đoàn|Tổ trưởng)(?=[,;]|$)"


def _listed_as_attending(text: str) -> tuple[Mention, ...]:
    """Those of ours whom a sentence behind the first lists: "Đ/c Nghiêm BT chủ trì …. Dự: Đ/c Thảnh PBT"."""
    label = re.search(r"\.\s(?:Tham dự|Dự)\s*:\s*([^.\n]{2,160})", text)
    return tuple([m for m in leaders_in(label[1]) if m.group in ("", "deputies")]) if label else ()


def _named_too(said: str, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Those whom further clauses of a bracket name as attending, and say nothing else of: "(Đ/c Tước - GĐ chủ trì; các
    PGĐ dự; VP chuẩn bị)"."""
    known = {mention.key for mention in found}
    too = [mention for clause in said.split(";")[1:] for mention in people_of(clause.strip())]
    return tuple([mention for mention in too if mention.key not in known and is_bare(of_ours(mention))])


def _named_subject(text: str) -> re.Match[str] | None:
    """Somebody whom the head of a text addresses by name, whatever he does: "Đ/c Hoàng Văn Bình nhận quyết định"."""
    address = HONORIFIC.match(text)
    if address:
        return re.match(_NAMED_HEAD, text) if not match_title(text, address.end()) else None
    title = match_title(text)
    return re.match(rf"(.{{{title}}}{_FULL_NAME})\s(?=[a-zđ]\w)(?!và |cùng |phụ |là |của )", text) if title else None


_FULL_NAME = (
    r"(?:\s(?:UBND|HĐND)(?:\s(?:tỉnh|huyện|thành phố|thị xã|xã|phường))?)?"
    r"(?:\s(?!UBND|HĐND|Sở|Ban|Phòng)[^\W\d_a-z]\w+){2,4}"
)
"""A name of two words or more behind a title and the body that it is of."""


def read_subject(text: str) -> tuple[Mention, ...]:
    """The leaders who are the subject at the head of an item's text, () where it begins with what is done."""
    head = re.match(_HEAD, text)
    return leaders_in(head[1]) if head else ()


def _together_with(text: str) -> tuple[Mention, ...]:
    """The deputies with whom the subject of a sentence does what it says: "… họp giao ban với các Phó Chủ tịch"."""
    match = re.match(_WITH_DEPUTIES, text)
    return tuple([m for m in read_mentions([match[1]])[0][:1] if m.group == "deputies"]) if match else ()


_WITH_DEPUTIES = (
    r"[^.;:()]{0,60}?\s(?:với|cùng)(?: với)?\s+(các\s(?:(?:đ/c|đồng chí)\s)?(?:Phó|P\.?(?:[A-Z]|Đ){1,4})(?!\w)"
    r"[^.;,:()]{0,40})"
)


def read_further(text: str) -> tuple[Mention, ...]:
    """The people, by name or title alone, who are the subjects of an item's clauses behind its first: "Giám đốc dự họp
    UBND tỉnh; PGĐ Hoa trực cơ quan".
    """
    return tuple([m for _, people in _further_subjects(text) for m in people if is_bare(m)])


def _further_subjects(text: str) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """Each clause of an item behind its first that says who does what, up to its verb, and who; guests do nothing."""
    text = re.sub(_GUESTS, "", text) if "ời:" in text or "ời :" in text else text
    for clause in [piece for part in text.split(";")[1:] for piece in re.split(_SENTENCE, part)]:
        head = re.match(_HEAD, clause.strip())
        if head and not head[0].endswith(FOR_OTHERS):
            yield head[0], leaders_in(head[1])
            for another in re.finditer(_AND_ANOTHER, clause):
                yield another[0], leaders_in(another[1])


_GUESTS = r"(?<=[.;]\s)(?:Khách )?[Mm]ời\s?:[^.]*"
_AND_ANOTHER = rf",\s*((?:{NAMED})\s[^,;.:()]{{2,60}}?)\s+(?:cùng )?(?:tham )?dự(?!\w)"
"""Behind who chairs, in the same clause: "đồng chí Luân chủ trì, đồng chí Oanh dự"."""


def _chairing(sentence: str) -> tuple[Mention, ...]:
    """Who opens a sentence that says who chairs a work or attends it: "Đ/c Bình chủ trì tại điểm cầu tỉnh"."""
    subject = re.match(_WHO_CHAIRS, sentence)
    return tuple([m for m in leaders_in(subject[1]) if is_bare(of_ours(m))]) if subject else ()


_WHO_CHAIRS = r"([^.;:()]{2,80}?)\s+(?:đồng )?(?:chủ trì|(?:tham )?dự(?! án| kiến| toán| thảo| phòng))(?!\w)"
_ESCORT = r"[;,]\s*(?:[Đđ]/c|[Đđ]ồng chí)\s[^;,]*?(?:P?CVP|P?TP|P?TK|[Cc]huyên viên)(?!\w)[^;,]*\scùng đi$"
"""Who goes along with a leader and is none: "đ/c Bảy - PCVP cùng đi"."""
_NAMED_AT_END = rf"(?:{NAMED}|(?<!\w)[ÔôBb](?:ng|à))\s[^,;.:]{{1,40}}$"
_SEVERAL = r"; (?:[Cc]ác|hai|02)\s(?:đồng chí|đ/c|Đ/c)\s*:"
