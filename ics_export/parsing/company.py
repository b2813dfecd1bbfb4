"""Who else an item's own words say attends it, or may: beside whom the leaders' column names, in somebody's place, or
invited."""

from __future__ import annotations

import re

from ics_export.parsing.groups import find_groups
from ics_export.parsing.mentions import Mention
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.people import read_mentions
from ics_export.parsing.titles import find_titles, without_title_dots
from ics_export.parsing.words import NAMED

_INVITED = r"(?<!\w)(?:[Tt]hành phần(?: \w+){0,2}|TP|[Tt]/[Pp])\s*:\s*"
_NEXT_LABEL = r"(?:[.;]|\s[-–+])\s+(?:Đ|[A-Z])[^.:;]{0,20}:"


def read_beside(text: str) -> tuple[Mention, ...]:
    """Those whom an item's text says to attend it beside who is printed in the leaders' column or before it: "(đ/c Bình
    cùng dự)", "…. Cùng dự: các PGĐ"."""
    found: list[Mention] = []
    labelled = "ùng " in text or "dự họp có " in text or "dự hội nghị có " in text
    if not (labelled or " dự)" in text or "chủ trì)" in text):
        return ()
    from ics_export.parsing.subjects import is_bare, leaders_in, of_ours

    text = without_title_dots(text)
    if " dự)" in text or "chủ trì)" in text or " cùng " in text:
        for bracket in re.finditer(_ATTENDING_TOO, text):
            found += [m for m in leaders_in(bracket[1]) if m.group in ("", "deputies") and is_bare(of_ours(m))]
    if labelled:
        for clause in re.finditer(_BESIDE_CLAUSE, text):
            found += [m for m in leaders_in(clause[1]) if m.group in ("", "deputies") and is_bare(of_ours(m))]
        for label in re.finditer(_TOGETHER, text):
            found += [m for m in leaders_in(label[1]) if m.group in ("", "deputies")]
    return tuple(found)


def read_touched(text: str) -> tuple[Mention, ...]:
    """Those of whom a work's text says something that one does who attends it, "(đ/c Bình dự thay)", "…; PGĐ Bình trực
    cơ quan", or whom it names as company, "cùng các PGĐ": they may attend it."""
    if not any(sign in text for sign in _PERSON_SIGNS):
        return ()
    from ics_export.parsing.subjects import FOR_OTHERS, VERB, is_elsewhere

    text = without_title_dots(text)
    starts = [match.start() for match in HONORIFIC.finditer(text)] + [start for start, _ in find_titles(text)]
    starts += [group.start for group in find_groups(text) if group.kind == "deputies"]
    found: dict[str, Mention] = {}
    end = 0
    for at in sorted(set(starts)):
        stretch = re.compile(_STRETCH).match(text, at)
        if at < end or stretch is None or re.search(_SPOKEN_OF, text[max(0, at - 24) : at]):
            continue
        who, *does = re.split(rf"\s+({VERB})(?!\w)", stretch[0], maxsplit=1)
        with_others = re.search(_IN_COMPANY, text[max(0, at - 24) : at])
        if not with_others and not (does and does[0] not in FOR_OTHERS):
            continue
        for mention in read_mentions([who])[0]:
            if (mention.name or mention.group == "deputies") and not is_elsewhere(mention):
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
    if match is None:
        return (), ()
    from ics_export.parsing.subjects import leaders_in

    return leaders_in(match[1]), leaders_in(match[2])


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
LABELLED = ("ùng dự:", "ùng dự :", "ùng đi:", "ùng tham dự:", "ùng dự có:")
_BESIDE_CLAUSE = (
    rf"[,;]\s((?:{NAMED}|P(?:GĐ|CT|HT|TB)|[Cc]ác)\s[^,;.:()]{{2,40}}?)\s+cùng (?:tham )?dự(?=\s*(?:[,;.(]|$))"
)
_TITLE = r"(?:[Cc]hủ tịch|[Gg]iám đốc|[Hh]iệu trưởng|[Bb]í thư|GĐ|CT|HT|BT|PGĐ|PCT|PHT|PBT)"
BESIDE_LABEL = (
    r"(?:[Cc]ùng (?:(?:tham )?dự|đi|tiếp|làm việc|họp|tham gia)|(?<=[;.] )[Dd]ự (?:họp|hội nghị|lễ)(?= có))"
    rf"(?:(?: có)?\s*:| có\s(?=(?:các )?(?:đồng chí|đ/c)\s|(?:[Cc]ác )?(?:P(?:hó )?|Ph?ó )?{_TITLE}(?!\w)))"
)
_TOGETHER = rf"{BESIDE_LABEL}\s*([^.\n]{{2,160}})"
_ATTENDING_TOO = (
    r"\((?:có )?([^()]{2,80}?)\s+"
    r"(?:(?:cùng |đồng |tham )?(?:dự|chủ trì)|cùng (?:tham dự|tham gia|tiếp|làm việc|họp))\)"
)


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
