"""All programmes of one run: the events of every document, each once, in every feed they belong to.

A ``Collection`` is filled document by document and holds none of them: the bytes of events go to a spool; what is kept
is what a programme is called, when it was issued, its leaders, and a few numbers for each event. Feeds are written
block by block.

Nothing depends on the order of input. Which of two programmes counts is decided by their day of issue, then by the
names of their files ("lan-2" before "lan-10"), and where even those are the same, by what is in them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import abc
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from sys import intern
from typing import Self

from ics_export.config import Config
from ics_export.diagnostics import Finding, UserError
from ics_export.feeds.calendar import chunks, serialise
from ics_export.feeds.identity import fingerprint
from ics_export.feeds.naming import ALL_FILE, ALL_NAME, display_name, feed_files, folders
from ics_export.feeds.publishing import Written, write_folders
from ics_export.feeds.sources import Source, merged, other_organisation, same_event, same_period
from ics_export.feeds.spool import Column, Spool
from ics_export.feeds.times import bounds, day_of, position
from ics_export.feeds.wording import clean
from ics_export.model import Event, Leader, Programme
from ics_export.vietnamese import fold

_MONTH = 28  # days whose events are sorted at once


class Collection:
    """The events of any number of programmes. Close it, or use it in a ``with``: it may hold a temporary file.

    Organisations are told apart, and leaders of one organisation known again, without regard to case and the place of
    tones. Wherever a leader or an organisation is asked for by name, any such spelling does.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._spool = Spool()
        self._sources: list[Source | None] = []  # None: another one of the same period counts
        self._begins, self._ends = array("I"), array("I")  # of each source's events in the spool
        self._days = array("Q")  # the first and the last day of each source's events, in one number
        self._offices: dict[str, array[int]] = {}  # the sources of each organisation
        self._members: dict[tuple[str, ...], int] = {}  # whose an event may be, numbered
        self._names: list[tuple[str, ...]] = []
        self._rosters: dict[tuple[Leader, ...], tuple[Leader, ...]] = {}  # equal ones are held once

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the spool back."""
        self._spool.close()

    def add(self, programme: Programme, events: Sequence[Event]) -> tuple[Finding, ...]:
        """Take in a programme and its ``events``; what there is to say about it beside the earlier ones.

        Two events of the same UID within one programme are a mistake of the caller (ValueError).
        """
        if len({event.uid for event in events}) < len(events):
            raise ValueError("two events of one programme have the same UID")
        blocks = [serialise(event, self._config.alarm) for event in events]
        new = self._source(programme, blocks)
        findings = []
        if self._offices and new.office not in self._offices:
            findings.append(other_organisation(new, next(one for one in self._sources if one)))
        for place, old in self._same_period(new):
            findings.append(same_period(new, old))
            if new.rank <= old.rank:
                return tuple(findings)
            self._spool.drop(self._events(place))
            self._sources[place] = None
        starts = [position(bounds(event)[0]) for event in events]
        days = [day_of(start) for start in starts] or [0]
        twins = self._twins(new.office, (min(days), max(days)), [event.uid for event in events])
        for event in events:
            if event.uid in twins:
                known = map(self._source_of, self._spool.twins(twins[event.uid]))
                findings.append(same_event(new, event, max(known, key=lambda one: one.rank)))
        begin = len(self._spool)
        try:
            for event, start, block in zip(events, starts, blocks, strict=True):
                member = self._member(event.feeds)
                number = self._spool.append(event.uid, start, day_of(start) // _MONTH, member, block)
                if event.uid in twins:
                    self._spool.meet(number, twins[event.uid])
        except BaseException:
            self._spool.drop(range(begin, len(self._spool)))
            raise
        self._offices.setdefault(new.office, array("I")).append(len(self._sources))
        self._begins.append(begin)
        self._ends.append(len(self._spool))
        self._days.append((min(days) << 32) + max(days))
        self._sources.append(new)
        return tuple(findings)

    def organisations(self) -> tuple[str, ...]:
        """The organisations as their latest programmes spell them, in one order whatever the input's."""
        return tuple(self._organisation(office) for office in sorted(self._offices))

    def leaders(self, organisation: str | None = None) -> tuple[Leader, ...]:
        """The leaders of an organisation, the latest programme's in its order, then former ones.

        None: of all organisations, each name once, though there may be several people of that name.
        """
        return merged(self._leaders(office) for office in self._asked(organisation))

    def count(self, leader: str | None = None, organisation: str | None = None) -> int:
        """How many events there are in a leader's feed (None: in all.ics)."""
        total = 0
        for office in self._asked(organisation):
            order, members = self._order(office), self._spool.members
            wanted = self._memberships(order, leader) if leader is not None else None
            total += sum(wanted is None or members[event] in wanted for event in order)
        return total

    def write(self, folder: Path, only: abc.Collection[str] | None = None) -> Written:
        """Write all feeds into ``folder``, each leader's and then all.ics; with ``only``, those leaders' alone.

        All or none, and unchanged files stay untouched: see ``publishing.write_folders``. Where there are several
        organisations, each has a folder of its own, with its all.ics. A name in ``only`` that no leader has is a
        mistake of the caller (ValueError).
        """
        chosen = None if only is None else {fold(name) for name in only}
        if chosen and (unknown := chosen - {fold(leader.name) for leader in self.leaders()}):
            raise ValueError(f"no leader is called {', '.join(sorted(unknown))}")
        spelt = {office: self._organisation(office) for office in sorted(self._offices)}
        parts = folders(spelt.values()) if len(spelt) > 1 else dict.fromkeys(spelt.values(), "")
        every = ((parts[name], self._feeds(office, chosen)) for office, name in spelt.items())
        return write_folders(folder, ((part, feeds) for part, feeds in every if feeds))

    def calendar_bytes(self, leader: str | None = None, organisation: str | None = None) -> bytes:
        """One feed as it would be written: a leader's, or with None the one of all events."""
        chosen = None if leader is None else {fold(leader)}
        found = [
            office
            for office in self._asked(organisation)
            if chosen is None or any(fold(one.name) in chosen for one in self._leaders(office))
        ]
        if len(found) > 1:
            raise UserError(
                f"Các tài liệu là của {len(found)} cơ quan khác nhau, không gộp vào một lịch được;"
                " hãy ghi ra thư mục bằng --out hoặc chạy riêng từng cơ quan.",
                2,
            )
        if not found:
            raise ValueError("there is no such feed")
        *_, last = self._feeds(found[0], chosen).values()
        return b"".join(last)

    def _source(self, programme: Programme, blocks: Sequence[bytes]) -> Source:
        organisation = intern(clean(programme.organisation))
        leaders = self._rosters.setdefault(programme.leaders, programme.leaders)
        content = ascii((organisation, programme.first, programme.last, leaders)).encode()
        return Source(
            office=intern(fold(organisation)),
            organisation=organisation,
            file=programme.source,
            first=programme.first,
            last=programme.last,
            issued=programme.issued,
            leaders=leaders,
            content=fingerprint((content, *blocks)),
        )

    def _events(self, place: int) -> range:
        """The events of a source in the spool."""
        return range(self._begins[place], self._ends[place])

    def _same_period(self, new: Source) -> list[tuple[int, Source]]:
        """The programme that counts so far for the same organisation and days, and its place, if there is one."""
        found = ((place, self._sources[place]) for place in self._offices.get(new.office, ()))
        return [(place, one) for place, one in found if one and one.first == new.first and one.last == new.last]

    def _twins(self, office: str, days: tuple[int, int], uids: Sequence[str]) -> dict[str, int]:
        """The events of an organisation that have one of these UIDs, by UID: of several with the same any.

        ``days`` are the first and the last of the UIDs' events. A UID hangs on its event's day (``identity``), so only
        programmes with events between them are asked: a table of all UIDs would be most of a long run's memory.
        """
        first, last = days
        found: dict[str, int] = {}
        for place in self._offices.get(office, ()):
            span, source = self._days[place], self._sources[place]
            if span >> 32 <= last and span & 0xFFFF_FFFF >= first and source:
                found |= self._spool.among(self._events(place), uids)
        return found

    def _member(self, names: tuple[str, ...]) -> int:
        """The number of a set of leaders."""
        number = self._members.setdefault(names, len(self._names))
        if number == len(self._names):
            self._names.append(names)
        return number

    def _feeds(self, office: str, chosen: abc.Set[str] | None) -> dict[str, Iterator[bytes]]:
        """The feeds of an organisation by file name, as chunks to be taken once."""
        order, leaders, name = self._order(office), self._leaders(office), self._organisation(office)
        files = feed_files(leaders, self._config.feed_name)
        feeds = {
            files[leader.name]: chunks(
                display_name(leader, leaders), name, self._blocks(order, self._memberships(order, leader.name))
            )
            for leader in leaders
            if chosen is None or fold(leader.name) in chosen
        }
        if chosen is None:
            feeds[ALL_FILE] = chunks(ALL_NAME, name, self._blocks(order, None))
        return feeds

    def _blocks(self, order: Iterable[int], wanted: abc.Set[int] | None) -> Iterator[bytes]:
        members, block = self._spool.members, self._spool.block
        return (block(event) for event in order if wanted is None or members[event] in wanted)

    def _memberships(self, order: Iterable[int], leader: str) -> set[int]:
        """Those memberships of the events in ``order`` that have ``leader`` among them."""
        key, members = fold(leader), self._spool.members
        return {member for member in {members[event] for event in order} if key in map(fold, self._names[member])}

    def _order(self, office: str) -> Column:
        """The events that count, by start and UID. Sorted a month at a time: all at once would take 100 bytes each."""
        month_of = self._spool.months
        spans = [self._days[number] for number in self._offices[office]]
        earliest = min(spans) // (_MONTH << 32)
        # Where each month's events end in the order, the first month's number being 0; until they are put there, begin.
        ends = array("I", [0]) * (max(span & 0xFFFF_FFFF for span in spans) // _MONTH - earliest + 2)
        for event in self._counting(office):
            ends[month_of[event] - earliest + 1] += 1
        for month in range(1, len(ends)):
            ends[month] += ends[month - 1]
        order = self._spool.order(ends[-1])
        for event in self._counting(office):
            month = month_of[event] - earliest
            order[ends[month]] = event
            ends[month] += 1
        begin = 0
        for end in ends[:-1]:
            if end == begin:  # most months, where a mistyped year stands thousands of years away
                continue
            places = range(begin, end)
            for place, event in zip(places, sorted([order[n] for n in places], key=self._spool.key), strict=True):
                order[place] = event
            begin = end
        return order

    def _counting(self, office: str) -> Iterator[int]:
        """The events of an organisation that count: its programmes', and of those with the same UID one."""
        for number in self._offices[office]:
            source = self._sources[number]
            if source is None:
                continue
            for event in self._events(number):
                if self._spool.alone(event) or source is self._best(event):
                    yield event

    def _best(self, event: int) -> Source:
        """Of an organisation's programmes that have an event with this one's UID, the one that counts."""
        return max(map(self._source_of, self._spool.twins(event)), key=lambda one: one.rank)

    def _source_of(self, event: int) -> Source:
        """The programme an event is from: only of those that count are events found."""
        source = self._sources[bisect_right(self._begins, event) - 1]
        if source is None:
            raise AssertionError("an event of a programme that does not count")
        return source

    def _current(self, office: str) -> Iterator[Source]:
        """The programmes of an organisation that count."""
        return (one for number in self._offices[office] if (one := self._sources[number]))

    def _organisation(self, office: str) -> str:
        return max(self._current(office), key=lambda one: one.rank).organisation

    def _leaders(self, office: str) -> tuple[Leader, ...]:
        # Thousands of programmes have few rosters: the latest of each is sorted, not all of them.
        latest: dict[tuple[Leader, ...], Source] = {}
        for source in self._current(office):
            known = latest.setdefault(source.leaders, source)
            if source.rank > known.rank:
                latest[source.leaders] = source
        return merged(one.leaders for one in sorted(latest.values(), key=lambda one: one.rank, reverse=True))

    def _asked(self, organisation: str | None) -> list[str]:
        """The organisations meant; none where that one is not known."""
        if organisation is None:
            return sorted(self._offices)
        office = fold(clean(organisation))
        return [office] if office in self._offices else []
