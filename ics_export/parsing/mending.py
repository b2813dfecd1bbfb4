"""Paragraphs of leaders (*ô lãnh đạo*) as their office meant them: what scans, slips and habits of writing make of
addresses, titles and names, put as other offices print it."""

from __future__ import annotations

import re

from ics_export.parsing.groups import BODY
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.titles import SHORT, match_title, without_title_dots
from ics_export.parsing.words import CAPITAL, NAMED, SMALL, has_capitals


def as_written(text: str) -> str:
    """A paragraph of leaders as its office meant it: a scan's "Đlc", "Đ/e" and "cảc" mended, a name that it broke ("Đ/c
    K iên PGĐ") and slips of *thường trực*, and the address of all in place of the title before a colon: "Các PGĐ: Bình,
    An"."""
    if "lc " in text or "/e " in text:
        text = re.sub(r"(?<!\w)([ĐđDd])(?:lc|/e)(?=\s)", r"\1/c", text)  # a scan's "Đ/c"
    if " P " in text:
        text = re.sub(_BROKEN_TITLE, " P", text)
    if "G Đ" in text:
        text = re.sub(r"(?<!\w)(P?)G Đ(?!\w)", r"\1GĐ", text)
    if "/" in text:
        text = re.sub(_GLUED_ADDRESS, " ", text)
    if "0" in text or " l" in text or "1" in text:
        text = re.sub(_MISREAD_CAPITAL, lambda m: f"{m[1]}{'O' if m[2] == '0' else 'I'}", text)
    if "TP" in text:
        text = re.sub(_CITY, "thành phố ", text)
    if "." in text:
        text = re.sub(_DOTTED_TITLE, _without_dots, text)
    if "c P" in text:
        text = re.sub(r"(?<!\w)([Cc])[àảãạ]c(?=\sP)", r"\1ác", text)
    if _LONE_LETTER.search(text):
        text = re.sub(_BROKEN_NAME, r"\1\2\3", text)
    if any(slip in text for slip in _HEADS_SLIPS):
        text = re.sub(r"(?<!\w)(T)r(?:uở|ưỏ|ươ|uơ)ng(?=\s(?:ban|phòng|khoa)(?!\w))", r"\1rưởng", text)
    if "hường tr" in text:
        text = re.sub(_STANDING_SLIP, "hường trực", text)
    text = without_title_dots(text)
    if " Dự" in text or "ham dự" in text or ". Chủ trì" in text or ". Cùng" in text:
        text = re.sub(_LABEL_BEHIND, "; ", re.sub(_BESIDE_BEHIND, "; cùng dự:", text))
    if text.startswith(_INVITED) and re.match(_NO_PEOPLE, text.partition(":")[2]):
        text = f"Thành phần:{text.partition(':')[2]}"
    if "Chánh, " in text:
        text = re.sub(r"Chánh, [Pp]hó (Văn phòng|VP)", r"Chánh \1, Phó Chánh \1", text)
    if "A." in text or "C." in text:
        text = re.sub(_INITIALS_OF_ADDRESS, lambda m: "anh " if m[1] == "A" else "chị ", text)
    if "trừ " in text:
        text = re.sub(_EXCEPT_NAME, r"\1 đ/c ", text)
    if "thay " in text or "trừ " in text:
        text = re.sub(_ABSENT_TITLE, _with_his_title, text)
    if "rưởng " in text or " đ/c" in text or " đồng chí" in text:
        text = re.sub(_HEADS_OF_SECTIONS, lambda m: f"trưởng các {m[1] or m[2]}", text)
        text = re.sub(_SO_MANY, "Các đ/c: ", text)
        text = re.sub(_HEAD_OF_POLICE, " - Trưởng ", text)
    if " Phòng " in text or " phòng " in text or text.endswith(" VP") or " VP" in text:
        text = re.sub(_OF_A_SECTION, r"\1 (\2)", text)
    if " Ủy quyền " in text or " Uỷ quyền " in text:
        text = re.sub(_SENT_ANEW, " ", text)
    if "UQ" in text or "(giao " in text or "(cử " in text or "(phân công " in text:
        text = re.sub(_STANDS_IN, "(thay ", re.sub(_SENDS, "(ủy quyền ", text))
    if "quyền của " in text:
        text = re.sub(_SENT_BY_WHOM, "thay ", text)
    if text.endswith(("quyền", "quyền)")) or " quyền)" in text:
        text = re.sub(_SENT_BY, r" (thay \1)", text)
    if (":" in text or "(" in text) and text.startswith(("Lãnh đạo ", "LĐ ", "BGĐ", "BGH", "Ban Giám")):
        text = re.sub(_LEADERS_NAMED, r"Các đ/c: \1", text)
        text = re.sub(_MAY_NAME_LEADERS, lambda found: f"{found[1]} (gồm {found[2]})", text)  # the roster knows
    deputies = text.partition("ác P")[2] + text.partition("ác đ")[2]
    if ":" in deputies or "," in deputies or " và " in deputies:
        text = re.sub(_DEPUTIES_NAMED, "Các đ/c: ", text)
    if has_capitals(text):
        from ics_export.parsing.capitals import names_in_small

        return names_in_small(text)
    return text


_CITY = r"(?<!\w)TP\.?\s?(?=(?:Hồ Chí Minh|HCM|Hà Nội|Đà Nẵng|Hải Phòng|Cần Thơ|Huế|Thủ Đức)(?!\w))"
"""No head of a section is called so."""
_ABSENT_TITLE = (
    rf"((?:thay(?: cho| mặt)?|trừ)\s+(?:{NAMED})\s*:?\s*{CAPITAL}\w*(?:\s{CAPITAL}\w*){{0,3}})"
    rf"(?:,|\s?[-–])\s(?=(?:{CAPITAL}|phó)\w)"
)


def _with_his_title(match: re.Match[str]) -> str:
    """Who is not there with his title behind a blank alone: "thay Đ/c Hoàn, GĐ" is no GĐ who attends."""
    return f"{match[1]} " if match_title(match.string, match.end()) else match[0]


_SENT_ANEW = rf"(?<={SMALL})\s[ỦU][ỷy] quyền (?:cho )?(?=(?:{NAMED})\s)"
"""A line that a flattened cell has lost, of somebody sent: "Đ/c Chiểu Ủy quyền đ/c Nhuần dự"."""
_GLUED_ADDRESS = rf"(?<=[ĐđDd]/[cC])(?={CAPITAL})"
_MISREAD_CAPITAL = rf"((?:{HONORIFIC.pattern}))(0(?={SMALL})|[l1](?=[bcdđghkmnpqrstvx]))"
"""A scan's "0anh" and "lch" behind an address: no name begins with two such consonants."""
_BROKEN_TITLE = r"\sP\s(?=(?:GĐ|GD|CT|HT|BT|TB|VT)(?!\w))"
"""A blank that a scan put into a title: "P GĐ"."""
_DOTTED_TITLE = (
    r"(?<!\w)(?:(?P<deputy>P\.?\s?|[Pp]hó\s)(?P<of>[GCHTB])\.\s?(?P<head>Đ|D|T|B)|G\.\s?(?P<alone>[ĐD]))(?!\w)\.?"
)
"""A title with full stops between its letters: "Phó G.Đ", "P.C.T"."""
_BESIDE_BEHIND = (
    r"[.;]\s(?:[Cc]ùng )?(?:[Tt]ham )?[Dd]ự\s*:"
    r"(?=\s*(?:[Đđ]/c|[Đđ]ồng chí|(?:[Cc]ác\s(?:đ/c\s)?)?P(?:[A-Z]|Đ){1,3}(?!\w)))"
)
_LABEL_BEHIND = r"\.\s(?=(?:Dự|Tham dự|Chủ trì)\s*:)"
"""A full stop before what the next people do: "Chủ trì: đ/c Mến - PBT TT. Dự: đ/c Sao"."""
_INVITED = ("TP:", "TP :", "T/p:", "T/P:", "Tp:")
"""*Thành phần*, and no head of a section (*trưởng phòng*), before a colon."""
_NO_PEOPLE = r"\s*(?:[Pp]hòng|Ban |[Cc]ác |VP|Văn phòng|UBND|Trung tâm|[Tt]hành viên|CB|[Tt]oàn |[Đđ]ại diện|Sở )"
_INITIALS_OF_ADDRESS = rf"(?<![\w.])(A|C)\.\s?(?={CAPITAL}{SMALL})"
_DEPUTIES = (
    r"(?:(?:^|(?<=[;,]\s))[Cc]|(?<=\w\s)C)ác\s(?:đồng chí |đ/c |Đ/c )?"
    rf"(?:P\.?(?:[A-Z]|Đ){{1,3}}|Phó \w+(?: {SMALL}+)?)"
    r"(?:\s(?:UBND|HĐND)(?:\s(?:tỉnh|huyện|thành phố|thị xã|xã|phường))?)?"
)
_EXCEPT_NAME = rf"((?:^|[\s(])trừ)\s(?={CAPITAL}{SMALL}+(?:$|[,;)]))"
_SENDS = (
    r"\((?:UQ|giao|cử|phân công)(?: cho)?\s(?=(?:P?(?:GĐ|CT|HT|TB|BT|VT|TGĐ)|P[A-ZĐ]{1,3}|[Đđ]/c|[Đđ]ồng chí)\s"
    r"(?:(?!chuẩn bị|cùng|phục vụ|tham mưu|báo cáo|theo dõi|phối hợp|xử lý)[^()]){1,40}\))"
)
_STANDS_IN = r"\((?:TUQ|T\.UQ|thừa UQ)\s(?=P?(?:[A-Z]|Đ)|đ/c|đồng chí)"
_HEADS_OF_SECTIONS = (
    r"(?:[Cc]ác (?:đ/c|đồng chí) [Tt]rưởng (phòng|khoa|ban|đơn vị|bộ phận)"
    r"|(?<=[,;] )Trưởng (phòng|khoa))(?=\s*(?:$|[,;]))"
)
"""The heads of all sections, as some say it: "các đ/c trưởng phòng"."""
_SO_MANY = r"^(?:Hai|Ba|Bốn|0?[2-4])\s(?:đ/c|đồng chí)\s*:\s*"
_HEAD_OF_POLICE = r"(?<=\w)(?<!Phó)(?<!phó) Trưởng (?=(?:CA|Công an|QS|Quân sự)(?!\w))"
_OF_A_SECTION = (
    rf"((?:[Đđ]/c|[Đđ]ồng chí)\s(?!Trưởng|Phó){CAPITAL}{SMALL}+)\s"
    r"((?:[Pp]hòng\s(?:[A-Z]|Đ)[\w&-]*|VP)(?=\s*(?:$|[,;])))"
)
"""Somebody with his section behind his name: "đ/c Lan Phòng QLKH"."""
_SENT_BY_WHOM = rf"(?:[Tt]heo |[Đđ]ược )?[UuỦủ][ỷy] quyền của (?=(?:{NAMED})\s|P?(?:GĐ|CT|HT|BT|TB)(?!\w))"
"""Behind who attends, before who has sent him: "Đ/c Bình PGĐ (theo ủy quyền của đ/c Hoàn)"."""
_SENT_BY = (
    r"(?<=\w)(?<!bận)(?:\s\((?:được |do )?|,?\s(?:được|do) )"
    r"((?:P?(?:GĐ|CT|HT|TB|BT|VT|TGĐ)|P[A-ZĐ]{1,3}|[Đđ]/c|[Đđ]ồng chí|Giám đốc"
    r"|Chủ tịch|Bí thư|Hiệu trưởng|Thủ trưởng)(?:\s(?:(?!cùng |và )[^(),;]){1,40}?)?)\s[uủ][yỷ] quyền(?:\)|$)"
)
"""Behind somebody, who sends him: "Đ/c Hùng PGĐ (Đ/c Khang GĐ ủy quyền)"."""
_ONE_NAMED = rf"(?:{NAMED})?\s*(?:{CAPITAL}{SMALL}*\s?){{1,5}}"
_BARE_NAME = rf"{CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}*){{0,4}}"
_DEPUTIES_NAMED = (
    rf"{_DEPUTIES}(?:\s*:\s*(?=(?:{_ONE_NAMED}(?:,\s*|và\s|$|(?=;))){{1,9}}(?:$|;))"
    rf"|\s(?!{BODY}(?!\w))(?=(?:{_BARE_NAME}(?:,\s|\svà\s)){{1,9}}{_BARE_NAME}(?:$|;)))"
)
"""Deputies, and behind them who of them: names and nothing else; without a colon, at least two."""
_NAMES_ALONE = rf"{_BARE_NAME}(?:,\s{_BARE_NAME}|\svà\s{_BARE_NAME}){{1,8}}"
_LEADERS = r"(?:Lãnh đạo|LĐ|BGĐ|BGH|Ban Giám (?:đốc|hiệu))(?:\s(?:Sở|Cục|Ban|trường|Trường|huyện|xã|UBND(?: \w+)?))?"
_LEADERS_NAMED = rf"^{_LEADERS}\s?:\s*({_NAMES_ALONE})$"
"""A board, and behind it who of it: two names or more and nothing else."""
_MAY_NAME_LEADERS = rf"^({_LEADERS})\s?(?::\s*|\()({_BARE_NAME}(?:(?:,|\svà)\s{_BARE_NAME}){{0,8}})\)?$"
"""A board, and perhaps who of it: "Lãnh đạo Sở: Bình", "Lãnh đạo Sở (Bình, An)"; "Lãnh đạo Sở (Hà Nội)" says where."""
_BROKEN_NAME = (
    rf"({HONORIFIC.pattern})([A-Z]|Đ) (?!và|dự|thay|trực|chủ|phó|cùng|đi|báo)({SMALL}{{2,5}})(?=\s{SHORT}|$|[,;])"
)
_LONE_LETTER = re.compile(r"[ c](?:[A-Z]|Đ) ")
_HEADS_SLIPS = ("Truởng ", "Trưỏng ", "Trương ban", "Truơng ")
_STANDING_SLIP = r"hường tr(?:ưc|uc|ục|ức|ừc)(?!\w)"


def _without_dots(title: re.Match[str]) -> str:
    return f"P{title['of']}{title['head']}" if title["deputy"] else f"G{title['alone']}"
