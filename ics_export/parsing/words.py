"""Word lists: phrases looked up at a place in a text.

A regular expression of a hundred phrases costs its compiler a millisecond or more at every start of the program, and a
range of Vietnamese letters another; look-ups cost neither.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

CAPITAL = r"[^\W\d_a-z\xaa-\xbf]"
"""Pattern of a letter other than a to z: capitals, and small letters with a mark of their own."""
SMALL = r"[^\W\d_A-Z\xaa-\xdf]"
"""Pattern of a letter other than A to Z and À to ß: small letters, and capitals with a Vietnamese mark (Đ, Ỹ)."""
BULLETS = "-–—+*•●▪■○◦~·∙➢➤►❖✓»"
"""The characters that open a point of a list."""
BULLET = f"[{BULLETS}]"
"""Pattern of one of them."""
MISREAD_DIGITS = str.maketrans("OolI", "0011")
"""What a scan makes of digits, letters, as the digits they were."""
NAMED = r"(?:Đ/|đ/|D/|d/)\s?[Cc]|(?:Đ|đ)ồng chí"
"""Pattern of the address before a name, *đồng chí*."""


_VOWELS = frozenset("AEIOUY").union(
    map(chr, [*range(0xC0, 0xDE), 0x102, 0x128, 0x168, 0x1A0, 0x1AF, *range(0x1EA0, 0x1EF9, 2)])
)


def has_capitals(text: str) -> bool:
    """Whether a text has a word in capitals that may be a name: two letters or more, one of them a vowel ("PGĐ" has
    none)."""
    return _has_known_capitals(text) if len(text) < _LONG else _has_capitals(text)


def _has_capitals(text: str) -> bool:
    return any(len(word) > 1 and word.isupper() and not _VOWELS.isdisjoint(word) for word in text.split())


_LONG = 200
"""Characters; the same few cells of leaders come all month, longer ones do not."""
_has_known_capitals = lru_cache(maxsize=128)(_has_capitals)


def is_capital(letter: str) -> bool:
    """Whether one character is a capital; false for ""."""
    return letter.isupper()


def is_small(letter: str) -> bool:
    """Whether one character is a small letter; false for ""."""
    return letter.islower()


def is_word(letter: str) -> bool:
    """Whether one character is a letter, a digit or an underscore, as ``\\w`` has it; false for ""."""
    return letter.isalnum() or letter == "_"


CROSSES = frozenset((*"xX×✓✔√+●•*", "☑", "☒", "(x)", "(X)"))
"""What stands alone in a cell to say yes."""


class Phrases:
    """Phrases of two letters or more to be found at a place in a text, given parted by bars ("Họp|Hội nghị").

    Where one is the beginning of another, the longer is tried first.
    """

    def __init__(self, phrases: str) -> None:
        by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for phrase in sorted(phrases.split("|"), key=len, reverse=True):
            by_letters[phrase[:2]].append(phrase)
        self._by_letters = dict(by_letters)

    def match(self, text: str, at: int = 0) -> str:
        """The phrase that stands in ``text`` at ``at`` with no letter or digit behind it, "" where none does."""
        for phrase in self._by_letters.get(text[at : at + 2], ()):
            if text.startswith(phrase, at) and not is_word(text[at + len(phrase) : at + len(phrase) + 1]):
                return phrase
        return ""
