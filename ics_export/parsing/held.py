"""Which offices (*chức vụ*) the people of a document hold: beside a higher one, of which body, of which section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ics_export.parsing.groups import specific_body
from ics_export.parsing.mentions import OF_SECTIONS, OF_UNITS, ON_THE_BOARD, Mention
from ics_export.parsing.offices import is_ours
from ics_export.parsing.outsiders import LONGEST_PERSON
from ics_export.parsing.roster import body_of, is_head_and_secretary
from ics_export.parsing.titles import find_titles, is_deputy, short_title, titles_in

_WITH_AN_OFFICE = (
    "sở ", "ubnd ", "ủy ban nhân dân ", "uỷ ban nhân dân ", "xã ", "phường ", "thị trấn ", "huyện ", "quận ", "thị xã ",
    "thành phố ",
)  # fmt: skip
_OF_FORCES = ("TCA", "PTCA", "CHT", "PCHT", "CA", "CV")
"""Titles of the heads of an area's police and military command, and of a specialist (*chuyên viên*)."""
_COMMUNES = re.compile(r"đảng [uủ][yỷ].*(?:(?<!thị )xã|phường|thị trấn)(?!\w)")


def heads_section(title: str, home: str) -> bool:
    """Whether a title is that of the head of a section of the office called ``home`` (folded), or of his deputy."""
    if home.startswith(("phòng", "khoa")):
        return False
    of_area = home.startswith(_WITH_AN_OFFICE) or _COMMUNES.match(home) is not None
    return title in OF_SECTIONS or (of_area and title in (*OF_UNITS, *_OF_FORCES))


def of_two_ranks(one: str, other: str) -> bool:
    """Whether one title is that of a leader, the other of the head of a section: "Đ/c Hùng TP" is hardly "Hùng PGĐ"."""
    sections = (*OF_SECTIONS, *OF_UNITS)
    return (one in ON_THE_BOARD and other in sections) or (one in sections and other in ON_THE_BOARD)


def stand_apart(people: Sequence[Mention], one: str, other: str) -> bool:
    """Whether two people, by their keys, must be two: one cell names both, or the first is of a section."""
    of_section = any(m.key == one and not m.title and _WITH_SECTION.search(m.printed) for m in people)
    return of_section or any(one in cell and other in cell for cell in cells_of(people))


def cells_of(people: Sequence[Mention]) -> Iterator[set[str]]:
    """The keys of those whom each cell names."""
    cell: set[str] = set()
    for mention in people:
        if mention.before == "" and cell:
            yield cell
            cell = set()
        cell.add(mention.key)
    yield cell


def body_elsewhere(mentions: Sequence[Mention], home: str, headed: bool) -> str:
    """The body, none of ours whose name is ``home`` (folded), in which somebody has his office: wherever he is printed
    with a title, each is printed with such a body; without any, "Đ/c Khoa, phòng QLĐT", where others are titled
    (``headed``) also "Đ/c Khoa (Phòng QLĐT)". "" where he has none."""
    body = ""
    titled = [mention for mention in mentions if find_titles(mention.printed)]
    if not titled:
        section = _WITH_SECTION if headed else _OF_SECTION
        return "Phòng" if all(section.search(mention.printed) for mention in mentions) else ""
    for mention in titled:
        printed = mention.printed[:LONGEST_PERSON]
        for _, end in find_titles(printed):
            behind = printed[end:].lstrip(" .")
            body = specific_body(behind.replace(mention.name, "").strip())  # "Giám đốc Sở Phạm Quốc Tuấn"
            if not body and (committee := _COMMITTEE.match(behind)):
                body = committee[0]
            if not body or is_ours(body, home):
                return ""
    return body


_WITH_SECTION = re.compile(
    r"[,(–-]\s*(?:[Pp]hòng(?! (?:họp|hội|khánh|tiếp|\d))|P\.|[Tt]ổ|[Kk]hoa|[Vv]ăn phòng|VP)(?:\s?\w|$)"
)
_OF_SECTION = re.compile(r",\s*(?:phòng|tổ|khoa)\s\w")
BODIES_BESIDE = (
    "UBND",
    "HĐND",
    "Tỉnh ủy",
    "Huyện ủy",
    "Thành ủy",
    "Bộ ",
    "Trung ương",
    "Sở",
    "Cục",
    "Ban ",
    "Công ty",
)
_COMMITTEE = re.compile(
    r"(?:UBND|HĐND|Tỉnh ủy|Huyện ủy|Thành ủy|Bộ(?! phận| môn)|Trung ương)(?!\w)(?:\s(?:tỉnh|huyện|thành phố|xã))?"
)


def of_council(people: Iterable[Mention], roles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Whose key has which office of a people's council: "Đ/c Hùng - CT HĐND" is who "Chủ tịch HĐND" means."""
    if not any(key.endswith(" HĐND") for key in roles):
        return
    for mention in people:
        if mention.name and "HĐND" in mention.printed:
            for start, end in find_titles(mention.printed):
                if mention.printed[end:].lstrip().startswith("HĐND"):
                    yield short_title(mention.printed[start:end])[0], mention.key


def held_beside(people: Sequence[Mention], by_key: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Who is printed as a deputy, or as a committee's secretary (BT), beside a higher title, by the lower one; nobody
    where neither a group nor such a title alone is named.
    """
    if not any(m.group in ("deputies", "all") or (not m.name and _beneath(m.title)) for m in people):
        return {}
    found: dict[str, dict[str, None]] = {}
    for key, printed, title in dict.fromkeys([(m.key, m.printed, m.title) for m in people if m.title]):
        if not is_deputy(title) and key in by_key:
            for start, end in find_titles(printed):
                other = short_title(printed[start:end])[0]
                if _beneath(other) and other != title and not re.match(_OF_BRANCH, printed[end:]):
                    found.setdefault(other, {})[by_key[key]] = None
    return {title: tuple(names) for title, names in found.items()}


def with_secretaries(
    beside: dict[str, tuple[str, ...]], people: Sequence[Mention], by_key: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """``beside`` with all who are named as the party's secretary, where a head is printed as that without his name."""
    if not any(not m.name and is_head_and_secretary(m.printed) for m in people):
        return beside
    named = [by_key[m.key] for m in people if m.name and m.key in by_key and "BT" in (m.title, *titles_in(m.printed))]
    return {**beside, "BT": tuple(dict.fromkeys([*beside.get("BT", ()), *named]))}


def _beneath(title: str) -> bool:
    """Whether a title may be held beside a higher one."""
    return is_deputy(title) or title == "BT"


_OF_BRANCH = r"\s*(?:Chi|Đoàn|chi|đoàn)(?!\w)"


_PARTYS = r"(?:Đảng|Tỉnh|Huyện|Thành|Thị|Quận) (?:ủy|uỷ)(?!\w)"


def of_bodies(people: Iterable[Mention], by_key: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Of which of the two bodies each person is printed to be, and of the party; {} where neither has anybody."""
    found: dict[str, frozenset[str]] = {}
    for mention in people:
        body = body_of(mention.printed) if mention.name else ""
        secretary = mention.title in ("BT", "PBT") and (mention.name or re.search(_PARTYS, mention.printed))
        body = body or ("Đảng" if secretary and not mention.group else "")
        if body and mention.key in by_key:
            name = by_key[mention.key]
            found[name] = found.get(name, frozenset()) | {body}
    return found if any(bodies != {"Đảng"} for bodies in found.values()) else {}
