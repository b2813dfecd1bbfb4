"""People in the leaders' column: names, titles, groups; who among them is the same person."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ics_export.config import Config
from ics_export.model import Leader
from ics_export.vietnamese import fold, plain

# Abbreviated titles as printed, with their misreadings ("GD" for "GĐ"), and the form we use.
_SHORT = {
    "GĐ": "GĐ", "GD": "GĐ", "PGĐ": "PGĐ", "PGD": "PGĐ", "P.GĐ": "PGĐ", "TGĐ": "TGĐ", "PTGĐ": "PTGĐ",
    "CT": "CT", "PCT": "PCT", "PCTTT": "PCT", "BT": "BT", "PBT": "PBT", "CVP": "CVP", "PCVP": "PCVP", "HT": "HT",
    "PHT": "PHT", "TB": "TB", "PTB": "PTB", "TP": "TP", "PTP": "PTP", "CCT": "CCT", "PCCT": "PCCT", "VT": "VT",
    "PVT": "PVT", "CTT": "CTT", "UV": "UV", "UVTV": "UV", "TBT": "TBT", "PTBT": "PTBT", "CTN": "CT", "TTr": "TTr",
    "BTĐU": "BT", "PBTĐU": "PBT", "BTTU": "BT", "CTUB": "CT", "CTHĐ": "CT", "BTr": "BTr", "TTrg": "TTr",
}  # fmt: skip
_LONG = {
    "phó tổng giám đốc": "PTGĐ", "tổng giám đốc": "TGĐ", "phó giám đốc": "PGĐ", "giám đốc": "GĐ",
    "phó chủ tịch": "PCT", "chủ tịch": "CT", "phó bí thư": "PBT", "bí thư": "BT", "phó chánh văn phòng": "PCVP",
    "chánh văn phòng": "CVP", "phó hiệu trưởng": "PHT", "hiệu trưởng": "HT", "phó trưởng ban": "PTB",
    "phó ban": "PTB", "trưởng ban": "TB", "phó trưởng phòng": "PTP", "phó phòng": "PTP", "trưởng phòng": "TP",
    "phó chi cục trưởng": "PCCT", "chi cục trưởng": "CCT", "phó cục trưởng": "Phó Cục trưởng", "cục trưởng": "Cục trưởng",
    "phó viện trưởng": "PVT", "viện trưởng": "VT", "phó tổng biên tập": "PTBT", "tổng biên tập": "TBT",
    "phó chánh thanh tra": "PCTTr", "chánh thanh tra": "CTTr", "phó chủ nhiệm": "PCN", "chủ nhiệm": "CN",
    "phó trưởng khoa": "PTK", "trưởng khoa": "TK", "thứ trưởng": "TTr", "bộ trưởng": "BTr", "phó vụ trưởng": "PVT",
    "vụ trưởng": "VT", "ủy viên": "UV", "uỷ viên": "UV", "trưởng đoàn": "TĐ", "phó trưởng đoàn": "PTĐ",
    "tổng thư ký": "TTK", "thư ký": "TK", "phó trạm trưởng": "PTT", "trạm trưởng": "TT", "quyền giám đốc": "GĐ",
    "chỉ huy trưởng": "CHT", "phó chỉ huy trưởng": "PCHT", "trưởng công an": "TCA", "phó trưởng công an": "PTCA",
    "chính trị viên": "CTV", "phụ trách": "PTr", "phó đội trưởng": "PĐT", "đội trưởng": "ĐT",
}  # fmt: skip
_SHORT_PATTERN = r"(?:P\.\s?)?(?:" + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True)) + r")(?![\w])"
_LONG_PATTERN = (
    "(?:" + "|".join(sorted((w[0].upper() + w[1:] for w in _LONG), key=len, reverse=True)).replace(" ", r" ") + ")"
)
_LONG_ANY = re.compile("|".join(sorted(_LONG, key=len, reverse=True)))
TITLE = re.compile(rf"(?:Q\.\s?|Quyền )?(?:{_SHORT_PATTERN}|{_LONG_ANY.pattern})\b", re.IGNORECASE)
_TITLE_CASE = re.compile(
    rf"(?:Q\.\s?|Quyền )?(?:{_SHORT_PATTERN}|(?i:{_LONG_ANY.pattern})(?!\w))(?:\s?\.?\s?(?:Thường trực|TT|thường trực)\b)?"
)
_HONORIFIC = re.compile(
    r"(?:(?:GS|PGS|TSKH|TS|Th[Ss]|BS(?:CK\s?I{1,2})?|KS|DS|LS)\.\s?)+(?=[A-ZĐ])|"
    r"(?:[Cc]ác\s+)?(?:[Tt]hầy|[Cc]ô|[ĐđDd]\s?/\s?[Cc](?:hí|h)?|ĐC|[Đđ]\.[Cc]|[Đđ]ồng chí|ĐỒNG CHÍ|[ÔôBb]ng|[Bb]à|[ÔO]ng)\b\.?\s*:?\s*"
)
_WORD = re.compile(r"[^\W\d_]+\.?")

_BODY = (
    r"(?:Sở|Ban(?! [Gg]iám)|Cục|Chi cục|Viện|Trung tâm|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã|[Xx]ã|[Pp]hường|UBND|HĐND|UBMTTQ|MTTQ"
    r"|Huyện ủy|Huyện uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Thị ủy|Đảng ủy|Đảng uỷ|cơ quan|Cơ quan|đơn vị|Trường|trường"
    r"|Nhà trường|nhà trường|Tỉnh đoàn|Huyện đoàn|Hội|Liên hiệp|Công ty|Bệnh viện|bệnh viện|Ủy ban|Uỷ ban|Tòa án|Viện kiểm sát)"
)
_PEOPLE = r"(?:[Cc]ác\s+)?(?:[ĐđDd]/[Cc]|[Đđ]ồng chí)\s*:?\s*"
# Group words, most telling first. ALL: every leader; DEPUTIES: all deputies; EVERYONE: the whole staff, leaders too.
_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("deputies", re.compile(
        rf"(?:{_PEOPLE}|[Cc]ác\s+)(?:(?i:phó giám đốc|phó chủ tịch|phó bí thư|phó hiệu trưởng|phó trưởng ban|phó ban"
        r"|phó chi cục trưởng|phó cục trưởng|phó viện trưởng|phó chánh văn phòng|phó tổng giám đốc|phó tổng biên tập|cấp phó|phó)(?!\w)"
        r"|P\.?\s?[A-ZĐ]{1,5}[a-z]{0,2}(?!\w))"
    )),
    ("all", re.compile(
        rf"(?:[Tt]ập thể |[Tt]oàn thể |[Cc]ác )?(?:{_PEOPLE})?(?:[Ll]ãnh đạo|LÃNH ĐẠO|LĐ|lđ)(?!\w)"
        rf"(?!\s*(?:VP|[Vv]ăn phòng|(?:các\s+)?(?:[Pp]hòng|đơn vị|ban)\b))(?:\s+{_BODY})?"
        r"|(?:[Tt]ập thể )?(?:BGĐ|Ban [Gg]iám đốc|BAN GIÁM ĐỐC|BGH|Ban [Gg]iám hiệu|Ban [Ll]ãnh đạo|BLĐ|Ban TV|BTV(?: \w+ [ủu][ỷy])?|Ban [Tt]hường vụ"
        r"|Ban [Cc]hấp hành|BCH|[Tt]hường trực(?= (?:UBND|HĐND|LĐLĐ|[Hh]uyện|[Tt]ỉnh|[Tt]hành|[Tt]hị|[Đđ]ảng|[Uu]ỷ|[Uu]y|[Ủủ]y)|$|[;,.])|TT(?= (?:UBND|HĐND|HU|TU|LĐLĐ))"
        r"|TTHU|TTTU|Ban [Cc]án sự(?: Đảng)?|BCS(?: Đảng)?|Cấp ủy|Chi ủy|BTV)(?!\w)"
    )),
    ("everyone", re.compile(
        r"(?:[Tt]oàn thể |[Tt]ất cả )?(?:CBCC\w*|CBCNV\w*|CBGV\w*|CBVC\w*|CBNV\w*|CB(?:,\s?|-)?CC(?:,\s?|-)?(?:VC)?(?:,?\s?NLĐ)?|CCVC\w*|CC,\s?VC|CB,\s?GV(?:,\s?(?:NV|HS))*"
        r"|[Cc]án bộ,? công chức(?:,? viên chức)?(?:,? (?:và )?người lao động)?)(?!\w)"
        r"|[Tt]oàn (?:thể )?(?:cơ quan|hội đồng|Sở|đơn vị|trường|huyện|ngành|thể|[Bb]an)(?!\w)|[Tt]ất cả(?!\w)|[Hh]ội đồng sư phạm"
    )),
)  # fmt: skip
_GROUP_ANY = re.compile("|".join(f"(?P<{kind}>{pattern.pattern})" for kind, pattern in _GROUPS))
_MAYBE = re.compile(
    r"liên quan|phân công|phụ trách|hoặc|(?:một|01|1)\s+(?:đ/c|đồng chí)|theo lĩnh vực|luân phiên|\?", re.IGNORECASE
)
_NOT_LEADERS = re.compile(
    r"(?:[Mm]ời|MỜI|[Tt]hành phần|[Kk]hách mời|LĐVP|LĐ VP|[Ll]ãnh đạo VP|[Ll]ãnh đạo [Vv]ăn phòng|CVVP|CV|[Tt]hư ký|[Ll]ái xe|[Bb]ảo vệ"
    r"|[Cc]án bộ trực|[Vv]ăn thư|[Cc]huyên viên|[Gg]iúp việc|[Cc]án bộ tham dự|[Cc]ùng dự|[Tt]ham mưu|[Vv]ăn phòng trực)\s*(?::|dự|gồm|\b)"
)


# An abbreviation right behind a name that we do not know is a title all the same: "PCTTr", "PTrB".
_UNKNOWN_TITLE = re.compile(r"(?!UBND|HĐND|MTTQ|TT\b)[A-ZĐ]{2,6}[a-z]?[A-ZĐ]?(?!\w)")
_NO_NAME = re.compile(
    r"(?:Các|Lãnh đạo|Toàn|Tất cả|Cán bộ|Đại diện|Phòng|Văn phòng|Trưởng|Phó|Ban|Tổ|Đội|Đoàn|Hội|Chi bộ|Chi đoàn|Công đoàn|Thành viên"
    r"|Thành phần|Bộ phận|Nhóm|Không|Nghỉ|Dự|Chủ trì|Tham dự|Theo|Khối|Trực|Giáo viên|Học sinh|Đảng viên|Chuyên viên|Người)(?!\w)"
)


_ESCORT = re.compile(rf"\((?:{_NOT_LEADERS.pattern})[^()]*\)")


@dataclass(frozen=True, slots=True)
class Mention:
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


def short_title(printed: str) -> tuple[str, str]:
    """The abbreviated title of a printed one, and the printed word where it was a misreading ("GD"), else ""."""
    word = " ".join(printed.split())
    bare = re.sub(r"^(?:Q\.\s?|[Qq]uyền )|\s?\.?\s?(?:[Tt]hường trực|TT)$", "", word)
    compact = bare.replace(" ", "").replace(".", "")
    if compact in _SHORT:
        return _SHORT[compact], compact if "GD" in compact else ""
    return _LONG.get(bare.lower(), ""), ""


def is_deputy(title: str) -> bool:
    """Whether an abbreviated title is a deputy's: they all begin with P (*phó*)."""
    return title.startswith("P") and title != "PTr"


# Where a new mention may begin, and how it is parted from the one before.
_SPLIT = re.compile(r"[;\n•]|,|\s[-–+]\s|(?<=\s)(?:và|cùng|hoặc)\s|\s&\s")


def read_mentions(paragraphs: Sequence[str], half: int = 0) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """The mentions in the paragraphs of a leaders' cell, in order, and the words that named nobody.

    ``Mention.before`` tells what stands before it: "" (first), "paragraph", ";", ",", "và" or " " (nothing).
    """
    found: list[Mention] = []
    left: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        mentions, unread = _read_paragraph(paragraph, half)
        if mentions and number and found:
            mentions[0] = replace(mentions[0], before="paragraph")
        found += mentions
        left += unread
    return tuple(found), tuple(left)


_LONG_TITLE = re.compile("(?:" + "|".join(w[0].upper() + w[1:] for w in sorted(_LONG, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
_NAME_AND_TITLE = re.compile(
    rf"(?<!\w)(?:(?!{_BODY}\b)[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s+){{1,5}}(?:[-–]\s*|\(\s?)?(?={_SHORT_PATTERN})"
)


def _starts(text: str) -> list[tuple[int, str]]:
    """Where mentions may begin in a paragraph: (offset, what parts it from the one before)."""
    starts = {0: ""}
    for match in _SPLIT.finditer(text):
        word = match[0].strip()
        starts[match.end()] = {"và": "và", "cùng": "và", "&": "và", "hoặc": "hoặc", "•": ";"}.get(word, word[:1] or ";")
    patterns = [_HONORIFIC, _GROUP_ANY]
    groups = [m.span() for m in _GROUP_ANY.finditer(text)]
    for at in [at for at in starts if any(a < at < b for a, b in groups)]:
        del starts[at]
    titles = [m.span() for m in _TITLE_CASE.finditer(text)] if "rực" in text or "TT" in text else []
    if not _HONORIFIC.search(text):
        # Without "Đ/c" a mention begins at its title where titles come first, else at the name before a title.
        patterns.append(_TITLE_CASE if _TITLE_CASE.match(text) else _NAME_AND_TITLE)
        if groups and not groups[0][0]:
            patterns.append(_LONG_TITLE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            at = match.start()
            if pattern is _GROUP_ANY and any(a < at < b for a, b in titles):
                continue
            if pattern is not _GROUP_ANY and any(a < at < b for a, b in groups):
                continue
            if at and text[at - 1] == " ":
                back = at
                while back and text[back - 1] == " ":
                    back -= 1
                if not any(back <= s <= at or s == at for s in starts):
                    starts[at] = "=" if pattern is _NAME_AND_TITLE else " "
    return sorted(starts.items())


def _read_paragraph(text: str, half: int) -> tuple[list[Mention], list[str]]:
    text = text.strip().lstrip("-+*•– ").strip()
    found: list[Mention] = []
    unread: list[str] = []
    if not text:
        return found, unread
    if "(" in text:
        for escort in [m[0] for m in _ESCORT.finditer(text)]:
            unread.append(escort)
            text = text.replace(escort, " ").strip()
    starts = _starts(text)
    plural = text[:1] in "Cc" and _HONORIFIC.match(text) is not None  # "Các đ/c: Hoàn, Bình"
    for (start, before), end in zip(starts, [s for s, _ in starts[1:]] + [len(text)], strict=True):
        piece = text[start:end]
        piece = _SPLIT.sub("", piece[-1:]) == "" and piece[:-1] or piece
        piece = re.sub(r"\s(?:và|cùng|hoặc)\s*$", "", piece).strip(" ,;.-–+•()")
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
            mention, before = _read_piece(piece, [], plural, " ", half), " "
        else:
            mention = _read_piece(piece, found, plural, before, half)
        if either and mention and found:
            mention, found[-1] = replace(mention, maybe=True), replace(found[-1], maybe=True)
        if mention is None:
            if _HONORIFIC.fullmatch(piece):
                plural = True
            elif found:
                last = found[-1]
                glue = {",": ", ", ";": "; ", "-": " - ", "và": " và "}.get(before, " ")
                title, misread = _title_in(piece)
                found[-1] = replace(
                    last,
                    printed=last.printed + glue + piece,
                    title=_higher(last.title, title) if last.name else last.title,
                    misread=last.misread or misread,
                    maybe=last.maybe or _MAYBE.search(piece) is not None,
                )
                if not title and not _is_qualifier(piece):
                    unread.append(piece)
            else:
                unread.append(piece)
            continue
        if found and mention.before == "":
            mention = replace(mention, before=" ")
        found.append(mention)
    return found, unread


_QUALIFIER = re.compile(
    rf"(?:{_BODY}|[Pp]hụ trách|[Tt]heo|[Dd]ự|[Cc]hủ trì|[Tt]ham dự|[Tt]ham gia|[Cc]hỉ đạo|[Đđ]ồng chủ trì|[Cc]ác [Pp]hòng|[Pp]hòng|[Pp]hân công|liên quan)"
)


def _is_qualifier(piece: str) -> bool:
    return _QUALIFIER.match(piece) is not None


def _title_in(piece: str) -> tuple[str, str]:
    match = _TITLE_CASE.match(piece)
    return short_title(match[0]) if match else ("", "")


def _higher(first: str, second: str) -> str:
    """Of two titles of one person the one that ranks him in his office: an office's before a party's or an extra one."""
    if not first or not second:
        return first or second
    party = ("BT", "PBT", "UV", "CTT")
    return second if first in party and second not in party else first


def _name_words(text: str, addressed: bool = False) -> tuple[str, str]:
    """The leading words of ``text`` that make a name, and the rest.

    ``addressed``: a "Đ/c" stands before them, so that the first word is a name even where it is also a body's ("Trường").
    """
    words: list[str] = []
    position = 0
    while len(words) < 6:
        if _TITLE_CASE.match(text, position):
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
        if not (addressed and not words) and re.match(rf"{_BODY}\b", text[position:]):
            break
        words.append(word.rstrip("."))
        position = match.end()
        if position < len(text) and text[position] != " ":
            break
        position += 1
    return " ".join(words), text[min(position, len(text)) :].strip(" ,:-–()")


def _read_piece(piece: str, found: list[Mention], plural: bool, before: str, half: int) -> Mention | None:
    maybe = _MAYBE.search(piece) is not None
    group = _GROUP_ANY.match(piece)
    if group and group.lastgroup:
        return Mention(f"group:{group.lastgroup}", piece, group=group.lastgroup, maybe=maybe, before=before, half=half)
    honorific = _HONORIFIC.match(piece)
    body = piece[honorific.end() :] if honorific else piece
    if honorific and not body:
        return None
    title_first = _TITLE_CASE.match(body)
    if title_first and title_first[0]:
        title, misread = short_title(title_first[0])
        rest = body[title_first.end() :].strip(" .:-–")
        rest = re.sub(rf"^(?:{_BODY}(?: (?:tỉnh|huyện|xã|thành phố|phường))?)\s*[:–-]?\s*", "", rest)
        name, _ = _name_words(re.sub(_HONORIFIC, "", rest, count=1) if _HONORIFIC.match(rest) else rest)
        if name:
            return _person(name, piece, title, misread, maybe, before, half)
        if not honorific and found and found[-1].name and before in (",", "-", " ", "") and not rest[:1].isdigit():
            return None  # a further title of the person just named
        standing = " TT" if re.search(r"(?i:thường trực)|\bTT\b", title_first[0]) else ""
        return Mention(
            f"title:{title}{standing}", piece, title=title, misread=misread, maybe=maybe, before=before, half=half
        )
    name, rest = _name_words(body, honorific is not None)
    if not name or (not honorific and _NO_NAME.match(body)) or (not honorific and name.isupper() and len(name) < 6):
        return None
    if not honorific and not plural and (
        (found and not found[-1].name and before == " ")
        or (found and before in (" ", "-"))
        or _is_qualifier(piece)
    ):
        return None
    title, misread = "", ""
    unknown = _UNKNOWN_TITLE.match(rest)
    if unknown and not _TITLE_CASE.match(rest):
        title = unknown[0]
    for match in _TITLE_CASE.finditer(rest):
        found_title, found_misread = short_title(match[0])
        title, misread = _higher(title, found_title), misread or found_misread
    return _person(name, piece, title, misread, maybe, before, half)


def _person(name: str, printed: str, title: str, misread: str, maybe: bool, before: str, half: int) -> Mention:
    if name.isupper() and len(name) > 3:
        name = name.title()
    return Mention(fold(name), printed, name, title, "", misread, maybe, before, half)


@dataclass(frozen=True, slots=True)
class Roster:
    """The leaders of a document: who they are, and what each mention's key stands for."""

    leaders: tuple[Leader, ...]
    by_key: dict[str, str]
    """What each mention's key means; a standing deputy's "title:PCT TT" too where one is named as such."""
    groups: dict[str, tuple[str, ...]]

    def knows(self, mention: Mention) -> bool:
        """Whether a mention means a leader of this roster, a group of them or a title one of them has."""
        if mention.group or mention.key in self.by_key:
            return True
        return not mention.name and any(leader.title == mention.title for leader in self.leaders)

    def feeds(self, mention: Mention) -> tuple[tuple[str, ...], bool]:
        """Whose feeds a mention means, and whether that is certain."""
        names = tuple(leader.name for leader in self.leaders)
        for word, members in self.groups.items():
            if word in fold(mention.printed):
                return tuple(n for n in names if n in members), not mention.maybe
        if mention.group == "deputies":
            deputies = tuple(leader.name for leader in self.leaders if is_deputy(leader.title))
            return (deputies, not mention.maybe) if deputies else (names, False)
        if mention.group:
            return names, not mention.maybe
        name = self.by_key.get(mention.key)
        if name is not None:
            return (name,), not mention.maybe
        same = tuple(leader.name for leader in self.leaders if leader.title == mention.title)
        return (same, len(same) == 1 and not mention.maybe) if same else (names, False)


def infer_roster(
    mentions: Iterable[Mention], config: Config, day: dt.date, signer: tuple[str, str] | None
) -> Roster:
    """The roster of a document from its mentions, the leaders configured for ``day`` and the signer (full name, title).

    One person's spellings are brought together: a full name and its last word ("Nguyễn Văn Hoàn", "Hoàn") where that
    is unambiguous. The title is the one printed most often. A role printed without any name is a leader of that role
    where nobody named has it.
    """
    configured = [
        e for e in config.roster if (e.since is None or e.since <= day) and (e.until is None or day <= e.until)
    ]
    printed: dict[str, Counter[str]] = {}
    titles: dict[str, Counter[str]] = {}
    roles: dict[str, str] = {}
    people = tuple(mentions)
    for mention in people:
        if mention.name:
            printed.setdefault(mention.key, Counter())[mention.name] += 1
            counter = titles.setdefault(mention.key, Counter())
            if mention.title:
                counter[mention.title] += 1
        elif mention.key.startswith("title:"):
            roles.setdefault(mention.key, mention.printed)
    standing = {m.title: m.key for m in people if m.name and re.search(r"(?i:thường trực)|\bTT\b", m.printed)}
    canonical: dict[str, str] = {}
    keys = sorted(printed, key=lambda k: -len(k.split()))
    for key in keys:
        longer = [k for k in keys if k != key and len(k.split()) > len(key.split()) and k.endswith(" " + key)]
        canonical[key] = longer[0] if len(longer) == 1 else key
    # "Hoan" typed without its diacritics is Hoàn where only one name fits.
    for key in keys:
        if key == plain(key):
            same = [k for k in keys if k != key and plain(k) == key]
            if len(same) == 1:
                canonical[key] = canonical[same[0]]
    leaders: list[Leader] = []
    by_key: dict[str, str] = {}
    entries = {fold(n): e for e in configured for n in (e.name, e.full_name, *e.aliases) if n}
    for entry in configured:
        leaders.append(Leader(entry.name, entry.title, entry.full_name, entry.aliases))
        by_key.update({fold(n): entry.name for n in (entry.name, entry.full_name, *entry.aliases) if n})
    for key in printed:
        if canonical[key] != key:
            continue
        members = [k for k in printed if canonical[k] == key]
        known = next((entries[k] for k in members if k in entries), None)
        if known:
            by_key.update(dict.fromkeys(members, known.name))
            continue
        counts = sum((printed[k] for k in members), Counter())
        name = max(counts, key=lambda n: (len(n.split()), counts[n]))
        shorter = {k for k in members if k != key}
        title_counts = sum((titles[k] for k in members), Counter())
        title = title_counts.most_common(1)[0][0] if title_counts else ""
        full = name if " " in name else ""
        short = max((n for k in shorter for n in printed[k]), key=len, default="")
        aliases = (short,) if short else ()
        leaders.append(Leader(name, title, full, aliases))
        by_key.update(dict.fromkeys(members, name))
    by_key.update({f"title:{title} TT": by_key[key] for title, key in standing.items() if key in by_key})
    leaders = [_signed(leader, leaders, signer) for leader in leaders]
    for key, text in roles.items():
        title = key.removeprefix("title:").removesuffix(" TT")
        if key in by_key:
            continue
        if not any(leader.title == title for leader in leaders):
            name = re.sub(r"\s+(?:Sở|UBND.*|cơ quan)$", "", text).strip()
            if signer and signer[1] == title:
                name = signer[0]
                leaders.append(Leader(name, title, signer[0], (text,)))
            else:
                leaders.append(Leader(name, title))
            by_key[key] = name
    rank = {"BT": 0, "TGĐ": 1, "GĐ": 1, "CT": 1, "HT": 1}
    order = sorted(
        range(len(leaders)),
        key=lambda i: (rank.get(leaders[i].title, 3 if is_deputy(leaders[i].title) or not leaders[i].title else 2), i),
    )
    groups = {fold(word): members for word, members in config.groups}
    return Roster(tuple(leaders[i] for i in order), by_key, groups)


def _signed(leader: Leader, leaders: Sequence[Leader], signer: tuple[str, str] | None) -> Leader:
    """``leader`` with the signer's full name where the signer can be nobody else."""
    if signer is None or leader.full_name:
        return leader
    name, title = signer
    if fold(name.split()[-1]) != fold(leader.name) or (leader.title and title and leader.title != title):
        return leader
    if sum(fold(other.name) == fold(leader.name) for other in leaders) > 1:
        return leader
    return Leader(leader.name, leader.title or title, name, leader.aliases)


def opens_mention(text: str) -> bool:
    """Whether a text begins with a "Đ/c", a title or a group, and so with somebody who may attend."""
    text = text.lstrip()
    return any(pattern.match(text) for pattern in (_HONORIFIC, _TITLE_CASE, _GROUP_ANY))
