"""How well identity survives revisions: counted over generated ones, whose truth is known.

    PYTHONPATH=. python -m tests.feeds.measuring 500 8      worlds, and revisions of each

A case counts where a reader of both versions could say what became of a meeting (``World.unknowable``).
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ics_export.config import Config
from ics_export.feeds.calendar import feeds
from ics_export.feeds.memory import carry_over, remember
from ics_export.feeds.naming import ALL_FILE, feed_files
from ics_export.model import Event, Kind
from ics_export.vietnamese import fold

from .revisions import (
    CHANGES,
    World,
    base_programmes,
    change,
    inserted,
    new_world,
    next_month,
    removed,
    renamed,
    replaced,
    swapped,
)

ALONE = ("nothing", "file renamed", "month added")
"""What leaves a meeting as it was: no edit, and counted apart."""

Site = tuple[bytes, dict[str, bytes]]
"""all.ics, and the leaders' feeds by name."""


@dataclass
class Measure:
    """What was counted, by edit."""

    cases: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    by_first_uid: Counter[str] = field(default_factory=Counter)
    takeovers: list[str] = field(default_factory=list)
    wrong_sequences: list[str] = field(default_factory=list)
    unsteady: int = 0
    tombstones: int = 0
    revisions: int = 0
    unknowable: int = 0

    @property
    def edited(self) -> int:
        """Edited meetings of which somebody could say that they are the same."""
        return sum(n for name, n in self.cases.items() if name not in ALONE)

    @property
    def rate(self) -> float:
        """The share of them that kept their UID."""
        return self._share(self.kept)

    @property
    def rate_without_memory(self) -> float:
        """The share of them whose first UID stayed what it had been in the revision before."""
        return self._share(self.by_first_uid)

    def _share(self, counts: Counter[str]) -> float:
        return sum(n for name, n in counts.items() if name not in ALONE) / self.edited

    def __str__(self) -> str:
        lines = [f"{name:36}{n:7}{100 * self.kept[name] / n:9.2f} %" for name, n in sorted(self.cases.items())]
        total = sum(self.cases.values())
        lines.append(
            f"{self.revisions} revisions, {self.edited} edited meetings: {100 * self.rate:.2f} % kept their UID"
            f" ({100 * self.rate_without_memory:.1f} % without memory),"
            f" of all {total} {100 * self.kept.total() / total:.3f} %;"
            f" {len(self.takeovers)} taken over, {len(self.wrong_sequences)} wrong sequences, {self.unsteady} unsteady,"
            f" {self.tombstones} tombstones, {self.unknowable} nobody could tell"
        )
        return "\n".join([*lines, *self.takeovers[:20], *self.wrong_sequences[:20]])


def measure(seeds: Iterable[int], revisions: int) -> Measure:
    """Count over one world for each seed and so many revisions of it."""
    bases = base_programmes()
    pool = [item for programme in bases for item in programme.items if item.kind is Kind.EVENT and not item.duty]
    result = Measure()
    for seed in seeds:
        base = bases[seed % len(bases)]
        own = {fold(item.text) for item in base.items}
        world = new_world(base, [item for item in pool if fold(item.text) not in own], seed)
        _follow(world, random.Random(f"edits {seed}"), revisions, result, seed)
    return result


def publish(
    world: World, planned: Sequence[Event], site: Site | None, now: dt.datetime
) -> tuple[tuple[Event, ...], Site]:
    """One nightly run, without files, over the events the world has ``planned``: those published, and the bytes."""
    previous = remember(*site) if site else ()
    spans = [(programme.first, programme.last) for programme in world.programmes]
    return write(world, carry_over(previous, planned, now, spans=spans))


def write(world: World, events: tuple[Event, ...]) -> tuple[tuple[Event, ...], Site]:
    """The events and the feeds of them."""
    programme = world.programmes[-1]
    written = feeds(programme.organisation, programme.leaders, events, Config())
    files = feed_files(programme.leaders)
    return events, (written[ALL_FILE], {leader.name: written[files[leader.name]] for leader in programme.leaders})


def _follow(world: World, chance: random.Random, revisions: int, result: Measure, seed: int) -> None:
    now = _issued(world)
    planned = world.events()
    events, site = publish(world, planned, None, now)
    last = _by_number(world, events)
    owners = {event.uid: number for number, event in last.items()}
    firsts = _by_number(world, planned)
    for step in range(revisions):
        world.begin()
        _edit(world, chance)
        now = max(now + dt.timedelta(hours=7), _issued(world))
        planned = world.events()
        events, site = publish(world, planned, site, now)
        if publish(world, planned, site, now + dt.timedelta(minutes=10))[1] != site:
            result.unsteady += 1
        current, first = _by_number(world, events), _by_number(world, planned)
        unknowable = world.unknowable()
        result.revisions += 1
        result.unknowable += len(unknowable)
        result.tombstones += len(events) - len(planned)
        for number, event in current.items():
            before, owner = last.get(number), owners.setdefault(event.uid, number)
            where = f"world {seed}, revision {step}: {world.touched.get(number, world.whole)}: {event.summary}"
            if owner != number and not {owner, number} & unknowable:
                result.takeovers.append(f"{where}, took the UID of {world.touched.get(owner)}")
            owners[event.uid] = number
            if before and number not in unknowable:
                edit = world.touched.get(number, world.whole)
                result.cases[edit] += 1
                result.kept[edit] += event.uid == before.uid
                result.by_first_uid[edit] += first[number].uid == firsts[number].uid
            if before and event.uid == before.uid and not _rises_rightly(before, event, now):
                result.wrong_sequences.append(where)
        last, firsts = current, first


def _edit(world: World, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        if chance.random() < 0.7:
            change(world, chance.choice(list(CHANGES)))
            continue
        other = chance.choice((inserted, swapped, removed, replaced, renamed, next_month))
        if other is not next_month or (len(world.programmes) < 3 and chance.random() < 0.5):
            other(world)


def _by_number(world: World, events: Iterable[Event]) -> dict[int, Event]:
    """The events of the programmes' items by the numbers hidden in their places; tombstones have none."""
    numbers: Mapping[int, object] = world.now()
    return {event.source.column: event for event in events if event.source.column in numbers}


def _issued(world: World) -> dt.datetime:
    days = (programme.issued or programme.first for programme in world.programmes)
    return dt.datetime.combine(max(days), dt.time(9), tzinfo=dt.UTC)


def _rises_rightly(before: Event, after: Event, now: dt.datetime) -> bool:
    """Whether SEQUENCE and LAST-MODIFIED say what happened."""
    if _said(before) == _said(after):
        return (after.sequence, after.stamp) == (before.sequence, before.stamp)
    return (after.sequence, after.stamp) == (before.sequence + 1, now)


def _said(event: Event) -> tuple[object, ...]:
    people = frozenset(event.feeds) if event.kind is Kind.EVENT else None
    words = (event.summary, event.agenda, event.note, event.printed, event.location, event.units)
    return event.start, event.end, people, words, event.cancelled, event.certain


if __name__ == "__main__":
    print(measure(range(int(sys.argv[1])), int(sys.argv[2])))
