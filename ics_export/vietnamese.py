"""Vietnamese text: one normal form, comparison that forgives tone placement and case, names for files."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Tone placement: "hòa" and "hoà" are the same word typed by two rules. The rule written by most ministries puts the
# tone on the first vowel of oa, oe, uy at a word's end; we compare in that form.
_TONE_PAIRS = {
    new: old
    for old_letters, second in (("òóỏõọ", "a"), ("òóỏõọ", "e"), ("ùúủũụ", "y"))
    for old, new in zip(
        (letter + second for letter in old_letters),
        (
            {"òóỏõọ": "o", "ùúủũụ": "u"}[old_letters] + toned
            for toned in {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[second]
        ),
        strict=True,
    )
}
_MISPLACED = {
    f"{first}{second}": f"{plain}{toned}"
    for plain, tones, seconds in (("o", "òóỏõọ", "ae"), ("u", "ùúủũụ", "y"))
    for second in seconds
    for first, toned in zip(tones, {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[second], strict=True)
}
"""Tones that a slip puts on the first vowel where another letter follows, or behind a q: "Hòan", "Thọai", "Qúy"."""
_SLIPPED = re.compile("[òóỏõọ][ae](?=[^\\W\\d_])|(?<=q)[ùúủũụ]y")
_TONE = re.compile("(?<!q)(?:" + "|".join(_TONE_PAIRS) + r")(?![^\W\d_])")
_D = str.maketrans("đĐ", "dD")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼ"), "'")
"""Signs that stand for each other in names: "K’Rang", "K'Rang"."""

WEEKDAY = r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t[2-7]|chủ\snhật|cn)"
"""A weekday in small letters, as a pattern."""


def nfc(text: str) -> str:
    """``text`` in Unicode normal form C, unchanged where it already is."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """``text`` with every run of white space, no-break spaces included, as one blank, and none at its ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """``text`` for comparison: NFC, lower case, single blanks, tones where most offices put them ("hoà" = "hòa")."""
    return _fold_short(text) if len(text) < 80 else _fold(text)


def _fold(text: str) -> str:
    folded = _SLIPPED.sub(lambda m: _MISPLACED[m[0]], squeeze(nfc(text)).casefold())
    return _TONE.sub(lambda m: _TONE_PAIRS[m[0]], folded).translate(_APOSTROPHES)


# Names, titles and headers come again and again; whole sentences do not, and would only fill the memory.
_fold_short = lru_cache(maxsize=256)(_fold)


def plain(text: str) -> str:
    """``fold(text)`` without diacritics, đ as d: for forgiving look-ups and file names."""
    decomposed = unicodedata.normalize("NFD", fold(text).translate(_D))
    return "".join([c for c in decomposed if not unicodedata.combining(c)])


def slug(text: str) -> str:
    """A file name's stem from ``text``: ASCII letters, digits and single hyphens; "" where nothing is left.

    Path separators, dots and control characters cannot survive, so a name can never leave its folder.
    """
    return "-".join(re.findall(r"[a-z0-9]+", plain(text)))
