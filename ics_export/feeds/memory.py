"""The identity of events through revisions: who has been published before keeps the UID, and says what changed.

The published feeds are the only memory (``remember``); all of this is pure, and the moment of the run comes in as a
value. Clients know an event by its UID; Evolution and Google take a change only where SEQUENCE, LAST-MODIFIED or
DTSTAMP are new, and every one that is new without a change costs each subscriber a download and defeats the 304.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from ics_export.feeds.identity import another_uid
from ics_export.feeds.matching import face, match
from ics_export.feeds.remembering import CorruptFeed, Remembered, first_day, remember
from ics_export.feeds.times import ZONE, bounds, chronological
from ics_export.feeds.wording import UNCERTAIN, clean, units
from ics_export.model import Event, Kind
from ics_export.vietnamese import fold

__all__ = ["CorruptFeed", "Remembered", "Span", "carry_over", "remember"]

Span = tuple[dt.date, dt.date]
"""The first and the last day of a programme."""


def carry_over(
    previous: Sequence[Remembered],
    events: Sequence[Event],
    now: dt.datetime,
    *,
    spans: Sequence[Span],
    keep_from: dt.date | None = None,
    held: Collection[str] = (),
) -> tuple[Event, ...]:
    """The events to publish, in their order: ``events`` with their identity, and what outlives its programme.

    A new event that is a remembered one (``matching``) has its UID. Its SEQUENCE is one higher and its stamp is ``now``
    where time, place, people, units, text, agenda, status or certainty differ; else both stay. Tags, lunar date and
    source line are no such change. Any other new event comes as it is, but never with the UID of a remembered one.

    A remembered event that is none of the new ones is cancelled where a programme of ``spans`` covers its first day:
    for as long as its last day has not passed, then it goes. Outside all spans it stays as it was published. What ended
    before ``keep_from`` goes without a word. ``held`` are the feeds this run will leave as they are; whether they hold
    an event is no change.

    Raises ValueError where two ``events`` have the same UID.
    """
    firsts = {event.uid for event in events}
    if len(firsts) < len(events):
        raise ValueError("two events have the same UID")
    known = {one.event.uid: one for one in previous}
    covered = {one.event.uid: _within(one.first_day, spans) for one in previous}
    days = {one.first_day for one in previous}
    seen = [span for span in spans if any(span[0] <= day <= span[1] for day in days)]
    same = match(
        [face(one.event, still=not covered[one.event.uid]) for one in previous],
        [face(event, fresh=not _within(first_day(event), seen)) for event in events],
    )
    moment = now.astimezone(dt.UTC).replace(microsecond=0)  # what a feed can say
    today = now.astimezone(ZONE).date()
    result = [_again(known[same[e.uid]], e, moment, held) if e.uid in same else e for e in events]
    taken = known.keys() | (firsts - same.keys())
    for place, event in enumerate(result):
        if event.uid in known and events[place].uid not in same:
            uid = _free(event.uid, taken)
            taken.add(uid)
            result[place] = event._replace(uid=uid)
    gone = known.keys() - set(same.values())
    for one in (one for one in previous if one.event.uid in gone):
        if keep_from is not None and one.last_day < keep_from:
            continue
        if one.event.cancelled or covered[one.event.uid]:
            if one.last_day >= today:
                result.append(_cancelled(one, moment))
        else:
            result.append(one.event)
    return tuple(sorted(result, key=chronological))


def _within(day: dt.date, spans: Sequence[Span]) -> bool:
    return any(first <= day <= last for first, last in spans)


def _again(old: Remembered, new: Event, moment: dt.datetime, held: Collection[str]) -> Event:
    """A remembered event as its programme has it now."""
    before = old.event
    if _facts(before) == _facts(new) and _same_people(old, new, held):
        return new._replace(uid=before.uid, sequence=before.sequence, stamp=before.stamp)
    return new._replace(uid=before.uid, sequence=before.sequence + 1, stamp=max(moment, before.stamp))


def _cancelled(old: Remembered, moment: dt.datetime) -> Event:
    """A remembered event that is in its programme no more, in all feeds that ever held it."""
    before = old.event
    feeds = (*before.feeds, *old.older)
    if before.cancelled:
        return before._replace(feeds=feeds)
    return before._replace(
        cancelled=True, feeds=feeds, sequence=before.sequence + 1, stamp=max(moment, before.stamp)
    )  # a clock set back must not make it older


def _facts(event: Event) -> tuple[object, ...]:
    """All that is said about an event and whose change is a real one, people aside, in the form that feeds give it."""
    note = clean(event.note)
    return (
        bounds(event),
        clean(event.summary),
        [point for text in event.agenda if (point := clean(text))],
        clean(event.location or ""),
        units(event),
        clean(event.printed),
        "" if not event.certain and note == UNCERTAIN else note,
        event.certain,
        event.cancelled,
        event.cancelled or event.kind is Kind.EVENT,
    )


def _same_people(old: Remembered, new: Event, held: Collection[str]) -> bool:
    """Whether an event is in the feeds that held it. Those with an earlier version of it may go or stay.

    Notes of whole days are everybody's: a new colleague is no change of theirs.
    """
    if new.kind is not Kind.EVENT:
        return True
    aside = set(map(fold, held))
    now = set(map(fold, new.feeds)) - aside
    before = set(map(fold, old.event.feeds)) - aside
    return before <= now <= before | set(map(fold, old.older))


def _free(uid: str, taken: Collection[str]) -> str:
    """A UID for a new event whose first one belongs to a meeting that once stood in its place."""
    ordinal = 1
    while (other := another_uid(uid, ordinal)) in taken:
        ordinal += 1
    return other
