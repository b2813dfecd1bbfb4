"""Who is who in an archive: one person under the names that the programmes of many years print.

A person is the organisation and the name; titles come and go. Two people of one name are told apart by the roster of
the configuration, which knows their full names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ics_export.config import Config
from ics_export.model import Event, Leader
from ics_export.vietnamese import fold


def one_name_each(
    rosters: Sequence[tuple[Leader, ...]], known: Iterable[str], config: Config
) -> list[tuple[tuple[Leader, ...], dict[str, str]]]:
    """The rosters of an organisation's programmes, the latest first, with one spelling for each person.

    With each comes what its names were changed to, where they were. ``known`` are the names of published feeds: a
    person keeps the name that the feed was given. "Hoàn" in one programme and "Lê Đình Hoàn" in another are one where
    nobody else it could be is known. The order of programmes of the same rank does not matter.
    """
    namesakes = _namesakes(config)
    called = [[_told_apart(leader, namesakes) for leader in roster] for roster in rosters]
    spelling: dict[str, str] = {}
    for name in (*known, *(name for names in called for name in names)):
        spelling.setdefault(fold(name), name)
    published = set(map(fold, known))
    same = _short_names(rosters, called, published, set(namesakes))
    result = []
    for roster, names in zip(rosters, called, strict=True):
        new = [spelling[same.get(fold(name), fold(name))] for name in names]
        leaders = tuple(_renamed(leader, name) for leader, name in zip(roster, new, strict=True))
        changes = {leader.name: name for leader, name in zip(roster, new, strict=True) if leader.name != name}
        result.append((leaders, changes))
    return result


def renamed(events: Sequence[Event], changes: dict[str, str]) -> Sequence[Event]:
    """``events`` with the names of leaders changed."""
    if not changes:
        return events
    return [
        event._replace(
            feeds=tuple(dict.fromkeys(changes.get(name, name) for name in event.feeds)),
            leaders=tuple(dict.fromkeys(changes.get(name, name) for name in event.leaders)),
        )
        for event in events
    ]


def _namesakes(config: Config) -> dict[str, set[str]]:
    """Names that the roster gives to several people, and their full names."""
    full: dict[str, set[str]] = {}
    for entry in config.roster:
        if entry.full_name:
            full.setdefault(fold(entry.name), set()).add(fold(entry.full_name))
    return {name: people for name, people in full.items() if len(people) > 1}


def _told_apart(leader: Leader, namesakes: dict[str, set[str]]) -> str:
    """The name, or the full one where the roster has several people of that name."""
    return leader.full_name if fold(leader.full_name) in namesakes.get(fold(leader.name), ()) else leader.name


def _renamed(leader: Leader, name: str) -> Leader:
    if name == leader.name:
        return leader
    aliases = tuple(dict.fromkeys((*leader.aliases, leader.name)))
    full_name = leader.full_name or max(name, leader.name, key=len)
    return leader._replace(name=name, full_name=full_name, aliases=aliases)


def _short_names(
    rosters: Sequence[tuple[Leader, ...]], called: Sequence[list[str]], published: set[str], apart: set[str]
) -> dict[str, str]:
    """Which folded name another one stands for, where a short and a full name are one person."""
    together = [set(map(fold, names)) for names in called]
    count = Counter(name for names in together for name in names)
    full: dict[str, set[str]] = {}
    for leader in (leader for roster in rosters for leader in roster if leader.full_name):
        full.setdefault(fold(leader.name), set()).add(fold(leader.full_name))
    result: dict[str, str] = {}
    for short in count:
        longer = [name for name in count if name.endswith(f" {short}")]
        if short in apart or len(longer) != 1 or any({short, longer[0]} <= names for names in together):
            continue
        if full.get(short, set()) <= {longer[0]}:
            kept = max((short, longer[0]), key=lambda name: (name in published, count[name], -len(name)))
            result[short if kept != short else longer[0]] = kept
    return result
