"""How alike the words of two meetings are: what a secretary corrects, not what means the same."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from ics_export.vietnamese import plain

FLOOR = 0.5
"""Share of common words below which the rest is not looked at: nobody asks for less, and difflib is slow."""

CONTAINED = 0.7
"""Likeness of two texts where one is a part of the other: words added at an end, nothing else changed."""

FEWEST = 4
"""Words that a text must have for that: "Họp" is a part of nearly everything."""

COMMON = 3
"""Words that reworded titles must share; "Đi cơ sở" and "Kiểm tra cơ sở" share two and are two things."""

MISTYPED = 0.9
"""Likeness by letters, without diacritics, from which a key was missed. Unrelated titles of one office reach 0.6."""


def likeness(one: str, other: str) -> float:
    """How alike two folded texts are, from 0 to 1: by words in their order, by letters where a key was missed."""
    first, second = words(one), words(other)
    same = sum((Counter(first) & Counter(second)).values())
    share = 2 * same / max(1, len(first) + len(second))
    result = 0.0
    if share >= FLOOR:
        result = SequenceMatcher(None, first, second, autojunk=False).ratio()
        short, long = sorted((f" {' '.join(part)} " for part in (first, second)), key=len)
        if short in long and min(len(first), len(second)) >= FEWEST:
            result = max(result, CONTAINED)
    if result < 1 and (share >= 1 / 3 or max(len(first), len(second)) < FEWEST):
        letters = SequenceMatcher(None, plain(one), plain(other), autojunk=False)
        if letters.real_quick_ratio() >= MISTYPED and (ratio := letters.ratio()) >= MISTYPED:
            result = max(result, ratio)
    return result


def common(one: str, other: str) -> int:
    """How many different words two texts share."""
    return len(set(words(one)) & set(words(other)))


def words(text: str) -> list[str]:
    """The words of a text, numbers too."""
    return re.findall(r"\w+", text)


def numbers(text: str) -> list[str]:
    """The numbers in a text: of two meetings in a row they are often all that differs."""
    return re.findall(r"\d+", text)
