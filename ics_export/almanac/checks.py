"""Questions that a printed programme raises: does the name of the year fit, do the weekdays fit the dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

from ics_export.tuples import NamedTuple

from .lunar import can_chi

Verdict = Literal["right", "misspelt", "wrong", "unreadable"]

# Spellings that are as good as ours: i for y, and the southern "Mẹo" for Mão.
_EQUAL_SPELLINGS = {"quí": "quý", "kỉ": "kỷ", "tị": "tỵ", "tí": "tý", "mẹo": "mão"}
# The same, bare of diacritics.
_EQUAL_LETTERS = {"qui": "quy", "ki": "ky", "ti": "ty", "meo": "mao"}
_WORDS = re.compile(r"[^\W\d_]+")
# Only a word like these makes two words a year's name: "quý đầu năm" is a quarter, not Quý Dậu.
_INTRODUCTIONS = {"năm", "tết", "đán", "xuân"}
# The first words of the 60 names, bare: the names themselves are only made for a text that has one of these.
_STEMS = {"giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy"}


class CanChiCheck(NamedTuple):
    """What a programme's name for a year amounts to.

    `right_name`: the name the year has. `read`: the name that was meant as far as it can be read, None where
    it cannot. `verdict`: "right"; "misspelt" (the right name, with other diacritics or one letter off);
    "wrong" (another year's name); "unreadable".
    """

    right_name: str
    read: str | None
    verdict: Verdict


def check_can_chi(text_name: str, year: int) -> CanChiCheck:
    """Compare a printed sexagenary name (can chi) with the lunar year it should name.

    In: the name in any case and with any diacritics ("ÁT TỶ"), the lunar year. The diacritics may all be
    wrong: of the 60 names no two differ in them alone, since a stem takes only every other branch (that also
    reads "Ất Tý", which is no year, as Ất Tỵ).
    """
    right = can_chi(year)
    spelling = _spelling(text_name)
    if spelling == _spelling(right):
        return CanChiCheck(right, right, "right")
    bare = _bare(spelling)
    read = _names_by_letters().get(bare)
    if read is None and _one_letter_apart(bare, _bare(right.lower())):
        read = right
    if read is None:
        return CanChiCheck(right, None, "unreadable")
    return CanChiCheck(right, read, "misspelt" if read == right else "wrong")


def find_can_chi(text: str) -> tuple[str, ...]:
    """The year names in a text, as they are printed: "NGHỈ TẾT NGUYÊN ĐÁN ÁT TỶ" gives ("ÁT TỶ",).

    A name is two words whose letters are those of one of the 60 names, after "năm", "Tết", "Nguyên đán" or
    "xuân"; two such words elsewhere are ordinary speech ("quý đầu năm").
    """
    text = unicodedata.normalize("NFC", text)
    lower = text.lower()
    if not any(word in lower for word in _INTRODUCTIONS):  # nearly all texts: no words to be taken apart
        return ()
    words = list(_WORDS.finditer(text))
    return tuple(
        text[first.start() : second.end()]
        for before, first, second in zip(words, words[1:], words[2:], strict=False)
        if before.group().lower() in _INTRODUCTIONS
        and _bare(_spelling(first.group())) in _STEMS
        and not text[first.end() : second.start()].strip()
        and _bare(_spelling(f"{first.group()} {second.group()}")) in _names_by_letters()
    )


def weekdays_fit(pairs: Iterable[tuple[int, int]], near: tuple[int, int]) -> list[tuple[int, int]]:
    """The months for which printed weekdays would all be right.

    In: (day of the month, ISO weekday with Monday 1) pairs, and the (year, month) they were printed for.
    Out: every (year, month) within 24 months of it in which each day exists and falls on its weekday, the
    nearest first, of two equally near the earlier; `near` itself where it fits. Every month for no pairs.
    """
    from dateutil.relativedelta import relativedelta  # only a programme that contradicts itself comes here

    wanted = [*dict.fromkeys(pairs)]
    fitting = []
    for offset in sorted(range(-24, 25), key=lambda offset: (abs(offset), offset)):
        try:
            first = date(*near, 1) + relativedelta(months=offset)
            # A day that the month does not have comes out as the month's last.
            printed = [(day, first + relativedelta(day=day), weekday) for day, weekday in wanted]
            if all(found.day == day and found.isoweekday() == weekday for day, found, weekday in printed):
                fitting.append((first.year, first.month))
        except ValueError:  # a year that the calendar does not have
            continue
    return fitting


def _spelling(name: str) -> str:
    """A name in lower case, one space, our spelling of the words that have two."""
    words = unicodedata.normalize("NFC", name).lower().split()
    return " ".join(_EQUAL_SPELLINGS.get(word, word) for word in words)


def _bare(spelling: str) -> str:
    """The letters of a name in lower case, without diacritics."""
    decomposed = unicodedata.normalize("NFD", spelling.replace("đ", "d"))
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_EQUAL_LETTERS.get(word, word) for word in letters.split())


@cache
def _names_by_letters() -> dict[str, str]:
    names = [can_chi(year) for year in range(4, 64)]
    return {_bare(name.lower()): name for name in names}


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter changed, added or left out makes one text of the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest = one[place + 1 :] if len(one) == len(other) else one[place:]
    return rest == other[place + 1 :]
