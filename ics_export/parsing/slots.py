"""Slots (*buổi*): the words that open a part of the day, before the work, behind it or in a column of their own."""

from __future__ import annotations

import re

from ics_export.model import Slot
from ics_export.parsing.joints import opens_action
from ics_export.parsing.words import BULLET, BULLETS, CAPITAL, is_small
from ics_export.tuples import NamedTuple

_WORDS = {
    "Sáng": Slot.MORNING, "SÁNG": Slot.MORNING, "Chiều": Slot.AFTERNOON, "CHIỀU": Slot.AFTERNOON,
    "Trưa": Slot.AFTERNOON, "TRƯA": Slot.AFTERNOON, "Tối": Slot.EVENING, "TỐI": Slot.EVENING,
    "Đêm": Slot.EVENING, "ĐÊM": Slot.EVENING,
    "Cả ngày": Slot.ALL_DAY, "Cả Ngày": Slot.ALL_DAY, "CẢ NGÀY": Slot.ALL_DAY,
}  # fmt: skip
_SLIPS = {
    **dict.fromkeys(("Sang", "SANG", "Sảng", "SẢNG", "Sàng", "Sãng", "Sâng", "Săng"), Slot.MORNING),
    **{f"Ch{i}{e}u": Slot.AFTERNOON for i in "iíìỉĩịl" for e in "eéèêềếểễệ" if i + e != "iề"},
    "CHIÊU": Slot.AFTERNOON, "Tôi": Slot.EVENING, "Tổi": Slot.EVENING,
    "Ca ngày": Slot.ALL_DAY, "Cà ngày": Slot.ALL_DAY, "Cả ngay": Slot.ALL_DAY,
}  # fmt: skip
_SLIP = "|".join(
    ["Ch[iíìỉĩịl][eéèêềếểễệ]u", *[word for word in _SLIPS if not word.startswith("Ch")]]  # shorter than all of them
)
_LETTERS = {"S": Slot.MORNING, "C": Slot.AFTERNOON, "T": Slot.EVENING}
_BY_WORD = {
    **{word.lower(): slot for word, slot in (_SLIPS | _WORDS | _LETTERS).items()},
    "đêm": Slot.EVENING,
}  # fmt: skip

# Where a mark may begin. Each alternative opens with a plain letter, so that the search leaps from one to the next.
_CANDIDATE = re.compile(
    r"S(?:[áaảàãâă]ng|[ÁAẢ]NG|\s?:)|T(?:ối|ỐI|rưa|RƯA|ôi|ổi|\s?:)|B(?:uổi|UỔI)|buổi|Vào buổi"
    r"|Đ(?:êm|ÊM|ầu (?:giờ|buổi))|Giữa buổi"
    r"|C(?:uối (?:giờ|buổi)|h[iíìỉĩịl][eéèêềếểễệ]u|HIỀU|ả ngày|ả Ngày|Ả NGÀY|HIÊU|[aà] ngày|ả ngay|\s?:)"
)
_BEFORE_MARK = " \t\n.;,>("
_WORD = "(?:" + "|".join(_WORDS) + ")"
_LOWER = r"(?:sáng|chiều|tối|trưa|cả ngày)"
HOUR = (
    r"(?:từ\s|lúc\s|vào lúc\s|hồi\s)?\d{1,2}\s?(?:h|giờ|g|:)[\d\s'’]{0,5}(?:phút)?"
    r"(?:\s?(?:-|–|đến)\s?\d{1,2}\s?(?:h|giờ|g|:)[\d\s'’]{0,5}(?:phút)?)?"
)
"""Pattern of an hour or a span of hours as printed."""

SLOT_LABEL = r"(?:Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI)\s*:"
"""Pattern of the plainest slot mark."""

HOUR_CELL = re.compile(r"\d{1,2}\s?(?:[:hg]|giờ)")
"""How a cell begins that says an hour."""

# The rarer marks stay text until one is met: "Buổi sáng, chiều:", "Chiều thứ Hai (14h30):", "Sáng - ".
_MARK = (
    rf"(?:(?:Buổi|BUỔI|buổi|Vào buổi|(?P<edge>Đầu|Cuối|Giữa) (?:giờ|buổi))\s+"
    rf"(?P<b>{_WORD}|{_LOWER}|(?P<small>{_SLIP.lower()}))"
    rf"|(?P<w>{_WORD})|(?P<slip>{_SLIP}))"
    rf"(?:(?:\s*\(?(?P<first>{HOUR})\s*\)?)?\s*(?:,|;|và|\+|/|&|-|–)\s*(?:buổi\s+)?(?P<second>{_WORD}|{_LOWER}))?"
    r"(?:\s+(?:cùng ngày|(?P<on>[Tt]hứ \w{2,4}|ngày \d{1,2}(?:/\d{1,2})?|\d{1,2}/\d{1,2})))?"
    rf"(?P<mid>\s*[,(–-]?\s*{HOUR}\s*\)?(?!\s+[-–]\s*\d{{1,2}}\s?(?:h|g|giờ|:)))?(?:\s*[:：]|(?:\s+|(?<=\w))[-–](?=\s|$))"
)
# "Buổi sáng Họp giao ban Buổi chiều Kiểm tra": no sign, but what follows begins as a sentence does.
_BARE_MARK = r"(?:Buổi|BUỔI)\s+(?P<w>sáng|SÁNG|chiều|CHIỀU|tối|TỐI)\s+(?=(?:[A-Z]|Đ|Ô|Ủ|Ư)\w*[\s,])(?!Thứ|Chủ|Ngày|Đ/c)"
# What makes another word of a slot word before it: "Sáng kiến", "Tối cao", "Chiều dài", "Tối đa".
_OTHER_WORD = r"(?!(?:kiến|tạo|lập|suốt|cao|dài|hôm|tác|nay|mai|đa|thiểu|ưu|hậu thư|tân|giản|hảo)(?!\w))"
# "Sáng họp …", "Chiều 14h …", "Cả ngày": a slot word that opens a paragraph without any mark behind it.
_OPENING = (
    rf"(?:{BULLET}\s*)?(?:(?:Buổi|BUỔI)\s+)?(?P<w>{_WORD}|(?<=uổi\s){_LOWER})"
    r"(?:\s+(?P<on>[Tt]hứ \w{2,4}|(?:ngày )?\d{1,2}/\d{1,2}|ngày \d{1,2}))?"
    r"(?:\s*$|\s*[-–]\s+|,\s*|\s+(?=\d{1,2}\s?(?:h|g|giờ|:\d))"
    rf"|\s+(?={_OTHER_WORD}[a-zà-ỹđ])"
    r"(?:(?<!Đêm )(?<!ĐÊM )|(?=họp|trực|đi|dự|tuần tra|kiểm tra|ra quân)))"  # but "Đêm tôn vinh", "Đêm hội"
)
_NAMES_GO_ON = ("Thị ", "Văn ", "ông ", "bà ", "cụ ", "anh ", "chị ", "/c ", "đồng chí ", "Ông ", "Bà ")
_OPENING_WORD = rf"(?:{BULLET}\s*)?(?:(?:Buổi|BUỔI)\s+)?(?P<w>{_WORD})\s+"
_SUFFIX = (
    rf"\s*[(\[]\s*(?P<hour>{HOUR}\s*,?\s+)?(?:buổi\s+|vào buổi\s+|[Bb]uổi\s+)?"
    r"(?P<w>(?:[Cc]ả )?[Ss]áng(?:,| và)\s[Cc]hiều|[Cc]ả ngày|CẢ NGÀY|[Tt]rọn ngày|0?1 ngày|[Mm]ột ngày"
    r"|[Ss]áng|[Cc]hiều|[Tt]ối|[Nn]gày|SÁNG|CHIỀU)"
    r"(?:\s+\d{1,2}/\d{1,2})?\s*[)\]]"
    r"|,?\s(?P<tail>cả ngày)\s*[.;]?$|\s-\s(?P<dash>cả ngày)\s*[.;]?$"
)
_DATED_SUFFIX = r"\((?:buổi |vào buổi )?(?P<w>[Ss]áng|[Cc]hiều|[Tt]ối)\s+(?:ngày\s+)?(?P<day>\d{1,2}/\d{1,2})\)"


class Mark(NamedTuple):
    """A slot mark: from where to where it stands, and the slot it opens.

    ``empty`` is the slot of a mark right before it, written with a dash and without work ("Sáng - Chiều - …");
    ``hours`` the words of an hour or a day inside the mark ("Chiều 29/11:"), ``slip`` its word where that is misspelt;
    ``dashed``: a dash ends it.
    """

    start: int
    end: int
    slot: Slot
    hours: str = ""
    slip: str = ""
    dashed: bool = False
    empty: Slot | None = None


def slot_of(word: str) -> Slot | None:
    """The slot that a word names ("Sáng", "buổi chiều", "Cả ngày"), None where it names none."""
    return _BY_WORD.get(" ".join(word.lower().replace("buổi", "").split()).rstrip(":. "))


def opens_slot(text: str) -> bool:
    """Whether a slot mark opens a text."""
    match = _CANDIDATE.search(text, 0, 24)
    mark = _mark_at(text, match, 0) if match else None
    return mark is not None and mark.start == 0


def opens_dashed(text: str) -> bool:
    """Whether a slot mark that a dash ends opens a text: "Sáng - Họp …"."""
    head = text[:40]
    if "- " not in head and "– " not in head:
        return False
    if head[:1] in BULLETS:
        head = head[1:].lstrip()
    if head.startswith(("Buổi ", "BUỔI ")):
        head = head[5:].lstrip()
    word = next((word for word in _WORDS if head.startswith((f"{word} ", f"{word}-", f"{word}–"))), None)
    return word is not None and head[len(word) :].lstrip()[:1] in "-–" and head[len(word) :].lstrip()[1:2] in ("", " ")


def is_slot_word(word: str) -> bool:
    """Whether a word is a slot's, as printed or with a slip that is known."""
    return word in _WORDS or word in _SLIPS


def read_marks(text: str, dashed: bool) -> list[Mark]:
    """The slot marks of a paragraph, in order.

    ``dashed``: a dash may end a mark in the middle of the text. Else it may at its beginning only and behind a mark
    that cannot be anything else, for a name may stand before a dash too ("Lê Minh Sáng - Bí thư").
    """
    if text[:1] in "([" and re.match(_BRACKETED, text):
        return [Mark(*match.span(), _slot(match["w"])) for match in re.finditer(_BRACKETED, text)]
    candidate = _CANDIDATE.search(text)
    marks: list[Mark] = []
    if candidate is None:
        return _small_marks(text, marks)
    first, position = candidate.start(), 0
    while candidate:
        mark = _mark_at(text, candidate, position)
        position = max(mark.end, candidate.end()) if mark else candidate.start() + 1
        if mark and mark.dashed and not dashed:
            dashed = not mark.start or _begins_anew(text, mark.start, candidate[0])
        if mark is None or (mark.dashed and mark.start and not dashed):
            mark = _sentence_mark(text, candidate, opened=first < 4)
        if mark:
            marks.append(mark)
        candidate = _CANDIDATE.search(text, position)
    if first < 4 and (not marks or marks[0].start):
        opening = re.match(_OPENING, text)
        if not opening and (bare := re.match(_OPENING_WORD, text)) and opens_action(text, bare.end()):
            opening = bare  # "Sáng Họp …"
        if not opening and text.startswith(("Đêm ", "ĐÊM ")) and is_small(text[4:5]):
            marks.insert(0, Mark(0, 0, Slot.EVENING))  # "Đêm tôn vinh …": what it is called says when it is
        if opening:
            marks = [m for m in marks if m.start >= opening.end()]
            marks.insert(0, Mark(0, opening.end(), _slot(opening["w"]), opening.groupdict().get("on") or ""))
    return _small_marks(text, marks)


def _small_marks(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks of a paragraph with those in small letters behind the one that opens it: "Sáng: Họp; chiều: Đi cơ sở",
    "Sáng họp, chiều đi cơ sở".

    Such a word is a mark only for a later part of the day, which no other mark opens, and outside of brackets; one for
    the part it stands in ("Lịch thi: sáng: …, chiều: …") begins a list of its own.
    """
    if not any(word in text for word in _SMALL_WORDS):
        return marks
    if not marks or marks[0].start:
        opening = re.match(_SMALL_OPENING, text)
        if not opening:
            return marks
        marks = [Mark(0, opening.end(), _slot(opening["w"])), *marks]
    found = [marks[0]]
    taken = {mark.slot for mark in marks}
    for match in re.compile(_SMALL_MARK).finditer(text, marks[0].end):
        slot, before = _slot(match["w"]), text[: match.start()]
        if before.count("(") > before.count(")") or (match["work"] and not opens_action(text, match.end())):
            continue
        if not match["on"] and (slot in taken or _ORDER[slot] <= _ORDER[found[-1].slot]):
            break
        start = match.start() if text[match.start()].isspace() else match.start("mark")
        found.append(Mark(start, match.end(), slot, match["on"] or ""))
    return sorted([*found, *marks[1:]], key=lambda mark: mark.start)


_ORDER = {Slot.MORNING: 0, Slot.AFTERNOON: 1, Slot.ALL_DAY: 1, Slot.EVENING: 2}
_SMALL_WORDS = ("sáng", "chiều", "tối")
DOES = (
    "họp|dự|tham dự|tham gia|đi|làm việc|kiểm tra|tiếp|thăm|nghe|giao ban|hội ý|trực|duyệt|chấm|thi|học|khảo sát|viếng"
    "|dâng hương|đối thoại|tập huấn|sinh hoạt|tổ chức|khai mạc|bế mạc|tổng kết|sơ kết|triển khai|thảo luận|gặp|chúc"
    "|trao|tặng|nghỉ|về|đón|nghiệm thu|giám sát|công bố|ký|chủ trì|chỉ đạo|thẩm định|phổ biến"
)
"""What tells "chiều họp" from "chiều dài"."""
_SMALL_OPENING = rf"(?:[Bb]uổi\s+)?(?P<w>sáng|chiều|tối)(?:\s*:\s*|\s+(?=(?:{DOES})(?!\w)))"
_SMALL_MARK = (
    rf"(?:[;,.:]\s*|\svà\s|(?<=\))\s|\s(?=(?:chiều|tối)\s?:\s*(?:{BULLET}\s*)?{CAPITAL}))"
    rf"(?P<mark>(?:[Bb]uổi\s+)?(?P<w>sáng|chiều|tối)(?:\s+(?:ngày )?(?P<on>\d{{1,2}}/\d{{1,2}}))?"
    rf"(?:\s*:\s*|\s+[-–]\s+(?!tối|đêm|\d)|\s+(?=(?:{DOES})(?!\w)"
    rf"|\d{{1,2}}\s?(?:h|giờ|g\d|:\d)[^()]*[^\W\d]{{2}}|(?P<work>{CAPITAL}))))"
)
_BRACKETED = (
    r"[(\[](?:[Bb]uổi\s+)?(?P<w>[Ss]áng|SÁNG|[Cc]hiều|CHIỀU|[Tt]ối|TỐI|[Cc]ả ngày"
    r"|[SCT](?=[)\]]\s*:?\s*(?:[A-Z0-9(+•*–-]|[^\W\da-zà-ỹđ_]|$)))[)\]]\s*:?\s*(?=[\w(+•*–-]|$)"
)


def _slot(word: str) -> Slot:
    return _BY_WORD[" ".join(word.lower().split())]


def _mark_at(text: str, candidate: re.Match[str], position: int) -> Mark | None:
    """The mark of a word found in ``text``; what stands before ``position`` is part of another."""
    at, end = candidate.span()
    start = at
    while start > position and text[start - 1].isspace():
        start -= 1
    if start > position and text[start - 1] in BULLETS and (start == 1 or text[start - 2] in _BEFORE_MARK):
        start -= 1
    else:
        start = at
        if at and text[at - 1] not in _BEFORE_MARK and (at != position or text[at - 1] != ":"):  # "Sáng:Chiều: …"
            return None
    word = candidate[0]
    if word[-1] == ":":
        return _letter_mark(text, candidate, start)
    if text[end : end + 1] == ":":
        slot = _WORDS.get(word)
        if slot:
            return Mark(start, end + 1, slot)
    match = re.compile(_MARK).match(text, at)
    if match is None:
        bare = re.compile(_BARE_MARK).match(text, at) if word in ("Buổi", "BUỔI") else None
        return Mark(start, bare.end(), _slot(bare["w"])) if bare else None
    slot = _slot(match["b"] or match["w"] or match["slip"])
    second = _slot(match["second"]) if match["second"] else slot
    ends_in_dash = match[0][-1] in "-–"
    empty = None
    if ends_in_dash and match["second"]:
        empty, slot = slot, second
    elif second is not slot:
        slot = Slot.ALL_DAY
    hours = " ".join(filter(None, (match["on"], (match["first"] or match["mid"] or "").strip(" ,()–-"))))
    if match["edge"] and not hours:
        return Mark(start, start, slot)  # "Cuối giờ chiều:" stays in the text, for it says more than the slot does
    return Mark(start, match.end(), slot, hours, match["slip"] or match["small"] or "", ends_in_dash, empty)


def _begins_anew(text: str, at: int, word: str) -> bool:
    """Whether a slot word at ``at`` can be nobody's name: it is no "Sáng", a sentence begins with it, or it alone is in
    capitals.
    """
    if word not in ("Sáng", "SÁNG"):
        return True
    before = text[max(0, at - 40) : at].rstrip()
    return before[-1:] in (".", ";", ")", "!", ":") or (word.isupper() and not before.rpartition(" ")[2].isupper())


def _letter_mark(text: str, candidate: re.Match[str], start: int) -> Mark | None:
    """The mark of a single letter, "S: …"; T, which often stands for other things, only where a sentence begins, and
    none behind what is called by letters, "nhóm C: …", but where such a mark stands before it."""
    at, end = candidate.span()
    by_letter = re.search(r"(?:^|[\s.;>])[SC]\s?:", text[:at]) is not None
    if not by_letter and text[:at].rstrip().rpartition(" ")[2].lower() in _LETTERED:
        return None
    if end < len(text) and not (text[end].isspace() or text[end] in BULLETS):
        return None
    if candidate[0][0] == "T" and at and not (at > 1 and text[at - 1].isspace() and text[at - 2] in ".;"):
        return None
    return Mark(start, end, _LETTERS[candidate[0][0]])


_LETTERED = (
    "nhóm", "lô", "bảng", "khu", "phòng", "họp", "tổ", "khối", "lớp", "cụm", "hạng", "loại", "nhà", "mục", "vùng",
    "điểm", "phụ", "lục", "dãy", "block",
)  # fmt: skip


def _sentence_mark(text: str, candidate: re.Match[str], opened: bool) -> Mark | None:
    """The mark of a slot word that opens a sentence, "…. Chiều họp …", or a work behind another that a mark
    ``opened``: "Sáng: Họp … Chiều Kiểm tra …"."""
    at, end = candidate.span()
    slot_word = candidate[0]
    slot = _WORDS.get(slot_word)
    if slot is None or at < 2 or not text[at - 1].isspace():
        return None
    ended = text[at - 2] in ".;"
    if ended and end == len(text):
        return Mark(at, end, slot)  # "…. Chiều", and nothing in the afternoon
    if text[end : end + 1] != " ":
        return None
    named = text[:at].endswith(_NAMES_GO_ON)
    if (ended or (opened and slot_word not in ("Sáng", "SÁNG") and not named)) and opens_action(text, end + 1):
        return Mark(at, end + 1, slot)
    if not ended:
        return None
    if slot_word in ("Đêm", "ĐÊM") and is_small(text[end + 1 : end + 2]):
        return Mark(at, at, slot)  # ". Đêm diễn văn nghệ"
    if (
        not re.compile(_OTHER_WORD).match(text, end + 1)
        or not is_small(text[end + 1 : end + 2])
        or slot_word in ("Đêm", "ĐÊM")
    ):
        return None
    return Mark(at, end + 1, slot)


def dated_suffix(text: str) -> tuple[Slot | None, str]:
    """The part of a day and the day printed in brackets behind an item, "(chiều 11/3)"; (None, "") where none are."""
    match = re.search(_DATED_SUFFIX, text) if "/" in text and "(" in text else None
    return (_BY_WORD[match["w"].lower()], match["day"]) if match else (None, "")


def slot_suffix(text: str) -> tuple[Slot | None, str]:
    """The slot printed behind an item, "(cả ngày)", "(7h30 sáng)", ", cả ngày", and the text without it."""
    if "(" not in text and "cả ngày" not in text and "[" not in text:
        return None, text
    if not any(word in text for word in ("gày", "áng", "iều", "ối", "NGÀY", "SÁNG", "CHIỀU")):
        return None, text
    match = re.search(_SUFFIX, text)
    if not match:
        return None, text
    word = (match["w"] or match["tail"] or match["dash"]).lower()
    if "/" in match[0] or (match["hour"] and word == "ngày"):
        return None, text  # "(chiều 07/02)" says a day too
    slot = Slot.ALL_DAY if word.endswith("ngày") or "chiều" in word[1:] else _BY_WORD[word]
    hour = f" {match[0].strip()}" if match["hour"] else ""  # "(7 giờ tối)"
    return slot, (text[: match.start()] + hour + text[match.end() :]).strip()
