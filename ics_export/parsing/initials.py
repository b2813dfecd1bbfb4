"""Family and middle names printed as initials, "L.T. Hùng", "Ng. Hùng": who is meant, and who else bears the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
    """Whether a full ``name`` may be printed with these initials before the name ``given``: all of them, or one, mostly
    that of the family."""
    words = name.removesuffix(given).replace(".", " ").split()
    if len(initials) == 1:
        return any(word.startswith(initials[0]) for word in words)
    return len(initials) == len(words) and all(map(str.startswith, words, initials))


def best_fitting(initials: tuple[str, ...], given: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the full ``names`` that may be printed so, by the initial of the family where it fits any."""
    fitting = tuple([name for name in names if initials and fits(initials, given, name)])
    if len(initials) != 1:
        return fitting
    of_family = tuple([name for name in fitting if name.startswith(initials[0])])
    return of_family or fitting


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
        people: list[tuple[tuple[str, ...], list[Mention]]] = []  # the fullest initials first
        for initials in sorted(known, key=lambda one: (-len(one), -len("".join(one)))):
            if any(fits(initials, name, one) for one in full):
                continue
            same = next((theirs for other, theirs in people if _may_be_same(initials, other)), None)
            if same is None:
                people.append((initials, known[initials]))
            else:
                same += known[initials]
        if len(people) + len(full) > 1:
            for initials, theirs in people:
                found.update(dict.fromkeys(theirs, f"{'.'.join(initials)}. {name}"))
    return found


def _may_be_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter of two initials may be one person's with the other: "N. Hùng" and "N.V. Hùng", "Ng. Hùng"."""
    alike = [a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False)]
    return all(alike) or (len(one) == 1 and one[0] in other)
