"""Names in capitals among leaders, "TB KHIÊM", "Đ/c Hoàn GĐ, BÌNH": which words are names, and no abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

from ics_export.parsing.groups import match_group, opens_body
from ics_export.parsing.names import NO_NAME
from ics_export.parsing.titles import field_behind, match_title
from ics_export.parsing.units import unit_openings
from ics_export.vietnamese import plain

_CAPITAL = r"[^\W\d_a-z\xaa\xb5\xba\xdf-\xff]"
_VOWEL = "AEIOUY" + "".join(map(chr, [*range(0xC0, 0xDE), *range(0x102, 0x104), 0x128, 0x168, 0x1A0, 0x1AF])) + "Ạ-Ỹ"
_RUN = re.compile(
    rf"(?<![\w/.&-])(?=\w?\w?\w?[{_VOWEL}]){_CAPITAL}{{2,7}}(?:\s{_CAPITAL}{{2,7}})*(?![\w/&])"  # "PGĐ" has no vowel
)
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch|c|m|ng|nh|n|p|t)?"
)
_SHORT_NAMES = frozenset(("AN", "LY", "VY", "MY", "VI", "NY"))
"""Names of two letters without a mark, which other words of two capitals are not."""
_ABBREVIATIONS = frozenset(("CEO", "VIP", "BOT", "BAN", "TƯ", "ỦY", "UỶ", "TỪ", "VÀ"))
_ADDRESSED = re.compile(r"(?:[ĐđDd]/[cC]|đồng chí|Đồng chí|[ÔôBb]ng|[Bb]à)\.?\s*(?:[A-ZĐ]{1,3}\.\s?)*$")
_PARTS = ",;+/&\n"
_LONGEST = 5
"""Words of a name: "NGUYỄN THỊ HOÀNG LAN ANH"."""


@lru_cache(maxsize=256)
def names_in_small(text: str) -> str:
    """A paragraph of leaders with the names in it that are printed in capitals as others are: "TB KHIÊM" as "TB Khiêm".

    A word in capitals is a name where it can be a Vietnamese syllable, and stands behind a title or an address or
    before a title, or makes an entry of its own.
    """
    if not _RUN.search(text):
        return text
    return _RUN.sub(lambda run: _in_small(run[0], text[: run.start()], text[run.end() :]), text)


def _in_small(run: str, before: str, behind: str) -> str:
    """Words in capitals, those that are a name in small letters; ``before`` and ``behind`` them stands the rest."""
    words = run.split(" ")
    first = 0
    while first < len(words) and not _is_syllable(words[first]):
        first += 1
    last = first
    while last < len(words) and _is_syllable(words[last]):
        last += 1
    name = " ".join(words[first:last])
    title = match_title(name)
    if title:  # "GIÁM ĐỐC HOÀN"
        first += name.count(" ", 0, title) + 1
        name = name[title:].lstrip()
    if not name or last - first > _LONGEST or not _may_be_name(name):
        return run
    above = " ".join([*before.split(), *words[:first]])
    below = " ".join([*words[last:], *behind.split()])
    if not (_ends_in_title(above) or _ADDRESSED.search(above) or _opens_title(below) or _alone(above, below)):
        return run
    rest = words[last:] and _in_small(" ".join(words[last:]), f"{above} {name.title()}", behind).split(" ")
    return " ".join([*words[:first], name.title(), *rest])


def _is_syllable(word: str) -> bool:
    """Whether a word in capitals can be a syllable of a name: with a marked vowel, or of three letters."""
    letters = plain(word)
    if not _SYLLABLE.fullmatch(letters):
        return False
    if word in _ABBREVIATIONS:
        return False
    return letters != word.lower().replace("đ", "d") or word in _SHORT_NAMES or len(word) > 2


def _may_be_name(words: str) -> bool:
    said = words.capitalize()  # "Lãnh đạo sở"
    other = opens_body(said) or 0 in unit_openings(said) or match_group(said) or match_title(said) or field_behind(said)
    return not (NO_NAME.match(said) or other)


def _ends_in_title(above: str) -> bool:
    """Whether a title ends the words above a name."""
    return any(match_title(above, at) == len(above) for at in _word_starts(above)[-4:])


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"(?<!\w)\w", text)]


def _opens_title(below: str) -> bool:
    return match_title(below.lstrip(" -–(,")) > 0


def _alone(above: str, below: str) -> bool:
    """Whether the words between are an entry of their own."""
    return (not above or above[-1] in _PARTS or above.endswith(" và")) and (
        not below or below[0] in _PARTS or below.startswith("và ")
    )
