"""Family and middle names printed as initials, "L.T. Hùng", "Ng. Hùng": who is meant, and who else bears the name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ics_export.parsing.mentions import Mention
from ics_export.parsing.names import INITIAL
from ics_export.parsing.words import CAPITAL, SMALL

_ADDRESSES = ("Ông", "Bà", "Thầy", "Cô", "Anh", "Chị", "Chí")


def initials_of(mention: Mention) -> tuple[str, ...]:
    """The initials that a mention prints before its name: ("Ng",) of "Đ/c Ng. Hùng - PGĐ", with the family's name where
    it stands before them, ("Đoàn", "T") of "Đoàn T. Thanh Hà"."""
    if not mention.name or "." not in mention.printed:
        return ()
    match = re.search(
        rf"(?:(?<!\w)|(?<=/[cC]))(?:({CAPITAL}{SMALL}+)\s)?((?:{INITIAL}\.\s?){{1,3}}){re.escape(mention.name)}(?!\w)",
        mention.printed,
    )
    if not match:
        return ()
    family = (match[1],) if match[1] and match[1] not in _ADDRESSES else ()
    return (*family, *map(str.capitalize, re.findall(INITIAL, match[2])))


def fits(initials: tuple[str, ...], given: str, name: str) -> bool:
    """Whether a full ``name`` may be printed with these initials before the name ``given``: all of them, or that of the
    family alone."""
    words = name.removesuffix(given).replace(".", " ").split()
    if len(initials) not in (1, len(words)):
        return False
    return all(word.startswith(letter) for word, letter in zip(words, initials, strict=False))


def told_by_initials(mentions: Iterable[Mention]) -> dict[Mention, str]:
    """The names with their initials, "Ng. Hùng", of those mentions whose initials alone tell them from somebody else of
    the same name: no full name fits them, and others have other initials or a full name that does not fit."""
    printed: dict[str, dict[tuple[str, ...], list[Mention]]] = {}
    named = [mention for mention in mentions if mention.name]
    for mention in named:
        if initials := initials_of(mention):
            printed.setdefault(mention.name, {}).setdefault(initials, []).append(mention)
    found: dict[Mention, str] = {}
    for name, known in printed.items():
        full = {mention.name for mention in named if mention.name.endswith(f" {name}")}
        if len(known) + len(full) < 2:
            continue
        for initials, same in known.items():
            if not any(fits(initials, name, one) for one in full):
                found.update(dict.fromkeys(same, f"{'.'.join(initials)}. {name}"))
    return found
