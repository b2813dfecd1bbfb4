"""Which event of the new programmes is which published one: what a reader of both would call the same meeting.

A meeting has no number in a programme. It is known by its words, its day and part of the day, its people and its units,
and a revision may change any of them. So pairs are made in rounds, the most certain first; each event is in one pair at
most, and what a round has settled no later one questions. Whatever is left is a new meeting or one that is gone: an
event too many is a line that says [HỦY], a wrong pair would turn one meeting into another before its reader's eyes.

===========  ==========  =====  ==============  ===========  =======================================================
round        day         part   words           people       why it is in this place
===========  ==========  =====  ==============  ===========  =======================================================
as it was    same        same   same            any          nearly all events of nearly all runs; hours, units and
                                                             people may differ, they tell equals apart
other part   same        any    same            any          moved from the morning to the afternoon
moved        21 days     any    same, once      any          words that occur once are as good as a name
back again   any         any    any             any          its first UID is a remembered one: it stood just there
                                                             before, and an edit was taken back
corrected    same        same   0.6 alike       any          a word corrected, a typing error, words added
reworded     same, hour  same   0.55 alike      the same     same hour and same people bear more of a change
shifted      same        any    0.75 alike      one shared   moved within the day and corrected
refilled     21 days     any    same, recur     the same     "Kiểm tra cơ sở" on another day: in their order, never
                                                             from hand to hand
carried on   21 days     any    same, once      any          to a day that no programme had before; not by whole
                                                             weeks, that would be the next turn of what is weekly
both         21 days     any    0.8 alike, 0.9  one shared   moved and corrected: numbers agree, no other candidate
                                over 7 days                  comes near
===========  ==========  =====  ==============  ===========  =======================================================

The UID is no round of its own at the head: it is made from where an event stood at first, and after a move another may
stand there. Words are compared folded. All-day notes recur every week ("Thứ Bảy, Chủ Nhật"), so of them only what
occurs once is ever taken for moved. Positions in a file are used for nothing but ties, so an event put in before
others shifts nobody's UID.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from ics_export.feeds.likeness import COMMON, common, likeness, numbers
from ics_export.feeds.times import bounds
from ics_export.feeds.wording import clean, units
from ics_export.model import Event
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

FAR = 21
"""Days over which a meeting with the same words may have been moved; what comes monthly is out of reach."""

NEAR = 7
"""Days beyond which words must be the more alike where they were changed too."""

CORRECTED, REWORDED, SHIFTED, BOTH, AFAR = 0.6, 0.55, 0.75, 0.8, 0.9
"""How alike words must be in the rounds that compare them: the less else agrees, the more."""

MARGIN = 0.1
"""By how much the best candidate must be better than the second where it is moved and corrected."""

OTHER_PEOPLE, OTHER_UNITS, OTHER_HOUR, OTHER_PART, REVIVED = 0.5, 0.2, 0.1, 0.5, FAR
"""What a difference costs beside a day's distance, which costs 1, and beside words, which cost what they lack to 1.
People tell more about a meeting than the unit that prepares it, and that more than the hour, which is often no more
than its slot's. Another part of the day is nearer than the next day. A cancelled event comes back only where no other
can be meant."""


class Face(NamedTuple):
    """What an event is known by.

    ``still``: a remembered one that may only be found where it was, its programme being out of sight. ``fresh``: a new
    one on a day that no programme had before.
    """

    uid: str
    day: dt.date
    part: int
    hour: dt.time
    line: int
    text: str
    people: frozenset[str]
    units: frozenset[str]
    cancelled: bool
    still: bool = False
    fresh: bool = False


class _Pair(NamedTuple):
    """A possible pair. Sorted, the best comes first, and the outcome hangs on no order of input."""

    cost: float
    apart: int
    old: int
    new: int


def face(event: Event, *, still: bool = False, fresh: bool = False) -> Face:
    """The face of an event. Parts are told by the hour, since feeds have no slots: 0 for whole days, then 1 to 3."""
    start, _ = bounds(event)
    timed = isinstance(start, dt.datetime)
    hour = start.time() if isinstance(start, dt.datetime) else dt.time()
    return Face(
        uid=event.uid,
        day=start.date() if isinstance(start, dt.datetime) else start,
        part=1 + (hour.hour >= 12) + (hour.hour >= 18) if timed else 0,
        hour=hour,
        line=event.source.line,
        text=fold(clean(event.summary)),
        people=frozenset(map(fold, event.feeds)),
        units=frozenset(map(fold, units(event))),
        cancelled=event.cancelled,
        still=still,
        fresh=fresh,
    )


def match(old: Sequence[Face], new: Sequence[Face]) -> dict[str, str]:
    """The remembered UID for the first UID of each new event that is an old one."""
    rounds = _Rounds(sorted(old, key=_place), sorted(new, key=_place))
    rounds.run()
    return {rounds.new[b].uid: rounds.old[a].uid for b, a in rounds.found.items()}


class _Rounds:
    """The rounds over one old and one new set of events; ``found`` has the old one's place for the new one's."""

    def __init__(self, old: Sequence[Face], new: Sequence[Face]) -> None:
        self.old, self.new = old, new
        self.found: dict[int, int] = {}
        self._olds = dict.fromkeys(range(len(old)))  # not yet in a pair, in order
        self._news = dict.fromkeys(range(len(new)))
        counts = [Counter((f.part > 0, f.text) for f in faces) for faces in (old, new)]
        self._recurring = {key for count in counts for key, times in count.items() if times > 1}

    def run(self) -> None:
        """All rounds."""
        self._settle(self._pairs(lambda f: (f.day, f.part, f.text)))
        if not self._olds or not self._news:
            return
        self._settle(self._pairs(lambda f: (f.day, f.part > 0, f.text), _mobile))
        self._moved(self._once)
        self._settle(self._pairs(lambda f: (f.uid, f.part > 0), _mobile))
        self._settle(self._alike(lambda f: (f.day, f.part), CORRECTED, _mending))
        self._settle(self._alike(lambda f: (f.day, f.part, f.hour, f.people), REWORDED, _awake))
        self._settle(self._alike(lambda f: (f.day, f.part > 0), SHIFTED, _kindred))
        self._moved(self._refilled)
        self._moved(self._may_move)
        self._settle(self._clear(self._both()))

    def _settle(self, pairs: Iterable[_Pair]) -> None:
        """Make pairs, the cheapest first."""
        for pair in sorted(pairs):
            if pair.old in self._olds and pair.new in self._news:
                self.found[pair.new] = pair.old
                del self._olds[pair.old], self._news[pair.new]

    def _pairs(
        self, key: Callable[[Face], Hashable], allowed: Callable[[Face, Face], bool] = lambda old, new: True
    ) -> list[_Pair]:
        """All possible pairs of the same key, with what they differ in as their cost."""
        keyed: dict[Hashable, list[int]] = defaultdict(list)
        for a in self._olds:
            keyed[key(self.old[a])].append(a)
        found = []
        for b in self._news:
            for a in keyed.get(key(self.new[b]), ()):
                if allowed(self.old[a], self.new[b]):
                    found.append(self._pair(a, b))
        return found

    def _pair(self, a: int, b: int, words: float = 1.0) -> _Pair:
        old, new = self.old[a], self.new[b]
        return _Pair(1 - words + _difference(old, new), abs(old.line - new.line), a, b)

    def _moved(self, allowed: Callable[[Face, Face], bool]) -> None:
        """The same words on another day. Pairs keep their order."""
        groups: dict[tuple[bool, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, (left, faces) in enumerate(((self._olds, self.old), (self._news, self.new))):
            for n in left:
                groups[faces[n].part > 0, faces[n].text][side].append(n)
        for olds, news in groups.values():
            pairs = {(a, b): self._pair(a, b) for a in olds for b in news if allowed(self.old[a], self.new[b])}
            self._settle(_in_order(olds, news, pairs))

    def _once(self, old: Face, new: Face) -> bool:
        """Words that occur once, on another day of programmes that were there before."""
        return not (new.fresh or self._recurs(old)) and self._may_move(old, new)

    def _refilled(self, old: Face, new: Face) -> bool:
        """One of many with these words, on another day."""
        return self._recurs(old) and self._may_move(old, new)

    def _may_move(self, old: Face, new: Face) -> bool:
        """Whether the one can be the other on another day.

        On a day that no programme had yet, what recurs has its own turn, and so have what is whole weeks away and what
        had been cancelled. What recurs moves with its people only, and never comes back; notes of whole days that recur
        do not move.
        """
        days = abs(old.day - new.day).days
        recurs = self._recurs(old)
        turn = recurs or (days % 7 == 0 and old.part == new.part)
        if days > FAR or old.still or (new.fresh and (turn or old.cancelled)):
            return False
        return not recurs or (old.part > 0 and old.people == new.people and not old.cancelled)

    def _recurs(self, face: Face) -> bool:
        return (face.part > 0, face.text) in self._recurring

    def _alike(
        self, key: Callable[[Face], Hashable], least: float, allowed: Callable[[Face, Face], bool]
    ) -> Iterable[_Pair]:
        """Pairs of the same key whose words are alike."""
        for pair in self._pairs(key, allowed):
            old, new = self.old[pair.old].text, self.new[pair.new].text
            words = likeness(old, new)
            if words >= least and (words >= CORRECTED or common(old, new) >= COMMON):
                yield self._pair(pair.old, pair.new, words)

    def _both(self) -> Iterable[_Pair]:
        """Pairs within three weeks of which words and day differ."""
        days: dict[dt.date, list[int]] = defaultdict(list)
        for b in self._news:
            days[self.new[b].day].append(b)
        for a in self._olds:
            old = self.old[a]
            for distance in range(-FAR, FAR + 1):
                for b in days.get(old.day + dt.timedelta(distance), ()):
                    new = self.new[b]
                    if not _kindred(old, new) or not self._may_move(old, new):
                        continue
                    if numbers(old.text) != numbers(new.text):
                        continue
                    words = likeness(old.text, new.text)
                    if words >= (BOTH if abs(distance) <= NEAR else AFAR):
                        yield _Pair(1 - words, abs(distance), a, b)

    def _clear(self, pairs: Iterable[_Pair]) -> Iterable[_Pair]:
        """Those pairs that neither of the two could as well have with another."""
        every = sorted(pairs)
        for pair in every:
            rivals = (p for p in every if p is not pair and (p.old == pair.old or p.new == pair.new))
            if all(p.cost >= pair.cost + MARGIN for p in rivals):
                yield pair


def _in_order(olds: Sequence[int], news: Sequence[int], pairs: Mapping[tuple[int, int], _Pair]) -> Sequence[_Pair]:
    """As many of ``pairs`` as can be, none crossing another, with the least cost: an alignment of two short lists."""
    if not pairs:
        return ()
    row: list[tuple[int, float, tuple[_Pair, ...]]] = [(0, 0.0, ())] * (len(news) + 1)
    for a in olds:
        above, row = row, [(0, 0.0, ())]
        for n, b in enumerate(news, 1):
            choices = [above[n], row[-1]]
            if one := pairs.get((a, b)):
                count, cost, chosen = above[n - 1]
                choices.append((count - 1, cost + one.cost, (*chosen, one)))
            row.append(min(choices))
    return row[-1][2]


def _difference(old: Face, new: Face) -> float:
    """What two events differ in beside their words."""
    return (
        abs(old.day - new.day).days
        + OTHER_PART * (old.part != new.part)
        + OTHER_PEOPLE * (old.people != new.people)
        + OTHER_UNITS * (old.units != new.units)
        + OTHER_HOUR * (old.hour != new.hour)
        + REVIVED * (old.cancelled and not new.cancelled)
    )


def _mobile(old: Face, new: Face) -> bool:
    return not old.still


def _awake(old: Face, new: Face) -> bool:
    """A cancelled event does not come back by likeness alone."""
    return not old.still and (new.cancelled or not old.cancelled)


def _mending(old: Face, new: Face) -> bool:
    """Likeness in place; it brings back a cancelled event where one of its people is there."""
    return _awake(old, new) or (not old.still and _shared(old, new))


def _kindred(old: Face, new: Face) -> bool:
    """Work with one of the people in both."""
    return old.part > 0 < new.part and _shared(old, new) and _awake(old, new)


def _shared(old: Face, new: Face) -> bool:
    return bool(old.people & new.people) or not (old.people or new.people)


def _place(face: Face) -> tuple[object, ...]:
    return face.day, face.part, face.hour, face.line, face.text, face.uid
