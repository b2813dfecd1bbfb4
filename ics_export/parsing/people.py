"""People in the leaders' column: names, titles and groups become mentions, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ics_export.parsing.titles import LONG_TITLE, SHORT, TITLE, UNKNOWN_TITLE, field_of, higher, short_title, title_in
from ics_export.vietnamese import fold

_HONORIFIC = re.compile(
    r"(?:(?:GS|PGS|TSKH|TS|Th[Ss]|BS(?:CK\s?I{1,2})?|KS|DS|LS)\.\s?)+(?=[A-ZĐ])|"
    r"(?:[Cc]ác\s+)?(?:[Tt]hầy|[Cc]ô|[ĐđDd]\s?/\s?[Cc](?:hí|h)?|Đ[Cc]|đc|[Đđ]\.[Cc]|[Đđ]ồng chí|ĐỒNG CHÍ|[ÔôBb]ng|"
    r"[Bb]à|[ÔO]ng)\b\.?\s*:?\s*"
)
_WORD = re.compile(r"[^\W\d_]+\.?")

_BODY = (
    r"(?:Sở|Ban(?! [Gg]iám)|Cục|Chi cục|Viện|Trung tâm|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã|[Xx]ã|[Pp]hường|"
    r"UBND|HĐND|UBMTTQ|MTTQ"
    r"|Huyện ủy|Huyện uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Thị ủy|Đảng ủy|Đảng uỷ|cơ quan|Cơ quan|đơn vị|Trường|trường"
    r"|Nhà trường|nhà trường|Tỉnh đoàn|Huyện đoàn|Hội|Liên hiệp|Công ty|Bệnh viện|bệnh viện|Ủy ban|Uỷ ban|Tòa án|"
    r"Viện kiểm sát)"
)
_PEOPLE = r"(?:[Cc]ác\s+)?(?:[ĐđDd]/[Cc]|[Đđ]ồng chí)\s*:?\s*"
# Group words, most telling first. ALL: every leader; DEPUTIES: all deputies; EVERYONE: the whole staff, leaders too.
_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("deputies", re.compile(
        rf"(?:{_PEOPLE}|[Cc]ác\s+)(?:(?i:phó giám đốc|phó chủ tịch|phó bí thư|phó hiệu trưởng|phó trưởng ban|phó ban"
        r"|phó chi cục trưởng|phó cục trưởng|phó viện trưởng|phó chánh văn phòng|phó tổng giám đốc|"
        r"phó tổng biên tập|cấp phó|phó)(?!\w)"
        r"|P\.?\s?[A-ZĐ]{1,5}[a-z]{0,2}(?!\w))"
    )),
    ("all", re.compile(
        rf"(?:[Tt]ập thể |[Tt]oàn thể |[Cc]ác )?(?:{_PEOPLE})?(?:[Ll]ãnh đạo|LÃNH ĐẠO|LĐ|lđ)(?!\w)"
        rf"(?!\s*(?:VP|[Vv]ăn phòng|(?:các\s+)?(?:[Pp]hòng|đơn vị|ban)\b))(?:\s+{_BODY})?"
        r"|(?:[Tt]ập thể )?(?:BGĐ|Ban [Gg]iám đốc|BAN GIÁM ĐỐC|BGH|Ban [Gg]iám hiệu|Ban [Ll]ãnh đạo|BLĐ|Ban TV|"
        r"BTV(?: \w+ [ủu][ỷy])?|Ban [Tt]hường vụ"
        r"|Ban [Cc]hấp hành|BCH|[Tt]hường trực(?= [A-ZĐỦ]| [Tt]ỉnh| [Hh]uyện| [Tt]hành| [Đđ]ảng|$|[;,.])|"
        r"TT(?= (?:UBND|HĐND|HU|TU|LĐLĐ))"
        r"|TTHU|TTTU|Ban [Cc]án sự(?: Đảng)?|BCS(?: Đảng)?|Cấp ủy|Chi ủy|BTV)(?!\w)"
    )),
    ("everyone", re.compile(
        r"(?:[Tt]oàn thể |[Tt]ất cả )?(?:CBCC\w*|CBCNV\w*|CBGV\w*|CBVC\w*|CBNV\w*|CB(?:,\s?|-)?CC(?:,\s?|"
        r"-)?(?:VC)?(?:,?\s?NLĐ)?|CCVC\w*|CC,\s?VC|CB,\s?GV(?:,\s?(?:NV|HS))*"
        r"|[Cc]án bộ,? công chức(?:,? viên chức)?(?:,? (?:và )?người lao động)?|[Cc]án bộ cơ quan)(?!\w)"
        r"|[Tt]oàn (?:thể )?(?:cơ quan|hội đồng|Sở|đơn vị|trường|huyện|ngành|thể|[Bb]an)(?!\w)|[Tt]ất cả(?!\w)|"
        r"[Hh]ội đồng sư phạm"
    )),
)  # fmt: skip
_GROUP_ANY = re.compile("|".join(f"(?P<{kind}>{pattern.pattern})" for kind, pattern in _GROUPS))
_ONE_OF = re.compile(r"(?:[Mm]ột|01|1)\s+(?:đ/c|đồng chí|Đ/c)?\s*(?=(?:P\.?[A-ZĐ]{1,4}|[Pp]hó |[Ll]ãnh đạo))")
_ONE_OF_BEFORE = re.compile(r"(?:[Mm]ột|01|\b1)\s$")
_MAYBE = re.compile(
    r"liên quan|phân công|phụ trách|hoặc|(?:một|01|1)\s+(?:đ/c|đồng chí)|theo lĩnh vực|luân phiên|\?", re.IGNORECASE
)
_NOT_LEADERS = re.compile(
    r"(?:[Mm]ời|MỜI|[Tt]hành phần|[Kk]hách mời|LĐVP|LĐ VP|[Ll]ãnh đạo VP|[Ll]ãnh đạo [Vv]ăn phòng|CVVP|CV|"
    r"[Tt]hư ký|[Ll]ái xe|[Bb]ảo vệ"
    r"|[Cc]án bộ trực|[Vv]ăn thư|[Cc]huyên viên|[Gg]iúp việc|[Cc]án bộ tham dự|[Cc]ùng dự|[Tt]ham mưu|"
    r"[Vv]ăn phòng trực)\s*(?::|dự|gồm|\b)"
)


_NO_NAME = re.compile(
    r"(?:Các|Lãnh đạo|Toàn|Tất cả|Cán bộ|Đại diện|Phòng|Văn phòng|Trưởng|Phó|Ban|Tổ|Đội|Đoàn|Hội|Chi bộ|Chi đoàn|"
    r"Công đoàn|Thành viên"
    r"|Thành phần|Bộ phận|Nhóm|Không|Nghỉ|Dự|Chủ trì|Tham dự|Theo|Khối|Trực|Giáo viên|Học sinh|Đảng viên|"
    r"Chuyên viên|Người)(?!\w)"
)


_ESCORT = re.compile(rf"\((?:{_NOT_LEADERS.pattern})[^()]*\)")


class Mention(NamedTuple):
    """One person or group as printed.

    ``key`` identifies it ("hoàn", "title:GĐ", "group:all"), ``name`` is the printed name or "", ``title`` the
    abbreviated title or "", ``misread`` the title as printed where it had to be read as another ("GD").
    ``cut`` and ``join`` are the costs of a block boundary before it (alignment.py); ``half`` the page it stands on.
    """

    key: str
    printed: str
    name: str = ""
    title: str = ""
    group: str = ""
    misread: str = ""
    maybe: bool = False
    before: str = ""
    half: int = 0


_UNIT_NAME = re.compile(rf"(?:{_NO_NAME.pattern})\s[a-zà-ỹđ]")  # "Trưởng ban Tổ chức"
_HEAD_OF = re.compile(r"(?:Phó )?(?:Trưởng|Chủ nhiệm|Tổ trưởng|Tổ phó|Thường trực)\s")
_TRAILING_AND = re.compile(r"\s(?:và|cùng|hoặc)\s*$")
_BODY_WORD = re.compile(rf"{_BODY}\b")
_LEADING_BODY = re.compile(rf"^(?:{_BODY}(?: (?:tỉnh|huyện|xã|thành phố|phường))?)\s*[:–-]?\s*")
_STANDING = r"[Tt]hường trực|THƯỜNG TRỰC|\bTT\b"
# Where a new mention may begin, and how it is parted from the one before.
_SPLIT = re.compile(r"[;\n•]|(?<=[^\W\d_A-ZĐ]\.)\s(?=[A-ZĐ])|,|\s[-–+]\s|(?<=\s)(?:và|cùng|hoặc)\s|\s&\s")


def read_mentions(paragraphs: Sequence[str], half: int = 0) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """The mentions in the paragraphs of a leaders' cell, in order, and the words that named nobody.

    ``Mention.before`` tells what stands before it: "" (first), "paragraph", ";", ",", "và" or " " (nothing).
    """
    found: list[Mention] = []
    left: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        # An office prints the same few cells all month: most paragraphs have been read before.
        read = _read_known if len(paragraph) < 200 else _read_paragraph
        mentions, unread = read(paragraph)
        if half:
            mentions = tuple(m._replace(half=half) for m in mentions)
        if mentions and number and found:
            mentions = (mentions[0]._replace(before="paragraph"), *mentions[1:])
        found += mentions
        left += unread
    return tuple(found), tuple(left)


_NAME_WORD = re.compile(rf"(?<!\w)(?!{_BODY}\b)[A-ZĐÀ-Ỹ][a-zà-ỹđ]+")
_NAME_AND_TITLE = re.compile(rf"(?<!\w)(?:(?!{_BODY}\b)[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s+){{1,5}}(?:[-–]\s*|\(\s?)?(?={SHORT})")


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies inside one of the spans, which follow one another: behind its first letter."""
    index = bisect_left(spans, (at, 0)) - 1
    return index >= 0 and at < spans[index][1]


def _starts(text: str) -> list[tuple[int, str]]:
    """Where mentions may begin in a paragraph: (offset, what parts it from the one before)."""
    starts = {0: ""}
    for match in _SPLIT.finditer(text):
        word = match[0].strip()
        starts[match.end()] = {"và": "và", "cùng": "và", "&": "và", "hoặc": "hoặc", "•": ";"}.get(word, word[:1] or ";")
    patterns = [_HONORIFIC, _GROUP_ANY]
    groups = [m.span() for m in _GROUP_ANY.finditer(text)]
    for at in [at for at in starts if _within(groups, at)]:
        del starts[at]
    titles = [m.span() for m in TITLE.finditer(text)] if "rực" in text or "TT" in text else []
    if not _HONORIFIC.search(text):
        # Without "Đ/c" a mention begins at its title where titles come first, else at the name before a title.
        behind = groups[0][1] if groups and not groups[0][0] else 0
        first = TITLE.search(text, behind)
        # "Ban Giám đốc PGĐ Phạm Thị Thủy": what stands between the group and the first title is no name.
        leads = first is not None and not _NAME_WORD.search(text, behind, first.start())
        patterns.append(TITLE if leads else _NAME_AND_TITLE)
        if behind and not leads:
            patterns.append(LONG_TITLE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            at = match.start()
            if pattern is _GROUP_ANY and _within(titles, at):
                continue
            if pattern is not _GROUP_ANY and _within(groups, at):
                continue
            if _ONE_OF_BEFORE.search(text, max(0, at - 5), at):
                continue
            if at and text[at - 1] == " ":
                back = at
                while back and text[back - 1] == " ":
                    back -= 1
                if starts.keys().isdisjoint(range(back, at + 1)):
                    starts[at] = "=" if pattern is _NAME_AND_TITLE else " "
    return sorted(starts.items())


def _read_paragraph(text: str) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    text = text.strip().lstrip("-+*•– ").strip()
    found: list[Mention] = []
    unread: list[str] = []
    if not text:
        return (), ()
    if "(" in text:
        for escort in [m[0] for m in _ESCORT.finditer(text)]:
            unread.append(escort)
            text = text.replace(escort, " ").strip()
    starts = _starts(text)
    plural = text[:1] in "Cc" and _HONORIFIC.match(text) is not None  # "Các đ/c: Hoàn, Bình"
    for (start, before), end in zip(starts, [s for s, _ in starts[1:]] + [len(text)], strict=True):
        piece = text[start:end]
        piece = (_SPLIT.sub("", piece[-1:]) == "" and piece[:-1]) or piece
        piece = _TRAILING_AND.sub("", piece).strip(" ,;.-–+•()")
        if not piece:
            continue
        if _NOT_LEADERS.match(piece):
            unread.append(text[start:])
            break
        if before == "hoặc":
            before, either = "và", True
        else:
            either = False
        if before == "=":
            mention, before = _read_piece(piece, [], plural, " "), " "
        else:
            mention = _read_piece(piece, found, plural, before)
        if either and mention and found:
            mention, found[-1] = mention._replace(maybe=True), found[-1]._replace(maybe=True)
        if mention is None:
            if _HONORIFIC.fullmatch(piece):
                plural = True
            elif found:
                last = found[-1]
                glue = {",": ", ", ";": "; ", "-": " - ", "và": " và "}.get(before, " ")
                title, misread = title_in(piece)
                found[-1] = last._replace(
                    printed=last.printed + glue + piece,
                    title=higher(last.title, title) if last.name else last.title,
                    misread=last.misread or misread,
                    maybe=last.maybe or _MAYBE.search(piece) is not None,
                )
                if not title and not _is_qualifier(piece):
                    unread.append(piece)
            else:
                unread.append(piece)
            continue
        if found and mention.before == "":
            mention = mention._replace(before=" ")
        found.append(mention)
    return tuple(found), tuple(unread)


_read_known = lru_cache(maxsize=512)(_read_paragraph)


_QUALIFIER = re.compile(
    rf"(?:{_BODY}|[Pp]hụ trách|[Tt]heo|[Dd]ự|[Cc]hủ trì|[Tt]ham dự|[Tt]ham gia|[Cc]hỉ đạo|[Đđ]ồng chủ trì|"
    rf"[Cc]ác [Pp]hòng|[Pp]hòng|[Pp]hân công|liên quan)"
)


def _is_qualifier(piece: str) -> bool:
    return _QUALIFIER.match(piece) is not None


def _name_words(text: str, addressed: bool = False) -> tuple[str, str]:
    """The leading words of ``text`` that make a name, and the rest.

    ``addressed``: a "Đ/c" stands before them, so that the first word is a name even where it is also a body's
    ("Trường").
    """
    words: list[str] = []
    position = 0
    while len(words) < 6:
        acting = addressed and not words and text.startswith("Quyền ")  # a name behind "Đ/c"
        if not acting and TITLE.match(text, position):
            break
        match = _WORD.match(text, position)
        if not match or not match[0][0].isupper():
            break
        word = match[0]
        capitals = len(word) > 1 and word[:2].isupper()
        if capitals and not words and not addressed:
            break
        if words and capitals and not (words[0].isupper() and len(words[0]) > 1):
            break
        if not (addressed and not words) and _BODY_WORD.match(text, position):
            break
        words.append(word.rstrip("."))
        position = match.end()
        if position < len(text) and text[position] != " ":
            break
        position += 1
    return " ".join(words), text[min(position, len(text)) :].strip(" ,:-–()")


def _read_piece(piece: str, found: list[Mention], plural: bool, before: str) -> Mention | None:
    maybe = _MAYBE.search(piece) is not None
    one_of = _ONE_OF.match(piece)
    if one_of:
        # "Một PGĐ", "01 Lãnh đạo Sở": one of them, and the text does not say which.
        meant = _read_piece(piece[one_of.end() :], found, plural, before)
        return meant._replace(printed=piece, maybe=True) if meant else None
    group = _GROUP_ANY.match(piece)
    if group and group.lastgroup:
        return Mention(f"group:{group.lastgroup}", piece, group=group.lastgroup, maybe=maybe, before=before)
    honorific = _HONORIFIC.match(piece)
    body = piece[honorific.end() :] if honorific else piece
    if honorific and not body:
        return None
    title_first = TITLE.match(body)
    if title_first and honorific and body.startswith("Quyền "):
        title_first = None  # "Đ/c Quyền PGĐ": a name, not who acts for the director
    if title_first and title_first[0]:
        title, misread = short_title(title_first[0])
        rest = body[title_first.end() :]
        rest = "" if rest.lstrip().startswith(":") else rest.strip(" .-–")
        rest = _LEADING_BODY.sub("", rest)
        name, _ = _name_words(re.sub(_HONORIFIC, "", rest, count=1) if _HONORIFIC.match(rest) else rest)
        if name and not _UNIT_NAME.match(rest):
            return _person(name, piece, title, misread, maybe, before)
        titled = bool(found) and TITLE.match(found[-1].printed) is not None and before == " "
        if not honorific and found and found[-1].name and not titled and before in (",", "-", " ", ""):
            return None  # a further title of the person just named
        field = field_of(title_first[0])
        return Mention(
            f"title:{title}{' ' + field if field else ''}",
            piece,
            title=title,
            misread=misread,
            maybe=maybe,
            before=before,
        )
    if not honorific and _HEAD_OF.match(body):
        return None  # "Trưởng Ban Tổ chức": the head of another body, a further office of the person just named
    name, rest = _name_words(body, honorific is not None)
    if not name or (not honorific and _NO_NAME.match(body)) or (not honorific and name.isupper() and len(name) < 6):
        return None
    if (
        not honorific
        and not plural
        and (
            (found and not found[-1].name and before == " ") or (found and before in (" ", "-")) or _is_qualifier(piece)
        )
    ):
        return None
    title, misread = "", ""
    unknown = UNKNOWN_TITLE.match(rest)
    if unknown and not TITLE.match(rest):
        title = unknown[0]
    for match in TITLE.finditer(rest):
        found_title, found_misread = short_title(match[0])
        title, misread = higher(title, found_title), misread or found_misread
    return _person(name, piece, title, misread, maybe, before)


def _person(name: str, printed: str, title: str, misread: str, maybe: bool, before: str) -> Mention:
    if name.isupper() and len(name) > 3:
        name = name.title()
    return Mention(fold(name), printed, name, title, "", misread, maybe, before)


def is_standing(printed: str) -> bool:
    """Whether a printed title is a standing one (*thường trực*)."""
    if "hường trực" not in printed and "TT" not in printed and "HƯỜNG TRỰC" not in printed:
        return False
    return re.search(_STANDING, printed) is not None


def opens_mention(text: str) -> bool:
    """Whether a text begins with a "Đ/c", a title or a group, and so with somebody who may attend."""
    text = text.lstrip()
    return any(pattern.match(text) for pattern in (_HONORIFIC, TITLE, _GROUP_ANY))
