"""Names in capitals among leaders, "TB KHIÊM", "Đ/c Hoàn GĐ, BÌNH": which words are names, and no abbreviations."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from ics_export.parsing.groups import match_group, opens_body
from ics_export.parsing.names import NO_NAME, is_surname
from ics_export.parsing.titles import field_behind, match_title
from ics_export.parsing.units import unit_openings
from ics_export.vietnamese import fold, plain

_CAPITAL = r"[^\W\d_a-z\xaa\xb5\xba\xdf-\xff]"
_RUN = re.compile(rf"(?<![\w/.&-]){_CAPITAL}{{2,7}}(?:\s{_CAPITAL}{{2,7}})*(?![\w/&])")
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch|c|m|ng|nh|n|p|t)?"
)
_SHORT_NAMES = frozenset(("AN", "LY", "VY", "MY", "VI", "NY"))
"""Names of two letters without a mark, which other words of two capitals are not."""
_NO_SYLLABLES = frozenset(("CEO", "VIP", "BOT", "BAN", "TƯ", "ỦY", "UỶ", "TỪ", "VÀ", "ÔNG", "BÀ", "HOÃN", "HỌP", "DỰ"))
_ADDRESS = ("ĐỒNG", "CHÍ")
_ADDRESSED = re.compile(r"(?:[ĐđDd]/[cC]|[Đđ]ồng chí|ĐỒNG CHÍ|[ÔôBb]ng|[Bb]à|ÔNG|BÀ)\.?\s*(?:[A-ZĐ]{1,3}\.\s?)*$")
_PARTS = ",;+/&\n"
_NEAR = 60
"""Characters beside a run of capitals that may say what it is."""
_LONGEST = 5
"""Words of a name: "NGUYỄN THỊ HOÀNG LAN ANH"."""
_NOBODY: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def names_in_small(text: str, known: Set[str] = _NOBODY) -> str:
    """A paragraph of leaders with the names in it that are printed in capitals as others are: "TB KHIÊM" as "TB Khiêm".

    A word in capitals is a name where it can be a Vietnamese syllable, and stands behind a title or an address or
    before a title; where it makes an entry of its own, only beside others, or where each of its words is a name that
    the document ``known`` has elsewhere (folded), or where a family's name opens it: "CHƯA RÕ" is nobody.
    """
    if not _RUN.search(text):
        return text
    return _RUN.sub(lambda run: _in_small(run, text, known), text)


def titled_in_capitals(text: str) -> frozenset[str]:
    """The names of one word, folded, that stand in capitals behind a title or an address: "khiêm" of "TB KHIÊM"."""
    small = names_in_small(text)
    if small == text:
        return _NOBODY
    return frozenset([fold(new) for old, new in zip(text.split(), small.split(), strict=False) if old != new])


def _in_small(run: re.Match[str], text: str, known: Set[str]) -> str:
    """A run of words in capitals, those that are a name in small letters."""
    words = run[0].split(" ")
    before = text[max(0, run.start() - _NEAR) : run.start()]
    behind = text[run.end() : run.end() + _NEAR]
    found: list[str] = []
    at = 0
    while at < len(words):
        ahead = " ".join(words[at : at + _LONGEST])
        end = at if (title := match_title(ahead)) else _name_end(words, at)
        if end == at:
            count = ahead.count(" ", 0, title) + 1  # words of a title, or one that is none of a name
            found += words[at : at + count]
            at += count
            continue
        name = " ".join(words[at:end])
        above = f"{before} {' '.join(found[-_LONGEST:])}".rstrip() if found else before.rstrip()
        below = f"{' '.join(words[end : end + _LONGEST])} {behind}".strip()
        if end - at <= _LONGEST and _is_name(name, above, below, known):
            name = name.title()
        found.append(name)
        at = end
    return " ".join(found)


def _name_end(words: list[str], at: int) -> int:
    """Where the words that may be a name end which begin at ``at``: before a title, an address or what is no
    syllable."""
    if tuple(words[at : at + 2]) == _ADDRESS or not _is_syllable(words[at]):
        return at
    if at and tuple(words[at - 1 : at + 1]) == _ADDRESS:
        return at
    end = at + 1
    while end < len(words) and _is_syllable(words[end]):
        if match_title(" ".join(words[end : end + _LONGEST])) or tuple(words[end : end + 2]) == _ADDRESS:
            break
        end += 1
    return end


def _is_name(name: str, above: str, below: str, known: Set[str]) -> bool:
    said = name.capitalize()  # "Lãnh đạo sở"
    if NO_NAME.match(said) or opens_body(said) or 0 in unit_openings(said) or match_group(said) or field_behind(said):
        return False
    if _ends_in_title(above) or _ADDRESSED.search(above) or match_title(below.lstrip(" -–(,")) > 0:
        return True
    apart = (not above or above[-1] in _PARTS or above.endswith((" và", " VÀ"))) and (
        not below or below[0] in _PARTS or below.startswith(("và ", "VÀ "))
    )
    words = name.split(" ")
    if not apart:
        return False
    return (
        all(fold(word) in known for word in words)
        or (len(words) > 1 and is_surname(words[0].title()))
        or (len(words) == 1 and bool(above) and above[-1] not in ";\n")  # "Đ/c Hoàn GĐ, BÌNH"
    )


def _is_syllable(word: str) -> bool:
    """Whether a word in capitals can be a syllable of a name: with a marked vowel, or of three letters."""
    letters = plain(word)
    if not _SYLLABLE.fullmatch(letters) or word in _NO_SYLLABLES:
        return False
    return letters != word.lower().replace("đ", "d") or word in _SHORT_NAMES or len(word) > 2


def _ends_in_title(above: str) -> bool:
    """Whether a title ends the words above a name."""
    starts = [match.start() for match in re.finditer(r"(?<!\w)\w", above)]
    return any(match_title(above, at) == len(above) for at in starts[-4:])
