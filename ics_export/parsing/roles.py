"""Roles (*chức danh in không kèm tên*): titles printed without a name, who holds them, and those nobody named holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ics_export.model import Leader
from ics_export.parsing.boards import NO_COMMITTEES
from ics_export.parsing.held import cells_of, heads_section, held_beside, of_council
from ics_export.parsing.mentions import Mention, is_head_of_unit
from ics_export.parsing.offices import is_ours
from ics_export.parsing.roster import (
    COMMITTEES_OF_AREAS,
    HEADS_OF_BUREAUS,
    OF_AREAS,
    OF_COMMITTEE,
    body_of,
)
from ics_export.parsing.titles import ACTING, is_acting, is_standing, titles_in
from ics_export.parsing.words import NAMED
from ics_export.vietnamese import fold


class Known:
    """What is known of a document's leaders while its roster is inferred.

    ``people`` are its mentions of them, ``home`` is the folded name of the office, ``signer`` who signs (full name,
    title). ``leaders`` grows; ``by_key`` says whom the key of a mention means; ``others`` are in no group of ours,
    ``heads`` head a section of the office.
    """

    def __init__(self, people: Sequence[Mention], home: str, signer: tuple[str, str] | None) -> None:
        self.people, self.home, self.signer = people, home, signer
        self.leaders: list[Leader] = []
        self.by_key: dict[str, str] = {}
        self.others: set[str] = set()
        self.heads: set[str] = set()

    def has(self, title: str) -> bool:
        """Whether somebody holds a title."""
        return any(leader.title == title for leader in self.leaders)


def name_roles(known: Known, roles: Mapping[str, Mention]) -> None:
    """Note whom a role means by those who are named with it elsewhere: "Đ/c Hùng - CT HĐND" is "Chủ tịch HĐND"."""
    people, by_key = known.people, known.by_key
    standing = {m.title: m.key for m in people if m.name and m.key in by_key and is_standing(m.printed)}
    by_key.update({f"title:{title} TT": by_key[key] for title, key in standing.items()})
    acting = {m.title: m.key for m in people if m.name and m.key in by_key and is_acting(m.printed)}
    by_key.update({f"title:{title} {ACTING}": by_key[key] for title, key in acting.items()})
    for title, key in of_council(people, roles):
        if key in by_key:  # a name of which two may be meant has no feed of its own
            by_key.setdefault(f"title:{title} HĐND", by_key[key])
    fields = [(m.title, m.field, m.key) for m in people if m.field and m.key in by_key]
    for key in roles if fields else ():
        # "PTGĐ Kỹ thuật" or "PTGĐ.KT" is who "PTGĐ Kỹ thuật Mạc Đăng Khôi" names.
        title, _, of = key.removeprefix("title:").partition(" ")
        same = {by_key[who] for held, field, who in fields if held == title and of in (field, _initials(field))}
        if len(same) == 1:
            by_key.setdefault(key, same.pop())


def add_roles(known: Known, roles: Mapping[str, Mention], canonical: Mapping[str, str]) -> None:
    """Add a leader for each role that nobody named holds; ``canonical`` are the keys of names brought together."""
    people = known.people
    held = {leader.title for leader in known.leaders}
    secretaries = held_beside(people, known.by_key).get("BT", ()) if "title:BT" in roles else ()
    of_committee = {t for m in people if "UBND" in m.printed for t in ([m.title] if m.title else titles_in(m.printed))}
    council: set[str] = set()
    for key, role in roles.items():
        title, of, text = _parts_of(key, role, known.home, of_committee)
        if _holder(known, key, role, title, of, text, secretaries):
            continue
        if key in known.by_key or (of == ACTING and known.has(title)):
            continue  # "PGĐ phụ trách" beside deputies none of whom is called so: one of them
        open_field = of and not role.away and of != "HĐND" and title in held
        if open_field and _may_be_named(key, title, people, canonical):
            continue  # so is "PCT phụ trách VX" or "PCT TT" beside deputies with names
        if role.away and of:
            # The head of another body, or of a unit, has a feed of his own, and no part in what our leaders do.
            name = known.by_key[key] = _plain_role(text)
            known.others.add(name)
            known.leaders.append(Leader(name, f"{title} {role.away}"))
        elif of or not any(leader.title == title and leader.name not in council for leader in known.leaders):
            name = _add_role(known, key, role, title, of, text, held)
            if of == "HĐND":
                council.add(name)


def _parts_of(key: str, role: Mention, home: str, of_committee: set[str]) -> tuple[str, str, str]:
    """The title of a role, the field or the body it is of ("" for ours), and its words without a body that is ours."""
    title, _, of = key.removeprefix("title:").partition(" ")
    if title in ("Phó", "Cục"):
        title, of = key.removeprefix("title:"), ""
    if of == "HĐND" and title not in of_committee and not home.startswith(COMMITTEES_OF_AREAS):
        of = ""  # the only chairman there is
    if role.away and is_ours(role.away, home):
        return title, "", role.printed.partition(role.away)[0]
    return title, of, role.printed


def _holder(known: Known, key: str, role: Mention, title: str, of: str, text: str, secretaries: Sequence[str]) -> bool:
    """Note who holds a role by what he is called elsewhere; True where it is one of several, and nobody knows which."""
    by_key = known.by_key
    if of == "HĐND" or "HĐND" in text:
        first = titles_in(text.partition(", ")[0])
        secretary = [x.name for x in known.leaders if ", " in text and first and x.title == first[0]]
        if len(secretary) == 1:
            by_key.setdefault(key, secretary[0])  # "Bí thư Huyện ủy, Chủ tịch HĐND": who is the secretary elsewhere
    if key == "title:BT" and len(secretaries) == 1 and not known.has("BT"):
        by_key.setdefault(key, secretaries[0])  # "Đ/c Bí thư": who is that beside, "Bí thư Đảng ủy, Chủ tịch HĐND"
    if title in HEADS_OF_BUREAUS and known.home.startswith(("cục ", "chi cục ")):
        short = HEADS_OF_BUREAUS[title]  # "Cục trưởng" is who "Đ/c Khiêm CT" is
        heads_of_ours = [leader.name for leader in known.leaders if leader.title == short]
        if len(heads_of_ours) == 1:
            by_key.setdefault(key, heads_of_ours[0])
        elif heads_of_ours:
            return True  # "01 Phó Cục trưởng" is one of those printed "PCT"
    if key not in by_key and (is_head_of_unit(role) or role.away):
        # "Trưởng ban Tổ chức" is who "Đ/c Đạt - Trưởng ban Tổ chức" names, "Chủ tịch Công đoàn" is "Đ/c Vỵ PHT,
        # Chủ tịch Công đoàn".
        role_there = re.compile(rf"(?:[,;-]|(?<=\w)) {re.escape(fold(_plain_role(role.printed)))}(?!\w)")
        apart = re.compile(r"\([^()]*\)|(?<!\w)(?:nguyên|thay|cùng|mời|của|phó) .*")
        named = [(m.key, apart.sub("", fold(m.printed))) for m in known.people if m.name and m.key in by_key]
        holders = {by_key[who] for who, words in named if role_there.search(words)}
        if len(holders) == 1:
            by_key[key] = holders.pop()
    return False


def _add_role(known: Known, key: str, role: Mention, title: str, of: str, text: str, held: set[str]) -> str:
    """Add a role as a leader, by the signer's name where he holds it; his name."""
    home, signer = known.home, known.signer
    plain_role = re.sub(_DOES_THERE, "", re.sub(_SAYS_HOW, "", _plain_role(text)))
    name = re.sub(r"\s+(?:Sở|UBND.*|cơ quan)$", "", plain_role)
    of_unit = is_head_of_unit(role)
    if signer and signer[1] == title and of != "HĐND" and (home.startswith("phòng") or not of_unit):
        name = signer[0]
        known.leaders.append(Leader(name, title, signer[0], (text,)))
    else:
        known.leaders.append(Leader(name, title))
    known.by_key[key] = name
    beside = OF_COMMITTEE.search(text) or "Hội đồng" in text
    if home.startswith(NO_COMMITTEES) and title in OF_AREAS and beside and held - {*OF_AREAS}:
        known.others.add(name)  # "Phó Chủ tịch UBND tỉnh" is none of a department's
    if of_unit or heads_section(title, home):
        known.heads.add(name)
    if of == "HĐND" and home.startswith(COMMITTEES_OF_AREAS):
        known.others.add(name)
    return name


_DOES_THERE = r"\s+(?:đồng )?(?:chủ trì|(?:tham )?dự|chỉ đạo)$"
_SAYS_HOW = r"\s*\((?:đồng )?(?:chủ trì|tham dự|dự|chỉ đạo|phụ trách)[^()]*\)$"
"""What a bracket behind a role says that he does there: "PGĐ phụ trách TM (chủ trì)"."""


def _may_be_named(role: str, title: str, people: Sequence[Mention], canonical: Mapping[str, str]) -> bool:
    """Whether the deputy whom a ``role`` with a field calls may be one of those who are named: somebody of his title
    without a field or a further office of his own, who never stands beside him in one cell."""
    named = {canonical[m.key] for m in people if m.name and m.title == title}
    apart = {
        canonical[m.key]
        for m in people
        if m.name and (m.field or is_standing(m.printed) or len(titles_in(m.printed)) > 1)
    }
    apart |= {canonical[m.key] for m in people if m.name and body_of(m.printed) == "HĐND"}
    for cell in cells_of(people):
        if role in cell:
            apart |= {canonical.get(key, key) for key in cell} & named
    return bool(named - apart)


def _initials(words: str) -> str:
    return "".join([word[0] for word in words.split()]).upper()


def _plain_role(printed: str) -> str:
    """A role as printed, without the address before it and what stands before that."""
    return re.sub(rf"^(?:{NAMED})\s*:?\s*", "", printed.rpartition(", ")[2]).strip()
