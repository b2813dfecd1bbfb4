"""Which words name the office whose programme it is (*cơ quan ban hành*), and which another body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ics_export.parsing.mentions import Mention
from ics_export.vietnamese import fold

AREAS = ("thành phố", "thị xã", "thị trấn", "huyện", "quận", "tỉnh", "phường", "xã")
_PARTY = {"tỉnh": "tỉnh", "thành": "thành phố", "thị": "thị xã", "quận": "quận", "huyện": "huyện"}
_BODIES = {"ubnd": ("ubnd", "ủy ban nhân dân"), "hđnd": ("hđnd", "hội đồng nhân dân")}
_OFFICES = ("đảng ủy", *(f"{area} ủy" for area in _PARTY), *(word for words in _BODIES.values() for word in words))
_AREA = rf"(?<!\w)(?:{'|'.join(AREAS)})(?! ủy)(?!\w)[^,]*"
_OF_AREAS = ("ủy ban nhân dân", "hội đồng nhân dân", "huyện ủy", "thị ủy", "thành ủy", "tỉnh ủy", "quận ủy", "đảng ủy")
_MEANT = r"^(?:của|trong|thuộc|toàn) |(?:^| )(?:phụ trách|liên quan|theo|được phân công|cùng dự|dự|tham dự)(?!\w).*"
"""Words behind a group or a title that name no other body."""
_HERE = ("cơ quan", "đơn vị", "nhà trường")
_SHORT_FORMS = (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("bv", "bệnh viện"), ("uỷ", "ủy"))


def home_of(organisation: str) -> tuple[str, ...]:
    """The people's committee and council whose chairmen are leaders of this office, with their area: both for a party's
    committee, and itself ("Huyện ủy": "ubnd huyện", "hđnd huyện", "huyện ủy"), one for such a body itself, none for
    every other office."""
    text = fold(organisation).removeprefix("thường trực ").removeprefix("ban thường vụ ")
    if not text.startswith(_OFFICES):
        return ()
    area = re.search(_AREA, text)
    first, _, rest = text.partition(" ")
    name = area[0] if area else _PARTY.get(first, "") + rest.removeprefix("ủy")
    party = text.startswith("đảng ủy") or first in _PARTY
    found = [f"{body} {name}" for body, words in _BODIES.items() if name and (party or any(w in text for w in words))]
    return (*found, text) if party else tuple(found)


def folded_name(organisation: str) -> str:
    """The folded name of an office, a council's with its letters: it is no association (*hội*)."""
    name = fold(organisation)
    return f"hđnd{name.removeprefix(_COUNCIL)}" if name.startswith(_COUNCIL) else name


_COUNCIL = "hội đồng nhân dân"


def of_office(mentions: Iterable[Mention], bodies: Sequence[str], name: str) -> tuple[Mention, ...]:
    """Those named in an item's words who are of the programme's own office, which is called ``name`` (folded) and whose
    committee and council are ``bodies``: in a district's programme "Chủ tịch UBND huyện" is, "Chủ tịch UBND tỉnh" is a
    guest.

    Behind the area its name and a person's look alike: our own area's is no person, of others three words are one.
    Of an office without a name a chairman "UBND" whose area nobody prints is taken for its own.
    """
    found: list[Mention] = []
    for mention in mentions:
        if mention.group in ("all", "deputies") and _is_elsewhere(mention.printed, bodies, name):
            continue
        if ";" in mention.away:
            held = mention.away.split(";")  # "Phó Bí thư Thành ủy, Chủ tịch UBND thành phố"
            mention = mention._replace(away=next((one for one in held if begins_one(fold(one), bodies)), held[0]))
        body = fold(mention.away)
        if mention.name and body.endswith(mention.key) and begins_one(body, bodies):
            council = " HĐND" if body.startswith("hđnd") else ""
            mention = mention._replace(key=f"title:{mention.title}{council}", name="")
        elif mention.name.count(" ") > 1:
            body = body.removesuffix(mention.key).strip()
        if not body or begins_one(body, bodies) or (not name and body in _BODIES):
            found.append(mention._replace(away="") if body else mention)
        elif not mention.name and mention.key.endswith(mention.away) and is_ours(mention.away, name):
            found.append(mention._replace(key=f"title:{mention.title}", away=""))
    return tuple(found)


def _is_elsewhere(printed: str, bodies: Sequence[str], name: str) -> bool:
    """Whether a group is printed with another body's name: "lãnh đạo Thanh tra tỉnh", "các Phó Chủ tịch UBND xã"."""
    match = re.search(_OF_GROUP, printed)
    if not match or not match[1][:1].isupper():
        return False
    return not is_ours(match[1], name) and not begins_one(fold(match[1].strip(" .,;")), bodies)


_OF_GROUP = r"(?i:(?:ãnh đạo|phó (?:chủ tịch|giám đốc|bí thư)|(?<!\w)p(?:ct|gđ|bt)))\s([^,;(]+)"


def begins_one(body: str, home: Sequence[str]) -> bool:
    """Whether the words of a body are those of one of ours, be it without its area or its name."""
    return any(f"{own} ".startswith(f"{body} ") for own in home)


def is_ours(rest: str, name: str) -> bool:
    """Whether what stands behind a title or a group's word names no other body than ours, which is called ``name``
    (folded): "", "Sở", "UBND xã", "Hội ND tỉnh" of the "hội nông dân tỉnh"."""
    words = rest.strip(" -–.,:()")
    rest = re.sub(_MEANT, "", _full(fold(words)))
    if not rest or rest in _HERE:
        return True
    name = _full(name)
    if rest in AREAS:
        return name.startswith(_OF_AREAS)
    if name.startswith(rest) and not name[len(rest) : len(rest) + 1].isalpha():
        return True
    return rest.split(" ", 1)[0] == name.split(" ", 1)[0] and _abbreviates(words, name)


def _abbreviates(words: str, name: str) -> bool:
    """Whether each of these words stands in the name, in its order, or is the first letters of words that do: "Sở
    TN&MT"."""
    left = [word for word in name.split() if word != "và"]
    for word in re.split(r"[\s&-]+(?:và\s+)?", words):
        letters = list(fold(word)) if word.isupper() else [fold(word)]
        found = [at for at, _ in enumerate(left) if _stand_at(letters, left, at, whole=not word.isupper())]
        if not found:
            return False
        left = left[found[0] + len(letters) :]
    return True


def _stand_at(letters: Sequence[str], left: Sequence[str], at: int, *, whole: bool) -> bool:
    here = left[at : at + len(letters)]
    return len(here) == len(letters) and all(
        word == letter if whole else word.startswith(letter) for word, letter in zip(here, letters, strict=True)
    )


def _full(folded: str) -> str:
    """A folded name with its abbreviations written out."""
    for short, full in _SHORT_FORMS:
        if short in folded:
            folded = re.sub(rf"(?<!\w){short}(?!\w)", full, folded)
    return folded
