"""Who the leaders of a document are: configured, or inferred from how they are printed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ics_export.config import Config
from ics_export.model import Leader
from ics_export.parsing.groups import specific_body
from ics_export.parsing.initials import told_by_initials
from ics_export.parsing.mentions import Mention, is_head_of_unit
from ics_export.parsing.offices import is_ours
from ics_export.parsing.roster import (
    COMMITTEES_OF_AREAS,
    HEADS_OF_BUREAUS,
    NO_COMMITTEES,
    OF_AREAS,
    OF_COMMITTEE,
    Roster,
    body_of,
    is_head_and_secretary,
    make_roster,
)
from ics_export.parsing.spellings import bring_together
from ics_export.parsing.titles import (
    ACTING,
    find_titles,
    is_acting,
    is_deputy,
    is_standing,
    short_title,
    titles_in,
)
from ics_export.parsing.words import NAMED
from ics_export.vietnamese import fold


@lru_cache(maxsize=8)
def infer_roster(
    mentions: tuple[Mention, ...], config: Config, day: dt.date, signer: tuple[str, str] | None, home: str = ""
) -> Roster:
    """The roster of a document from its mentions, the leaders configured for ``day`` and the signer (full name, title).

    One person's spellings are brought together: a full name and its last word ("Nguyễn Văn Hoàn", "Hoàn") where that
    is unambiguous. The title is the one printed most often. A role printed without any name is a leader of that role
    where nobody named has it. Kept for a few documents: a month's weeks and corrections name whom the month names.
    """
    configured = [
        e for e in config.roster if (e.since is None or e.since <= day) and (e.until is None or day <= e.until)
    ]
    printed: dict[str, Counter[str]] = {}
    titles: dict[str, Counter[str]] = {}
    roles: dict[str, Mention] = {}
    # Where nobody has another title than they do, those who go along are leaders too.
    headed = any(m.title and m.title not in OF_SECTIONS + OF_UNITS for m in mentions if m.name and not m.escort)
    people = [mention for mention in mentions if not (mention.escort and headed)]
    namesakes_by = told_by_initials(people) if any("." in m.printed for m in people) else {}
    for mention in people:
        if mention.name:
            if mention.key not in printed:
                printed[mention.key], titles[mention.key] = Counter(), Counter()
            name = namesakes_by.get(mention, mention.name)
            key = fold(name) if name != mention.name else mention.key
            if key not in printed:
                printed[key], titles[key] = Counter(), Counter()
            printed[key][name] += 1
            if mention.title:
                titles[key][mention.title] += 1
        elif mention.key.startswith("title:"):
            roles.setdefault(mention.key, mention)
    canonical, doubtful = bring_together(printed, titles, lambda one, other: _apart(people, one, other))
    leaders: list[Leader] = []
    by_key: dict[str, str] = {}
    entries = {fold(n): e for e in configured for n in (e.name, e.full_name, *e.aliases) if n}
    for entry in configured:
        leaders.append(Leader(entry.name, entry.title, entry.full_name, entry.aliases))
        by_key.update({fold(n): entry.name for n in (entry.name, entry.full_name, *entry.aliases) if n})
    others: set[str] = set()
    elsewhere: dict[str, str] = {}
    heads: set[str] = set()  # those of them who head a section of the office
    members_of: dict[str, list[str]] = {}
    for key in printed:
        members_of.setdefault(canonical[key], []).append(key)
    for key in printed:
        members = members_of.get(key, ())
        known = next((entries[k] for k in members if k in entries), None)
        if canonical[key] != key or (key not in doubtful.get(key, (key,)) and not known):
            continue
        if known:
            by_key.update(dict.fromkeys(members, known.name))
            continue
        counts = _together(printed, members)
        name = max(counts, key=lambda n: (len(n.split()), counts[n]))
        shorter = [k for k in members if key.endswith(f" {k}")]
        title_counts = _together(titles, members)
        if len(title_counts) > 1:  # "cô Hương, TP. Đào tạo" may be two: who is a deputy elsewhere heads no department
            ranked = {title: count for title, count in title_counts.items() if title not in OF_SECTIONS}
            title_counts = Counter(ranked) or title_counts
        title = max(title_counts, key=title_counts.__getitem__, default="")
        full = name if " " in name else ""
        short = max((n for k in shorter for n in printed[k]), key=len, default="")
        aliases = (short,) if short else ()
        leaders.append(Leader(name, title, full, aliases))
        if key in doubtful:
            others.add(name)  # perhaps another's name misspelt: in no group
        elif _heads_section(title, home):
            heads.add(name)  # "Lãnh đạo Sở" are its director and deputies
        elif home.startswith(NO_COMMITTEES):
            elsewhere[name] = _body_elsewhere([m for m in people if m.name and m.key in members], home, headed)
        by_key.update(dict.fromkeys(members, name))
    if not all(elsewhere.values()):
        for name, body in elsewhere.items():
            # "Đ/c Hùng - GĐ Trung tâm Quy hoạch" is none of "Lãnh đạo Sở", "PGĐ Sở Tài chính" none of the office.
            if body:
                (others if body.startswith(_BODIES_BESIDE) else heads).add(name)
    standing = {m.title: m.key for m in people if m.name and m.key in by_key and is_standing(m.printed)}
    by_key.update({f"title:{title} TT": by_key[key] for title, key in standing.items()})
    acting = {m.title: m.key for m in people if m.name and m.key in by_key and is_acting(m.printed)}
    by_key.update({f"title:{title} {ACTING}": by_key[key] for title, key in acting.items()})
    for title, key in _of_council(people, roles):
        if key in by_key:  # a name of which two may be meant has no feed of its own
            by_key.setdefault(f"title:{title} HĐND", by_key[key])
    fields = [(m.title, m.field, m.key) for m in people if m.field and m.key in by_key]
    for key in roles if fields else ():
        # "PTGĐ Kỹ thuật" or "PTGĐ.KT" is who "PTGĐ Kỹ thuật Mạc Đăng Khôi" names.
        title, _, of = key.removeprefix("title:").partition(" ")
        same = {by_key[who] for held, field, who in fields if held == title and of in (field, _initials(field))}
        if len(same) == 1:
            by_key.setdefault(key, same.pop())
    namesakes = Counter(fold(leader.name) for leader in leaders)
    leaders = [_signed(leader, namesakes, signer) for leader in leaders]
    council: set[str] = set()
    held = {leader.title for leader in leaders}
    secretaries = _beside(people, by_key).get("BT", ()) if "title:BT" in roles else ()
    of_committee = {t for m in people if "UBND" in m.printed for t in ([m.title] if m.title else titles_in(m.printed))}
    for key, role in roles.items():
        text = role.printed
        title, _, field = key.removeprefix("title:").partition(" ")
        if title in ("Phó", "Cục"):
            title, field = key.removeprefix("title:"), ""
        if field == "HĐND" and title not in of_committee and not home.startswith(COMMITTEES_OF_AREAS):
            field = ""  # the only chairman there is
        if role.away and is_ours(role.away, home):
            field, text = "", text.partition(role.away)[0]
        if field == "HĐND" or "HĐND" in text:
            first = titles_in(text.partition(", ")[0])
            secretary = [x.name for x in leaders if ", " in text and first and x.title == first[0]]
            if len(secretary) == 1:
                by_key.setdefault(key, secretary[0])  # "Bí thư Huyện ủy, Chủ tịch HĐND": who is the secretary elsewhere
        if key == "title:BT" and len(secretaries) == 1 and not any(x.title == "BT" for x in leaders):
            by_key.setdefault(key, secretaries[0])  # "Đ/c Bí thư": who is that beside, "Bí thư Đảng ủy, Chủ tịch HĐND"
        if title in HEADS_OF_BUREAUS and home.startswith(("cục ", "chi cục ")):
            short = HEADS_OF_BUREAUS[title]  # "Cục trưởng" is who "Đ/c Khiêm CT" is
            heads_of_ours = [leader.name for leader in leaders if leader.title == short]
            if len(heads_of_ours) == 1:
                by_key.setdefault(key, heads_of_ours[0])
            elif heads_of_ours:
                continue  # "01 Phó Cục trưởng" is one of those printed "PCT"
        if key not in by_key and (is_head_of_unit(role) or role.away):
            # "Trưởng ban Tổ chức" is who "Đ/c Đạt - Trưởng ban Tổ chức" names, "Chủ tịch Công đoàn" is "Đ/c Vỵ PHT,
            # Chủ tịch Công đoàn".
            role_there = re.compile(rf"(?:[,;-]|(?<=\w)) {re.escape(fold(_plain_role(role.printed)))}(?!\w)")
            apart = re.compile(r"\([^()]*\)|(?<!\w)(?:nguyên|thay|cùng|mời|của|phó) .*")
            named = [(m.key, apart.sub("", fold(m.printed))) for m in people if m.name and m.key in by_key]
            holders = {by_key[who] for who, words in named if role_there.search(words)}
            if len(holders) == 1:
                by_key[key] = holders.pop()
        if key in by_key or (field == ACTING and any(leader.title == title for leader in leaders)):
            continue  # "PGĐ phụ trách" beside deputies none of whom is called so: one of them
        if (
            field
            and not role.away
            and field != "HĐND"
            and title in held
            and _may_be_named(key, title, people, canonical)
        ):
            continue  # so is "PCT phụ trách VX" or "PCT TT" beside deputies with names
        if role.away and field:
            # The head of another body, or of a unit, has a feed of his own, and no part in what our leaders do.
            by_key[key] = _plain_role(text)
            others.add(by_key[key])
            leaders.append(Leader(by_key[key], f"{title} {role.away}"))
        elif field or not any(leader.title == title and leader.name not in council for leader in leaders):
            name = re.sub(r"\s+(?:Sở|UBND.*|cơ quan)$", "", _plain_role(text))
            if (
                signer
                and signer[1] == title
                and field != "HĐND"
                and (home.startswith("phòng") or not is_head_of_unit(role))
            ):
                name = signer[0]
                leaders.append(Leader(name, title, signer[0], (text,)))
            else:
                leaders.append(Leader(name, title))
            by_key[key] = name
            if (
                home.startswith(NO_COMMITTEES)
                and title in OF_AREAS
                and OF_COMMITTEE.search(text)
                and held - {*OF_AREAS}
            ):
                others.add(name)  # "Phó Chủ tịch UBND tỉnh" is none of a department's
            if is_head_of_unit(role) or _heads_section(title, home):
                heads.add(name)
            if field == "HĐND":
                council.add(name)
                if home.startswith(COMMITTEES_OF_AREAS):
                    others.add(name)
    rank = {"BT": 0, "TGĐ": 1, "GĐ": 1, "CT": 1, "HT": 1}
    order = sorted(
        range(len(leaders)),
        key=lambda i: (rank.get(leaders[i].title, 3 if is_deputy(leaders[i].title) or not leaders[i].title else 2), i),
    )
    groups = {fold(word): members for word, members in config.groups}
    open_keys = {key: meant for key, meant in doubtful.items() if key not in entries}
    return make_roster(
        [leaders[i] for i in order],
        by_key,
        groups,
        _with_secretaries(_beside(people, by_key), people, by_key),
        open_keys,
        others,
        heads,
        _of_bodies(people, by_key),
        home,
    )


OF_SECTIONS = ("TP", "PTP", "TK", "PTK")
OF_UNITS = ("CVP", "PCVP", "CTTr", "PCTTr")
"""Titles of those who head the own office and inspectorate of a department (*Sở*) or a people's committee."""
_WITH_AN_OFFICE = ("sở ", "ubnd ", "ủy ban nhân dân ", "uỷ ban nhân dân ")


def _heads_section(title: str, home: str) -> bool:
    """Whether a title is that of the head of a section of the office called ``home`` (folded), or of his deputy."""
    if home.startswith(("phòng", "khoa")):
        return False
    return title in OF_SECTIONS or (title in OF_UNITS and home.startswith(_WITH_AN_OFFICE))


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
    for cell in _cells(people):
        if role in cell:
            apart |= {canonical.get(key, key) for key in cell} & named
    return bool(named - apart)


def _apart(people: Sequence[Mention], one: str, other: str) -> bool:
    """Whether two people, by their keys, must be two: one cell names both, or the first is of a section."""
    of_section = any(m.key == one and not m.title and _WITH_SECTION.search(m.printed) for m in people)
    return of_section or any(one in cell and other in cell for cell in _cells(people))


def _cells(people: Sequence[Mention]) -> Iterator[set[str]]:
    """The keys of those whom each cell names."""
    cell: set[str] = set()
    for mention in people:
        if mention.before == "" and cell:
            yield cell
            cell = set()
        cell.add(mention.key)
    yield cell


def _body_elsewhere(mentions: Sequence[Mention], home: str, headed: bool) -> str:
    """The body, none of ours whose name is ``home`` (folded), in which somebody has his office: wherever he is printed
    with a title, each is printed with such a body; without any, "Đ/c Khoa, phòng QLĐT", where others are titled
    (``headed``) also "Đ/c Khoa (Phòng QLĐT)". "" where he has none."""
    body = ""
    titled = [mention for mention in mentions if find_titles(mention.printed)]
    if not titled:
        section = _WITH_SECTION if headed else _OF_SECTION
        return "Phòng" if all(section.search(mention.printed) for mention in mentions) else ""
    for mention in titled:
        for _, end in find_titles(mention.printed):
            behind = mention.printed[end:].lstrip(" .")
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
_BODIES_BESIDE = (
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


def _initials(words: str) -> str:
    return "".join([word[0] for word in words.split()]).upper()


def _plain_role(printed: str) -> str:
    """A role as printed, without the address before it and what stands before that."""
    return re.sub(rf"^(?:{NAMED})\s*:?\s*", "", printed.rpartition(", ")[2]).strip()


def _of_council(people: Iterable[Mention], roles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Whose key has which office of a people's council: "Đ/c Hùng - CT HĐND" is who "Chủ tịch HĐND" means."""
    if not any(key.endswith(" HĐND") for key in roles):
        return
    for mention in people:
        if mention.name and "HĐND" in mention.printed:
            for start, end in find_titles(mention.printed):
                if mention.printed[end:].lstrip().startswith("HĐND"):
                    yield short_title(mention.printed[start:end])[0], mention.key


def _beside(people: Sequence[Mention], by_key: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
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


def _with_secretaries(
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


def _of_bodies(people: Iterable[Mention], by_key: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Of which of the two bodies each person is printed to be, and of the party; {} where neither has anybody."""
    found: dict[str, frozenset[str]] = {}
    for mention in people:
        body = body_of(mention.printed) if mention.name else ""
        body = body or ("Đảng" if mention.name and mention.title in ("BT", "PBT") else "")
        if body and mention.key in by_key:
            name = by_key[mention.key]
            found[name] = found.get(name, frozenset()) | {body}
    return found if any(bodies != {"Đảng"} for bodies in found.values()) else {}


def _together(counters: Mapping[str, Counter[str]], members: Sequence[str]) -> Counter[str]:
    """The counts of all spellings of one person."""
    return counters[members[0]] if len(members) == 1 else sum((counters[key] for key in members), Counter())


def _signed(leader: Leader, namesakes: Mapping[str, int], signer: tuple[str, str] | None) -> Leader:
    """``leader`` with the signer's full name where the signer can be nobody else."""
    if signer is None or leader.full_name:
        return leader
    name, title = signer
    if fold(name.split()[-1]) != fold(leader.name) or (leader.title and title and leader.title != title):
        return leader
    if namesakes[fold(leader.name)] > 1:
        return leader
    return Leader(leader.name, leader.title or title, name, leader.aliases)
