"""Who the leaders of a document are: configured, or inferred from how they are printed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ics_export.config import Config
from ics_export.model import Leader
from ics_export.parsing.boards import NO_COMMITTEES
from ics_export.parsing.held import (
    BODIES_BESIDE,
    body_elsewhere,
    heads_section,
    held_beside,
    of_bodies,
    stand_apart,
    with_secretaries,
)
from ics_export.parsing.mentions import OF_SECTIONS, OF_UNITS, ON_THE_BOARD, Mention
from ics_export.parsing.outsiders import all_elsewhere, person_elsewhere, without_namesakes
from ics_export.parsing.roles import Known, add_roles, name_roles
from ics_export.parsing.roster import Roster, make_roster
from ics_export.parsing.spellings import Spellings, bring_together
from ics_export.parsing.titles import contradict, is_deputy
from ics_export.vietnamese import fold

_Counts = dict[str, Counter[str]]
_RANK = {"BT": 0, "TGĐ": 1, "GĐ": 1, "CT": 1, "HT": 1}


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
    # Where nobody has another title than they do, those who go along are leaders too.
    headed = any(m.title and m.title not in OF_SECTIONS + OF_UNITS for m in mentions if m.name and not m.escort)
    people = without_namesakes([mention for mention in mentions if not (mention.escort and headed)], home)
    by_title = _told_by_titles(people)
    printed, titles = _counted(people, by_title)
    spelt = bring_together(printed, titles, lambda one, other: stand_apart(people, one, other))
    for mention, name in by_title.items():  # "Dũng" alone may be either
        both = spelt.doubtful.get(mention.key, ())
        spelt.doubtful[mention.key] = both if fold(name) in both else (*both, fold(name))
    known = Known(people, home, signer)
    aliases: dict[str, str] = {}
    for entry in configured:
        known.leaders.append(Leader(entry.name, entry.title, entry.full_name, entry.aliases))
        aliases.update({fold(n): entry.name for n in (entry.name, entry.full_name, *entry.aliases) if n})
    known.by_key.update(aliases)
    _add_named(known, printed, titles, spelt, aliases, headed)
    roles: dict[str, Mention] = {}
    for mention in people:
        unnamed = not mention.name and mention.key.startswith("title:")
        if unnamed and (mention.away or not person_elsewhere(mention.printed, "", home)):
            roles.setdefault(mention.key, mention)
    name_roles(known, roles)
    namesakes = Counter(fold(leader.name) for leader in known.leaders)
    known.leaders = [_signed(leader, namesakes, signer) for leader in known.leaders]
    add_roles(known, roles, spelt.canonical)
    return make_roster(
        sorted(known.leaders, key=_rank),
        known.by_key,
        {fold(word): members for word, members in config.groups},
        with_secretaries(held_beside(people, known.by_key), people, known.by_key),
        {key: meant for key, meant in spelt.doubtful.items() if key not in aliases},
        known.others,
        known.heads,
        of_bodies(people, known.by_key),
        home,
    )


def _rank(leader: Leader) -> int:
    return _RANK.get(leader.title, 3 if is_deputy(leader.title) or not leader.title else 2)


def _told_by_titles(people: Sequence[Mention]) -> Mapping[Mention, str]:
    """The names of namesakes whom only their titles tell apart, where a name has titles that nobody holds together."""
    held: dict[str, set[str]] = {}
    for mention in people:
        if mention.name and mention.title:
            held.setdefault(mention.key, set()).add(mention.title)
    if not any(
        contradict(one, other) for titles in held.values() if len(titles) > 1 for one in titles for other in titles
    ):
        return {}
    from ics_export.parsing.namesakes import told_by_titles

    return told_by_titles(people)


def _counted(people: Sequence[Mention], by_title: Mapping[Mention, str]) -> tuple[_Counts, _Counts]:
    """How often each name is spelt so, and each title printed with it, by the name's key; ``by_title`` has the names of
    namesakes whom their titles tell apart."""
    printed: _Counts = {}
    titles: _Counts = {}
    namesakes: dict[Mention, str] = {}
    if any("." in mention.printed for mention in people):
        from ics_export.parsing.initials import told_by_initials

        namesakes = told_by_initials(people)
    for mention in people:
        if not mention.name:
            continue
        name = by_title.get(mention) or namesakes.get(mention, mention.name)
        own = fold(name) if name != mention.name else mention.key
        for key in (mention.key, own):  # "Hùng" alone may be any of them
            if key not in printed:
                printed[key], titles[key] = Counter(), Counter()
        printed[own][name] += 1
        if mention.title:
            titles[own][mention.title] += 1
    return printed, titles


def _add_named(
    known: Known, printed: _Counts, titles: _Counts, spelt: Spellings, configured: Mapping[str, str], headed: bool
) -> None:
    """Add those whom the document names; ``configured`` are the leaders of the configuration, by all their names,
    ``headed`` says whether others than heads of sections are titled."""
    canonical, doubtful = spelt
    home = known.home
    elsewhere: dict[str, str] = {}
    named: dict[str, list[Mention]] = {}
    for mention in known.people:
        if mention.name:
            named.setdefault(mention.key, []).append(mention)
    members_of: dict[str, list[str]] = {}
    for key in printed:
        members_of.setdefault(canonical[key], []).append(key)
    for key in printed:
        members = members_of.get(key, ())
        entry = next((configured[k] for k in members if k in configured), None)
        if canonical[key] != key or (key not in doubtful.get(key, (key,)) and not entry):
            continue
        if entry:
            known.by_key.update(dict.fromkeys(members, entry))
            continue
        leader = _leader(key, members, printed, titles)
        known.leaders.append(leader)
        if key in doubtful:
            known.others.add(leader.name)  # perhaps another's name misspelt: in no group
        elif heads_section(leader.title, home) or (
            heads_section("TCA", home)
            and leader.title not in ON_THE_BOARD
            and any(_FORCE.search(m.printed) for k in members for m in named.get(k, ()))
        ):
            known.heads.add(leader.name)  # "Lãnh đạo Sở" are its director and deputies
        else:
            of_him = [mention for one in members for mention in named.get(one, ())]
            body = body_elsewhere(of_him, home, headed) if home.startswith(NO_COMMITTEES) else ""
            elsewhere[leader.name] = body or all_elsewhere(of_him, home)
        known.by_key.update(dict.fromkeys(members, leader.name))
    if not all(elsewhere.values()):
        for name, body in elsewhere.items():
            # "Đ/c Hùng - GĐ Trung tâm Quy hoạch" is none of "Lãnh đạo Sở", "PGĐ Sở Tài chính" none of the office.
            if body:
                (known.others if body.startswith(BODIES_BESIDE) else known.heads).add(name)


_FORCE = re.compile(r"Trưởng (?:CA|Công an|QS|Quân sự)(?!\w)")
"""The head of a commune's police or military command, who is none of its committee's leaders."""


def _leader(key: str, members: Sequence[str], printed: _Counts, titles: _Counts) -> Leader:
    """The leader of a ``key`` and of the other keys that are his: by the longest of his names, and his usual title."""
    counts = _together(printed, members)
    name = max(counts, key=lambda n: (len(n.split()), counts[n]))
    title_counts = _together(titles, members)
    if len(title_counts) > 1:  # "cô Hương, TP. Đào tạo" may be two: who is a deputy elsewhere heads no department
        ranked = {title: count for title, count in title_counts.items() if title not in OF_SECTIONS}
        title_counts = Counter(ranked) or title_counts
    title = max(title_counts, key=title_counts.__getitem__, default="")
    short = max((n for k in members if key.endswith(f" {k}") for n in printed[k]), key=len, default="")
    return Leader(name, title, name if " " in name else "", (short,) if short else ())


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
