"""Where the mentions of people begin in a paragraph of a leaders' cell, and what parts them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ics_export.parsing.groups import BODY, Group, find_groups
from ics_export.parsing.titles import SHORT, find_long_titles, find_titles
from ics_export.parsing.words import CAPITAL, SMALL

_DEGREE = r"(?:GS|PGS|TSKH|TS|Th\.?[Ss]|(?:B[Ss])?CK\s?(?:I{1,2}|[12])|B[Ss])"
HONORIFIC = re.compile(
    r"(?=[A-Zb-dtÔôĐđ])"  # the letters that it begins with: most places of a text are passed over at once
    rf"(?:(?=[BCGPT][GKSsh])(?:{_DEGREE}[. ]\s?){{1,4}}(?<=\s)(?=[A-ZĐÁÂÍÔÝ]{SMALL})"  # "BS.CKII Võ Thanh Tùng"
    rf"|(?:(?:{_DEGREE}|KS|DS|LS)\.\s?)+(?=[A-Z]|Đ\w?)"
    r"|(?:[Cc]ác\s+)?(?:[Tt]hầy|[Cc]ô|(?:Đ\s?|đ\s?|[Dd]\s?)/\s?[Cc](?:hí|h)?|Đ[Cc]|đc|Đ\.[Cc]|đ\.[Cc]|Đồng chí"
    r"|đồng chí"
    r"|ĐỒNG CHÍ|[ÔôBb]ng|[Bb]à|[ÔO]ng)\b\.?\s*:?\s*)"
)
"""The address before a name, *đồng chí*, or a degree."""
# Where a new mention may begin, and how it is parted from the one before.
_SPLIT = re.compile(
    r"[;\n,]|•|\s(?:-|–|\+|&)\s|(?<=\s)(?:và|cùng|hoặc)\s|(?<=[^\W\d_]\.)(?<![A-Z]\.)(?<!Đ\.)\s(?=[A-Z]|Đ\w?)"
)
_MAY_SPLIT = re.compile(r"[;\n,•+&.–-]|và\s|cùng\s|hoặc\s")
_SEPARATORS = {"và": "và", "cùng": "và", "&": "và", "hoặc": "hoặc", "•": ";"}
_ONE_OF_BEFORE = re.compile(r"(?:[Mm]ột|01|\b1)\s$")
_NAME_WORD = rf"(?<!\w)(?!{BODY}\b){CAPITAL}{SMALL}+"
_NAME_AND_TITLE = rf"(?<!\w)(?:(?!{BODY}\b){CAPITAL}{SMALL}+\s+){{1,5}}(?:(?:-|–)\s*|\(\s?)?(?={SHORT})"


def read_openings(text: str) -> list[tuple[int, str]]:
    """Where mentions may begin in a paragraph: (offset, what parts it from the one before)."""
    starts = {0: ""}
    for match in _SPLIT.finditer(text) if _MAY_SPLIT.search(text) else ():
        word = match[0].strip()
        starts[match.end()] = _SEPARATORS.get(word, word[:1] or ";")
    groups = find_groups(text)
    for at in [at for at in starts if _within(groups, at)]:
        del starts[at]
    honorifics = [m.start() for m in HONORIFIC.finditer(text)]
    titled = "rực" in text or "TT" in text
    titles = find_titles(text) if titled or not honorifics else []
    for at in honorifics:
        _open(text, at, starts, groups, " ")
    for group in groups:
        if not (titled and _within(titles, group.start)):
            _open(text, group.start, starts, (), " ")
    if not honorifics:
        # Without "Đ/c" a mention begins at its title where titles come first, else at the name before a title.
        behind = groups[0].end if groups and not groups[0].start else 0
        first = next((start for start, _ in titles if start >= behind), None)
        # "Ban Giám đốc PGĐ Phạm Thị Thủy": what stands between the group and the first title is no name.
        if first is not None and not (first > behind and re.compile(_NAME_WORD).search(text, behind, first)):
            for at, _ in titles:
                _open(text, at, starts, groups, " ")
        else:
            for match in re.finditer(_NAME_AND_TITLE, text) if titles else ():
                _open(text, match.start(), starts, groups, "=")
            for at, _ in find_long_titles(text) if behind else ():
                _open(text, at, starts, groups, " ")
    return sorted(starts.items())


def _within(spans: Sequence[tuple[int, int] | Group], at: int) -> bool:
    """Whether a place lies inside one of these spans, which are in order."""
    index = bisect_left(spans, (at,)) - 1
    return index >= 0 and at < spans[index][1]


def _open(text: str, at: int, starts: dict[int, str], groups: Sequence[Group], before: str) -> None:
    """Note that a mention begins at a place behind a blank, unless one does already, it lies in a group or is one of
    several ("một PGĐ")."""
    if not at or text[at - 1] != " " or _within(groups, at) or _ONE_OF_BEFORE.search(text, max(0, at - 5), at):
        return
    back = at
    while back and text[back - 1] == " ":
        back -= 1
    if not any(start in starts for start in range(back, at + 1)):
        starts[at] = before
