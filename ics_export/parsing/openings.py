"""Where the mentions of people begin in a paragraph of a leaders' cell, and what parts them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ics_export.parsing.groups import Group, find_groups, opens_body
from ics_export.parsing.names import INITIAL
from ics_export.parsing.titles import (
    ACTING,
    SHORT,
    SHORT_LIKE_NAME,
    find_long_titles,
    find_titles,
    match_title,
)
from ics_export.parsing.words import CAPITAL, SMALL, is_capital

_DEGREE = r"(?:GS|PGS|TSKH|TS|Th\.?[Ss]|(?:[BD][Ss]|ĐD)?CK\s?(?:I{1,2}|[12])|B[Ss]|DS|CNĐD)"
_BEHIND_DEGREE = r"(?!đ|ủy|ứng|ở )(?=[^\W\d_a-z\xaa-\xbf\xdf-\xff]"
# (A class of letters beyond Latin-1 in three ranges costs the compiler a tenth of a millisecond, "any letter but"
# nothing. The first line has the letters that an address begins with: most places of a text are passed over at once.)
HONORIFIC = re.compile(
    r"(?=[^\W\d_e-su-zà-ãè-ïñ-óõ-ý])"
    rf"(?:(?=[^\W\d_a-zAE-FH-OQ-SU-Z\xaa-\xff][DGKNSsh])(?:{_DEGREE}[. ]\s?){{1,4}}(?<=\s)"
    rf"{_BEHIND_DEGREE}{SMALL})"  # "BS.CKII Võ Thanh Tùng"
    rf"|(?:(?:{_DEGREE}|KS|LS)\.\s?)+{_BEHIND_DEGREE})"
    r"|(?:[Cc]ác\s+)?(?:[Tt]hầy|[Cc]ô|(?:Đ\s?|đ\s?|[Dd]\s?)/\s?[Cc](?:hí|h)?|Đ[Cc]|đc|Đ\.[Cc]|đ\.[Cc]|Đồng chí"
    r"|đồng chí"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|[úu]y)"
    # "Đ/c Ông Thị Kiều Ngân": a family name
    rf"|ĐỒNG CHÍ|(?<!/[cC]\s)(?<!chí\s)(?:[ÔôBb]ng|[Bb]à|[ÔO]ng))(?:\b|(?<=/c)(?={CAPITAL}))\.?\s*:?\s*"
    rf"|(?<![\w.])(?:các )?(?:anh|chị)\s(?={CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}*)*"
    r"\s*(?:$|[,;.()-]|–|và |anh |chị |P?[A-ZĐ]{2}))"
    rf"|(?<![\w.])(?:Ô|B)\.\s?(?={CAPITAL}{SMALL}))"  # "Ô. Hậu", "B. Nga"
)
"""The address before a name, *đồng chí*, or a degree."""
# Where a new mention may begin, and how it is parted from the one before.
_SPLIT = re.compile(
    rf"[;\n,]|•|(?<=\w\w)\s?/\s?(?={CAPITAL}|\d\d?\s[PpĐđ])|\s(?:-|–|&)\s|"
    rf"\s?\+\s?(?={CAPITAL}|\d\d?\s|(?:[Cc]ác|hai|ba|bốn|toàn|tập)\s|đ/c|đồng chí)|"
    + r"(?<=[\s(])(?:và|cùng(?! đi\b)(?: dự(?: có|:)?)?|hoặc)\s"
    r"|(?<=[^\W\d_]\.)(?<![A-ZÔ]\.)(?<!Đ\.)(?<!/c\.)(?<!/C\.)(?<!\b(?:N[gGhH]|T[rRhH]|P[hH]|K[hH]|C[hH]|G[iI]|Q[uU])\.)"
    r"\s(?=[A-Z]|Đ\w?)"
)
_MAY_SPLIT = re.compile(r"[;\n,•+&.–-]|\w\w\s?/|và\s|cùng\s|hoặc\s")
_SEPARATORS = {
    "–": "-",
    "và": "và",
    "cùng": "và",
    "cùng dự": "và",
    "cùng dự có": "và",
    "cùng dự:": "và",
    "&": "và",
    "hoặc": "hoặc",
    "/": "hoặc",
    "•": ";",
}
_ONE_OF_BEFORE = re.compile(r"(?:[Mm]ột|01|\b1)\s$")
_WORD = rf"(?!{SHORT_LIKE_NAME}){CAPITAL}{SMALL}+"
"""Pattern of a word that may be of a name, or of a body's."""
_NAME_AND_TITLE = rf"(?<!\w)(?:{_WORD}\s+){{1,5}}(?:(?:-|–)\s*|\(\s?)?(?={SHORT})"
_TITLE_AND_NAME = rf"(?<=\w\s){SHORT}\s(?={_WORD})"


_LONGEST = 2000
"""Characters of a cell; no real one of leaders has as many."""
_HEADS = {
    "PCT": ("Chủ tịch", "CT"), "PGĐ": ("Giám đốc", "GĐ", "GD"), "PGD": ("Giám đốc", "GĐ", "GD"),
    "PHT": ("Hiệu trưởng", "HT"),
    "PTB": ("Trưởng ban", "TB"), "PVT": ("Viện trưởng", "VT"),
}  # fmt: skip
"""A deputy's title, and his head's: nobody is both."""
_HEADS_ALONE = frozenset(head for heads in _HEADS.values() for head in heads)
_OF_SECTION = ("(TTCM ", "(TPCM ", "(Tổ ", "(tổ ")
"""What a bracket says of a teacher: "cô Diễm (TTCM Toán - Tin)"."""
_BEHIND = ("", ".", ";", ", ", "; ", ". ", " c", " C", " Đ", " đ")
"""What may stand behind a title that is somebody of its own: its first two characters."""


def read_openings(text: str) -> list[tuple[int, str]]:
    """Where mentions may begin in a paragraph: (offset, what parts it from the one before)."""
    starts = {0: ""}
    for match in _SPLIT.finditer(text) if _MAY_SPLIT.search(text) else ():
        word = match[0].strip()
        starts[match.end()] = _SEPARATORS.get(word, word[:1] or ";")
    groups = find_groups(text)
    if groups and "viên " in text:
        long = find_long_titles(text)
        groups = [group for group in groups if not _within(long, group.start)]  # "Ủy viên Ban Thường vụ"
    honorifics = [m.start() for m in HONORIFIC.finditer(text)]
    closed: list[tuple[int, int] | Group] = [*groups]
    if "(" in text:
        # "(PCT, CT HND)": two titles of one person.
        for bracket in re.finditer(r"\([^()]*\)", text):
            at = bracket.start() + 1
            if all(map(_is_office, bracket[0][1:-1].split(","))) or bracket[0].startswith(_OF_SECTION):
                closed.append(bracket.span())
            elif at > 1 and (match_title(text, at) or HONORIFIC.match(text, at)) and not _within(groups, at):
                starts[at] = ","  # "Đ/c Hoàn GĐ (PGĐ Bình, PGĐ An)"
        closed.sort()
    for at in [at for at in starts if _within(closed, at)]:
        del starts[at]
    titled = "rực" in text or "TT" in text
    titles = find_titles(text) if titled or not honorifics else []
    if groups and ACTING in text:
        titles = [title for title in titles if not text.startswith(ACTING, title[0])]  # "Lãnh đạo Sở phụ trách"
    held: list[tuple[int, int]] | None = None
    for at in honorifics:
        if re.match(_DEGREE, text[at : at + 8]):
            if held is None:
                held = [title for title in find_titles(text) if not _within(groups, title[0])]  # "Ban Giám đốc DS. An"
            if _behind_title(text, at, honorifics[0], held):
                continue
        _open(text, at, starts, groups, " ")
    if honorifics and honorifics[0] and match_title(text):
        # "PGĐ Hạnh PGĐ Kiên Đ/c Sơn GĐ": titles come first where no "Đ/c" does.
        for match in re.finditer(_TITLE_AND_NAME, text[: honorifics[0]]):
            if not opens_body(text, match.end()):
                _open(text, match.start(), starts, groups, " ")
    if "P" in text:
        _open_beside(text, starts, groups)
    if ACTING in text or ") " in text:
        _open_in_charge(text, starts, groups)
    if (honorifics or groups) and len(text) < _LONGEST:
        _open_named(text, starts, groups)
        _open_titled(text, starts, groups, honorifics)
    for group in groups:
        if not (titled and _within(titles, group.start)):
            _open(text, group.start, starts, (), " ")
    if not honorifics:
        # Without "Đ/c" a mention begins at its title where titles come first, else at the name before a title.
        behind = groups[0].end if groups and not groups[0].start else 0
        first = next((start for start, _ in titles if start >= behind), None)
        # "Ban Giám đốc PGĐ Phạm Thị Thủy": what stands between the groups and the first title is no name.
        if first is not None and not _has_name(_outside(groups, text, first)):
            for at, _ in titles:
                _open(text, at, starts, groups, " ")
        else:
            for match in re.finditer(_NAME_AND_TITLE, text) if titles else ():
                at = _behind_body(text, *match.span())
                if at < match.end():
                    initials = re.search(_INITIALS_BEFORE, text[max(0, at - 12) : at])
                    _open(text, at - (len(initials[0]) if initials else 0), starts, groups, "=")
            for at, _ in find_long_titles(text) if behind else ():
                if not text.startswith(ACTING, at):
                    _open(text, at, starts, groups, " ")
    return sorted(starts.items())


def _behind_title(text: str, at: int, first: int, titles: Sequence[tuple[int, int]]) -> bool:
    """Whether a degree stands in ``text`` at ``at`` right behind one of its titles, both one person's: "PHT TS. Long".

    Where names come first, the ``first`` address before the first title, the title is of who stands before it.
    """
    number = bisect_left(titles, (at,)) - 1
    if number < 0 or text[titles[number][1] : at].strip():
        return False
    before = text[max(0, titles[number][0] - 8) : titles[number][0]].rstrip()
    return before[-1:] in ("", ";", "•") or before.endswith(" và") or titles[0][0] < first


def _is_office(piece: str) -> bool:
    """Whether a piece of a bracket is an office and names nobody: "PCT", "CT HND", "BT Đoàn trường", not "PGĐ Bình"."""
    piece = piece.strip()
    end = match_title(piece)
    rest = piece[end:].strip()
    return end > 0 and (not rest or rest.isupper() or opens_body(rest) or rest.startswith(("Công đoàn", "Đoàn")))


def _open_beside(text: str, starts: dict[int, str], groups: Sequence[Group]) -> None:
    """Note titles right behind another: "Đ/c Quyết PCT Chủ tịch", "Đ/c Hà PCT TT CT", "Đ/c Khải - VT PVT Bình"."""
    titles = find_titles(text)
    addressed = HONORIFIC.match(text) is not None
    for (start, end), (at, stop) in pairwise(titles):
        above, here = (text[a:b].removesuffix(" TT").removesuffix(f" {ACTING}") for a, b in ((start, end), (at, stop)))
        if text[end:at] != " ":
            if _is_anothers(above, here) and _stands_beside(text, end, at, stop):
                _open(text, at, starts, groups, " ")  # "Đ/c Hoàn GĐ Sở PGĐ An"
            elif above == here and re.compile(_BESIDE).fullmatch(text, end, at):
                _open(text, at, starts, groups, " ")  # "Đ/c Hoàn GĐ Sở GĐ Sở; các PGĐ"
            elif (
                addressed
                and _is_name(text, end + 1, at)
                and _ends_with_name(text, start)
                and not text.startswith(_NO_NAMES_BETWEEN, end + 1)
            ):
                _open(text, end + 1, starts, groups, "=")  # "Đ/c Hoàn GĐ Lan PGĐ"
            continue
        head_behind = here in _HEADS.get(above, ()) and text[stop : stop + 2] in _BEHIND
        in_charge = text.endswith(ACTING, at, stop) or text.startswith(f" {ACTING}", stop)
        deputy_behind = above in _HEADS.get(here, ()) and (
            in_charge or (text[stop : stop + 1] == " " and is_capital(text[stop + 1 :][:1]))
        )
        if head_behind or deputy_behind:
            _open(text, at, starts, groups, "=")
        elif above == here and (
            _is_named_behind(text, stop) or (here in _HEADS_ALONE and text[stop : stop + 2] in _BEHIND)
        ):
            _open(text, at, starts, groups, " ")  # "Đ/c Hiền PHT PHT Khánh", "Đ/c Hoàn - GĐ GĐ, các PGĐ"


def _open_in_charge(text: str, starts: dict[int, str], groups: Sequence[Group]) -> None:
    """Note titles with their fields right behind a group or another title, "PGĐ phụ trách TM PGĐ phụ trách KT", and
    titles right behind a bracket that says who goes in somebody's place, "Giám đốc (ủy quyền đ/c Bình) GĐ, các PGĐ"."""
    titles = find_titles(text)
    ends = {*[group.end for group in groups], *[end for _, end in titles]}
    for at, stop in titles:
        in_charge = f" {ACTING} " in text[at:stop] and at - 1 in ends
        if in_charge or (text.endswith(") ", 0, at) and re.search(_SENT_BRACKET, text[max(0, at - _NEAR) : at])):
            _open(text, at, starts, groups, " ")


_NEAR = 80  # characters
_SENT_BRACKET = r"\((?:[UuỦủ][ỷy]|[Tt]hay|[Cc]ử|UQ)[^()]*\) $"
_INITIALS_BEFORE = rf"(?<!\w)(?!P\.)(?:{INITIAL}\.\s?){{1,3}}$"
_LONGEST_NAME = 40  # characters
_NO_NAMES_BETWEEN = (
    "Đoàn ", "Kiêm ", "Cùng ", "Và ", "Chủ ", "Thường ", "Phụ ", "Đảng ", "Công ", "Trưởng ", "Phó ", "Thay ", "Hội ",
    "Ban ", "Dự ", "Tham ", "Đồng ", "Nguyên ", "Các ", "Mời ", "Khối ", "Chi ", "Thư ",
)  # fmt: skip
"""What may stand between two offices of one person: "PGĐ Kiêm CT Công đoàn"."""
_NAME = re.compile(rf"(?:{_WORD}\s){{1,4}}(?:[-–]\s)?")
_LAST_WORD = re.compile(rf"(?<!\w){_WORD}\s(?:[-–]\s)?$")
_WORDS = re.compile(rf"(?<!\w){_WORD}")
_BESIDE = r"\s(?:Sở|Cục|Chi cục|Ban|UBND|tỉnh|huyện|Huyện|Tỉnh|Trường|Bệnh viện)(?:\s(?:tỉnh|huyện))?\s"
_WORD_BEHIND = rf"\s({_WORD})\s*"


def _has_name(text: str) -> bool:
    """Whether some word of ``text`` may be of a name and opens no body's."""
    return any(not opens_body(text, word.start()) for word in _WORDS.finditer(text))


def _behind_body(text: str, start: int, end: int) -> int:
    """Where the words of a name begin between ``start`` and ``end``, behind those that open a body's; ``end`` where
    none are."""
    for word in _WORDS.finditer(text, start, end):
        if opens_body(text, word.start()):
            start = word.end() + 1
    return start if _WORDS.match(text, start, end) else end


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the words between ``start`` and ``end`` may be a name, none of them a body's."""
    return _NAME.fullmatch(text, start, end) is not None and _behind_body(text, start, end) == start


def _ends_with_name(text: str, end: int) -> bool:
    """Whether the last word before ``end`` may be of a name."""
    last = _LAST_WORD.search(text, max(0, end - _LONGEST_NAME), end)
    return last is not None and not opens_body(text, last.start())


def _is_named_behind(text: str, at: int) -> bool:
    """Whether a name of one word stands in ``text`` at ``at``, and behind it nothing that goes on it."""
    name = re.compile(_WORD_BEHIND).match(text, at)
    if name is None or opens_body(text, name.start(1)):
        return False
    return _closes_name(text, name.end()) or match_title(text, name.end()) > 0


def _closes_name(text: str, at: int) -> bool:
    """Whether a name that goes to ``at`` ends there: at the text's end, a sign or another's address."""
    return text[at : at + 1] in ("", *";,.(") or HONORIFIC.match(text, at) is not None


def _stands_beside(text: str, end: int, at: int, stop: int) -> bool:
    """Whether the title from ``at`` to ``stop`` has a name behind it, and nothing but a body between it and another."""
    return re.compile(_BESIDE).fullmatch(text, end, at) is not None and _is_named_behind(text, stop)


def _is_anothers(above: str, here: str) -> bool:
    """Whether two titles one behind the other are two people's: the same twice, or a head's and his deputy's."""
    return above == here or here in _HEADS.get(above, ()) or above in _HEADS.get(here, ())


def _open_named(text: str, starts: dict[int, str], groups: Sequence[Group]) -> None:
    """Note titles written out before a name, right behind another's title or a group: "Đ/c Kính PCA Chánh án Thụ"."""
    long = find_long_titles(text)
    of_groups = {group.end for group in groups}
    ends = of_groups | {end for _, end in (find_titles(text) if long else ())}
    for at, stop in long:
        name = text[stop + 1 :] if text[stop : stop + 1] == " " else ""
        first, _, rest = name.partition(" ")
        noun = first[-1:].isalpha() and rest[:1].islower() and HONORIFIC.match(rest) is None
        named = first[:1].isupper() and first[1:2].islower() and not opens_body(name) and not noun
        alone = at - 1 in of_groups and (not name or HONORIFIC.match(name) is not None)
        if at and at - 1 in ends and (named or alone) and not text.startswith(ACTING, at):
            _open(text, at, starts, groups, "=")  # "Ban Giám hiệu Hiệu trưởng"


def _open_titled(text: str, starts: dict[int, str], groups: Sequence[Group], honorifics: Sequence[int]) -> None:
    """Note a head's or a deputy's title before a name that nothing goes on, behind a name that has none yet or behind a
    group: "C. Xuyến GĐ Khải", "các PGĐ GĐ Khải"."""
    ends = {group.end + 1 for group in groups}
    for match in re.finditer(_TITLED, text):
        words = match[1].split(" ")
        if opens_body(text, match.start(1)) or words[0] in _NUMBERS:
            continue
        while words and not _closes_name(text, _skip(text, match.start(1) + len(" ".join(words)))):
            words.pop()
        if len(words) in (0, 2) or not all(map(str.istitle, words)) or len(words[0]) > _LONGEST_SYLLABLE:
            continue  # "CT Hòa Bình", "GĐ Agribank" say whose head he is
        if match.start() in ends or _is_addressed(text, match.start(), honorifics):
            _open(text, match.start(), starts, groups, "=")


def _is_addressed(text: str, end: int, honorifics: Sequence[int]) -> bool:
    """Whether an address and a name, and nothing else, stand before ``end``."""
    number = bisect_left(honorifics, end) - 1
    address = HONORIFIC.match(text, honorifics[number]) if number >= 0 else None
    return address is not None and _ADDRESSED.fullmatch(text, address.end(), end) is not None


def _skip(text: str, at: int) -> int:
    """Where the blanks at ``at`` end."""
    while text[at : at + 1].isspace():
        at += 1
    return at


_LONGEST_SYLLABLE = 6
"""Letters of a given name: "Nghiêm", "Trường"."""
_NUMBERS = ("Một", "Hai", "Các")
_TITLED = rf"(?<=\w\s)P?(?:GĐ|GD|CT|HT)\s({_WORD}(?:\s{_WORD}){{0,3}})"
_ADDRESSED = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,3}}\s")


def _outside(groups: Sequence[Group], text: str, end: int) -> str:
    """What stands in ``text`` up to ``end`` and in none of the groups."""
    found, at = "", 0
    for group in groups:
        if group.start < end:
            found += f"{text[at : group.start]};"
            at = group.end
    return found + text[at:end]


def _within(spans: Sequence[tuple[int, int] | Group], at: int) -> bool:
    """Whether a place lies inside one of these spans, which are in order."""
    index = bisect_left(spans, (at,)) - 1
    return index >= 0 and at < spans[index][1]


def _open(text: str, at: int, starts: dict[int, str], groups: Sequence[Group], before: str) -> None:
    """Note that a mention begins at a place behind a blank, unless one does already or it lies in a group; of one of
    several ("một PGĐ") it begins with the number."""
    one = _ONE_OF_BEFORE.search(text, max(0, at - 5), at)
    at = one.start() if one else at
    if not at or text[at - 1] != " " or _within(groups, at):
        return
    back = at
    while back and text[back - 1] == " ":
        back -= 1
    if not any(start in starts for start in range(back, at + 1)):
        starts[at] = before
