"""One organisation's part of a run: its programmes, what is remembered of them, its feeds, what must wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ics_export.config import Config
from ics_export.diagnostics import Finding, Severity
from ics_export.feeds.calendar import calendar, serialise
from ics_export.feeds.memory import Span, carry_over
from ics_export.feeds.naming import ALL_NAME, display_name
from ics_export.feeds.sources import merged
from ics_export.feeds.times import ZONE, bounds, local
from ics_export.feeds.wording import clean
from ics_export.model import Event, Kind, Leader, Place
from ics_export.pages.sitedata import SiteProgramme
from ics_export.publish.archive import Archive
from ics_export.publish.guard import loss
from ics_export.publish.issues import Issue
from ics_export.publish.overlap import printed_again
from ics_export.publish.people import one_name_each, renamed
from ics_export.publish.recall import Recalled
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold


class Material(NamedTuple):
    """What the programmes of an organisation give: its leaders, their events, each once, and the days they cover.

    ``blocks`` are VEVENTs by what they are made from: most events are published as they were read.
    """

    organisation: str
    leaders: tuple[Leader, ...]
    events: tuple[Event, ...]
    spans: tuple[Span, ...]
    horizon: dt.date
    programmes: tuple[SiteProgramme, ...]
    findings: tuple[Finding, ...]
    blocks: dict[Event, bytes]


class Feeds(NamedTuple):
    """Feeds to publish, by leader (None: all.ics), and their events. ``held`` says why some stay as they were."""

    events: tuple[Event, ...]
    data: dict[str | None, bytes]
    held: dict[str | None, str]


def horizon(issues: Sequence[Issue], since: dt.date | None, keep: int | None) -> dt.date:
    """The first day that is published: ``since``, and of ``keep`` months up to the last one there is, the first.

    The clock has no part in it: what is published changes when programmes do.
    """
    first = since or dt.date.min
    if keep is not None and issues:
        last = max(issue.last for issue in issues)
        month = max(12, last.year * 12 + last.month - keep)  # months since year 0, from 0
        first = max(first, dt.date(month // 12, month % 12 + 1, 1))
    return first


def gather(
    organisation: str,
    chosen: Sequence[Issue],
    left: Sequence[Issue],
    archive: Archive,
    known: Sequence[Leader],
    config: Config,
    first_day: dt.date,
) -> Material:
    """Bring the programmes of an organisation together; ``known`` are the leaders that have a feed already.

    Of an event that two programmes have, in other words even (``overlap``), the later issue's is taken. Nobody who has
    a feed is forgotten.
    """
    issues = sorted((one for one in chosen if one.last >= first_day), key=lambda one: one.recency, reverse=True)
    rosters = one_name_each([issue.leaders for issue in issues], [leader.name for leader in known], config)
    leaders = merged([*(roster for roster, _ in rosters), tuple(known)])
    events: dict[str, Event] = {}
    origin: dict[str, Issue] = {}
    twice: dict[tuple[str, str], list[Event]] = {}
    programmes = []
    blocks: dict[Event, bytes] = {}
    seen: list[Issue] = []
    for issue, (_, changes) in zip(issues, rosters, strict=True):
        content = archive.content(issue)
        programmes.append(_programme(issue, content.lines, True))
        blocks.update(zip(map(_spoken, content.events), content.blocks, strict=True))
        own = [event for event in renamed(content.events, changes) if _last_day(event) >= first_day]
        again = {}
        if any(_meet(one, issue) for one in seen):
            there = [event for uid, event in events.items() if _meet(origin[uid], issue)]
            again = printed_again(there, (event for event in own if event.uid not in events))
        seen.append(issue)
        for event in own:
            uid = again.get(event.uid, event.uid)
            if uid not in events:
                events[uid], origin[uid] = event, issue
            elif event.kind is Kind.EVENT:
                twice.setdefault((origin[uid].file, issue.file), []).append(event)
    programmes += [_programme(one, archive.content(one).lines, False) for one in left if one.last >= first_day]
    findings = [_twice(kept, other, both) for (kept, other), both in twice.items()]
    return Material(
        organisation=organisation,
        leaders=leaders,
        events=tuple(events.values()),
        spans=tuple((issue.first, issue.last) for issue in issues),
        horizon=first_day,
        programmes=tuple(sorted(programmes, key=lambda one: (one.first, one.last, not one.used, one.file))),
        findings=(*(f for issue in issues for f in issue.findings), *findings),
        blocks=blocks,
    )


@dataclass(slots=True)
class Desk:
    """Where feeds are made: from the material, from what is remembered, at a moment."""

    material: Material
    recalled: Recalled
    alarm: int | None
    spans: tuple[Span, ...]

    def feeds(self, now: dt.datetime, *, accept_loss: bool) -> Feeds:
        """The feeds as they are to be now.

        Where no event is another one, they are made as of the last change. If they come out as they are published,
        nothing has happened and nothing changes, whatever the clock says. Else the guard looks at each.
        """
        events = self._events(now, frozenset())
        known = {(one.event.uid, one.event.sequence, one.event.stamp) for one in self.recalled.events}
        if known and all((one.uid, one.sequence, one.stamp) in known for one in events):
            past = self._events(max(stamp for _, _, stamp in known), frozenset())
            data = self._data(past)
            if data == self.recalled.feeds:
                return Feeds(past, data, {})
        data = self._data(events)
        held = {} if accept_loss else dict(self._losses(events, data, now))
        if held:
            events = self._events(now, frozenset(name for name in held if name is not None))
            data = self._data(events) | {name: self.recalled.feeds[name] for name in held}
        return Feeds(events, data, held)

    def _events(self, now: dt.datetime, held: frozenset[str]) -> tuple[Event, ...]:
        first = self.material.horizon
        return carry_over(
            self.recalled.events,
            self.material.events,
            now,
            spans=self.spans,
            keep_from=first if first > dt.date.min else None,
            held=held | self.recalled.unknown,
        )

    def _data(self, events: Sequence[Event]) -> dict[str | None, bytes]:
        material = self.material
        blocks = [(set(map(fold, event.feeds)), self._block(event)) for event in events]
        result: dict[str | None, bytes] = {
            None: calendar(ALL_NAME, material.organisation, [block for _, block in blocks])
        }
        for leader in material.leaders:
            own = [block for names, block in blocks if fold(leader.name) in names]
            result[leader.name] = calendar(display_name(leader, material.leaders), material.organisation, own)
        return result

    def _block(self, event: Event) -> bytes:
        key = _spoken(event)
        block = self.material.blocks.get(key)
        if block is None:
            block = self.material.blocks[key] = serialise(event, self.alarm)
        return block

    def _losses(
        self, events: Sequence[Event], data: dict[str | None, bytes], now: dt.datetime
    ) -> Iterator[tuple[str | None, str]]:
        printed = {_words(event) for event in self.material.events if event.cancelled}
        called_off = {event.uid for event in events if event.cancelled and _words(event) in printed}
        today = now.astimezone(ZONE).date()
        for name, before in self.recalled.feeds.items():
            after = data.get(name)
            if after is not None and (
                why := loss(before, after, today, called_off=called_off, horizon=self.material.horizon)
            ):
                yield name, why


def _spoken(event: Event) -> Event:
    """What a VEVENT is made from: it does not say whose feeds it is in."""
    return event._replace(leaders=(), groups=(), feeds=())


def of_leader(events: Sequence[Event], leader: Leader) -> tuple[Event, ...]:
    """The events in a leader's feed."""
    key = fold(leader.name)
    return tuple(event for event in events if key in map(fold, event.feeds))


def _meet(one: Issue, other: Issue) -> bool:
    return one.first <= other.last and other.first <= one.last


def _last_day(event: Event) -> dt.date:
    _, end = bounds(event)
    return end.date() if isinstance(end, dt.datetime) else end - dt.timedelta(days=1)


def _words(event: Event) -> tuple[object, str]:
    start, _ = bounds(event)
    return local(start) if isinstance(start, dt.datetime) else start, fold(clean(event.summary))


def _programme(issue: Issue, lines: tuple[str, ...], used: bool) -> SiteProgramme:
    return SiteProgramme(
        title=issue.title,
        first=issue.first,
        last=issue.last,
        issued=issue.issued,
        revision=issue.revision,
        file=issue.file,
        used=used,
        findings=issue.findings,
        lines=lines,
    )


def _twice(kept: str, other: str, events: Sequence[Event]) -> Finding:
    return Finding(
        "X801",
        Severity.WARNING,
        Place(other, min(event.source.line for event in events)),
        f"{len(events)} việc có cả trong “{clean(kept)}” lẫn “{clean(other)}”.",
        action=f"Đã lấy một lần, theo “{clean(kept)}”.",
    )
