"""Which printed names mean one person, and which may mean several."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping

from ics_export.tuples import NamedTuple
from ics_export.vietnamese import plain


class Spellings(NamedTuple):
    """The names of a document brought together, by their keys.

    ``canonical`` has for each name the one it stands for, itself where it stands alone; ``doubtful`` has for a name all
    those it may mean, itself among them where it may be a person of its own.
    """

    canonical: dict[str, str]
    doubtful: dict[str, tuple[str, ...]]


_FEW = 8
"""Spellings of one name; where there are more, nobody could say which is whose slip."""
_OFTEN = 3
"""So many times as often as another must a spelling be printed for the other to be its slip."""


def bring_together(
    printed: Mapping[str, Counter[str]],
    titles: Mapping[str, Counter[str]],
    apart: Callable[[str, str], bool],
) -> Spellings:
    """The names of a document; ``printed`` and ``titles`` count each name's spellings and abbreviated titles by its key
    ("nguyễn văn hoàn", "hoàn"), ``apart`` says of two keys whether they must be two.

    * A full name and its last words are one person where that is unambiguous; of two that end alike either may be
      meant, unless the last words alone have a title that neither has.
    * So are a full name and the same without its middle words, "Nông Thị Hiệp" and "Nông Hiệp", but where one cell
      prints both.
    * A name typed without diacritics is the one that has them, where only one fits and it is rare: "Thanh" is a name
      too, and so is "Thành".
    * A syllable that ends in c, ch, p or t has the tone sắc or nặng and no other: "Khoảt" is nobody's name.
    * Hỏi and ngã sound alike to half of the country: a rare "Dủng" beside many "Dũng" is his slip. Any other tone makes
      another name of it ("Thúy", "Thủy"), so either may be meant; another letter does so the more ("Hùng", "Hưng"), but
      where only one has that title, or a scan has changed several names so.
    """
    keys = sorted(printed, key=lambda k: -k.count(" "))
    # Looked up, not compared pair by pair: a document of thousands of names takes no minutes.
    ending_in: dict[str, list[str]] = {}
    spelt: dict[str, list[str]] = {}
    for key in keys:
        words = key.split(" ")
        for first in range(1, len(words)):
            ending_in.setdefault(" ".join(words[first:]), []).append(key)
        spelt.setdefault(plain(key), []).append(key)
    usual = {key: max(counts, key=counts.__getitem__, default="") for key, counts in titles.items()}
    canonical: dict[str, str] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    shortened: set[str] = set()
    for key in keys:
        longer = [one for one in ending_in.get(key, ()) if one not in shortened]
        if not longer and " " in key:
            last = ending_in[key.rpartition(" ")[2]]
            fuller = [
                one
                for one in (last if len(last) <= _MANY else ())
                if lacks_middle(key, one) and one not in shortened and _agree(usual[key], usual[one])
            ]
            fuller = [one for one in fuller if not apart(key, one)]
            if len(fuller) == 1:
                longer = fuller
                shortened.add(key)
            elif 1 < len(fuller) <= _FEW:
                doubtful[key] = (key, *fuller)
        if len(longer) > 1 and all(longer[0] == one or longer[0].endswith(f" {one}") for one in longer):
            longer = longer[:1]  # "Ngọc" is "Nguyễn Thị Bích Ngọc" also where "Bích Ngọc" stands between them
        if len(longer) > 1 and not any(_agree(usual[key], usual[one]) for one in longer):
            longer = []
        canonical[key] = longer[0] if len(longer) == 1 else key
        if 1 < len(longer) <= _FEW:
            doubtful[key] = tuple(longer)
    for key in keys:
        alike = spelt[plain(key)]
        if not 1 < len(alike) <= _FEW or key in doubtful:
            continue
        if key.isascii():
            meant = [k for k in alike if k != key and not _impossible(k) and _agree(usual[key], usual[k])]
            slip = _impossible(key) or key.count(" ") > 1 or usual[key] in _ONLY_ONE
            rare = [k for k in meant if slip or printed[k].total() >= _OFTEN * printed[key].total()]
            if canonical[key] == key and len(rare) == 1 == len(meant):
                canonical[key] = canonical[rare[0]]
        elif canonical[key] == key:
            often = 0 if _impossible(key) else max(2, _OFTEN * printed[key].total())
            meant = [
                k
                for k in alike
                if k != key and printed[k].total() > often and _agree(usual[key], usual[k]) and not _impossible(k)
            ]
            if len(meant) == 1 and (_heard(meant[0]) == _heard(key) or _checked_amiss(key)):
                canonical[key] = canonical[meant[0]]
            elif meant := [k for k in meant if _toneless(k) == _toneless(key)]:
                doubtful[key] = (key, *meant)
    for key in keys if len(keys) <= _MANY else ():
        if canonical[key] == key and key not in doubtful and printed[key].total() == 1:
            meant = [
                k for k in keys if _one_letter_off(key, k) and printed[k].total() > _OFTEN and usual[k] == usual[key]
            ]
            if meant and usual[key]:
                doubtful[key] = (key, *meant)
    slips: dict[str, str] = {}
    changed = 0
    for key in keys if len(keys) <= _MANY else ():
        if printed[key].total() == 1 and usual[key]:
            alike = [k for k in spelt[plain(key)] if printed[k].total() > _OFTEN and usual[k] == usual[key]]
            changed += len(alike) == 1
            if len(alike) == 1 and canonical[key] == key and key not in doubtful:
                slips[key] = alike[0]
    doubtful |= {key: (key, k) for key, k in slips.items() if changed >= _SCANNED or usual[key] in _ONLY_ONE}
    return Spellings(canonical, doubtful)


_SCANNED = 3
"""Rare names that others have but for their marks: with so many a scan has changed them."""
_ONLY_ONE = ("GĐ", "TGĐ", "CT", "BT", "HT", "TB", "VT", "CCT")
"""Titles that one person has."""
_MANY = 40
"""Names of a document; with more of them some are alike without being slips."""


def lacks_middle(one: str, other: str) -> bool:
    """Whether a name is another without some of the words in its middle."""
    short, full = one.split(" "), other.split(" ")
    if not 1 < len(short) < len(full) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(word in rest for word in short)


def _one_letter_off(one: str, other: str) -> bool:
    """Whether two short names have the same letters but for the last or one more at the end: "Khanh", "Khang"."""
    a, b = plain(one), plain(other)
    if " " in a or min(len(a), len(b)) < 3 or abs(len(a) - len(b)) > 1 or a == b:
        return False
    return a[: max(len(a), len(b)) - 1] == b[: max(len(a), len(b)) - 1]


def _agree(one: str, other: str) -> bool:
    """Whether two names may have the same title; "" is none printed."""
    return not one or not other or one == other


_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))


def _toneless(key: str) -> str:
    """A name with its letters as they are, but without tones."""
    return unicodedata.normalize("NFD", key).translate(_TONES)


def _heard(key: str) -> str:
    """A name with *ngã* written as *hỏi*, and "ươ" as "ưo", which no word has."""
    letters = unicodedata.normalize("NFD", key).replace("\u0303", "\u0309")
    return letters.replace(f"{_HALF_HORNED}\u031b", _HALF_HORNED).replace("uo\u031b", _HALF_HORNED)


_NEVER_BARE = r"(?<!q)uo|ie|ye(?=[a-z])"
"""Vowels that bear a mark in every word: "Cuong", "Hien", "Yen"."""
_HALF_HORNED = "u\u031bo"


def _impossible(key: str) -> bool:
    """Whether a name cannot be spelt so: "Hưong", "Phưóc", whose second horn a scan lost, or "Cuờng", the first;
    "Khoảt"."""
    if _checked_amiss(key) or (key.isascii() and re.search(_NEVER_BARE, key.rpartition(" ")[2])):
        return True
    letters = unicodedata.normalize("NFD", key)
    if _HALF_HORNED in letters and f"{_HALF_HORNED}\u031b" not in letters:
        return True
    return "uo\u031b" in letters and re.search("uo\u031b[\u0300\u0301\u0303\u0309\u0323]?[a-z]", letters) is not None


def _checked_amiss(key: str) -> bool:
    """Whether a name's last syllable ends in c, ch, p or t and has a tone that none such has, or none at all."""
    letters = unicodedata.normalize("NFD", key.rpartition(" ")[2])
    return letters.endswith(("c", "ch", "p", "t")) and not ("\u0301" in letters or "\u0323" in letters)
