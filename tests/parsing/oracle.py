"""Lining up by trying everything: slow, plain, and therefore to be believed.

The rules are those that ``ics_export.parsing.alignment`` states; the costs are its table's. Nothing else is shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, product

from ics_export.parsing.alignment import COSTS, Column, Joint, Run

NONE: Run = (0, 0)
ROUNDING = 1e-9


@cache
def assignments(count: int, size: int) -> tuple[tuple[Run, ...], ...]:
    """Every way to deal ``size`` marks, in order and all of them, to ``count`` items.

    An item takes the next marks, shares the run taken last, or has none.
    """

    def deal(item: int, used: int, last: Run) -> Iterator[tuple[Run, ...]]:
        if item == count:
            if used == size:
                yield ()
            return
        choices = [(used, end) for end in range(used + 1, size + 1)] + [NONE] + ([last] if last != NONE else [])
        for run in choices:
            taken = run if run[1] > used else None
            for rest in deal(item + 1, run[1] if taken else used, run if taken else last):
                yield (run, *rest)

    return tuple(deal(0, 0, NONE)) if size else ((NONE,) * count,)


def cost_of(runs: Sequence[Run], items: Sequence[Run], column: Column) -> float:
    """What one assignment costs; ``items`` are the pages (first, last) that each item stands on."""
    if not column.size:
        return 0.0
    total, used = 0.0, 0
    natural = sum(joint.join for joint in column.joints) <= COSTS.natural
    for run, (low, high) in zip(runs, items, strict=True):
        first, last = run
        if run == NONE:
            total += COSTS.none
        elif last > used:
            total += sum(joint.join for joint in column.joints[first : last - 1])
            total += column.joints[first - 1].cut if first else 0.0
            total += COSTS.other_half * sum(max(low - page, page - high, 0) for page in column.halves[first:last])
            used = last
        elif natural and run == (0, column.size):
            total += COSTS.share_all
        else:
            total += COSTS.share
            total += COSTS.other_half * sum(max(low - page, page - high, 0) for page in column.halves[first:last])
    return total


def _nearly_cheapest(items: Sequence[Run], column: Column) -> list[tuple[float, tuple[Run, ...]]]:
    """The assignments that can be part of a near reading, since every other part of it costs at least its least."""
    priced = [(cost_of(runs, items, column), runs) for runs in assignments(len(items), column.size)]
    best = min(cost for cost, _ in priced)
    return [(cost, runs) for cost, runs in priced if cost <= best + COSTS.near + ROUNDING]


def column_answer(items: Sequence[Run], column: Column) -> tuple[float, tuple[frozenset[Run], ...]]:
    """The least cost of a column, and for each item the runs it has in any assignment that is nearly as cheap."""
    near = _nearly_cheapest(items, column)
    return min(cost for cost, _ in near), tuple(frozenset(runs[i] for _, runs in near) for i in range(len(items)))


def every_cutting(joints: Sequence[Joint]) -> Iterator[tuple[float, tuple[Run, ...]]]:
    """Every way to cut ``len(joints) + 1`` atoms into items, with its cost."""
    for cuts in product((False, True), repeat=len(joints)):
        bounds = [0, *(i + 1 for i, cut in enumerate(cuts) if cut), len(joints) + 1]
        yield sum(j.cut if cut else j.join for j, cut in zip(joints, cuts, strict=True)), tuple(pairwise(bounds))


def row_answer(
    joints: Sequence[Joint], halves: Sequence[int], columns: Sequence[Column]
) -> tuple[float, set[tuple[Run, ...]], list[list[tuple[Run, Run]]]]:
    """The least cost of a row, its near cuttings, and for each column the pairs (atoms, marks) of any near reading."""
    readings = []
    for cost, items in every_cutting(joints):
        pages = [(halves[a], halves[b - 1]) for a, b in items]
        dealt = [_nearly_cheapest(pages, column) for column in columns]
        for choice in product(*dealt):
            readings.append((cost + sum(price for price, _ in choice), items, [runs for _, runs in choice]))
    best = min(total for total, _, _ in readings)
    near = [reading for reading in readings if reading[0] <= best + COSTS.near + ROUNDING]
    pairs = [
        sorted({pair for _, items, runs in near for pair in zip(items, runs[number], strict=True)})
        for number in range(len(columns))
    ]
    return best, {items for _, items, _ in near}, pairs
