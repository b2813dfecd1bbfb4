"""Groups (*tập thể*) and bodies: the words in a leaders' column that stand for several people, or for an office."""

from __future__ import annotations

import re

from ics_export.parsing.words import NAMED, Phrases
from ics_export.tuples import NamedTuple

_BODY_WORDS = (
    "Sở", "Sờ", "Bộ", "Cục", "Chi cục", "Viện", "Trung tâm", "Huyện", "huyện", "Tỉnh", "tỉnh", "Thành phố", "thành phố",
    "Thị xã", "thị xã", "Xã", "xã", "Phường", "phường", "UBND", "HĐND", "UBMTTQ", "MTTQ", "Huyện ủy", "Huyện uỷ",
    "Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ", "Thị ủy", "Đảng ủy", "Đảng uỷ", "cơ quan", "Cơ quan", "đơn vị",
    "Trường", "trường", "Nhà trường", "nhà trường", "Tỉnh đoàn", "Huyện đoàn", "Hội", "Liên hiệp", "Công ty", "Cty",
    "Bệnh viện", "bệnh viện", "Ủy ban", "Uỷ ban", "Tòa án", "Viện kiểm sát",
)  # fmt: skip
_BODIES = Phrases("|".join((*_BODY_WORDS, "Ban")))
BODY = rf"(?:Ban(?! [Gg]iám)|{'|'.join(_BODY_WORDS)})"
"""Pattern of the words that open the name of a body."""
_AREAS = (" tỉnh", " huyện", " xã", " thành phố", " phường")

_PEOPLE = rf"(?:[Cc]ác\s+)?(?:{NAMED})\s*:?\s*"
_DEPUTY_OF = (
    "giám đốc|chủ tịch|bí thư|hiệu trưởng|trưởng ban|ban|chi cục trưởng|cục trưởng|viện trưởng|chánh văn phòng"
    "|tổng giám đốc|tổng biên tập|tổng gđ|t?gđ|ct|bt|ht"
)
_DEPUTY = rf"phó(?: (?:{_DEPUTY_OF}))?|cấp phó|P\.\s?(?:{_DEPUTY_OF})"
# With "các" only: "Đ/c PGĐ" is one of them, "Đ/c Phó Bí thư Thường trực" one and the same.
_DEPUTIES = (
    r"(?:[Cc]ác|CÁC"
    r"|(?:^|(?<=[;,:(] )|(?<=[/+])|(?<=[/+] )|(?<=và )|(?<=và cả )|(?<=cùng )|(?<=với )|(?<=kèm )|(?<=[Cc]ả ))"
    r"(?:[Hh]ai|[Bb]a|0?[23]))\s+"
    rf"(?:(?:{NAMED}|anh,? chị|anh|chị)\s*:?\s*)?"
    rf"(?:(?i:{_DEPUTY})(?!\w)|P\.?\s?(?:[A-Z]|Đ+){{1,5}}[a-z]{{0,2}}(?!\w))"
)
_SLIP = "[Ll](?:[aàảáạăâ]nh [đd](?:[aàảãáạ]o|a[oọòỏõó])|ãnh (?:[đd][aàảãá]o|dạo|[đd]a[oọòỏõó]))"
"""*Lãnh đạo* with a wrong tone or a letter that a scan lost; no name is spelt so."""
_ENDED = r"\s*(?:$|[;,.)]|[ĐđDd]\s?[/.]?\s?[cC](?!\w)|[Đđ]ồng chí)"
"""What may stand behind "Lãnh đạo Phòng" where it is the office itself, and no section by its name."""
_LEADERS = (
    rf"(?:[Tt]ập thể |[Tt]oàn thể |[Cc]ác )?(?:{_PEOPLE})?(?:[Ll]ãnh đạo|{_SLIP}|LÃNH ĐẠO|LĐ|lđ)(?!\w)"
    rf"(?!\s*(?:VP|[Vv]ăn phòng|(?:các\s+)?(?:phòng|Phòng(?!{_ENDED})|đơn vị|ban)\b))"
    r"|[Cc]hỉ huy Phòng(?!\w)"
)
_ALL = (
    r"(?:[Tt]ập thể )?(?:BT?GĐ|Ban (?:T?GĐ|(?:[Tt]ổng )?[Gg]iám đốc|[Gg]iám hiệu"
    r"|[Ll]ãnh đạo|TV|[Tt]hường vụ|[Tt]hường trực|[Cc]hấp hành"
    r"|[Cc]án sự(?: Đảng)?)"
    rf"|[Cc]ác\s+(?:(?:{NAMED})\s*:?\s*)?(?:UVBTV|UVTV|[Ủủ][yỷ] viên (?:BTV|(?:[Bb]an )?[Tt]hường vụ))"
    r"|BAN GIÁM ĐỐC|BAN GIÁM HIỆU|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|THƯỜNG TRỰC|BGH|BLĐ|BTV(?: \w+ (?:ủy|ủỷ|uy|uỷ))?|BCH"
    r"|[Tt]hường vụ(?= (?:Đảng|Huyện|Tỉnh|Thành|Thị|Quận) (?:ủy|uỷ)|$)"
    r"|[Tt]hường trực(?= (?:[A-Z]|Đ|Ủ\w?)| [Tt]ỉnh| [Hh]uyện| [Tt]hành| đảng|$|[;,.])"
    r"|TT(?= (?:UBND|HĐND|HU|TU|LĐLĐ|Tỉnh Hội|(?:Huyện|Tỉnh|Thành|Thị|Quận|Đảng) (?:ủy|uỷ|[đĐ]oàn)))"
    r"|(?:[Tt]oàn thể )?[Tt]hủ trưởng"
    r"(?= Bộ| BCH| Ban| Sư| Trung| cơ quan| chủ trì| dự|$|[;,.])|TTHU|TTTU|BCS(?: Đảng)?|Cấp ủy|Chi ủy)(?!\w)"
    r"|(?:^p|P)hân công (?:cụ thể )?sau(?!\w)|(?:^s|S)ẽ (?:có )?phân công(?: (?:cụ thể )?sau)?(?!\w)"
    r"|(?:^c|C)hưa phân công(?!\w)"
)
_EVERYONE = (
    r"(?<![Nn]ữ )(?:[Tt]oàn thể |[Tt]ất cả )?(?:CBCC\w*|CBCNV\w*|CBGV\w*|CBVC\w*|CBNV\w*|CB(?:,\s?|-)?CC(?:,\s?"
    r"|-)?(?:VC)?(?:,?\s?NLĐ)?"
    r"|CCVC\w*|CC,\s?VC|CB,\s?GV(?:,\s?(?:NV|HS))*"
    r"|[Cc]án bộ,? công chức(?:,? viên chức)?(?:,? (?:và )?người lao động)?|[Cc]án bộ cơ quan)(?!\w)"
    r"(?:,?\s(?:và\s)?(?:NLĐ|VC|LĐHĐ|HĐLĐ|[Nn]gười lao động|viên chức)(?!\w))*"
    r"(?:\s(?:trong )?toàn (?:cơ quan|Sở|đơn vị|trường|huyện|ngành|[Bb]an)(?!\w))?"
    r"|[Tt]oàn (?:thể )?(?:cơ quan|hội đồng|Sở|đơn vị|trường|huyện|ngành|thể|[Bb]an)(?!\w)|[Tt]ất cả(?!\w)"
    r"|[Hh]ội đồng sư phạm"
)
_KINDS = (
    ("deputies", _DEPUTIES, ("P", "hó", "HÓ")),
    ("leaders", _LEADERS, ("ãnh đạo", "nh đ", "nh d", "LÃNH ĐẠO", "LĐ", "lđ", "hỉ huy Phòng")),
    (
        "all",
        _ALL,
        (
            "Ban ",
            "BAN",
            "BG",
            "BTGĐ",
            "BLĐ",
            "BCH",
            "BTV",
            "BCS",
            "hường trực",
            "HƯỜNG TRỰC",
            "TT",
            "Cấp ủy",
            "Chi ủy",
            "hủ trưởng",
            "UVTV",
            "hường vụ",
            "hân công",
        ),
    ),
    ("everyone", _EVERYONE, ("CB", "CC", "án bộ", "Toàn ", "toàn ", "ất cả", "ội đồng sư")),
)
"""Group words, most telling first: all deputies; all leaders, with or without the name of their body; the whole staff.

For each the pattern, and words of which one stands in every text that has such a group: only what a text needs is
compiled."""


class Group(NamedTuple):
    """A group in a text: where it stands and what it stands for, "deputies", "all" or "everyone"."""

    start: int
    end: int
    kind: str


def find_groups(text: str) -> list[Group]:
    """The groups that a text names, in order; where two kinds begin at one place it is the more telling."""
    kinds = _possible(text)
    ahead = [re.search(pattern, text) for _, pattern in kinds]
    found: list[Group] = []
    while any(ahead):
        _, number = min((match.start(), number) for number, match in enumerate(ahead) if match)
        match = ahead[number]
        assert match
        start, end = match.span()
        kind = kinds[number][0]
        if kind == "leaders":
            kind, end = "all", _body_end(text, end)
        found.append(Group(start, end, kind))
        for number, (_, pattern) in enumerate(kinds):
            match = ahead[number]
            if match and match.start() < end:
                ahead[number] = re.compile(pattern).search(text, end)
    return found


def match_group(text: str) -> str:
    """What the group stands for that opens a text, "" where none does."""
    kind = next((kind for kind, pattern in _possible(text) if re.match(pattern, text)), "")
    return "all" if kind == "leaders" else kind


def misspelt_leaders(text: str) -> str:
    """The words that mean *lãnh đạo* and are misspelt, as they stand in a text that names that group; "" for none."""
    if "ãnh đạo" in text:
        return ""
    slip = re.search(_SLIP, text)
    return slip[0] if slip else ""


def _possible(text: str) -> list[tuple[str, str]]:
    """The kinds of groups that a text may name, each with its pattern: only what a text needs is compiled."""
    found: list[tuple[str, str]] = []
    for kind, pattern, words in _KINDS:
        for word in words:
            if word in text:
                found.append((kind, pattern))
                break
    return found


def _body_end(text: str, end: int) -> int:
    """Where a group that ends at ``end`` does so with the name of the body behind it: "Lãnh đạo Sở"."""
    if text[end : end + 1] != " ":
        return end
    at = end + 1
    if text.startswith("Ban", at) and not text.startswith(("Ban Giám", "Ban giám"), at):
        return at + 3
    word = next((word for word in _BODY_WORDS if text.startswith(word, at)), "")
    if not word and text[at : at + 2].isupper():
        # "Lãnh đạo TTr tỉnh": an abbreviation with its area is a body, whatever else it may stand for.
        short = text[at:].partition(" ")[0]
        word = short if text.startswith(_AREAS, at + len(short)) else ""
    return at + len(word) if word else end


def opens_body(text: str, at: int = 0) -> bool:
    """Whether the name of a body stands in ``text`` at ``at``: "Sở", "UBND tỉnh", "Ban" but not "Ban Giám đốc"."""
    body = _BODIES.match(text, at)
    return body != "" and not (body == "Ban" and text.startswith((" Giám", " giám"), at + 3))


def starts_as_body(text: str) -> bool:
    """Whether a text starts with the letters of a body's name, be it only the beginning of another word."""
    return text.startswith(_BODY_WORDS) or (text.startswith("Ban") and not text.startswith(("Ban Giám", "Ban giám")))


_OTHER_BODIES = Phrases(
    "Hội|Liên hiệp|Liên đoàn|Sở|Cục|Chi cục|Viện|Trung tâm|trung tâm|Trường|trường|Trạm|Công ty|Bệnh viện|bệnh viện"
    "|Tòa án|Viện kiểm sát|Ngân hàng|Xí nghiệp|CLB"
)
_BODIES_ALONE = Phrases(
    "Công đoàn|Đoàn|Tỉnh đoàn|Huyện đoàn|MTTQ|UBMTTQ|UB MTTQ|Ủy ban MTTQ|Mặt trận|HTX|Hợp tác xã|BHXH|Kho bạc|CCB"
)


def specific_body(text: str) -> str:
    """The body that the words right behind a title name with its own name, "" where they name none: "Hội CCB", "Trung
    tâm Khuyến nông", "Công đoàn", but not "Sở" or "nhà trường", which is the office itself."""
    alone = _BODIES_ALONE.match(text)
    kind = alone or _OTHER_BODIES.match(text)
    if not kind or text.startswith(("Hội đồng", "Hội Đồng")):
        return ""
    named = re.split(r"[(,;:]|\s[-–]\s|\s(?:dự|chủ trì|phụ trách|báo cáo|trình)(?!\w)", text, maxsplit=1)[0].strip()
    return named if alone or (named != kind and named[len(kind) :] not in _AREAS) else ""


def without_body(text: str) -> str:
    """``text`` behind the name of the body that opens it, with its area and the dash or colon behind that."""
    if not text or not starts_as_body(text):
        return text
    text = text[len(next((word for word in _BODY_WORDS if text.startswith(word)), "Ban")) :]
    area = next((area for area in _AREAS if text.startswith(area)), "")
    text = text[len(area) :].lstrip()
    return text[1:].lstrip() if text[:1] in (":", "–", "-") else text
