"""Revisions of whole programmes whose truth is known by construction.

A ``World`` has the programmes of one office. Each item carries a number of its own, where no feed can see it: in the
column of its place, of which feeds write the line alone. An edit changes items as a secretary would and says of which
numbers a reader of both versions would still say "the same meeting". Where nobody could tell, it is no edit.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ics_export.config import Config
from ics_export.diagnostics import Report
from ics_export.model import Attribution, Event, Hours, Item, Kind, Place, Programme, Slot
from ics_export.pipeline import run
from ics_export.scheduling import schedule
from ics_export.vietnamese import fold

ROOT = Path(__file__).parents[2]
SLOTS = (Slot.MORNING, Slot.AFTERNOON)
_PLAIN = str.maketrans("áàảãạăâéèêíìóòôơúùưýđ", "aaaaaaaeeeiioooouuuyd")


def base_programmes() -> list[Programme]:
    """The programmes that have enough in them to be revised, of all samples and a quarter of the corpus."""
    config = Config()
    paths = [*sorted((ROOT / "samples").glob("*.txt")), *sorted((ROOT / "tests" / "programmes").glob("*.txt"))[::4]]
    found = [run(path.name, path.read_bytes(), config).programme for path in paths]
    return [programme for programme in found if len(programme.items) >= 10 and programme.leaders]


@dataclass
class World:
    """An office's programmes as they stand, a pool of what else offices do, and the numbers given so far."""

    programmes: list[Programme]
    pool: Sequence[Item]
    random: random.Random
    touched: dict[int, str] = field(default_factory=dict)  # by this revision: number, and by which edit
    whole: str = "nothing"  # what this revision did to all the others
    before: dict[int, Item] = field(default_factory=dict)  # this revision
    gone: list[Item] = field(default_factory=list)  # in any revision
    count: int = 1

    def begin(self) -> None:
        """Begin another revision."""
        self.touched, self.whole, self.before = {}, "nothing", self.now()

    def now(self) -> dict[int, Item]:
        """All items by number."""
        return {item.place.column: item for programme in self.programmes for item in programme.items}

    def unknowable(self) -> set[int]:
        """Of which numbers nobody could say what became of them: two of equal words were struck out, put in, moved or
        changed at once, one moved to another day and hand among many, or one of two that were equal in everything."""
        now = self.now()
        alike: dict[str, set[int]] = {}
        for number in self.touched:
            for item in (self.before.get(number), now.get(number)):
                if item:
                    alike.setdefault(fold(item.text), set()).add(number)
        found = {number for group in alike.values() if len(group) > 1 for number in group}
        twins: dict[Item, set[int]] = {}
        for number, item in self.before.items():
            twins.setdefault(item._replace(place=Place("", 0)), set()).add(number)
        found |= {
            number for group in twins.values() if len(group) > 1 and group & self.touched.keys() for number in group
        }
        for number in self.touched:
            old, new = self.before.get(number), now.get(number)
            if old and new and old.first != new.first and old.attribution != new.attribution and self.recurs(old):
                found.add(number)
        return found

    def number(self, item: Item) -> Item:
        """The item with a number of its own."""
        self.count += 1
        return item._replace(place=Place(item.place.file, item.place.line, self.count))

    def events(self) -> list[Event]:
        """What the pipeline makes of the programmes."""
        return [event for programme in self.programmes for event in schedule(programme, Config(), Report())]

    def items(self, which: int = -1) -> list[Item]:
        """The items of one programme."""
        return list(self.programmes[which].items)

    def put(self, items: Sequence[Item], which: int = -1) -> None:
        """Give a programme these items, and new line numbers as an edit of the file would."""
        self.programmes[which] = self.programmes[which]._replace(items=tuple(items))

    def pick(self) -> tuple[int, Item] | None:
        """A piece of work that this revision has not touched yet, and its place."""
        items = self.items()
        free = [n for n, item in enumerate(items) if _work(item) and item.place.column not in self.touched]
        place = self.random.choice(free) if free else None
        return None if place is None else (place, items[place])

    def taken(self, day: dt.date, slot: Slot | None, text: str, but: Item) -> bool:
        """Whether equal words stand or stood there already: then nobody could tell the two apart."""
        items = [*(one for programme in self.programmes for one in programme.items if one is not but), *self.gone]
        return any(fold(one.text) == fold(text) and one.first <= day <= one.last for one in items)

    def recurs(self, item: Item) -> bool:
        """Whether the same words stand elsewhere too, or did."""
        return sum(fold(one.text) == fold(item.text) for one in (*self.now().values(), *self.gone)) > 1


def new_world(programme: Programme, pool: Sequence[Item], seed: int) -> World:
    """A world of one programme."""
    world = World([programme], pool, random.Random(seed))
    world.put([world.number(item) for item in programme.items])
    return world


Change = Callable[[World, Item], "Item | None"]
"""An edit of one item; None where it cannot be made of this one."""


def corrected(world: World, item: Item) -> Item | None:
    """Another word instead of one, or one more, or one less."""
    words = item.text.split()
    if len(words) < 4:
        return None
    place = world.random.randrange(1, len(words))
    other = world.random.choice(world.random.choice(world.pool).text.split())
    kind = world.random.randrange(3)
    words[place : place + (kind != 1)] = [] if kind == 2 else [other]
    text = " ".join(words)
    return None if fold(text) == fold(item.text) else item._replace(text=text)


def typed(world: World, item: Item) -> Item | None:
    """A key missed: two letters in the wrong order, one lost or doubled, a diacritic forgotten."""
    spots = [n for n, c in enumerate(item.text[:-1]) if c.isalpha() and item.text[n + 1].isalpha()]
    if len(spots) < 6:
        return None
    n, kind = world.random.choice(spots), world.random.randrange(4)
    a, b = item.text[n], item.text[n + 1]
    new = (b + a, b, a + a + b, a.translate(_PLAIN) + b)[kind]
    text = item.text[:n] + new + item.text[n + 2 :]
    return None if fold(text) == fold(item.text) else item._replace(text=text)


def extended(world: World, item: Item) -> Item | None:
    """Words added at the end, as a second sentence or a bracket."""
    more = (" (mở rộng)", "; triển khai nhiệm vụ trọng tâm", " năm nay", " theo Kế hoạch số 45/KH")
    return item._replace(text=item.text.rstrip(".;:") + world.random.choice(more)) if item.text.count(" ") > 2 else None


def moved_slot(world: World, item: Item) -> Item | None:
    """Another part of the same day."""
    if world.recurs(item) and world.taken(item.first, None, item.text, item):
        return None
    slot = world.random.choice([slot for slot in (*SLOTS, Slot.EVENING) if slot is not item.slot])
    return item._replace(slot=slot, hours=None)


def moved_day(world: World, item: Item) -> Item | None:
    """Another day within three weeks, and perhaps another part of it."""
    programme = world.programmes[-1]
    length = item.last - item.first
    days = [programme.first + dt.timedelta(n) for n in range((programme.last - programme.first - length).days + 1)]
    days = [day for day in days if 0 < abs((day - item.first).days) <= 21 and day.weekday() < 5]
    if not days:
        return None
    day = world.random.choice(days)
    if world.taken(day, None, item.text, item):
        return None
    slot = world.random.choice((item.slot, *SLOTS))
    return item._replace(first=day, last=day + length, slot=slot)


def other_leader(world: World, item: Item) -> Item | None:
    """Another leader's instead."""
    names = [leader.name for leader in world.programmes[-1].leaders if leader.name not in item.attribution.feeds]
    if not names:
        return None
    name = world.random.choice(names)
    return item._replace(attribution=Attribution((name,), (), (name,), f"Đ/c {name}"))


def other_units(world: World, item: Item) -> Item | None:
    """Another unit prepares it, or it is somewhere else, or at another hour, or has another agenda."""
    kind = world.random.randrange(4)
    if kind == 0:
        return item._replace(units=(*item.units, "Phòng Tổng hợp số 9"))
    if kind == 1:
        return item._replace(location=f"Phòng họp số {world.random.randrange(10, 99)}")
    if kind == 2 and item.slot in SLOTS:
        hour = dt.time(9 if item.slot is Slot.MORNING else 15, world.random.randrange(60))
        return item._replace(hours=Hours(hour))
    return item._replace(agenda=(*item.agenda, f"Cho ý kiến về tờ trình số {world.random.randrange(100, 999)}"))


def put_off(world: World, item: Item) -> Item | None:
    """*Hoãn*: still printed, and marked."""
    return None if item.cancelled else item._replace(cancelled=True, note="hoãn")


def resumed(world: World, item: Item) -> Item | None:
    """No longer put off."""
    return item._replace(cancelled=False, note="") if item.cancelled else None


CHANGES: dict[str, tuple[Change, ...]] = {
    "a word corrected": (corrected,),
    "a typing error": (typed,),
    "words added": (extended,),
    "moved to another slot": (moved_slot,),
    "moved to another day": (moved_day,),
    "leader changed": (other_leader,),
    "unit, place, hour or agenda": (other_units,),
    "put off": (put_off,),
    "resumed": (resumed,),
    "typing error and moved slot": (typed, moved_slot),
    "typing error and moved day": (typed, moved_day),
    "word corrected and leader changed": (corrected, other_leader),
    "word corrected and moved slot": (corrected, moved_slot),
    "moved day and leader changed": (moved_day, other_leader),
    "moved day and put off": (moved_day, put_off),
    "moved slot and unit": (moved_slot, other_units),
}


def change(world: World, name: str) -> bool:
    """Do one of CHANGES to some item; False where it cannot be done."""
    if not (found := world.pick()):
        return False
    place, item = found
    new: Item | None = item
    for one in CHANGES[name]:
        new = one(world, new) if new else None
    if new is None:
        return False
    items = world.items()
    items[place] = new
    world.put(items)
    world.touched[item.place.column] = name
    return True


def inserted(world: World) -> bool:
    """Something put in before an item: other work, or the same once more for another leader."""
    if not (found := world.pick()):
        return False
    place, item = found
    if world.random.random() < 0.3:
        fresh = other_leader(world, item._replace(units=("Phòng Tổng hợp",)))
    else:
        fresh = _foreign(world, item)
    if fresh is None:
        return False
    fresh = world.number(fresh)
    items = world.items()
    items.insert(place, fresh)
    world.put(items)
    world.touched |= {item.place.column: "inserted before", fresh.place.column: "new"}
    return True


def swapped(world: World) -> bool:
    """Two items change days, parts and hours."""
    one, other = world.pick(), world.pick()
    if not one or not other:
        return False
    (a, first), (b, second) = one, other
    if a == b or abs((first.first - second.first).days) > 21 or _near(first, second):
        return False
    if any(world.taken(y.first, None, x.text, x) for x, y in ((first, second), (second, first))):
        return False
    items = world.items()
    for place, x, y in ((a, first, second), (b, second, first)):
        items[place] = x._replace(first=y.first, last=y.first + (x.last - x.first), slot=y.slot, hours=y.hours)
    world.put(items)
    world.touched |= dict.fromkeys((first.place.column, second.place.column), "swapped")
    return True


def removed(world: World) -> bool:
    """An item struck out."""
    if not (found := world.pick()):
        return False
    place, item = found
    items = world.items()
    world.gone.append(items.pop(place))
    world.put(items)
    world.touched[item.place.column] = "removed"
    return True


def replaced(world: World) -> bool:
    """Other work of the same people in an item's place: it must not be taken for it."""
    if not (found := world.pick()):
        return False
    place, item = found
    fresh = _foreign(world, item)
    if fresh is None:
        return False
    fresh = world.number(fresh._replace(attribution=item.attribution))
    items = world.items()
    items[place] = fresh
    world.gone.append(item)
    world.put(items)
    world.touched |= {item.place.column: "removed", fresh.place.column: "new"}
    return True


def renamed(world: World) -> bool:
    """The file has another name, a later day of issue, and lines elsewhere."""
    programme = world.programmes[-1]
    shift = world.random.randrange(1, 9)
    items = [i._replace(place=Place("ban-sua.txt", i.place.line + shift, i.place.column)) for i in programme.items]
    issued = (programme.issued or programme.first) + dt.timedelta(1)
    world.programmes[-1] = programme._replace(source="ban-sua.txt", issued=issued, items=tuple(items))
    world.whole = "file renamed"
    return True


def next_month(world: World) -> bool:
    """The programme of the next four weeks: what recurs comes again, the rest is new."""
    last = world.programmes[-1]
    shift = dt.timedelta(28 if (last.last - last.first).days > 7 else 7)
    items = []
    for item in last.items:
        routine = not _work(item) or world.recurs(item) or world.random.random() < 0.2
        fresh = item if routine else (_foreign(world, item) or item)._replace()
        items.append(world.number(fresh._replace(first=item.first + shift, last=item.last + shift, cancelled=False)))
    issued = (last.issued or last.first) + shift
    first, end = last.last + dt.timedelta(1), last.last + max(shift, last.last - last.first + dt.timedelta(1))
    end = max(end, max(item.last for item in items))
    title = f"{last.title} (tiếp)"
    world.programmes.append(
        last._replace(
            first=first, last=end, issued=issued, title=title, items=tuple(i for i in items if i.first >= first)
        )
    )
    world.whole = "month added"
    return True


def _foreign(world: World, item: Item) -> Item | None:
    """What another office does, at this item's time, with people and units of this office."""
    other = world.random.choice(world.pool)
    if world.taken(item.first, None, other.text, item) or _near(other, item):
        return None
    leader = world.random.choice(world.programmes[-1].leaders).name
    attribution = Attribution((leader,), (), (leader,), f"Đ/c {leader}")
    return item._replace(
        text=other.text, agenda=other.agenda, hours=None, location=None, cancelled=False, attribution=attribution
    )


def _near(one: Item, other: Item) -> bool:
    """Whether two texts have nearly half of their words in common: who puts one for the other has corrected it."""
    first, second = (set(fold(item.text).split()) for item in (one, other))
    return len(first & second) > 0.4 * len(first | second)


def _work(item: Item) -> bool:
    return item.kind is Kind.EVENT and not item.duty
