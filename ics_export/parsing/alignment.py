"""Lining up the columns: which unit and which leader belong to which item.

On paper an item, its unit and its leader stand on one line; in the text only their order is left. So a row is three
sequences to be cut and aligned at once, in order, none crossing:

* the content, a sequence of *atoms* with a ``Joint`` between neighbours: what it costs to cut there and what it costs
  not to;
* the units and the leaders, each a sequence of *marks* (names, groups, units) with joints of the same kind.

A *cutting* says which atoms make one item; for every cutting each column is aligned by dynamic programming: an item
takes a run of marks, shares the run of the item before it, or has none. The cheapest cutting and alignment is the
reading; every other one that costs at most ``COSTS.near`` more is a choice that a careful secretary would not exclude.
An item is certain where no such choice gives it other leaders.

This module knows numbers only: no words, no names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ics_export.tuples import NamedTuple

FORBIDDEN = 1e6


class Costs(NamedTuple):
    """What an unlikely thing costs, in units of "two blocks stand against one item" (1.5)."""

    share: float = 1.2
    """An item shares the block of the item before it: offices may print one leader for two items, but mostly twice."""
    share_all: float = 0.1
    """One natural block stands for all items of the row: the commonest way of printing a day that one leader fills."""
    none: float = 3.2
    """An item has no block though the column has some: a secretary fills her columns."""
    other_half: float = 1.5
    """A block stands on another page than its item, its own or shared, per page: the page break cut all columns at one
    height."""
    near: float = 0.9
    """Alignments that cost at most this much more than the cheapest are choices. Equal counts (0) against one block
    shared (1.2) is beyond it; two ways of placing one surplus block (equal cost) are within."""
    natural: float = 0.5
    """A block whose inner joints cost no more than this is printed as one block ("Đ/c Hoàn, các PGĐ")."""
    most_cuttings: int = 96
    most_flips: int = 7
    """Bounds on the search. Beyond seven doubtful joints in one cell (two in a very long one) the clearer ones are
    taken at their cheaper side."""
    exact: int = 2000
    """Up to this many items times marks squared every alignment is looked at. In larger rows, which no real programme
    has, an item takes at most six marks, or twice its share, and stays near the diagonal."""
    largest: int = 900
    """Rows of more items times marks than this are dealt out in order, every item open to all, so uncertain."""


COSTS = Costs()
_SETTLED = 8
"""A joint whose sides differ by as much is never tried the other way."""
_SHORT = 8
"""Contents of up to this many joints are cut the same way once."""
_NEVER = FORBIDDEN * 9
_HAIR = 1e-9
"""What rounding may add to a sum of costs."""


class Joint(NamedTuple):
    """The place between two neighbours: the cost of a cut there, the cost of none."""

    cut: float
    join: float


class Column(NamedTuple):
    """A column's marks: the joints between them (one fewer than marks) and the page ("half") each stands on."""

    size: int
    joints: tuple[Joint, ...] = ()
    halves: tuple[int, ...] = ()


Run = tuple[int, int]
"""Marks ``first`` to ``last`` (exclusive); (0, 0) is none."""


class Aligned(NamedTuple):
    """One column aligned to the items of one cutting: its cost, the run of each item, and each item's choices with
    what the whole column costs when that item takes it; ``options`` are the choices' runs, the item's own first."""

    cost: float
    runs: tuple[Run, ...]
    choices: tuple[tuple[tuple[Run, float], ...], ...]
    options: tuple[tuple[Run, ...], ...]


def _aligned(cost: float, runs: Sequence[Run], choices: Sequence[tuple[tuple[Run, float], ...]]) -> Aligned:
    options = tuple(tuple(dict.fromkeys([run, *(c for c, _ in near)])) for run, near in zip(runs, choices, strict=True))
    return Aligned(cost, tuple(runs), tuple(choices), options)


@lru_cache(maxsize=128)
def align_column(items: tuple[Run, ...], column: Column) -> Aligned:
    """Align ``column`` to items given by the pages (first, last) each stands on.

    Exact, by forward and backward passes over (items placed, marks used, start of the last run); pure in its small
    arguments, so the same row shape is computed once.
    """
    count, size = len(items), column.size
    if not size or not count:
        return _aligned(0.0, ((0, 0),) * count, ((((0, 0), 0.0),),) * count)
    if count > 1 and count * size > COSTS.largest:
        return _in_order(count, size)
    halves = column.halves if column.halves and (items[-1][1] or column.halves[-1]) else ()
    if count > 1:
        plain = _plain(items, column, halves)
        if plain:
            return plain
    narrow = count * size * size > COSTS.exact
    longest = max(6, -(-2 * size // count)) if narrow else size
    width = 8 + abs(size - count) if narrow else size
    inner = [0.0]
    for _, join in column.joints:
        inner.append(inner[-1] + join)
    cuts = [0.0, *[cut for cut, _ in column.joints]]

    def over_pages(cost: float, item: int, first: int, last: int) -> float:
        low, high = items[item]
        for half in halves[first:last]:
            cost += COSTS.other_half * max(low - half, half - high, 0)
        return cost

    if count == 1:
        cost = over_pages(inner[size - 1], 0, 0, size)
        return Aligned(cost, ((0, size),), ((((0, size), cost),),), (((0, size),),))
    share, none = COSTS.share, COSTS.none
    whole = inner[size - 1] <= COSTS.natural

    # Forward, over (start of the last run, marks used): what it costs to reach a state, and the ways on from it, each
    # the run that the item takes, the state it leads to and its cost.
    reached: list[dict[Run, float]] = [{(0, 0): 0.0}]
    ways_on: list[dict[Run, list[tuple[Run, Run, float]]]] = []
    for item in range(count):
        middle = (item + 1) * size // count
        nearest, furthest = middle - width, min(size, middle + width)
        here: dict[Run, float] = {}
        ways_here: dict[Run, list[tuple[Run, Run, float]]] = {}
        for state, cost in reached[item].items():
            start, used = state
            ways = ways_here[state] = [((0, 0), state, none)]
            if whole and start == 0 and used == size:
                ways.append((state, state, COSTS.share_all))
            elif used > start:
                ways.append((state, state, over_pages(share, item, start, used) if halves else share))
            for last in range(max(used + 1, nearest), min(used + longest, furthest) + 1):
                step = inner[last - 1] - inner[used] + cuts[used]
                if halves:
                    step = over_pages(step, item, used, last)
                ways.append(((used, last), (used, last), step))
            for _, after, step in ways:
                if cost + step < here.get(after, _NEVER):
                    here[after] = cost + step
        ways_on.append(ways_here)
        reached.append(here)
    # Backward: what the items from each state on cost, all marks taken in the end.
    rest: list[dict[Run, float]] = [{state: 0.0 if state[1] == size else _NEVER for state in reached[count]}]
    for ways_here in reversed(ways_on):
        behind = rest[-1]
        rest.append({at: min([behind[after] + step for _, after, step in ways]) for at, ways in ways_here.items()})
    rest.reverse()
    best = rest[0][(0, 0)]
    limit = best + COSTS.near + _HAIR
    choices: list[tuple[tuple[Run, float], ...]] = []
    for item in range(count):
        found: dict[Run, float] = {}
        ahead, behind = rest[item], rest[item + 1]
        for state, cost in reached[item].items():
            if cost + ahead[state] > limit:
                continue
            for run, after, step in ways_on[item][state]:
                total = cost + step + behind[after]
                if total <= limit and total < found.get(run, _NEVER):
                    found[run] = total
        choices.append(tuple(sorted(found.items(), key=lambda pair: (pair[1], pair[0]))))
    runs: list[Run] = []
    state = (0, 0)
    for item in range(count):
        behind = rest[item + 1]
        _, run, state = min([(round(step + behind[after], 6), run, after) for run, after, step in ways_on[item][state]])
        runs.append(run)
    return _aligned(best, runs, choices)


def _plain(items: tuple[Run, ...], column: Column, halves: tuple[int, ...]) -> Aligned | None:
    """The alignment of as many natural blocks as items, or of one to all items, where that is beyond doubt; else None.

    Most rows are so, and need no search. Every other alignment joins some blocks (each joint for what it costs more
    joined than cut) and leaves as many items to share a block or to have none, or it also tears a block apart (for what
    a joint inside it costs more cut than joined). Pages can only make the others dearer where each block stands on its
    item's.
    """
    count, size = len(items), column.size
    cost, bounds = 0.0, [0]
    joining: list[float] = []  # what it costs more to join two blocks
    tearing: list[float] = []  # what it costs more to cut inside a block
    for mark, (cut, join) in enumerate(column.joints, 1):
        if cut < join:
            bounds.append(mark)
            joining.append(join - cut)
            cost += cut
        else:
            tearing.append(cut - join)
            cost += join
    beyond = COSTS.near + 2 * _HAIR
    runs: tuple[Run, ...]
    if len(bounds) == count:
        least, together = min(joining), sum(joining) + COSTS.share_all * (count - 1)
        if min(least + COSTS.share, together) <= beyond or (tearing and min(tearing) + least <= beyond):
            return None
        runs = tuple(pairwise([*bounds, size]))
        taken = zip(items, runs, strict=True)
    elif len(bounds) == 1 and cost <= COSTS.natural:
        shared = COSTS.share_all * (count - 1)
        for torn in {1, min(count, size) - 1} if tearing else ():
            if min(tearing) * torn + COSTS.share * (count - 1 - torn) - shared <= beyond:
                return None
        runs, cost = ((0, size),) * count, cost + shared
        taken = zip(items[:1], runs, strict=False)
    else:
        return None
    if halves:
        for (low, high), (first, last) in taken:
            if not low <= min(halves[first:last]) <= max(halves[first:last]) <= high:
                return None
    return Aligned(cost, runs, tuple([((run, cost),) for run in runs]), tuple([(run,) for run in runs]))


def _in_order(count: int, size: int) -> Aligned:
    """Rows beyond any real programme: marks dealt out in order, every item open to all of them."""
    runs = tuple(
        (min(i * size // count, size - 1), max((i + 1) * size // count, min(i * size // count, size - 1) + 1))
        for i in range(count)
    )
    whole = ((0, size), 0.0)
    return _aligned(0.0, runs, tuple(((run, 0.0), whole) for run in runs))


Way = tuple[float, tuple[Run, ...]]
"""A way to cut a content: what its cuts cost, and the range of atoms of each item."""


def _cuttings(joints: Sequence[Joint], flips: int) -> Iterator[Way]:
    """The likely ways to cut a content of ``len(joints) + 1`` atoms.

    Cheapest first in their own cost; at most ``COSTS.most_cuttings``. Every joint starts at its cheaper side; the most
    doubtful ones, at most ``flips``, are also tried the other way.
    """
    base = sum([min(joint) for joint in joints])
    cheap = [cut <= join for cut, join in joints]
    doubtful = sorted([(abs(cut - join), i) for i, (cut, join) in enumerate(joints) if abs(cut - join) < _SETTLED])
    doubtful = doubtful[:flips]
    masks = sorted(
        [
            (sum([cost for bit, (cost, _) in enumerate(doubtful) if mask >> bit & 1]), mask)
            for mask in range(1 << len(doubtful))
        ]
    )
    for extra, mask in masks[: COSTS.most_cuttings]:
        flipped = {i for bit, (_, i) in enumerate(doubtful) if mask >> bit & 1}
        bounds = [0, *[i + 1 for i, cut in enumerate(cheap) if cut is not (i in flipped)], len(joints) + 1]
        yield base + extra, tuple(pairwise(bounds))


class Reading(NamedTuple):
    """The chosen reading of a row.

    ``items`` are ranges of atoms; ``runs`` holds per column the run of each item; ``choices`` per column the runs that
    each item may have in any near reading (its own first), where an item of another cutting speaks for every item it
    overlaps. ``sure_cut`` is false where a near reading cuts the content elsewhere.
    """

    items: tuple[Run, ...]
    runs: tuple[tuple[Run, ...], ...]
    choices: tuple[tuple[tuple[Run, ...], ...], ...]
    cost: float
    sure_cut: bool


def align(joints: Sequence[Joint], halves: Sequence[int], columns: Sequence[Column]) -> Reading:
    """The cheapest joint cutting and alignment of a row, with every near choice.

    ``joints`` lie between the content's atoms (one more than joints), ``halves`` is each atom's page.
    """
    work = (len(joints) + 1) * max([column.size for column in columns] or [0])
    if len(joints) <= _SHORT and work <= 150:
        return _short_row(tuple(joints), tuple(halves), tuple(columns))
    return _row(joints, halves, columns, COSTS.most_flips if work <= 150 else 2)


@lru_cache(maxsize=128)
def _short_row(joints: tuple[Joint, ...], halves: tuple[int, ...], columns: tuple[Column, ...]) -> Reading:
    """``align`` for a short row: most of a month's rows are of few shapes."""
    if not joints:
        page = ((halves[0], halves[0]),)
        aligned = tuple([align_column(page, column) for column in columns])
        return _reading(_Try(sum([column.cost for column in aligned]), ((0, 1),), aligned))
    return _row(joints, halves, columns, COSTS.most_flips)


def _row(joints: Sequence[Joint], halves: Sequence[int], columns: Sequence[Column], flips: int) -> Reading:
    """``align`` by trying the cuttings, the cheapest first; ``flips`` bounds them."""
    tried: list[_Try] = []
    best = _NEVER
    for cost, items in _cuttings(joints, flips):
        if cost > best + COSTS.near + _HAIR:
            break
        pages = tuple([(halves[first], halves[last - 1]) for first, last in items])
        aligned = tuple([align_column(pages, column) for column in columns])
        total = cost + sum([column.cost for column in aligned])
        tried.append(_Try(total, items, aligned))
        best = min(best, total)
    if len(tried) == 1:
        return _reading(tried[0])
    # Among equals the cutting with fewer items: what is torn apart wrongly is harder to see than what stays together.
    tried.sort(key=lambda t: (round(t.total, 6), len(t.items), t.items))
    chosen = tried[0]
    near = [t for t in tried if t.total <= best + COSTS.near + _HAIR]
    if len(near) == 1:
        return _reading(chosen)
    return Reading(
        chosen.items,
        tuple([column.runs for column in chosen.columns]),
        tuple([_choices(chosen, near, number, best) for number in range(len(columns))]),
        chosen.total,
        all(t.items == chosen.items for t in near),
    )


class _Try(NamedTuple):
    """One cutting with its columns aligned."""

    total: float
    items: tuple[Run, ...]
    columns: tuple[Aligned, ...]


def _reading(chosen: _Try) -> Reading:
    """The reading of a row that can be cut in one way only."""
    runs = tuple([column.runs for column in chosen.columns])
    return Reading(chosen.items, runs, tuple([column.options for column in chosen.columns]), chosen.total, True)


def _choices(chosen: _Try, near: Sequence[_Try], number: int, best: float) -> tuple[tuple[Run, ...], ...]:
    """For each chosen item the runs of one column that it may have in any near reading, its own first."""
    found = [{run: None} for run in chosen.columns[number].runs]
    for other in near:
        column = other.columns[number]
        slack = best + COSTS.near - other.total + column.cost + _HAIR
        index = 0
        for (first, last), choices in zip(other.items, column.choices, strict=True):
            while chosen.items[index][1] <= first:
                index += 1
            overlapping = index
            while overlapping < len(found) and chosen.items[overlapping][0] < last:
                found[overlapping].update([(run, None) for run, cost in choices if cost <= slack])
                overlapping += 1
    return tuple([tuple(runs) for runs in found])
